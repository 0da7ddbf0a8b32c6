"""Print what SQLAlchemy itself says of the mapped classes of modules, as JSON."""

import json
import sys
from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Any

from sqlalchemy import Column, DateTime, Enum, UniqueConstraint, inspect


def main(names: list[str]) -> None:
    """Import all of them first: classes refer to each other by name."""
    modules = [import_module(name) for name in names]
    found = {
        f"{kind.__module__}:{kind.__name__}": dict(_columns(kind))
        for module in modules
        for kind in vars(module).values()
        if isinstance(kind, type) and kind.__module__ == module.__name__
    }
    told = {name: columns for name, columns in found.items() if columns}
    sys.stdout.write(json.dumps(told))


def _columns(kind: type) -> Iterator[tuple[str, Mapping[str, object]]]:
    mapper: Any = inspect(kind, raiseerr=False)
    for attribute in getattr(mapper, "column_attrs", ()):
        column = attribute.columns[0]
        yield attribute.key, _told(column, column.table)


def _told(column: Column[Any], table: Any) -> Mapping[str, object]:
    has_default = column.default is not None or column.server_default is not None
    is_counted = table.autoincrement_column is column
    return {
        "key": column.primary_key,
        "nullable": column.nullable,
        "required": not (column.nullable or has_default or is_counted),
        "references": [key.target_fullname for key in column.foreign_keys],
        "unique": bool(column.unique) or column in _unique(table),
        "length": _length(column.type),
        "made": has_default and isinstance(column.type, DateTime),
        "naive": isinstance(column.type, DateTime) and not column.type.timezone,
    }


def _length(kind: object) -> int | None:
    return None if isinstance(kind, Enum) else getattr(kind, "length", None)


def _unique(table: Any) -> list[Column[Any]]:
    several = (one for one in table.constraints if isinstance(one, UniqueConstraint))
    return [next(iter(one.columns)) for one in several if len(one.columns) == 1]


if __name__ == "__main__":
    main(sys.argv[1:])
