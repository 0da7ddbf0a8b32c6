"""The envelope: the class that a project wraps its answers in."""

from __future__ import annotations

from dataclasses import dataclass

from .fit import Fit


@dataclass(frozen=True)
class Envelope:
    """What routes write of it."""

    module: str
    name: str
    data: str = "data"
    """The field that holds what was asked for."""
    has_meta: bool = False
    """Whether what is said of a page stands beside its rows, as in our own."""
    is_generic: bool = True
    others: tuple[tuple[str, str], ...] = ()
    """What else it cannot be made without, as the project passes it."""

    @classmethod
    def of(cls, fit: Fit) -> Envelope:
        if fit.is_ours:
            return cls(f"{fit.project.package}.envelope", "Envelope", has_meta=True)
        found = fit.project.found.get("response") or {}
        module, _, name = str(found.get("class")).partition(":")
        data = str(found.get("data") or "data")
        given = found.get("required") or {}
        return cls(
            module,
            name,
            data,
            is_generic=found.get("generic") is not False,
            others=tuple((str(one), str(given[one])) for one in given if one != data),
        )
