"""Models among those that Alembic knows: as the module makes the others known."""

from dataclasses import replace
from textwrap import dedent

import pytest

from extensions.edits.formatting import laid_out
from extensions.edits.imports import Home
from extensions.edits.revealing import Model, with_model
from extensions.edits.safety import NotSafe
from extensions.slice.style import Style

ENV = Home("migrations.env")
MODELS = Home("app.models", is_package=True)
STYLE = Style(first_party=frozenset({"app"}))
TASK = Model(
    "app.models.task", "Task", ("app.models.user:User", "app.models.item:Item")
)


def added(source: str, home: Home = ENV, model: Model = TASK) -> list[str]:
    """The lines that change, and those that they become."""
    before = dedent(source).lstrip("\n")
    after = laid_out(before, with_model(before, model, home), STYLE)
    assert with_model(after, model, home) == after
    compile(after, "env.py", "exec")
    there = before.splitlines()
    return [line for line in after.splitlines() if line and line not in there]


CASES: dict[str, tuple[str, Home, list[str]]] = {
    "classes of modules": (
        """
        from app.models.item import Item  # noqa: F401
        from app.models.user import User  # noqa: F401
        """,
        ENV,
        ["from app.models.task import Task  # noqa: F401"],
    ),
    "an import below code": (
        """
        config = context.config
        from app.models import Base, Item  # noqa
        """,
        ENV,
        ["from app.models.task import Task  # noqa"],
    ),
    "an import below code with rules that it names": (
        """
        config = context.config
        from app.models.user import Base, User  # noqa: E402

        target_metadata = Base.metadata
        """,
        ENV,
        ["from app.models.task import Task  # noqa: E402, F401"],
    ),
    "a whole module below code": (
        """
        config = context.config
        import app.models.user  # noqa
        """,
        ENV,
        ["import app.models.task  # noqa"],
    ),
    "modules": (
        "from app.models import item, user  # noqa: F401\n",
        ENV,
        ["from app.models import item, task, user  # noqa: F401"],
    ),
    "whole modules": (
        "import app.models.user  # noqa: F401\n",
        ENV,
        ["import app.models.task"],
    ),
    "whole modules of which the last is noticed": (
        """
        import app.models.item
        import app.models.user  # noqa: F401
        """,
        ENV,
        ["import app.models.task"],
    ),
    "a whole module that becomes the last": (
        "import app.models.item  # noqa: F401\n",
        ENV,
        ["import app.models.item", "import app.models.task  # noqa: F401"],
    ),
    "a package with its list": (
        """
        from .item import Item
        from .user import User

        __all__ = ["Item", "User"]
        """,
        MODELS,
        ["from .task import Task", '__all__ = ["Item", "Task", "User"]'],
    ),
    "a package without one": (
        "from .user import User\n",
        MODELS,
        ["from .task import Task"],
    ),
    "everything of modules": (
        "from app.models.user import *\n",
        MODELS,
        ["from app.models.task import Task"],
    ),
    "the base alone": (
        """
        from alembic import context
        from app.db.base import Base

        target_metadata = Base.metadata
        """,
        ENV,
        ["from app.models.task import Task  # noqa: F401"],
    ),
    "what is used, among models": (
        """
        from app.models.user import Base, User

        target_metadata = Base.metadata
        """,
        ENV,
        ["from app.models.task import Task  # noqa: F401"],
    ),
    "nothing of the project": (
        """
        from alembic import context

        config = context.config
        """,
        ENV,
        ["from app.models.task import Task  # noqa: F401"],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_model_is_made_known_as_the_others_are(case: str) -> None:
    source, home, lines = CASES[case]

    assert added(source, home) == lines


def test_without_neighbours_it_has_a_section_of_its_own() -> None:
    source = "from alembic import context\n\nconfig = context.config\n"

    assert with_model(source, TASK, ENV).startswith(
        "from alembic import context\n\n"
        "from app.models.task import Task  # noqa: F401\n\nconfig"
    )


def test_other_modules_of_the_project_are_its_neighbours() -> None:
    source = "import os\n\nfrom database import Base\n\nBase.metadata\n"
    home = replace(ENV, own=frozenset({"database", "app"}))
    style = replace(STYLE, first_party=home.own)

    assert laid_out(source, with_model(source, TASK, home), style).startswith(
        "import os\n\nfrom app.models.task import Task  # noqa: F401\n"
        "from database import Base\n"
    )


def test_an_import_that_would_be_circular_stands_below() -> None:
    source = "from sqlalchemy.orm import DeclarativeBase\n\n\nclass Base: ...\n"

    after = with_model(source, TASK, Home("app.db.base", is_late=True))

    assert after.endswith(
        "class Base: ...\n\n\nfrom app.models.task import Task  # noqa: E402, F401\n"
    )


@pytest.mark.parametrize(
    "line",
    [
        "from app.models.task import Task",
        "from app.models.task import *",
        "from app.models import task",
        "import app.models.task",
    ],
)
def test_a_model_that_is_there_is_not_added_again(line: str) -> None:
    assert with_model(f"{line}\n", TASK, ENV) == f"{line}\n"


def test_a_name_that_stands_for_something_else_is_not_imported() -> None:
    with pytest.raises(NotSafe, match=r"Task is not that of app\.models\.task"):
        with_model(
            "from app.models.user import User\nfrom celery import Task\n", TASK, ENV
        )


def test_a_linter_that_notices_imports_is_told() -> None:
    checked = replace(TASK, is_checked=True)

    assert added("from .user import User\n", MODELS, checked) == [
        "from .task import Task  # noqa: F401"
    ]
    assert added('from .user import User\n\n__all__ = ["User"]\n', MODELS, checked) == [
        "from .task import Task",
        '__all__ = ["Task", "User"]',
    ]
