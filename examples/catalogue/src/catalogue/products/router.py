"""Routes for products."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response, status

from catalogue.auth.dependencies import current_user
from catalogue.cursors import CursorPage
from catalogue.database import DatabaseDep
from catalogue.errors import (
    Conflict,
    Invalid,
    InvalidCursor,
    NotFound,
    Unauthenticated,
    responses,
)
from catalogue.products import service
from catalogue.products.schemas import (
    ProductCreate,
    ProductQuery,
    ProductReplace,
    ProductResponse,
    ProductUpdate,
)
from catalogue.querying import asked, described

router = APIRouter(
    prefix="/products",
    tags=["products"],
    dependencies=[Depends(current_user)],
    responses=responses(Unauthenticated, Invalid),
)


@router.get(
    "",
    responses=responses(InvalidCursor),
    openapi_extra=described(ProductQuery),
)
async def list_products(
    query: Annotated[ProductQuery, Depends(asked(ProductQuery))],
    database: DatabaseDep,
) -> CursorPage[ProductResponse]:
    """List products, a page at a time."""
    return await service.list_products(database, query)


@router.post(
    "",
    status_code=status.HTTP_201_CREATED,
    responses=responses(Conflict),
)
async def create_product(
    values: ProductCreate,
    request: Request,
    response: Response,
    database: DatabaseDep,
) -> ProductResponse:
    """Create a product."""
    created = await service.create_product(database, values)
    response.headers["Location"] = f"{request.url.path}/{created.id}"
    return created


@router.get(
    "/{product_id}",
    responses=responses(NotFound),
)
async def get_product(
    product_id: UUID,
    database: DatabaseDep,
) -> ProductResponse:
    """Get a product."""
    return await service.get_product(database, product_id)


@router.patch(
    "/{product_id}",
    responses=responses(NotFound, Conflict),
)
async def update_product(
    product_id: UUID,
    changes: ProductUpdate,
    database: DatabaseDep,
) -> ProductResponse:
    """Update a product."""
    return await service.update_product(database, product_id, changes)


@router.put(
    "/{product_id}",
    responses=responses(NotFound, Conflict),
)
async def replace_product(
    product_id: UUID,
    values: ProductReplace,
    database: DatabaseDep,
) -> ProductResponse:
    """Replace a product."""
    return await service.replace_product(database, product_id, values)


@router.delete(
    "/{product_id}",
    status_code=status.HTTP_204_NO_CONTENT,
    responses=responses(NotFound, Conflict),
)
async def delete_product(
    product_id: UUID,
    database: DatabaseDep,
) -> None:
    """Delete a product."""
    await service.delete_product(database, product_id)
