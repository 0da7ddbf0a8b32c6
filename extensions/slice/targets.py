"""What `ref` and `refs` point to, and the tables behind those that are many."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ..answers.field import Field
from ..answers.models import Model
from ..answers.names import Name, snake_words
from ..answers.problem import Problem
from ..answers.project import Project
from .key import KEY, Key

SELF = "self"


@dataclass(frozen=True)
class Target:
    """A model that fields refer to."""

    class_name: str
    module: str
    table: str
    is_self: bool = False
    owners: str | None = None
    """The table of those whom its rows belong to, empty where that is not known."""
    owner: str = ""
    """The column that says whose a row of it is."""
    key: Key = KEY
    schema: str = ""
    """The schema of its table, where that is another than the connection's."""
    metadata: str = ""
    """What collects its table, a base or metadata, where there are several."""

    @property
    def qualified(self) -> str:
        """The table as foreign keys name it."""
        return qualified(self.schema, self.table)

    @property
    def reference(self) -> str:
        """Its key, as foreign keys name it."""
        return f"{self.qualified}.{self.key.name}"

    @property
    def snake(self) -> str:
        """As in `order_item`."""
        return snake_words(self.class_name)


def qualified(schema: str, table: str) -> str:
    """A table with its schema, as in `billing.accounts`."""
    return f"{schema}.{table}" if schema else table


@dataclass(frozen=True)
class Side:
    """One of the two columns, and the model whose key it holds."""

    column: str
    target: Target


@dataclass(frozen=True)
class Association:
    """The table behind one field."""

    field: Field
    resource: Name
    model: Target
    """That of the resource."""
    target: Target

    @property
    def name(self) -> str:
        return f"{self.model.table}_{self.field.name}"

    @property
    def schema(self) -> str:
        return self.model.schema

    @property
    def qualified(self) -> str:
        """Its table with the schema."""
        return qualified(self.schema, self.name)

    @property
    def constant(self) -> str:
        """What it is called in the module of the model."""
        return f"{self.resource.snake}_{self.field.name}".upper()

    @property
    def own(self) -> Side:
        return Side(f"{self.resource.snake}_id", self.model)

    @property
    def other(self) -> Side:
        column = f"{self.target.snake}_id"
        is_taken = column == self.own.column
        return Side(f"related_{column}" if is_taken else column, self.target)

    @property
    def sides(self) -> tuple[Side, Side]:
        return self.own, self.other

    @property
    def index(self) -> str:
        return f"ix_{self.name}_{self.other.column}"

    @property
    def names(self) -> list[str]:
        """Everything that the database calls by a name of its own."""
        keys = [f"fk_{self.name}_{one.column}" for one in self.sides]
        return [self.name, f"pk_{self.name}", self.index, *keys]


def known_targets(project: Mapping[str, Any]) -> dict[str, Target]:
    """The models that the project has, by class."""
    found = Project(project)
    return {model.name: target_of(model, found) for model in found.models}


def target_of(model: Model, project: Project) -> Target:
    """A model that is there, as fields refer to it."""
    owner = project.owner_of(model)
    return Target(
        model.name,
        model.module,
        model.table,
        owners=model.owners(owner) if owner else None,
        owner=owner,
        key=model.key,
        schema=model.schema,
        metadata=model.metadata,
    )


def targets_of(
    fields: Iterable[Field],
    own: Target,
    callers: Iterable[Target],
    project: Mapping[str, Any],
) -> dict[str, Target]:
    """What the fields refer to, or the `Problem` of one that refers to nothing.

    The resource's own class means the same as `self`.
    """
    known = {SELF: own} | {caller.class_name: caller for caller in callers}
    known |= known_targets(project)
    found: dict[str, Target] = {}
    for one in fields:
        if one.target is not None:
            found[one.target] = _resolved(one, known, own)
    return found


def _resolved(field: Field, known: Mapping[str, Target], own: Target) -> Target:
    what = f"fields.{field.name}"
    is_own = field.target == own.class_name
    target = own if is_own else known.get(str(field.target))
    if target is None:
        accepted = ", ".join(known)
        wrong = f"there is no model {field.target} in this service"
        raise Problem.about(what, wrong, f"{accepted}; make its endpoint first")
    if target.metadata and own.metadata and target.metadata != own.metadata:
        model = f"{target.module}:{target.class_name}"
        wrong = f"{model} has other metadata than {own.metadata}"
        accepted = "a model with the same metadata, or a field with its id"
        raise Problem.about(what, f"{wrong}, so no foreign key reaches it", accepted)
    if not target.key.name:
        model = f"{target.module}:{target.class_name}"
        wrong = f"{model} has no key of one column"
        raise Problem.about(what, wrong, "a model that has one")
    if target.is_self and field.kind == "ref" and not field.nullable:
        wrong = "no first row could be made that refers to another one"
        raise Problem.about(what, wrong, f"ref({field.target})?")
    return target
