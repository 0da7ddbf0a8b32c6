"""What a client of the example `catalogue` may meet, from no token to not found."""

import json
from collections.abc import Iterator
from typing import Any

import httpx2

EMAIL, PASSWORD = "ada@example.com", "correct horse battery staple"
NOBODY = "00000000-0000-4000-8000-000000000000"
WIDTH = 100
PRODUCTS: list[dict[str, Any]] = [
    {
        "sku": "BOOK-001",
        "name": "Notes on the Analytical Engine",
        "description": "With a program for the Bernoulli numbers.",
        "category": "book",
        "price": "24.90",
        "stock": 12,
        "weight": 0.45,
        "status": "active",
        "featured": True,
        "released_on": "1843-09-01",
        "website": "https://example.com/notes",
        "supplier_email": "press@example.com",
    },
    {"sku": "GAME-001", "name": "Go", "category": "game", "price": "39.00"},
    {"sku": "GAME-002", "name": "Chess", "category": "game", "price": "15.50"},
    {"sku": "MUSIC-01", "name": "The Art of Fugue", "category": "music", "price": "18"},
    {
        "sku": "BOOK-002",
        "name": "Sketch of the Engine",
        "category": "book",
        "price": 9.99,
    },
]
ROW = ("sku", "name", "category", "price", "status")
"""What is shown of a product in a list."""
WRONG = {"sku": "lower case", "price": "-1", "colour": "red"}


class Unexpected(Exception):
    """An answer was not what the walk is about to show."""


class Conversation:
    """Sends requests, and prints each with its answer."""

    def __init__(self, client: httpx2.Client) -> None:
        self.client = client

    def show(
        self,
        title: str,
        method: str,
        path: str,
        expect: int = 200,
        **content: Any,
    ) -> Any:
        """Send a request; what its answer holds. Without a title, print a line of each."""
        answer = self.client.request(method, path, **content)
        if title:
            print(f"\n── {title} {'─' * (60 - len(title))}")
        print(f"{method} {_cut(answer.request.url.raw_path.decode())}")
        if "json" in content:
            print(f"  {_cut(json.dumps(content['json']))}")
        print(f"→ {answer.status_code} {answer.reason_phrase}{_headers(answer)}")
        body = answer.json() if answer.content else {}
        if title:
            print(*(f"  {line}\n" for line in _lines(body)), sep="", end="", flush=True)
        if answer.status_code != expect:
            raise Unexpected(f"{method} {path}: expected {expect}, got {answer.text}")
        return body


def walk(address: str) -> None:
    """Meet what a client may meet."""
    with httpx2.Client(base_url=address, timeout=10) as client:
        conversation = Conversation(client)
        conversation.show("Without a token", "GET", "/products", 401)
        _log_in(conversation)
        first = _create_all(conversation)
        _be_refused(conversation)
        _read_lists(conversation)
        _change(conversation, f"/products/{first['id']}")


def _log_in(conversation: Conversation) -> None:
    """Get a token, and send it from now on."""
    form = {"username": EMAIL, "password": PASSWORD}
    answer = conversation.show("Log in", "POST", "/auth/token", data=form)
    conversation.client.headers["Authorization"] = f"Bearer {answer['access_token']}"


def _create_all(conversation: Conversation) -> dict[str, Any]:
    """Create the products; the first one, as the service answers it."""
    first, *others = PRODUCTS
    created: dict[str, Any] = conversation.show(
        "Create", "POST", "/products", 201, json=first
    )
    for other in others:
        conversation.show("", "POST", "/products", 201, json=other)
    return created


def _be_refused(conversation: Conversation) -> None:
    conversation.show("The same SKU again", "POST", "/products", 409, json=PRODUCTS[1])
    conversation.show(
        "What is wrong, value by value", "POST", "/products", 422, json=WRONG
    )


def _read_lists(conversation: Conversation) -> None:
    query = {"limit": "3", "sort": "name"}
    page = conversation.show("A page of three", "GET", "/products", params=query)
    query["cursor"] = page["next_cursor"]
    conversation.show("The next page", "GET", "/products", params=query)
    query = {"category__in": "book,game", "price__lt": "30", "sort": "-price"}
    conversation.show("Filter and sort", "GET", "/products", params=query)
    conversation.show("Search", "GET", "/products", params={"q": "engine"})


def _change(conversation: Conversation, path: str) -> None:
    changes = {"price": "19.90", "stock": 11}
    conversation.show("Update what changes", "PATCH", path, json=changes)
    conversation.show("Not found", "GET", f"/products/{NOBODY}", 404)
    conversation.show("Delete", "DELETE", path, 204)
    conversation.show("Gone", "GET", path, 404)


def _headers(answer: httpx2.Response) -> str:
    shown = (
        name for name in ("Location", "WWW-Authenticate") if name in answer.headers
    )
    return "".join(f"   {name}: {answer.headers[name]}" for name in shown)


def _lines(body: dict[str, Any]) -> list[str]:
    return [line for name, value in body.items() for line in _entry(name, value)]


def _entry(name: str, value: Any) -> Iterator[str]:
    """A value for the eye: the rows of a list are cut to a line each."""
    if isinstance(value, list) and value:
        yield f"{name}:"
        yield from (f"  {_cut(_row(item))}" for item in value)
    else:
        yield _cut(f"{name}: {json.dumps(value, ensure_ascii=False)}")


def _row(item: dict[str, Any]) -> str:
    shown = {name: item[name] for name in ROW if name in item} or item
    text = json.dumps(shown, ensure_ascii=False)
    return text if shown is item else f"{text[:-1]}, …}}"


def _cut(text: str) -> str:
    return text if len(text) <= WIDTH else f"{text[: WIDTH - 1]}…"
