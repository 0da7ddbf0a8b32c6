"""What two plans of an endpoint ask of the database: its difference, or the table's end."""

from __future__ import annotations

from ..plan.plan import Plan
from ..plan.remains import TABLE
from .difference import difference
from .operations import Operation, drop_table


def asked(old: Plan, new: Plan) -> tuple[Operation, ...]:
    """The operations that lead from one to the other.

    Raises:
        Problem: values cannot be carried over without loss.
    """
    if new.removal == TABLE:
        is_gone = old.removal == TABLE
        return () if is_gone else (drop_table(old.slice.table),)
    return difference(old.slice.table, new.slice.table)
