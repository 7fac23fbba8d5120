"""A cable that gives trouble: a TCP proxy between laptops and a server that cuts, delays, repeats and truncates.

It understands just enough of HTTP/1.1 to know where a request ends, so that it can send the very same bytes again.
What happens to the next request is drawn from a seeded source; the order in which requests come is the network's own.
"""

from __future__ import annotations

import asyncio
import random
import threading
from collections import Counter
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final
from urllib.parse import urlsplit

TROUBLE: Final[Mapping[str, int]] = MappingProxyType(
    {
        "through": 58,
        "late": 12,  # kept back a moment, then carried
        "cut": 6,  # never reaches the server
        "half": 6,  # the server gets the beginning of the request
        "lost": 6,  # done, the answer never arrives
        "short": 6,  # done, the answer ends in the middle
        "twice": 4,  # done, and done again before the answer goes back
        "again": 2,  # done, and the same bytes come once more after later requests
    }
)
"""Weights of the fates of a request."""

_LATEST: Final = 0.3
"""Seconds a request is kept back at most."""

_DEAD = (OSError, EOFError, asyncio.IncompleteReadError)


class Chaos:
    """A running proxy. Each request goes to one of `upstreams`, which may change at any time.

    While it is `calm` everything is carried as it is.
    """

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)
        self.upstreams: list[str] = []
        self.calm = False
        self.fates: Counter[str] = Counter()
        self._loop = asyncio.new_event_loop()
        self._tasks: set[asyncio.Task[None]] = set()
        self._thread = threading.Thread(target=self._loop.run_forever, name="chaos")

    def __enter__(self) -> Chaos:
        self._thread.start()
        self._server = asyncio.run_coroutine_threadsafe(self._listen(), self._loop).result()
        port = self._server.sockets[0].getsockname()[1]
        self.url = f"http://127.0.0.1:{port}"
        return self

    def __exit__(self, *_: object) -> None:
        asyncio.run_coroutine_threadsafe(self._end(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _listen(self) -> asyncio.Server:
        return await asyncio.start_server(self._serve, "127.0.0.1", 0)

    async def _end(self) -> None:
        self._server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    # --- one laptop's connection ----------------------------------------------------------------------------------

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        try:
            while await self._carry(await _message(reader), writer):
                pass
        except _DEAD:
            pass
        finally:
            self._tasks.discard(task)
            writer.close()

    async def _carry(self, request: bytes, back: asyncio.StreamWriter) -> bool:
        """One request meets its fate; whether the connection lives on."""
        fate = "through" if self.calm else self._drawn()
        self.fates[fate] += 1
        if fate == "late":
            await asyncio.sleep(self._chance.uniform(0, _LATEST))
        if fate == "cut":
            return False
        if fate == "half":
            await self._begin(request[: self._chance.randrange(1, len(request))])
            return False
        answer = await self._ask(request)
        if fate == "twice":
            answer = await self._ask(request)
        if fate == "again":
            self._tasks.add(asyncio.ensure_future(self._later(request)))
        if fate == "lost":
            return False
        back.write(answer[: self._chance.randrange(1, len(answer))] if fate == "short" else answer)
        await back.drain()
        return fate != "short"

    def _drawn(self) -> str:
        return self._chance.choices(list(TROUBLE), list(TROUBLE.values()))[0]

    # --- the server's side ----------------------------------------------------------------------------------------

    async def _ask(self, request: bytes) -> bytes:
        """The server's whole answer, on a connection of its own."""
        reader, writer = await self._connected()
        try:
            writer.write(request)
            await writer.drain()
            return await _message(reader)
        finally:
            writer.close()

    async def _begin(self, part: bytes) -> None:
        _, writer = await self._connected()
        writer.write(part)
        await writer.drain()
        writer.close()

    async def _later(self, request: bytes) -> None:
        task = asyncio.current_task()
        assert task is not None
        try:
            await asyncio.sleep(self._chance.uniform(0, 3 * _LATEST))
            await self._ask(request)
        except _DEAD:
            pass
        finally:
            self._tasks.discard(task)

    async def _connected(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        there = urlsplit(self._chance.choice(self.upstreams))
        return await asyncio.open_connection(there.hostname, there.port)


async def _message(reader: asyncio.StreamReader) -> bytes:
    """A request or an answer, byte for byte as it came."""
    head = await reader.readuntil(b"\r\n\r\n")
    fields = dict(line.lower().split(b":", 1) for line in head.split(b"\r\n")[1:] if b":" in line)
    if b"chunked" in fields.get(b"transfer-encoding", b""):
        return head + await _chunks(reader)
    bodiless = b" 304 " in head.split(b"\r\n", 1)[0]
    return head + await reader.readexactly(0 if bodiless else int(fields.get(b"content-length", b"0")))


async def _chunks(reader: asyncio.StreamReader) -> bytes:
    found = []
    while True:
        size = await reader.readuntil(b"\r\n")
        found.append(size + await reader.readexactly(int(size, 16) + 2))
        if int(size, 16) == 0:
            return b"".join(found)
