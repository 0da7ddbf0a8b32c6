"""What an edit added is taken away, and nothing else."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from extensions.edits.edit import Edit, Register, Reveal
from extensions.edits.imports import Home
from extensions.edits.naming import Router
from extensions.edits.revealing import Model
from extensions.edits.safety import NotSafe
from extensions.edits.taking import taken, without
from extensions.slice.style import Style


def included(path: str, module: str, name: str) -> Register:
    return Register(path, Home("shop.api"), (), Router(module, name, name, "router"))


STYLE = Style(first_party=frozenset({"shop"}))
API = """\
\"\"\"All routers: products are served elsewhere.\"\"\"

from fastapi import APIRouter

from shop.tags.router import router as tags_router

router = APIRouter()
# The products come last.
router.include_router(tags_router)
"""
MODELS = """\
from shop.tags.models import Tag

__all__ = [
    "Tag",
]
"""
NAMES = ("product", "products", "Product")
INCLUDE = included("api.py", "shop.products.router", "products")
EXPORT = Reveal(
    "models.py", Home("shop.models"), (), Model("shop.products.models", "Product")
)


@pytest.mark.parametrize(("text", "edit"), [(API, INCLUDE), (MODELS, EXPORT)])
def test_it_is_the_inverse_of_the_edit(text: str, edit: Edit) -> None:
    added = edit.apply(text)

    assert added != text
    assert without(added, edit, NAMES, STYLE) == text


@pytest.mark.parametrize(("text", "edit"), [(API, INCLUDE), (MODELS, EXPORT)])
def test_where_it_is_gone_nothing_changes(text: str, edit: Edit) -> None:
    assert without(text, edit, NAMES, STYLE) == text


def test_lines_that_were_moved_go_as_well() -> None:
    line = "router.include_router(products_router)\n"
    moved = INCLUDE.apply(API).replace(line, "")
    moved = moved.replace("# The products", f"{line}# The products")

    assert without(moved, INCLUDE, NAMES, STYLE) == API


def test_the_lines_of_others_stay() -> None:
    other = included("api.py", "shop.old_products.router", "old_products")
    both = INCLUDE.apply(other.apply(API))

    assert without(both, INCLUDE, NAMES, STYLE) == other.apply(API)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("(products_router)", '(products_router, prefix="/v1")'),
        ("(products_router)", "(products_router)\nuse(products_router)"),
    ],
)
def test_what_was_changed_is_not_touched(old: str, new: str) -> None:
    changed = INCLUDE.apply(API).replace(old, new)

    with pytest.raises(NotSafe):
        without(changed, INCLUDE, NAMES, STYLE)


def test_files_are_told_apart(tmp_path: Path) -> None:
    """One whose lines went, one that people have to look at, and one that is not there."""
    edits: Sequence[Edit] = [INCLUDE, EXPORT, included("no.py", "shop.a", "a")]
    changed = INCLUDE.apply(API).replace(
        "(products_router)", "(products_router, tags=[])"
    )
    (tmp_path / "api.py").write_text(changed)
    (tmp_path / "models.py").write_text(EXPORT.apply(MODELS))

    made = taken(edits, tmp_path, NAMES, STYLE)

    assert made.changed == {"models.py": MODELS}
    assert {*made.by_hand} == {"api.py"}
    assert "router.include_router(products_router)" in made.by_hand["api.py"]
