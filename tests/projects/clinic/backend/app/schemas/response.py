from typing import Generic, TypeVar

from pydantic import BaseModel

T = TypeVar("T")


class ApiResponse(BaseModel, Generic[T]):
    """What every endpoint answers."""

    code: str
    message: str
    data: T | None = None
