"""Circular imports: what comes back to a module that would import it."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from extensions.edits.cycles import imported, is_circular, reach
from extensions.survey.reading import Sources
from tests.extensions.survey.projects import APP, written

FILES = {
    "shop/__init__.py": '"""The shop."""\n',
    "shop/main.py": f"from shop.routes import users\n{APP}",
    "shop/routes/__init__.py": '"""Its routes."""\n',
    "shop/routes/users.py": "from ..deps import get_db\n",
    "shop/deps.py": "from shop.settings import settings\n",
    "shop/settings.py": "settings = None\n",
}


def sources(folder: Path, files: Mapping[str, str]) -> Sources:
    return Sources(written(folder, {**FILES, **files}))


def test_packages_are_imported_with_their_modules(tmp_path: Path) -> None:
    found = reach(sources(tmp_path, {}), "shop.main")

    assert found == {
        *("shop", "shop.main", "shop.routes", "shop.routes.users"),
        *("shop.deps", "shop.settings"),
    }


@pytest.mark.parametrize(
    "text",
    [
        "def get_db():\n    from shop.main import app\n",
        "from typing import TYPE_CHECKING\n\n"
        "if TYPE_CHECKING:\n    from shop.main import app\n",
    ],
)
def test_what_does_not_run_with_the_module_is_no_import(
    tmp_path: Path, text: str
) -> None:
    known = sources(tmp_path, {"shop/other.py": text})

    assert "shop.main" not in imported(known, known.by_name["shop.other"])


@pytest.mark.parametrize(
    ("files", "needs"),
    [
        ({}, ["shop.main"]),
        ({"shop/auth.py": "from shop.main import app\n"}, ["shop.auth"]),
        (
            {"shop/auth.py": "try:\n    import shop.main\nexcept E: ...\n"},
            ["shop.auth"],
        ),
    ],
)
def test_what_leads_to_the_importer_is_circular(
    tmp_path: Path, files: Mapping[str, str], needs: list[str]
) -> None:
    assert is_circular(sources(tmp_path, files), "shop.main", needs)


@pytest.mark.parametrize(
    ("files", "needs"),
    [
        ({}, ["shop.deps", "shop.settings", "sqlalchemy.orm"]),
        ({"shop/deps.py": "import shop.main\n"}, ["shop.deps"]),
    ],
)
def test_what_does_not_or_does_so_today_is_not(
    tmp_path: Path, files: Mapping[str, str], needs: list[str]
) -> None:
    assert not is_circular(sources(tmp_path, files), "shop.main", needs)
