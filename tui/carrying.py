"""From a unit's last meeting to its next one: what it took on (L16), and what seldom changes (L17)."""

from __future__ import annotations

from contextlib import suppress

from msgspec import Struct

from models.commitments import Commitment
from models.details import BY_NAME
from models.fact import Value
from models.meeting import Meeting
from sync.errors import StoreError
from sync.store import MeetingInfo, Store

HELD = frozenset(("adopted", "ended"))
"""States of a meeting that took something on."""

LASTING = ("place", "planned_start", "chair", "clerk", "has_committee", "prepared_by", "notified_whom")
"""Fields that a new meeting begins with as the last one left them; all can be changed."""


class Inheritance(Struct, frozen=True):
    """What a new meeting begins with: commitments, and fields with their values."""

    commitments: tuple[Commitment, ...] = ()
    details: tuple[tuple[str, Value], ...] = ()


def last_held(store: Store, date: str) -> MeetingInfo | None:
    """The current unit's last meeting before that day (ISO), rehearsals and prepared ones left out."""
    cell, units = str(store.cell), store.units
    ours = (info for info in store.meetings() if units.now(info.cell) == cell)
    held = (info for info in ours if info.state in HELD and not info.rehearsal)
    return max((info for info in held if info.date < date), key=lambda info: info.date, default=None)


def inherited(store: Store, date: str) -> Inheritance:
    """What that meeting hands on; nothing where there was none, or where it cannot be read."""
    from models.handing_on import left_open  # with all that makes the minutes: not before it is needed

    info = last_held(store, date)
    if info is None:
        return Inheritance()
    with suppress(StoreError):
        replica = store.read(info.id)
        try:
            return Inheritance(left_open(replica.meeting), tuple(_lasting(store, replica.meeting)))
        finally:
            replica.close()
    return Inheritance()


def _lasting(store: Store, meeting: Meeting) -> list[tuple[str, Value]]:
    """The fields that were said; a person only while on the unit's list."""
    roster = store.roster()
    listed = {person.id for person in roster.people} if roster is not None else set()
    said = [(name, meeting.details.values.get(name)) for name in LASTING]
    return [(name, value) for name, value in said if value and (BY_NAME[name].kind != "person" or value in listed)]
