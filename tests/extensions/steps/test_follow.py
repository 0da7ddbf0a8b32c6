"""Updates of a real service: which revisions there are after it, and in which order."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import copier
import pytest
from copier.errors import UserMessageError

from extensions.steps.follow import main
from tests.conftest import git, release, run_copy
from tests.postgres import Postgres
from tools import cell

pytestmark = pytest.mark.all

ANSWERS = ".copier-answers.products.yml"
FIELDS = {"name": "str(20)", "note": "text?"}
ENTRIES = re.compile(r"(?ms)^# A revision that is there.*?(?=^_message_before_copy)")
"""What copier.yml says of revisions."""

Service = Callable[..., Path]


@pytest.fixture(scope="session")
def releases(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A template whose first version knew nothing of revisions, and wrote another one."""
    folder = tmp_path_factory.mktemp("releases") / "template"
    shutil.copytree(template, folder)
    git(folder, "tag", "--delete", "0.0.1")
    settings, first = folder / "copier.yml", folder / MIGRATION
    texts = {file: file.read_text() for file in (settings, first)}
    settings.write_text(ENTRIES.sub("", texts[settings]))
    first.write_text(texts[first].replace('"""Create ', '"""Make '))
    release(folder, "0.0.1")
    for file, text in texts.items():
        file.write_text(text)
    release(folder, "0.0.2")
    return folder


MIGRATION = "parts/migration.py.jinja"


@pytest.fixture(scope="session")
def first(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A service with one endpoint, which anybody may call."""
    folder = tmp_path_factory.mktemp("first") / "shop"
    run_copy(template, folder, resource="product", fields=FIELDS, auth="none")
    return committed(folder)


@pytest.fixture(scope="session")
def both(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A service with two endpoints, which share what the first one brought."""
    folder = tmp_path_factory.mktemp("both") / "shop"
    shared: dict[str, Any] = {"cache": "server", "fields": FIELDS}
    run_copy(template, folder, resource="product", **shared)
    committed(folder)
    run_copy(template, folder, resource="tag", auth="existing", **shared)
    return committed(folder)


def committed(folder: Path) -> Path:
    if not (folder / ".git").exists():
        git(folder, "init", "--quiet")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", "made")
    return folder


def copied(folder: Path, target: Path) -> Path:
    return Path(shutil.copytree(folder, target / "shop"))


def update(folder: Path, of: str = "products", **data: Any) -> None:
    copier.run_update(
        folder,
        answers_file=f".copier-answers.{of}.yml",
        data=data,
        defaults=True,
        overwrite=True,
        unsafe=True,
        quiet=True,
        vcs_ref=copier.VcsRef.CURRENT,
    )


def line(folder: Path) -> list[str]:
    """What each revision does, from the first one to the last."""
    texts = [file.read_text() for file in (folder / VERSIONS).glob("*.py")]
    found = {value(text, "down_revision"): text for text in texts}
    assert len(found) == len(texts)
    after, titles = "None", []
    while after in found:
        text = found.pop(after)
        titles.append(text.partition('"""')[2].partition('."""')[0])
        after = value(text, "revision")
    assert found == {}
    return titles


VERSIONS = "src/shop/migrations/versions"


def value(text: str, name: str) -> str:
    found = re.search(rf"(?m)^{name} = (.*)$", text)
    assert found
    return found[1]


def changed(folder: Path) -> set[str]:
    return {line[3:] for line in git(folder, "status", "--short", "-uall").splitlines()}


# One endpoint ------------------------------------------------------------------


def test_no_version_writes_over_a_revision(releases: Path, tmp_path: Path) -> None:
    folder = tmp_path / "shop"
    copier.run_copy(
        str(releases),
        folder,
        data={"resource": "product", "fields": FIELDS, "auth": "none"},
        defaults=True,
        unsafe=True,
        quiet=True,
        vcs_ref="0.0.1",
    )
    committed(folder)

    copier.run_update(
        folder,
        answers_file=ANSWERS,
        data={"fields": FIELDS | {"price": "int"}},
        defaults=True,
        overwrite=True,
        unsafe=True,
        quiet=True,
    )

    assert line(folder) == ["Make products", "Products: add price"]


def test_the_same_answers_write_nothing(first: Path, tmp_path: Path) -> None:
    folder = copied(first, tmp_path)

    update(folder)

    assert changed(folder) == set()


def test_following_twice_writes_once(first: Path, tmp_path: Path) -> None:
    folder = copied(first, tmp_path)
    update(folder, fields=FIELDS | {"price": "int"})
    after = changed(folder)

    said = [*main(folder, ANSWERS)]

    assert changed(folder) == after
    assert [one.partition(": ")[2] for one in said] == ["add price."]


def test_changes_follow_each_other(first: Path, tmp_path: Path) -> None:
    folder = copied(first, tmp_path)

    for fields in (FIELDS | {"price": "int"}, FIELDS, FIELDS | {"price": "int"}):
        update(folder, fields=fields)
        committed(folder)

    assert line(folder) == [
        "Create products",
        "Products: add price",
        "Products: drop price",
        "Products: add price",
    ]


def test_users_come_before_what_refers_to_them(first: Path, tmp_path: Path) -> None:
    folder = copied(first, tmp_path)

    update(folder, auth="jwt", access="owner")

    assert line(folder) == ["Create products", "Create users", "Products: add owner_id"]


def test_revision_that_somebody_deleted_stays_away(first: Path, tmp_path: Path) -> None:
    folder = copied(first, tmp_path)
    for file in (folder / VERSIONS).glob("*.py"):
        file.rename(file.with_name("0001_all_in_one.py"))
    committed(folder)

    update(folder, fields=FIELDS | {"price": "int"})

    assert line(folder) == ["Create products", "Products: add price"]


def test_several_heads_are_left_to_their_owner(
    first: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    folder = copied(first, tmp_path)
    [own] = (folder / VERSIONS).glob("*_create_products.py")
    after = value(own.read_text(), "revision")
    for number in ("1", "2"):
        text = f'revision = "{number}"\ndown_revision = {after}\n'
        (folder / VERSIONS / f"{number}.py").write_text(text)
    committed(folder)

    update(folder, fields=FIELDS | {"price": "int"})

    assert not any("migrations" in file for file in changed(folder))
    assert "alembic merge heads" in capfd.readouterr().err


def test_answers_that_cannot_be_read_are_told(
    first: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    folder = copied(first, tmp_path)
    text = (folder / ANSWERS).read_text()
    (folder / ANSWERS).write_text("resource: 5\nfields: {}\n")
    committed(folder)
    (folder / ANSWERS).write_text(text)

    said = [*main(folder, ANSWERS)]

    assert said[0].startswith("The last commit has no answers that can be read")
    assert len(said) <= 2
    assert changed(folder) == {ANSWERS}


@pytest.mark.parametrize(
    ("data", "wrong"),
    [
        (
            {"resource": "item"},
            "resource: another one is another endpoint, this is prod",
        ),
        (
            {"plural": "items"},
            "plural: another one is another endpoint, this is product",
        ),
        (
            {"package": "store"},
            "package: another one is another endpoint, this is shop",
        ),
        (
            {"fields": FIELDS | {"note": "list[int]"}},
            "fields.note: values of text cannot",
        ),
    ],
)
def test_update_is_refused_before_anything_is_written(
    first: Path, tmp_path: Path, data: dict[str, Any], wrong: str
) -> None:
    folder = copied(first, tmp_path)

    with pytest.raises(UserMessageError, match=re.escape(wrong)):
        update(folder, **data)

    assert changed(folder) == set()


# What endpoints share ------------------------------------------------------------


def test_what_others_need_stays(both: Path, tmp_path: Path) -> None:
    folder = copied(both, tmp_path)

    update(folder, auth="none", cache="none", pagination="offset")

    deleted = git(folder, "diff", "--name-only", "--diff-filter=D").splitlines()
    assert [file for file in deleted if "products" not in file] == []
    assert line(folder) == ["Create users", "Create products", "Create tags"]
    api = (folder / "src/shop/api.py").read_text()
    for router in ("auth", "caching", "products", "tags"):
        assert f"router.include_router({router}_router)" in api


def test_what_came_back_is_what_it_was(both: Path, tmp_path: Path) -> None:
    folder = copied(both, tmp_path)
    cursors = folder / "src/shop/cursors.py"
    cursors.write_text(cursors.read_text() + "\n# Ours.\n")
    committed(folder)

    for pagination in ("offset", "cursor"):
        update(folder, pagination=pagination)
        committed(folder)

    assert cursors.read_text().endswith("\n# Ours.\n")
    assert "<<<<" not in cursors.read_text()


def test_registration_that_somebody_took_away_stays_away(
    both: Path, tmp_path: Path
) -> None:
    folder = copied(both, tmp_path)
    api = folder / "src/shop/api.py"
    lines = api.read_text().splitlines(keepends=True)
    api.write_text("".join(one for one in lines if "tags_router" not in one))
    committed(folder)

    update(folder, "tags", page_max=50)

    assert "tags_router" not in api.read_text()


# It is proved -----------------------------------------------------------------------


def test_service_holds_after_many_changes(
    first: Path, tmp_path: Path, postgres: Postgres
) -> None:
    folder = copied(first, tmp_path)
    fields = {
        "title": "str(40), unique, was=name",
        "price": "decimal(10, 2)",
        "state": "enum(draft, done) = draft, index",
        "size": {"width": "int"},
        "boss": "ref(User)?, on_delete=set_null",
        "readers": "refs(User)",
    }
    update(folder, fields=fields, auth="jwt", access="owner", cache="server")
    committed(folder)
    later = fields | {"title": "text, min=1", "size": {"width": "int", "depth": "int"}}
    update(folder, fields=later, pagination="offset", response="envelope")

    assert len(line(folder)) == 4
    environment = {
        "MYPY_CACHE_DIR": str(tmp_path / "mypy"),
        "TEST_DATABASE_URL": postgres.url,
    }
    for step in cell.PROOF:
        cell.take(step, folder, environment)
