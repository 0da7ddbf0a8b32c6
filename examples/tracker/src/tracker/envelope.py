"""The envelope of responses: `data` and `meta`."""

from typing import Generic, TypeVar

from pydantic import BaseModel

T = TypeVar("T")
M = TypeVar("M", bound=BaseModel)


class Empty(BaseModel):
    """No metadata."""


class Data(BaseModel, Generic[T]):
    """A whole list."""

    data: T


class Envelope(BaseModel, Generic[T, M]):
    """A resource, or a page of a list with its position under `meta`."""

    data: T
    meta: M


def enveloped(data: T) -> Envelope[T, Empty]:
    """Wrap a resource."""
    return Envelope(data=data, meta=Empty())
