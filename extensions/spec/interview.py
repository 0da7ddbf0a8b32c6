"""What the interview calls: is an answer right, is it asked, what is proposed.

The terminal, `-d`, data files and recorded answers meet the same readers in the same
order, so an answer is refused by one rule, in one line, wherever it comes from.
"""

import difflib
import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import yaml

from .availability import anything_available, check_available
from .choices import APPLIES
from .problem import Problem, shown
from .questions import (
    BY_NAME,
    ELIGIBLE,
    FOLDER,
    NAMES,
    PAGE_MAX,
    QUESTIONS,
    Question,
    applies,
    eligible,
)
from .readers import Known, ordered


def _read(question: Question, raw: object, known: Known) -> Any:
    value = question.read(question.name, raw, known)
    check_available(question.name, value)
    return value


def read_applying(question: Question, raw: object, known: Known) -> Any:
    """Read an answer; one without a meaning may only be the default."""
    value = _read(question, raw, known)
    if not applies(question.name, known) and value != question.default(known):
        on = _because(question.name, known)
        wrong = f"does not apply when {on} is {_plain(known[on])}"
        raise Problem.about(question.name, wrong, "no answer, leave it out")
    return value


def _because(name: str, known: Known) -> str:
    on, _ = APPLIES[name]
    return on if applies(on, known) else _because(on, known)


def _plain(value: object) -> str:
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def _before(name: str, answers: Mapping[str, object]) -> Known:
    """The earlier answers that are there and have nothing wrong with them."""
    known: Known = {FOLDER: answers.get(FOLDER, "service")}
    for question in QUESTIONS:
        if question.name == name:
            break
        if question.name in answers:
            try:
                known[question.name] = _read(question, answers[question.name], known)
            except Problem:
                continue
    return known


def problem(name: str, answers: Mapping[str, object]) -> str:
    """Say what is wrong with one answer among those given so far, or nothing."""
    return _problem(name, answers, read_applying)


def recorded_problem(name: str, answers: Mapping[str, object]) -> str:
    """Do the same for a recorded answer: one without a meaning will be dropped."""
    return _problem(name, answers, _read)


def _problem(name: str, answers: Mapping[str, object], read: Callable[..., Any]) -> str:
    try:
        read(BY_NAME[name], answers[name], _before(name, answers))
    except Problem as refused:
        return str(refused)
    return ""


def _read_or(otherwise: Any, name: str, answers: Mapping[str, object]) -> Any:
    try:
        return BY_NAME[name].read(name, answers[name], {})
    except Problem:
        return otherwise


def asked(name: str, answers: Mapping[str, object]) -> bool:
    """Whether `name` has a meaning after the answers so far, and anything to choose."""
    known = _before(name, answers)
    return (
        applies(name, known)
        and (name not in ELIGIBLE or eligible(name, known) != ())
        and anything_available(name)
    )


def choices(name: str, answers: Mapping[str, object]) -> str:
    """What there is to choose from for a list of fields' names, as YAML."""
    return json.dumps(eligible(name, _before(name, answers)))


def proposed(name: str, answers: Mapping[str, object]) -> str:
    """The default of `name` after the answers given so far, as YAML."""
    known = _before(name, answers)
    if name in ELIGIBLE and isinstance(recorded := answers.get(name), list):
        return json.dumps(ordered(recorded, eligible(name, known)))
    if name == "page_size" and "page_max" in answers:
        known["page_max"] = _read_or(PAGE_MAX, "page_max", answers)
    value = BY_NAME[name].default(known)
    return value if isinstance(value, str) else json.dumps(value)


def recorded(answers: Mapping[str, object]) -> str:
    """Write answers to remember as YAML: in the order of the questions, fields too."""
    order = [*(name for name in answers if name.startswith("_")), *NAMES, *answers]
    known = {name: answers[name] for name in order if name in answers}
    text = yaml.safe_dump(known, sort_keys=False, allow_unicode=True, width=2**16)
    return str(text)


def unknown(name: str, also: Iterable[str] = ()) -> str:
    """Say that `name` is no answer's, and which one may be meant."""
    near = difflib.get_close_matches(name, [*NAMES, *also], n=1)
    wrong = f"did you mean {near[0]}?" if near else f"accepted: {', '.join(NAMES)}"
    what = name if name.isidentifier() else shown(name)
    return f"{what}: there is no such answer; {wrong}"
