import uuid

from fastapi.testclient import TestClient

from app.core.config import settings

ARTICLES = f"{settings.API_V1_STR}/articles/"


def create(client: TestClient, headers: dict[str, str]) -> str:
    response = client.post(ARTICLES, headers=headers, json={"title": "Rain"})
    assert response.status_code == 200
    return response.json()["id"]


def test_create_article(
    client: TestClient, normal_user_token_headers: dict[str, str]
) -> None:
    assert create(client, normal_user_token_headers)


def test_create_article_without_title(
    client: TestClient, normal_user_token_headers: dict[str, str]
) -> None:
    response = client.post(ARTICLES, headers=normal_user_token_headers, json={})
    assert response.status_code == 422


def test_read_articles(
    client: TestClient,
    normal_user_token_headers: dict[str, str],
    superuser_token_headers: dict[str, str],
) -> None:
    create(client, superuser_token_headers)
    create(client, normal_user_token_headers)
    own = client.get(ARTICLES, headers=normal_user_token_headers).json()
    everything = client.get(ARTICLES, headers=superuser_token_headers).json()
    assert (own["count"], everything["count"]) == (1, 2)


def test_update_article(
    client: TestClient, normal_user_token_headers: dict[str, str]
) -> None:
    article = create(client, normal_user_token_headers)
    response = client.put(
        f"{ARTICLES}{article}", headers=normal_user_token_headers, json={"title": "Sun"}
    )
    assert response.json()["title"] == "Sun"


def test_update_article_of_another(
    client: TestClient,
    normal_user_token_headers: dict[str, str],
    superuser_token_headers: dict[str, str],
) -> None:
    article = create(client, superuser_token_headers)
    response = client.put(
        f"{ARTICLES}{article}", headers=normal_user_token_headers, json={"title": "Sun"}
    )
    assert response.status_code == 403


def test_update_article_not_found(
    client: TestClient, superuser_token_headers: dict[str, str]
) -> None:
    response = client.put(
        f"{ARTICLES}{uuid.uuid4()}", headers=superuser_token_headers, json={}
    )
    assert response.status_code == 404


def test_not_authenticated(client: TestClient) -> None:
    assert client.get(ARTICLES).status_code == 401
