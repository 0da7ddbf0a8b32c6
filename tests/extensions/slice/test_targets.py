"""What references refer to, or one line about it."""

from dataclasses import replace
from typing import Any

import pytest

from extensions.answers.names import Name
from extensions.answers.problem import Problem
from extensions.slice.targets import Association, Target, targets_of
from tests.extensions.slice.generated import slice_of
from tests.extensions.slice.strategies import field

OWN = Target("Product", "shop.products.models", "products", is_self=True)
CUSTOMER = {"model": "shop.customers.models:Customer", "table": "customers"}


def found(text: str, **answers: Any) -> dict[str, str]:
    fields = {"name": "str", "x": text}
    targets = slice_of(**({"fields": fields} | answers)).targets
    return {one.class_name: one.table for one in targets}


def test_model_of_the_service_is_found_by_its_class() -> None:
    asked = [field("x", "refs(Customer)")]
    known = targets_of(asked, OWN, [], {"models": [CUSTOMER]})
    assert known == {
        "Customer": Target("Customer", "shop.customers.models", "customers")
    }


def test_table_is_named_with_its_schema() -> None:
    asked = [field("x", "refs(Customer)")]
    known = targets_of(asked, OWN, [], {"models": [CUSTOMER | {"schema": "sales"}]})
    assert known["Customer"].qualified == "sales.customers"


def test_model_of_other_metadata_is_refused() -> None:
    own = replace(OWN, metadata="shop.db:Base")
    other = {"models": [CUSTOMER | {"base": "shop.db:Other"}]}
    with pytest.raises(Problem) as problem:
        targets_of([field("x", "ref(Customer)")], own, [], other)
    assert str(problem.value) == (
        "fields.x: shop.customers.models:Customer has other metadata than shop.db:Base, "
        "so no foreign key reaches it; accepted: a model with the same metadata, or a "
        "field with its id"
    )


def test_bases_that_share_their_metadata_are_one() -> None:
    own = replace(OWN, metadata="shop.db:metadata")
    shared = {"base": "shop.db:Other", "metadata": "shop.db:metadata"}
    found = {"models": [CUSTOMER | shared]}
    assert targets_of([field("x", "ref(Customer)")], own, [], found)


@pytest.mark.parametrize("text", ["ref(self)?", "ref(Product)?", "refs(Product)"])
def test_resource_is_no_other_model(text: str) -> None:
    assert found(text) == {}


def test_model_that_two_fields_refer_to_is_one() -> None:
    fields = {"a": "ref(User)", "b": "refs(User)"}
    assert found("ref(User)?", fields=fields) == {"User": "users"}


def test_callers_have_a_model() -> None:
    assert found("ref(ApiKey)", auth="api_key") == {"ApiKey": "api_keys"}


REFUSED = {
    "ref(Order)": "fields.x: there is no model Order in this service; accepted: self, "
    "User; make its endpoint first",
    "ref(self)": "fields.x: no first row could be made that refers to another one; "
    "accepted: ref(self)?",
    "ref(Product), unique": "fields.x: no first row could be made that refers to "
    "another one; accepted: ref(Product)?",
}


@pytest.mark.parametrize(("text", "message"), REFUSED.items())
def test_reference_to_nothing_is_refused(text: str, message: str) -> None:
    with pytest.raises(Problem) as problem:
        found(text)
    assert str(problem.value).replace("User, ApiKey", "User") == message


# The table behind a many-to-many field ----------------------------------------

TAG = Target("NewsTag", "shop.news_tags.models", "news_tags")
ITEMS = Target("OrderItem", "shop.order_items.models", "order_items", is_self=True)
ITEM = Name("order_item", "order_items")


def association(target: Target) -> Association:
    return Association(field("tags", "refs(X)"), ITEM, ITEMS, target)


def test_its_columns_are_called_after_what_they_refer_to() -> None:
    made = association(TAG)
    assert (made.name, made.own.column, made.other.column) == (
        "order_items_tags",
        "order_item_id",
        "news_tag_id",
    )


def test_columns_of_one_table_have_two_names() -> None:
    assert association(ITEMS).other.column == "related_order_item_id"


def test_its_table_is_in_the_schema_of_the_resource() -> None:
    made = association(replace(TAG, schema="news"))
    made = replace(made, model=replace(ITEMS, schema="shop"))
    sides = [one.target.reference for one in made.sides]
    assert made.qualified == "shop.order_items_tags"
    assert sides == ["shop.order_items.id", "news.news_tags.id"]
