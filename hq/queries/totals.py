"""What units add up to in a campaign, from the sums of the background alone: as dear for a city as for a ward."""

from __future__ import annotations

from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Connection, and_, func, select

from hq.access import EVERYWHERE, Caller, below, placed
from hq.queries.tree import leads
from hq.schema import placements, standings, sums, tallies, units
from hq.sums import EVERYTHING
from hq.tally import Tally, added, read


class Total(NamedTuple):
    """A unit with what it and all below it add up to. `leads`: there are units below it."""

    unit: UUID
    code: str
    name: str
    path: str
    leads: bool
    tally: Tally


def campaigns(connection: Connection) -> tuple[str, ...]:
    """Campaigns of which anything was recorded or asked, the latest first; by the last session of each."""
    last = func.max(standings.c.date)
    wanted = select(standings.c.campaign).group_by(standings.c.campaign).order_by(last.desc(), standings.c.campaign)
    return tuple(connection.execute(wanted).scalars())


def total_of(connection: Connection, caller: Caller, campaign: str) -> Tally:
    """What everything in the caller's reach adds up to."""
    if EVERYWHERE in caller.reaches:
        return tally_of(connection, campaign, EVERYTHING)
    own = select(placements.c.unit).where(placements.c.path.in_(caller.reaches)).distinct()
    return added(tally_of(connection, campaign, unit) for unit in connection.execute(own).scalars().all())


def tally_of(connection: Connection, campaign: str, unit: UUID) -> Tally:
    """A unit's own counts and those of all below it. Whether the caller reaches it is asked before."""
    found: list[str] = []
    for table in (sums, tallies):
        mine = and_(table.c.unit == unit, table.c.campaign == campaign)
        found += connection.execute(select(table.c.tally).where(mine)).scalars().all()
    return added(map(read, found))


def totals_below(connection: Connection, caller: Caller, campaign: str, unit: UUID | None, day: str) -> list[Total]:
    """The units directly under one (None: at the top of the tree) on a day, each with its total; in the tree's order.

    Only those in the caller's reach.
    """
    place = (placements.c.name, placements.c.path)
    own = and_(tallies.c.unit == units.c.unit, tallies.c.campaign == campaign)
    all_below = and_(sums.c.unit == units.c.unit, sums.c.campaign == campaign)
    told = (tallies.c.tally.label("own"), sums.c.tally.label("below"), leads(day).label("leads"))
    joined = units.join(placements, placed(units.c.unit, day)).outerjoin(tallies, own).outerjoin(sums, all_below)
    parent = placements.c.parent == unit if unit is not None else placements.c.parent.is_(None)
    wanted = select(units.c.unit, units.c.code, *place, *told).select_from(joined)
    within = wanted.where(parent, below(placements.c.path, caller.reaches)).order_by(placements.c.path)
    return [
        Total(row.unit, row.code, row.name, row.path, row.leads, added(map(read, filter(None, (row.own, row.below)))))
        for row in connection.execute(within)
    ]
