"""The modules that endpoints share, and those that an endpoint needs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from ..answers.field import Field
from ..answers.shared import MODULES
from .places import dotted
from .structures import CLASSES

if TYPE_CHECKING:
    from .slice import Slice

OURS: Mapping[str, str] = {
    **dict.fromkeys(("enums", "structures"), "database"),
    **dict.fromkeys(
        ("computed", "documents", "moments", "times", "urls", "zones"), "validation"
    ),
    "offset_pagination": "offsets",
    "pagination": "cursors",
    "query_parameters": "querying",
}
"""What they are called in services of ours, where that is not the same."""

TYPES: Mapping[str, str] = {"documents": "json", "times": "time", "urls": "url"}
"""Types of fields that have a module."""


def modules(slice: Slice) -> dict[str, str]:
    """Each module by its name, as it is imported."""
    project = slice.fit.project
    if slice.fit.is_ours:
        return {name: f"{slice.package}.{OURS.get(name, name)}" for name in MODULES}
    return {name: dotted(project.shared_file(name), project.root) for name in MODULES}


def needed(slice: Slice) -> Iterator[str]:
    """The names of those that an endpoint of an existing project needs."""
    service, caching, lists = slice.service, slice.caching.kind, slice.lists
    kinds = {one.kind for one in slice.fields}
    columns = slice.table.columns if slice.has_new_model else ()
    column_types = {one.type.name for one in columns}
    types = set(_types(_sent(slice)))
    moments = [one.name for one in slice.fields if one.type == "datetime"]
    zones = {slice.table.datetime_of(one) for one in (*slice.table.moments, *moments)}
    has_list = "list" in service.operations
    writes = not service.operations.isdisjoint({"create", "update", "replace"})
    conditions: Mapping[str, object] = {
        "errors": True,
        "validation": True,
        "persistence": writes or service.actions,
        "listing": has_list,
        "query_parameters": has_list and not slice.fit.has_query_models,
        "pagination": has_list and lists.pagination == "cursor",
        "offset_pagination": has_list and lists.pagination == "offset",
        "references": service.refers,
        "related_keys": "refs" in kinds,
        "computed": "computed" in kinds,
        "enums": "choice" in column_types,
        "structures": "Structure" in column_types,
        "moments": "UtcDatetime" in zones,
        "zones": "AwareDatetime" in zones,
        "permissions": slice.access.roles or slice.access.bypass,
        "conditional": caching == "headers",
        "caching": caching == "server",
        **{name: type_ in types for name, type_ in TYPES.items()},
    }
    return (name for name, is_needed in conditions.items() if is_needed)


def _sent(slice: Slice) -> Iterator[Field]:
    """The fields that clients send values of, or that a column has a structure for."""
    operations = slice.service.operations
    writes = not operations.isdisjoint({"create", "update", "replace"})
    filters = slice.answers.filters if "list" in operations else ()
    for one in slice.fields:
        is_stored = slice.has_new_model and one.kind in CLASSES
        if is_stored or (writes and not one.read_only) or one.name in filters:
            yield one
    for action in slice.answers.actions:
        yield from action.inputs


def _types(fields: Iterable[Field]) -> Iterator[str]:
    for one in fields:
        yield one.type
        yield from _types(one.fields)
        for _, inner in one.variants:
            yield from _types(inner)
