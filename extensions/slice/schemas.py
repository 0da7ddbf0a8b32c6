"""What clients send and get: the fields of a resource's schemas."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from ..answers.fields import Field
from ..answers.names import pascal_case
from .annotations import Alias, Annotation
from .computed import Computed
from .fit import Fit
from .lists import Lists
from .literals import literal
from .mapping import SHOWN
from .samples import sample
from .service import CustomAction
from .structures import class_name
from .table import Table
from .values import as_json

ORDERED = ("gt", "gte", "lt", "lte")
LONGEST_ALIAS = 28
"""Of the name of a type with limits, which shares a line with the field's."""


@dataclass(frozen=True)
class Member(Annotation):
    """One field, as schemas hold it."""

    key: str = ""
    """What rows of a relationship are shown by."""

    @property
    def example(self) -> str:
        """A value as the API's documentation shows it."""
        return literal(as_json(sample(self.field)))

    @property
    def parameters(self) -> Iterator[Shown]:
        operators = {"": self.plain, "__in": f"CommaSeparated[{self.plain}]"}
        if self.field.is_ordered:
            operators |= {f"__{name}": self.plain for name in ORDERED}
        if self.field.is_text:
            operators["__contains"] = "SearchText"
        if self.nullable:
            operators["__is_null"] = "bool"
        for suffix, kind in operators.items():
            yield Shown(self.name + suffix, kind)

    @property
    def is_writable(self) -> bool:
        return not self.field.read_only and self.field.kind != "computed"

    @property
    def is_changeable(self) -> bool:
        return self.is_writable and not self.field.immutable


@dataclass(frozen=True)
class Shown:
    """A field of answers, or a query parameter that narrows a list."""

    name: str
    type: str
    nullable: bool = False
    key: str = ""
    """What rows of a relationship are shown by."""


@dataclass(frozen=True)
class Schemas:
    """The schemas of a resource."""

    table: Table
    filters: tuple[str, ...]
    sort: tuple[str, ...]
    search: tuple[str, ...]
    operations: tuple[str, ...]
    lists: Lists
    actions: tuple[CustomAction, ...] = ()
    """Those with a body."""

    @property
    def fit(self) -> Fit:
        return self.table.fit

    # Its classes --------------------------------------------------------------------

    @property
    def names(self) -> str:
        """What the router and the service may import."""
        ends = [*self.operations, "response"]
        ends += ["query"] if "list" in self.operations else []
        written = ("create", "replace", "update", "response", "query")
        name = self.table.resource.pascal
        found = [name + one.capitalize() for one in written if one in ends]
        return ", ".join([*found, *(action.schema for action in self.actions)])

    @property
    def has_base(self) -> bool:
        """Whether two kinds of bodies have fields in common."""
        return {"create", "replace"} <= {*self.operations}

    @property
    def base_module(self) -> str:
        """The module of the base that the project's schemas have, if they have one."""
        return self.fit.schemas_base.partition(":")[0]

    @property
    def base_class(self) -> str:
        return self.fit.schemas_base.partition(":")[2]

    # Its fields ---------------------------------------------------------------------

    @cached_property
    def members(self) -> tuple[Member, ...]:
        named = self.table.classes.named
        return tuple(
            Member(
                one,
                named.get(one.name, ""),
                *self._types[one.name],
                datetime=self.table.datetime_of(one.name),
                has_members=self.table.existing is None,
                key=self._key(one),
            )
            for one in self.table.fields
        )

    def _key(self, field: Field) -> str:
        is_relationship = field.kind == "refs" and not self.fit.has_database
        return self.table.targets[str(field.target)].key.name if is_relationship else ""

    @cached_property
    def _types(self) -> dict[str, tuple[str, str]]:
        """What the type of a field is called, and that of its items.

        No other type has these names, here and in the module of the model.
        """
        model = self.table.model
        wanted = {one.name: _short(one.name) for one in self.table.fields}
        names = {*wanted.values()}
        taken = {self.base_class, *self.table.classes.all}
        found = {}
        for name, own in wanted.items():
            one = class_name(own, model, taken | (names - {own}))
            item = class_name(f"{own}Item", model, taken | names | {one})
            taken |= {one, item}
            found[name] = (one, item)
        return found

    @property
    def create(self) -> list[Member]:
        """The fields of a new resource; without those of the base, where there is one."""
        is_shared = self.has_base
        return [one for one in self.documented if not (is_shared and one.is_changeable)]

    @property
    def changeable(self) -> list[Member]:
        return [one for one in self.members if one.is_changeable]

    @property
    def documented(self) -> list[Member]:
        """The fields of the example of a new resource."""
        return [one for one in self.members if one.is_writable]

    @property
    def bodies(self) -> list[tuple[CustomAction, list[Member]]]:
        """The fields of what actions are sent."""
        return [(one, list(self._inputs(one))) for one in self.actions]

    def _inputs(self, action: CustomAction) -> Iterator[Member]:
        """The fields of an action's body, of the resource's types where it has them."""
        ours = {member.name: member for member in self.members}
        prefix = pascal_case(action.action.name)
        for field in action.action.inputs:
            if field.name in ours:
                yield replace(ours[field.name], field=field)
            else:
                named = prefix + pascal_case(field.name)
                yield Member(field, "", named, f"{named}Item")

    @property
    def aliases(self) -> list[Alias]:
        """The types with limits that a body uses."""
        used = self.documented if "create" in self.operations else []
        if not used and {"replace", "update"} & {*self.operations}:
            used = self.changeable
        inputs = [one for _, fields in self.bodies for one in fields]
        found = {alias.name: alias for one in (*used, *inputs) for alias in one.aliases}
        return list(found.values())

    @property
    def response(self) -> Iterator[Shown]:
        """The fields of answers that are stored."""
        key = self.table.key
        if key.name not in {one.name for one in self.members}:
            yield Shown(key.name, key.annotation)
        for one in self.members:
            if not one.field.write_only and one.field.kind != "computed":
                yield Shown(one.name, one.shown, one.nullable, one.key)
        for name in self.table.moments:
            yield Shown(name, self._shown(name), self.table.is_nullable(name))

    def _shown(self, moment: str) -> str:
        return SHOWN.get(self.table.datetime_of(moment), "dt.datetime")

    @property
    def computed(self) -> list[Computed]:
        fields = self.table.fields
        return [Computed(one, fields) for one in fields if one.kind == "computed"]

    # Its query ----------------------------------------------------------------------

    @property
    def parameters(self) -> Iterator[Shown]:
        for one in self.members:
            if one.name in self.filters:
                yield from one.parameters
        for name in self.table.moments:
            for operator in ORDERED:
                yield Shown(f"{name}__{operator}", self.table.datetime_of(name))

    @property
    def sort_keys(self) -> list[str]:
        """What `sort=` accepts."""
        key = () if self.table.newest else (self.table.key.name,)
        names = dict.fromkeys((*self.sort, *self.table.moments, *key))
        return [key for name in names for key in (name, f"-{name}")]

    @property
    def default_sort(self) -> str:
        """What lists are sorted by unless they are asked otherwise: the newest first."""
        newest = [f"-{name}" for name in self.table.newest]
        return next(iter(newest), self.table.key.name)


def _short(name: str) -> str:
    """A field's name in that of a type: as many of its words as there is room for."""
    words = name.split("_")
    while len(words) > 1 and sum(map(len, words)) > LONGEST_ALIAS:
        words.pop()
    return pascal_case("_".join(words))[:LONGEST_ALIAS]
