from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict

from helpdesk.auth.dependencies import CurrentUser
from helpdesk.auth.models import Role, User

router = APIRouter(prefix="/auth", tags=["auth"])


class UserOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    id: UUID
    email: str
    display_name: str
    role: Role


@router.get("/me", response_model=UserOut)
async def me(user: CurrentUser) -> User:
    return user
