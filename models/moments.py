"""A moment on the clock of a place: what every screen and paper reads times with."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Final

CALENDAR_ENDS: Final = 253_370_764_800_000
"""The year 9999 in UTC ms: a laptop's clock may be wrong by any amount, and a record of it is read all the same."""


def local(at: int, offset: int) -> datetime:
    """A moment (UTC ms) on a clock `offset` minutes east of UTC; one before 1970 or beyond the calendar is its edge."""
    return datetime.fromtimestamp(min(max(at, 0), CALENDAR_ENDS) / 1000, timezone(timedelta(minutes=offset)))
