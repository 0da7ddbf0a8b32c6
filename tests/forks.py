"""Forks of the template, and a few endpoints that together read each of its parts."""

import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from extensions.plan.plan import Plan
from extensions.revisions.difference import difference
from extensions.revisions.revision import TEMPLATE as REVISION
from extensions.revisions.revision import Revision
from extensions.slice.slice import Slice
from tests.conftest import ROOT
from tests.extensions.slice.fitted.projects import PROJECT, endpoint
from tests.extensions.slice.generated import slice_of
from tests.in_process import environment, rendered

FIELDS: Mapping[str, Any] = {
    "name": "str(200)",
    "price": "decimal(10, 2)",
    "total": "computed(decimal) = price * 2",
    "address": {"street": "str(100)", "kind": "enum(home, work) = home"},
    "parts": "refs(self) = []",
    "state": "enum(new, old) = new",
    "data": "json?",
    "opens": "time?",
    "site": "url?",
}
OWNED: Mapping[str, Any] = {
    "access": "owner",
    "roles": {"bypass": ["admin"]},
    "actions": {"rename": {"set": {"name": "new"}, "input": {"note": "str?"}}},
}
VIEWS: Mapping[str, Any] = {
    "routers": {"endpoints": "classes", "views": "app.views:cbv"},
    "paths": {"models": "app/models/<resource>.py", "shared": "app"},
    "auth": PROJECT["auth"] | {"roles": {"attribute": "role", "many": False}},
}
SQLMODEL = {
    "orm": "sqlmodel-sync",
    "base": "sqlmodel:SQLModel",
    "session": {"dependency": "app.db:get_session", "type": "sqlmodel:Session"},
    "paths": {"models": "app/<resource>/models.py", "shared": "app"},
}
NESTED: Mapping[str, Any] = {
    "endpoint": "nested",
    "parent": "app.models.shelf:Shelf",
    "auth": "existing",
    "access": "roles",
    "roles": {"create": ["clerk"], "delete": ["clerk"]},
}


def endpoints() -> dict[str, Slice]:
    """Services and endpoints of projects, by what they stand for."""
    return {
        "service": slice_of(FIELDS, **OWNED, cache="server"),
        "service of keys": slice_of(
            {"name": "str"},
            auth="api_key",
            cache="headers",
            pagination="offset",
            layout="layered",
            response="envelope",
        ),
        "functions": endpoint(
            fields=FIELDS, auth="existing", cache="server", **{**OWNED, "roles": {}}
        ),
        "views": endpoint(VIEWS, **NESTED, cache="headers"),
        "sqlmodel": endpoint(SQLMODEL, pagination="offset"),
    }


def fork(folder: Path, house: Mapping[str, str]) -> Path:
    """Copy the template, with these files of a house."""
    for name in ("parts", "template"):
        shutil.copytree(ROOT / name, folder / name)
    for name, text in house.items():
        file = folder / "house" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return folder


def files_of(slice_: Slice, root: Path = ROOT) -> dict[str, str]:
    """Every file that a template writes for an endpoint, by its path."""
    plan = Plan.of(slice_)
    own = root / "house" / "questions.yml"
    asked = yaml.safe_load(own.read_bytes()) if own.is_file() else None
    answers = {name: one.get("default") for name, one in (asked or {}).items()}
    return rendered(plan, *plan.written, root=root, **answers)


def revision(root: Path = ROOT) -> str:
    """A revision that follows a change of answers."""
    old, new = (slice_of({"name": "str", **one}) for one in ({}, {"x": "int = 1"}))
    made = Revision("products", difference(old.table, new.table), None)
    return environment(root).get_template(REVISION).render(revision=made, slice=new)


def python_in(files: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The modules among these files."""
    return ((name, text) for name, text in files.items() if name.endswith(".py"))
