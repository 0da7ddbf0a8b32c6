"""The destination: what is there already, and whether an endpoint can go there."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, ClassVar

from .answers.problem import Problem
from .answers.project import Project, check_project
from .answers.support import check_supported
from .plan.plan import ANSWERS_FILES, Plan
from .plan.recorded import answers_in, plan_in
from .plan.remains import REMOVE, TABLE, check_alone
from .survey.packaging import homes
from .survey.survey import Survey

ENOUGH = 3
"""Missing parts that are named."""


@dataclass(frozen=True)
class Destination:
    """The folder that Copier writes into."""

    projects: ClassVar[list[Destination]] = []
    """The real ones, the last of which an update renders for in temporary folders."""

    folder: Path
    app: str = ""
    """The application that gets the endpoint, where that was chosen of several."""

    @classmethod
    def of(cls, conf: Mapping[str, Any], app: str = "") -> Destination:
        """That of Copier's configuration."""
        made = cls(Path(conf["dst_path"]), app)
        if not made.is_temporary:
            cls.projects.append(made)
        return made

    @cached_property
    def survey(self) -> Survey:
        """What is known of the project in it."""
        return Survey.of(self.folder, self.app)

    @cached_property
    def tables(self) -> Mapping[str, Any]:
        """What is known of the project's models, for answers that name one anew."""
        if not self.is_temporary:
            return self.survey.tables
        return self.projects[-1].tables if self.projects else {}

    @cached_property
    def apps(self) -> tuple[str, ...]:
        """The applications to choose from, where there are several."""
        return Project(self.survey.project).apps

    @property
    def is_temporary(self) -> bool:
        """Whether an update renders here, with answers that it gathered itself."""
        return self.folder.is_relative_to(tempfile.gettempdir()) and any(
            part.startswith("copier.") and "_copy." in part
            for part in self.folder.parts
        )

    @cached_property
    def state(self) -> str:
        """The `project_state` to propose."""
        return "existing" if self.survey.has_app else "new"

    def in_the_way(self) -> str:
        """Say what keeps a new project out."""
        if self.folder.exists() and not self.folder.is_dir():
            return f"{self.folder} is a file; accepted: a new or empty folder"
        found = sorted(path.name for path in self.folder.glob("*"))
        there = [name for name in found if name != ".git"]
        if not there:
            return ""
        wrong = f"{self.folder} is not empty, it has {there[0]}"
        accepted = "a new or empty folder"
        if self.survey.has_app:
            return f"{wrong}; accepted: {accepted}"
        return (
            f"{wrong}, and no FastAPI application; "
            f"accepted: {accepted}, or one with an application"
        )

    def unfit(self) -> str:
        """Say why no endpoint can be added to what is there."""
        if not self.survey.has_app:
            wrong = f"there is no FastAPI application in {self.folder}"
            return f"project_state: {wrong}; accepted: new, in an empty folder"
        if len(homes := self.homes) > 1:
            wrong = f"{self.folder} holds several projects, {', '.join(homes)}"
            accepted = f"one of them, as in copier copy … {self.folder / homes[0]}"
            return f"project: {wrong}; accepted: {accepted}"
        if self._is_ours and (missing := self.survey.missing):
            more = ", …" if len(missing) > ENOUGH else ""
            wrong = f"it lacks {', '.join(missing[:ENOUGH])}{more}"
            accepted = "a service that this template made, after make update"
            return f"project: {wrong}; accepted: {accepted}"
        try:
            if not self._is_ours:
                check_supported(self.survey.project, self.survey.evidence)
            check_project(self.survey.project)
        except Problem as problem:
            return str(problem)
        return ""

    @property
    def _is_ours(self) -> bool:
        return Project(self.survey.project).is_ours

    def taken(self, plural: str) -> str:
        """Say that there is an endpoint of this plural."""
        answers = f".copier-answers.{plural}.yml"
        file = self.folder / answers
        if not file.exists():
            return ""
        if not file.is_file() or answers_in(file.read_bytes()) is None:
            wrong = f"{answers} is there, of another template"
            return f"plural: {wrong}; accepted: another plural"
        accepted = f"another plural, or copier update -a {answers}"
        return f"plural: {plural} is an endpoint already; accepted: {accepted}"

    def check_others(self, plan: Plan, given: Mapping[str, Any]) -> None:
        """Refuse what the other endpoints of the service would not survive."""
        if REMOVE in given:
            files = sorted(self.folder.glob(ANSWERS_FILES))
            others = [one for one in files if one.name != plan.answers_file]
            found = (plan_in(one.read_bytes()) for one in others)
            there = [one.slice for one in found if one and one.removal != TABLE]
            check_alone(plan.slice, there, self.survey.whole)

    def overwritten(self, files: Iterable[str]) -> str:
        """Say which file would be written over."""
        for file in files:
            if (self.folder / file).exists():
                return f"plural: {file} is there already; accepted: another plural"
        return ""

    def locked(self, files: Iterable[str]) -> str:
        """Say which files cannot be written, or the folders that they go into."""
        places = dict.fromkeys(_place(self.folder / file) for file in files)
        locked = [place for place in places if _is_locked(place)]
        if not locked:
            return ""
        names = ", ".join(str(place) for place in locked[:ENOUGH])
        wrong = f"{names}{', …' if len(locked) > ENOUGH else ''} cannot be written"
        return f"project: {wrong}; accepted: files and folders that can, see chmod u+w"

    def located(self, message: str) -> str:
        """A refusal with the place of the model that it is about."""
        facts = self.survey.facts
        for fact in (facts[key] for key in facts if key.startswith("models.")):
            if fact.where and f"{fact.value} has " in message:
                about = f"{fact.value} ({fact.where}) has "
                return message.replace(f"{fact.value} has ", about, 1)
        return message

    @property
    def homes(self) -> list[str]:
        """The folders of its projects, where it is none itself and holds several."""
        found = homes(self.survey.sources)
        return found if "" not in found else []

    @property
    def words(self) -> str:
        """What was found, for the message before the questions."""
        if self.is_temporary or not self.survey.has_app or self.unfit():
            return ""
        project = Project(self.survey.project)
        models = ", ".join(model.name for model in project.models) or "none"
        where = self.survey.evidence["app"]
        return "\n".join(
            (
                f"Found {project.package} ({where}), {project.layout}, with",
                f"  models: {models}",
                f"  auth: {self.survey.project['auth']['kind']}",
                f"  newest revision: {', '.join(project.heads) or 'none'}",
            )
        )


def _place(path: Path) -> Path:
    """The file, or the folder that a new one goes into."""
    while not path.exists():
        path = path.parent
    return path


def _is_locked(path: Path) -> bool:
    """Whether nobody may write there, or we may not."""
    is_for_reading = not path.stat().st_mode & 0o222
    return is_for_reading or not os.access(path, os.W_OK)
