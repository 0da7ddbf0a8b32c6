"""Prove the template on a copy of a project: its own checks before and after.

python -m tools.adopt FOLDER
"""

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from extensions.survey.survey import Survey
from tools.rendering import _copy_template

from . import answers, checks, talk
from .checks import Check, Result
from .place import Place, copied, environment_of

SHOWN = 20
"""New failures of a check that are told."""
BY_HAND = "since it is not safe to. Please add them:"
ANSWERS_FILE = ".copier-answers."
COLOUR = re.compile(r"\x1b\[\d+m")


class Refused(Exception):
    """Nothing can be proved; the message says why."""


@dataclass
class Proof:
    """A project, what is added to its copy, and what its checks say before and after."""

    place: Place
    survey: Survey
    endpoints: Sequence[Mapping[str, Any]]
    login: Mapping[str, Any]
    reset: str = ""
    tests: str = ""
    before: dict[str, Result] = field(default_factory=dict)
    after: dict[str, Result] = field(default_factory=dict)
    changed: list[str] = field(default_factory=list)
    written: list[dict[str, Any]] = field(default_factory=list)
    """The answers of the endpoints that were written."""

    @property
    def project(self) -> Mapping[str, Any]:
        return self.survey.project

    def prove(self) -> None:
        """The checks, the endpoints, the checks again, and requests."""
        say("Before:")
        for check in self.checks(""):
            self.before[check.name] = told(check)
        self.place.commit("what checks leave")
        paths = self._paths()
        say("\nEndpoints:")
        for endpoint in self.endpoints:
            name, result = self._add(endpoint)
            self.after[name] = result
            say(f"  {name}: {result.word}")
        say("\nAfter:")
        for check in self.checks(self._head()):
            self.after[check.name] = told(check)
        self.after["requests"] = told(Check("requests", lambda: self._talk(paths)))

    def checks(self, head: str) -> Iterator[Check]:
        """All checks; with the head that was, also the way back to it."""
        yield from checks.tools(self.place, self.project)
        found = self.project.get("migrations") or {}
        ini = str(found.get("ini") or "") if found.get("heads") else ""
        if self.reset:
            yield Check("reset", self._reset)
        if ini:
            for command in (("upgrade", "head"), ("check",)):
                yield checks.alembic(self.place, ini, *command)
            if head:
                yield checks.alembic(self.place, ini, "downgrade", head)
                yield checks.alembic(self.place, ini, "upgrade", "head")
        yield checks.suite(self.place, self.tests)

    def _head(self) -> str:
        heads = (self.project.get("migrations") or {}).get("heads") or ()
        return "" if heads[1:] else next(iter(heads), "base")

    def _reset(self) -> Result:
        said = self.place.shell(self.reset)
        return Result({said.text[-300:]: ""} if said.status else {}, "ok")

    def _add(self, endpoint: Mapping[str, Any]) -> tuple[str, Result]:
        """Write an endpoint into the copy, as `copier copy --defaults` does."""
        name = (
            f"{endpoint.get('endpoint', 'new_resource')} {endpoint.get('resource', '')}"
        )
        with tempfile.TemporaryDirectory(prefix="adopt-") as work:
            template, data = Path(work) / "template", Path(work) / "answers.yml"
            template.mkdir()
            _copy_template(template)
            data.write_text(yaml.safe_dump(dict(endpoint), sort_keys=False), "utf-8")
            said = _copier(template, data, self.place.folder)
        if said.returncode:
            return name, Result({f"{name} is refused": _reason(said.stdout)}, "refused")
        self.place.commit(name)
        changed = self.place.changed()
        self.changed += changed
        self.written += [
            yaml.safe_load((self.place.folder / path).read_text("utf-8"))
            for path in (line.split("\t")[2] for line in changed)
            if path.startswith(ANSWERS_FILE)
        ]
        if BY_HAND in said.stdout:
            by_hand = said.stdout.partition(BY_HAND)[2].strip()
            return name, Result({f"{name} needs edits by hand": by_hand}, "by hand")
        return name, Result({}, f"{len(changed)} files")

    def _paths(self) -> talk.Paths:
        try:
            return talk.operations(self.place, self.project["app"])
        except talk.Silent as silent:
            say(f"  routes: {silent}")
            return {}

    def _talk(self, before: talk.Paths) -> Result:
        try:
            now = talk.operations(self.place, self.project["app"])
            paths = {path: about for path, about in now.items() if path not in before}
            self._prepare()
            with talk.served(self.place, self.project["app"]) as address:
                return talk.use(address, paths, self.written, self.login)
        except talk.Silent as silent:
            return Result({"requests": str(silent)}, "failed")

    def _prepare(self) -> None:
        """Run what makes the user who logs in."""
        for command in self.login.get("commands") or ():
            said = self.place.shell(command)
            if said.status:
                raise talk.Silent(f"{command}: {said.text[-300:]}")


def new(
    before: Mapping[str, Result], after: Mapping[str, Result]
) -> dict[str, dict[str, str]]:
    """What is red now and was not, by check."""
    return {
        name: {
            key: more
            for key, more in result.findings.items()
            if name not in before or key not in before[name].findings
        }
        for name, result in after.items()
    }


def _copier(
    template: Path, data: Path, folder: Path
) -> "subprocess.CompletedProcess[str]":
    options = ("--trust", "--defaults", "--quiet", f"--data-file={data}")
    return subprocess.run(
        [sys.executable, "-m", "copier", "copy", *options, str(template), str(folder)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )


def _reason(said: str) -> str:
    lines = [line for line in COLOUR.sub("", said).splitlines() if line.strip()]
    return "\n".join(lines[-3:])


def told(check: Check) -> Result:
    """Run a check, and say what it finds."""
    result = check.run()
    say(f"  {check.name}: {result.word}")
    return result


def say(line: str) -> None:
    print(line, flush=True)


# The report ---------------------------------------------------------------------


def report(proof: Proof) -> int:
    """Print what changed and what is new; the exit status."""
    say("\nChanged:")
    for line in proof.changed:
        added, removed, path = line.split("\t")
        say(f"  {path}  +{added} -{removed}")
    red = new(proof.before, proof.after)
    say(f"\n{'check':42} {'before':22} {'after':22} new")
    for name, result in proof.after.items():
        before = proof.before[name].word if name in proof.before else "–"
        say(f"{name:42} {before:22} {result.word:22} {len(red[name])}")
    for name, found in red.items():
        for key, more in list(found.items())[:SHOWN]:
            say(f"\n{name}: {key}" + f"\n    {more}" * bool(more))
    failures = sum(map(len, red.values()))
    say(f"\n{len(proof.after)} checks, {failures} new failures")
    return int(failures > 0)


def main(arguments: Sequence[str] | None = None) -> int:
    """Prove the template on a copy of a project; the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tools.adopt", description=__doc__)
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument(
        "--answers", type=Path, help="answers of endpoints, and a login"
    )
    parser.add_argument("--python", type=Path, help="the project's interpreter")
    parser.add_argument("--env", type=Path, help="a file of settings: NAME=value")
    parser.add_argument(
        "--reset", default="", help="a command that empties its database"
    )
    parser.add_argument("--tests", default="", help="more arguments for pytest")
    parser.add_argument(
        "--keep", type=Path, help="a new folder for the copy, which stays"
    )
    given = parser.parse_args(arguments)
    target = given.keep or Path(tempfile.mkdtemp(prefix="adopt-"))
    try:
        proof = _proof(given, target)
        proof.prove()
        return report(proof)
    except (Refused, answers.NoModel) as refused:
        print(refused, file=sys.stderr)
        return 1
    finally:
        if not given.keep:
            shutil.rmtree(target, ignore_errors=True)


def _proof(given: argparse.Namespace, target: Path) -> Proof:
    source = given.folder.resolve()
    if not Survey.of(source).has_app:
        raise Refused(f"There is no FastAPI application in {source}")
    folder = copied(source, target)
    survey = Survey.of(folder)
    endpoints, login = answers.given(given.answers) if given.answers else ([], {})
    root = folder / survey.project["root"]
    python = given.python or _python(source)
    # Not resolved: the interpreter of an environment is a link.
    python = Path.cwd() / python
    environment = environment_of(python, (root, folder), given.env)
    place = Place(target, folder, root, python, environment)
    place.commit("the project as it is")
    say(f"{survey.project['app']} in a copy of {source}, with {python}\n")
    return Proof(
        place,
        survey,
        endpoints or answers.chosen(survey),
        login,
        given.reset,
        given.tests,
    )


def _python(folder: Path) -> Path:
    """The interpreter of the project's own environment, else this one."""
    own = folder / ".venv" / "bin" / "python"
    return own if own.exists() else Path(sys.executable)


if __name__ == "__main__":
    sys.exit(main())
