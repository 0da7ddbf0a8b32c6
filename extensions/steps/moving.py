"""Files that an update takes away: what the user wrote in them moves along, or is told.

Copier writes a file that moves, as with another layout, anew in its new place, and deletes
the old one. What it was rendered as is rendered again: the user's part is the difference.
"""

from __future__ import annotations

import filecmp
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from ..answers.problem import Problem
from ..plan.plan import Plan
from ..plan.recorded import plan_in
from ..repository import Repository, merge_files
from .merging import relaid

ORIGIN, COMMIT = "_src_path", "_commit"
TEMPORARY = "copier.old_copy."
"""How Copier calls the folder: the interview does not ask what else is in it."""

OVERLOOKED = frozenset(filecmp.DEFAULT_IGNORES)
"""Names that comparisons of folders leave out, such as `tags`."""


def carry_over(
    repository: Repository, answers_file: str
) -> tuple[list[str], list[str]]:
    """Move the user's changes along; the files with conflicts, and the changed ones that
    are gone."""
    old = _plan(repository.last(answers_file))
    new = _plan(_read(repository.folder / answers_file))
    _remove_overlooked(repository.folder, old, new)
    removed = set(repository.removed()) - {answers_file}
    before = _loaded(repository.last(answers_file))
    if not removed or not {ORIGIN, COMMIT} <= {*before}:
        return [], []
    with tempfile.TemporaryDirectory(prefix=TEMPORARY) as folder:
        _render(before, answers_file, Path(folder))
        changed = {
            path: base
            for path in sorted(removed)
            if (base := _read(Path(folder) / path)) is not None
            and repository.last(path) != base
        }
    places = dict(_moved(old, new))
    conflicts = [
        places[path]
        for path, base in changed.items()
        if path in places and _has_conflict(repository, path, base, places[path], new)
    ]
    return conflicts, [path for path in changed if path not in places]


def _has_conflict(
    repository: Repository, path: str, old: bytes, place: str, plan: Plan | None
) -> bool:
    file = repository.folder / place
    new, changed = file.read_bytes(), repository.last(path) or old
    content, has_conflict = merge_files(changed, old, new)
    if plan and file.suffix == ".py" and not has_conflict:
        content = relaid(changed, content, plan.slice.style)
    file.write_bytes(content)
    return has_conflict


def _remove_overlooked(folder: Path, old: Plan | None, new: Plan | None) -> None:
    """Delete what Copier does not: it compares folders, and leaves out some by name."""
    if old is None or new is None:
        return
    for path in {*old.created} - {*new.created}:
        if not OVERLOOKED.isdisjoint(Path(path).parts):
            (folder / path).unlink(missing_ok=True)


def _moved(old: Plan | None, new: Plan | None) -> Iterator[tuple[str, str]]:
    """The old and the new path of each artefact that has another one now."""
    if old is None or new is None:
        return
    for name, path in old.files.items():
        if path and new.files.get(name, "") not in ("", path):
            yield path, new.files[name]


def _plan(answers: bytes | None) -> Plan | None:
    """The plan of recorded answers, where this version accepts them."""
    try:
        return plan_in(answers or b"")
    except Problem:
        return None


def _render(answers: Mapping[str, Any], answers_file: str, folder: Path) -> None:
    """Write what the answers led to before the update."""
    import copier  # noqa: PLC0415 - only here, and it takes a while to load

    copier.run_copy(
        str(answers[ORIGIN]),
        folder,
        data={name: answers[name] for name in answers if name[:1] != "_"},
        answers_file=answers_file,
        vcs_ref=str(answers[COMMIT]),
        defaults=True,
        quiet=True,
        unsafe=True,
    )


def _read(file: Path) -> bytes | None:
    return file.read_bytes() if file.is_file() else None


def _loaded(content: bytes | None) -> Mapping[str, Any]:
    answers = yaml.safe_load(content or b"")
    return answers if isinstance(answers, dict) else {}
