"""The copy of a project, and how its own commands run there."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tools.demo import FROM_MAKE

PATIENCE = 3600
TIMED_OUT = 124
LEFT_OUT = (".git", ".mypy_cache", ".nox", ".tox", ".venv", "node_modules", "venv")
SETTINGS = ".env"
AUTHOR = ("-c", "user.name=adopt", "-c", "user.email=adopt@example.com")
"""Who commits in the copy, where nobody is configured."""


@dataclass(frozen=True)
class Said:
    """How a command ended, and what it said."""

    status: int
    text: str


@dataclass(frozen=True)
class Place:
    """A copied project, the interpreter that it runs with, and its environment."""

    repository: Path
    folder: Path
    """The folder of the project: the repository, or one in it."""
    root: Path
    """What imports start from."""
    python: Path
    environment: Mapping[str, str]

    def module(self, *command: str, folder: Path | None = None) -> Said:
        """Run a Python module of the project's environment."""
        return self.run([str(self.python), "-m", *command], folder=folder)

    def shell(self, command: str) -> Said:
        """Run a line of the user's in the folder of the project."""
        return self.run(["sh", "-c", command])

    def run(self, command: Sequence[str], *, folder: Path | None = None) -> Said:
        """Run a command in a folder, by default that of the project.

        What it says goes to a file: a pipe stays open as long as a database that its
        tests have started.
        """
        with tempfile.TemporaryFile("w+", errors="replace") as log:
            try:
                status = subprocess.run(
                    command,
                    cwd=folder or self.folder,
                    env=self.environment,
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=subprocess.STDOUT,
                    timeout=PATIENCE,
                    check=False,
                ).returncode
            except subprocess.TimeoutExpired:
                status = TIMED_OUT
            log.seek(0)
            return Said(status, log.read().replace(f"{self.repository}/", ""))

    def has(self, module: str) -> bool:
        """Whether the project's environment has a module."""
        found = (
            f"import importlib.util as u; raise SystemExit(not u.find_spec({module!r}))"
        )
        return self.run([str(self.python), "-c", found]).status == 0

    def commit(self, message: str) -> None:
        """Commit all that is there, so that what follows is seen by itself."""
        for command in (
            ["add", "--all", "--force"],
            [*AUTHOR, "commit", "-q", "--allow-empty", "--no-verify", "-m", message],
        ):
            _git(self.repository, *command)

    def changed(self) -> list[str]:
        """What the last commit changed, a line a file."""
        said = _git(self.folder, "show", "--format=", "--numstat", "--relative", "HEAD")
        return said.splitlines()


def copied(folder: Path, target: Path) -> Path:
    """Copy a project with the repository around it; the folder of the copy."""
    top = _top(folder)
    for file in _files(top):
        (target / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(top / file, target / file, follow_symlinks=False)
    _git(target, "init", "--quiet")
    return target / folder.relative_to(top)


def environment_of(
    python: Path, roots: Sequence[Path], file: Path | None
) -> dict[str, str]:
    """The environment of this process and that of a file, for imports from the copy."""
    kept = {name: value for name, value in os.environ.items() if name not in FROM_MAKE}
    paths = list(dict.fromkeys(map(str, roots)))
    return {
        **kept,
        "PATH": f"{python.parent}{os.pathsep}{os.environ.get('PATH', os.defpath)}",
        "PYTHONPATH": os.pathsep.join(paths),
        "PYTHONDONTWRITEBYTECODE": "1",
        **(dict(_settings(file)) if file else {}),
    }


def _settings(file: Path) -> Iterator[tuple[str, str]]:
    for line in file.read_text("utf-8").splitlines():
        name, separator, value = line.strip().partition("=")
        if separator and not name.startswith("#"):
            yield name.removeprefix("export ").strip(), _unquoted(value.strip())


def _unquoted(value: str) -> str:
    quoted = value[:1] in {"'", '"'} and value[-1:] == value[:1] and value[1:]
    return value[1:-1] if quoted else value


def _top(folder: Path) -> Path:
    """The repository that a folder is in, or the folder."""
    try:
        return Path(_git(folder, "rev-parse", "--show-toplevel").strip())
    except subprocess.CalledProcessError:
        return folder


def _files(top: Path) -> Iterator[Path]:
    """What git knows or does not ignore, and settings; without git, all but caches."""
    if (top / ".git").exists():
        listed = _git(top, "ls-files", "-co", "--exclude-standard", "-z").split("\0")
        names = {Path(one) for one in listed if one}
    else:
        names = {path.relative_to(top) for path in top.rglob("*")}
    names |= {path.relative_to(top) for path in top.rglob(SETTINGS)}
    for name in sorted(names):
        file = top / name
        if (file.is_file() or file.is_symlink()) and not {*name.parts} & {*LEFT_OUT}:
            yield name


def _git(folder: Path, *arguments: str) -> str:
    command = ["git", "-C", str(folder), *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout
