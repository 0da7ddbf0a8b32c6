"""A router without routes, which opens and closes the cache."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from hashlib import blake2b

from fastapi import APIRouter, FastAPI
from sqlalchemy import make_url

from tracker.caching.cache import open_cache
from tracker.caching.settings import CacheSettings
from tracker.database import Base, Database
from tracker.settings import Settings, load


def space(database_url: str) -> str:
    """Return the prefix of keys, which is the same for all users of a database."""
    url = make_url(database_url)
    where = f"{url.host}:{url.port}/{url.database}?{url.query.get('host')}"
    mark = blake2b(where.encode(), digest_size=8).hexdigest()
    return f"tracker:{mark}"


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncGenerator[None]:
    """Open the cache of an application, and notify it of each write."""
    settings: Settings = app.state.settings
    database: Database = app.state.database
    of_cache = load(CacheSettings, environment=settings.environment)
    async with open_cache(of_cache, space(settings.database_url)) as cache:
        # Tables may have been written while no process was listening.
        await cache.drop(Base.metadata.tables)
        app.state.cache = cache
        app.state.checks["cache"] = cache.check
        database.listeners.append(cache.note)
        yield
        database.listeners.remove(cache.note)


router = APIRouter(lifespan=lifespan)
