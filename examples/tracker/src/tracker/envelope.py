"""How answers are wrapped: what was asked for under `data`, what is about it under `meta`."""

from typing import Generic, TypeVar

from pydantic import BaseModel

T = TypeVar("T")
M = TypeVar("M", bound=BaseModel)


class Empty(BaseModel):
    """Nothing is said about it."""


class Data(BaseModel, Generic[T]):
    """A whole list, about which there is nothing to say."""

    data: T


class Envelope(BaseModel, Generic[T, M]):
    """One resource, or one page of a list with where it stands."""

    data: T
    meta: M


def enveloped(data: T) -> Envelope[T, Empty]:
    """One resource, wrapped."""
    return Envelope(data=data, meta=Empty())
