"""The rules of the templates, the questions and the extensions, where a machine can check them.

A rule is a function from a text to what is wrong with it. Each is tried on a text that
breaks it, since a check that cannot fail is a defect.
"""

import ast
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeAlias

import pytest
import yaml
from jinja2 import Environment, meta, nodes

from tests.conftest import ROOT

Rule: TypeAlias = Callable[[str], Iterator[str]]

TEMPLATE, PARTS, INTERVIEW, EXTENSIONS = (
    ROOT / folder for folder in ("template", "parts", "interview", "extensions")
)
SUFFIX = ".jinja"
SHORT = 20
MOST_CONTROL = 0.1
MOST_IN_PART = 6
DEEPEST = 2
MOST_INLINE = 3
FILTERS = {"fitted", "imports", "module", "recorded", "tested"}
NAMES = {"slice", "plan", "files", "at"}
IN_PARTS = {"route", "action", "test"}
"""What the loops that include parts call their turns."""

MORE_CONTROL = {
    "{{ files.fitted_conftest }}": 5,
    "{{ files.fitted_tests }}": 11,
    "{{ files.examples }}": 8,
    "{{ files.test_access }}": 5,
    "{{ files.test_conftest }}": 5,
    "{{ files.test_list }}": 8,
    "{{ files.test_nested }}": 5,
    "{{ files.test_references }}": 5,
    "{{ files.test_replace }}": 5,
    "{{ files.test_update }}": 5,
}
"""Lines of control of templates that are loops over parts. A number here may only fall."""

ENVIRONMENT = Environment(trim_blocks=True, lstrip_blocks=True)


def parsed(text: str) -> nodes.Template:
    return ENVIRONMENT.parse(text)


# Rules of any file of the template --------------------------------------------


def plain_text(text: str) -> Iterator[str]:
    """LF at the end of every line, and no space before it."""
    if "\r" in text:
        yield "has line ends of Windows"
    if text and (not text.endswith("\n") or text.endswith("\n\n")):
        yield "does not end with one line end"
    for number, line in enumerate(text.split("\n"), 1):
        if line != line.rstrip():
            yield f"{number}: has spaces at its end"


def no_tabs(text: str) -> Iterator[str]:
    """But in makefiles, which need them."""
    if "\t" in text:
        yield "has a tab"


# Rules of templates -----------------------------------------------------------


def own_lines(text: str) -> Iterator[str]:
    """A control tag has a line of its own."""
    for number, line in enumerate(text.splitlines(), 1):
        if "{%" in line and not re.fullmatch(r"\s*{%[^%]*%}", line):
            yield f"{number}: a control tag shares its line"


def few_tags(text: str) -> Iterator[str]:
    """Under a tenth of the lines are control, in all that is longer than a screenful."""
    lines = text.splitlines()
    if len(lines) > SHORT and control(text) >= MOST_CONTROL * len(lines):
        yield f"{control(text)} of {len(lines)} lines are control"


def control(text: str) -> int:
    return sum("{%" in line for line in text.splitlines())


def few_tags_in_part(text: str) -> Iterator[str]:
    """A part has a loop or two: what varies more is two parts."""
    if control(text) > MOST_IN_PART:
        yield f"{control(text)} lines are control"


def shallow(text: str) -> Iterator[str]:
    """Control nests at most two deep."""
    yield from _too_deep(parsed(text), 0)


def _too_deep(node: nodes.Node, depth: int) -> Iterator[str]:
    for child in node.iter_child_nodes():
        is_branch = isinstance(node, nodes.If) and child in node.elif_
        deeper = isinstance(child, nodes.If | nodes.For | nodes.FilterBlock)
        inside = depth + (deeper and not is_branch)
        if inside > DEEPEST:
            yield f"{child.lineno}: nests {inside} deep"
        yield from _too_deep(child, inside)


def few_kinds(text: str) -> Iterator[str]:
    """Only substitution, if, for, the one filter block, and parts that Python chose."""
    known = nodes.Output | nodes.If | nodes.For | nodes.FilterBlock
    for node in parsed(text).find_all(nodes.Stmt):
        is_part = isinstance(node, nodes.Include) and is_dotted(node.template)
        if not isinstance(node, known) and not is_part:
            yield f"{node.lineno}: {type(node).__name__} is not used here"


def named_conditions(text: str) -> Iterator[str]:
    """A condition is one named property, and a loop goes over one."""
    template = parsed(text)
    conditions: list[nodes.If | nodes.CondExpr] = [*template.find_all(nodes.If)]
    conditions += template.find_all(nodes.CondExpr)
    for node in conditions:
        if not is_dotted(node.test):
            yield f"{node.lineno}: a condition is one named property"
    for loop in template.find_all(nodes.For):
        if not is_dotted(loop.iter) or loop.test or loop.else_ or loop.recursive:
            yield f"{loop.lineno}: a loop goes over one named property"


def simple_expressions(text: str) -> Iterator[str]:
    """An expression is a name, a call with literals, or a choice between such."""
    for output in parsed(text).find_all(nodes.Output):
        for node in output.nodes:
            if not isinstance(node, nodes.TemplateData) and not is_simple(node):
                yield f"{node.lineno}: this expression belongs into Python"


def is_dotted(node: nodes.Node | None) -> bool:
    while isinstance(node, nodes.Getattr):
        node = node.node
    return isinstance(node, nodes.Name)


def is_simple(node: nodes.Node) -> bool:
    match node:
        case nodes.CondExpr(expr1=this, expr2=that):
            return all(is_simple(one) for one in (this, that) if one is not None)
        case nodes.Call(node=called, dyn_args=None, dyn_kwargs=None):
            given = [*node.args, *(pair.value for pair in node.kwargs)]
            return is_dotted(called) and all(
                isinstance(it, nodes.Const) for it in given
            )
        case nodes.Filter(node=filtered, args=[], kwargs=[]):
            return is_dotted(filtered) and node.name in FILTERS
    return isinstance(node, nodes.Const) or is_dotted(node)


def known_filters(text: str) -> Iterator[str]:
    """Filters are ours, and each is one call."""
    for node in parsed(text).find_all(nodes.Filter):
        if node.name not in FILTERS or not all(map(is_dotted, node.args)):
            yield f"{node.lineno}: the filter {node.name} is not used here"


def few_inline_ifs(text: str) -> Iterator[str]:
    """Inline ifs are for what is not worth a line."""
    found = len(list(parsed(text).find_all(nodes.CondExpr)))
    if found > MOST_INLINE:
        yield f"has {found} inline ifs"


def known_names(text: str) -> Iterator[str]:
    """Templates read the slice, the plan, its files and folders, and Copier."""
    for name in sorted(meta.find_undeclared_variables(_without_filters(text))):
        if name not in NAMES | IN_PARTS and not name.startswith("_copier_"):
            yield f"{name} is no name that templates read"


def _without_filters(text: str) -> nodes.Template:
    """Jinja looks for undeclared names by compiling, for which it wants the filters."""
    environment = Environment()
    environment.filters |= dict.fromkeys(FILTERS, str)
    return environment.parse(text)


# What they are tried on -------------------------------------------------------

ANY_FILE: list[Rule] = [plain_text]
ANY_BUT_MAKEFILES: list[Rule] = [no_tabs]
TEMPLATES: list[Rule] = [
    own_lines,
    shallow,
    few_kinds,
    named_conditions,
    simple_expressions,
    known_filters,
    few_inline_ifs,
    known_names,
]

BROKEN: list[tuple[Rule, str]] = [
    (plain_text, "a\r\n"),
    (plain_text, "a"),
    (plain_text, "a\n\n"),
    (plain_text, "a \nb\n"),
    (no_tabs, "\ta\n"),
    (own_lines, "a {% if slice.x %}\n{% endif %}\n"),
    (own_lines, "{% if slice.x %}b{% endif %}\n"),
    (few_tags, "{% if slice.x %}\n{% endif %}\n" * 2 + "a\n" * 30),
    (few_tags_in_part, "{% if slice.x %}\n{% endif %}\n" * 4),
    (
        shallow,
        "{% if a %}{% if b %}{% if c %}{% endif %}{% endif %}{% endif %}",
    ),
    (
        shallow,
        "{% if a %}{% elif b %}{% for c in d %}{% if e %}{% endif %}{% endfor %}{% endif %}",
    ),
    (few_kinds, "{% set a = slice.x %}"),
    (few_kinds, "{% macro a() %}{% endmacro %}"),
    (few_kinds, "{% include 'a' %}"),
    (named_conditions, "{% if not slice.x %}{% endif %}"),
    (named_conditions, "{% if slice.x and slice.y %}{% endif %}"),
    (named_conditions, "{% if slice.x == 1 %}{% endif %}"),
    (named_conditions, "{% if slice.x | length %}{% endif %}"),
    (named_conditions, "{% if slice.x() %}{% endif %}"),
    (named_conditions, "{% if slice.x %}{% elif slice.y > 1 %}{% endif %}"),
    (named_conditions, "{{ 'a' if slice.x in slice.y }}"),
    (named_conditions, "{% for a in slice.x.items() %}{% endfor %}"),
    (named_conditions, "{% for a in slice.x if a %}{% endfor %}"),
    (simple_expressions, "{{ slice.x + 1 }}"),
    (simple_expressions, "{{ slice.x | upper }}"),
    (simple_expressions, "{{ slice.x(slice.y) }}"),
    (simple_expressions, "{{ slice.x[0] }}"),
    (simple_expressions, "{{ slice.x ~ 'a' }}"),
    (known_filters, "{% filter upper %}{% endfilter %}"),
    (few_inline_ifs, "{{ 'a' if slice.x }}" * 4),
    (known_names, "{{ layout }}"),
    (known_names, "{% if package %}{% endif %}"),
]

GOOD = """\
{% filter imports(slice.package) %}
{% for line in slice.lines %}
{{ line }} {{ slice.call("a", deep=1) }} {{ "a" if slice.x else slice.y }}
{% endfor %}
{% endfilter %}
{% if slice.x %}
{{ _copier_answers | recorded }}
{% elif slice.y %}
{{ files.router }}
{% endif %}
"""


@pytest.mark.parametrize(("rule", "text"), BROKEN)
def test_a_rule_notices_what_breaks_it(rule: Rule, text: str) -> None:
    assert list(rule(text)) != []


@pytest.mark.parametrize("rule", TEMPLATES)
def test_a_rule_lets_pass_what_keeps_it(rule: Rule) -> None:
    assert list(rule(GOOD)) == []


# The template -----------------------------------------------------------------


def files(pattern: str = "*", *folders: Path) -> list[Path]:
    found = (
        path for folder in folders or (TEMPLATE,) for path in folder.rglob(pattern)
    )
    return sorted(path for path in found if path.is_file())


def named(path: Path) -> str:
    folder = PARTS if path.is_relative_to(PARTS) else TEMPLATE
    return path.relative_to(folder).as_posix()


def broken(rule: Rule, paths: list[Path]) -> list[str]:
    assert paths
    return [
        f"{named(path)}: {wrong}"
        for path in paths
        for wrong in rule(path.read_bytes().decode())
    ]


@pytest.mark.parametrize("rule", ANY_FILE)
def test_every_file_keeps(rule: Rule) -> None:
    assert broken(rule, files()) == []


@pytest.mark.parametrize("rule", ANY_BUT_MAKEFILES)
def test_every_file_but_makefiles_keeps(rule: Rule) -> None:
    assert broken(rule, [path for path in files() if "Makefile" not in path.name]) == []


@pytest.mark.parametrize("rule", TEMPLATES)
def test_every_template_keeps(rule: Rule) -> None:
    assert broken(rule, files(f"*{SUFFIX}", TEMPLATE, PARTS)) == []


def test_every_template_has_few_control_tags() -> None:
    every = files(f"*{SUFFIX}")
    paths = [path for path in every if _id(path) not in MORE_CONTROL]

    assert broken(few_tags, paths) == []


def test_every_part_has_few_control_tags() -> None:
    assert broken(few_tags_in_part, files(f"*{SUFFIX}", PARTS)) == []


def test_exceptions_shrink_and_go() -> None:
    found = {
        _id(path): control(path.read_text("utf-8"))
        for path in files(f"*{SUFFIX}")
        if any(few_tags(path.read_text("utf-8")))
    }

    assert {name: found.get(name) for name in MORE_CONTROL} == MORE_CONTROL


def _id(path: Path) -> str:
    return named(path).removesuffix(SUFFIX)


def test_no_path_has_a_character_that_windows_forbids() -> None:
    assert [
        named(path) for path in files() if set(named(path)) & set('<>:"\\|?*')
    ] == []


def test_a_path_is_made_of_names() -> None:
    for rule in (simple_expressions, known_names):
        assert [wrong for path in files() for wrong in rule(named(path))] == []
    assert not any("{%" in named(path) for path in files())


def test_what_is_no_template_has_no_tags() -> None:
    plain = [path for path in files() if path.suffix != SUFFIX]

    assert [named(path) for path in plain if "{%" in path.read_text("utf-8")] == []


# The interview ----------------------------------------------------------------

QUESTIONS = {
    name: question
    for path in sorted(INTERVIEW.glob("*.yml"))
    for name, question in yaml.safe_load(path.read_text("utf-8")).items()
}
CALL = re.compile(r"{{ '(\w+)' \| (\w+)(\('\w+'\))? }}")
"""One filter over one name."""


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_has_a_help_of_one_line(name: str) -> None:
    line = QUESTIONS[name]["help"].removeprefix("{{ 'plan' | preview }}\n")

    assert line
    assert "\n" not in line
    assert "{" not in line.replace("{}", "")


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_choice_states_its_consequence(name: str) -> None:
    labels = QUESTIONS[name].get("choices", {})

    assert isinstance(labels, dict) or CALL.fullmatch(labels)
    assert [
        label for label in labels if isinstance(labels, dict) and " – " not in label
    ] == []


@pytest.mark.parametrize("name", QUESTIONS)
@pytest.mark.parametrize("key", ["default", "validator", "when", "choices"])
def test_a_question_holds_no_logic(key: str, name: str) -> None:
    for text in _texts(QUESTIONS[name].get(key)):
        assert "{" not in text or "{%" not in text
        assert "{{" not in text or CALL.fullmatch(text), text


def _texts(value: object) -> Iterator[str]:
    """Every text in an answer of a question's key."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)


# The extensions ---------------------------------------------------------------

LIBRARIES = set(
    "copier copier_template_extensions jinja2 pydantic pydantic_core yaml".split(),
)
"""What Copier and its extension for extensions bring."""
PURE = ("spec", "survey")
IMPURE = set(
    """
    asyncio code codeop concurrent copier copier_template_extensions ctypes ftplib
    http importlib jinja2 mmap multiprocessing os pickle pkgutil pty runpy shelve shutil
    signal smtplib socket socketserver ssl subprocess tempfile threading urllib webbrowser
    """.split(),
)
"""What would run, fetch or change something, or ask Copier what it thinks."""
READS_FILES = {"os", "tokenize"}
"""Which the survey may, since it reads the project."""
DANGEROUS = {"__import__", "compile", "eval", "exec", "getattr_static", "input"}

MODULES = sorted(EXTENSIONS.rglob("*.py"))


def imported(text: str) -> Iterator[str]:
    """The packages of absolute imports."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield str(node.module).partition(".")[0]


def called(text: str) -> Iterator[str]:
    """The names that are called as functions."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield node.func.id


def test_imports_are_found() -> None:
    text = (
        "import os.path, yaml as y\nfrom http import client\nfrom . import a\nf(exec())"
    )

    assert list(imported(text)) == ["os", "yaml", "http"]
    assert set(called(text)) == {"f", "exec"}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_an_extension_imports_itself_and_what_copier_brings(path: Path) -> None:
    allowed = sys.stdlib_module_names | LIBRARIES

    assert set(imported(path.read_text("utf-8"))) <= allowed


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_an_extension_runs_no_text(path: Path) -> None:
    assert DANGEROUS.isdisjoint(called(path.read_text("utf-8")))


@pytest.mark.parametrize(
    "path",
    [path for path in MODULES if path.relative_to(EXTENSIONS).parts[0] in PURE],
    ids=lambda path: path.name,
)
def test_reading_answers_and_projects_runs_nothing(path: Path) -> None:
    may = READS_FILES if "survey" in path.parts else set()

    assert (IMPURE - may).isdisjoint(imported(path.read_text("utf-8")))
