"""What clients send and get: the lines of a resource's schemas."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from .action_code import ActionCode
from .code import Call, alias, call, declaration, imports, names_in, quoted
from .columns import Enum, Table
from .fields import Field
from .lists import Lists
from .mapping import MODULES, TYPES, class_name
from .names import pascal_case
from .parts import Parts, parts
from .values import expression

MISSING = "MISSING"
SET_BY_SERVER = ("created_at", "updated_at")
ORDERED = ("gt", "gte", "lt", "lte")


@dataclass(frozen=True)
class Member:
    """One field, as schemas hold it."""

    field: Field
    enum: Enum | None
    class_name: str
    """What its type is called, where it has limits."""

    @property
    def name(self) -> str:
        """The field's name."""
        return self.field.name

    @property
    def limits(self) -> dict[str, str]:
        """Keywords of `Field(…)`."""
        if self.field.kind == "enum":
            return {}
        return TYPES[self.field.type].limits(self.field)

    @property
    def plain(self) -> str:
        """The type of a value in a request, without the field's own limits."""
        if self.enum:
            return self.enum.class_name
        if self.field.kind == "enum":
            return f"Literal[{', '.join(map(quoted, self.field.values))}]"
        return TYPES[self.field.type].in_request

    @property
    def alias(self) -> str:
        """The name of its type with limits, where it has any."""
        return self.class_name if self.limits else ""

    @property
    def alias_line(self) -> str:
        """The definition of the alias."""
        return alias(self.alias, self.plain, call("Field", **self.limits))

    @property
    def _type(self) -> str:
        return (self.alias or self.plain) + self._or_none

    @property
    def _or_none(self) -> str:
        return " | None" if self.field.nullable else ""

    @property
    def in_base(self) -> str:
        """Its line where a body must have it, unless it has a default."""
        return declaration(self.name, self._type, self._default)

    @property
    def in_create(self) -> str:
        """Its line where the database fills in what a body leaves out."""
        return self.in_update

    @property
    def in_replace(self) -> str:
        """Its line where a body must have it."""
        return declaration(self.name, self._type)

    @property
    def in_update(self) -> str:
        """Its line where a body may leave it out."""
        kind = f"{self.alias or self.plain} | {MISSING}{self._or_none}"
        return declaration(self.name, kind, MISSING)

    @property
    def in_response(self) -> str:
        """Its line in answers."""
        kind = self.enum.class_name if self.enum else TYPES[self.field.type].in_response
        return declaration(self.name, kind + self._or_none)

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
    def _default(self) -> str | Call:
        if not self.field.has_default:
            return "None" if self.field.nullable else ""
        if self.enum:
            return f"{self.enum.class_name}.{Enum.member(str(self.field.default))}"
        value = expression(self.field.default)
        return call("Field", default=value) if self.field.type == "json" else value


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
        return f"{self.table.model}Base" if self.has_base else "RequestModel"

    @cached_property
    def members(self) -> tuple[Member, ...]:
        """One for each field."""
        return tuple(
            Member(column.field, column.enum, self._class_name(column.name))
            for column in self.table.columns
        )

    def _class_name(self, field: str) -> str:
        others = [one.name for one in self.table.columns if one.name != field]
        enums = [enum.class_name for enum in self.table.enums]
        taken = (*map(pascal_case, others), *enums)
        return class_name(pascal_case(field), self.table.model, taken)

    @property
    def _writable(self) -> list[Member]:
        return [member for member in self.members if not member.field.read_only]

    @property
    def aliases(self) -> list[str]:
        """The types that have limits of their own, and are used in a body."""
        used = names_in("\n".join(("class _:", "    _", *self._body_lines)))
        inputs = [member for action in self.actions for member in self.inputs(action)]
        found = {
            member.alias: member.alias_line
            for member in (*self._writable, *inputs)
            if member.alias in used
        }
        return list(found.values())

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
        """The fields of an action's body."""
        ours = {member.name: member for member in self.members}
        prefix = pascal_case(action.action.name)
        return [
            ours.get(field.name)
            or Member(field, None, prefix + pascal_case(field.name))
            for field in action.action.inputs
        ]

    def input_lines(self, action: ActionCode) -> list[str]:
        """Their lines: what a client leaves out stays as it is."""
        return [
            member.in_replace if member.field.required else member.in_update
            for member in self.inputs(action)
        ]

    @property
    def base(self) -> list[str]:
        """The lines that bodies of create and replace share."""
        return [member.in_base for member in self._writable if _shared(member)]

    @property
    def create(self) -> list[str]:
        """The lines that only create has."""
        return [
            member.in_create if member.by_server else member.in_base
            for member in self._writable
            if not self._in_base(member)
        ]

    def _in_base(self, member: Member) -> bool:
        return self.has_base and _shared(member)

    @property
    def replace(self) -> list[str]:
        """The lines that only replace has."""
        return [
            member.in_replace if member.by_server else member.in_base
            for member in self._changeable
            if not self._in_base(member)
        ]

    @property
    def _changeable(self) -> list[Member]:
        return [member for member in self._writable if not member.field.immutable]

    @property
    def update(self) -> list[str]:
        """The lines of update."""
        return [member.in_update for member in self._changeable]

    @property
    def response(self) -> list[str]:
        """The lines of answers."""
        return [
            member.in_response for member in self.members if not member.field.write_only
        ]

    @property
    def query(self) -> list[str]:
        """The lines of the list's filters."""
        search = [declaration("q", "SearchText | None", "None")] if self.search else []
        chosen = (member for member in self.members if member.name in self.filters)
        return search + [line for member in chosen for line in member.in_query]

    @property
    def sort_keys(self) -> list[str]:
        """What `sort=` accepts."""
        names = (*self.sort, *SET_BY_SERVER)
        return [key for name in names for key in (name, f"-{name}")]

    @property
    def imports(self) -> str:
        """All that the schemas' module may have to import."""
        names = [*MODULES.values()]
        names += [
            f"{self.models_module}:{enum.class_name}" for enum in self.table.enums
        ]
        names += [
            f"{self.lists.module}:{self.lists.query}",
            "{package}.validation:RequestModel",
            "pydantic:BaseModel",
        ]
        package = self.table.package
        return imports((name.format(package=package) for name in names), package)


def _shared(member: Member) -> bool:
    return not member.field.immutable and not member.by_server
