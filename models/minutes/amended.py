"""What a paragraph of the adopted minutes says now, amendments counted in (L20)."""

from __future__ import annotations

from models.meeting import Meeting
from models.minutes.compose import minutes_of


def amended_text(meeting: Meeting, key: str) -> str | None:
    """The paragraph's adopted text as the last amendment left it; None where there is no such paragraph."""
    for amendment in reversed(meeting.amendments):
        for change in amendment.changes:
            if change.key == key:
                return change.new
    return next((p.text for p in minutes_of(meeting, 0).paragraphs() if p.key == key), None)
