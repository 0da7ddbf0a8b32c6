"""Edits of our own services: in their place, once, and nothing else changes."""

import ast
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extensions.edits.edit import Command, Edit, Register, Reveal
from extensions.edits.formatting import laid_out
from extensions.edits.imports import Home
from extensions.edits.naming import Router
from extensions.edits.revealing import Model
from extensions.edits.safety import NotSafe
from extensions.slice.style import Style

API = '''"""All routers of the API."""

from fastapi import APIRouter

router = APIRouter()
'''
MODELS = '''"""Every model of the service."""

from shop.database import Base

__all__ = [
    "Base",
]
'''
COMMANDS = '''"""The command line."""

import sys

from shop.commands import FAILED, CommandFailed

COMMANDS = [
    add_migrate,
]


def main() -> int:
    return FAILED
'''

STYLE = Style(first_party=frozenset({"shop"}))

words = st.from_regex(r"[a-z]{1,12}(_[a-z0-9]{1,9}){0,3}", fullmatch=True)
classes = st.from_regex(r"[A-Z][A-Za-z0-9]{0,30}", fullmatch=True)


def include(name: str) -> Register:
    router = Router(f"shop.of_{name}.router", name, name, "router")
    return Register("api.py", Home("shop.api"), (), router)


def export(name: str, module: str = "") -> Reveal:
    model = Model(f"shop.{module or name.lower()}.models", name)
    return Reveal("models.py", Home("shop.models"), (), model)


def applied(edits: Sequence[Edit], text: str) -> str:
    after = text
    for edit in edits:
        after = edit.apply(after)
    return laid_out(text, after, STYLE)


# Properties -------------------------------------------------------------------


@settings(max_examples=20)
@given(st.lists(words, min_size=1, max_size=5, unique=True))
def test_routers_stand_in_the_order_of_arrival(names: list[str]) -> None:
    text = applied([include(name) for name in names], API)

    included = [line for line in text.splitlines() if "include_router" in line]
    assert included == [f"router.include_router({name}_router)" for name in names]


@settings(max_examples=20)
@given(st.lists(words, min_size=1, max_size=5, unique=True))
def test_what_is_there_is_not_added_again(names: list[str]) -> None:
    edits = [include(name) for name in names]
    text = applied(edits, API)

    assert applied(edits, text) == text


@settings(max_examples=10)
@given(st.lists(classes, min_size=1, max_size=3, unique_by=str.lower))
def test_models_are_sorted_whatever_comes_first(names: list[str]) -> None:
    orders = permutations([export(f"{name}Model") for name in names])

    assert len({applied(order, MODELS) for order in orders}) == 1


@settings(max_examples=20)
@given(st.lists(classes, min_size=1, max_size=4, unique_by=str.lower))
def test_no_line_of_the_owner_goes(names: list[str]) -> None:
    owner = MODELS.replace("]", '    "mine",\n]\n\nOWN = 1  # as it is')
    text = applied([export(f"{name}Model") for name in names], owner)

    assert set(owner.splitlines()) <= set(text.splitlines())


@pytest.mark.slow
@settings(max_examples=20)
@given(st.data())
def test_a_formatter_and_a_linter_have_nothing_to_say(data: st.DataObject) -> None:
    names = data.draw(st.lists(classes, min_size=1, max_size=12, unique_by=str.lower))
    models = applied([export(f"{name}Model", "all") for name in names], MODELS)
    routers = data.draw(st.lists(words, min_size=1, max_size=6, unique=True))
    api = applied([include(name) for name in routers], API)

    for text in (models, api):
        assert ruff(text, "format", "--diff") == ""
        assert ruff(text, "check", "--select", "I,RUF022") == ""


def ruff(text: str, *arguments: str) -> str:
    command = [sys.executable, "-m", "ruff", *arguments, "--isolated", "--quiet"]
    config = ["--config", "lint.isort.known-first-party = ['shop']"]
    done = subprocess.run(
        [*command, *(config if arguments[0] == "check" else []), "-"],
        input=text,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout + done.stderr


# Imports ----------------------------------------------------------------------


def test_an_import_is_sorted_into_its_section() -> None:
    text = include("orders").apply(API)

    assert text.splitlines()[2:5] == [
        "from fastapi import APIRouter",
        "",
        "from shop.of_orders.router import router as orders_router",
    ]


def test_names_of_a_module_share_a_statement() -> None:
    text = applied([export("Order", "all"), export("Customer", "all")], MODELS)

    assert "from shop.all.models import Customer, Order\n" in text


def test_imports_that_are_not_sorted_stay_as_they_are() -> None:
    owner = API.replace("from fastapi", "import sys  # for the path\nfrom fastapi")

    text = include("orders").apply(owner)

    assert set(owner.splitlines()) <= set(text.splitlines())
    assert "from shop.of_orders.router import router as orders_router\n" in text


def test_the_first_import_follows_the_docstring() -> None:
    text = include("orders").apply('"""Routers."""\n\nrouter = APIRouter()\n')

    assert text.splitlines()[:5] == [
        '"""Routers."""',
        "",
        "from shop.of_orders.router import router as orders_router",
        "",
        "router = APIRouter()",
    ]


def test_a_name_that_stands_for_something_else_is_not_imported() -> None:
    with pytest.raises(NotSafe, match="Base is not that of"):
        export("Base").apply(MODELS.replace('    "Base",\n', ""))


# Lists ------------------------------------------------------------------------


def test_a_command_is_the_last_one() -> None:
    edit = Command(
        "m.py", Home("shop.__main__"), "shop.auth.commands", "add_create_user"
    )

    text = edit.apply(COMMANDS)

    assert "COMMANDS = [\n    add_migrate,\n    add_create_user,\n]\n" in text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('__all__ = ["Base"]', '__all__ = ["Base", "Order"]'),
        ('__all__ = ["Zoo"]  # all', '__all__ = ["Order", "Zoo"]  # all'),
        ("__all__ = ['Base']", "__all__ = ['Base', 'Order']"),
        ('__all__ = ("Base",)', '__all__ = ("Base", "Order")'),
        ("__all__: list[str] = []", '__all__: list[str] = ["Order"]'),
        ('__all__ = [\n    "Base"\n]', '__all__ = [\n    "Base",\n    "Order",\n]'),
        (
            '__all__ = [\n    "Zoo",\n    "Base",\n]',
            '__all__ = [\n    "Zoo",\n    "Base",\n    "Order",\n]',
        ),
        (
            f'__all__ = ["{"A" * 34}", "{"B" * 34}"]',
            f'__all__ = [\n    "{"A" * 34}",\n    "{"B" * 34}",\n    "Order",\n]',
        ),
    ],
)
def test_a_name_is_listed_in_the_style_of_the_list(before: str, after: str) -> None:
    quotes = "single" if "'" in before else "double"
    text = f"import os\n\n{before}\n"

    text = laid_out(text, export("Order").apply(text), replace(STYLE, quotes=quotes))

    assert text.endswith(f"\n{after}\n")


def test_without_a_list_of_names_the_import_is_enough() -> None:
    text = export("Order").apply("from shop.database import Base\n")

    assert text.endswith("\nfrom shop.order.models import Order  # noqa: F401\n")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("def broken(:\n", "it is not Python that can be read"),
        ("routers = []\n", "it includes no router"),
    ],
)
def test_what_is_not_understood_is_not_changed(text: str, why: str) -> None:
    with pytest.raises(NotSafe, match=why):
        include("orders").apply(text)


@pytest.mark.parametrize("edit", [include("orders"), export("Order")])
def test_people_are_told_lines_that_can_be_pasted(edit: Edit) -> None:
    statement, *_ = edit.lines

    assert isinstance(ast.parse(statement).body[0], ast.ImportFrom)
