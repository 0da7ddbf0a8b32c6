"""What stops a copy before anything is written, in one line; nothing where all is well."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from .answers import interview, questions
from .answers.names import propose_plural
from .destination import Destination
from .plan.plan import Plan
from .plan.remains import REMOVE

ROOT = Path(__file__).parent.parent


def in_the_way(plan: Plan, destination: Destination) -> str:
    """Say what keeps the plan from being carried out."""
    if plan.is_new:
        return destination.in_the_way()
    changed = plan.outcome(destination.folder).changed
    return destination.overwritten(plan.claimed) or destination.locked(
        [*changed, *plan.created]
    )


def wrong_given(given: Mapping[str, Any], known: Mapping[str, Any]) -> Iterator[str]:
    """Say what is wrong with the answers that were given beforehand."""
    return (interview.problem(name, known) for name in questions.NAMES if name in given)


def unknown(given: Mapping[str, Any]) -> Iterator[str]:
    """Say which of them nobody asks for."""
    strange = [name for name in given if name not in (*questions.NAMES, REMOVE)]
    ours = _asked_by_the_house() if strange else set()
    return (interview.unknown(name, ours) for name in strange if name not in ours)


def out_of_place(known: Mapping[str, Any], destination: Destination) -> str:
    """Say why the endpoint cannot go where it is to go."""
    if known.get("project_state", destination.state) == "new":
        return destination.in_the_way()
    resource = known.get("resource") or interview.proposed("resource", known)
    plural = str(known.get("plural") or propose_plural(str(resource)))
    return destination.taken(plural) or destination.unfit()


def surveyed_too(known: Mapping[str, Any], destination: Destination) -> dict[str, Any]:
    """The answers with what the survey says, which nobody will correct."""
    state = known.get("project_state", destination.state)
    found = destination.survey.whole if state == "existing" else {}
    return {"project_state": state, "project": found, **known}


def wrong_without_asking(known: Mapping[str, Any], given: set[str]) -> Iterator[str]:
    """Nobody will be there to correct what is missing or no longer accepted."""
    if "model" not in known:
        yield interview.missing_problem("model", known)
    if not (known.get("resource") or interview.proposed("resource", known)):
        yield "resource: is missing; accepted: -d resource=… with a noun like order_item"
    for name in questions.NAMES:
        if name in known and name not in given and name not in questions.ELIGIBLE:
            yield interview.recorded_problem(name, known)
    for name in questions.NAMES:
        if name not in known:
            yield interview.missing_problem(name, known)


def _asked_by_the_house() -> set[str]:
    """Names of the questions that a fork adds."""
    documents = (yaml.safe_load(file.read_bytes()) for file in ROOT.glob("house/*.yml"))
    return {name for document in documents for name in document or {}}
