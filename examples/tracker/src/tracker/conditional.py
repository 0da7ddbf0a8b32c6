"""Answers that clients keep for a while, and then ask whether they still hold.

RFC 9110, 13.1.2 (If-None-Match) and RFC 9111 (Cache-Control).
"""

import re
from collections.abc import Callable, Coroutine
from hashlib import blake2b
from typing import Any

from fastapi import Request, Response, status
from fastapi.routing import APIRoute

TAG = re.compile(r'"[^"]*"')
"""A tag without the mark of weak ones, which makes no difference here."""

KEPT = ("cache-control", "etag", "vary")
"""Headers of a 200 that its 304 has too."""

HEADERS = {
    "ETag": {
        "description": "Names this content; `If-None-Match` gets 304 while it holds.",
        "schema": {"type": "string"},
    },
    "Cache-Control": {
        "description": "Who may keep this content, and for how many seconds.",
        "schema": {"type": "string"},
    },
}

RESPONSES: dict[int | str, dict[str, Any]] = {
    200: {"headers": HEADERS},
    304: {
        "description": "What the client names in `If-None-Match` still holds.",
        "headers": HEADERS,
    },
}


class ConditionalRoute(APIRoute):
    """A route whose successful answers to GET may be kept."""

    cache_control: str
    vary: str | None

    def __init__(self, path: str, endpoint: Callable[..., Any], **options: Any) -> None:
        if "GET" in options["methods"]:
            options["responses"] = RESPONSES | (options["responses"] or {})
        super().__init__(path, endpoint, **options)

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        answer = super().get_route_handler()

        async def answer_conditionally(request: Request) -> Response:
            response = await answer(request)
            if request.method != "GET" or response.status_code != status.HTTP_200_OK:
                return response
            response.headers.setdefault("Cache-Control", self.cache_control)
            if self.vary:
                response.headers.add_vary_header(self.vary)
            # A stream has no body yet.
            body = getattr(response, "body", None)
            return response if body is None else _unless_known(request, response)

        return answer_conditionally


def kept_by_clients(
    seconds: int,
    *,
    private_by: str | None = None,
) -> type[ConditionalRoute]:
    """The class of routes whose answers clients may keep for some time.

    So may caches on the way, unless the answers are private: for whom the header
    `private_by` names.
    """

    class Route(ConditionalRoute):
        cache_control = f"{'private' if private_by else 'public'}, max-age={seconds}"
        vary = private_by

    return Route


def _unless_known(request: Request, response: Response) -> Response:
    """The answer, or that the client has it."""
    tag = f'"{blake2b(response.body, digest_size=16).hexdigest()}"'
    response.headers["ETag"] = tag
    if not _is_among(tag, request.headers.getlist("If-None-Match")):
        return response
    kept = {name: value for name, value in response.headers.items() if name in KEPT}
    return Response(status_code=status.HTTP_304_NOT_MODIFIED, headers=kept)


def _is_among(tag: str, asked: list[str]) -> bool:
    known = ",".join(asked)
    return known.strip() == "*" or tag in TAG.findall(known)
