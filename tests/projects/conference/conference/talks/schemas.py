import uuid

from pydantic import BaseModel, ConfigDict, Field

from conference.db.models import Level


class TalkCreate(BaseModel):
    title: str = Field(max_length=200)
    level: Level = Level.BEGINNER
    speaker_uid: uuid.UUID


class TalkRead(TalkCreate):
    model_config = ConfigDict(from_attributes=True)

    uid: uuid.UUID
