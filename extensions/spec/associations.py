"""Many-to-many fields: a table of pairs of ids, in the model and in the revision."""

from __future__ import annotations

from dataclasses import dataclass

from .code import INDENT, Call, call, literal, quoted
from .fields import Field
from .names import Name
from .targets import Target


@dataclass(frozen=True)
class Association:
    """The table behind one field."""

    field: Field
    owner: Name
    target: Target

    @property
    def name(self) -> str:
        """The table's name."""
        return f"{self.owner.plural}_{self.field.name}"

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
            "Base.metadata",
            self._declared(self.column, self.owner.plural),
            self._declared(
                self.other,
                self.target.table,
                index="True",
                info=literal({"field": self.field.name}),
            ),
        )
        return "\n".join(made.lines("", before=f"{self.constant} = "))

    @staticmethod
    def _declared(column: str, table: str, **options: str) -> Call:
        key = call("sa.ForeignKey", quoted(f"{table}.id"), ondelete='"CASCADE"')
        return call(
            "sa.Column", quoted(column), "sa.Uuid", key, primary_key="True", **options
        )

    @property
    def created(self) -> str:
        """The statements that make it."""
        table = call(
            "op.create_table",
            quoted(self.name),
            *(
                call("sa.Column", quoted(column), "sa.Uuid()", nullable="False")
                for column in (self.column, self.other)
            ),
            call(
                "sa.PrimaryKeyConstraint",
                quoted(self.column),
                quoted(self.other),
                name=self._named("pk"),
            ),
            self._key(self.column, self.owner.plural),
            self._key(self.other, self.target.table),
        )
        index = call(
            "op.create_index",
            self._named("ix", self.other),
            quoted(self.name),
            literal([self.other]),
        )
        return "\n".join((*table.lines(INDENT), *index.lines(INDENT)))

    def _key(self, column: str, table: str) -> Call:
        return foreign_key(column, table, "CASCADE", name=self._named("fk", column))

    @property
    def dropped(self) -> str:
        """The statement that undoes it."""
        return f"{INDENT}op.drop_table({quoted(self.name)})"

    @property
    def names(self) -> list[str]:
        """Everything that the database calls by a name of its own."""
        keys = [f"fk_{self.name}_{one}" for one in (self.column, self.other)]
        return [self.name, f"pk_{self.name}", f"ix_{self.name}_{self.other}", *keys]

    def _named(self, kind: str, *columns: str) -> str:
        return quoted("_".join((kind, self.name, *columns)))


def foreign_key(column: str, table: str, on_delete: str, *, name: str) -> Call:
    """A foreign key as a revision declares it."""
    return call(
        "sa.ForeignKeyConstraint",
        literal([column]),
        literal([f"{table}.id"]),
        name=name,
        ondelete=quoted(on_delete),
    )
