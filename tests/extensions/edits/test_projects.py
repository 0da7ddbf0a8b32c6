"""Edits of projects of others, made in a folder: what is around decides."""

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from extensions.edits.applying import Outcome, outcome, write
from extensions.edits.edit import Register, Reveal
from extensions.edits.imports import Home
from extensions.edits.naming import Router
from extensions.edits.revealing import Model
from extensions.slice.style import Style
from tests.extensions.survey.projects import written

SINGLE = {
    "main.py": """
        from fastapi import APIRouter, FastAPI

        app = FastAPI()


        def get_db():
            return "db"


        if __name__ == "__main__":
            print(app)
    """,
    "tasks/router.py": """
        from fastapi import APIRouter
        from main import get_db

        router = APIRouter(prefix="/tasks")
        router.get("")(get_db)
    """,
}
STYLE = Style(first_party=frozenset({"tasks", "users", "app"}))
TASKS = Router("tasks.router", "task", "tasks")
IN_MAIN = Register("main.py", Home("main"), ("main",), TASKS)


def registered(folder: Path, files: Mapping[str, str], edit: Register) -> Outcome:
    return outcome([edit], written(folder, files), STYLE)


def test_an_application_that_others_import_from_gets_its_router_at_its_end(
    tmp_path: Path,
) -> None:
    made = registered(tmp_path, SINGLE, IN_MAIN)

    assert made.added["main.py"] == (
        "from tasks.router import router as tasks_router  # noqa: E402",
        "app.include_router(tasks_router)",
    )
    assert made.changed["main.py"].index("tasks_router") > made.changed[
        "main.py"
    ].index("def get_db")


FASTAPI = """
    class APIRouter:
        def __init__(self, prefix="", **_):
            self.prefix = prefix

        def get(self, _):
            return lambda function: function


    class FastAPI:
        def include_router(self, router):
            self.router = router
"""
"""As much of it as these modules need."""


@pytest.mark.slow
def test_it_can_be_imported_then(tmp_path: Path) -> None:
    files = {**SINGLE, "fastapi.py": FASTAPI}
    write(registered(tmp_path, files, IN_MAIN).changed, tmp_path)

    code = "import main; print(main.app.router.prefix)"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        text=True,
    )

    assert done.stdout == "/tasks\n"


def test_without_need_of_the_application_it_stands_above(tmp_path: Path) -> None:
    edit = Register("main.py", Home("main"), ("sqlalchemy",), TASKS)

    made = registered(tmp_path, SINGLE, edit)

    assert made.added["main.py"][0] == "from tasks.router import router as tasks_router"


def test_in_a_list_an_import_that_would_be_circular_is_told(tmp_path: Path) -> None:
    main = """
        from fastapi import FastAPI
        from users import router as users_router

        app = FastAPI()
        for one in [users_router]:
            app.include_router(one)
    """

    made = registered(tmp_path, {**SINGLE, "main.py": main}, IN_MAIN)

    assert made.changed == {}
    assert made.by_hand["main.py"] == (
        "# its import would be circular",
        "from tasks.router import router as tasks_router",
        "app.include_router(tasks_router)",
    )


def test_line_ends_and_marks_stay_as_they_are(tmp_path: Path) -> None:
    text = "from app.routes import users\n\napp.include_router(users.router)"
    raw = b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()
    (tmp_path / "api.py").write_bytes(raw)
    router = Router("app.routes.tasks", "task", "tasks", "app")

    made = outcome([Register("api.py", Home("app.api"), (), router)], tmp_path, STYLE)
    write(made.changed, tmp_path)

    assert (tmp_path / "api.py").read_bytes() == (
        b"\xef\xbb\xbffrom app.routes import tasks, users\r\n\r\n"
        b"app.include_router(users.router)\r\napp.include_router(tasks.router)\r\n"
    )


def test_an_edit_that_was_made_is_not_made_again(tmp_path: Path) -> None:
    write(registered(tmp_path, SINGLE, IN_MAIN).changed, tmp_path)

    again = outcome([IN_MAIN], tmp_path, STYLE)

    assert (again.changed, again.added, again.by_hand) == ({}, {}, {})


def test_a_file_that_is_not_there_is_left_out(tmp_path: Path) -> None:
    assert outcome([IN_MAIN], tmp_path, STYLE) == Outcome({}, {}, {})


def test_a_model_that_cannot_be_made_known_is_told(tmp_path: Path) -> None:
    model = Model("shop.models.task", "Task")
    edit = Reveal("env.py", Home("env"), (), model)

    made = outcome(
        [edit], written(tmp_path, {"env.py": "from celery import Task\n"}), STYLE
    )

    assert made.by_hand["env.py"] == (
        "# Task is not that of shop.models.task",
        "from shop.models.task import Task  # noqa: F401",
    )
