"""Statements of SQLAlchemy Core, compiled once for asyncpg."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, cast

from sqlalchemy import BindParameter, Dialect, Executable, Float
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.types import TypeEngine

Convert = Callable[[Any], Any]

# https://github.com/postgres/postgres/blob/master/src/include/catalog/pg_type.dat
FLOAT8, NUMERIC = 701, 1700


class CompiledStatement:
    """The SQL of a statement, and how its types convert arguments and rows."""

    def __init__(self, compiled: SQLCompiler, columns: Sequence[Any]) -> None:
        self.sql = compiled.string
        dialect = compiled.dialect
        self._arguments = [
            (name, bind.value, bind.type.dialect_impl(dialect).bind_processor(dialect))
            for name, bind in _binds(compiled)
        ]
        converters = [_converter(column.type, dialect) for column in columns]
        self._converters = [
            (position, convert)
            for position, convert in enumerate(converters)
            if convert
        ]

    def arguments(self, parameters: Mapping[str, Any]) -> list[Any]:
        """Return the values of $1, $2 and so on."""
        return [
            process(parameters.get(name, value))
            if process
            else parameters.get(name, value)
            for name, value, process in self._arguments
        ]

    def rows(self, records: Sequence[Any]) -> list[dict[str, Any]]:
        """Return the records of asyncpg as dictionaries by column name."""
        rows = [dict(record) for record in records]
        if rows and self._converters:
            names = [*rows[0]]
            for position, convert in self._converters:
                name = names[position]
                for row in rows:
                    row[name] = convert(row[name])
        return rows


def compile_statement(
    statement: Executable,
    names: Sequence[str],
    dialect: Dialect,
) -> CompiledStatement | None:
    """Compile a statement for parameters of these names.

    Returns None where SQLAlchemy has to run it: if the SQL depends on values, as that
    of `IN` does, if Python computes defaults of columns, or if a parameter is missing.
    """
    columns = getattr(statement, "exported_columns", None)
    if columns is None:
        return None
    compiled = cast("Any", statement).compile(dialect=dialect, column_keys=[*names])
    missing = any(
        bind.required and name not in names for name, bind in _binds(compiled)
    )
    depends = compiled.post_compile_params or compiled.literal_execute_params
    if missing or depends or compiled.prefetch:
        return None
    return CompiledStatement(compiled, [*columns])


def _binds(compiled: SQLCompiler) -> list[tuple[str, BindParameter[Any]]]:
    return [(name, compiled.binds[name]) for name in compiled.positiontup or ()]


def _converter(kind: TypeEngine[Any], dialect: Dialect) -> Convert | None:
    # What asyncpg returns depends on the type in the database.
    oid = FLOAT8 if isinstance(kind, Float) else NUMERIC
    return kind.dialect_impl(dialect).result_processor(dialect, oid)
