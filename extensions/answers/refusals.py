"""What a project that this template did not make rules out of an answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from .existing_model import Existing
from .problem import Problem
from .project import Project
from .proposals import model_of, unset_columns
from .support import check_supported

Known: TypeAlias = Mapping[str, Any]
Refusal: TypeAlias = Callable[[Any, Known], None]

BROUGHT: Mapping[str, str] = {"jwt": "users", "api_key": "keys"}
"""What a way to log in would bring along."""

OWNER = "owner_id"
SENDING = ("create", "replace")
"""The operations that need every column that has no default."""


# The project ------------------------------------------------------------------------


def orm_is_supported(project: Any, known: Known) -> None:
    """Refuse a project that speaks to its database in another way."""
    if "orm" in project:
        check_supported(project)


def session_is_there(project: Any, known: Known) -> None:
    """Refuse a project whose endpoints get no session that we know of."""
    session = project.get("session")
    if isinstance(session, dict) and not (
        session.get("dependency") or session.get("call")
    ):
        wrong = "no dependency that gives a session was found"
        raise Problem.about(
            "project.session.dependency",
            wrong,
            "module:name of what endpoints depend on",
        )


def base_is_there(endpoint: Any, known: Known) -> None:
    """Refuse to make a model where none of its kind shows what it derives from."""
    project = known["project"]
    is_known = project.get("base") or str(project.get("orm")).startswith("sqlmodel")
    if endpoint != "existing_model" and "base" in project and not is_known:
        wrong = "no class that models derive from was found"
        raise Problem.about(
            "project.base", wrong, "module:Class of the declarative base"
        )


# How callers log in ---------------------------------------------------------------


def no_second_login(auth: Any, known: Known) -> None:
    """Refuse to bring users or keys into a project that has its own."""
    if auth in BROUGHT:
        wrong = f"{auth} would bring {BROUGHT[auth]} of its own into the project"
        raise Problem.about("auth", wrong, ", ".join(ways(known)))


def login_is_there(auth: Any, known: Known) -> None:
    """Refuse the project's own login where none was found."""
    if auth == "existing" and auth not in ways(known):
        wrong = "existing needs a dependency that tells who calls, and none was found"
        raise Problem.about("auth", wrong, "none, or project with auth.dependency")


def ways(known: Known) -> tuple[str, ...]:
    found = known["project"].get("auth") or {}
    return ("existing", "none") if found.get("dependency") else ("none",)


def user_of(known: Known) -> str:
    """The class of those who call; nothing where it is not known."""
    found = known["project"].get("auth") or {}
    return str(found.get("user") or "") if known.get("auth") == "existing" else ""


# Who may do what ------------------------------------------------------------------


def roles_are_told(access: Any, known: Known) -> None:
    """Refuse roles where nobody says which ones a caller has."""
    found = known["project"].get("auth") or {}
    if access == "roles" and not found.get("roles"):
        wrong = f"roles need an attribute that says them, and {_caller(known)} has none"
        raise Problem.about("access", wrong, "any, or project with auth.roles")


def owners_are_rows(access: Any, known: Known) -> None:
    """Refuse owners that no foreign key can name."""
    is_known = access == "owner" and known.get("auth") == "existing"
    if is_known and not Project(known["project"]).model(user_of(known)):
        wrong = f"owner needs users in a table, and {_caller(known)} is no model"
        raise Problem.about("access", wrong, "any, or project with auth.user")


def owners_are_kept(access: Any, known: Known) -> None:
    """Refuse owners of rows whose table does not keep them."""
    if access != "owner" or known.get("endpoint") != "existing_model":
        return
    model = model_of(known.get("model", ""), known["project"])
    if OWNER not in (model.get("columns") or {}):
        wrong = f"owner needs a column {OWNER}, which {model.get('table')} has not"
        raise Problem.about("access", wrong, "any")


def owners_are_set(access: Any, known: Known) -> None:
    """Refuse to make rows without an owner whose table demands one."""
    model = model_of(known.get("model", ""), known["project"])
    chosen = [one for one in SENDING if one in known.get("operations", ())]
    is_bound = known.get("endpoint") == "existing_model" and access != "owner"
    if is_bound and chosen and OWNER in (model.get("required") or ()):
        wrong = f"{access} leaves {OWNER} empty, which every row has"
        others = f"owner, or operations without {' and '.join(chosen)}"
        raise Problem.about("access", wrong, others)


def _caller(known: Known) -> str:
    return user_of(known).partition(":")[2] or "what the login gives"


# The model and its columns ---------------------------------------------------------


def key_is_one_column(model: Any, known: Known) -> None:
    """Refuse a model that no path leads to a row of."""
    found = model_of(model, known["project"])
    if known.get("endpoint") == "existing_model" and not (found.get("key") or {}):
        wrong = f"{model} has no primary key of one column"
        raise Problem.about("model", wrong, "a model with one")


def parent_has_a_key(parent: Any, known: Known) -> None:
    """Refuse a parent that no path leads to a row of."""
    found = model_of(parent, known["project"])
    if known.get("endpoint") == "nested" and not (found.get("key") or {}):
        wrong = f"{parent} has no primary key of one column"
        raise Problem.about("parent", wrong, "a model with one")


def columns_are_there(fields: Any, known: Known) -> None:
    """Refuse fields that the model has no column for."""
    if known.get("endpoint") == "existing_model":
        Existing.of(known.get("model", ""), known["project"]).check(fields)


def columns_are_given(fields: Any, known: Known) -> None:
    """Refuse to make rows that the database would refuse."""
    chosen = [one for one in SENDING if one in known.get("operations", ())]
    if known.get("endpoint") != "existing_model" or not chosen:
        return
    given = {field.name: not field.read_only for field in fields}
    model = model_of(known.get("model", ""), known["project"])
    unset = [one for one in unset_columns(model, given) if one != OWNER]
    if unset:
        wrong = f"{chosen[0]} has to give {', '.join(unset)}, without a default"
        others = f"fields of these names, or operations without {' and '.join(chosen)}"
        raise Problem.about("fields", wrong, others)


def envelope_is_there(response: Any, known: Known) -> None:
    """Refuse an envelope that the project does not have."""
    found = known["project"].get("response") or {}
    if response == "envelope" and not found.get("class"):
        wrong = "envelope needs a class that wraps responses, and none was found"
        raise Problem.about("response", wrong, "direct")


REFUSALS: Mapping[str, tuple[Refusal, ...]] = {
    "project": (orm_is_supported, session_is_there),
    "endpoint": (base_is_there,),
    "response": (envelope_is_there,),
    "parent": (parent_has_a_key,),
    "auth": (no_second_login, login_is_there),
    "access": (roles_are_told, owners_are_rows, owners_are_kept, owners_are_set),
}
"""Those of projects of others."""

OF_MODELS: Mapping[str, tuple[Refusal, ...]] = {
    "model": (key_is_one_column,),
    "fields": (columns_are_there, columns_are_given),
}
"""Those of models that are there, whosever the project is."""
