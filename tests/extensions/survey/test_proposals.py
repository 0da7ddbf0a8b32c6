"""What is proposed for columns, in the language of fields."""

from pathlib import Path
from typing import Any

import pytest

from extensions.answers.field_place import Place
from extensions.answers.fields import parse_fields, parse_members
from extensions.answers.types import RESERVED_IN_SCHEMAS
from tests.extensions.survey.projects import found

BASE = """\
import enum
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class Status(enum.StrEnum):
    DRAFT = "draft"
    DONE = enum.auto()


class User(Base):
    __tablename__ = "users"
    id: Mapped[int] = mapped_column(primary_key=True)


"""
ORDER = """\
class Order(Base):
    __tablename__ = "orders"
    id: Mapped[int] = mapped_column(primary_key=True)
"""
SQLMODEL = """\
from sqlmodel import Field, SQLModel


class Order(SQLModel, table=True):
    __tablename__ = "orders"
    id: int = Field(primary_key=True)
"""


def order(folder: Path, *members: str, kind: str = ORDER) -> Any:
    """What is found of the class `Order`, with these lines in it."""
    text = BASE + kind + "".join(f"    {member}\n" for member in members)
    models = found(folder, {"shop/models.py": text})["models"]
    return next(one for one in models if one["table"] == "orders")


COLUMNS = {
    # by annotation
    "x: Mapped[str]": "text",
    "x: Mapped[str | None]": "text?",
    "x: Mapped[Optional[int]]": "int?",
    "x: Mapped['Decimal']": "decimal(38, 10)",
    "x: Mapped[uuid.UUID]": "uuid",
    "x: Mapped[dict[str, Any]]": "json",
    "x: Mapped[timedelta | None]": "duration?",
    "x: Mapped[Status]": "enum(draft, done)",
    "x: Mapped[Literal['a', 'b']]": "enum(a, b)",
    "x: Mapped[Annotated[str, mapped_column(String(9))]]": "str(9)",
    # by the type of the database
    "x: Mapped[str] = mapped_column(String(200))": "str(200)",
    "x: Mapped[str] = mapped_column(sa.String(length=20))": "str(20)",
    "x: Mapped[str] = mapped_column(String(20_000))": "text, max=20000",
    "x: Mapped[str] = mapped_column(String, unique=True)": "str, unique",
    "x: Mapped[str] = mapped_column(Text, index=True)": "str, index",
    "x: Mapped[Decimal] = mapped_column(Numeric(10, 2))": "decimal(10, 2)",
    "x: Mapped[Decimal] = mapped_column(Numeric(precision=9, scale=3))": "decimal(9, 3)",
    "x: Mapped[int] = mapped_column(BigInteger)": "bigint",
    "x: Mapped[int] = mapped_column(SmallInteger)": "int, min=-32768, max=32767",
    "x: Mapped[Any] = mapped_column(JSONB)": "json",
    "x: Mapped[dict] = mapped_column(MutableDict.as_mutable(JSON))": "json",
    "x: Mapped[dict] = mapped_column(JSON().with_variant(JSONB, 'postgresql'))": "json",
    "x: Mapped[list[str]] = mapped_column(ARRAY(String))": "list[text]",
    "x: Mapped[list[str]] = mapped_column(ARRAY(String(20)))": "list[str(20)]",
    "x: Mapped[Status] = mapped_column(Enum(Status))": "enum(draft, done)",
    "x: Mapped[str] = mapped_column(Enum('a', 'b', name='ab'))": "enum(a, b)",
    # options and defaults
    "x = Column(Integer)": "int?",
    "x = Column('y', Integer, nullable=False)": "int",
    "x = deferred(Column(Text))": "text?",
    "x: Mapped[int] = mapped_column(default=-5, index=True)": "int = -5, index",
    "x: Mapped[bool] = mapped_column(server_default='0')": "bool = false",
    "x: Mapped[bool] = mapped_column(server_default=sa.true())": "bool = true",
    "x: Mapped[str] = mapped_column(String(9), server_default=text(\"'a b'\"))": (
        'str(9) = "a b"'
    ),
    "x: Mapped[Status] = mapped_column(default=Status.DRAFT)": (
        "enum(draft, done) = draft"
    ),
    "x: Mapped[Status] = mapped_column(server_default='DONE')": (
        "enum(draft, done) = done"
    ),
    "x: Mapped[list[int]] = mapped_column(ARRAY(Integer), default=list)": (
        "list[int] = []"
    ),
    "x: Mapped[datetime] = mapped_column(server_default=func.now())": (
        "datetime = now, read_only"
    ),
    "x: Mapped[date] = mapped_column(default=date.today)": "date = today, read_only",
    "x: Mapped[datetime | None] = mapped_column(onupdate=func.now())": (
        "datetime?, read_only"
    ),
    "x: Mapped[UUID] = mapped_column(default=uuid4)": "uuid?, read_only",
    # references
    "x: Mapped[int] = mapped_column(ForeignKey('users.id'))": "ref(User)",
    "x = Column(ForeignKey(User.id, ondelete='cascade'))": (
        "ref(User)?, on_delete=cascade"
    ),
    "x: Mapped[int | None] = mapped_column(ForeignKey('orders.id', ondelete='SET NULL'))": (
        "ref(self)?, on_delete=set_null"
    ),
}


@pytest.mark.parametrize("member", COLUMNS)
def test_a_column(tmp_path: Path, member: str) -> None:
    model = order(tmp_path, member)

    assert model["fields"] == {"x": COLUMNS[member]}
    assert parse_fields(model["fields"])


SQLMODELS = {
    "x: str": "text",
    "x: int | None = None": "int?",
    "x: bool = True": "bool = true",
    "x: str = Field(max_length=50)": "str(50)",
    "x: EmailStr = Field(max_length=255, unique=True)": "email, max=255, unique",
    "x: int = Field(default=0, ge=0, le=9)": "int = 0, min=0, max=9",
    "x: Decimal = Field(max_digits=8, decimal_places=2)": "decimal(8, 2)",
    "x: list[str] = Field(sa_column=Column(JSON))": "json?",
    "x: list[str] = Field(sa_column=Column(ARRAY(String), nullable=False))": "list[text]",
    "x: datetime = Field(default_factory=now, sa_type=DateTime(timezone=True))": (
        "datetime = now, read_only"
    ),
    "x: int | None = Field(foreign_key='users.id', ondelete='CASCADE')": (
        "ref(User)?, on_delete=cascade"
    ),
}


@pytest.mark.parametrize("member", SQLMODELS)
def test_a_column_of_sqlmodel(tmp_path: Path, member: str) -> None:
    model = order(tmp_path, member, kind=SQLMODEL)

    assert model["fields"] == {"x": SQLMODELS[member]}


LEFT_OUT = {
    "x: Mapped[bytes]": "the language has no binary data",
    "x = Column(LargeBinary)": "the language has no binary data",
    "x = Column(TSVECTOR)": "the language has no type TSVECTOR",
    "x: Mapped[Point]": "the language has no type Point",
    "x: Mapped[int] = mapped_column(ForeignKey('teams.id'))": (
        "it refers to teams.id, and no class has that table"
    ),
    "x: Mapped[int] = mapped_column(ForeignKey('users.name'))": (
        "it refers to users.name, which is not the key"
    ),
    "x: Mapped[int] = mapped_column(Computed('1 + 1'))": "the database computes it",
    "x: Mapped[str] = mapped_column(Enum('two words', 'b'))": (
        "'two words' is not an enum value"
    ),
}


@pytest.mark.parametrize("member", LEFT_OUT)
def test_what_the_language_cannot_say_is_left_out(tmp_path: Path, member: str) -> None:
    model = order(tmp_path, member)

    assert (model["fields"], model["left_out"]) == ({}, {"x": LEFT_OUT[member]})


@pytest.mark.parametrize("name", ["_secret", "camelCase", "limit", "json", "class_"])
def test_names_that_no_field_may_have_are_left_out(tmp_path: Path, name: str) -> None:
    assert list(order(tmp_path, f"{name}: Mapped[int]")["left_out"]) == [name]


@pytest.mark.parametrize("name", ["created_at", "owner_id", "version"])
def test_names_of_what_servers_set_are_proposed(tmp_path: Path, name: str) -> None:
    fields = order(tmp_path, f"{name}: Mapped[int]")["fields"]

    assert parse_members(fields, Place("fields", RESERVED_IN_SCHEMAS))


NO_COLUMNS = (
    "x: Mapped['User'] = relationship()",
    "x: Mapped[int] = column_property(select(1))",
    "x: AssociationProxy[list[str]] = association_proxy('a', 'b')",
    "x: ClassVar[int]",
    "x = 5",
)


@pytest.mark.parametrize("member", NO_COLUMNS)
def test_what_is_no_column(tmp_path: Path, member: str) -> None:
    assert list(order(tmp_path, member)["columns"]) == ["id"]


def test_enums_are_named_by_where_they_are(tmp_path: Path) -> None:
    model = order(tmp_path, "x: Mapped[Status | None]", "y: Mapped[Literal['a', 'b']]")

    assert model["enums"] == {"x": "shop.models:Status"}


def test_an_insert_gives_what_nothing_else_does(tmp_path: Path) -> None:
    model = order(
        tmp_path,
        "name: Mapped[str]",
        "note: Mapped[str | None]",
        "count: Mapped[int] = mapped_column(default=0)",
        "made: Mapped[datetime] = mapped_column(server_default=func.now())",
        "total: Mapped[int] = mapped_column(Computed('1'))",
        "data: Mapped[bytes]",
    )

    assert model["required"] == ["name", "data"]


KEYS = {
    "key: Mapped[str] = mapped_column(primary_key=True)": ["key"],
    "key: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)": [],
    "key = Column(ForeignKey('users.id'), primary_key=True)": ["key"],
    "key = Column(Integer, primary_key=True, autoincrement=False)": ["key"],
    "key = Column(Integer, primary_key=True)": [],
}


@pytest.mark.parametrize("key", KEYS)
def test_an_insert_gives_keys_that_are_not_counted(tmp_path: Path, key: str) -> None:
    kind = "class Order(Base):\n    __tablename__ = 'orders'\n"

    assert order(tmp_path, key, kind=kind)["required"] == KEYS[key]


def test_a_key_of_several_columns_is_named(tmp_path: Path) -> None:
    model = order(tmp_path, "line: Mapped[int] = mapped_column(primary_key=True)")

    assert (model["key"], model["keys"]) == (None, ["id", "line"])


def test_constraints_of_the_table_count(tmp_path: Path) -> None:
    model = order(
        tmp_path,
        "__table_args__ = (UniqueConstraint('code'), {'schema': 'shop'})",
        "code: Mapped[str] = mapped_column(String(8))",
    )

    assert model["fields"] == {"code": "str(8), unique"}


def test_moments_without_a_zone_are_told(tmp_path: Path) -> None:
    model = order(
        tmp_path,
        "a: Mapped[datetime]",
        "b: Mapped[datetime] = mapped_column(DateTime(timezone=True))",
        "c = Column(TIMESTAMP)",
    )

    assert model["naive"] == ["a", "c"]


ZONED = """\
class Zoned(Base):
    __abstract__ = True
    type_annotation_map = {datetime: DateTime(timezone=True), str: String(30)}


class Order(Zoned):
    __tablename__ = "orders"
    id: Mapped[int] = mapped_column(primary_key=True)
"""


def test_a_base_gives_types_of_python_their_own(tmp_path: Path) -> None:
    model = order(tmp_path, "a: Mapped[datetime]", "b: Mapped[str]", kind=ZONED)

    assert model["fields"] == {"a": "datetime", "b": "str(30)"}
    assert model["naive"] == []


def test_the_class_of_a_row_is_told_by_no_field(tmp_path: Path) -> None:
    model = order(
        tmp_path,
        "type: Mapped[str]",
        "__mapper_args__ = {'polymorphic_on': 'type', 'polymorphic_identity': 'a'}",
    )

    assert (model["fields"], model["required"]) == ({}, [])
    assert model["left_out"] == {"type": "it tells which class a row is of"}


def test_parts_of_a_composite_are_columns(tmp_path: Path) -> None:
    place = "class Place:\n    lat: float\n    note: str | None\n\n\n"
    model = order(
        tmp_path,
        "place: Mapped[Place] = composite(mapped_column('lat'), mapped_column('note'))",
        kind=place + ORDER,
    )

    assert model["columns"] == {"id": "int", "lat": "float", "note": "str | None"}
    assert model["required"] == ["lat"]
    assert model["left_out"]["lat"] == "it is a part of place"


def test_a_dataclass_is_made_with_all_that_has_no_default(tmp_path: Path) -> None:
    kind = ORDER.replace("(Base)", "(MappedAsDataclass, Base)")
    kind = kind.replace("primary_key=True", "primary_key=True, init=False")
    model = order(
        tmp_path,
        "note: Mapped[str | None]",
        "code: Mapped[str | None] = mapped_column(default=None)",
        "made: Mapped[datetime] = mapped_column(default_factory=now)",
        kind=kind,
    )

    assert model["required"] == ["note"]


def test_options_may_be_passed_on_in_a_mapping(tmp_path: Path) -> None:
    member = "x: int = Field(sa_column_kwargs={'unique': True, 'server_default': '7'})"

    assert order(tmp_path, member, kind=SQLMODEL)["fields"] == {"x": "int = 7, unique"}
