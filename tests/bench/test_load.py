"""The generator counts what was answered, and does not hide what was not."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle

import pytest

from bench import load

REQUEST = cycle([b"GET / HTTP/1.1\r\nHost: here\r\n\r\n"])


@contextmanager
def server(answer: bytes) -> Iterator[int]:
    """The port of a server that has one answer to everything."""

    async def answers(
        reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        while await reader.readline():
            while await reader.readline() != b"\r\n":
                pass
            writer.write(answer)
            if not answer:
                break
        writer.close()

    async def serve() -> None:
        async with await asyncio.start_server(answers, "127.0.0.1", 0) as listening:
            ports.append(listening.sockets[0].getsockname()[1])
            ready.set()
            await asyncio.to_thread(done.wait)

    ports: list[int] = []
    ready, done = threading.Event(), threading.Event()
    thread = threading.Thread(target=asyncio.run, args=[serve()])
    thread.start()
    ready.wait()
    try:
        yield ports[0]
    finally:
        done.set()
        thread.join()


def run(port: int) -> load.Sample:
    return load.run(port, REQUEST, expected=200, clients=2, seconds=0.05)


def test_answers_are_counted() -> None:
    with server(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok") as port:
        sample = run(port)

    assert sample.rate > 0
    assert 0 < sample.p50 <= sample.p99


def test_an_unexpected_answer_fails_the_run() -> None:
    with (
        server(b"HTTP/1.1 503 Away\r\ncontent-length: 0\r\n\r\n") as port,
        pytest.raises(load.Failed, match="503"),
    ):
        run(port)


def test_a_connection_that_closes_fails_the_run() -> None:
    with server(b"") as port, pytest.raises(load.Failed, match="closed"):
        run(port)
