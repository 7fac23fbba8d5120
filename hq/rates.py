"""How often a caller may call: a token bucket each, in memory (sync.md §6)."""

from __future__ import annotations

import math
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Final

from hq.settings import Bucket

MOST: Final = 50_000
"""Callers remembered; whoever has not called for longest is forgotten first."""


class Rates:
    """The buckets of one process. `clock` is monotonic, in seconds."""

    def __init__(self, bucket: Bucket, clock: Callable[[], float]) -> None:
        self._bucket = bucket
        self._clock = clock
        self._left: OrderedDict[Hashable, tuple[float, float]] = OrderedDict()
        self._turn = threading.Lock()

    def take(self, caller: Hashable) -> int | None:
        """Take one call out of the caller's bucket; None, or the seconds to wait when it is empty."""
        now = self._clock()
        with self._turn:
            left, at = self._left.pop(caller, (float(self._bucket.burst), now))
            left = min(self._bucket.burst, left + (now - at) * self._bucket.per_second)
            allowed = left >= 1
            self._left[caller] = (left - 1 if allowed else left, now)
            if len(self._left) > MOST:
                self._left.popitem(last=False)
        return None if allowed else math.ceil((1 - left) / self._bucket.per_second)
