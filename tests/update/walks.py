"""Walks: one changed answer after another, with edits of the user and rows in the table."""

import asyncio
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any, TypeAlias

import asyncpg

from tests.update.services import MARK, Project, edit
from tools.cell import run

Change: TypeAlias = Mapping[str, Any]
Step: TypeAlias = Change | tuple[str, str, str]
Fields: TypeAlias = dict[str, str]

ROWS = 25
START: Mapping[str, Any] = {
    "resource": "product",
    "fields": {
        "sku": "str(20), unique",
        "title": "str(200)",
        "note": "text?",
        "stock": "int = 0, min=0",
        "status": "enum(draft, active) = draft",
    },
    "search": ["title"],
}
INSERT = """
    INSERT INTO products (sku, title, note, stock, status)
    SELECT 'sku ' || n, 'title ' || n, nullif('note ' || n % 3, 'note 0'), n, 'draft'
    FROM generate_series(1, $1::int) AS n
"""
SELECT = "SELECT to_jsonb(one)::text AS row FROM products AS one ORDER BY id"

PUBLISH = {"from": {"status": "draft"}, "set": {"status": "active"}}
ALL = ["list", "read", "create", "update", "replace", "delete"]
ANSWERS: Sequence[Change] = [
    {"pagination": "offset"},
    {"pagination": "none"},
    {"pagination": "cursor"},
    {"page_size": 7, "page_max": 70},
    {"operations": ["list", "read", "create"]},
    {"operations": ALL},
    {"cache": "headers"},
    {"cache": "server", "cache_ttl": 5},
    {"cache": "none"},
    {"access": "roles", "roles": {"read": ["reader"]}},
    {"access": "any"},
    {"actions": {"publish": PUBLISH}},
    {"actions": {}},
    {"response": "envelope"},
    {"response": "direct"},
    {"layout": "layered"},
    {"layout": "feature"},
    {"sort": []},
    {"sort": ["sku"]},
    {"filters": ["sku"]},
    {"search": ["sku"]},
]
"""Those that leave the table alone."""

COLUMNS: Sequence[tuple[str, str, str]] = [
    ("", "color", "str(20)?"),
    ("", "rank", "int = 3"),
    ("color", "", ""),
    ("title", "name", "str(200)"),
    ("name", "title", "str(200)"),
    ("stock", "stock", "bigint = 0, min=0"),
    ("stock", "stock", "bigint = 5, min=0"),
    ("status", "status", "enum(draft, active, archived) = draft"),
    ("sku", "sku", "str(40), unique"),
    ("rank", "rank", "int = 3, index"),
    ("rank", "rank", "int?"),
    ("rank", "", ""),
]
"""A field, its name afterwards, and what it is then: added, renamed, changed or dropped."""

EDITED = ("model", "schema", "service", "router", "conftest", "examples", "test_read")
"""What the user edits, by a part of the path in either layout."""

TWENTY: Sequence[Step] = [
    {"pagination": "offset"},
    ("", "color", "str(20)?"),
    {"cache": "server"},
    ("title", "name", "str(200)"),
    {"layout": "layered"},
    ("stock", "stock", "bigint = 5, min=0"),
    {"access": "roles", "roles": {"create": ["editor"]}},
    ("", "rank", "int = 3"),
    {"response": "envelope"},
    ("status", "status", "enum(draft, active, archived) = draft"),
    {"operations": ["list", "read", "create"]},
    ("rank", "rank", "int?"),
    {"actions": {"publish": PUBLISH}},
    ("sku", "sku", "str(40), unique"),
    {"operations": ALL},
    {"pagination": "cursor"},
    ("color", "", ""),
    {"layout": "feature"},
    {"search": ["sku"]},
    ("rank", "rank", "int?, index"),
]


@dataclass
class Walk:
    """A service on its way, and what it must not lose."""

    project: Project
    url: str
    chance: Random
    edited: set[str] = field(default_factory=set)

    def begin(self) -> None:
        """Have rows in the table."""
        self._migrate()
        self._ask(INSERT, ROWS)

    def step(self, change: Step) -> None:
        """Edit a file, change an answer, and check that nothing is lost."""
        self._edit()
        before = self._rows()
        answers = change if isinstance(change, Mapping) else self._fields(*change)
        self.project.change("products", **answers)
        assert self.project.conflicts == [], change
        assert self._lost() == [], change
        self.project.commit(f"feat: {change}")
        self._migrate()
        renamed = {} if isinstance(change, Mapping) else {change[0]: change[1]}
        _check_rows(before, self._rows(), renamed)

    def random_change(self) -> Step:
        """One that says something here."""
        known = self.project.answers("products")
        answers = [one for one in ANSWERS if any(known.get(n) != one[n] for n in one)]
        columns = [
            one
            for one in COLUMNS
            if (one[0] in known["fields"] if one[0] else one[1] not in known["fields"])
        ]
        changes: list[Step] = [*answers, *columns]
        return self.chance.choice(changes)

    def _fields(self, old: str, new: str, what: str) -> Change:
        """The answer with another field, in its place."""
        fields: Fields = self.project.answers("products")["fields"]
        was = f", was={old}" if old and old != new else ""
        changed = {new: f"{what}{was}"} if new else {}
        if not old:
            return {"fields": {**fields, **changed}}
        parts = (changed if name == old else {name: fields[name]} for name in fields)
        made = {name: text for part in parts for name, text in part.items()}
        return {"fields": made}

    # Edits ------------------------------------------------------------------------

    def _edit(self) -> None:
        name = self.chance.choice(sorted(self._editable()))
        lines = edit(self.project, [name])[name]
        self.edited |= {line for line in lines if MARK in line}

    def _editable(self) -> Iterator[str]:
        for name in self.project.files:
            is_ours = "product" in name and "versions" not in name
            if (
                is_ours
                and name.endswith(".py")
                and any(part in name for part in EDITED)
            ):
                yield name

    def _lost(self) -> list[str]:
        folder = self.project.folder
        names = (name for name in self.project.files if name.endswith(".py"))
        there = {
            line for name in names for line in (folder / name).read_text().splitlines()
        }
        return sorted(self.edited - there)

    # Rows ---------------------------------------------------------------------------

    def _rows(self) -> list[dict[str, Any]]:
        return [json.loads(one["row"]) for one in self._ask(SELECT)]

    def _migrate(self) -> None:
        source = str(self.project.folder / "src")
        environment = {"PYTHONPATH": source, "DATABASE_URL": self.url}
        run("shop", "migrate", folder=self.project.folder, environment=environment)

    def _ask(self, statement: str, *values: object) -> list[Any]:
        async def ask() -> list[Any]:
            connection = await asyncpg.connect(self.url.replace("+asyncpg", ""))
            try:
                return list(await connection.fetch(statement, *values))
            finally:
                await connection.close()

        return asyncio.run(ask())


def _check_rows(
    before: Sequence[Mapping[str, Any]],
    after: Sequence[Mapping[str, Any]],
    renamed: Mapping[str, str],
) -> None:
    assert [row["id"] for row in after] == [row["id"] for row in before]
    for old, new in zip(before, after, strict=True):
        for name, value in old.items():
            if (place := renamed.get(name, name)) and name != "updated_at":
                assert new[place] == value, name
