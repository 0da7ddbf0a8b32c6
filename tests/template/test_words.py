"""The code stands in the templates: most words of routers and services do.

Templates are rendered with their own text marked; a word counts as theirs when all of its
letters are. Python may hand over names, values and lists of names, which a template puts
in their place, so these are marked too: what is left is code that Python wrote. Imports
are left out, since each names what another file is called.
"""

import re
from collections.abc import Iterator

import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined, nodes

from extensions import hook
from extensions.plan.plan import Plan
from extensions.slice.literals import literal
from extensions.slice.slice import Slice
from tests import forks
from tests.conftest import ROOT

MARK = 0xE000
"""Where a private area of Unicode begins: letters of templates are moved into it."""
LETTER = re.compile(r"\w", re.ASCII)
WORD = re.compile(f"[{chr(MARK)}-{chr(MARK + 127)}A-Za-z0-9_]+")
NAMES = re.compile(r"-?[\w.]*(, [\w.]+)*|\"[^\"\n]*\"", re.ASCII)
IMPORT = re.compile(r"(from|import) ")
AT_LEAST = 0.85


class Marking(Environment):
    """Marks what stands in the templates themselves."""

    def _parse(
        self, source: str, name: str | None, filename: str | None
    ) -> nodes.Template:
        parsed = super()._parse(source, name, filename)
        for text in parsed.find_all(nodes.TemplateData):
            text.data = marked(text.data)
        for output in parsed.find_all(nodes.Output):
            output.nodes = [_named(one) for one in output.nodes]
        return parsed


def _named(output: nodes.Expr) -> nodes.Expr:
    if isinstance(output, nodes.TemplateData):
        return output
    return nodes.Filter(output, "marked_names", [], [], None, None)


def marked_names(value: object) -> str:
    """Mark what an expression puts out, unless it is more than names or a value."""
    text = str(value)
    return marked(text) if NAMES.fullmatch(text) else text


def marked(text: str) -> str:
    """Move its letters into the private area."""
    return LETTER.sub(lambda found: chr(MARK + ord(found[0])), text)


def plain(text: str) -> str:
    """Move them back."""
    return "".join(chr(ord(one) - MARK) if is_marked(one) else one for one in text)


def is_marked(letter: str) -> bool:
    return MARK <= ord(letter) < MARK + 128


def words(text: str) -> Iterator[str]:
    """The words of a module without its imports, each of which stands on one line."""
    for line in text.splitlines():
        if not IMPORT.match(plain(line)):
            yield from WORD.findall(line)


@pytest.mark.parametrize("artefact", ["router", "service"])
@pytest.mark.parametrize("kind", ["service", "service of keys", "functions", "views"])
def test_most_words_stand_in_templates(kind: str, artefact: str) -> None:
    slice_ = forks.endpoints()[kind]
    found = [*words(rendered(slice_, artefact))]
    own = [word for word in found if all(map(is_marked, word))]
    assert len(found) > 200
    assert len(own) / len(found) >= AT_LEAST


def rendered(slice_: Slice, artefact: str) -> str:
    """A module as it is before layout, marked."""
    made = Marking(
        loader=FileSystemLoader(ROOT),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    hook.equip(
        made,
        {
            "literal": literal,
            "marked_names": marked_names,
            "unasync": lambda text, _: text,
        },
    )
    plan = Plan.of(slice_)
    template = made.get_template(f"template/{{{{ files.{artefact} }}}}.jinja")
    return template.render(slice=slice_, plan=plan, files=plan.files, at=plan.at)
