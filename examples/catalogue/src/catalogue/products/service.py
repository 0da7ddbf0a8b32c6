"""Operations on products."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, delete, insert, select, update

from catalogue.cursors import CursorPage, Keyset
from catalogue.database import Database
from catalogue.errors import NotFound
from catalogue.products.models import Product
from catalogue.products.schemas import (
    ProductCreate,
    ProductQuery,
    ProductReplace,
    ProductResponse,
    ProductUpdate,
)

TABLE = Product.table()
COLUMNS = [TABLE.c[name] for name in ProductResponse.model_fields]
THIS = TABLE.c.id == bindparam("id_")

LIST = Keyset(
    select(*COLUMNS), CursorPage[ProductResponse], search=("name", "description")
)
GET = select(*COLUMNS).where(THIS)
CREATE = insert(TABLE).returning(*COLUMNS)
UPDATE = update(TABLE).where(THIS).returning(*COLUMNS)
DELETE = delete(TABLE).where(THIS).returning(TABLE.c.id)


async def list_products(
    database: Database,
    query: ProductQuery,
) -> CursorPage[ProductResponse]:
    """Return the page that the query asks for. Raises InvalidCursor."""
    return await LIST.fetch(database, query)


async def create_product(
    database: Database,
    values: ProductCreate,
) -> ProductResponse:
    """Create a product. Raises Conflict."""
    created = values.model_dump()
    return _one(await database.fetch(CREATE, created))


async def get_product(
    database: Database,
    product_id: UUID,
) -> ProductResponse:
    """Get the product. Raises NotFound."""
    return _one(await database.fetch(GET, {"id_": product_id}))


async def update_product(
    database: Database,
    product_id: UUID,
    changes: ProductUpdate,
) -> ProductResponse:
    """Change the product. Raises NotFound or Conflict."""
    changed = changes.model_dump(exclude_unset=True)
    key = {"id_": product_id}
    return _one(await database.fetch(UPDATE if changed else GET, key | changed))


async def replace_product(
    database: Database,
    product_id: UUID,
    values: ProductReplace,
) -> ProductResponse:
    """Replace the product. Raises NotFound or Conflict."""
    replaced = values.model_dump()
    key = {"id_": product_id}
    return _one(await database.fetch(UPDATE, key | replaced))


async def delete_product(
    database: Database,
    product_id: UUID,
) -> None:
    """Delete the product.

    Raises NotFound, or Conflict while other rows refer to it.
    """
    if not await database.fetch(DELETE, {"id_": product_id}):
        raise NotFound("Product")


def _one(rows: Iterable[Any]) -> ProductResponse:
    """Return the only row, of a dictionary or of SQLAlchemy. Raises NotFound."""
    for row in rows:
        return ProductResponse.model_validate(row, from_attributes=True)
    raise NotFound("Product")
