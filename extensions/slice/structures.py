"""Classes of a model's fields: enums, nested objects and unions, with unique names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from ..answers.fields import Field
from ..answers.names import pascal_case
from .annotations import Annotation, member_of
from .code import INDENT, block, call, declaration, fits, quoted
from .mapping import class_name

CLASSES = frozenset({"enum", "object", "union"})
"""Kinds of fields that have a class of their own."""

LONGEST_CLASS = 60
"""Of a class's name: its first line cannot be broken."""

LONGEST_PAIR = 80
"""Of the names of a field and of its class, which share a line."""


@dataclass
class Names:
    """Names of classes that are taken, in the order of asking."""

    model: str
    reserved: tuple[str, ...]
    taken: set[str] = field(default_factory=set)

    def new(self, path: tuple[str, ...], own: str = "") -> str:
        """A name made of a path of fields, as long as it fits, and then of its end."""
        parts = [pascal_case(part) for part in path]
        full = self.model + "".join(parts)
        fitting = [full, self.model + parts[-1], parts[-1]]
        name = next(one for one in fitting if self._fits(one, path[-1]))
        others = (one for one in self.reserved if one != own)
        name = class_name(name, self.model, (*self.taken, *others))
        self.taken.add(name)
        return name

    @staticmethod
    def _fits(name: str, last: str) -> bool:
        short = len(name) <= LONGEST_CLASS and len(last) + len(name) <= LONGEST_PAIR
        return short or name == pascal_case(last)


@dataclass(frozen=True)
class Classes:
    """The classes of a model's fields."""

    model: str
    fields: tuple[Field, ...]

    @cached_property
    def named(self) -> dict[str, str]:
        """The class of each field that has one."""
        return {name: made for name, (made, _) in self._defined.items()}

    @property
    def definitions(self) -> list[str]:
        """Their source, in an order in which it can run."""
        return [text for _, texts in self._defined.values() for text in texts]

    @property
    def all(self) -> frozenset[str]:
        """Every name that the definitions define."""
        _ = self._defined
        return frozenset(self._names.taken)

    @cached_property
    def _names(self) -> Names:
        return Names(
            self.model,
            tuple(self.model + pascal_case(one.name) for one in self.fields),
        )

    @cached_property
    def _defined(self) -> dict[str, tuple[str, list[str]]]:
        return {
            one.name: _define(one, (one.name,), self._names)
            for one in self.fields
            if one.kind in CLASSES
        }


@dataclass(frozen=True)
class Shape:
    """What becomes a class: a nested object, or a variant of a union."""

    name: str
    about: str
    fields: tuple[Field, ...]
    path: tuple[str, ...]
    first: tuple[str, ...] = ()


def _define(found: Field, path: tuple[str, ...], names: Names) -> tuple[str, list[str]]:
    """The name of a field's class, and the source of it and of what it needs."""
    own = names.model + pascal_case(path[0]) if len(path) == 1 else ""
    name = names.new(path, own)
    if found.kind == "enum":
        return name, [_enum(name, found)]
    if found.kind == "union":
        return name, _union(name, found, path, names)
    about = f"What `{found.name}` holds."
    return name, _object(Shape(name, about, found.fields, path), names)


def _enum(name: str, found: Field) -> str:
    members = (
        f"{INDENT}{member_of(value)} = {quoted(value)}" for value in found.values
    )
    return _class(f"{name}(StrEnum)", f"The values of `{found.name}`.", members)


def _object(shape: Shape, names: Names) -> list[str]:
    before: list[str] = []
    aliases: list[str] = []
    lines = list(shape.first)
    for one in shape.fields:
        path = (*shape.path, one.name)
        made = ""
        if one.kind in CLASSES:
            made, texts = _define(one, path, names)
            before += texts
        member = _annotation(one, made, path, names)
        aliases += member.aliases
        kind = member.text + member.or_none
        lines.append(declaration(one.name, kind, member.default))
    before += ["\n".join(aliases)] if aliases else []
    return [*before, _class(f"{shape.name}(RequestModel)", shape.about, lines)]


def _annotation(
    one: Field, made: str, path: tuple[str, ...], names: Names
) -> Annotation:
    known = Annotation(one, made, "?", "?")
    item = names.new((*path, "item")) if known.plain != known.type.in_request else ""
    own = names.new(path) if known.limits else ""
    return Annotation(one, made, own, item)


def _union(name: str, found: Field, path: tuple[str, ...], names: Names) -> list[str]:
    texts: list[str] = []
    classes: list[str] = []
    for variant, fields in found.variants:
        inner = (*path, variant)
        classes.append(names.new(inner))
        about = f"The variant `{variant}` of `{found.name}`."
        first = (f"{INDENT}kind: Literal[{quoted(variant)}]",)
        texts += _object(Shape(classes[-1], about, fields, inner, first), names)
    return [*texts, _one_of(name, classes)]


def _one_of(name: str, classes: list[str]) -> str:
    discriminator = call("Field", discriminator='"kind"')
    flat = f"{name} = Annotated[{' | '.join(classes)}, {discriminator}]"
    if fits(flat):
        return flat
    members = " | ".join(classes)
    if not fits(f"{INDENT}{members},"):
        members = f"\n{INDENT}| ".join(classes)
    return f"{name} = Annotated{block((f'{members},', f'{discriminator},'))}"


def _class(head: str, about: str, lines: Iterable[str]) -> str:
    return "\n".join((f"class {head}:", f'{INDENT}"""{about}"""', "", *lines))


@dataclass(frozen=True)
class ExistingClasses(Classes):
    """The enums of its columns, which stand where they are; nothing is defined."""

    enums: Mapping[str, str]

    @cached_property
    def named(self) -> dict[str, str]:
        """The class of each field that has one."""
        names = {one.name for one in self.fields}
        found = {name: self.enums[name] for name in self.enums if name in names}
        return {name: found[name].partition(":")[2] for name in found}

    @property
    def definitions(self) -> list[str]:
        """None."""
        return []

    @property
    def all(self) -> frozenset[str]:
        """Every name that is imported."""
        return frozenset(self.named.values())
