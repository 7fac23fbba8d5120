"""The plan's last days and how far they are from today (R17, R79)."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from hq.pages import words_progress as words
from hq.pages.registry import Asked
from hq.pages.tables import Mark
from models.plan import Plan
from models.vietnamese.words import short_date


class Due(NamedTuple):
    """A last day in words, and how far it is from today."""

    sentence: str
    left: str
    mark: Mark


def deadlines(asked: Asked) -> tuple[Due, Due]:
    """The last day for the session and that for the report."""
    plan, days = asked.plan, asked.plan.deadlines
    told = ((words.SESSION_BY, days.session.last_day), (words.REPORT_BY, days.report.last_day))
    first, second = (Due(said.format(day=short_date(day)), *days_left(plan, day, asked.today)) for said, day in told)
    return first, second


def days_left(plan: Plan, last_day: date, today: str) -> tuple[str, Mark]:
    """How many days there are to a last day, and its colour: a warning when few are left, bad when it is over."""
    days = (last_day - date.fromisoformat(today)).days
    return _said(days), mark_of(plan, days)


def _said(days: int) -> str:
    """Days to a last day, negative when it is over, in words."""
    if days < 0:
        return words.DAYS_OVER.format(days=-days)
    return words.DAYS_LEFT.format(days=days) if days else words.LAST_DAY


def mark_of(plan: Plan, days: int) -> Mark:
    """The colour of so many days to a last day."""
    if days < 0:
        return "bad"
    return "warn" if days <= plan.thresholds.deadline_warning_days else ""
