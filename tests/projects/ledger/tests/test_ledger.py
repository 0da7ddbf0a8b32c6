import asyncio
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from ledger.database import Base, engine
from ledger.main import app


async def _drop_all() -> None:
    async with engine.begin() as connection:
        await connection.run_sync(Base.metadata.drop_all)


@pytest.fixture
def client() -> Iterator[TestClient]:
    asyncio.run(_drop_all())
    with TestClient(app) as client:
        yield client


def open_account(client: TestClient, number: str, kind: str = "asset") -> None:
    body = {"number": number, "name": f"Account {number}", "kind": kind}
    assert client.post("/accounts", json=body).status_code == 201


def test_open_account(client: TestClient) -> None:
    open_account(client, "1000")
    assert client.get("/accounts/1000").json()["kind"] == "asset"


def test_list_accounts(client: TestClient) -> None:
    for number in ("2000", "1000"):
        open_account(client, number)
    found = [account["number"] for account in client.get("/accounts").json()]
    assert found == ["1000", "2000"]


def test_unknown_account(client: TestClient) -> None:
    response = client.get("/accounts/1")
    assert response.status_code == 404
    assert response.json()["error"]["code"] == "unknown_account"


def test_invalid_number(client: TestClient) -> None:
    body = {"number": "x", "name": "X", "kind": "asset"}
    response = client.post("/accounts", json=body)
    assert response.status_code == 422
    assert response.json()["error"]["code"] == "invalid_request"


def test_book_transfer(client: TestClient) -> None:
    for number in ("1000", "2000"):
        open_account(client, number)
    body = {"day": "2024-02-29", "cents": 500, "source": "1000", "target": "2000"}
    response = client.post("/transfers", json=body)
    assert response.status_code == 201
    assert response.json() == {"id": 1, "text": "", **body}


def test_book_to_nowhere(client: TestClient) -> None:
    open_account(client, "1000")
    body = {"day": "2024-02-29", "cents": 500, "source": "1000", "target": "2000"}
    assert client.post("/transfers", json=body).status_code == 404
