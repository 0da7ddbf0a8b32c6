"""Updates every endpoint from the template, one after another: `make update`.

Copier wants a tree without changes, so each endpoint is committed before the next.
At a conflict it stops; once that is resolved and committed, the next run goes on. Only
what is in this folder counts: the repository may hold more.
"""

import argparse
import re
import shlex
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ANSWERS_FILES = ".copier-answers.*.yml"
NEW = "project_state: new"
"""What the endpoint answered that the service was made with: its files come first."""

UNDO = "git reset -q . && git checkout -q HEAD -- . && git clean -fd ."
"""Takes back what is not committed, in this folder alone."""

DIRTY = """\
The tree has changes. Commit or stash them, and run make update again: it goes on.
If they are what an update left that did not end, this takes them back:
  {undo}"""

FAILED = """\
The update of {name} did not end. This takes back what it left, if it left anything:
  {undo}
Then make update begins with it again."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Update the endpoints in their order; the exit status."""
    options = _parser().parse_args(arguments)
    try:
        return _update(options)
    except (OSError, subprocess.CalledProcessError) as error:
        return _stop(str(error))


def _update(options: argparse.Namespace) -> int:
    names = options.endpoints or [_plural(file) for file in in_order()]
    if git("status", "--porcelain", "--", "."):
        return _stop(DIRTY.format(undo=UNDO))
    for number, name in enumerate(names, start=1):
        print(f"{name}, {number} of {len(names)}", flush=True)
        if not updated(name, shlex.split(options.copier), options.ref):
            return _stop(FAILED.format(name=name, undo=UNDO))
        if unmerged := git("ls-files", "--unmerged", "--full-name"):
            return _stop(_conflicts(unmerged, names[number - 1 :]))
        if refusal := commit(name):
            return _stop(_uncommitted(refusal, names[number - 1 :]))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="make update", description=__doc__)
    parser.add_argument("endpoints", nargs="*", help="plurals; all where none is named")
    parser.add_argument("--copier", default="copier", help="the command that runs it")
    parser.add_argument("--ref", default="", help="a version, rather than the newest")
    return parser


def in_order() -> list[Path]:
    """The answers files: that of the service's first endpoint, then as they arrived."""
    options = ["--reverse", "--diff-filter=A", "--format=", "--name-only", "--relative"]
    arrived = git("log", *options, "--", ANSWERS_FILES).splitlines()
    return sorted(
        (file for file in Path().glob(ANSWERS_FILES) if _is_ours(file)),
        key=lambda file: (
            NEW not in file.read_text("utf-8"),
            arrived.index(file.name) if file.name in arrived else len(arrived),
            file.name,
        ),
    )


def _is_ours(file: Path) -> bool:
    """Whether it is of an endpoint, and not of another template."""
    text = file.read_text("utf-8")
    return bool(re.search(rf"(?m)^plural: ['\"]?{_plural(file)}['\"]?$", text))


def _plural(file: Path) -> str:
    return file.name.split(".")[2]


def updated(name: str, copier: Sequence[str], ref: str) -> bool:
    """Let Copier update an endpoint; what is new is asked for in a terminal alone."""
    options = ["--trust", "--skip-answered", "--answers-file", _answers_file(name)]
    options += ["--vcs-ref", ref] if ref else []
    options += [] if sys.stdin.isatty() else ["--defaults"]
    return subprocess.run([*copier, "update", *options], check=False).returncode == 0


def _answers_file(name: str) -> str:
    return ANSWERS_FILES.replace("*", name)


def commit(name: str) -> str:
    """Commit what changed, if anything did; what git says where it refuses."""
    git("add", "--all", ".")
    if not git("diff", "--cached", "--name-only", "--", "."):
        return ""
    text = Path(_answers_file(name)).read_text("utf-8")
    version = re.search(r"(?m)^_commit: (\S+)$", text)
    of = f" to {version[1]} of the template" if version else ""
    done = subprocess.run(
        ["git", "commit", "-q", "-m", f"build: update {name}{of}", "--", "."],
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    said = " ".join(done.stdout.decode(errors="replace").split())
    return (said or f"exit status {done.returncode}") if done.returncode else ""


def git(*arguments: str) -> str:
    """Run git in this folder, and return what it says."""
    done = subprocess.run(["git", *arguments], check=True, stdout=subprocess.PIPE)
    return done.stdout.decode().rstrip("\n")


def _conflicts(unmerged: str, names: Sequence[str]) -> str:
    files = sorted({line.partition("\t")[2] for line in unmerged.splitlines()})
    return "\n".join(
        (
            f"The update of {names[0]} has conflicts:",
            *(f"  {file}" for file in files),
            "Resolve them, and commit: git add --all . && git commit",
            f"Then make update goes on{_with(names[1:])}.",
            f"To undo this update: {UNDO}",
        )
    )


def _uncommitted(refusal: str, names: Sequence[str]) -> str:
    return (
        f"The update of {names[0]} is staged, but git does not commit it: {refusal} - "
        "Commit it (git add --all . && git commit), "
        f"and make update goes on{_with(names[1:])}."
    )


def _with(names: Sequence[str]) -> str:
    return f" with {', '.join(names)}" if names else ", and finds nothing left to do"


def _stop(message: str) -> int:
    print(message, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
