"""The questions in order: the form of each answer, and what is proposed for it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ..slice.auth import EXISTING, check_role
from ..slice.samples import check_samples
from .actions import Action, parse_actions
from .choices import APPLIES, CHOICES, PRESETS, values_of
from .conflicts import fits, is_fitted
from .field import Field
from .fields import parse_fields
from .names import (
    check_package,
    check_plural,
    check_project_name,
    check_resource,
    propose_package,
    propose_plural,
    propose_project_name,
)
from .problem import Problem, shown
from .project import check_project, model_in, project_in
from .proposals import fields_of, plural_of, resource_of
from .readers import (
    Known,
    Reader,
    checked,
    choice,
    choices,
    flag,
    mapping,
    number,
    ordered,
    reference,
    some,
    text,
)

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

# Readers of answers that depend on others ----------------------------------------


def _plural(what: str, raw: object, known: Known) -> str:
    return check_plural(text(what, raw), known.get("resource", "thing"))


def _page_max(what: str, raw: object, known: Known) -> int:
    value: int = number(1, PAGE_LIMIT)(what, raw, known)
    size = known.get("page_size", 1)
    if value < size:
        wrong = f"{value} is less than page_size, which is {size}"
        raise Problem.about(what, wrong, f"{size} to {PAGE_LIMIT}")
    return value


def _fields(what: str, raw: object, known: Known) -> tuple[Field, ...]:
    accepted = "a YAML mapping such as name: str(200)"
    fields = parse_fields(mapping(what, raw, accepted))
    check_samples(fields)
    return fields


def _field_names(what: str, raw: object, known: Known) -> tuple[str, ...]:
    names = some(what, raw, "a list of names of fields")
    if "fields" not in known:
        return tuple(names)
    accepted = eligible(what, known)
    for name in names:
        if name in accepted:
            continue
        wrong = f"there is no field {shown(name)}"
        if name in ALWAYS_THERE and what != "search":
            wrong = f"{name} always works, leave it out"
        elif name in {field.name for field in known["fields"]}:
            wrong = f"the field {name} cannot be used for it"
        raise Problem.about(what, wrong, ", ".join(accepted) or "no field, []")
    return ordered(names, accepted)


def _actions(what: str, raw: object, known: Known) -> tuple[Action, ...]:
    accepted = "a YAML mapping such as publish: {set: {status: published}}, or {}"
    answer = mapping(what, {} if raw in (None, "") else raw, accepted)
    return parse_actions(answer, known["fields"]) if "fields" in known else ()


def _project(what: str, raw: object, known: Known) -> dict[Any, Any]:
    found = mapping(what, raw, "the YAML mapping that the survey prints")
    check_project(found)
    return found


def _roles(what: str, raw: object, known: Known) -> dict[str, tuple[str, ...]]:
    accepted = "a YAML mapping such as delete: [admin], or {}"
    roles = mapping(what, {} if raw in (None, "") else raw, accepted)
    actions = (action.name for action in known.get("actions", ()))
    refers = any(field.target for field in known.get("fields", ()))
    bypass = ["bypass"] if refers or known.get("access") == "owner" else []
    subjects = [*known.get("operations", ()), *actions, *bypass]
    for name in roles:
        if {"operations", "actions"} <= {*known} and name not in subjects:
            wrong = f"there is no operation or action {shown(str(name))}"
            raise Problem.about(what, wrong, ", ".join(subjects))
    return {str(name): _role_names(f"{what}.{name}", roles[name]) for name in roles}


def _role_names(what: str, raw: object) -> tuple[str, ...]:
    names = some(what, raw, "a list such as [admin]")
    if not names:
        raise Problem.about(what, "is empty, nobody could call it", "[admin]")
    return tuple(dict.fromkeys(check_role(what, name) for name in names))


# What is proposed ------------------------------------------------------------------


def _first(what: str) -> Callable[[Known], str]:
    return lambda known: CHOICES[what][0]


def _found(what: str) -> Callable[[Known], str]:
    """What the survey found, or else the first choice."""
    return lambda known: getattr(project_in(known), what) or CHOICES[what][0]


def _always(value: object) -> Callable[[Known], Any]:
    return lambda known: value


def _proposed_name(known: Known) -> str:
    folder = known.get(FOLDER, "service")
    return project_in(known).name or propose_project_name(folder)


def _proposed_package(known: Known) -> str:
    return project_in(known).package or propose_package(known["project_name"])


def _proposed_auth(known: Known) -> str:
    """What the project has already, or else the first that earlier answers allow.

    Where most routes ask for a caller, an open one is never proposed.
    """
    if is_fitted(known) and project_in(known).guarded:
        return EXISTING
    order = [EXISTING, *CHOICES["auth"]] if known.get("project") else CHOICES["auth"]
    return next((value for value in order if fits("auth", value, known)), order[0])


def _proposed_resource(known: Known) -> str:
    model = model_in(known)
    return resource_of(model) if model else ""


def _proposed_plural(known: Known) -> str:
    model, resource = model_in(known), known["resource"]
    proposal = plural_of(model, resource) if model else propose_plural(resource)
    return proposal if fits("plural", proposal, known) else f"{resource}_records"


def written_fields(known: Known) -> Mapping[str, Any]:
    """The proposed fields as people write them."""
    model = model_in(known)
    power = project_in(known).power_of(model) if model else ""
    return (fields_of(model, power) if model else {}) or FIELDS


def _only_head(known: Known) -> str:
    heads = project_in(known).heads
    return heads[0] if len(heads) == 1 else ""


def _matching_preset(known: Known) -> str:
    """The preset that the operations are, where they are known already."""
    operations = known.get("operations")
    matching = (name for name in PRESETS if PRESETS[name] == operations)
    return next(matching, CHOICES["preset"][0])


def _preset_operations(known: Known) -> tuple[str, ...]:
    return PRESETS[known.get("preset", CHOICES["preset"][0])]


# The questions --------------------------------------------------------------------


@dataclass(frozen=True)
class Question:
    """One answer: its form, and what is proposed where it is not given."""

    name: str
    read: Reader
    default: Callable[[Known], Any]


def _choice_of(name: str) -> Question:
    return Question(name, choice, _first(name))


def _fields_of(name: str, every: bool) -> Question:
    def default(known: Known) -> tuple[str, ...]:
        return eligible(name, known) if every and applies(name, known) else ()

    return Question(name, _field_names, default)


QUESTIONS = (
    _choice_of("project_state"),
    Question("app", checked(str), _always("")),
    Question("project", _project, _always({})),
    Question("project_name", checked(check_project_name), _proposed_name),
    Question("package", checked(check_package), _proposed_package),
    Question("layout", choice, _found("layout")),
    Question("response", choice, _found("response")),
    _choice_of("endpoint"),
    Question("model", reference, _always("")),
    Question("resource", checked(check_resource), _proposed_resource),
    Question("plural", _plural, _proposed_plural),
    Question("parent", reference, _always("")),
    Question("preset", choice, _matching_preset),
    Question("operations", choices, _preset_operations),
    Question("fields", _fields, lambda known: parse_fields(written_fields(known))),
    Question("actions", _actions, _always(())),
    Question("auth", choice, _proposed_auth),
    _choice_of("access"),
    Question("roles", _roles, _always({})),
    _choice_of("pagination"),
    Question(
        "page_size",
        number(1, PAGE_LIMIT),
        lambda known: min(PAGE_SIZE, known.get("page_max", PAGE_MAX)),
    ),
    Question(
        "page_max",
        _page_max,
        lambda known: max(PAGE_MAX, known.get("page_size", PAGE_SIZE)),
    ),
    _fields_of("filters", every=True),
    _fields_of("sort", every=True),
    _fields_of("search", every=False),
    _choice_of("cache"),
    Question("cache_ttl", number(1, CACHE_LIMIT), _always(CACHE_TTL)),
    Question("extras", choices, _always(())),
    Question("head", checked(str), _only_head),
    Question("approve", flag, _always(True)),
)
BY_NAME: Mapping[str, Question] = {question.name: question for question in QUESTIONS}
NAMES = tuple(BY_NAME)


def eligible(name: str, known: Known) -> tuple[str, ...]:
    """Names of the fields that may stand in the list of names `name`."""
    owner = project_in(known).owner if known.get("access") == "owner" else ""
    if owner and (model := model_in(known)):
        owner = project_in(known).owner_of(model)
    return tuple(
        field.name
        for field in known.get("fields", ())
        if ELIGIBLE[name](field) and field.name != owner
    )


def applies(name: str, known: Known) -> bool:
    """Whether earlier answers leave `name` a meaning."""
    if name not in APPLIES:
        return True
    on, values = APPLIES[name]
    if not applies(on, known):
        return False
    return on not in known or not {*values}.isdisjoint(values_of(known[on]))
