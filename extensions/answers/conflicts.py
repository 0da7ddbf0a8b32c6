"""Conflicts: what earlier answers rule out of an answer that is right by itself.

Each is told at the question that can still resolve it, which is the later one.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeAlias

from ..slice.auth import EXISTING, WAYS, existing
from ..slice.targets import Target, targets_of
from .action_values import PRINCIPALS
from .actions import Action
from .choices import CHOICES
from .field import Field
from .names import pascal_case
from .parent import Parent
from .problem import Problem
from .project import Model, Project
from .readers import Known
from .refusals import OF_MODELS, REFUSALS, user_of, ways
from .tables import models_in

CALLER = "field or action that speaks of the caller"

Check: TypeAlias = Callable[[Any, Known], None]


def check_fits(name: str, value: Any, known: Known) -> None:
    """Refuse a value that does not go with the answers before it."""
    scope = {**known, name: value} if name == "project" else known
    own = REFUSALS.get(name, ()) if is_fitted(scope) else ()
    models = OF_MODELS.get(name, ()) if "project" in known else ()
    for check in (*CHECKS.get(name, ()), *own, *models):
        check(value, known)


def fits(name: str, value: Any, known: Known) -> bool:
    try:
        check_fits(name, value, known)
    except Problem:
        return False
    return True


def models_of(known: Known) -> tuple[str, ...]:
    """The models that the project has, as module:Class."""
    models = Project(known.get("project", {})).models
    return tuple(f"{model.module}:{model.name}" for model in models)


def is_fitted(known: Known) -> bool:
    """Whether it is for a project that this template did not make."""
    exists = known.get("project_state") == "existing" and "project" in known
    return exists and not Project(known["project"]).is_ours


def _is_surveyed(known: Known) -> bool:
    """Whether it is known what there is already."""
    return "project" in known or known.get("project_state") == "new"


# The endpoint --------------------------------------------------------------------


def _endpoint_needs_a_model(endpoint: str, known: Known) -> None:
    if endpoint == "new_resource" or not _is_surveyed(known):
        return
    if known.get("project_state") == "new":
        wrong = f"{endpoint} needs a project that is there already"
        raise Problem.about("endpoint", wrong, "new_resource")
    if not models_of(known):
        wrong = f"{endpoint} needs a model, and the project has none"
        raise Problem.about("endpoint", wrong, "new_resource")


def _model_is_there(model: str, known: Known) -> None:
    if known.get("endpoint") == "existing_model" and _is_surveyed(known):
        _is_among("model", model, models_of(known))


def _parent_is_there(parent: str, known: Known) -> None:
    if known.get("endpoint") != "nested" or not _is_surveyed(known):
        return
    _is_among("parent", parent, models_of(known))
    if parent.partition(":")[2] == pascal_case(known.get("resource", "")):
        raise Problem.about("parent", "is the resource itself", "another model")


def _is_among(what: str, model: str, models: tuple[str, ...]) -> None:
    accepted = ", ".join(models) or "a model of the project, of which there is none"
    if not model:
        raise Problem.about(what, "is missing", accepted)
    if model not in models:
        raise Problem.about(what, f"there is no model {model}", accepted)


# Fields and actions --------------------------------------------------------------


def _field_is_no_parent_key(fields: tuple[Field, ...], known: Known) -> None:
    if known.get("endpoint") != "nested" or not {"parent", "project"} <= {*known}:
        return
    key = Parent.of(known["parent"], models_in(known["project"])).key
    if key in {field.name for field in fields}:
        wrong = "is the id of the parent, which stands in the path"
        raise Problem.about(f"fields.{key}", wrong, f"no field {key}")


def _targets_are_there(fields: tuple[Field, ...], known: Known) -> None:
    if not _is_surveyed(known):
        return
    own = Target(pascal_case(known.get("resource", "")), "", "", is_self=True)
    brought = [] if is_fitted(known) else PRINCIPALS.values()
    callers = [Target(model, "", "") for model in brought]
    targets_of(fields, own, callers, known.get("project", {}))


def _something_can_change(fields: tuple[Field, ...], known: Known) -> None:
    chosen = known.get("operations", ())
    changes = [name for name in ("update", "replace") if name in chosen]
    if changes and all(_is_fixed(field) for field in fields):
        wrong = f"no field can be changed, so there is nothing to {changes[0]}"
        accepted = f"a field that can, or operations without {' and '.join(changes)}"
        raise Problem.about("fields", wrong, accepted)


def _is_fixed(field: Field) -> bool:
    return field.immutable or field.read_only or field.kind == "computed"


def _something_can_be_done(actions: tuple[Action, ...], known: Known) -> None:
    if not actions and "fields" in known and known.get("operations") == ():
        operations = ", ".join(CHOICES["operations"])
        accepted = f"an action, or at least one operation of {operations}"
        raise Problem.about("actions", "is empty, and operations is too", accepted)


# Access --------------------------------------------------------------------------


def _kind(auth: str, known: Known) -> str:
    """The auth that `existing` stands for, once it is known."""
    is_known = {"project", "package"} <= {*known} and not is_fitted(known)
    if auth != EXISTING or not is_known:
        return auth
    return existing(known["project"], known["package"])


def _existing_is_there(auth: str, known: Known) -> None:
    if auth == EXISTING and known.get("project_state") == "new":
        wrong = "existing needs a project that is there already"
        raise Problem.about("auth", wrong, "jwt, api_key, none")


def _callers_are_known(auth: str, known: Known) -> None:
    """Refuse an auth that does not have whom fields and actions speak of."""
    kind = _kind(auth, known)
    for what, model in _callers(known):
        if kind == "none":
            wrong = f"none leaves nobody for {what}"
            raise Problem.about("auth", wrong, _logins(known))
        if model and _principal(kind, known, model) != model:
            wrong = f"{auth} has no {model}, which {what} speaks of"
            accepted = _with(model) or f"fields of {_principal(kind, known, model)}"
            raise Problem.about("auth", wrong, accepted)


def _principal(kind: str, known: Known, otherwise: str) -> str:
    """The model of those who call."""
    if is_fitted(known):
        return user_of({**known, "auth": kind}).partition(":")[2] or otherwise
    return PRINCIPALS.get(kind, otherwise)


def _logins(known: Known) -> str:
    """The ways in which somebody calls."""
    there = ways(known)[:-1] if is_fitted(known) else ("jwt", "api_key")
    return ", ".join(there) or f"no {CALLER}"


def _callers(known: Known) -> Iterator[tuple[str, str]]:
    """Each place that speaks of the caller, and the model that the caller has to be."""
    fields = {field.name: field for field in known.get("fields", ())}
    for action in known.get("actions", ()):
        for name in action.user_fields:
            yield f"actions.{action.name}.set.{name}", fields[name].target or ""
    project = Project(known.get("project", {}))
    for field in fields.values() if _is_surveyed(known) else ():
        if field.target in PRINCIPALS.values() and not project.model(field.target):
            yield f"fields.{field.name}", str(field.target)


def _owners_of_the_parent_are_known(auth: str, known: Known) -> None:
    """Refuse an auth that cannot tell whose the parent is."""
    if known.get("endpoint") != "nested" or not {"parent", "project"} <= {*known}:
        return
    if is_fitted(known):
        return
    parent = Project(known["project"]).model(known["parent"])
    if (kind := _kind(auth, known)) == EXISTING:
        return
    if parent and parent.has_owner and kind not in (known_ways := _owned(parent)):
        wrong = f"{auth} does not tell whose {parent.table} are"
        raise Problem.about("auth", wrong, ", ".join(known_ways))


def _owned(model: Model) -> list[str]:
    """The ways of calling of those whom its rows belong to."""
    found = [kind for kind in PRINCIPALS if WAYS[kind].table == model.owners]
    return found or list(PRINCIPALS)


def _with(model: str) -> str:
    return ", ".join(kind for kind, name in PRINCIPALS.items() if name == model)


def _callers_prove_who_they_are(access: str, known: Known) -> None:
    if access != "any" and _kind(known.get("auth", "jwt"), known) == "none":
        wrong = f"{access} needs a login, and the project has none"
        raise Problem.about("access", wrong, "any")


# Of several, one ------------------------------------------------------------------


def _one_application(found: Any, known: Known) -> None:
    """Refuse to guess which of several applications gets the endpoint."""
    apps = Project(found).apps or (str(found.get("app") or ""),)
    app = known.get("app", "")
    if app and app not in apps:
        wrong = f"there is no application {app}"
        raise Problem.about("app", wrong, ", ".join(filter(None, apps)))
    if not app and len(apps) > 1:
        wrong = f"there are several, {', '.join(apps)}"
        raise Problem.about("app", wrong, f"one of them, such as -d app={apps[0]}")


def _one_head(head: str, known: Known) -> None:
    """Refuse to guess which of several revisions the new one follows."""
    heads = heads_of(known)
    if head and heads and head not in heads:
        wrong = f"there is no newest revision {head}"
        raise Problem.about("head", wrong, ", ".join(heads))
    if not head and len(heads) > 1:
        wrong = f"there are several newest revisions, {', '.join(heads)}"
        others = f"one of them, such as -d head={heads[0]}, or alembic merge first"
        raise Problem.about("head", wrong, others)


def heads_of(known: Known) -> tuple[str, ...]:
    """The revisions that a new one may follow; none where there will be none."""
    is_there = known.get("endpoint") == "existing_model"
    return () if is_there else Project(known.get("project", {})).heads


CHECKS: Mapping[str, tuple[Check, ...]] = {
    "project": (_one_application,),
    "endpoint": (_endpoint_needs_a_model,),
    "model": (_model_is_there,),
    "parent": (_parent_is_there,),
    "fields": (_field_is_no_parent_key, _targets_are_there, _something_can_change),
    "actions": (_something_can_be_done,),
    "auth": (_existing_is_there, _callers_are_known, _owners_of_the_parent_are_known),
    "access": (_callers_prove_who_they_are,),
    "head": (_one_head,),
}
