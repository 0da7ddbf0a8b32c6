"""Filters that take several values."""

from typing import Annotated, Any, Literal

import pytest
from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient
from pydantic import BaseModel, ConfigDict

from tests.parts.shared.executed import executed

VALIDATION, QUERYING = (
    executed("validation", keeps_zones=True, utc="UTC"),
    executed("querying"),
)
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
