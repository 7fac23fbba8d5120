"""A node of the organisation with every unit under it that must meet, as the summary report is made from it (R75, R86).

The same rows that the pages of progress show: `standings` says which meeting counts for a unit and where the unit
stood, its summary has the figures, `indicators` and `remedies` the words that the unit's own report tells.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, Final, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Row, and_, func, select

from hq.access import Caller, below, placed, reaches_of, reads_people, visible
from hq.counting import is_judged
from hq.paths import parts_of
from hq.queries.progress import counts_in
from hq.queries.tree import leads, unit_called
from hq.schema import indicators, placements, remedies, standings, summaries, units
from models.figures import Figures
from models.overview.telling import UNNAMED, of_session
from models.overview.values import Overview, Sign, Told, Undertaking, UnitState
from models.plan import Plan

Place = tuple[UUID, UUID]
"""Cell and meeting."""

_SUMMARY: Final = ("date", "planned_start", "place", "notified", "unmet", "figures", "plan", "flags")


def overview_of(connection: Connection, caller: Caller, plan: Plan, code: str, day: str, now: int) -> Overview | None:
    """The overview of the unit with a code at `now` (UTC ms, on `day`); None outside the caller's reach."""
    node = unit_called(connection, caller, code, day)
    if node is None:
        return None
    under = standings_under(connection, caller, plan, node.unit)
    words = _Words(connection, under, named=reads_people(caller))
    names = _names(connection, node.unit)
    rows = connection.execute(_wanted(under)).all()
    segment = parts_of(node.path)[-1]
    leading = {way[0] for row in rows if len(way := _way(row.path, segment)) > 1}
    found = sorted(((_way(row.path, segment), row) for row in rows), key=lambda one: _order(one[0], leading))
    states = tuple(_state(row, way, leading, names, words) for way, row in found)
    return Overview(plan, node.code, node.name, node.above, now, states)


class Leader(NamedTuple):
    """A unit that has others under it. `depth` counts the units above it."""

    unit: UUID
    code: str
    name: str
    depth: int


def leaders(connection: Connection, caller: Caller, day: str) -> list[Leader]:
    """The units within the caller's reach that lead others on a day, in the order of the tree."""
    joined = units.join(placements, placed(units.c.unit, day))
    wanted = select(units.c.unit, units.c.code, placements.c.name, placements.c.path).select_from(joined)
    within = wanted.where(leads(day), below(placements.c.path, caller.reaches)).order_by(placements.c.path)
    found = connection.execute(within)
    return [Leader(row.unit, row.code, row.name, row.path.count("/") - 2) for row in found]


def size_of(connection: Connection, caller: Caller, plan: Plan, unit: UUID) -> int:
    """How many units an overview of this one would have."""
    counted = select(func.count()).select_from(standings).where(standings_under(connection, caller, plan, unit))
    return connection.execute(counted).scalar_one()


def standings_under(connection: Connection, caller: Caller, plan: Plan, unit: UUID) -> ColumnElement[bool]:
    """Standings under the unit wherever it ever stood, as far as the caller sees their figures."""
    path = standings.c.path
    may = visible(caller, "statistics", cell=standings.c.cell_id, path=path)
    own = standings.c.body.in_(list(plan.bodies))
    return and_(standings.c.campaign == plan.id, own, below(path, reaches_of(connection, unit)), may)


def _wanted(under: ColumnElement[bool]) -> Any:
    own = ("unit", "cell_id", "meeting", "path", "code", "name", "body", "variant", "overseer")
    told = (*(standings.c[name] for name in own), *(summaries.c[name].label(f"its_{name}") for name in _SUMMARY))
    joined = standings.outerjoin(summaries, counts_in(summaries))
    return select(*told).select_from(joined).where(under)


# --- where it stands ------------------------------------------------------------------------------------------------


def _way(path: str, segment: str) -> list[str]:
    """The parts of a path below the node: the part of the unit itself at the end, none for the node."""
    parts = parts_of(path)
    return parts[parts.index(segment) + 1 :]


def _order(way: list[str], leading: set[str]) -> tuple[bool, list[str]]:
    """Units of the node itself, then group by group; each as the tree has them, a leading unit before what it leads."""
    return bool(way) and way[0] in leading, way


def _names(connection: Connection, unit: UUID) -> Mapping[str, str]:
    """Last part of a path → what the unit of it was last called."""
    wanted = select(placements.c.path, placements.c.name).where(below(placements.c.path, reaches_of(connection, unit)))
    found = connection.execute(wanted.order_by(placements.c.valid_from))
    return {parts_of(row.path)[-1]: row.name for row in found}


def _state(row: Row[Any], way: list[str], leading: set[str], names: Mapping[str, str], words: _Words) -> UnitState:
    return UnitState(
        id=str(row.unit),
        code=row.code,
        name=row.name,
        body=row.body,
        variant=row.variant,
        overseer=row.overseer,
        group=names.get(way[0], "") if way and way[0] in leading else "",
        depth=len(way),
        told=_told(row, words) if row.meeting is not None and row.its_figures is not None else None,
    )


# --- what it told ---------------------------------------------------------------------------------------------------


def _told(row: Row[Any], words: _Words) -> Told:
    unmet: Mapping[str, str] = json.loads(row.its_unmet)
    place = (row.cell_id, row.meeting)
    return Told(
        figures=Figures.model_validate_json(row.its_figures),
        day=row.its_date,
        clock=row.its_planned_start,
        place=row.its_place,
        notified=bool(row.its_notified),
        unmet=tuple(code for code in sorted(unmet) if unmet[code] == "failed" and of_session(code)),
        signs=words.signs[place],
        undertakings=tuple(words.undertakings(place)),
        plan_lacking="" if is_judged(row.its_flags) else row.its_plan or UNNAMED,
    )


class _Words:
    """What the counting meetings say in words: signs beyond the list, remedies of bodies.

    Without `named` it is not told which member does a thing.
    """

    def __init__(self, connection: Connection, under: ColumnElement[bool], *, named: bool) -> None:
        self._named = named
        self.signs = _signs(connection, under)
        self._remedies: defaultdict[Place, list[Row[Any]]] = defaultdict(list)
        self._done: set[tuple[UUID, str]] = set()
        chosen = select(remedies).join(standings, remedies.c.cell_id == standings.c.cell_id).where(under)
        for row in connection.execute(chosen.order_by(remedies.c.cell_id, remedies.c.remedy)):
            if row.own:
                self._remedies[row.cell_id, row.meeting].append(row)
            if row.state == "done":
                self._done.add((row.cell_id, row.remedy))

    def undertakings(self, place: Place) -> Iterable[Undertaking]:
        """Those of a meeting."""
        for row in self._remedies[place]:
            owner = row.owner if self._named or not row.personal else ""
            yield Undertaking(row.text, owner, row.due or row.due_words, (row.cell_id, row.remedy) in self._done)


def _signs(connection: Connection, under: ColumnElement[bool]) -> Mapping[Place, tuple[Sign, ...]]:
    wanted = select(indicators).join(standings, counts_in(indicators)).where(under, indicators.c.number.is_(None))
    found: defaultdict[Place, tuple[Sign, ...]] = defaultdict(tuple)
    for row in connection.execute(wanted.order_by(indicators.c.cell_id, indicators.c.indicator)):
        found[row.cell_id, row.meeting] += (Sign(row.title, row.degree),)
    return found
