"""A slow disk under the live screen: how long the event loop stands still, and when a burst is confirmed.

Every sync takes 30 ms longer, at the seam all durable writing goes through (`sync.files.Disk`).
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

from benchmarks.cell import new_desk, shut
from benchmarks.rows import Row, figure, percentile
from models.commands import WriteNote
from sync.files import Disk
from tui.app import BienbanApp
from tui.desk import Desk
from tui.panes.live import LivePane
from tui.shorthand_entry import note_draft
from tui.workbench import Workbench

SLOWER = 0.030
"""Seconds added to each sync: a laptop's hard disk (store.md §4)."""

BEAT = 0.001
KEY_REPEAT = 1 / 30

_sync = Disk.sync


def _slow_sync(disk: Disk, fd: int) -> None:
    time.sleep(SLOWER)
    _sync(disk, fd)


def rows(folder: Path, *, quick: bool) -> Iterator[Row]:
    """Stall while acts come at the pace of a held key; then 200 acts at once."""
    desk = new_desk(folder / "slow", members=22)
    with patch.object(Disk, "sync", _slow_sync):
        idle, slow, burst = asyncio.run(_measured(desk, 60 if quick else 200))
    shut(desk)
    yield Row("loop stall, every sync 30 ms slower, p99", f"{slow:.2g} ms, undisturbed {idle:.2g}", slow, "ms", 5)
    yield figure("200 acts at once, confirmed after", burst, "ms", 150)


async def _measured(desk: Desk, acts: int) -> tuple[float, float, float]:
    """(p99 of a beat that nothing disturbs, p99 of a beat between acts on a slow disk, a burst's confirmation), ms."""
    app = BienbanApp(desk, Workbench(desk, lambda bench: LivePane()))
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        quiet = percentile(await beats(1.0), 0.99)
        running = asyncio.create_task(beats(acts * KEY_REPEAT))
        for number in range(acts):
            await asyncio.sleep(KEY_REPEAT)
            write(desk, f"đồng tình, lần {number}")
        disturbed = percentile(await running, 0.99)
        await _confirmed(desk)
        begun = time.perf_counter()
        for number in range(200):
            write(desk, f"ghi dồn {number}")
        await _confirmed(desk)
        return quiet, disturbed, (time.perf_counter() - begun) * 1000


def write(desk: Desk, text: str) -> None:
    desk.do(WriteNote(note_draft(text, desk)))


async def beats(seconds: float) -> list[float]:
    """How late each beat of a millisecond came, in ms: what a key would have waited."""
    late = []
    until = time.perf_counter() + seconds
    while (begun := time.perf_counter()) < until:
        await asyncio.sleep(BEAT)
        late.append((time.perf_counter() - begun - BEAT) * 1000)
    return late


async def _confirmed(desk: Desk) -> None:
    assert desk.replica is not None
    while desk.replica.unsaved:
        await asyncio.sleep(BEAT)
