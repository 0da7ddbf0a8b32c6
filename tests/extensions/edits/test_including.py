"""Routers among those of a project: in its own style, once, and nothing else changes."""

import subprocess
import sys
from dataclasses import replace
from textwrap import dedent

import pytest

from extensions.edits.formatting import laid_out
from extensions.edits.imports import Home
from extensions.edits.including import with_router
from extensions.edits.naming import Router
from extensions.edits.safety import NotSafe
from extensions.ruff import formatted
from extensions.slice.style import Style

HOME = Home("app.api")
ROUTER = Router("app.routes.tasks", "task", "tasks")
STYLE = Style(first_party=frozenset({"app"}))
FEATURE = Router("app.tasks.router", "task", "tasks")


def added(source: str, router: Router = ROUTER, home: Home = HOME) -> list[str]:
    """The lines that change, and those that they become."""
    before = dedent(source).lstrip("\n")
    after = laid_out(before, with_router(before, router, home), STYLE)
    assert with_router(after, router, home) == after
    compile(after, "api.py", "exec")
    there = before.splitlines()
    return [line for line in after.splitlines() if line and line not in there]


# How neighbours do it -------------------------------------------------------------

STYLES: dict[str, tuple[str, Router, list[str]]] = {
    "modules of one package": (
        """
        from app.routes import items, users

        router = APIRouter()
        router.include_router(users.router)
        """,
        ROUTER,
        [
            "from app.routes import items, tasks, users",
            "router.include_router(tasks.router)",
        ],
    ),
    "modules a line": (
        """
        from app.routes import (
            items,
            users,  # people
        )

        router.include_router(users.router)
        """,
        ROUTER,
        ["    tasks,", "router.include_router(tasks.router)"],
    ),
    "modules that are not sorted": (
        """
        from app.routes import users, items

        router.include_router(users.router)
        """,
        ROUTER,
        [
            "from app.routes import users, items, tasks",
            "router.include_router(tasks.router)",
        ],
    ),
    "routers under other names": (
        """
        from app.items.router import router as items_router
        from app.users.router import router as users_router

        router.include_router(users_router)
        """,
        FEATURE,
        [
            "from app.tasks.router import router as tasks_router",
            "router.include_router(tasks_router)",
        ],
    ),
    "routers of one each": (
        """
        from app.users.router import user_router

        router.include_router(user_router)
        """,
        FEATURE,
        [
            "from app.tasks.router import router as task_router",
            "router.include_router(task_router)",
        ],
    ),
    "routers called as resources": (
        """
        from app.users.router import router as users

        router.include_router(users)
        """,
        FEATURE,
        [
            "from app.tasks.router import router as tasks",
            "router.include_router(tasks)",
        ],
    ),
    "relative modules": (
        """
        from .routes import items, users

        router.include_router(users.router)
        """,
        ROUTER,
        [
            "from .routes import items, tasks, users",
            "router.include_router(tasks.router)",
        ],
    ),
    "relative routers": (
        """
        from .users.router import router as users_router

        router.include_router(users_router)
        """,
        FEATURE,
        [
            "from .tasks.router import router as tasks_router",
            "router.include_router(tasks_router)",
        ],
    ),
    "modules that are not called as resources": (
        """
        from app.users import router as users_router

        router.include_router(users_router.router)
        """,
        FEATURE,
        [
            "from app.tasks import router as tasks_router",
            "router.include_router(tasks_router.router)",
        ],
    ),
    "modules called as resources": (
        """
        from app.users import router as users

        router.include_router(users.router)
        """,
        FEATURE,
        [
            "from app.tasks import router as tasks",
            "router.include_router(tasks.router)",
        ],
    ),
    "whole names": (
        """
        import app.routes.users

        router.include_router(app.routes.users.router)
        """,
        ROUTER,
        [
            "import app.routes.tasks",
            "router.include_router(app.routes.tasks.router)",
        ],
    ),
    "routers that functions make": (
        """
        from app.users.router import make_users

        router.include_router(make_users())
        """,
        FEATURE,
        [
            "from app.tasks.router import router as tasks_router",
            "router.include_router(tasks_router)",
        ],
    ),
    "a keyword": (
        """
        from app.routes import users

        router.include_router(router=users.router, tags=["users"])
        """,
        ROUTER,
        [
            "from app.routes import tasks, users",
            "router.include_router(router=tasks.router)",
        ],
    ),
    "a name that is taken": (
        """
        from app.routes import users
        from app.worker import tasks

        router.include_router(users.router)
        """,
        ROUTER,
        [
            "from app.routes import tasks as tasks_router",
            "router.include_router(tasks_router.router)",
        ],
    ),
}


@pytest.mark.parametrize("case", STYLES)
def test_it_is_imported_and_included_as_its_neighbours_are(case: str) -> None:
    source, router, lines = STYLES[case]

    assert added(source, router) == lines


# What neighbours pass ---------------------------------------------------------------

PASSED: dict[str, tuple[str, str]] = {
    "the same prefix": (
        """
        app.include_router(a.router, prefix="/v1")
        app.include_router(b.router, prefix="/v1")
        """,
        'app.include_router(tasks_router, prefix="/v1")',
    ),
    "prefixes with the same beginning": (
        """
        app.include_router(a.router, prefix="/api/v1/as", tags=["a"])
        app.include_router(b.router, prefix="/api/v1/bs", tags=["b"])
        """,
        'app.include_router(tasks_router, prefix="/api/v1")',
    ),
    "prefixes of a setting": (
        """
        app.include_router(a.router, prefix=f"{settings.API}/as")
        app.include_router(b.router, prefix=settings.API + "/bs")
        """,
        "app.include_router(tasks_router, prefix=settings.API)",
    ),
    "a version in a text": (
        """
        app.include_router(a.router, prefix=f'/api/{version}/as')
        app.include_router(b.router, prefix=f'/api/{version}/bs')
        """,
        "app.include_router(tasks_router, prefix=f'/api/{version}')",
    ),
    "prefixes of their own": (
        """
        app.include_router(a.router, prefix="/as")
        app.include_router(b.router, prefix="/bs")
        """,
        "app.include_router(tasks_router)",
    ),
    "one prefix, of its own": (
        'app.include_router(users.router, prefix="/api/users")',
        'app.include_router(tasks_router, prefix="/api")',
    ),
    "one prefix, of a version": (
        'app.include_router(users.router, prefix="/api/v1")',
        'app.include_router(tasks_router, prefix="/api/v1")',
    ),
    "the same dependencies": (
        """
        app.include_router(a.router, dependencies=[Depends(user)], tags=["a"])
        app.include_router(b.router, tags=["b"], dependencies=[Depends(user)])
        """,
        "app.include_router(tasks_router, dependencies=[Depends(user)])",
    ),
    "prefixes but for health": (
        """
        app.include_router(a.router, prefix="/v1")
        app.include_router(health.router)
        """,
        'app.include_router(tasks_router, prefix="/v1")',
    ),
}


@pytest.mark.parametrize("case", PASSED)
def test_it_gets_what_all_its_neighbours_get(case: str) -> None:
    source, line = PASSED[case]

    before = f"app = FastAPI()\n{dedent(source).strip()}\n"

    assert with_router(before, ROUTER, HOME).splitlines()[-1] == line


def test_a_call_is_as_long_as_the_project_allows() -> None:
    source = """
        from app.routes import users

        application_router.include_router(users.router, dependencies=[Depends(user)])
        application_router.include_router(users.admins, dependencies=[Depends(user)])
    """
    before = formatted(dedent(source), replace(STYLE, line_length=60))

    after = laid_out(
        before, with_router(before, ROUTER, HOME), replace(STYLE, line_length=60)
    )

    assert after.endswith(
        "application_router.include_router(\n"
        "    tasks.router, dependencies=[Depends(user)]\n)\n"
    )


# Where --------------------------------------------------------------------------------

PLACES: dict[str, tuple[str, str]] = {
    "a factory": (
        """
        from fastapi import FastAPI

        from app.routes import users


        def create_app() -> FastAPI:
            app = FastAPI()
            app.include_router(users.router)  # people
            return app
        """,
        "    app.include_router(users.router)  # people\n"
        "    app.include_router(tasks.router)\n    return app\n",
    ),
    "a function of its own": (
        """
        def register_routers(app):
            from app.routes import users

            app.include_router(users.router)
        """,
        "    from app.routes import tasks, users\n\n"
        "    app.include_router(users.router)\n    app.include_router(tasks.router)\n",
    ),
    "a method": (
        """
        from app.routes import users

        class Creator:
            def routes(self):
                self.app.include_router(users.router)
        """,
        "        self.app.include_router(users.router)\n"
        "        self.app.include_router(tasks.router)\n",
    ),
    "the router with the most": (
        """
        from app.routes import items, users

        inner.include_router(users.router)
        inner.include_router(items.router)
        outer.include_router(inner)
        """,
        "inner.include_router(items.router)\ninner.include_router(tasks.router)\n",
    ),
    "before those with a condition": (
        """
        from app.routes import private, users

        router.include_router(users.router)

        if settings.LOCAL:
            router.include_router(private.router)
        """,
        "router.include_router(users.router)\nrouter.include_router(tasks.router)\n\n",
    ),
    "between empty lines": (
        """
        from app.routes import items, users

        # people
        router.include_router(users.router)

        router.include_router(items.router)
        """,
        "router.include_router(items.router)\n\nrouter.include_router(tasks.router)\n",
    ),
    "a list that a loop goes over": (
        """
        from app.routes import items, users

        ROUTERS = [users.router, items.router]

        for one in ROUTERS:
            app.include_router(one)
        """,
        "ROUTERS = [users.router, items.router, tasks.router]\n",
    ),
    "a list with a router a line": (
        """
        from app.routes import items, users

        ROUTERS = (
            users.router,
            items.router  # all
        )
        for one in ROUTERS:
            app.include_router(one)
        """,
        "    items.router,  # all\n    tasks.router,\n)\n",
    ),
    "modules that a loop goes over": (
        """
        from app.routes import items, users

        def create_app():
            for module in (users, items):
                app.include_router(module.router)
        """,
        "    for module in (users, items, tasks):\n",
    ),
    "the first router of an application": (
        """
        from fastapi import FastAPI

        app = FastAPI()


        @app.get("/")
        def root(): ...


        if __name__ == "__main__":
            run(app)
        """,
        "def root(): ...\n\n\napp.include_router(tasks_router)\n\n\nif __name__",
    ),
    "the first router of a factory": (
        """
        import fastapi


        def create_app():
            app = fastapi.FastAPI()
            return app
        """,
        "    app.include_router(tasks_router)\n    return app\n",
    ),
}


@pytest.mark.parametrize("case", PLACES)
def test_it_stands_where_the_others_stand(case: str) -> None:
    source, part = PLACES[case]

    before = dedent(source).lstrip("\n")

    after = with_router(before, ROUTER, HOME)

    assert part in laid_out(before, after, STYLE)


def test_what_is_known_to_include_counts_more_than_how_many() -> None:
    source = """
        from app.routes import a, b, c

        v1.include_router(a.router)
        v1.include_router(b.router)
        v2.include_router(c.router)
    """

    assert added(source, replace(ROUTER, receiver="v2"))[1:] == [
        "v2.include_router(tasks.router)"
    ]


# Circular imports -----------------------------------------------------------------

LATE = replace(HOME, is_late=True)


def test_an_import_that_would_be_circular_stands_in_the_function() -> None:
    source = """
        from app.users.router import router as users_router


        def create_app():
            app.include_router(users_router)
            return app
    """

    assert added(source, FEATURE, LATE) == [
        "    from app.tasks.router import router as tasks_router",
        "    app.include_router(tasks_router)",
    ]


def test_or_below_what_the_module_defines() -> None:
    source = """
        from fastapi import FastAPI
        from app.users.router import router as users_router

        app = FastAPI()
        app.include_router(users_router)


        def get_db(): ...
    """

    after = with_router(dedent(source), FEATURE, LATE)

    assert after.endswith(
        "def get_db(): ...\n\n\n"
        "from app.tasks.router import router as tasks_router  # noqa: E402\n"
        "app.include_router(tasks_router)\n"
    )


def test_neighbours_that_are_imported_below_show_the_place() -> None:
    source = """
        app = FastAPI()


        def get_db(): ...


        from app.users.router import router as users_router  # noqa: E402

        app.include_router(users_router)
    """

    assert added(source, FEATURE, LATE) == [
        "from app.tasks.router import router as tasks_router  # noqa: E402",
        "app.include_router(tasks_router)",
    ]


# What is not safe -----------------------------------------------------------------

NOT_SAFE: dict[str, tuple[str, str]] = {
    "no Python": ("def (", "it is not Python that can be read"),
    "a condition": (
        "if on:\n    app.include_router(users.router)\n",
        "it includes its routers under a condition",
    ),
    "modules that are looked for": (
        "for module in modules_of(package):\n    app.include_router(module.router)\n",
        r"in a loop over modules_of\(package\)",
    ),
    "a list of another module": (
        "from app.routes import ROUTERS\n\n"
        "for one in ROUTERS:\n    app.include_router(one)\n",
        "in a loop over ROUTERS",
    ),
    "pairs": (
        "for one, prefix in ROUTERS:\n    app.include_router(one, prefix=prefix)\n",
        "in a loop, from no list of them",
    ),
    "calls in a list": (
        "for one in [make_users()]:\n    app.include_router(one)\n",
        "holds more than routers",
    ),
    "no application": ("ROUTERS = []\n", "it includes no router, and makes no appl"),
    "imports below": (
        "def make(app):\n    app.include_router(users.router)\n\n\n"
        "from app.routes import users\n",
        "below the place that includes them",
    ),
    "imports that share a line": (
        "import os; from app.routes import users\napp.include_router(users.router)\n",
        "share a line",
    ),
}


@pytest.mark.parametrize("case", NOT_SAFE)
def test_what_is_not_understood_is_not_changed(case: str) -> None:
    source, why = NOT_SAFE[case]

    with pytest.raises(NotSafe, match=why):
        with_router(source, ROUTER, HOME)


@pytest.mark.parametrize(
    "line",
    [
        "from app.routes.tasks import router as mine",
        "from app.routes import tasks as mine",
        "import app.routes.tasks as mine",
        "from .routes import tasks as mine",
    ],
)
def test_a_router_that_is_there_is_not_added_again(line: str) -> None:
    source = f"{line}\n\napp.include_router(mine)\n"

    assert with_router(source, ROUTER, HOME) == source


def test_a_router_that_is_only_imported_is_added() -> None:
    source = "from app.routes import tasks, users\n\napp.include_router(users.router)\n"

    assert with_router(source, ROUTER, HOME).endswith(
        "app.include_router(users.router)\napp.include_router(tasks_router.router)\n"
    )


@pytest.mark.slow
@pytest.mark.parametrize("case", [*STYLES, *PLACES])
def test_a_formatter_and_a_linter_have_nothing_to_say_that_they_had_not(
    case: str,
) -> None:
    source = (STYLES.get(case) or PLACES[case])[0]
    router = STYLES[case][1] if case in STYLES else ROUTER
    before = ruff(dedent(source).lstrip("\n"), "format")
    after = laid_out(before, with_router(before, router, HOME), STYLE)

    assert ruff(after, "format") == after
    assert complaints(after) <= complaints(before)


def ruff(text: str, *arguments: str) -> str:
    command = [sys.executable, "-m", "ruff", *arguments, "--isolated", "--quiet", "-"]
    done = subprocess.run(
        command, input=text, capture_output=True, text=True, check=False
    )
    return done.stdout


def complaints(text: str) -> set[str]:
    """The rules that a linter says are broken."""
    said = ruff(
        text,
        *("check", "--output-format", "concise", "--select", "I,E4,F401,F811"),
        *("--config", "lint.isort.known-first-party = ['app']"),
    )
    return {line.split()[1] for line in said.splitlines() if ":" in line}
