"""Slices: of a service that this template made, or that fit another project."""

from __future__ import annotations

from .answers import Answers
from .fitted.slice import FittedSlice
from .project import Project
from .slice import Slice


def slice_of(answers: Answers) -> Slice:
    """The slice of the answers.

    Raises:
        Problem: they lead to nothing that can be written, or tested.
    """
    return (FittedSlice if is_fitted(answers) else Slice).of(answers)


def is_fitted(answers: Answers) -> bool:
    """Whether the endpoint goes into a project that this template did not make."""
    exists = answers.project_state == "existing"
    return exists and not Project(answers.project).is_ours
