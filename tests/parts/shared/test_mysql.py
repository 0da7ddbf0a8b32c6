"""What MySQL and MariaDB say of conflicts, and how they sort NULLs."""

import ast
from typing import Any

import pytest
from sqlalchemy import Column, Index, Integer, Select, String, UniqueConstraint, select
from sqlalchemy.dialects import mysql
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import DeclarativeBase

from tests.extensions.slice.fitted.projects import endpoint
from tests.in_process import environment

MADE = endpoint({"databases": ["mysql"], "dependencies": {"declared": ["aiomysql"]}})


def executed(module: str, **known: object) -> dict[str, Any]:
    """The names of a module that stands on others of ours, which are known."""
    template = environment().get_template(f"parts/fitted/{module}.py.jinja")
    tree = ast.parse(template.render(slice=MADE))
    tree.body = [node for node in tree.body if not _imports_ours(node)]
    scope: dict[str, Any] = {"__name__": module, **known}
    exec(compile(tree, f"{module}.py", "exec", dont_inherit=True), scope)
    return scope


def _imports_ours(node: ast.stmt) -> bool:
    return isinstance(node, ast.ImportFrom) and str(node.module).startswith("app.core")


ERRORS = executed("errors")


class Base(DeclarativeBase):
    """Of one model."""


class Reader(Base):
    """Has a key for each way to declare one."""

    __tablename__ = "readers"
    __table_args__ = (
        UniqueConstraint("card", "library", name="uq_readers_card"),
        Index("ix_readers_badge", "badge", unique=True),
    )

    id = Column(Integer, primary_key=True)
    name = Column(String(80), unique=True)
    card = Column(String(20))
    library = Column(Integer)
    badge = Column(String(20))
    shelf = Column(Integer)


FOREIGN = (
    "Cannot add or update a child row: a foreign key constraint fails "
    "(`shop`.`readers`, CONSTRAINT `readers_ibfk_1` FOREIGN KEY (`shelf`) "
    "REFERENCES `shelves` (`id`))"
)
REFUSED = {
    "Duplicate entry 'n' for key 'name'": ["name"],
    "Duplicate entry 'n' for key 'readers.name'": ["name"],
    "Duplicate entry '1' for key 'badge' for key 'name'": ["name"],
    "Duplicate entry 'a-1' for key 'uq_readers_card'": ["card", "library"],
    "Duplicate entry '7' for key 'readers.ix_readers_badge'": ["badge"],
    FOREIGN: ["shelf"],
}
"""What drivers are told, and the fields that it is about."""


@pytest.mark.parametrize("told", REFUSED)
def test_a_conflict_names_its_fields(told: str) -> None:
    error = IntegrityError("", {}, Exception(1062, told))

    conflict = ERRORS["_conflict"](error, Reader)

    taken = "The value is taken, or not allowed."
    message = ERRORS["UNKNOWN_REFERENCE"] if told == FOREIGN else taken
    assert {one["msg"] for one in conflict.detail} == {message}
    assert [one["loc"][-1] for one in conflict.detail] == REFUSED[told]


ORDERS = {
    ("name", False): "readers.name IS NULL ASC, readers.name ASC",
    ("name", True): "readers.name IS NULL DESC, readers.name DESC",
    ("id", True): "readers.id DESC",
}


@pytest.mark.parametrize("asked", ORDERS, ids=str)
def test_nulls_are_highest_without_nulls_last(asked: tuple[str, bool]) -> None:
    name, descending = asked
    listing = executed("listing", RequestModel=object)
    column = Reader.__table__.c[name]

    key = listing["SortKey"](name, column, descending, column.nullable)

    statement: Select[Any] = select(Reader.id).order_by(*listing["order_of"]([key]))
    sql = str(statement.compile(dialect=mysql.dialect()))
    assert " ".join(sql.split()).partition(" ORDER BY ")[2] == ORDERS[asked]
