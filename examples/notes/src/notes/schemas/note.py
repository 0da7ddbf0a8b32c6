"""What clients send and get."""

import datetime as dt
from typing import Annotated, Literal
from uuid import UUID

from pydantic import MISSING, BaseModel, ConfigDict, Field

from notes.cursors import CursorQuery
from notes.validation import CommaSeparated, RequestModel, SearchText

Name = Annotated[str, Field(max_length=200)]


class NoteBase(RequestModel):
    """What a new note and a replaced one have in common."""

    name: Name
    description: str | None = None


class NoteCreate(NoteBase):
    """The body that creates a note."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "name": "name 1",
                    "description": "description 1",
                },
            ],
        },
    )


class NoteReplace(NoteBase):
    """The body that replaces a note."""


class NoteUpdate(RequestModel):
    """The body that changes a note: what it leaves out stays as it is."""

    name: Name | MISSING = MISSING
    description: str | MISSING | None = MISSING


class NoteResponse(BaseModel):
    """What clients see of a note."""

    id: UUID
    name: str
    description: str | None
    created_at: dt.datetime
    updated_at: dt.datetime


class NoteQuery(CursorQuery):
    """The parameters of a list of notes."""

    limit: Annotated[int, Field(ge=1, le=100)] = 20
    sort: CommaSeparated[
        Literal[
            "name",
            "-name",
            "description",
            "-description",
            "created_at",
            "-created_at",
            "updated_at",
            "-updated_at",
        ]
    ] = ("-created_at",)
    name: str | None = None
    name__in: CommaSeparated[str] | None = None
    name__contains: SearchText | None = None
    description: str | None = None
    description__in: CommaSeparated[str] | None = None
    description__contains: SearchText | None = None
    description__is_null: bool | None = None
