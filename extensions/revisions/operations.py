"""Operations: what a revision does to a table, each with what takes it back.

The downgrade is what takes every operation back, last one first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ..slice.columns import Column, Constraint, Index, in_list
from ..slice.table import Table
from ..slice.targets import Association
from .casts import Carried
from .fills import filled
from .reshaping import Tighter, reshaped
from .statements import Statement, execute, statement, stop_where_rows

Part = Constraint | Index


@dataclass(frozen=True)
class Operation:
    """One step of a revision."""

    up: Sequence[Statement]
    down: Sequence[Statement]
    said: str = ""
    """What it does, in the words of a message; nothing where another one says it."""
    loss: str = ""
    """What is lost by it."""

    @property
    def inverse(self) -> Operation:
        """What takes it back."""
        return Operation(self.down, self.up)


# Columns -------------------------------------------------------------------------------


def add_column(table: str, column: Column) -> Operation:
    """A column that comes; rows that are there get a value where they need one."""
    gone = statement("drop_column", table=table, name=column.name)
    return Operation([*_added(table, column)], [gone], f"add {column.name}")


def _added(table: str, column: Column) -> Iterator[Statement]:
    stored = column.stored
    if stored.nullable or stored.server_default:
        yield statement("add_column", table=table, column=stored)
        return
    yield statement("add_column", table=table, column=replace(stored, nullable=True))
    yield from filled(table, column, is_new=True)
    yield _nullable(table, column)


def drop_column(table: str, column: Column) -> Operation:
    """A column that goes, with its values."""
    name, gone = column.name, add_column(table, column).inverse
    return replace(gone, said=f"drop {name}", loss=f"the values of {table}.{name}")


def rename_column(table: str, old: str, new: str) -> Operation:
    """A column that keeps its values under another name."""
    up = statement("rename_column", table=table, name=old, new=new)
    down = statement("rename_column", table=table, name=new, new=old)
    return Operation([up], [down], f"rename {old} to {new}")


def change_type(
    table: str, old: Column, new: Column, there: Carried, back: Carried
) -> Operation:
    """A column whose values are carried to another type, all or none."""
    up, down = _carried(table, new, there), _carried(table, old, back)
    return Operation([*up], [*down], f"change {new.name}")


def _carried(table: str, column: Column, way: Carried) -> Iterator[Statement]:
    name = column.name
    wrong = f"{table}.{name}: some values would change as {way.new.text}"
    for condition in way.conditions(name):
        yield stop_where_rows(table, condition, f"{wrong}; change them first")
    type_, using = column.stored.type, way.using(name)
    yield statement("change_type", table=table, name=name, type=type_, using=using)


def change_default(
    table: str, column: str, old: str | None, new: str | None
) -> Operation:
    up, down = (
        statement("change_default", table=table, name=column, default=one)
        for one in (new, old)
    )
    return Operation([up], [down], f"change {column}")


def require(table: str, column: Column) -> Operation:
    """A column that may no longer be empty; rows where it is get a value."""
    fills, no_null = filled(table, column, is_new=False), _nullable(table, column)
    null = _nullable(table, column, is_so=True)
    return Operation([*fills, no_null], [null], f"require {column.name}")


def release(table: str, column: Column) -> Operation:
    """A column that may be empty from now on."""
    return replace(require(table, column).inverse, said=f"release {column.name}")


def _nullable(table: str, column: Column, *, is_so: bool = False) -> Statement:
    return statement("change_nullable", table=table, name=column.name, nullable=is_so)


# Constraints and indexes ---------------------------------------------------------------


def create(one: Part) -> Operation:
    """A constraint or an index that comes."""
    if isinstance(one, Index):
        up, down = (
            statement("create_index", index=one),
            statement("drop_index", index=one),
        )
    else:
        up = statement("create_constraint", one=one)
        down = statement("drop_constraint", one=one)
    return Operation([up], [down])


def drop(one: Part) -> Operation:
    """A constraint or an index that goes."""
    return create(one).inverse


def rename(old: Part, new: Part) -> Operation:
    """A constraint or an index that is called after its column."""
    return Operation([_renamed(old, new.name)], [_renamed(new, old.name)])


def _renamed(one: Part, name: str) -> Statement:
    if isinstance(one, Index):
        return _renamed_index(one.table, one.name, name)
    return execute(f"ALTER TABLE {one.table} RENAME CONSTRAINT {one.name} TO {name}")


def _renamed_index(table: str, old: str, new: str) -> Statement:
    schema, dot, _ = table.rpartition(".")
    return execute(f"ALTER INDEX {schema}{dot}{old} RENAME TO {new}")


# Tables --------------------------------------------------------------------------------


def create_links(link: Association, *, has_names: bool) -> Operation:
    """The table of a field that comes."""
    up = statement("create_links", link=link, has_names=has_names)
    down = statement("drop_table", name=link.qualified)
    return Operation([up], [down], f"add {link.field.name}")


def drop_links(link: Association, *, has_names: bool) -> Operation:
    """The table of a field that goes."""
    gone = create_links(link, has_names=has_names).inverse
    said, loss = f"drop {link.field.name}", f"the links of {link.qualified}"
    return replace(gone, said=said, loss=loss)


def rename_links(old: Association, new: Association, *, has_names: bool) -> Operation:
    """A table that is called after its field."""
    up, down = _renamed_links(old, new, has_names), _renamed_links(new, old, has_names)
    return Operation([*up], [*down], f"rename {old.field.name} to {new.field.name}")


def _renamed_links(
    old: Association, new: Association, has_names: bool
) -> Iterator[Statement]:
    yield statement("rename_table", name=old.qualified, new=new.name)
    for was, is_now in list(zip(old.names, new.names, strict=True))[1:]:
        if was == old.index:
            yield _renamed_index(new.qualified, was, is_now)
        elif has_names:
            change = f"RENAME CONSTRAINT {was} TO {is_now}"
            yield execute(f"ALTER TABLE {new.qualified} {change}")


def drop_table(table: Table) -> Operation:
    """The table of an endpoint that is removed; it comes back without rows."""
    links, named = table.associations, table.fit.has_convention
    gone = (*(one.qualified for one in reversed(links)), table.qualified)
    back = (
        statement("create_table", table=table),
        *(statement("create_index", index=one) for one in table.indexes),
        *(statement("create_links", link=one, has_names=named) for one in links),
    )
    up = [statement("drop_table", name=name) for name in gone]
    return Operation(up, back, "drop the table", f"every row of {table.qualified}")


# Values --------------------------------------------------------------------------------


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


def _restricted(table: str, old: Column, new: Column) -> list[Statement]:
    field, name = new.field, new.name
    renamed = [
        execute(f"UPDATE {table} SET {name} = '{now}' WHERE {name} = '{was}'")
        for was, now in _recalled(old, new).items()
    ]
    if old.field.kind == "enum" and not _removed(old, new):
        return renamed
    others = f"{name} NOT IN {in_list(field.values)}"
    if field.has_default:
        change = f"SET {name} = '{field.default}' WHERE {others}"
        return [*renamed, execute(f"UPDATE {table} {change}")]
    wrong = f"{table}.{name}: some rows have none of {', '.join(field.values)}"
    return [*renamed, stop_where_rows(table, others, f"{wrong}; change them first")]


def _removed(old: Column, new: Column) -> list[str]:
    kept = {*new.field.values, *_recalled(old, new)}
    return [value for value in old.field.values if value not in kept]


def _recalled(old: Column, new: Column) -> dict[str, str]:
    """What values of an enum are called from now on, on the way there or back."""
    back = {now: was for was, now in _said(new, old)}
    return {**dict(_said(old, new)), **back}


def _said(old: Column, new: Column) -> list[tuple[str, str]]:
    """The values before and after that an answer says are the same, for the first time."""
    gone = {*old.field.values} - {*new.field.values}
    come = {*new.field.values} - {*old.field.values}
    return [(was, now) for now, was in new.field.renamed if was in gone and now in come]


def reshape(table: str, old: Column, new: Column) -> Operation:
    """Nested values that have to load in another form."""
    up, down = _reshaped(table, old, new), _reshaped(table, new, old)
    return Operation(up, down, f"change {new.name}")


def _reshaped(table: str, old: Column, new: Column) -> list[Statement]:
    steps = reshaped(table, old.field, new.field)
    return [step for step in steps if not isinstance(step, Tighter)]
