import uuid

import pytest

APPLES = {"title": "Apples", "price": "2.50"}


@pytest.fixture
def offer(client, headers):
    response = client.post("/v1/offers", json=APPLES, headers=headers("seller"))
    assert response.status_code == 201
    return response.json()["data"]


def test_create(offer):
    assert offer["state"] == "open"


def test_create_without_role(client, headers):
    response = client.post("/v1/offers", json=APPLES, headers=headers())
    assert response.status_code == 403


def test_list(client, headers, offer):
    response = client.get("/v1/offers", headers=headers())
    assert response.json() == {"data": [offer], "meta": {"count": 1}}


def test_sell_once(client, headers, offer):
    path = f"/v1/offers/{offer['id']}/sale"
    sold = [client.post(path, headers=headers()).status_code for _ in range(2)]
    assert sold == [200, 409]


def test_sell_unknown(client, headers):
    response = client.post(f"/v1/offers/{uuid.uuid4()}/sale", headers=headers())
    assert response.status_code == 404


def test_unauthenticated(client):
    assert client.get("/v1/offers").status_code in {401, 403}
