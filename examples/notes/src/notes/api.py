"""All routers of the API."""

from fastapi import APIRouter

from notes.routers.note import router as notes_router

router = APIRouter()
router.include_router(notes_router)
