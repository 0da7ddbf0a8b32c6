"""Many-to-many fields: a table of pairs of ids, in the model and in the revision."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ..answers.fields import Field
from ..answers.names import Name
from .code import INDENT, Call, call, literal, quoted
from .key import KEY, Key
from .targets import Target


@dataclass(frozen=True)
class Association:
    """The table behind one field."""

    field: Field
    owner: Name
    target: Target

    has_convention: ClassVar[bool] = True
    """Whether it is known how constraints get their names."""

    @property
    def name(self) -> str:
        """The table's name."""
        return f"{self.table}_{self.field.name}"

    @property
    def table(self) -> str:
        """The table of the resource."""
        return self.owner.plural

    @property
    def key(self) -> Key:
        """What a row of the resource is found by."""
        return KEY

    @property
    def metadata(self) -> str:
        """What the tables of the project belong to."""
        return "Base.metadata"

    @property
    def constant(self) -> str:
        """What it is called in the module of the model."""
        return f"{self.owner.snake}_{self.field.name}".upper()

    @property
    def column(self) -> str:
        """The column with the id of the row."""
        return f"{self.owner.snake}_id"

    @property
    def other(self) -> str:
        """The column with the id of what it refers to."""
        column = f"{self.target.snake}_id"
        return f"related_{column}" if column == self.column else column

    @property
    def in_model(self) -> str:
        """Its definition."""
        made = call(
            "sa.Table",
            quoted(self.name),
            self.metadata,
            self._declared(self.column, self.table, self.key),
            self._declared(
                self.other,
                self.target.table,
                self.target.key,
                **self._options,
            ),
            *self._indexes,
        )
        return "\n".join(made.lines("", before=f"{self.constant} = "))

    @property
    def _options(self) -> dict[str, str]:
        """What is said of the column that refers to the others."""
        return {"index": "True", "info": literal({"field": self.field.name})}

    @property
    def _indexes(self) -> list[Call]:
        """Indexes that no column declares."""
        return []

    @staticmethod
    def _declared(column: str, table: str, key: Key, **options: str) -> Call:
        refers = call(
            "sa.ForeignKey", quoted(f"{table}.{key.name}"), ondelete='"CASCADE"'
        )
        return call(
            "sa.Column",
            quoted(column),
            str(key.migrated).removesuffix("()"),
            refers,
            primary_key="True",
            **options,
        )

    @property
    def created(self) -> str:
        """The statements that make it."""
        table = call(
            "op.create_table",
            quoted(self.name),
            *(
                call("sa.Column", quoted(column), key.migrated, nullable="False")
                for column, key in (
                    (self.column, self.key),
                    (self.other, self.target.key),
                )
            ),
            call(
                "sa.PrimaryKeyConstraint",
                quoted(self.column),
                quoted(self.other),
                name=self._constraint("pk"),
            ),
            self._refers(self.column, self.table, self.key),
            self._refers(self.other, self.target.table, self.target.key),
        )
        index = call(
            "op.create_index",
            self._named("ix", self.other),
            quoted(self.name),
            literal([self.other]),
        )
        return "\n".join((*table.lines(INDENT), *index.lines(INDENT)))

    def _refers(self, column: str, table: str, key: Key) -> Call:
        name = self._constraint("fk", column)
        return foreign_key(column, table, "CASCADE", name=name, key=key.name)

    @property
    def dropped(self) -> str:
        """The statement that undoes it."""
        return f"{INDENT}op.drop_table({quoted(self.name)})"

    @property
    def names(self) -> list[str]:
        """Everything that the database calls by a name of its own."""
        keys = [f"fk_{self.name}_{one}" for one in (self.column, self.other)]
        return [self.name, f"pk_{self.name}", f"ix_{self.name}_{self.other}", *keys]

    def _constraint(self, kind: str, *columns: str) -> str | None:
        """The name of a constraint in the revision."""
        return self._named(kind, *columns) if self.has_convention else None

    def _named(self, kind: str, *columns: str) -> str:
        return quoted("_".join((kind, self.name, *columns)))


def foreign_key(
    column: str,
    table: str,
    on_delete: str,
    *,
    name: str | None,
    key: str = "id",
) -> Call:
    """A foreign key as a revision declares it."""
    return call(
        "sa.ForeignKeyConstraint",
        literal([column]),
        literal([f"{table}.{key}"]),
        name=name,
        ondelete=quoted(on_delete),
    )
