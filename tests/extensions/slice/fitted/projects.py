"""What the survey may say of small projects, and endpoints that are added to them."""

from collections.abc import Mapping
from typing import Any

from extensions.answers.answers import Answers
from extensions.slice.slice import Slice
from tests.in_process import file_of

USER: dict[str, Any] = {
    "model": "app.models.user:User",
    "table": "users",
    "key": {"name": "id", "type": "int", "field": "int"},
    "columns": {"id": "int", "email": "str"},
    "references": {},
    "fields": {"email": "email, unique"},
    "required": ["email"],
}
SHELF: dict[str, Any] = {
    "model": "app.models.shelf:Shelf",
    "table": "shelves",
    "key": {"name": "code", "type": "str", "field": "str(8)"},
    "columns": {"code": "str", "kind": "Kind", "opened": "datetime", "owner_id": "int"},
    "references": {"owner_id": "users.id"},
    "fields": {
        "kind": "enum(cold, warm) = warm",
        "opened": "datetime",
        "owner_id": "ref(User)?",
    },
    "enums": {"kind": "app.models.kinds:Kind"},
    "required": ["code", "opened"],
    "naive": ["opened"],
}
PROJECT: Mapping[str, Any] = {
    "root": ".",
    "app": "app.main:app",
    "orm": "sqlalchemy-async",
    "base": "app.db:Base",
    "session": {
        "dependency": "app.db:get_session",
        "type": "sqlalchemy.ext.asyncio:AsyncSession",
    },
    "auth": {
        "kind": "oauth2",
        "dependency": "app.auth:get_user",
        "user": "app.models.user:User",
    },
    "paths": {
        "models": "app/models/<resource>.py",
        "schemas": "app/schemas/<resource>.py",
        "routers": "app/routes/<resource>.py",
        "shared": "app/core",
    },
    "dependencies": {"declared": ["asyncpg>=0.29"]},
    "migrations": {"versions": "alembic/versions", "heads": ["abc"]},
    "models": [USER, SHELF],
}


def endpoint(
    found: Mapping[str, Any] | None = None,
    **answers: Any,
) -> Slice:
    """The slice of an endpoint in a project, of which some is found otherwise."""
    given = {
        "project_state": "existing",
        "project": {**PROJECT, **(found or {})},
        "resource": "box",
        "auth": "none",
        "fields": {"name": "str(200)"},
        **answers,
    }
    return Slice.of(Answers.of(given))


def rendered(artefact: str, slice_: Slice) -> str:
    """The source of a module of the endpoint."""
    return file_of(artefact, slice_)
