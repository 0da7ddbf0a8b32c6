"""How users say what they may do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ..answers.models import OWNERS
from .columns import Column, column
from .definitions import class_of
from .facts import Fact
from .kinds import kind_of, of_python
from .mapped import Class, classes_of
from .models import models_of
from .reading import Sources
from .syntax import commonest

ATTRIBUTES: Final = ("roles", "role", "is_superuser", "is_admin")
"""What says it, the most telling first."""

TEXTS: Final = frozenset({"enum", "text"})
DEEPEST: Final = 3
"""Classes of users that others derive from."""


def roles(sources: Sources, user: str) -> Fact:
    """The attribute of a user that says it, where it holds texts or is a flag."""
    found = {one.name: one for one in _columns(sources, user, DEEPEST)}
    for name in ATTRIBUTES:
        if name in found and (many := _is_many(sources, found[name])) is not None:
            place = found[name].module.at(rf"(?m)^\s+{name}\b")
            return Fact({"attribute": name, "many": many}, place)
    return Fact(None)


def owner(sources: Sources, user: str) -> Fact:
    """The column by which most models say whose a row is.

    One that is called otherwise than owners are has to stand in several of them.
    """
    models = models_of(sources)
    known = classes_of(sources).known.get(user)
    table = models.classes.table(known) if known else None
    names = [
        name
        for one in models.tops
        for name, target in models.table(one).references.items()
        if table
        and target.rpartition(".")[0].rpartition(".")[2] == table
        and one is not known
        and name not in models.table(one).keys
    ]
    likely = [one for one in names if one in OWNERS or names.count(one) > 1]
    return Fact(commonest(likely))


def _is_many(sources: Sources, one: Column) -> bool | None:
    """Whether it holds several; `None` where it holds neither texts nor a flag."""
    kind = of_python(sources, one.module, one.annotation) or kind_of(sources, one)
    if kind.word == "list":
        return True if kind.item and kind.item.word in TEXTS else None
    is_flag = kind.word == "bool" and one.name.startswith("is_")
    return False if is_flag or kind.word in TEXTS else None


def _columns(sources: Sources, user: str, depth: int) -> Iterator[Column]:
    """What its class holds, be it mapped or plain, and then what is above."""
    classes = classes_of(sources)
    if one := classes.known.get(user):
        yield from classes.columns(one).values()
    elif found := class_of(sources, user):
        plain = Class(sources, *found)
        for base in plain.bases if depth else ():
            yield from _columns(sources, base, depth - 1)
        made = (column(sources, found[0], one, plain=True) for one in plain.members)
        yield from filter(None, made)
