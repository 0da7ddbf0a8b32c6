"""Routes that answer 422 whatever a client sends."""

from collections.abc import Callable, Coroutine
from math import isfinite
from typing import Any

from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute


class CarefulRoute(APIRoute):
    """A route whose refusals can be encoded.

    They repeat what a client sent, which may be text that UTF-8 cannot encode or a
    number that JSON has no form of. Such an answer would fail with 500.
    """

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        answer = super().get_route_handler()

        async def answer_carefully(request: Request) -> Response:
            try:
                return await answer(request)
            except RequestValidationError as error:
                problems = _encodable(error.errors())
                raise RequestValidationError(problems, body=error.body) from error

        return answer_carefully


def _encodable(value: Any) -> Any:
    """The value, with what cannot be encoded written out."""
    if isinstance(value, str):
        return value.encode(errors="backslashreplace").decode()
    if isinstance(value, float):
        return value if isfinite(value) else str(value)
    if isinstance(value, dict):
        return {_encodable(key): _encodable(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_encodable(inner) for inner in value]
    return value
