"""Headquarters' append against the driver's own fastest durable insert of the same rows (design.md §7: ≥ 0.5 ×).

Both sides store 500 lines in one transaction and commit it durably, taking turns. Ours checks every line, the chain
and the signature before; the yardstick checks nothing and keeps nothing but the rows. What folding the meeting costs
on top, when its last piece comes in, is told apart. PostgreSQL is measured when its binaries are installed.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import replace
from functools import partial
from itertools import count
from pathlib import Path
from uuid import uuid4

from benchmarks.rows import Row, against, figure, interleaved, timed, typical
from documents.plan_file import load_plan
from hq.database import Database
from hq.migrations import migrate
from hq.rows import insert_lines
from hq.services import Services
from hq.settings import Settings
from hq.streams import Batch, Streams, prove
from sync.signing import public_of
from tests.hq.laptops import Laptop, found, named, note

LINES = 500
BAR = 2.0
"""Of the time: half the speed of the yardstick."""


def rows(folder: Path, *, quick: bool) -> Iterator[Row]:
    """The rows of both databases."""
    rounds = 5 if quick else 25
    with sqlite(folder) as url:
        yield from _measured("SQLite", url, folder, rounds)
    with postgresql() as server:
        if server is not None:
            yield from _measured("PostgreSQL", server, folder, rounds)


def _measured(name: str, url: str, folder: Path, rounds: int) -> Iterator[Row]:
    database = Database(url)
    migrate(database)
    services = Services(settings=Settings(data=folder), database=database, plan=load_plan(), key=bytes(32))
    streams = Streams(services)
    found(database, Laptop())
    backlog, last = _appends(rounds + 1, more=1), _appends(rounds + 1, more=0)
    bare = _bare(database)
    append = _one_a_call(streams, backlog)
    folded = _one_a_call(streams, last)
    for run in (append, bare, folded):
        run()
    ours, yardstick = interleaved([partial(timed, append), partial(timed, bare)], rounds)
    yield against(f"append of {LINES} lines, {name}, against the bare insert", ours, yardstick, BAR)
    yield figure(f"the same with the meeting folded, {name}", typical(folded, rounds), "ms")
    database.close()


def _appends(number: int, more: int) -> list[Batch]:
    """Appends of whole streams, each of another meeting; `more` lines still sit on the laptop."""
    lines = [note(seq) for seq in range(1, LINES + 1)]
    laptops = [Laptop(meeting=uuid4(), lines=lines) for _ in range(number)]
    return [laptop.batch(changed={"end": LINES + more}) for laptop in laptops]


def _one_a_call(streams: Streams, batches: list[Batch]) -> Callable[[], None]:
    waiting = iter(batches)
    laptop = Laptop()
    caller = replace(laptop.caller, key=public_of(laptop.key))  # as the look at its token leaves it

    def run() -> None:
        assert streams.append(caller, next(waiting)).status == "ok"

    return run


def _bare(database: Database) -> Callable[[], None]:
    """The yardstick: COPY in binary on PostgreSQL, `executemany` of a prepared statement on SQLite; then commit."""
    laptop = Laptop(lines=[note(seq) for seq in range(1, LINES + 1)])
    proven = prove(laptop.cell, laptop.batch(), public_of(laptop.key))
    assert proven is not None
    ready = proven.lines.stored
    meetings = (named(f"bare {number}") for number in count())

    def run() -> None:
        meeting = next(meetings)
        database.write(lambda connection: insert_lines(connection, laptop.cell, meeting, laptop.device, ready))

    return run


@contextmanager
def sqlite(folder: Path) -> Iterator[str]:
    yield f"sqlite:///{folder / 'bench.sqlite'}"


def postgresql() -> AbstractContextManager[str | None]:
    """A server of its own, or None where it cannot run."""
    return nullcontext(None) if sys.platform == "win32" else _own_postgresql()


@contextmanager
def _own_postgresql() -> Iterator[str]:
    from tests.hq.postgres import running

    with running() as server:
        server.execute("create database bench")
        yield server.url("bench")
