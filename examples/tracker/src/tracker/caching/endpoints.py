"""Endpoints whose responses are cached."""

from collections.abc import Awaitable, Callable, Sequence
from functools import update_wrapper
from hashlib import blake2b
from inspect import Parameter, signature
from typing import Any

from fastapi import Response
from pydantic import TypeAdapter
from pydantic_core import to_json
from sqlalchemy import ColumnElement

from tracker.caching.cache import Cache, CacheDep
from tracker.caching.tables import tables_read
from tracker.database import Database


def cached(
    columns: Sequence[ColumnElement[Any]],
    *,
    seconds: float,
) -> Callable[[Callable[..., Awaitable[Any]]], "CachedEndpoint"]:
    """Cache the responses of an endpoint until a table of these columns is written.

    A response may only depend on these tables and on the arguments of the endpoint,
    which must identify the caller if callers get different responses. Dependencies
    run for each request, before the cache is used.
    """

    def decorate(endpoint: Callable[..., Awaitable[Any]]) -> CachedEndpoint:
        return CachedEndpoint(endpoint, tables_read(columns), seconds)

    return decorate


class CachedEndpoint:
    """Takes the arguments of the endpoint, and returns its response as bytes."""

    def __init__(
        self,
        endpoint: Callable[..., Awaitable[Any]],
        tables: Sequence[str],
        seconds: float,
    ) -> None:
        update_wrapper(self, endpoint)
        self._endpoint = endpoint
        self._tables = tables
        self._seconds = seconds
        asked = signature(endpoint)
        self._answer: TypeAdapter[Any] = TypeAdapter(asked.return_annotation)
        # FastAPI reads the signature, and passes the cache too.
        cache = Parameter("cache", Parameter.KEYWORD_ONLY, annotation=CacheDep)
        self.__signature__ = asked.replace(
            parameters=[*asked.parameters.values(), cache]
        )
        # Other versions of the service may return responses of another schema.
        form = self._answer.json_schema(mode="serialization")
        self._mark = to_json([endpoint.__module__, endpoint.__qualname__, form])

    async def __call__(self, cache: Cache, **arguments: Any) -> Response:
        key = self._key(arguments)
        body, generations = await cache.find(key, self._tables)
        if body is None:
            body = self._serialize(await self._endpoint(**arguments))
            await cache.keep(key, body, generations, self._seconds)
        return Response(body, media_type="application/json")

    def _key(self, arguments: dict[str, Any]) -> str:
        """Hash all that the response depends on, which may be confidential."""
        asked = {
            name: value
            for name, value in arguments.items()
            if not isinstance(value, Database)
        }
        return blake2b(self._mark + to_json(asked), digest_size=32).hexdigest()

    def _serialize(self, answer: Any) -> bytes:
        """Serialize a response as FastAPI does."""
        checked = self._answer.validate_python(answer, from_attributes=True)
        return self._answer.dump_json(checked, by_alias=True)
