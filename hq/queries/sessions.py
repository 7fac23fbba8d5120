"""Meetings of a unit and what headquarters holds of each, as somebody who is logged in may see them."""

from __future__ import annotations

import json
from typing import Any, Final, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Row, case, select

from hq.access import Caller, placed, visible
from hq.counting import is_judged
from hq.queries.tree import UnitRow, unit_called
from hq.schema import cells, devices, heads, indicators, meetings, placements, summaries, units
from models.vietnamese.words import VN_OFFSET_MIN


class SessionRow(NamedTuple):
    """A meeting in the list of a unit."""

    cell: UUID
    meeting: UUID
    date: str  # ISO, "" while nobody said
    body: str
    rehearsal: bool
    started: int | None  # UTC ms
    ended: int | None
    minutes: int | None
    obliged: int
    obliged_present: int
    adopted_at: int | None
    last_at: int  # of the last entry that is here, UTC ms
    figures: str | None  # JSON of `models.figures.Figures`
    plan: str  # digest of the plan that it was opened with
    flags: str  # JSON list of what is odd about it

    @property
    def judged(self) -> bool:
        """Whether headquarters has that plan."""
        return is_judged(self.flags)


class Session(NamedTuple):
    """A meeting for its own page. `opinions`: the caller may read what single people said."""

    cell: UUID
    meeting: UUID
    unit: UnitRow
    summary: SessionRow | None  # None while it is not folded yet
    opinions: bool


class StreamRow(NamedTuple):
    """One laptop's part of a meeting."""

    device: UUID
    alias: str
    name: str
    held: int  # lines that headquarters has
    told: int  # lines that the laptop said it has
    hash: str  # of the last held line, hexadecimal
    at: int  # when that was taken, UTC ms: the time in the receipt
    offset: int  # of the laptop's times, minutes east of UTC


class AnswerRow(NamedTuple):
    """What a unit's report says of one indicator of the plan's list."""

    number: int
    answer: str
    degree: str


_COLUMNS: Final = tuple(summaries.c[name] for name in SessionRow._fields if name not in ("cell",))


def _day(today: str) -> ColumnElement[str]:
    """The day on which it is judged where a meeting's unit stands."""
    return case((summaries.c.date == "", today), (summaries.c.date.is_(None), today), else_=summaries.c.date)


def sessions_of(connection: Connection, caller: Caller, unit: UUID, today: str) -> list[SessionRow]:
    """The meetings of a unit whose figures the caller may see, the latest first."""
    day = _day(today)
    joined = summaries.join(cells, cells.c.cell_id == summaries.c.cell_id)
    joined = joined.join(placements, placed(cells.c.unit, day))
    may = visible(caller, "statistics", cell=cells.c.cell_id, path=placements.c.path)
    wanted = select(summaries.c.cell_id, *_COLUMNS).select_from(joined).where(cells.c.unit == unit, may)
    order = (summaries.c.date.desc(), summaries.c.last_at.desc())
    return [SessionRow(*row) for row in connection.execute(wanted.order_by(*order))]


def session_called(connection: Connection, caller: Caller, cell: UUID, meeting: UUID, today: str) -> Session | None:
    """One meeting; None when there is none that the caller may see."""
    row = _found(connection, caller, cell, meeting, today)
    unit = unit_called(connection, caller, row.code, row.day) if row is not None else None
    if row is None or unit is None:
        return None
    summary = SessionRow(cell, *[row._mapping[column] for column in _COLUMNS]) if row.date is not None else None
    return Session(cell, meeting, unit, summary, bool(row.opinions))


def _found(connection: Connection, caller: Caller, cell: UUID, meeting: UUID, today: str) -> Row[Any] | None:
    day = _day(today)
    its = (summaries.c.cell_id == meetings.c.cell_id) & (summaries.c.meeting == meetings.c.meeting)
    joined = meetings.outerjoin(summaries, its).join(cells, cells.c.cell_id == meetings.c.cell_id)
    joined = joined.join(units, units.c.unit == cells.c.unit).join(placements, placed(cells.c.unit, day))
    place = {"cell": cells.c.cell_id, "path": placements.c.path}
    may, words = visible(caller, "statistics", **place), visible(caller, "opinions", **place)
    told = (units.c.code, day.label("day"), case((words, 1), else_=0).label("opinions"))
    mine = (meetings.c.cell_id == cell, meetings.c.meeting == meeting)
    return connection.execute(select(*told, *_COLUMNS).select_from(joined).where(*mine, may)).one_or_none()


def streams_of(connection: Connection, cell: UUID, meeting: UUID) -> list[StreamRow]:
    """How far each laptop's part is here, in the order in which the laptops were enrolled."""
    joined = heads.outerjoin(devices, devices.c.device == heads.c.device)
    wanted = select(heads, devices.c.alias, devices.c.name).select_from(joined)
    mine = wanted.where(heads.c.cell_id == cell, heads.c.meeting == meeting)
    return [_stream(row) for row in connection.execute(mine.order_by(devices.c.enrolled_at, heads.c.device))]


def _stream(row: Row[Any]) -> StreamRow:
    offset = _offset(bytes(row.header))
    hash = bytes(row.hash).hex()
    return StreamRow(row.device, row.alias or "", row.name or "", row.seq, row.told_end, hash, row.at, offset)


def _offset(header: bytes) -> int:
    """What the header of a stream says of its laptop's clock; that of Viet Nam when it says nothing readable."""
    try:
        told = json.loads(header)["offset"]
    except (ValueError, LookupError, TypeError):
        return VN_OFFSET_MIN
    return told if isinstance(told, int) and abs(told) <= 24 * 60 else VN_OFFSET_MIN


def answers_of(connection: Connection, cell: UUID, meeting: UUID) -> list[AnswerRow]:
    """The indicators of the plan's list as the unit's report tells them."""
    wanted = select(indicators.c.number, indicators.c.answer, indicators.c.degree)
    mine = wanted.where(indicators.c.cell_id == cell, indicators.c.meeting == meeting, indicators.c.number.is_not(None))
    return [AnswerRow(*row) for row in connection.execute(mine.order_by(indicators.c.number))]


def children_of(connection: Connection, caller: Caller, unit: UUID, day: str) -> list[tuple[str, str, str]]:
    """(code, name, body) of the units right under one on a day."""
    under = select(units.c.code, placements.c.name, units.c.body).join(placements, placed(units.c.unit, day))
    may = visible(caller, "statistics", cell=units.c.unit, path=placements.c.path)
    found = connection.execute(under.where(placements.c.parent == unit, may).order_by(placements.c.path))
    return [(row.code, row.name, row.body) for row in found]
