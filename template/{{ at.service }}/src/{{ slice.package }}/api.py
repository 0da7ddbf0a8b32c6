"""All routers of the API."""

from fastapi import APIRouter

router = APIRouter()
