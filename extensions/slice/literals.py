"""Nested literals as a formatter would lay them out."""

from __future__ import annotations

from typing import Any

from .code import INDENT, fits, literal, quoted


def laid_out(value: Any, indent: str, before: str = "", after: str = ",") -> list[str]:
    """A literal on one line where it fits, else with an entry a line."""
    flat = f"{indent}{before}{literal(value)}{after}"
    if fits(flat) or not isinstance(value, (dict, list)) or not value:
        return [flat]
    inner = indent + INDENT
    if isinstance(value, dict):
        entries = [
            line
            for name, one in value.items()
            for line in laid_out(one, inner, f"{literal(name)}: ")
        ]
        return [f"{indent}{before}{{", *entries, f"{indent}}}{after}"]
    entries = [line for one in value for line in laid_out(one, inner)]
    return [f"{indent}{before}[", *entries, f"{indent}]{after}"]


def entry(name: str, value: Any, indent: str) -> str:
    """`"name": value,` as an entry of a block, which indents its first line."""
    lines = laid_out(value, indent, f"{quoted(name)}: ")
    return "\n".join(lines).removeprefix(indent)


def case(indent: str, name: str, *values: Any) -> str:
    """`pytest.param(values, id=name),` as an entry of a block."""
    texts = [*map(literal, values), f"id={quoted(name)}"]
    flat = f"{indent}pytest.param({', '.join(texts)}),"
    if fits(flat):
        return flat.removeprefix(indent)
    inner = indent + INDENT
    arguments = [line for value in values for line in laid_out(value, inner)]
    lines = ["pytest.param(", *arguments, f"{inner}{texts[-1]},", f"{indent}),"]
    return "\n".join(lines)
