from datetime import datetime
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from helpdesk.tickets.models import Status


class TicketCreate(BaseModel):
    subject: str = Field(min_length=1, max_length=200)
    body: str = ""


class TicketUpdate(BaseModel):
    subject: str | None = Field(default=None, min_length=1, max_length=200)
    status: Status | None = None


class TicketOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    id: UUID
    subject: str
    body: str
    status: Status
    agent_id: UUID
    created_at: datetime
