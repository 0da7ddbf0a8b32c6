"""One typed value of all answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from .actions import Action
from .field import Field
from .interview import proposed_value, read_applying
from .names import Name
from .questions import FOLDER, QUESTIONS
from .readers import Known


@dataclass(frozen=True)
class Answers:
    """Every answer, read; what is not asked has its default."""

    project_state: str
    app: str
    project: Mapping[str, Any]
    project_name: str
    package: str
    layout: str
    response: str
    endpoint: str
    name: Name
    model: str
    parent: str
    operations: tuple[str, ...]
    fields: tuple[Field, ...]
    actions: tuple[Action, ...]
    auth: str
    access: str
    roles: Mapping[str, tuple[str, ...]]
    pagination: str
    page_size: int
    page_max: int
    filters: tuple[str, ...]
    sort: tuple[str, ...]
    search: tuple[str, ...]
    cache: str
    cache_ttl: int
    extras: tuple[str, ...]
    head: str
    approve: bool

    @classmethod
    def of(cls, answers: Mapping[str, object]) -> Self:
        """Read the answers in order; what is missing is proposed."""
        known: Known = {FOLDER: answers.get(FOLDER, "service")}
        for question in QUESTIONS:
            if question.name in answers or question.name == "resource":
                raw = answers.get(question.name, "")
                known[question.name] = read_applying(question, raw, known)
            else:
                known[question.name] = proposed_value(question, known)
        del known[FOLDER], known["preset"]
        name = Name(known.pop("resource"), known.pop("plural"))
        return cls(name=name, **known)
