"""Names: forms, plurals and refusals."""

import builtins
import re
import sys
from collections.abc import Callable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from extensions.answers.names import (
    SQL_RESERVED,
    Name,
    check_package,
    check_plural,
    check_project_name,
    check_resource,
    propose_package,
    propose_plural,
    propose_project_name,
)
from extensions.answers.problem import Problem
from tests.extensions.slice.generated import (
    modules_of_the_service,
    names_in,
    rendered,
    slice_of,
)

SNAKE = st.from_regex(r"[a-z][a-z0-9]{0,8}(_[a-z0-9]{1,8}){0,2}", fullmatch=True)

PLURALS = {
    "order": "orders",
    "order_item": "order_items",
    "category": "categories",
    "day": "days",
    "soliloquy": "soliloquies",
    "box": "boxes",
    "address": "addresses",
    "batch": "batches",
    "dish": "dishes",
    "bus": "buses",
    "status": "statuses",
    "person": "people",
    "salesperson": "salespeople",
    "child": "children",
    "man": "men",
    "craftswoman": "craftswomen",
    "human": "humans",
    "mouse": "mice",
    "house": "houses",
    "goose": "geese",
    "mongoose": "mongooses",
    "foot": "feet",
    "tooth": "teeth",
    "ox": "oxen",
    "analysis": "analyses",
    "basis": "bases",
    "crisis": "crises",
    "axis": "axes",
    "datum": "data",
    "criterion": "criteria",
    "index": "indexes",
    "matrix": "matrices",
    "leaf": "leaves",
    "knife": "knives",
    "life": "lives",
    "wolf": "wolves",
    "bookshelf": "bookshelves",
    "loaf": "loaves",
    "half": "halves",
    "thief": "thieves",
    "elf": "elves",
    "chief": "chiefs",
    "belief": "beliefs",
    "quiz": "quizzes",
    "hero": "heroes",
    "potato": "potatoes",
    "photo": "photos",
    "piano": "pianos",
    "stomach": "stomachs",
    "staff_person": "staff_people",
    "office_equipment": "office_equipment",
    "news": "news",
    "series": "series",
    "sheep": "sheep",
    "feedback": "feedback",
    "software": "software",
    "reference": "reference_records",
    "command": "command_records",
}


@pytest.mark.parametrize(("singular", "plural"), PLURALS.items())
def test_plural_is_the_one_in_the_dictionary(singular: str, plural: str) -> None:
    assert propose_plural(singular) == plural


@pytest.mark.parametrize(
    ("form", "written"),
    [
        ("snake", "order_item"),
        ("plural", "order_items"),
        ("pascal", "OrderItem"),
        ("kebab_plural", "order-items"),
        ("human", "order item"),
        ("human_plural", "order items"),
        ("title", "Order item"),
        ("a", "an order item"),
    ],
)
def test_name_is_written_in_every_form(form: str, written: str) -> None:
    assert getattr(Name("order_item", "order_items"), form) == written


@pytest.mark.parametrize(
    "phrase",
    [
        "a customer",
        "a eulogy",
        "a one time code",
        "a unit",
        "a university",
        "a usage",
        "a user",
        "a year",
        "an apple",
        "an honest answer",
        "an hour",
        "an order",
        "an umbrella",
        "an uninstall",
    ],
)
def test_article_follows_the_sound(phrase: str) -> None:
    singular = phrase.split(" ", 1)[1].replace(" ", "_")
    assert Name(singular, propose_plural(singular)).a == phrase


REFUSED_RESOURCES = {
    "": "resource: is empty; accepted: a singular noun like order_item",
    "Order Item": "resource: 'Order Item' is not snake_case; "
    "accepted: a singular noun like order_item",
    "order__item": "resource: 'order__item' is not snake_case; "
    "accepted: a singular noun like order_item",
    "a" * 31: f"resource: '{'a' * 31}' is longer than 30 characters; "
    "accepted: at most 30 characters",
    "order": "resource: 'order' is a reserved word of SQL; accepted: another singular "
    "snake_case noun, for example customer_order",
    "group": "resource: 'group' is a reserved word of SQL; accepted: another singular "
    "snake_case noun, for example member_group",
    "class": "resource: 'class' is a Python keyword; accepted: another singular "
    "snake_case noun, for example class_record",
    "match": "resource: 'match' is a Python keyword; accepted: another singular "
    "snake_case noun, for example match_record",
    "filter": "resource: 'filter' is a Python builtin; accepted: another singular "
    "snake_case noun, for example filter_record",
    "timeout_error": "resource: 'timeout_error' is a Python builtin; accepted: another "
    "singular snake_case noun, for example timeout_error_record",
    "base_model": "resource: 'base_model' clashes with a name of Pydantic; accepted: "
    "another singular snake_case noun, for example base_model_record",
    "session": "resource: 'session' clashes with a name of SQLAlchemy; accepted: "
    "another singular snake_case noun, for example visit_session",
    "request": "resource: 'request' clashes with a name of FastAPI; accepted: another "
    "singular snake_case noun, for example request_record",
    "token": "resource: 'token' clashes with a part of the service; accepted: another "
    "singular snake_case noun, for example token_record",
}


@pytest.mark.parametrize(("text", "message"), REFUSED_RESOURCES.items())
def test_resource_is_refused_in_one_line(text: str, message: str) -> None:
    with pytest.raises(Problem) as problem:
        check_resource(text)
    assert str(problem.value) == message


@pytest.mark.parametrize("text", ["customer", "order_item", "line2", "license", "x"])
def test_resource_is_accepted(text: str) -> None:
    assert check_resource(f" {text} ") == text


@pytest.mark.parametrize(
    "example_name",
    [
        match[1]
        for message in REFUSED_RESOURCES.values()
        if (match := re.search(r"for example (\w+)", message))
    ],
)
def test_resource_that_a_message_suggests_is_accepted(example_name: str) -> None:
    assert check_resource(example_name) == example_name


@pytest.mark.parametrize(
    ("plural", "message"),
    [
        ("", "plural: is empty; accepted: a plural noun like order_items"),
        (
            "order-items",
            "plural: 'order-items' is not snake_case; "
            "accepted: a plural noun like order_items",
        ),
        (
            "references",
            "plural: 'references' is a reserved word of SQL; accepted: another plural "
            "snake_case noun, for example thing_records",
        ),
        (
            "schemas",
            "plural: 'schemas' clashes with a part of the service; accepted: another "
            "plural snake_case noun, for example thing_records",
        ),
        (
            "a" * 41,
            f"plural: '{'a' * 39}…' is longer than 40 characters; "
            "accepted: at most 40 characters",
        ),
    ],
)
def test_plural_is_refused_in_one_line(plural: str, message: str) -> None:
    with pytest.raises(Problem) as problem:
        check_plural(plural, "thing")
    assert str(problem.value) == message


def test_plural_may_equal_the_singular() -> None:
    assert check_plural("equipment", "equipment") == "equipment"


def accepted(singular: str) -> bool:
    try:
        return bool(check_resource(singular))
    except Problem:
        return False


def assert_plural_is_accepted(singular: str) -> None:
    plural = propose_plural(singular)
    assert check_plural(plural, singular) == plural


@settings(deadline=None)
@given(SNAKE.filter(accepted))
@example("x" * 30)
@example(f"{'x' * 23}_person")
@example(f"{'x' * 23}_matrix")
def test_proposed_plural_is_accepted(singular: str) -> None:
    assert_plural_is_accepted(singular)


REFUSED_WORDS = sorted({*SQL_RESERVED, *dir(builtins), *sys.stdlib_module_names})
SINGULARS = [
    singular
    for word in (*REFUSED_WORDS, *modules_of_the_service())
    for singular in (word, word.removesuffix("s"), word.removesuffix("es"))
    if accepted(singular)
]


def test_proposed_plural_of_a_near_miss_is_accepted() -> None:
    """Of what would be a refused word if it had an s."""
    for singular in SINGULARS:
        assert_plural_is_accepted(singular)


@pytest.mark.parametrize("module", modules_of_the_service())
def test_module_of_the_service_is_no_plural(module: str) -> None:
    """The package of a resource would stand beside it, under the same name."""
    with pytest.raises(Problem, match="part of the service"):
        check_plural(module, "thing")


def names_beside(resource: str, layout: str) -> list[list[str]]:
    """What each module of a resource imports and defines."""
    fields = {"name": "str, unique", "state": "enum(a)"}
    made = slice_of(fields, resource=resource, layout=layout)
    artefacts = ("models", "schemas", "service", "router", "migration", "examples")
    return [names_in(rendered(artefact, made)) for artefact in artefacts]


@pytest.mark.slow
@pytest.mark.parametrize("layout", ["feature", "layered"])
def test_resource_hides_nothing_that_its_modules_import(layout: str) -> None:
    usual = {name for names in names_beside("product", layout) for name in names}
    words = {re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower() for name in usual}
    for resource in filter(accepted, sorted(words - {"product"})):
        for names in names_beside(resource, layout):
            assert len(set(names)) == len(names), resource


@pytest.mark.parametrize(
    ("folder", "name"),
    [
        ("My Shop!", "my-shop"),
        ("my_shop", "my-shop"),
        ("Größe", "groe"),
        ("", "service"),
        ("123", "service-123"),
        ("fastapi", "fastapi-service"),
    ],
)
def test_project_name_is_proposed_from_the_folder(folder: str, name: str) -> None:
    assert propose_project_name(folder) == name


@pytest.mark.parametrize(
    ("project_name", "package"),
    [
        ("my-shop", "my_shop"),
        ("My.Shop", "my_shop"),
        ("fastapi", "fastapi_service"),
        ("json", "json_service"),
        ("tests", "tests_service"),
        ("class", "class_service"),
        ("2fast", "service_2fast"),
    ],
)
def test_package_is_proposed_from_the_project_name(
    project_name: str,
    package: str,
) -> None:
    assert propose_package(project_name) == package


@settings(deadline=None)
@given(st.text())
@example("a" * 200)
@example("pytest-")
def test_proposed_names_are_accepted(folder: str) -> None:
    name = propose_project_name(folder)
    package = propose_package(name)
    assert (check_project_name(name), check_package(package)) == (name, package)


@settings(deadline=None)
@given(st.text())
def test_package_is_proposed_from_any_text(text: str) -> None:
    package = propose_package(text)
    assert check_package(package) == package


@pytest.mark.parametrize(
    ("check", "text", "message"),
    [
        (
            check_package,
            "My-Shop",
            "package: 'My-Shop' is not snake_case; "
            "accepted: a lower-case import name like order_service",
        ),
        (
            check_package,
            "json",
            "package: 'json' is a module of the standard library; "
            "accepted: another import name, for example json_service",
        ),
        (
            check_package,
            "sqlalchemy",
            "package: 'sqlalchemy' is the name of a dependency of the service; "
            "accepted: another import name, for example sqlalchemy_service",
        ),
        (
            check_package,
            "tests",
            "package: 'tests' is the name of another folder of the project; "
            "accepted: another import name, for example tests_service",
        ),
        (
            check_project_name,
            "-shop",
            "project_name: '-shop' is not a distribution name; "
            "accepted: letters, digits, '-', '_' and '.', like order-service",
        ),
        (
            check_project_name,
            " ",
            "project_name: is empty; "
            "accepted: letters, digits, '-', '_' and '.', like order-service",
        ),
        (
            check_project_name,
            "Pydantic_Settings",
            "project_name: 'Pydantic_Settings' is the name of a dependency of the "
            "service; accepted: another name, for example pydantic-settings-service",
        ),
    ],
)
def test_project_is_refused_in_one_line(
    check: Callable[[str], str],
    text: str,
    message: str,
) -> None:
    with pytest.raises(Problem) as problem:
        check(text)
    assert str(problem.value) == message


@settings(deadline=None)
@given(
    st.sampled_from([check_resource, check_package, check_project_name]),
    st.text(),
)
def test_checks_raise_only_one_line_problems(
    check: Callable[[str], str],
    text: str,
) -> None:
    try:
        check(text)
    except Problem as problem:
        assert len(str(problem).splitlines()) == 1  # noqa: PT017 - either is fine


def test_problem_is_always_one_line() -> None:
    assert str(Problem("two\nlines\u2028and\ta tab")) == "two lines and a tab"
