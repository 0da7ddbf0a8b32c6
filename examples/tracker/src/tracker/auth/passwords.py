"""Password hashes with Argon2, outside the event loop."""

import asyncio
import os
import secrets
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import TypeVar

from pwdlib import PasswordHash

T = TypeVar("T")

LONGEST = 1024
HASHER = PasswordHash.recommended()

# A hash takes 64 MiB and a whole core, so that many log-ins have to queue.
_threads = ThreadPoolExecutor(os.cpu_count(), thread_name_prefix="passwords")


async def hash_password(password: str) -> str:
    """Return the hash of a password."""
    return await _in_thread(lambda: HASHER.hash(_encode(password)))


async def verify_password(
    password: str,
    password_hash: str | None,
) -> tuple[bool, str | None]:
    """Tell whether the password is right, and return a better hash if there is one.

    It takes the same time without a hash, so that nobody learns who is a user.
    """
    if password_hash is None or len(password) > LONGEST:
        await _in_thread(lambda: HASHER.verify("", _hash_of_nobody()))
        return False, None
    return await _in_thread(
        lambda: HASHER.verify_and_update(_encode(password), password_hash)
    )


@cache
def _hash_of_nobody() -> str:
    return HASHER.hash(secrets.token_bytes())


def _encode(password: str) -> bytes:
    # Clients may send lone surrogates, which UTF-8 cannot encode.
    return password.encode(errors="surrogatepass")


async def _in_thread(function: Callable[[], T]) -> T:
    return await asyncio.get_running_loop().run_in_executor(_threads, function)
