"""The organisation tree with its history: what units were called and under whom they stood, from day to day.

A *span* is what somebody states of one unit for some days: name, parent, who attends it. The *placements* that the
database keeps follow from all spans together: each span cut wherever the place of an ancestor changes, with the
materialised path (design.md §8). A unit is known by its code; it keeps its id, and its cell the cell id, wherever it
moves. Days are ISO text; an end is the first day on which a thing no longer holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Final, NamedTuple
from uuid import UUID, uuid4

from sqlalchemy import Connection, Table, delete, insert, literal, select

from hq import words
from hq.access import placed
from hq.columns import Id
from hq.paths import number_of, path_of
from hq.schema import cells, placements, units
from hq.sums import mark
from models.vietnamese.text import fold, list_key

CHUNK: Final = 500


class OrganisationError(ValueError):
    """The tree cannot be like that; the message says in Vietnamese what to do, one sentence a line."""


class Span(NamedTuple):
    """What is stated of a unit for `since` ≤ day < `until`. `parent` is a code, "" at the top."""

    since: str
    until: str
    name: str
    parent: str
    overseer: str = ""

    @property
    def stated(self) -> tuple[str, str, str]:
        """All but the days."""
        return self.name, self.parent, self.overseer


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit with its history. `segment` is its own part of the path."""

    id: UUID
    code: str
    body: str
    variant: str
    segment: int
    spans: tuple[Span, ...] = ()


Tree = Mapping[str, Unit]
"""Code → unit."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a file. `since` "" : as it stands today, or always for a new unit."""

    line: int
    code: str
    name: str
    parent: str
    body: str
    variant: str
    since: str
    until: str
    overseer: str | None = None  # None: the file has no such column


class Placed(NamedTuple):
    """One placement as it is stored."""

    since: str
    until: str
    path: str
    name: str
    parent: str
    overseer: str


@dataclass(frozen=True, slots=True)
class Change:
    """What an import does to one unit; `old` is None for a new one."""

    old: Unit | None
    new: Unit


@dataclass(slots=True)
class _Piece:
    since: str
    until: str
    segments: list[int] = field(default_factory=list)


# --- spans ----------------------------------------------------------------------------------------------------------


def painted(spans: Sequence[Span], new: Span) -> tuple[Span, ...]:
    """The history with `new` laid over it; neighbours that state the same are one."""
    kept = []
    for span in spans:
        if span.since < new.since:
            kept.append(span._replace(until=min(span.until, new.since)))
        if span.until > new.until:
            kept.append(span._replace(since=max(span.since, new.until)))
    ordered = sorted([*(span for span in kept if span.since < span.until), new])
    return tuple(_joined(ordered))


def _joined(ordered: Sequence[Span]) -> Iterator[Span]:
    last: Span | None = None
    for span in ordered:
        if last is not None and last.until == span.since and last.stated == span.stated:
            last = last._replace(until=span.until)
            continue
        if last is not None:
            yield last
        last = span
    if last is not None:
        yield last


def on_day(unit: Unit, day: str) -> Span | None:
    """What holds of a unit on a day."""
    return next((span for span in unit.spans if span.since <= day < span.until), None)


# --- an import ------------------------------------------------------------------------------------------------------


def merged(tree: Tree, rows: Sequence[Row], today: str, beginning: str) -> dict[str, Unit]:
    """The tree after the rows. A row without a first day holds from today, or from ever for a new unit.

    OrganisationError: a circle, a unit whose parent has ended.
    """
    after = dict(tree)
    segment = 1 + max((unit.segment for unit in tree.values()), default=0)
    for row in rows:
        if row.code not in after:
            after[row.code] = Unit(uuid4(), row.code, row.body, row.variant, segment)
            segment += 1
    for row in sorted(rows, key=lambda row: row.since):
        known = after[row.code]
        after[row.code] = replace(known, spans=_laid(known, row, today, beginning))
    return {code: replace(after[code], spans=_standing(places)) for code, places in placements_of(after).items()}


def _standing(places: Sequence[Placed]) -> tuple[Span, ...]:
    """What is left of a unit's spans: a unit stands nowhere before its parent does."""
    return tuple(_joined([Span(one.since, one.until, one.name, one.parent, one.overseer) for one in places]))


def _laid(known: Unit, row: Row, today: str, beginning: str) -> tuple[Span, ...]:
    """A unit's history with the row; what the row gives an end to does not go on after it."""
    now = on_day(known, row.since or min(today, _day_before(row.until)))
    overseer = row.overseer if row.overseer is not None else now.overseer if now else ""
    stated = (row.name, row.parent, overseer)
    since = row.since or _first_day(now, stated, today if known.spans else beginning)
    if since >= row.until:
        since = now.since if now else beginning
    left = [_ended(span, row.until) if span.stated == stated else span for span in known.spans]
    return painted([span for span in left if span.since < span.until], Span(since, row.until, *stated))


def _first_day(now: Span | None, stated: tuple[str, str, str], otherwise: str) -> str:
    """Since when it has been as stated, where that is how it stands already."""
    return now.since if now is not None and now.stated == stated else otherwise


def _ended(span: Span, until: str) -> Span:
    """A span that holds on the last day before `until`, cut there."""
    return span._replace(until=min(span.until, until)) if span.since < until else span


def _day_before(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


def changes(before: Tree, after: Tree) -> list[Change]:
    """What differs, new units first in the order of the file."""
    found = [Change(before.get(code), unit) for code, unit in after.items() if before.get(code) != unit]
    return sorted(found, key=lambda change: change.old is not None)


# --- placements -----------------------------------------------------------------------------------------------------


def placements_of(tree: Tree) -> dict[str, tuple[Placed, ...]]:
    """Where every unit stands from day to day. OrganisationError: a circle, a unit whose parent has ended."""
    faults: list[str] = []
    found = {code: _placed(tree, unit, faults) for code, unit in tree.items()}
    if faults:
        raise OrganisationError("\n".join(dict.fromkeys(faults[:20])))
    return found


def _placed(tree: Tree, unit: Unit, faults: list[str]) -> tuple[Placed, ...]:
    found: list[Placed] = []
    for span in unit.spans:
        try:
            pieces = _pieces(tree, span.parent, span.since, span.until, (unit.code,))
        except _Circle as circle:
            faults.append(words.ORG_CYCLE.format(code=unit.code, since=shown_day(circle.since)))
            continue
        if lost := _lost(pieces, span):
            faults.append(words.ORG_ORPHAN.format(code=unit.code, since=shown_day(lost)))
        for piece in pieces:
            path = path_of((*piece.segments, unit.segment))
            _add(found, Placed(piece.since, piece.until, path, *span.stated))
    return tuple(found)


class _Circle(Exception):
    def __init__(self, since: str) -> None:
        super().__init__(since)
        self.since = since


def _pieces(tree: Tree, code: str, since: str, until: str, below: tuple[str, ...]) -> list[_Piece]:
    """The ways from the top down to a unit in that time, cut where one of them changes."""
    if not code:
        return [_Piece(since, until)]
    if code in below:
        raise _Circle(since)
    unit, found = tree[code], []
    for span in unit.spans:
        first, last = max(since, span.since), min(until, span.until)
        if first < last:
            for piece in _pieces(tree, span.parent, first, last, (*below, code)):
                found.append(_Piece(piece.since, piece.until, [*piece.segments, unit.segment]))
    return found


def _lost(pieces: Sequence[_Piece], span: Span) -> str:
    """The first day within a span on which there is a parent no longer; "" when there is one to the end."""
    if not pieces:
        return span.since
    for one, other in pairwise(pieces):
        if one.until != other.since:
            return one.until
    return pieces[-1].until if pieces[-1].until != span.until else ""


def _add(found: list[Placed], new: Placed) -> None:
    """Append a placement, or lengthen the last one that says the same."""
    if found and found[-1].until == new.since and found[-1][2:] == new[2:]:
        found[-1] = found[-1]._replace(until=new.until)
    else:
        found.append(new)


def shown_day(day: str) -> str:
    """An ISO day as people write it."""
    year, month, date = day.split("-")
    return f"{date}/{month}/{year}"


# --- the database ---------------------------------------------------------------------------------------------------


def load(connection: Connection) -> dict[str, Unit]:
    """The tree as it is stored."""
    known = {row.unit: row for row in connection.execute(select(units))}
    spans: dict[UUID, list[Span]] = {unit: [] for unit in known}
    segments: dict[UUID, int] = {}
    for row in connection.execute(select(placements).order_by(placements.c.unit, placements.c.valid_from)):
        parent = known[row.parent].code if row.parent else ""
        spans[row.unit].append(Span(row.valid_from, row.valid_to, row.name, parent, row.overseer))
        segments[row.unit] = number_of(row.path)
    return {
        row.code: Unit(id, row.code, row.body, row.variant, segments.get(id, 0), tuple(_joined(sorted(spans[id]))))
        for id, row in sorted(known.items(), key=lambda item: item[1].code)
    }


def save(
    connection: Connection, before: Tree, after: Tree, now: int, *, cell_of: Callable[[Unit], UUID] = lambda _: uuid4()
) -> None:
    """Make the stored tree `after`, as `merged` gave it for `before`; `cell_of` gives new units that meet their cells'
    ids."""
    old, new = placements_of(before), placements_of(after)
    fresh = [unit for code, unit in after.items() if code not in before]
    touched = [unit for code, unit in after.items() if new[code] != old.get(code, ())]
    _insert(
        connection,
        units,
        [
            {
                "unit": unit.id,
                "code": unit.code,
                "body": unit.body,
                "variant": unit.variant,
                "code_key": list_key(unit.code),
            }
            for unit in fresh
        ],
    )
    _insert(
        connection,
        cells,
        [{"cell_id": cell_of(unit), "unit": unit.id, "made_at": now} for unit in fresh if unit.body],
    )
    for start in range(0, len(touched), CHUNK):
        ids = [unit.id for unit in touched[start : start + CHUNK]]
        connection.execute(delete(placements).where(placements.c.unit.in_(ids)))
    _insert(connection, placements, [_stored(unit, one, after) for unit in touched for one in new[unit.code]])
    mark(connection, [unit.id for unit in touched], now)


def _stored(unit: Unit, one: Placed, tree: Tree) -> dict[str, object]:
    return {
        "unit": unit.id,
        "valid_from": one.since,
        "valid_to": one.until,
        "path": one.path,
        "name": one.name,
        "parent": tree[one.parent].id if one.parent else None,
        "overseer": one.overseer,
        "search": fold(f"{unit.code} {one.name} {one.overseer}"),
        "name_key": list_key(one.name),
        "overseer_key": list_key(one.overseer),
    }


def _insert(connection: Connection, table: Table, rows: Sequence[Mapping[str, object]]) -> None:
    if rows:
        connection.execute(insert(table), list(rows))


class Place(NamedTuple):
    """Where a unit stands on one day: the names from the top down to its parent."""

    code: str
    name: str
    body: str
    variant: str
    overseer: str
    above: tuple[str, ...]


def place_of(connection: Connection, unit: UUID, day: str) -> Place | None:
    """A unit on a day; None when it does not stand anywhere on it."""
    wanted = select(units, placements.c.name, placements.c.path, placements.c.overseer, placements.c.parent)
    row = connection.execute(
        wanted.join_from(units, placements, placed(units.c.unit, day)).where(units.c.unit == unit)
    ).one_or_none()
    if row is None:
        return None
    above: list[str] = []
    parent = row.parent
    while parent is not None:
        up = select(placements.c.name, placements.c.parent).where(placed(literal(parent, Id()), day))
        higher = connection.execute(up).one_or_none()
        if higher is None:
            break
        above.insert(0, higher.name)
        parent = higher.parent
    return Place(row.code, row.name, row.body, row.variant, row.overseer, tuple(above))
