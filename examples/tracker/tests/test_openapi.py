"""The description of the API."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from openapi_spec_validator import validate


def operations(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for path in document["paths"].values():
        yield from path.values()


def test_document_is_valid(document: dict[str, Any]) -> None:
    validate(document)


def test_operation_ids_are_those_of_the_functions(document: dict[str, Any]) -> None:
    ids = Counter(operation["operationId"] for operation in operations(document))

    assert {"get_liveness", "get_readiness"} <= set(ids)
    assert set(ids.values()) == {1}
