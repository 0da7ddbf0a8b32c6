"""Routes for tasks."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response, status

from tracker.auth.dependencies import CurrentUser, active_user, current_user
from tracker.caching.endpoints import cached
from tracker.database import DatabaseDep
from tracker.envelope import Empty, Envelope, enveloped
from tracker.errors import Conflict, Invalid, NotFound, Unauthenticated, responses
from tracker.offsets import OffsetMeta
from tracker.querying import asked, described
from tracker.tasks import service
from tracker.tasks.schemas import (
    TaskCreate,
    TaskFinish,
    TaskQuery,
    TaskReplace,
    TaskResponse,
    TaskUpdate,
)
from tracker.tasks.service import TaskScope

router = APIRouter(
    prefix="/projects/{project_id}/tasks",
    tags=["tasks"],
    dependencies=[Depends(current_user)],
    responses=responses(Unauthenticated, Invalid),
)

EVERY_OWNER = frozenset({"admin"})
"""Roles that reach the rows of every owner."""


async def scope_of_caller(
    project_id: UUID,
    database: DatabaseDep,
    caller: CurrentUser,
) -> TaskScope:
    """Return which rows the caller reaches. Raises NotFound."""
    owner_id = None if caller.roles & EVERY_OWNER else caller.id
    await service.check_parent(database, project_id, owner_id)
    return TaskScope(project_id=project_id, owner_id=owner_id)


ScopeDep = Annotated[TaskScope, Depends(scope_of_caller)]


@router.get(
    "",
    responses=responses(NotFound),
    openapi_extra=described(TaskQuery),
)
@cached(service.COLUMNS, seconds=60)
async def list_tasks(
    query: Annotated[TaskQuery, Depends(asked(TaskQuery))],
    database: DatabaseDep,
    scope: ScopeDep,
) -> Envelope[list[TaskResponse], OffsetMeta]:
    """List tasks, a page at a time."""
    page = await service.list_tasks(database, scope, query)
    return Envelope(data=page.data, meta=page)


@router.post(
    "",
    status_code=status.HTTP_201_CREATED,
    dependencies=[Depends(active_user)],
    responses=responses(NotFound, Conflict),
)
async def create_task(
    values: TaskCreate,
    request: Request,
    response: Response,
    database: DatabaseDep,
    scope: ScopeDep,
    caller: CurrentUser,
) -> Envelope[TaskResponse, Empty]:
    """Create a task."""
    created = await service.create_task(database, scope, caller.id, values)
    response.headers["Location"] = f"{request.url.path}/{created.id}"
    return enveloped(created)


@router.get(
    "/{task_id}",
    responses=responses(NotFound),
)
@cached(service.COLUMNS, seconds=60)
async def get_task(
    task_id: UUID,
    database: DatabaseDep,
    scope: ScopeDep,
) -> Envelope[TaskResponse, Empty]:
    """Get a task."""
    return enveloped(await service.get_task(database, scope, task_id))


@router.patch(
    "/{task_id}",
    responses=responses(NotFound, Conflict),
)
async def update_task(
    task_id: UUID,
    changes: TaskUpdate,
    database: DatabaseDep,
    scope: ScopeDep,
) -> Envelope[TaskResponse, Empty]:
    """Update a task."""
    return enveloped(await service.update_task(database, scope, task_id, changes))


@router.put(
    "/{task_id}",
    responses=responses(NotFound, Conflict),
)
async def replace_task(
    task_id: UUID,
    values: TaskReplace,
    database: DatabaseDep,
    scope: ScopeDep,
) -> Envelope[TaskResponse, Empty]:
    """Replace a task."""
    return enveloped(await service.replace_task(database, scope, task_id, values))


@router.delete(
    "/{task_id}",
    status_code=status.HTTP_204_NO_CONTENT,
    responses=responses(NotFound, Conflict),
)
async def delete_task(
    task_id: UUID,
    database: DatabaseDep,
    scope: ScopeDep,
) -> None:
    """Delete a task."""
    await service.delete_task(database, scope, task_id)


@router.post(
    "/{task_id}/finish",
    responses=responses(NotFound, Conflict),
)
async def finish_task(
    task_id: UUID,
    values: TaskFinish,
    database: DatabaseDep,
    scope: ScopeDep,
) -> Envelope[TaskResponse, Empty]:
    """Finish a task."""
    return enveloped(await service.finish_task(database, scope, task_id, values))
