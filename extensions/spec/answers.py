"""The answers: which there are, what each accepts, and one typed value of them all.

The terminal, `-d`, data files and recorded answers meet the same readers in the same
order, so an answer is refused by one rule, in one line, wherever it comes from.
"""

import difflib
import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Self, TypeAlias

import yaml

from .fields import Field, parse_fields
from .names import (
    Name,
    check_package,
    check_plural,
    check_project_name,
    check_resource,
    propose_package,
    propose_plural,
    propose_project_name,
)
from .problem import Problem, shown
from .samples import check_samples
from .types import SCALARS

Known: TypeAlias = dict[str, Any]
"""Answers that are read already: a later one may depend on them."""

# What there is to choose from -------------------------------------------------

CHOICES: Mapping[str, tuple[str, ...]] = {
    "project_state": ("new", "existing"),
    "layout": ("feature", "layered"),
    "response": ("direct", "envelope"),
    "endpoint": ("new_resource", "existing_model", "nested"),
    "operations": ("list", "read", "create", "update", "replace", "delete"),
    "auth": ("jwt", "api_key", "none", "existing"),
    "access": ("any", "roles", "owner"),
    "pagination": ("cursor", "offset", "none"),
    "cache": ("none", "headers", "server"),
    "extras": (
        "etag",
        "idempotency",
        "soft_delete",
        "bulk",
        "rate_limit",
        "audit",
    ),
}
"""Every value that the design has, the default first."""

AVAILABLE: Mapping[str, tuple[str, ...]] = {
    "project_state": ("new",),
    "response": ("direct",),
    "endpoint": ("new_resource",),
    "actions": (),
    "fields": ("scalar", "enum"),
    "auth": ("jwt", "none"),
    "access": ("any",),
    "pagination": ("cursor",),
    "cache": ("none",),
    "extras": (),
}
"""What this release honours of it; a name that is absent is honoured in full."""

ALL_OR_NOTHING = frozenset({"operations"})
"""Lists of which this release takes only the whole."""

UNAVAILABLE_OPTIONS = frozenset({"was"})
"""Options of fields that this release does not honour yet."""

APPLIES: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "project_name": ("project_state", ("new",)),
    "package": ("project_state", ("new",)),
    "project": ("project_state", ("existing",)),
    "model": ("endpoint", ("existing_model",)),
    "parent": ("endpoint", ("nested",)),
    "access": ("auth", ("jwt", "api_key", "existing")),
    "roles": ("access", ("roles", "owner")),
    "pagination": ("operations", ("list",)),
    "page_size": ("pagination", ("cursor", "offset")),
    "page_max": ("pagination", ("cursor", "offset")),
    "filters": ("operations", ("list",)),
    "sort": ("operations", ("list",)),
    "search": ("operations", ("list",)),
    "cache": ("operations", ("list", "read")),
    "cache_ttl": ("cache", ("headers", "server")),
}
"""The earlier answer that makes an answer meaningful, and its values that do."""

ELIGIBLE: Mapping[str, Callable[[Field], bool]] = {
    "filters": lambda field: field.filterable,
    "sort": lambda field: field.sortable,
    "search": lambda field: field.searchable,
}
"""Which fields a list of field names may name."""

ALWAYS_THERE = ("id", "created_at", "updated_at")
PAGE_SIZE, PAGE_MAX, PAGE_LIMIT = 20, 100, 1000
CACHE_TTL, CACHE_LIMIT = 60, 86_400
FIELDS = {"name": "str(200)", "description": "text?"}
FOLDER = "_folder_name"
"""Where Copier puts the destination's name, the source of the project's."""

_REFERENCE = re.compile(r"[A-Za-z_]\w*(\.[A-Za-z_]\w*)*:[A-Za-z_]\w*", re.ASCII)
_YES = frozenset({"true", "yes", "y", "on", "1"})
_NO = frozenset({"false", "no", "n", "off", "0"})

# Readers: the form of one answer ----------------------------------------------


def _text(what: str, raw: object) -> str:
    if not isinstance(raw, str):
        raise Problem.about(what, f"{shown(str(raw))} is not text", "text, in quotes")
    if raw != raw.strip():
        raise Problem.about(what, f"{shown(raw)} has spaces around it", raw.strip())
    return raw


def _checked(check: Callable[[str], str]) -> "Reader":
    return lambda what, raw, known: check(_text(what, raw))


def _plural(what: str, raw: object, known: Known) -> str:
    return check_plural(_text(what, raw), known.get("resource", "thing"))


def _choice(what: str, raw: object, known: Known) -> str:
    if not isinstance(raw, str) or raw not in CHOICES[what]:
        wrong = f"{shown(str(raw))} is not a choice"
        raise Problem.about(what, wrong, _accepted(what))
    return raw


def _number(lowest: int, highest: int) -> "Reader":
    def read(what: str, raw: object, known: Known) -> int:
        accepted = f"a whole number from {lowest} to {highest}"
        digits = str(raw).strip()
        if isinstance(raw, bool) or not re.fullmatch(r"[+-]?[0-9]{1,9}", digits):
            raise Problem.about(what, f"{shown(str(raw))} is no whole number", accepted)
        if not lowest <= int(digits) <= highest:
            raise Problem.about(what, f"{digits} is out of range", accepted)
        return int(digits)

    return read


def _page_max(what: str, raw: object, known: Known) -> int:
    value: int = _number(1, PAGE_LIMIT)(what, raw, known)
    size = known.get("page_size", 1)
    if value < size:
        wrong = f"{value} is less than page_size, which is {size}"
        raise Problem.about(what, wrong, f"{size} to {PAGE_LIMIT}")
    return value


def _flag(what: str, raw: object, known: Known) -> bool:
    word = str(raw).strip().lower()
    if word not in _YES | _NO:
        raise Problem.about(what, f"{shown(str(raw))} is not yes or no", "true, false")
    return word in _YES


def _reference(what: str, raw: object, known: Known) -> str:
    value = _text(what, raw)
    if value and not _REFERENCE.fullmatch(value):
        accepted = "module:Class, such as shop.models:Order"
        raise Problem.about(what, f"{shown(value)} is no reference", accepted)
    return value


def _loaded(what: str, raw: object, accepted: str, loader: Any) -> object:
    """What a text says as YAML; anything else is loaded already."""
    if not isinstance(raw, str):
        return raw
    try:
        return yaml.load(raw, Loader=loader)  # noqa: S506 - safe ones, see the callers
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise Problem.about(what, f"is not YAML ({_why(error)})", accepted) from error


def _why(error: Exception) -> str:
    mark = getattr(error, "problem_mark", None)
    what = getattr(error, "problem", None) or str(error) or type(error).__name__
    return f"{what}, line {mark.line + 1}" if mark else what


def _mapping(what: str, raw: object, accepted: str) -> dict[Any, Any]:
    value = _loaded(what, raw, accepted, _UniqueKeys)
    if not isinstance(value, dict):
        raise Problem.about(what, f"{shown(str(raw))} is not a mapping", accepted)
    return value


class _UniqueKeys(yaml.SafeLoader):
    """A key that stands twice is a mistake, not the last one's victory."""

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Any, Any]:
        keys = [key.value for key, _ in node.value]
        if twice := [str(key) for key in keys if keys.count(key) > 1]:
            raise yaml.constructor.ConstructorError(
                problem=f"{twice[0]} stands twice",
                problem_mark=node.start_mark,
            )
        return dict(super().construct_mapping(node, deep))


def _some(what: str, raw: object, accepted: str) -> list[str]:
    value = _loaded(what, raw, accepted, yaml.BaseLoader)
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise Problem.about(what, f"{shown(str(raw))} is not a list", accepted)
    return value


def _ordered(names: Iterable[str], order: Iterable[str]) -> tuple[str, ...]:
    chosen = set(names)
    return tuple(name for name in order if name in chosen)


def _choices(what: str, raw: object, known: Known) -> tuple[str, ...]:
    chosen = _some(what, raw, f"a list of {', '.join(CHOICES[what])}")
    for name in chosen:
        _choice(what, name, known)
    return _ordered(chosen, CHOICES[what])


def _operations(what: str, raw: object, known: Known) -> tuple[str, ...]:
    chosen = _choices(what, raw, known)
    if not chosen:
        raise Problem.about(what, "is empty", f"at least one of {_accepted(what)}")
    return chosen


def _fields(what: str, raw: object, known: Known) -> tuple[Field, ...]:
    accepted = "a YAML mapping such as name: str(200)"
    fields = parse_fields(_mapping(what, raw, accepted))
    _check_available(fields)
    check_samples(fields)
    return fields


def _field_names(what: str, raw: object, known: Known) -> tuple[str, ...]:
    names = _some(what, raw, "a list of names of fields")
    if "fields" not in known:
        return tuple(names)
    accepted = eligible(what, known)
    for name in names:
        if name not in accepted:
            wrong = _why_not(what, name, known["fields"])
            raise Problem.about(what, wrong, ", ".join(accepted) or "no field, []")
    return _ordered(names, accepted)


def _why_not(what: str, name: str, fields: tuple[Field, ...]) -> str:
    if name in ALWAYS_THERE and what != "search":
        return f"{name} always works, leave it out"
    if name not in {field.name for field in fields}:
        return f"there is no field {shown(name)}"
    return f"the field {name} cannot be used for it"


def _actions(what: str, raw: object, known: Known) -> dict[Any, Any]:
    return _mapping(what, {} if raw in (None, "") else raw, "a YAML mapping, or {}")


def _project(what: str, raw: object, known: Known) -> dict[Any, Any]:
    return _mapping(what, raw, "the YAML mapping that the survey prints")


def _roles(what: str, raw: object, known: Known) -> dict[str, tuple[str, ...]]:
    accepted = "a YAML mapping such as delete: [admin], or {}"
    roles = _mapping(what, {} if raw in (None, "") else raw, accepted)
    subjects = [*known.get("operations", ()), *known.get("actions", ())]
    if known.get("access") == "owner":
        subjects.append("bypass")
    for name in roles:
        if "operations" in known and name not in subjects:
            wrong = f"there is no operation or action {shown(str(name))}"
            raise Problem.about(what, wrong, ", ".join(subjects))
    return {
        str(name): tuple(_some(f"{what}.{name}", names, "a list such as [admin]"))
        for name, names in roles.items()
    }


# The questions, in order ------------------------------------------------------

Reader: TypeAlias = Callable[[str, object, Known], Any]


def _first(what: str) -> Callable[[Known], str]:
    return lambda known: CHOICES[what][0]


def _always(value: object) -> Callable[[Known], Any]:
    return lambda known: value


def _proposed_plural(known: Known) -> str:
    proposal = propose_plural(known["resource"])
    try:
        return check_plural(proposal, known["resource"])
    except Problem:
        return f"{known['resource']}_records"


def _proposed_size(known: Known) -> Any:
    return min(PAGE_SIZE, known.get("page_max", PAGE_MAX))


@dataclass(frozen=True)
class Question:
    """One answer: its form, and what is proposed where it is not given."""

    name: str
    read: Reader
    default: Callable[[Known], Any]


def _choice_of(name: str) -> Question:
    return Question(name, _choice, _first(name))


def _fields_of(name: str, every: bool) -> Question:
    def default(known: Known) -> tuple[str, ...]:
        return eligible(name, known) if every and applies(name, known) else ()

    return Question(name, _field_names, default)


QUESTIONS = (
    _choice_of("project_state"),
    Question(
        "project_name",
        _checked(check_project_name),
        lambda known: propose_project_name(known.get(FOLDER, "service")),
    ),
    Question(
        "package",
        _checked(check_package),
        lambda known: propose_package(known["project_name"]),
    ),
    _choice_of("layout"),
    _choice_of("response"),
    Question("project", _project, _always({})),
    _choice_of("endpoint"),
    Question("resource", _checked(check_resource), _always("")),
    Question("plural", _plural, _proposed_plural),
    Question("model", _reference, _always("")),
    Question("parent", _reference, _always("")),
    Question("operations", _operations, _always(CHOICES["operations"])),
    Question("actions", _actions, _always({})),
    Question("fields", _fields, lambda known: parse_fields(FIELDS)),
    _choice_of("auth"),
    _choice_of("access"),
    Question("roles", _roles, _always({})),
    _choice_of("pagination"),
    Question("page_size", _number(1, PAGE_LIMIT), _proposed_size),
    Question(
        "page_max",
        _page_max,
        lambda known: max(PAGE_MAX, known.get("page_size", PAGE_SIZE)),
    ),
    _fields_of("filters", every=True),
    _fields_of("sort", every=True),
    _fields_of("search", every=False),
    _choice_of("cache"),
    Question("cache_ttl", _number(1, CACHE_LIMIT), _always(CACHE_TTL)),
    Question("extras", _choices, _always(())),
    Question("approve", _flag, _always(True)),
)
_QUESTIONS = {question.name: question for question in QUESTIONS}
NAMES = tuple(_QUESTIONS)


def eligible(name: str, known: Known) -> tuple[str, ...]:
    """Names of the fields that may stand in the list of names `name`."""
    return tuple(
        field.name for field in known.get("fields", ()) if ELIGIBLE[name](field)
    )


def applies(name: str, known: Known) -> bool:
    """Whether earlier answers leave `name` a meaning."""
    if name not in APPLIES:
        return True
    on, values = APPLIES[name]
    if not applies(on, known):
        return False
    return on not in known or not {*values}.isdisjoint(_as_tuple(known[on]))


def _as_tuple(value: str | tuple[str, ...]) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else (value,)


# Availability -----------------------------------------------------------------


def available(name: str, value: str) -> bool:
    """Whether this release honours the choice `value` of `name`."""
    return value in AVAILABLE.get(name, CHOICES[name])


def _accepted(name: str) -> str:
    return ", ".join(AVAILABLE.get(name, CHOICES[name])) or "none of them, []"


def _unavailable(name: str, value: Any) -> Problem | None:
    """What this release does not honour of a value that is well-formed."""
    if name == "actions" and value and name in AVAILABLE:
        return Problem.about(name, f"{next(iter(value))} is not available yet", "{}")
    if name in ALL_OR_NOTHING and value != CHOICES[name]:
        accepted = f"all of {', '.join(CHOICES[name])}"
        return Problem.about(name, "a part of them is not available yet", accepted)
    return _unavailable_choices(name, value) if name in CHOICES else None


def _unavailable_choices(name: str, value: Any) -> Problem | None:
    for choice in _as_tuple(value):
        if not available(name, choice):
            wrong = f"{choice} is not available yet"
            return Problem.about(name, wrong, _accepted(name))
    return None


def _check_available(fields: tuple[Field, ...]) -> None:
    kinds = AVAILABLE.get("fields")
    for field in fields:
        what = f"fields.{field.name}"
        if kinds and field.kind not in kinds:
            accepted = f"{', '.join(SCALARS)} and {kinds[-1]}"
            raise Problem.about(what, f"{field.kind} is not available yet", accepted)
        for option in sorted(UNAVAILABLE_OPTIONS):
            if getattr(field, option):
                wrong = f"the option {option} is not available yet"
                raise Problem.about(what, wrong, "the other options")


# All of them ------------------------------------------------------------------


def _read(question: Question, raw: object, known: Known) -> Any:
    value = question.read(question.name, raw, known)
    if refused := _unavailable(question.name, value):
        raise refused
    return value


def _read_applying(question: Question, raw: object, known: Known) -> Any:
    """Read an answer; one without a meaning may only be the default."""
    value = _read(question, raw, known)
    if not applies(question.name, known) and value != question.default(known):
        on = _because(question.name, known)
        wrong = f"does not apply when {on} is {_plain(known[on])}"
        raise Problem.about(question.name, wrong, "no answer, leave it out")
    return value


def _because(name: str, known: Known) -> str:
    on, _ = APPLIES[name]
    return on if applies(on, known) else _because(on, known)


def _plain(value: object) -> str:
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def _before(name: str, answers: Mapping[str, object]) -> Known:
    """The earlier answers that are there and have nothing wrong with them."""
    known: Known = {FOLDER: answers.get(FOLDER, "service")}
    for question in QUESTIONS:
        if question.name == name:
            break
        if question.name in answers:
            try:
                known[question.name] = _read(question, answers[question.name], known)
            except Problem:
                continue
    return known


def problem(name: str, answers: Mapping[str, object]) -> str:
    """Say what is wrong with one answer among those given so far, or nothing."""
    return _problem(name, answers, _read_applying)


def recorded_problem(name: str, answers: Mapping[str, object]) -> str:
    """Do the same for a recorded answer: one without a meaning will be dropped."""
    return _problem(name, answers, _read)


def _problem(name: str, answers: Mapping[str, object], read: Callable[..., Any]) -> str:
    try:
        read(_QUESTIONS[name], answers[name], _before(name, answers))
    except Problem as refused:
        return str(refused)
    return ""


def _read_or(otherwise: Any, name: str, answers: Mapping[str, object]) -> Any:
    try:
        return _QUESTIONS[name].read(name, answers[name], {})
    except Problem:
        return otherwise


def asked(name: str, answers: Mapping[str, object]) -> bool:
    """Whether `name` has a meaning after the answers so far, and anything to choose."""
    known = _before(name, answers)
    return (
        applies(name, known)
        and (name not in ELIGIBLE or eligible(name, known) != ())
        and AVAILABLE.get(name) != ()
    )


def choices(name: str, answers: Mapping[str, object]) -> str:
    """What there is to choose from for a list of fields' names, as YAML."""
    return json.dumps(eligible(name, _before(name, answers)))


def proposed(name: str, answers: Mapping[str, object]) -> str:
    """The default of `name` after the answers given so far, as YAML."""
    known = _before(name, answers)
    if name in ELIGIBLE and isinstance(recorded := answers.get(name), list):
        return json.dumps(_ordered(recorded, eligible(name, known)))
    if name == "page_size" and "page_max" in answers:
        known["page_max"] = _read_or(PAGE_MAX, "page_max", answers)
    value = _QUESTIONS[name].default(known)
    return value if isinstance(value, str) else json.dumps(value)


def recorded(answers: Mapping[str, object]) -> str:
    """Write answers to remember as YAML: in the order of the questions, fields too."""
    order = [*(name for name in answers if name.startswith("_")), *NAMES, *answers]
    known = {name: answers[name] for name in order if name in answers}
    text = yaml.safe_dump(known, sort_keys=False, allow_unicode=True, width=2**16)
    return str(text)


def unknown(name: str, also: Iterable[str] = ()) -> str:
    """Say that `name` is no answer's, and which one may be meant."""
    near = difflib.get_close_matches(name, [*NAMES, *also], n=1)
    wrong = f"did you mean {near[0]}?" if near else f"accepted: {', '.join(NAMES)}"
    what = name if name.isidentifier() else shown(name)
    return f"{what}: there is no such answer; {wrong}"


@dataclass(frozen=True)
class Answers:
    """Every answer, read; what is not asked has its default."""

    project_state: str
    project_name: str
    package: str
    layout: str
    response: str
    project: Mapping[str, Any]
    endpoint: str
    name: Name
    model: str
    parent: str
    operations: tuple[str, ...]
    actions: Mapping[str, Any]
    fields: tuple[Field, ...]
    auth: str
    access: str
    roles: Mapping[str, tuple[str, ...]]
    pagination: str
    page_size: int
    page_max: int
    filters: tuple[str, ...]
    sort: tuple[str, ...]
    search: tuple[str, ...]
    cache: str
    cache_ttl: int
    extras: tuple[str, ...]
    approve: bool

    @classmethod
    def of(cls, answers: Mapping[str, object]) -> Self:
        """Read the answers in order; what is missing is proposed."""
        known: Known = {FOLDER: answers.get(FOLDER, "service")}
        for question in QUESTIONS:
            if question.name in answers or question.name == "resource":
                raw = answers.get(question.name, "")
                known[question.name] = _read_applying(question, raw, known)
            else:
                known[question.name] = question.default(known)
        del known[FOLDER]
        name = Name(known.pop("resource"), known.pop("plural"))
        return cls(name=name, **known)
