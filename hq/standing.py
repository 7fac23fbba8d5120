"""The standings of units in campaigns: made of their meetings' summaries and of the organisation, nothing else.

`standings_of` looks up what some cells have and gives their rows whole: a unit that moved, a meeting that was
adopted, a plan that asks more units, all are the same work.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Row, Table, and_, select, tuple_

from hq.counting import counting, day_of_reckoning, stage_of
from hq.owing import bits
from hq.plans import named_plan
from hq.schema import cells, indicators, placements, remedies, summaries, units
from hq.tally import Counted, is_late, stored, tally
from models.figures import Figures
from models.overview.standing import Lack, awaits_superior, lacks
from models.overview.values import Told, UnitState
from models.plan import Plan

Values = dict[str, Any]


class Place(NamedTuple):
    """(cell, meeting)."""

    cell: UUID
    meeting: UUID


@dataclass(frozen=True, slots=True)
class _Known:
    """What the database has about some cells."""

    units: Sequence[Row[Any]]
    placements: Mapping[UUID, Sequence[Row[Any]]]
    summaries: Mapping[UUID, Sequence[Row[Any]]]
    remedies: Mapping[UUID, Sequence[Row[Any]]]


class Made(NamedTuple):
    """A unit in a campaign: its row of `standings`, and what it adds to the sums above it, as stored."""

    standing: Values
    tally: str


def standings_of(connection: Connection, plan: Plan, shipped: Plan, ids: Sequence[UUID]) -> list[Made]:
    """The standings of these cells' units: in the plan's own campaign where it asks them, and in each they met in.

    Days of another campaign are those of its own plan, where that was given; else nobody was late in it. `shipped` is
    the plan that comes with the program.
    """
    known = _known(connection, ids)
    named = cache(partial(named_plan, connection, own=shipped))
    chosen = list(_chosen(known, plan))
    places = [Place(row.cell_id, row.meeting) for _, row, _ in chosen if row is not None]
    answers = _by_meeting(connection, places)
    found = []
    for unit, row, campaign in chosen:
        own = plan if row is None or campaign == plan.id else named(row.plan)
        day = day_of_reckoning(row, own or plan)
        at = _placement(known.placements[unit.unit], day)
        if at is not None:
            counted = None
            if row is not None:
                its = answers.get(Place(row.cell_id, row.meeting), ())
                counted = Counted(row, _figures(row), its, _tasks(known.remedies[unit.cell_id], row))
            body = row.body if row is not None and row.body else unit.body
            owed = _lacks(body, counted, plan) if campaign == plan.id else ()
            standing = {**_unit(unit, at, campaign, body), **_progress(row, body, day, own), "owes": bits(owed)}
            counts = {**tally(body, counted, own), **{f"owes:{lack}": 1 for lack in owed}}
            found.append(Made(standing, stored(counts)))
    return found


# --- looking up -----------------------------------------------------------------------------------------------------


def _known(connection: Connection, ids: Sequence[UUID]) -> _Known:
    wanted = select(units, cells.c.cell_id).join(cells, cells.c.unit == units.c.unit).where(cells.c.cell_id.in_(ids))
    found = connection.execute(wanted).all()
    places = select(placements).where(placements.c.unit.in_([unit.unit for unit in found]))
    return _Known(
        found,
        _grouped(connection.execute(places.order_by(placements.c.unit, placements.c.valid_from)), "unit"),
        _of_cells(connection, summaries, ids),
        _of_cells(connection, remedies, ids),
    )


def _of_cells(connection: Connection, table: Table, ids: Sequence[UUID]) -> Mapping[UUID, Sequence[Row[Any]]]:
    return _grouped(connection.execute(select(table).where(table.c.cell_id.in_(ids))), "cell_id")


def _grouped(rows: Any, column: str) -> defaultdict[UUID, list[Row[Any]]]:
    found: defaultdict[UUID, list[Row[Any]]] = defaultdict(list)
    for row in rows:
        found[getattr(row, column)].append(row)
    return found


def _by_meeting(connection: Connection, places: Sequence[Place]) -> Mapping[Place, Sequence[Row[Any]]]:
    found: defaultdict[Place, list[Row[Any]]] = defaultdict(list)
    if places:
        for row in connection.execute(select(indicators).where(within(indicators, places))):
            found[Place(row.cell_id, row.meeting)].append(row)
    return found


def within(table: Table, places: Sequence[Place]) -> ColumnElement[bool]:
    """Rows of a table keyed by cell and meeting that belong to these meetings."""
    return and_(
        table.c.cell_id.in_({place.cell for place in places}),
        tuple_(table.c.cell_id, table.c.meeting).in_(places),
    )


# --- choosing -------------------------------------------------------------------------------------------------------


def _chosen(known: _Known, plan: Plan) -> Iterator[tuple[Row[Any], Row[Any] | None, str]]:
    """(unit, its counting summary, campaign), in the campaign of the plan also where nothing was sent."""
    for unit in known.units:
        by_campaign: defaultdict[str, list[Row[Any]]] = defaultdict(list)
        for row in known.summaries[unit.cell_id]:
            by_campaign[row.campaign].append(row)
        asked = {plan.id} if unit.body in plan.bodies else set()
        for campaign in sorted(asked | by_campaign.keys() - {""}):
            counted = counting(by_campaign[campaign])
            if counted is not None or campaign in asked:
                yield unit, counted, campaign


def _placement(rows: Sequence[Row[Any]], day: str) -> Row[Any] | None:
    return next((row for row in rows if row.valid_from <= day < row.valid_to), None)


def _figures(row: Row[Any]) -> Figures | None:
    return None if row.figures is None else Figures.model_validate_json(row.figures)


def _lacks(body: str, counted: Counted | None, plan: Plan) -> tuple[Lack, ...]:
    """What the unit still owes in the plan's own campaign; nothing where the plan does not know the body."""
    if body not in plan.bodies:
        return ()
    told = None
    if counted is not None and counted.figures is not None:
        told = Told(counted.figures, day=counted.row.date)
    return tuple(lacks(plan, UnitState("", "", "", body, told=told)))


def _tasks(rows: Sequence[Row[Any]], counted: Row[Any]) -> list[Row[Any]]:
    """The remedies taken on in the counting meeting, each as the last word of any meeting has it."""
    mine = {row.remedy: row for row in rows if row.own and row.meeting == counted.meeting}
    judged = [row for row in rows if not row.own and row.remedy in mine]
    return [max((row for row in judged if row.remedy == id), key=_last_word, default=own) for id, own in mine.items()]


def _last_word(row: Row[Any]) -> tuple[bool, bytes]:
    """A thing once done is done; of other words any, but always the same one."""
    return row.state == "done", row.meeting.bytes


def _unit(unit: Row[Any], at: Row[Any], campaign: str, body: str) -> Values:
    """What a unit is and where it stands."""
    return {
        "unit": unit.unit,
        "campaign": campaign,
        "cell_id": unit.cell_id,
        "path": at.path,
        "code": unit.code,
        "name": at.name,
        "search": at.search,
        "overseer": at.overseer,
        "body": body,
        "variant": unit.variant,
        "name_key": at.name_key,
        "overseer_key": at.overseer_key,
    }


def _progress(row: Row[Any] | None, body: str, day: str, plan: Plan | None) -> Values:
    """How far it has come by the summary that counts."""
    found: Values = {"day": day, "stage": int(stage_of(row))}
    if row is None:
        nothing = dict.fromkeys(("meeting", "hour", "minutes", "present", "spoke", "started"))
        return (
            found | nothing | {"date": "", "last_at": 0} | dict.fromkeys(("late", "short", "quiet", "attended"), False)
        )
    same = ("meeting", "date", "short", "quiet", "minutes", "spoke", "started", "last_at")
    came = row.superiors > 0 or (plan is not None and not awaits_superior(plan, body))
    judged = {
        "late": is_late(row, plan),
        "attended": came,
        "hour": row.planned_start or None,
        "present": row.obliged_present,
    }
    return found | judged | {name: getattr(row, name) for name in same}
