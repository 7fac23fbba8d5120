"""Sums over the tree, in the background (design.md §8): pages read what is summed and count nothing themselves.

Whoever folds a meeting or changes the organisation marks the cells concerned (`stale`). The projector makes their
standings anew and adds the difference to every unit above. One projector at a time does so, under a lock, so no row is
fought over; since the marks are taken away before anything is read, a mark made meanwhile stays for the next turn.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, Row, Select, and_, delete, func, insert, literal, select, tuple_

from hq import tally
from hq.columns import Time
from hq.fold import VERSION
from hq.paths import parts_of
from hq.plans import digest_in_use, plan_in_use
from hq.rows import replace
from hq.schema import cells, placements, settings, stale, standings, sums, tallies
from hq.standing import Made, standings_of
from hq.tally import read, stored
from models.plan import Plan

EVERYTHING: Final = UUID(int=0)
"""Stands above every unit: its sum is that of all."""

BATCH: Final = 250
"""Cells a transaction."""

_LOCK: Final = 0x62696E73
"""Of the advisory lock under which one of several servers sums."""
_SUMMED: Final[Select[Any]] = select(
    standings.c.unit, standings.c.campaign, standings.c.path, tallies.c.tally
).join_from(standings, tallies, and_(tallies.c.unit == standings.c.unit, tallies.c.campaign == standings.c.campaign))
_MADE_BY: Final = "sums"
"""The setting that tells by which plan and program the sums were made."""


class Node(NamedTuple):
    """A unit that has others under it, in one campaign."""

    unit: UUID
    campaign: str


class Sums:
    """The making of standings and sums by the plan in use; `own` is the program's, its digest is taken once."""

    def __init__(self, own: Plan) -> None:
        self._own = own
        self._digest = own.digest()

    def behind(self, connection: Connection) -> bool:
        """Whether there is anything to be done."""
        marked = connection.execute(select(stale.c.cell_id).limit(1)).first()
        return marked is not None or not self._is_own(connection)

    def _made_by(self, connection: Connection) -> bytes:
        """By what plan and which way of counting the sums are to be made."""
        return f"{VERSION}.{tally.VERSION} {digest_in_use(connection) or self._digest}".encode()

    def catch_up(self, connection: Connection, now: int) -> int:
        """Take some marks and make what they say is behind; how many cells were marked, 0 when none are left."""
        if not _alone(connection):
            return 0
        if not self._is_own(connection):
            replace(connection, settings, name=_MADE_BY, value=self._made_by(connection))
            start_over(connection, now)
        ids = list(connection.execute(select(stale.c.cell_id).limit(BATCH)).scalars())
        if ids:
            connection.execute(delete(stale).where(stale.c.cell_id.in_(ids)))
            before = connection.execute(_SUMMED.where(standings.c.cell_id.in_(ids))).all()
            after = standings_of(connection, plan_in_use(connection, self._own), self._own, ids)
            _put(connection, before, after)
            _add(connection, _differences(connection, before, after))
        return len(ids)

    def _is_own(self, connection: Connection) -> bool:
        """Whether what is there was made by the plan in use and this way of counting; else all is counted again."""
        known = connection.execute(select(settings.c.value).where(settings.c.name == _MADE_BY)).scalar()
        return known is not None and bytes(known) == self._made_by(connection)


def start_over(connection: Connection, now: int) -> None:
    """Throw standings and sums away and mark every cell."""
    for table in (standings, tallies, sums):
        connection.execute(delete(table))
    _mark_all(connection, now)


def mark(connection: Connection, units: Iterable[UUID], now: int) -> None:
    """The cells of units whose place in the tree changed."""
    found = list(units)
    for start in range(0, len(found), BATCH):
        some = found[start : start + BATCH]
        wanted = select(cells.c.cell_id).where(cells.c.unit.in_(some))
        for cell in connection.execute(wanted).scalars().all():
            replace(connection, stale, cell_id=cell, since=now)


def _alone(connection: Connection) -> bool:
    """Whether no other server is at it; SQLite has one writer anyway."""
    if connection.dialect.name != "postgresql":
        return True
    return bool(connection.execute(select(func.pg_try_advisory_xact_lock(_LOCK))).scalar())


def _mark_all(connection: Connection, now: int) -> None:
    connection.execute(delete(stale))
    every = select(cells.c.cell_id, literal(now, Time))
    connection.execute(insert(stale).from_select(["cell_id", "since"], every))


# --- standings ------------------------------------------------------------------------------------------------------


def _put(connection: Connection, before: Sequence[Row[Any]], after: Sequence[Made]) -> None:
    gone = [(row.unit, row.campaign) for row in before]
    if gone:
        for table in (standings, tallies):
            connection.execute(delete(table).where(tuple_(table.c.unit, table.c.campaign).in_(gone)))
    if after:
        connection.execute(insert(standings), [one.standing for one in after])
        connection.execute(insert(tallies), [_stored(one) for one in after])


def _stored(one: Made) -> dict[str, object]:
    return {"unit": one.standing["unit"], "campaign": one.standing["campaign"], "tally": one.tally}


# --- sums -----------------------------------------------------------------------------------------------------------


def _differences(
    connection: Connection, before: Sequence[Row[Any]], after: Sequence[Made]
) -> Mapping[Node, Counter[str]]:
    """What every unit above the changed ones has more, or less, than it had."""
    paths = {row.path for row in before} | {one.standing["path"] for one in after}
    above = _units_above(connection, paths)
    found: defaultdict[Node, Counter[str]] = defaultdict(Counter)
    for row in before:
        counts = read(row.tally)
        for unit in above[row.path]:
            found[Node(unit, row.campaign)].subtract(counts)
    for one in after:
        counts = read(one.tally)
        for unit in above[one.standing["path"]]:
            found[Node(unit, one.standing["campaign"])].update(counts)
    return {node: difference for node, difference in found.items() if any(difference.values())}


def _units_above(connection: Connection, paths: Iterable[str]) -> Mapping[str, Sequence[UUID]]:
    """Path → the units on the way down to it, itself left out. A unit's part of a path is its own for ever.

    A path that nobody has any more is one that was summed: the units on it are among those that have sums.
    """
    ways = {path: parts_of(path)[:-1] for path in paths}
    prefixes = {
        "/" + "".join(f"{part}/" for part in way[:end]) for way in ways.values() for end in range(1, len(way) + 1)
    }
    place = placements.c.path.in_(prefixes) | placements.c.unit.in_(select(sums.c.unit))
    wanted = select(placements.c.path, placements.c.unit).where(place).distinct()
    known = {parts_of(row.path)[-1]: row.unit for row in connection.execute(wanted)}
    return {path: [EVERYTHING, *(known[part] for part in way if part in known)] for path, way in ways.items()}


def _add(connection: Connection, differences: Mapping[Node, Counter[str]]) -> None:
    """Add to the stored sums; a sum of nothing has no row."""
    if not differences:
        return
    mine = tuple_(sums.c.unit, sums.c.campaign).in_(list(differences))
    held = {Node(row.unit, row.campaign): read(row.tally) for row in connection.execute(select(sums).where(mine))}
    connection.execute(delete(sums).where(mine))
    rows = []
    for node, counts in sorted(differences.items()):
        total = Counter(held.get(node, {}))
        total.update(counts)
        if any(total.values()):
            rows.append({"unit": node.unit, "campaign": node.campaign, "tally": stored(total)})
    if rows:
        connection.execute(insert(sums), rows)
