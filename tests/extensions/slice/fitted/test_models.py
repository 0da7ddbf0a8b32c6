"""Models and first revisions in projects of others."""

import ast
from typing import Any

import pytest

from tests.extensions.slice.fitted.projects import PROJECT, endpoint, rendered
from tests.extensions.slice.formatting import reformatted

SQLMODEL = {"orm": "sqlmodel-async", "base": "sqlmodel:SQLModel"}
SQLITE = {"dependencies": {"declared": ["aiosqlite"]}}
INHERITED = {
    "record": {
        "base": "app.db:Base",
        "mixins": ["app.db:Stamped"],
        "columns": {"id": "uuid.UUID", "created_at": "datetime.datetime | None"},
    }
}
FIELDS: dict[str, Any] = {
    "name": "str(200), unique",
    "note": "text?",
    "price": "decimal(10, 2) = 1",
    "total": "bigint = 0",
    "ratio": "float?",
    "is_open": "bool = true",
    "day": "date = today",
    "at": "datetime = now",
    "length": "duration?",
    "data": "json = {}",
    "labels": "list[str] = []",
    "days": "list[date]?",
    "status": "enum(draft, in-use) = draft, index",
    "mail": "email?",
    "address": {"street": "str(40)"},
    "shelf": "ref(Shelf)?, on_delete=set_null",
    "shelves": "refs(Shelf)",
    "others": "refs(self)",
}
PROJECTS: dict[str, dict[str, Any]] = {
    "sqlalchemy": {},
    "sqlmodel": SQLMODEL,
    "sqlite": SQLITE,
    "synchronous": {"orm": "sqlalchemy-sync"},
    "inherited": INHERITED,
    "dataclass": {"record": {"dataclass": True, "key": "uuid"}},
}


def attribute(which: str, found: dict[str, Any] | None = None, **fields: Any) -> str:
    """The line of an attribute of the model, on one line."""
    slice_ = endpoint(found, fields=fields or {"name": "str"})
    [model] = (
        node
        for node in ast.parse(rendered("models", slice_)).body
        if isinstance(node, ast.ClassDef) and node.name == "Box"
    )
    lines = {
        ast.unparse(node.target): ast.unparse(node)
        for node in model.body
        if isinstance(node, ast.AnnAssign)
    }
    return lines.get(which, "")


@pytest.mark.parametrize("project", PROJECTS)
@pytest.mark.parametrize("artefact", ["models", "migration"])
def test_it_is_formatted(project: str, artefact: str) -> None:
    slice_ = endpoint(PROJECTS[project], fields=FIELDS)

    assert reformatted(rendered(artefact, slice_)) == []


@pytest.mark.parametrize(
    ("key", "line"),
    [
        ("int", "id: Mapped[int] = mapped_column(primary_key=True)"),
        ("uuid", "id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)"),
        (
            "str",
            "id: Mapped[str] = mapped_column(sa.String(36), primary_key=True, "
            "default=lambda: str(uuid4()))",
        ),
    ],
)
def test_the_key_is_of_the_projects_type(key: str, line: str) -> None:
    assert attribute("id", {"record": {"key": key}}) == line


@pytest.mark.parametrize(
    ("key", "line"),
    [
        ("int", "id: int | None = Field(default=None, primary_key=True)"),
        ("uuid", "id: UUID = Field(default_factory=uuid4, primary_key=True)"),
    ],
)
def test_sqlmodel_has_keys_of_its_own(key: str, line: str) -> None:
    assert attribute("id", SQLMODEL | {"record": {"key": key}}) == line


def test_what_is_inherited_is_not_said_again() -> None:
    source = rendered("models", endpoint(INHERITED))

    assert "class Box(Stamped, Base):" in source
    assert "id: Mapped" not in source
    assert "created_at: Mapped" not in source
    assert "updated_at" not in source


def test_inherited_columns_are_in_the_revision() -> None:
    source = rendered("migration", endpoint(INHERITED))

    assert 'sa.Column("id", sa.Uuid(), nullable=False)' in source
    assert '"created_at"' in source
    assert "nullable=True" in source


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        ({"a": "bool = true"}, "a: Mapped[bool] = mapped_column(sa.Boolean, "),
        ({"a": "int = 5"}, "a: Mapped[int] = mapped_column(sa.Integer, default=5)"),
        ({"a": "list[str] = []"}, "sa.ARRAY(sa.String(255)), default=list)"),
        ({"a": "json = {}"}, "nullable=False, default=dict)"),
        ({"a": "enum(x, y) = x"}, "choice(BoxA, 'a'), default=BoxA.X)"),
        ({"a": "datetime = now"}, "server_default=sa.func.now())"),
        ({"a": "date = today"}, "server_default=sa.func.current_date())"),
    ],
)
def test_defaults_are_those_of_any_database(fields: dict[str, Any], line: str) -> None:
    assert line in attribute("a", **fields)


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        ({"a": "list[date]"}, "mapped_column(Structure(list[dt.date]))"),
        ({"a": "json"}, "mapped_column(sa.JSON(none_as_null=True), nullable=False)"),
    ],
)
def test_only_postgresql_has_its_own_types(fields: dict[str, Any], line: str) -> None:
    assert line in attribute("a", SQLITE, **fields)


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        ({"a": "str(9)"}, "a: str = Field(max_length=9)"),
        ({"a": "text?"}, "a: str | None = Field(default=None, sa_type=sa.Text)"),
        ({"a": "int?"}, "a: int | None = None"),
        ({"a": "bool = false"}, "a: bool = False"),
        ({"a": "decimal(9, 3)"}, "a: Decimal = Field(max_digits=9, decimal_places=3)"),
        (
            {"a": "datetime"},
            "a: dt.datetime = Field(sa_type=sa.DateTime(timezone=True))",
        ),
        ({"a": "list[str] = []"}, "Field(default_factory=list, sa_type="),
        (
            {"a": "ref(Shelf)"},
            "a: str = Field(foreign_key='shelves.code', ondelete='RESTRICT')",
        ),
    ],
)
def test_sqlmodel_says_what_annotations_do_not(
    fields: dict[str, Any], line: str
) -> None:
    assert line in attribute("a", SQLMODEL, **fields)


def test_two_functions_of_one_name_are_kept_apart() -> None:
    source = rendered("models", endpoint(SQLMODEL, fields=FIELDS))

    assert "from pydantic import Field, JsonValue" in source
    assert "street: BoxAddressStreet" in source
    assert "name: str = sqlmodel.Field(max_length=200, unique=True)" in source


def test_a_reference_has_the_type_of_the_key() -> None:
    fields: dict[str, Any] = {"shelf": "ref(Shelf)?, on_delete=set_null"}

    assert attribute("shelf", **fields) == (
        "shelf: Mapped[str | None] = mapped_column("
        "sa.ForeignKey('shelves.code', ondelete='SET NULL'))"
    )
    revision = rendered("migration", endpoint(fields=fields))
    assert 'sa.Column("shelf", sa.String(8), nullable=True)' in revision
    assert '["shelves.code"]' in revision


def test_links_are_relationships() -> None:
    assert attribute("shelves", shelves="refs(Shelf)", name="str") == (
        "shelves: Mapped[list[Shelf]] = relationship(secondary='boxes_shelves', "
        "order_by='Shelf.code', lazy='selectin')"
    )


def test_tables_are_called_as_others_are() -> None:
    models = [{**PROJECT["models"][0], "table": "user"}]
    source = rendered("models", endpoint({"models": models}))

    assert '__tablename__ = "box"' in source


def test_constraints_have_no_names_but_indexes_do() -> None:
    source = rendered("migration", endpoint(fields={"name": "str, unique"}))

    assert 'sa.PrimaryKeyConstraint("id"),' in source
    assert 'sa.UniqueConstraint("name"),' in source
    assert '"ix_boxes_created_at_id"' in source


def test_a_revision_follows_the_head() -> None:
    assert 'down_revision = "abc"' in rendered("migration", endpoint())


def test_dataclasses_are_made_by_keywords() -> None:
    found = PROJECTS["dataclass"]
    fields: dict[str, Any] = {"a": "str?", "b": "list[str] = []"}

    assert "class Box(Base, kw_only=True):" in rendered("models", endpoint(found))
    assert attribute("a", found, **fields).endswith("default=None)")
    assert attribute("b", found, **fields).endswith("default_factory=list)")
    assert attribute("created_at", found).endswith("init=False)")
