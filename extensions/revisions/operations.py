"""Operations: what a revision does to a table, each with what takes it back.

The downgrade is what takes every operation back, last one first.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from ..slice.associations import Association
from ..slice.columns import Column, Stored
from ..slice.constraints import Constraint, Index
from ..slice.table import Table
from .casts import Carried
from .filling import filled
from .statements import Statement, execute, statement, stop_where_rows

Statements = tuple[Statement, ...]
Part = Constraint | Index


@dataclass(frozen=True)
class Operation:
    """One step of a revision."""

    up: Statements
    down: Statements
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
    said = f"add {column.name}"
    return Operation(tuple(_added(table, column)), (gone,), said)


def _added(table: str, column: Column) -> Iterator[Statement]:
    stored = column.stored
    if stored.nullable or stored.server_default:
        yield _add(table, stored)
        return
    yield _add(table, replace(stored, nullable=True))
    yield from filled(table, column, is_new=True)
    yield _nullable(table, column, is_so=False)


def _add(table: str, stored: Stored) -> Statement:
    return statement("add_column", table=table, column=stored)


def drop_column(table: str, column: Column) -> Operation:
    """A column that goes, with its values."""
    name = column.name
    made, loss = add_column(table, column), f"the values of {table}.{name}"
    return replace(made.inverse, said=f"drop {name}", loss=loss)


def rename_column(table: str, old: str, new: str) -> Operation:
    """A column that keeps its values under another name."""
    return Operation(
        (statement("rename_column", table=table, name=old, new=new),),
        (statement("rename_column", table=table, name=new, new=old),),
        f"rename {old} to {new}",
    )


def change_type(
    table: str, old: Column, new: Column, there: Carried, back: Carried
) -> Operation:
    """A column whose values are carried to another type, all or none."""
    up, down = _carried(table, new, there), _carried(table, old, back)
    return Operation(tuple(up), tuple(down), f"change {new.name}")


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
    return Operation((up,), (down,), f"change {column}")


def require(table: str, column: Column) -> Operation:
    """A column that may no longer be empty; rows where it is get a value."""
    return Operation(
        (*filled(table, column, is_new=False), _nullable(table, column, is_so=False)),
        (_nullable(table, column, is_so=True),),
        f"require {column.name}",
    )


def release(table: str, column: Column) -> Operation:
    """A column that may be empty from now on."""
    return replace(require(table, column).inverse, said=f"release {column.name}")


def _nullable(table: str, column: Column, *, is_so: bool) -> Statement:
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
    return Operation((up,), (down,))


def drop(one: Part) -> Operation:
    """A constraint or an index that goes."""
    return create(one).inverse


def rename(old: Part, new: Part) -> Operation:
    """A constraint or an index that is called after its column."""
    return Operation((_renamed(old, new.name),), (_renamed(new, old.name),))


def _renamed(one: Part, name: str) -> Statement:
    if isinstance(one, Index):
        return execute(f"ALTER INDEX {one.name} RENAME TO {name}")
    return execute(f"ALTER TABLE {one.table} RENAME CONSTRAINT {one.name} TO {name}")


# Tables --------------------------------------------------------------------------------


def create_links(link: Association, *, has_names: bool) -> Operation:
    """The table of a field that comes."""
    return Operation(
        (statement("create_links", link=link, has_names=has_names),),
        (statement("drop_table", name=link.name),),
        f"add {link.field.name}",
    )


def drop_links(link: Association, *, has_names: bool) -> Operation:
    """The table of a field that goes."""
    made = create_links(link, has_names=has_names)
    said, loss = f"drop {link.field.name}", f"the links of {link.name}"
    return replace(made.inverse, said=said, loss=loss)


def rename_links(old: Association, new: Association, *, has_names: bool) -> Operation:
    """A table that is called after its field."""
    up, down = _renamed_links(old, new, has_names), _renamed_links(new, old, has_names)
    return Operation(
        tuple(up), tuple(down), f"rename {old.field.name} to {new.field.name}"
    )


def _renamed_links(
    old: Association, new: Association, has_names: bool
) -> Iterator[Statement]:
    yield statement("rename_table", name=old.name, new=new.name)
    for was, is_now in list(zip(old.names, new.names, strict=True))[1:]:
        if was == old.index:
            yield execute(f"ALTER INDEX {was} RENAME TO {is_now}")
        elif has_names:
            change = f"RENAME CONSTRAINT {was} TO {is_now}"
            yield execute(f"ALTER TABLE {new.name} {change}")


def drop_table(table: Table) -> Operation:
    """The table of an endpoint that is removed; it comes back without rows."""
    links, named = table.associations, table.fit.has_convention
    gone = (*(one.name for one in reversed(links)), table.name)
    return Operation(
        tuple(statement("drop_table", name=name) for name in gone),
        (
            statement("create_table", table=table),
            *(statement("create_index", index=one) for one in table.indexes),
            *(statement("create_links", link=one, has_names=named) for one in links),
        ),
        "drop the table",
        f"every row of {table.name}",
    )
