"""Modules of a generated service, brought to life without installing it."""

import ast
import datetime as dt
import decimal
import enum
import math
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Annotated, Any, Literal
from uuid import UUID

import pydantic
import sqlalchemy as sa
from pydantic import TypeAdapter
from sqlalchemy import orm
from sqlalchemy.dialects import postgresql

from extensions.answers.answers import Answers
from extensions.answers.fields import Field
from extensions.answers.names import Name
from extensions.slice.fit import Fit
from extensions.slice.lists import Lists
from extensions.slice.schemas import Member, Schemas
from extensions.slice.slice import Slice
from extensions.slice.table import Table
from extensions.slice.targets import Target
from tests.in_process import environment, file_of

ROOT = Path(__file__).parents[3]
SERVICE = ROOT / "template" / "{{ at.service }}" / "src" / "{{ slice.package }}"


@cache
def _service() -> dict[str, Any]:
    """What generated schemas import."""
    source = (
        environment()
        .get_template("parts/shared/validation.py.jinja")
        .render(slice=SimpleNamespace(fit=FIT))
    )
    scope: dict[str, Any] = {"__name__": "validation"}
    exec(compile(source, "validation.py", "exec"), scope)
    scope |= {name: getattr(pydantic, name) for name in PYDANTIC}
    scope |= {"Annotated": Annotated, "Any": Any, "Literal": Literal, "UUID": UUID}
    scope |= {name: getattr(decimal, name) for name in DECIMAL}
    scope |= {"isfinite": math.isfinite, "suppress": suppress}
    return scope | {"StrEnum": enum.StrEnum, "dt": dt}


PYDANTIC = (
    "AwareDatetime BaseModel ConfigDict EmailStr Field FiniteFloat JsonValue"
).split()
DECIMAL = "Context Decimal ROUND_HALF_UP localcontext".split()


def _database() -> dict[str, Any]:
    """The base of generated models."""
    known = {"slice": SimpleNamespace(fit=FIT, package=OURS)}
    source = environment().get_template(DATABASE).render(known)
    tree = ast.parse(source[: source.index("class Database:")])
    tree.body = [node for node in tree.body if not _imports_ours(node)]
    scope: dict[str, Any] = {"__name__": "database"}
    exec(compile(tree, "database.py", "exec"), scope)
    return scope


DATABASE = "template/{{ at.service }}/src/{{ slice.package }}/database.py.jinja"

OURS = "ours"
"""The package of the service."""


def _imports_ours(node: ast.stmt) -> bool:
    return isinstance(node, ast.ImportFrom) and str(node.module).startswith(f"{OURS}.")


# Whole modules -----------------------------------------------------------------


def slice_of(fields: Mapping[str, Any], **answers: Any) -> Slice:
    """The view of a new endpoint with these fields."""
    return Slice.of(
        Answers.of(
            {"resource": "product", "package": "shop", "fields": fields} | answers
        )
    )


def rendered(artefact: str, slice_: Slice) -> str:
    """The source of a module that every endpoint has."""
    return file_of(artefact, slice_)


def macro(module: str, name: str, *arguments: Any) -> str:
    """What a macro writes in a service of ours."""
    template = environment().get_template(f"parts/macros/{module}.jinja")
    known = {"slice": SimpleNamespace(fit=FIT)}
    return str(getattr(template.make_module(known), name)(*arguments))


FIT = Fit.of_ours({}, "shop")


def modules_of_the_service() -> list[str]:
    """The modules and packages that stand beside those of a resource."""
    template = ROOT / "template"
    packages = template.glob(f"*/src/{SERVICE.name}")
    found = {
        path.name.partition(".")[0]
        for package in packages
        for path in package.iterdir()
    }
    return sorted(
        name for name in found if name.isidentifier() and not name.startswith("__")
    )


def names_in(source: str) -> list[str]:
    """What a module imports, assigns and defines, in order."""
    return [name for node in ast.parse(source).body for name in _defined(node)]


def _defined(node: ast.stmt) -> list[str]:
    match node:
        case ast.Import() | ast.ImportFrom():
            return [one.asname or one.name for one in node.names]
        case ast.ClassDef() | ast.FunctionDef() | ast.AsyncFunctionDef():
            return [node.name]
        case ast.Assign():
            return [ast.unparse(target) for target in node.targets]
    return []


def run_schemas(source: str, classes: dict[str, Any]) -> dict[str, Any]:
    """The names of a module of schemas, once it ran."""

    class CursorQuery(_service()["RequestModel"]):  # type: ignore[misc]
        limit: int
        sort: tuple[str, ...]

    return _run(source, _service() | classes | {"CursorQuery": CursorQuery})


def run_models(source: str) -> dict[str, Any]:
    """The names of a module of models, once it ran, in a registry of their own."""
    scope = _service() | _database() | {"sa": sa, "postgresql": postgresql}
    mapped = {"Mapped": orm.Mapped, "mapped_column": orm.mapped_column}
    return _run(source, scope | mapped)


def _run(source: str, imported: dict[str, Any]) -> dict[str, Any]:
    tree = ast.parse(source)
    imports = [
        node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    names = {one.asname or one.name for node in imports for one in node.names}
    scope = {name: imported[name] for name in names} | {"__name__": "generated"}
    tree.body = [node for node in tree.body if node not in imports]
    exec(compile(tree, "generated.py", "exec"), scope)
    return scope


@cache
def scope_of(*fields: Field) -> dict[str, Any]:
    """The names that expressions about the fields may use."""
    made = dict(_service())
    exec(macro("values", "classes", table(*fields).classes.definitions), made)
    return made


def table(
    *fields: Field,
    name: str = "products",
    singular: str = "product",
) -> Table:
    """A table, and another one for each model that the fields refer to."""
    targets = {
        str(one.target): Target(str(one.target), "shop.others", "others")
        for one in fields
    }
    own = Target("Product", "shop.products.models", name, is_self=True)
    known = targets | {"self": own}
    return Table(Name(singular, name), own, fields, known, FIT)


def schemas(*fields: Field, **names: str) -> Schemas:
    """Schemas that filter, sort and search by all that can be."""
    return Schemas(
        table=table(*fields, **names),
        filters=tuple(one.name for one in fields if one.filterable),
        sort=tuple(one.name for one in fields if one.sortable),
        search=tuple(one.name for one in fields if one.searchable),
        operations=("list", "read", "create", "update", "replace", "delete"),
        lists=Lists("cursor", True, 20, 100, "ProductResponse"),
    )


def member(field: Field) -> Member:
    return schemas(field).members[0]


def type_in_requests(field: Field) -> TypeAdapter[Any]:
    """The type of the field's value in a body."""
    one, scope = member(field), dict(scope_of(field))
    for alias in one.aliases:
        exec(macro("fields", "alias", alias), scope)
    return TypeAdapter(eval(one.annotation, scope))


def type_in_responses(field: Field) -> TypeAdapter[Any]:
    """The type of the field's value in an answer."""
    one = member(field)
    annotation = f"{one.shown} | None" if one.nullable else one.shown
    return TypeAdapter(eval(annotation, scope_of(field)))
