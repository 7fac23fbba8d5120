"""Summaries in the background: dirty meetings are folded again; from nothing the same rows are made (sync.md §9).

A summary is made of the record alone, so it does not matter which of several servers makes it, nor how often. Servers
that share a database leave to each other what one of them holds, and look again whether it is still behind.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial
from typing import Final
from uuid import UUID

from sqlalchemy import Connection, delete, func, select
from sqlalchemy.exc import DBAPIError

from hq import summaries
from hq.database import DatabaseBusy, DatabaseFull, DatabaseUnusable
from hq.fold import Fold
from hq.observing import Figures, log
from hq.schema import dirty, indicators, meetings, remedies
from hq.schema import summaries as rows
from hq.services import Services
from hq.sums import Sums, start_over

BATCH: Final = 100
"""Meetings looked up at a time."""

Place = tuple[UUID, UUID]
"""(cell, meeting)."""


class Projector:
    """Folds what is dirty, in a thread of its own once started."""

    def __init__(self, services: Services, figures: Figures | None = None) -> None:
        self._services = services
        self._database = services.database
        self._fold = Fold(services.plan)
        self._sums = Sums(services.plan)
        self._figures = figures
        self._over = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self, every: float) -> None:
        """Look for dirty meetings every so many seconds; 0: never."""
        if every:
            self._thread = threading.Thread(target=self._run, args=(every,), name="projector", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """End after the meeting under way."""
        self._over.set()
        if self._thread is not None:
            self._thread.join()

    def catch_up(self) -> int:
        """Fold every meeting that is due, then sum what is behind; how many meetings were folded."""
        done = 0
        while not self._over.is_set():
            due = self._database.read(self._due)
            folded = sum(self._renew(place, summaries.take) for place in due)
            done += folded
            if len(due) < BATCH or not folded:
                break
        self._sum()
        return done

    def rebuild(self) -> int:
        """Throw every summary and every sum away and make them again from the record; how many meetings there are."""
        self._database.write(self._throw_away)
        done: int = 0
        last: Place | None = None
        while places := self._database.read(partial(_meetings, after=last)):
            for place in places:
                self._renew(place, summaries.lock)
            done, last = done + len(places), places[-1]
        self._sum()
        return done

    def _throw_away(self, connection: Connection) -> None:
        for table in (rows, indicators, remedies):
            connection.execute(delete(table))
        start_over(connection, self._services.clock())

    def _sum(self) -> None:
        """Standings and sums, a batch of cells a transaction."""
        while not self._over.is_set() and self._database.read(self._sums.behind):
            if not self._database.write(lambda connection: self._sums.catch_up(connection, self._services.clock())):
                break

    def _renew(self, place: Place, hold: Callable[[Connection, UUID, UUID], bool]) -> bool:
        """Fold a meeting if it can be held; whether it was."""
        cell, meeting = place
        now = self._services.clock()

        def work(connection: Connection) -> bool:
            held = hold(connection, cell, meeting)
            if held:
                summaries.refresh(connection, self._fold, cell, meeting, now)
            return held

        return self._database.write(work)

    def _due(self, connection: Connection) -> list[Place]:
        wanted = select(dirty.c.cell_id, dirty.c.meeting).where(dirty.c.due <= self._services.clock())
        return [(cell, meeting) for cell, meeting in connection.execute(wanted.limit(BATCH))]

    def _run(self, every: float) -> None:
        while not self._over.wait(every):
            try:
                self.catch_up()
                self._tell()
            except (DatabaseBusy, DatabaseFull):
                log.warning("projector waits for the database")
            except (DBAPIError, DatabaseUnusable) as trouble:
                # The database refuses for a reason of its own, as a failing disk does: the next round may succeed.
                log.error("projector stopped short", trouble=type(trouble).__name__)

    def _tell(self) -> None:
        if self._figures is not None:
            count = select(func.count()).select_from(dirty)
            self._figures.dirty.set(self._database.read(lambda connection: connection.execute(count).scalar_one()))


def _meetings(connection: Connection, after: Place | None) -> list[Place]:
    """The next meetings in the order of their key."""
    wanted = select(meetings.c.cell_id, meetings.c.meeting).order_by(meetings.c.cell_id, meetings.c.meeting)
    if after is not None:
        cell, meeting = after
        later = (meetings.c.cell_id == cell) & (meetings.c.meeting > meeting)
        wanted = wanted.where((meetings.c.cell_id > cell) | later)
    return [(cell, meeting) for cell, meeting in connection.execute(wanted.limit(BATCH))]
