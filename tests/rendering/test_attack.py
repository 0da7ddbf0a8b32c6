"""Whatever a client sends to a service, the answer is never a server error."""

import json
import socket
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cached_property
from itertools import count
from typing import Any, TypeAlias
from urllib.parse import quote, urlsplit
from uuid import UUID

import httpx2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.postgres import Postgres
from tests.rendering.conftest import Render
from tests.rendering.running import Running, example_body, running, set_up

pytestmark = [pytest.mark.all, pytest.mark.usefixtures("_interpreter")]

Body: TypeAlias = dict[str, Any]

NUL, SURROGATE = "\0", "\ud800"
NOBODY = "00000000-0000-4000-8000-000000000000"

DATES = [
    "0001-01-01",
    "9999-12-31",
    "10000-01-01",
    "0001-01-01T00:00:00+23:59",
    "9999-12-31T23:59:59.999999-23:59",
    "2026-01-01T24:00:00Z",
    "23:59:59.999999+00:00",
    "P999999999DT23H59M59S",
    "-P999999999D",
    "PT1e400S",
]
"""In JSON and in queries alike, at the ends of what can be told or stored."""

TEXTS = [
    "",
    NUL,
    f"a{NUL}b",
    "x" * 10_000,
    "𝔘" * 2_000,
    "%s%n{0}\\'; DROP TABLE users; --",
    "\u202e\ufeff\u0300",
    "NaN",
    "-inf",
    "1e999",
    "9" * 400,
    "https://[::1",
    "https://" + "a" * 2_000,
    f"a@{'b.' * 100}example.com",
]

NUMBERS = ["NaN", "-Infinity", "1e999", "1e-999", "-0.0", "1" + "0" * 400]
NUMBERS += [str(2**31), str(2**63), str(-(2**63) - 1), "1" * 5_000]

DEEP = "[" * 10_000 + "]" * 10_000
STRUCTURES = ["null", "true", "[]", '[{"a": [null]}]', DEEP, "[" * 200 + "]" * 200]
STRUCTURES += ['{"":' * 100 + "1" + "}" * 100, r'{"\u0000": "\u0000"}', '{"a": 1e999}']
STRUCTURES += [r'{"\ud800": "\udfff"}', r'"\ud800"', r'"\udfff\ud800"']

VALUES = [*map(json.dumps, [*DATES, *TEXTS]), *NUMBERS, *STRUCTURES]
"""As they stand in JSON."""

QUERIES = [*DATES, *TEXTS, NOBODY, ",,a", "true", "1,NaN,1e999", str(2**63)]
"""As they stand in a query, before they are quoted."""

CHEAP = settings(database=None, deadline=None, derandomize=True, max_examples=50)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


class Target:
    """A running service, and what a client can learn about it."""

    def __init__(self, started: Running, client: httpx2.Client) -> None:
        name = started.service.plan.slice.name
        description = started.described()
        self.address = started.address
        self.client = client
        self.token: str = client.headers["Authorization"]
        self.collection = f"/{name.kebab_plural}"
        self.body: Body = example_body(description, name.pascal)
        listing = description["paths"][self.collection]["get"]
        self.parameters = {one["name"]: one["schema"] for one in listing["parameters"]}
        self._numbers = count()
        self.item = self.create()

    def new_body(self) -> Body:
        """A valid body, different in all that is unique from those before."""
        number = next(self._numbers)
        return {**self.body, **different(number)}

    def create(self) -> str:
        """The path of a new item."""
        created = self.send("POST", json=self.new_body())
        assert created.status_code == 201, created.text
        return str(created.headers["Location"])

    @cached_property
    def kinds(self) -> list[str]:
        """One parameter of each operator and type."""
        found = {
            (name.partition("__")[2], json.dumps({**schema, "title": ""})): name
            for name, schema in self.parameters.items()
        }
        return list(found.values())

    def send(self, method: str, path: str = "", **content: Any) -> httpx2.Response:
        """Send a request, the answer to which is no server error."""
        answer = self.client.request(method, path or self.collection, **content)
        assert answer.status_code < 500, (method, path, str(content)[:500])
        return answer

    def send_json(self, method: str, path: str, text: str) -> httpx2.Response:
        """Send JSON as it stands here, valid or not."""
        headers = {"Content-Type": "application/json"}
        content = text.encode(errors="surrogatepass")
        return self.send(method, path, content=content, headers=headers)

    def send_raw(self, line: bytes, *headers: bytes, body: bytes = b"") -> int:
        """Send these bytes; the status, or 0 where the connection just ended."""
        address = urlsplit(self.address)
        assert address.hostname
        assert address.port
        fixed = [
            b"Host: test",
            b"Connection: close",
            f"Authorization: {self.token}".encode(),
        ]
        head = b"\r\n".join([line, *fixed, *headers, b"", b""])
        with socket.create_connection((address.hostname, address.port), 10) as one:
            one.sendall(head + body)
            answer = one.recv(64)
        status = int(answer.split()[1]) if answer else 0
        assert status < 500, (line, headers, answer)
        return status

    def items(self) -> list[tuple[str, str]]:
        """Every request that takes a body: method and path."""
        return [("POST", self.collection), ("PATCH", self.item), ("PUT", self.item)]


@pytest.fixture(scope="module")
def target(
    render: Render,
    postgres: Postgres,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Target]:
    service, url = render("widest"), postgres.new_database()
    set_up(service, url)
    log = tmp_path_factory.mktemp("log") / "service.log"
    with running(service, url, log) as started, started.logged_in() as client:
        yield Target(started, client)


def different(number: int) -> Body:
    """Values of what is unique, by a number below 26000."""
    day = date(2000, 1, 1) + timedelta(number)
    return {
        "ref_no": f"attack {number}",
        "code": f"{chr(ord('a') + number // 1000)}{number % 1000}",
        "contact": f"attack{number}@example.com",
        "homepage": f"https://example.com/attack{number}",
        "slug": f"attack {number}",
        "api": f"attack {number}",
        "big": number,
        "at": f"{day}T00:00:00Z",
        "uuid": str(UUID(int=number)),
        "exact": None,
        "weight": None,
        "opens_at": None,
    }


def with_value(body: Body, field: str, value: str) -> str:
    """A body in which a field has a value that is written as in JSON."""
    others = {name: body[name] for name in body if name != field}
    return f"{json.dumps(others)[:-1]}, {json.dumps(field)}: {value}}}"


# Bodies -----------------------------------------------------------------------


@pytest.mark.parametrize("value", VALUES, ids=lambda value: repr(value)[:30])
def test_a_hostile_value_in_every_field(value: str, target: Target) -> None:
    for field in target.body:
        body = with_value(target.new_body(), field, value)
        target.send_json("POST", target.collection, body)
        target.send_json("PATCH", target.item, f"{{{json.dumps(field)}: {value}}}")


@pytest.mark.parametrize("value", VALUES, ids=lambda value: repr(value)[:30])
def test_a_hostile_value_instead_of_a_body(value: str, target: Target) -> None:
    for method, path in target.items():
        assert target.send_json(method, path, value).status_code in {200, 400, 413, 422}


@pytest.mark.parametrize("name", [NUL, SURROGATE, "", "id", "x" * 10_000, "__class__"])
def test_a_hostile_name_of_a_field(name: str, target: Target) -> None:
    for method, path in target.items():
        text = with_value(target.body, name, "1")
        assert target.send_json(method, path, text).status_code == 422


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"\xff\xfe\x00",
        b'{"text": "\xff"}',
        b'{"text": "\xed\xa0\x80"}',
        b"\x00" * 100,
        b"{}{}",
        b'{"text": "a", "text": "b"}',
        b"{'text': 1}",
        b"x" * 2_000_000,
        b"\x1f\x8b\x08\x00",
    ],
    ids=lambda content: repr(content[:20]),
)
@pytest.mark.parametrize(
    "kind",
    [
        "application/json",
        "application/json; charset=utf-16",
        "application/vnd.api+json",
        "application/x-www-form-urlencoded",
        "multipart/form-data",
        "multipart/form-data; boundary=x",
        "text/plain; charset=nothing",
        "",
        "/;=",
    ],
)
def test_a_broken_body_of_any_type(kind: str, content: bytes, target: Target) -> None:
    headers = {"Content-Type": kind}
    for method, path in [*target.items(), ("POST", "/auth/token")]:
        answer = target.send(method, path, content=content, headers=headers)
        assert answer.status_code in {400, 413, 415, 422} or method == "PATCH"


@given(body=JSON)
@CHEAP
def test_any_json(target: Target, body: Any) -> None:
    for method, path in target.items():
        target.send_json(method, path, json.dumps(body))


@given(data=st.data(), value=JSON)
@CHEAP
def test_any_json_in_any_field(target: Target, data: st.DataObject, value: Any) -> None:
    field = data.draw(st.sampled_from(sorted(target.body)))
    changed = json.dumps(target.body | {field: value})
    target.send_json("POST", target.collection, changed)


# Paths and queries ------------------------------------------------------------


@pytest.mark.parametrize(
    "part",
    [
        "%00",
        "%ff%fe",
        "%ed%a0%80",
        "..%2f..%2fetc",
        "x" * 5_000,
        "{}",
        "null",
        f"{NOBODY}%00",
        f"%7B{NOBODY}%7D",
        f"urn:uuid:{NOBODY}",
        "0" * 32,
        "%F0%9F%92%A9",
    ],
)
@pytest.mark.parametrize("method", ["GET", "PATCH", "PUT", "DELETE"])
def test_a_hostile_path(method: str, part: str, target: Target) -> None:
    path = f"{target.collection}/{part}"
    answer = target.send(method, path, json=target.body)
    assert answer.status_code in {404, 405, 422}


@pytest.mark.parametrize("value", QUERIES, ids=lambda value: repr(value)[:30])
def test_a_hostile_value_of_every_parameter(value: str, target: Target) -> None:
    for name in target.kinds:
        target.send("GET", params={name: value})


@pytest.mark.parametrize("value", ["%00", "%ff", "%ed%a0%80", "%", "%u0000", "a%00b"])
def test_hostile_bytes_in_every_parameter(value: str, target: Target) -> None:
    for name in target.kinds:
        path = f"{target.collection}?{name}={value}".encode()
        assert target.send_raw(b"GET " + path + b" HTTP/1.1") in {200, 400, 422}


@pytest.mark.parametrize("value", ["", "1", "true", "id", "2026-01-01"])
def test_every_parameter_at_once_and_twice(value: str, target: Target) -> None:
    for name in target.kinds:
        target.send("GET", params=[(name, value), (name, "x"), (name, value)])
    target.send("GET", params=[(name, value) for name in target.parameters])


@pytest.mark.parametrize(
    "query",
    [
        b"q=" + b"x" * 60_000,
        b"&" * 10_000,
        b"sort=" + b"id,-id," * 2_000 + b"id",
        b"ref_no__in=" + b"a," * 20_000,
        b"count__in=" + b"1," * 20_000 + b"1",
        b"=&=&==",
        b"%00=1",
        b"\xff\xfe=\xff",
        b"limit=1&limit=2",
        b"limit=" + b"9" * 5_000,
        b"?????",
    ],
    ids=lambda query: repr(query[:20]),
)
def test_a_hostile_query(query: bytes, target: Target) -> None:
    line = b"GET " + target.collection.encode() + b"?" + query + b" HTTP/1.1"
    assert target.send_raw(line) in {0, 200, 400, 414, 422, 431}


@given(data=st.data(), value=st.text())
@CHEAP
def test_any_text_in_any_parameter(
    target: Target,
    data: st.DataObject,
    value: str,
) -> None:
    name = data.draw(st.sampled_from(list(target.parameters)))
    target.send("GET", f"{target.collection}?{name}={quote(value, errors='replace')}")


# Cursors ----------------------------------------------------------------------


def packed(text: str) -> str:
    return urlsafe_b64encode(text.encode(errors="surrogatepass")).decode().rstrip("=")


@pytest.fixture(scope="module")
def cursors(target: Target) -> dict[str, list[Any]]:
    """What a cursor of each order holds."""
    target.create()
    keys: list[str] = target.parameters["sort"]["items"]["enum"]
    rising = [key for key in keys if not key.startswith("-")]
    return {key: opened(target, key) for key in [*rising, "-created_at", "-weight"]}


def opened(target: Target, key: str) -> list[Any]:
    query = {"sort": key, "limit": 1}
    cursor: str = target.send("GET", params=query).json()["next_cursor"]
    values: list[Any] = json.loads(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    return values


def test_what_is_forged_below_would_be_accepted(
    target: Target,
    cursors: dict[str, list[Any]],
) -> None:
    for key, values in cursors.items():
        query = {"sort": key, "cursor": packed(json.dumps(values))}
        assert target.send("GET", params=query).status_code == 200


@pytest.mark.parametrize("value", VALUES, ids=lambda value: repr(value)[:30])
def test_a_cursor_with_a_hostile_value(
    value: str,
    target: Target,
    cursors: dict[str, list[Any]],
) -> None:
    for key, (mark, _, *others) in cursors.items():
        forged = ", ".join([json.dumps(mark), value, *map(json.dumps, others)])
        query = {"sort": key, "cursor": packed(f"[{forged}]")}
        assert target.send("GET", params=query).status_code in {200, 400, 422}


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", "null", "1", "[1]", '"a"', "[[]]", DEEP, "[null,null,null]", NUL],
    ids=lambda text: repr(text)[:30],
)
def test_a_cursor_that_is_none(text: str, target: Target) -> None:
    query = {"cursor": packed(text)}
    assert target.send("GET", params=query).status_code in {400, 422}


@pytest.mark.parametrize("cursor", ["=", "é", "-_-_", "x" * 50_000, "AAAA\0", "gA"])
def test_a_cursor_that_is_not_even_encoded(cursor: str, target: Target) -> None:
    query = {"cursor": cursor}
    assert target.send("GET", params=query).status_code in {400, 422, 431}


def test_the_cursor_of_another_order(
    target: Target,
    cursors: dict[str, list[Any]],
) -> None:
    for values in cursors.values():
        query = {"sort": "-updated_at,flag", "cursor": packed(json.dumps(values))}
        assert target.send("GET", params=query).status_code == 400


# The protocol -----------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        b"BREW / HTTP/1.1",
        b"TRACE / HTTP/1.1",
        b"CONNECT example.com:443 HTTP/1.1",
        b"OPTIONS * HTTP/1.1",
        b"GET http://other.example/ HTTP/1.1",
        b"GET /%00 HTTP/1.1",
        b"GET /\xff\xfe HTTP/1.1",
        b"GET //// HTTP/1.1",
        b"get /health/live HTTP/1.1",
        b"GET /health/live HTTP/9.9",
        b"GET /" + b"x" * 100_000 + b" HTTP/1.1",
        b"\x16\x03\x01\x02\x00",
    ],
    ids=lambda line: repr(line[:20]),
)
def test_a_hostile_request_line(line: bytes, target: Target) -> None:
    target.send_raw(line)


@pytest.mark.parametrize(
    "header",
    [
        b"X-Request-ID: \xff\xfe",
        b"X-Request-ID: " + b"a" * 30_000,
        b"Content-Length: -1",
        b"Content-Length: 99999999999999999999",
        b"Content-Length: 1\r\nContent-Length: 2",
        b"Transfer-Encoding: chunked, chunked",
        b"Transfer-Encoding: gzip",
        b"Expect: 200-nothing",
        b"Cookie: " + b"a=b;" * 5_000,
        b"Accept-Encoding: \xff",
        b"Origin: null",
        b"Upgrade: websocket\r\nSec-WebSocket-Key: x\r\nSec-WebSocket-Version: 13",
    ],
    ids=lambda header: repr(header[:30]),
)
@pytest.mark.parametrize("method", [b"GET", b"POST"])
def test_a_hostile_header(method: bytes, header: bytes, target: Target) -> None:
    line = method + b" " + target.collection.encode() + b" HTTP/1.1"
    target.send_raw(line, header, body=b"0\r\n\r\n")


@pytest.mark.parametrize("path", ["collection", "item"])
@pytest.mark.parametrize("method", ["TRACE", "BREW", "OPTIONS", "HEAD", "POST", "PUT"])
def test_any_method_on_any_path(method: str, path: str, target: Target) -> None:
    target.send(method, getattr(target, path))


# The login --------------------------------------------------------------------


@pytest.mark.parametrize(
    "token",
    [
        b"",
        b"Bearer",
        b"Bearer \xff\xfe",
        b"Bearer a.b.c",
        b"Bearer eyJhbGciOiJub25lIn0.e30.",
        b"Bearer " + b"a." * 4_000,
        b"Basic YTpi",
        b"Bearer null, Bearer null",
    ],
    ids=lambda token: repr(token[:20]),
)
def test_a_hostile_token(token: bytes, target: Target) -> None:
    answer = target.send("GET", headers={b"Authorization": token})

    assert answer.status_code == 401


@pytest.mark.parametrize("text", [NUL, SURROGATE, "x" * 100_000, "a@b", "%", "é"])
@pytest.mark.parametrize("name", ["username", "password", "scope", "grant_type"])
def test_a_hostile_login(name: str, text: str, target: Target) -> None:
    form = {"username": "a@example.com", "password": "b", name: text}
    pairs = (
        f"{name}={quote(text, errors='surrogatepass')}" for name, text in form.items()
    )
    answer = target.send(
        "POST",
        "/auth/token",
        content="&".join(pairs),
        headers={"Content-Type": "application/x-www-form-urlencoded"},
    )

    assert answer.status_code in {400, 401, 413, 422}
