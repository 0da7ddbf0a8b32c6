"""A field as the language writes it."""

import sys
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import yaml

from . import field_text
from .field import Field
from .types import OPTIONS, SCALARS


def describe(found: Field) -> str:
    """Print a field as one line of YAML, which parses back into the field."""
    tree = {found.name: _tree(found)}
    dumped: str = yaml.safe_dump(
        tree,
        allow_unicode=True,
        default_flow_style=isinstance(tree[found.name], dict),
        sort_keys=False,
        width=sys.maxsize,
    )
    line = dumped.strip()
    return line[1:-1] if line.startswith("{") else line


def _tree(found: Field) -> object:
    if found.kind == "object":
        return _trees(found.fields)
    if found.kind == "union":
        return {"one_of": {name: _trees(fields) for name, fields in found.variants}}
    if found.kind == "computed":
        return f"computed({_scalar_text(found)}) = {found.expression}"
    head = type_text(found) + ("?" if found.nullable else "")
    if found.has_default:
        head += f" = {written(found.default)}"
    return ", ".join([head, *_option_texts(found)])


def _trees(fields: tuple[Field, ...]) -> dict[str, object]:
    return {found.name: _tree(found) for found in fields}


def type_text(found: Field) -> str:
    """Its type, without `?`."""
    if found.kind == "enum":
        was = {value: f"{value} was {old}" for value, old in found.renamed}
        return f"enum({', '.join(was.get(one, one) for one in found.values)})"
    if found.kind in {"ref", "refs"}:
        return f"{found.kind}({found.target})"
    scalar = _scalar_text(found)
    return f"list[{scalar}]" if found.kind == "list" else scalar


def _scalar_text(found: Field) -> str:
    takes = SCALARS[found.type].takes
    sizes = [getattr(found, parameter.name) for parameter in takes]
    if sizes == [parameter.default for parameter in takes]:
        return found.type
    return f"{found.type}({', '.join(map(str, sizes))})"


def _option_texts(found: Field) -> list[str]:
    given = {name: getattr(found, name) for name in OPTIONS}
    if found.on_delete == "restrict":
        del given["on_delete"]
    return [
        f"{name}={written(value)}" if OPTIONS[name].value else name
        for name, value in given.items()
        if value is not None and value is not False
    ]


def written(value: object) -> str:
    """A value as it stands after `=`."""
    return _WRITE.get(type(value), str)(value)


def _duration(value: timedelta) -> str:
    micros = f".{value.microseconds:06}" if value.microseconds else ""
    return f"P{value.days}DT{value.seconds}{micros}S"


_WRITE: Mapping[type, Callable[[Any], str]] = {
    str: field_text.written,
    bool: lambda value: str(value).lower(),
    Decimal: lambda value: format(value, "f"),
    date: date.isoformat,
    datetime: datetime.isoformat,
    time: time.isoformat,
    timedelta: _duration,
}
