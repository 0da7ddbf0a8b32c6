import uuid
from datetime import UTC, datetime, timedelta

import jwt

from app.core.config import settings

ALGORITHM = "HS256"


def create_access_token(user_id: uuid.UUID) -> str:
    expire = datetime.now(UTC) + timedelta(days=8)
    claims = {"sub": str(user_id), "exp": expire}
    return jwt.encode(claims, settings.SECRET_KEY, algorithm=ALGORITHM)
