"""The hook: what Copier's questions and templates can call and read.

While it asks, Copier gets filters, and bad answers that were given beforehand stop it.
While it renders, templates read `slice`, `plan`, `files` and `at`.
"""

import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

import yaml
from copier import _user_data
from copier.errors import UserMessageError
from copier_template_extensions import ContextHook
from jinja2 import Environment, pass_context
from jinja2.runtime import Context

from .plan import Plan
from .spec import interview, questions
from .spec.answers import Answers
from .spec.availability import available
from .spec.code import module, organised
from .spec.loading import Values
from .spec.problem import Problem
from .spec.slice import Slice

ROOT = Path(__file__).parent.parent
RENDER, PROMPT = "render", "prompt"


class Generator(ContextHook):
    """One for every copy that Copier makes; an update makes three."""

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment)
        environment.filters.update(_filters())
        self._rendering = False
        self._checked = ""
        self._made: tuple[str, dict[str, Any]] = ("", {})
        _replace_yaml()

    def hook(self, context: dict[str, Any]) -> None:
        """Add what templates read, or stop with one line."""
        phase = str(context["_copier_phase"])
        try:
            if phase == PROMPT or "approve" not in context:
                self._check(context, phase)
            else:
                context.update(self._product(context, phase))
        except Problem as problem:
            raise UserMessageError(str(problem)) from problem

    def _check(self, context: Mapping[str, Any], phase: str) -> None:
        """Refuse what was given, as soon as it can be known to be wrong.

        Copier tells a bad answer to a question in a traceback unless it was typed, so
        this comes first. It looks at `_copier_answers`, since the context also has
        what a validator is just asked about.
        """
        conf = context["_copier_conf"]
        state = repr((phase, conf["data"], context["_copier_answers"]))
        if state != self._checked:
            for wrong in _wrong(conf, context["_copier_answers"], phase):
                raise UserMessageError(wrong)
            self._checked = state

    def _product(self, context: Mapping[str, Any], phase: str) -> dict[str, Any]:
        """Make what templates read, once for the same answers."""
        state = repr(_answered(context))
        if self._made[0] != state:
            self._made = (state, _product(context))
        if phase == RENDER and not self._rendering:
            self._rendering = True
            _check_start(context)
        return self._made[1]


def _answered(context: Mapping[str, Any]) -> dict[str, Any]:
    return {name: context[name] for name in questions.NAMES if name in context}


def _product(context: Mapping[str, Any]) -> dict[str, Any]:
    slice_ = Slice.of(Answers.of(context))
    plan = Plan.of(slice_)
    return {"slice": slice_, "plan": plan, "files": plan.files, "at": plan.at}


# What stops it ----------------------------------------------------------------


def _wrong(
    conf: Mapping[str, Any],
    answered: Mapping[str, Any],
    phase: str,
) -> Iterator[str]:
    given = {name: conf["data"][name] for name in conf["data"] if name[:1] != "_"}
    known = {**given, **answered}
    if not _is_temporary(_folder(conf)):
        yield from _unknown(given)
    for name in questions.NAMES:
        if name in given:
            yield from filter(None, [interview.problem(name, known)])
    if phase == PROMPT:
        yield from _wrong_before_asking(known, set(given), conf)


def _unknown(given: Mapping[str, Any]) -> Iterator[str]:
    strange = [name for name in given if name not in questions.NAMES]
    ours = _asked_by_the_house() if strange else set()
    return (interview.unknown(name, ours) for name in strange if name not in ours)


def _wrong_before_asking(
    known: Mapping[str, Any],
    given: set[str],
    conf: Mapping[str, Any],
) -> Iterator[str]:
    if known.get("project_state") == "new":
        yield from filter(None, [_in_the_way(_folder(conf), ".copier-answers*.yml")])
    if conf["defaults"]:
        yield from _wrong_without_asking(known, given)


def _wrong_without_asking(known: Mapping[str, Any], given: set[str]) -> Iterator[str]:
    """Nobody will be there to correct what is missing or no longer accepted."""
    if "resource" not in known:
        yield "resource: is missing; accepted: -d resource=… with a noun like order_item"
    for name in questions.NAMES:
        if name in known and name not in given and name not in questions.ELIGIBLE:
            yield from filter(None, [interview.recorded_problem(name, known)])


def _check_start(context: Mapping[str, Any]) -> None:
    conf = context["_copier_conf"]
    if not Answers.of(context).approve:
        raise UserMessageError("Plan declined; nothing was written.")
    is_new = context["project_state"] == "new"
    if is_new and (wrong := _in_the_way(_folder(conf), str(conf["answers_file"]))):
        raise UserMessageError(wrong)


def _in_the_way(folder: Path, ours: str) -> str:
    """Say what keeps a new project out of `folder`; one of ours may be renewed."""
    if folder.exists() and not folder.is_dir():
        return f"{folder} is a file; accepted: a new or empty folder"
    found = sorted(path.name for path in folder.glob("*") if path.name != ".git")
    if not found or any(folder.glob(ours)):
        return ""
    return f"{folder} is not empty, it has {found[0]}; accepted: a new or empty folder"


def _folder(conf: Mapping[str, Any]) -> Path:
    return Path(conf["dst_path"])


def _is_temporary(folder: Path) -> bool:
    """Whether an update renders here, with answers that it gathered itself."""
    return folder.is_relative_to(tempfile.gettempdir()) and any(
        part.startswith("copier.") and "_copy." in part for part in folder.parts
    )


def _asked_by_the_house() -> set[str]:
    """Names of the questions that a fork adds."""
    documents = (yaml.safe_load(file.read_bytes()) for file in ROOT.glob("house/*.yml"))
    return {name for document in documents for name in document or {}}


# What questions call ----------------------------------------------------------


def _filters() -> dict[str, Callable[..., Any]]:
    return {
        "asked": _about(interview.asked),
        "eligible": _about(interview.choices),
        "imports": organised,
        "module": module,
        "preview": preview,
        "problem": problem,
        "proposed": _about(interview.proposed),
        "recorded": interview.recorded,
        "unavailable": unavailable,
    }


def _about(
    function: Callable[[str, Mapping[str, object]], Any],
) -> Callable[[Context, str], Any]:
    """Let a template call it with the name of an answer alone."""

    @pass_context
    def filter_(context: Context, name: str) -> Any:
        return function(name, context.get_all())

    return filter_


@pass_context
def problem(context: Context, name: str) -> str:
    """Say what is wrong with an answer; Copier says before that which one it is."""
    return interview.problem(name, context.get_all()).removeprefix(f"{name}: ")


def unavailable(value: str, name: str) -> str:
    """Say why a choice cannot be chosen, or nothing."""
    return "" if available(name, value) else "not available yet"


@pass_context
def preview(context: Context, _plan: str) -> str:
    """What the user approves."""
    try:
        return str(_product(context.get_all())["plan"].text)
    except Problem as problem:
        raise UserMessageError(str(problem)) from problem


# What Copier does not do itself -----------------------------------------------


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
        return str(yaml.safe_dump(value, sort_keys=False, **options))


def _replace_yaml() -> None:
    """Let Copier read and show YAML as the interview does.

    Copier sorts mappings for correction. The order of fields is an answer too: sorted on
    the screen, an update that was waved through would move every field of the generated
    code. It tells bad YAML as "Invalid input"; a validator says what is wrong, and where.
    """
    setattr(_user_data, "yaml", _Yaml("yaml"))  # noqa: B010
