"""Classes of a model's fields: their source, their order and their names."""

from typing import Any

import pytest
from hypothesis import given, settings

from extensions.answers.fields import parse_fields, problems
from extensions.slice.structures import LONGEST_CLASS, Classes
from tests.extensions.slice.formatting import reformatted
from tests.extensions.slice.generated import names_in
from tests.extensions.slice.strategies import ANSWERS


def classes(fields: dict[str, Any], model: str = "Product") -> Classes:
    return Classes(model, parse_fields(fields))


# Tables ------------------------------------------------------------------------


def test_enum_has_a_member_for_each_value() -> None:
    assert classes({"state": "enum(draft, in-review)"}).definitions == [
        "class ProductState(StrEnum):\n"
        '    """The values of `state`."""\n'
        "\n"
        '    DRAFT = "draft"\n'
        '    IN_REVIEW = "in-review"',
    ]


def test_object_has_a_line_for_each_field() -> None:
    fields = {
        "street": "str(9)",
        "zip": "text?",
        "since": "date = today",
        "tags": "list[str(3)] = [], max=2",
        "data": "json = {}",
        "kind": "enum(a, b) = a",
    }
    assert classes({"address": fields}).definitions == [
        "class ProductAddressKind(StrEnum):\n"
        '    """The values of `kind`."""\n'
        "\n"
        '    A = "a"\n'
        '    B = "b"',
        "ProductAddressStreet = Annotated[str, Field(max_length=9)]\n"
        "ProductAddressTagsItem = Annotated[str, Field(max_length=3)]\n"
        "ProductAddressTags = Annotated[list[ProductAddressTagsItem], "
        "Field(max_length=2)]",
        "class ProductAddress(RequestModel):\n"
        '    """What `address` holds."""\n'
        "\n"
        "    street: ProductAddressStreet\n"
        "    zip: str | None = None\n"
        "    since: dt.date = "
        "Field(default_factory=lambda: dt.datetime.now(dt.UTC).date())\n"
        "    tags: ProductAddressTags = []\n"
        "    data: JsonDocument = Field(default={})\n"
        "    kind: ProductAddressKind = ProductAddressKind.A",
    ]


NAMES: list[tuple[dict[str, Any], list[str]]] = [
    ({"a": {"b": {"c": "int"}}}, ["ProductA", "ProductAB"]),
    ({"a": {"b": {"c": "int"}}, "a_b": "enum(x)"}, ["ProductA", "ProductABValue"]),
    ({"create": "enum(x)"}, ["ProductCreateValue"]),
    (
        {"x" * 40: {"y" * 40: {"z": "int"}}},
        ["X" + "x" * 39, "Y" + "y" * 39],
    ),
]


@pytest.mark.parametrize(("fields", "names"), NAMES)
def test_name_is_the_way_to_it_as_long_as_it_fits(
    fields: dict[str, Any],
    names: list[str],
) -> None:
    assert classes(fields).all >= {*names}


# Properties --------------------------------------------------------------------


@settings(deadline=None, max_examples=100)
@given(ANSWERS)
def test_every_name_is_defined_once(answer: dict[str, Any]) -> None:
    if problems(answer):
        return
    made = classes(answer)
    names = names_in("\n".join(made.definitions))
    assert sorted(names) == sorted(made.all)
    assert all(len(name) <= LONGEST_CLASS for name in names)


@settings(deadline=None, max_examples=25)
@given(ANSWERS)
def test_formatter_leaves_definitions(answer: dict[str, Any]) -> None:
    if problems(answer):
        return
    texts = [f"{text}\n" for text in classes(answer).definitions]
    assert not reformatted("\n\n".join(texts))
