"""Units of the organisation as somebody who is logged in may see them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, FromClause, Row, Select, and_, case, func, or_, select

from hq.access import Caller, below, placed
from hq.paths import parts_of
from hq.schema import placements, units
from models.vietnamese.text import fold


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


UnitOrder = Literal["tree", "name", "code", "kind", "above", "overseer"]


@dataclass(frozen=True, slots=True)
class WantedUnits:
    """Which units, in which order. `search`: each word, with or without marks, is the unit's or that of the one above.

    `kinds` are the codes of the bodies in the order in which "kind" has them; what has none stands last either way.
    """

    search: str = ""
    order: UnitOrder = "tree"
    down: bool = False
    kinds: Sequence[str] = ()


ALL_UNITS: Final = WantedUnits()


def units_below(
    connection: Connection,
    caller: Caller,
    day: str,
    wanted: WantedUnits = ALL_UNITS,
    *,
    first: int = 0,
    most: int | None = None,
) -> list[UnitRow]:
    """At most so many units from a number on, of those in the caller's reach on a day.

    Which ones is asked first, of narrow rows: what a page tells is read for its rows alone.
    """
    by, asked = _by(wanted), _reached(connection, caller, day, wanted.search)
    if most is not None:
        cut = select(placements.c.path).select_from(_source(day, wanted.order)).where(asked).order_by(*by)
        paths = connection.execute(cut.offset(first).limit(most)).scalars().all()
        found = connection.execute(_placed_units(day).where(placements.c.path.in_(paths)))
        return sorted(map(_row, found), key=lambda row: paths.index(row.path))
    return [_row(row) for row in connection.execute(_placed_units(day).where(asked).order_by(*by))]


def count_below(connection: Connection, caller: Caller, day: str, search: str = "") -> int:
    """How many units stand in the caller's reach on a day, of those that are looked for."""
    counted = select(func.count()).select_from(placements).where(_reached(connection, caller, day, search))
    return connection.execute(counted).scalar_one()


def _reached(connection: Connection, caller: Caller, day: str, search: str) -> ColumnElement[bool]:
    found = [_holds(placements, day), below(placements.c.path, caller.reaches)]
    if words := fold(search).split():
        leading = _leading(connection, day)
        found += [_called(word, [unit for unit, called in leading if word in called]) for word in words]
    return and_(*found)


def _holds(table: FromClause, day: str) -> ColumnElement[bool]:
    return and_(table.c.valid_from <= day, table.c.valid_to > day)


def _leading(connection: Connection, day: str) -> list[tuple[UUID, str]]:
    """What the units are called that others stand under: few, so they are looked through here, once for all words."""
    wanted = select(units.c.unit, placements.c.search).join(placements, placed(units.c.unit, day)).where(leads(day))
    return [(row.unit, row.search) for row in connection.execute(wanted)]


def _called(word: str, above: Sequence[UUID]) -> ColumnElement[bool]:
    """Whether a word stands in what the unit is called, or the unit stands right under one of some others."""
    return or_(placements.c.search.contains(word, autoescape=True), placements.c.parent.in_(above))


def _by(wanted: WantedUnits) -> list[ColumnElement[Any]]:
    ranks = {kind: rank for rank, kind in enumerate(wanted.kinds)}
    orders: dict[UnitOrder, ColumnElement[Any]] = {
        "tree": placements.c.path,
        "name": placements.c.name_key,
        "code": units.c.code_key,
        "kind": case(ranks, value=units.c.body) if ranks else units.c.body,
        "above": _up.c.name_key,
        "overseer": func.nullif(placements.c.overseer_key, ""),
    }
    by = orders[wanted.order]
    return [(by.desc() if wanted.down else by.asc()).nulls_last(), placements.c.path]


def _source(day: str, order: UnitOrder) -> FromClause:
    """What the units are cut from: no more than their order asks for."""
    if order in ("code", "kind"):
        return placements.join(units, units.c.unit == placements.c.unit)
    if order == "above":
        return placements.outerjoin(_up, and_(_up.c.unit == placements.c.parent, _holds(_up, day)))
    return placements


def _placed_units(day: str) -> Select[tuple[UUID, str, str, str, str, str, str, str]]:
    over = and_(_up.c.unit == placements.c.parent, _holds(_up, day))
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
    return units.c.unit.in_(select(_child.c.parent).where(_holds(_child, day)))


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
    parts = parts_of(path)
    prefixes = ["/" + "/".join(parts[:count]) + "/" for count in range(1, len(parts) + 1)]
    wanted = select(units.c.code, placements.c.name).join(placements, placed(units.c.unit, day))
    within = wanted.where(placements.c.path.in_(prefixes), below(placements.c.path, caller.reaches))
    return [(row.code, row.name) for row in connection.execute(within.order_by(placements.c.path))]
