"""The report's head from the sums of the background: as dear for a city as for a ward, and the same numbers (R75)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Table, and_, select

from hq.access import Caller, below, reaches_of
from hq.paths import parts_of
from hq.queries.overview import standings_under
from hq.queries.totals import tally_of
from hq.queries.tree import UnitRow
from hq.schema import placements, standings, sums, tallies
from hq.tally import UNITS, Tally, added, read
from models.overview import standing
from models.overview.sums import Sums
from models.plan import Plan

_ITS: Final = and_(tallies.c.unit == standings.c.unit, tallies.c.campaign == standings.c.campaign)

Kind = tuple[str, str]
"""Kind of body and which organisation of that kind."""


class Glance(NamedTuple):
    """A unit with all below it, in total and by its parts: as far as the head of the report tells of them."""

    sums: Sums
    first: Sums  # of the most basic body alone, in which people are counted once
    groups: Mapping[str, Sums]  # units right under it that lead others; "" for what stands by itself; none in a ward
    kinds: Mapping[Kind, Sums]  # in a ward


class _Part(NamedTuple):
    """A unit that stands, or stood, right under the one that is told of: what it and all below it add up to there."""

    name: str
    leads: bool
    tally: Tally


def glance_of(connection: Connection, caller: Caller, plan: Plan, unit: UnitRow, day: str) -> Glance:
    """What stands below a unit on a day, in the plan's own campaign: what the file of that moment tells (R75)."""
    under = standings_under(connection, caller, plan, unit.unit)
    whole = all(path.startswith(tuple(caller.reaches)) for path in reaches_of(connection, unit.unit))
    parts = _parts(connection, plan.id, unit, under, whole=whole)
    total = tally_of(connection, plan.id, unit.unit) if whole else added(_told(connection, under).values())
    leading: defaultdict[str, list[Tally]] = defaultdict(list)
    for one in parts:
        if one.leads:
            leading[one.name].append(one.tally)
    groups = {name: sums_of(plan, added(tallies), day) for name, tallies in leading.items()}
    if groups:
        own = _told(connection, and_(under, standings.c.unit == unit.unit)).values()
        direct = sums_of(plan, added([*own, *(one.tally for one in parts if not one.leads)]), day)
        groups = {**({"": direct} if direct.due else {}), **groups}
    kinds = {} if groups else _kinds(connection, plan, under, day)
    return Glance(sums_of(plan, total, day), _first(plan, total), groups, kinds)


def _told(connection: Connection, asked: ColumnElement[bool]) -> Mapping[str, Tally]:
    """Path → what the unit of a standing adds to the sums."""
    found = connection.execute(
        select(standings.c.path, tallies.c.tally).join_from(standings, tallies, _ITS).where(asked)
    )
    return {row.path: read(row.tally) for row in found}


def _parts(
    connection: Connection, campaign: str, unit: UnitRow, under: ColumnElement[bool], *, whole: bool
) -> list[_Part]:
    """In the order of the tree. From the sums; of a unit that also stood elsewhere, or was not all in reach, from each
    standing that counts here."""
    mine = select(placements.c.unit).where(placements.c.parent == unit.unit)
    wanted = select(placements.c.unit, placements.c.path, placements.c.name).where(placements.c.unit.in_(mine))
    found: defaultdict[UUID, dict[str, str]] = defaultdict(dict)
    for row in connection.execute(wanted.order_by(placements.c.valid_from)):
        found[row.unit][row.path] = row.name
    own, sent_up = (_stored(connection, table, campaign, list(found)) for table in (tallies, sums))
    segment, parts = parts_of(unit.path)[-1], {}
    for id, names in found.items():
        inside = [path for path in names if parts_of(path)[-2:-1] == [segment]]
        if whole and len(inside) == len(names):
            told = sent_up.get(id, {})
            one = _Part(names[inside[-1]], told.get(UNITS, 0) > 0, added([own.get(id, {}), told]))
        else:
            each = _told(connection, and_(under, below(standings.c.path, inside)))
            one = _Part(names[inside[-1]], any(path not in inside for path in each), added(each.values()))
        parts[parts_of(inside[-1])[-1]] = one
    return [parts[part] for part in sorted(parts)]


def _stored(connection: Connection, table: Table, campaign: str, ids: Sequence[UUID]) -> Mapping[UUID, Tally]:
    wanted = select(table.c.unit, table.c.tally).where(table.c.campaign == campaign, table.c.unit.in_(ids))
    return {row.unit: read(row.tally) for row in connection.execute(wanted)}


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


def _kinds(connection: Connection, plan: Plan, under: ColumnElement[bool], day: str) -> Mapping[Kind, Sums]:
    """The units of a ward by their kind, in the plan's order."""
    told = (standings.c.body, standings.c.variant, tallies.c.tally)
    found: defaultdict[Kind, list[Tally]] = defaultdict(list)
    for row in connection.execute(select(*told).join_from(standings, tallies, _ITS).where(under)):
        found[row.body, row.variant].append(read(row.tally))
    order = [(body, variant) for body in plan.bodies for variant in sorted(v for b, v in found if b == body)]
    return {kind: sums_of(plan, added(found[kind]), day) for kind in order}
