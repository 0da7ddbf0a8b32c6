"""The house: a fork's own files, each of which replaces or extends the template's.

A file below `house/` wins over the file of the same path. It may begin with
`{% extends "upstream/parts/router.py.jinja" %}` and fill single blocks of that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from jinja2 import (
    BaseLoader,
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateNotFound,
    TemplateSyntaxError,
    nodes,
)

from .answers.problem import Problem

ROOT = Path(__file__).parent.parent
HOUSE = "house"
UPSTREAM = "upstream/"
SUFFIX = ".jinja"
SHADOWS = ("parts", "template")
"""The folders whose files a house may have too."""


class House(BaseLoader):
    """Loads what the house has, else what the template has."""

    def __init__(self, upstream: BaseLoader, root: Path) -> None:
        self._upstream = upstream
        self._root = root
        self._is_checked = False

    def get_source(
        self,
        environment: Environment,
        template: str,
    ) -> tuple[str, str | None, Callable[[], bool] | None]:
        """Load `template`, or the template's own file for `upstream/` and a path."""
        own = f"{HOUSE}/{template}"
        if template.startswith(UPSTREAM):
            own = template.removeprefix(UPSTREAM)
        elif not (self._root / own).is_file():
            own = template
        return self._upstream.get_source(environment, own)

    def check(self, environment: Environment) -> None:
        """Check once that each of its files replaces or extends something.

        Raises:
            Problem: there is no such file, or no such block in it.
        """
        names = () if self._is_checked else self._files()
        self._is_checked = True
        for name in names:
            if not (self._root / name).is_file() or not name.endswith(SUFFIX):
                wrong = f"there is no template {name} that it could replace"
                raise Problem.about(f"{HOUSE}/{name}", wrong, "the path of a template")
            self._check_blocks(environment, name)

    def _files(self) -> Iterator[str]:
        house = self._root / HOUSE
        for folder in SHADOWS:
            for file in sorted((house / folder).rglob("*")):
                if file.is_file():
                    yield file.relative_to(house).as_posix()

    def _check_blocks(self, environment: Environment, name: str) -> None:
        own = self._parsed(environment, f"{HOUSE}/{name}")
        known: set[str] = set()
        for extended in _extended(own):
            known |= self._blocks(environment, extended.removeprefix(UPSTREAM))
            if not known:
                wrong = f"{extended} has no blocks, so nothing of it can be changed"
                raise Problem.about(f"{HOUSE}/{name}", wrong, "a copy of it")
        for block in own.find_all(nodes.Block) if known else ():
            if block.name not in known:
                wrong = f"there is no block {block.name}"
                accepted = ", ".join(sorted(known))
                raise Problem.about(f"{HOUSE}/{name}", wrong, accepted)

    def _blocks(self, environment: Environment, name: str) -> set[str]:
        tree = self._parsed(environment, name)
        found = {block.name for block in tree.find_all(nodes.Block)}
        return found.union(*(self._blocks(environment, one) for one in _extended(tree)))

    def _parsed(self, environment: Environment, name: str) -> nodes.Template:
        try:
            source, _, _ = self._upstream.get_source(environment, name)
        except TemplateNotFound:
            wrong = f"there is no {name} that it could extend"
            raise Problem.about(HOUSE, wrong, "upstream/ and a template") from None
        try:
            return environment.parse(source)
        except TemplateSyntaxError as error:
            wrong = f"{error.message} in line {error.lineno}"
            raise Problem.about(name, wrong, "a template of Jinja") from None


def _extended(tree: nodes.Template) -> Iterator[str]:
    for node in tree.find_all(nodes.Extends):
        if isinstance(node.template, nodes.Const):
            yield str(node.template.value)


def environment(root: Path = ROOT) -> Environment:
    """What steps that run without Copier render with, set as in `copier.yml`."""
    return Environment(
        loader=House(FileSystemLoader(root), root),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # noqa: S701 - it writes Python
    )
