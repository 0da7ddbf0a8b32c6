"""The examples, rendered by the template as it stands in the working tree."""

import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import copier
import yaml

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples"
PARTS = ("copier.yml", "extensions", "house", "interview", "parts", "template")
ORIGIN = ("_commit:", "_src_path:")
"""Lines of an answers file that name this machine and this commit."""


def names() -> list[str]:
    """The examples that there are."""
    return sorted(file.stem for file in EXAMPLES.glob("*.yml"))


def render(name: str, folder: Path) -> None:
    """Write the example into `folder`, which is new or empty: a document an endpoint."""
    write(yaml.safe_load_all((EXAMPLES / f"{name}.yml").read_text("utf-8")), folder)
    for file in folder.glob(".copier-answers*.yml"):
        _forget_origin(file)


def write(documents: Iterable[dict[str, Any]], folder: Path) -> None:
    """Answer the interview once for each document."""
    with tempfile.TemporaryDirectory(prefix="template-") as source:
        _copy_template(Path(source))
        for answers in documents:
            copier.run_copy(
                source,
                folder,
                data=answers,
                defaults=True,
                unsafe=True,
                quiet=True,
            )


def _copy_template(folder: Path) -> None:
    """Without git: what is not committed yet counts, and no tag does."""
    ignore = shutil.ignore_patterns("__pycache__")
    for part in PARTS:
        if (ROOT / part).is_dir():
            shutil.copytree(ROOT / part, folder / part, ignore=ignore)
        else:
            shutil.copy2(ROOT / part, folder / part)


def _forget_origin(file: Path) -> None:
    lines = file.read_text("utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith(ORIGIN)]
    file.write_text("".join(kept), "utf-8")
