"""Who is measured, and how each of them is asked."""

from collections.abc import Mapping
from dataclasses import dataclass, field

SECRET = "measured-measured-measured-measured"  # noqa: S105 - of servers on loopback
QUIET = {"ENVIRONMENT": "production", "LOG_LEVEL": "WARNING", "SECRET_KEY": SECRET}
OPERATIONS = ("list", "get", "create", "update")


@dataclass(frozen=True, eq=False)
class Contestant:
    """A server: what starts it, and what is its own in how it is asked."""

    name: str
    title: str
    app: str
    operations: tuple[str, ...] = OPERATIONS
    answers: Mapping[str, str] | None = None
    """A service of the template: what it answers other than `answers.yml`."""
    environment: Mapping[str, str] = field(default_factory=dict)
    first_page: str = "/products?limit=20"
    """The path of the newest 20."""
    later_page: str = ""
    """The path of 20 rows after so many; empty where there is a cursor instead."""
    data: str = "data"
    """The key of a page's rows."""
    has_tokens: bool = False


def _ours(
    name: str,
    title: str,
    *operations: str,
    answers: Mapping[str, str] | None = None,
    environment: Mapping[str, str] | None = None,
    has_tokens: bool = False,
) -> Contestant:
    return Contestant(
        name=name,
        title=title,
        app="measured.main:create_app",
        operations=operations,
        answers=answers or {},
        environment={**QUIET, **(environment or {})},
        has_tokens=has_tokens,
    )


LIMIT = Contestant("limit", "Starlette, asyncpg, orjson", "bench.contenders.limit:app")
OURS = _ours("ours", "this template", *OPERATIONS)
JWT = _ours(
    "jwt", "this template, JWT", "list", "get", answers={"auth": "jwt"}, has_tokens=True
)
LOGGING = _ours(
    "logging",
    "this template, a log line a request",
    "list",
    "get",
    environment={"LOG_LEVEL": "INFO"},
)
ORDINARY = Contestant(
    "ordinary",
    "FastAPI, SQLAlchemy's ORM",
    "bench.contenders.ordinary:app",
    first_page="/products?limit=20&offset=0",
    later_page="/products?limit=20&offset={skipped}",
)
FASTCRUD = Contestant(
    "fastcrud",
    "FastCRUD",
    "bench.contenders.with_fastcrud:app",
    first_page="/products?offset=0&limit=20&sort=-created_at",
    later_page="/products?offset={skipped}&limit=20&sort=-created_at",
)
PAGINATION = Contestant(
    "pagination",
    "fastapi-pagination, cursor",
    "bench.contenders.with_pagination:app",
    operations=("list",),
    first_page="/products?size=20",
    data="items",
)
MEMORY = _ours(
    "memory",
    "cached in memory",
    "list",
    answers={"cache": "server"},
    environment={"ENVIRONMENT": "test"},
)
VALKEY = _ours("valkey", "cached in Valkey", "list", answers={"cache": "server"})

FIELD = (LIMIT, OURS, JWT, LOGGING, ORDINARY, FASTCRUD, PAGINATION)
PEERS = (ORDINARY, FASTCRUD, PAGINATION)
CACHED = (OURS, MEMORY, VALKEY)
DEEP = (LIMIT, OURS, ORDINARY, FASTCRUD)
