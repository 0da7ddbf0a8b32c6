"""Edits of files: all or none, in the way that the files are written."""

from pathlib import Path

import pytest

from extensions.edits.applying import outcome, write
from extensions.edits.edit import Edit, Register, Variables
from extensions.edits.imports import Home
from extensions.edits.naming import Router
from extensions.slice.style import Style


def included(path: str, module: str, name: str) -> Register:
    return Register(path, Home("shop.api"), (), Router(module, name, name, "router"))


API = "from fastapi import APIRouter\n\nrouter = APIRouter()\n"
EDITS: list[Edit] = [
    included("api.py", "shop.orders.router", "orders"),
    included("api.py", "shop.tags.router", "tags"),
    Variables(".env.example", "#DEBUG="),
]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "api.py").write_text(API)
    (tmp_path / ".env.example").write_text("A=1\n")
    return tmp_path


def apply(folder: Path, edits: list[Edit] = EDITS) -> None:
    write(outcome(edits, folder, Style()).changed, folder)


def test_every_edit_of_a_file_is_made(project: Path) -> None:
    apply(project)

    assert (project / "api.py").read_text().count("include_router") == 2
    assert (project / ".env.example").read_text() == "A=1\n\n#DEBUG=\n"


def test_nothing_is_left_to_do_afterwards(project: Path) -> None:
    apply(project)

    assert outcome(EDITS, project, Style()).changed == {}


def test_nothing_else_is_left_there(project: Path) -> None:
    before = sorted(project.iterdir())

    apply(project)

    assert sorted(project.iterdir()) == before


def test_files_that_are_not_there_are_not_made(tmp_path: Path) -> None:
    apply(tmp_path)

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("outside", ["../api.py", "{tmp}/api.py"])
def test_files_outside_of_the_project_are_left_alone(
    project: Path, outside: str
) -> None:
    inner = project / "inner"
    inner.mkdir()
    path = outside.format(tmp=project)

    made = outcome([included(path, "shop.a.router", "a")], inner, Style())

    assert (made.changed, made.by_hand) == ({}, {})


def test_what_is_not_safe_is_told_with_its_lines(project: Path) -> None:
    (project / "api.py").write_text("routers = []\n")

    made = outcome(EDITS, project, Style())

    assert made.by_hand["api.py"][:3] == (
        "# it includes no router, and makes no application",
        "from shop.orders.router import router as orders_router",
        "router.include_router(orders_router)",
    )
    assert set(made.changed) == {".env.example"}


def test_bytes_that_are_no_text_are_not_changed(project: Path) -> None:
    (project / ".env.example").write_bytes(b"A=\xff\n")

    assert ".env.example" in outcome(EDITS, project, Style()).by_hand


def test_line_ends_and_the_mark_of_a_file_are_kept(project: Path) -> None:
    old = b"\xef\xbb\xbf" + API.replace("\n", "\r\n").encode()
    (project / "api.py").write_bytes(old)

    apply(project)

    new = (project / "api.py").read_bytes()
    assert new.startswith(b"\xef\xbb\xbf")
    assert new.count(b"\n") == new.count(b"\r\n") > old.count(b"\n")


def test_the_mode_of_a_file_is_kept(project: Path) -> None:
    (project / "api.py").chmod(0o750)

    apply(project)

    assert (project / "api.py").stat().st_mode & 0o777 == 0o750


def test_a_link_stays_one(project: Path) -> None:
    (project / "api.py").rename(project / "real.py")
    (project / "api.py").symlink_to("real.py")

    apply(project)

    assert (project / "api.py").is_symlink()
    assert "tags_router" in (project / "real.py").read_text()


def test_a_failure_leaves_every_file_as_it_was(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = outcome(EDITS, project, Style())
    original = Path.write_bytes

    def fail_at_the_second(self: Path, data: bytes) -> int:
        if self.name == "1":
            raise OSError("disk full")
        return original(self, data)

    monkeypatch.setattr(Path, "write_bytes", fail_at_the_second)

    with pytest.raises(OSError, match="disk full"):
        write(made.changed, project)

    assert (project / "api.py").read_text() == API
    assert (project / ".env.example").read_text() == "A=1\n"
