"""Modules that endpoints share, executed as projects get them."""

from types import SimpleNamespace
from typing import Any

from tests.in_process import environment


def executed(module: str, folder: str = "shared", **facts: object) -> dict[str, Any]:
    """The names of a module in a project with these facts."""
    template = environment().get_template(f"parts/{folder}/{module}.py.jinja")
    source = template.render(slice=SimpleNamespace(fit=SimpleNamespace(**facts)))
    scope: dict[str, Any] = {"__name__": module}
    exec(compile(source, f"{module}.py", "exec", dont_inherit=True), scope)
    return scope
