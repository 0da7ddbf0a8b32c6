"""The command that adds users."""

import argparse
import asyncio
import getpass
import sys

from pydantic import ValidationError

from catalogue.auth.schemas import UserCreate
from catalogue.auth.service import create_user
from catalogue.commands import MISUSED, CommandFailed, Commands
from catalogue.database import open_database
from catalogue.errors import Conflict
from catalogue.settings import Settings, load_settings


def add_create_user(commands: Commands) -> None:
    """Add `create-user EMAIL [--role ROLE …]`."""
    user = commands.add_parser(
        "create-user",
        help="add a user",
        description="The password is asked for, or is a line of standard input.",
    )
    user.add_argument("email", metavar="EMAIL")
    user.add_argument(
        "--role",
        action="append",
        default=[],
        dest="roles",
        metavar="ROLE",
        help="may be given several times",
    )
    user.set_defaults(command=_create_user)


def _create_user(options: argparse.Namespace) -> None:
    settings = load_settings()
    try:
        user = UserCreate.model_validate(
            {
                "email": options.email,
                "password": _read_password(),
                "roles": options.roles,
            }
        )
    except ValidationError as error:
        problem = error.errors()[0]
        message = f"{problem['loc'][0]}: {problem['msg']}"
        raise CommandFailed(message, MISUSED) from None
    asyncio.run(_store_user(settings, user))
    roles = ", ".join(user.roles)
    print(f"Created user {user.email}" + (f" with roles {roles}" if roles else ""))


async def _store_user(settings: Settings, user: UserCreate) -> None:
    async with open_database(settings) as database:
        try:
            await create_user(database, user)
        except Conflict:
            raise CommandFailed(f"{user.email} is a user already") from None


def _read_password() -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    password = getpass.getpass()
    if getpass.getpass("Again: ") != password:
        raise CommandFailed("the passwords differ", MISUSED)
    return password
