"""What clients send and get in a project of others: its base, its keys, its moments."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ...answers.field import Field
from ..code import INDENT, Call, Own, call, declaration, quoted
from ..fit import SQLMODEL, Fit
from ..key import Key
from ..mapping import PythonType
from ..schemas import ORDERED, Member, Schemas
from ..table import Table

FROM_ROWS = f"{INDENT}model_config = ConfigDict(from_attributes=True)\n"


@dataclass(frozen=True)
class FittedMember(Member):
    """One field, as schemas hold it."""

    key: Key | None = None
    """That of the rows that a list of keys is made of."""
    is_naive: bool = False
    """Whether it keeps moments without their zone."""
    is_new: bool = True
    """Whether the class of its values is written with the endpoint."""

    @property
    def type(self) -> PythonType:
        """Its type without limits."""
        found = super().type
        return replace(found, request="NaiveDatetime") if self.is_naive else found

    @property
    def default(self) -> str | Call:
        """What stands for it where a body leaves it out."""
        if self.field.kind == "list" and self.field.has_default:
            return call("Field", default_factory="list")
        if self.is_new or self.field.kind != "enum" or not self.field.has_default:
            return super().default
        value = quoted(self.field.default)
        return call(self.named, value) if self.named else value

    @property
    def in_response(self) -> str:
        """Its line in answers; links are rows of a relationship, and shown as keys."""
        if self.key is None:
            return super().in_response
        keys = call("keys_of", quoted(self.key.name))
        return declaration(self.name, f"Annotated[{self.type.in_response}, {keys}]")


@dataclass(frozen=True, kw_only=True)
class FittedSchemas(Schemas):
    """They are made of rows of the model, and based on what the project's are."""

    table: Table
    fit: Fit
    packages: frozenset[str]
    has_new_model: bool = True

    @property
    def _base(self) -> str:
        """The project's base of schemas, where that is no model."""
        return "" if self.fit.schemas_base == SQLMODEL else self.fit.schemas_base

    @property
    def request(self) -> str:
        """What all bodies are based on: the project's base, made strict."""
        name = self._base.rpartition(":")[2]
        return ", ".join(filter(None, (name, "RequestModel")))

    @property
    def answer(self) -> str:
        """What answers are based on."""
        return self._base.rpartition(":")[2] or "BaseModel"

    @property
    def answered(self) -> list[str]:
        """The lines of answers, before them how they are made."""
        return [FROM_ROWS, *super().answered]

    def _member(self, field: Field, named: str, own: str, item: str) -> Member:
        is_list = field.kind == "refs"
        return FittedMember(
            field,
            named,
            own,
            item,
            self.table.targets[str(field.target)].key if is_list else None,
            field.name in self.table.naive,
            self.has_new_model,
        )

    @property
    def query(self) -> list[str]:
        """The lines of the list's filters: when rows were made, too."""
        return super().query + [
            declaration(f"{name}__{operator}", f"{self._kind(name)} | None", "None")
            for name in self.table.moments
            for operator in ORDERED
        ]

    def _kind(self, moment: str) -> str:
        return "NaiveDatetime" if moment in self.table.naive else "AwareDatetime"

    @property
    def _bases(self) -> tuple[str, ...]:
        found = ("{rest}.columns:keys_of", "pydantic:NaiveDatetime", self._base)
        return tuple(filter(None, found))

    @property
    def _own(self) -> Own:
        return self.packages
