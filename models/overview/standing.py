"""How far a unit has come and what it still owes on a day (R17, R74, R79)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from models.figures.papers import REPORT_RULE
from models.minutes.phrases import iso_date
from models.overview.values import Overview, UnitState
from models.plan import Plan

DURATION_RULE = "C20"
"""The rule about the least time; a unit that wrote down why it fell short of it is not asked again (R15, L8)."""

Lack = Literal["announce", "hold", "adopt", "short", "report"]
"""No day announced · not held · minutes not adopted · held for less than the plan asks · report not in."""


@dataclass(frozen=True, slots=True)
class Owed:
    """One thing that a unit owes. `days_left` to its last day, negative when that is over, None where there is none."""

    lack: Lack
    last_day: date | None = None
    days_left: int | None = None

    @property
    def late(self) -> bool:
        """Whether its last day is over."""
        return self.days_left is not None and self.days_left < 0


def reports(plan: Plan, body: str) -> bool:
    """Whether a body of that kind sends a report (R79)."""
    return any(rule.code == REPORT_RULE for rule in plan.rules_for(body))


def day_of(overview: Overview, unit: UnitState) -> date | None:
    """The day of its session as it was announced, else the one on which it began; None while nobody knows it."""
    if unit.told is None:
        return None
    started = unit.told.figures.session.started
    began = overview.day(started) if started is not None else None
    return iso_date(unit.told.day) or began


def held_in_time(overview: Overview, unit: UnitState) -> bool:
    """Whether its session was held, and by the plan's last day (R17)."""
    day = day_of(overview, unit)
    return unit.held and day is not None and overview.plan.deadlines.session.met_by(day)


def short(unit: UnitState) -> bool:
    """Whether its session was held for less than the plan asks (R15)."""
    if unit.told is None or not unit.held:
        return False
    session = unit.told.figures.session
    return session.minutes is not None and session.minutes < session.least_minutes


def _explained(unit: UnitState) -> bool:
    return unit.told is not None and DURATION_RULE in unit.told.figures.rules.waived_codes


def adopted(unit: UnitState) -> bool:
    """Whether its minutes have been adopted and are here (R45)."""
    return unit.told is not None and unit.told.figures.papers.adopted_at is not None


def report_sent(unit: UnitState) -> bool:
    """Whether it has sent its report (R79)."""
    return unit.told is not None and bool(unit.told.figures.papers.report_sent)


def report_in_time(overview: Overview, unit: UnitState) -> bool:
    """Whether its report was sent by the plan's last day."""
    sent = iso_date(unit.told.figures.papers.report_sent) if unit.told is not None else None
    return sent is not None and overview.plan.deadlines.report.met_by(sent)


def announced(unit: UnitState) -> bool:
    """Whether it has said on which day it meets."""
    return unit.told is not None and bool(unit.told.day)


def days_left(days: int) -> str:
    """ "còn 3 ngày", "hôm nay", "quá 2 ngày"."""
    if days == 0:
        return "hôm nay"
    return f"còn {days} ngày" if days > 0 else f"quá {-days} ngày"


def owed(overview: Overview, unit: UnitState) -> tuple[Owed, ...]:
    """Everything the unit owes as of the overview's day, the first thing to do first; () when all is in."""
    return owed_on(overview.plan, overview.today, lacks(overview.plan, unit))


def lacks(plan: Plan, unit: UnitState) -> Iterator[Lack]:
    """What the unit has not done yet, on whatever day, the first thing to do first."""
    if not unit.held:
        yield "hold" if announced(unit) else "announce"
    elif not adopted(unit):
        yield "adopt"
    if short(unit) and not _explained(unit):
        yield "short"
    if reports(plan, unit.body) and not report_sent(unit):
        yield "report"


def awaits_superior(plan: Plan, body: str) -> bool:
    """Whether the plan sends somebody from above to sessions of that body (R65–R73): nobody to the committee's own.

    Of a body that the plan does not know it is taken that it does.
    """
    known = plan.bodies.get(body)
    return known is None or bool(known.superiors)


def owed_on(plan: Plan, today: date, found: Iterable[Lack]) -> tuple[Owed, ...]:
    """What is lacking, with the plan's last days as seen from a day."""
    days: dict[Lack, date] = dict.fromkeys(("announce", "hold"), plan.deadlines.session.last_day)
    days["report"] = plan.deadlines.report.last_day
    return tuple(Owed(lack, days[lack], (days[lack] - today).days) if lack in days else Owed(lack) for lack in found)
