"""The checks that a project configures, and what each of them finds.

A finding is a path, a code and a message, without the line: what moves is not new.
"""

import configparser
import re
import tempfile
import tomllib
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import yaml

from .place import Place, Said

TAIL = 400
"""How much of an output is told where it has no findings."""
HOOKS = ".pre-commit-config.yaml"
NO_TESTS = 5
"""The exit status of pytest where it collects nothing."""


@dataclass(frozen=True)
class Result:
    """What a check finds, and a word about it."""

    findings: Mapping[str, str]
    """What is red, by what makes it the same as before; and more about it."""
    word: str = ""


@dataclass(frozen=True)
class Check:
    """A check by its name."""

    name: str
    run: Callable[[], Result]


@dataclass(frozen=True)
class Tool:
    """A linter, a formatter or a type checker, and where it says that it is used."""

    name: str
    command: tuple[str, ...]
    section: str
    hook: str
    finding: str
    """The lines of its output that are findings."""
    files: tuple[str, ...] = ()


LINE = r"^(?P<path>[^\s:][^:\n]*\.pyi?):\d+(?::\d+)?:? (?P<text>.+)$"
REFORMATTED = r"^[Ww]ould reformat:? (?P<path>\S+)(?P<text>)$"
TOOLS = (
    Tool(
        "ruff check",
        ("ruff", "check", "--no-cache", "--output-format=concise"),
        "ruff",
        "ruff|ruff-check",
        LINE,
        ("ruff.toml", ".ruff.toml"),
    ),
    Tool(
        "ruff format",
        ("ruff", "format", "--check", "--no-cache"),
        "ruff.format",
        "ruff-format",
        REFORMATTED,
    ),
    Tool("flake8", ("flake8",), "flake8", "flake8", LINE, (".flake8",)),
    Tool("black", ("black", "--check", "."), "black", "black", REFORMATTED),
    Tool(
        "isort",
        ("isort", "--check-only", "."),
        "isort",
        "isort",
        r"^ERROR: (?P<path>\S+\.py) (?P<text>.+)$",
        (".isort.cfg",),
    ),
    Tool(
        "mypy",
        ("mypy", "--no-error-summary", "--hide-error-context", "--no-pretty"),
        "mypy",
        "mypy",
        r"^(?P<path>[^\s:][^:\n]*\.pyi?):\d+(?::\d+)?: (?P<text>error: .+)$",
        ("mypy.ini", ".mypy.ini"),
    ),
    Tool(
        "pyright",
        ("pyright",),
        "pyright",
        "pyright",
        r"^\s+(?P<path>\S+\.pyi?):\d+:\d+ - (?P<text>error: .+)$",
        ("pyrightconfig.json",),
    ),
)


def tools(place: Place, project: Mapping[str, Any]) -> Iterator[Check]:
    """The tools that the project configures, each in the folder that says so."""
    for tool in TOOLS:
        if folder := _home(tool, place):
            run = partial(_tool, tool, place, folder, _package(project))
            yield Check(tool.name, run)


def _home(tool: Tool, place: Place) -> Path | None:
    """The folder whose configuration names a tool."""
    for folder in dict.fromkeys((place.folder, place.root, place.repository)):
        own = any((folder / name).is_file() for name in tool.files)
        if own or _has_section(folder, tool.section):
            return folder
    hooks = {one for at in (place.folder, place.repository) for one in _hooks(at)}
    return place.folder if any(re.fullmatch(tool.hook, one) for one in hooks) else None


def _has_section(folder: Path, dotted: str) -> bool:
    found: Any = _toml(folder / "pyproject.toml").get("tool", {})
    for part in dotted.split("."):
        found = found.get(part) if isinstance(found, dict) else None
    if found is not None:
        return True
    parser = configparser.RawConfigParser(strict=False)
    parser.read([folder / "setup.cfg", folder / "tox.ini"], encoding="utf-8")
    return parser.has_section(dotted)


def _toml(file: Path) -> dict[str, Any]:
    return tomllib.loads(file.read_text("utf-8")) if file.is_file() else {}


def _hooks(folder: Path) -> Iterator[str]:
    """The hooks of pre-commit."""
    file = folder / HOOKS
    if file.is_file():
        for repository in yaml.safe_load(file.read_text("utf-8")).get("repos") or ():
            yield from (str(hook["id"]) for hook in repository.get("hooks") or ())


def _package(project: Mapping[str, Any]) -> str:
    """What is checked where the configuration of types names no files."""
    module = str(project["app"]).partition(":")[0]
    package = module.partition(".")[0]
    root = "" if project["root"] == "." else f"{project['root']}/"
    return f"{root}{package}" if "." in module else f"{root or '.'}"


def _tool(tool: Tool, place: Place, folder: Path, package: str) -> Result:
    module, *arguments = tool.command
    if not place.has(module):
        return Result({}, "not installed")
    if tool.section == "mypy" and not _names_files(folder):
        arguments = [*arguments, package]
    said = place.module(module, *arguments, folder=folder)
    found = dict.fromkeys(findings(tool.finding, said.text), "")
    if said.status and not found:
        found = {f"{module} exits with {said.status}": _end(said)}
    return Result(found, _count(len(found), "finding"))


def _names_files(folder: Path) -> bool:
    own = _toml(folder / "pyproject.toml").get("tool", {}).get("mypy", {})
    parser = configparser.RawConfigParser(strict=False)
    parser.read([folder / one for one in ("setup.cfg", "mypy.ini", ".mypy.ini")])
    options = parser.options("mypy") if parser.has_section("mypy") else ()
    return bool({*own, *options} & {"files", "packages", "modules"})


def findings(pattern: str, text: str) -> Iterator[str]:
    for match in re.finditer(pattern, text, re.MULTILINE):
        yield f"{match['path']}: {_without_lines(match['text'])}".removesuffix(": ")


def _without_lines(text: str) -> str:
    """A message without the lines that it refers to."""
    return re.sub(r"\bline \d+", "line", text)


# Migrations ---------------------------------------------------------------------


def alembic(place: Place, ini: str, *command: str) -> Check:
    """A command of Alembic, in the folder of its configuration."""
    file = place.folder / ini
    options = () if file.name == "alembic.ini" else ("-c", file.name)

    def run() -> Result:
        said = place.module("alembic", *options, *command, folder=file.parent)
        if not said.status:
            return Result({}, "ok")
        lines = [line for line in said.text.splitlines() if line.strip()]
        failed = [line for line in lines if line.startswith("FAILED")] or lines[-1:]
        parts = [one for line in failed for one in differences(line)]
        return Result(dict.fromkeys(parts, ""), "failed")

    return Check(f"alembic {' '.join(command)}", run)


def differences(line: str) -> Iterator[str]:
    """The differences that `alembic check` names in one line, one by one."""
    head, separator, rest = line.partition("New upgrade operations detected: ")
    if not separator:
        yield line
        return
    for part in re.split(r"(?<=\)), (?=\[?\()|\], \[", rest.strip("[]")):
        yield re.sub(r"0x[0-9a-f]+", "0x", f"{head}{separator}{part}")


# The suite ----------------------------------------------------------------------

PYTEST = ("pytest.ini", "pyproject.toml", "tox.ini", "setup.cfg")
GATE = re.compile(
    r"^(?:FAIL |ERROR: )?.*[Rr]equired test coverage of .*not reached.*$", re.MULTILINE
)


def suite(place: Place, arguments: str) -> Check:
    """The project's own tests, with its own options."""
    return Check("pytest", partial(_suite, place, _home_of_tests(place), arguments))


def _home_of_tests(place: Place) -> Path:
    for folder in dict.fromkeys((place.folder, place.root)):
        for section in ("pytest", "pytest.ini_options", "tool:pytest"):
            if (folder / "pytest.ini").is_file() or _has_section(folder, section):
                return folder
    return place.folder


def _suite(place: Place, folder: Path, arguments: str) -> Result:
    with tempfile.TemporaryDirectory(prefix="adopt-") as reports:
        report = Path(reports) / "report.xml"
        options = ("-p", "no:cacheprovider", "--tb=short", f"--junitxml={report}")
        said = place.module("pytest", *options, *arguments.split(), folder=folder)
        if not report.is_file():
            return Result({"pytest does not start": _end(said)}, "failed")
        return reported(ET.parse(report).getroot(), said)  # noqa: S314, it is pytest's


def reported(report: ET.Element, said: Said) -> Result:
    cases = list(report.iter("testcase"))
    red = {
        f"{case.get('classname')}.{case.get('name')}": _first_line(problem)
        for case in cases
        for problem in (*case.iter("failure"), *case.iter("error"))
    }
    gates = dict.fromkeys(
        (_without_numbers(one) for one in GATE.findall(said.text)), ""
    )
    if said.status not in {0, NO_TESTS} and not red and not gates:
        gates = {f"pytest exits with {said.status}": _end(said)}
    skipped = sum(1 for case in cases if case.find("skipped") is not None)
    passed = f"{len(cases) - skipped - len(red)} passed"
    return Result({**red, **gates}, f"{passed}, {len(red)} failed" if red else passed)


def _first_line(problem: ET.Element) -> str:
    lines = (problem.get("message") or "").strip().splitlines()
    return lines[0][:TAIL] if lines else ""


def _without_numbers(text: str) -> str:
    return re.sub(r"0x[0-9a-f]+|[0-9a-f]{8}-[0-9a-f-]{27}|\d+(?:\.\d+)?", "#", text)


def _end(said: Said) -> str:
    return " ".join(said.text.split())[-TAIL:]


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
