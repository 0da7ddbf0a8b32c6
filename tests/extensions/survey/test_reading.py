"""Reading: which files, under which names, and how fast."""

from pathlib import Path

import pytest

from extensions.survey.reading import Sources
from extensions.survey.survey import Survey
from tests.extensions.survey.projects import APP, written


@pytest.mark.parametrize(
    ("files", "root", "name"),
    [
        (["src/shop/__init__.py", "src/shop/main.py"], "src", "shop.main"),
        (["shop/__init__.py", "shop/main.py"], ".", "shop.main"),
        (["backend/app/__init__.py", "backend/app/main.py"], "backend", "app.main"),
        (["main.py"], ".", "main"),
    ],
)
def test_modules_have_the_names_that_they_are_imported_by(
    tmp_path: Path, files: list[str], root: str, name: str
) -> None:
    sources = Sources(written(tmp_path, dict.fromkeys(files, "x = 1\n")))

    assert sources.root == root
    assert name in sources.by_name


IMPORTING = "from fastapi import FastAPI\nfrom {} import x\n\napp = FastAPI()\n"


@pytest.mark.parametrize(
    ("file", "imported", "root"),
    [
        ("src/main.py", "src.db", "."),
        ("src/shop/main.py", "shop.db", "src"),
        ("server/shop/main.py", "shop.db", "server"),
    ],
)
def test_imports_tell_the_root(
    tmp_path: Path, file: str, imported: str, root: str
) -> None:
    before = file.rpartition("/")[0]
    files = {
        file: IMPORTING.format(imported),
        f"{before}/db.py": "x = 1\n",
        "sdk/client/__init__.py": "from client.api import y\n",
        "sdk/client/api.py": "y = 1\n",
    }

    assert Sources(written(tmp_path, files)).root == root


NEWER = {
    "exceptions without brackets": "try:\n    pass\nexcept A, B:\n    pass\n",
    "types": "type Ids[T] = list[T]\n",
    "parameters of types": "class A[T: int, *U](B):\n    def f[V](self): ...\n",
    "quotes in quotes": "def f(x):\n    return f(\n        f'{x['a']}',\n    )\n",
    "templates": "x = t'{y}'\n",
}


@pytest.mark.parametrize("form", NEWER)
def test_later_syntax_is_read(tmp_path: Path, form: str) -> None:
    files = {"shop/main.py": f"{APP}\n{NEWER[form]}"}

    assert Survey.of(written(tmp_path, files)).project["app"] == "shop.main:app"


MISTAKES = {
    "in a function": "def f():\n    return 1 +\n\n\n",
    "in the head of a block": "if x = 1:\n    a = 1\n    b = 2\n\n\n",
    "in brackets": "x = [\n    1 2,\n]\n",
    "of a merge": "<<<<<<< HEAD\nx = 1\n=======\nx = 2\n>>>>>>> theirs\n",
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_costs_its_lines_alone(tmp_path: Path, mistake: str) -> None:
    files = {"shop/main.py": MISTAKES[mistake] + APP}

    survey = Survey.of(written(tmp_path, files))

    assert survey.project["app"] == "shop.main:app"
    last = files["shop/main.py"].count("\n")
    assert str(survey.evidence["app"]) == f"shop/main.py:{last}"


UNREADABLE = {
    "of another encoding": "x = 'é'".encode("latin-1"),
    "with a zero": b"x = 1\0\n",
    "too deep": b"x = " + b"(" * 9_999 + b"1" + b")" * 9_999,
    "deep in another way": b"class A(Base):\n    x: Mapped[" + b"-" * 9_999 + b"1]\n",
    "without an end": b'x = """',
}


@pytest.mark.parametrize("case", UNREADABLE)
def test_an_unreadable_file_costs_no_other(tmp_path: Path, case: str) -> None:
    folder = written(tmp_path, {"shop/main.py": APP})
    (folder / "shop/models.py").write_bytes(UNREADABLE[case])

    assert Survey.of(folder).project["app"] == "shop.main:app"


@pytest.mark.parametrize(
    "folder", [".venv", "venv", "node_modules", "build", "mine/lib"]
)
def test_what_is_installed_or_made_is_left_out(tmp_path: Path, folder: str) -> None:
    files = {f"{folder}/main.py": APP, "mine/pyvenv.cfg": "home = /usr\n"}

    assert not Survey.of(written(tmp_path, files)).has_app


def test_a_package_may_be_called_like_what_is_made(tmp_path: Path) -> None:
    assert Survey.of(written(tmp_path, {"shop/site/main.py": APP})).has_app


def test_a_resource_may_be_called_like_a_test(tmp_path: Path) -> None:
    module = "class TestResult(Base):\n    __tablename__ = 'test_results'\n    a: Mapped[int]\n"
    files = {"main.py": APP, "models/test_result.py": module}

    [model] = Survey.of(written(tmp_path, files)).tables.values()

    assert model["table"] == "test_results"


def test_links_to_folders_are_not_followed(tmp_path: Path) -> None:
    written(tmp_path / "other", {"main.py": APP})
    (tmp_path / "here").mkdir()
    (tmp_path / "here/link").symlink_to(tmp_path / "other")

    assert not Survey.of(tmp_path / "here").has_app


@pytest.mark.parametrize("folder", ["empty", "missing"])
def test_a_folder_without_an_application_has_no_facts(
    tmp_path: Path, folder: str
) -> None:
    (tmp_path / "empty").mkdir()
    survey = Survey.of(tmp_path / folder)

    assert (survey.has_app, survey.project) == (False, {})


def test_what_cannot_hold_a_fact_is_not_parsed(tmp_path: Path) -> None:
    """A project has a thousand files; to parse them all would take seconds."""
    files = {
        f"shop/helpers_{n}.py": "def help() -> None:\n    pass\n" for n in range(9)
    }
    survey = Survey.of(written(tmp_path, {"shop/main.py": APP, **files}))

    assert survey.project

    parsed = [one.file for one in survey.sources.modules if "tree" in vars(one)]
    assert parsed == ["shop/main.py"]
