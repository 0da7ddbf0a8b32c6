"""What the description of the API says about who may do what."""

from collections.abc import Iterator
from typing import Any

PUBLIC = {"get_liveness", "get_readiness"}


def operations(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for path in document["paths"].values():
        yield from path.values()


def test_every_operation_but_the_probes_documents_401(document: dict[str, Any]) -> None:
    silent = {
        operation["operationId"]
        for operation in operations(document)
        if "401" not in operation["responses"]
    }

    assert silent == PUBLIC


def test_every_operation_but_probes_and_log_in_needs_a_token(
    document: dict[str, Any],
) -> None:
    public = {
        operation["operationId"]
        for operation in operations(document)
        if "security" not in operation
    }

    assert public == {"create_token", *PUBLIC}
