"""Database revisions, applied by `python -m tracker migrate`."""

from pathlib import Path

from alembic import command
from alembic.config import Config

LOCK = "tracker.migrations"


def alembic_config(database_url: str) -> Config:
    """Alembic's configuration where there is no `alembic.ini`, as in a container."""
    config = Config(attributes={"database_url": database_url})
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.set_main_option("path_separator", "os")
    return config


def upgrade(database_url: str, revision: str = "head") -> None:
    """Bring the database to the revision; processes that do so at once take turns."""
    command.upgrade(alembic_config(database_url), revision)
