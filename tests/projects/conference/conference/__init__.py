from fastapi import FastAPI

from conference.speakers.routes import speaker_router
from conference.talks.routes import talk_router

version = "v1"

app = FastAPI(title="Conference", version=version)

app.include_router(talk_router, prefix=f"/api/{version}/talks", tags=["talks"])
app.include_router(speaker_router, prefix=f"/api/{version}/speakers", tags=["speakers"])
