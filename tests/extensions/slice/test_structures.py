"""Classes of a model's fields: their source, their order and their names."""

from typing import Any

import pytest
from hypothesis import given, settings

from extensions.answers.fields import parse_fields
from extensions.slice.structures import LONGEST_CLASS, Classes
from tests.extensions.slice.generated import macro, names_in
from tests.extensions.slice.strategies import ANSWERS, problems


def classes(fields: dict[str, Any], model: str = "Product") -> Classes:
    return Classes(model, parse_fields(fields))


# Tables ------------------------------------------------------------------------


def test_classes_are_written_before_those_that_need_them() -> None:
    made = classes(
        {
            "address": {
                "street": "str(9)",
                "since": "date = today",
                "tags": "list[str(3)] = [], max=2",
                "kind": "enum(a, in-review) = a",
            },
            "payment": {"one_of": {"card": {"number": "str"}, "cash": {}}},
        }
    )
    assert (
        macro("values", "classes", made.definitions).split()
        == (
            """
        class ProductAddressKind(StrEnum):
            \"""The values of `kind`.\"""

            A = "a"
            IN_REVIEW = "in-review"

        ProductAddressStreet = Annotated[str, Field(max_length=9)]
        ProductAddressTagsItem = Annotated[str, Field(max_length=3)]
        ProductAddressTags = Annotated[list[ProductAddressTagsItem], Field(max_length=2)]

        class ProductAddress(RequestModel):
            \"""What `address` holds.\"""

            street: ProductAddressStreet
            since: dt.date = Field(default_factory=lambda: dt.datetime.now(dt.UTC).date())
            tags: ProductAddressTags = Field(default=[])
            kind: ProductAddressKind = ProductAddressKind.A

        ProductPaymentCardNumber = Annotated[str, Field(max_length=255)]

        class ProductPaymentCard(RequestModel):
            \"""The variant `card`.\"""

            kind: Literal["card"]
            number: ProductPaymentCardNumber

        class ProductPaymentCash(RequestModel):
            \"""The variant `cash`.\"""

            kind: Literal["cash"]

        ProductPayment = Annotated[ProductPaymentCard | ProductPaymentCash, Field(discriminator="kind")]
        """
        ).split()
    )


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
    names = names_in(macro("values", "classes", made.definitions))
    assert sorted(names) == sorted(made.all)
    assert all(len(name) <= LONGEST_CLASS for name in names)
