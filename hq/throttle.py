"""What an unknown caller may cost: a few wrong guesses, then waiting; bodies of some kilobytes (sync.md §6, §8).

Guesses are counted in memory, one process each. What bounds guessing for good is kept in the database: the tries of a
code, the lock of an account.
"""

from __future__ import annotations

import math
import threading
from collections import OrderedDict
from collections.abc import Callable, Coroutine
from typing import Any, Final

from fastapi import Request
from fastapi.routing import APIRoute
from starlette.responses import Response
from starlette.types import Message

from hq.problems import Refused
from sync.protocol import Code

FREE: Final = 20
"""Wrong guesses before an address waits: an office behind one address has many clerks."""
WINDOW: Final = 600.0
"""Seconds after which they are forgotten."""
MOST: Final = 20_000
MOST_BODY: Final = 16 * 1024
"""Bytes of a body that is read before anybody knows who sends it."""


class Throttle:
    """The wrong guesses of every address. `clock` is monotonic, in seconds."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._wrong: OrderedDict[str, tuple[int, float]] = OrderedDict()
        self._turn = threading.Lock()

    def wait(self, address: str) -> int | None:
        """The seconds an address has to wait, or None."""
        with self._turn:
            count, since = self._wrong.get(address, (0, 0.0))
            left = since + WINDOW - self._clock()
        return math.ceil(left) if count >= FREE and left > 0 else None

    def wrong(self, address: str) -> None:
        """One more wrong guess."""
        now = self._clock()
        with self._turn:
            count, since = self._wrong.pop(address, (0, now))
            self._wrong[address] = (1, now) if now - since > WINDOW else (count + 1, since)
            if len(self._wrong) > MOST:
                self._wrong.popitem(last=False)


def address_of(request: Request) -> str:
    """Where a call came from, as far as the server knows it."""
    return request.client.host if request.client else ""


class SmallBody(APIRoute):
    """A route whose body is cut off while it comes in, told by its declared length or not."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """As any other route's, behind the cap."""
        handler = super().get_route_handler()

        async def capped(request: Request) -> Response:
            declared = request.headers.get("content-length", "0")
            if not declared.isdigit() or int(declared) > MOST_BODY:
                raise Refused(Code.TOO_LARGE)
            return await handler(Request(request.scope, _counted(request)))

        return capped


def _counted(request: Request) -> Callable[[], Coroutine[Any, Any, Message]]:
    total = 0

    async def receive() -> Message:
        nonlocal total
        message = await request.receive()
        total += len(message.get("body", b""))
        if total > MOST_BODY:
            raise Refused(Code.TOO_LARGE)
        return message

    return receive
