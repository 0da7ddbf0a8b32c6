"""The versions that a project is locked to, and the databases that it speaks to."""

from pathlib import Path
from typing import Any

import pytest

from extensions.answers.problem import Problem
from extensions.answers.support import check_supported
from extensions.survey.survey import Survey
from tests.extensions.survey.projects import APP, value, written

PYPROJECT = """\
[project]
name = "shop"
dependencies = [
    "fastapi>=0.100",
    "pydantic",
]
"""
TOML = '[[package]]\nname = "fastapi"\nversion = "0.104.1"\n\n'
TOML += '[[package]]\nname = "requests"\nversion = "2.0"\n\n'
TOML += '[[package]]\nname = "Pydantic"\nversion = "2.5.3"\n'
PINS = "-r more.txt\nfastapi[standard]==0.104.1 ; python_version > '3'\n"
MORE = "pydantic==2.5.3 \\\n    --hash=sha256:0\nrequests>=2\n"
PIPFILE = """\
{"_meta": {"requires": {"python_version": "3.11"}},
 "default": {"fastapi": {"version": "==0.104.1"}, "pydantic": {"version": "==2.5.3"}}}
"""
LOCKS = {
    "uv": {"uv.lock": f'requires-python = ">=3.11"\n\n{TOML}'},
    "poetry": {"poetry.lock": TOML},
    "pdm": {"pdm.lock": TOML.replace('version = "0', 'extras = ["all"]\nversion = "0')},
    "pip": {"requirements.txt": PINS, "more.txt": MORE},
    "pipenv": {"Pipfile.lock": PIPFILE},
}


@pytest.mark.parametrize("case", LOCKS)
def test_locked_versions(tmp_path: Path, case: str) -> None:
    files = {"pyproject.toml": PYPROJECT, **LOCKS[case]}

    locked = value(tmp_path, "dependencies.locked", files)

    assert locked == {"fastapi": "0.104.1", "pydantic": "2.5.3"}


def test_the_python_of_a_lock(tmp_path: Path) -> None:
    files = {"pyproject.toml": PYPROJECT, **LOCKS["uv"]}

    assert value(tmp_path, "python", files) == ">=3.11"


def test_the_lock_of_the_workspace_around(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "uv.lock").write_text(TOML)

    found = value(tmp_path / "backend", "dependencies", {"pyproject.toml": PYPROJECT})

    assert found["manager"] == "uv"
    assert found["locked"] == {"fastapi": "0.104.1", "pydantic": "2.5.3"}


OLD = {
    "it is locked to Pydantic 1.10.2 (poetry.lock:9); ": {
        "pyproject.toml": PYPROJECT,
        "poetry.lock": TOML.replace("2.5.3", "1.10.2"),
    },
    "it declares pydantic<2 (pyproject.toml:5); ": {
        "pyproject.toml": PYPROJECT.replace('"pydantic"', '"pydantic<2"'),
    },
    "it is locked to SQLAlchemy 1.4.49 (requirements.txt:2); ": {
        "requirements.txt": "fastapi\nsqlalchemy==1.4.49\n",
    },
}


@pytest.mark.parametrize("wrong", OLD)
def test_packages_of_the_first_generation_are_refused(
    tmp_path: Path, wrong: str
) -> None:
    orm = {"shop/db.py": "from sqlalchemy import select\n"}
    survey = Survey.of(written(tmp_path, {"shop/main.py": APP, **orm, **OLD[wrong]}))

    with pytest.raises(Problem) as refused:
        check_supported(survey.project, survey.evidence)

    assert str(refused.value).startswith(f"project.dependencies: {wrong}")


DATABASES: dict[str, tuple[str, str, Any]] = {
    "an extra": (
        "sqlalchemy[postgresql-asyncpg]>=2",
        "",
        (["asyncpg"], ["postgresql"]),
    ),
    "extras": (
        "SQLAlchemy[aiomysql,postgresql_asyncpg]",
        "",
        (["aiomysql", "asyncpg"], ["mysql", "postgresql"]),
    ),
    "a driver": ("psycopg[binary]", "", (["psycopg"], ["postgresql"])),
    "a URL alone": ("sqlalchemy", "url = 'sqlite:///shop.db'\n", (None, ["sqlite"])),
}


@pytest.mark.parametrize("case", DATABASES)
def test_drivers_and_databases(tmp_path: Path, case: str) -> None:
    declared, code, expected = DATABASES[case]
    files = {"requirements.txt": f"fastapi\n{declared}\n", "shop/db.py": code}

    found = Survey.of(written(tmp_path, {"shop/main.py": APP, **files})).project

    assert (found["dependencies"]["drivers"], found["databases"]) == expected


PRAGMAS: dict[str, tuple[str, bool | None]] = {
    "not told": ("url = 'sqlite:///shop.db'\n", False),
    "told": ('connection.execute("PRAGMA foreign_keys=ON")  # sqlite\n', None),
    "told in a string": ('execute("pragma foreign_keys = 1")  # sqlite\n', None),
    "told otherwise": ("url = 'sqlite:///x'; 'PRAGMA foreign_keys = OFF'\n", False),
    "another database": ("url = 'postgresql://shop'\n", None),
}


@pytest.mark.parametrize("case", PRAGMAS)
def test_sqlite_checks_foreign_keys_if_it_is_told_to(tmp_path: Path, case: str) -> None:
    code, expected = PRAGMAS[case]
    url = "" if "url" in code else "url = 'sqlite:///shop.db'\n"
    files = {"requirements.txt": "fastapi\nsqlalchemy\n", "shop/db.py": url + code}

    found = Survey.of(written(tmp_path, {"shop/main.py": APP, **files})).project

    assert found["session"]["foreign_keys"] is expected


def test_a_name_that_no_distribution_may_have(tmp_path: Path) -> None:
    text = PYPROJECT.replace('"shop"', '"My Small Shop"')

    assert value(tmp_path, "name", {"pyproject.toml": text}) == "my-small-shop"
