"""The interview as a person meets it: a real terminal, every round."""

import os
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pexpect
import pytest
import yaml

from tests.conftest import ROOT, git, run_copy

BOOKSHOP = ROOT / "tests/projects/bookshop"

pytestmark = pytest.mark.slow

ENTER, DOWN, UP, SPACE, CLEAR_LINE = "\r", "\x1b[B", "\x1b[A", " ", "\x15"
DONE = "\x1b\r"
"""Escape and Enter, which end an answer of many lines."""
CURSOR_REPORT = "\x1b[1;1R"
"""What a terminal says of its cursor; without it no message fits under a list."""

NOT_ASKED = ""

QUESTIONS = {
    "project_state": ("Is this a new service", ENTER),
    "app": ("There are several applications.", NOT_ASKED),
    "project": ("What the survey found in the project.", NOT_ASKED),
    "project_name": ("What is the service called?", ENTER),
    "package": ("Which package is imported?", ENTER),
    "layout": ("Where do the parts of a resource live?", ENTER),
    "response": ("How is a resource wrapped", ENTER),
    "endpoint": ("What is the endpoint for?", ENTER),
    "model": ("Which model is it for?", NOT_ASKED),
    "resource": ("What is one of them called?", f"order_item{ENTER}"),
    "plural": ("And several of them?", ENTER),
    "parent": ("Which model is the parent?", NOT_ASKED),
    "preset": ("What is it mostly for?", ENTER),
    "operations": ("What can clients do?", ENTER),
    "fields": ("Which fields does it have?", DONE),
    "actions": ("Which custom actions are there", DONE),
    "auth": ("How do callers prove", ENTER),
    "access": ("Who of them may do what?", ENTER),
    "roles": ("Which roles may do what?", NOT_ASKED),
    "pagination": ("How are long lists split", ENTER),
    "page_size": ("How many rows has a page", ENTER),
    "page_max": ("And at most?", ENTER),
    "filters": ("By which fields can a list be filtered?", ENTER),
    "sort": ("By which fields can it be sorted?", ENTER),
    "search": ("Which fields does ?q= search?", ENTER),
    "cache": ("May reads be answered from a cache?", ENTER),
    "head": ("There are several newest revisions.", NOT_ASKED),
    "approve": ("Write this?", ENTER),
}

LISTS = ("pagination", "page_size", "page_max", "filters", "sort", "search", "cache")
"""What is only asked where there is something to read."""


class Terminal:
    """A terminal in which Copier asks."""

    def __init__(self, *arguments: str) -> None:
        self.screen = pexpect.spawn(
            sys.executable,
            ["-m", "copier", *arguments],
            env={**os.environ, "TERM": "xterm", "PROMPT_TOOLKIT_NO_CPR": "1"},
            encoding="utf-8",
            dimensions=(60, 400),
            timeout=120,
        )

    def answer(self, until: str = "", **keys: str) -> None:
        """Answer one question after another; by default as proposed."""
        for name, (asked, proposed) in QUESTIONS.items():
            if name == until:
                self.screen.expect_exact(asked)
                return
            if sent := keys.get(name, proposed):
                self.screen.expect_exact(asked)
                self.screen.send(sent)

    def go_on(self, after: str, **keys: str) -> None:
        """Answer the questions that come after one."""
        names = list(QUESTIONS)
        skipped = dict.fromkeys(names[: names.index(after) + 1], NOT_ASKED)
        self.answer(**{**skipped, **keys})

    def end(self) -> int:
        """Wait for the end, and return the exit status."""
        self.screen.expect(pexpect.EOF)
        self.screen.close()
        return int(self.screen.exitstatus)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "shop"


@pytest.fixture
def terminal(bare_template: Path, folder: Path) -> Iterator[Terminal]:
    running = Terminal("copy", "--trust", str(bare_template), str(folder))
    yield running
    running.screen.close(force=True)


def words(screen: str) -> str:
    """What stands on a screen, without its layout."""
    return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]|\s", "", screen)


def recorded(folder: Path) -> dict[str, Any]:
    (file,) = folder.glob(".copier-answers.*.yml")
    answers: dict[str, Any] = yaml.safe_load(file.read_text())
    return answers


def test_all_as_proposed_shows_the_plan_and_writes(
    terminal: Terminal,
    folder: Path,
) -> None:
    terminal.answer(until="approve")
    assert "Endpoints" in terminal.screen.before
    terminal.screen.send(ENTER)

    assert terminal.end() == 0
    assert "shop is written" in terminal.screen.before
    assert list(recorded(folder)["fields"]) == ["name", "description"]


def test_the_plan_that_was_shown_is_the_one_that_is_written(
    terminal: Terminal,
    folder: Path,
) -> None:
    terminal.answer(until="approve")
    shown = words(terminal.screen.before)
    terminal.screen.send(ENTER)

    assert terminal.end() == 0
    assert words((folder / "plan.txt").read_text()) in shown


def test_declining_writes_nothing(terminal: Terminal, folder: Path) -> None:
    terminal.answer(approve="n")

    assert terminal.end() == 1
    assert "Plan declined; nothing was written." in terminal.screen.before
    assert "Traceback" not in terminal.screen.before
    assert not folder.exists()


def test_a_bad_name_is_told_at_the_question_and_can_be_corrected(
    terminal: Terminal,
    folder: Path,
) -> None:
    terminal.answer(until="resource")
    terminal.screen.send(f"Order{ENTER}")
    terminal.screen.expect_exact("'Order' is not snake_case")
    terminal.screen.send(f"{CLEAR_LINE}invoice{ENTER}")
    terminal.go_on(after="resource")

    assert terminal.end() == 0
    assert recorded(folder)["plural"] == "invoices"


def test_a_bad_field_is_told_at_the_question_and_can_be_corrected(
    terminal: Terminal,
    folder: Path,
) -> None:
    terminal.answer(until="fields")
    terminal.screen.send(f"\rtotal: decimall{DONE}")
    terminal.screen.expect_exact("total: unknown type 'decimall'")
    terminal.screen.send(f"\x7f{DONE}")
    terminal.go_on(after="fields")

    assert terminal.end() == 0
    fields = recorded(folder)["fields"]
    assert fields == {"name": "str(200)", "description": "text?", "total": "decimal"}
    assert list(fields) == ["name", "description", "total"]


def test_arrows_and_space_choose(terminal: Terminal, folder: Path) -> None:
    terminal.answer(
        layout=f"{DOWN}{ENTER}",
        auth=f"{DOWN}{DOWN}{ENTER}",
        access=NOT_ASKED,
        page_size=f"\x7f\x7f50{ENTER}",
        filters=f"{SPACE}{ENTER}",
        search=f"{SPACE}{ENTER}",
    )

    assert terminal.end() == 0
    answers = recorded(folder)
    assert answers["layout"] == "layered"
    assert answers["auth"] == "none"
    assert answers["page_size"] == 50
    assert answers["filters"] == ["description"]
    assert answers["search"] == ["name"]
    assert "access" not in answers


def test_a_preset_an_action_and_roles(terminal: Terminal, folder: Path) -> None:
    action = "archive: {from: {description: null}, input: {reason: str?}}"
    terminal.answer(
        preset=f"{DOWN}{ENTER}",
        fields=f"\rdone: bool = false{DONE}",
        actions=f"{CLEAR_LINE}finish: {{set: {{done: true}}}}\r{action}{DONE}",
        access=f"{DOWN}{ENTER}",
        roles=f"{CLEAR_LINE}read: [guest]\rfinish: [admin, editor]{DONE}",
    )

    assert terminal.end() == 0
    answers = recorded(folder)
    assert answers["operations"] == ["list", "read"]
    assert answers["actions"] == {
        "finish": {"set": {"done": True}},
        "archive": {"from": {"description": None}, "input": {"reason": "str?"}},
    }
    assert answers["roles"] == {"read": ["guest"], "finish": ["admin", "editor"]}
    assert "preset" not in answers


def test_custom_actions_alone(terminal: Terminal, folder: Path) -> None:
    terminal.answer(until="preset")
    terminal.screen.send(f"{DOWN}{DOWN}{ENTER}")
    terminal.screen.expect_exact("What can clients do?")
    terminal.screen.send(ENTER)
    terminal.screen.expect_exact("Which fields does it have?")
    terminal.screen.send(DONE)
    terminal.screen.expect_exact("Which custom actions are there")
    terminal.screen.send(DONE)
    terminal.screen.expect_exact("is empty, and operations is too")
    terminal.screen.send(f"{CLEAR_LINE}rename: {{input: {{name: str(200)}}}}{DONE}")
    terminal.go_on(after="actions", **dict.fromkeys(LISTS, NOT_ASKED))

    assert terminal.end() == 0
    assert recorded(folder)["operations"] == []
    assert "pagination" not in recorded(folder)


def test_a_bad_action_is_told_at_the_question_and_can_be_corrected(
    terminal: Terminal,
    folder: Path,
) -> None:
    terminal.answer(until="actions")
    terminal.screen.send(f"{CLEAR_LINE}finish: {{set: {{nme: x}}}}{DONE}")
    terminal.screen.expect_exact(".finish.set.nme: there is no field 'nme'")
    terminal.screen.send(f"{CLEAR_LINE}finish: {{set: {{name: x}}}}{DONE}")
    terminal.go_on(after="actions")

    assert terminal.end() == 0
    assert recorded(folder)["actions"] == {"finish": {"set": {"name": "x"}}}


def test_yaml_that_cannot_be_read_is_told_with_its_line(terminal: Terminal) -> None:
    terminal.answer(until="actions")
    terminal.screen.send(f"{CLEAR_LINE}finish: {{set: {DONE}")

    terminal.screen.expect_exact("is not YAML (")


def test_a_choice_that_cannot_be_is_passed_over(
    terminal: Terminal, folder: Path
) -> None:
    terminal.answer(endpoint=f"{DOWN}{ENTER}", auth=f"{DOWN}{DOWN}{DOWN}{ENTER}")

    assert terminal.end() == 0
    answers = recorded(folder)
    assert answers["endpoint"] == "new_resource"
    assert answers["auth"] == "jwt"


def test_roles_of_what_is_not_chosen_are_told(terminal: Terminal) -> None:
    terminal.answer(until="access", preset=f"{DOWN}{ENTER}")
    terminal.screen.send(f"{DOWN}{ENTER}")
    terminal.screen.expect_exact("Which roles may do what?")
    terminal.screen.send(f"{CLEAR_LINE}delete: [admin]{DONE}")

    terminal.screen.expect_exact("there is no operation or action 'delete'")


def test_an_update_that_is_waved_through_changes_nothing(
    bare_template: Path,
    folder: Path,
) -> None:
    fields = {"zeta": "str(20)", "alpha": "int"}
    run_copy(bare_template, folder, resource="order_item", fields=fields)
    git(folder, "init", "--quiet")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "made")
    file = ".copier-answers.order_items.yml"
    terminal = Terminal("update", "--trust", "--answers-file", file, str(folder))

    terminal.answer(resource=ENTER, preset=NOT_ASKED)

    assert terminal.end() == 0
    assert git(folder, "status", "--porcelain") == ""


def test_a_folder_with_something_in_it_is_told_before_the_first_question(
    bare_template: Path,
    folder: Path,
) -> None:
    folder.mkdir()
    (folder / "notes.txt").touch()
    terminal = Terminal("copy", "--trust", str(bare_template), str(folder))

    assert terminal.end() == 1
    assert "shop is not empty, it has notes.txt" in terminal.screen.before
    assert "Traceback" not in terminal.screen.before


def test_a_list_given_beforehand_is_held_against_the_fields_that_are_typed(
    bare_template: Path,
    folder: Path,
) -> None:
    arguments = ["copy", "--trust", "-d", "sort=[total]", str(bare_template)]
    terminal = Terminal(*arguments, str(folder))
    terminal.answer(until="fields")
    terminal.screen.send(DONE)

    assert terminal.end() == 1
    assert "sort: there is no field 'total'" in terminal.screen.before
    assert "Traceback" not in terminal.screen.before
    assert not folder.exists()


def test_a_parent_is_chosen_from_the_models_of_the_project(
    bare_template: Path,
    folder: Path,
) -> None:
    shutil.copytree(ROOT / "examples" / "catalogue", folder)
    terminal = Terminal("copy", "--trust", str(bare_template), str(folder))
    found = {"package": NOT_ASKED, "project_name": NOT_ASKED}
    terminal.answer(until="layout", project_state=ENTER, project=DONE, **found)
    terminal.screen.send(ENTER)
    terminal.go_on(
        after="layout",
        endpoint=f"{DOWN}{DOWN}{ENTER}",
        resource=f"review{ENTER}",
        parent=f"{DOWN}{ENTER}",
    )

    assert terminal.end() == 0
    answers = yaml.safe_load((folder / ".copier-answers.reviews.yml").read_text())
    assert answers["parent"] == "catalogue.products.models:Product"


def test_a_second_endpoint_is_planned_from_what_was_found(
    template: Path,
    folder: Path,
) -> None:
    run_copy(template, folder, resource="customer")
    terminal = Terminal("copy", "--trust", str(template), str(folder))

    terminal.screen.expect_exact("Found shop (src/shop/main.py:")
    terminal.answer(
        until="approve",
        project=DONE,
        project_name=NOT_ASKED,
        package=NOT_ASKED,
        resource=f"invoice{ENTER}",
    )
    shown = words(terminal.screen.before)
    terminal.screen.send(ENTER)

    assert terminal.end() == 0
    assert words("router.include_router(invoices_router)") in shown
    assert (folder / ".copier-answers.invoices.yml").exists()


# Projects of others ---------------------------------------------------------------


OF_OTHERS = {
    "project": DONE,
    "project_name": NOT_ASKED,
    "package": NOT_ASKED,
    "layout": NOT_ASKED,
    "response": NOT_ASKED,
    "resource": f"task{ENTER}",
}
"""What is answered, and what need not be, where the project has its own ways."""


@pytest.fixture
def bookshop(folder: Path) -> Path:
    return Path(shutil.copytree(BOOKSHOP, folder))


@pytest.fixture
def asked(bare_template: Path, bookshop: Path) -> Iterator[Callable[[], Terminal]]:
    """Start the interview in the bookshop, which a test may change before."""
    running: list[Terminal] = []

    def start() -> Terminal:
        running.append(Terminal("copy", "--trust", str(bare_template), str(bookshop)))
        return running[0]

    yield start
    running[0].screen.close(force=True)


def test_a_project_of_others_is_asked_what_it_leaves_open(
    asked: Callable[[], Terminal], bookshop: Path
) -> None:
    terminal = asked()

    terminal.screen.expect_exact("Found app (app/main.py:")
    terminal.answer(**OF_OTHERS)

    assert terminal.end() == 0
    answers = recorded(bookshop)
    assert answers["auth"] == "existing"
    assert "layout" not in answers


@pytest.fixture
def hidden(bookshop: Path) -> None:
    """Routes of the bookshop ask for callers by what no new route can name."""
    deps = bookshop / "app/api/deps.py"
    needs_a_path = "username: str, db: AsyncSession = Depends(get_db), token"
    deps.write_text(
        deps.read_text().replace(
            "db: AsyncSession = Depends(get_db), token", needs_a_path
        )
    )


@pytest.mark.usefixtures("hidden")
def test_an_endpoint_among_guarded_ones_has_no_proposal(
    asked: Callable[[], Terminal], bookshop: Path
) -> None:
    terminal = asked()

    terminal.answer(until="auth", **OF_OTHERS)
    terminal.screen.send(ENTER)
    terminal.screen.expect_exact("routes ask for a caller, and nothing that tells who")

    assert terminal.end() == 1
    assert not [*bookshop.glob(".copier-answers.*.yml")]


@pytest.mark.usefixtures("hidden")
def test_an_endpoint_among_guarded_ones_is_open_on_purpose(
    asked: Callable[[], Terminal], bookshop: Path
) -> None:
    terminal = asked()

    terminal.answer(**{**OF_OTHERS, "auth": f"{UP}{ENTER}", "access": NOT_ASKED})

    assert terminal.end() == 0
    assert recorded(bookshop)["auth"] == "none"


def test_of_several_applications_one_is_chosen(
    asked: Callable[[], Terminal], bookshop: Path
) -> None:
    (bookshop / "app/admin.py").write_text(
        "from fastapi import APIRouter, FastAPI\n\napp = FastAPI()\n"
        "router = APIRouter(prefix='/admin')\napp.include_router(router)\n"
    )
    terminal = asked()

    terminal.answer(**OF_OTHERS, app=f"{DOWN}{ENTER}")

    assert terminal.end() == 0
    assert recorded(bookshop)["app"] == "app.admin:app"
    assert recorded(bookshop)["project"]["app"] == "app.admin:app"


def test_of_several_revisions_one_is_followed(
    asked: Callable[[], Terminal], bookshop: Path
) -> None:
    versions = bookshop / "alembic/versions"
    (versions / "other.py").write_text('revision = "other"\ndown_revision = None\n')
    terminal = asked()

    terminal.answer(**OF_OTHERS, head=f"{DOWN}{ENTER}")

    assert terminal.end() == 0
    assert recorded(bookshop)["head"] == "other"


def test_a_model_that_is_there_proposes_its_names_and_fields(
    asked: Callable[[], Terminal], bookshop: Path
) -> None:
    terminal = asked()

    terminal.answer(
        **{**OF_OTHERS, "resource": ENTER},
        endpoint=f"{DOWN}{ENTER}",
        model=ENTER,
    )

    assert terminal.end() == 0
    answers = recorded(bookshop)
    assert answers["model"] == "app.models.author:Author"
    assert (answers["resource"], answers["plural"]) == ("author", "authors")
    assert "biography" in answers["fields"]
