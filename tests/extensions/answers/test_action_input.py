"""What a client sends with an action, and what of it is written."""

from typing import Any

import pytest

from extensions.answers.actions import inputs
from extensions.answers.field import Field
from extensions.answers.field_place import Place
from extensions.answers.fields import parse_fields
from extensions.answers.problem import Problem

PLACE = Place("input", {})
FIELDS = {
    found.name: found
    for found in parse_fields(
        {
            "title": "str(20), min=3, unique",
            "price": "decimal(10, 2)?",
            "status": "enum(a, b)",
            "owner": "ref(User)?",
            "address": {"street": "str"},
            "number": "int, immutable",
            "seen": "int = 0, read_only",
            "tags": "refs(Tag) = []",
            "total": "computed(decimal) = price * 2",
        }
    )
}


def read(answer: dict[Any, Any]) -> tuple[tuple[Field, ...], tuple[str, ...]]:
    return inputs(answer, FIELDS, PLACE)


@pytest.mark.parametrize(
    "text",
    ["str?", "text", "int = 3, min=1", "list[str]", "enum(a, b) = a", "datetime = now"],
)
def test_what_the_resource_does_not_have_is_only_sent(text: str) -> None:
    found, written = read({"note": text})

    assert found == parse_fields({"note": text})
    assert written == ()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("title", "str(20)"),
        ("title", "str(20), min=3"),
        ("price", "decimal(10, 2)"),
        ("status", "enum(a, b) = b"),
        ("owner", "ref(User)?"),
        ("address", {"street": "str"}),
    ],
)
def test_what_the_resource_has_is_written(name: str, text: Any) -> None:
    found, written = read({"note": "str", name: text})

    assert [field.name for field in found] == ["note", name]
    assert written == (name,)


def test_what_is_written_has_the_bounds_of_the_field() -> None:
    (found,), _ = read({"title": "str(20)"})

    assert (found.min, found.unique) == (3, False)


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (
            {"note": "strr"},
            "input.note: unknown type 'strr', did you mean str; accepted",
        ),
        ({"id": "uuid"}, "input.id: is set by the server; accepted: another name"),
        (
            {"note": "str, unique"},
            "input.note: unique means nothing here; accepted: the",
        ),
        (
            {"note": "str, was=a"},
            "input.note: was means nothing here; accepted: the typ",
        ),
        (
            {"note": "ref(User)"},
            "input.note: ref is only sent for a field of the resour",
        ),
        (
            {"note": {"a": "int"}},
            "input.note: object is only sent for a field of the re",
        ),
        (
            {"title": "str"},
            "input.title: is not of the field's type; accepted: title: s",
        ),
        (
            {"title": "str(20)?"},
            "input.title: may be null, which the field may not; acc",
        ),
        (
            {"title": "str(20), min=4"},
            "input.title: min is not the field's; accepted: ",
        ),
        (
            {"title": "str(20) = ab"},
            "input.title: default 'ab' is under min; accepted:",
        ),
        (
            {"price": "decimal"},
            "input.price: is not of the field's type; accepted: pric",
        ),
        (
            {"status": "enum(a)"},
            "input.status: is not of the field's type; accepted: st",
        ),
        (
            {"address": {"street": "text"}},
            "input.address: is not of the field's type; ",
        ),
        (
            {"number": "int"},
            "input.number: the field is immutable; accepted: set, or an",
        ),
        (
            {"seen": "int"},
            "input.seen: the field is read_only; accepted: set, or anothe",
        ),
        (
            {"tags": "refs(Tag)"},
            "input.tags: a refs field is not written; accepted: ano",
        ),
        (
            {"total": "decimal"},
            "input.total: a computed field is not written; accepted:",
        ),
        (
            {"a1": "int", "a_1": "int"},
            "input.a_1: gives the same class name as a1; acce",
        ),
    ],
)
def test_what_does_not_fit_is_told(answer: dict[Any, Any], message: str) -> None:
    with pytest.raises(Problem) as refused:
        read(answer)

    assert str(refused.value).startswith(message)
