"""The hook: what Copier's questions and templates can call and read.

While it asks, Copier gets filters, and bad answers that were given beforehand stop it.
While it renders, templates read `slice`, `plan`, `files` and `at`.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeAlias

from copier.errors import UserMessageError
from copier_template_extensions import ContextHook
from jinja2 import Environment, pass_context
from jinja2.runtime import Context

from . import checks
from .answers import interview, questions
from .answers.answers import Answers
from .answers.problem import Problem
from .answers.tables import unread, with_tables
from .copier_internals import Foreign, replace_yaml
from .destination import Destination
from .house import House
from .journal import Journal
from .plan.plan import Plan
from .plan.preview import described
from .plan.recorded import plan_in
from .plan.remains import REMOVE, check_way
from .revisions import outlook
from .revisions.line import migration_of
from .ruff import check_ruff
from .slice.literals import literal
from .slice.slice import Slice
from .slice.unasync import unasync

ROOT = Path(__file__).parent.parent
REVISIONS = "revisions"
RENDER, PROMPT, MIGRATE = "render", "prompt", "migrate"


class Generator(ContextHook):
    """One for every copy that Copier makes; an update makes three."""

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment)
        self._house = equip(environment, _filters(self._destination))
        self._destinations: dict[Destination, Destination] = {}
        self._foreign = Foreign()
        self._rendering = False
        self._renews: bool | None = None
        self._checked = ""
        self._made: tuple[str, dict[str, Any]] = ("", {})
        self._left_alone: list[str] = []
        self._journal = ""
        replace_yaml()
        try:
            check_ruff()
        except Problem as problem:
            raise UserMessageError(str(problem)) from problem

    def hook(self, context: dict[str, Any]) -> None:
        """Add what templates read, or stop with one line.

        What a template includes has it already, and its own variables besides.
        """
        if isinstance(context.get("plan"), Plan):
            return
        phase = str(context["_copier_phase"])
        try:
            self._house.check(self.environment)
            if phase == PROMPT or "approve" not in context:
                if phase != MIGRATE:  # which comes before the questions of an update
                    self._check(context, phase)
            else:
                context.update(self._product(context, phase))
        except Problem as problem:
            told = self._destination(context).located(str(problem))
            raise UserMessageError(told) from problem

    def _destination(self, context: Mapping[str, Any]) -> Destination:
        """Where this copy goes; looked at once, before anything is written."""
        made = Destination.of(context["_copier_conf"], str(context.get("app") or ""))
        return self._destinations.setdefault(made, made)

    def _check(self, context: Mapping[str, Any], phase: str) -> None:
        """Refuse what was given, as soon as it can be known to be wrong.

        Copier tells a bad answer to a question in a traceback unless it was typed, so
        this comes first. It looks at `_copier_answers`, since the context also has
        what a validator is just asked about.
        """
        conf, answered = context["_copier_conf"], self._answered(context)
        if phase == PROMPT and self._renews is None:
            self._renews = _is_recorded(answered, conf["data"])
        state = repr((phase, conf["data"], answered))
        if state != self._checked:
            for wrong in filter(None, self._wrong(context, phase)):
                destination = self._destination({**answered, "_copier_conf": conf})
                raise UserMessageError(destination.located(wrong))
            self._checked = state

    def _answered(self, context: Mapping[str, Any]) -> dict[str, Any]:
        """What was answered, here or before."""
        conf, answered = context["_copier_conf"], context["_copier_answers"]
        return self._foreign.forgotten(conf, answered, questions.NAMES)

    def _wrong(self, context: Mapping[str, Any], phase: str) -> Iterator[str]:
        """What there is to say of the answers, where there is anything."""
        conf, answered = context["_copier_conf"], self._answered(context)
        given = {name: conf["data"][name] for name in conf["data"] if name[:1] != "_"}
        known = {**given, **answered}
        destination = self._destination({**known, "_copier_conf": conf})
        if not destination.is_temporary:
            yield from checks.unknown(given)
            settled = known if self._renews else given
            yield interview.contradiction(settled)
            if REMOVE in given:
                check_way(given[REMOVE], is_there=bool(self._renews))
        if conf["defaults"]:
            known = checks.surveyed_too(known, destination)
        known = dict(_looked_up(known, destination))
        if phase == PROMPT and not (self._renews or destination.is_temporary):
            yield checks.out_of_place(known, destination)
        chosen = {"auth": known["auth"]} if "auth" in known else {}
        yield from checks.wrong_given({**given, **chosen}, known)
        if phase == PROMPT and conf["defaults"]:
            yield from checks.wrong_without_asking(known, set(given))

    def _product(self, context: Mapping[str, Any], phase: str) -> dict[str, Any]:
        """Make what templates read, once for the same answers."""
        state = repr(_answered(context))
        if self._made[0] != state:
            known = _looked_up(context, self._destination(context))
            self._made = (state, _product(known))
        if phase == RENDER and not self._rendering:
            self._rendering = True
            plan = self._made[1]["plan"]
            self._check_start(plan, context)
            self._left_alone = plan.left_alone(self._destination(context).folder)
            self._journal = self._opened(plan, context)
        return {
            **self._made[1],
            "journal": self._journal,
            "left_alone": json.dumps(self._left_alone),
        }

    def _opened(self, plan: Plan, context: Mapping[str, Any]) -> str:
        """The marker of the journal of a copy; an update has git to go back."""
        conf, destination = context["_copier_conf"], self._destination(context)
        if self._renews or destination.is_temporary or conf["pretend"]:
            return ""
        paths = {*plan.created, *(edit.path for edit in plan.edits)}
        has_tasks = not conf["skip_tasks"]
        return str(Journal.open(self, destination.folder, paths, has_tasks=has_tasks))

    def _check_start(self, plan: Plan, context: Mapping[str, Any]) -> None:
        destination = self._destination(context)
        if not plan.slice.answers.approve:
            raise UserMessageError("Plan declined; nothing was written.")
        if destination.is_temporary:
            return
        if self._renews:
            if old := _recorded(context["_copier_conf"]):
                outlook.check(destination.folder, old, plan)
            destination.check_others(plan, context["_copier_conf"]["data"])
            return
        if wrong := checks.in_the_way(plan, destination):
            raise UserMessageError(wrong)


def _is_recorded(answered: Mapping[str, Any], given: Mapping[str, Any]) -> bool:
    """Whether there were answers before any was asked for: an update, or a recopy."""
    return any(name in answered and name not in given for name in questions.NAMES)


def _answered(context: Mapping[str, Any]) -> dict[str, Any]:
    names = (*questions.NAMES, REMOVE)
    return {name: context[name] for name in names if name in context}


def _product(context: Mapping[str, Any]) -> dict[str, Any]:
    slice_ = Slice.of(Answers.of(context))
    plan = Plan.of(slice_, context.get(REMOVE))
    return {"slice": slice_, "plan": plan, "files": plan.files, "at": plan.at}


def _recorded(conf: Mapping[str, Any]) -> Plan | None:
    """The endpoint as it was recorded, where it is there already."""
    file = Path(conf["dst_path"]) / conf["answers_file"]
    with suppress(Problem):
        return plan_in(file.read_bytes()) if file.is_file() else None
    return None


def _looked_up(known: Mapping[str, Any], destination: Destination) -> Mapping[str, Any]:
    """The answers with what is known of models, where that is not recorded."""
    is_unread = unread(known.get("project"))
    return with_tables(known, destination.tables) if is_unread else known


# What questions call ----------------------------------------------------------


Look: TypeAlias = Callable[[Mapping[str, Any]], Destination]
Filter: TypeAlias = Callable[..., Any]


def _filters(look: Look) -> dict[str, Filter]:
    reading: dict[str, Filter] = {
        "asked": _asked,
        "eligible": _about(interview.choices),
        "preview": _preview,
        "kept": _kept,
        "problem": _about(_problem),
        "proposed": _about(_proposed),
        "recorded": _remembered,
        "surveyed": _surveyed,
        "told": lambda _name, _known, destination: destination.words,
        "unavailable": _unavailable,
    }
    filters = {name: _looking(look, function) for name, function in reading.items()}
    return {**filters, "literal": literal, "unasync": unasync}


def equip(
    environment: Environment,
    filters: Mapping[str, Filter],
    root: Path = ROOT,
) -> House:
    """Give an environment the house before the template, and the filters."""
    loader = environment.loader
    assert loader
    environment.loader = house = House(loader, root)
    environment.filters.update(filters)
    return house


def _looking(look: Look, function: Filter) -> Filter:
    """Let a template call what needs the answers so far, and the destination."""

    @pass_context
    def filter_(context: Context, *values: Any) -> Any:
        known = context.get_all()
        destination = look(known)
        return function(*values, _looked_up(known, destination), destination)

    return filter_


def _about(function: Callable[[str, Mapping[str, Any]], Any]) -> Filter:
    """What needs the name of an answer and the answers so far alone."""
    return lambda name, known, _destination: function(name, known)


def _problem(name: str, known: Mapping[str, Any]) -> str:
    """Say what is wrong with an answer; Copier says before that which one it is.

    What stops the copy is chosen first, and refused when the next question comes.
    """
    if known[name] and known[name] == interview.stop(name, known):
        return ""
    return interview.problem(name, known).removeprefix(f"{name}: ")


def _proposed(name: str, known: Mapping[str, Any]) -> Any:
    """What is proposed for an answer; Copier's `UNSET` where it has to be given."""
    proposal = interview.proposed(name, known)
    if proposal is None and not known["_copier_conf"]["defaults"]:
        proposal = interview.stop(name, known) or None
    return known["UNSET"] if proposal is None else proposal


def _remembered(
    answers: Mapping[str, Any], known: Mapping[str, Any], destination: Destination
) -> str:
    """What the answers file holds, also what no question asked for."""
    way = {REMOVE: known[REMOVE]} if REMOVE in known else {}
    return interview.recorded(_looked_up({**answers, **way}, destination))


def _unavailable(
    value: str, name: str, known: Mapping[str, Any], _: Destination
) -> str:
    """Why a choice cannot be chosen, or nothing."""
    return interview.unavailable(name, value, known)


def _preview(_name: str, context: Mapping[str, Any], destination: Destination) -> str:
    """What the user approves."""
    try:
        plan = _product(context)["plan"]
        old = _recorded(context["_copier_conf"])
        changes = outlook.in_words(old, plan) if old else ()
        return described(plan, destination.folder, changes)
    except Problem as problem:
        raise UserMessageError(destination.located(str(problem))) from problem


def _kept(name: str, context: Mapping[str, Any], destination: Destination) -> str:
    """What nothing is written over, as a pattern; Copier asks before it knows answers."""
    plan = context.get("plan")
    answers = destination.folder / context["_copier_conf"]["answers_file"]
    if plan is None and answers.is_file():
        with suppress(Problem):
            plan = plan_in(answers.read_bytes())
    if plan is None:
        return ""
    if name == REVISIONS:
        folder = Path(migration_of(plan)).parent
        return f"/{folder.as_posix()}/*.py" if folder.name else ""
    return str(plan.files.get(name, ""))


def _asked(name: str, context: Mapping[str, Any], destination: Destination) -> bool:
    """Whether a question is asked; an application, where there are several."""
    if name != "app":
        return interview.asked(name, context)
    exists = context.get("project_state") == "existing"
    return exists and bool(destination.apps or context.get("app"))


def _surveyed(name: str, context: Mapping[str, Any], destination: Destination) -> str:
    """What the survey proposes for an answer, as YAML."""
    if name == "project_state":
        return destination.state
    if name == "app":
        return str(context.get("app") or "") or next(iter(destination.apps), "")
    if name == "apps":
        return json.dumps(destination.apps or [*filter(None, [context.get("app")])])
    exists = context.get("project_state") == "existing"
    found = destination.survey.project if exists else {}
    return json.dumps(found, ensure_ascii=False)
