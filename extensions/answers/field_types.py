"""Types: scalars with their sizes, lists, enums and relations."""

import difflib
import keyword
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Final

from .field import Field
from .field_place import MAX_NAME, NESTED_TYPES, TYPES, Place
from .problem import shown
from .types import SCALARS, Kind, ScalarType

MAX_VALUE: Final = 50

_TYPE = re.compile(
    r"([A-Za-z_][A-Za-z0-9_]*)\s*(?:\((.*)\)|\[(.*)\])?\s*(\?)?", re.DOTALL
)
_WHOLE = re.compile(r"[0-9]{1,9}")
_RENAMED = re.compile(r"(.*?)(?:\s+was\s+(\S+))?", re.DOTALL)
_ENUM_VALUE = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_CLASS = re.compile(r"[A-Z][A-Za-z0-9]*")
_EXAMPLES: Mapping[str, str] = {
    "list": "list[str] or of another scalar",
    "enum": "enum(draft, active)",
    "ref": "ref(Customer) or ref(self)",
    "refs": "refs(Tag) or refs(self)",
}
_WORDS = (*SCALARS, *_EXAMPLES, "computed")


def typed(name: str, written: str, place: Place) -> Field:
    match = _TYPE.fullmatch(written)
    if not match:
        place.refuse(f"{shown(written)} is not a type", TYPES)
    head, parens, brackets, nullable = match.groups()
    if head in SCALARS and brackets is None:
        made = _scalar(name, head, parens, place)
    elif head in _EXAMPLES:
        arguments = ((brackets if head == "list" else parens) or "").strip()
        if not arguments or (parens is None) == (brackets is None):
            place.refuse(f"{shown(written)} is not a type", _EXAMPLES[head])
        made = _MAKERS[head](name, arguments, place)
    else:
        place.refuse(f"unknown type {shown(written)}{meant(head, _WORDS)}", TYPES)
    return replace(made, nullable=bool(nullable))


def scalar_alone(name: str, written: str, place: Place) -> Field | None:
    """The field of a scalar that takes nothing but its sizes, if it is one."""
    match = _TYPE.fullmatch(written)
    if not match or match[1] not in SCALARS or match[3] is not None or match[4]:
        return None
    return _scalar(name, match[1], match[2], place)


def meant(word: str, known: tuple[str, ...]) -> str:
    """Ask whether a word near to an unknown one was meant."""
    close = difflib.get_close_matches(word[:MAX_NAME].lower(), known, n=1)
    return f", did you mean {close[0]}" if close else ""


def _scalar(name: str, head: str, written: str | None, place: Place) -> Field:
    scalar = SCALARS[head]
    sizes = {parameter.name: parameter.default for parameter in scalar.takes}
    if written is not None:
        sizes = dict(zip(sizes, _sizes(scalar, written, place), strict=True))
    made = Field(
        name,
        "scalar",
        head,
        length=sizes.get("length", scalar.length),
        precision=sizes.get("precision"),
        scale=sizes.get("scale"),
    )
    if (made.scale or 0) > (made.precision or 0):
        place.refuse(f"{head}({written}) has more scale than precision", _takes(scalar))
    return made


def _sizes(scalar: ScalarType, written: str, place: Place) -> list[int]:
    texts = [text.strip() for text in written.split(",")]
    sizes = [int(text) for text in texts if _WHOLE.fullmatch(text)]
    fits = len(texts) == len(sizes) == len(scalar.takes) and all(
        parameter.lowest <= size <= parameter.highest
        for parameter, size in zip(scalar.takes, sizes, strict=True)
    )
    if not fits:
        wrong = f"{shown(f'{scalar.name}({written})')} is not a type"
        place.refuse(wrong, _takes(scalar))
    return sizes


def _takes(scalar: ScalarType) -> str:
    if not scalar.takes:
        return f"{scalar.name} alone"
    sizes = ", ".join(parameter.name for parameter in scalar.takes)
    ranges = ", ".join(
        f"{parameter.name} {parameter.lowest} to {parameter.highest}"
        for parameter in scalar.takes
    )
    return f"{scalar.name}({sizes}) with {ranges}"


def _list(name: str, item: str, place: Place) -> Field:
    made = scalar_alone(name, item, place)
    if not made:
        place.refuse(f"{shown(f'list[{item}]')} is not a type", _EXAMPLES["list"])
    return replace(made, kind="list")


def _enum(name: str, written: str, place: Place) -> Field:
    parts = [_RENAMED.fullmatch(part.strip()) for part in written.split(",")]
    values = tuple(part[1] if part else "" for part in parts)
    renamed = tuple((part[1], part[2]) for part in parts if part and part[2])
    olds = [old for _, old in renamed]
    if renamed:
        place.refuse_inside("a renamed value", "the new value, or another field")
    if twice := [old for old in olds if old in values or olds.count(old) > 1]:
        wrong = f"was {twice[0]} is a value, or another one's past"
        place.refuse(wrong, "was with the value before, once")
    for value in (*values, *olds):
        if not _ENUM_VALUE.fullmatch(value) or len(value) > MAX_VALUE:
            accepted = "enum(draft, in-review) of letters, digits, '_' and '-', "
            accepted += f"at most {MAX_VALUE} characters each"
            place.refuse(f"{shown(value)} is not an enum value", accepted)
    members = [value.upper().replace("-", "_") for value in values]
    if twice := [member for member in members if members.count(member) > 1]:
        wrong = f"two enum values are called {twice[0]}"
        place.refuse(wrong, "values that differ in letters")
    return Field(name, "enum", "enum", values=values, renamed=renamed)


def _reference(kind: Kind, name: str, target: str, place: Place) -> Field:
    place.refuse_inside(f"a {kind}", NESTED_TYPES)
    is_class = _CLASS.fullmatch(target) and not keyword.iskeyword(target)
    if target != "self" and not is_class:
        place.refuse(f"{shown(target)} is not a class", _EXAMPLES[kind])
    return Field(name, kind, kind, target=target)


_MAKERS: Mapping[str, Callable[[str, str, Place], Field]] = {
    "list": _list,
    "enum": _enum,
    "ref": partial(_reference, "ref"),
    "refs": partial(_reference, "refs"),
}
