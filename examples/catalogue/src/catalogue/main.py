"""The application: `uvicorn --factory catalogue.main:create_app`."""

import gc
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from fastapi.routing import APIRoute
from starlette.middleware.body_limit import RequestBodyLimitMiddleware

from catalogue import api, health
from catalogue.database import open_database
from catalogue.errors import add_error_handlers
from catalogue.observability import RequestLog, configure_logging
from catalogue.settings import Settings, check_settings, load_settings


def create_app(settings: Settings | None = None) -> FastAPI:
    """A new application with these settings, or with those of the environment."""
    if settings is None:
        check_settings()
        settings = load_settings()
    configure_logging(settings)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncGenerator[None]:
        async with open_database(settings) as database:
            app.state.database = database
            app.state.checks["database"] = database.ping
            # What lives as long as the process need not be searched for garbage, and
            # what a request leaves behind need not be at once.
            gc.collect()
            gc.freeze()
            gc.set_threshold(50_000, 20, 20)
            yield

    app = FastAPI(
        title="catalogue",
        lifespan=lifespan,
        generate_unique_id_function=_operation_id,
        openapi_url="/openapi.json" if settings.docs else None,
    )
    # Routers that start and stop something read these in their own lifespans.
    app.state.settings = settings
    app.state.checks = {}
    app.include_router(health.router)
    app.include_router(api.router)
    add_error_handlers(app)
    app.add_middleware(
        RequestBodyLimitMiddleware,
        max_body_size=settings.max_body_size,
    )
    # Last, and so around all others: it sees every answer and every failure.
    app.add_middleware(RequestLog)
    return app


def _operation_id(route: APIRoute) -> str:
    return route.name
