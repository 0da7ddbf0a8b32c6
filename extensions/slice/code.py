"""Python source: literals, calls and lists."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

INDENT = "    "

Own: TypeAlias = str | frozenset[str]
"""The package whose modules are the project's own; several, tests among them."""


@dataclass(frozen=True)
class Call:
    """`function(arguments)`; nested calls stand among the arguments."""

    function: str
    arguments: tuple[str | Call, ...] = ()
    brackets: str = "()"
    """Others make it a set, a list or a subscript."""

    def __str__(self) -> str:
        inner = ", ".join(map(str, self.arguments))
        return f"{self.function}{self.brackets[0]}{inner}{self.brackets[1]}"

    def lines(
        self,
        indent: str,
        before: str = "",
        after: str = "",
    ) -> list[str]:
        """On one line where it fits, else one argument a line."""
        line = f"{indent}{before}{self}{after}"
        if fits(line) or not self.arguments:
            return [line]
        inner = [
            line
            for argument in self.arguments
            for line in _lines(argument, indent + INDENT, after=",")
        ]
        return [
            f"{indent}{before}{self.function}{self.brackets[0]}",
            *inner,
            f"{indent}{self.brackets[1]}{after}",
        ]


def _lines(value: str | Call, indent: str, *, after: str) -> list[str]:
    if isinstance(value, Call):
        return value.lines(indent, after=after)
    return [f"{indent}{value}{after}"]


def fits(_line: str) -> bool:
    """Whether it stays on one line: layout is the formatter's."""
    return True


def call(function: str, *arguments: str | Call, **keywords: str | Call | None) -> Call:
    """A call; keywords that are `None` are left out."""
    named = (
        replace(value, function=f"{name}={value.function}")
        if isinstance(value, Call)
        else f"{name}={value}"
        for name, value in keywords.items()
        if value is not None
    )
    return Call(function, (*arguments, *named))


def quoted(text: str) -> str:
    """A string literal in the quotes that need fewer escapes, double ones if equal."""
    quote = "'" if text.count('"') > text.count("'") else '"'
    inner = "".join(c if c in "'\"" else repr(c)[1:-1] for c in text)
    return quote + inner.replace(quote, "\\" + quote) + quote


def literal(value: object) -> str:
    """A literal of text, numbers, booleans, `None`, lists and mappings."""
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, Mapping):
        return (
            "{"
            + ", ".join(f"{literal(k)}: {literal(v)}" for k, v in value.items())
            + "}"
        )
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(literal, value)) + "]"
    return repr(value).replace("e+", "e")


def block(entries: Iterable[str], brackets: str = "[]", indent: str = "") -> str:
    """A list or mapping with an entry a line; entries end with a comma."""
    entries = list(entries)
    if not entries:
        return brackets
    if brackets == "()" and len(entries) == 1:
        return f"({entries[0]})"  # the comma makes it a tuple, and is no wish for lines
    lines = [f"{indent}{INDENT}{entry}\n" for entry in entries]
    return f"{brackets[0]}\n{''.join(lines)}{indent}{brackets[1]}"


def fitted(before: str, entries: Iterable[str], brackets: str, indent: str) -> str:
    """`before[entries],` on one line where it fits, else with an entry a line."""
    entries = list(entries)
    flat = f"{before}{brackets[0]}{', '.join(entries)}{brackets[1]},"
    if fits(indent + flat):
        return flat
    return before + block((f"{entry}," for entry in entries), brackets, indent) + ","


def names(values: Iterable[str], indent: str = "") -> str:
    """A list of strings, with one a line."""
    return block((f"{quoted(value)}," for value in values), "[]", indent)
