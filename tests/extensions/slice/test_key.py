"""Primary keys, as projects write them."""

import pytest

from extensions.slice.key import KEY, Key


@pytest.mark.parametrize(
    ("written", "annotation"),
    [
        ("int", "int"),
        ("BigInteger", "int"),
        ("int | None", "int"),
        ("Optional[int]", "int"),
        ("uuid.UUID", "UUID"),
        ("Uuid", "UUID"),
        ("GUID()", "UUID"),
        ("typing.Optional[uuid.UUID]", "UUID"),
        ("String(36)", "str"),
        ("date", "dt.date"),
        ("Something", "str"),
    ],
)
def test_each_type_has_an_annotation(written: str, annotation: str) -> None:
    assert Key.of("id", written).annotation == annotation


def test_a_key_may_have_any_name() -> None:
    assert Key.of("sku", "String(12)").name == "sku"


def test_our_own_are_ids() -> None:
    assert (KEY.name, KEY.annotation) == ("id", "UUID")
