"""What there is to choose from, and which answers give others a meaning: tables."""

from collections.abc import Mapping

CHOICES: Mapping[str, tuple[str, ...]] = {
    "project_state": ("new", "existing"),
    "layout": ("feature", "layered"),
    "response": ("direct", "envelope"),
    "endpoint": ("new_resource", "existing_model", "nested"),
    "preset": ("full_crud", "read_only", "actions_only"),
    "operations": ("list", "read", "create", "update", "replace", "delete"),
    "auth": ("jwt", "api_key", "none", "existing"),
    "access": ("any", "roles", "owner"),
    "pagination": ("cursor", "offset", "none"),
    "cache": ("none", "headers", "server"),
    "extras": ("etag", "idempotency", "soft_delete", "bulk", "rate_limit", "audit"),
}
"""Every value that the design has, the default first."""

PRESETS: Mapping[str, tuple[str, ...]] = {
    "full_crud": CHOICES["operations"],
    "read_only": ("list", "read"),
    "actions_only": (),
}
"""The operations that a preset proposes."""

APPLIES: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "project_name": ("project_state", ("new",)),
    "package": ("project_state", ("new",)),
    "app": ("project_state", ("existing",)),
    "project": ("project_state", ("existing",)),
    "head": ("project_state", ("existing",)),
    "model": ("endpoint", ("existing_model",)),
    "parent": ("endpoint", ("nested",)),
    "access": ("auth", ("jwt", "api_key", "existing")),
    "roles": ("access", ("roles", "owner")),
    "pagination": ("operations", ("list",)),
    "page_size": ("pagination", ("cursor", "offset")),
    "page_max": ("pagination", ("cursor", "offset")),
    "filters": ("operations", ("list",)),
    "sort": ("operations", ("list",)),
    "search": ("operations", ("list",)),
    "cache": ("operations", ("list", "read")),
    "cache_ttl": ("cache", ("headers", "server")),
}
"""The earlier answer that makes an answer meaningful, and its values that do."""


def values_of(value: str | tuple[str, ...]) -> tuple[str, ...]:
    """The values of an answer that is one, or several."""
    return value if isinstance(value, tuple) else (value,)
