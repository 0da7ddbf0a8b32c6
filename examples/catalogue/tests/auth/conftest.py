"""What tests of users and tokens share."""

from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from catalogue.auth import passwords
from catalogue.auth.tokens import Tokens
from catalogue.database import Database

from tests.auth.callers import Caller, new_caller


@pytest.fixture(scope="session", autouse=True)
def _fast_hashes() -> Iterator[None]:
    fast = PasswordHash([Argon2Hasher(time_cost=1, memory_cost=8, parallelism=1)])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "HASHER", fast)
        yield


@pytest.fixture
def tokens(app: FastAPI) -> Tokens:
    tokens: Tokens = app.state.tokens
    return tokens


@pytest.fixture
async def user(app: FastAPI, database: Database) -> Caller:
    return await new_caller(app, "staff")
