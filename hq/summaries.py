"""The rows made of a meeting's lines, in the transaction that changes it or in the background (design.md §8)."""

from __future__ import annotations

import json
from functools import partial
from typing import Final
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Table, and_, bindparam, delete, func, insert, select
from sqlalchemy.exc import DataError

from hq.fold import FOLD_TROUBLE, Fold, Rows
from hq.plans import kept_plan
from hq.rows import Hot, Values, hot, replace, run
from hq.schema import dirty, heads, indicators, lines, meetings, remedies, stale, summaries

AT_ONCE: Final = 600
"""Lines of a meeting up to which it is folded while its laptop waits; a longer one is left to the background."""

SETTLING: Final = 20_000
"""Ms after which a meeting is folded of which the laptop still has more to send."""

_LONGEST_WAIT: Final = 3_600_000


def _of(table: Table) -> ColumnElement[bool]:
    return and_(table.c.cell_id == bindparam("of_cell"), table.c.meeting == bindparam("of_meeting"))


LOCK: Final = hot("select made_at from meetings where cell_id = :cell_id and meeting = :meeting", " for update")
_MAKE: Final = hot(
    "insert into meetings (cell_id, meeting, made_at) values (:cell_id, :meeting, :at)"
    " on conflict (cell_id, meeting) do nothing"
)
_MARK: Final = hot(
    "insert into dirty (cell_id, meeting, since, due, tries, reason)"
    " values (:cell_id, :meeting, :since, :due, 0, '')"
    " on conflict (cell_id, meeting) do update"
    " set since = excluded.since, due = excluded.due, tries = 0, reason = ''"
)
_TAKE: Final = select(meetings.c.made_at).where(_of(meetings)).with_for_update(skip_locked=True)
_DIRTY: Final = select(dirty.c.due).where(_of(dirty))
_SIZE: Final = select(func.coalesce(func.sum(heads.c.seq), 0)).where(_of(heads))
_CLEAN: Final = delete(dirty).where(_of(dirty))
_GONE: Final = {table.name: delete(table).where(_of(table)) for table in (indicators, remedies)}
_NEW: Final = {table.name: insert(table) for table in (indicators, remedies)}
_LINES: Final = select(lines.c.device, lines.c.line).where(_of(lines)).order_by(lines.c.device, lines.c.seq)


def begin(connection: Connection, cell: UUID, meeting: UUID, now: int) -> bool:
    """Make the meeting and hold it until the transaction ends; False when it is there already, and is not held."""
    (made,) = run(connection, (_MAKE, {"cell_id": cell, "meeting": meeting, "at": now}))
    return made.changed == 1


def lock(connection: Connection, cell: UUID, meeting: UUID) -> bool:
    """Hold the meeting until the transaction ends: one at a time adds to it or folds it. False: there is none."""
    (there,) = run(connection, (LOCK, {"cell_id": cell, "meeting": meeting}))
    return there.row is not None


def take(connection: Connection, cell: UUID, meeting: UUID) -> bool:
    """Hold a meeting that is behind; False when somebody else holds it now, or has folded it meanwhile."""
    ids = {"of_cell": cell, "of_meeting": meeting}
    return connection.execute(_TAKE, ids).first() is not None and connection.execute(_DIRTY, ids).first() is not None


def size(connection: Connection, cell: UUID, meeting: UUID) -> int:
    """Lines that are held of the meeting."""
    return int(connection.execute(_SIZE, {"of_cell": cell, "of_meeting": meeting}).scalar_one())


def refresh(connection: Connection, fold: Fold, cell: UUID, meeting: UUID, now: int) -> tuple[str, ...]:
    """Fold the locked meeting and replace its rows; its flags. A fold that fails only marks it dirty."""
    try:
        with connection.begin_nested():
            rows = fold.rows(lines_of(connection, cell, meeting), partial(kept_plan, connection))
            _put(connection, rows, cell, meeting)
            connection.execute(_CLEAN, {"of_cell": cell, "of_meeting": meeting})
            replace(connection, stale, cell_id=cell, since=now)
    except (*FOLD_TROUBLE, DataError) as trouble:
        mark_failed(connection, cell, meeting, now, type(trouble).__name__)
        return ("unfolded",)
    return tuple(json.loads(rows.summary["flags"]))


def _put(connection: Connection, rows: Rows, cell: UUID, meeting: UUID) -> None:
    """The rows of the meeting in the place of those before."""
    key = {"cell_id": cell, "meeting": meeting}
    replace(connection, summaries, **key, **rows.summary)
    for table, several in ((indicators, rows.indicators), (remedies, rows.remedies)):
        connection.execute(_GONE[table.name], {"of_cell": cell, "of_meeting": meeting})
        if several:
            connection.execute(_NEW[table.name], [{**key, **values} for values in several])


def lines_of(connection: Connection, cell: UUID, meeting: UUID) -> list[tuple[str, bytes]]:
    """(device id, line) of the whole meeting, each stream in its order."""
    found = connection.execute(_LINES, {"of_cell": cell, "of_meeting": meeting})
    return [(str(device), bytes(line)) for device, line in found]


def later(cell: UUID, meeting: UUID, now: int, due: int) -> tuple[Hot, Values]:
    """To be run: the summary is behind the record, and not before `due` is it worth folding."""
    return _MARK, {"cell_id": cell, "meeting": meeting, "since": now, "due": due}


def mark_failed(connection: Connection, cell: UUID, meeting: UUID, now: int, reason: str) -> None:
    """The fold failed: it is tried again, each time after twice as long."""
    mine = (dirty.c.cell_id == cell) & (dirty.c.meeting == meeting)
    before = connection.execute(select(dirty.c.since, dirty.c.tries).where(mine)).one_or_none()
    since, tries = (before.since, before.tries + 1) if before else (now, 1)
    due = now + min(1000 * 2 ** min(tries, 20), _LONGEST_WAIT)
    row = {"cell_id": cell, "meeting": meeting, "since": since, "due": due, "tries": tries, "reason": reason}
    replace(connection, dirty, **row)
