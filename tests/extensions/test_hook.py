"""The hook: what templates read, and what an update, a recopy and a fork rely on."""

from pathlib import Path
from shutil import copytree
from typing import Any

import copier
import pytest
import yaml
from copier.errors import UserMessageError

from extensions.load import package_of
from tests.conftest import ROOT, git, release, run_copy

ANSWERS = ".copier-answers.order_items.yml"
MOTTO = "motto:\n  type: str\n  default: none yet\n"
SECOND_PLAN = '\ndescribed = lambda *_: "second"\n'


@pytest.fixture
def upstream(bare_template: Path, tmp_path: Path) -> Path:
    """A template of our own, to release new versions of."""
    return copytree(bare_template, tmp_path / "upstream")


@pytest.fixture
def project(upstream: Path, tmp_path: Path) -> Path:
    """A project of the first version, committed."""
    fields = {"zeta": "str(20)", "alpha": "int"}
    folder = run_copy(upstream, tmp_path / "shop", resource="order_item", fields=fields)
    git(folder, "init", "--quiet")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "made")
    return folder


def update(folder: Path, **data: Any) -> None:
    copier.run_update(
        folder,
        data=data,
        answers_file=ANSWERS,
        defaults=True,
        overwrite=True,
        unsafe=True,
        quiet=True,
    )


def recopy(folder: Path, **data: Any) -> None:
    copier.run_recopy(
        folder,
        data=data,
        answers_file=ANSWERS,
        defaults=True,
        overwrite=True,
        unsafe=True,
        quiet=True,
    )


def append(file: Path, text: str) -> None:
    file.write_text(file.read_text() + text)


def changes(folder: Path) -> str:
    return git(folder, "status", "--porcelain")


def recorded(folder: Path) -> dict[str, Any]:
    answers: dict[str, Any] = yaml.safe_load((folder / ANSWERS).read_text())
    return answers


def test_templates_read_the_plan_that_is_approved(
    upstream: Path, tmp_path: Path
) -> None:
    reads = "{{ slice.answers.name.pascal }} {{ files.router }} {{ at.service }}\n"
    (upstream / "template" / "reads.txt.jinja").write_text(reads)
    release(upstream, "0.0.2")

    folder = run_copy(upstream, tmp_path / "shop", resource="order_item")

    assert (folder / "reads.txt").read_text().startswith("OrderItem src/shop/")


def test_an_unknown_name_in_a_template_is_an_error(
    upstream: Path, tmp_path: Path
) -> None:
    (upstream / "template" / "reads.txt.jinja").write_text("{{ nothing }}")
    release(upstream, "0.0.2")

    with pytest.raises(Exception, match="'nothing' is undefined"):
        run_copy(upstream, tmp_path / "shop", resource="order_item")


@pytest.mark.all
def test_an_update_without_news_changes_nothing(project: Path) -> None:
    update(project)

    assert changes(project) == ""
    assert list(recorded(project)["fields"]) == ["zeta", "alpha"]


@pytest.mark.all
def test_an_update_keeps_actions_and_operations(upstream: Path, tmp_path: Path) -> None:
    folder = run_copy(
        upstream,
        tmp_path / "shop",
        resource="order_item",
        preset="read_only",
        fields={"state": "enum(a, b)", "at": "datetime?"},
        actions="{go: {from: {state: [a]}, set: {state: b, at: now}, input: {n: str?}}}",
        access="roles",
        roles="go: [admin]",
    )
    git(folder, "init", "--quiet")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "made")
    before = recorded(folder)

    update(folder)

    assert changes(folder) == ""
    assert recorded(folder) == before
    assert before["operations"] == ["list", "read"]
    assert list(before["actions"]["go"]) == ["from", "set", "input"]
    assert "preset" not in before


@pytest.mark.all
def test_an_update_runs_each_versions_own_code(upstream: Path, project: Path) -> None:
    append(upstream / "extensions/plan/preview.py", SECOND_PLAN)
    release(upstream, "0.0.2")

    update(project)

    assert (project / "plan.txt").read_text() == "second\n"


@pytest.mark.all
@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"pagintion": "none"}, "pagintion: there is no such answer; did you mean pag"),
        ({"layout": "x"}, "layout: 'x' is not a choice; accepted: feature, layered"),
        ({"sort": ["gone"]}, "sort: there is no field 'gone'; accepted: zeta, alpha"),
        ({"preset": "read_only"}, "preset: only proposes operations, and there are "),
        ({"operations": []}, "actions: is empty, and operations is too; accepted: an "),
    ],
)
def test_an_update_with_a_bad_answer_changes_nothing(
    project: Path,
    data: dict[str, Any],
    message: str,
) -> None:
    with pytest.raises(UserMessageError) as refused:
        update(project, **data)

    assert str(refused.value).startswith(message)
    assert changes(project) == ""


@pytest.mark.all
def test_a_declined_update_changes_nothing(project: Path) -> None:
    with pytest.raises(UserMessageError, match="Plan declined; nothing was written"):
        update(project, approve=False)

    assert changes(project) == ""


@pytest.mark.all
def test_a_field_that_goes_leaves_filters_and_sort(project: Path) -> None:
    update(project, fields={"zeta": "str(20)", "beta": "int"})

    answers = recorded(project)
    assert answers["filters"] == answers["sort"] == ["zeta"]


@pytest.mark.all
def test_recorded_fields_that_are_no_longer_accepted_stop_a_silent_update(
    project: Path,
) -> None:
    text = (project / ANSWERS).read_text().replace("alpha: int", "alpha: integer")
    (project / ANSWERS).write_text(text)

    with pytest.raises(UserMessageError, match=r"^fields\.alpha: unknown type"):
        recopy(project)


@pytest.mark.all
def test_an_update_survives_a_question_that_is_gone(
    upstream: Path,
    tmp_path: Path,
) -> None:
    append(upstream / "house" / "questions.yml", MOTTO)
    release(upstream, "0.0.2")
    folder = run_copy(upstream, tmp_path / "shop", resource="order_item", motto="go")
    git(folder, "init", "--quiet")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "made")
    (upstream / "house" / "questions.yml").write_text("")
    release(upstream, "0.0.3")

    update(folder)

    assert "motto" not in recorded(folder)


@pytest.mark.all
def test_a_recopy_writes_over_its_own_project(project: Path) -> None:
    (project / "plan.txt").unlink()

    recopy(project)

    assert changes(project) == ""


@pytest.mark.all
def test_a_declined_recopy_writes_nothing(project: Path) -> None:
    (project / "plan.txt").unlink()

    with pytest.raises(UserMessageError, match="Plan declined; nothing was written"):
        recopy(project, approve=False)

    assert not (project / "plan.txt").exists()


@pytest.mark.all
def test_a_fork_adds_a_question(upstream: Path, tmp_path: Path) -> None:
    append(upstream / "house" / "questions.yml", MOTTO)
    release(upstream, "0.0.2")

    folder = run_copy(upstream, tmp_path / "shop", resource="order_item", motto="go")

    assert recorded(folder)["motto"] == "go"
    with pytest.raises(UserMessageError, match=r"moto: .*; did you mean motto\?"):
        run_copy(upstream, tmp_path / "other", resource="order_item", moto="go")


def test_a_fork_changes_a_default(upstream: Path, tmp_path: Path) -> None:
    question = yaml.safe_load((ROOT / "interview" / "0-project.yml").read_text())
    text = yaml.safe_dump({"layout": {**question["layout"], "default": "layered"}})
    append(upstream / "house" / "questions.yml", text)
    release(upstream, "0.0.2")

    folder = run_copy(upstream, tmp_path / "shop", resource="order_item")

    assert recorded(folder)["layout"] == "layered"


def test_two_copies_of_the_package_do_not_meet(tmp_path: Path) -> None:
    for version in ("one", "two"):
        (tmp_path / version).mkdir()
        (tmp_path / version / "__init__.py").write_text(f"VERSION = {version!r}")

    one, two = package_of(tmp_path / "one"), package_of(tmp_path / "two")

    assert __import__(one).VERSION == "one"
    assert __import__(two).VERSION == "two"
