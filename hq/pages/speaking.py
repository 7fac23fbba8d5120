"""Participation: who spoke, how long the parts took, silent and short sessions, grades (R15, R39, R41, R43)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final, NamedTuple

from sqlalchemy import Connection
from starlette.responses import Response

from hq.pages import words_figures as words
from hq.pages.charts import Part, bar, tenths
from hq.pages.lacking import lacking
from hq.pages.registry import EVERYBODY, Asked, Page
from hq.pages.scopes import address, campaigns_of, crumbs_of, plan_for, scope_asked, title_of
from hq.pages.shell import page
from hq.pages.tables import Cell, Column, Table, cell, cut, order_of, sheet, wants_file
from hq.pages.unit import came_cell
from hq.pages.units import address_of
from hq.queries.progress import HELD, Mark, Order, Standing, Wanted, count_of, standings_of
from hq.queries.scope import Scope
from hq.queries.totals import Total
from hq.tally import Tally
from models.plan import Plan
from models.vietnamese.words import percent

SPEAKING: Final = "/phat-bieu"
ONLY: Final = "chi-hien"
_FILTERS: Final[Mapping[str, Mark]] = {"ngan": "short", "dong-y": "quiet"}

_COLUMNS: Final = (
    Column("name", words.UNIT, 44),
    Column("date", words.DAY, 12),
    Column("present", words.PRESENT, 10, number=True),
    Column("spoke", words.SPOKE_SHARE, 16, number=True),
    Column("", words.TURNS, 8, number=True),
    Column("minutes", words.MINUTES, 8, number=True),
    Column("", words.GRADE, 12),
    Column("", words.NOTED, 30),
)
_OFFICES: Final = (
    Column("", words.UNIT, 44),
    Column("", words.MEETINGS, 12, number=True),
    Column("", words.SPOKE_SHARE, 16, number=True),
    Column("", words.TURNS, 8, number=True),
    Column("", words.SILENT, 12, number=True),
    Column("", words.AGREED, 12, number=True),
    Column("", words.UNDER, 12, number=True),
)


class Share(NamedTuple):
    """One line of a chart: what it is about, how many, and its bar."""

    label: str
    times: int
    text: str
    bar: tuple[Part, ...]


def grades(plan: Plan, total: Tally) -> list[Share]:
    """Sessions by grade, in the plan's order; those without one at the end."""
    held = total.get("held", 0)
    scale = [(grade.label, total.get(f"grade:{grade.code}", 0)) for grade in plan.grades]
    scale.append((words.NO_GRADE, total.get("grade:", 0)))
    return [Share(label, count, percent(count, held), bar((count,), held)) for label, count in scale]


def steps(total: Tally) -> list[Share]:
    """Minutes of each part of a session on average, over the sessions that had it."""
    means = [
        (label, total.get(f"step:{kind}", 0), total.get(f"step:{kind}:of", 0))
        for kind, label in words.STEP_KINDS.items()
    ]
    known = [(label, round(10 * minutes / times), times) for label, minutes, times in means if times]
    most = max((mean for _, mean, _ in known), default=0)
    return [Share(label, times, tenths(mean), bar((mean,), most)) for label, mean, times in known]


# --- rows -----------------------------------------------------------------------------------------------------------


def _unit(row: Standing, labels: Mapping[str, str]) -> tuple[Cell, ...]:
    noted = [words.NOTE_SHORT] * row.short + [words.NOTE_QUIET] * row.quiet
    noted += [words.NOTE_WORDLESS] * (row.contributions == 0)
    return (
        cell(row.name, href=address_of(row.code)),
        cell(date.fromisoformat(row.date) if row.date else None),
        came_cell(row),
        cell(row.spoke, text=f"{row.spoke}/{row.present} ({percent(row.spoke, row.present, 0)})"),
        cell(row.contributions),
        cell(row.minutes, mark="bad" if row.short else ""),
        cell(labels.get(row.quality, words.NO_GRADE)),
        cell("; ".join(noted), mark="warn" if noted else ""),
    )


def _office(asked: Asked, one: Total) -> tuple[Cell, ...]:
    got = one.tally.get
    return (
        cell(one.name, href=address(asked, one.code)),
        cell(got("held", 0), text=words.OF.format(part=got("held", 0), whole=got("units", 0))),
        cell(percent(got("spoke", 0), got("spoke:of", 0), 0)),
        cell(got("speaking:contributions", 0)),
        cell(got("wordless", 0), mark="warn" if got("wordless", 0) else ""),
        cell(got("quiet", 0), mark="warn" if got("quiet", 0) else ""),
        cell(got("short", 0), mark="bad" if got("short", 0) else ""),
    )


def _least(plan: Plan, columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """The headings with the plan's minutes in them."""
    least = plan.thresholds.minimum_minutes
    return tuple(column._replace(heading=column.heading.format(least=least)) for column in columns)


def _table(asked: Asked, scope: Scope) -> Table:
    if scope.offices:
        rows = tuple(_office(asked, one) for one in scope.offices)
        return Table(words.BY_OFFICE, _least(plan_for(asked, scope), _OFFICES), rows)
    sort, down = order_of(asked, _COLUMNS, "spoke")
    mark = _FILTERS.get(asked.given.get(ONLY, ""))
    wanted = Wanted(scope.campaign, under=scope.path, stages=HELD, marks={mark: True} if mark else None)
    total = asked.read(lambda connection: count_of(connection, asked.caller, wanted))
    first, most = cut(asked, total)
    labels = {grade.code: grade.label for grade in plan_for(asked, scope).grades}
    order: Order = sort  # type: ignore[assignment]  # a key of `_COLUMNS`

    def units(connection: Connection) -> tuple[tuple[Cell, ...], ...]:
        rows = standings_of(connection, asked.caller, wanted, order=order, down=down, first=first, most=most)
        return tuple(_unit(row, labels) for row in rows)

    return Table(words.BY_UNIT, _COLUMNS, asked.read(units), sort, down, first + 1, total)


def _speaking(asked: Asked) -> Response:
    scope = scope_asked(asked)
    plan = plan_for(asked, scope)
    table = _table(asked, scope)
    if wants_file(asked):
        return sheet(asked, table, "phat-bieu")
    least = plan.thresholds.minimum_minutes
    return page(
        asked,
        "speaking.html",
        say=words,
        crumbs=crumbs_of(asked, scope),
        title=title_of(scope),
        scope=scope,
        total=scope.total,
        campaigns=campaigns_of(scope),
        lacking=lacking(asked, scope.campaign, scope.path, scope.total),
        tiles=_tiles(scope.total, least),
        grades=grades(plan, scope.total),
        steps=steps(scope.total),
        table=table,
        filters=(("", words.ALL), ("ngan", words.UNDER.format(least=least)), ("dong-y", words.AGREED)),
        chosen=asked.given.get(ONLY, ""),
    )


def _tiles(total: Tally, least: int) -> list[tuple[str, str, str]]:
    """(figure, what it is, how it is marked) at the head of the page."""
    got = total.get
    bad = [("wordless", words.WORDLESS), ("short", words.SHORT.format(least=least)), ("quiet", words.QUIET)]
    return [
        (words.OF.format(part=got("held", 0), whole=got("units", 0)), words.HELD, ""),
        (percent(got("spoke", 0), got("spoke:of", 0), 0), words.SPOKE, ""),
        (percent(got("members:obliged_present", 0), got("members:obliged", 0), 0), words.ATTENDED, ""),
        *((str(got(name, 0)), what, "warn" if got(name, 0) else "good") for name, what in bad),
    ]


PAGES: Final = (Page(SPEAKING, EVERYBODY, get=_speaking, label=words.SPEAKING),)
