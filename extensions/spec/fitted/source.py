"""The source of a module as the project writes its own."""

from __future__ import annotations

from ..code import module
from .slice import FittedSlice
from .synchronous import synchronous


def fitted(source: str, slice: FittedSlice) -> str:
    """A module with the imports that it uses, synchronous where the project is."""
    written = source if slice.fit.is_async else synchronous(source)
    return module(written, slice.own)


def tested(source: str, slice: FittedSlice) -> str:
    """The same of a module of tests, which may be synchronous where the project is not."""
    written = source if slice.suite.testing.is_async else synchronous(source)
    return module(written, slice.own)
