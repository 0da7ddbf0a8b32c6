"""Files: the path of each artefact of an endpoint, empty for one that is not written."""

from __future__ import annotations

from ..answers.names import Name
from ..answers.shared import GROUP, MODULES
from ..slice.auth import WAYS
from ..slice.places import ALL_MODELS, ANY, PARTS, Places, dotted
from ..slice.slice import Slice
from .naming import folder_after, revision_file

LAYERS = ("layer_of_schemas", "layer_of_services")
"""Those that may be there, in folders that the project has nothing of its own in."""


def files_of(slice: Slice, *, is_new: bool) -> dict[str, str]:
    """The path of each artefact by its name."""
    where, users, keys = slice.where, WAYS["jwt"].name, WAYS["api_key"].name
    found = {
        **modules(slice, slice.name),
        **modules(slice, users, "user_", written="users" in slice.groups),
        **modules(slice, keys, "api_key_", written="api_keys" in slice.groups),
        **_packages(slice, is_new=is_new),
        "layer_of_schemas": where.layer("schemas"),
        "layer_of_services": where.layer("service"),
        "models": where.file("models") if slice.has_new_model else "",
        "migration": _revision(slice),
        **_tests(slice),
        **_shared(slice),
    }
    del found["api_key_router"]  # keys are made on the command line alone
    return found


def modules(
    slice: Slice, name: Name, prefix: str = "", *, written: bool = True
) -> dict[str, str]:
    """The files of a resource's modules, by their parts."""
    where = Places(slice.fit.project, name)
    return {prefix + part: where.file(part) if written else "" for part in PARTS}


def places(slice: Slice) -> dict[str, str]:
    """The paths of the modules of any resource, and of that of all models."""
    return {**modules(slice, ANY), "all_models": all_models(slice)}


def all_models(slice: Slice) -> str:
    """The module that knows all models, in a service of ours."""
    return f"src/{slice.package}/{ALL_MODELS[slice.answers.layout]}"


def _packages(slice: Slice, *, is_new: bool) -> dict[str, str]:
    """The `__init__` modules; in layers, that of models lists them all."""
    has_layers = is_new and slice.answers.layout == "layered"
    return {
        "all_models": all_models(slice) if is_new else "",
        "package": _package(slice),
        **{
            f"{layer}_package": f"src/{slice.package}/{layer}/__init__.py"
            if has_layers
            else ""
            for layer in ("routers", "schemas", "services")
        },
    }


def _package(slice: Slice) -> str:
    """The `__init__` of its package, unless a model that is there stands in it."""
    package = slice.where.package
    beside = slice.modules.models.rpartition(".")[0]
    is_there = dotted(package, slice.fit.project.root) == beside
    return "" if is_there and not slice.has_new_model else package


def _shared(slice: Slice) -> dict[str, str]:
    """The modules that endpoints share in existing projects, where it brings them."""
    find = slice.fit.project.shared_file
    return {
        GROUP + name: find(name) if GROUP + name in slice.groups else ""
        for name in MODULES
    }


def _revision(slice: Slice) -> str:
    """The revision that creates the table, where the project has revisions."""
    project, slug = slice.fit.project, f"create_{slice.name.plural}"
    if not (slice.has_new_model and project.versions):
        return ""
    folder = folder_after(project, slice.parent_revision)
    return f"{folder}/{revision_file(project, slice.revision, slug)}"


def _tests(slice: Slice) -> dict[str, str]:
    """The modules of the resource's tests, of which some are not needed.

    In other projects they are a package: tests of others have modules of the same names.
    """
    folder, named = slice.where.tests, {"test_conftest": "conftest"}
    package = "" if slice.fit.is_ours else f"{folder}/__init__.py"
    return {
        "tests_package": "" if package == _package(slice) else package,
        **{
            name: f"{folder}/{named.get(name, name)}.py" if is_needed else ""
            for name, is_needed in slice.suite.modules.items()
        },
    }
