"""Start the application of the copy, log in as its users do, and use what is new."""

import json
import re
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

import httpx2

from tools.demo import free_port
from tools.guard import guarded

from .checks import Result
from .place import Place

PROBE = Path(__file__).with_name("probe.py")
PATIENCE = 90.0
REFUSED = (401, 403)
NOBODY = {"uuid": "00000000-0000-4000-8000-000000000000", "integer": "987654321"}
REFERENCE = re.compile(r"ref\((?:\w+\.)*(\w+)")

Paths = Mapping[str, Mapping[str, Any]]


class Silent(Exception):
    """The application does not say what it has, or does not start."""


def operations(place: Place, app: str) -> Paths:
    """What an application serves, by its paths."""
    said = place.run([str(place.python), str(PROBE), app], folder=place.root)
    if said.status:
        raise Silent(said.text.strip().splitlines()[-1])
    paths: Paths = json.loads(said.text.strip().splitlines()[-1])
    return paths


@contextmanager
def served(place: Place, app: str) -> Iterator[str]:
    """The application, started; its address."""
    port = free_port()
    factory = ("--factory",) if app.endswith("()") else ()
    target = app.removesuffix("()")
    command = [
        str(place.python),
        "-m",
        "uvicorn",
        target,
        *factory,
        "--port",
        str(port),
    ]
    with (
        tempfile.TemporaryFile("w+") as log,
        guarded(
            command, folder=place.root, environment=place.environment, output=log
        ) as server,
    ):
        address = f"http://127.0.0.1:{port}"
        end = time.monotonic() + PATIENCE
        while not _answers(address):
            if server.poll() is not None or time.monotonic() > end:
                raise Silent(f"it does not start: {_last(log)}")
            time.sleep(0.2)
        yield address


def _answers(address: str) -> bool:
    try:
        httpx2.get(address)
    except httpx2.TransportError:
        return False
    return True


def _last(log: IO[str]) -> str:
    log.seek(0)
    return (log.read().strip().splitlines() or ["no word"])[-1]


@dataclass
class Conversation:
    """Requests for what is new, and the answers that were not expected."""

    client: httpx2.Client
    paths: Paths
    rows: dict[str, str]
    """A key of a row, by the class that a reference names."""
    findings: dict[str, str] = field(default_factory=dict)
    sent: int = 0

    def send(self, method: str, path: str, *expected: int, **content: Any) -> Any:
        """Send a request; the answer, or nothing where another one was expected."""
        self.sent += 1
        try:
            answer = self.client.request(method, path, **content)
        except httpx2.HTTPError as error:
            self.findings[f"{method} {path}"] = str(error)
            return None
        if answer.status_code in expected:
            return answer
        what = f"{answer.status_code} instead of {' or '.join(map(str, expected))}"
        self.findings[f"{method} {path}"] = f"{what}: {answer.text[:300]}"
        return None


def log_in(client: httpx2.Client, login: Mapping[str, Any]) -> None:
    """Send the requests of a login; its last answer may hold a token."""
    client.headers.update(login.get("headers") or {})
    answer = None
    for request in login.get("requests") or ():
        content = {
            name: request[name]
            for name in ("data", "json", "params")
            if name in request
        }
        answer = client.request(
            request.get("method", "POST"), request["path"], **content
        )
        if not answer.is_success and not request.get("may_fail"):
            where = f"{request['path']} answers {answer.status_code}"
            raise Silent(f"no login: {where} {answer.text[:200]}")
    if answer is not None and "token" in login:
        found = answer.json()
        for part in str(login["token"]).split("."):
            found = found[part]
        client.headers["Authorization"] = f"{login.get('scheme', 'Bearer')} {found}"


def use(
    address: str,
    paths: Paths,
    endpoints: Sequence[Mapping[str, Any]],
    login: Mapping[str, Any],
) -> Result:
    """Send requests to all that is new, before and after a login."""
    rows = {name: str(key) for name, key in (login.get("rows") or {}).items()}
    with httpx2.Client(base_url=address, timeout=30) as client:
        conversation = Conversation(client, paths, rows)
        _without_login(conversation)
        log_in(client, login)
        if login or not any(map(_is_guarded, paths.values())):
            for endpoint in endpoints:
                _walk(conversation, endpoint)
    word = f"{conversation.sent} requests"
    return Result(conversation.findings, word if login else f"{word}, no login")


def _is_guarded(path: Mapping[str, Any]) -> bool:
    return any("security" in one for one in path["operations"].values())


def _without_login(conversation: Conversation) -> None:
    for path, about in conversation.paths.items():
        for method, operation in about["operations"].items():
            if "security" in operation:
                conversation.send(
                    method.upper(), re.sub(r"\{\w+\}", "1", path), *REFUSED
                )


def _walk(conversation: Conversation, endpoint: Mapping[str, Any]) -> None:
    """Create a row, read it, list it, change it; delete another one."""
    collection = _collection(conversation.paths, endpoint)
    if not collection:
        conversation.findings[f"paths of {endpoint['plural']}"] = "there are none"
        return
    parent = str(endpoint.get("parent", "")).rpartition(":")[2]
    if parent and parent not in conversation.rows:
        return
    path = re.sub(r"\{\w+\}", conversation.rows.get(parent, ""), collection)
    model = str(endpoint.get("model", "")).rpartition(":")[2]
    created = _create(conversation, endpoint, collection, path)
    listed = _list(conversation, collection, path)
    item = created or (f"{path.rstrip('/')}/{listed}" if listed else "")
    if model and item:
        conversation.rows.setdefault(model, item.rpartition("/")[2])
    if item:
        _change(conversation, collection, item)
    if created and not model:
        _delete(conversation, collection, created)


def _collection(paths: Paths, endpoint: Mapping[str, Any]) -> str:
    """The path of the rows of an endpoint."""
    names = {endpoint["plural"], endpoint["plural"].replace("_", "-")}
    ends = [one for one in paths if one.rstrip("/").rpartition("/")[2] in names]
    return min(ends, key=len, default="")


def _item(paths: Paths, collection: str) -> Mapping[str, Any]:
    below = re.compile(re.escape(collection.rstrip("/")) + r"/\{\w+\}/?")
    found = (one["operations"] for path, one in paths.items() if below.fullmatch(path))
    return next(iter(found), {})


def _create(
    conversation: Conversation, endpoint: Mapping[str, Any], collection: str, path: str
) -> str:
    """Create a row where that can be done; its path."""
    about = conversation.paths[collection]
    operation = about["operations"].get("post")
    if not operation:
        return ""
    body = _example(operation, about["schemas"])
    for name, declared in (endpoint.get("fields") or {}).items():
        reference = REFERENCE.match(str(declared))
        if reference and name in body:
            if reference[1] not in conversation.rows:
                return ""
            body[name] = _typed(conversation.rows[reference[1]], body[name])
    answer = conversation.send("POST", path, 200, 201, json=body)
    return _path_of(answer, path) if answer is not None else ""


def _example(
    operation: Mapping[str, Any], schemas: Mapping[str, Any]
) -> dict[str, Any]:
    schema = operation["requestBody"]["content"]["application/json"]["schema"]
    named = schemas.get(str(schema.get("$ref", "")).rpartition("/")[2], schema)
    examples = named.get("examples") or [{}]
    return dict(examples[0])


def _typed(key: str, like: object) -> object:
    return int(key) if isinstance(like, int) else key


def _path_of(answer: httpx2.Response, path: str) -> str:
    if "Location" in answer.headers:
        return str(httpx2.URL(answer.headers["Location"]).path)
    key = _key(answer.json())
    return f"{path.rstrip('/')}/{key}" if key else ""


def _list(conversation: Conversation, collection: str, path: str) -> str:
    """List the rows; the key of the first."""
    if "get" not in conversation.paths[collection]["operations"]:
        return ""
    answer = conversation.send("GET", path, 200)
    return _key(answer.json()) if answer is not None else ""


def _key(found: Any) -> str:
    """The first id in an answer, however it is wrapped."""
    if isinstance(found, dict):
        if isinstance(found.get("id"), int | str):
            return str(found["id"])
        return next(filter(None, map(_key, found.values())), "")
    if isinstance(found, list):
        return next(filter(None, map(_key, found)), "")
    return ""


def _change(conversation: Conversation, collection: str, item: str) -> None:
    available = _item(conversation.paths, collection)
    if "get" in available:
        conversation.send("GET", item, 200)
        conversation.send("GET", _elsewhere(item), 404)
    if "patch" in available:
        conversation.send("PATCH", item, 200, json={})


def _elsewhere(item: str) -> str:
    """The path of a row that is not there."""
    start, _, key = item.rpartition("/")
    kind = "integer" if key.isdecimal() else "uuid"
    return f"{start}/{NOBODY[kind]}"


def _delete(conversation: Conversation, collection: str, item: str) -> None:
    if "delete" in _item(conversation.paths, collection):
        conversation.send("DELETE", item, 200, 204)
        conversation.send("GET", item, 404)
