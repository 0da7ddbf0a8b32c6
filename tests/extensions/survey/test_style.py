"""How a project's code is laid out, by what its tools are told."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.extensions.survey.projects import value

CASES: dict[str, tuple[Mapping[str, str], Mapping[str, Any]]] = {
    "ruff in pyproject.toml": (
        {
            "pyproject.toml": """
                [tool.ruff]
                line-length = 100
                target-version = "py312"
                [tool.ruff.format]
                quote-style = "single"
                skip-magic-trailing-comma = true
                [tool.ruff.lint.isort]
                force-single-line = true
            """
        },
        {
            "formatter": "ruff",
            "line_length": 100,
            "target": "py312",
            "quotes": "single",
            "magic_commas": False,
            "isort": {"force-single-line": True, "known-first-party": ["shop"]},
        },
    ),
    "ruff in a file of its own, which wins": (
        {
            "ruff.toml": 'line-length = 80\n[format]\nindent-style = "tab"\n',
            "pyproject.toml": "[tool.ruff]\nline-length = 100\n",
        },
        {"formatter": "ruff", "line_length": 80, "indent": "tab"},
    ),
    "ruff in a file that extends another": (
        {
            ".ruff.toml": 'extend = "base.toml"\nindent-width = 2\n',
            "base.toml": "line-length = 120\nindent-width = 8\n",
        },
        {"formatter": "ruff", "line_length": 120, "indent": 2},
    ),
    "sections of ruff": (
        {
            "ruff.toml": """
                src = ["lib"]
                [lint.isort]
                known-local-folder = ["tests"]
                section-order = ["future", "standard-library", "first-party"]
            """,
            "lib/tools.py": "",
            "tests/test_app.py": "",
        },
        {
            "isort": {
                "known-local-folder": ["tests"],
                "section-order": ["future", "standard-library", "first-party"],
                "known-first-party": ["tools"],
            }
        },
    ),
    "Black beside ruff as a linter": (
        {
            "pyproject.toml": """
                [tool.black]
                line-length = 100
                target-version = ["py312", "py311"]
                skip-string-normalization = true
                [tool.ruff]
                line-length = 120
            """
        },
        {
            "formatter": "black",
            "line_length": 100,
            "target": "py311",
            "quotes": "preserve",
            "indent": None,
        },
    ),
    "Black without settings": (
        {"pyproject.toml": '[dependency-groups]\ndev = [\n"black>=24",\n]\n'},
        {"formatter": "black", "line_length": None},
    ),
    "Black before each commit": (
        {".pre-commit-config.yaml": "repos:\n- hooks:\n  - id: black\n"},
        {"formatter": "black"},
    ),
    "isort of its own": (
        {
            ".isort.cfg": """
                [settings]
                profile = google
                known_third_party = alembic,
                    shop
                known_web = fastapi
                sections = FUTURE,STDLIB,WEB,THIRDPARTY,FIRSTPARTY,LOCALFOLDER
                lines_after_imports = 2
            """,
        },
        {
            "isort": {
                "force-single-line": True,
                "force-sort-within-sections": True,
                "known-third-party": ["alembic", "shop"],
                "lines-after-imports": 2,
                "section-order": [
                    *("future", "standard-library", "web", "third-party"),
                    *("first-party", "local-folder"),
                ],
                "sections": {"web": ["fastapi"]},
            }
        },
    ),
    "isort in pyproject.toml": (
        {"pyproject.toml": "[tool.isort]\ncombine_as_imports = true\n"},
        {"isort": {"combine-as-imports": True, "known-first-party": ["shop"]}},
    ),
    "isort in setup.cfg": (
        {"setup.cfg": "[isort]\nforce_single_line = True\n"},
        {"isort": {"force-single-line": True, "known-first-party": ["shop"]}},
    ),
    "flake8 alone": (
        {"setup.cfg": "[flake8]\nmax-line-length = 100\n"},
        {"formatter": "none", "line_length": 100},
    ),
    "nothing": (
        {},
        {
            "formatter": "none",
            "line_length": None,
            "isort": {"known-first-party": ["shop"]},
        },
    ),
    "files that are none": (
        {"pyproject.toml": "[tool.ruff", "setup.cfg": "isort]", ".isort.cfg": "x"},
        {"formatter": "none", "isort": {"known-first-party": ["shop"]}},
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_it_is_what_the_tools_are_told(case: str, tmp_path: Path) -> None:
    files, known = CASES[case]

    found = value(tmp_path, "format", files)

    assert {key: found[key] for key in known} == known


@pytest.mark.parametrize(
    ("imports", "is_relative"),
    [
        ("from ..core import db\nfrom ...core import log\n", True),
        ("from ..core import db\nfrom app.core import log\n", None),
        ("from .core import db\nfrom app.core import log\n", None),
    ],
)
def test_relative_imports_count_where_they_go_up(
    imports: str, is_relative: bool | None, tmp_path: Path
) -> None:
    files = {
        "app/main.py": "from fastapi import FastAPI\napp = FastAPI()\n",
        "app/__init__.py": "",
        "app/api/__init__.py": "from ..main import app\n" * 3,
        "app/api/v1/notes.py": imports,
    }

    assert value(tmp_path, "format", files)["relative"] is is_relative
