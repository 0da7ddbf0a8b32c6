"""Logs, request ids and unexpected failures, in production."""

import json
import logging
from collections.abc import AsyncGenerator, Callable, Iterator
from typing import Any

import pytest
from fastapi import Request
from fastapi.responses import StreamingResponse
from httpx2 import ASGITransport, AsyncClient

from catalogue.main import create_app
from catalogue.observability import configure_logging
from catalogue.settings import Settings

LIMIT = 100
SECRET = "postgresql://me:pass@host/name"

Lines = Callable[[], list[dict[str, Any]]]


@pytest.fixture
def production(settings: Settings) -> Iterator[Settings]:
    changes = {"environment": "production", "docs": False, "max_body_size": LIMIT}
    yield settings.model_copy(update=changes)
    configure_logging(settings)


@pytest.fixture
async def client(production: Settings) -> AsyncGenerator[AsyncClient]:
    """Of an application with three more routes, and with no database."""
    app = create_app(production)

    @app.get("/fail")
    async def fail() -> None:
        raise RuntimeError(SECRET)

    @app.get("/fail-late")
    async def fail_late() -> StreamingResponse:
        async def content() -> AsyncGenerator[bytes]:
            yield b"beginning"
            raise RuntimeError(SECRET)

        return StreamingResponse(content())

    @app.post("/echo")
    async def echo(request: Request) -> int:
        return len(await request.body())

    transport = ASGITransport(app)
    async with AsyncClient(transport=transport, base_url="http://test") as client:
        yield client


@pytest.fixture
def lines(capsys: pytest.CaptureFixture[str]) -> Lines:
    """What was logged."""
    return lambda: [json.loads(line) for line in capsys.readouterr().out.splitlines()]


async def test_request_is_logged_in_one_line(client: AsyncClient, lines: Lines) -> None:
    await client.get("/health/live?token=secret", headers={"X-Request-ID": "abc-1"})

    (line,) = lines()
    assert line.pop("timestamp").endswith("Z")
    assert line.pop("duration_ms") > 0
    assert line == {
        "event": "Request",
        "level": "info",
        "method": "GET",
        "path": "/health/live",
        "request_id": "abc-1",
        "status": 200,
    }


async def test_sane_request_id_is_echoed(client: AsyncClient) -> None:
    request_id = "0aZ-" * 16

    response = await client.get("/health/live", headers={"X-Request-ID": request_id})

    assert response.headers["X-Request-ID"] == request_id


@pytest.mark.parametrize("request_id", ["", "a" * 65, "a b", "a\tb", 'a"b', "é"])
async def test_other_request_id_is_replaced(
    client: AsyncClient,
    request_id: str,
) -> None:
    headers = {b"X-Request-ID": request_id.encode()}

    response = await client.get("/health/live", headers=headers)

    assert len(response.headers["X-Request-ID"]) == 32


async def test_requests_get_different_ids(client: AsyncClient) -> None:
    one = await client.get("/health/live")
    other = await client.get("/health/live")

    assert one.headers["X-Request-ID"] != other.headers["X-Request-ID"]


async def test_unexpected_failure_is_answered_without_its_reason(
    client: AsyncClient,
) -> None:
    response = await client.get("/fail", headers={"X-Request-ID": "abc-2"})

    assert response.status_code == 500
    assert response.json() == {"detail": "Internal Server Error"}
    assert response.headers["X-Request-ID"] == "abc-2"


async def test_unexpected_failure_is_logged_once_with_its_traceback(
    client: AsyncClient,
    lines: Lines,
) -> None:
    await client.get("/fail", headers={"X-Request-ID": "abc-3"})

    failure, request = lines()
    assert failure["level"] == "error"
    assert failure["request_id"] == "abc-3"
    assert f"RuntimeError: {SECRET}" in failure["exception"]
    assert request["status"] == 500


async def test_failure_after_the_answer_began_is_left_to_the_server(
    client: AsyncClient,
    lines: Lines,
) -> None:
    with pytest.raises(RuntimeError):
        await client.get("/fail-late")

    (request,) = lines()
    assert request["status"] == 200


async def test_logs_of_libraries_look_alike(
    client: AsyncClient,
    lines: Lines,
) -> None:
    logging.getLogger("uvicorn.error").info("Started with %d workers", 2)

    (line,) = lines()
    assert line["event"] == "Started with 2 workers"
    assert line["logger"] == "uvicorn.error"


async def test_answers_forbid_guessing_their_type(client: AsyncClient) -> None:
    response = await client.get("/health/live")

    assert response.headers["X-Content-Type-Options"] == "nosniff"


async def test_body_up_to_the_limit_is_accepted(client: AsyncClient) -> None:
    assert (await client.post("/echo", content=b"x" * LIMIT)).json() == LIMIT


async def test_body_over_the_limit_is_refused(client: AsyncClient) -> None:
    response = await client.post("/echo", content=b"x" * (LIMIT + 1))

    assert response.status_code == 413
    assert response.headers["X-Request-ID"]


async def test_body_over_the_limit_in_pieces_is_refused(client: AsyncClient) -> None:
    async def pieces() -> AsyncGenerator[bytes]:
        for _ in range(LIMIT + 1):
            yield b"x"

    assert (await client.post("/echo", content=pieces())).status_code == 413


async def test_body_over_the_limit_is_refused_where_none_is_read(
    client: AsyncClient,
) -> None:
    response = await client.post("/nowhere", content=b"x" * (LIMIT + 1))

    assert response.status_code == 413


async def test_production_serves_no_docs(client: AsyncClient) -> None:
    assert (await client.get("/docs")).status_code == 404
    assert (await client.get("/openapi.json")).status_code == 404
