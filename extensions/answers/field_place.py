"""Where in the answer we are, and what may stand there."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final, NoReturn

from .names import pascal_case
from .problem import Problem
from .types import OPTIONS, SCALARS

MAX_NAME: Final = 40
MAX_DEPTH: Final = 3

LANGUAGE: Final = "a mapping of `name: type[?] [= default] [, option …]`"
NAME: Final = f"lower-case words joined by underscores, at most {MAX_NAME} characters"
TYPES: Final = (
    ", ".join(["str(n)" if name == "str" else name for name in SCALARS])
    + ", list[str], enum(a, b), ref(Class), refs(Class), computed(type) = expression"
    + " or a nested mapping"
)
NESTED_TYPES: Final = "scalars, list, enum and nested mappings"
NESTED_OPTIONS: Final = ", ".join(name for name in OPTIONS if OPTIONS[name].nested)


@dataclass(frozen=True)
class Place:
    """Where in the answer we are, for messages and for what is allowed here."""

    path: str
    reserved: Mapping[str, str]
    depth: int = 0

    def refuse(self, wrong: str, accepted: str) -> NoReturn:
        """Stop with what is wrong here."""
        raise Problem.about(self.path, wrong, accepted)

    def refuse_inside(self, what: str, accepted: str) -> None:
        """Stop if this is inside an object, where `what` cannot stand."""
        if self.depth:
            self.refuse(f"{what} cannot stand inside an object", accepted)

    def at(self, name: str) -> "Place":
        return replace(self, path=f"{self.path}.{name}")

    def check_classes(self, names: Iterable[str]) -> None:
        """Refuse a name that gives the class name of another: line_1 and line1."""
        taken: dict[str, str] = {}
        for name in names:
            other = taken.setdefault(pascal_case(name), name)
            if other != name:
                wrong = f"gives the same class name as {other}"
                self.at(name).refuse(wrong, "names that differ in letters")

    def inside(self, reserved: Mapping[str, str]) -> "Place":
        """The place of an object's members, which may not have the reserved names."""
        if self.depth == MAX_DEPTH:
            self.refuse("is nested too deep", f"objects at most {MAX_DEPTH} deep")
        return replace(self, reserved=reserved, depth=self.depth + 1)


_CALLED: Mapping[type, str] = {
    type(None): "empty",
    bool: "true or false",
    **dict.fromkeys((int, float), "a number"),
    str: "text",
    list: "a list",
    dict: "a mapping",
    **dict.fromkeys((date, datetime), "a date"),
}


def called(value: object) -> str:
    """What a value that YAML gave is called in messages."""
    return _CALLED.get(type(value), f"a {type(value).__name__}")
