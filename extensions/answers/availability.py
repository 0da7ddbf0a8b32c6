"""What this release does not honour yet, and how it is refused."""

from collections.abc import Mapping
from typing import Any

from .choices import CHOICES, values_of
from .problem import Problem

NOT_YET: Mapping[str, tuple[str, ...]] = {"extras": CHOICES["extras"]}
"""Choices of the design that are refused."""


def available(name: str, value: str) -> bool:
    """Whether this release honours the choice `value` of `name`."""
    return value not in NOT_YET.get(name, ())


def accepted(name: str) -> str:
    """The choices that it honours."""
    honoured = (value for value in CHOICES[name] if available(name, value))
    return ", ".join(honoured) or "none of them, []"


def anything_available(name: str) -> bool:
    return NOT_YET.get(name) != CHOICES.get(name, ())


def check_available(name: str, value: Any) -> None:
    """Refuse what is well-formed, and not honoured."""
    for choice in values_of(value) if name in CHOICES else ():
        if not available(name, choice):
            wrong = f"{choice} is not available yet"
            raise Problem.about(name, wrong, accepted(name))
