from typing import Generic, TypeVar

from pydantic import BaseModel

T = TypeVar("T")


class Reply(BaseModel, Generic[T]):
    code: int
    message: str
    data: T
