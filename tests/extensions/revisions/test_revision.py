"""Revisions as they are written: by their names, and in the eyes of a service's tools."""

import ast
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from extensions.house import environment
from extensions.revisions.difference import difference
from extensions.revisions.revision import Revision
from extensions.ruff import lay_out
from tests.conftest import ROOT
from tests.extensions.revisions.test_difference import CASES, NAME, STOPS
from tests.extensions.revisions.test_fitted import CASES as FITTED
from tests.extensions.revisions.test_fitted import fitted
from tests.extensions.slice.formatting import RUFF
from tests.extensions.slice.generated import slice_of


def revision(
    old: Mapping[str, Any], new: Mapping[str, Any], after: str = ""
) -> Revision:
    tables = [slice_of({**NAME, **one}).table for one in (old, new)]
    return Revision("products", difference(*tables), after or None)


@pytest.mark.parametrize(
    ("old", "new", "slug"),
    [
        ({}, {"x": "int"}, "products_add_x"),
        ({"x": "int"}, {}, "products_drop_x"),
        ({"x": "int"}, {"y": "int, was=x"}, "products_rename_x_to_y"),
        ({"x": "int"}, {"x": "bigint?"}, "products_release_x_change_x"),
        ({"x": "int"}, {"x": "int, unique"}, "products_change_constraints"),
        ({}, {f"field_{n}": "int" for n in range(9)}, "products_changes"),
    ],
)
def test_slug_says_what_it_does(old: Any, new: Any, slug: str) -> None:
    assert revision(old, new).slug == slug


def test_id_is_that_of_the_changes_at_their_place() -> None:
    there, again = revision({}, {"x": "int"}, "a"), revision({}, {"x": "int"}, "a")
    others = [revision({}, {"x": "int"}, "b"), revision({}, {"x": "bigint"}, "a")]

    assert there.id == again.id
    assert len({there.id, *(one.id for one in others)}) == 3


@pytest.mark.parametrize(
    ("old", "new", "losses"),
    [
        ({"x": "int"}, {}, ["the values of products.x"]),
        ({"x": "refs(User)"}, {}, ["the links of products_x"]),
        (
            {"x": "enum(a, b, c)"},
            {"x": "enum(a) = a"},
            ["b, c of products.x, which becomes a"],
        ),
        ({"x": "enum(a, b)"}, {"x": "enum(a)"}, []),
        ({"x": "int"}, {"y": "int, was=x"}, []),
    ],
)
def test_losses_are_named(old: Any, new: Any, losses: list[str]) -> None:
    assert revision(old, new).losses == losses


HOUSE = """\
{% extends "upstream/parts/revision.py.jinja" %}
{% block upgrade %}
    op.execute("SET lock_timeout = '5s'")
{{ super() }}
{%- endblock %}
"""


def test_a_house_has_its_say_in_revisions(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "parts", tmp_path / "parts")
    own = tmp_path / "house/parts/revision.py.jinja"
    own.parent.mkdir(parents=True)
    own.write_text(HOUSE)
    template = environment(tmp_path).get_template("parts/revision.py.jinja")

    made = ast.parse(template.render(revision=revision({}, {"x": "int = 1"})))

    [first, second] = (
        one.body for one in made.body if isinstance(one, ast.FunctionDef)
    )
    assert [ast.unparse(one) for one in first] == [
        "op.execute(\"SET lock_timeout = '5s'\")",
        "op.add_column('products', sa.Column('x', sa.Integer(), nullable=False, "
        "server_default=sa.text('1')))",
    ]
    assert [ast.unparse(one) for one in second] == ["op.drop_column('products', 'x')"]


@pytest.mark.slow
def test_lint_of_a_service_has_nothing_to_say(tmp_path: Path) -> None:
    folder = tmp_path / "src/shop/migrations/versions"
    folder.mkdir(parents=True)
    shutil.copy2(ROOT / "examples/catalogue/pyproject.toml", tmp_path)
    ours = [(case.old, case.new) for case in CASES.values()]
    stops = [(one, other) for one, other, *_ in STOPS.values()]
    found = [revision(*pair) for pair in (*ours, *stops)]
    for pair in FITTED.values():
        operations = difference(*(fitted(one).table for one in pair))
        found.append(Revision("crates", operations, "abc"))
    for one in found:
        (folder / f"{one.id}.py").write_text(one.text())
    lay_out(folder.iterdir(), slice_of(NAME).style)

    done = subprocess.run(
        [RUFF, "check", "--no-cache"],
        cwd=tmp_path,
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
