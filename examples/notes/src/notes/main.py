"""The application: `uvicorn --factory notes.main:create_app`."""

import gc
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from fastapi.routing import APIRoute
from starlette.middleware.body_limit import RequestBodyLimitMiddleware

from notes import api, health
from notes.database import open_database
from notes.development import stop_embedded_database
from notes.errors import add_error_handlers
from notes.observability import RequestLog, configure_logging
from notes.settings import Settings, check_settings, load_settings


def create_app(settings: Settings | None = None) -> FastAPI:
    """Create the application with these settings, or with those of the environment."""
    if settings is None:
        check_settings()
        settings = load_settings()
    configure_logging(settings)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncGenerator[None]:
        try:
            async with open_database(settings) as database:
                app.state.database = database
                app.state.checks["database"] = database.ping
                # Objects that live as long as the process need no garbage collection,
                # and those of a request can wait for it.
                gc.collect()
                gc.freeze()
                gc.set_threshold(50_000, 20, 20)
                yield
        finally:
            stop_embedded_database()

    app = FastAPI(
        title="notes",
        lifespan=lifespan,
        generate_unique_id_function=_operation_id,
        openapi_url="/openapi.json" if settings.docs else None,
        telemetry={
            "tracing": settings.telemetry,
            "metrics": settings.telemetry,
            "logs": settings.telemetry,
        },
    )
    # The lifespans of routers read these.
    app.state.settings = settings
    app.state.checks = {}
    app.include_router(health.router)
    app.include_router(api.router)
    add_error_handlers(app)
    app.add_middleware(
        RequestBodyLimitMiddleware,
        max_body_size=settings.max_body_size,
    )
    # Added last, so that it sees the responses and errors of all others.
    app.add_middleware(RequestLog)
    return app


def _operation_id(route: APIRoute) -> str:
    return route.name
