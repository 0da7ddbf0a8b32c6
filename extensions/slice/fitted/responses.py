"""Answers: the project's own envelope around them, if it has one."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..code import Call, call, literal
from ..fit import Fit


@dataclass(frozen=True)
class Envelope:
    """The class that the project wraps its answers in."""

    fit: Fit
    is_on: bool

    @property
    def class_import(self) -> str:
        """The statement that imports it."""
        return f"from {self._module} import {self._name}" if self.is_on else ""

    @property
    def data(self) -> str:
        """The field that holds what was asked for."""
        return str(self._found.get("data") or "data")

    def type(self, inner: str) -> str:
        """The type of an answer with such data."""
        if not self.is_on:
            return inner
        return f"{self._name}[{inner}]" if self._is_generic else self._name

    def made(self, inner: str, value: str | Call) -> str | Call:
        """The answer with such data."""
        if not self.is_on:
            return value
        if not self._is_generic:
            value = f"jsonable_encoder({value})"
        return call(self.type(inner), **self._required, **{self.data: value})

    @property
    def _required(self) -> dict[str, str]:
        """What else it cannot be made without, as the project passes it."""
        given = self._found.get("required") or {}
        names = (name for name in given if name != self.data)
        return {str(name): _tidy(str(given[name])) for name in names}

    @property
    def _is_generic(self) -> bool:
        return self._found.get("generic") is not False

    @property
    def _module(self) -> str:
        return str(self._found.get("class")).partition(":")[0]

    @property
    def _name(self) -> str:
        return str(self._found.get("class")).partition(":")[2]

    @property
    def _found(self) -> Mapping[str, Any]:
        return self.fit.project.found.get("response") or {}


def _tidy(expression: str) -> str:
    """A literal as a formatter would leave it, and any other expression as it is."""
    try:
        return literal(ast.literal_eval(expression))
    except (SyntaxError, ValueError):
        return expression
