"""Statements of a revision: `parts/macros/operations.jinja` has a macro for each kind."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..slice.literals import quoted


@dataclass(frozen=True)
class Statement:
    """One statement: its macro, and what that is called with."""

    kind: str
    facts: Mapping[str, Any]


def statement(kind: str, **facts: Any) -> Statement:
    return Statement(kind, facts)


def execute(sql: str) -> Statement:
    """What runs SQL."""
    return statement("execute", sql=quoted(_escaped(sql)))


def stop_where(condition: str, message: str, **facts: str) -> Statement:
    """What stops before anything is changed, where the condition holds."""
    said = message.replace("'", "''").replace("%", "%%")  # as `RAISE` takes it
    kind = "stop_where_rows" if facts else "stop_where"
    texts = {"condition": _in_block(condition), "message": _in_block(said)}
    return Statement(kind, {**facts, **texts})


def stop_where_rows(table: str, condition: str, message: str) -> Statement:
    """The same where there is such a row."""
    return stop_where(condition, message, table=table)


def _escaped(sql: str) -> str:
    """Without what would be read as a bind parameter."""
    return re.sub(r":(?=\w)", r"\\:", sql)


def _in_block(sql: str) -> str:
    """It as a string of several lines holds it."""
    return _escaped(sql).replace(chr(92), chr(92) * 2)
