"""Which tables statements read and write."""

import pytest
from sqlalchemy import (
    Alias,
    Column,
    Executable,
    ForeignKey,
    Integer,
    MetaData,
    Table,
    column,
    delete,
    func,
    insert,
    select,
    text,
    update,
)
from sqlalchemy import table as lightweight

from tracker.caching.tables import tables_read, tables_written
from tracker.database import Base

METADATA = MetaData()


def table(name: str, **references: ForeignKey) -> Table:
    keys = (Column(name_, Integer, key) for name_, key in references.items())
    return Table(name, METADATA, Column("id", Integer, primary_key=True), *keys)


AUTHORS = table("authors")
BOOKS = table(
    "books",
    author_id=ForeignKey("authors.id", ondelete="CASCADE"),
    sequel_of_id=ForeignKey("books.id", ondelete="SET NULL"),
)
BOOKS_TAGS = table("books_tags", book_id=ForeignKey("books.id", ondelete="CASCADE"))
REVIEWS = table("reviews", book_id=ForeignKey("books.id", ondelete="SET NULL"))
SALES = table("sales", book_id=ForeignKey("books.id", ondelete="RESTRICT"))

ALIAS = AUTHORS.alias()
assert isinstance(ALIAS, Alias)
INSERTED = insert(REVIEWS).returning(REVIEWS.c.id).cte()


@pytest.mark.parametrize(
    ("statement", "tables"),
    [
        (select(BOOKS), ""),
        (select(func.now()), ""),
        (insert(BOOKS), "books"),
        (insert(BOOKS).returning(BOOKS.c.id), "books"),
        (insert(BOOKS).from_select(["id"], select(AUTHORS.c.id)), "books"),
        (update(AUTHORS).values(id=1), "authors"),
        (update(ALIAS).values(id=1), "authors"),
        (delete(AUTHORS), "authors books books_tags reviews"),
        (delete(BOOKS).where(BOOKS.c.id == 1), "books books_tags reviews"),
        (delete(REVIEWS), "reviews"),
        (select(INSERTED), "reviews"),
        (update(AUTHORS).add_cte(INSERTED), "authors reviews"),
        (insert(lightweight("others", column("id"))), "others"),
    ],
)
def test_written(statement: Executable, tables: str) -> None:
    assert tables_written(statement) == set(tables.split())


def test_models_are_tables() -> None:
    model = next(iter(Base.registry.mappers)).class_

    assert model.__tablename__ in tables_written(delete(model))
    assert tables_written(update(model)) == {model.__tablename__}


@pytest.mark.parametrize("sql", ["SELECT 1", "\n  select id FROM books"])
def test_a_select_as_text_writes_nothing(sql: str) -> None:
    assert tables_written(text(sql)) == set()


@pytest.mark.parametrize(
    "sql",
    ["TRUNCATE books", "WITH x AS (DELETE FROM books) SELECT 1"],
)
def test_other_text_may_write_anything(sql: str) -> None:
    assert tables_written(text(sql)) == set(Base.metadata.tables)


def test_read() -> None:
    tags = select(BOOKS_TAGS.c.id).where(BOOKS_TAGS.c.book_id == BOOKS.c.id)

    assert tables_read([BOOKS.c.id]) == ("books",)
    assert tables_read([BOOKS.c.id, tags.scalar_subquery()]) == ("books", "books_tags")
