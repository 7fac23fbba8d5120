"""A clock that only the test moves."""

from __future__ import annotations

from tests.models.build import DAY


class HandClock:
    """Wall and monotonic clock, in ms: `tick` moves both, `jump` the wall alone."""

    def __init__(self, wall: int = DAY, mono: int = 5_000_000) -> None:
        self._wall = wall
        self._mono = mono

    def wall(self) -> int:
        return self._wall

    def mono(self) -> int:
        return self._mono

    def tick(self, ms: int) -> None:
        """Time passes."""
        self._wall += ms
        self._mono += ms

    def jump(self, ms: int) -> None:
        """Somebody, or the network, sets the wall clock."""
        self._wall += ms
