"""The project's lint rules: those that endpoints are written differently for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from .facts import Fact
from .settings import Settings, words

WRITTEN = ("D101", "D102", "D103", "D104", "D105", "D107")
"""Those that ask for docstrings."""

ASKED: Mapping[str, bool] = {
    "PLR2004": True,
    **dict.fromkeys(("UP040", "UP046", "UP047"), False),
    **dict.fromkeys((*WRITTEN, "D400", "D415", "EM101", "EM102"), False),
}
"""These rules, and whether they matter in tests alone."""

CONVENTIONS: Mapping[str, tuple[str, ...]] = {
    "google": ("D400",),
    "numpy": ("D107", "D415"),
    "pep257": ("D415",),
}
"""Rules that conventions of docstrings leave out."""

PYLINT = "PL"
"""The linter whose rules have another letter before their number."""

SELECTING = ("select", "extend-select")
IGNORING = ("ignore", "extend-ignore")
BY_FILE = ("per-file-ignores", "extend-per-file-ignores")
TESTS = re.compile(r"(?:^|[/*])tests?(?:[/_*]|$)")


UNUSED = "F401"
"""The rule of imports that nothing uses, which flake8 checks unless it is told not to."""

IGNORED = ("ignore", "extend-ignore", "per-file-ignores")


def rules(ruff: Settings, flake8: Settings) -> Fact:
    """Those of `ASKED` that ruff is told to check, and flake8's rule of imports."""
    lint = ruff.table.get("lint") or {}
    stated = {**ruff.table, **lint}
    convention = str((stated.get("pydocstyle") or {}).get("convention"))
    found = [
        rule
        for rule, in_tests in ASKED.items()
        if rule not in CONVENTIONS.get(convention, ())
        and _is_checked(rule, stated, in_tests)
    ]
    if flake8.file and not any(UNUSED in str(flake8.table.get(k)) for k in IGNORED):
        return flake8.said([*found, UNUSED], "flake8")
    return ruff.said(found or None, "(?:extend-)?select")


def untested(ruff: Settings) -> Fact:
    """The rules of docstrings that it is told to ignore in tests."""
    stated = {**ruff.table, **(ruff.table.get("lint") or {})}
    ignored = _of_tests(stated)
    found = [rule for rule in WRITTEN if _closest(rule, ignored)]
    return ruff.said(found or None, "per-file-ignores")


def _is_checked(rule: str, stated: Mapping[str, Any], in_tests: bool) -> bool:
    selected = _closest(rule, _listed(stated, SELECTING))
    if not selected or selected <= _closest(rule, _listed(stated, IGNORING)):
        return False
    return not (in_tests and _closest(rule, _of_tests(stated)))


def _listed(stated: Mapping[str, Any], keys: Iterable[str]) -> list[str]:
    return [one for key in keys for one in words(stated.get(key))]


def _of_tests(stated: Mapping[str, Any]) -> list[str]:
    """What is ignored in tests."""
    return [
        one
        for key in BY_FILE
        for pattern, ignored in (stated.get(key) or {}).items()
        if TESTS.search(pattern)
        for one in words(ignored)
    ]


def _closest(rule: str, selectors: Iterable[str]) -> int:
    """How much of a rule its closest selector says; nothing where none selects it."""
    return max(
        (
            1 if one == "ALL" else len(one) + 1
            for one in selectors
            if one == "ALL" or _selects(one, rule)
        ),
        default=0,
    )


def _selects(selector: str, rule: str) -> bool:
    """Whether it begins the rule: `E` is another linter than that of `EM101`."""
    inner = rule.removeprefix(selector)
    is_of_it = selector == PYLINT or not inner[:1].isalpha()
    return rule.startswith(selector) and is_of_it
