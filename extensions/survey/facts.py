"""Facts: values of the mapping by their dotted keys, each with its evidence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from .reading import Where


@dataclass(frozen=True)
class Fact:
    """A value, and the place that it was read from."""

    value: Any
    where: Where | None = None


Facts: TypeAlias = Mapping[str, Fact]

KEYS = tuple(
    f"{group}.{name}".lstrip(".")
    for group, names in (
        ("", "name root app apps"),
        ("routers", "folder register_in receiver prefix endpoints views depends class"),
        ("routers", "slash prefixes tags answers decorators leading paths"),
        ("", "orm databases base"),
        ("record", "base columns mixins key key_column singular_tables naive"),
        ("record", "dataclass positional server_defaults"),
        ("record", "metadata metadata_schema schema"),
        (
            "session",
            "dependency call type style alias parameter commits gives wired foreign_keys",
        ),
        ("auth", "kind dependency call imports user alias roles owner guarded routes"),
        ("", "schemas_base"),
        ("response", "kind fields class data required generic"),
        ("paths", "models schemas services routers tests shared taken plurals"),
        ("tests", "folder conftest package client library plugin mode loop_scope"),
        ("tests", "base_url host imports"),
        ("tests.fixtures", "client session auth app serves loop_scope"),
        ("migrations", "ini versions folders file_template slug_length date"),
        ("migrations", "heads imports"),
        ("dependencies", "file manager declared development drivers locked"),
        ("", "python docstrings"),
        ("format", "formatter line_length quotes indent magic_commas target relative"),
        ("format", "isort rules untested"),
        ("", "shared models"),
    )
    for name in names.split()
)
"""The mapping's keys in order; what no fact is found of is null."""


def nested(facts: Facts) -> dict[str, Any]:
    """The mapping of the facts."""
    made: dict[str, Any] = {}
    for key in KEYS:
        *groups, name = key.split(".")
        inner = made
        for group in groups:
            inner = inner.setdefault(group, {})
        inner[name] = facts[key].value if key in facts else None
    return made


def evidence(facts: Facts) -> dict[str, Where]:
    """The places of the facts that have one."""
    return {key: fact.where for key, fact in facts.items() if fact.where}
