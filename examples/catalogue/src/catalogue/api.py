"""All routers of the API."""

from fastapi import APIRouter

from catalogue.auth.router import router as auth_router
from catalogue.products.router import router as products_router

router = APIRouter()
router.include_router(auth_router)
router.include_router(products_router)
