"""Sessions under way, as far as the units send while they meet. The page loads itself again by a header alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import Final

from starlette.responses import Response

from hq.access import beginning_of, day_of
from hq.counting import Stage
from hq.pages import words_figures as words
from hq.pages.registry import EVERYBODY, Asked, Page
from hq.pages.scopes import crumbs_of, scope_asked, title_of
from hq.pages.shell import page
from hq.pages.tables import PER_PAGE, Cell, Column, Table, cell, page_of
from hq.pages.unit import SILENT_HOURS, came_cell, moment
from hq.pages.units import address_of, names_above
from hq.queries.progress import Live, Standing, Wanted, across, count_of
from models.agenda import MINUTE

LIVE: Final = "/dang-hop"
AGAIN: Final = 30
"""Seconds after which the page loads itself again."""

_COLUMNS: Final = (
    Column("", words.UNIT, 44),
    Column("", words.STARTED, 16),
    Column("", words.ELAPSED, 12, number=True),
    Column("", words.PRESENT, 12, number=True),
    Column("", words.TURNS, 10, number=True),
    Column("", words.PLACE, 30),
    Column("", words.LAST, 16),
    Column("", words.FOLLOWED_BY, 26),
)


def running(now: int) -> Live:
    """Which sessions that began and did not end are under way at `now` (UTC ms): begun today, and lately heard of."""
    today = date.fromisoformat(day_of(now))
    ends = beginning_of(today + timedelta(days=1))
    return Live(beginning_of(today), ends, heard=now - SILENT_HOURS * 60 * MINUTE)


def _row(row: Standing, over: str, now: int, *, runs: bool) -> tuple[Cell, ...]:
    elapsed = (now - row.started) // MINUTE if row.started is not None and runs else None
    return (
        cell(row.name, href=address_of(row.code), note=over),
        cell(moment(row.started)),
        cell(elapsed),
        came_cell(row),
        cell(row.contributions),
        cell(row.place),
        cell(moment(row.last_at)),
        cell(row.overseer),
    )


def _live(asked: Asked) -> Response:
    scope = scope_asked(asked)
    begun = Wanted(asked.plan.id, under=scope.path, stages=frozenset({Stage.RUNNING}), live=running(asked.now))
    ran_out = replace(begun, live=running(asked.now)._replace(yes=False))
    parts = [(one, asked.read(partial(count_of, caller=asked.caller, wanted=one))) for one in (begun, ran_out)]
    total = sum(count for _, count in parts)
    first = page_of(asked, total)
    rows = asked.read(lambda connection: across(connection, asked.caller, parts, "tree", first=first, most=PER_PAGE))
    over = names_above(asked, [row.path for row in rows], scope.path)
    under_way = max(0, parts[0][1] - first)
    tables = [
        Table(caption, _COLUMNS, tuple(_row(row, over.get(row.path, ""), asked.now, runs=runs) for row in some))
        for caption, some, runs in (
            (words.LIVE_TABLE, rows[:under_way], True),
            (words.UNFINISHED, rows[under_way:], False),
        )
    ]
    answer = page(
        asked,
        "live.html",
        say=words,
        crumbs=crumbs_of(asked, scope),
        title=title_of(scope),
        running=tables[0],
        unfinished=tables[1],
        nobody=not parts[0][1],
        every=Table(words.LIVE_TABLE, _COLUMNS, (*tables[0].rows, *tables[1].rows), first=first + 1, total=total),
        seconds=AGAIN,
        hours=SILENT_HOURS,
    )
    answer.headers["Refresh"] = str(AGAIN)
    return answer


PAGES: Final = (Page(LIVE, EVERYBODY, get=_live, label=words.LIVE),)
