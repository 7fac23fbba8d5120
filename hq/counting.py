"""Which meeting stands for a unit in a campaign, how far the unit is, and on which day it stands where.

The rule, written once. A rehearsal never counts. Of the meetings of one campaign counts the one whose minutes were
adopted; without one the one that was held; then the one under way; then the announced one. Of several such the later
one, by its date, then by its last entry. So a meeting that was broken off and held again is counted once.

A unit stands where the organisation has it on the day of that meeting, so that a ward keeps the meetings it led. While
nothing was sent, it stands where it does on the last day that the plan gives for the session: whoever leads it then
has to see that it meets. A unit that stands nowhere on that day is not asked for a session.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from enum import IntEnum
from typing import Any, Final

from sqlalchemy import ColumnElement, Row

from models.plan import Plan


class Stage(IntEnum):
    """How far a unit is: each stage has those before it behind it. The order is that of chasing: worst first."""

    SILENT = 0  # nothing was sent
    PLANNED = 1  # the meeting is being prepared
    NOTIFIED = 2  # those above were told of the time (R78)
    RUNNING = 3  # begun and not ended
    HELD = 4  # ended
    ADOPTED = 5  # the minutes were passed
    REPORTED = 6  # the report went out (R79)


ANNOUNCED: Final = (Stage.PLANNED, Stage.NOTIFIED)
"""Stages of an announced session."""


UNKNOWN_PLAN: Final = "unknown_plan"
"""The flag of a meeting whose plan headquarters was never given: its facts count, its rules are not judged."""


def is_judged(flags: str) -> bool:
    """Whether a meeting is counted by the plan that it was opened with, by the flags of its summary."""
    return UNKNOWN_PLAN not in json.loads(flags)


def unjudged(flags: ColumnElement[str]) -> ColumnElement[bool]:
    """The opposite of `is_judged`, for a column of such flags."""
    return flags.contains(f'"{UNKNOWN_PLAN}"', autoescape=True)


def stage_of(row: Row[Any] | None) -> Stage:
    """How far a unit is by the summary of its counting meeting, None when it has none."""
    if row is None:
        return Stage.SILENT
    over = row.ended is not None or row.adopted_at is not None
    if over and row.report_sent:
        return Stage.REPORTED
    if row.adopted_at is not None:
        return Stage.ADOPTED
    if row.ended is not None:
        return Stage.HELD
    if row.started is not None:
        return Stage.RUNNING
    return Stage.NOTIFIED if row.notified else Stage.PLANNED


def counting(rows: Iterable[Row[Any]]) -> Row[Any] | None:
    """The summary that counts, of those of one unit and campaign."""
    return max((row for row in rows if not row.rehearsal), key=_weight, default=None)


def _weight(row: Row[Any]) -> tuple[bool, bool, bool, str, int, bytes]:
    held = row.ended is not None
    return row.adopted_at is not None, held, row.started is not None, row.date, row.last_at, row.meeting.bytes


def day_of_reckoning(row: Row[Any] | None, plan: Plan) -> str:
    """The day (ISO) on which the unit stands where the campaign counts it."""
    return row.date if row is not None and row.date else plan.deadlines.session.last_day.isoformat()
