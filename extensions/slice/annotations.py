"""What templates write of a field in a class: its type, its limits and its default."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from ..answers.fields import Field
from .literals import quoted
from .mapping import SHOWN, TYPES, PythonType, item_of, limits_of, python_type
from .values import as_python


def member_of(value: str) -> str:
    """The name of an enum's member."""
    return value.upper().replace("-", "_")


@dataclass(frozen=True)
class Alias:
    """A type with limits, which has a name of its own."""

    name: str
    type: str
    limits: Mapping[str, str]
    """Keywords of `Field(…)`."""


@dataclass(frozen=True)
class Annotation:
    """One field, as bodies hold it."""

    field: Field
    named: str
    """Its class, where it has one."""
    alias_name: str
    """What its type is called where it has limits."""
    item_name: str
    """And what the type of its items is called."""
    datetime: str = "AwareDatetime"
    """The type of a moment, by what its column keeps of the zone."""
    has_members: bool = True
    """Whether the members of its enum are called as this template calls them."""

    @property
    def name(self) -> str:
        return self.field.name

    @property
    def nullable(self) -> bool:
        return self.field.nullable

    @cached_property
    def type(self) -> PythonType:
        """Its type without limits."""
        found = python_type(self.field, self.named)
        return (
            replace(found, request=self.datetime)
            if found == TYPES["datetime"]
            else found
        )

    @property
    def shown(self) -> str:
        """Its type in answers."""
        one = TYPES.get(self.field.type)
        if self.field.kind == "list" and one and one.request in SHOWN:
            return f"list[{SHOWN[one.request]}]"
        return SHOWN.get(self.type.request, self.type.model)

    @property
    def is_naive(self) -> bool:
        """Whether it keeps moments without their zone."""
        return self.datetime == "NaiveDatetime"

    @property
    def limits(self) -> Mapping[str, str]:
        """Keywords of `Field(…)`."""
        return limits_of(self.field)

    @property
    def plain(self) -> str:
        """The type of a value, without the field's own limits."""
        return f"list[{self.item_name}]" if self._item_limits else self.type.in_request

    @property
    def annotation(self) -> str:
        """The type of a value that is not null."""
        return self.alias_name if self.limits else self.plain

    @property
    def aliases(self) -> tuple[Alias, ...]:
        """The types that it needs a name for."""
        found = []
        if self._item_limits:
            item = python_type(item_of(self.field)).in_request
            found.append(Alias(self.item_name, item, self._item_limits))
        if self.limits:
            found.append(Alias(self.alias_name, self.plain, self.limits))
        return tuple(found)

    @property
    def moment(self) -> str:
        """`now` or `today`, where that is its default."""
        return str(self.field.default) if self.field.has_moment else ""

    @property
    def default(self) -> str:
        """The value that stands for it where a body leaves it out."""
        if self.moment or not self.field.has_default:
            return "None" if self.nullable and not self.moment else ""
        if self.field.kind != "enum":
            return as_python(self.field.default)
        if self.has_members:
            return f"{self.named}.{member_of(self.field.default)}"
        value = quoted(self.field.default)
        return f"{self.named}({value})" if self.named else value

    @property
    def is_mutable(self) -> bool:
        """Whether its default is an object that classes do not share."""
        return self.field.has_default and isinstance(self.field.default, list | dict)

    @property
    def is_omittable(self) -> bool:
        """Whether nothing stands for it where a body leaves it out."""
        return not self.field.required and not self.field.has_default

    @property
    def _item_limits(self) -> Mapping[str, str]:
        if self.field.kind != "list":
            return {}
        return limits_of(item_of(self.field))
