"""Write docs/interview.md from the questions, and the blocks into docs/forking.md.

Or check that both are what they would be today.

python -m tools.docs [--check]
"""

import argparse
import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml
from jinja2 import nodes

from extensions.answers.availability import (
    anything_available,
    available,
)
from extensions.answers.choices import APPLIES, CHOICES
from extensions.house import SHADOWS, environment
from tools.rendering import ROOT

PAGE = ROOT / "docs" / "interview.md"
FORKING = ROOT / "docs" / "forking.md"
BLOCKS = re.compile(r"(?s)(<!-- blocks: .*?-->\n).*(<!-- /blocks -->)")
NOT_YET = "*not available yet*"
INTRODUCTION = """\
<!-- Made from interview/*.yml by `make docs`: change the questions, not this page. -->

# Interview

Every question has a default, except what the resource is called. An answer has the same
name everywhere: in the terminal, after `-d`, in a data file, and in the answers file of
the endpoint. A choice that is *not available yet* is refused at its question.

Give answers beforehand with `-d name=value` or `--data-file answers.yml`; with
`--defaults`, nothing is asked, and what you do not give is proposed.
"""

FORMS = {
    "bool": "yes or no",
    "int": "a whole number",
    "str": "text",
    "yaml": "a YAML mapping",
}
LISTS = {"operations"}

Question = Mapping[str, Any]


def main(arguments: Sequence[str] | None = None) -> int:
    """Write or check the page; the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tools.docs")
    parser.add_argument(
        "--check", action="store_true", help="write nothing; exit with 1 if it is stale"
    )
    options = parser.parse_args(arguments)
    if not options.check:
        PAGE.write_text(page(), "utf-8")
        FORKING.write_text(with_blocks(FORKING.read_text("utf-8")), "utf-8")
    elif PAGE.read_text("utf-8") != page():
        print("docs/interview.md is not what the questions say: run `make docs`")
        return 1
    elif FORKING.read_text("utf-8") != with_blocks(FORKING.read_text("utf-8")):
        print("docs/forking.md has other blocks than the templates: run `make docs`")
        return 1
    return 0


def page() -> str:
    """The reference of all questions, as Markdown."""
    files = sorted((ROOT / "interview").glob("*.yml"))
    return "\n".join([INTRODUCTION, *(line for file in files for line in _round(file))])


def _round(file: Path) -> Iterator[str]:
    text = file.read_text("utf-8")
    title = text.splitlines()[0].removeprefix("# ").rstrip(".")
    yield f"## {title}\n"
    for name, question in yaml.safe_load(text).items():
        yield from _question(name, question)


def _question(name: str, question: Question) -> Iterator[str]:
    yield f"### `{name}`\n"
    yield f"{_help(question)}\n"
    if isinstance(question.get("choices"), dict):
        yield "| Value | Meaning |"
        yield "|---|---|"
        yield from _choices(name, question)
        yield ""
    yield from (f"- {fact}" for fact in _facts(name, question))
    yield ""


def _help(question: Question) -> str:
    """What is asked; before the last question, it is the plan that is computed."""
    asked = str(question["help"])
    if "{{" in asked:
        return f"Shows the plan, and asks: {asked.splitlines()[-1]}"
    return asked.replace("{}", "`{}`")


def _choices(name: str, question: Question) -> Iterator[str]:
    for label, value in zip(question["choices"], CHOICES[name], strict=True):
        meaning = label.removeprefix(f"{value} – ").replace("|", "\\|")
        status = "" if available(name, value) else f"; {NOT_YET}"
        yield f"| `{value}` | {meaning}{status} |"


def _facts(name: str, question: Question) -> Iterator[str]:
    yield f"Form: {_form(question)}"
    yield f"Default: {_default(question)}"
    if name in APPLIES:
        on, values = APPLIES[name]
        verb = "has" if LISTS & {on} else "is"
        yield f"Asked when `{on}` {verb} {' or '.join(f'`{value}`' for value in values)}"
    if not anything_available(name):
        yield f"Not asked yet: anything but the default is {NOT_YET}"


def _form(question: Question) -> str:
    if question.get("multiselect"):
        return "a list"
    return FORMS[question["type"]]


def _default(question: Question) -> str:
    default = question.get("default")
    if default is None:
        return "none, it has to be answered"
    if isinstance(default, str) and "{{" in default:
        return "proposed from earlier answers"
    if isinstance(default, str):
        return f"`{default}`" if default else "empty"
    return f"`{json.dumps(default)}`"


# Blocks -----------------------------------------------------------------------


def with_blocks(text: str) -> str:
    """Write the blocks of all templates into the page about forks."""
    table = "\n".join(["| Template | Blocks |", "|---|---|", *_blocks()])
    return BLOCKS.sub(lambda found: f"{found[1]}{table}\n{found[2]}", text)


def _blocks() -> Iterator[str]:
    for file in sorted(
        path for name in SHADOWS for path in (ROOT / name).rglob("*.jinja")
    ):
        tree = environment(ROOT).parse(file.read_text("utf-8"))
        names = [f"`{block.name}`" for block in tree.find_all(nodes.Block)]
        if names:
            yield f"| `{file.relative_to(ROOT).as_posix()}` | {' '.join(names)} |"


if __name__ == "__main__":
    sys.exit(main())
