"""How endpoints get the project's session."""

from typing import Any

import pytest

from extensions.answers.problem import Problem
from extensions.answers.project import Project
from extensions.slice.fit import Fit
from extensions.slice.parameters import Parameter
from extensions.slice.session import Session

DEPENDS = {"dependency": "app.db:get_db", "style": "depends", "parameter": "db"}


def session(orm: str = "sqlalchemy-async", depends: str = "", **found: Any) -> Session:
    routers = {"depends": depends or None}
    project = {"orm": orm, "session": found, "routers": routers}
    return Session(Fit(Project(project)))


def parameter(made: Session) -> Parameter:
    assert made.parameter
    return made.parameter


def test_a_plain_dependency_gets_an_annotated_type() -> None:
    made = session(**DEPENDS)

    assert parameter(made) == Parameter(
        "db", "AsyncSession", "get_db", "SessionDep", is_annotated=True
    )
    assert parameter(made).is_new
    assert ("app.db", "get_db") in made.imports


def test_it_is_a_default_where_others_are() -> None:
    made = parameter(session(**DEPENDS, depends="default"))

    assert (made.alias, made.has_default, made.is_new) == ("", True, False)


def test_an_alias_is_used_as_it_is() -> None:
    made = session(dependency="app.db:get_db", style="alias", alias="app.deps:DbDep")

    assert (parameter(made).alias, parameter(made).is_new) == ("DbDep", False)
    assert ("app.deps", "DbDep") in made.imports


def test_one_of_a_middleware_is_called_for() -> None:
    made = session(dependency="app.db:session", style="middleware")

    assert (made.parameter, made.name, made.is_global) == (None, "session", True)
    assert ("app.db", "session") in made.imports


def test_a_container_gives_it_to_what_is_injected() -> None:
    call = "Closing[Provide[Container.session]]"
    found = {"dependency": "app.di:Container", "style": "container", "call": call}
    made = session(**found, depends="default")

    assert (parameter(made).call, parameter(made).has_default) == (call, True)
    assert made.inject == "inject"
    assert {
        ("dependency_injector.wiring", "Closing, Provide, inject"),
        ("app.di", "Container"),
    } <= {*made.imports}


@pytest.mark.parametrize("call", ["FromDishka[AsyncSession]", None])
@pytest.mark.parametrize("depends", ["annotated", "default"])
def test_dishka_gives_it_by_its_type(call: str | None, depends: str) -> None:
    made = session(style="container", call=call, depends=depends)

    assert parameter(made).alias == "FromDishka[AsyncSession]"
    assert not parameter(made).is_new
    assert ("dishka.integrations.fastapi", "FromDishka, inject") in made.imports


def test_dishka_has_another_decorator_for_what_is_synchronous() -> None:
    made = session("sqlalchemy-sync", style="container")

    assert made.inject == "inject_sync"
    assert ("dishka.integrations.fastapi", "FromDishka, inject_sync") in made.imports


def test_a_method_of_an_object_is_found_by_the_object() -> None:
    made = session(dependency="app.db:database.get_session", style="depends")

    assert parameter(made).call == "database.get_session"
    assert ("app.db", "database") in made.imports


def test_our_own_services_have_a_database() -> None:
    made = Session(Fit.of_ours({}, "shop"))

    assert (made.name, parameter(made).alias) == ("database", "DatabaseDep")
    assert ("shop.database", "DatabaseDep") in made.imports


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

    assert (module, "AsyncSession") in made.imports


def test_what_sqlmodel_warns_of_is_not_called() -> None:
    assert session("sqlmodel-async", **DEPENDS).warns_of_scalars
    assert not session("sqlmodel-sync", **DEPENDS).warns_of_scalars


def test_nothing_can_be_written_without_one() -> None:
    with pytest.raises(Problem, match="nothing was found that gives endpoints"):
        _ = session().imports
