import uuid

from pydantic import BaseModel, ConfigDict


class SpeakerCreate(BaseModel):
    name: str
    email: str
    bio: str | None = None


class SpeakerRead(SpeakerCreate):
    model_config = ConfigDict(from_attributes=True)

    uid: uuid.UUID
