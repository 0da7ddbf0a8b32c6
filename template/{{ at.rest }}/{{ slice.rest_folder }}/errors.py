"""What endpoints refuse, as exceptions that FastAPI answers without a handler."""

from typing import Any, ClassVar

from fastapi import HTTPException
from pydantic import BaseModel

UNKNOWN_REFERENCE = (
    "A referenced resource does not exist, or this one is still referenced."
)


class RefusedRequest(BaseModel):
    """What is wrong with a request as a whole."""

    detail: str


class RefusedValue(BaseModel):
    """What is wrong with a value; `loc` is its place, as in `["body", "name"]`."""

    type: str
    loc: list[str | int]
    msg: str


class RefusedValues(BaseModel):
    """What is wrong with single values."""

    detail: list[RefusedValue]


class Refusal(HTTPException):
    """Base of all below. `detail` is told to the client."""

    status: ClassVar[int]
    body: ClassVar[type[BaseModel]] = RefusedRequest

    def __init__(self, detail: object) -> None:
        super().__init__(self.status, detail)


class InvalidCursor(Refusal):
    """The cursor is damaged, or was made for another list, sort or filter."""

    status = 400

    def __init__(self) -> None:
        super().__init__("The cursor is not valid for this list, sort and filters.")


class Unauthenticated(Refusal):
    """The request does not prove who sends it."""

    status = 401


class Forbidden(Refusal):
    """The sender is known and may not do this."""

    status = 403


class NotFound(Refusal):
    """There is no such resource, or not for this sender."""

    status = 404

    def __init__(self, resource: str) -> None:
        super().__init__(f"{resource} not found.")


class Conflict(Refusal):
    """The request contradicts what is stored, in the fields named."""

    status = 409
    body = RefusedValues

    def __init__(self, message: str, *fields: str) -> None:
        places = [["body", field] for field in fields] or [["path"]]
        super().__init__(
            [{"type": "conflict", "loc": place, "msg": message} for place in places]
        )


class Invalid(Refusal):
    """A value that has the right type and still cannot be stored."""

    status = 422
    body = RefusedValues

    def __init__(self) -> None:
        message = "A value cannot be stored."
        super().__init__([{"type": "value_error", "loc": ["body"], "msg": message}])


def responses(*errors: type[Refusal]) -> dict[int | str, dict[str, Any]]:
    """The OpenAPI entries of what a route may raise."""
    return {
        error.status: {
            "model": error.body,
            "description": (error.__doc__ or "").strip(),
        }
        for error in errors
    }
