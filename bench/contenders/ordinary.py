"""FastAPI with SQLAlchemy's async ORM, as most people write it."""

from typing import Annotated
from uuid import UUID

from fastapi import FastAPI, HTTPException, Query
from pydantic import BaseModel
from sqlalchemy import select

from bench.contenders.orm import Product, SessionDep
from bench.contenders.schemas import ProductCreate, ProductResponse, ProductUpdate


class Page(BaseModel):
    """One page of a list."""

    data: list[ProductResponse]


app = FastAPI()


@app.get("/products", response_model=Page)
async def list_products(
    session: SessionDep,
    offset: Annotated[int, Query(ge=0)] = 0,
    limit: Annotated[int, Query(ge=1, le=1000)] = 20,
) -> dict[str, object]:
    """List products, the newest first."""
    newest = select(Product).order_by(Product.created_at.desc(), Product.id.desc())
    found = await session.scalars(newest.offset(offset).limit(limit))
    return {"data": found.all()}


@app.post("/products", status_code=201, response_model=ProductResponse)
async def create_product(values: ProductCreate, session: SessionDep) -> Product:
    """Create a product."""
    product = Product(**values.model_dump())
    session.add(product)
    await session.commit()
    await session.refresh(product)
    return product


@app.get("/products/{product_id}", response_model=ProductResponse)
async def get_product(product_id: UUID, session: SessionDep) -> Product:
    """Get a product."""
    product = await session.get(Product, product_id)
    if product is None:
        raise HTTPException(404)
    return product


@app.patch("/products/{product_id}", response_model=ProductResponse)
async def update_product(
    product_id: UUID,
    changes: ProductUpdate,
    session: SessionDep,
) -> Product:
    """Change some values of a product."""
    product = await get_product(product_id, session)
    for name, value in changes.model_dump(exclude_unset=True).items():
        setattr(product, name, value)
    await session.commit()
    await session.refresh(product)
    return product
