"""What is possible: Starlette, asyncpg and orjson, one prepared statement a request.

It is careful, and no more: bodies are checked, what is missing is 404, pages are found by
cursor. There are no filters, no documentation, no errors for people.
"""

import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import AsyncGenerator, Iterable, Mapping
from contextlib import asynccontextmanager
from datetime import datetime
from decimal import Decimal
from functools import cache
from typing import Any, TypeVar
from uuid import UUID

import asyncpg
import orjson
from pydantic import ValidationError
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bench.contenders.schemas import ProductCreate, ProductResponse, ProductUpdate

CREATED = 201
COLUMNS = ", ".join(ProductResponse.model_fields)
TAKEN = list(ProductCreate.model_fields)
SELECT = f"SELECT {COLUMNS} FROM products"
NEWEST = "ORDER BY created_at DESC, id DESC LIMIT"
FIRST = f"{SELECT} {NEWEST} $1"
AFTER = f"{SELECT} WHERE (created_at, id) < ($2, $3) {NEWEST} $1"
GET = f"{SELECT} WHERE id = $1"
CREATE = f"""INSERT INTO products ({", ".join(TAKEN)})
VALUES ({", ".join(f"${i + 1}" for i in range(len(TAKEN)))}) RETURNING {COLUMNS}"""

T = TypeVar("T", ProductCreate, ProductUpdate)
Row = Mapping[str, Any]


async def _leave(_: object) -> None:
    """Connections are given back as they are: nothing here changes their state."""


@asynccontextmanager
async def lifespan(app: Starlette) -> AsyncGenerator[None]:
    """Open the pool."""
    size = int(os.environ["DATABASE_POOL_SIZE"])
    url = os.environ["DATABASE_URL"].replace("+asyncpg", "")
    async with asyncpg.create_pool(
        url, min_size=size, max_size=size, reset=_leave
    ) as pool:
        app.state.pool = pool
        yield


async def list_products(request: Request) -> Response:
    """A page, and the cursor of the next one."""
    try:
        limit = min(int(request.query_params.get("limit", "20")), 1000)
        position = _decode(request.query_params.get("cursor"))
    except ValueError:
        raise HTTPException(422) from None
    rows = await request.app.state.pool.fetch(
        AFTER if position else FIRST, limit + 1, *position
    )
    page = rows[:limit]
    has_more = len(rows) > limit
    return _answer(
        {
            "data": [dict(row) for row in page],
            "next_cursor": _encode(page[-1]) if has_more else None,
            "has_more": has_more,
        }
    )


async def create_product(request: Request) -> Response:
    """The new product."""
    values = (await _body(request, ProductCreate)).model_dump()
    row = await request.app.state.pool.fetchrow(CREATE, *values.values())
    return _answer(dict(row), CREATED)


async def get_product(request: Request) -> Response:
    """One product."""
    return await _one(request, GET)


async def update_product(request: Request) -> Response:
    """The product with the changes."""
    changes = await _body(request, ProductUpdate)
    values = changes.model_dump(exclude_unset=True)
    return await _one(request, _update(tuple(values)), values.values())


@cache
def _update(names: tuple[str, ...]) -> str:
    changes = "".join(f", {name} = ${i}" for i, name in enumerate(names, 2))
    return (
        f"UPDATE products SET updated_at = now(){changes} "
        f"WHERE id = $1 RETURNING {COLUMNS}"
    )


async def _one(
    request: Request, statement: str, values: Iterable[Any] = ()
) -> Response:
    try:
        product_id = UUID(request.path_params["product_id"])
    except ValueError:
        raise HTTPException(422) from None
    row = await request.app.state.pool.fetchrow(statement, product_id, *values)
    if row is None:
        raise HTTPException(404)
    return _answer(dict(row))


async def _body(request: Request, kind: type[T]) -> T:
    try:
        return kind.model_validate_json(await request.body())
    except ValidationError:
        raise HTTPException(422) from None


def _answer(value: Any, status: int = 200) -> Response:
    body = orjson.dumps(value, default=_plain, option=orjson.OPT_UTC_Z)
    return Response(body, status, media_type="application/json")


def _plain(value: Any) -> Any:
    # asyncpg's UUIDs are a class of its own, which orjson does not know.
    if isinstance(value, Decimal | UUID):
        return str(value)
    raise TypeError


def _encode(row: Row) -> str:
    position = f"{row['created_at'].isoformat()}|{row['id']}"
    return urlsafe_b64encode(position.encode()).decode()


def _decode(cursor: str | None) -> tuple[datetime, UUID] | tuple[()]:
    if cursor is None:
        return ()
    created_at, _, last = urlsafe_b64decode(cursor).decode().partition("|")
    return datetime.fromisoformat(created_at), UUID(last)


app = Starlette(
    lifespan=lifespan,
    routes=[
        Route("/products", list_products, methods=["GET"]),
        Route("/products", create_product, methods=["POST"]),
        Route("/products/{product_id}", get_product, methods=["GET"]),
        Route("/products/{product_id}", update_product, methods=["PATCH"]),
    ],
)
