from fastapi import APIRouter

from fleet.web.routes import health, vehicles

api = APIRouter()
api.include_router(health.router)
api.include_router(vehicles.router)
