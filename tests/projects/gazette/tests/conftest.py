from collections.abc import Generator

import pytest
from fastapi.testclient import TestClient
from sqlmodel import Session, SQLModel

from app.api.deps import get_db
from app.core.db import engine
from app.core.security import create_access_token
from app.main import app
from app.models import User


@pytest.fixture(scope="session", autouse=True)
def tables() -> Generator[None, None, None]:
    SQLModel.metadata.create_all(engine)
    yield
    SQLModel.metadata.drop_all(engine)


@pytest.fixture
def db() -> Generator[Session, None, None]:
    with engine.connect() as connection:
        transaction = connection.begin()
        with Session(connection, join_transaction_mode="create_savepoint") as session:
            yield session
        transaction.rollback()


@pytest.fixture
def client(db: Session) -> Generator[TestClient, None, None]:
    app.dependency_overrides[get_db] = lambda: db
    with TestClient(app) as c:
        yield c
    app.dependency_overrides.clear()


def headers_of(db: Session, email: str, is_superuser: bool) -> dict[str, str]:
    user = User(email=email, hashed_password="", is_superuser=is_superuser)
    db.add(user)
    db.commit()
    return {"Authorization": f"Bearer {create_access_token(user.id)}"}


@pytest.fixture
def superuser_token_headers(db: Session) -> dict[str, str]:
    return headers_of(db, "editor@example.com", True)


@pytest.fixture
def normal_user_token_headers(db: Session) -> dict[str, str]:
    return headers_of(db, "writer@example.com", False)
