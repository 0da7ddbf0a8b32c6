"""The table of what became of recorded answers, by the version that changed it.

Copier runs each change once, before it asks anything, when an update crosses its version
(copier.yml names the versions). Answers of the last commit, which an update compares with,
go through those changes that need no project.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from ..answers.project import Project
from ..survey.survey import Survey

Answers: TypeAlias = Mapping[str, Any]


@dataclass(frozen=True)
class Change:
    """What one version made of answers that were recorded before it."""

    about: str
    rename: Callable[[Answers], Answers] = lambda answers: answers
    """From answers to answers, where they are already renamed too."""
    complete: Callable[[Answers, Path], Answers] = lambda answers, _folder: answers
    """With what only the project can say."""


def _surveyed(answers: Answers, folder: Path) -> Answers:
    """Add what the survey did not read before; what is recorded stays as it is.

    The modules that endpoints share are those that are there now.
    """
    project = answers.get("project")
    if not project:
        return answers
    survey = Survey.of(folder)
    models = [{"model": name, **one} for name, one in survey.tables.items()]
    found = {**survey.project, "models": models}
    made = completed(project, found)
    if Project(project).former_folder:
        made["shared"] = found.get("shared", [])
    return {**answers, "project": made}


def completed(recorded: Any, found: Any) -> Any:
    """A recorded value with the keys that it lacks, at any depth."""
    if isinstance(recorded, dict) and isinstance(found, dict):
        known = {key: completed(recorded[key], found.get(key)) for key in recorded}
        return {**known, **{key: found[key] for key in found if key not in recorded}}
    if isinstance(recorded, list) and isinstance(found, list):
        by_name = {one["model"]: one for one in found if _is_model(one)}
        return [
            completed(one, by_name.get(one["model"])) if _is_model(one) else one
            for one in recorded
        ]
    return recorded


def _is_model(value: object) -> bool:
    return isinstance(value, dict) and "model" in value


CHANGES: Mapping[str, Change] = {
    "0.2.0": Change("the survey reads more of a project", complete=_surveyed)
}


def migrated(answers: Answers) -> Answers:
    for change in CHANGES.values():
        answers = change.rename(answers)
    return answers
