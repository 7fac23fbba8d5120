"""Units of the organisation as somebody who is logged in may see them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, exists, func, select

from hq.access import Caller, below, placed
from hq.schema import placements, units


class UnitRow(NamedTuple):
    """A unit where it stands on a day. `above` is the name of the unit over it, "" at the top."""

    unit: UUID
    code: str
    name: str
    body: str  # "" for an office that does not meet
    variant: str
    path: str
    overseer: str
    above: str


_up = placements.alias("up")
_child = placements.alias("child")


def units_below(
    connection: Connection, caller: Caller, day: str, *, first: int = 0, most: int | None = None
) -> list[UnitRow]:
    """At most so many units from a number on, of those in the caller's reach on a day; in the order of the tree."""
    wanted = _placed_units(day).where(_reached(caller, day)).order_by(placements.c.path)
    return [_row(row) for row in connection.execute(wanted.offset(first).limit(most))]


def count_below(connection: Connection, caller: Caller, day: str) -> int:
    """How many units stand in the caller's reach on a day."""
    counted = select(func.count()).select_from(placements).where(_reached(caller, day))
    return connection.execute(counted).scalar_one()


def _reached(caller: Caller, day: str) -> ColumnElement[bool]:
    standing = and_(placements.c.valid_from <= day, placements.c.valid_to > day)
    return and_(standing, below(placements.c.path, caller.reaches))


def _placed_units(day: str) -> Select[tuple[UUID, str, str, str, str, str, str, str]]:
    over = and_(_up.c.unit == placements.c.parent, _up.c.valid_from <= day, _up.c.valid_to > day)
    told = (units.c.unit, units.c.code, placements.c.name, units.c.body, units.c.variant)
    place = (placements.c.path, placements.c.overseer, _up.c.name.label("above"))
    joined = units.join(placements, placed(units.c.unit, day)).outerjoin(_up, over)
    return select(*told, *place).select_from(joined)


def _row(row: Row[tuple[UUID, str, str, str, str, str, str, str]]) -> UnitRow:
    return UnitRow(row.unit, row.code, row.name, row.body, row.variant, row.path, row.overseer, row.above or "")


def unit_called(connection: Connection, caller: Caller, code: str, day: str) -> UnitRow | None:
    """The unit with a code as it stands on a day, or stood last; None outside the caller's reach."""
    mine = select(placements.c.valid_from).join(units, units.c.unit == placements.c.unit)
    reached = mine.where(units.c.code == code, below(placements.c.path, caller.reaches), placements.c.valid_from <= day)
    last = connection.execute(reached.order_by(placements.c.valid_from.desc()).limit(1)).scalar()
    if last is None:
        return None
    for when in (day, last):
        found = connection.execute(
            _placed_units(when).where(units.c.code == code, below(placements.c.path, caller.reaches))
        ).one_or_none()
        if found is not None:
            return _row(found)
    return None


def leads(day: str) -> ColumnElement[bool]:
    """Whether others stand under the unit of a row of `units` on a day."""
    return exists().where(_child.c.parent == units.c.unit, _child.c.valid_from <= day, _child.c.valid_to > day)


def own_unit(connection: Connection, caller: Caller, day: str) -> UnitRow | None:
    """The unit of the caller's account as it stands on a day; None for one who is above all units."""
    if caller.unit is None:
        return None
    found = connection.execute(_placed_units(day).where(units.c.unit == caller.unit)).one_or_none()
    return _row(found) if found is not None else None


def names_over(connection: Connection, caller: Caller, paths: Sequence[str], day: str) -> Mapping[str, str]:
    """Path → the name of the unit above it on a day, where the caller reaches that too."""
    over = {path: above(path) for path in paths}
    wanted = select(placements.c.path, placements.c.name).where(
        placements.c.path.in_(set(over.values())), placements.c.valid_from <= day, placements.c.valid_to > day
    )
    names = {row.path: row.name for row in connection.execute(wanted.where(below(placements.c.path, caller.reaches)))}
    return {path: names[higher] for path, higher in over.items() if higher in names}


def above(path: str) -> str:
    """The path of the unit over another, "" at the top."""
    return path[: path.rstrip("/").rfind("/") + 1]


def way_to(connection: Connection, caller: Caller, path: str, day: str) -> list[tuple[str, str]]:
    """(code, name) of the units from the top of the caller's reach down to a place, itself at the end."""
    parts = path.strip("/").split("/")
    prefixes = ["/" + "/".join(parts[:count]) + "/" for count in range(1, len(parts) + 1)]
    wanted = select(units.c.code, placements.c.name).join(placements, placed(units.c.unit, day))
    within = wanted.where(placements.c.path.in_(prefixes), below(placements.c.path, caller.reaches))
    return [(row.code, row.name) for row in connection.execute(within.order_by(placements.c.path))]
