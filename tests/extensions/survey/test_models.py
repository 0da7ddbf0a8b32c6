"""Mapped classes in the forms that projects write them in."""

from pathlib import Path
from typing import Any

import pytest

from tests.extensions.survey.projects import found, value

BASE = """
    from typing import Annotated
    from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column

    intpk = Annotated[int, mapped_column(primary_key=True)]


    class Base(DeclarativeBase):
        pass
"""


def models(folder: Path, text: str, **files: str) -> list[dict[str, Any]]:
    named = {f"shop/{name}.py": module for name, module in files.items()}
    written = {"shop/base.py": BASE, "shop/models.py": text, **named}
    models_: list[dict[str, Any]] = found(folder, written)["models"]
    return models_


def test_a_key_may_be_an_annotated_type(tmp_path: Path) -> None:
    text = """
        from shop.base import Base, intpk


        class Order(Base):
            __tablename__ = "orders"
            id: Mapped[intpk]
    """

    [model] = models(tmp_path, text)

    assert model["key"] == {"name": "id", "type": "int", "field": "int"}
    assert model["columns"] == {"id": "int"}


def test_a_base_may_be_handed_on_by_its_package(tmp_path: Path) -> None:
    text = """
        from shop.kit import Record


        class Order(Record):
            __tablename__ = "orders"
            note: Mapped[str]
    """
    record = "from .base import Base, intpk\n\n\nclass Record(Base):\n"
    record += "    __abstract__ = True\n    id: Mapped[intpk]\n"
    kit = "from shop.record import Record\n"

    [model] = models(tmp_path, text, kit=kit, record=record)

    assert model["columns"] == {"note": "str", "id": "int"}


def test_columns_may_be_methods(tmp_path: Path) -> None:
    text = """
        from shop.base import Base


        class Order(Base):
            __tablename__ = "orders"

            @declared_attr
            def owner_id(cls) -> Mapped[int]:
                return mapped_column(ForeignKey("users.id"), primary_key=True)
    """

    [model] = models(tmp_path, text)

    assert model["key"] == {"name": "owner_id", "type": "int", "field": "int"}
    assert model["references"] == {"owner_id": "users.id"}


def test_references_may_stand_in_constraints(tmp_path: Path) -> None:
    text = """
        class Order(Base):
            __tablename__ = "orders"
            __table_args__ = (ForeignKeyConstraint(["owner_id"], ["users.id"]),)
            owner_id: Mapped[int]
    """

    [model] = models(tmp_path, text)

    assert model["references"] == {"owner_id": "users.id"}


def test_sqlmodel_may_hold_a_column_of_sqlalchemy(tmp_path: Path) -> None:
    text = """
        from sqlmodel import Field, SQLModel


        class Order(SQLModel, table=True):
            uid: UUID = Field(sa_column=Column(pg.UUID, primary_key=True))
    """

    [model] = models(tmp_path, text)

    assert model["key"] == {"name": "uid", "type": "UUID", "field": "uuid"}


def test_columns_need_no_annotation(tmp_path: Path) -> None:
    text = """
        class Order(Base):
            __tablename__ = "orders"
            id = mapped_column(Integer, primary_key=True)
            note = mapped_column("text", String(20))
    """

    [model] = models(tmp_path, text)

    assert model["columns"] == {"id": "Integer", "note": "String"}


COMPUTED = {
    "order": "cls.__name__.lower()",
    None: "snake(cls.__name__)",
}


@pytest.mark.parametrize("table", COMPUTED)
def test_a_table_may_be_computed(tmp_path: Path, table: str | None) -> None:
    base = f"""
        class Base(DeclarativeBase):
            @declared_attr
            def __tablename__(cls) -> str:
                return {COMPUTED[table]}
    """
    text = "from shop.base import Base\n\n\nclass Order(Base):\n"
    text += "    id: Mapped[int] = mapped_column(primary_key=True)\n"

    [model] = models(tmp_path, text, base=base)

    assert (model["model"], model["table"]) == ("shop.models:Order", table)


def test_a_class_without_a_table_shares_that_of_its_parent(tmp_path: Path) -> None:
    text = """
        class Event(Base):
            __tablename__ = "events"
            id: Mapped[int]


        class Sale(Event):
            __mapper_args__ = {"polymorphic_identity": "sale"}
            __tablename__ = None
    """

    assert [one["table"] for one in models(tmp_path, text)] == ["events"]


BASES = {
    "shop.db:Base": "Base = declarative_base()\n",
    "shop.db:Root": "@as_declarative()\nclass Root:\n    pass\n",
    "shop.db:Old": "class Old(metaclass=DeclarativeMeta):\n    pass\n",
    "sqlmodel:SQLModel": "from sqlmodel import SQLModel\n\n\n"
    "class Order(SQLModel, table=True):\n    id: int\n",
}


@pytest.mark.parametrize("base", BASES)
def test_a_base(tmp_path: Path, base: str) -> None:
    assert value(tmp_path, "base", {"shop/db.py": BASES[base]}) == base


SCHEMAS = """
    metadata = MetaData(schema="audit")


    class Base(DeclarativeBase): ...


    class Other(DeclarativeBase):
        metadata = metadata


    class Branch(Base):
        __tablename__ = "branches"
        __table_args__ = (UniqueConstraint("city"), {"schema": "billing"})
        id: Mapped[int] = mapped_column(primary_key=True)
        city: Mapped[str]


    class Desk(Base):
        __tablename__ = "desks"
        id: Mapped[int] = mapped_column(primary_key=True)
        branch_id: Mapped[int] = mapped_column(ForeignKey("billing.branches.id"))


    class Event(Other):
        __tablename__ = "events"
        id: Mapped[int] = mapped_column(primary_key=True)
"""


def test_schemas_of_tables_and_several_bases(tmp_path: Path) -> None:
    models = {
        one["model"].partition(":")[2]: one
        for one in value(tmp_path, "models", {"shop/models.py": SCHEMAS})
    }

    assert {name: one.get("schema") for name, one in models.items()} == {
        "Branch": "billing",
        "Desk": None,
        "Event": "audit",
    }
    assert models["Event"]["base"] == "shop.models:Other"
    assert models["Desk"]["fields"]["branch_id"] == "ref(Branch)"
