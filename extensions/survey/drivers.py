"""The databases that a project can speak to: by its drivers, and by its URLs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final

from ..answers.declared import Declared
from .facts import Fact
from .reading import Sources

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
ALIKE: Final = {"postgres": "postgresql", "mariadb": "mysql"}


def drivers(declared: Iterable[str]) -> list[str]:
    """The drivers that are declared, also by an extra of SQLAlchemy."""
    found: dict[str, None] = {}
    for one in map(Declared.of, declared):
        brought = one.extras if one.name == "sqlalchemy" else ()
        plain = (
            EXTRAS.get(extra, extra.partition("-")[2] or extra) for extra in brought
        )
        for name in (one.name, *sorted(plain)):
            if name in DRIVERS:
                found[name.removesuffix("-binary")] = None
    return list(found)


def databases(sources: Sources, known: Iterable[str]) -> Fact:
    """The dialects that URLs in the code name, and those of the drivers."""
    found: Counter[str] = Counter()
    first: dict[str, Fact] = {}
    for module in sources.having("postgres", "mysql", "mariadb", "sqlite", "mssql"):
        for one in URL.finditer(module.text):
            dialect = ALIKE.get(one[1] or one[2], one[1] or one[2])
            found[dialect] += 1
            place = module.at(re.escape(one[0]))
            first.setdefault(dialect, Fact(dialect, place))
    spoken = {DRIVERS[one] for one in known if one in DRIVERS}
    if spoken and ASYNC.isdisjoint(known):
        spoken.add("sqlite")  # which comes with Python
    several = [name for name, _ in found.most_common() if not spoken or name in spoken]
    several += [DRIVERS[one] for one in known if one in DRIVERS]
    every = list(dict.fromkeys(several))
    return Fact(every or None, first[every[0]].where if every and first else None)
