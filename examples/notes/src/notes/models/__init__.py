"""Every model of the service: who imports this knows all tables."""

from notes.database import Base
from notes.models.note import Note

__all__ = [
    "Base",
    "Note",
]
