"""Logging in, and what tokens are worth."""

import base64
import json
import time
from collections.abc import Callable
from typing import Any
from unittest.mock import Mock
from uuid import uuid4

import jwt
import pytest
from argon2 import PasswordHasher
from httpx2 import AsyncClient, Response
from sqlalchemy import delete, select, update

from tracker.auth import passwords
from tracker.auth import tokens as module
from tracker.auth.models import User
from tracker.auth.schemas import UserCreate, UserResponse
from tracker.auth.service import create_user
from tracker.auth.settings import TokenSettings
from tracker.auth.tokens import Tokens
from tracker.database import Database
from tracker.settings import Settings, load

from tests.auth.callers import Caller

EMAIL = "somebody@example.com"
PASSWORD = "correct horse battery"

Forge = Callable[..., str]


@pytest.fixture
async def somebody(database: Database) -> UserResponse:
    values = {"email": EMAIL, "password": PASSWORD, "roles": ["staff", "admin"]}
    return await create_user(database, UserCreate.model_validate(values))


@pytest.fixture(scope="session")
def token_settings(settings: Settings) -> TokenSettings:
    return load(TokenSettings, environment=settings.environment)


@pytest.fixture
def forge(token_settings: TokenSettings, user: Caller) -> Forge:
    """Makes tokens that are right but for the claims and the key given."""

    def forge(
        key: str = token_settings.secret_key.get_secret_value(),
        algorithm: str = "HS256",
        without: str = "",
        **claims: Any,
    ) -> str:
        now = int(time.time())
        payload = {
            "iss": token_settings.token_issuer,
            "aud": token_settings.token_audience,
            "sub": str(user.id),
            "roles": ["admin"],
            "iat": now,
            "exp": now + 60,
            **claims,
        }
        payload.pop(without, None)
        return jwt.encode(payload, key, algorithm)

    return forge


async def log_in(
    client: AsyncClient,
    username: str = EMAIL,
    password: str = PASSWORD,
) -> Response:
    form = {"username": username, "password": password}
    return await client.post("/auth/token", data=form)


async def get_me(client: AsyncClient, token: str) -> Response:
    return await client.get("/auth/me", headers={"Authorization": f"Bearer {token}"})


def assert_unauthenticated(response: Response) -> None:
    assert response.status_code == 401
    assert response.headers["WWW-Authenticate"] == "Bearer"
    assert list(response.json()) == ["detail"]


async def test_log_in_gives_a_token_that_works(
    client: AsyncClient,
    somebody: UserResponse,
    token_settings: TokenSettings,
) -> None:
    response = await log_in(client)

    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "no-store"
    token = response.json()
    assert token["token_type"] == "bearer"
    assert token["expires_in"] == token_settings.token_minutes * 60
    me = await get_me(client, token["access_token"])
    assert me.status_code == 200
    assert me.json() == {
        "id": str(somebody.id),
        "email": EMAIL,
        "roles": ["admin", "staff"],
    }


async def test_log_in_ignores_the_case_of_the_email(
    client: AsyncClient,
    somebody: UserResponse,
) -> None:
    assert (await log_in(client, username=EMAIL.upper())).status_code == 200


async def test_failures_to_log_in_cannot_be_told_apart(
    client: AsyncClient,
    database: Database,
    somebody: UserResponse,
) -> None:
    wrong_password = await log_in(client, password="wrong horse battery")
    unknown_user = await log_in(client, username="nobody@example.com")
    await database.execute(update(User).values(is_active=False))
    inactive_user = await log_in(client)

    assert_unauthenticated(wrong_password)
    assert_unauthenticated(unknown_user)
    assert_unauthenticated(inactive_user)
    assert wrong_password.content == unknown_user.content == inactive_user.content


async def test_log_in_of_an_unknown_user_takes_the_time_of_a_hash(
    client: AsyncClient,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    hasher = Mock(wraps=passwords.HASHER)
    monkeypatch.setattr(passwords, "HASHER", hasher)

    await log_in(client, username="nobody@example.com")

    hasher.verify.assert_called_once()


@pytest.mark.parametrize(
    ("username", "password"),
    [
        pytest.param("some\0body@example.com", PASSWORD, id="NUL in the email"),
        pytest.param("a" * 10_000 + "@example.com", PASSWORD, id="long email"),
        pytest.param(EMAIL, "some\0thing", id="NUL in the password"),
        pytest.param(EMAIL, "a" * 1025, id="long password"),
        pytest.param("x", "y", id="no email at all"),
    ],
)
async def test_log_in_with_odd_values_is_refused(
    client: AsyncClient,
    somebody: UserResponse,
    username: str,
    password: str,
) -> None:
    assert_unauthenticated(await log_in(client, username, password))


async def test_log_in_with_lone_surrogates_is_refused(
    client: AsyncClient,
    somebody: UserResponse,
) -> None:
    body = (
        '--x\r\nContent-Disposition: form-data; name="username"\r\n\r\n'
        f"{EMAIL}\r\n"
        '--x\r\nContent-Disposition: form-data; name="password"\r\n\r\n'
        "\\ud800\r\n"
        "--x--\r\n"
    )
    content_type = "multipart/form-data; boundary=x; charset=unicode_escape"

    response = await client.post(
        "/auth/token",
        content=body,
        headers={"Content-Type": content_type},
    )

    assert_unauthenticated(response)


async def test_log_in_without_a_password_is_invalid(client: AsyncClient) -> None:
    response = await client.post("/auth/token", data={"username": EMAIL})

    assert response.status_code == 422


async def test_log_in_renews_an_outdated_hash(
    client: AsyncClient,
    database: Database,
    somebody: UserResponse,
) -> None:
    outdated = PasswordHasher(time_cost=1, memory_cost=9, parallelism=1).hash(PASSWORD)
    await database.execute(update(User).values(password_hash=outdated))

    assert (await log_in(client)).status_code == 200

    stored = (await database.execute(select(User.password_hash))).scalar_one()
    assert stored != outdated
    assert (await log_in(client)).status_code == 200


async def test_a_token_is_accepted_again_and_again(
    client: AsyncClient,
    user: Caller,
) -> None:
    for _ in range(2):
        response = await client.get("/auth/me", headers=user.headers)
        assert response.status_code == 200


async def test_no_token_is_refused(client: AsyncClient) -> None:
    assert_unauthenticated(await client.get("/auth/me"))


@pytest.mark.parametrize("header", ["Bearer", "Bearer ", "Basic YTpi", "nonsense"])
async def test_other_credentials_are_refused(client: AsyncClient, header: str) -> None:
    response = await client.get("/auth/me", headers={"Authorization": header})

    assert_unauthenticated(response)


@pytest.mark.parametrize("token", ["x", "x.y.z", "é.é.é", "a" * 20_000])
async def test_malformed_tokens_are_refused(client: AsyncClient, token: str) -> None:
    headers = {b"Authorization": b"Bearer " + token.encode()}

    assert_unauthenticated(await client.get("/auth/me", headers=headers))


async def test_deeply_nested_token_is_refused(client: AsyncClient) -> None:
    header = base64.urlsafe_b64encode(b"[" * 30_000).decode()

    assert_unauthenticated(await get_me(client, f"{header}.e30.x"))


async def test_expired_token_is_refused(client: AsyncClient, forge: Forge) -> None:
    assert_unauthenticated(await get_me(client, forge(exp=int(time.time()) - 1)))


async def test_token_is_refused_once_it_expires_although_it_was_verified(
    client: AsyncClient,
    forge: Forge,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    token = forge()
    assert (await get_me(client, token)).status_code == 200

    monkeypatch.setattr(module, "time", lambda: time.time() + 61)

    assert_unauthenticated(await get_me(client, token))


async def test_token_signed_with_another_key_is_refused(
    client: AsyncClient,
    forge: Forge,
) -> None:
    assert_unauthenticated(await get_me(client, forge(key="x" * 32)))


@pytest.mark.parametrize("claim", ["iss", "aud"])
async def test_token_of_another_service_is_refused(
    client: AsyncClient,
    forge: Forge,
    claim: str,
) -> None:
    assert_unauthenticated(await get_me(client, forge(**{claim: "another"})))


@pytest.mark.parametrize("claim", ["iss", "aud", "sub", "roles", "iat", "exp"])
async def test_token_that_lacks_a_claim_is_refused(
    client: AsyncClient,
    forge: Forge,
    claim: str,
) -> None:
    assert_unauthenticated(await get_me(client, forge(without=claim)))


async def test_token_for_something_else_than_a_user_is_refused(
    client: AsyncClient,
    forge: Forge,
) -> None:
    assert_unauthenticated(await get_me(client, forge(sub="no uuid")))


async def test_unsigned_token_is_refused(client: AsyncClient, forge: Forge) -> None:
    token = forge(key="", algorithm="none")

    assert_unauthenticated(await get_me(client, token))


async def test_token_signed_with_another_algorithm_is_refused(
    client: AsyncClient,
    forge: Forge,
    token_settings: TokenSettings,
) -> None:
    key = token_settings.secret_key.get_secret_value() * 2

    assert_unauthenticated(await get_me(client, forge(key=key, algorithm="HS512")))


async def test_token_with_roles_added_is_refused(
    client: AsyncClient,
    tokens: Tokens,
    user: Caller,
) -> None:
    header, payload, signature = tokens.issue(user.id, []).split(".")
    claims = json.loads(base64.urlsafe_b64decode(payload + "=="))
    claims["roles"] = ["admin"]
    payload = base64.urlsafe_b64encode(json.dumps(claims).encode()).decode().rstrip("=")

    assert_unauthenticated(await get_me(client, f"{header}.{payload}.{signature}"))


async def test_token_of_a_deleted_user_is_refused(
    client: AsyncClient,
    database: Database,
    user: Caller,
) -> None:
    await database.execute(delete(User))

    assert_unauthenticated(await client.get("/auth/me", headers=user.headers))


async def test_token_of_an_inactive_user_is_refused(
    client: AsyncClient,
    database: Database,
    user: Caller,
) -> None:
    await database.execute(update(User).values(is_active=False))

    assert_unauthenticated(await client.get("/auth/me", headers=user.headers))


def test_tokens_of_two_users_differ(tokens: Tokens) -> None:
    one, other = uuid4(), uuid4()

    assert tokens.verify(tokens.issue(one, [])).id == one
    assert tokens.verify(tokens.issue(other, ["admin"])).roles == {"admin"}
