"""The outlook: what an update will do to the database, before anything is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..answers.problem import Problem
from ..plan.plan import Plan
from ..plan.recorded import plan_in
from .asked import asked
from .line import migration_of
from .operations import Operation
from .revision import Revision

ANSWERS_FILES = ".copier-answers.*.yml"


@dataclass(frozen=True)
class Outlook:
    """An endpoint as it was recorded, and what it is to be."""

    folder: Path
    old: Plan
    new: Plan

    @classmethod
    def of(cls, conf: Mapping[str, Any], new: Plan) -> Outlook | None:
        """That of Copier's configuration, where there is an endpoint already."""
        folder = Path(conf["dst_path"])
        file = folder / conf["answers_file"]
        try:
            old = plan_in(file.read_bytes()) if file.is_file() else None
        except Problem:
            return None
        return cls(folder, old, new) if old else None

    @property
    def operations(self) -> tuple[Operation, ...]:
        """What becomes of the table.

        Raises:
            Problem: that would lose something without a word.
        """
        if not (migration_of(self.old) and migration_of(self.new)):
            return ()
        return asked(self.old, self.new)

    def check(self) -> None:
        """Refuse what makes another endpoint of it, or loses something."""
        for name, was, is_now in self._identity:
            if was != is_now:
                wrong = f"another one is another endpoint, this is {was}"
                raise Problem.about(name, wrong, was)
        self._check_layout()
        _ = self.operations

    def _check_layout(self) -> None:
        """Refuse to move one of several endpoints, whose files belong together."""
        old, new = self.old.slice.answers.layout, self.new.slice.answers.layout
        if old != new and len([*self.folder.glob(ANSWERS_FILES)]) > 1:
            wrong = f"{new} is not how the other endpoints are laid out"
            raise Problem.about("layout", wrong, old)

    @property
    def _identity(self) -> Iterator[tuple[str, str, str]]:
        old, new = self.old.slice, self.new.slice
        yield "resource", old.name.singular, new.name.singular
        yield "plural", old.name.plural, new.name.plural
        yield "package", old.package, new.package

    @property
    def lines(self) -> list[str]:
        """It in words, for the plan."""
        if not (operations := self.operations):
            return []
        made = Revision(self.new.slice.table.name, operations, None)
        return [*made.changes, *(f"lost: {loss}" for loss in made.losses)]
