"""Routes for labels."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response, status

from tracker.auth.dependencies import current_user, has_role
from tracker.database import DatabaseDep
from tracker.envelope import Data, Empty, Envelope, enveloped
from tracker.errors import (
    Conflict,
    Forbidden,
    Invalid,
    NotFound,
    Unauthenticated,
    responses,
)
from tracker.labels import service
from tracker.labels.schemas import LabelCreate, LabelQuery, LabelResponse
from tracker.querying import asked, described

router = APIRouter(
    prefix="/labels",
    tags=["labels"],
    dependencies=[Depends(current_user)],
    responses=responses(Unauthenticated, Invalid),
)


@router.get(
    "",
    openapi_extra=described(LabelQuery),
)
async def list_labels(
    query: Annotated[LabelQuery, Depends(asked(LabelQuery))],
    database: DatabaseDep,
) -> Data[list[LabelResponse]]:
    """List labels."""
    return Data(data=await service.list_labels(database, query))


@router.post(
    "",
    status_code=status.HTTP_201_CREATED,
    dependencies=[Depends(has_role("editor"))],
    responses=responses(Forbidden, Conflict),
)
async def create_label(
    values: LabelCreate,
    request: Request,
    response: Response,
    database: DatabaseDep,
) -> Envelope[LabelResponse, Empty]:
    """Create a label."""
    created = await service.create_label(database, values)
    response.headers["Location"] = f"{request.url.path}/{created.id}"
    return enveloped(created)


@router.get(
    "/{label_id}",
    responses=responses(NotFound),
)
async def get_label(
    label_id: UUID,
    database: DatabaseDep,
) -> Envelope[LabelResponse, Empty]:
    """Get a label."""
    return enveloped(await service.get_label(database, label_id))


@router.delete(
    "/{label_id}",
    status_code=status.HTTP_204_NO_CONTENT,
    dependencies=[Depends(has_role("editor"))],
    responses=responses(Forbidden, NotFound, Conflict),
)
async def delete_label(
    label_id: UUID,
    database: DatabaseDep,
) -> None:
    """Delete a label."""
    await service.delete_label(database, label_id)
