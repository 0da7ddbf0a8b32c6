"""Operations on users, and their statements."""

from typing import Any
from uuid import UUID

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import Row, bindparam, insert, select, update

from catalogue.auth.models import User
from catalogue.auth.passwords import hash_password, verify_password
from catalogue.auth.schemas import Email, UserCreate, UserResponse
from catalogue.auth.tokens import SCHEME
from catalogue.database import Database
from catalogue.errors import Unauthenticated

TABLE = User.table()
COLUMNS = [TABLE.c[name] for name in UserResponse.model_fields]

GET_ACTIVE = select(*COLUMNS).where(
    TABLE.c.id == bindparam("id_"),
    TABLE.c.is_active,
)
GET_CREDENTIALS = select(
    *COLUMNS,
    TABLE.c.password_hash,
    TABLE.c.is_active,
).where(TABLE.c.email == bindparam("email_"))
CREATE = insert(TABLE).returning(*COLUMNS)
REPLACE_HASH = update(TABLE).where(
    TABLE.c.id == bindparam("id_"),
    TABLE.c.password_hash == bindparam("old_hash"),
)

_email = TypeAdapter(Email)


async def authenticate(
    database: Database,
    email: str,
    password: str,
) -> UserResponse:
    """Return the user with this email and password.

    Raises Unauthenticated, with the same message and after the same time, whether the
    user is unknown, inactive, or has another password.
    """
    user = await _find(database, email)
    valid, better_hash = await verify_password(
        password,
        user.password_hash if user else None,
    )
    if user is None or not valid or not user.is_active:
        raise Unauthenticated("The email or the password is wrong.", SCHEME)
    if better_hash:
        await database.execute(
            REPLACE_HASH,
            {
                "id_": user.id,
                "old_hash": user.password_hash,
                "password_hash": better_hash,
            },
        )
    return UserResponse.model_validate(user._asdict())


async def get_user(database: Database, user_id: UUID) -> UserResponse:
    """Return the active user with this id. Raises Unauthenticated."""
    for user in await database.fetch(GET_ACTIVE, {"id_": user_id}):
        return UserResponse.model_validate(user)
    raise Unauthenticated("The user does not exist any more.", SCHEME)


async def create_user(database: Database, user: UserCreate) -> UserResponse:
    """Create a user. Raises Conflict if the email is taken."""
    result = await database.execute(
        CREATE,
        {
            "email": user.email,
            "password_hash": await hash_password(user.password.get_secret_value()),
            "roles": sorted(set(user.roles)),
        },
    )
    return UserResponse.model_validate(result.one()._asdict())


async def _find(database: Database, email: str) -> Row[Any] | None:
    try:
        address = _email.validate_python(email)
    except ValidationError:
        return None
    result = await database.execute(GET_CREDENTIALS, {"email_": address})
    return result.one_or_none()
