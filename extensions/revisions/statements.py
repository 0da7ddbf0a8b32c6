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


def stop_where(condition: str, message: str) -> Statement:
    """What stops before anything is changed, where the condition holds."""
    message = _in_block(_said(message))
    return statement("stop_where", condition=_in_block(condition), message=message)


def stop_where_rows(table: str, condition: str, message: str) -> Statement:
    """The same where there is such a row."""
    return statement(
        "stop_where_rows",
        table=table,
        condition=_in_block(condition),
        message=_in_block(_said(message)),
    )


def _escaped(sql: str) -> str:
    """Without what would be read as a bind parameter."""
    return re.sub(r":(?=\w)", r"\\:", sql)


def _said(message: str) -> str:
    """It as `RAISE` takes it."""
    return message.replace("'", "''").replace("%", "%%")


def _in_block(sql: str) -> str:
    """It as a string of several lines holds it."""
    return _escaped(sql).replace(chr(92), chr(92) * 2)
