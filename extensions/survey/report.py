"""The report of a survey: its mapping as YAML, with the evidence as comments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from .reading import Where
from .survey import Survey


def report(survey: Survey) -> str:
    """The mapping; comments say where a value was read."""
    return "\n".join(_lines(survey.project, survey.evidence, ""))


def _lines(
    mapping: Mapping[str, Any], evidence: Mapping[str, Where], path: str
) -> Iterator[str]:
    for key, value in mapping.items():
        here = f"{path}{key}"
        comment = f"  # {evidence[here]}" if here in evidence else ""
        if isinstance(value, dict) and value:
            yield f"{key}:{comment}"
            yield from (f"  {line}" for line in _lines(value, evidence, f"{here}."))
        else:
            yield f"{key}: {_flow(value)}{comment}"


def _flow(value: object) -> str:
    text = yaml.safe_dump(
        value, default_flow_style=True, width=2**16, sort_keys=False, allow_unicode=True
    )
    return str(text).removesuffix("...\n").strip()
