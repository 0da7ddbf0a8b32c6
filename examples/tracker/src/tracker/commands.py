"""What the commands of the command line share."""

import argparse
from typing import Any, Protocol

FAILED, MISUSED = 1, 2


class Commands(Protocol):
    """Where a command adds its parser."""

    def add_parser(self, name: str, **options: Any) -> argparse.ArgumentParser: ...


class CommandFailed(Exception):
    """Ends the command with a line on standard error and an exit status."""

    def __init__(self, message: str, status: int = FAILED) -> None:
        super().__init__(message)
        self.status = status
