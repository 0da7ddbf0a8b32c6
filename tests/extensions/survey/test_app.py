"""The application, wherever it is made."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from extensions.survey.survey import Survey
from tests.extensions.survey.projects import APP, written

FACTORY = "from fastapi import FastAPI\n\n\ndef make():\n    return FastAPI()\n"
CASES: dict[str, Mapping[str, str]] = {
    "shop.main:app": {
        "shop/making.py": FACTORY,
        "shop/main.py": "from shop.making import make\n\napp = make()\n",
    },
    "shop.main:api": {
        "shop/main.py": "from fastapi import FastAPI\n\n\nclass Maker:\n"
        "    def __init__(self):\n        self.app = FastAPI()\n\n\n"
        "maker = Maker()\napi = maker.app\n",
    },
    "shop.run:make()": {"shop/run.py": FACTORY},
}


@pytest.mark.parametrize("app", CASES)
def test_an_application(tmp_path: Path, app: str) -> None:
    assert Survey.of(written(tmp_path, CASES[app])).project["app"] == app


def test_several_applications_are_told(tmp_path: Path) -> None:
    project = Survey.of(
        written(tmp_path, {"shop/main.py": APP, "shop/admin/site.py": APP})
    ).project

    assert project["app"] == "shop.main:app"
    assert project["apps"] == ["shop.main:app", "shop.admin.site:app"]


MOUNTED = "from shop.admin import app as admin\n\napp.mount('/admin', admin)\n"
PARTS: dict[str, Mapping[str, str]] = {
    "below a path of another": {"shop/admin.py": APP, "shop/main.py": APP + MOUNTED},
    "in examples": {"shop/main.py": APP, "examples/small.py": APP},
}


@pytest.mark.parametrize("case", PARTS)
def test_what_is_no_application_of_its_own(tmp_path: Path, case: str) -> None:
    project = Survey.of(written(tmp_path, PARTS[case])).project

    assert (project["app"], project["apps"]) == ("shop.main:app", None)
