"""The table behind a many-to-many field."""

from extensions.answers.names import Name
from extensions.slice.associations import Association
from extensions.slice.targets import Target
from tests.extensions.slice.strategies import field

TAG = Target("NewsTag", "shop.news_tags.models", "news_tags")
OWN = Target("OrderItem", "shop.order_items.models", "order_items", is_self=True)
ITEM = Name("order_item", "order_items")


def association(target: Target) -> Association:
    return Association(field("tags", "refs(X)"), ITEM, "order_items", target)


def test_its_columns_are_called_after_what_they_refer_to() -> None:
    made = association(TAG)
    assert (made.name, made.own.column, made.other.column) == (
        "order_items_tags",
        "order_item_id",
        "news_tag_id",
    )


def test_columns_of_one_table_have_two_names() -> None:
    assert association(OWN).other.column == "related_order_item_id"
