import pytest
from fastapi.testclient import TestClient

from database import Base, engine
from main import app


@pytest.fixture
def client():
    with TestClient(app) as client:
        yield client
    with engine.begin() as connection:
        for table in reversed(Base.metadata.sorted_tables):
            connection.execute(table.delete())


def create(client, name="Nails"):
    return client.post("/items", json={"name": name, "price": "2.50"})


def test_create_item(client):
    response = create(client)
    assert response.status_code == 201
    assert response.json() | {"id": 1} == {
        "id": 1,
        "name": "Nails",
        "description": None,
        "quantity": 0,
        "price": "2.50",
    }


def test_create_item_without_price(client):
    assert client.post("/items", json={"name": "Nails"}).status_code == 422


def test_read_items(client):
    for name in ("Nails", "Screws"):
        create(client, name)
    response = client.get("/items")
    assert [item["name"] for item in response.json()] == ["Nails", "Screws"]


def test_read_items_limit(client):
    for name in ("Nails", "Screws"):
        create(client, name)
    assert len(client.get("/items?limit=1").json()) == 1


def test_read_item_not_found(client):
    assert client.get("/items/0").status_code == 404


def test_delete_item(client):
    path = f"/items/{create(client).json()['id']}"
    assert client.delete(path).status_code == 204
    assert client.get(path).status_code == 404
