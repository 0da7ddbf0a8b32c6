"""Reading a project: its Python files, as text and as trees; nothing in it is run.

A file that cannot be read or parsed is left out, and costs no other one.
"""

from __future__ import annotations

import ast
import os
import re
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

INSTALLED = frozenset({"__pycache__", "node_modules", "site-packages"})
MADE = frozenset({"build", "dist", "env", "htmlcov", "site", "venv"})
"""Folders of a project that hold nothing of its own; deeper, they may be packages."""

TESTS = frozenset({"test", "tests"})
LARGEST = 500_000


@dataclass(frozen=True)
class Where:
    """A line of a file of the project."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


@dataclass(frozen=True)
class Module:
    """One Python file."""

    file: str
    """Its path, relative to the project."""
    name: str
    """It as it is imported."""
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        """What it says; empty where this Python cannot parse it."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                return ast.parse(self.text)
            except (SyntaxError, ValueError, RecursionError, MemoryError):
                return ast.Module([], [])

    @cached_property
    def imports(self) -> Mapping[str, str]:
        """`module:name` of what it imports from others, as that is called in it."""
        return {
            alias.asname or alias.name: f"{self._origin(node)}:{alias.name}"
            for node in _at_the_top(self.tree.body)
            if isinstance(node, ast.ImportFrom)
            for alias in node.names
        }

    def _origin(self, node: ast.ImportFrom) -> str:
        if not node.level:
            return node.module or ""
        parts = self.package.split(".")
        kept = parts[: len(parts) - node.level + 1]
        return ".".join([*kept, *filter(None, [node.module])])

    @property
    def stem(self) -> str:
        """The last part of its name."""
        return self.name.rpartition(".")[2]

    @property
    def package(self) -> str:
        """The package that its relative imports start from."""
        is_package = self.file.endswith("__init__.py")
        return self.name if is_package else self.name.rpartition(".")[0]

    @property
    def is_test(self) -> bool:
        """Whether it stands among tests, or is one."""
        *folders, file = self.file.split("/")
        tests = file.startswith("test_") and "def test_" in self.text
        return tests or file == "conftest.py" or not TESTS.isdisjoint(folders)

    def where(self, node: ast.stmt | ast.expr | None = None) -> Where:
        """The place of a node of its tree."""
        return Where(self.file, node.lineno if node else 1)


@dataclass(frozen=True)
class Sources:
    """The files of a project."""

    folder: Path

    @cached_property
    def files(self) -> tuple[str, ...]:
        """The paths of all files but those that are made or installed."""
        return tuple(sorted(_walk(self.folder, "")))

    @cached_property
    def root(self) -> str:
        """The folder that imports start from."""
        first = next((file for file in self.files if file.startswith("src/")), "")
        return "src" if first else _root(self.files)

    @cached_property
    def modules(self) -> tuple[Module, ...]:
        """Every Python file that can be read."""
        files = (file for file in self.files if file.endswith(".py"))
        read = ((file, self.text(file)) for file in files)
        return tuple(
            Module(file, self._name(file), text) for file, text in read if text
        )

    @cached_property
    def by_name(self) -> dict[str, Module]:
        """The modules as they are imported."""
        return {module.name: module for module in self.modules}

    def text(self, file: str) -> str:
        """What a file says; nothing where it cannot be read."""
        try:
            path = self.folder / file
            if path.stat().st_size > LARGEST:
                return ""
            return path.read_text("utf-8-sig")
        except (OSError, UnicodeDecodeError):
            return ""

    def matching(self, pattern: str) -> Iterator[Module]:
        """The modules that say something, but for tests."""
        wanted = re.compile(pattern)
        for module in self.modules:
            if not module.is_test and wanted.search(module.text):
                yield module

    def having(self, *words: str, tests: bool = False) -> Iterator[Module]:
        """The modules that hold one of the words, which others need not be parsed for."""
        for module in self.modules:
            if module.is_test == tests and any(word in module.text for word in words):
                yield module

    def _name(self, file: str) -> str:
        inside = self.root != "." and file.startswith(f"{self.root}/")
        path = file.removeprefix(f"{self.root}/") if inside else file
        return path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def _at_the_top(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """Statements of a module, also those below `if` and `try`."""
    for node in body:
        yield node
        if isinstance(node, ast.If | ast.Try):
            yield from _at_the_top(node.body)


def _walk(folder: Path, prefix: str) -> Iterator[str]:
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    if any(entry.name == "pyvenv.cfg" for entry in entries):
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            left_out = INSTALLED if prefix else INSTALLED | MADE
            if entry.name not in left_out and not entry.name.startswith("."):
                yield from _walk(Path(entry.path), f"{prefix}{entry.name}/")
        elif entry.is_file():
            yield prefix + entry.name


def _root(files: tuple[str, ...]) -> str:
    """The folder around the outermost package; the project itself where there is none."""
    packages = [file for file in files if file.endswith("/__init__.py")]
    outermost = [
        folder
        for file in packages
        if not TESTS & {*(folder := file.removesuffix("/__init__.py")).split("/")}
    ]
    first = min(outermost, key=lambda folder: folder.count("/"), default="")
    return first.rpartition("/")[0] or "."
