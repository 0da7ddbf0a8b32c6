"""Imports as a project writes its own."""

import pytest

from extensions.edits.imports import Home
from extensions.edits.relating import below, relative

NOTES = Home("app.api.v1.notes")


@pytest.mark.parametrize(
    ("line", "home", "written"),
    [
        ("from app.api.v1.deps import a", NOTES, "from .deps import a"),
        ("from app.api.v1 import a", NOTES, "from . import a"),
        ("from app.core.db import a", NOTES, "from ...core.db import a"),
        ("from app import a as b", NOTES, "from ... import a as b"),
        ("    from app.core import a", NOTES, "    from ...core import a"),
        ("from apple.core import a", NOTES, "from apple.core import a"),
        ("from . import a", NOTES, "from . import a"),
        (
            "from app.notes.models import a",
            Home("app.notes", is_package=True),
            "from .models import a",
        ),
        ("from app.core import a", Home("main"), "from app.core import a"),
    ],
)
def test_modules_of_one_package_are_imported_with_dots(
    line: str, home: Home, written: str
) -> None:
    assert relative(f"{line}\n", home) == f"{written}\n"


def test_the_project_is_imported_through_the_folder_around_it() -> None:
    source = "from app.db import Base\nfrom apple import b\nfrom . import examples\n"

    assert below(source, "src", {"app"}) == source.replace("app.db", "src.app.db")
