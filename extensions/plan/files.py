"""Files: the path of each artefact of an endpoint, empty for one that is not written."""

from __future__ import annotations

from ..slice.fitted.slice import FittedSlice
from ..slice.layout import ALL_MODELS, PACKAGES, PARTS, Modules, path
from ..slice.places import dotted
from ..slice.slice import Slice

FITTED = (
    "fitted_package",
    "fitted_schemas_package",
    "fitted_services_package",
    "tests_package",
)
"""Artefacts that only a project has which this template did not make."""

OF_MODEL = ("models", "migration")
"""Artefacts that a model has already which is there."""

LAYERS = ("fitted_schemas_package", "fitted_services_package")
"""Those that may be there, in folders that the project has nothing of its own in."""


def files_of(slice: Slice, *, is_new: bool) -> dict[str, str]:
    """The path of each artefact by its name."""
    ours = _ours(slice, is_new=is_new)
    if isinstance(slice, FittedSlice):
        return {**dict.fromkeys((*ours, *FITTED), ""), **_fitted(slice)}
    return {**ours, **dict.fromkeys(FITTED, "")}


def all_models(slice: Slice) -> str:
    """The module that knows all models."""
    return f"src/{slice.package}/{ALL_MODELS[slice.answers.layout]}"


def modules(prefix: str, found: Modules, *, written: bool = True) -> dict[str, str]:
    """The files of a resource's modules, by their parts."""
    return {
        prefix + part: "src/" + path(getattr(found, part)) if written else ""
        for part in PARTS
    }


# In a project of others ---------------------------------------------------------


def _fitted(slice: FittedSlice) -> dict[str, str]:
    where = slice.where
    return {
        "schemas": where.file("schemas"),
        "models": where.file("models") if slice.has_new_model else "",
        "service": where.file("service"),
        "router": where.file("router"),
        "fitted_package": _fitted_package(slice),
        "fitted_schemas_package": where.layer("schemas"),
        "fitted_services_package": where.layer("service"),
        "migration": _fitted_revision(slice),
        **_tests(slice, slice.where.tests),
        "tests_package": _tests_package(slice),
    }


def _tests_package(slice: FittedSlice) -> str:
    """The `__init__` beside its tests: those of others have modules of the same names."""
    package = f"{slice.where.tests}/__init__.py"
    return "" if package == _fitted_package(slice) else package


def _fitted_package(slice: FittedSlice) -> str:
    """The `__init__` of its package, unless a model that is there stands in it."""
    package = slice.where.package
    beside = slice.modules.models.rpartition(".")[0]
    is_there = dotted(package, slice.fit.project.root) == beside
    return "" if is_there and not slice.has_new_model else package


def _fitted_revision(slice: FittedSlice) -> str:
    """The revision that creates the table, where the project has revisions."""
    versions = slice.fit.project.versions if slice.has_new_model else ""
    name = f"{slice.revision}_create_{slice.name.plural}"
    return f"{versions}/{name}.py" if versions else ""


# In a service that this template made ---------------------------------------------


def _ours(slice: Slice, *, is_new: bool) -> dict[str, str]:
    files = (
        modules("", slice.modules)
        | modules("user_", slice.users, written="users" in slice.groups)
        | _api_keys(slice)
        | _packages(slice, is_new=is_new)
        | _tests(slice, f"tests/{slice.name.plural}")
        | {"migration": _revision(slice, f"create_{slice.name.plural}")}
    )
    if slice.has_new_model:
        return files
    beside = path(slice.modules.models).rpartition("/")[0] + "/__init__.py"
    there = [one for one in files if files[one] == f"src/{beside}"]
    return {**files, **dict.fromkeys((*OF_MODEL, *there), "")}


def _api_keys(slice: Slice) -> dict[str, str]:
    """Their modules, laid out like those of a resource without routes."""
    written = "api_keys" in slice.groups
    files = modules("api_key_", slice.api_keys, written=written)
    return {name: files[name] for name in files if name != "api_key_router"}


def _packages(slice: Slice, *, is_new: bool) -> dict[str, str]:
    """The `__init__` modules of a layout; in layers, that of models lists them all."""
    layout, plural = slice.answers.layout, slice.name.plural
    root = f"src/{slice.package}"
    found = {
        package: f"{root}/{package.format(plural=plural)}/__init__.py"
        for package in PACKAGES[layout]
        if is_new or package == "{plural}"
    }
    return {
        "all_models": all_models(slice) if is_new else "",
        "feature_package": found.get("{plural}", ""),
        "routers_package": found.get("routers", ""),
        "schemas_package": found.get("schemas", ""),
        "services_package": found.get("services", ""),
    }


def _tests(slice: Slice, folder: str) -> dict[str, str]:
    """The modules of the resource's tests, of which some are not needed."""
    modules = {"test_conftest": "conftest", "examples": "examples"}
    return {
        name: f"{folder}/{modules.get(name, name)}.py" if is_needed else ""
        for name, is_needed in slice.suite.modules.items()
    }


def _revision(slice: Slice, slug: str) -> str:
    versions = f"src/{slice.package}/migrations/versions"
    return f"{versions}/{slice.revision}_{slug}.py"
