"""Request and response bodies."""

from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from notes.cursors import CursorQuery
from notes.validation import (
    CommaSeparated,
    RequestModel,
    SearchText,
    StoredDatetime,
    omittable,
)

Name = Annotated[str, Field(max_length=200)]


class NoteBase(RequestModel):
    """What bodies of create and replace have in common."""

    name: Name
    description: str | None = None


EXAMPLE: dict[str, Any] = {
    "name": "name 1",
    "description": "description 1",
}


class NoteCreate(NoteBase):
    """The body that creates a note."""

    model_config = ConfigDict(json_schema_extra={"examples": [EXAMPLE]})


class NoteReplace(NoteBase):
    """The body that replaces a note."""


class NoteUpdate(RequestModel):
    """Fields to change. All others keep their values."""

    name: Name = omittable()
    description: str | None = omittable()


class NoteResponse(BaseModel):
    """A note, as responses show it."""

    id: UUID
    name: str
    description: str | None
    created_at: StoredDatetime
    updated_at: StoredDatetime


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
    created_at__gt: AwareDatetime | None = None
    created_at__gte: AwareDatetime | None = None
    created_at__lt: AwareDatetime | None = None
    created_at__lte: AwareDatetime | None = None
    updated_at__gt: AwareDatetime | None = None
    updated_at__gte: AwareDatetime | None = None
    updated_at__lt: AwareDatetime | None = None
    updated_at__lte: AwareDatetime | None = None
