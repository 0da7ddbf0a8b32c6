"""Private parts of Copier: each test says what users lose when its part changes."""

from pathlib import Path
from typing import Any

import pytest
from copier import _user_data
from copier._main import Worker

from extensions.copier_internals import Foreign, _worker, replace_yaml

FIELDS = {"title": "str(200)", "at": "datetime"}
FOREIGN = "_src_path: other\nproject_state: new\nauth: jwt\nteam: ours\n"


@pytest.fixture
def worker(tmp_path: Path) -> Worker:
    (tmp_path / "template").mkdir()
    (tmp_path / "shop").mkdir()
    (tmp_path / "shop/.copier-answers.yml").write_text(FOREIGN)
    made = Worker(src_path=str(tmp_path / "template"), dst_path=tmp_path / "shop")
    made.answers = _user_data.AnswersMap(last=dict(made.subproject.last_answers))
    return made


def conf_of(worker: Worker) -> Any:
    return worker._render_context()["_copier_conf"]


def test_without_its_yaml_fields_are_sorted_on_the_screen(worker: Worker) -> None:
    """And an update that is waved through would move every field of the code."""
    replace_yaml()

    shown = _user_data.Question(
        var_name="fields",
        answers=_user_data.AnswersMap(),
        context={},
        jinja_env=worker.jinja_env,
        settings=worker.settings,
        type="yaml",
        default=FIELDS,
        multiline=True,
    ).get_default_rendered()

    assert shown == "title: str(200)\nat: datetime"


def test_without_its_yaml_a_bad_answer_is_only_called_invalid() -> None:
    replace_yaml()

    assert _user_data.parse_yaml_string("{a: b") == "{a: b"


def test_without_its_worker_answers_of_another_template_become_ours(
    worker: Worker,
) -> None:
    """A `.copier-answers.yml` that another template left would answer `auth`."""
    answered = {"auth": "jwt", "resource": "tag"}

    kept = Foreign().forgotten(conf_of(worker), answered, ["auth", "resource"])

    assert _worker(conf_of(worker)) is worker
    assert kept == {"resource": "tag"}
    assert "auth" not in worker.answers.last
    assert worker.answers.last["team"] == "ours"
