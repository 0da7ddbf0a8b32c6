"""The command that applies revisions."""

import argparse

from tracker.commands import Commands
from tracker.migrations import upgrade
from tracker.settings import load_settings


def add_migrate(commands: Commands) -> None:
    """Add `migrate [--revision REVISION]`."""
    migrate = commands.add_parser("migrate", help="bring the database up to date")
    migrate.add_argument(
        "--revision",
        default="head",
        help="the revision to migrate to (default: %(default)s)",
    )
    migrate.set_defaults(command=_migrate)


def _migrate(options: argparse.Namespace) -> None:
    upgrade(load_settings().database_url, options.revision)
    print(f"Migrated the database to {options.revision}")
