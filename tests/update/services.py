"""Services that are updated: made by a release, edited by their users, updated, proved."""

import ast
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zlib import crc32

import copier
import yaml
from copier import VcsRef

from tests.conftest import git
from tests.rendering.conftest import files_in
from tools.cell import take

MARKERS = ("<<<<<<<", ">>>>>>>")
MARK = "kept_by_the_user"
"""Stands in everything that is written as the user would."""

COMMENTED = {".dockerignore", ".env.example", ".gitignore", "Dockerfile", "Makefile"}
COMMENTED_SUFFIXES = {".ini", ".mako", ".toml", ".yaml", ".yml"}


@dataclass(frozen=True)
class Project:
    """A service in its repository."""

    folder: Path

    @property
    def answers_files(self) -> list[str]:
        return sorted(file.name for file in self.folder.glob(".copier-answers.*.yml"))

    @property
    def files(self) -> list[str]:
        """What its repository holds, and what is new in it."""
        listed = git(self.folder, "ls-files", "-co", "--exclude-standard", "-z")
        names = (name for name in listed.split("\0") if name)
        return sorted({name for name in names if (self.folder / name).is_file()})

    @property
    def status(self) -> str:
        return git(self.folder, "status", "--porcelain")

    def answers(self, plural: str) -> dict[str, Any]:
        file = self.folder / f".copier-answers.{plural}.yml"
        answers: dict[str, Any] = yaml.safe_load(file.read_text("utf-8"))
        return answers

    def commit(self, message: str = "a change") -> None:
        git(self.folder, "add", "--all")
        git(self.folder, "commit", "--quiet", "--allow-empty", "--message", message)

    def update(
        self, plural: str, *, ref: str | VcsRef | None = None, **answers: Any
    ) -> None:
        """As `copier update` does it for an endpoint, with other answers."""
        copier.run_update(
            self.folder,
            answers_file=f".copier-answers.{plural}.yml",
            data=answers,
            vcs_ref=ref,
            defaults=True,
            overwrite=True,
            unsafe=True,
            quiet=True,
        )

    def change(self, plural: str, **answers: Any) -> None:
        """Change answers alone."""
        self.update(plural, ref=VcsRef.CURRENT, **answers)

    @property
    def conflicts(self) -> list[str]:
        """The files with conflict markers, or with rejected changes beside them."""
        found = [name for name in self.files if name.endswith(".rej")]
        for name in self.files:
            lines = (self.folder / name).read_text("utf-8").splitlines()
            if any(line.startswith(MARKERS) for line in lines):
                found.append(name)
        return found

    def copy_to(self, folder: Path) -> "Project":
        shutil.copytree(self.folder, folder, symlinks=True)
        return Project(folder)


def make(
    template: Path,
    folder: Path,
    copies: Iterable[Mapping[str, Any]],
    ref: str,
) -> Project:
    """A service of a release, and a commit for each endpoint of it."""
    project = Project(folder)
    for answers in copies:
        copier.run_copy(
            str(template),
            folder,
            data=dict(answers),
            vcs_ref=ref,
            defaults=True,
            unsafe=True,
            quiet=True,
        )
        if not (folder / ".git").exists():
            git(folder, "init", "--quiet")
        project.commit(f"feat: {answers['resource']}")
    return project


# What users do ------------------------------------------------------------------


def edit(project: Project, names: Iterable[str] | None = None) -> dict[str, list[str]]:
    """Edit every file as its user would; the lines of each that have to stay."""
    chosen = names or [name for name in project.files if _is_edited(name)]
    edited = {name: _edit(project.folder / name) for name in chosen}
    project.commit("feat: what the users want")
    return edited


def _is_edited(name: str) -> bool:
    return not name.startswith(".copier-answers.")


def _edit(file: Path) -> list[str]:
    before = file.read_text("utf-8")
    text = _edited(file, before)
    file.write_text(text, "utf-8")
    there = set(before.splitlines())
    return [line for line in text.splitlines() if line.strip() and line not in there]


def _edited(file: Path, text: str) -> str:
    name = f"{MARK}_{crc32(file.as_posix().encode()) % 1000}_{text.count(MARK)}"
    if file.suffix == ".py":
        return _edited_python(text, name)
    if file.suffix == ".md":
        return f"{text}\n## Ours\n\n{name}\n"
    if file.name in COMMENTED or file.suffix in COMMENTED_SUFFIXES:
        return f"{text}\n# {name}\n"
    raise AssertionError(f"nobody knows how {file} is edited")


def _edited_python(text: str, name: str) -> str:
    """A paragraph of the module's docstring, and a function at the end."""
    docstring = ast.get_docstring(ast.parse(text), clean=False)
    if docstring:
        told = f"{docstring.rstrip()}\n\n{name}: this is ours.\n"
        text = text.replace(f'"""{docstring}"""', f'"""{told}"""', 1)
    gap = "\n\n" if text.strip() else ""
    return f'{text}{gap}def {name}() -> str:\n    """Of the user."""\n    return "{name}"\n'


# What has to hold -----------------------------------------------------------------


def missing(project: Project, edited: Mapping[str, list[str]]) -> list[str]:
    """The lines of the user that are gone, of the files that are there."""
    return [
        f"{name}: {line}"
        for name, lines in edited.items()
        if (project.folder / name).is_file()
        for line in lines
        if line not in (project.folder / name).read_text("utf-8").splitlines()
    ]


def prove(
    project: Project, steps: Iterable[str], environment: Mapping[str, str]
) -> None:
    """Take steps of the proof of a service, or raise `Failed`."""
    for step in steps:
        take(step, project.folder, environment)


def contents(project: Project) -> dict[str, bytes]:
    files = (name for name in files_in(project.folder) if not name.startswith(".git/"))
    return {name: (project.folder / name).read_bytes() for name in files}
