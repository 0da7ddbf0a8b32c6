"""What clients send and get: the lines of a resource's schemas."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from ..answers.fields import Field
from ..answers.names import pascal_case
from .action_code import ActionCode
from .annotations import Annotation
from .code import Own, declaration, imports, names_in
from .computed import property_of
from .lists import Lists
from .mapping import MODULES, class_name
from .parts import Parts, parts
from .table import Table

MISSING = "MISSING"
ORDERED = ("gt", "gte", "lt", "lte")


@dataclass(frozen=True)
class Member(Annotation):
    """One field, as schemas hold it."""

    @property
    def in_base(self) -> str:
        """Its line where a body must have it, unless it has a default."""
        return declaration(self.name, self.text + self.or_none, self.default)

    @property
    def in_create(self) -> str:
        """Its line where the database fills in what a body leaves out."""
        return self.in_update

    @property
    def in_replace(self) -> str:
        """Its line where a body must have it."""
        return declaration(self.name, self.text + self.or_none)

    @property
    def in_update(self) -> str:
        """Its line where a body may leave it out."""
        kind = f"{self.text} | {MISSING}{self.or_none}"
        return declaration(self.name, kind, MISSING)

    @property
    def in_response(self) -> str:
        """Its line in answers."""
        return declaration(self.name, self.type.in_response + self.or_none)

    @property
    def in_query(self) -> list[str]:
        """A line for each operator that it may be filtered with."""
        one, many = self.plain, f"CommaSeparated[{self.plain}]"
        operators = {"": one, "__in": many}
        operators |= {f"__{name}": one for name in ORDERED if self.field.is_ordered}
        operators |= {"__contains": "SearchText"} if self.field.is_text else {}
        operators |= {"__is_null": "bool"} if self.field.nullable else {}
        return [
            declaration(self.name + suffix, f"{kind} | None", "None")
            for suffix, kind in operators.items()
        ]

    @property
    def by_server(self) -> bool:
        """Whether the database computes its default."""
        return self.field.has_moment

    @property
    def is_writable(self) -> bool:
        """Whether a client may set it."""
        return not self.field.read_only and self.field.kind != "computed"

    @property
    def is_changeable(self) -> bool:
        """Whether a client may change it."""
        return self.is_writable and not self.field.immutable

    @property
    def is_shared(self) -> bool:
        """Whether bodies of create and replace have it in the same words."""
        return self.is_changeable and not self.by_server


@dataclass(frozen=True)
class Schemas:
    """The schemas of a resource."""

    table: Table
    models_module: str
    filters: tuple[str, ...]
    sort: tuple[str, ...]
    search: tuple[str, ...]
    operations: tuple[str, ...]
    lists: Lists
    actions: tuple[ActionCode, ...] = ()
    """Those with a body."""
    rest: str = ""
    """The package of the modules that endpoints share, unless it is the table's."""

    @property
    def _classes(self) -> list[str]:
        """The ends of the names of all classes that there are, in order."""
        used = [
            name for name in ("create", "replace", "update") if name in self.operations
        ]
        base = ["base"] if self.has_base else []
        query = ["query"] if "list" in self.operations else []
        return [*base, *used, "response", *query]

    @property
    def parts(self) -> list[Parts]:
        """The parts that the module is made of."""
        return [parts("schemas", name) for name in self._classes]

    @property
    def names(self) -> str:
        """What the router and the service may import."""
        ends = [name.capitalize() for name in self._classes if name != "base"]
        names = [self.table.model + end for end in ends]
        return ", ".join([*names, *(action.schema for action in self.actions)])

    @property
    def has_base(self) -> bool:
        """Whether two kinds of bodies have lines in common."""
        return {"create", "replace"} <= {*self.operations}

    @property
    def body(self) -> str:
        """What these bodies are based on."""
        return f"{self.table.model}Base" if self.has_base else self.request

    @property
    def request(self) -> str:
        """What all bodies are based on."""
        return "RequestModel"

    @property
    def answer(self) -> str:
        """What answers are based on."""
        return "BaseModel"

    @cached_property
    def members(self) -> tuple[Member, ...]:
        """One for each field."""
        named = self.table.classes.named
        return tuple(
            self._member(
                one,
                named.get(one.name, ""),
                self._class_name(one.name, ""),
                self._class_name(one.name, "Item"),
            )
            for one in self.table.fields
        )

    def _member(self, field: Field, named: str, own: str, item: str) -> Member:
        return Member(field, named, own, item)

    def _class_name(self, field: str, ending: str) -> str:
        """A name that no other type has, here and in the module of the model."""
        names = [pascal_case(one.name) for one in self.table.fields]
        taken = {*names, *(f"{name}Item" for name in names)}
        name = pascal_case(field) + ending
        classes = self.table.classes.all
        return class_name(name, self.table.model, (taken - {name}) | classes)

    @property
    def _writable(self) -> list[Member]:
        return [member for member in self.members if member.is_writable]

    @property
    def _changeable(self) -> list[Member]:
        return [member for member in self.members if member.is_changeable]

    @property
    def aliases(self) -> list[str]:
        """The types that have limits of their own, and are used in a body."""
        used = names_in("\n".join(("class _:", "    _", *self._body_lines)))
        inputs = [member for action in self.actions for member in self.inputs(action)]
        found = {
            line: None
            for member in (*self._writable, *inputs)
            if names_in(member.text) & used
            for line in member.aliases
        }
        return list(found)

    @property
    def _body_lines(self) -> list[str]:
        chosen = {
            "base": self.base,
            "create": self.create,
            "replace": self.replace,
            "update": self.update,
        }
        lines = [line for name in self._classes for line in chosen.get(name, ())]
        return lines + [line for one in self.actions for line in self.input_lines(one)]

    def inputs(self, action: ActionCode) -> list[Member]:
        """The fields of an action's body, of the resource's types where it has them."""
        ours = {member.name: member for member in self.members}
        prefix = pascal_case(action.action.name)
        return [
            replace(ours[field.name], field=field)
            if field.name in ours
            else _input(field, prefix + pascal_case(field.name))
            for field in action.action.inputs
        ]

    def input_lines(self, action: ActionCode) -> list[str]:
        """Their lines: what a client leaves out has its default, or stays as it is."""
        return [
            member.in_base
            if member.field.required or member.field.has_default
            else member.in_update
            for member in self.inputs(action)
        ]

    @property
    def base(self) -> list[str]:
        """The lines that bodies of create and replace share."""
        return [member.in_base for member in self._writable if member.is_shared]

    @property
    def create(self) -> list[str]:
        """The lines that only create has."""
        return [
            member.in_create if member.by_server else member.in_base
            for member in self._writable
            if not self._in_base(member)
        ]

    def _in_base(self, member: Member) -> bool:
        return self.has_base and member.is_shared

    @property
    def replace(self) -> list[str]:
        """The lines that only replace has."""
        return [
            member.in_replace if member.by_server else member.in_base
            for member in self._changeable
            if not self._in_base(member)
        ]

    @property
    def update(self) -> list[str]:
        """The lines of update."""
        return [member.in_update for member in self._changeable]

    @property
    def response(self) -> list[str]:
        """The lines of answers that are stored."""
        return [
            member.in_response
            for member in self.members
            if not member.field.write_only and member.field.kind != "computed"
        ]

    @property
    def answered(self) -> list[str]:
        """They between those that every answer has."""
        key, named = self.table.key, {one.name for one in self.members}
        own = [declaration(key.name, key.annotation)] if key.name not in named else []
        return [*own, *self.response, *map(self._moment, self.table.moments)]

    def _moment(self, name: str) -> str:
        or_none = " | None" if name in self.table.optional_moments else ""
        return declaration(name, f"dt.datetime{or_none}")

    @property
    def computed(self) -> list[str]:
        """The properties of answers that are computed."""
        fields = self.table.fields
        return [property_of(one, fields) for one in fields if one.kind == "computed"]

    @property
    def query(self) -> list[str]:
        """The lines of the list's filters."""
        search = [declaration("q", "SearchText | None", "None")] if self.search else []
        chosen = (member for member in self.members if member.name in self.filters)
        return search + [line for member in chosen for line in member.in_query]

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

    @property
    def imports(self) -> str:
        """All that the schemas' module may have to import."""
        names = [*MODULES.values()]
        classes = self.table.classes.named.values()
        places = self.table.value_classes
        names += [f"{places.get(one, self.models_module)}:{one}" for one in classes]
        names += [
            f"{self.lists.module}:{self.lists.query}",
            "{rest}.validation:RequestModel",
            "pydantic:BaseModel",
            *self._bases,
        ]
        rest = self.rest or self.table.rest
        return imports((name.format(rest=rest) for name in names), self._own)

    @property
    def _bases(self) -> tuple[str, ...]:
        """What else its classes are made with."""
        return ()

    @property
    def _own(self) -> Own:
        """The packages that are the project's own."""
        return self.table.rest


def _input(field: Field, named: str) -> Member:
    """A field that only an action's body has."""
    return Member(field, "", named, f"{named}Item")
