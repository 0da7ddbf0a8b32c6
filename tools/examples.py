"""Render the examples again, or check that they are what the template makes today.

python -m tools.examples [--check] [NAME …]
"""

import argparse
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from difflib import unified_diff
from pathlib import Path

from tools.rendering import EXAMPLES, names, render

MADE_BY_USE = {
    ".mypy_cache",
    ".postgres",
    ".pytest_cache",
    ".ruff_cache",
    ".venv",
    "__pycache__",
    "uv.lock",
}
"""What appears where somebody runs an example in its place."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Write or check the examples; the exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m tools.examples", description="Render the examples."
    )
    parser.add_argument(
        "--check",
        action="store_true",
        help="write nothing; exit with 1 where they differ",
    )
    parser.add_argument(
        "names", nargs="*", metavar="NAME", help="all of them by default"
    )
    options = parser.parse_args(arguments)
    chosen = options.names or names()
    return check(chosen) if options.check else write(chosen)


def write(chosen: Sequence[str]) -> int:
    """Render each example in the place of the former one."""
    for name in chosen:
        shutil.rmtree(EXAMPLES / name, ignore_errors=True)
        render(name, EXAMPLES / name)
        print(f"examples/{name}: {len(_files(EXAMPLES / name))} files")
    return 0


def check(chosen: Sequence[str]) -> int:
    """Compare each example with a fresh one, and say what differs."""
    with tempfile.TemporaryDirectory(prefix="examples-") as fresh:
        found = [line for name in chosen for line in _check(name, Path(fresh) / name)]
    print(*found or [f"The examples are up to date: {', '.join(chosen)}"], sep="\n")
    if found:
        print("Run `make examples`, and look at what it changes.")
    return int(bool(found))


def _check(name: str, fresh: Path) -> list[str]:
    render(name, fresh)
    return list(differences(fresh, EXAMPLES / name))


def differences(fresh: Path, kept: Path) -> Iterator[str]:
    """What is missing, too much, or different in a kept tree, a file a line."""
    new, old = _files(fresh), _files(kept)
    for path in sorted(new.keys() | old.keys()):
        if path not in old:
            yield f"examples/{kept.name}/{path}: is missing"
        elif path not in new:
            yield f"examples/{kept.name}/{path}: is no longer written"
        elif new[path] != old[path]:
            yield f"examples/{kept.name}/{path}: differs"
            yield from _diff(old[path], new[path])


def _diff(old: bytes, new: bytes) -> list[str]:
    before, after = (text.decode(errors="replace").splitlines() for text in (old, new))
    lines = unified_diff(before, after, n=0, lineterm="")
    return [f"    {line}" for line in lines if not line.startswith(("---", "+++"))]


def _files(folder: Path) -> dict[str, bytes]:
    paths = (path.relative_to(folder) for path in folder.rglob("*"))
    return {
        path.as_posix(): (folder / path).read_bytes()
        for path in paths
        if (folder / path).is_file() and MADE_BY_USE.isdisjoint(path.parts)
    }


if __name__ == "__main__":
    sys.exit(main())
