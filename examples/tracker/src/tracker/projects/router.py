"""Routes for projects."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response, status

from tracker.auth.dependencies import CurrentUser, active_user, current_user
from tracker.conditional import kept_by_clients
from tracker.cursors import CursorMeta
from tracker.database import DatabaseDep
from tracker.envelope import Empty, Envelope, enveloped
from tracker.errors import (
    Conflict,
    Invalid,
    InvalidCursor,
    NotFound,
    Unauthenticated,
    responses,
)
from tracker.projects import service
from tracker.projects.schemas import (
    ProjectCreate,
    ProjectQuery,
    ProjectReplace,
    ProjectResponse,
    ProjectUpdate,
)
from tracker.projects.service import ProjectScope
from tracker.querying import asked, described

router = APIRouter(
    prefix="/projects",
    tags=["projects"],
    dependencies=[Depends(current_user)],
    route_class=kept_by_clients(60, private_by="Authorization"),
    responses=responses(Unauthenticated, Invalid),
)

EVERY_OWNER = frozenset({"admin"})
"""Roles that reach the rows of every owner."""


async def scope_of_caller(
    caller: CurrentUser,
) -> ProjectScope:
    """Return which rows the caller reaches."""
    owner_id = None if caller.roles & EVERY_OWNER else caller.id
    return ProjectScope(owner_id=owner_id)


ScopeDep = Annotated[ProjectScope, Depends(scope_of_caller)]


@router.get(
    "",
    responses=responses(InvalidCursor),
    openapi_extra=described(ProjectQuery),
)
async def list_projects(
    query: Annotated[ProjectQuery, Depends(asked(ProjectQuery))],
    database: DatabaseDep,
    scope: ScopeDep,
) -> Envelope[list[ProjectResponse], CursorMeta]:
    """List projects, a page at a time."""
    page = await service.list_projects(database, scope, query)
    return Envelope(data=page.data, meta=page)


@router.post(
    "",
    status_code=status.HTTP_201_CREATED,
    dependencies=[Depends(active_user)],
    responses=responses(Conflict),
)
async def create_project(
    values: ProjectCreate,
    request: Request,
    response: Response,
    database: DatabaseDep,
    caller: CurrentUser,
) -> Envelope[ProjectResponse, Empty]:
    """Create a project."""
    created = await service.create_project(database, caller.id, values)
    response.headers["Location"] = f"{request.url.path}/{created.id}"
    return enveloped(created)


@router.get(
    "/{project_id}",
    responses=responses(NotFound),
)
async def get_project(
    project_id: UUID,
    database: DatabaseDep,
    scope: ScopeDep,
) -> Envelope[ProjectResponse, Empty]:
    """Get a project."""
    return enveloped(await service.get_project(database, scope, project_id))


@router.patch(
    "/{project_id}",
    responses=responses(NotFound, Conflict),
)
async def update_project(
    project_id: UUID,
    changes: ProjectUpdate,
    database: DatabaseDep,
    scope: ScopeDep,
) -> Envelope[ProjectResponse, Empty]:
    """Update a project."""
    return enveloped(await service.update_project(database, scope, project_id, changes))


@router.put(
    "/{project_id}",
    responses=responses(NotFound, Conflict),
)
async def replace_project(
    project_id: UUID,
    values: ProjectReplace,
    database: DatabaseDep,
    scope: ScopeDep,
) -> Envelope[ProjectResponse, Empty]:
    """Replace a project."""
    return enveloped(await service.replace_project(database, scope, project_id, values))


@router.delete(
    "/{project_id}",
    status_code=status.HTTP_204_NO_CONTENT,
    responses=responses(NotFound, Conflict),
)
async def delete_project(
    project_id: UUID,
    database: DatabaseDep,
    scope: ScopeDep,
) -> None:
    """Delete a project."""
    await service.delete_project(database, scope, project_id)
