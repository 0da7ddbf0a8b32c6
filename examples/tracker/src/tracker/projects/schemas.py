"""Request and response bodies."""

from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from tracker.cursors import CursorQuery
from tracker.projects.models import ProjectContact
from tracker.validation import (
    CommaSeparated,
    RequestModel,
    SearchText,
    StoredDatetime,
    omittable,
)

Name = Annotated[str, Field(max_length=200)]


class ProjectBase(RequestModel):
    """What bodies of create and replace have in common."""

    name: Name
    contact: ProjectContact


EXAMPLE: dict[str, Any] = {
    "name": "name 1",
    "contact": {"name": "name 1", "email": "person1@example.com"},
}


class ProjectCreate(ProjectBase):
    """The body that creates a project."""

    model_config = ConfigDict(json_schema_extra={"examples": [EXAMPLE]})


class ProjectReplace(ProjectBase):
    """The body that replaces a project."""


class ProjectUpdate(RequestModel):
    """Fields to change. All others keep their values."""

    name: Name = omittable()
    contact: ProjectContact = omittable()


class ProjectResponse(BaseModel):
    """A project, as responses show it."""

    id: UUID
    owner_id: UUID
    name: str
    contact: ProjectContact
    created_at: StoredDatetime
    updated_at: StoredDatetime


class ProjectQuery(CursorQuery):
    """The parameters of a list of projects."""

    limit: Annotated[int, Field(ge=1, le=100)] = 20
    sort: CommaSeparated[
        Literal[
            "name",
            "-name",
            "created_at",
            "-created_at",
            "updated_at",
            "-updated_at",
        ]
    ] = ("-created_at",)
    name: str | None = None
    name__in: CommaSeparated[str] | None = None
    name__contains: SearchText | None = None
    created_at__gt: AwareDatetime | None = None
    created_at__gte: AwareDatetime | None = None
    created_at__lt: AwareDatetime | None = None
    created_at__lte: AwareDatetime | None = None
    updated_at__gt: AwareDatetime | None = None
    updated_at__gte: AwareDatetime | None = None
    updated_at__lt: AwareDatetime | None = None
    updated_at__lte: AwareDatetime | None = None
