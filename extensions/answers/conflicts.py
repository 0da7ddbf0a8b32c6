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
from .models import OWNER, Model, Parent
from .names import pascal_case
from .problem import Problem, told
from .project import model_in, project_in
from .readers import Known
from .refusals import REFUSALS, sending, user_of, ways

CALLER = "field or action that speaks of the caller"
Check: TypeAlias = Callable[[Any, Known], None]


def check_fits(name: str, value: Any, known: Known) -> None:
    """Refuse a value that does not go with the answers before it."""
    scope = {**known, name: value} if name == "project" else known
    own = REFUSALS.get(name, ()) if is_fitted(scope) else ()
    for check in (*CHECKS.get(name, ()), *own):
        check(value, known)


def fits(name: str, value: Any, known: Known) -> bool:
    return not told(check_fits, name, value, known)


def models_of(known: Known) -> tuple[str, ...]:
    """The models that the project has, as module:Class."""
    return tuple(model.reference for model in project_in(known).models)


def is_fitted(known: Known) -> bool:
    """Whether it is for a project that this template did not make."""
    exists = known.get("project_state") == "existing" and "project" in known
    return exists and not project_in(known).is_ours


def _is_surveyed(known: Known) -> bool:
    """Whether it is known what there is already."""
    return "project" in known or known.get("project_state") == "new"


def _parent_in(known: Known) -> Model | None:
    if known.get("endpoint") != "nested" or "project" not in known:
        return None
    return project_in(known).model(known.get("parent", ""))


# The endpoint --------------------------------------------------------------------


def _layout_is_the_usual(layout: str, known: Known) -> None:
    """Refuse to lay out a resource in another way than the others are."""
    there = project_in(known).layout
    if there and layout != there:
        wrong = f"{layout} is not how the service is laid out"
        raise Problem.about("layout", wrong, there)


def _resource_is_new(resource: str, known: Known) -> None:
    pascal = pascal_case(resource)
    there = project_in(known).model(pascal)
    if there and not model_in(known):
        wrong = f"{there.module} has a model {pascal} already"
        raise Problem.about("resource", wrong, "another noun")


def _plural_is_new(plural: str, known: Known) -> None:
    """Refuse a table and a path that are there."""
    project = project_in(known)
    path = f"{project.leading}/{plural.replace('_', '-')}"
    accepted = f"another plural, or copier update -a .copier-answers.{plural}.yml"
    for model in () if model_in(known) else project.models:
        if model.table == plural:
            wrong = f"{model.module} has a table {plural} already"
            raise Problem.about("plural", wrong, accepted)
    if path in project.paths:
        raise Problem.about("plural", f"there are routes below {path}", accepted)


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
        found = _among_models("model", model, known)
        if not found.has_key:
            wrong = f"{model} has no primary key of one column"
            raise Problem.about("model", wrong, "a model with one")


def _parent_is_there(parent: str, known: Known) -> None:
    if known.get("endpoint") != "nested" or not _is_surveyed(known):
        return
    found = _among_models("parent", parent, known)
    if found.name == pascal_case(known.get("resource", "")):
        raise Problem.about("parent", "is the resource itself", "another model")
    if is_fitted(known) and not found.has_key:
        wrong = f"{parent} has no primary key of one column"
        raise Problem.about("parent", wrong, "a model with one")
    own = project_in(known).metadata
    if found.metadata and own and found.metadata != own:
        wrong = f"{parent} has other metadata than {own}, so no foreign key reaches it"
        raise Problem.about("parent", wrong, "a model with the same metadata")


def _among_models(what: str, reference: str, known: Known) -> Model:
    names = ", ".join(models_of(known))
    accepted = names or "a model of the project, of which there is none"
    if not reference:
        raise Problem.about(what, "is missing", accepted)
    if not (found := project_in(known).model(reference)):
        raise Problem.about(what, f"there is no model {reference}", accepted)
    return found


# Fields and actions --------------------------------------------------------------


def _field_is_no_parent_key(fields: tuple[Field, ...], known: Known) -> None:
    parent = _parent_in(known)
    key = Parent.of(parent).key if parent else ""
    if key in {field.name for field in fields}:
        wrong = "is the id of the parent, which stands in the path"
        raise Problem.about(f"fields.{key}", wrong, f"no field {key}")


def _targets_are_there(fields: tuple[Field, ...], known: Known) -> None:
    if not _is_surveyed(known):
        return
    project, made = project_in(known), pascal_case(known.get("resource", ""))
    own = Target(made, "", "", is_self=True, metadata=project.metadata)
    brought = [] if is_fitted(known) else PRINCIPALS.values()
    callers = [Target(model, "", "") for model in brought]
    targets_of(fields, own, callers, project.found)


def _something_can_change(fields: tuple[Field, ...], known: Known) -> None:
    chosen = known.get("operations", ())
    changes = [name for name in ("update", "replace") if name in chosen]
    fixed = (one.immutable or one.read_only or one.kind == "computed" for one in fields)
    if changes and all(fixed):
        wrong = f"no field can be changed, so there is nothing to {changes[0]}"
        accepted = f"a field that can, or operations without {' and '.join(changes)}"
        raise Problem.about("fields", wrong, accepted)


def _columns_are_given(fields: tuple[Field, ...], known: Known) -> None:
    """Refuse fields without a column, and rows that the database would refuse."""
    model = model_in(known)
    if known.get("endpoint") != "existing_model" or not model:
        return
    model.check(fields)
    owner = project_in(known).owner_of(model)
    given = {owner, *(field.name for field in fields if not field.read_only)}
    unset = [column for column in model.required if column not in given]
    chosen = sending(known)
    if unset and chosen:
        wrong = f"{chosen[0]} has to give {', '.join(unset)}, without a default"
        others = f"fields of these names, or operations without {' and '.join(chosen)}"
        raise Problem.about("fields", wrong, others)


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
            there = ways(known)[:-1] if is_fitted(known) else ("jwt", "api_key")
            wrong = f"none leaves nobody for {what}"
            raise Problem.about("auth", wrong, ", ".join(there) or f"no {CALLER}")
        principal = _principal(kind, known, model)
        if model and principal != model:
            wrong = f"{auth} has no {model}, which {what} speaks of"
            having = [one for one, name in PRINCIPALS.items() if name == model]
            accepted = ", ".join(having) or f"fields of {principal}"
            raise Problem.about("auth", wrong, accepted)


def _principal(kind: str, known: Known, otherwise: str) -> str:
    """The model of those who call."""
    if is_fitted(known):
        return user_of({**known, "auth": kind}).partition(":")[2] or otherwise
    return PRINCIPALS.get(kind, otherwise)


def _callers(known: Known) -> Iterator[tuple[str, str]]:
    """Each place that speaks of the caller, and the model that the caller has to be."""
    fields = {field.name: field for field in known.get("fields", ())}
    for action in known.get("actions", ()):
        for name in action.user_fields:
            yield f"actions.{action.name}.set.{name}", fields[name].target or ""
    project = project_in(known)
    for field in fields.values() if _is_surveyed(known) else ():
        if field.target in PRINCIPALS.values() and not project.model(field.target):
            yield f"fields.{field.name}", str(field.target)


def _owners_of_the_parent_are_known(auth: str, known: Known) -> None:
    """Refuse an auth that cannot tell whose the parent is."""
    parent = None if is_fitted(known) else _parent_in(known)
    if not parent or not parent.has_owner or (kind := _kind(auth, known)) == EXISTING:
        return
    tells = [one for one in PRINCIPALS if WAYS[one].table == parent.owners(OWNER)]
    if kind not in (tells or PRINCIPALS):
        wrong = f"{auth} does not tell whose {parent.table} are"
        raise Problem.about("auth", wrong, ", ".join(tells or PRINCIPALS))


def _callers_prove_who_they_are(access: str, known: Known) -> None:
    if access != "any" and _kind(known.get("auth", "jwt"), known) == "none":
        wrong = f"{access} needs a login, and the project has none"
        raise Problem.about("access", wrong, "any")


# Of several, one ------------------------------------------------------------------


def _one_application(found: Any, known: Known) -> None:
    """Refuse to guess which of several applications gets the endpoint."""
    apps = project_in({"project": found}).apps or (str(found.get("app") or ""),)
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
    return () if is_there else project_in(known).heads


CHECKS: Mapping[str, tuple[Check, ...]] = {
    "project": (_one_application,),
    "layout": (_layout_is_the_usual,),
    "endpoint": (_endpoint_needs_a_model,),
    "resource": (_resource_is_new,),
    "plural": (_plural_is_new,),
    "model": (_model_is_there,),
    "parent": (_parent_is_there,),
    "fields": (
        _field_is_no_parent_key,
        _targets_are_there,
        _something_can_change,
        _columns_are_given,
    ),
    "actions": (_something_can_be_done,),
    "auth": (_existing_is_there, _callers_are_known, _owners_of_the_parent_are_known),
    "access": (_callers_prove_who_they_are,),
    "head": (_one_head,),
}
