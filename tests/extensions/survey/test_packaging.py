"""What a project declares, also where it is one of several in a repository."""

from pathlib import Path
from typing import Any

from extensions.survey.survey import Survey
from tests.extensions.survey.projects import APP, value, written

WORKSPACE = "[tool.uv.workspace]\nmembers = ['backend']\n"
BACKEND = (
    "[project]\nname = 'shop'\nrequires-python = '>=3.12'\ndependencies = ['fastapi']\n"
)


def test_a_project_below_its_repository(tmp_path: Path) -> None:
    files = {
        "backend/shop/main.py": APP,
        "backend/pyproject.toml": BACKEND,
        "pyproject.toml": WORKSPACE,
        "uv.lock": "version = 1\n",
        "frontend/tests/test_page.py": "def test_page(): ...\n",
        "backend/tests/test_shop.py": "def test_shop(): ...\n",
    }

    project: dict[str, Any] = Survey.of(written(tmp_path, files)).project

    assert project["name"] == "shop"
    assert project["dependencies"]["file"] == "backend/pyproject.toml"
    assert project["dependencies"]["manager"] == "uv"
    assert project["tests"]["folder"] == "backend/tests"


def test_hashes_and_comments_are_no_requirements(tmp_path: Path) -> None:
    text = "fastapi==1 \\\n    --hash=sha256:0\nshop @ https://x.y/z#egg=shop # ours\n"

    declared = value(tmp_path, "dependencies.declared", {"requirements.txt": text})

    assert declared == ["fastapi==1", "shop @ https://x.y/z#egg=shop"]
