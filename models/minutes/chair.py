"""Who chaired, and until when: a chair who has to leave hands the chair to somebody else (R39)."""

from __future__ import annotations

from msgspec import Struct

from models.meeting import Meeting
from models.minutes.scribe import Scribe

_BEFOREHAND = 10 * 60_000
"""Milliseconds before the leaving: a new chair named earlier mends a slip, one named later takes over."""


class Handover(Struct, frozen=True):
    """Who chaired first, and when that person left (UTC ms)."""

    former: str
    at: int


def handed_over(meeting: Meeting) -> Handover | None:
    """How the chair came to whoever has it; None where nobody chaired before and left."""
    chair, started = meeting.details.text("chair"), meeting.agenda.started
    if not chair or started is None:
        return None
    before = ""
    for at, person in meeting.chairs:
        presence = meeting.attendance.presence.get(before)
        left = presence.left if presence is not None and person != before else None
        if person == chair and left is not None and left > started and at >= left - _BEFOREHAND:
            return Handover(before, left)
        before = person
    return None


def chaired(scribe: Scribe) -> str:
    """The chair by name and post; where it was handed over both, with the time; "" for nobody."""
    chair, handover = scribe.meeting.details.text("chair"), handed_over(scribe.meeting)
    if handover is None:
        return scribe.titled(chair) if chair else ""
    when = scribe.clock(handover.at)
    return f"{scribe.titled(handover.former)} (đến {when}); {scribe.titled(chair)} (từ {when})"


def chair_at(meeting: Meeting, at: int | None) -> str:
    """Who had the chair at a moment (UTC ms); "" for nobody."""
    handover = handed_over(meeting)
    chaired_before = handover is not None and at is not None and at < handover.at
    return handover.former if handover is not None and chaired_before else meeting.details.text("chair")
