"""The rehearsed time: it stands at the next act's time and moves on when that act is recorded."""

from __future__ import annotations


class ScriptClock:
    """A clock for `sync.store` that somebody else turns. All times are UTC ms."""

    def __init__(self, at: int) -> None:
        self.at = at

    def move_to(self, at: int) -> None:
        """Turn the clock on; it never goes back."""
        self.at = max(self.at, at)

    def wall(self) -> int:
        """The rehearsed time."""
        return self.at

    def mono(self) -> int:
        """The same: a rehearsed clock never jumps."""
        return self.at
