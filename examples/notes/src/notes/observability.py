"""Structured logs with a line for each request, and the request id in each line."""

import logging
import re
import sys
from time import perf_counter
from typing import Any
from uuid import uuid4

import structlog
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from notes.settings import Settings

SANE_REQUEST_ID = re.compile(rb"[A-Za-z0-9-]{1,64}")

log: structlog.typing.FilteringBoundLogger = structlog.get_logger()


def configure_logging(settings: Settings) -> None:
    """Write all logs to standard output, in production as JSON."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            *_renderers(settings),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(settings.log_level),
        logger_factory=structlog.WriteLoggerFactory(),
    )
    root = logging.getLogger()
    if not any(isinstance(handler, _ToStructlog) for handler in root.handlers):
        root.addHandler(_ToStructlog())
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access"):
        logging.getLogger(name).handlers.clear()
    # Other libraries log warnings and errors only.
    for name in (
        "notes",
        "uvicorn",
    ):
        logging.getLogger(name).setLevel(settings.log_level)
    logging.getLogger("uvicorn").propagate = True
    # Without a handler, uvicorn creates no access log lines.
    logging.getLogger("uvicorn.access").propagate = False


def _renderers(settings: Settings) -> list[structlog.typing.Processor]:
    if settings.environment == "production":
        return [
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(),
        ]
    return [
        structlog.dev.ConsoleRenderer(
            colors=sys.stdout.isatty(),
            # Richer formatters print the values of variables, including secrets.
            exception_formatter=structlog.dev.plain_traceback,
        ),
    ]


class _ToStructlog(logging.Handler):
    """Passes log records of libraries to structlog, so that all lines look alike."""

    def emit(self, record: logging.LogRecord) -> None:
        fields: dict[str, Any] = {"logger": record.name}
        if record.exc_info:
            fields["exc_info"] = record.exc_info
        log.log(record.levelno, record.getMessage(), **fields)


class RequestLog:
    """Gives each request an id, logs it, and answers unhandled errors with 500.

    The id is the client's `X-Request-ID` if it is well-formed. Responses have it too.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        # `log` looks up its configuration at each use.
        self.log = log.bind()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started = perf_counter()
        status = 0
        request_id = _request_id(scope)
        extra_headers = [
            (b"x-request-id", request_id.encode()),
            (b"x-content-type-options", b"nosniff"),
        ]

        async def send_with_headers(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message.get("headers", ()), *extra_headers]
            await send(message)

        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=request_id)
        try:
            await self.app(scope, receive, send_with_headers)
        except Exception:
            if status:
                # Too late to respond: the server logs it and closes the connection.
                raise
            log.exception("Unhandled exception")
            answer = JSONResponse({"detail": "Internal Server Error"}, 500)
            await answer(scope, receive, send_with_headers)
        finally:
            # The query string may contain tokens or personal data.
            self.log.info(
                "Request",
                method=scope["method"],
                path=scope["path"],
                status=status,
                duration_ms=round((perf_counter() - started) * 1000, 2),
            )


def _request_id(scope: Scope) -> str:
    headers = scope["headers"]
    proposed = next((value for name, value in headers if name == b"x-request-id"), b"")
    return proposed.decode() if SANE_REQUEST_ID.fullmatch(proposed) else uuid4().hex
