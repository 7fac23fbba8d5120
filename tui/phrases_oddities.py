"""What does not fit together, in sentences that name who, what and when (desk.md §3.8)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.oddities import Oddity
from models.vietnamese.words import short_date
from models.votes import ADOPTION
from tui import words_oddities as texts
from tui import words_preparation
from tui.asking import day_first
from tui.draw import cut
from tui.steps import step_label

if TYPE_CHECKING:
    from tui.desk import Desk

QUOTED = 32
"""Cells of a note inside a sentence."""


def oddity(desk: Desk, odd: Oddity) -> str:
    """One contradiction in the record."""
    given = {
        "clock": desk.clock(odd.at) if odd.at is not None else "",
        "count": str(odd.count),
        "day": short_date(desk.meeting.day(odd.at)) if odd.at is not None else "",
        "stated": day_first(desk.meeting.details.text("date")),
        "name": _name(desk, odd.person),
        "turns": texts.TURNS.format(count=odd.count) if odd.count > 1 else "",
        **_room(desk, odd),
        **_steps(desk, odd),
        **_said(desk, odd),
    }
    return texts.SENTENCES[odd.code].format(**given)


def _name(desk: Desk, person: str) -> str:
    """What to call somebody; an id that nobody bears is not shown."""
    known = person in desk.meeting.labels or not person.startswith("p_")
    return desk.meeting.name(person) if known else texts.SOMEBODY


def _room(desk: Desk, odd: Oddity) -> dict[str, str]:
    """When somebody came or left, the duty, the way; the other person: who spoke too, or the member of that name."""
    meeting = desk.meeting
    presence = meeting.attendance.presence.get(odd.person)
    stays = presence.intervals if presence is not None else ()
    gone = [stay.stop for stay in stays if stay.stop is not None and odd.at is not None and stay.stop <= odd.at]
    other = meeting.floor.turn(odd.other)
    absent = odd.at is None
    return {
        "came": desk.clock(stays[0].start) if stays else "",
        "left": desk.clock(gone[-1]) if gone else "",
        "duty": texts.DUTIES.get(odd.other, ""),
        "since": texts.SINCE_ABSENT if absent else texts.SINCE_LEFT.format(clock=desk.clock(odd.at or 0)),
        "way": texts.WAYS.get(odd.other, ""),
        "other": _name(desk, other.person if other is not None else odd.other),
        "word": meeting.body.member_word if meeting.identity.body in meeting.plan.bodies else "",
    }


def _steps(desk: Desk, odd: Oddity) -> dict[str, str]:
    """The step and the posts that the plan asks to present it."""
    meeting = desk.meeting
    steps = meeting.body.steps if meeting.identity.body in meeting.plan.bodies else ()
    step = next((step for step in steps if step.id == odd.thing), None)
    roles = [meeting.role(role).label for role in step.presenters] if step is not None else []
    return {"step": step_label(meeting, odd.thing), "roles": " hoặc ".join(roles)}


def _said(desk: Desk, odd: Oddity) -> dict[str, str]:
    """The motion and its counts, the note, the indicator, what two desks differ about."""
    meeting = desk.meeting
    vote, note, row = meeting.votes.get(odd.thing), meeting.notes.get(odd.thing), meeting.board.row(odd.thing)
    title = texts.MINUTES_MOTION if odd.thing == ADOPTION else vote.title if vote is not None else ""
    found = ((texts.DEGREE, row.degree), (texts.SOLUTION, row.solutions)) if row is not None else ()
    return {
        "title": cut(title, QUOTED),
        "cast": str(vote.cast) if vote is not None else "",
        "entitled": str(vote.entitled) if vote is not None else "",
        "note": cut(note.text, QUOTED) if note is not None else "",
        "indicator": (str(row.number) if row.number else f"“{cut(row.label, QUOTED)}”") if row is not None else "",
        "found": " và ".join(what for what, there in found if there),
        "open": texts.STILL_OPEN.format(count=odd.count) if odd.count else texts.NONE_OPEN,
        "what": differing(desk, odd) if odd.code == "desks_differ" else "",
    }


def differing(desk: Desk, odd: Oddity) -> str:
    """The field, note, turn or person of which two desks say different things."""
    meeting = desk.meeting
    turn, note = meeting.floor.turn(odd.thing), meeting.notes.get(odd.thing)
    span = next((span for span in meeting.agenda.spans if span.id == odd.thing), None)
    given = {
        "label": words_preparation.DETAIL_LABELS.get(odd.thing, texts.WHAT_ELSE).lower(),
        "name": _name(desk, turn.person if turn is not None else odd.thing),
        "note": cut(note.text, QUOTED) if note is not None else "",
        "step": step_label(meeting, span.step) if span is not None else "",
    }
    return texts.WHAT_DIFFERS.get(odd.other, texts.WHAT_ELSE).format(**given)


def advice(odd: Oddity) -> str:
    """What to do about it."""
    return texts.ADVICE[odd.code]
