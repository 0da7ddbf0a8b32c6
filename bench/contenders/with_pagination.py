"""fastapi-pagination, with pages by cursor; all else would be as in `ordinary`."""

from typing import Any

from fastapi import FastAPI
from fastapi_pagination import add_pagination
from fastapi_pagination.cursor import CursorPage
from fastapi_pagination.ext.sqlalchemy import apaginate
from sqlalchemy import select

from bench.contenders.orm import Product, SessionDep
from bench.contenders.schemas import ProductResponse

app = FastAPI()


@app.get("/products", response_model=CursorPage[ProductResponse])
async def list_products(session: SessionDep) -> Any:
    """List products, the newest first."""
    newest = select(Product).order_by(Product.created_at.desc(), Product.id.desc())
    return await apaginate(session, newest)


add_pagination(app)
