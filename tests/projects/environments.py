"""What the projects run on: the lowest versions that are supported, and newer ones."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tools import cell
from tools.rendering import ROOT

BEFORE_HTTPX2 = {"httpx2>=2": "httpx>=0.25", "httpx2": "httpx"}
BEFORE_PYTHON_3_11 = {
    ">=3.11": ">=3.10",
    "^3.11": "^3.10",
    "py311": "py310",
    "(enum.StrEnum)": "(str, enum.Enum)",
    "(StrEnum)": "(str, enum.Enum)",
    "from enum import StrEnum": "import enum",
    "import UTC, date, datetime": "import date, datetime, timezone",
    "import UTC, datetime, timedelta": "import datetime, timedelta, timezone",
    "now(UTC)": "now(timezone.utc)",
}
MEMBERS = "PLANNED RUNNING OVER LECTURE LAB STUDENT TEACHER PRINCIPAL".split()
BEFORE_PYTHON_3_11 |= {f"{one} = enum.auto()": f'{one} = "{one.lower()}"' for one in MEMBERS}
BEFORE_LOOP_SCOPES = {'(scope="session", loop_scope="session")': ""}
BEFORE_PYDANTIC_2_8 = {
    "default=None, max_digits=8, decimal_places=2": (
        "default=None, sa_column=Column(pg.NUMERIC(8, 2))"
    )
}
WRITTEN = frozenset({".py", ".toml", ".txt"})


@dataclass(frozen=True)
class Environment:
    """An interpreter with the packages of a lock."""

    name: str
    python: Path
    lock: str = ""
    """The file of the versions, which a project in it has a copy of."""
    replaced: Mapping[str, str] = field(default_factory=dict)
    """What projects had in place of what they have now."""

    def require(self) -> None:
        """Skip where no Python is at hand that it runs on, fail where it was not set up."""
        if self.python.exists():
            return
        if (self.python.parents[1] / ".ready").exists():
            pytest.skip(f"no Python is at hand for the {self.name} versions")
        pytest.fail(f"{self.python} is missing: run make setup")

    def dress(self, folder: Path, home: Path) -> None:
        """Change a copy of a project to what it was with these versions."""
        for file in folder.rglob("*"):
            if file.suffix in WRITTEN and (text := file.read_text("utf-8")):
                for new, old in self.replaced.items():
                    text = text.replace(new, old)
                file.write_text(text, "utf-8")
        if self.lock:
            text = (ROOT / self.lock).read_text("utf-8")
            (home / "requirements.lock").write_text(text, "utf-8")


LOWEST = Environment(
    "lowest",
    ROOT / ".venv-lowest/bin/python",
    "requirements-lowest.lock",
    {**BEFORE_HTTPX2, **BEFORE_PYTHON_3_11, **BEFORE_LOOP_SCOPES, **BEFORE_PYDANTIC_2_8},
)
TYPICAL = Environment(
    "typical",
    ROOT / ".venv-typical/bin/python",
    "requirements-typical.lock",
    BEFORE_HTTPX2,
)
NEWEST = Environment("newest", cell.PYTHON)
ENVIRONMENTS = {one.name: one for one in (LOWEST, TYPICAL, NEWEST)}
