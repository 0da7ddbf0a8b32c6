"""What the interview calls: is an answer right, is it asked, what is proposed.

The terminal, `-d`, data files and recorded answers meet the same readers in the same
order, so an answer is refused by one rule, in one line, wherever it comes from.
"""

import difflib
import json
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from itertools import takewhile
from textwrap import indent
from typing import Any

import yaml

from ..slice.auth import EXISTING
from .availability import anything_available, check_available
from .choices import APPLIES, PRESETS, values_of
from .conflicts import check_fits, fits, heads_of, is_fitted, models_of
from .problem import Problem, shown, told
from .project import project_in
from .questions import (
    BY_NAME,
    ELIGIBLE,
    FOLDER,
    NAMES,
    QUESTIONS,
    Question,
    applies,
    eligible,
    written_fields,
)
from .readers import Known, ordered
from .refusals import ways
from .tables import compact, to_record

CHOSEN_FROM: Mapping[str, Callable[[str, Known], tuple[str, ...]]] = {
    **dict.fromkeys(ELIGIBLE, eligible),
    **dict.fromkeys(("model", "parent"), lambda _, known: models_of(known)),
    "head": lambda _, known: heads_of(known) if len(heads_of(known)) > 1 else (),
}
"""Where the choices of a question come from that has no table of them."""

NOTHING = ("resource", "head")
"""Answers whose empty proposal is none."""

HIDDEN: Mapping[str, Callable[[Known], bool]] = {
    "layout": is_fitted,
    "response": lambda known: is_fitted(known) and not project_in(known).wraps,
}
"""What need not be asked where the project has only one way."""

RAW: Mapping[str, Callable[[Known], object]] = {
    "fields": written_fields,
    "actions": lambda _: {},
}
"""Proposals as people write them, where the value is another one."""

FOLLOWS: Mapping[str, str] = {"page_size": "page_max", "preset": "operations"}
"""The later answer that a proposal follows, where it is given."""


def _read(question: Question, raw: object, known: Known) -> Any:
    value = question.read(question.name, raw, known)
    check_available(question.name, value)
    if applies(question.name, known):
        check_fits(question.name, value, known)
    return value


def read_applying(question: Question, raw: object, known: Known) -> Any:
    """Read an answer; one without a meaning may only be the default."""
    value = _read(question, raw, known)
    if not applies(question.name, known) and value != question.default(known):
        on = _because(question.name, known)
        wrong = f"does not apply when {on} is {', '.join(values_of(known[on]))}"
        raise Problem.about(question.name, wrong, "no answer, leave it out")
    return value


def proposed_value(question: Question, known: Known) -> Any:
    """What an answer is that was not given, unless it has to be."""
    value = question.default(known)
    if applies(question.name, known):
        check_fits(question.name, value, known)
    return value


def _because(name: str, known: Known) -> str:
    on, _ = APPLIES[name]
    return on if applies(on, known) else _because(on, known)


def _before(
    name: str, answers: Mapping[str, object], *, proposing: bool = False
) -> Known:
    """The earlier answers that are there and have nothing wrong with them."""
    known: Known = {FOLDER: answers.get(FOLDER, "service")}
    for question in takewhile(lambda question: question.name != name, QUESTIONS):
        if question.name in answers:
            with suppress(Problem):
                known[question.name] = _read(question, answers[question.name], known)
        elif proposing:
            known[question.name] = question.default(known)
    return known


def problem(name: str, answers: Mapping[str, object]) -> str:
    """Say what is wrong with one answer among those given so far, or nothing."""
    known = _before(name, answers)
    return told(read_applying, BY_NAME[name], answers[name], known)


def recorded_problem(name: str, answers: Mapping[str, object]) -> str:
    """Do the same for a recorded answer: one without a meaning will be dropped."""
    return told(_read, BY_NAME[name], answers[name], _before(name, answers))


def missing_problem(name: str, answers: Mapping[str, object]) -> str:
    """Say why an answer has to be given where nobody is asked, or nothing."""
    known = _before(name, answers, proposing=True)
    return told(proposed_value, BY_NAME[name], known)


def unavailable(name: str, value: str, answers: Mapping[str, object]) -> str:
    """Say why a choice cannot be chosen after the answers so far, or nothing."""
    known = _before(name, answers)
    if value == stop(name, answers):
        return ""
    refused = told(check_available, name, value) or told(check_fits, name, value, known)
    wrong = refused.removeprefix(f"{name}: ").partition("; accepted: ")[0]
    return wrong.removeprefix(f"{value} ").removeprefix("is ")


def stop(name: str, answers: Mapping[str, object]) -> str:
    """What Enter chooses where nothing is proposed: what is refused, with the remedy."""
    known = _before(name, answers) if name == "auth" else {}
    is_open = is_fitted(known) and EXISTING not in ways(known)
    return EXISTING if is_open and project_in(known).guarded else ""


def contradiction(settled: Mapping[str, object]) -> str:
    """Say that a preset was given with other operations, or nothing."""
    if not {"preset", "operations"} <= {*settled}:
        return ""
    operations = _alone("operations", settled).get("operations")
    if operations == PRESETS.get(str(settled["preset"]), operations):
        return ""
    wrong = "only proposes operations, and there are others"
    return str(Problem.about("preset", wrong, "no preset, the operations alone"))


def _alone(name: str, answers: Mapping[str, object]) -> Known:
    """An answer without those before it, unless there is something wrong with it."""
    with suppress(Problem):
        return {name: BY_NAME[name].read(name, answers[name], {})}
    return {}


def asked(name: str, answers: Mapping[str, object]) -> bool:
    """Whether `name` has a meaning after the answers so far, and anything to choose."""
    if name == "preset":
        return "operations" not in answers
    known = _before(name, answers)
    return (
        applies(name, known)
        and not (name in HIDDEN and HIDDEN[name](known))
        and (name not in CHOSEN_FROM or CHOSEN_FROM[name](name, known) != ())
        and anything_available(name)
    )


def choices(name: str, answers: Mapping[str, object]) -> str:
    """What there is to choose from, of fields or models, as YAML."""
    return json.dumps(CHOSEN_FROM[name](name, _before(name, answers)))


def proposed(name: str, answers: Mapping[str, object]) -> str | None:
    """The default of `name` after the answers given so far, as YAML.

    There is none where earlier answers demand that something is said.
    """
    known = _before(name, answers)
    recorded = answers.get(name) if applies(name, known) else None
    if name in ELIGIBLE and isinstance(recorded, list):
        return json.dumps(ordered(recorded, eligible(name, known)))
    if FOLLOWS.get(name) in answers:
        known |= _alone(FOLLOWS[name], answers)
    value = BY_NAME[name].default(known)
    if not fits(name, value, known) or (name in NOTHING and not value):
        return None
    raw = RAW[name](known) if name in RAW else value
    return raw if isinstance(raw, str) else json.dumps(raw)


def recorded(answers: Mapping[str, object]) -> str:
    """Write answers to remember as YAML: in the order of the questions, fields too."""
    order = [*(name for name in answers if name.startswith("_")), *NAMES, *answers]
    kept = to_record(answers)
    return "".join(
        _line(name, kept[name]) for name in dict.fromkeys(order) if name in kept
    )


def _line(name: str, value: object) -> str:
    if name == "project" and isinstance(value, Mapping) and value:
        return f"project:\n{indent(compact(value), '  ')}"
    text = yaml.safe_dump(
        {name: value}, sort_keys=False, allow_unicode=True, width=2**16
    )
    return str(text)


def unknown(name: str, also: Iterable[str] = ()) -> str:
    """Say that `name` is no answer's, and which one may be meant."""
    near = difflib.get_close_matches(name, [*NAMES, *also], n=1)
    wrong = f"did you mean {near[0]}?" if near else f"accepted: {', '.join(NAMES)}"
    what = name if name.isidentifier() else shown(name)
    return f"{what}: there is no such answer; {wrong}"
