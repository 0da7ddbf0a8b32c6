"""The models of a project: all by name, and what is known of those that answers need.

`models` of the `project` answer names every mapped class. `tables` holds what the survey
read of some of them; it is recorded with an endpoint, so that a render depends on nothing
but its answers. Answers of earlier versions hold everything of every model in `models`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

import yaml

from .action_values import PRINCIPALS

REFERRED: Final = re.compile(r"\brefs?\(\s*(\w+)")


def models_in(project: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """What is known of each mapped class; of some no more than its name."""
    tables = project.get("tables") or {}
    return [
        one if isinstance(one, Mapping) else {"model": one, **(tables.get(one) or {})}
        for one in project.get("models") or ()
    ]


def with_tables(
    known: Mapping[str, Any], tables: Mapping[str, Any]
) -> Mapping[str, Any]:
    """The answers, with what the project's files say of models; what is there stays."""
    project = known.get("project")
    if not isinstance(project, Mapping):
        return known
    stated = project.get("tables")
    read = stated if isinstance(stated, Mapping) else {}
    return {**known, "project": {**project, "tables": {**tables, **read}}}


def unread(project: Any) -> list[str]:
    """The models of the `project` answer of which no more is known than the name."""
    found = project if isinstance(project, Mapping) else {}
    models, tables = found.get("models"), found.get("tables")
    read = tables if isinstance(tables, Mapping) else {}
    several = models if isinstance(models, list) else []
    return [one for one in several if isinstance(one, str) and one not in read]


def to_record(answers: Mapping[str, Any]) -> dict[str, Any]:
    """The answers, with what they need of models and no more."""
    project = answers.get("project")
    if not isinstance(project, Mapping) or not project.get("tables"):
        return dict(answers)
    needed = _needed(answers, project)
    kept = {name: table for name, table in project["tables"].items() if name in needed}
    rest = {key: value for key, value in project.items() if key != "tables"}
    return {**answers, "project": {**rest, **({"tables": kept} if kept else {})}}


def _needed(answers: Mapping[str, Any], project: Mapping[str, Any]) -> set[str]:
    """The models that answers name, and those that a row of these cannot do without."""
    tables: Mapping[str, Mapping[str, Any]] = project["tables"]
    by_table = {
        name: reference
        for reference, one in tables.items()
        for name in (one.get("table"), f"{one.get('schema')}.{one.get('table')}")
    }
    names = {*_named(answers, project)}
    found: set[str] = set()
    waiting = [one for one in tables if {one, one.rpartition(":")[2]} & names]
    while waiting:
        if (reference := waiting.pop()) in found:
            continue
        found.add(reference)
        referred = tables[reference].get("references") or {}
        for column in tables[reference].get("required") or ():
            further = by_table.get(referred.get(column, "").rpartition(".")[0])
            waiting += [further] if further else []
    return found


def _named(answers: Mapping[str, Any], project: Mapping[str, Any]) -> Iterator[str]:
    """The models that are named, by class or as `module:Class`."""
    yield from (str(answers.get(name) or "") for name in ("model", "parent"))
    yield str((project.get("auth") or {}).get("user") or "")
    yield from REFERRED.findall(str(answers.get("fields") or ""))
    yield from PRINCIPALS.values()


# How the `project` answer is written ---------------------------------------------------

WIDTH: Final = 96
MOST: Final = 3
"""Lines of a group: lists of a large project have longer ones, so that it stays short."""
MOST_TABLES: Final = 10
"""Tables that have a line each."""


def compact(project: Mapping[str, Any]) -> str:
    """The answer as YAML: what was found, a few lines for a group, a line for a table."""
    found = {
        key: value if key == "tables" else without_nulls(value)
        for key, value in project.items()
    }
    return "".join(
        _written(key, found[key]) for key in found if found[key] not in EMPTY
    )


EMPTY: Final[tuple[Any, ...]] = (None, {}, [])


def without_nulls(value: Any) -> Any:
    """A value without what is not there, at any depth."""
    if not isinstance(value, Mapping):
        return value
    inner = {key: without_nulls(one) for key, one in value.items() if one is not None}
    return {key: one for key, one in inner.items() if one != {} or value[key] == {}}


def _written(key: str, value: Any) -> str:
    if key == "tables" and len(value) <= MOST_TABLES:
        lines = "".join(
            f"  {_flow({name: one})[1:-1]}\n" for name, one in value.items()
        )
        return f"{key}:\n{lines}"
    widths = (WIDTH * 2**power for power in range(WIDTH))
    texts = (_flow(value, one) for one in widths)
    most = 1 if key in {"models", "tables"} else MOST
    text = next(one for one in texts if one.count("\n") < most)
    return "{}: {}\n".format(key, text.replace("\n", "\n  "))


def _flow(value: Any, width: int = 2**16) -> str:
    text = yaml.safe_dump(
        value, default_flow_style=True, width=width, sort_keys=False, allow_unicode=True
    )
    return str(text).removesuffix("...\n").strip()
