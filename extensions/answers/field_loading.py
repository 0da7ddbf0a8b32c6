"""The answer as YAML: text stays text, and a key stands once."""

from typing import Any

import yaml

from .field_place import LANGUAGE, Place
from .loading import Text
from .problem import Problem, shown


class _Loader(Text):
    """YAML whose scalars all stay text and whose keys stand once."""

    def construct_mapping(
        self, node: yaml.MappingNode, deep: bool = False
    ) -> dict[Any, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            if isinstance(key, yaml.ScalarNode) and key.value in seen:
                wrong = f"{shown(key.value)} stands twice"
                raise Problem.about("fields", wrong, "every name once")
            seen.add(str(key.value))
        return dict(super().construct_mapping(node, deep=deep))


def load(text: str, place: Place) -> object:
    """Read YAML; what cannot be read is refused."""
    try:
        return yaml.load(text, Loader=_Loader)  # noqa: S506 - it makes text only
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        place.refuse(f"is not YAML, line {line}: {error.problem}", LANGUAGE)
    except (yaml.YAMLError, RecursionError):
        place.refuse("is not YAML", LANGUAGE)
