"""The one way in which an answer is refused."""

from collections.abc import Callable
from typing import Any, Self


class Problem(ValueError):
    """A user's mistake, told in one line."""

    def __init__(self, message: str) -> None:
        super().__init__(" ".join(message.split()))

    @classmethod
    def about(cls, what: str, wrong: str, accepted: str) -> Self:
        """Say it in the shape that every message has."""
        return cls(f"{what}: {wrong}; accepted: {accepted}")


def told(check: Callable[..., object], *given: Any) -> str:
    """Say what a check refuses, or nothing."""
    try:
        check(*given)
    except Problem as refused:
        return str(refused)
    return ""


def shown(text: str, limit: int = 40) -> str:
    """Quote what the user wrote, shortened and on one line."""
    return repr(text if len(text) <= limit else text[: limit - 1] + "…")
