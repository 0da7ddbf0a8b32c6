"""Print the oldest Python at hand that the lowest versions have wheels for.

python -m tools.oldest_python
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from shutil import which

MINORS = (10, 11, 12)
NONE = "No Python 3.10 to 3.12 is at hand: tests with the lowest versions are skipped"
VERSION = "import sys; print(*sys.version_info[:2])"


def main() -> int:
    """Print its path, or that there is none; the exit status."""
    for minor in MINORS:
        for path in places(minor):
            if is_python(path, minor):
                print(path)
                return 0
    print(NONE, file=sys.stderr)
    return 1


def places(minor: int) -> Iterator[str]:
    """Where a Python may be: this one, on the path, or among those of pyenv."""
    yield sys.executable
    if found := which(f"python3.{minor}"):
        yield found
    root = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    yield from map(str, sorted(root.glob(f"versions/3.{minor}.*/bin/python")))


def is_python(path: str, minor: int) -> bool:
    """Whether it is of this version; what is on the path may only stand for one."""
    done = subprocess.run(
        [path, "-c", VERSION], capture_output=True, text=True, check=False
    )
    return done.stdout.split() == ["3", str(minor)]


if __name__ == "__main__":
    sys.exit(main())
