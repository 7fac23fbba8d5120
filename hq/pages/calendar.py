"""The calendar of announced sessions, so that those who follow a unit can come (R73, R78)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from typing import Final

from starlette.responses import Response

from hq.counting import ANNOUNCED, Stage
from hq.pages import words_progress as words
from hq.pages.progress import overseer_cell, unit_cell
from hq.pages.registry import EVERYBODY, Asked, Page
from hq.pages.shell import page
from hq.pages.tables import SEARCH, Cell, Column, Table, cell, sheet, wants_file
from hq.queries.progress import Standing, Wanted, standings_of
from models.minutes.phrases import iso_date
from models.vietnamese.words import short_date

CALENDAR: Final = "/lich"
WHEN: Final = "tu"
MOST: Final = 1000
"""Sessions on one page: more days are looked up by a search."""

COLUMNS: Final = (
    Column("", words.TIME, 12),
    Column("", words.NAME, 40),
    Column("", words.PLACE, 40),
    Column("", words.OVERSEER, 28),
    Column("", words.TOLD, 14),
)
DATED: Final = (Column("", words.DATE, 13), *COLUMNS)


def _calendar(asked: Asked) -> Response:
    every = asked.given.get(WHEN) == "tat-ca"
    stages = frozenset(Stage) - {Stage.SILENT} if every else frozenset({*ANNOUNCED, Stage.RUNNING})
    wanted = Wanted(asked.services.plan.id, search=asked.given.get(SEARCH, ""), stages=stages)
    found = asked.read(lambda connection: standings_of(connection, asked.caller, wanted, order="date", most=MOST))
    found = sorted((one for one in found if iso_date(one.date)), key=lambda one: (one.date, one.planned_start or "99"))
    if wants_file(asked):
        return sheet(asked, Table(words.CALENDAR, DATED, tuple(_dated(one) for one in found)), "lich")
    return page(asked, "calendar.html", say=words, days=_days(asked, found))


def _days(asked: Asked, found: Iterable[Standing]) -> list[Table]:
    """A table for each day; first those that should have been held by now and were not."""
    passed: list[Standing] = []
    rest: list[Standing] = []
    for one in found:
        (passed if one.date < asked.today and one.stage < Stage.HELD else rest).append(one)
    tables = [Table(words.PASSED, DATED, tuple(map(_dated, passed)))] if passed else []
    for day, those in groupby(rest, key=lambda one: one.date):
        tables.append(Table(_called(day, asked.today), COLUMNS, tuple(map(_row, those))))
    return tables


def _called(day: str, today: str) -> str:
    said = words.TODAY if day == today else words.DAY
    known = date.fromisoformat(day)
    return said.format(weekday=words.WEEKDAYS[known.weekday()], day=short_date(known))


def _dated(one: Standing) -> tuple[Cell, ...]:
    return cell(iso_date(one.date)), *_row(one)


def _row(one: Standing) -> tuple[Cell, ...]:
    told = cell(iso_date(one.notified)) if one.notified else cell(words.NOT_TOLD, mark="warn")
    at = cell(one.planned_start, text=one.planned_start or words.NO_TIME)
    return at, unit_cell(one), cell(one.place), overseer_cell(one), told


PAGES: Final = (Page(CALENDAR, EVERYBODY, get=_calendar, label=words.CALENDAR),)
