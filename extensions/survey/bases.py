"""The base of the models, and what each of them inherits already."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from .columns import Column
from .defaults import by_server
from .facts import Fact, Facts
from .kinds import is_zoned, kind_of
from .mapped import REVISION, SQLMODEL, Class, Classes
from .models import Models, is_dataclass, models_of
from .reading import Sources, Where
from .syntax import assigned, last

MAKERS: Final = frozenset({"automap_base", "declarative_base"})
KEYS: Final = {
    **dict.fromkeys(("int", "small", "bigint"), "int"),
    **dict.fromkeys(("text", "email", "url"), "str"),
    "uuid": "uuid",
}
TEXT: Final = "str"
"""The type of keys that nobody makes."""

PYTHON: Final = {
    **KEYS,
    "uuid": "uuid.UUID",
    "float": "float",
    "decimal": "decimal.Decimal",
    "bool": "bool",
    "date": "datetime.date",
    "datetime": "datetime.datetime",
    "time": "datetime.time",
    "duration": "datetime.timedelta",
    "json": "dict",
}
"""What words of the language are in Python."""


def facts(sources: Sources) -> Facts:
    """The facts about the base."""
    models = models_of(sources)
    found = _base(sources, models.classes)
    known = found.get("base", Fact(""))
    return {**found, **Record(models, str(known.value), known.where).facts}


def _base(sources: Sources, found: Classes) -> Facts:
    """The base that most classes derive from."""
    heirs = Counter(base for one in found.own for base in one.bases)
    places = {
        one.reference: one.module.where(one.node) if one.is_own else None
        for one in found.known.values()
        if one.is_base and (one.is_own or heirs[one.reference])
    }
    heirs.update({one: found.heirs(found.known[one]) for one in places})
    for module in sources.having(*MAKERS):
        for name, value, node in assigned(module.statements):
            if last(value) in MAKERS and not REVISION.search(module.text):
                places[f"{module.name}:{name}"] = module.where(node)
    if places:
        best = max(places, key=lambda one: heirs[one])
        return {"base": Fact(best, places[best])}
    plain = next((one for one in found.mapped if one.is_sqlmodel), None)
    where = plain.module.at(r"import.*\bSQLModel\b") if plain else None
    return {"base": Fact(SQLMODEL, where)} if plain else {}


# What a new model inherits -----------------------------------------------------


@dataclass(frozen=True)
class Record:
    """What the models of a project have in common."""

    models: Models
    base: str
    """The base that all go back to."""
    where: Where | None

    @cached_property
    def facts(self) -> Facts:
        """The facts about it."""
        if not self.base:
            return {}
        place = self._place(self.own)
        return {
            "record.base": Fact(self.own, place),
            "record.columns": Fact(self._columns, place),
            "record.mixins": Fact(self.mixins, *map(self._place, self.mixins[:1])),
            "record.key": Fact(self._key, self._first),
            "record.key_column": Fact(self._key_column, place),
            "record.singular_tables": Fact(self._has_singular_tables or None),
            "record.naive": Fact(self._naive or None, place),
            "record.dataclass": Fact(any(map(is_dataclass, self._above)), place),
            "record.server_defaults": Fact(self._server_defaults, place),
        }

    def _place(self, reference: str) -> Where | None:
        one = self._known.get(reference)
        return one.module.where(one.node) if one and one.is_own else self.where

    @property
    def _first(self) -> Where | None:
        """The first model that has such a key."""
        tops = self.models.tops if self._key else ()
        return next((one.module.where(one.node) for one in tops), None)

    @property
    def _known(self) -> Mapping[str, Class]:
        return self.models.classes.known

    @cached_property
    def _used(self) -> Counter[str]:
        """What models derive from directly, without those that have rows."""
        above = Counter(base for one in self.models.tops for base in one.bases)
        return Counter({one: n for one, n in above.items() if not self._has_rows(one)})

    def _has_rows(self, reference: str) -> bool:
        one = self._known.get(reference)
        above = self.models.classes.ancestry(one) if one else []
        return any(other.table for other in above)

    @cached_property
    def own(self) -> str:
        """The class that a new model derives from."""
        found = [one for one in self._used if one == self.base or self._leads(one)]
        return max(found, key=lambda one: self._used[one], default=self.base)

    def _leads(self, reference: str) -> bool:
        """Whether it is a base in between that is no part of one model only."""
        one = self._known.get(reference)
        above = self.models.classes.ancestry(one) if one else []
        is_base = any(other.is_base or self.base in other.bases for other in above)
        return is_base and self._is_shared(reference)

    @property
    def mixins(self) -> list[str]:
        """The other classes that most models derive from."""
        most = len(self.models.tops) / 2
        found = (one for one, count in self._used.items() if count > most)
        known = (one for one in found if one in self._known and self._is_shared(one))
        return [one for one in known if one not in {self.base, self.own}]

    def _is_shared(self, reference: str) -> bool:
        """Whether it may be no part of one model only, as bases of schemas are."""
        above = self.models.classes.ancestry(self._known[reference])
        is_plain = any(SQLMODEL in other.bases for other in above)
        return self._used[reference] > 1 or not is_plain

    @cached_property
    def _above(self) -> list[Class]:
        """The class that a new model derives from, and the mixins, and all above."""
        own = [
            self._known[one] for one in (*self.mixins, self.own) if one in self._known
        ]
        return [up for one in own for up in self.models.classes.ancestry(one)]

    @cached_property
    def _columns(self) -> dict[str, str]:
        found: dict[str, Column] = {}
        for one in self._above:
            found = self.models.classes.columns(one) | found
        return {name: self._python(column) for name, column in found.items()}

    @property
    def _key_column(self) -> str | None:
        """The inherited column that is the key."""
        columns = (self.models.classes.columns(one) for one in self._above)
        keys = (one for found in columns for one in found.values() if one.is_key)
        return next((one.name for one in keys), None)

    @property
    def _has_singular_tables(self) -> bool:
        """Whether most tables are called like their classes."""
        named = [
            (self.models.classes.table(one), one) for one in self.models.classes.mapped
        ]
        known = [(table, one.node.name) for table, one in named if table]
        alike = [name for table, name in known if _flat(table) == _flat(name)]
        return len(alike) * 2 > len(known)

    @property
    def _naive(self) -> list[str]:
        """The inherited moments that most models keep without their zone."""
        found: Counter[str] = Counter()
        having: Counter[str] = Counter()
        for one in self.models.classes.mapped:
            for column in self.models.table(one).columns:
                if (
                    column.name in self._columns
                    and kind_of(self.models.sources, column).word == "datetime"
                ):
                    having[column.name] += 1
                    found[column.name] += not is_zoned(self.models.sources, column)
        return [name for name in having if found[name] * 2 > having[name]]

    @property
    def _server_defaults(self) -> dict[str, str]:
        """What the database fills in, for each column where it does."""
        found: dict[str, Column] = {}
        for one in self._above:
            found = self.models.classes.columns(one) | found
        stated = {name: by_server(column) for name, column in found.items()}
        return {name: text for name, text in stated.items() if text}

    def _python(self, column: Column) -> str:
        word = kind_of(self.models.sources, column).word
        null = " | None" if column.is_nullable else ""
        return PYTHON[word] + null if word in PYTHON else column.kind

    @cached_property
    def _key(self) -> str | None:
        """The commonest type of keys; of texts only where there are no others."""
        found: Counter[str] = Counter()
        for table in map(self.models.table, self.models.tops):
            keys = [one for one in table.columns if (one.name,) == table.keys]
            words = (kind_of(self.models.sources, one).word for one in keys)
            found.update(KEYS[word] for word in words if word in KEYS)
        return max(found, key=lambda one: (one != TEXT, found[one]), default=None)


def _flat(name: str) -> str:
    return name.replace("_", "").lower()
