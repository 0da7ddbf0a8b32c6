"""Schemas in projects of others."""

from typing import Any

from tests.extensions.slice.fitted.projects import endpoint, rendered

BASED = {"schemas_base": "app.schemas.base:Camel"}
UNSTAMPED = {"record": {"columns": {"id": "int", "updated_on": "datetime | None"}}}


def schemas(found: dict[str, Any] | None = None, **answers: Any) -> str:
    return rendered("schemas", endpoint(found, **answers))


def test_answers_are_made_of_rows() -> None:
    assert (
        "class BoxResponse(BaseModel):\n"
        '    """What clients see of a box."""\n\n'
        "    model_config = ConfigDict(from_attributes=True)\n\n"
        "    id: int\n"
        "    name: str\n"
        "    created_at: dt.datetime\n"
        "    updated_at: dt.datetime\n"
    ) in schemas({"record": {"key": "int"}})


def test_they_are_based_on_what_others_are() -> None:
    source = schemas(BASED)

    assert "from app.schemas.base import Camel" in source
    assert "class BoxResponse(Camel):" in source
    assert "class BoxBase(Camel, RequestModel):" in source
    assert "class BoxUpdate(Camel, RequestModel):" in source
    assert "class BoxQuery(CursorQuery):" in source


def test_a_model_is_no_base_of_schemas() -> None:
    assert "class BoxResponse(BaseModel):" in schemas(
        {"schemas_base": "sqlmodel:SQLModel"}
    )


def test_modules_that_endpoints_share_stand_in_their_own_package() -> None:
    source = schemas()

    assert "from app.core.rest.cursors import CursorQuery" in source
    assert "from app.core.rest.validation import" in source


def test_links_are_shown_as_keys() -> None:
    source = schemas(fields={"name": "str", "shelves": "refs(Shelf)"})

    assert '    shelves: Annotated[list[str], keys_of("code")]\n' in source
    assert "from app.core.rest.columns import keys_of" in source


def test_references_have_the_type_of_the_key() -> None:
    source = schemas(fields={"shelf": "ref(Shelf)"})

    assert "Shelf = Annotated[str, Field(max_length=8)]" in source
    assert "    shelf: str\n" in source


def test_lists_can_be_asked_when_rows_were_made() -> None:
    source = schemas()

    assert "    created_at__gte: AwareDatetime | None = None\n" in source
    assert '] = ("-created_at",)' in source


def test_without_such_a_column_they_are_sorted_by_key() -> None:
    source = schemas(UNSTAMPED)

    assert '] = ("id",)' in source
    assert '            "-id",\n' in source
    assert "created_at" not in source
    assert "    updated_on: dt.datetime | None\n" in source


def test_moments_without_a_zone_are_asked_for_without_one() -> None:
    models = [
        {
            "model": "app.models:A",
            "table": "as",
            "columns": {"id": "int", "created_at": "datetime"},
            "naive": ["created_at"],
        }
    ]
    record = {"columns": {"created_at": "datetime"}}

    assert "created_at__gt: NaiveDatetime | None" in schemas(
        {"models": models, "record": record}
    )
