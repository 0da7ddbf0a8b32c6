"""Errors that services raise, and what clients get for them."""

import json
from collections.abc import Sequence
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel

UNKNOWN_REFERENCE = (
    "A referenced resource does not exist, or this one is still referenced."
)


class ErrorMessage(BaseModel):
    """An error of the request as a whole."""

    detail: str


class FieldError(BaseModel):
    """An error of one value. `loc` is its place, as in `["body", "name"]`."""

    type: str
    loc: list[str | int]
    msg: str


class FieldErrors(BaseModel):
    """Errors of single values."""

    detail: list[FieldError]


class DomainError(Exception):
    """Base class of the errors below. Clients get `detail`."""

    def __init__(
        self,
        detail: str | list[dict[str, Any]],
        headers: dict[str, str] | None = None,
    ) -> None:
        super().__init__(detail)
        self.detail = detail
        self.headers = headers

    def __str__(self) -> str:
        message = self.detail if isinstance(self.detail, str) else self.detail[0]["msg"]
        return str(message)


class InvalidCursor(DomainError):
    """The cursor is damaged, or belongs to another query."""

    def __init__(self) -> None:
        super().__init__("The cursor is not valid for this list, sort and filters.")


class Unauthenticated(DomainError):
    """The credentials are missing, invalid or expired."""

    def __init__(self, detail: str, challenge: str) -> None:
        super().__init__(detail, {"WWW-Authenticate": challenge})


class Forbidden(DomainError):
    """The caller may not do this."""


class NotFound(DomainError):
    """The resource does not exist, or the caller may not see it."""

    def __init__(self, resource: str) -> None:
        super().__init__(f"{resource} not found.")


class Conflict(DomainError):
    """The request conflicts with what is stored."""

    def __init__(self, message: str, *fields: str) -> None:
        locations = [["body", field] for field in fields] or [["path"]]
        super().__init__(
            [{"type": "conflict", "loc": loc, "msg": message} for loc in locations]
        )


class Invalid(DomainError):
    """A value is not valid, or cannot be stored."""

    def __init__(self) -> None:
        message = "A value cannot be stored."
        super().__init__([{"type": "value_error", "loc": ["body"], "msg": message}])


class Unavailable(DomainError):
    """The service is temporarily unavailable."""

    def __init__(self) -> None:
        super().__init__(
            "The service is temporarily unavailable.",
            {"Retry-After": "1"},
        )


STATUS: dict[type, int] = {
    InvalidCursor: 400,
    Unauthenticated: 401,
    Forbidden: 403,
    NotFound: 404,
    Conflict: 409,
    Invalid: 422,
    Unavailable: 503,
}


def _status(error: type[DomainError]) -> int:
    return next(STATUS[base] for base in error.__mro__ if base in STATUS)


def responses(*errors: type[DomainError]) -> dict[int | str, dict[str, Any]]:
    """Return the `responses` of a route that raises these errors."""
    return {
        STATUS[error]: {
            "model": FieldErrors if error in {Conflict, Invalid} else ErrorMessage,
            "description": (error.__doc__ or "").strip(),
        }
        for error in errors
    }


def add_error_handlers(app: FastAPI) -> None:
    """Answer domain errors and invalid requests with their status and body."""
    app.add_exception_handler(DomainError, _answer_domain_error)
    app.add_exception_handler(RequestValidationError, _answer_invalid_request)


async def _answer_domain_error(_request: Request, error: Exception) -> Response:
    assert isinstance(error, DomainError)
    return _answer(_status(type(error)), error.detail, error.headers)


async def _answer_invalid_request(_request: Request, error: Exception) -> Response:
    """Leave the values out, since they may be secrets."""
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
    # ASCII only: clients may send characters that UTF-8 cannot encode.
    content = json.dumps({"detail": detail}, separators=(",", ":"))
    return Response(content, status, headers, media_type="application/json")
