"""Figures about papers: how early the documents were out, and how far minutes and report have come (R23, R79, L20)."""

from __future__ import annotations

import datetime as dt

from models.figures.values import DocumentFigures, HandoutFigures, PaperFigures, Part
from models.meeting import Meeting
from models.moments import local
from models.plan import Deadline
from models.rules.preparation import SATURDAY, documents_due
from models.rules.situation import day_of

_DAY = dt.timedelta(days=1)

REPORT_RULE = "C23"
"""The rule that gives a body a last day for its report; a body without it has none (R79)."""


def documents(meeting: Meeting) -> DocumentFigures:
    """When every document was given out, counted back from the day of the session."""
    each = tuple(_handout(meeting, document.id) for document in meeting.plan.documents)
    return DocumentFigures(
        given=Part(part=sum(bool(handout.given) for handout in meeting.handouts.values()), whole=len(each)),
        in_time=Part(part=sum(one.in_time for one in each), whole=len(each)),
        least_days=meeting.plan.thresholds.document_lead_days,
        each=each,
    )


def _handout(meeting: Meeting, document: str) -> HandoutFigures:
    given, held = day_of(meeting.handouts[document].given), day_of(meeting.details.text("date"))
    limits = meeting.plan.thresholds
    due = documents_due(held, limits)
    if given is None or held is None or due is None:
        return HandoutFigures(document=document, lead_days=None, in_time=False)
    days = _working_days(given, held) if limits.document_lead_kind == "working" else (held - given).days
    return HandoutFigures(document=document, lead_days=days, in_time=given <= due)


def _working_days(first: dt.date, last: dt.date) -> int:
    """Days from Monday to Friday from `first` up to, not including, `last`; negative the other way."""
    if last < first:
        return -_working_days(last, first)
    return sum((first + number * _DAY).weekday() < SATURDAY for number in range((last - first).days))


def papers(meeting: Meeting, now: int, offset: int) -> PaperFigures:
    """What became of the minutes and of the report."""
    adopted, details = meeting.adopted, meeting.details
    deadline, sent = report_deadline(meeting), day_of(details.text("report_sent"))
    today = local(now, offset).date()
    waiting = deadline is not None and sent is None
    return PaperFigures(
        read_at=meeting.as_adopted().reading_begun,
        corrections=len(meeting.as_adopted().corrections),
        adopted_at=None if adopted is None else adopted.at,
        amendments=len(meeting.amendments),
        signed_on=details.text("signed_on"),
        report_due="" if deadline is None else deadline.last_day.isoformat(),
        report_sent=details.text("report_sent"),
        days_left=(deadline.last_day - today).days if deadline is not None and waiting else None,
        sent_in_time=deadline.met_by(sent) if deadline is not None and sent is not None else None,
    )


def report_deadline(meeting: Meeting) -> Deadline | None:
    """The plan's last day for the report of such a body, None where it sets none."""
    concerned = any(rule.code == REPORT_RULE for rule in meeting.plan.rules_for(meeting.identity.body))
    return meeting.plan.deadlines.report if concerned else None
