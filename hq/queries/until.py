"""The same overview as it stood at the end of an earlier day: folded anew from what the laptops had written by then.

The tables hold only how things stand now. An office that reports of a fixed day is given what the records said on it,
also where they arrived later. It costs a fold for every meeting, so it is for a ward and not for a district.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache, partial
from typing import Any, Final, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, select

from hq.counting import counting
from hq.fold import FOLD_TROUBLE, meeting_of
from hq.plans import kept_plan
from hq.schema import cells, lines, meetings
from models.figures import Figures
from models.overview.telling import told_of, unjudged
from models.overview.values import Overview, Told, UnitState
from models.plan import Plan

MOST: Final = 120
"""Units whose meetings are folded while somebody waits."""


class _Folded(NamedTuple):
    """A meeting as `hq.counting` weighs it, with what it told."""

    meeting: UUID
    rehearsal: bool
    date: str
    started: int | None
    ended: int | None
    adopted_at: int | None
    last_at: int
    told: Told


def until(connection: Connection, now: Overview, at: int, *, named: bool) -> Overview:
    """The overview at an earlier moment (UTC ms); `named`: who does what may be told. At most `MOST` units."""
    earlier = replace(now, as_of=at)
    units = (replace(unit, told=_told(connection, earlier, unit, named=named)) for unit in now.units)
    return replace(earlier, units=tuple(units))


def _told(connection: Connection, earlier: Overview, unit: UnitState, *, named: bool) -> Told | None:
    chosen: Any = counting(list[Any](_folded(connection, earlier.plan, UUID(unit.id), earlier.as_of)))
    if chosen is None:
        return None
    told: Told = chosen.told
    if named:
        return told
    return replace(told, undertakings=tuple(replace(one, owner="") for one in told.undertakings))


def _folded(connection: Connection, plan: Plan, unit: UUID, at: int) -> Iterator[_Folded]:
    """Every meeting of the unit of which anything was written by then, in the plan's own campaign."""
    known = _Plans(plan, plan.digest(), cache(partial(kept_plan, connection)))
    own = select(meetings.c.cell_id, meetings.c.meeting).join(cells, cells.c.cell_id == meetings.c.cell_id)
    for place in connection.execute(own.where(cells.c.unit == unit)).all():
        its = (lines.c.cell_id == place.cell_id, lines.c.meeting == place.meeting, lines.c.at <= at)
        wanted = select(lines.c.device, lines.c.line, lines.c.at).where(*its).order_by(lines.c.device, lines.c.seq)
        found = connection.execute(wanted).all()
        last = max((row.at for row in found), default=0)
        one = _one(known, place.meeting, [(str(row.device), bytes(row.line)) for row in found], last) if found else None
        if one is not None:
            yield one


class _Plans(NamedTuple):
    """The plan of the overview with its digest, and the plans that headquarters was given."""

    plan: Plan
    digest: str
    kept: Callable[[str], Plan | None]


def _one(known: _Plans, id: UUID, written: list[tuple[str, bytes]], last: int) -> _Folded | None:
    """The meeting by the plan that it names, unjudged where there is none such; None when it cannot be read."""
    try:
        meeting = meeting_of(known.plan, written)
        named = meeting.identity.plan_digest
        other = None if named == known.digest else known.kept(named)
        meeting = meeting if other is None else meeting_of(other, written)
        identity = meeting.identity
        if identity.plan != known.plan.id or identity.body not in meeting.plan.bodies:
            return None
        told = told_of(meeting, last)
        told = told if other is not None or named == known.digest else unjudged(told, named)
    except FOLD_TROUBLE:
        return None
    found: Figures = told.figures
    session, adopted = found.session, found.papers.adopted_at
    return _Folded(id, identity.rehearsal, told.day, session.started, session.ended, adopted, last, told)
