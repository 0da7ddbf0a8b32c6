"""Recorded answers: an answers file as the plan that it leads to, whatever made it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import yaml

from ..answers.answers import Answers
from ..slice.slice import Slice
from .plan import Plan
from .remains import REMOVE
from .versions import migrated

OURS = frozenset({"resource", "fields"})
"""Answers that only an endpoint of this template has."""


def answers_in(text: bytes) -> Mapping[str, Any] | None:
    """The answers of an endpoint, as this version of the template calls them."""
    try:
        answers = yaml.safe_load(text)
    except (yaml.YAMLError, UnicodeDecodeError):
        return None
    if not isinstance(answers, dict) or not {*answers} >= OURS:
        return None
    return migrated(answers)


def plan_in(text: bytes) -> Plan | None:
    """The plan of the answers, if they are those of an endpoint.

    Raises:
        Problem: this version of the template does not accept them.
    """
    answers = answers_in(text)
    if answers is None:
        return None
    return Plan.of(Slice.of(Answers.of(answers)), answers.get(REMOVE))
