"""Edits of Python modules: imports, routers, and entries of lists.

Only lines that change are written again; a formatter has nothing to say of them where it
had nothing to say before.
"""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeAlias

from ..slice.code import INDENT, natural, quoted
from .safety import NotSafe
from .wrapping import fits, organised

Import: TypeAlias = ast.Import | ast.ImportFrom

# Imports ----------------------------------------------------------------------


def with_import(source: str, statement: str, package: str) -> str:
    """The module with an import in the place where a linter sorts it."""
    tree = _parsed(source)
    if set(_bound(_parsed(statement).body)) <= set(_bound(tree.body)):
        return source
    _check_names(tree, statement)
    block = _block(tree.body)
    if not block:
        return _with_first_import(source, tree, statement)
    lines = source.splitlines(keepends=True)
    start, end = block[0].lineno - 1, _end(block[-1])
    before = "".join(lines[start:end])
    after = f"{before.rstrip()}\n{statement}\n"
    if before.strip() == organised(before, package).strip():
        return "".join([*lines[:start], organised(after, package), *lines[end:]])
    at = _end(_neighbour(block, statement, package))
    return "".join([*lines[:at], statement, "\n", *lines[at:]])


def _bound(nodes: Sequence[ast.stmt]) -> Iterator[tuple[str, str, str]]:
    """What imports bind: the module, the name in it, and the name here."""
    for node in nodes:
        if isinstance(node, ast.ImportFrom):
            module = "." * node.level + (node.module or "")
            for alias in node.names:
                yield module, alias.name, alias.asname or alias.name
        elif isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, "", alias.asname or alias.name


def _check_names(tree: ast.Module, statement: str) -> None:
    """Refuse to bind a name that stands for something else."""
    there = {name for *_, name in _bound(tree.body)} | set(_defined(tree))
    for module, _, name in _bound(_parsed(statement).body):
        if name in there:
            raise NotSafe(f"{name} is not that of {module}")


def _defined(tree: ast.Module) -> Iterator[str]:
    for node in tree.body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name
        else:
            yield from (name for name, _ in _assigned(node))


def _block(body: Sequence[ast.stmt]) -> list[Import]:
    """The imports that follow each other at the top."""
    block: list[Import] = []
    for node in body:
        is_future = isinstance(node, ast.ImportFrom) and node.module == "__future__"
        if isinstance(node, ast.Import | ast.ImportFrom) and not is_future:
            block.append(node)
        elif block:
            break
    return block


def _neighbour(block: list[Import], statement: str, package: str) -> Import:
    """The import after which a new one stands, where the others are not sorted."""
    [(new, *_)] = _bound(_parsed(statement).body)
    modules = {node: next(_bound([node]))[0] for node in block}
    ours = [node for node in block if modules[node].partition(".")[0] == package]
    before = [node for node in ours if natural(modules[node]) <= natural(new)]
    return (before or ours or block)[-1]


def _with_first_import(source: str, tree: ast.Module, statement: str) -> str:
    lines = source.splitlines(keepends=True)
    at = _end(tree.body[0]) if tree.body and _is_docstring(tree.body[0]) else 0
    before = "".join(lines[:at])
    after = "".join(lines[at:]).lstrip("\n")
    gap = "\n" if before else ""
    return f"{before}{gap}{statement}\n" + (f"\n{after}" if after else "")


def _is_docstring(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


# Routers ----------------------------------------------------------------------


def with_router(source: str, alias: str, router: str = "router") -> str:
    """The module with `router.include_router(alias)` after the others of its kind."""
    tree = _parsed(source)
    includes = [node for node in tree.body if _included(node, router)]
    if alias in map(_included_name, includes):
        return source
    made = [node for node in tree.body if router in dict(_assigned(node))]
    if not made:
        raise NotSafe(f"there is no {router}")
    lines = source.splitlines(keepends=True)
    at = _end((includes or made)[-1])
    line = f"{router}.include_router({alias})\n"
    return "".join([*_ended(lines[:at]), line, *lines[at:]])


def _included(node: ast.stmt, router: str) -> bool:
    match node:
        case ast.Expr(
            ast.Call(ast.Attribute(ast.Name(name), "include_router"), [_, *_])
        ):
            return name == router
    return False


def _included_name(node: ast.stmt) -> str:
    match node:
        case ast.Expr(ast.Call(_, [ast.Name(name), *_])):
            return name
    return ""


# Lists ------------------------------------------------------------------------


def with_export(source: str, name: str) -> str:
    """The module with the name in `__all__`, where it has one."""
    if not any(_list(node, "__all__") for node in _parsed(source).body):
        return source
    return with_entry(source, "__all__", quoted(name), order=_export_order)


def with_entry(
    source: str,
    variable: str,
    entry: str,
    order: Callable[[str], Any] | None = None,
) -> str:
    """The module with an entry in a list: in its place if there is an order, or last."""
    found = [made for node in _parsed(source).body if (made := _list(node, variable))]
    if len(found) != 1:
        raise NotSafe(f"there is no list {variable}")
    entries = [ast.get_source_segment(source, item) or "" for item in found[0].elts]
    if _normal(entry) in map(_normal, entries):
        return source
    place = _place(entries, entry, order)
    return _inserted(source, found[0], entries, entry, place)


def _list(node: ast.stmt, variable: str) -> ast.List | ast.Tuple | None:
    value = dict(_assigned(node)).get(variable)
    return value if isinstance(value, ast.List | ast.Tuple) else None


def _normal(entry: str) -> str:
    return ast.dump(ast.parse(entry, mode="eval"))


def _place(entries: list[str], entry: str, order: Callable[[str], Any] | None) -> int:
    if order is None:
        return len(entries)
    keys = [order(one) for one in entries]
    return (
        sum(key < order(entry) for key in keys)
        if keys == sorted(keys)
        else len(entries)
    )


def _export_order(entry: str) -> tuple[int, Any]:
    """Constants, then classes, then the rest, as ruff sorts `__all__`."""
    name = str(ast.literal_eval(entry))
    is_constant = name.isupper() and len(name) > 1
    return (0 if is_constant else 1 if name[:1].isupper() else 2), natural(name)


def _inserted(
    source: str,
    value: ast.List | ast.Tuple,
    entries: list[str],
    entry: str,
    place: int,
) -> str:
    lines = source.splitlines(keepends=True)
    first, last = value.lineno, _end(value)
    starts = [item.lineno for item in value.elts]
    if first == last:
        return _rewritten(lines, value, [*entries[:place], entry, *entries[place:]])
    if len(set(starts)) < len(starts) or {first, last} & set(starts):
        raise NotSafe("the list is not written one entry a line")
    indent = re.match(r"\s*", lines[starts[0] - 1] if starts else INDENT)
    assert indent is not None
    new = f"{indent[0]}{entry},\n"
    if place < len(starts):
        at = starts[place] - 1
        return "".join([*lines[:at], new, *lines[at:]])
    if value.elts:
        _end_with_comma(lines, value.elts[-1])
    return "".join([*lines[: last - 1], new, *lines[last - 1 :]])


def _end_with_comma(lines: list[str], item: ast.expr) -> None:
    at, column = _end(item) - 1, item.end_col_offset or 0
    line = lines[at].encode()
    rest = line[column:].decode()
    if not rest.lstrip().startswith(","):
        lines[at] = line[:column].decode() + "," + rest


def _rewritten(lines: list[str], value: ast.expr, entries: list[str]) -> str:
    """A list of one line, with one more entry: on as many lines as that takes."""
    at = value.lineno - 1
    line = lines[at].encode()
    before = line[: value.col_offset].decode()
    opening = line[value.col_offset : value.col_offset + 1].decode()
    closing = "]" if opening == "[" else ")"
    after = line[value.end_col_offset :].decode()
    if opening not in "[(":
        raise NotSafe("the list has no brackets")
    flat = f"{before}{opening}{', '.join(entries)}{closing}{after}"
    if not fits(flat.rstrip("\n")):
        inner = "".join(f"{INDENT}{entry},\n" for entry in entries)
        flat = f"{before}{opening}\n{inner}{closing}{after}"
    return "".join([*lines[:at], flat, *lines[at + 1 :]])


# Trees ------------------------------------------------------------------------


def _parsed(source: str) -> ast.Module:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the project's code, not of ours
        try:
            return ast.parse(source)
        except (SyntaxError, ValueError, RecursionError) as error:
            raise NotSafe("it is not Python that can be read") from error


def _assigned(node: ast.stmt) -> Iterator[tuple[str, ast.expr]]:
    match node:
        case ast.Assign([ast.Name(name)], value):
            yield name, value
        case ast.AnnAssign(ast.Name(name), value=ast.expr() as value):
            yield name, value


def _end(node: ast.stmt | ast.expr) -> int:
    """The number of lines up to the end of a node."""
    return node.end_lineno or node.lineno


def _ended(lines: list[str]) -> list[str]:
    """The lines, also the last one with a line end."""
    if lines and not lines[-1].endswith("\n"):
        return [*lines[:-1], f"{lines[-1]}\n"]
    return lines
