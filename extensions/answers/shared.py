"""The modules that endpoints share in existing projects, each with a trade of its own.

The endpoint that needs one first writes it. Later ones find it by what it defines.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

MODULES: Mapping[str, tuple[str, ...]] = {
    "caching": ("cached", "get_cache"),
    "computed": ("computed",),
    "conditional": ("kept_by_clients",),
    "documents": ("JsonDocument",),
    "enums": ("choice",),
    "errors": ("NotFound", "Conflict", "refusals", "responses"),
    "listing": ("ListQuery", "conditions", "sort_keys"),
    "moments": ("UtcDatetime",),
    "offset_pagination": ("OffsetPage", "fetch_page"),
    "pagination": ("CursorPage", "fetch_page"),
    "permissions": ("has_role", "roles_of"),
    "persistence": ("saved",),
    "query_parameters": ("asked", "described"),
    "references": ("References",),
    "related_keys": ("keys_of",),
    "structures": ("Structure",),
    "times": ("LocalTime",),
    "urls": ("Url",),
    "validation": ("RequestModel", "check_encodable", "omittable"),
    "zones": ("StoredDatetime",),
}
"""Some of what each defines, which no other module is likely to."""

GROUP = "shared_"
"""What stands before their names where there are other groups of files."""

FORMER = "rest"
"""The package that held them all in versions before."""


def module_of(name: str, taken: Collection[str]) -> str:
    """What a module is called, where the project may have one of its name."""
    return f"api_{name}" if name in taken else name
