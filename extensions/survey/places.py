"""Where the parts of a resource stand: patterns with the resource's name left open."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from .facts import Fact, Facts
from .mapped import classes_of
from .pytest_settings import tests_of
from .reading import Module, Sources, Where, above, common, joined
from .routers import applications, routers_of

RESOURCE = "<resource>"
AROUND = re.compile(r"^(test|crud|api|schema|model|router|service)_|_[a-z]+$")
BOTH = re.compile(r"(test_)(\w+)(_[a-z]+)")
"""What may stand before or after a resource's name in the name of a file, and both."""

OUTSIDE = re.compile(r"(?:^|/)(?:docs?|scripts?|alembic|migrations?|examples?)/")
"""Folders beside the application."""

SERVICES = ("service", "crud")
"""What modules are called that do what routes ask for; the first that there is."""

RAREST = 5
"""A pattern that fewer than one of so many files follow is none."""

FOLDERS = ("core", "common", "shared", "utils", "lib")
"""Where projects keep modules that several resources share, the likeliest first."""

OURS = "rest"
"""The package in there that is ours."""

SHARED = frozenset({"__init__", "base", "common", "mixins", "utils"})
"""Files in a folder of many that belong to no resource."""


def facts(sources: Sources) -> Facts:
    """The facts about folders."""
    names = resources(sources)
    mapped = [one.module for one in classes_of(sources).mapped]
    routed = [one.module for one in routers_of(sources).served]
    found = {
        "models": _pattern(mapped, "model", names, alone=True),
        "schemas": _pattern(_called(sources, "schema"), "schema", names, alone=True),
        "services": _services(sources, names),
        "routers": _pattern(routed, "rout", names, alone=True),
        "tests": _tests(sources, names),
    }
    shared = shared_folder(sources, [*mapped, *routed])
    patterns = {name: str(fact.value) for name, fact in found.items() if fact}
    plurals = [name for name in patterns if is_plural(sources, patterns[name], names)]
    return {
        **{f"paths.{name}": fact for name, fact in found.items() if fact},
        "paths.shared": Fact(shared),
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
    ours = (f"{folder}{OURS}/" for folder in (*likely, *places))
    packages = {f"{file.rpartition('/')[0]}/" for file in sources.texts}
    there = next((one for one in ours if one in packages), "")
    known = (folder for folder in likely if folder in packages)
    outermost = next((one for one in reversed(places) if one != start), start)
    return (there or f"{next(known, outermost)}{OURS}").rstrip("/")


def _services(sources: Sources, names: frozenset[str]) -> Fact | None:
    """Where what can be done with a resource stands, by the names that teams give it."""
    found = (
        _pattern(_called(sources, word), word, names, alone=True) for word in SERVICES
    )
    return next(filter(None, found), None)


def resources(sources: Sources) -> frozenset[str]:
    """The names of resources, as files and folders have them."""
    tables = filter(None, map(classes_of(sources).table, classes_of(sources).mapped))
    below = routers_of(sources).near
    paths = (
        path.strip("/").partition("/")[0].replace("-", "_")
        for path in below.values()
        if path
    )
    known = {*single(sources), *tables, *paths} - {"", "api", "v1", "v2"}
    return frozenset(known | {form for name in known for form in _plurals(name)})


def single(sources: Sources) -> set[str]:
    """What one row of each model is called."""
    classes = (one.node.name for one in classes_of(sources).mapped)
    return {re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower() for name in classes}


def _plurals(name: str) -> tuple[str, ...]:
    if name.endswith("y"):
        return (f"{name[:-1]}ies",)
    return (f"{name}s", f"{name}es")


def is_plural(sources: Sources, pattern: str, names: frozenset[str]) -> bool:
    """Whether the files of a pattern are called by the plurals of resources."""
    form = re.escape(pattern).replace(re.escape(RESOURCE), r"(\w+)")
    found = (re.match(rf"{form}(?:/|$)", file) for file in sources.files)
    words = {one[1] for one in found if one and one.groups()} & {*names}
    one_each = single(sources)
    several = {form for name in one_each for form in _plurals(name)} - one_each
    known = words & (one_each | several) or words
    plurals = {one for one in known if one in several or _ends_so(one, one_each)}
    return len(plurals) * 2 > len(known)


def _ends_so(word: str, one_each: set[str]) -> bool:
    return word.endswith("s") and not word.endswith("ss") and word not in one_each


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
    modules: Iterable[Module], word: str, names: frozenset[str], *, alone: bool = False
) -> Fact | None:
    """The pattern that most modules follow."""
    files = sorted({module.file for module in modules})
    others = names - {word, f"{word}s"}
    opened = {file: _opened(file, others) for file in files}
    by_name = Counter(one for one in opened.values() if RESOURCE in one)
    for patterns in (by_name, _in_one_folder(files, word), _of_one_name(files)):
        if patterns:
            best = max(patterns, key=lambda one: (patterns[one], -one.count("/")))
            if patterns[best] * RAREST >= sum(map(_is_named, files)):
                return Fact(best, _example(opened, best))
    return Fact(files[0], Where(files[0], 1)) if alone and len(files) == 1 else None


def _is_named(file: str) -> bool:
    """Whether a file has a name of its own."""
    return not file.endswith("__init__.py")


def _opened(file: str, names: frozenset[str]) -> str:
    """The path with each name of a resource left open, but for the package's."""
    first, *folders = file.split("/")[:-1] or [""]
    stem = file.rpartition("/")[2].removesuffix(".py")
    parts = [RESOURCE if folder in names else folder for folder in folders]
    return "/".join(filter(None, [first, *parts, f"{_stem(stem, names)}.py"]))


def _stem(stem: str, names: frozenset[str]) -> str:
    if stem in names:
        return RESOURCE
    if (both := BOTH.fullmatch(stem)) and both[2] in names:
        return f"{both[1]}{RESOURCE}{both[3]}"
    for found in AROUND.finditer(stem):
        bare = stem[: found.start()] + stem[found.end() :]
        if bare in names:
            return f"{stem[: found.start()] and RESOURCE}{found[0]}" + (
                "" if stem[: found.start()] else RESOURCE
            )
    return stem


def _in_one_folder(files: list[str], word: str) -> Counter[str]:
    """Folders called like the part, of several files."""
    folders = Counter(
        file.rpartition("/")[0]
        for file in files
        if file.rpartition("/")[0].rpartition("/")[2].startswith(word)
        and not _has_inner(files, file.rpartition("/")[0])
        and file.rpartition("/")[2].removesuffix(".py") not in SHARED
    )
    return Counter({f"{one}/{RESOURCE}.py": n for one, n in folders.items() if n > 1})


def _has_inner(files: list[str], folder: str) -> bool:
    """Whether there are folders within it, which resources may stand in."""
    return any(
        file.startswith(f"{folder}/") and "/" in file[len(folder) + 1 :]
        for file in files
    )


def _of_one_name(files: list[str]) -> Counter[str]:
    """Files of one name in several folders beside each other."""
    found: Counter[str] = Counter()
    for file in files:
        *above, folder, name = ["", "", *file.split("/")]
        if folder and name != "__init__.py":
            found["/".join(filter(None, [*above, RESOURCE, name]))] += 1
    return Counter({pattern: n for pattern, n in found.items() if n > 1})


def _example(opened: Mapping[str, str], pattern: str) -> Where | None:
    """The first file that follows it."""
    form = re.escape(pattern).replace(re.escape(RESOURCE), r"[^/]+")
    exact = (file for file, one in opened.items() if one.startswith(pattern))
    alike = (
        file
        for file in opened
        if re.fullmatch(form, file)
        and file.rpartition("/")[2].removesuffix(".py") not in SHARED
    )
    first = next(exact, None) or next(alike, None)
    return Where(first, 1) if first else None


def _tests(sources: Sources, names: frozenset[str]) -> Fact | None:
    """The pattern of tests: of a folder, where a resource has one of its own."""
    files = [
        one.file
        for one in tests_of(sources)
        if one.file.rpartition("/")[2].startswith("test_")
    ]
    opened = {file: _opened(file, names) for file in files}
    found: Counter[str] = Counter()
    for one in opened.values():
        before, _, name = one.rpartition("/")
        if RESOURCE in before:
            found[before] += 1
        elif RESOURCE in name:
            found[one] += 1
    if not found:
        return None
    [(best, _)] = found.most_common(1)
    return Fact(best, _example(opened, best))
