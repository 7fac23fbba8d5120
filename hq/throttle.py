"""Wrong guesses from one address: a few are free, then it waits (sync.md §8). In memory, one process each.

What bounds guessing for good is kept in the database: the tries of a code, the lock of an account.
"""

from __future__ import annotations

import math
import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Final

from fastapi import Request

FREE: Final = 20
"""Wrong guesses before an address waits: an office behind one address has many clerks."""
WINDOW: Final = 600.0
"""Seconds after which they are forgotten."""
MOST: Final = 20_000


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
