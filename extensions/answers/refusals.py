"""What a project that this template did not make rules out of an answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from .models import Parent
from .problem import Problem
from .project import model_in, project_in
from .support import check_supported

Known: TypeAlias = Mapping[str, Any]
Refusal: TypeAlias = Callable[[Any, Known], None]

BROUGHT: Mapping[str, str] = {"jwt": "users", "api_key": "keys"}
"""What a way to log in would bring along."""


def sending(known: Known) -> list[str]:
    """The operations that need every column that has no default."""
    return [
        name for name in ("create", "replace") if name in known.get("operations", ())
    ]


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
        accepted = "module:name of what endpoints depend on"
        raise Problem.about("project.session.dependency", wrong, accepted)


def base_is_there(endpoint: Any, known: Known) -> None:
    """Refuse to make a model where none of its kind shows what it derives from."""
    project = known["project"]
    is_known = project.get("base") or str(project.get("orm")).startswith("sqlmodel")
    if endpoint != "existing_model" and "base" in project and not is_known:
        wrong = "no class that models derive from was found"
        accepted = "module:Class of the declarative base"
        raise Problem.about("project.base", wrong, accepted)


def envelope_is_there(response: Any, known: Known) -> None:
    """Refuse an envelope that the project does not have."""
    if response == "envelope" and not project_in(known).wraps:
        wrong = "envelope needs a class that wraps responses, and none was found"
        raise Problem.about("response", wrong, "direct")


# How callers log in ---------------------------------------------------------------


def login_is_there(auth: Any, known: Known) -> None:
    """Refuse users or keys besides the project's own, and own ones that it lacks."""
    if auth in BROUGHT:
        wrong = f"{auth} would bring {BROUGHT[auth]} of its own into the project"
        raise Problem.about("auth", wrong, ", ".join(ways(known)))
    if auth == "existing" and auth not in ways(known):
        wrong = "existing needs a dependency that tells who calls, and none was found"
        if guarded := project_in(known).guarded:
            wrong = f"{guarded} ask for a caller, and nothing that tells who was found"
        accepted = "project with auth.dependency, or -d auth=none for an open endpoint"
        raise Problem.about("auth", wrong, accepted)


def ways(known: Known) -> tuple[str, ...]:
    found = project_in(known).auth
    return ("existing", "none") if found.get("dependency") else ("none",)


def user_of(known: Known) -> str:
    """The class of those who call; nothing where it is not known."""
    found = project_in(known).auth
    return str(found.get("user") or "") if known.get("auth") == "existing" else ""


# Who may do what ------------------------------------------------------------------


def roles_are_told(access: Any, known: Known) -> None:
    """Refuse roles where nobody says which ones a caller has."""
    if access == "roles" and not project_in(known).auth.get("roles"):
        wrong = f"roles need an attribute that says them, and {_caller(known)} has none"
        raise Problem.about("access", wrong, "any, or project with auth.roles")


def owners_are_rows(access: Any, known: Known) -> None:
    """Refuse owners that no foreign key can name."""
    is_known = access == "owner" and known.get("auth") == "existing"
    if is_known and not project_in(known).model(user_of(known)):
        wrong = f"owner needs users in a table, and {_caller(known)} is no model"
        raise Problem.about("access", wrong, "any, or project with auth.user")


def owners_are_kept(access: Any, known: Known) -> None:
    """Refuse owners of rows whose table does not keep them, or demands them."""
    model = model_in(known)
    if known.get("endpoint") != "existing_model" or not model:
        return
    owner = project_in(known).owner_of(model)
    if access == "owner" and not owner:
        usual = project_in(known).owner
        wrong = f"owner needs a column such as {usual}, which {model.table} has not"
        raise Problem.about("access", wrong, "any")
    chosen, given = sending(known), {one.name for one in known.get("fields", ())}
    if access != "owner" and chosen and owner in {*model.required} - given:
        wrong = f"{access} leaves {owner} empty, which every row has"
        others = f"owner, or operations without {' and '.join(chosen)}"
        raise Problem.about("access", wrong, others)


def owners_are_no_parents(access: Any, known: Known) -> None:
    """Refuse one column that would say both whose a row is and what it is below."""
    found = project_in(known)
    parent = found.model(str(known.get("parent", "")))
    if access != "owner" or known.get("endpoint") != "nested" or not parent:
        return
    above = Parent.of(parent)
    if above.key == found.owner:
        wrong = f"owner needs {above.key}, which is the key of the {above.name.human}"
        raise Problem.about("access", wrong, "any")


def _caller(known: Known) -> str:
    return user_of(known).partition(":")[2] or "what the login gives"


REFUSALS: Mapping[str, tuple[Refusal, ...]] = {
    "project": (orm_is_supported, session_is_there),
    "endpoint": (base_is_there,),
    "response": (envelope_is_there,),
    "auth": (login_is_there,),
    "access": (
        roles_are_told,
        owners_are_rows,
        owners_are_kept,
        owners_are_no_parents,
    ),
}
