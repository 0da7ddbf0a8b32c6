"""The folder that modules go to which several resources share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from .app import applications
from .reading import Module, Sources

FOLDERS: Final = ("core", "common", "shared", "utils", "lib")
"""Where projects keep such modules, the likeliest first."""

OURS: Final = "rest"
"""The package in there that is ours."""


def shared_folder(sources: Sources, modules: Iterable[Module]) -> str | None:
    """The folder, beside the resources' modules or above them."""
    files = [module.file for module in modules if _is_within(module.file, sources.root)]
    [app] = applications(sources)[:1]
    places = [*_above(_common(files or [app.module.file]), sources.root)]
    likely = [_below(place, name) for place in places for name in FOLDERS]
    ours = (_below(folder, OURS) for folder in (*likely, *places))
    there = next((one for one in ours if _is_package(sources, one)), None)
    known = (folder for folder in likely if _is_package(sources, folder))
    return there or _below(next(known, _package(places, sources.root)), OURS)


def _is_within(file: str, root: str) -> bool:
    return root == "." or file.startswith(f"{root}/")


def _common(files: list[str]) -> list[str]:
    """The folders that all files stand in."""
    folders = [file.split("/")[:-1] for file in files]
    same = 0
    while all(len(one) > same and one[same] == folders[0][same] for one in folders):
        same += 1
    return folders[0][:same]


def _above(parts: list[str], root: str) -> Iterator[str]:
    """A folder and those around it, up to where imports start from."""
    for count in range(len(parts), -1, -1):
        folder = "/".join(parts[:count]) or "."
        if root in {".", folder} or folder.startswith(f"{root}/"):
            yield folder


def _below(folder: str, name: str) -> str:
    return name if folder == "." else f"{folder}/{name}"


def _is_package(sources: Sources, folder: str) -> bool:
    start = f"{folder}/"
    return any(
        file.startswith(start) and "/" not in file[len(start) :]
        for file in sources.texts
    )


def _package(places: list[str], root: str) -> str:
    """The outermost package around the resources; where imports start if none is."""
    inner = [place for place in places if place != root]
    return inner[-1] if inner else root
