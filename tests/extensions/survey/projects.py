"""Projects of a few files, to be surveyed."""

from collections.abc import Mapping
from pathlib import Path
from textwrap import dedent
from typing import Any

from extensions.survey.survey import Survey

APP = "from fastapi import FastAPI\n\napp = FastAPI()\n"


def written(folder: Path, files: Mapping[str, str]) -> Path:
    """Write the files, and return the folder."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(dedent(text))
    return folder


def found(folder: Path, files: Mapping[str, str]) -> dict[str, Any]:
    """What the survey finds in these files, beside an application; models in full."""
    return in_full(Survey.of(written(folder, {"shop/main.py": APP, **files})))


def in_full(survey: Survey) -> dict[str, Any]:
    """The mapping of a survey, with all that is known of each model."""
    models = [{"model": name, **table} for name, table in survey.tables.items()]
    return {**survey.project, "models": models or None}


def value(folder: Path, key: str, files: Mapping[str, str]) -> Any:
    """What the survey finds in these files for a dotted key."""
    inner: Any = found(folder, files)
    for part in key.split("."):
        inner = inner[part]
    return inner
