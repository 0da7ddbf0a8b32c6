"""The table of a resource where SQLModel maps it: annotations, and what they do not say."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ...answers.field import Field
from ..associations import Association
from ..code import Call, call, declaration, quoted
from ..columns import Column
from ..targets import Target
from .columns import SqlmodelColumn
from .models import BIG, MOMENT, NOW, FittedTable, linked, loaded

IN_PYTHON = "lambda: dt.datetime.now(dt.UTC)"


@dataclass(frozen=True, kw_only=True)
class SqlmodelTable(FittedTable):
    """The same, as SQLModel has it."""

    @property
    def head(self) -> str:
        """The first line of its class, from the name on."""
        bases = [one.rpartition(":")[2] for one in (*self.fit.mixins, self.fit.base)]
        inner = call(self.model, *bases, "table=True")
        return "\n".join(inner.lines("", before="class ", after=":"))

    @property
    def _of_orm(self) -> tuple[str, ...]:
        if self._limits_values:
            return ("pydantic:Field", "sqlmodel:Relationship", "sqlmodel")
        return ("sqlmodel:Field", "sqlmodel:Relationship")

    @property
    def _limits_values(self) -> bool:
        """Whether the classes of its values use the function of Pydantic of that name."""
        return re.search(r"\bField\(", self.definitions) is not None

    @property
    def _field(self) -> str:
        return "sqlmodel.Field" if self._limits_values else "Field"

    def _column(self, field: Field, named: str, target: Target | None) -> Column:
        return SqlmodelColumn(field, named, target, fit=self.fit, function=self._field)

    def _declared_key(self) -> str:
        kind, annotation = self.key.field.type, self.key.annotation
        if kind in {"int", "bigint"}:
            wide = BIG if kind == "bigint" else None
            made = call(self._field, default="None", primary_key="True", sa_type=wide)
            return declaration(self.key.name, f"{annotation} | None", made)
        factory = "uuid4" if kind == "uuid" else "lambda: str(uuid4())"
        length = str(self._length) if kind == "str" else None
        made = call(
            self._field,
            default_factory=factory,
            primary_key="True",
            max_length=length,
        )
        return declaration(self.key.name, annotation, made)

    def _moment(self, name: str, *, changes: bool) -> str:
        made = call(
            self._field,
            default_factory=IN_PYTHON,
            sa_type=MOMENT,
            sa_column_kwargs=f'{{"onupdate": {NOW}}}' if changes else None,
        )
        return declaration(name, "dt.datetime", made)

    def _relationship(self, one: Association) -> str:
        options = Call(
            "",
            tuple(
                f"{quoted(key)}: {value}" for key, value in loaded(one, self).items()
            ),
            "{}",
        )
        made = call("Relationship", sa_relationship_kwargs=options)
        return declaration(one.field.name, f"list[{linked(one)}]", made)

    @property
    def _own_default(self) -> str | None:
        """None: SQLModel fills it in."""
        return None
