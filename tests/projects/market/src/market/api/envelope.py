from typing import Any, Generic, TypeVar

from pydantic import BaseModel

Payload = TypeVar("Payload")


class Envelope(BaseModel, Generic[Payload]):
    data: Payload
    meta: dict[str, Any] = {}
