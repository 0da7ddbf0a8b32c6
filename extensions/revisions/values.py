"""Operations on values: what an enum or a nested value may no longer be."""

from __future__ import annotations

from collections.abc import Iterator

from ..slice.columns import Column
from ..slice.constraints import in_list
from .operations import Operation
from .reshaping import Tighter, steps
from .statements import Statement, execute, stop_where_rows


def restrict(table: str, old: Column, new: Column) -> Operation:
    """Rows that have none of the values that an enum has from now on."""
    loss, removed = "", _removed(old, new)
    if removed and new.field.has_default:
        default = new.field.default
        loss = f"{', '.join(removed)} of {table}.{new.name}, which becomes {default}"
    return Operation(_restricted(table, old, new), (), f"change {new.name}", loss)


def unrestrict(table: str, old: Column, new: Column) -> Operation:
    """An enum whose values may be others: taking that back restricts it again."""
    return Operation((), _restricted(table, new, old))


def _restricted(table: str, old: Column, new: Column) -> tuple[Statement, ...]:
    field, name = new.field, new.name
    if old.field.kind == "enum" and not _removed(old, new):
        return ()
    others = f"{name} NOT IN {in_list(field.values)}"
    if field.has_default:
        change = f"SET {name} = '{field.default}' WHERE {others}"
        return (execute(f"UPDATE {table} {change}"),)
    wrong = f"{table}.{name}: some rows have none of {', '.join(field.values)}"
    return (stop_where_rows(table, others, f"{wrong}; change them first"),)


def _removed(old: Column, new: Column) -> list[str]:
    return [value for value in old.field.values if value not in new.field.values]


def reshape(table: str, old: Column, new: Column) -> Operation:
    """Nested values that have to load in another form."""
    up, down = _reshaped(table, old, new), _reshaped(table, new, old)
    return Operation(tuple(up), tuple(down), f"change {new.name}")


def _reshaped(table: str, old: Column, new: Column) -> Iterator[Statement]:
    for step in steps(old.field, new.field):
        if not isinstance(step, Tighter):
            yield step.statement(table, new.name)
