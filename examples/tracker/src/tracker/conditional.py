"""Responses that clients keep, and validate with `If-None-Match` later.

RFC 9110, 13.1.2 (If-None-Match) and RFC 9111 (Cache-Control).
"""

import re
from collections.abc import Callable, Coroutine
from hashlib import blake2b
from typing import Any

from fastapi import Request, Response, status
from fastapi.routing import APIRoute

TAG = re.compile(r'"[^"]*"')
"""A tag without the prefix of weak ones, which compare alike."""

KEPT = ("cache-control", "etag", "vary")
"""Headers of a 200 that its 304 has too."""

HEADERS = {
    "ETag": {
        "description": "Identifies the content, for `If-None-Match`.",
        "schema": {"type": "string"},
    },
    "Cache-Control": {
        "description": "Who may keep the content, and for how many seconds.",
        "schema": {"type": "string"},
    },
}

RESPONSES: dict[int | str, dict[str, Any]] = {
    200: {"headers": HEADERS},
    304: {
        "description": "`If-None-Match` names the current content.",
        "headers": HEADERS,
    },
}


class ConditionalRoute(APIRoute):
    """A route whose successful responses to GET may be kept."""

    cache_control: str
    vary: str | None

    def __init__(self, path: str, endpoint: Callable[..., Any], **options: Any) -> None:
        if "GET" in options["methods"]:
            options["responses"] = RESPONSES | (options["responses"] or {})
        super().__init__(path, endpoint, **options)

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handler = super().get_route_handler()

        async def handle_conditionally(request: Request) -> Response:
            response = await handler(request)
            if request.method != "GET" or response.status_code != status.HTTP_200_OK:
                return response
            response.headers.setdefault("Cache-Control", self.cache_control)
            if self.vary:
                response.headers.add_vary_header(self.vary)
            # A stream has no body yet.
            body = getattr(response, "body", None)
            return response if body is None else _unless_known(request, response)

        return handle_conditionally


def kept_by_clients(
    seconds: int,
    *,
    private_by: str | None = None,
) -> type[ConditionalRoute]:
    """Return the class of routes whose responses clients may keep.

    Shared caches may keep them too, unless they are private to whom the header
    `private_by` identifies.
    """

    class Route(ConditionalRoute):
        cache_control = f"{'private' if private_by else 'public'}, max-age={seconds}"
        vary = private_by

    return Route


def _unless_known(request: Request, response: Response) -> Response:
    """Return the response, or 304 if the client has it already."""
    tag = f'"{blake2b(response.body, digest_size=16).hexdigest()}"'
    response.headers["ETag"] = tag
    if not _is_among(tag, request.headers.getlist("If-None-Match")):
        return response
    kept = {name: value for name, value in response.headers.items() if name in KEPT}
    return Response(status_code=status.HTTP_304_NOT_MODIFIED, headers=kept)


def _is_among(tag: str, asked: list[str]) -> bool:
    known = ",".join(asked)
    return known.strip() == "*" or tag in TAG.findall(known)
