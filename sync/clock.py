"""The real clocks, and the corrected time of a stream (sync.md §4).

Times in entries come from the *corrected* clock: it starts from the wall when a stream is opened, never
behind the stream's last line, and runs on the monotonic clock from there. A wall clock that jumps moves no
printed time.
"""

from __future__ import annotations

import sys
import time
from typing import Protocol

JUMP = 2_000
"""Ms between wall and monotonic clock from which on a jump is noted."""


class Clock(Protocol):
    """A wall clock and a monotonic one, both in ms."""

    def wall(self) -> int:
        """UTC ms; may jump."""

    def mono(self) -> int:
        """Ms since some moment; never goes back."""


if sys.platform == "linux":

    def _steady() -> int:
        """Ns of the clock that goes on while the lid is closed: the time of a session does not stand still."""
        return time.clock_gettime_ns(time.CLOCK_BOOTTIME)
else:

    def _steady() -> int:
        return time.monotonic_ns()


class SystemClock:
    """The laptop's own clocks."""

    def wall(self) -> int:
        """UTC ms of the operating system."""
        return time.time_ns() // 1_000_000

    def mono(self) -> int:
        """Ms of the operating system's monotonic clock."""
        return _steady() // 1_000_000


class RunClock:
    """The corrected clock of one run of a stream."""

    def __init__(self, clock: Clock, not_before: int = 0) -> None:
        self._clock = clock
        self._mono = clock.mono()
        self._drift = 0
        self._wall = clock.wall()
        self.opened_at = max(self._wall, not_before)
        """The corrected time at mono = 0."""

    def wall(self) -> int:
        """The wall clock, as it is."""
        return self._clock.wall()

    def mono(self) -> int:
        """Ms since this run began."""
        return self._clock.mono() - self._mono

    def now(self) -> int:
        """The corrected time, UTC ms."""
        return self.opened_at + self.mono()

    def jump(self) -> int:
        """Ms by which the wall clock has jumped since last asked; 0 for less than `JUMP`."""
        drift = (self.wall() - self._wall) - self.mono()
        jumped = drift - self._drift
        if abs(jumped) <= JUMP:
            return 0
        self._drift = drift
        return jumped
