from collections.abc import Callable, Iterator

import jwt
import pytest
from fastapi.testclient import TestClient
from sqlalchemy.orm import Session

from market.infrastructure.database import engine, get_session
from market.infrastructure.orm import Entity
from market.infrastructure.settings import Settings
from market.main import get_application


@pytest.fixture(scope="session")
def tables() -> Iterator[None]:
    Entity.metadata.create_all(engine)
    yield
    Entity.metadata.drop_all(engine)


@pytest.fixture
def session(tables: None) -> Iterator[Session]:
    with engine.connect() as connection, connection.begin() as transaction:
        with Session(
            connection,
            expire_on_commit=False,
            join_transaction_mode="create_savepoint",
        ) as session:
            yield session
        transaction.rollback()


@pytest.fixture
def client(session: Session) -> Iterator[TestClient]:
    app = get_application()
    app.dependency_overrides[get_session] = lambda: session
    with TestClient(app) as client:
        yield client


@pytest.fixture
def headers() -> Callable[..., dict[str, str]]:
    def made(*roles: str) -> dict[str, str]:
        claims = {"sub": "anna", "roles": [*roles]}
        token = jwt.encode(claims, Settings().token_key, algorithm="HS256")
        return {"Authorization": f"Bearer {token}"}

    return made
