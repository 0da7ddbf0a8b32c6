"""The style of a project's code: what ruff has to be told to lay out files like its own."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from ..docstrings import RULES

OURS: Mapping[str, Any] = {"isort": {"known-local-folder": ["tests"]}}
"""The `format` of a service that this template makes: ruff's defaults, but for that."""

UPGRADES = frozenset(
    {"D400", "D415", "EM101", "EM102", "UP040", "UP046", "UP047"},
)
"""Rules by which ruff rewrites what templates write as most projects do."""

ELSEWHERE = ("extra-standard-library", "known-local-folder", "known-third-party")
"""Settings of what is not first-party, wherever it stands."""


@dataclass(frozen=True)
class Style:
    """The `format` of the `project` answer, as settings of ruff."""

    line_length: int = 88
    quotes: str = "double"
    indent: int | str = 4
    """Spaces, or `tab`."""
    magic_commas: bool = True
    """Whether a comma at the end of a list keeps an entry a line."""
    target: str = "py311"
    is_relative: bool = False
    """Whether modules import those of their own package with dots."""
    isort: Mapping[str, Any] = field(default_factory=dict)
    """The project's own `lint.isort` settings, by ruff's names."""
    upgrades: frozenset[str] = frozenset()
    """Those of `UPGRADES` that its linter checks."""
    docstrings: frozenset[str] = frozenset()
    """The rules by which its linter asks for docstrings."""
    of_tests: frozenset[str] = frozenset()
    """Those of them by which it asks for docstrings of tests, too."""
    first_party: frozenset[str] = frozenset()
    """Packages of the project, which a temporary render has no folders to find by."""

    @classmethod
    def of(
        cls, found: Mapping[str, Any], first_party: Iterable[str], python: object = ""
    ) -> Style:
        """The style of a project; what is not known of it is ruff's default.

        `python` is the range that the project declares, for the target version.
        """
        isort = dict(found.get("isort") or {})
        known = isort.pop("known-first-party", None) or ()
        asked = RULES.intersection(found.get("rules") or ())
        elsewhere = {name for key in ELSEWHERE for name in isort.get(key) or ()}
        return cls(
            line_length=int(found.get("line_length") or cls.line_length),
            quotes=str(found.get("quotes") or cls.quotes),
            indent=found.get("indent") or cls.indent,
            magic_commas=found.get("magic_commas") is not False,
            target=str(found.get("target") or _oldest(str(python or "")) or cls.target),
            is_relative=bool(found.get("relative")),
            isort=isort,
            upgrades=UPGRADES.intersection(found.get("rules") or ()),
            docstrings=asked,
            of_tests=asked.difference(found.get("untested") or ()),
            first_party=frozenset({*known, *first_party} - elsewhere),
        )

    @property
    def tests(self) -> Style:
        """That of tests."""
        return replace(self, docstrings=self.of_tests)

    @property
    def formatting(self) -> list[str]:
        """The settings of `ruff format`, as `--config` takes them."""
        is_tab = self.indent == "tab"
        return [
            f"line-length={self.line_length}",
            f'target-version="{self.target}"',
            f'format.quote-style="{self.quotes}"',
            f"format.skip-magic-trailing-comma={_toml(not self.magic_commas)}",
            'format.indent-style="tab"' if is_tab else f"indent-width={self.indent}",
        ]

    def sorting(self, *, prunes: bool) -> list[str]:
        """The settings of ruff's isort; what is first-party is never guessed from folders.

        Pruning shortens lists that sorting has split with a trailing comma, so with it
        that comma must not count.
        """
        magic = {"split-on-trailing-comma": False} if prunes else {}
        given = {
            "detect-same-package": False,
            "split-on-trailing-comma": self.magic_commas,
            **self.isort,
            **magic,
            "known-first-party": sorted(self.first_party),
        }
        named = (f"lint.isort.{name}={_toml(value)}" for name, value in given.items())
        return ["src=[]", *named]


def _oldest(python: str) -> str:
    """The oldest version of a range such as `>=3.12,<4` or `^3.12`, as ruff names it."""
    found = re.search(r"(?:^|[^<\d.]|<=)\s*3\.(\d+)", python)
    return f"py3{found[1]}" if found else ""


def _toml(value: Any) -> str:
    if isinstance(value, Mapping):
        entries = (f"{_toml(str(key))}={_toml(one)}" for key, one in value.items())
        return "{" + ", ".join(entries) + "}"
    return json.dumps(value, ensure_ascii=False)
