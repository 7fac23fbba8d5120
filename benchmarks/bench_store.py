"""How near the store comes to the disk's own limit (design.md §7, store.md §5.1–3).

Every act is timed beside a bare append + sync of the same bytes in the same loop, so read the ratios: they carry over
to other disks, the microseconds do not. The last lines delay every sync by 30 ms and watch an event loop meanwhile.

    python -m benchmarks.bench_store [--quick]
"""

import asyncio
import json
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final
from uuid import UUID

from sync.errors import StoreError
from sync.files import Disk
from sync.frames import frame
from sync.journal import encode
from sync.storage import JournalDB, JournalTable
from sync.stream import Stream, StreamHeader
from sync.writer import Writer

MEETING: Final = UUID("0198a1b2-0000-5000-8000-000000000001")
DEVICE: Final = UUID("0198a1b2-c3d4-7000-8000-000000000007")
HEADER: Final = StreamHeader.make(meeting=MEETING, device=DEVICE, cell=MEETING, alias="k7", offset=420)
NOTE: Final = "đồng tình với báo cáo, đề nghị tổ 2 rà soát xong trước ngày 30 tháng 9; nêu thêm hai việc còn chậm"

BAR_RATIO: Final = 1.4
"""design.md §7: act → durable ≤ 1.4 × a bare append + fsync of the same bytes."""


class Bare:
    """The limit: the same bytes at the end of a plain file, synced."""

    def __init__(self, path: Path, size: int) -> None:
        path.write_bytes(b"\0" * size)
        self._disk = Disk()
        self._fd = self._disk.open(path)
        self._end = size
        self._disk.sync(self._fd)

    def append(self, block: bytes) -> None:
        self._disk.write(self._fd, block, self._end)
        self._disk.sync(self._fd)
        self._end += len(block)

    def close(self) -> None:
        self._disk.close(self._fd)


class SlowDisk(Disk):
    """The real disk, each sync 30 ms slower, as on a hard disk or under F_FULLFSYNC."""

    def __init__(self) -> None:
        self.syncs = 0

    def sync(self, fd: int) -> None:
        self.syncs += 1
        time.sleep(0.030)
        super().sync(fd)


def line(seq: int) -> bytes:
    fields = {"s": seq, "v": 1, "t": "note.written", "at": 1757246462123, "mo": 4123055, "by": "p_3f"}
    return json.dumps({**fields, "b": {"text": NOTE}}, ensure_ascii=False, separators=(",", ":")).encode()


def document(seq: int) -> dict[str, object]:
    return {"id": seq, "name": "Nguyễn Thị Hương", "note": NOTE, "present": True}


def transaction(seq: int) -> bytes:
    return encode({"seq": seq, "ops": [["put", "people", str(seq), document(seq)]]})


def filled_stream(folder: Path, count: int) -> Stream:
    """A stream of `count` lines, written in one go and opened."""
    path = folder / "stream.journal"
    path.write_bytes(b"".join(map(frame, [HEADER.raw, *map(line, range(1, count + 1))])))
    return Stream(path, HEADER)


def filled_table(folder: Path, count: int) -> tuple[JournalDB, JournalTable]:
    """A table of `count` documents, written in one go and opened; its first insert, which counts the ids, is done."""
    path = folder / "people.journal"
    header = encode({"seq": 0, "format": "bienban-store", "version": 1})
    path.write_bytes(b"".join(map(frame, [header, *map(transaction, range(1, count + 1))])))
    db = JournalDB(path)
    table = db.table("people")
    assert isinstance(table, JournalTable)
    table.insert(document(count + 1))
    return db, table


def timed(act: Callable[[], object]) -> float:
    """Microseconds of one call."""
    start = time.perf_counter_ns()
    act()
    return (time.perf_counter_ns() - start) / 1000


def measure(count: int, rounds: int) -> dict[str, list[float]]:
    """Interleaved times of the four ways at a size of `count` entries."""
    times: dict[str, list[float]] = {"bare line": [], "stream": [], "bare document": [], "table": []}
    with tempfile.TemporaryDirectory(prefix="bienban-bench-") as name:
        folder = Path(name)
        stream = filled_stream(folder, count)
        db, table = filled_table(folder, count)
        bare = Bare(folder / "bare", (folder / "stream.journal").stat().st_size)
        for seq in range(count + 1, count + 1 + rounds):
            text, tx = line(seq), frame(transaction(seq + 1))
            block, row = frame(text), document(seq + 1)
            acts: list[tuple[str, Callable[[], object]]] = [
                ("bare line", lambda block=block: bare.append(block)),  # type: ignore[misc]
                ("stream", lambda text=text: stream.append([text])),  # type: ignore[misc]
                ("bare document", lambda tx=tx: bare.append(tx)),  # type: ignore[misc]
                ("table", lambda row=row: table.insert(row)),  # type: ignore[misc]
            ]
            turn = seq % len(acts)
            for way, act in acts[turn:] + acts[:turn]:
                times[way].append(timed(act))
        bare.close()
        stream.close()
        db.storage.journal.close()  # type: ignore[attr-defined] # no compaction: its time is not asked here
    return times


def best_third(values: list[float]) -> float:
    """The median of the fastest third: a disk that somebody else keeps busy now and then says nothing about us."""
    return statistics.median(sorted(values)[: max(len(values) // 3, 1)])


def compare(sizes: list[int], rounds: int) -> None:
    """Print medians and ratios for each size."""
    print(f"durable append, median of the best third of {rounds} rounds, bar {BAR_RATIO} x")
    print(f"{'entries':>9} {'bare us':>9} {'Stream us':>10} {'ratio':>6} {'bare us':>9} {'insert us':>10} {'ratio':>6}")
    for count in sizes:
        middle = {way: best_third(values) for way, values in measure(count, rounds).items()}
        stream, table = middle["stream"] / middle["bare line"], middle["table"] / middle["bare document"]
        print(
            f"{count:>9,} {middle['bare line']:>9.0f} {middle['stream']:>10.0f} {stream:>6.2f}"
            f" {middle['bare document']:>9.0f} {middle['table']:>10.0f} {table:>6.2f}"
        )


def opening(count: int) -> None:
    """Print how long a stream and a table of `count` entries take to open, sync included."""
    with tempfile.TemporaryDirectory(prefix="bienban-bench-") as name:
        folder = Path(name)
        filled_stream(folder, count).close()
        filled_table(folder, count)[0].close()
        stream = min(timed(lambda: Stream(folder / "stream.journal").close()) for _ in range(5)) / 1000
        table = min(timed(lambda: JournalDB(folder / "people.journal").close()) for _ in range(5)) / 1000
    print(f"opening {count:,} entries: stream {stream:.0f} ms, table {table:.0f} ms")


async def watch(stop: threading.Event, stalls: list[float]) -> None:
    """How much later than asked a 1 ms sleep of the event loop ends, in ms, until told to stop."""
    while not stop.is_set():
        start = time.perf_counter()
        await asyncio.sleep(0.001)
        stalls.append((time.perf_counter() - start) * 1000 - 1)


async def burst(count: int, pause: float) -> tuple[float, float, int]:
    """(ms until all were confirmed, p99 of the loop's stalls in ms, syncs) for acts `pause` seconds apart."""
    disk, stop, stalls = SlowDisk(), threading.Event(), list[float]()
    with tempfile.TemporaryDirectory(prefix="bienban-bench-") as name:
        stream = Stream(Path(name) / "stream.journal", HEADER, disk=disk)
        writer, left, before = Writer(), [count], disk.syncs

        def confirmed(error: StoreError | None) -> None:
            left[0] -= 1
            if left[0] == 0:
                stop.set()

        watcher = asyncio.create_task(watch(stop, stalls))
        start = time.perf_counter()
        for seq in range(1, count + 1):
            writer.submit(stream, line(seq), confirmed)
            await asyncio.sleep(pause)
        await watcher
        took = (time.perf_counter() - start) * 1000
        writer.close()
        stream.close()
    return took, statistics.quantiles(stalls, n=100)[98], disk.syncs - before


def main(quick: bool) -> None:
    """Print the store's figures; `quick` leaves out the large sizes."""
    compare([100, 1_000] if quick else [100, 1_000, 10_000, 100_000], 300 if quick else 1000)
    opening(5_000)
    for title, count, pause in (("200 acts at once", 200, 0.0), ("30 acts a second", 60 if quick else 200, 1 / 30)):
        took, stall, syncs = asyncio.run(burst(count, pause))
        print(f"sync + 30 ms, {title}: all confirmed after {took:.0f} ms, {syncs} syncs, loop stall p99 {stall:.1f} ms")


if __name__ == "__main__":
    main(quick="--quick" in sys.argv)
