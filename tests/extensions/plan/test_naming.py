"""Files of revisions are called, and stand, as Alembic itself would have it."""

import sys
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config

from extensions.answers.project import Project
from extensions.plan.naming import folder_after, revision_file
from extensions.survey.survey import Survey
from tests.extensions.survey.projects import written

APP = "from fastapi import FastAPI\n\napp = FastAPI()\n"
MAKO = (
    "revision = ${repr(up_revision)}\ndown_revision = ${repr(down_revision)}\n"
    "branch_labels = None\ndepends_on = None\n"
)
FIRST = (
    'revision = "{0}"\ndown_revision = None\nbranch_labels = {1}\ndepends_on = None\n'
)
ID = "abcdef123456"

INI = "[alembic]\nprepend_sys_path = .\nscript_location = db\n"
DATED = "file_template = %%(year)d_%%(month).2d_%%(day).2d-%%(rev)s_%%(slug)s\n"
SEVERAL = "version_locations = %(here)s/old{0}%(here)s/new\n"
PACKAGE = (
    "[alembic]\nscript_location = app:alembic\n"
    "version_locations = app:alembic/versions\n"
)
TOML = (
    '[tool.alembic]\nscript_location = "db"\nfile_template = "x_%%(slug)s_%%(rev)s"\n'
)

STATED: dict[str, tuple[str, str, str]] = {
    "nothing": ("alembic.ini", INI, "db/versions"),
    "a date": ("alembic.ini", INI + DATED, "db/versions"),
    "a date in a zone": ("alembic.ini", f"{INI}{DATED}timezone = UTC\n", "db/versions"),
    "a short slug": ("alembic.ini", f"{INI}truncate_slug_length = 9\n", "db/versions"),
    "no id": ("alembic.ini", f"{INI}file_template = %%(slug)s\n", "db/versions"),
    "folders": ("alembic.ini", INI + SEVERAL.format(" "), "new"),
    "folders by colons": (
        "alembic.ini",
        f"{INI}version_path_separator = :\n{SEVERAL.format(':')}",
        "new",
    ),
    "folders by semicolons": (
        "alembic.ini",
        f"{INI}version_path_separator = ;\n{SEVERAL.format(';')}",
        "new",
    ),
    "folders of a package": ("app/alembic.ini", PACKAGE, "app/alembic/versions"),
    "a project file": ("pyproject.toml", TOML, "db/versions"),
}
"""The file that tells Alembic, what it says, and where the head is."""


@pytest.mark.filterwarnings("ignore:.*path_separator:DeprecationWarning")
@pytest.mark.parametrize("plural", ["invoices", "customer_invoice_attachment_kinds"])
@pytest.mark.parametrize("case", STATED)
def test_a_revision_is_called_and_stands_as_alembic_would_have_it(
    case: str, plural: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, text, place = STATED[case]
    home = "app/alembic" if place.startswith("app") else "db"
    other = (
        {"old/zz_other.py": FIRST.format("zz", "('other',)")} if place == "new" else {}
    )
    files = {
        file: text,
        f"{home}/env.py": "",
        f"{home}/script.py.mako": MAKO,
        **other,
        "app/__init__.py": "",
        "app/main.py": APP,
        f"{place}/aa_start.py": FIRST.format("aa", "None"),
    }
    written(tmp_path, files)
    project = Project(Survey.of(tmp_path).project)
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "app", raising=False)
    toml = file if file.endswith(".toml") else None
    config = Config(toml_file=toml) if toml else Config(file)

    made = command.revision(config, f"create {plural}", head="aa", rev_id=ID)

    name = revision_file(project, ID, f"create_{plural}")
    expected = tmp_path / folder_after(project, "aa") / name
    assert made
    assert not isinstance(made, list)
    assert Path(made.path).resolve() == expected.resolve()


def test_a_revision_of_ours_is_called_by_its_id_and_all_that_it_does() -> None:
    session = {
        "dependency": "a.database:get_database",
        "alias": "a.database:DatabaseDep",
    }
    ours = Project({"session": session, "migrations": {"file_template": "x"}})

    assert revision_file(ours, ID, "a" * 50) == f"{ID}_{'a' * 50}.py"
