"""Who may do what: roles by operation, and who reaches rows of others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

BYPASS = "bypass"


@dataclass(frozen=True)
class Access:
    """The access that the answers give."""

    kind: str
    roles: Mapping[str, tuple[str, ...]]

    @property
    def is_owner(self) -> bool:
        """Whether a row belongs to the caller who created it."""
        return self.kind == "owner"

    @property
    def bypass(self) -> tuple[str, ...]:
        """Roles that reach the rows of every owner."""
        return self.roles.get(BYPASS, ()) if self.is_owner else ()

    @property
    def has_bypass(self) -> bool:
        return self.bypass != ()

    def roles_of(self, operation: str) -> tuple[str, ...]:
        """Roles of which an operation or action wants one; none: it is open to all."""
        return self.roles.get(operation, ())

    @property
    def every_role(self) -> tuple[str, ...]:
        """Roles that together may call everything, without reaching others' rows."""
        named = {
            role
            for operation, roles in self.roles.items()
            if operation != BYPASS
            for role in roles
        }
        return tuple(sorted(named))
