"""Slices: of a service that this template made, or that fit another project."""

from __future__ import annotations

from ..answers.answers import Answers
from ..answers.project import Project
from .fitted.slice import FittedSlice
from .slice import Slice


def slice_of(answers: Answers) -> Slice:
    """The slice of the answers.

    Raises:
        Problem: they lead to nothing that can be written, or tested.
    """
    made = FittedSlice if is_fitted(answers) else Slice
    return made.of(answers)


def is_fitted(answers: Answers) -> bool:
    """Whether the endpoint goes into a project that this template did not make."""
    exists = answers.project_state == "existing"
    return exists and not Project(answers.project).is_ours
