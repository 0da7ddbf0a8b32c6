"""Columns as classes write them: by an annotation, by a call, or by both."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from .definitions import class_of, value_of
from .reading import Module, Sources
from .syntax import (
    assigned,
    calls,
    items,
    keyword,
    last,
    named,
    reference,
    says,
    text_of,
)
from .texts import text

UNTYPED = frozenset({"Column", "mapped_column"})
COLUMNS = UNTYPED | {"Field"}
MAPPED = frozenset({"Mapped", "MappedColumn"})
NOT_TYPES = frozenset(
    "CheckConstraint Computed FetchedValue ForeignKey Identity Sequence".split()
)
"""What stands among the arguments of a column beside its type."""


@dataclass(frozen=True)
class Column:
    """A column, with all that says what it is like."""

    name: str
    kind: str
    """Its type, as it is written."""
    module: Module
    annotation: ast.expr | None = None
    """What it is said to hold, in Python."""
    calls: tuple[ast.Call, ...] = ()
    """What its options stand in, the nearest first."""
    alias: str = ""
    """The name that its type is given elsewhere."""
    plain: ast.expr | None = None
    """The default that is not in a call."""
    target: str = ""
    """What it refers to, as in `users.id`."""
    whole: str = ""
    """The attribute that it is only a part of."""

    def option(self, *names: str) -> ast.expr | None:
        """The value of the first keyword of these names."""
        found = (keyword(call, name) for call in self.calls for name in names)
        return next(filter(None, found), None)

    def says(self, name: str, value: bool) -> bool:
        """Whether an option has this very value."""
        return says(self.option(name), value)

    def inside(self, name: str) -> ast.Call | None:
        """A call within its own, such as of `ForeignKey`."""
        return self._inner.get(name)

    @cached_property
    def _inner(self) -> Mapping[str, ast.Call]:
        nodes = [node for call in self.calls for node in ast.walk(call)]
        return {last(one): one for one in reversed(nodes) if isinstance(one, ast.Call)}

    @property
    def type(self) -> ast.expr | None:
        """The type of the database, where it is said."""
        return next(filter(None, map(_type, self.calls)), None)

    @property
    def is_key(self) -> bool:
        """Whether it is a part of the primary key."""
        return self.says("primary_key", value=True)

    @property
    def is_nullable(self) -> bool:
        """Whether it takes NULL."""
        if self.is_key or self.says("nullable", value=False):
            return False
        is_by_call = any(last(call) == "Column" for call in self.calls)
        is_said = self.says("nullable", value=True) or self.annotation is None
        return is_said or is_by_call or is_optional(self.annotation)


def _type(call: ast.Call) -> ast.expr | None:
    if stated := keyword(call, "type_") or keyword(call, "sa_type"):
        return stated
    if last(call) not in UNTYPED:
        return None
    rest = call.args[1:] if call.args and text_of(call.args[0]) else call.args
    return next((one for one in rest[:1] if last(one) not in NOT_TYPES), None)


# Annotations ------------------------------------------------------------------


def is_optional(node: ast.expr | None) -> bool:
    """Whether an annotation takes `None`."""
    return any(says(one, None) for one in _alternatives(node))


def bare(node: ast.expr | None) -> ast.expr | None:
    """An annotation without `None`, quotes and `Annotated`."""
    match _without_none(node):
        case ast.Subscript(base, ast.Tuple([first, *_])) if last(base) == "Annotated":
            return bare(first)
        case other:
            return other


def _without_none(node: ast.expr | None) -> ast.expr | None:
    kept = (one for one in _alternatives(node) if not says(one, None))
    return next(kept, node)


def _alternatives(node: ast.expr | None) -> Iterator[ast.expr]:
    """What an annotation takes, one by one and without quotes."""
    match node:
        case ast.Constant(str(written)):
            yield from _alternatives(_expression(written))
        case ast.BinOp(left, ast.BitOr(), right):
            yield from (*_alternatives(left), *_alternatives(right))
        case ast.Subscript(base, ast.Tuple(several)) if last(base) == "Union":
            yield from (one for inner in several for one in _alternatives(inner))
        case ast.Subscript(base, inner) if last(base) in {"Optional", "Final"}:
            yield from _alternatives(inner)
            yield from [ast.Constant(None)] if last(base) == "Optional" else []
        case ast.expr():
            yield node


def _expression(written: str) -> ast.expr | None:
    try:
        return ast.parse(written, mode="eval").body
    except (SyntaxError, ValueError):
        return None


def typed(found: Column, types: Mapping[str, ast.expr]) -> Column:
    """The column with the type that its base gives what it holds."""
    held = bare(found.annotation)
    stated = types.get(found.alias) or types.get(ast.unparse(held) if held else "")
    if stated is None or found.type is not None:
        return found
    call = ast.Call(ast.Name("mapped_column", ast.Load()), [stated], [])
    return replace(found, calls=(*found.calls, call))


# Members ----------------------------------------------------------------------


@dataclass(frozen=True)
class Member:
    """A name in a class, its annotation, and its value."""

    name: str
    written: ast.expr | None
    value: ast.expr | None


def column(
    sources: Sources, module: Module, member: Member, *, plain: bool
) -> Column | None:
    """The column of a member; `plain` where an annotation alone makes one."""
    value = member.value
    if isinstance(value, ast.Call) and last(value) == "deferred":
        value = next(iter(value.args), None)
    annotation, is_column = _annotation(member.written, value, plain=plain)
    if not is_column or member.name == "model_config" or member.name.startswith("__"):
        return None
    is_call = isinstance(value, ast.Call)
    made = Column(
        member.name,
        written(annotation) if annotation else "",
        module,
        annotation,
        tuple(_calls(value)),
        plain=None if is_call else value,
    )
    made = _shared(sources, made)
    key = made.inside("ForeignKey")
    target = key.args[0] if key and key.args else made.option("foreign_key")
    return replace(
        made,
        kind=made.kind or last(made.type),
        target=text(sources, module, target) or "",
    )


def _annotation(
    said: ast.expr | None, value: ast.expr | None, *, plain: bool
) -> tuple[ast.expr | None, bool]:
    """What a member is said to hold, and whether it is a column at all."""
    called = last(value) if isinstance(value, ast.Call) else ""
    if called and called not in COLUMNS:
        return None, False
    match said:
        case ast.Subscript(base, inner) if last(base) in MAPPED:
            return inner, True
        case ast.Constant(str(text)) if parsed := _expression(text):
            return _annotation(parsed, value, plain=plain)
        case None:
            return None, called in UNTYPED
    return said, bool(called or plain) and last(said) != "ClassVar"


def _calls(value: ast.expr | None) -> Iterator[ast.Call]:
    """The calls that say its options: of a column within a field, then of the field."""
    if isinstance(value, ast.Call):
        yield from _calls(keyword(value, "sa_column"))
        if passed_on := items(keyword(value, "sa_column_kwargs")):
            options = [ast.keyword(name, one) for name, one in passed_on.items()]
            yield ast.Call(ast.Name("mapped_column", ast.Load()), [], options)
        yield value


def _shared(sources: Sources, made: Column) -> Column:
    """The column with what `Annotated` says of its type, be it elsewhere."""
    inner = _without_none(made.annotation)
    name = inner.id if isinstance(inner, ast.Name) else ""
    behind = value_of(sources, reference(made.module, name)) if name else None
    match behind[1] if behind else inner:
        case ast.Subscript(base, ast.Tuple([kind, *others])) if (
            last(base) == "Annotated"
        ):
            null = is_optional(made.annotation)
            several = (
                one
                for other in others
                for word in COLUMNS
                for one in calls(other, word)
            )
            return replace(
                made,
                kind=written(kind) + (" | None" if null else ""),
                annotation=ast.BinOp(kind, ast.BitOr(), ast.Constant(None))
                if null
                else kind,
                alias=name,
                calls=(
                    *made.calls,
                    *(inner for one in several for inner in _calls(one)),
                ),
            )
    return made


def written(node: ast.expr) -> str:
    """An annotation as text."""
    return text_of(node) or ast.unparse(node)


def parts(sources: Sources, module: Module, member: Member) -> Iterator[Column]:
    """The columns of a `composite(…)`, with the types of its class's fields."""
    value = member.value
    if not isinstance(value, ast.Call) or last(value) != "composite":
        return
    made = [one for one in value.args if isinstance(one, ast.Call)]
    several = [one for one in made if last(one) in UNTYPED]
    inner = getattr(member.written, "slice", None)
    found = class_of(sources, named(module, bare(inner)))
    fields = [one for _, _, one in assigned(found[1].body)] if found else []
    types = [one.annotation for one in fields if isinstance(one, ast.AnnAssign)]
    for number, call in enumerate(several):
        name = text_of(next(iter(call.args), None))
        kind = types[number] if len(types) == len(several) else None
        if name:
            said = written(kind) if kind else "composite"
            yield Column(name, said, module, kind, (call,), whole=member.name)
