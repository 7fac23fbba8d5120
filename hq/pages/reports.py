"""The summary report: which unit's, its figures at a glance, and the files (R75, domain.md 7.2)."""

from __future__ import annotations

from typing import Final

from starlette.exceptions import HTTPException
from starlette.responses import Response

from hq.pages import words_reports as words
from hq.pages.choosing import DAY, UNDER, chosen
from hq.pages.registry import EVERYBODY, Asked, Page
from hq.pages.shell import download, page
from hq.pages.tables import Cell, Column, Mark, Table, cell
from hq.summary_papers import ENDINGS, made, pattern
from models.overview.paper.compose import stated
from models.overview.paper.drafter import Drafter, of
from models.overview.sums import Sums, total
from models.overview.values import Overview
from models.vietnamese.words import number

REPORTS: Final = "/bao-cao"

COLUMNS: Final = (
    Column("", words.GROUP, 40),
    Column("", words.DUE, number=True),
    Column("", words.DONE, number=True),
    Column("", words.IN_TIME, number=True),
    Column("", words.TOO_SHORT, number=True),
    Column("", words.MINUTES, number=True),
    Column("", words.REPORT, number=True),
)


def _report(asked: Asked) -> Response:
    choice = chosen(asked)
    found = choice.overview
    drafter = Drafter(found, pattern()) if found else None
    return page(
        asked,
        "reports.html",
        say=words,
        title=words.TITLE.format(unit=found.name) if found else words.REPORTS,
        choice=choice,
        day=asked.given.get(DAY, "") if not choice.fault else "",
        stated=stated(found) if found else "",
        tiles=_tiles(drafter) if drafter else (),
        table=_progress(drafter) if drafter else None,
        files=tuple((ending, words.FORMATS[ending]) for ending in ENDINGS),
    )


def _tiles(drafter: Drafter) -> tuple[tuple[str, str, Mark], ...]:
    """(figure, what it is, its colour) of what one looks for first."""
    sums, cells = drafter.sums, _cells(drafter.overview)
    least = drafter.overview.plan.thresholds.minimum_minutes
    return (
        (of(sums.held, sums.due), words.HELD, "good" if sums.held == sums.due else "warn"),
        (number(sums.overdue), words.LATE, "bad" if sums.overdue else ""),
        (number(sums.short), words.SHORT.format(least=least), "bad" if sums.short else ""),
        (number(sums.adopted), words.ADOPTED, ""),
        (of(sums.reports, sums.reports_due), words.SENT, ""),
        (cells.attendance.percent, words.ATTENDANCE, ""),
        (of(sums.showing, sums.held), words.SHOWING, ""),
        (number(sums.collective), words.TAKEN_ON, ""),
    )


def _cells(found: Overview) -> Sums:
    """People are counted in the most basic body only: the same person may sit in several."""
    first = next(iter(found.plan.bodies))
    return total(found, (unit for unit in found.units if unit.body == first))


def _progress(drafter: Drafter) -> Table:
    """By the units right under it, or by kinds of bodies where they meet themselves; then the sum."""
    if drafter.overview.groups:
        parts = {name or words.DIRECT: sums for name, sums in drafter.by_group.items()}
    else:
        parts = {drafter.kind(kind): sums for kind, sums in drafter.by_kind.items()}
    rows = [*parts.items(), (words.SUM, drafter.sums)]
    return Table(words.PROGRESS, COLUMNS, tuple(_row(name, sums) for name, sums in rows))


def _row(name: str, sums: Sums) -> tuple[Cell, ...]:
    counts = (sums.due, sums.held, sums.held_in_time, sums.short, sums.adopted)
    reports = cell(sums.reports, text=of(sums.reports, sums.reports_due)) if sums.reports_due else cell(None)
    return (cell(name), *map(cell, counts), reports)


def _file(asked: Asked) -> Response:
    """One file, made now. HTTPException 404."""
    ending = asked.part("ending")
    if ending not in ENDINGS or not asked.given.get(UNDER):
        raise HTTPException(404)
    choice = chosen(asked)
    if choice.overview is None or choice.fault:
        raise HTTPException(404)
    file = made(choice.overview, ending)
    return download(file.body, file.name, file.media_type)


PAGES: Final = (
    Page(REPORTS, EVERYBODY, get=_report, label=words.REPORTS),
    Page(f"{REPORTS}/tep.{{ending}}", EVERYBODY, get=_file),
)
