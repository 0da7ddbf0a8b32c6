"""Columns as classes write them: by an annotation, by a call, or by both."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from .reading import Module, Sources
from .syntax import assigned, calls, keyword, last, reference, text_of
from .texts import text

UNTYPED = frozenset({"Column", "mapped_column"})
COLUMNS = UNTYPED | {"Field"}
MAPPED = frozenset({"Mapped", "MappedColumn"})
NOT_TYPES = frozenset(
    "CheckConstraint Computed FetchedValue ForeignKey Identity Sequence".split()
)
"""What stands among the arguments of a column beside its type."""


PASSED_ON = "sa_column_kwargs"
"""Where SQLModel is told what it hands on to SQLAlchemy."""


def _stated(call: ast.Call, name: str) -> ast.expr | None:
    """The value of a keyword, be it one that is handed on."""
    match keyword(call, PASSED_ON):
        case ast.Dict(keys, values):
            handed = {
                text_of(key): value for key, value in zip(keys, values, strict=True)
            }
        case _:
            handed = {}
    return keyword(call, name) or handed.get(name)


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
    is_key: bool = False
    target: str = ""
    """What it refers to, as in `users.id`."""
    whole: str = ""
    """The attribute that it is only a part of."""

    def option(self, *names: str) -> ast.expr | None:
        """The value of the first keyword of these names."""
        found = (_stated(call, name) for call in self.calls for name in names)
        return next((one for one in found if one is not None), None)

    def says(self, name: str, value: bool) -> bool:
        """Whether an option has this very value."""
        option = self.option(name)
        return isinstance(option, ast.Constant) and option.value is value

    def inside(self, name: str) -> ast.Call | None:
        """A call within its own, such as of `ForeignKey`."""
        return self._inner.get(name)

    @cached_property
    def _inner(self) -> Mapping[str, ast.Call]:
        """The calls within its own by what they call, the first of each."""
        found: dict[str, ast.Call] = {}
        for node in (one for call in self.calls for one in ast.walk(call)):
            if isinstance(node, ast.Call):
                found.setdefault(last(node), node)
        return found

    @property
    def type(self) -> ast.expr | None:
        """The type of the database, where it is said."""
        found = (_type(call) for call in self.calls)
        return next((one for one in found if one is not None), None)

    @property
    def is_nullable(self) -> bool:
        """Whether it takes NULL."""
        if self.is_key or self.says("nullable", value=False):
            return False
        if self.says("nullable", value=True):
            return True
        is_by_call = any(last(call) == "Column" for call in self.calls)
        return is_by_call or self.annotation is None or is_optional(self.annotation)


def _type(call: ast.Call) -> ast.expr | None:
    if stated := keyword(call, "type_") or keyword(call, "sa_type"):
        return stated
    if last(call) not in UNTYPED:
        return None
    rest = call.args[1:] if call.args and text_of(call.args[0]) else call.args
    found = (one for one in rest[:1] if last(one) not in NOT_TYPES)
    return next(found, None)


# Annotations ------------------------------------------------------------------


def is_optional(node: ast.expr) -> bool:
    """Whether an annotation takes `None`."""
    match node:
        case ast.Constant(str(written)):
            parsed = _expression(written)
            return parsed is not None and is_optional(parsed)
        case ast.Constant(None):
            return True
        case ast.BinOp(left, ast.BitOr(), right):
            return is_optional(left) or is_optional(right)
        case ast.Subscript(base, ast.Tuple(several)) if last(base) == "Union":
            return any(map(is_optional, several))
    return isinstance(node, ast.Subscript) and last(node) == "Optional"


def bare(node: ast.expr | None) -> ast.expr | None:
    """An annotation without `None`, quotes and `Annotated`."""
    match _without_none(node):
        case ast.Subscript(base, ast.Tuple([first, *_])) if last(base) == "Annotated":
            return bare(first)
    return _without_none(node)


def _without_none(node: ast.expr | None) -> ast.expr | None:
    """An annotation without `None` and quotes."""
    match node:
        case ast.Constant(str(written)):
            return _without_none(_expression(written))
        case ast.BinOp(left, ast.BitOr(), right):
            return _without_none(right if is_optional(left) else left)
        case ast.Subscript(base, inner) if last(base) in {"Optional", "Final"}:
            return _without_none(inner)
        case ast.Subscript(base, ast.Tuple(all_)) if last(base) == "Union":
            several = [one for one in all_ if not is_optional(one)]
            return _without_none(several[0]) if len(several) == 1 else node
    return node


def _expression(written: str) -> ast.expr | None:
    try:
        return ast.parse(written, mode="eval").body
    except (SyntaxError, ValueError):
        return None


def typed(found: Column, types: Mapping[str, ast.expr]) -> Column:
    """The column with the type that its base gives what it holds."""
    held = bare(found.annotation)
    names = (found.alias, ast.unparse(held) if held is not None else "")
    stated = next((types[name] for name in names if name in types), None)
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
    value = _undeferred(member.value)
    annotation, is_column = _annotation(member, value, plain=plain)
    if not is_column or member.name.startswith("__"):
        return None
    made = Column(member.name, "", module, annotation, tuple(_calls(value)))
    made = _shared(sources, made) if annotation is not None else made
    kind = made.kind or _kind(annotation, made)
    has_call = isinstance(value, ast.Call)
    return replace(
        made,
        kind=kind,
        plain=None if has_call else value,
        is_key=any(map(_is_key, made.calls)),
        target=_target(sources, made),
    )


def _undeferred(value: ast.expr | None) -> ast.expr | None:
    """The column that is loaded later."""
    if isinstance(value, ast.Call) and last(value) == "deferred":
        return next(iter(value.args), None)
    return value


def _annotation(
    member: Member, value: ast.expr | None, *, plain: bool
) -> tuple[ast.expr | None, bool]:
    """What it is said to hold, and whether it is a column at all."""
    called = last(value) if isinstance(value, ast.Call) else ""
    if called and called not in COLUMNS:
        return None, False
    match member.written:
        case ast.Subscript(base, inner) if last(base) in MAPPED:
            return inner, True
        case ast.Constant(str(text)) if (said := _expression(text)) is not None:
            return _annotation(replace(member, written=said), value, plain=plain)
        case None:
            return None, called in UNTYPED
    is_other = last(member.written) == "ClassVar" or member.name == "model_config"
    return member.written, bool(called or plain) and not is_other


def _calls(value: ast.expr | None) -> Iterator[ast.Call]:
    """The calls that say its options: of a column within a field, then of the field."""
    if isinstance(value, ast.Call):
        yield from _calls(keyword(value, "sa_column"))
        yield from _passed_on(keyword(value, "sa_column_kwargs"))
        yield value


def _passed_on(value: ast.expr | None) -> Iterator[ast.Call]:
    """The options in a mapping that a column gets besides."""
    if isinstance(value, ast.Dict):
        pairs = zip(value.keys, value.values, strict=True)
        named = [ast.keyword(text_of(key), one) for key, one in pairs if text_of(key)]
        yield ast.Call(ast.Name("mapped_column", ast.Load()), [], named)


def _shared(sources: Sources, made: Column) -> Column:
    """The column with what `Annotated` says of its type, be it elsewhere."""
    said = made.annotation
    inner = _without_none(said)
    name = inner.id if isinstance(inner, ast.Name) else ""
    match _alias(sources, made.module, name) if name else inner:
        case ast.Subscript(base, ast.Tuple([kind, *others])) if said is not None:
            if last(base) == "Annotated":
                null = is_optional(said)
                return replace(
                    made,
                    kind=written(kind) + (" | None" if null else ""),
                    annotation=_optional(kind) if null else kind,
                    alias=name,
                    calls=(
                        *made.calls,
                        *(call for one in others for call in _said(one)),
                    ),
                )
    return made


def _said(node: ast.expr) -> Iterator[ast.Call]:
    for name in COLUMNS:
        yield from calls(node, name)


def _optional(kind: ast.expr) -> ast.expr:
    return ast.BinOp(kind, ast.BitOr(), ast.Constant(None))


def _alias(sources: Sources, module: Module, name: str) -> ast.expr | None:
    """What an alias of a type stands for."""
    place, _, wanted = sources.origin(reference(module, name)).partition(":")
    known = sources.by_name.get(place)
    for alias, value, _ in assigned(known.statements) if known else ():
        if alias == wanted:
            return value
    return None


# What it is said to be --------------------------------------------------------


def _kind(annotation: ast.expr | None, made: Column) -> str:
    return written(annotation) if annotation is not None else last(made.type)


def written(node: ast.expr) -> str:
    """An annotation as text."""
    return text_of(node) or ast.unparse(node)


def _is_key(call: ast.Call) -> bool:
    found = keyword(call, "primary_key")
    return isinstance(found, ast.Constant) and found.value is True


def _target(sources: Sources, made: Column) -> str:
    key = made.inside("ForeignKey")
    named = key.args[0] if key and key.args else made.option("foreign_key")
    return (text(sources, made.module, named) or "") if named is not None else ""
