"""Load: clients that send one request after another over connections of their own.

It runs in the process of the harness, which does nothing else meanwhile, and tells how
busy it was: a generator that is always busy measures itself.
"""

import asyncio
import gc
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import quantiles
from typing import cast

import httptools
import uvloop


class Failed(Exception):
    """The run means nothing; the message says why."""


@dataclass(frozen=True)
class Sample:
    """What one run of load came to; times in milliseconds."""

    rate: float
    p50: float
    p99: float
    busy: float
    """The share of one core that the generator took."""
    answers: int
    cpu: float = 0.0
    """What the server's process took for an answer, in microseconds."""


class Tally:
    """What all clients of one run share: when it ends, and what was answered."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.end = time.perf_counter() + seconds
        self.times: list[float] = []
        self.unexpected: Counter[int] = Counter()

    def count(self, status: int, expected: int, started: float) -> bool:
        """Count an answer; whether to go on."""
        now = time.perf_counter()
        if status != expected:
            self.unexpected[status] += 1
        if now > self.end:
            return False
        self.times.append(now - started)
        return True


class Client(asyncio.Protocol):
    """One connection."""

    def __init__(self, requests: Iterator[bytes], expected: int, tally: Tally) -> None:
        self.closed: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._requests = requests
        self._expected = expected
        self._tally = tally
        self._done = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Send the first request."""
        self._transport = cast("asyncio.Transport", transport)
        self._send()

    def data_received(self, data: bytes) -> None:
        """Read on; `on_message_complete` is called at the end of the answer."""
        self._parser.feed_data(data)

    def on_message_complete(self) -> None:
        """Count the answer, and send the next request, or go."""
        status = self._parser.get_status_code()
        if self._tally.count(status, self._expected, self._started):
            self._send()
        else:
            self._done = True
            self._transport.close()

    def connection_lost(self, exc: Exception | None) -> None:
        """Tell who waits for the end."""
        if self._done:
            self.closed.set_result(None)
        else:
            self.closed.set_exception(exc or Failed("the server closed a connection"))

    def _send(self) -> None:
        self._parser = httptools.HttpResponseParser(self)
        self._started = time.perf_counter()
        self._transport.write(next(self._requests))


def run(
    port: int,
    requests: Iterator[bytes],
    *,
    expected: int,
    clients: int,
    seconds: float,
) -> Sample:
    """Send requests for some seconds; all of them have to be answered as expected."""
    worked = time.process_time()
    gc.disable()
    try:
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            tally = runner.run(_run(port, requests, expected, clients, seconds))
    finally:
        gc.enable()
    return _sample(tally, time.process_time() - worked)


async def _run(
    port: int,
    requests: Iterator[bytes],
    expected: int,
    clients: int,
    seconds: float,
) -> Tally:
    loop = asyncio.get_running_loop()
    tally = Tally(seconds)
    made = [
        await loop.create_connection(
            lambda: Client(requests, expected, tally), "127.0.0.1", port
        )
        for _ in range(clients)
    ]
    closed = (client.closed for _, client in made)
    ends = await asyncio.gather(*closed, return_exceptions=True)
    for problem in filter(None, ends):
        raise problem
    return tally


def _sample(tally: Tally, worked: float) -> Sample:
    if tally.unexpected:
        raise Failed(f"unexpected answers: {dict(tally.unexpected)}")
    if len(tally.times) < 2:  # noqa: PLR2004 - a quantile needs two
        raise Failed("next to nothing was answered")
    cuts = quantiles(tally.times, n=100)
    return Sample(
        rate=len(tally.times) / tally.seconds,
        p50=cuts[49] * 1000,
        p99=cuts[98] * 1000,
        busy=worked / tally.seconds,
        answers=len(tally.times),
    )
