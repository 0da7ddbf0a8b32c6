"""Parsing: a file of a later Python, or with a mistake in it, says as much as it can."""

from __future__ import annotations

import ast
import re
import warnings

MISTAKES = 40
"""Lines of a file that may be left out for the others' sake."""

NEWER = (
    (re.compile(r"(?m)^([ \t]*except\*?) (\w[\w.]*(?:, *[\w.]+)+):"), r"\1 (\2):"),
    (re.compile(r"(?m)^([ \t]*)type (\w+)(?:\[[^\]=]*\])? = "), r"\1\2 = "),
    (re.compile(r"(?m)^([ \t]*class \w+)\[([^\]]*)\]\("), r"\1(Generic[\2], "),
    (re.compile(r"(?m)^([ \t]*class \w+)\[([^\]]*)\]:"), r"\1(Generic[\2]):"),
    (re.compile(r"(?m)^([ \t]*(?:async )?def \w+)\[[^\]]*\]\("), r"\1("),
    (re.compile(r"\bt(?=[\"'])"), "f"),
)
"""Forms of later Pythons, and older ones that say enough of the same."""


def parsed(text: str) -> ast.Module:
    """What a file says; empty where nothing of it can be parsed."""
    try:
        return _strict(text)
    except SyntaxError:
        return _mended(_older(text))
    except (ValueError, RecursionError, MemoryError):
        return ast.Module([], [])


def _strict(text: str) -> ast.Module:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return ast.parse(text)


def _older(text: str) -> str:
    for pattern, older in NEWER:
        text = pattern.sub(older, text)
    return re.sub(
        r"Generic\[([^\]]*)\]",
        lambda found: re.sub(r"(\w+)\s*[:=][^,\]]*", r"\1", found[0]),
        text,
    )


def _mended(text: str) -> ast.Module:
    """The file without the lines that stop the parser; the others keep their numbers."""
    lines = text.splitlines()
    for _ in range(MISTAKES):
        try:
            return _strict("\n".join(lines))
        except SyntaxError as mistake:
            number = (mistake.lineno or 0) - 1
            if not 0 <= number < len(lines):
                break
            lines[number] = _without(lines[number])
        except (ValueError, RecursionError, MemoryError):
            break
    return ast.Module([], [])


def _without(line: str) -> str:
    """What stands for a line: nothing at all, where what stood for it was wrong too."""
    bare = line.lstrip()
    return "" if bare == "..." else f"{line[: len(line) - len(bare)]}..."
