"""What a unit's last meeting took on comes back to its next one (L16)."""

from __future__ import annotations

from contextlib import suppress

from models.commitments import Commitment, left_open
from sync.errors import StoreError
from sync.store import MeetingInfo, Store

HELD = frozenset(("adopted", "ended"))
"""States of a meeting that took something on."""


def last_held(store: Store, date: str) -> MeetingInfo | None:
    """The current unit's last meeting before that day (ISO), rehearsals and prepared ones left out."""
    cell = str(store.cell)
    held = (info for info in store.meetings() if info.cell == cell and info.state in HELD and not info.rehearsal)
    return max((info for info in held if info.date < date), key=lambda info: info.date, default=None)


def left_from_last(store: Store, date: str) -> tuple[Commitment, ...]:
    """What that meeting left open; nothing where there was none, or where it cannot be read."""
    info = last_held(store, date)
    if info is None:
        return ()
    with suppress(StoreError):
        replica = store.read(info.id)
        try:
            return left_open(replica.meeting)
        finally:
            replica.close()
    return ()
