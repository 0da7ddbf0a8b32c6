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
from .mapped import BASES, REVISION, SQLMODEL, Class, Classes
from .models import DATACLASS, Models, is_dataclass, models_of
from .reading import Sources, Where
from .syntax import assigned, last, says

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
    heirs.update({one: found.heirs[one] for one in places})
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
        tops = self.models.tops if self._key else []
        first = next((one.module.where(one.node) for one in tops), None)
        keys = (one.name for one in self._columns.values() if one.is_key)
        stated = {name: by_server(one) for name, one in self._columns.items()}
        filled = {name: text for name, text in stated.items() if text}
        columns = {name: self._python(one) for name, one in self._columns.items()}
        return {
            "record.base": Fact(self.own, place),
            "record.columns": Fact(columns, place),
            "record.mixins": Fact(self.mixins, *map(self._place, self.mixins[:1])),
            "record.key": Fact(self._key, first),
            "record.key_column": Fact(next(keys, None), place),
            "record.singular_tables": Fact(self._has_singular_tables or None),
            "record.naive": Fact(self._naive or None, place),
            "record.dataclass": Fact(any(map(is_dataclass, self._above)), place),
            "record.positional": Fact(self._is_positional or None, place),
            "record.server_defaults": Fact(filled, place),
            "record.metadata": Fact(self._metadata or None, place),
            "record.metadata_schema": Fact(self._metadata_schema or None, place),
            "record.schema": Fact(self._schema or None, place),
        }

    def _place(self, reference: str) -> Where | None:
        one = self._known.get(reference)
        return one.module.where(one.node) if one and one.is_own else self.where

    @property
    def _known(self) -> Mapping[str, Class]:
        return self.models.classes.known

    def _ancestry(self, reference: str) -> list[Class]:
        one = self._known.get(reference)
        return self.models.classes.ancestry(one) if one else []

    @cached_property
    def _used(self) -> Counter[str]:
        """What models derive from directly, without those that have rows."""
        above = Counter(base for one in self.models.tops for base in one.bases)
        rows = {one for one in above if any(up.table for up in self._ancestry(one))}
        return Counter({one: n for one, n in above.items() if one not in rows})

    @cached_property
    def own(self) -> str:
        """The class that a new model derives from."""
        found = [one for one in self._used if one == self.base or self._leads(one)]
        return max(found, key=lambda one: self._used[one], default=self.base)

    def _leads(self, reference: str) -> bool:
        """Whether it is a base in between that is no part of one model only."""
        above = self._ancestry(reference)
        is_base = any(up.is_base or self.base in up.bases for up in above)
        return is_base and self._is_shared(reference)

    @cached_property
    def mixins(self) -> list[str]:
        """The other classes that most models derive from."""
        most = len(self.models.tops) / 2
        found = (one for one, count in self._used.items() if count > most)
        known = (one for one in found if one in self._known and self._is_shared(one))
        return [one for one in known if one not in {self.base, self.own}]

    def _is_shared(self, reference: str) -> bool:
        """Whether it may be no part of one model only, as bases of schemas are."""
        is_plain = any(SQLMODEL in other.bases for other in self._ancestry(reference))
        return self._used[reference] > 1 or not is_plain

    @cached_property
    def _above(self) -> list[Class]:
        """The class that a new model derives from, and the mixins, and all above."""
        return [up for one in (*self.mixins, self.own) for up in self._ancestry(one)]

    @cached_property
    def _columns(self) -> dict[str, Column]:
        """The inherited columns."""
        found: dict[str, Column] = {}
        for one in self._above:
            found = self.models.classes.columns(one) | found
        return found

    def _word(self, column: Column) -> str:
        return kind_of(self.models.sources, column).word

    @property
    def _is_positional(self) -> bool:
        """Whether `kw_only` of a model is lost, since it is mapped before it counts.

        That is so where the base of dataclasses stands behind the declarative base.
        """
        stated = [word for one in self._above for word in one.node.keywords]
        if any(word.arg == "kw_only" and says(word.value, True) for word in stated):
            return False
        made = dict[str, type]()
        try:
            above = type("", tuple(self._made(one, made) for one in self._bases), {})
        except TypeError:
            return False
        order = [one.__name__ for one in above.__mro__]
        places = {name: order.index(name) for name in DATACLASS & {*order}}
        mapped = (order.index(name) for name in BASES & {*order})
        return bool(places) and min(mapped, default=len(order)) < min(places.values())

    @property
    def _bases(self) -> list[str]:
        return [*self.mixins, self.own]

    def _made(self, reference: str, made: dict[str, type]) -> type:
        """An empty class that derives from others as that of the project does."""
        if reference not in made:
            one = self._known.get(reference)
            above = tuple(self._made(up, made) for up in (one.bases if one else ()))
            made[reference] = type(reference.partition(":")[2], above, {})
        return made[reference]

    # Where a new table goes ------------------------------------------------------------

    @property
    def _metadata(self) -> str:
        """What the base collects tables by, where there are several of these."""
        found, one = self.models.classes, self._known.get(self.own)
        several = len(found.bases) > 1
        return (found.collection(one) or self.own) if several and one else ""

    @property
    def _metadata_schema(self) -> str:
        one = self._known.get(self.own)
        return self.models.classes.metadata_schema(one) if one else ""

    @property
    def _schema(self) -> str:
        """The schema that all models of the base say, where its metadata has another."""
        found, one = self.models.classes, self._known.get(self.own)
        own = found.collection(one) if one else ""
        beside = (other for other in self.models.tops if found.collection(other) == own)
        said = {*map(found.schema, beside)}
        only = said.pop() if len(said) == 1 else ""
        return only if only != self._metadata_schema else ""

    @property
    def _has_singular_tables(self) -> bool:
        """Whether most tables are called like their classes."""
        classes = self.models.classes
        named = [(classes.table(one), one.node.name) for one in classes.mapped]
        known = [(_flat(table), _flat(name)) for table, name in named if table]
        return sum(table == name for table, name in known) * 2 > len(known)

    @property
    def _naive(self) -> list[str]:
        """The inherited moments that most models keep without their zone."""
        moments = [
            (column.name, is_zoned(self.models.sources, column))
            for one in self.models.classes.mapped
            for column in self.models.table(one).columns
            if column.name in self._columns and self._word(column) == "datetime"
        ]
        having = Counter(name for name, _ in moments)
        naive = Counter(name for name, zoned in moments if not zoned)
        return [name for name in having if naive[name] * 2 > having[name]]

    def _python(self, column: Column) -> str:
        word = self._word(column)
        null = " | None" if column.is_nullable else ""
        return PYTHON[word] + null if word in PYTHON else column.kind

    @cached_property
    def _key(self) -> str | None:
        """The commonest type of keys; of texts only where there are no others."""
        found = Counter(
            KEYS[word]
            for table in map(self.models.table, self.models.tops)
            for one in table.columns
            if (one.name,) == table.keys and (word := self._word(one)) in KEYS
        )
        return max(found, key=lambda one: (one != TEXT, found[one]), default=None)


def _flat(name: str) -> str:
    return name.replace("_", "").lower()
