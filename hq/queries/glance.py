"""The report's head from the sums of the background: as dear for a city as for a ward, and the same numbers (R75)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Connection, and_, select

from hq.access import Caller
from hq.queries.progress import Wanted, condition
from hq.queries.totals import tally_of, totals_below
from hq.queries.tree import UnitRow
from hq.schema import standings, tallies
from hq.tally import Tally, added, read
from models.overview import standing
from models.overview.sums import Sums
from models.plan import Plan

Kind = tuple[str, str]
"""Kind of body and which organisation of that kind."""


class Glance(NamedTuple):
    """A unit with all below it, in total and by its parts: as far as the head of the report tells of them."""

    sums: Sums
    first: Sums  # of the most basic body alone, in which people are counted once
    groups: Mapping[str, Sums]  # units right under it that lead others; "" for what stands by itself; none in a ward
    kinds: Mapping[Kind, Sums]  # in a ward


def glance_of(connection: Connection, caller: Caller, plan: Plan, unit: UnitRow, day: str) -> Glance:
    """What stands below a unit on a day, in the plan's own campaign."""
    total = tally_of(connection, plan.id, unit.unit)
    below = totals_below(connection, caller, plan.id, unit.unit, day)
    groups = {one.name: sums_of(plan, one.tally, day) for one in below if one.leads}
    if groups:
        own = _own(connection, plan.id, unit.unit)
        direct = sums_of(plan, added([own, *(one.tally for one in below if not one.leads)]), day)
        groups = {**({"": direct} if direct.due else {}), **groups}
    kinds = {} if groups else _kinds(connection, caller, plan, unit.path, day)
    return Glance(sums_of(plan, total, day), _first(plan, total), groups, kinds)


def sums_of(plan: Plan, tally: Tally, day: str) -> Sums:
    """The counts of the report's head on a day (ISO); the other fields stay nothing."""
    got = tally.get
    due = sum(got(f"units:{body}", 0) for body in plan.bodies)
    held = sum(got(f"held:{body}", 0) for body in plan.bodies)
    return Sums(
        due=due,
        held=held,
        held_in_time=got("held_in_time", 0),
        overdue=due - held if day > plan.deadlines.session.last_day.isoformat() else 0,
        short=got("short", 0),
        adopted=got("adopted", 0),
        reports_due=sum(got(f"units:{body}", 0) for body in plan.bodies if standing.reports(plan, body)),
        reports=got("reported", 0),
        showing=got("showing", 0),
        collective=sum(count for measure, count in tally.items() if measure.startswith("task:")),
    )


def _first(plan: Plan, tally: Tally) -> Sums:
    body = next(iter(plan.bodies))
    counts = (tally.get(f"members:{body}:{name}", 0) for name in ("obliged", "obliged_present"))
    obliged, present = counts
    return Sums(obliged=obliged, obliged_present=present)


def _own(connection: Connection, campaign: str, unit: UUID) -> Tally:
    mine = and_(tallies.c.unit == unit, tallies.c.campaign == campaign)
    found = connection.execute(select(tallies.c.tally).where(mine)).scalar()
    return {} if found is None else read(found)


def _kinds(connection: Connection, caller: Caller, plan: Plan, path: str, day: str) -> Mapping[Kind, Sums]:
    """The units of a ward by their kind, in the plan's order."""
    its = and_(tallies.c.unit == standings.c.unit, tallies.c.campaign == standings.c.campaign)
    told = (standings.c.body, standings.c.variant, tallies.c.tally)
    wanted = select(*told).join_from(standings, tallies, its).where(condition(caller, Wanted(plan.id, under=path)))
    found: defaultdict[Kind, list[Tally]] = defaultdict(list)
    for row in connection.execute(wanted):
        found[row.body, row.variant].append(read(row.tally))
    order = [(body, variant) for body in plan.bodies for variant in sorted(v for b, v in found if b == body)]
    return {kind: sums_of(plan, added(found[kind]), day) for kind in order}
