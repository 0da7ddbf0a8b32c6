"""What can be done with notes, and every statement that it takes."""

from typing import Any
from uuid import UUID

from sqlalchemy import Result, bindparam, delete, insert, select, update

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

LIST = Keyset(
    select(*COLUMNS),
    CursorPage[NoteResponse],
)
GET = select(*COLUMNS).where(THIS)
CREATE = insert(TABLE).returning(*COLUMNS)
UPDATE = update(TABLE).where(THIS).returning(*COLUMNS)
DELETE = delete(TABLE).where(THIS).returning(TABLE.c.id)


async def list_notes(
    database: Database,
    query: NoteQuery,
) -> CursorPage[NoteResponse]:
    """The page that the query asks for, or `InvalidCursor`."""
    return await LIST.fetch(database, query)


async def create_note(
    database: Database,
    values: NoteCreate,
) -> NoteResponse:
    """The new note, or `Conflict`."""
    parameters = values.model_dump()
    return _one(await database.execute(CREATE, parameters))


async def get_note(
    database: Database,
    note_id: UUID,
) -> NoteResponse:
    """The note, or `NotFound`."""
    return _one(await database.execute(GET, {"id_": note_id}))


async def update_note(
    database: Database,
    note_id: UUID,
    changes: NoteUpdate,
) -> NoteResponse:
    """The note with the changes, or `NotFound`, or `Conflict`."""
    changed = changes.model_dump()
    statement = UPDATE if changed else GET
    key = {"id_": note_id}
    return _one(await database.execute(statement, key | changed))


async def replace_note(
    database: Database,
    note_id: UUID,
    values: NoteReplace,
) -> NoteResponse:
    """The note with these values, or `NotFound`, or `Conflict`."""
    parameters = values.model_dump() | {"id_": note_id}
    return _one(await database.execute(UPDATE, parameters))


async def delete_note(
    database: Database,
    note_id: UUID,
) -> None:
    """Nothing, once it is gone; or `NotFound`, or `Conflict` while others refer to it."""
    result = await database.execute(DELETE, {"id_": note_id})
    if result.one_or_none() is None:
        raise NotFound("Note")


def _one(result: Result[Any]) -> NoteResponse:
    row = result.one_or_none()
    if row is None:
        raise NotFound("Note")
    return NoteResponse.model_validate(row._asdict())
