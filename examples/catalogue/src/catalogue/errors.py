"""What can go wrong, in the words of the services, and the one table that makes HTTP of it."""

import json
from collections.abc import Sequence
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel

UNKNOWN_REFERENCE = (
    "A referenced resource does not exist, or this one is still referenced."
)


class DomainError(Exception):
    """Base of all below. `detail` is told to the client."""

    def __init__(self, detail: str) -> None:
        super().__init__(detail)
        self.detail: str | list[dict[str, Any]] = detail
        self.headers: dict[str, str] = {}


class InvalidCursor(DomainError):
    """The cursor is damaged, or was made for another list, sort or filter."""

    def __init__(self) -> None:
        super().__init__("The cursor is not valid for this list, sort and filters.")


class Unauthenticated(DomainError):
    """The request does not prove who sends it; `challenge` names the scheme that would."""

    def __init__(self, detail: str, challenge: str) -> None:
        super().__init__(detail)
        self.headers = {"WWW-Authenticate": challenge}


class Forbidden(DomainError):
    """The sender is known and may not do this."""


class NotFound(DomainError):
    """There is no such resource, or not for this sender."""

    def __init__(self, resource: str) -> None:
        super().__init__(f"{resource} not found.")


class Conflict(DomainError):
    """The request contradicts what is stored, in the fields named."""

    def __init__(self, message: str, *fields: str) -> None:
        super().__init__(message)
        self.detail = [
            {"type": "conflict", "loc": ["body", field], "msg": message}
            for field in fields
        ] or [{"type": "conflict", "loc": ["path"], "msg": message}]


class Invalid(DomainError):
    """A value that has the right type and still cannot be stored."""

    def __init__(self) -> None:
        super().__init__("A value cannot be stored.")
        self.detail = [
            {"type": "value_error", "loc": ["body"], "msg": "A value cannot be stored."}
        ]


class Unavailable(DomainError):
    """The database does not answer at the moment."""

    def __init__(self) -> None:
        super().__init__("The service is temporarily unavailable.")
        self.headers = {"Retry-After": "1"}


STATUS: dict[type, int] = {
    InvalidCursor: 400,
    Unauthenticated: 401,
    Forbidden: 403,
    NotFound: 404,
    Conflict: 409,
    Invalid: 422,
    Unavailable: 503,
}


class Message(BaseModel):
    """An error that concerns the request as a whole."""

    detail: str


class FieldError(BaseModel):
    """An error of one value; `loc` is where it stands, such as `["body", "name"]`."""

    type: str
    loc: list[str | int]
    msg: str


class FieldErrors(BaseModel):
    """Errors of single values."""

    detail: list[FieldError]


def responses(*errors: type[DomainError]) -> dict[int | str, dict[str, Any]]:
    """The OpenAPI entries of what a route may raise."""
    return {
        STATUS[error]: {
            "model": FieldErrors if error in (Conflict, Invalid) else Message,
            "description": (error.__doc__ or "").strip(),
        }
        for error in errors
    }


def add_error_handlers(app: FastAPI) -> None:
    """Answer domain errors and invalid requests with the statuses above."""
    app.add_exception_handler(DomainError, _answer_domain_error)
    app.add_exception_handler(RequestValidationError, _answer_invalid_request)


async def _answer_domain_error(_request: Request, error: Exception) -> Response:
    assert isinstance(error, DomainError)
    kind = next(base for base in type(error).__mro__ if base in STATUS)
    return _answer(STATUS[kind], error.detail, error.headers)


async def _answer_invalid_request(_request: Request, error: Exception) -> Response:
    """Say where and why, and leave the values out: they may be secrets."""
    assert isinstance(error, RequestValidationError)
    problems: Sequence[Any] = error.errors()
    return _answer(
        422,
        [{key: problem[key] for key in ("type", "loc", "msg")} for problem in problems],
    )


def _answer(
    status: int,
    detail: object,
    headers: dict[str, str] | None = None,
) -> Response:
    # ASCII only: what a client sent may hold characters that UTF-8 cannot encode.
    content = json.dumps({"detail": detail}, separators=(",", ":"))
    return Response(content, status, headers, media_type="application/json")
