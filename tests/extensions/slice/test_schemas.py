"""What clients send and get: aliases, members, and modules that run."""

from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from extensions.answers.fields import problems
from extensions.answers.problem import Problem
from tests.extensions.slice.formatting import reformatted, resorted
from tests.extensions.slice.generated import (
    member,
    names_in,
    rendered,
    run_models,
    run_schemas,
    schemas,
    slice_of,
)
from tests.extensions.slice.strategies import (
    AWKWARD,
    LONG_SNAKE,
    OBJECTS,
    RELATIONS,
    SNAKE,
    STORED,
    UNIONS,
    computed,
    field,
)

# Tables ------------------------------------------------------------------------

# A field, and its lines in the base of bodies, in an update and in an answer.
LINES: dict[str, tuple[str, str, str]] = {
    "str(9)": ("x: X", "x: X | MISSING = MISSING", "x: str"),
    "uuid": ("x: UUID", "x: UUID | MISSING = MISSING", "x: UUID"),
    "int?": (
        "x: Int32 | None = None",
        "x: Int32 | MISSING | None = MISSING",
        "x: int | None",
    ),
    "decimal(5, 2) = 1.5": (
        'x: X = Decimal("1.50")',
        "x: X | MISSING = MISSING",
        "x: Decimal",
    ),
    "json = {}": (
        "x: JsonDocument = Field(default={})",
        "x: JsonDocument | MISSING = MISSING",
        "x: JsonValue",
    ),
    "enum(in-review) = in-review": (
        "x: ProductX = ProductX.IN_REVIEW",
        "x: ProductX | MISSING = MISSING",
        "x: ProductX",
    ),
    "ref(Customer)?": (
        "x: UUID | None = None",
        "x: UUID | MISSING | None = MISSING",
        "x: UUID | None",
    ),
    "refs(Tag) = []": (
        "x: list[UUID] = []",
        "x: list[UUID] | MISSING = MISSING",
        "x: list[UUID]",
    ),
    "list[str(9)], max=3": ("x: X", "x: X | MISSING = MISSING", "x: list[str]"),
    "list[email] = []": (
        "x: list[XItem] = []",
        "x: list[XItem] | MISSING = MISSING",
        "x: list[str]",
    ),
}


@pytest.mark.parametrize(("text", "lines"), LINES.items())
def test_field_stands_in_schemas(text: str, lines: tuple[str, str, str]) -> None:
    one = member(field("x", text))
    written = (one.in_base, one.in_update, one.in_response)
    assert tuple(line.strip() for line in written) == lines


IN_PARTS = {
    "str": "base replace_base update response",
    "str, immutable": "create response",
    "str?, read_only": "response",
    "str, write_only": "base replace_base update",
    "date = today": "create replace update response",
}


@pytest.mark.parametrize(("text", "parts"), IN_PARTS.items())
def test_field_is_in_the_schemas_that_may_have_it(text: str, parts: str) -> None:
    made = schemas(field("x", text))
    lines = {name: getattr(made, name) for name in ("base", "create", "replace")}
    lines |= {
        "replace_base": made.base,
        "update": made.update,
        "response": made.response,
    }
    assert {name for name, part in lines.items() if part} == set(parts.split())


FILTERS = {
    "str?": " __in __contains __is_null",
    "int": " __in __gt __gte __lt __lte",
    "bool": " __in",
    "enum(a)": " __in",
    "json": None,
    "str, write_only": None,
}


@pytest.mark.parametrize(("text", "suffixes"), FILTERS.items())
def test_query_has_the_operators_of_the_type(text: str, suffixes: str | None) -> None:
    query = schemas(field("x", text)).query
    found = [line.partition(":")[0].strip() for line in query]
    expected = [] if suffixes is None else [f"x{one}" for one in suffixes.split(" ")]
    assert [name for name in found if name != "q"] == expected


@pytest.mark.parametrize(
    ("name", "alias"),
    [
        ("price", "Price"),
        ("field", "FieldValue"),
        ("annotated", "AnnotatedValue"),
        ("base_model", "BaseModelValue"),
        ("product_create", "ProductCreateValue"),
        ("any", "AnyValue"),
    ],
)
def test_alias_is_named_after_the_field(name: str, alias: str) -> None:
    assert member(field(name, "str(9)")).alias == alias


@pytest.mark.parametrize("type_", ["str", "enum(a)"])
@pytest.mark.parametrize("name", AWKWARD)
def test_awkward_name_makes_no_clash(name: str, type_: str) -> None:
    assert_modules_run({name: type_, "due": "datetime = now", "other": "enum(a) = a"})


@pytest.mark.parametrize("type_", ["str(9)", "enum(a)"])
@pytest.mark.parametrize(
    "pair",
    [
        ("a_b", "ab"),
        ("field", "field_value"),
        ("state", "product_state"),
        ("update", "update_value"),
    ],
)
def test_two_fields_get_two_classes(pair: tuple[str, str], type_: str) -> None:
    assert_modules_run(dict.fromkeys(pair, type_))


def test_nothing_is_imported_for_a_word_in_a_text() -> None:
    text = 'str = "dt Decimal JsonValue postgresql", pattern="^.*Decimal.*$"'
    slice_ = slice_of({"x": text})
    source = rendered("models", slice_) + rendered("schemas", slice_)
    assert not {"Decimal", "JsonValue", "postgresql"} & {*names_in(source)}


def test_every_attribute_of_pydantic_models_is_refused() -> None:
    public = {name for name in dir(BaseModel) if not name.startswith("_")}
    assert not [name for name in public if not problems({name: "str"})]


# Properties --------------------------------------------------------------------


def assert_modules_run(fields: dict[str, Any]) -> None:
    """Each module defines every name once, and can be imported."""
    slice_ = slice_of(fields)
    models, schemas = rendered("models", slice_), rendered("schemas", slice_)
    for source in (models, schemas):
        names = names_in(source)
        assert len(set(names)) == len(names)
    made = run_models(models)
    assert made["Product"].table().name == "products"
    classes = {name: made[name] for name in slice_.table.classes.named.values()}
    response = run_schemas(schemas, classes)["ProductResponse"]
    shown = {*response.model_fields, *response.model_computed_fields}
    hidden = {one.name for one in slice_.fields if one.write_only}
    assert shown - {"id", "created_at", "updated_at"} == {*fields} - hidden


NAMES = st.one_of(SNAKE, LONG_SNAKE, st.sampled_from(AWKWARD))


@st.composite
def answers(draw: st.DrawFn) -> dict[str, Any]:
    """Fields that are accepted, of any kind, with and without defaults."""
    kinds = STORED | RELATIONS | OBJECTS | UNIONS
    made = draw(st.dictionaries(NAMES, kinds, min_size=1, max_size=8))
    made |= draw(computed()) if draw(st.booleans()) else {}
    try:
        slice_of(made)
    except Problem:
        assume(False)
    return made


@pytest.mark.slow
@settings(deadline=None, max_examples=40)
@given(answers())
def test_modules_of_any_fields_run(fields: dict[str, Any]) -> None:
    assert_modules_run(fields)


@pytest.mark.slow
@settings(deadline=None, max_examples=12)
@given(answers(), st.sampled_from(["product", "purchase_order_line_item_extra"]))
def test_ruff_leaves_modules(fields: dict[str, Any], resource: str) -> None:
    try:
        slice_ = slice_of(fields, resource=resource)
    except Problem:
        assume(False)
    for artefact in ("models", "schemas", "migration", "examples"):
        source = rendered(artefact, slice_)
        assert not reformatted(source) + resorted(source, "shop")
