"""Routes for notes."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response, status

from notes.cursors import CursorPage
from notes.database import DatabaseDep
from notes.errors import Conflict, Invalid, InvalidCursor, NotFound, responses
from notes.querying import asked, described
from notes.schemas.note import (
    NoteCreate,
    NoteQuery,
    NoteReplace,
    NoteResponse,
    NoteUpdate,
)
from notes.services import note as service

router = APIRouter(
    prefix="/notes",
    tags=["notes"],
    responses=responses(Invalid),
)


@router.get(
    "",
    responses=responses(InvalidCursor),
    openapi_extra=described(NoteQuery),
)
async def list_notes(
    query: Annotated[NoteQuery, Depends(asked(NoteQuery))],
    database: DatabaseDep,
) -> CursorPage[NoteResponse]:
    """List notes, a page at a time."""
    return await service.list_notes(database, query)


@router.post(
    "",
    status_code=status.HTTP_201_CREATED,
    responses=responses(Conflict),
)
async def create_note(
    values: NoteCreate,
    request: Request,
    response: Response,
    database: DatabaseDep,
) -> NoteResponse:
    """Create a note."""
    created = await service.create_note(database, values)
    response.headers["Location"] = f"{request.url.path}/{created.id}"
    return created


@router.get(
    "/{note_id}",
    responses=responses(NotFound),
)
async def get_note(
    note_id: UUID,
    database: DatabaseDep,
) -> NoteResponse:
    """Get a note."""
    return await service.get_note(database, note_id)


@router.patch(
    "/{note_id}",
    responses=responses(NotFound, Conflict),
)
async def update_note(
    note_id: UUID,
    changes: NoteUpdate,
    database: DatabaseDep,
) -> NoteResponse:
    """Update a note."""
    return await service.update_note(database, note_id, changes)


@router.put(
    "/{note_id}",
    responses=responses(NotFound, Conflict),
)
async def replace_note(
    note_id: UUID,
    values: NoteReplace,
    database: DatabaseDep,
) -> NoteResponse:
    """Replace a note."""
    return await service.replace_note(database, note_id, values)


@router.delete(
    "/{note_id}",
    status_code=status.HTTP_204_NO_CONTENT,
    responses=responses(NotFound, Conflict),
)
async def delete_note(
    note_id: UUID,
    database: DatabaseDep,
) -> None:
    """Delete a note."""
    await service.delete_note(database, note_id)
