"""Routes that refuse what cannot be encoded, and whose refusals can."""

import json
import re
from collections.abc import Callable, Coroutine
from math import isfinite
from typing import Any

from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute

SURROGATE = re.compile(rb"\\u[dD][89a-fA-F]")
"""A half of a character, which is text in JSON and not in UTF-8."""

PROBLEM = {
    "type": "string_unicode",
    "loc": ("body",),
    "msg": "Input should be valid text",
}


class CarefulRoute(APIRoute):
    """A route that answers 422 whatever a client sends.

    Text that cannot be encoded could be stored by some databases, and never be sent
    back. A refusal repeats what it refuses, which may be such text, or a number that
    JSON has no form of.
    """

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        answer = super().get_route_handler()

        async def answer_carefully(request: Request) -> Response:
            body = await request.body()
            if SURROGATE.search(body) and not _can_be_sent_back(body):
                raise RequestValidationError([PROBLEM])
            try:
                return await answer(request)
            except RequestValidationError as error:
                problems = [_encodable(problem) for problem in error.errors()]
                raise RequestValidationError(problems, body=error.body) from error

        return answer_carefully


def _can_be_sent_back(body: bytes) -> bool:
    """Whether all text in it is whole; so it is where it is no JSON, which is told."""
    try:
        json.dumps(json.loads(body), ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return False
    except (ValueError, RecursionError):
        return True
    return True


def _encodable(value: object) -> object:
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
