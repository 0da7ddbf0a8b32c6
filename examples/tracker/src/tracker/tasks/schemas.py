"""Request and response bodies."""

from decimal import ROUND_HALF_UP, Context, Decimal, localcontext
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from tracker.offsets import OffsetQuery
from tracker.tasks.models import TaskStatus
from tracker.validation import (
    CommaSeparated,
    Int32,
    RequestModel,
    SearchText,
    StoredDatetime,
    StoredInt32,
    computed,
    omittable,
)

Title = Annotated[str, Field(max_length=200)]
Price = Annotated[Decimal, Field(ge=0, max_digits=10, decimal_places=2)]
Hours = Annotated[Int32, Field(ge=0)]


class TaskBase(RequestModel):
    """What bodies of create and replace have in common."""

    title: Title
    status: TaskStatus = TaskStatus.OPEN
    price: Price = Decimal("0.00")
    hours: Hours = 0
    labels: list[UUID]
    follows: UUID | None = None


EXAMPLE: dict[str, Any] = {
    "title": "title 1",
    "status": "open",
    "price": "1.00",
    "hours": 1,
    "labels": [
        "00000000-0000-4000-8000-000000000101",
        "00000000-0000-4000-8000-000000000102",
    ],
    "follows": None,
}


class TaskCreate(TaskBase):
    """The body that creates a task."""

    model_config = ConfigDict(json_schema_extra={"examples": [EXAMPLE]})


class TaskReplace(TaskBase):
    """The body that replaces a task."""


class TaskUpdate(RequestModel):
    """Fields to change. All others keep their values."""

    title: Title = omittable()
    status: TaskStatus = omittable()
    price: Price = omittable()
    hours: Hours = omittable()
    labels: list[UUID] = omittable()
    follows: UUID | None = omittable()


class TaskResponse(BaseModel):
    """A task, as responses show it."""

    id: UUID
    project_id: UUID
    owner_id: UUID
    title: str
    status: TaskStatus
    price: Decimal
    hours: StoredInt32
    labels: list[UUID]
    follows: UUID | None
    finished_at: StoredDatetime | None
    created_at: StoredDatetime
    updated_at: StoredDatetime

    @computed
    def cost(self) -> Decimal:
        """`price * hours`."""
        with localcontext(Context(32, ROUND_HALF_UP)):
            result = self.price * self.hours
            return result.quantize(Decimal("0.01"))


class TaskQuery(OffsetQuery):
    """The parameters of a list of tasks."""

    limit: Annotated[int, Field(ge=1, le=100)] = 20
    sort: CommaSeparated[
        Literal[
            "title",
            "-title",
            "status",
            "-status",
            "price",
            "-price",
            "hours",
            "-hours",
            "finished_at",
            "-finished_at",
            "created_at",
            "-created_at",
            "updated_at",
            "-updated_at",
        ]
    ] = ("-created_at",)
    q: SearchText | None = None
    title: str | None = None
    title__in: CommaSeparated[str] | None = None
    title__contains: SearchText | None = None
    status: TaskStatus | None = None
    status__in: CommaSeparated[TaskStatus] | None = None
    price: Decimal | None = None
    price__in: CommaSeparated[Decimal] | None = None
    price__gt: Decimal | None = None
    price__gte: Decimal | None = None
    price__lt: Decimal | None = None
    price__lte: Decimal | None = None
    hours: Int32 | None = None
    hours__in: CommaSeparated[Int32] | None = None
    hours__gt: Int32 | None = None
    hours__gte: Int32 | None = None
    hours__lt: Int32 | None = None
    hours__lte: Int32 | None = None
    follows: UUID | None = None
    follows__in: CommaSeparated[UUID] | None = None
    follows__is_null: bool | None = None
    finished_at: AwareDatetime | None = None
    finished_at__in: CommaSeparated[AwareDatetime] | None = None
    finished_at__gt: AwareDatetime | None = None
    finished_at__gte: AwareDatetime | None = None
    finished_at__lt: AwareDatetime | None = None
    finished_at__lte: AwareDatetime | None = None
    finished_at__is_null: bool | None = None
    created_at__gt: AwareDatetime | None = None
    created_at__gte: AwareDatetime | None = None
    created_at__lt: AwareDatetime | None = None
    created_at__lte: AwareDatetime | None = None
    updated_at__gt: AwareDatetime | None = None
    updated_at__gte: AwareDatetime | None = None
    updated_at__lt: AwareDatetime | None = None
    updated_at__lte: AwareDatetime | None = None


class TaskFinish(RequestModel):
    """The body of finish."""

    hours: Hours
