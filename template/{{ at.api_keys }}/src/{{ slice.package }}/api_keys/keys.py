"""API keys: an id to look up, and a secret of which only the hash is stored."""

import re
import secrets
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Self
from uuid import UUID, uuid4

HEADER = "X-API-Key"
SCHEME = "APIKey"
SECRET_BYTES = 32

_FORM = re.compile(r"([0-9a-f]{32})\.([A-Za-z0-9_-]{43})")


@dataclass(frozen=True, slots=True)
class Key:
    """Return the text that clients send."""

    id: UUID
    secret: str = field(repr=False)

    @classmethod
    def new(cls) -> Self:
        """Generate a random key."""
        return cls(uuid4(), secrets.token_urlsafe(SECRET_BYTES))

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """Parse the text that clients send. Return None if it is malformed."""
        found = _FORM.fullmatch(text)
        return cls(UUID(found[1]), found[2]) if found else None

    @property
    def hash(self) -> str:
        """Hash the secret. A fast hash is enough for a random secret."""
        return sha256(self.secret.encode()).hexdigest()

    def __str__(self) -> str:
        return f"{self.id.hex}.{self.secret}"
