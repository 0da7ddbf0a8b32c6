"""The databases that a project can speak to: by its drivers, and by its URLs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final

from ..answers.declared import Declared
from .facts import Fact
from .reading import Sources, Where

DRIVERS: Final[Mapping[str, str]] = {
    **dict.fromkeys(
        ("asyncpg", "psycopg", "psycopg2", "pg8000", "aiopg"), "postgresql"
    ),
    **dict.fromkeys(("psycopg-binary", "psycopg2-binary"), "postgresql"),
    **dict.fromkeys(("aiomysql", "asyncmy", "pymysql", "mysqlclient"), "mysql"),
    **dict.fromkeys(("mysql-connector-python", "mariadb"), "mysql"),
    "aiosqlite": "sqlite",
    "oracledb": "oracle",
    **dict.fromkeys(("pyodbc", "aioodbc"), "mssql"),
}
"""The dialects of drivers, as distributions are called."""

EXTRAS: Final[Mapping[str, str]] = {
    "postgresql": "psycopg2",
    "postgresql-psycopg": "psycopg",
    "postgresql-psycopgbinary": "psycopg",
    "postgresql-psycopg2binary": "psycopg2",
    "mysql": "mysqlclient",
    "mysql-connector": "mysql-connector-python",
    "mariadb-connector": "mariadb",
}
"""The drivers that extras of SQLAlchemy bring, where they are called otherwise."""

ASYNC: Final = frozenset({"aiomysql", "aiopg", "aiosqlite", "asyncmy", "asyncpg"})
"""What is asynchronous alone."""

URL: Final = re.compile(
    r"[\"'](postgres(?:ql)?|mysql|mariadb|sqlite|oracle|mssql)(?:\+\w+)?:/"
    r"|scheme\s*=\s*[\"'](postgres(?:ql)?|mysql|mariadb|sqlite)"
)
PRAGMA: Final = re.compile(r"(?i)\bforeign_keys\s*[=(]\s*[\"']?(?:1|on|true|yes)\b")
"""What SQLite checks foreign keys with."""

ALIKE: Final = {"postgres": "postgresql", "mariadb": "mysql"}


def drivers(declared: Iterable[str]) -> list[str]:
    """The drivers that are declared, also by an extra of SQLAlchemy."""
    found: list[str] = []
    for one in map(Declared.of, declared):
        extras = one.extras if one.name == "sqlalchemy" else ()
        brought = (EXTRAS.get(name, name.partition("-")[2] or name) for name in extras)
        found += [name for name in (one.name, *sorted(brought)) if name in DRIVERS]
    return list(dict.fromkeys(name.removesuffix("-binary") for name in found))


def databases(sources: Sources, known: Iterable[str]) -> Fact:
    """The dialects that URLs in the code name, and those of the drivers."""
    named = [
        (ALIKE.get(dialect, dialect), Where.of(module.file, module.text, one))
        for module in sources.having("postgres", "mysql", "mariadb", "sqlite", "mssql")
        for one in URL.finditer(module.text)
        for dialect in (one[1] or one[2],)
    ]
    of_drivers = [DRIVERS[one] for one in known if one in DRIVERS]
    spoken = {*of_drivers}
    if spoken and ASYNC.isdisjoint(known):
        spoken.add("sqlite")  # which comes with Python
    counted = Counter(dialect for dialect, _ in named).most_common()
    several = [name for name, _ in counted if not spoken or name in spoken]
    every = list(dict.fromkeys((*several, *of_drivers)))
    places = (place for dialect, place in named if dialect in every[:1])
    return Fact(every or None, next(places, None))


def foreign_keys(sources: Sources, spoken: Fact) -> Fact:
    """Whether foreign keys are checked: not by SQLite, unless it is told to."""
    named = next(sources.having("sqlite"), None)
    if "sqlite" not in (spoken.value or ()) or named is None:
        return Fact(None)
    told = any(PRAGMA.search(one.text) for one in sources.having("foreign_keys"))
    return Fact(None if told else False, spoken.where)
