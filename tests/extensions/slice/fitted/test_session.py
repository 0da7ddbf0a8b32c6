"""How endpoints get the project's session."""

from typing import Any

import pytest

from extensions.answers.problem import Problem
from extensions.answers.project import Project
from extensions.slice.fit import Fit
from extensions.slice.fitted.session import Session

DEPENDS = {"dependency": "app.db:get_db", "style": "depends", "parameter": "db"}


def session(orm: str = "sqlalchemy-async", depends: str = "", **found: Any) -> Session:
    routers = {"depends": depends or None}
    project = {"orm": orm, "session": found, "routers": routers}
    return Session(Fit(Project(project)))


def parameters(made: Session) -> list[str]:
    return [line.strip() for one in made.parameters for line in one.lines()]


def test_a_plain_dependency_gets_an_annotated_type() -> None:
    made = session(**DEPENDS)

    assert parameters(made) == ["db: SessionDep,"]
    assert made.definition == "SessionDep = Annotated[AsyncSession, Depends(get_db)]"
    assert "from app.db import get_db" in made.imports


def test_it_is_a_default_where_others_are() -> None:
    made = session(**DEPENDS, depends="default")

    assert parameters(made) == ["db: AsyncSession = Depends(get_db),"]
    assert made.definition == ""


def test_an_alias_is_used_as_it_is() -> None:
    made = session(dependency="app.db:get_db", style="alias", alias="app.deps:DbDep")

    assert (parameters(made), made.definition) == (["session: DbDep,"], "")
    assert "from app.deps import DbDep" in made.imports


def test_one_of_a_middleware_is_called_for() -> None:
    made = session(dependency="app.db:session", style="middleware")

    assert (parameters(made), made.argument) == ([], "session()")
    assert "from app.db import session" in made.imports


def test_a_container_gives_it_to_what_is_injected() -> None:
    call = "Closing[Provide[Container.session]]"
    found = {"dependency": "app.di:Container", "style": "container", "call": call}
    made = session(**found, depends="default")

    assert parameters(made) == [f"session: AsyncSession = Depends({call}),"]
    assert made.decorator == "@inject\n"
    assert "dependency_injector.wiring import Closing, Provide, inject" in made.imports
    assert "from app.di import Container" in made.imports


@pytest.mark.parametrize("call", ["FromDishka[AsyncSession]", None])
def test_dishka_gives_it_by_its_type(call: str | None) -> None:
    made = session(style="container", call=call)

    assert parameters(made) == ["session: FromDishka[AsyncSession],"]
    assert "from dishka.integrations.fastapi import FromDishka, inject" in made.imports


def test_dishka_has_another_decorator_for_what_is_synchronous() -> None:
    made = session("sqlalchemy-sync", style="container")

    assert made.decorator == "@inject_sync\n"
    assert "import FromDishka, inject_sync" in made.imports


def test_a_method_of_an_object_is_found_by_the_object() -> None:
    made = session(dependency="app.db:database.get_session", style="depends")

    assert "Depends(database.get_session)" in made.definition
    assert "from app.db import database" in made.imports


@pytest.mark.parametrize(("commits", "ending"), [(True, "flush"), (None, "commit")])
def test_it_commits_unless_the_dependency_does(
    commits: bool | None, ending: str
) -> None:
    assert session(**DEPENDS, commits=commits).ending == ending


@pytest.mark.parametrize(
    ("orm", "given", "module"),
    [
        ("sqlalchemy-async", None, "sqlalchemy.ext.asyncio"),
        ("sqlmodel-async", None, "sqlmodel.ext.asyncio.session"),
        (
            "sqlmodel-async",
            "sqlalchemy.ext.asyncio:AsyncSession",
            "sqlalchemy.ext.asyncio",
        ),
    ],
)
def test_its_class_is_that_of_the_project(
    orm: str, given: str | None, module: str
) -> None:
    made = session(orm, **DEPENDS, type=given)

    assert made.class_import == f"from {module} import AsyncSession"


def test_what_sqlmodel_warns_of_is_not_called() -> None:
    assert "run_sync" in session("sqlmodel-async", **DEPENDS).scalars
    assert "run_sync" not in session("sqlmodel-sync", **DEPENDS).scalars


def test_nothing_can_be_written_without_one() -> None:
    with pytest.raises(Problem, match="nothing was found that gives endpoints"):
        _ = session().imports
