"""Request and response bodies."""

from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from tracker.listing import ListQuery
from tracker.validation import CommaSeparated, RequestModel, SearchText, StoredDatetime

Name = Annotated[str, Field(max_length=30)]


EXAMPLE: dict[str, Any] = {
    "name": "name 1",
}


class LabelCreate(RequestModel):
    """The body that creates a label."""

    model_config = ConfigDict(json_schema_extra={"examples": [EXAMPLE]})
    name: Name


class LabelResponse(BaseModel):
    """A label, as responses show it."""

    id: UUID
    name: str
    created_at: StoredDatetime
    updated_at: StoredDatetime


class LabelQuery(ListQuery):
    """The parameters of a list of labels."""

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
