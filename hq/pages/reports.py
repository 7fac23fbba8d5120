"""The summary report: which unit's, its figures at a glance, and the files (R75, domain.md 7.2).

The page asks the sums of the background; only a file, and a day that is over, are made of every unit's own figures.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from starlette.exceptions import HTTPException
from starlette.responses import Response

from hq.access import beginning_of, in_hanoi, reads_people
from hq.pages import words_reports as words
from hq.pages.choosing import MOST_UNITS, UNDER, chosen
from hq.pages.lacking import lacking
from hq.pages.registry import EVERYBODY, Asked, Page
from hq.pages.shell import download, page
from hq.pages.tables import Cell, Column, Mark, Table, cell
from hq.plans import pattern_in_use
from hq.queries.glance import Glance, Kind, glance_of, sums_of
from hq.queries.overview import overview_of
from hq.queries.totals import tally_of
from hq.queries.tree import UnitRow
from hq.queries.until import MOST, until
from hq.summary_papers import ENDINGS, made, pattern
from models.minutes.phrases import iso_date
from models.overview.paper.compose import stated_at
from models.overview.paper.drafter import Drafter, of
from models.overview.pattern import Pattern
from models.overview.sums import Sums, total
from models.overview.values import Overview
from models.plan import Plan
from models.vietnamese.words import number

REPORTS: Final = "/bao-cao"
DAY: Final = "den"
"""Field of an address: the last day that is told of (ISO; none: until now)."""

COLUMNS: Final = (
    Column("", words.GROUP, 40),
    Column("", words.DUE, number=True),
    Column("", words.DONE, number=True),
    Column("", words.IN_TIME, number=True),
    Column("", words.TOO_SHORT, number=True),
    Column("", words.MINUTES, number=True),
    Column("", words.REPORT, number=True),
)


class NotThen(ValueError):
    """There are no figures of the day that was asked for; the message says in Vietnamese why."""


@dataclass(frozen=True, slots=True)
class _Shown:
    """The figures of the page, as of when they are, and why they are not those of the day that was asked for."""

    glance: Glance
    stated: str
    day: str = ""
    fault: str = ""


def _report(asked: Asked) -> Response:
    choice = chosen(asked)
    shown = _shown(asked, choice.unit) if choice.unit is not None else None
    many = shown is not None and shown.glance.sums.due > MOST_UNITS
    name = choice.unit.name if choice.unit is not None else ""
    return page(
        asked,
        "reports.html",
        say=words,
        title=words.TITLE.format(unit=name) if name else words.REPORTS,
        choice=choice,
        shown=shown,
        lacking=_lacking(asked, choice.unit) if choice.unit is not None else (),
        tiles=_tiles(asked.plan, shown.glance) if shown else (),
        table=_progress(asked.plan, shown.glance) if shown else None,
        files=() if many else tuple((ending, words.FORMATS[ending]) for ending in ENDINGS),
        no_files=words.UNITS_MANY.format(name=name, most=number(MOST_UNITS)) if many else "",
    )


def _lacking(asked: Asked, unit: UnitRow) -> tuple[str, ...]:
    """What is to be said of plans that are missing below a unit."""
    tally = asked.read(lambda connection: tally_of(connection, asked.plan.id, unit.unit))
    return lacking(asked, asked.plan.id, unit.path, tally)


# --- as of when -----------------------------------------------------------------------------------------------------


def _shown(asked: Asked, unit: UnitRow) -> _Shown:
    now = asked.read(lambda connection: glance_of(connection, asked.caller, asked.plan, unit, asked.today))
    stated = stated_at(in_hanoi(asked.now))
    try:
        day = _day(asked, now.sums.due)
    except NotThen as fault:
        return _Shown(now, stated, fault=str(fault))
    if day is None:
        return _Shown(now, stated, asked.given.get(DAY, ""))
    then = _overview(asked, unit.code, day)
    return _Shown(_glanced(then, asked.read(pattern_in_use)), stated_at(then.moment), day.isoformat())


def _day(asked: Asked, units: int) -> date | None:
    """The day that the address names; None: until now. NotThen."""
    typed = asked.given.get(DAY, "")
    if not typed or typed == asked.today:
        return None
    day = iso_date(typed)
    if day is None or typed > asked.today:
        raise NotThen(words.DAY_BAD.format(day=typed))
    if units > MOST:
        raise NotThen(words.DAY_MANY.format(most=MOST))
    return day


def _overview(asked: Asked, code: str, day: date | None) -> Overview:
    """Every unit's own figures, as they are or as they were at the end of a day. HTTPException 404: out of reach."""
    plan, named = asked.plan, reads_people(asked.caller)
    now = asked.read(lambda connection: overview_of(connection, asked.caller, plan, code, asked.today, asked.now))
    if now is None:
        raise HTTPException(404)
    if day is None:
        return now
    at = beginning_of(day + timedelta(days=1)) - 1
    return asked.read(lambda connection: until(connection, now, at, named=named))


def _glanced(found: Overview, own: Pattern | None) -> Glance:
    """The same figures from the units themselves. People are counted in the most basic body only: the same person may
    sit in several."""
    drafter, basic = Drafter(found, own or pattern()), next(iter(found.plan.bodies))
    first = total(found, (unit for unit in found.units if unit.body == basic))
    return Glance(drafter.sums, first, drafter.by_group if found.groups else {}, drafter.by_kind)


# --- what it shows --------------------------------------------------------------------------------------------------


def _tiles(plan: Plan, found: Glance) -> tuple[tuple[str, str, Mark], ...]:
    """(figure, what it is, its colour) of what one looks for first."""
    sums, least = found.sums, plan.thresholds.minimum_minutes
    return (
        (of(sums.held, sums.due), words.HELD, "good" if sums.held == sums.due else "warn"),
        (number(sums.overdue), words.LATE, "bad" if sums.overdue else ""),
        (number(sums.short), words.SHORT.format(least=least), "bad" if sums.short else ""),
        (number(sums.adopted), words.ADOPTED, ""),
        (of(sums.reports, sums.reports_due), words.SENT, ""),
        (found.first.attendance.percent, words.ATTENDANCE, ""),
        (of(sums.showing, sums.held), words.SHOWING, ""),
        (number(sums.collective), words.TAKEN_ON, ""),
    )


def _progress(plan: Plan, found: Glance) -> Table:
    """By the units right under it, or by kinds of bodies where they meet themselves; then the sum."""
    if found.groups:
        parts = {name or words.DIRECT: sums for name, sums in found.groups.items()}
    else:
        parts = {_called(plan, kind): sums for kind, sums in found.kinds.items()}
    rows = [*parts.items(), (words.SUM, found.sums)]
    return Table(words.PROGRESS, COLUMNS, tuple(_row(name, sums) for name, sums in rows))


def _called(plan: Plan, kind: Kind) -> str:
    return plan.bodies[kind[0]].variant(kind[1]).name


def _row(name: str, sums: Sums) -> tuple[Cell, ...]:
    counts = (sums.due, sums.held, sums.held_in_time, sums.short, sums.adopted)
    reports = cell(sums.reports, text=of(sums.reports, sums.reports_due)) if sums.reports_due else cell(None)
    return (cell(name), *map(cell, counts), reports)


def _file(asked: Asked) -> Response:
    """One file, made now. HTTPException 404."""
    ending, unit = asked.part("ending"), chosen(asked).unit
    if ending not in ENDINGS or not asked.given.get(UNDER) or unit is None:
        raise HTTPException(404)
    found = _counted(asked, unit)
    try:
        day = _day(asked, found)
    except NotThen as fault:
        raise HTTPException(404) from fault
    if found > MOST_UNITS:
        raise HTTPException(404)
    file = made(_overview(asked, unit.code, day), ending, asked.read(pattern_in_use))
    return download(file.body, file.name, file.media_type)


def _counted(asked: Asked, unit: UnitRow) -> int:
    plan = asked.plan
    return sums_of(plan, asked.read(lambda connection: tally_of(connection, plan.id, unit.unit)), asked.today).due


PAGES: Final = (
    Page(REPORTS, EVERYBODY, get=_report, label=words.REPORTS),
    Page(f"{REPORTS}/tep.{{ending}}", EVERYBODY, get=_file),
)
