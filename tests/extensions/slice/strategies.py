"""Answers and fields, made up by Hypothesis."""

import keyword
import re
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from extensions.answers.field_printing import written
from extensions.answers.fields import Field, parse_fields
from extensions.answers.problem import Problem

NAMES = st.sampled_from(["alpha", "beta", "on", "null", "n", "zip_code", "line2"])
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
SNAKE = st.from_regex(
    r"[a-z][a-z0-9]{0,12}(_[a-z0-9]{1,12}){0,2}",
    fullmatch=True,
).filter(lambda name: not keyword.iskeyword(name))
LONG_SNAKE = st.integers(1, 40).map(lambda length: "x" * length)

AWKWARD = (
    "annotated any base base_model config_dict create cursor_page exception cursor_query "
    "decimal email_str enum field finite_float int32 json_value literal local_time "
    "mapped missing model product product_base product_create product_query "
    "product_replace product_response product_state product_update query request_model "
    "record replace response response_model search_text state status str_enum true type update url "
    "uuid value"
).split()
"""Names that generated modules use too, in one form or another."""

# Texts of fields ---------------------------------------------------------------


def in_quotes(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def defaults(type_: str, values: st.SearchStrategy[Any]) -> st.SearchStrategy[str]:
    return values.map(lambda value: f"{type_} = {value}")


MOMENTS = st.datetimes(timezones=st.just(UTC))
DURATIONS = st.timedeltas(timedelta(0), timedelta(days=10**6))
TIMES = st.times()
FLOATS = st.floats(allow_nan=False, allow_infinity=False)

SPECS: st.SearchStrategy[str] = st.one_of(
    st.sampled_from(
        [
            "str(200)",
            "  str ( 200 ) ?  ",
            "email, unique",
            "decimal(10,4)",
            "json?",
            "str = it's",
            "str = a\\, b, unique",
            'str = ""',
            'str = "null"',
            "url = https://example.com/a",
            "bool = true",
            "date = today",
            "datetime = now",
            "duration = P1W2DT3M4.5S",
            "json = {}",
            "decimal, min=0, max = 9.5",
            "str, pattern=^[A-Z]{2,3}$, unique",
            "str, pattern=(a,b)|[(,], index",
            'text, pattern="^\\d+, \\"x\\"$"',
            "datetime?, read_only",
            "list[decimal(10, 2)]? = [], max=5",
            "enum(draft, in-review) = draft",
            "ref(Customer)?, on_delete=set_null",
            "refs(Tag) = [], read_only",
        ],
    ),
    st.builds(
        "{}{}{}".format,
        st.sampled_from(["str", "int", "uuid", "date", "enum(a, B-c)", "ref(self)"]),
        st.sampled_from(["", "?"]),
        st.sampled_from(["", ", index", ", immutable", ", was=old", ", write_only"]),
    ),
    defaults("text", TEXTS.map(in_quotes)),
    TEXTS.map(lambda text: f"str, pattern={in_quotes(text)}"),
    TEXTS.map(lambda text: f"computed(str) = {text!r}"),
    defaults("int", st.integers(-(2**31), 2**31 - 1)),
    defaults("bigint", st.integers(-(2**63), 2**63 - 1)),
    defaults("float", FLOATS),
    defaults("decimal(38, 9)", st.decimals(-(10**6), 10**6, places=9)),
    defaults("date", st.dates()),
    defaults(
        "datetime", st.datetimes(timezones=st.timezones()).map(datetime.isoformat)
    ),
    defaults("time", TIMES),
    defaults("uuid", st.uuids()),
    st.from_regex(
        r"duration = P[0-9]{1,3}W[0-9]DT[0-9]{1,3}\.[0-9]{1,6}S",
        fullmatch=True,
    ),
    st.builds("float, min={}, max={}".format, st.integers(0, 9), st.integers(9, 99)),
)

# Answers -----------------------------------------------------------------------

NESTED_SPECS = st.sampled_from(
    [
        "str(9)?",
        "text = 'x, y'",
        "list[int], max=3",
        "enum(a) = a",
        "str, pattern=a{1,2}",
    ],
)
OBJECTS = st.recursive(
    st.dictionaries(NAMES, NESTED_SPECS, min_size=1, max_size=3),
    lambda inner: st.dictionaries(NAMES, NESTED_SPECS | inner, min_size=1, max_size=3),
    max_leaves=4,
)
UNIONS = st.dictionaries(NAMES, OBJECTS | st.just({}), min_size=2, max_size=3).map(
    lambda variants: {"one_of": variants},
)
ANSWERS = st.dictionaries(NAMES, SPECS | OBJECTS | UNIONS, min_size=1, max_size=4)

# Patterns ----------------------------------------------------------------------

_ATOMS = st.sampled_from(
    [
        *"aZ9_ é.",
        r"\d",
        r"\w",
        r"\s",
        r"\.",
        "[a-z]",
        "[^a]",
        "[^ -~]",
        "^",
        "$",
        r"\b",
    ],
)
PATTERNS = st.recursive(
    _ATOMS | TEXTS.map(re.escape),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map("".join),
        st.lists(inner, min_size=2, max_size=3).map("|".join).map("({})".format),
        st.builds(
            "({}){}".format, inner, st.sampled_from(["*", "+", "?", "{2}", "{3,9}"])
        ),
        inner.map("^{}$".format),
    ),
    max_leaves=6,
)

# Fields ------------------------------------------------------------------------


def bounded(type_: str, values: st.SearchStrategy[Any]) -> st.SearchStrategy[str]:
    """A type with none, one or two bounds, in order."""
    word = st.sampled_from(["min", "max"])
    return st.one_of(
        st.just(type_),
        st.builds("{}, {}={}".format, st.just(type_), word, values.map(written)),
        st.lists(values, min_size=2, max_size=2).map(
            lambda ends: f"{type_}, min={written(min(ends))}, max={written(max(ends))}",
        ),
    )


def _decimals(sizes: tuple[int, int]) -> st.SearchStrategy[str]:
    precision, scale = max(sizes), min(sizes)
    most = 10 ** (precision - scale) - 1
    values = st.decimals(-most, most, places=min(scale, 9))
    return bounded(f"decimal({precision}, {scale})", values)


LENGTHS = st.integers(0, 20) | st.integers(0, 400)
SIZES = st.integers(1, 38)
TYPES: dict[str, st.SearchStrategy[str]] = {
    "str": st.integers(1, 500).flatmap(
        lambda size: bounded(f"str({size})", st.integers(0, size)),
    ),
    "text": bounded("text", LENGTHS),
    "pattern": st.builds(
        "{}, pattern={}".format,
        bounded("str(300)", st.integers(0, 300)),
        PATTERNS.map(in_quotes),
    ),
    "email": bounded("email", st.integers(0, 320)),
    "url": bounded("url", LENGTHS),
    "int": bounded("int", st.integers(-(2**31), 2**31 - 1) | st.integers(-9, 9)),
    "bigint": bounded("bigint", st.integers(-(2**63), 2**63 - 1)),
    "float": bounded("float", FLOATS | st.floats(-2, 2)),
    "decimal": st.tuples(SIZES, SIZES).flatmap(_decimals),
    "bool": st.just("bool"),
    "date": bounded("date", st.dates()),
    "datetime": bounded("datetime", MOMENTS),
    "time": bounded("time", TIMES),
    "duration": bounded("duration", DURATIONS),
    "uuid": st.just("uuid"),
    "json": st.just("json"),
    "enum": st.sampled_from(["enum(a)", "enum(b, a)", "enum(draft, in-review, Ok)"]),
    "list": st.builds(
        "list[{}]{}".format,
        st.sampled_from(
            [
                *("str(9)", "text", "email", "url", "int", "bigint", "float"),
                *("decimal(9, 3)", "bool", "date", "datetime", "time", "duration"),
                *("uuid", "json"),
            ],
        ),
        st.sampled_from(["", ", min=1", ", max=3", ", min=3, max=5", ", max=0"]),
    ),
}
"""Types with options that limit their values."""


def problems(answer: object) -> str:
    """Say what is wrong with the answer `fields`, or nothing."""
    try:
        parse_fields(answer)
    except Problem as problem:
        return str(problem)
    return ""


def field(name: str, text: str) -> Field:
    return parse_fields({name: text})[0]


def _parsed(name: str, text: str) -> Field | None:
    try:
        return field(name, text)
    except Problem:
        return None


def fields(
    types: st.SearchStrategy[str],
    names: st.SearchStrategy[str] = NAMES,
) -> st.SearchStrategy[Field]:
    """Valid fields of these types."""
    found = st.builds(_parsed, names, types)
    return found.filter(lambda one: one is not None)  # type: ignore[return-value]


STORED = st.one_of(*TYPES.values())
"""Every type that has a column of its own."""

RELATIONS = st.sampled_from(
    [
        *("ref(self)?", "ref(self)?, unique, on_delete=set_null", "ref(Product)?"),
        *("ref(User)", "ref(User)?, on_delete=cascade", "ref(User), unique, immutable"),
        *("refs(self)", "refs(User) = []", "refs(User), write_only"),
    ],
)
"""References and links, of a product to what there is."""

NUMBERS = ("int", "bigint", "decimal(9, 3)", "decimal(38, 38)", "int?", "decimal?")


@st.composite
def computed(draw: st.DrawFn) -> dict[str, str]:
    """Some numbers or floats, and a field that is computed of them."""
    names = draw(st.lists(LONG_SNAKE | SNAKE, min_size=1, max_size=4, unique=True))
    types = draw(st.sampled_from([NUMBERS, ("float", "int", "float?", "bigint")]))
    fields = {name: draw(st.sampled_from(types)) for name in names}
    leaves = st.one_of(
        st.sampled_from(names),
        st.integers(0, 10**30).map(str),
        st.floats(0, 1e300).map(repr),
    )
    expressions = st.recursive(
        leaves,
        lambda inner: st.one_of(
            st.builds("({} {} {})".format, inner, st.sampled_from("+-*/%|"), inner).map(
                lambda text: text.replace("|", "//")
            ),
            inner.map("-{}".format),
        ),
        max_leaves=9,
    )
    result = draw(st.sampled_from(["int", "bigint", "float", "decimal(38, 20)"]))
    return fields | {"result_of_it": f"computed({result}) = {draw(expressions)}"}


EXTREMES = [
    "int, min=2147483645",
    "int, max=-2147483647",
    "bigint, min=9223372036854775800",
    "float, min=1e300",
    "float, max=-1.7e308",
    "float, min=0.1, max=0.2",
    "float, min=0, max=5e-324",
    "decimal(38, 30)",
    "decimal(38, 0), min=10000000000000000000000000000000000001",
    "decimal(2, 2)",
    "decimal(1, 0), max=-8",
    "date, min=9999-12-30",
    "date, max=0001-01-02",
    "datetime, min=9999-12-31T23:59:59Z",
    "datetime, max=0001-01-01T00:00:01Z",
    "time, min=23:59:59.999999",
    "time, max=00:00",
    "duration, max=PT0S",
    "duration, min=P999999W",
    "str, max=0",
    "str(1)",
    "str, min=255",
    "text, min=10000",
    "text, max=1000000",
    "str(50), pattern=^a*$, min=50",
    "text, pattern=^[a-z]+$, min=300",
    "str, pattern=[é], min=3",
    "email, min=70",
    "email, max=19",
    "url, min=2083",
]
"""Types at the ends of their range."""
