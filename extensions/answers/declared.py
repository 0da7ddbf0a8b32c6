"""What a project declares: its packages, compared with what an endpoint needs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

_FORM = re.compile(
    r"\s*([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)\s*(?:\[([^\]]*)\])?\s*([^;]*)"
)
_CLAUSE = re.compile(r"(===|==|~=|<=|<|>=|>|!=)?\s*v?([0-9]+(?:\.[0-9]+)*)(\.\*)?")
_SEPARATORS = re.compile(r"[-_.]+")

Version = tuple[int, ...]


@dataclass(frozen=True)
class Declared:
    """One package, as a project declares it or an endpoint needs it."""

    text: str
    name: str
    extras: frozenset[str]
    versions: str

    @classmethod
    def of(cls, text: str) -> Declared:
        """That of a line such as `SQLAlchemy[asyncio]>=2.0`."""
        found = _FORM.match(text)
        name, extras, versions = found.groups() if found else (text, "", "")
        inside = (canonical(one.strip()) for one in (extras or "").split(","))
        return cls(
            text.strip(),
            canonical(name),
            frozenset(filter(None, inside)),
            "" if versions.startswith("@") else versions.strip().strip("()"),
        )

    @property
    def lowest(self) -> Version:
        """The oldest version that is good enough."""
        floors = (
            _version(number)
            for clause, number, _ in _CLAUSE.findall(self.versions)
            if clause in {">=", "==", "~="}
        )
        return max(floors, default=())

    def allows(self, version: Version) -> bool:
        """Whether that version, or any after it, may be installed."""
        return all(
            _reaches(clause, _version(number), version, bool(any_after))
            for clause, number, any_after in _CLAUSE.findall(self.versions)
        )


def canonical(name: str) -> str:
    """A name as all spellings of it are compared."""
    return _SEPARATORS.sub("-", name).lower()


def declared_in(found: Mapping[str, Any]) -> dict[str, Declared]:
    """The packages that the `project` answer tells of, those of developers too."""
    packages = found.get("dependencies") or {}
    lines = [*(packages.get("declared") or ()), *(packages.get("development") or ())]
    known: dict[str, Declared] = {}
    for one in map(Declared.of, map(str, lines)):
        there = known.get(one.name)
        extras = one.extras | (there.extras if there else frozenset())
        first = there or one
        known[one.name] = Declared(first.text, first.name, extras, first.versions)
    return known


def locked_in(found: Mapping[str, Any]) -> dict[str, Declared]:
    """The packages of its lock file, each in that version."""
    locked = (found.get("dependencies") or {}).get("locked") or {}
    return {name: Declared.of(f"{name}=={locked[name]}") for name in locked}


def oldest_in(found: Mapping[str, Any], name: str) -> Version:
    """The version that a package is locked to, or the oldest that is declared."""
    there = declared_in(found) | locked_in(found)
    return there[name].lowest if name in there else ()


def lacking(needed: Iterable[str], there: Mapping[str, Declared]) -> list[str]:
    """Those of the requirement lines that what is declared does not meet."""
    return [line for line in needed if not _meets(there, Declared.of(line))]


def _meets(there: Mapping[str, Declared], needed: Declared) -> bool:
    declared = there.get(needed.name)
    return (
        declared is not None
        and needed.extras <= declared.extras
        and declared.allows(needed.lowest)
    )


def _version(text: str) -> Version:
    return tuple(map(int, text.split(".")))


def _reaches(clause: str, stated: Version, wanted: Version, any_after: bool) -> bool:
    """Whether a clause leaves room for a version, or for one after it."""
    if any_after:
        return clause == "!=" or _upper(stated) > wanted
    return clause not in ENDS or ENDS[clause](stated, wanted)


def _upper(version: Version) -> Version:
    return (*version[:-1], version[-1] + 1)


def _exact(stated: Version, wanted: Version) -> bool:
    return stated >= wanted


ENDS: Mapping[str, Callable[[Version, Version], bool]] = {
    **dict.fromkeys(("", "==", "===", "<="), _exact),
    "<": lambda stated, wanted: stated > wanted,
    "~=": lambda stated, wanted: _upper(stated[:-1] or stated) > wanted,
}
"""The clauses that let nothing newer in from some version on."""
