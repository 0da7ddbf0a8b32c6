"""Modules that endpoints share, executed as projects get them."""

from types import SimpleNamespace
from typing import Annotated, Any, Literal

import pytest
from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient
from pydantic import BaseModel, ConfigDict, Field

from tests.in_process import environment


def executed(module: str, **facts: bool) -> dict[str, Any]:
    """The names of a module in a project with these facts."""
    template = environment().get_template(f"parts/shared/{module}.py.jinja")
    source = template.render(slice=SimpleNamespace(fit=SimpleNamespace(**facts)))
    scope: dict[str, Any] = {"__name__": module}
    exec(compile(source, f"{module}.py", "exec", dont_inherit=True), scope)
    return scope


VALIDATION, QUERYING = executed("validation"), executed("querying")
Texts: Any = VALIDATION["CommaSeparated"][str]
Colours: Any = VALIDATION["CommaSeparated"][Literal["red", "blue"]]


class Strict(BaseModel):
    """Refuses what it does not name, as `RequestModel` does."""

    model_config = ConfigDict(extra="forbid")


class CarQuery(Strict):
    """Two filters that take several values."""

    name__in: Texts = ()
    colour__in: Colours = ()


@pytest.fixture
def client() -> TestClient:
    """An application with one list."""
    app = FastAPI()
    asked, described = QUERYING["asked"], QUERYING["described"]

    @app.get("/", openapi_extra=described(CarQuery))
    def list_cars(query: Annotated[CarQuery, Depends(asked(CarQuery))]) -> Any:
        return [*query.name__in, *query.colour__in]

    return TestClient(app)


@pytest.mark.parametrize(
    ("query", "values"),
    [
        ("name__in=a,b", ["a", "b"]),
        ("name__in=a&name__in=b", ["a", "b"]),
        ("name__in=a,b&name__in=c", ["a,b", "c"]),
        ("colour__in=red,blue", ["red", "blue"]),
        ("colour__in=red,blue&colour__in=red", ["red", "blue", "red"]),
    ],
)
def test_several_values_are_repeated_or_separated(
    query: str, values: list[str], client: TestClient
) -> None:
    assert client.get(f"/?{query}").json() == values


@pytest.mark.parametrize("query", ["colour__in=green", "colour__in=red&colour__in="])
def test_one_wrong_value_of_several_is_refused(query: str, client: TestClient) -> None:
    response = client.get(f"/?{query}")
    assert response.status_code == 422
    assert response.json()["detail"][0]["loc"][:2] == ["query", "colour__in"]


@pytest.mark.parametrize("has_error_handlers", [True, False])
def test_what_openapi_says_of_errors_is_for_callers(has_error_handlers: bool) -> None:
    errors = executed("errors", has_error_handlers=has_error_handlers)
    documented = errors["responses"](*(errors[name] for name in DOCUMENTED))
    assert {status: one["description"] for status, one in documented.items()} == {
        401: "The credentials are missing, invalid or expired.",
        404: "The resource does not exist, or the caller may not see it.",
        422: "A value is not valid, or cannot be stored.",
    }


DOCUMENTED = ("Unauthenticated", "NotFound", "Invalid")


# Values that were stored before their type lost a field -------------------------


class Card(Strict):
    """A variant with a field that is called like its tag."""

    kind: Literal["card"]
    card: str


class Bank(Strict):
    """Another variant."""

    kind: Literal["bank"]
    iban: str


class Order(Strict):
    """A value with both, and a field of a name that they may have lost."""

    gone: str
    payments: list[Annotated[Card | Bank, Field(discriminator="kind")]]


@pytest.mark.parametrize("is_postgresql", [True, False])
def test_a_stored_value_loads_without_lost_fields(is_postgresql: bool) -> None:
    column = executed("columns", is_postgresql=is_postgresql)["Structure"](Order)
    stored = {
        "gone": "kept",
        "lost": 1,
        "payments": [
            {"kind": "card", "card": "1", "gone": 2},
            {"kind": "bank", "iban": "x", "lost": 3},
        ],
    }
    assert column.process_result_value(stored, None).model_dump() == {
        "gone": "kept",
        "payments": [{"kind": "card", "card": "1"}, {"kind": "bank", "iban": "x"}],
    }
