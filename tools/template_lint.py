"""Templates say, Python decides: the rules of it that can be checked.

python -m tools.template_lint [FOLDER …]
"""

import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from tools.rendering import ROOT

SUFFIX = ".jinja"
DEEPEST = 2
SHORT = 20
MOST_BRANCHES = 0.2
"""Of the lines. A tenth is the aim, this is the limit."""

_TAG = re.compile(r"{%[-+]?\s*(\w+)(.*?)[-+]?%}")
_OWN_LINE = re.compile(r"\s*{%[^%]*%}\s*")
_NAMED = re.compile(r"\s*(not\s+)?[a-z_]\w*(\.[a-z_]\w*)*\s*")
_ILLEGAL = re.compile(r'[<>:"\\|?*]')
_BRANCHES = ("if", "elif", "else", "endif")
_OPENING = ("if", "for", "filter", "block", "call", "macro")


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what breaks a rule; the exit status."""
    folders = [Path(argument) for argument in arguments or [str(ROOT / "template")]]
    found = [line for folder in folders for line in problems(folder)]
    print(*found or ["The templates keep the rules"], sep="\n")
    return int(bool(found))


def problems(folder: Path) -> Iterator[str]:
    """What breaks a rule in a folder of templates, as `file:line: what`."""
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        name = file.relative_to(folder.parent).as_posix()
        if _ILLEGAL.search(name):
            yield f"{name}: its name has a character that Windows does not allow"
        if file.suffix == SUFFIX:
            yield from (f"{name}{wrong}" for wrong in _in_text(file.read_text("utf-8")))


def _in_text(text: str) -> Iterator[str]:
    depth = branches = 0
    for number, line in enumerate(text.splitlines(), start=1):
        tags = _TAG.findall(line)
        branches += any(tag in _BRANCHES for tag, _ in tags)
        depth += sum(tag in _OPENING for tag, _ in tags)
        yield from (f":{number}: {wrong}" for wrong in _in_line(line, tags, depth))
        depth -= sum(tag.startswith("end") for tag, _ in tags)
    yield from _in_total(branches, len(text.splitlines()))


def _in_line(line: str, tags: list[tuple[str, str]], depth: int) -> Iterator[str]:
    if tags and not _OWN_LINE.fullmatch(line):
        yield "a control tag has a line of its own"
    if depth > DEEPEST and any(tag in _OPENING for tag, _ in tags):
        yield f"control tags nest at most {DEEPEST} deep"
    for tag, condition in tags:
        if tag in ("if", "elif") and not _NAMED.fullmatch(condition):
            yield f"a condition is one named property, not `{condition.strip()}`"


def _in_total(branches: int, lines: int) -> Iterator[str]:
    if lines > SHORT and branches > MOST_BRANCHES * lines:
        yield f": {branches} of {lines} lines are branches; a fifth is the most"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
