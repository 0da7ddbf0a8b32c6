"""The command line: `python -m notes --help`."""

import argparse
import sys
from collections.abc import Sequence

from alembic.util import CommandError
from sqlalchemy.exc import DBAPIError

from notes.commands import FAILED, CommandFailed
from notes.errors import Unavailable
from notes.migrations.commands import add_migrate

COMMANDS = [
    add_migrate,
]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit status."""
    options = _parser().parse_args(arguments)
    try:
        options.command(options)
    except CommandFailed as error:
        return _fail(str(error), error.status)
    except KeyboardInterrupt:
        return _fail("interrupted", FAILED)
    except CommandError as error:
        return _fail(str(error), FAILED)
    except (DBAPIError, OSError, Unavailable) as error:
        return _fail(f"the database does not work: {_reason(error)}", FAILED)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m notes",
        description="Look after the service.",
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for add in COMMANDS:
        add(commands)
    return parser


def _reason(error: Exception) -> str:
    if isinstance(error, DBAPIError):
        reason: BaseException = error.driver_exception
    else:
        reason = error.__cause__ or error
    return (str(reason) or type(reason).__name__).splitlines()[0]


def _fail(message: str, status: int) -> int:
    print(f"error: {message}", file=sys.stderr)
    return status


if __name__ == "__main__":
    sys.exit(main())
