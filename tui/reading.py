"""The minutes as they are read back: one paragraph after another, and how long that takes (L5, R45). Pure."""

from __future__ import annotations

import math
from collections.abc import Iterable

from msgspec import Struct

from models.agenda import MINUTE
from models.document import Document, Heading, Paragraph
from models.minutes import read_aloud, reading_minutes
from tui import words_closing as texts
from tui.desk import Desk


class Stop(Struct, frozen=True):
    """One paragraph of the reading, under the headings that were not read yet."""

    headings: tuple[str, ...]
    paragraph: Paragraph


def stops_of(document: Document) -> tuple[Stop, ...]:
    """What is read, a paragraph at a time; a heading belongs to the paragraph that follows it."""
    found: list[Stop] = []
    headings: list[str] = []
    for block in read_aloud(document):
        if isinstance(block, Heading):
            headings.append(block.text)
        else:
            found.append(Stop(tuple(headings), block))
            headings = []
    return tuple(found)


def is_sentence(document: Document, key: str) -> bool:
    """Whether what is read under a key is a paragraph of the paper; rows of a table are corrected on the board."""
    return any(paragraph.key == key for paragraph in document.paragraphs())


# --- how long ---------------------------------------------------------------------------------------------------


def minutes_to_read(desk: Desk, document: Document) -> float:
    """Minutes the whole reading takes at the plan's pace."""
    return reading_minutes(document, desk.meeting.plan.thresholds.reading_syllables_per_minute)


def minutes_left(total: float, stops: Iterable[Stop], place: int) -> float:
    """Minutes from the paragraph at `place` on: its share of the words of the whole."""
    lengths = [len(stop.paragraph.text.split()) for stop in stops]
    return total * sum(lengths[place:]) / max(1, sum(lengths))


def reading_starts(desk: Desk, minutes: float) -> int | None:
    """When to begin (UTC ms), so that reading and closing are over at the planned end; None before the session.

    Breaks put the planned end off.
    """
    agenda, body, now = desk.meeting.agenda, desk.meeting.body, desk.now()
    if agenda.started is None:
        return None
    broken = now - agenda.started - agenda.worked(agenda.started, now)
    end = agenda.started + body.planned_minutes * MINUTE + broken
    return end - (math.ceil(minutes) + body.step_of_kind("close").minutes) * MINUTE


def reading_advice(desk: Desk, document: Document) -> str:
    """ "đọc khoảng 6 phút: nên bắt đầu đọc từ 15:21", or what has come of it."""
    meeting = desk.meeting
    if meeting.adopted is not None:
        return texts.ADOPTED_AT.format(clock=desk.clock(meeting.adopted.at))
    if meeting.reading_begun is not None:
        return texts.READING_BEGUN.format(clock=desk.clock(meeting.reading_begun))
    minutes = minutes_to_read(desk, document)
    start = reading_starts(desk, minutes)
    shown = math.ceil(minutes)
    if start is None:
        return texts.READING_TAKES.format(minutes=shown)
    if start <= desk.now():
        return texts.READING_NOW.format(minutes=shown)
    return texts.READING_FROM.format(minutes=shown, clock=desk.clock(start))
