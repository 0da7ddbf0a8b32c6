"""Reading a project: its Python files, as text and as trees; nothing in it is run.

A file that cannot be read or parsed is left out, and costs no other one.
"""

from __future__ import annotations

import ast
import os
import posixpath
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath

from .parsing import parsed

INSTALLED = frozenset({"__pycache__", "node_modules", "site-packages"})
MADE = frozenset({"build", "dist", "env", "htmlcov", "site", "venv"})
"""Folders of a project that hold nothing of its own; deeper, they may be packages."""

TESTS = frozenset({"test", "tests"})
LARGEST = 500_000
IMPORTED = re.compile(r"(?m)^(?:from|import)[ \t]+(\w+)")
IMPORTING = re.compile(
    r"(?m)^[ \t]*(?:from[ \t]+(\.*)([.\w]*)[ \t]+import[ \t]+(\([^)]*\)|[^\n]*)"
    r"|import[ \t]+([\w., \t]+))"
)
HEAD = 5_000
"""Characters of a module that its imports are looked for in."""
DEEPEST = 8
"""Modules that a name may be handed on by."""


@dataclass(frozen=True)
class Where:
    """A line of a file of the project."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"

    @classmethod
    def of(cls, file: str, text: str, found: re.Match[str] | None) -> Where:
        """The line that a pattern was found in; the first where it was not."""
        return cls(file, text.count("\n", 0, found.start()) + 1 if found else 1)


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
        """What it says, as far as this Python can parse it."""
        return parsed(self.text)

    @cached_property
    def nodes(self) -> tuple[ast.AST, ...]:
        """Every node of its tree."""
        return tuple(ast.walk(self.tree))

    @cached_property
    def imports(self) -> Mapping[str, str]:
        """`module:name` of what it imports from others, as that is called in it."""
        found = {}
        for node in self.statements:
            for alias in getattr(node, "names", ()):
                package, _, name = alias.name.rpartition(".")
                if isinstance(node, ast.ImportFrom):
                    found[alias.asname or name] = f"{self.origin(node)}:{name}"
                elif isinstance(node, ast.Import) and (alias.asname or not package):
                    found[alias.asname or name] = f"{package}:{name}"
        return found

    @property
    def imported(self) -> Iterator[str]:
        """What may be modules among what it imports, wherever in it."""
        for one in IMPORTING.finditer(self.text):
            dots, module, names, plain = one.groups()
            if plain:
                yield from (
                    part.split()[0] for part in plain.split(",") if part.strip()
                )
                continue
            origin = self.origin(ast.ImportFrom(module, [], len(dots)))
            yield origin
            yield from (f"{origin}.{name}" for name in re.findall(r"\w+", names))

    @cached_property
    def statements(self) -> tuple[ast.stmt, ...]:
        """What stands at its top, also below `if`, `try` and `with`."""
        return tuple(_at_the_top(self.tree.body))

    @cached_property
    def defined(self) -> Mapping[str, ast.stmt]:
        """The names that it gives a value itself, and where it does so first."""
        return {
            name: node
            for node in reversed(self.statements)
            for name in _names_given(node)
        }

    @property
    def stars(self) -> Iterator[str]:
        """The modules that it takes everything from."""
        for node in self.statements:
            if isinstance(node, ast.ImportFrom) and node.names[0].name == "*":
                yield self.origin(node)

    def origin(self, node: ast.ImportFrom) -> str:
        """The module that a statement imports from."""
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

    def at(self, pattern: str) -> Where:
        """The first place where it says something."""
        return Where.of(self.file, self.text, re.search(pattern, self.text))

    def defining(self, name: str) -> Where:
        """The place where a name at its top is given a value."""
        return self.at(rf"(?m)^(?:(?:async )?(?:def|class) {name}\b|{name}\b[^=\n]*=)")


@dataclass(frozen=True, eq=False)
class Sources:
    """The files of a project."""

    folder: Path
    app: str = ""
    """The application that counts, where that was chosen of several."""
    whole: Sources | None = None
    """The project that this is a part of."""
    left_out: frozenset[str] = frozenset()
    """The files of it that are no part of this."""

    @cached_property
    def files(self) -> tuple[str, ...]:
        """The paths of all files but those that are made or installed."""
        return tuple(sorted(_walk(self.folder, "")))

    @cached_property
    def root(self) -> str:
        """The folder that imports start from."""
        if self.whole:
            return self.whole.root
        silent = dict.fromkeys((one for one in self.files if one.endswith(".py")), "")
        found = _root_of_imports(self.texts, self.app)
        return found or _root_of_packages({**silent, **self.texts}, self.app)

    @cached_property
    def texts(self) -> Mapping[str, str]:
        """What each Python file says that can be read."""
        files = (file for file in self.files if file.endswith(".py"))
        read = ((file, self.text(file)) for file in files)
        return {file: text for file, text in read if text}

    @cached_property
    def modules(self) -> tuple[Module, ...]:
        """Every Python file that can be read."""
        several = (
            self.whole.modules
            if self.whole
            else [
                Module(file, self._name(file), text)
                for file, text in self.texts.items()
            ]
        )
        return tuple(one for one in several if one.file not in self.left_out)

    @cached_property
    def by_name(self) -> dict[str, Module]:
        """The modules as they are imported."""
        return {module.name: module for module in self.modules}

    def without(self, files: frozenset[str]) -> Sources:
        """The same without some files, which are not read again."""
        return Sources(self.folder, self.app, self, files)

    def reached(self, module: Module) -> set[str]:
        """The files that a module imports, and those that these import."""
        found, waiting = {module.file}, [module]
        while waiting:
            for name in waiting.pop().imported:
                further = self.by_name.get(name)
                if further and further.file not in found:
                    found.add(further.file)
                    waiting.append(further)
        return found

    def origin(self, reference: str) -> str:
        """`module:name` of where a name is defined, whoever hands it on."""
        for _ in range(DEEPEST):
            place, _, name = reference.partition(":")
            module = self.by_name.get(place)
            if module is None or name in module.defined:
                break
            further = module.imports.get(name) or self._starred(module, name)
            if not further:
                break
            reference = further
        return reference

    def _starred(self, module: Module, name: str) -> str:
        for star in module.stars:
            given = self.by_name.get(star)
            if given and (name in given.defined or name in given.imports):
                return f"{star}:{name}"
        return ""

    def text(self, file: str, largest: int = LARGEST) -> str:
        """What a file says; nothing where it cannot be read."""
        try:
            path = self.folder / file
            if path.stat().st_size > largest:
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

    def package(self, folder: str) -> str:
        """A folder as it is imported."""
        return self._name(f"{folder}/__init__.py")

    def _name(self, file: str) -> str:
        inside = self.root != "." and file.startswith(f"{self.root}/")
        path = file.removeprefix(f"{self.root}/") if inside else file
        return path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def _at_the_top(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    for node in body:
        yield node
        if isinstance(node, ast.If | ast.Try | ast.With):
            yield from _at_the_top(node.body)
        if isinstance(node, ast.If | ast.Try):
            yield from _at_the_top(node.orelse)


def _names_given(node: ast.stmt) -> Iterator[str]:
    match node:
        case ast.ClassDef(name) | ast.FunctionDef(name) | ast.AsyncFunctionDef(name):
            yield name
        case ast.Assign(targets):
            yield from (one.id for one in targets if isinstance(one, ast.Name))
        case ast.AnnAssign(ast.Name(name)):
            yield name


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


def _root_of_imports(texts: Mapping[str, str], app: str) -> str | None:
    """The folder that most imports are found in, of those around an application."""
    folders = _around(texts, app)
    known = {folder: held(folder, texts) for folder in folders}
    found: Counter[str] = Counter()
    for file, text in texts.items():
        around = set() if _tests(file) else folders.intersection(above(file))
        if around:
            wanted = {*IMPORTED.findall(text, 0, HEAD)} - sys.stdlib_module_names
            found.update({folder: len(wanted & known[folder]) for folder in around})
    best = max(folders, key=lambda one: (found[one], -len(one)), default="")
    return (best.rstrip("/") or ".") if found[best] else None


def _tests(file: str) -> bool:
    return not TESTS.isdisjoint(file.split("/"))


def above(path: str) -> list[str]:
    """The folders around a path, the nearest first, each with a slash at its end."""
    parents = map(str, PurePosixPath(path).parents)
    return ["" if one == "." else f"{one}/" for one in parents]


def common(files: Iterable[str]) -> str | None:
    """The folder that all these files stand in."""
    folders = [file.rpartition("/")[0] for file in files]
    return (posixpath.commonpath(folders) or ".") if folders else None


def joined(*parts: str) -> str:
    """A path below another one, without its dots; nothing where it is that of all."""
    path = posixpath.normpath("/".join(parts)).lstrip("/")
    return "" if path == "." else path


def held(folder: str, files: Iterable[str]) -> set[str]:
    """The modules and packages that stand in a folder."""
    inside = (file.removeprefix(folder) for file in files if file.startswith(folder))
    return {
        one.partition("/")[0].removesuffix(".py")
        for one in inside
        if one.endswith(".py")
    }


def _around(texts: Mapping[str, str], app: str) -> set[str]:
    """The folders around every application, or around the one that was chosen."""
    module = app.partition(":")[0].replace(".", "/")
    ends = (f"/{module}.py", f"/{module}/__init__.py")
    chosen = [file for file in texts if module and f"/{file}".endswith(ends)]
    making = (
        file for file, text in texts.items() if "FastAPI(" in text and not _tests(file)
    )
    return {folder for file in chosen or making for folder in above(file)}


def _root_of_packages(texts: Mapping[str, str], app: str) -> str:
    """The folder around the outermost package of an application, or of anything."""
    if any(file.startswith("src/") for file in texts):
        return "src"
    around = _around(texts, app)
    packages = [
        file.removesuffix("/__init__.py")
        for file in texts
        if file.endswith("/__init__.py") and not _tests(file)
    ]
    folders = [one for one in packages if f"{one}/" in around or not around]
    first = min(folders, key=lambda folder: folder.count("/"), default="")
    return first.rpartition("/")[0] or "."
