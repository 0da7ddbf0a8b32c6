"""Operations on notes."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, delete, insert, select, update

from notes.cursors import CursorPage, Keyset
from notes.database import Database
from notes.errors import NotFound
from notes.models.note import Note
from notes.schemas.note import (
    NoteCreate,
    NoteQuery,
    NoteReplace,
    NoteResponse,
    NoteUpdate,
)

TABLE = Note.table()
COLUMNS = [TABLE.c[name] for name in NoteResponse.model_fields]
THIS = TABLE.c.id == bindparam("id_")

LIST = Keyset(select(*COLUMNS), CursorPage[NoteResponse])
GET = select(*COLUMNS).where(THIS)
CREATE = insert(TABLE).returning(*COLUMNS)
UPDATE = update(TABLE).where(THIS).returning(*COLUMNS)
DELETE = delete(TABLE).where(THIS).returning(TABLE.c.id)


async def list_notes(
    database: Database,
    query: NoteQuery,
) -> CursorPage[NoteResponse]:
    """Return the page that the query asks for. Raises InvalidCursor."""
    return await LIST.fetch(database, query)


async def create_note(
    database: Database,
    values: NoteCreate,
) -> NoteResponse:
    """Create a note. Raises Conflict."""
    created = values.model_dump()
    return _one(await database.fetch(CREATE, created))


async def get_note(
    database: Database,
    note_id: UUID,
) -> NoteResponse:
    """Get the note. Raises NotFound."""
    return _one(await database.fetch(GET, {"id_": note_id}))


async def update_note(
    database: Database,
    note_id: UUID,
    changes: NoteUpdate,
) -> NoteResponse:
    """Change the note. Raises NotFound or Conflict."""
    changed = changes.model_dump(exclude_unset=True)
    key = {"id_": note_id}
    return _one(await database.fetch(UPDATE if changed else GET, key | changed))


async def replace_note(
    database: Database,
    note_id: UUID,
    values: NoteReplace,
) -> NoteResponse:
    """Replace the note. Raises NotFound or Conflict."""
    replaced = values.model_dump()
    key = {"id_": note_id}
    return _one(await database.fetch(UPDATE, key | replaced))


async def delete_note(
    database: Database,
    note_id: UUID,
) -> None:
    """Delete the note.

    Raises NotFound, or Conflict while other rows refer to it.
    """
    if not await database.fetch(DELETE, {"id_": note_id}):
        raise NotFound("Note")


def _one(rows: Iterable[Any]) -> NoteResponse:
    """Return the only row, of a dictionary or of SQLAlchemy. Raises NotFound."""
    for row in rows:
        return NoteResponse.model_validate(row, from_attributes=True)
    raise NotFound("Note")
