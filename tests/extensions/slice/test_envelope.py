"""The project's own envelope."""

from typing import Any

from extensions.answers.project import Project
from extensions.slice.fit import Envelope, Fit


def envelope(**found: Any) -> Envelope:
    given = {"class": "app.envelope:Reply", "data": "result", **found}
    return Fit(Project({"response": given})).envelope


def test_a_class_of_the_project_is_called_as_others_do() -> None:
    made = envelope(required={"code": "0", "message": "'ok'", "result": "None"})

    assert (made.module, made.name, made.data) == ("app.envelope", "Reply", "result")
    assert made.others == (("code", "0"), ("message", "'ok'"))
    assert made.is_generic
    assert not made.has_meta


def test_one_without_a_type_takes_what_can_be_encoded() -> None:
    assert not envelope(generic=False).is_generic


def test_our_own_tells_where_a_page_stands() -> None:
    made = Fit.of_ours({}, "shop").envelope

    assert made == Envelope("shop.envelope", "Envelope", has_meta=True)
