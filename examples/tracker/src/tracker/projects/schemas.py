"""What clients send and get."""

import datetime as dt
from typing import Annotated, Literal
from uuid import UUID

from pydantic import MISSING, BaseModel, ConfigDict, Field

from tracker.cursors import CursorQuery
from tracker.projects.models import ProjectContact
from tracker.validation import CommaSeparated, RequestModel, SearchText

Name = Annotated[str, Field(max_length=200)]


class ProjectBase(RequestModel):
    """What a new project and a replaced one have in common."""

    name: Name
    contact: ProjectContact


class ProjectCreate(ProjectBase):
    """The body that creates a project."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "name": "name 1",
                    "contact": {"name": "name 1", "email": "person1@example.com"},
                },
            ],
        },
    )


class ProjectReplace(ProjectBase):
    """The body that replaces a project."""


class ProjectUpdate(RequestModel):
    """The body that changes a project: what it leaves out stays as it is."""

    name: Name | MISSING = MISSING
    contact: ProjectContact | MISSING = MISSING


class ProjectResponse(BaseModel):
    """What clients see of a project."""

    id: UUID
    owner_id: UUID
    name: str
    contact: ProjectContact
    created_at: dt.datetime
    updated_at: dt.datetime


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
