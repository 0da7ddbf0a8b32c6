"""What is known of each project by reading it, and what the survey finds in it."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from extensions.survey.survey import Survey
from tests.projects.projects import HERE, NAMES, described


@pytest.mark.parametrize("name", NAMES)
def test_the_facts(name: str) -> None:
    survey = Survey.of(HERE / name)
    found = {**survey.project, "models": survey.tables}

    wrong = differences(described(name)["survey"], found)

    assert [*wrong] == []


def differences(known: object, found: object, path: str = "") -> Iterator[str]:
    """The values that are known, and found otherwise; what is not known may be any."""
    if isinstance(known, Mapping) and isinstance(found, Mapping) and known:
        for key, value in known.items():
            yield from differences(value, found.get(key), f"{path}.{key}".lstrip("."))
    elif known != found:
        yield f"{path} is {_shown(known)}, found: {_shown(found)}"


def _shown(value: Any) -> str:
    return "nothing" if value is None else repr(value)
