"""The field language: what it reads, what it refuses, and that it never crashes."""

import re
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
import yaml
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from extensions.answers.field_printing import type_text
from extensions.answers.fields import MAX_FIELDS, Field, describe, parse_fields
from extensions.answers.interview import problem
from extensions.answers.problem import Problem
from extensions.answers.types import SCALARS
from tests.extensions.slice.strategies import ANSWERS, NAMES, SPECS, problems


def scalar(type_: str, **rest: Any) -> Field:
    """Make the field `x` as the grammar does, with the type's own sizes."""
    sizes: dict[str, Any] = {size.name: size.default for size in SCALARS[type_].takes}
    own = {"name": "x", "kind": "scalar", "length": SCALARS[type_].length}
    return Field(**own | {"type": type_} | sizes | rest)


def defaulted(type_: str, default: object, **rest: Any) -> Field:
    """Make the same with a default."""
    return scalar(type_, has_default=True, default=default, **rest)


GOOD: dict[str, Field] = {
    "str": scalar("str", length=255),
    "str(200)": scalar("str", length=200),
    "  str ( 200 ) ?  ": scalar("str", length=200, nullable=True),
    "text": scalar("text"),
    "email, unique": scalar("email", length=320, unique=True),
    "decimal": scalar("decimal", precision=12, scale=2),
    "decimal(10,4)": scalar("decimal", precision=10, scale=4),
    "json?": scalar("json", nullable=True),
    "str = hello": defaulted("str", "hello"),
    'str = "quoted, text"': defaulted("str", "quoted, text"),
    "str = 'it\\'s'": defaulted("str", "it's"),
    'str = ""': defaulted("str", ""),
    'str = "null"': defaulted("str", "null"),
    "str = a\\, b, unique": defaulted("str", "a, b", unique=True),
    'str = "a\\nb\\\\"': defaulted("str", "a\nb\\"),
    "str = it's": defaulted("str", "it's"),
    "email = ann@example.com": defaulted("email", "ann@example.com"),
    "url = https://example.com/a": defaulted("url", "https://example.com/a"),
    "int = 0": defaulted("int", 0),
    "bigint = -3000000000": defaulted("bigint", -3_000_000_000),
    "float = 1e3": defaulted("float", 1000.0),
    "decimal(5, 2) = 9.99": defaulted("decimal", Decimal("9.99"), precision=5),
    "url = https://Example.com": defaulted("url", "https://example.com/"),
    "bool = true": defaulted("bool", True),
    "date = 2026-01-01": defaulted("date", date(2026, 1, 1)),
    "date = today": defaulted("date", "today"),
    "datetime = now": defaulted("datetime", "now"),
    "datetime = 2026-01-01T09:30:00Z": defaulted(
        "datetime",
        datetime(2026, 1, 1, 9, 30, tzinfo=UTC),
    ),
    "time = 09:30": defaulted("time", time(9, 30)),
    "duration = PT1H": defaulted("duration", timedelta(hours=1)),
    "duration = P1W2DT3M4.5S": defaulted(
        "duration",
        timedelta(weeks=1, days=2, minutes=3, seconds=4.5),
    ),
    "uuid = 01234567-89ab-cdef-0123-456789abcdef": defaulted(
        "uuid",
        UUID("01234567-89ab-cdef-0123-456789abcdef"),
    ),
    "json = {}": defaulted("json", {}),
    "json = []": defaulted("json", []),
    "str, min=1, max=10": scalar("str", min=1, max=10),
    "decimal, min=0, max = 9.5": scalar("decimal", min=Decimal(0), max=Decimal("9.5")),
    "date, min=2020-01-01": scalar("date", min=date(2020, 1, 1)),
    "duration, max=P1D": scalar("duration", max=timedelta(days=1)),
    "str, pattern=^[A-Z]{2,3}$, unique": scalar(
        "str",
        pattern="^[A-Z]{2,3}$",
        unique=True,
    ),
    "str, pattern=(a,b)|[(,], index": scalar("str", pattern="(a,b)|[(,]", index=True),
    "str, pattern=a\\,b\\d": scalar("str", pattern="a,b\\d"),
    'text, pattern="^\\d+, \\"x\\"$"': scalar("text", pattern='^\\d+, "x"$'),
    "int, index, immutable, was=old_name": scalar(
        "int",
        index=True,
        immutable=True,
        was="old_name",
    ),
    "datetime?, read_only": scalar("datetime", nullable=True, read_only=True),
    "str, write_only": scalar("str", write_only=True),
    "list[str]": scalar("str", kind="list"),
    "list[decimal(10, 2)]? = [], max=5": defaulted(
        "decimal",
        [],
        kind="list",
        precision=10,
        nullable=True,
        max=5,
    ),
    "enum(draft, in-review) = draft": Field(
        "x",
        "enum",
        "enum",
        values=("draft", "in-review"),
        has_default=True,
        default="draft",
    ),
    "ref(Customer)": Field("x", "ref", "ref", target="Customer"),
    "ref(self)?": Field("x", "ref", "ref", target="self", nullable=True),
    "ref(Customer)?, on_delete=set_null": Field(
        "x",
        "ref",
        "ref",
        target="Customer",
        nullable=True,
        on_delete="set_null",
    ),
    "refs(Tag)": Field("x", "refs", "refs", target="Tag"),
    "refs(Tag) = [], read_only": Field(
        "x",
        "refs",
        "refs",
        target="Tag",
        has_default=True,
        default=[],
        read_only=True,
    ),
}


@pytest.mark.parametrize(("text", "field"), GOOD.items())
def test_text_is_read(text: str, field: Field) -> None:
    assert parse_fields({"x": text}) == (field,)


def street(name: str = "street", length: int = 255) -> Field:
    return Field(name, "scalar", "str", length=length)


def test_mapping_is_an_object() -> None:
    answer = {"address": {"street": "str", "zip": "str(10)"}}
    fields = (street(), street("zip", 10))
    assert parse_fields(answer) == (
        Field("address", "object", "object", fields=fields),
    )


def test_one_of_is_a_union() -> None:
    answer = {"payment": {"one_of": {"card": {"street": "str"}, "cash": {}}}}
    variants = (("card", (street(),)), ("cash", ()))
    assert parse_fields(answer) == (
        Field("payment", "union", "union", variants=variants),
    )


def test_expression_is_kept_as_python_formats_it() -> None:
    answer = {
        "price": "decimal",
        "quantity": "int",
        "total": "computed(decimal)=price*(quantity+1)",
    }
    assert parse_fields(answer)[2].expression == "price * (quantity + 1)"


def test_decimal_default_has_the_digits_that_the_database_stores() -> None:
    (found,) = parse_fields({"x": "decimal(38, 37) = 1"})
    assert str(found.default) == f"1.{'0' * 37}"


def test_computed_field_is_nullable_where_an_operand_is() -> None:
    answer = {"price": "int?", "total": "computed(int) = price * 2"}
    assert parse_fields(answer)[1].nullable


TYPES = (
    "str(n), text, email, url, int, bigint, float, decimal, bool, date, datetime, "
    "time, duration, uuid, json, list[str], enum(a, b), ref(Class), refs(Class), "
    "computed(type) = expression or a nested mapping"
)
OPTIONS = (
    "unique, index, min, max, pattern, immutable, read_only, write_only, was, on_delete"
)
NAME = "lower-case words joined by underscores, at most 40 characters"
LANGUAGE = "a mapping of `name: type[?] [= default] [, option …]`"
UNIQUE = "unique on str(n), email, url, numbers, dates, times, uuid, enum and ref"
BOUNDED = "numbers, dates, times, the length of text or of a list"
ARITHMETIC = "field names, numbers, text, + - * / // % and parentheses"

REGEX = "a regular expression without look-around or back-reference, with $ at its end"

# What stands after `x: `, and the message after `fields.x: `.
BAD = {
    "": f"has no type; accepted: {TYPES}",
    "decmal": f"unknown type 'decmal', did you mean decimal; accepted: {TYPES}",
    "Str": f"unknown type 'Str', did you mean str; accepted: {TYPES}",
    "list(str)": "'list(str)' is not a type; accepted: list[str] or of another scalar",
    "list[text?]": "'list[text?]' is not a type; accepted: list[str] or of another scalar",
    "str[5]": f"unknown type 'str[5]', did you mean str; accepted: {TYPES}",
    "str(0)": "'str(0)' is not a type; accepted: str(length) with length 1 to 10000",
    "str(10001)": "'str(10001)' is not a type; accepted: str(length) with length 1 to 10000",
    "str(a)": "'str(a)' is not a type; accepted: str(length) with length 1 to 10000",
    "int(4)": "'int(4)' is not a type; accepted: int alone",
    "decimal(10)": "'decimal(10)' is not a type; accepted: decimal(precision, scale) with precision 1 to 38, scale 0 to 38",
    "decimal(2, 4)": "decimal(2, 4) has more scale than precision; accepted: decimal(precision, scale) with precision 1 to 38, scale 0 to 38",
    "decimal(39, 0)": "'decimal(39, 0)' is not a type; accepted: decimal(precision, scale) with precision 1 to 38, scale 0 to 38",
    "str(5": "has no closing ')'; accepted: brackets in pairs, or quotes: {price: \"decimal(9, 2)\"}",
    "str, uniqe": f"unknown option 'uniqe', did you mean unique; accepted: {OPTIONS}",
    "str, unique, unique": "unique stands twice; accepted: unique once",
    "str, unique=true": "unique takes no value; accepted: unique",
    "str, min": "min has no value; accepted: min=1",
    "str, min=": 'min has no value; accepted: a value after =, "" for empty text',
    "str,": f"unknown option ''; accepted: {OPTIONS}",
    "str =": 'default has no value; accepted: a value after =, "" for empty text',
    "str = null": "default null is not a value; accepted: ? after the type, like str?",
    "str = None": "default None is not a value; accepted: ? after the type, like str?",
    'str = "x': 'has no closing "; accepted: quotes in pairs, \\ before inner ones',
    'str = "x" y': "default goes on after its quotes; accepted: a comma before an option",
    "str(3) = long": "default 'long' is too long; accepted: at most 3 characters",
    "str = a, min=2": "default 'a' is under min; accepted: at least 2",
    "str = b, pattern=^a": "default 'b' does not match the pattern; accepted: one that matches",
    "int = x": "default 'x' is not an int; accepted: a whole number of 32 bits like 42",
    "int = 2147483648": "default '2147483648' is not an int; accepted: a whole number of 32 bits like 42",
    "int = 1.0": "default '1.0' is not an int; accepted: a whole number of 32 bits like 42",
    "float = inf": "default 'inf' is not a float; accepted: a number like 0.5",
    "decimal(4, 2) = 9.999": "default '9.999' is not a decimal; accepted: a number like 9.99 that fits precision and scale",
    "decimal(4, 2) = 100": "default '100' is not a decimal; accepted: a number like 9.99 that fits precision and scale",
    "bool = yes": "default 'yes' is not a bool; accepted: true or false",
    "date = 31/1/2026": "default '31/1/2026' is not a date; accepted: a date like 2026-01-31, or today",
    "date = now": "default 'now' is not a date; accepted: a date like 2026-01-31, or today",
    "datetime = 0001-01-01T00:00:00+01:00": "default '0001-01-01T00:00:00+01:00' is not a datetime; accepted: a moment with its zone like 2026-01-31T09:30:00Z, or now",
    "datetime = 2026-01-01T00:00:00": "default '2026-01-01T00:00:00' is not a datetime; accepted: a moment with its zone like 2026-01-31T09:30:00Z, or now",
    "time = 09:30Z": "default '09:30Z' is not a time; accepted: a time of day without a zone like 09:30:00",
    "duration = 1h30m": "default '1h30m' is not a duration; accepted: an ISO 8601 duration of weeks to seconds like P1DT2H",
    "duration = P": "default 'P' is not a duration; accepted: an ISO 8601 duration of weeks to seconds like P1DT2H",
    "uuid = 1": "default '1' is not a uuid; accepted: a UUID like 01234567-89ab-cdef-0123-456789abcdef",
    "json = {a}": "default '{a}' is not a json; accepted: {} or []",
    "email = ann": "default 'ann' is not an email; accepted: an address like ann@example.com",
    "url = example.com": "default 'example.com' is not a url; accepted: an address like https://example.com",
    "enum(a, b) = c": "default 'c' is not a value; accepted: a, b",
    "list[str] = [a]": "default '[a]' is not a list; accepted: []",
    "ref(A) = 1": "a ref has no default, not '1'; accepted: ref(Class) or ref(Class)?",
    "int = 5, max=4": "default '5' is over max; accepted: at most 4",
    "enum": "'enum' is not a type; accepted: enum(draft, active)",
    "enum()": "'enum()' is not a type; accepted: enum(draft, active)",
    "enum(1st)": "'1st' is not an enum value; accepted: enum(draft, in-review) of letters, digits, '_' and '-', at most 50 characters each",
    "enum(a-b, a_b)": "two enum values are called A_B; accepted: values that differ in letters",
    "ref": "'ref' is not a type; accepted: ref(Customer) or ref(self)",
    "ref(customer)": "'customer' is not a class; accepted: ref(Customer) or ref(self)",
    "ref(None)": "'None' is not a class; accepted: ref(Customer) or ref(self)",
    "refs(Tag)?": "refs takes no ?; accepted: refs(Tag), which may be empty",
    "ref(A), on_delete=set_null": "on_delete=set_null needs a nullable ref; accepted: ref(A)?, on_delete=set_null",
    "ref(A), on_delete=drop": "unknown on_delete 'drop'; accepted: restrict, cascade, set_null",
    "int, on_delete=cascade": "on_delete does not fit int; accepted: on_delete on ref fields",
    "bool, unique": f"unique does not fit bool; accepted: {UNIQUE}",
    "text, unique": f"unique does not fit text; accepted: {UNIQUE}",
    "json, index": "index does not fit json; accepted: index on str(n), email, url, numbers, bool, dates, times, uuid, enum and ref",
    "list[str], unique": f"unique does not fit list[str]; accepted: {UNIQUE}",
    "bool, min=1": f"min does not fit bool; accepted: min on {BOUNDED}",
    "uuid, max=1": f"max does not fit uuid; accepted: max on {BOUNDED}",
    "enum(a), min=1": f"min does not fit enum(a); accepted: min on {BOUNDED}",
    "str, min=-1": "min '-1' is not a length; accepted: a whole number up to 10000",
    "text, min=10001": "min '10001' is not a length; accepted: a whole number up to 10000",
    "text, max=1000001": "max '1000001' is not a length; accepted: a whole number up to 1000000",
    "str(5), max=6": "max 6 is more than str(5) holds; accepted: at most 5",
    "int, min=5, max=4": "min 5 is more than max 4; accepted: min up to max",
    "date, min=today": "min 'today' is not a date; accepted: a date like 2026-01-31",
    "int, pattern=a": "pattern does not fit int; accepted: pattern on str and text",
    'str, pattern="("': f"pattern '(': missing ), unterminated subpattern at position 0; accepted: {REGEX}",
    "str, pattern=(?=a)a": f"pattern '(?=a)a': look-around, including look-ahead and look-behind, is not supported; accepted: {REGEX}",
    "str, pattern=(?<!a)b": f"pattern '(?<!a)b': look-around, including look-ahead and look-behind, is not supported; accepted: {REGEX}",
    r"str, pattern=(a)\1": rf"pattern '(a)\\1': backreferences are not supported; accepted: {REGEX}",
    "str, pattern=(?>a)": f"pattern '(?>a)': unrecognized flag; accepted: {REGEX}",
    r"str, pattern=^a\Z": rf"pattern '^a\\Z': unrecognized escape sequence; accepted: {REGEX}",
    r"str, pattern=(\w{999}){999}": rf"pattern '(\\w{{999}}){{999}}': Compiled regex exceeds size limit of 10485760 bytes; accepted: {REGEX}",
    "str, read_only": "read_only has nothing to start with; accepted: a default, or str?",
    "ref(A), read_only": "read_only has nothing to start with; accepted: ref(A)?",
    "str?, read_only, write_only": "read_only contradicts write_only; accepted: one of the two",
    "str?, read_only, immutable": "read_only contradicts immutable; accepted: one of the two",
    "str, was=x": "was=x is the name of a field or of another's past; accepted: a name that is no longer used",
    "str, was=Old": f"was 'Old' is not a field name; accepted: {NAME}",
    "computed(decimal)": "computed has no expression; accepted: computed(decimal) = price * quantity",
    "computed": "'computed' is not a type; accepted: computed(str), computed(text), computed(int) or another number",
    "computed(bool) = y": "computed(bool) is not a type; accepted: computed(str), computed(text), computed(int) or another number",
    "computed(decimal)? = y": "computed takes no ?; accepted: computed(type) = expression",
    "computed(int) = z": "'z' is not a field to compute with; accepted: y, label, rate, price",
    "computed(int) = secret": "'secret' is not a field to compute with; accepted: y, label, rate, price",
    "computed(int) = y ** 2": f"'y ** 2' is not allowed; accepted: {ARITHMETIC}",
    "computed(int) = f(y)": f"'f(y)' is not allowed; accepted: {ARITHMETIC}",
    "computed(int) = y if y else 1": f"'y if y else 1' is not allowed; accepted: {ARITHMETIC}",
    "computed(int) = y.a": f"'y.a' is not allowed; accepted: {ARITHMETIC}",
    "computed(int) = y, unique": f"'y, unique' is not allowed; accepted: {ARITHMETIC}",
    "computed(int) = y +": f"'y +' is not an expression; accepted: {ARITHMETIC}",
    "computed(int) = True": f"'True' is not allowed; accepted: {ARITHMETIC}",
    "computed(int) = y + label": "the expression mixes numbers and text; accepted: one of the two",
    "computed(str) = y": "computed(str) is not what the expression gives; accepted: a number type for numbers, str or text for text",
    "computed(str) = label * label": "text is only joined; accepted: + between text",
    "computed(float) = rate * price": "the expression mixes float and decimal; accepted: one of the two",
}
OTHERS = {
    "y": "int",
    "label": "str",
    "secret": "int, write_only",
    "rate": "float",
    "price": "decimal",
}


@pytest.mark.parametrize(("text", "message"), BAD.items())
def test_text_is_refused_in_one_line(text: str, message: str) -> None:
    assert problems({"x": text, **OTHERS}) == f"fields.x: {message}"


BAD_ANSWERS: list[tuple[object, str]] = [
    (None, f"fields: is empty, not a mapping; accepted: {LANGUAGE}"),
    (5, f"fields: is a number, not a mapping; accepted: {LANGUAGE}"),
    ("hello", f"fields: is text, not a mapping; accepted: {LANGUAGE}"),
    (["a"], f"fields: is a list, not a mapping; accepted: {LANGUAGE}"),
    (
        {"price": "decimal(10"},
        "fields.price: has no closing ')'; accepted: brackets in pairs, or quotes: {price: \"decimal(9, 2)\"}",
    ),
    ({}, f"fields: has no field; accepted: {LANGUAGE}"),
    ({"a": None}, f"fields.a: has no type; accepted: {TYPES}"),
    ({"a": True}, f"fields.a: is true or false, not a type; accepted: {TYPES}"),
    ({"a": 5}, f"fields.a: is a number, not a type; accepted: {TYPES}"),
    ({"a": ["str"]}, f"fields.a: is a list, not a type; accepted: {TYPES}"),
    (
        {True: "bool"},
        'fields: YAML read a name as true or false; accepted: text, in quotes where YAML needs them, like "on": bool',
    ),
    ({"order by": "str"}, f"fields: 'order by' is not a field name; accepted: {NAME}"),
    ({"a__b": "str"}, f"fields: 'a__b' is not a field name; accepted: {NAME}"),
    ({"_a": "str"}, f"fields: '_a' is not a field name; accepted: {NAME}"),
    (
        {"a" * 41: "str"},
        f"fields: 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…' is not a field name; accepted: {NAME}",
    ),
    (
        {"class": "str"},
        "fields.class: is a Python keyword; accepted: another name, like class_value",
    ),
    ({"id": "int"}, "fields.id: is set by the server; accepted: another name"),
    (
        {"metadata": "json"},
        "fields.metadata: is an attribute of every SQLAlchemy model; accepted: another name",
    ),
    (
        {"limit": "int"},
        "fields.limit: is a query parameter of every list; accepted: another name",
    ),
    (
        {"copy": "str"},
        "fields.copy: is an attribute of every Pydantic model; accepted: another name",
    ),
    (
        {"model_name": "str"},
        "fields.model_name: starts with model_, which Pydantic keeps; accepted: another name",
    ),
    (
        {"a": "str\x00"},
        "fields.a: has a character that cannot be stored; accepted: text in UTF-8",
    ),
    (
        {"a": "str = \x85"},
        "fields.a: has a character that cannot be stored; accepted: text in UTF-8",
    ),
    (
        {"a": "\ud800"},
        "fields.a: has a character that cannot be stored; accepted: text in UTF-8",
    ),
    ({"a": "x" * 2001}, "fields.a: has 2001 characters; accepted: at most 2000"),
    (
        {f"f{i}": "int" for i in range(MAX_FIELDS + 1)},
        "fields: has 61 fields; accepted: at most 60",
    ),
    ({"a": {}}, f"fields.a: has no field; accepted: {LANGUAGE}"),
    (
        {"a": {"b": {"c": {"d": {"e": "str"}}}}},
        "fields.a.b.c.d: is nested too deep; accepted: objects at most 3 deep",
    ),
    (
        {"a": {"b": "ref(A)"}},
        "fields.a.b: a ref cannot stand inside an object; accepted: scalars, list, enum and nested mappings",
    ),
    (
        {"a": {"b": "computed(int) = c"}},
        "fields.a.b: computed cannot stand inside an object; accepted: scalars, list, enum and nested mappings",
    ),
    (
        {"a": {"b": "str, unique"}},
        "fields.a.b: unique cannot stand inside an object; accepted: min, max, pattern",
    ),
    (
        {"a": {"b": {"one_of": {"c": {}, "d": {}}}}},
        "fields.a.b: a union cannot stand inside an object; accepted: scalars, list, enum and nested mappings",
    ),
    (
        {"a": {"one_of": {"b": {}}}},
        "fields.a: is a union of 1; accepted: 2 to 20 variants",
    ),
    (
        {"a": {"one_of": {"b": {}, "c": {}}, "d": "str"}},
        "fields.a: is not a union; accepted: one_of alone, a mapping of variants to their fields",
    ),
    (
        {"a": {"one_of": "str"}},
        "fields.a: is not a union; accepted: one_of alone, a mapping of variants to their fields",
    ),
    (
        {"a": {"one_of": {"B": {}, "c": {}}}},
        f"fields.a: 'B' is not a variant's name; accepted: {NAME}",
    ),
    (
        {"a": {"one_of": {"a_1": {}, "a1": {}}}},
        "fields.a: two variants give one class name; accepted: names that differ in letters",
    ),
    (
        {"a": {"one_of": {"b": "str", "c": {}}}},
        f"fields.a.b: is text, not a mapping; accepted: {LANGUAGE}",
    ),
    (
        {"a": {"one_of": {"b": {"kind": "str"}, "c": {}}}},
        "fields.a.b.kind: is the discriminator of every union; accepted: another name",
    ),
    (
        {"line_1": "str", "line1": "int"},
        "fields.line1: gives the same class name as line_1; accepted: names that differ in letters",
    ),
    (
        {"table": "str"},
        "fields.table: is an attribute of every SQLAlchemy model; accepted: another name",
    ),
    (
        {"dt": "str"},
        "fields.dt: hides a name that the generated classes are written with; accepted: another name",
    ),
    (
        {"choice": "str"},
        "fields.choice: hides a name that the generated models are written with; accepted: another name",
    ),
    (
        {"a": "int, was=b", "b": "int"},
        "fields.a: was=b is the name of a field or of another's past; accepted: a name that is no longer used",
    ),
    (
        {"a": "int, was=c", "b": "int, was=c"},
        "fields.b: was=c is the name of a field or of another's past; accepted: a name that is no longer used",
    ),
]


@pytest.mark.parametrize(("answer", "message"), BAD_ANSWERS)
def test_answer_is_refused_in_one_line(answer: object, message: str) -> None:
    assert problems(answer) == message


BAD_YAML = {
    "": "'' is not a mapping",
    "hello": "'hello' is not a mapping",
    "- a": "'- a' is not a mapping",
    "a: [": "is not YAML (expected the node content, but found '<stream end>', line 1)",
    "\x00": "is not YAML (unacceptable character #x0000: special characters are not "
    'allowed in "<unicode string>", position 0)',
    "a: str\na: int": "is not YAML (a stands twice, line 1)",
}


@pytest.mark.parametrize(("text", "wrong"), BAD_YAML.items())
def test_text_that_is_no_mapping_is_refused(text: str, wrong: str) -> None:
    accepted = "accepted: a YAML mapping such as name: str(200)"
    assert problem("fields", {"fields": text}) == f"fields: {wrong}; {accepted}"


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        ("{price: decimal(10, 2)}", "fields.price: has no closing ')'; accepted: "),
        ("a:", "fields.a: has no type; accepted: "),
        ("a: &x {b: *x}", "fields.a.b.b.b: is nested too deep; accepted: "),
    ],
)
def test_yaml_text_is_refused_like_its_mapping(text: str, refused: str) -> None:
    assert problem("fields", {"fields": text}).startswith(refused)


def test_good_answer_has_no_problem() -> None:
    assert problems({"x": "str"}) == ""


def test_reserved_names_of_rows_are_free_inside_objects() -> None:
    assert problems({"a": {"id": "int", "version": "str", "kind": "str"}}) == ""


@pytest.mark.parametrize("name", ["type", "name", "format", "kind", "data", "date"])
def test_common_names_are_accepted(name: str) -> None:
    assert problems({name: "str"}) == ""


PROPERTIES = {
    "str": "required is_text filterable sortable searchable",
    "str?": "is_text filterable sortable searchable",
    "text, write_only": "required is_text",
    "int = 0": "is_ordered filterable sortable",
    "datetime?, read_only": "is_ordered filterable sortable",
    "bool": "required filterable sortable",
    "uuid": "required filterable sortable",
    "json": "required",
    "list[str]": "required",
    "enum(a)": "required filterable sortable",
    "ref(A)": "required filterable",
    "refs(A)": "required",
    "computed(int) = 1": "",
}


@pytest.mark.parametrize(("text", "properties"), PROPERTIES.items())
def test_field_says_what_may_be_done_with_it(text: str, properties: str) -> None:
    (field,) = parse_fields({"x": text})
    names = ["required", "is_text", "is_ordered", "filterable", "sortable"]
    held = [name for name in [*names, "searchable"] if getattr(field, name)]
    assert " ".join(held) == properties


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("str(255)", "x: str"),
        ("decimal( 10,2 )=9.90,min=0", "x: decimal(10, 2) = 9.90, min=0"),
        ("list[ str(5) ]?", "x: list[str(5)]?"),
        ("ref(A)?,on_delete=set_null", "x: ref(A)?, on_delete=set_null"),
        ("str = 'a, b'", 'x: str = "a, b"'),
        ("computed(int) = 1+2", "x: computed(int) = 1 + 2"),
    ],
)
def test_field_is_printed_in_the_grammar(text: str, printed: str) -> None:
    assert describe(*parse_fields({"x": text})) == printed


def test_nested_field_is_printed_on_one_line() -> None:
    answer = {"a": {"b": "str", "c": {"d": "decimal(9, 1)"}}}
    assert describe(*parse_fields(answer)) == "a: {b: str, c: {d: 'decimal(9, 1)'}}"


# Properties ----------------------------------------------------------------


@settings(deadline=None)
@given(ANSWERS)
def test_described_fields_read_back_as_themselves(answer: dict[str, Any]) -> None:
    assume(not problems(answer))
    fields = parse_fields(answer)
    assert parse_fields(yaml.safe_load("\n".join(map(describe, fields)))) == fields


@settings(deadline=None)
@given(SPECS)
def test_described_field_is_one_line(text: str) -> None:
    assume(not problems({"x": text}))
    assert len(describe(*parse_fields({"x": text})).splitlines()) == 1


def assert_told_in_one_line(answer: object) -> None:
    """Either it parses, or there is one line about it; nothing else is raised."""
    message = problems(answer)
    assert not message or len(message.splitlines()) == 1
    assert not message or message.startswith("fields")


KEYS = NAMES | st.text() | st.none() | st.booleans() | st.integers() | st.dates()
THINGS = st.recursive(
    KEYS | st.floats() | st.binary() | st.datetimes() | SPECS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(KEYS | st.just("one_of"), inner, max_size=3)
    ),
    max_leaves=6,
)


@pytest.mark.slow
@settings(deadline=None)
@given(THINGS)
def test_anything_is_told_in_one_line(answer: object) -> None:
    assert_told_in_one_line(answer)


@pytest.mark.slow
@settings(deadline=None)
@given(st.dictionaries(KEYS, THINGS, max_size=3))
def test_any_mapping_is_told_in_one_line(answer: dict[object, object]) -> None:
    assert_told_in_one_line(answer)


@settings(deadline=None)
@given(st.text())
@example("[" * 1500)
@example("x: " + "{a: " * 500)
@example("? {a: b}\n: str")
@example("? [a]\n: str")
@example("x: !!timestamp 2026-99-99")
@example("<<: {a: str}")
@example("--- a\n--- b")
@example("a: *b")
@example("\x07: str")
@example("\ud800: str")
def test_any_yaml_is_told_in_one_line(text: str) -> None:
    message = problem("fields", {"fields": text})
    assert not message or len(message.splitlines()) == 1


@settings(deadline=None)
@given(st.text(alphabet="strinumlexp[](){}=,?\"'\\ .-+*/%<>:#019|^$\n", max_size=40))
@example("int = " + "9" * 1900)
@example("decimal = 1" + "0" * 39)
@example("str(" + "9" * 1900 + ")")
@example("str, pattern=a{99999999999}")
@example("str, pattern=" + "(" * 900 + ")" * 900)
@example("str, pattern=(?P<a>.)(?P<a>.)")
@example("computed(int) = " + "(" * 99 + "1" + ")" * 99)
@example("computed(int) = " + "-" * 190 + "1")
@example("computed(float) = 1e999")
@example("computed(str) = '\\ud800'")
@example("computed(str) = 'a' 1or 2")
@example("duration = P999999W")
@example("date = ٢٠٢٦-٠١-٠١")
@example("int = ٣")
@example("datetime = 0001-01-01T00:00:00+23:59, min=9999-12-31T23:59:59-23:59")
def test_any_text_of_a_field_is_told_in_one_line(text: str) -> None:
    assert_told_in_one_line({"x": text})


@settings(deadline=None)
@given(SPECS, st.integers(0, 80), st.integers(0, 3), st.text(max_size=3))
def test_mutated_text_is_told_in_one_line(
    text: str,
    at: int,
    cut: int,
    put: str,
) -> None:
    assert_told_in_one_line({"x": text[:at] + put + text[at + cut :]})


# Values with a past -------------------------------------------------------------


def test_a_value_of_an_enum_says_what_it_was() -> None:
    [found] = parse_fields({"x": "enum( email,  telephone was phone ) = telephone"})

    assert found.values == ("email", "telephone")
    assert found.renamed == (("telephone", "phone"),)
    assert found.default == "telephone"
    assert type_text(found) == "enum(email, telephone was phone)"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("enum(a, b was a)", "was a is a value, or another one's past"),
        ("enum(a was c, b was c)", "was c is a value, or another one's past"),
        ("enum(a was 1x)", "'1x' is not an enum value"),
        ("enum(a was b was c)", "is not an enum value"),
        ("enum(a was)", "is not an enum value"),
        ("enum(a was b) = b", "is not a value"),
    ],
)
def test_a_past_that_no_value_can_have_is_refused(text: str, message: str) -> None:
    with pytest.raises(Problem, match=re.escape(message)):
        parse_fields({"x": text})


def test_a_value_inside_an_object_has_no_past() -> None:
    with pytest.raises(Problem, match="cannot stand inside an object"):
        parse_fields({"x": {"kind": "enum(a was b)"}})
