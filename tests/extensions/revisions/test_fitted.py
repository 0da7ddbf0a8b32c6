"""Tables in projects of others: keys of any type, and names that are not known here."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
import yaml

from extensions.answers.answers import Answers
from extensions.plan.plan import Plan
from extensions.repository import Repository
from extensions.slice.slice import Slice
from extensions.steps.follow import OTHERS, following, main
from tests.conftest import git
from tests.extensions.revisions import databases

DEPOT = {
    "model": "app.models.depot:Depot",
    "table": "depots",
    "key": {"name": "code", "type": "int"},
    "columns": {"code": "int"},
}

PROJECT = {
    "app": "app.main:app",
    "orm": "sqlalchemy-async",
    "base": "app.database:Base",
    "record": {"base": "app.database:Base", "key": "int"},
    "session": {"dependency": "app.database:get_session"},
    "auth": {"kind": "none"},
    "paths": {"models": "app/models", "routers": "app/routers"},
    "migrations": {"versions": "alembic/revisions", "heads": ["abc"]},
    "dependencies": {"declared": ["asyncpg"]},
    "models": [DEPOT],
}

CASES: dict[str, tuple[Mapping[str, Any], Mapping[str, Any]]] = {
    "columns": ({"x": "int"}, {"y": "int = 4", "z": "json"}),
    "renamed": ({"x": "int, unique, index"}, {"y": "int, unique, index, was=x"}),
    "renamed enum": ({"x": "enum(a, b)"}, {"y": "enum(a, b, c), was=x"}),
    "renamed reference": ({"x": "ref(Depot)?"}, {"y": "ref(Depot)?, was=x"}),
    "constraints": ({"x": "ref(Depot)?"}, {"x": "ref(Depot)?, on_delete=set_null"}),
    "links": ({"x": "refs(Depot)"}, {"z": "refs(self)"}),
    "type": ({"x": "str(9)"}, {"x": "int"}),
}


def recorded(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Answers of an endpoint in the project."""
    return {
        "project_state": "existing",
        "project": PROJECT,
        "resource": "crate",
        "fields": fields,
        "auth": "none",
    }


def fitted(fields: Mapping[str, Any], **project: Any) -> Slice:
    answers = recorded({"name": "str", **fields})
    return Slice.of(Answers.of(answers | {"project": PROJECT | project}))


class Database(databases.Following):
    """Its models are those of a project, which is not there."""

    @property
    def _metadata(self) -> sa.MetaData:
        return sa.MetaData()


@pytest.mark.slow
@pytest.mark.parametrize("name", CASES)
def test_table_follows_and_comes_back(connection: sa.Connection, name: str) -> None:
    old, new = map(fitted, CASES[name])
    connection.execute(sa.text("CREATE TABLE depots (code integer PRIMARY KEY)"))
    with connection.begin_nested() as afresh:
        expected = Database(connection, new).created().catalogue()
        afresh.rollback()
    database = Database(connection, old).created()
    before = database.catalogue()
    revision = database.follow(new)

    database.upgrade(revision)
    assert database.catalogue() == expected

    database.downgrade(revision)
    assert database.catalogue() == before

    database.upgrade(revision)
    assert database.catalogue() == expected


@pytest.mark.slow
@pytest.mark.parametrize("key", ["schema", "metadata_schema"])
@pytest.mark.parametrize("name", CASES)
def test_table_of_a_schema_follows_and_comes_back(
    connection: sa.Connection, name: str, key: str
) -> None:
    record = {"base": "app.database:Base", "key": "int", key: "store"}
    models = [{**DEPOT, "schema": "goods"}]
    old, new = (fitted(one, record=record, models=models) for one in CASES[name])
    for statement in ("SCHEMA store", "SCHEMA goods", "TABLE goods.depots (code int)"):
        connection.execute(sa.text(f"CREATE {statement}"))
    connection.execute(sa.text("ALTER TABLE goods.depots ADD PRIMARY KEY (code)"))
    with connection.begin_nested() as afresh:
        expected = Database(connection, new).created().catalogue()
        afresh.rollback()
    database = Database(connection, old).created()
    before = database.catalogue()
    revision = database.follow(new)

    database.upgrade(revision)
    assert database.catalogue() == expected

    database.downgrade(revision)
    assert database.catalogue() == before


def test_other_databases_are_left_to_alembic(tmp_path: Path) -> None:
    (tmp_path / "alembic/revisions").mkdir(parents=True)
    declared = {"dependencies": {"declared": ["aiosqlite"]}}
    plans = (Plan.of(fitted(one, **declared)) for one in ({}, {"x": "int"}))

    said = list(following(Repository(tmp_path), *plans))

    assert said == [OTHERS]


ANSWERS = ".copier-answers.crates.yml"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project whose last commit has a revision, and the endpoint of crates."""
    versions = tmp_path / "alembic/revisions"
    versions.mkdir(parents=True)
    ini = (
        "[alembic]\nscript_location = alembic\nversion_locations = alembic/revisions\n"
    )
    (tmp_path / "alembic.ini").write_text(ini)
    (tmp_path / "alembic/env.py").write_text("")
    (versions / "abc.py").write_text('revision = "abc"\ndown_revision = None\n')
    git(tmp_path, "init", "--quiet")
    return tmp_path


def answered(folder: Path, fields: Mapping[str, Any], **answers: Any) -> None:
    known = recorded({"name": "str", **fields}) | answers
    (folder / ANSWERS).write_text(yaml.safe_dump(known, sort_keys=False))


def committed(project: Path) -> None:
    git(project, "add", "--all")
    git(project, "commit", "--quiet", "--message", "made")


def followed(project: Path) -> list[str]:
    """The names of the revisions that come after a change."""
    list(main(project, ANSWERS))
    found = (project / "alembic/revisions").iterdir()
    return [file.name.partition("_")[2] for file in found if file.name != "abc.py"]


def test_revision_goes_where_the_others_are(project: Path) -> None:
    answered(project, {})
    committed(project)
    answered(project, {"x": "int"})

    assert followed(project) == ["crates_add_x.py"]
    [file] = (project / "alembic/revisions").glob("*_crates_*.py")
    assert 'down_revision = "abc"' in file.read_text()


def test_branches_of_others_do_not_count(project: Path) -> None:
    answered(project, {})
    own = fitted({}).revision
    for name, after in {"other": None, own: "abc"}.items():
        text = f"revision = {name!r}\ndown_revision = {after!r}\n"
        (project / f"alembic/revisions/{name}_.py").write_text(text)
    committed(project)
    answered(project, {"x": "int"})

    assert "crates_add_x.py" in followed(project)
    [file] = (project / "alembic/revisions").glob("*_crates_*.py")
    assert f'down_revision = "{own}"' in file.read_text()


def test_model_that_is_there_has_no_revision(project: Path) -> None:
    there: dict[str, Any] = {"endpoint": "existing_model", "resource": "depot"}
    there |= {"plural": "depots", "model": "app.models.depot:Depot"}
    answered(project, {}, **there)
    committed(project)
    answered(project, {"x": "int"}, **there)

    assert followed(project) == []


def test_project_without_alembic_has_no_revision(project: Path) -> None:
    without = {"project": {**PROJECT, "migrations": None}}
    answered(project, {}, **without)
    committed(project)
    answered(project, {"x": "int"}, **without)

    assert followed(project) == []
