"""Database revisions, applied by `python -m notes migrate`."""

from pathlib import Path

from alembic import command
from alembic.config import Config

LOCK = "notes.migrations"


def alembic_config(database_url: str) -> Config:
    """Return the configuration of Alembic, also without `alembic.ini`."""
    config = Config(attributes={"database_url": database_url})
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.set_main_option("path_separator", "os")
    return config


def upgrade(database_url: str, revision: str = "head") -> None:
    """Migrate the database to the revision. Concurrent processes take turns."""
    command.upgrade(alembic_config(database_url), revision)
