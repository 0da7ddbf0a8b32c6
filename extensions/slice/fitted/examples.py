"""The values that tests of a fitted slice send: those of rows are known when they run."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ...answers.field import Field
from ..broken import Broken, broken
from ..code import INDENT, block, call, literal, names, quoted
from ..examples import Examples
from ..key import Key
from ..literals import entry
from ..moments import newest_of
from ..samples import sample, samples
from ..schemas import Member
from ..values import as_json

RELATIONS = frozenset({"ref", "refs"})

UNKNOWN: Mapping[str, str] = {
    "int": "32767",
    "bigint": "32767",
    "uuid": '"ffffffff-ffff-4fff-bfff-ffffffffffff"',
    "date": '"1900-01-01"',
    "datetime": '"1900-01-01T00:00:00Z"',
    "decimal": '"99999"',
}
"""A key that no row has, as JSON has it; it has to fit into the smallest column."""

STRANGE = "nokey"
"""The same of keys that are text."""

AS_JSON: Mapping[str, str] = {
    "uuid": "str({})",
    "date": "{}.isoformat()",
    "decimal": "str({})",
}
"""What turns the key of a row into what JSON has; the others are that already."""

LOADED: Mapping[str, str] = {
    "uuid": "UUID({})",
    "date": "dt.date.fromisoformat({})",
    "decimal": "Decimal({})",
}
"""What turns it back."""


def unknown(key: Key) -> str:
    """The key of no row, as an expression of what JSON has."""
    return UNKNOWN.get(key.field.type, quoted(STRANGE[: key.field.length]))


def as_json_text(key: Key, expression: str) -> str:
    """The key of a row as JSON has it, as an expression."""
    return AS_JSON.get(key.field.type, "{}").format(expression)


def loaded(key: Key, expression: str) -> str:
    """What JSON has as the key of a row, as an expression."""
    return LOADED.get(key.field.type, "{}").format(expression)


@dataclass(frozen=True)
class FittedExamples(Examples):
    """What the tests of a resource know of its fields."""

    key: Key
    target_keys: Mapping[str, Key]
    """The keys of what fields refer to, by their names."""
    moments: tuple[str, ...]
    """The columns that say when a row was made, and changed."""
    native: frozenset[str] = frozenset()
    """The fields whose values may have an order of the database's own."""

    is_new: bool = True
    """Whether the model comes with the endpoint, and does only what fields say."""

    # Relations ----------------------------------------------------------------------

    @property
    def relations(self) -> list[Member]:
        """What a client may set that refers to rows of others."""
        return [one for one in self._writable if _refers(one)]

    @property
    def _plain(self) -> list[Member]:
        return [one for one in self._writable if not _refers(one)]

    # Bodies -------------------------------------------------------------------------

    @property
    def constant_body(self) -> str:
        """The part of a valid body that is the same each time."""
        return block(
            (
                entry(one.name, as_json(sample(one.field)), INDENT)
                for one in self._writable
                if one.field.is_self or not (_refers(one) or self._differs(one))
            ),
            "{}",
        )

    @property
    def each_body(self) -> list[str]:
        """The lines of the part that is not."""
        unique = [
            f"{quoted(one.name)}: UNIQUE[{quoted(one.name)}][number],"
            for one in self._plain
            if self._differs(one)
        ]
        return unique + [
            f"{quoted(one.name)}: {_referred(one)},"
            for one in self.relations
            if not one.field.is_self
        ]

    @property
    def counts(self) -> bool:
        """Whether each body needs values that no other has."""
        return bool(self.unique_names)

    @property
    def lacks_required(self) -> bool:
        """Whether the least that a body needs leaves it as it is always."""
        return all(one.field.required for one in self._writable)

    @property
    def unique(self) -> str:
        """Different values of each unique field that refers to nothing."""
        values = [
            entry(one.name, as_json(samples(one.field)), INDENT)
            for one in self._plain
            if self._differs(one)
        ]
        return block(values, "{}") if values else ""

    @property
    def unique_names(self) -> str:
        """What no two may share, as a list; empty where there is nothing."""
        return _listed(one.name for one in self._writable if self._differs(one))

    @property
    def changeable_unique(self) -> str:
        """They without what cannot change."""
        return _listed(one.name for one in self._changeable if self._differs(one))

    def _differs(self, member: Member) -> bool:
        is_unique = member.field.unique or member.name == self.key.name
        return is_unique and not member.field.is_self

    @property
    def defaults(self) -> str:
        """What the server answers for fields that a body leaves out."""
        return block(
            (
                entry(one.name, as_json(one.field.default), INDENT)
                for one in self.schemas.members
                if _may_be_left_out(one) and (self.is_new or one.is_writable)
            ),
            "{}",
        )

    @property
    def needed(self) -> str:
        """What a replacement has to have."""
        return _listed(one.name for one in self._changeable if one.field.required)

    @property
    def changes(self) -> str:
        """Another value of each field that can change and refers to nothing."""
        return block(
            (
                entry(one.name, as_json(samples(one.field)[-1]), INDENT)
                for one in self._changeable
                if not _refers(one)
            ),
            "{}",
        )

    def shown_here(self, expression: str) -> str:
        """What an answer contains of the values of an expression."""
        return f"visible({expression})" if self.hidden else expression

    # What is refused ------------------------------------------------------------------

    @property
    def broken(self) -> str:
        """Cases of one field and a value that it is refused for."""
        cases = (
            call(
                "pytest.param",
                quoted(value.name),
                value.code,
                id=quoted(f"{value.name}-{value.why}"),
            ).lines(INDENT, after=",")
            for one in self._writable
            for value in self._broken(one.field)
        )
        return block("\n".join(lines).removeprefix(INDENT) for lines in cases)

    def _broken(self, field: Field) -> Iterable[Broken]:
        key = self.target_keys.get(field.name)
        if field.kind != "ref" or key is None or key.field.type != "str":
            return broken(field)
        null = [] if field.nullable else [Broken(field.name, "null", "None")]
        return [*null, Broken(field.name, "wrong-type", "1")]

    @property
    def _always_set(self) -> tuple[str, ...]:
        """What the server sets in every row, and no field tells of."""
        told = {member.name for member in self.schemas.members}
        always = (self.key.name, *self.moments)
        return tuple(name for name in always if name not in told)

    @property
    def server_set(self) -> str:
        """What a client may not set."""
        ours = (one.name for one in self.schemas.members if not one.is_writable)
        return names([*self._always_set, *ours])

    @property
    def fixed(self) -> str:
        """What no client may change."""
        ours = (
            one.name
            for one in self.schemas.members
            if one.field.read_only or one.field.immutable
        )
        return names([*self._always_set, *ours])

    @property
    def follows(self) -> str:
        """What the server sets anew with every change."""
        computed = [
            one.name for one in self.schemas.members if one.field.kind == "computed"
        ]
        return names([*self.renewed, *computed])

    @property
    def renewed(self) -> tuple[str, ...]:
        """The columns that say when a row was changed."""
        made = newest_of(self.moments)
        return tuple(name for name in self.moments if name not in made)

    # What is found --------------------------------------------------------------------

    @property
    def _asked(self) -> list[Member]:
        return self._plain

    def _is_ordered(self, member: Member) -> bool:
        return member.name not in self.native and super()._is_ordered(member)

    @property
    def sort_keys(self) -> str:
        """What lists are sorted by."""
        return _listed((*self.schemas.sort, *self.moments))

    @property
    def other_sort(self) -> str:
        """An order that is not the usual one; empty where there is none."""
        if self.moments:
            return literal(self.moments[0])
        return literal(f"-{self.schemas.sort[-1]}") if self.schemas.sort else ""

    def unknown_references(self) -> Iterable[tuple[str, str]]:
        """The fields that refer to rows, each with a value that refers to none."""
        for one in self.relations:
            value = unknown(self.target_keys.get(one.name, self.key))
            yield one.name, f"[{value}]" if one.field.kind == "refs" else value

    def related(self, kind: str, names: Iterable[str] | None = None) -> str:
        """Those that can change, or are among some, as a list; empty without any."""
        return _listed(
            one.name
            for one in self.relations
            if one.field.kind == kind
            and not one.field.is_self
            and not one.field.write_only
            and (one.is_changeable if names is None else one.name in {*names})
        )


def _may_be_left_out(member: Member) -> bool:
    """Whether an answer then shows what the field says of it."""
    is_hidden = member.field.write_only or member.by_server or member.field.by_scope
    is_given = member.field.required or member.field.kind == "computed"
    return not (is_hidden or is_given)


def _refers(member: Member) -> bool:
    return member.field.kind in RELATIONS


def _referred(member: Member) -> str:
    """What a body refers to, of `referenced`."""
    rows = f"referenced[{quoted(member.name)}]"
    if member.field.kind == "refs":
        return f"{rows}[:1]"
    return f"{rows}[number]" if member.field.unique else f"{rows}[0]"


def _listed(found: Iterable[str]) -> str:
    lines = [f"{quoted(name)}," for name in found]
    return block(lines, indent=INDENT) if lines else ""
