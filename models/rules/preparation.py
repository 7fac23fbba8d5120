"""Before the session: C01 to C05 (R16–R23, R26, R78)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from models.meeting import Meeting
from models.plan import Role, Thresholds
from models.posts import names_post
from models.rules import words
from models.rules.registry import Finding, rule
from models.rules.situation import Phase, Situation, day_of

SATURDAY = 5


@rule("C01", pane="preparation", since=Phase.PREPARATION)
def identified(now: Situation) -> Finding:
    """Day, time, place, chair, clerk and members are on record (R19, R26)."""
    meeting = now.meeting
    said = {field: bool(meeting.details.text(field)) for field in words.IDENTITY}
    said["planned_start"] |= meeting.agenda.started is not None
    blank = [word for field, word in words.IDENTITY.items() if not said[field]]
    if not meeting.attendance.members:
        blank.append(words.MEMBERS.format(word=now.body.member_word))
    cure = words.C01.format(parts=words.joined(blank)) if blank else ""
    return Finding(not blank, words.missing(blank), cure)


@rule("C02", pane="preparation", since=Phase.PREPARATION)
def documents_in_time(now: Situation) -> Finding:
    """Every document was given out so many days before (R23, R50)."""
    handouts = now.meeting.handouts
    due = documents_due(now.session_day, now.thresholds)
    given = {paper.id: day_of(handouts[paper.id].given) for paper in now.meeting.plan.documents}
    late = [
        words.quoted(paper.label)
        for paper in now.meeting.plan.documents
        if due is None or (day := given[paper.id]) is None or day > due
    ]
    figure = words.C02_FIGURE.format(count=len(given) - len(late), total=len(given)) if given else words.C02_NONE
    if due is None:
        return Finding(None, figure)
    held = now.phase > Phase.PREPARATION
    sentence = words.C02_HELD if held else words.C02_LATE if now.today > due else words.C02_SOON
    cure = sentence.format(papers=words.joined(late), day=words.day(due), session=now.body.session_word) if late else ""
    return Finding(not late, figure, cure, lost=held and bool(late))


def documents_due(day: dt.date | None, limits: Thresholds) -> dt.date | None:
    """The last day a document may be given out for a session on `day` (R23); None while that is not set."""
    if day is None:
        return None
    if limits.document_lead_kind == "calendar":
        return day - dt.timedelta(days=limits.document_lead_days)
    left = limits.document_lead_days
    while left:
        day -= dt.timedelta(days=1)
        left -= day.weekday() < SATURDAY
    return day


@rule("C03", pane="preparation", since=Phase.PREPARATION)
def superiors_told(now: Situation) -> Finding:
    """Each superior that the plan names, also who follows the cell, was told of the time beforehand (R71, R78)."""
    named = [now.meeting.role(superior.role) for superior in now.body.superiors if superior.notified]
    if not named:
        return Finding(True, words.C03_NOBODY)
    told, whom = now.detail_day("notified_on"), now.meeting.details.text("notified_whom")
    late = told is not None and not told_before(now.meeting)
    untold = [role for role in named if not names_post(whom, role)]
    ok = told is not None and not late and not untold
    held = now.phase > Phase.PREPARATION
    owed = named if told is None or late else untold
    sentence = words.C03_HELD if held else words.C03
    cure = sentence.format(whom=words.joined([role.name for role in owed or named]), session=now.body.session_word)
    return Finding(ok, _told(told, whom, untold, late=late), cure, lost=held and not ok)


def told_before(meeting: Meeting) -> bool:
    """Whether the superiors were told of the time, and not only after the day of the session (R78)."""
    told, held = day_of(meeting.details.text("notified_on")), day_of(meeting.details.text("date"))
    return told is not None and (held is None or told <= held)


def _told(told: dt.date | None, whom: str, untold: Sequence[Role], *, late: bool) -> str:
    """How far the superiors were told."""
    if told is None:
        return words.C03_NOT_TOLD
    if late:
        return words.C03_AFTER.format(day=words.day(told))
    if not whom.strip():
        return words.C03_WHOM
    return words.missing([role.label for role in untold]) if untold else words.C03_TOLD.format(day=words.day(told))


@rule("C04", pane="preparation", since=Phase.PREPARATION)
def within_the_campaign(now: Situation) -> Finding:
    """The session is held within the plan's time (R17)."""
    deadline, day = now.meeting.plan.deadlines.session, now.session_day
    ok = day is not None and deadline.met_by(day)
    over = now.phase > Phase.PREPARATION or not deadline.met_by(now.today)
    sentence = words.C04_HELD if over else words.C04
    return Finding(
        ok,
        words.C04_NONE if day is None else words.day(day),
        sentence.format(day=words.day(deadline.last_day), session=now.body.session_word),
        lost=over and not ok,
    )


@rule("C05", pane="preparation", since=Phase.PREPARATION)
def held_apart(now: Situation) -> Finding:
    """Somebody said that the session is not merged with the regular meeting (R16)."""
    separate = now.meeting.details.flag("separate")
    if separate or not now.thresholds.separate_from_regular:
        return Finding(True, words.C05_NO if separate is False else words.C05_YES)
    if separate is None:
        return Finding(False, words.C05_UNSAID, words.C05_SAY)
    held = now.phase > Phase.PREPARATION
    sentence = words.C05_HELD if held else words.C05_PART
    return Finding(False, words.C05_NO, words.capital(sentence.format(session=now.body.session_word)), lost=held)
