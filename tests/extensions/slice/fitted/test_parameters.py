"""Parameters of functions that FastAPI calls."""

from extensions.slice.code import call
from extensions.slice.fitted.parameters import Dependency, Parameter, written


def dependency(*, is_annotated: bool, call: str = "get_db") -> Dependency:
    return Dependency("db", "Session", call, "SessionDep", is_annotated)


def test_those_with_defaults_come_last() -> None:
    first = Parameter("db", "Session", call("Depends", "get_db"))
    second = Parameter("values", "TaskCreate")

    assert written([first, second]) == [
        "    values: TaskCreate,",
        "    db: Session = Depends(get_db),",
    ]


def test_an_annotated_dependency_is_defined_once() -> None:
    made = dependency(is_annotated=True)

    assert made.definition == "SessionDep = Annotated[Session, Depends(get_db)]"
    assert made.parameter.lines() == ["    db: SessionDep,"]


def test_a_default_needs_no_definition() -> None:
    assert dependency(is_annotated=False).definition == ""
