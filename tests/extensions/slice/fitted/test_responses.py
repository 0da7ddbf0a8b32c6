"""The project's own envelope."""

from typing import Any

from extensions.answers.project import Project
from extensions.slice.code import Call
from extensions.slice.fit import Fit
from extensions.slice.fitted.responses import Envelope


def envelope(**found: Any) -> Envelope:
    given = {"class": "app.envelope:Reply", "data": "result", "generic": True, **found}
    return Envelope(Fit(Project({"response": given})), is_on=True)


def text(made: str | Call) -> str:
    return str(made)


def test_a_generic_one_has_its_type() -> None:
    made = envelope()

    assert made.class_import == "from app.envelope import Reply"
    assert made.type("Task") == "Reply[Task]"
    assert text(made.made("Task", "task")) == "Reply[Task](result=task)"


def test_another_one_gets_what_can_be_encoded() -> None:
    made = envelope(generic=False)

    assert made.type("Task") == "Reply"
    assert text(made.made("Task", "task")) == "Reply(result=jsonable_encoder(task))"


def test_what_it_cannot_be_made_without_is_given_as_others_do() -> None:
    made = envelope(required={"code": "0", "message": "'ok'", "result": "None"})

    found = text(made.made("Task", "task"))

    assert found == 'Reply[Task](code=0, message="ok", result=task)'


def test_there_may_be_none() -> None:
    made = Envelope(Fit(Project({})), is_on=False)

    assert (made.type("Task"), made.made("Task", "task")) == ("Task", "task")
    assert made.class_import == ""
