"""Requests, as the bytes that are sent."""

import json
import random
import time
from collections.abc import Iterator, Mapping, Sequence
from itertools import count, cycle
from typing import Any

from bench.rows import row_id
from bench.servers import Running

CREATE = {
    "name": "a new product",
    "category": "book",
    "price": "12.50",
    "stock": 3,
    "released_on": "2020-05-17",
}
EXPECTED = {"list": 200, "get": 200, "create": 201, "update": 200}
DIFFERENT = 2000
"""So many rows are asked for in turn."""


def requests_of(running: Running, operation: str, last: int) -> Iterator[bytes]:
    """Requests without end, for rows with numbers up to `last`."""
    if operation == "list":
        return pages(running, running.contestant.first_page)
    if operation == "create":
        return cycle([request(running, "POST", "/products", CREATE)])
    numbers = random.Random(1).sample(range(1, last + 1), DIFFERENT)  # noqa: S311 - a fixed choice
    paths = [f"/products/{row_id(number)}" for number in numbers]
    if operation == "get":
        return cycle([request(running, "GET", path) for path in paths])
    return _updates(running, paths)


def _updates(running: Running, paths: Sequence[str]) -> Iterator[bytes]:
    """New values each time: some save nothing where nothing has changed."""
    for path, moment in zip(cycle(paths), count(time.time_ns()), strict=False):
        yield request(running, "PATCH", path, {"stock": moment % 2**31})


def pages(running: Running, path: str) -> Iterator[bytes]:
    """The same page again and again."""
    return cycle([request(running, "GET", path)])


def request(
    running: Running,
    method: str,
    path: str,
    body: Mapping[str, Any] | None = None,
) -> bytes:
    """One request with all its headers."""
    content = json.dumps(body).encode() if body else b""
    headers = {"Host": "127.0.0.1", **running.headers}
    if body:
        headers |= {
            "Content-Type": "application/json",
            "Content-Length": str(len(content)),
        }
    lines = [f"{method} {path} HTTP/1.1", *(f"{k}: {v}" for k, v in headers.items())]
    return "\r\n".join([*lines, "", ""]).encode() + content
