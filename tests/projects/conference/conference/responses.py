from typing import Generic, TypeVar

from pydantic import BaseModel

DataT = TypeVar("DataT")


class ResponseModel(BaseModel, Generic[DataT]):
    data: DataT
    message: str = "success"
