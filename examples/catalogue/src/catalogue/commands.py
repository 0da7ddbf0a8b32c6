"""Helpers for commands of the command line."""

import argparse
from typing import Any, Protocol

FAILED, MISUSED = 1, 2


class Commands(Protocol):
    """The subparsers that a command adds its parser to."""

    def add_parser(self, name: str, **options: Any) -> argparse.ArgumentParser: ...


class CommandFailed(Exception):
    """Ends the command with a message on standard error and an exit status."""

    def __init__(self, message: str, status: int = FAILED) -> None:
        super().__init__(message)
        self.status = status
