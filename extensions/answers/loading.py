"""YAML as the interview reads it."""

from typing import Any

import yaml


class Text(yaml.BaseLoader):
    """Every scalar stays text; in braces too, a `?` is a part of its word.

    So YAML 1.2 has it, and so fields are written: `{note: str?}`. PyYAML ends the word
    there; while it looks for the end, it sees another sign.
    """

    _in_word = False

    def scan_plain(self) -> Any:
        self._in_word = True
        token = super().scan_plain()
        self._in_word = False
        return token

    def peek(self, index: int = 0) -> str:
        sign: str = super().peek(index)
        return "_" if self._in_word and sign == "?" else sign


class Values(Text, yaml.SafeLoader):
    """Scalars become numbers, dates and so on, as Copier reads them."""


class UniqueValues(Values):
    """A key that stands twice is a mistake, not the last one's victory."""

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Any, Any]:
        keys = [key.value for key, _ in node.value]
        if twice := [str(key) for key in keys if keys.count(key) > 1]:
            raise yaml.constructor.ConstructorError(
                problem=f"{twice[0]} stands twice", problem_mark=node.start_mark
            )
        return dict(super().construct_mapping(node, deep))
