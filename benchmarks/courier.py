"""A slow headquarters behind the live screen: how late a key would be answered while the courier brings a long meeting.

A real server in a process of its own; every call to it takes half a second longer. The meeting has five thousand
entries that headquarters does not know, and goes on being recorded while they are sent (sync.md §7).
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import httpx

from benchmarks.cell import new_desk, shut, talk
from benchmarks.rows import Row, figure, percentile
from benchmarks.stall import KEY_REPEAT, beats, write
from documents.plan_file import load_plan
from hq.database import Database
from hq.migrations import migrate
from sync.enrolment import Line, enroll
from tests.hq.fleet import code_for, office
from tests.hq.serving import serving
from tui.app import BienbanApp
from tui.desk import Desk
from tui.panes.live import LivePane
from tui.workbench import Workbench

SLOWER = 0.5
"""Seconds added to every call."""
WRITTEN = 60
"""Notes written before anything is sent, to compare with."""
PATIENCE = 240
"""Seconds that the round may take."""
BAR = 100
"""Ms: what an act may ever wait for the courier."""

_handle = httpx.HTTPTransport.handle_request


def _slowly(transport: httpx.HTTPTransport, request: httpx.Request) -> httpx.Response:
    time.sleep(SLOWER)
    return _handle(transport, request)


def rows(folder: Path, *, quick: bool) -> Iterator[Row]:
    """The stalls of a desk on which somebody writes, and of the same desk while a round runs."""
    entries = 800 if quick else 5_000
    desk = new_desk(folder / "desk", members=40)
    talk(desk, entries)
    url = f"sqlite:///{folder / 'hq.sqlite'}"
    database = Database(url)
    migrate(database)
    database.close()
    with serving(folder, url, folder / "log") as (_, base):
        with office(url, folder, load_plan()) as services:
            enroll(desk.store, Line(base), code_for(services, "stall"))
        with patch.object(httpx.HTTPTransport, "handle_request", _slowly):
            quiet, late, taken = asyncio.run(_measured(desk))
    shut(desk)
    about = f"{entries} lines to a slow headquarters"
    yield figure(f"a round of {about}", taken, "s")
    for name, share, bar in (("p99", 0.99, None), ("the longest", 1.0, BAR)):
        alone, with_it = percentile(quiet, share), percentile(late, share)
        yield Row(f"stall, {about}, {name}", f"{with_it:.3g} ms, without {alone:.3g}", with_it, "ms", bar)


async def _measured(desk: Desk) -> tuple[list[float], list[float], float]:
    """(Every beat while notes are written and nothing is sent, every beat while the round runs, ms; its seconds)."""
    bench = Workbench(desk, lambda bench: LivePane())
    app = BienbanApp(desk, bench)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        bench.post.stop()
        quiet: list[float] = []
        late: list[float] = []
        for _ in range(WRITTEN):
            quiet += await _written(desk)
        begun = time.perf_counter()
        bench.post.start()
        while not _brought(bench):
            assert time.perf_counter() - begun < PATIENCE, "the round does not end"
            late += await _written(desk)
        return quiet, late, time.perf_counter() - begun


async def _written(desk: Desk) -> list[float]:
    """One more note, and how late the beats came until the next."""
    found = await beats(KEY_REPEAT)
    write(desk, f"ghi trong lúc gửi, lần {len(desk.meeting.ledger.entries)}")
    return found


def _brought(bench: Workbench) -> bool:
    """Whether a round has ended that had no trouble."""
    courier = bench.post.courier
    return courier is not None and courier.told.outcome is not None and courier.told.outcome.trouble is None
