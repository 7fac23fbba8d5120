"""The calendar of announced sessions, so that those who follow a unit can come (R73, R78)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from itertools import groupby
from typing import Final, NamedTuple

from starlette.responses import Response

from hq.access import BEGINNING
from hq.counting import ANNOUNCED, Stage
from hq.pages import words_progress as words
from hq.pages.progress import overseer_cell, unit_cell
from hq.pages.registry import EVERYBODY, Asked, Page
from hq.pages.shell import page
from hq.pages.tables import PER_PAGE, SEARCH, Cell, Column, Table, cell, page_of, sheet, wants_file
from hq.pages.units import names_above
from hq.queries.progress import Standing, Wanted, across, count_of
from models.minutes.phrases import iso_date
from models.vietnamese.words import short_date

CALENDAR: Final = "/lich"
WHEN: Final = "tu"

COLUMNS: Final = (
    Column("", words.TIME, 12),
    Column("", words.NAME, 40),
    Column("", words.PLACE, 40),
    Column("", words.OVERSEER, 28),
    Column("", words.TOLD, 14),
)
DATED: Final = (Column("", words.DATE, 13), *COLUMNS)


class _Shown(NamedTuple):
    """A session of the calendar; `over` is the unit above its own, "" where that goes without saying."""

    one: Standing
    over: str
    follows: Cell


def _calendar(asked: Asked) -> Response:
    parts = [(one, asked.read(partial(count_of, caller=asked.caller, wanted=one))) for one in _kinds(asked)]
    total = sum(count for _, count in parts)
    first = 0 if wants_file(asked) else page_of(asked, total, PER_PAGE)
    most = None if wants_file(asked) else PER_PAGE
    found = asked.read(lambda connection: across(connection, asked.caller, parts, "hour", first=first, most=most))
    over = names_above(asked, [one.path for one in found], "")
    shown = [_Shown(one, over.get(one.path, ""), overseer_cell(asked, one)) for one in found]
    every = Table(words.CALENDAR, DATED, tuple(map(_dated, shown)), first=first + 1, total=total)
    if wants_file(asked):
        return sheet(asked, every, "lich")
    late = max(0, parts[0][1] - first)
    return page(asked, "calendar.html", say=words, days=_days(asked, shown[:late], shown[late:]), every=every)


def _kinds(asked: Asked) -> tuple[Wanted, ...]:
    """What the page has, part by part: sessions that should have been held by now and were not, those held before
    today where they are asked for too, those from today on.
    """
    yesterday = (date.fromisoformat(asked.today) - timedelta(days=1)).isoformat()
    every = asked.given.get(WHEN) == "tat-ca"
    coming = frozenset({*ANNOUNCED, Stage.RUNNING})
    known = Wanted(asked.plan.id, search=asked.given.get(SEARCH, ""))
    passed = replace(known, stages=coming, since=BEGINNING, until=yesterday)
    held = replace(passed, stages=frozenset(Stage) - coming - {Stage.SILENT})
    ahead = replace(known, stages=frozenset(Stage) - {Stage.SILENT} if every else coming, since=asked.today)
    return (passed, held, ahead) if every else (passed, ahead)


def _days(asked: Asked, passed: Sequence[_Shown], rest: Iterable[_Shown]) -> list[Table]:
    """A table for each day; first those that should have been held by now and were not."""
    tables = [Table(words.PASSED, DATED, tuple(map(_dated, passed)))] if passed else []
    for day, those in groupby(rest, key=lambda shown: shown.one.date):
        tables.append(Table(_called(day, asked.today), COLUMNS, tuple(map(_row, those))))
    return tables


def _called(day: str, today: str) -> str:
    said = words.TODAY if day == today else words.DAY
    known = iso_date(day)
    return said.format(weekday=words.WEEKDAYS[known.weekday()], day=short_date(known)) if known else day


def _dated(shown: _Shown) -> tuple[Cell, ...]:
    return cell(iso_date(shown.one.date)), *_row(shown)


def _row(shown: _Shown) -> tuple[Cell, ...]:
    one = shown.one
    told = cell(iso_date(one.notified)) if one.notified else cell(words.NOT_TOLD, mark="warn")
    at = cell(one.planned_start, text=one.planned_start or words.NO_TIME)
    return at, unit_cell(one, shown.over), cell(one.place), shown.follows, told


PAGES: Final = (Page(CALENDAR, EVERYBODY, get=_calendar, label=words.CALENDAR),)
