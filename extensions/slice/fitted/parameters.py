"""Parameters of functions that FastAPI calls, in the way that the project writes them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ..code import INDENT, Call, alias, call, fits


@dataclass(frozen=True)
class Parameter:
    """`name`, `name: annotation`, or `name: annotation = default`."""

    name: str
    annotation: str
    default: Call | None = None

    def lines(self, indent: str = INDENT) -> list[str]:
        """It on a line of its own, or on several where it is too long."""
        kind = f": {self.annotation}" if self.annotation else ""
        before = f"{self.name}{kind}"
        if self.default is None:
            return _split(f"{before},", indent)
        return self.default.lines(indent, before=f"{before} = ", after=",")


@dataclass(frozen=True)
class Dependency:
    """What a function asks for, in the two ways to write that."""

    name: str
    """Of the parameter."""
    type: str
    call: str
    """What stands in `Depends(…)`."""
    alias: str
    """What the annotated type is called."""
    is_annotated: bool

    @property
    def parameter(self) -> Parameter:
        """The parameter of those who ask for it."""
        if self.is_annotated:
            return Parameter(self.name, self.alias)
        return Parameter(self.name, self.type, call("Depends", self.call))

    @property
    def definition(self) -> str:
        """The definition of the annotated type, where one is used."""
        if not self.is_annotated:
            return ""
        return alias(self.alias, self.type, call("Depends", self.call))


def written(parameters: Iterable[Parameter], indent: str = INDENT) -> list[str]:
    """The lines of parameters, of which those with a default come last."""
    found = sorted(parameters, key=lambda one: one.default is not None)
    return [line for one in found for line in one.lines(indent)]


def _split(line: str, indent: str) -> list[str]:
    """It, or what is in the brackets of its type a line each."""
    head, bracket, inner = line.partition("Annotated[")
    if fits(indent + line) or not bracket:
        return [indent + line]
    *_, kind, made = ("", *inner.removesuffix("],").split(", ", 1))
    parts = [f"{indent}{INDENT}{part}," for part in (kind, made)]
    return [f"{indent}{head}{bracket}", *parts, f"{indent}],"]
