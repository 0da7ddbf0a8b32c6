"""What the models of a project have in common."""

from pathlib import Path
from typing import Any

import pytest

from tests.extensions.survey.projects import value

BASE = """\
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class Record(Base):
    __abstract__ = True
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid4)


class Stamped:
    made_at: Mapped[datetime | None]


"""
KEY = "    id: Mapped[int] = mapped_column(primary_key=True)\n"


def model(name: str, bases: str, key: str = "") -> str:
    return f"class {name}({bases}):\n    __tablename__ = '{name}s'\n{key}    x: Mapped[int]\n\n\n"


def record(folder: Path, *models: str, base: str = BASE) -> Any:
    return value(folder, "record", {"shop/models.py": base + "".join(models)})


def test_a_base_that_stands_in_between(tmp_path: Path) -> None:
    found = record(tmp_path, model("A", "Record"), model("B", "Record"))

    assert found["base"] == "shop.models:Record"
    assert found["columns"] == {"id": "uuid.UUID"}
    assert found["key"] == "uuid"


def test_mixins_that_most_models_have(tmp_path: Path) -> None:
    found = record(
        tmp_path,
        model("A", "Stamped, Base", KEY),
        model("B", "Base, Stamped", KEY),
        model("C", "Base", KEY),
    )

    assert found["base"] == "shop.models:Base"
    assert found["mixins"] == ["shop.models:Stamped"]
    assert found["columns"] == {"made_at": "datetime.datetime | None"}
    assert found["key"] == "int"


def test_mixins_that_few_models_have_are_left_out(tmp_path: Path) -> None:
    models = [model(name, "Base", KEY) for name in "ABC"]

    assert record(tmp_path, *models, model("D", "Stamped, Base"))["mixins"] == []


def test_a_base_of_schemas_too_is_no_base_of_all_models(tmp_path: Path) -> None:
    base = "from sqlmodel import Field, SQLModel\n\n\nclass OrderBase(SQLModel):\n"
    base += "    name: str\n\n\nclass Order(OrderBase, table=True):\n"
    base += "    id: int | None = Field(default=None, primary_key=True)\n"

    found = record(tmp_path, base=base)

    assert (found["base"], found["columns"]) == ("sqlmodel:SQLModel", {})


def test_models_that_are_dataclasses(tmp_path: Path) -> None:
    base = BASE.replace(
        "Base(DeclarativeBase)", "Base(MappedAsDataclass, DeclarativeBase)"
    )

    assert record(tmp_path, model("A", "Record"), base=base)["dataclass"] is True


LATE = "Base(DeclarativeBase, MappedAsDataclass)"


@pytest.mark.parametrize(
    ("above", "mixin", "bases", "is_positional"),
    [
        (LATE, "", "Base", True),
        (LATE.replace(")", ", kw_only=True)"), "", "Base", None),
        ("Base(MappedAsDataclass, DeclarativeBase)", "", "Base", None),
        ("Base(DeclarativeBase)", "MappedAsDataclass", "Mixin, Base", None),
        ("Base(DeclarativeBase)", "MappedAsDataclass", "Base, Mixin", None),
        (LATE, "MappedAsDataclass", "Mixin, Base", True),
        ("Base(DeclarativeBase)", "", "Base", None),
    ],
)
def test_dataclasses_that_are_mapped_first_take_values_by_position(
    above: str, mixin: str, bases: str, is_positional: bool | None, tmp_path: Path
) -> None:
    base = BASE.replace("Base(DeclarativeBase)", above)
    base += f"class Mixin({mixin}):\n    pass\n"

    found = record(tmp_path, model("A", bases), model("B", bases), base=base)

    assert found["positional"] is is_positional


def test_a_project_without_models_has_a_base_all_the_same(tmp_path: Path) -> None:
    assert record(tmp_path)["base"] == "shop.models:Base"


STATED = """
    a: Mapped[UUID] = mapped_column(server_default=text("gen_random_uuid()"))
    b: Mapped[datetime] = mapped_column(server_default=sa.func.now())
    c: Mapped[bool] = mapped_column(server_default=false())
    d: Mapped[str] = mapped_column(server_default="new")
    e: Mapped[str] = mapped_column(server_default=Computed("d"))
    f: Mapped[str] = mapped_column(default="new")
"""


def test_what_the_database_fills_in_is_said_of_all_that_is_inherited(
    tmp_path: Path,
) -> None:
    base = BASE.rstrip("\n") + STATED
    found = record(tmp_path, model("A", "Stamped, Record"), base=base)

    assert found["server_defaults"] == {
        "a": 'sa.text("gen_random_uuid()")',
        "b": "sa.func.now()",
        "c": "sa.false()",
        "d": '"new"',
    }


def in_schema(name: str, schema: str) -> str:
    return (
        model(name, "Record") + f"    __table_args__ = {{'schema': '{schema}'}}\n\n\n"
    )


def test_schema_that_every_model_says_is_that_of_a_new_one(tmp_path: Path) -> None:
    found = record(tmp_path, in_schema("A", "shop"), in_schema("B", "shop"))

    assert found["schema"] == "shop"


def test_schema_that_only_some_models_say_is_none(tmp_path: Path) -> None:
    found = record(tmp_path, in_schema("A", "shop"), model("B", "Record"))

    assert found["schema"] is None


def test_schema_of_the_metadata_is_said_by_no_model(tmp_path: Path) -> None:
    base = BASE.replace("    pass", "    metadata = MetaData(schema='shop')", 1)
    found = record(tmp_path, model("A", "Record"), base=base)

    assert (found.get("schema"), found["metadata_schema"]) == (None, "shop")
