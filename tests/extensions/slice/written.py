"""What a module of tests that was written holds, without running it."""

import ast
from collections.abc import Mapping
from typing import Any

from extensions.slice.slice import Slice
from tests.in_process import file_of


def _tree(artefact: str, slice_: Slice) -> ast.Module:
    return ast.parse(file_of(artefact, slice_))


def assigned(artefact: str, slice_: Slice) -> Mapping[str, ast.expr]:
    """What it assigns to each name, also in its functions."""
    found: dict[str, ast.expr] = {}
    for node in ast.walk(_tree(artefact, slice_)):
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                found[name] = value
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
                found[name] = value
    return found


def constant(artefact: str, slice_: Slice, name: str) -> Any:
    """The literal that it assigns to a name."""
    return ast.literal_eval(assigned(artefact, slice_)[name])


def cases(artefact: str, slice_: Slice) -> Mapping[str, list[Any]]:
    """What decorators give each of its tests: literals, or source where it is none."""
    return {
        function.name: [*map(_literal, function.decorator_list)]
        for function in ast.walk(_tree(artefact, slice_))
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        if function.name.startswith("test_")
    }


def _literal(decorator: ast.expr) -> Any:
    assert isinstance(decorator, ast.Call)
    try:
        return ast.literal_eval(decorator.args[1])
    except ValueError:
        return ast.unparse(decorator.args[1])
