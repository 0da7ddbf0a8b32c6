"""What is refused for now is a part of the design."""

import pytest

from extensions.answers.availability import (
    NOT_YET,
    accepted,
    anything_available,
    check_available,
)
from extensions.answers.choices import CHOICES
from extensions.answers.problem import Problem


@pytest.mark.parametrize("name", NOT_YET)
def test_what_is_not_available_is_a_part_of_the_design(name: str) -> None:
    assert {*NOT_YET[name]} <= {*CHOICES[name]}


def test_what_is_not_available_is_refused_with_what_is() -> None:
    with pytest.raises(
        Problem, match=r"^extras: etag is not available yet; accepted: "
    ):
        check_available("extras", ("etag",))


def test_the_rest_is_accepted() -> None:
    check_available("layout", "layered")
    check_available("page_size", 20)

    assert accepted("layout") == "feature, layered"
    assert accepted("extras") == "none of them, []"


def test_a_question_without_a_choice_has_nothing_to_offer() -> None:
    assert anything_available("layout")
    assert anything_available("resource")
    assert not anything_available("extras")
