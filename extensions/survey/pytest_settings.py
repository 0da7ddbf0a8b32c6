"""What pytest is told, and the modules that it takes for tests."""

from __future__ import annotations

from typing import Final

from .packaging import home
from .reading import Module, Sources, above, joined
from .settings import Settings, nearest

TABLES: Final = {
    "pytest.ini": ("pytest",),
    ".pytest.ini": ("pytest",),
    "pyproject.toml": ("tool.pytest.ini_options", "tool.pytest"),
    "tox.ini": ("pytest",),
    "setup.cfg": ("tool:pytest",),
}
"""The files that it looks into, in its order, and their sections."""


def settings_of(sources: Sources, folder: str) -> Settings:
    """What it is told in a folder, or in one around it."""
    return nearest(sources, above(joined(folder, "_")), TABLES)


def tests_of(sources: Sources) -> list[Module]:
    """The modules of tests, as far as pytest looks for them."""
    folder = home(sources)
    tests = [
        one for one in sources.modules if one.is_test and one.file.startswith(folder)
    ]
    settings = settings_of(sources, folder)
    base = settings.file.rpartition("/")[0]
    stated = [
        joined(base, path) for path in settings.listed("testpaths") if "*" not in path
    ]
    inside = [
        one
        for one in tests
        if any(not path or f"{one.file}/".startswith(f"{path}/") for path in stated)
    ]
    return inside or tests
