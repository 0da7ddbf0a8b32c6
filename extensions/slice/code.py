"""Python source as a formatter would leave it: assignments, calls and import blocks.

Templates are rendered once and never formatted afterwards, so what depends on the length
of a name is decided here.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

INDENT = "    "

Order: TypeAlias = list[tuple[int, int]]
Own: TypeAlias = str | frozenset[str]
"""The package whose modules are the project's own; several, tests among them."""

_DIGITS_OR_CHARACTER = re.compile(r"[0-9]+|.")


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


def declaration(
    name: str,
    annotation: str,
    value: str | Call = "",
    indent: str = INDENT,
) -> str:
    """`name: annotation = value` as the body of a class holds it.

    What is too long for a line is split at the arguments of the value, else before the
    value, else at the annotation, as far as each of them can be.
    """
    before = f"{indent}{name}: {annotation}"
    flat = f"{before} = {value}" if value else before
    if fits(flat):
        return flat
    if isinstance(value, Call) and fits(f"{before} = {value.function}("):
        return "\n".join(
            value.lines(indent, before=f"{before} = ".removeprefix(indent))
        )
    if value and fits(f"{before} = (") and _goes_below(value, annotation, indent):
        inner = _lines(value, indent + INDENT, after="")
        return "\n".join((f"{before} = (", *inner, f"{indent})"))
    return "\n".join(_with_split_annotation(name, annotation, value, indent))


def _goes_below(value: str | Call, annotation: str, indent: str) -> bool:
    """Whether a formatter puts a value in parentheses rather than split what is before."""
    if isinstance(value, Call):
        return True
    if " | " in annotation:
        return not value.startswith("-")
    return fits(indent + INDENT + value)


def _with_split_annotation(
    name: str,
    annotation: str,
    value: str | Call,
    indent: str,
) -> list[str]:
    head, brackets = "", "()"
    if " | " not in annotation.partition("[")[0] + annotation.rpartition("]")[2]:
        head, bracket, annotation = annotation.partition("[")
        brackets = "[]" if bracket else ""
        annotation = annotation.removesuffix("]")
    if not brackets:
        lines, before = [], f"{indent}{name}: {head}"
    else:
        lines = [
            f"{indent}{name}: {head}{brackets[0]}",
            *_union(annotation, indent + INDENT),
        ]
        before = f"{indent}{brackets[1]}"
    if isinstance(value, Call):
        return lines + value.lines(indent, before=f"{before} = ".removeprefix(indent))
    return [*lines, f"{before} = {value}" if value else before]


def _union(annotation: str, indent: str) -> list[str]:
    """On one line where it fits, else one member a line."""
    if fits(indent + annotation):
        return [indent + annotation]
    first, *others = annotation.split(" | ")
    head, bracket, inside = first.partition("[")
    lines = [indent + first]
    if bracket and not fits(lines[0]):
        inner = f"{indent}{INDENT}{inside.removesuffix(']')}"
        lines = [f"{indent}{head}[", inner, f"{indent}]"]
    return lines + [f"{indent}| {other}" for other in others]


def alias(name: str, base: str, *metadata: Call) -> str:
    """`name = Annotated[base, metadata]` at module level."""
    parts: tuple[str | Call, ...] = (base, *metadata)
    flat = f"{name} = Annotated[{', '.join(map(str, parts))}]"
    if fits(flat):
        return flat
    inner = [line for part in parts for line in _lines(part, INDENT, after=",")]
    return "\n".join((f"{name} = Annotated[", *inner, "]"))


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


def names_in(source: str) -> set[str]:
    """The names that an expression or a statement uses."""
    nodes = ast.walk(ast.parse(source))
    return {
        node.id
        for node in nodes
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)
    }


def imports(names: Iterable[str], package: Own) -> str:
    """The import block for `module:name` or `module` (`sqlalchemy as sa`) entries.

    Sections are the standard library, others, what is `package`'s own, and tests.
    """
    sections: dict[int, dict[str, set[str]]] = {0: {}, 1: {}, 2: {}, 3: {}}
    for entry in names:
        module, _, name = entry.partition(":")
        sections[_section(module, package)].setdefault(module, set()).add(name)
    blocks = [
        "\n".join(_section_lines(section)) for section in sections.values() if section
    ]
    return "\n\n".join(blocks)


def _section(module: str, package: Own) -> int:
    root = module.partition(".")[0].partition(" ")[0]
    if root == package or (isinstance(package, frozenset) and root in package):
        return 2
    if root == "tests":
        return 3
    return 0 if root in sys.stdlib_module_names else 1


def _section_lines(section: Mapping[str, set[str]]) -> list[str]:
    modules = sorted(section, key=natural)
    plain = [f"import {module}" for module in modules if "" in section[module]]
    members = [
        _from(module, group)
        for module in modules
        for group in _groups(sorted(section[module] - {""}, key=_member_order))
    ]
    return plain + members


def _groups(members: list[str]) -> list[list[str]]:
    """What shares a statement: all but renamed members, which stand alone."""
    together = [member for member in members if " as " not in member]
    alone = [[member] for member in members if " as " in member]
    groups = [*alone, together] if together else alone
    return sorted(groups, key=lambda group: _member_order(group[0]))


def _from(module: str, members: list[str]) -> str:
    line = f"from {module} import {', '.join(members)}"
    if fits(line):
        return line
    inner = "".join(f"{INDENT}{member},\n" for member in members)
    return f"from {module} import (\n{inner})"


def _member_order(member: str) -> tuple[int, Order, Order]:
    """Constants, then classes, then functions, as isort and ruff order them."""
    name = member.partition(" ")[0]
    kind = 0 if name.isupper() and len(name) > 1 else 1 if name[0].isupper() else 2
    return kind, natural(name.lower()), natural(member)


def natural(text: str) -> Order:
    """Numbers by their value, and all else by character."""
    parts = _DIGITS_OR_CHARACTER.findall(text)
    return [
        (ord("0"), int(part)) if part.isdigit() else (ord(part), 0) for part in parts
    ]
