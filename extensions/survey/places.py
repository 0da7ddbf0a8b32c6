"""Where the parts of a resource stand: patterns with the resource's name left open."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from .facts import Fact, Facts
from .mapped import classes_of
from .pytest_settings import tests_of
from .reading import Module, Sources, Where, above, common, joined
from .routers import applications, routers_of
from .syntax import commonest

RESOURCE = "<resource>"
BEFORE = re.compile(r"(?:test|crud|api|schema|model|router|service)_(?P<name>\w+)")
AFTER = re.compile(r"(?P<name>\w+)_[a-z]+")
BOTH = re.compile(r"test_(?P<name>\w+)_[a-z]+")
"""What may stand before or after a resource's name in the name of a file, and both."""

OUTSIDE = re.compile(r"(?:^|/)(?:docs?|scripts?|alembic|migrations?|examples?)/")
"""Folders beside the application."""

SERVICES = ("service", "crud")
"""What modules are called that do what routes ask for; the first that there is."""

RAREST = 5
"""A pattern that fewer than one of so many files follow is none."""

FOLDERS = ("core", "common", "shared", "utils", "lib")
"""Where projects keep modules that several resources share, the likeliest first."""

SHARED = frozenset({"__init__", "base", "common", "mixins", "utils"})
"""Files in a folder of many that belong to no resource."""


def facts(sources: Sources) -> Facts:
    """The facts about folders."""
    names = resources(sources)
    mapped = [one.module for one in classes_of(sources).mapped]
    routed = [one.module for one in routers_of(sources).beside]
    services = (_pattern(_called(sources, word), word, names) for word in SERVICES)
    found = {
        "models": _pattern(mapped, "model", names),
        "schemas": _pattern(_called(sources, "schema"), "schema", names),
        "services": next(filter(None, services), None),
        "routers": _pattern(routed, "rout", names),
        "tests": _tests(sources, names),
    }
    known = {name: fact for name, fact in found.items() if fact}
    plurals = [one for one in known if is_plural(sources, str(known[one].value), names)]
    return {
        **{f"paths.{name}": fact for name, fact in known.items()},
        "paths.shared": Fact(shared_folder(sources, [*mapped, *routed])),
        "paths.plurals": Fact(plurals),
    }


def shared_folder(sources: Sources, modules: Iterable[Module]) -> str:
    """The folder of modules that resources share: beside theirs, or above them."""
    root = joined(sources.root)
    start = f"{root}/" if root else ""
    files = [module.file for module in modules if module.file.startswith(start)]
    around = above(f"{common(files or [applications(sources)[0].module.file])}/_")
    places = [one for one in around if one.startswith(start)]
    likely = [f"{place}{name}/" for place in places for name in FOLDERS]
    packages = {f"{file.rpartition('/')[0]}/" for file in sources.texts}
    known = (folder for folder in likely if folder in packages)
    outermost = next((one for one in reversed(places) if one != start), start)
    return next(known, outermost).rstrip("/")


def resources(sources: Sources) -> frozenset[str]:
    """The names of resources, as files and folders have them."""
    tables = filter(None, map(classes_of(sources).table, classes_of(sources).mapped))
    below = routers_of(sources).near
    paths = {
        path.strip("/").partition("/")[0].replace("-", "_")
        for path in below.values()
        if path
    }
    singulars = {form for path in paths for form in _singulars(path)}
    known = {*single(sources), *tables, *paths, *singulars} - {"", "api", "v1", "v2"}
    return frozenset(known | {form for name in known for form in _plurals(name)})


def single(sources: Sources) -> set[str]:
    """What one row of each model is called."""
    classes = (one.node.name for one in classes_of(sources).mapped)
    return {re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower() for name in classes}


def _plurals(name: str) -> tuple[str, ...]:
    if name.endswith("y"):
        return (f"{name[:-1]}ies",)
    return (f"{name}s", f"{name}es")


def _singulars(name: str) -> Iterator[str]:
    """What it can be the plural of."""
    for ending, other in (("ies", "y"), ("es", ""), ("s", "")):
        if name.endswith(ending):
            yield name.removesuffix(ending) + other


def is_plural(sources: Sources, pattern: str, names: frozenset[str]) -> bool:
    """Whether the files of a pattern are called by the plurals of resources."""
    form = re.escape(pattern).replace(re.escape(RESOURCE), r"(\w+)")
    found = (re.match(rf"{form}(?:/|$)", file) for file in sources.files)
    words = {one[1] for one in found if one and one.groups()} & {*names}
    one_each = single(sources)
    several = {form for name in one_each for form in _plurals(name)} - one_each
    known = words & (one_each | several) or words
    ending = {one for one in known if re.search("[^s]s$", one)} - one_each
    return len(known & several | ending) * 2 > len(known)


def _called(sources: Sources, word: str) -> list[Module]:
    """The modules of the application that are called so, or stand in such a folder."""
    before = "" if sources.root == "." else f"{sources.root}/"
    pattern = re.compile(rf"\b(?:\w+_)?{word}s?\b")
    return [
        module
        for module in sources.modules
        if not module.is_test
        and module.file.startswith(before)
        and not OUTSIDE.search(module.file)
        and pattern.search(module.name.replace(".", " "))
        and module.text.strip()
    ]


def _pattern(
    modules: Iterable[Module], word: str, names: frozenset[str]
) -> Fact | None:
    """The pattern that most modules follow, or the only one that there is."""
    files = sorted({module.file for module in modules})
    opened = {file: _opened(file, names - {word, f"{word}s"}) for file in files}
    by_name = Counter(one for one in opened.values() if RESOURCE in one)
    own = sum(not file.endswith("__init__.py") for file in files)
    for patterns in (by_name, _in_one_folder(files, word), _of_one_name(files)):
        if patterns:
            best = max(patterns, key=lambda one: (patterns[one], -one.count("/")))
            if patterns[best] * RAREST >= own:
                return Fact(best, _example(opened, best))
    return Fact(files[0], Where(files[0], 1)) if len(files) == 1 else None


def _opened(file: str, names: frozenset[str]) -> str:
    """The path with each name of a resource left open, but for the package's."""
    first, *folders = file.split("/")[:-1] or [""]
    parts = [RESOURCE if folder in names else folder for folder in folders]
    return "/".join(filter(None, [first, *parts, f"{_stem(_name(file), names)}.py"]))


def _name(file: str) -> str:
    return file.rpartition("/")[2].removesuffix(".py")


def _stem(stem: str, names: frozenset[str]) -> str:
    """The name of a file with the name of a resource left open."""
    if stem in names:
        return RESOURCE
    for form in (BOTH, BEFORE, AFTER):
        found = form.fullmatch(stem)
        if found and found["name"] in names:
            start, end = found.span("name")
            return stem[:start] + RESOURCE + stem[end:]
    return stem


def _in_one_folder(files: list[str], word: str) -> Counter[str]:
    """Folders called like the part, of several files and of no other folder."""
    folders = {file.rpartition("/")[0] for file in files}
    inner = {
        one for one in folders if any(two.startswith(f"{one}/") for two in folders)
    }
    found = Counter(
        folder
        for folder, _, name in (file.rpartition("/") for file in files)
        if folder.rpartition("/")[2].startswith(word)
        and folder not in inner
        and _name(name) not in SHARED
    )
    return Counter({f"{one}/{RESOURCE}.py": n for one, n in found.items() if n > 1})


def _of_one_name(files: list[str]) -> Counter[str]:
    """Files of one name in several folders beside each other."""
    parts = (["", *file.split("/")] for file in files)
    found = Counter(
        "/".join(filter(None, [*above, RESOURCE, name]))
        for *above, folder, name in parts
        if folder and name != "__init__.py"
    )
    return Counter({pattern: n for pattern, n in found.items() if n > 1})


def _example(opened: Mapping[str, str], pattern: str) -> Where | None:
    """The first file that follows it."""
    form = re.escape(pattern).replace(re.escape(RESOURCE), r"[^/]+")
    exact = [file for file, one in opened.items() if one.startswith(pattern)]
    alike = [
        file
        for file in opened
        if re.fullmatch(form, file) and _name(file) not in SHARED
    ]
    return next((Where(file, 1) for file in (*exact, *alike)), None)


def _tests(sources: Sources, names: frozenset[str]) -> Fact | None:
    """The pattern of tests: of a folder, where a resource has one of its own."""
    files = [
        one.file for one in tests_of(sources) if _name(one.file).startswith("test_")
    ]
    opened = {file: _opened(file, names) for file in files}
    folders = {one: one.rpartition("/")[0] for one in opened.values()}
    best = commonest(
        folders[one] if RESOURCE in folders[one] else one
        for one in opened.values()
        if RESOURCE in one
    )
    return Fact(best, _example(opened, best)) if best else None
