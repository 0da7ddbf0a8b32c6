"""Access tokens: signed claims about a user, which are valid until they expire."""

from collections.abc import Iterable
from functools import lru_cache
from time import time
from uuid import UUID

import jwt

from catalogue.auth.settings import TokenSettings
from catalogue.errors import Unauthenticated
from catalogue.principals import Principal

ALGORITHM = "HS256"
REMEMBERED = 4096
SCHEME = "Bearer"


class Tokens:
    """Issues and verifies the tokens of one service."""

    def __init__(self, settings: TokenSettings) -> None:
        self.lifetime = settings.token_minutes * 60
        self._key = settings.secret_key.get_secret_value()
        self._issuer = settings.token_issuer
        self._audience = settings.token_audience
        # Most requests repeat a token. Failures are not cached.
        self._remembering_decode = lru_cache(REMEMBERED)(self._decode)

    def issue(self, user_id: UUID, roles: Iterable[str]) -> str:
        """Return a token for this user, valid from now."""
        now = int(time())
        claims = {
            "iss": self._issuer,
            "aud": self._audience,
            "sub": str(user_id),
            "roles": sorted(roles),
            "iat": now,
            "exp": now + self.lifetime,
        }
        return jwt.encode(claims, self._key, ALGORITHM)

    def verify(self, token: str) -> Principal:
        """Return the user of a token. Raises Unauthenticated."""
        principal, expires = self._remembering_decode(token)
        if expires <= time():
            raise Unauthenticated("The token has expired.", SCHEME)
        return principal

    def _decode(self, token: str) -> tuple[Principal, float]:
        try:
            claims = jwt.decode(
                token,
                self._key,
                algorithms=[ALGORITHM],
                issuer=self._issuer,
                audience=self._audience,
                options={"require": ["iss", "aud", "sub", "roles", "iat", "exp"]},
            )
            principal = Principal(UUID(claims["sub"]), frozenset(claims["roles"]))
            return principal, float(claims["exp"])
        except jwt.ExpiredSignatureError:
            raise Unauthenticated("The token has expired.", SCHEME) from None
        # Deeply nested JSON in a header exhausts the parser's stack.
        except (jwt.PyJWTError, ValueError, TypeError, RecursionError):
            raise Unauthenticated("The token is not valid.", SCHEME) from None
