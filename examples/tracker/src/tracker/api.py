"""All routers of the API."""

from fastapi import APIRouter

from tracker.auth.router import router as auth_router
from tracker.caching.router import router as caching_router
from tracker.labels.router import router as labels_router
from tracker.projects.router import router as projects_router
from tracker.tasks.router import router as tasks_router

router = APIRouter()
router.include_router(auth_router)
router.include_router(labels_router)
router.include_router(projects_router)
router.include_router(caching_router)
router.include_router(tasks_router)
