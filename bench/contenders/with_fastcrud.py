"""FastCRUD: its own endpoints for reads, and for writes its methods.

Its own endpoints for writes answer with nothing, or with numbers where the others have
exact decimals.
"""

from typing import Any
from uuid import UUID

from fastapi import FastAPI
from fastcrud import FastCRUD, crud_router

from bench.contenders.orm import Product, SessionDep, get_session
from bench.contenders.schemas import ProductCreate, ProductResponse, ProductUpdate

app = FastAPI()
crud = FastCRUD(Product)
app.include_router(
    crud_router(
        session=get_session,
        model=Product,
        crud=crud,
        create_schema=ProductCreate,
        update_schema=ProductUpdate,
        select_schema=ProductResponse,
        path="/products",
        included_methods=["read", "read_multi"],
    )
)


@app.post("/products", status_code=201, response_model=ProductResponse)
async def create_product(values: ProductCreate, session: SessionDep) -> Any:
    """Create a product."""
    return await crud.create(
        session,
        values,
        schema_to_select=ProductResponse,
        return_as_model=True,
    )


@app.patch("/products/{product_id}", response_model=ProductResponse)
async def update_product(
    product_id: UUID,
    changes: ProductUpdate,
    session: SessionDep,
) -> Any:
    """Change some values of a product."""
    return await crud.update(
        session,
        changes,
        schema_to_select=ProductResponse,
        return_as_model=True,
        id=product_id,
    )
