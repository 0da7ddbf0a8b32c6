"""What clients send and get in a project of others: its base, its keys, its moments."""

from __future__ import annotations

from dataclasses import dataclass

from ..code import INDENT, Own, call, declaration, quoted
from ..field import Field
from ..key import Key
from ..schemas import ORDERED, Member, Schemas
from .fit import SQLMODEL, Fit

FROM_ROWS = f"{INDENT}model_config = ConfigDict(from_attributes=True)\n"


@dataclass(frozen=True)
class FittedMember(Member):
    """One field, as schemas hold it."""

    key: Key | None = None
    """That of the rows that a list of keys is made of."""

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

    fit: Fit
    packages: frozenset[str]

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
    def moments(self) -> tuple[str, ...]:
        """The columns that say when a row was made, and changed."""
        return self.fit.moments

    @property
    def answered(self) -> list[str]:
        """The lines of answers, before them how they are made."""
        return [FROM_ROWS, *super().answered]

    def _member(self, field: Field, named: str, own: str, item: str) -> Member:
        is_list = field.kind == "refs"
        key = self.table.targets[str(field.target)].key if is_list else None
        return FittedMember(field, named, own, item, key)

    @property
    def query(self) -> list[str]:
        """The lines of the list's filters: when rows were made, too."""
        return super().query + [
            declaration(f"{name}__{operator}", "AwareDatetime | None", "None")
            for name in self.moments
            for operator in ORDERED
        ]

    @property
    def _bases(self) -> tuple[str, ...]:
        return tuple(filter(None, ("{rest}.columns:keys_of", self._base)))

    @property
    def _own(self) -> Own:
        return self.packages
