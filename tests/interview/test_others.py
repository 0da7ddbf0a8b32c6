"""The interview in projects that this template did not make: proposals and refusals."""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from shutil import copytree, ignore_patterns
from typing import Any

import pytest
import yaml
from copier.errors import UserMessageError

from tests.conftest import Copy, git
from tests.projects.projects import HERE

ANSWERS = ".copier-answers.tasks.yml"
HEAD = 'revision = "{0}"\ndown_revision = None\n'
APP = "from fastapi import FastAPI\n\napp = FastAPI()\n"
PYPROJECT = "[project]\nname = '{0}'\nversion = '1'\ndependencies = ['fastapi']\n"

Fresh = Callable[[str], Path]


@pytest.fixture
def fresh(tmp_path: Path) -> Fresh:
    """`fresh(name)` is a copy of one of the projects that tests have."""
    ignored = ignore_patterns("__pycache__")
    return lambda name: copytree(HERE / name, tmp_path / name, ignore=ignored)


def tree(folder: Path) -> str:
    """A hash of all files in a folder, and of what they hold."""
    files = sorted(path for path in folder.rglob("*") if ".git" not in path.parts)
    made = sha256()
    for path in files:
        made.update(str(path.relative_to(folder)).encode())
        made.update(path.read_bytes() if path.is_file() else b"")
    return made.hexdigest()


def refused(copy: Copy, folder: Path, **answers: Any) -> str:
    """What is told in one line, while nothing changes."""
    before = tree(folder)
    with pytest.raises(UserMessageError) as refused:
        copy(folder, **{"resource": "task", **answers})
    assert tree(folder) == before
    message = str(refused.value)
    assert len(message.splitlines()) == 1
    return message


def recorded(folder: Path, file: str = ANSWERS) -> dict[str, Any]:
    answers: dict[str, Any] = yaml.safe_load((folder / file).read_text())
    return answers


def plan(folder: Path) -> list[str]:
    return [line.strip() for line in (folder / "plan.txt").read_text().splitlines()]


# Proposals ------------------------------------------------------------------------


def test_what_the_project_does_is_not_asked_again(
    bare_copy: Copy, fresh: Fresh
) -> None:
    folder = bare_copy(fresh("bookshop"), resource="task", auth="none")

    answers = recorded(folder)
    assert answers["project"]["app"] == "app.main:app"
    assert not {"layout", "response", "package", "head", "app"} & {*answers}


def test_the_plan_names_every_line_that_changes(bare_copy: Copy, fresh: Fresh) -> None:
    lines = plan(bare_copy(fresh("bookshop"), resource="task", auth="none"))

    assert "from app.api.v1.endpoints import books, login, tasks, users" in lines
    assert "api_router.include_router(tasks.router)" in lines
    assert "from app.models.task import Task  # noqa: F401" in lines


def test_the_plan_names_packages_with_the_command_of_the_manager(
    bare_copy: Copy, fresh: Fresh
) -> None:
    folder = fresh("bookshop")
    pyproject = folder / "pyproject.toml"
    pyproject.write_text(
        pyproject.read_text().replace("email-validator", "pydantic_v9")
    )

    lines = plan(bare_copy(folder, resource="task", auth="none", fields="by: email"))

    assert any(line.startswith("email-validator>=") for line in lines)
    assert any(line.startswith("poetry add 'email-validator>=") for line in lines)


def test_uncommitted_changes_are_told(bare_copy: Copy, fresh: Fresh) -> None:
    folder = fresh("bookshop")
    git(folder, "init", "--quiet")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "as it was")
    (folder / "app/main.py").write_text((folder / "app/main.py").read_text() + "\n")

    lines = plan(bare_copy(folder, resource="task", auth="none"))

    assert lines[0] == "Uncommitted changes:"
    assert lines[1].startswith("app/main.py, ")


# One of several --------------------------------------------------------------------


ROUTER = """
from fastapi import APIRouter

router = APIRouter(prefix="/reports")
app.include_router(router)
"""


@pytest.fixture
def several(fresh: Fresh) -> Path:
    """A project with two applications."""
    folder = fresh("bookshop")
    (folder / "app/admin.py").write_text(APP + ROUTER)
    return folder


def test_without_asking_the_application_has_to_be_given(
    bare_copy: Copy, several: Path
) -> None:
    message = refused(bare_copy, several, auth="none")

    assert message == (
        "app: there are several, app.main:app, app.admin:app; "
        "accepted: one of them, such as -d app=app.main:app"
    )


def test_the_survey_is_that_of_the_application(bare_copy: Copy, several: Path) -> None:
    bare_copy(several, resource="task", auth="none", app="app.admin:app")

    answers = recorded(several)
    assert answers["app"] == answers["project"]["app"] == "app.admin:app"


def test_an_application_that_is_not_there(bare_copy: Copy, several: Path) -> None:
    message = refused(bare_copy, several, auth="none", app="app.other:app")

    assert message.startswith("app: there is no application app.other:app; accepted: ")


@pytest.fixture
def forked(fresh: Fresh) -> Path:
    """A project with several newest revisions."""
    folder = fresh("bookshop")
    for name in ("zeta", "alpha"):
        file = folder / "alembic/versions" / f"{name}.py"
        file.write_text(HEAD.format(name))
    return folder


def test_without_asking_the_head_has_to_be_given(bare_copy: Copy, forked: Path) -> None:
    message = refused(bare_copy, forked, auth="none")

    assert message.startswith("head: there are several newest revisions, ")
    assert "such as -d head=29b15ba38c27, or alembic merge first" in message


def test_the_head_that_is_given_is_recorded(bare_copy: Copy, forked: Path) -> None:
    bare_copy(forked, resource="task", auth="none", head="alpha")

    assert recorded(forked)["head"] == "alpha"


# What does not fit -----------------------------------------------------------------


GATE = """
class Gate(BaseHTTPMiddleware):
    async def dispatch(self, request, call_next):
        if "token" not in request.headers:
            return JSONResponse({}, status_code=401)
        return await call_next(request)


app.add_middleware(Gate)
"""


@pytest.fixture
def guarded(fresh: Fresh) -> Path:
    """A project whose routes ask for callers, by what no new route can name."""
    folder = fresh("stockroom")
    main = folder / "main.py"
    imported = (
        "from fastapi.responses import JSONResponse\n"
        "from starlette.middleware.base import BaseHTTPMiddleware\n"
    )
    main.write_text(imported + main.read_text() + GATE)
    return folder


def test_an_endpoint_among_guarded_ones_is_not_open_by_default(
    bare_copy: Copy, guarded: Path
) -> None:
    assert refused(bare_copy, guarded) == (
        "auth: 4 of 4 routes ask for a caller, and nothing that tells who was found; "
        "accepted: project with auth.dependency, or -d auth=none for an open endpoint"
    )


def test_an_endpoint_among_guarded_ones_may_be_open_on_purpose(
    bare_copy: Copy, guarded: Path
) -> None:
    lines = plan(bare_copy(guarded, resource="task", auth="none"))

    assert lines[0] == "Endpoints, for anybody, while 4 of 4 routes ask for a caller:"


REFUSED: list[tuple[str, dict[str, Any], str]] = [
    (
        "bookshop",
        {"auth": "jwt"},
        "auth: jwt would bring users of its own into the project; "
        "accepted: existing, none",
    ),
    (
        "stockroom",
        {"auth": "api_key"},
        "auth: api_key would bring keys of its own into the project; accepted: none",
    ),
    (
        "stockroom",
        {"auth": "existing"},
        "auth: existing needs a dependency that tells who calls, and none was found; ",
    ),
    (
        "bookshop",
        {"auth": "none", "response": "envelope"},
        "response: envelope needs a class that wraps responses, and none was found; ",
    ),
    (
        "bookshop",
        {"auth": "none", "endpoint": "existing_model", "model": "app.models:Boook"},
        "model: there is no model app.models:Boook; accepted: app.models.author:Author",
    ),
    (
        "bookshop",
        {"auth": "none", "resource": "book"},
        "resource: app.models.book has a model Book already; accepted: another noun",
    ),
]


@pytest.mark.parametrize(("project", "answers", "message"), REFUSED)
def test_an_answer_that_does_not_fit_is_told(
    bare_copy: Copy, fresh: Fresh, project: str, answers: dict[str, Any], message: str
) -> None:
    assert refused(bare_copy, fresh(project), **answers).startswith(message)


def test_a_version_that_is_too_old_is_told_with_its_place(
    bare_copy: Copy, fresh: Fresh
) -> None:
    folder = fresh("clinic")
    file = folder / "backend/requirements.txt"
    file.write_text(file.read_text().replace("asyncio]>=2.0", "asyncio]<2"))

    message = refused(bare_copy, folder)

    assert message.startswith("project.dependencies: it declares SQLAlchemy[asyncio]<2")
    assert "(backend/requirements.txt:" in message


PARTS = """

class Part(Base):
    __tablename__ = "parts"
    one: Mapped[int] = mapped_column(primary_key=True)
    two: Mapped[int] = mapped_column(primary_key=True)
"""
PART = "app.models.author:Part"
OF_PARTS: list[tuple[str, dict[str, Any]]] = [
    ("model", {"endpoint": "existing_model", "model": PART}),
    ("parent", {"endpoint": "nested", "parent": PART}),
    ("fields.part", {"fields": {"part": "ref(Part)"}}),
]


@pytest.mark.parametrize(("named", "answers"), OF_PARTS)
def test_a_model_that_does_not_serve_is_told_with_its_place(
    bare_copy: Copy, fresh: Fresh, named: str, answers: dict[str, Any]
) -> None:
    folder = fresh("bookshop")
    module = folder / "app/models/author.py"
    line = len(module.read_text().splitlines()) + 3
    module.write_text(module.read_text() + PARTS)

    message = refused(bare_copy, folder, auth="none", **answers)

    place = f"(app/models/author.py:{line})"
    assert message.startswith(f"{named}: {PART} {place} has no ")


def test_a_python_that_is_too_old_is_told_with_its_place(
    bare_copy: Copy, fresh: Fresh
) -> None:
    folder = fresh("ledger")
    file = folder / "pyproject.toml"
    file.write_text(file.read_text().replace(">=3.11", "!=3.9.7,>=3.8,<4"))

    assert refused(bare_copy, folder) == (
        "project.python: it may run on Python !=3.9.7,>=3.8,<4 (pyproject.toml:5); "
        "accepted: requires-python of 3.10 or later"
    )


@pytest.mark.parametrize(
    ("module", "what"),
    [
        ("from tortoise import Model\n", "Tortoise ORM (main.py:1)"),
        ("import asyncpg\n", "SQL without an ORM (main.py:1)"),
        (
            "from beanie import Document\n",
            "a database that is not known here (main.py:1)",
        ),
        ("", "no database"),
    ],
)
def test_another_orm_is_told(
    bare_copy: Copy, tmp_path: Path, module: str, what: str
) -> None:
    (tmp_path / "main.py").write_text(module + APP)

    message = refused(bare_copy, tmp_path)

    assert message == (
        f"project.orm: it has {what}; "
        "accepted: a project with SQLAlchemy 2 or SQLModel, async or sync"
    )


def test_a_repository_of_several_projects_names_them(
    bare_copy: Copy, tmp_path: Path
) -> None:
    for name in ("backend", "worker"):
        (tmp_path / name / "app").mkdir(parents=True)
        (tmp_path / name / "pyproject.toml").write_text(PYPROJECT.format(name))
        (tmp_path / name / "app/main.py").write_text(f"import sqlalchemy\n{APP}")

    message = refused(bare_copy, tmp_path)

    assert message == (
        f"project: {tmp_path} holds several projects, backend, worker; "
        f"accepted: one of them, as in copier copy … {tmp_path}/backend"
    )


MODEL: list[tuple[dict[str, Any], str]] = [
    ({}, "model: is missing; accepted: app.models.author:Author, app.models.book:Book"),
    (
        {"model": "app.models.book:Book", "fields": "pages: int?"},
        "fields: create has to give isbn, title, price, author_id, without a default; "
        "accepted: fields of these names, or operations without create and replace",
    ),
    (
        {"model": "app.models.author:Author", "access": "owner"},
        "access: owner needs a column such as owner_id, which author has not; accepted: any",
    ),
]


@pytest.mark.parametrize(("answers", "message"), MODEL)
def test_a_model_that_does_not_serve_is_told(
    bare_copy: Copy, fresh: Fresh, answers: dict[str, Any], message: str
) -> None:
    folder = fresh("bookshop")
    with pytest.raises(UserMessageError) as refused:
        bare_copy(folder, endpoint="existing_model", **answers)

    assert str(refused.value).startswith(message)


def test_a_model_proposes_its_names_and_its_columns(
    bare_copy: Copy, fresh: Fresh
) -> None:
    model = "app.models.author:Author"

    folder = bare_copy(fresh("bookshop"), endpoint="existing_model", model=model)

    answers = recorded(folder, ".copier-answers.authors.yml")
    assert (answers["resource"], answers["plural"]) == ("author", "authors")
    assert answers["fields"]["name"].startswith("str(")
    assert "none: the table is there" in plan(folder)
    assert "head" not in answers


def test_secrets_of_a_model_are_not_proposed(bare_copy: Copy, fresh: Fresh) -> None:
    model = "app.models.user:User"

    folder = bare_copy(
        fresh("bookshop"), endpoint="existing_model", model=model, operations=["list"]
    )

    fields = recorded(folder, ".copier-answers.user_records.yml")["fields"]
    assert "email" in fields
    assert not [name for name in fields if "password" in name]


# What is in the way ----------------------------------------------------------------


def test_answers_of_another_template_are_not_ours(
    bare_copy: Copy, fresh: Fresh
) -> None:
    folder = fresh("bookshop")
    foreign = folder / ".copier-answers.yml"
    foreign.write_text(
        "_src_path: gh:other/template\nproject_name: other\npackage: other\n"
        "auth: jwt\nresource: thing\nplural: things\nfields: {other: str}\n"
    )
    before = foreign.read_bytes()

    bare_copy(folder, resource="task", auth="none")

    assert foreign.read_bytes() == before
    assert recorded(folder)["plural"] == "tasks"
    assert "other" not in recorded(folder)["fields"]


def test_a_resource_is_not_taken_from_another_template(
    bare_copy: Copy, fresh: Fresh
) -> None:
    folder = fresh("bookshop")
    (folder / ".copier-answers.yml").write_text("resource: thing\nplural: things\n")

    with pytest.raises(UserMessageError, match="resource: is missing"):
        bare_copy(folder, auth="none")


def test_an_answers_file_of_another_template_is_in_the_way(
    bare_copy: Copy, fresh: Fresh
) -> None:
    folder = fresh("bookshop")
    (folder / ANSWERS).write_text("_src_path: gh:other/template\nname: other\n")

    message = refused(bare_copy, folder, auth="none")

    assert message == (
        f"plural: {ANSWERS} is there, of another template; accepted: another plural"
    )


@pytest.mark.parametrize("place", ["app/api/v1/api.py", "."])
def test_what_cannot_be_written_is_told_before_anything_is(
    bare_copy: Copy, fresh: Fresh, place: str
) -> None:
    locked = (fresh("bookshop") / place).resolve()
    mode = locked.stat().st_mode
    locked.chmod(0o555 if locked.is_dir() else 0o444)
    try:
        message = refused(bare_copy, _root(locked, place), auth="none")
    finally:
        locked.chmod(mode)

    assert message.startswith(f"project: {locked} cannot be written; accepted: ")


def _root(locked: Path, place: str) -> Path:
    return locked if place == "." else locked.parents[len(Path(place).parts) - 1]


def test_a_plan_that_is_declined_leaves_everything(
    bare_copy: Copy, fresh: Fresh
) -> None:
    message = refused(bare_copy, fresh("bookshop"), auth="none", approve=False)

    assert message == "Plan declined; nothing was written."
