from fastapi import APIRouter

from market.api.v1.offers import router as offers

v1 = APIRouter()

v1.include_router(offers, prefix="/offers", tags=["offers"])
