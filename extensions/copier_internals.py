"""The private parts of Copier that this template touches, since no public way is there.

Copier 9.19 dumps and loads the answers of a question by `copier._user_data.yaml`, and keeps
its worker where only the functions of `_copier_conf` see it. What breaks when it does not:
tests/extensions/test_copier_internals.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import ModuleType
from typing import Any

import yaml
from copier import _user_data

from .answers.loading import Values
from .answers.tables import compact

FIRST = "project_state"
"""The question that Copier is at when it lets this be called."""


class _Yaml(ModuleType):
    """YAML as Copier uses it, but mappings keep their order, and `?` may stand in braces."""

    def __getattr__(self, name: str) -> Any:
        return getattr(yaml, name)

    def safe_load(self, text: Any) -> Any:
        """Load it; what an answer says that is no YAML stays text, for its validator."""
        try:
            return yaml.load(text, Loader=Values)  # noqa: S506 - a safe one
        except (yaml.YAMLError, ValueError):
            if isinstance(text, str):
                return text
            raise

    def safe_dump(self, value: object, **options: Any) -> str:
        if isinstance(value, Mapping) and {"app", "routers"} <= {*value}:
            return compact(value)
        return str(yaml.safe_dump(value, sort_keys=False, **options))


def replace_yaml() -> None:
    """Let Copier read and show YAML as the interview does.

    Copier sorts mappings for correction. The order of fields is an answer too: sorted on
    the screen, an update that was waved through would move every field of the generated
    code. It tells bad YAML as "Invalid input"; a validator says what is wrong, and where.
    """
    setattr(_user_data, "yaml", _Yaml("yaml"))  # noqa: B010


class Foreign:
    """Answers of another template, which are none of ours.

    Where it is not told of an answers file, Copier takes the answers of a
    `.copier-answers.yml` for proposals. Ours are never called so.
    """

    def __init__(self) -> None:
        self._names: set[str] = set()

    def forgotten(
        self, conf: Mapping[str, Any], answered: Mapping[str, Any], names: Iterable[str]
    ) -> dict[str, Any]:
        """The answers without those, which Copier forgets too."""
        worker = _worker(conf)
        if worker is None or worker.answers_file is not None:
            return dict(answered)
        last, typed = worker.answers.last, worker.answers.user
        for name in {*names} & {*last} - {FIRST}:
            del last[name]
            self._names.add(name)
        foreign = self._names - {*typed} - {*worker.data}
        return {name: answered[name] for name in answered if name not in foreign}


def _worker(conf: Mapping[str, Any]) -> Any:
    """Who asks: what the functions of Copier's configuration speak of."""
    pending = getattr(conf, "_pending", {})
    cells = getattr(pending.get("data"), "__closure__", None) or ()
    return next((cell.cell_contents for cell in cells), None)
