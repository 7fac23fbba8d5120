"""What a paragraph of the adopted minutes says now, amendments counted in (L20)."""

from __future__ import annotations

from models.document import Paragraph
from models.meeting import Meeting
from models.minutes.aloud import read_aloud
from models.minutes.compose import minutes_of


def amended_text(meeting: Meeting, key: str) -> str | None:
    """The adopted text of a paragraph, or of a table's row as it is read, as the last amendment left it.

    None where there is no such paragraph.
    """
    for amendment in reversed(meeting.amendments):
        for change in amendment.changes:
            if change.key == key:
                return change.new
    document = minutes_of(meeting, 0)
    read = (block for block in read_aloud(document) if isinstance(block, Paragraph))
    return next((p.text for p in (*document.paragraphs(), *read) if p.key == key), None)
