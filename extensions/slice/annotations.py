"""The type of a field in requests: limits, lists, classes, and what is its default."""

from __future__ import annotations

from dataclasses import dataclass

from ..answers.fields import Field
from .code import Call, alias, call
from .mapping import PythonType, item_of, python_type
from .values import expression

FACTORIES = {
    "now": "lambda: dt.datetime.now(dt.UTC)",
    "today": "lambda: dt.datetime.now(dt.UTC).date()",
}
"""Defaults that are computed, where no database does it."""


def member_of(value: str) -> str:
    """The name of an enum's member."""
    return value.upper().replace("-", "_")


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

    @property
    def name(self) -> str:
        """The field's name."""
        return self.field.name

    @property
    def type(self) -> PythonType:
        """Its type without limits."""
        return python_type(self.field, self.named)

    @property
    def limits(self) -> dict[str, str]:
        """Keywords of `Field(…)`."""
        return self.type.limits(self.field)

    @property
    def plain(self) -> str:
        """The type of a value, without the field's own limits."""
        if self._item_limits:
            return f"list[{self.item_name}]"
        return self.type.in_request

    @property
    def alias(self) -> str:
        """The name of its type with limits, where it has any."""
        return self.alias_name if self.limits else ""

    @property
    def aliases(self) -> list[str]:
        """The definitions of its types with limits."""
        lines = []
        if self._item_limits:
            item = python_type(self._item).in_request
            lines.append(
                alias(self.item_name, item, call("Field", **self._item_limits))
            )
        if self.limits:
            lines.append(alias(self.alias, self.plain, call("Field", **self.limits)))
        return lines

    @property
    def text(self) -> str:
        """Its type, without `None`."""
        return self.alias or self.plain

    @property
    def or_none(self) -> str:
        """What a nullable type ends with."""
        return " | None" if self.field.nullable else ""

    @property
    def default(self) -> str | Call:
        """What stands for it where a body leaves it out."""
        if not self.field.has_default:
            return "None" if self.field.nullable else ""
        if self.field.has_moment:
            return call("Field", default_factory=FACTORIES[self.field.default])
        if self.field.kind == "enum":
            return f"{self.named}.{member_of(self.field.default)}"
        value = expression(self.field.default)
        is_json = self.field.kind == "scalar" and self.field.type == "json"
        return call("Field", default=value) if is_json else value

    @property
    def _item(self) -> Field:
        return item_of(self.field)

    @property
    def _item_limits(self) -> dict[str, str]:
        if self.field.kind != "list":
            return {}
        return python_type(self._item).limits(self._item)
