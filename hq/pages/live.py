"""Sessions under way, as far as the units send while they meet. The page loads itself again by a header alone."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection
from starlette.responses import Response

from hq.counting import Stage
from hq.pages import words_figures as words
from hq.pages.registry import EVERYBODY, Asked, Page
from hq.pages.scopes import crumbs_of, scope_asked, title_of
from hq.pages.shell import page
from hq.pages.tables import Cell, Column, Table, cell
from hq.pages.unit import SILENT_HOURS, is_running, moment
from hq.pages.units import address_of
from hq.queries.progress import Standing, Wanted, standings_of
from models.agenda import MINUTE

LIVE: Final = "/dang-hop"
AGAIN: Final = 30
"""Seconds after which the page loads itself again."""
MOST: Final = 200

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


def _row(row: Standing, now: int) -> tuple[Cell, ...]:
    elapsed = (now - row.started) // MINUTE if row.started is not None and is_running(row, now) else None
    return (
        cell(row.name, href=address_of(row.code)),
        cell(moment(row.started)),
        cell(elapsed),
        cell(row.present, text=words.OF.format(part=row.present, whole=row.members)),
        cell(row.contributions),
        cell(row.place),
        cell(moment(row.last_at)),
        cell(row.overseer),
    )


def _live(asked: Asked) -> Response:
    scope = scope_asked(asked)
    wanted = Wanted(asked.services.plan.id, under=scope.path, stages=frozenset({Stage.RUNNING}))

    def begun(connection: Connection) -> list[Standing]:
        return standings_of(connection, asked.caller, wanted, order="tree", most=MOST)

    rows = asked.read(begun)
    tables = [
        Table(caption, _COLUMNS, tuple(_row(row, asked.now) for row in rows if is_running(row, asked.now) is running))
        for caption, running in ((words.LIVE_TABLE, True), (words.UNFINISHED, False))
    ]
    answer = page(
        asked,
        "live.html",
        say=words,
        crumbs=crumbs_of(asked, scope),
        title=title_of(scope),
        running=tables[0],
        unfinished=tables[1],
        seconds=AGAIN,
        hours=SILENT_HOURS,
    )
    answer.headers["Refresh"] = str(AGAIN)
    return answer


PAGES: Final = (Page(LIVE, EVERYBODY, get=_live, label=words.LIVE),)
