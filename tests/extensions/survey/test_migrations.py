"""Alembic as it may be configured."""

from pathlib import Path
from typing import Any

import pytest

from tests.extensions.survey.projects import value

FIRST = 'revision = "first_one"\ndown_revision = None\n'
SECOND = 'revision: str = "second-one"\ndown_revision: str | None = "first_one"\n'


def migrations(folder: Path, files: dict[str, str]) -> dict[str, Any]:
    migrations_: dict[str, Any] = value(folder, "migrations", files)
    return migrations_


def test_revisions_may_stand_in_several_folders(tmp_path: Path) -> None:
    ini = "[alembic]\nscript_location = db\n"
    ini += "version_locations = %(here)s/db/old %(here)s/db/new\n"
    files = {"alembic.ini": ini, "db/old/a.py": FIRST, "db/new/b.py": SECOND}

    found = migrations(tmp_path, files)

    assert (found["versions"], found["heads"]) == ("db/old", ["second-one"])


def test_revisions_may_stand_in_folders_by_year(tmp_path: Path) -> None:
    files = {
        "alembic.ini": "[alembic]\nscript_location = ./db\n",
        "db/versions/2023/a.py": FIRST,
        "db/versions/2024/b.py": SECOND,
    }

    assert migrations(tmp_path, files)["heads"] == ["second-one"]


LOCATIONS = {
    "of a package": ("alembic.ini", "[core]\nscript_location = shop:db\n"),
    "of a subfolder": ("shop/alembic.ini", "[alembic]\nscript_location = db\n"),
    "of a project file": (
        "pyproject.toml",
        '[tool.alembic]\nscript_location = "shop/db"\n',
    ),
}


@pytest.mark.parametrize("case", LOCATIONS)
def test_a_location(tmp_path: Path, case: str) -> None:
    file, text = LOCATIONS[case]
    files = {file: text, "shop/__init__.py": "", "shop/db/versions/a.py": FIRST}

    found = migrations(tmp_path, files)

    assert (found["versions"], found["heads"]) == ("shop/db/versions", ["first_one"])


def test_there_may_be_no_revision_yet(tmp_path: Path) -> None:
    files = {"alembic.ini": "[alembic]\nscript_location = db\n", "db/env.py": "x = 1\n"}

    found = migrations(tmp_path, files)

    assert (found["versions"], found["heads"]) == ("db/versions", [])


def test_every_location_may_be_of_a_package(tmp_path: Path) -> None:
    ini = "[alembic]\nscript_location = shop:db\nversion_locations = shop:db/steps\n"
    files = {"shop/alembic.ini": ini, "shop/db/steps/a.py": FIRST}

    assert migrations(tmp_path, files)["versions"] == "shop/db/steps"


NAMES = {
    "%(rev)s_%(slug)s": ("", "first_one_users.py"),
    "%(year)d-%(month).2d-%(day).2d_%(rev)s_%(slug)s": (
        "",
        "2024-01-31_first_one_users.py",
    ),
    "%(year)d%(month).2d%(day).2d_%(hour).2d%(minute).2d_%(slug)s_%(rev)s": (
        "",
        "20240131_0915_users_first_one.py",
    ),
    "%(slug)s_%(rev)s": ("file_template = %%(slug)s_%%(rev)s\n", "x.py"),
}


@pytest.mark.parametrize("expected", NAMES)
def test_how_files_of_revisions_are_called(tmp_path: Path, expected: str) -> None:
    stated, file = NAMES[expected]
    ini = f"[alembic]\nscript_location = db\n{stated}"

    found = migrations(tmp_path, {"alembic.ini": ini, f"db/versions/{file}": FIRST})

    assert found["file_template"] == expected
