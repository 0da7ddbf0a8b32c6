"""What clients send and get: types, defaults, and modules that run."""

import ast
import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

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
    problems,
)
from tests.in_process import environment

MOMENTS = tuple(f"_at__{one}" for one in ("gt", "gte", "lt", "lte"))
"""The ends of the parameters that every list has."""

# A module ----------------------------------------------------------------------


def test_the_module_reads_as_it_was_meant() -> None:
    fields = {
        "name": "str(9)",
        "sku": "str?, immutable",
        "stage": "enum(in-review, done) = done",
        "tags": "list[email] = []",
        "due": "datetime = now",
        "l": "int?",
        "label": "computed(str) = name + '!'",
    }
    made = slice_of(
        fields,
        pagination="cursor",
        filters=["l"],
        search=["name"],
        actions={"finish": {"set": {"stage": "done"}, "input": {"l": "int?"}}},
    )
    assert rendered("schemas", made) == SNAPSHOT.read_text("utf-8")


SNAPSHOT = Path(__file__).parent / "schemas" / "ours.py.txt"


HOUSE = """\
{% extends "upstream/parts/schemas.py.jinja" %}
{% block request_bases %}Audited, {{ super() }}{% endblock %}
{% block response %}
{{ super() }}
class {{ one.pascal }}Summary({{ answer }}): ...
{% endblock %}
"""


def test_a_house_changes_the_bases_of_bodies_and_adds_a_class() -> None:
    template = environment().from_string(HOUSE)
    tree = ast.parse(template.render(slice=slice_of({"name": "str"})))
    bases = {
        node.name: [ast.unparse(base) for base in node.bases]
        for node in tree.body
        if isinstance(node, ast.ClassDef)
    }
    assert bases["ProductBase"] == bases["ProductUpdate"] == ["Audited", "RequestModel"]
    assert bases["ProductSummary"] == ["BaseModel"]


# Values ------------------------------------------------------------------------


def schemas_of(fields: dict[str, str], **answers: Any) -> dict[str, Any]:
    """The classes of a resource's schemas."""
    made = slice_of(fields, **answers)
    classes = run_models(rendered("models", made))
    named = made.table.classes.named.values()
    found = run_schemas(
        rendered("schemas", made), {name: classes[name] for name in named}
    )
    return {name.removeprefix("Product"): one for name, one in found.items()}


# What a field is in a body that leaves it out, but for what has no default.
DEFAULTS: dict[str, Any] = {
    "int?": None,
    "decimal(5, 2) = 1.5": Decimal("1.50"),
    "json = {}": {},
    "enum(in-review) = in-review": "in-review",
    "list[str(9)] = []": [],
    "refs(self) = []": [],
    "ref(self)?": None,
}


@pytest.mark.parametrize("text", ["datetime = now", "date = today"])
@pytest.mark.parametrize("body", ["Create", "Replace"])
def test_a_moment_that_the_server_knows_is_not_required(body: str, text: str) -> None:
    made = schemas_of({"x": text})[body]
    assert "required" not in made.model_json_schema()
    assert made().x is not None


@pytest.mark.parametrize(("text", "value"), DEFAULTS.items())
@pytest.mark.parametrize("body", ["Create", "Replace"])
def test_default_stands_for_what_is_left_out(body: str, text: str, value: Any) -> None:
    made = schemas_of({"x": text})[body]
    assert made().model_dump() == {"x": value}
    assert made.model_json_schema()["properties"]["x"]["default"] == value or value


@pytest.mark.parametrize("text", ["date = today", "datetime = now"])
@pytest.mark.parametrize("body", ["Create", "Replace"])
def test_moment_is_that_of_the_request(body: str, text: str) -> None:
    value = schemas_of({"x": text})[body]().model_dump()["x"]
    now = dt.datetime.now(dt.UTC)
    moment = value if isinstance(value, dt.datetime) else now
    assert now - dt.timedelta(minutes=1) < moment <= now
    assert text.startswith("datetime") or value == now.date()


@pytest.mark.parametrize("text", [*DEFAULTS, "str(9)", "uuid", "date = today"])
def test_change_holds_what_was_sent(text: str) -> None:
    made = schemas_of({"x": text, "other": "str"})["Update"]
    schema = made.model_json_schema()
    assert made(other="a").model_dump(exclude_unset=True) == {"other": "a"}
    assert "required" not in schema
    assert "default" not in schema["properties"]["x"]


@pytest.mark.parametrize(
    "text", ["str", "int = 1", "datetime = now", "refs(self) = []"]
)
def test_required_field_cannot_be_set_to_null(text: str) -> None:
    with pytest.raises(ValidationError):
        schemas_of({"x": text})["Update"](x=None)


def test_nullable_field_can_be_set_to_null() -> None:
    changes = schemas_of({"x": "str?"})["Update"](x=None)
    assert changes.model_dump(exclude_unset=True) == {"x": None}


IN_CLASSES = {
    "str": "Base Create Replace Update Response",
    "str, immutable": "Create Response",
    "str?, read_only": "Response",
    "str, write_only": "Base Create Replace Update",
    "date = today": "Base Create Replace Update Response",
}


@pytest.mark.parametrize(("text", "names"), IN_CLASSES.items())
def test_field_is_in_the_schemas_that_may_have_it(text: str, names: str) -> None:
    made = schemas_of({"x": text, "other": "str"})
    every = ("Base", "Create", "Replace", "Update", "Response")
    found = [name for name in every if "x" in made[name].model_fields]
    assert found == names.split()


@pytest.mark.parametrize(
    ("operations", "bodies"),
    [
        (["create"], {"Create"}),
        (["replace"], {"Replace"}),
        (["update"], {"Update"}),
        (["create", "replace"], {"Base", "Create", "Replace"}),
        (["read"], set()),
    ],
)
def test_only_bodies_that_are_sent_are_there(
    operations: list[str], bodies: set[str]
) -> None:
    made = schemas_of({"x": "str(9)", "y": "int?"}, operations=operations)
    names = {"Base", "Create", "Replace", "Update"} & {*made}
    assert names == bodies
    assert all({*made[name].model_fields} == {"x", "y"} for name in names)
    assert ("X" in made) is bool(bodies)


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
    every = schemas(field("x", text)).parameters
    found = [one.name for one in every if not one.name.endswith(MOMENTS)]
    expected = [] if suffixes is None else [f"x{one}" for one in suffixes.split(" ")]
    assert found == expected


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
    assert member(field(name, "str(9)")).annotation == alias


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
