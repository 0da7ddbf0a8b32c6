from fastapi import APIRouter

from app.routers.patient import router as patient_router
from app.routers.user import router as user_router

router = APIRouter(prefix="/api")
router.include_router(user_router, prefix="/users", tags=["User"])
router.include_router(patient_router, prefix="/patients", tags=["Patient"])

__all__ = ["router"]
