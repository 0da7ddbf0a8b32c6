from fastapi import APIRouter, Depends
from pydantic import BaseModel, ConfigDict

from app.auth import require_user
from app.models import User
from app.schemas.response import ApiResponse

router = APIRouter()


class UserResponse(BaseModel):
    id: int
    login: str
    roles: list[str]

    model_config = ConfigDict(from_attributes=True)


@router.get("/me", response_model=ApiResponse[UserResponse])
async def get_me(user: User = Depends(require_user())):
    return ApiResponse(code="OK", message="You", data=UserResponse.model_validate(user))
