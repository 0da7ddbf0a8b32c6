"""Slices: of a service that this template made, or that fit another project."""

from __future__ import annotations

from collections.abc import Mapping

from ..answers.answers import Answers
from ..answers.project import Project
from .existing import ExistingSlice
from .fitted.existing import FittedExistingSlice
from .fitted.slice import FittedSlice
from .slice import Slice

KINDS: Mapping[tuple[bool, bool], type[Slice]] = {
    (False, False): Slice,
    (False, True): ExistingSlice,
    (True, False): FittedSlice,
    (True, True): FittedExistingSlice,
}
"""By whether it fits another project, and whether the model is there."""


def slice_of(answers: Answers) -> Slice:
    """The slice of the answers.

    Raises:
        Problem: they lead to nothing that can be written, or tested.
    """
    exists = answers.endpoint == "existing_model"
    return KINDS[is_fitted(answers), exists].of(answers)


def is_fitted(answers: Answers) -> bool:
    """Whether the endpoint goes into a project that this template did not make."""
    exists = answers.project_state == "existing"
    return exists and not Project(answers.project).is_ours
