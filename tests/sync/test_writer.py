"""The writer thread: store.md §4 "UI", §5.2, §5.6, §5.9."""

import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from sync.drafts import Draft, Drafts
from sync.errors import LineRefused, StoreBroken, StoreClosed, StoreError, StoreFull
from sync.files import Ballast
from sync.stream import Stream
from sync.writer import BATCH, Writer
from tests.sync.disks import FullDisk, TroubledDisk, media_error, no_space
from tests.sync.tools import MEETING, line, open_stream

PATIENCE = 20.0
"""Seconds after which a test gives up waiting; nothing is ever judged by how long it took."""


class Log:
    """What the writer called back, in order."""

    def __init__(self) -> None:
        self.done: list[tuple[int, StoreError | None]] = []
        self.trouble: list[StoreError | None] = []
        self.told = threading.Event()

    def act(self, seq: int) -> Callable[[StoreError | None], None]:
        return lambda error: self.done.append((seq, error))

    def on_trouble(self, error: StoreError | None) -> None:
        self.trouble.append(error)
        self.told.set()

    @property
    def saved(self) -> list[int]:
        return [seq for seq, error in self.done if error is None]


@pytest.fixture
def log() -> Log:
    return Log()


@pytest.fixture
def disk() -> TroubledDisk:
    return TroubledDisk()


@pytest.fixture
def stream(tmp_path: Path, disk: TroubledDisk) -> Iterator[Stream]:
    with open_stream(tmp_path, disk=disk) as opened:
        disk.calls.clear()
        yield opened


@pytest.fixture
def writer(log: Log) -> Iterator[Writer]:
    """Its own retries are an hour apart: a test that goes on without `retry` goes on by itself at once."""
    started = Writer(log.on_trouble, retry_seconds=3600)
    yield started
    started.close(timeout=PATIENCE)


def submit(writer: Writer, stream: Stream, log: Log, first: int, last: int) -> None:
    for seq in range(first, last + 1):
        writer.submit(stream, line(seq), log.act(seq))


def test_acts_are_confirmed_in_order_and_durable(tmp_path: Path, writer: Writer, log: Log, stream: Stream) -> None:
    submit(writer, stream, log, 1, 20)
    assert writer.drain(PATIENCE)
    assert log.done == [(seq, None) for seq in range(1, 21)]
    assert stream.head.seq == 20
    assert log.trouble == []
    stream.close()
    with open_stream(tmp_path) as again:
        assert dict(again.lines()) == {seq: line(seq) for seq in range(1, 21)}


def test_a_burst_shares_syncs(writer: Writer, log: Log, stream: Stream, disk: TroubledDisk) -> None:
    """store.md §4: 200 acts at once on a disk that needs 30 ms a sync took 9 syncs there. Counts, not times."""
    disk.sync_seconds = 0.03
    submit(writer, stream, log, 1, 200)
    assert writer.drain(PATIENCE)
    assert log.saved == list(range(1, 201))
    assert disk.calls["sync"] <= 15
    assert disk.calls["write"] == disk.calls["sync"]


def test_nothing_is_confirmed_before_the_sync_returned(
    writer: Writer, log: Log, stream: Stream, disk: TroubledDisk
) -> None:
    """store.md §5.9, design.md §4: a hanging sync leaves every act pending, and submitting never waits for it."""
    disk.gate.clear()
    submit(writer, stream, log, 1, 50)
    while disk.calls["sync"] == 0:
        pass
    submit(writer, stream, log, 51, 60)
    assert log.done == []
    assert writer.pending == 60
    assert writer.waiting > 0
    assert stream.head.seq == 0
    assert not writer.drain(0.05)
    disk.gate.set()
    assert writer.drain(PATIENCE)
    assert log.saved == list(range(1, 61))
    assert (writer.pending, writer.waiting) == (0, 0.0)


def test_a_full_disk_keeps_the_acts_and_goes_on_when_there_is_room(
    writer: Writer, log: Log, stream: Stream, disk: TroubledDisk
) -> None:
    """sync.md §5.2: recording goes on in memory and is written when space returns."""
    disk.fail("write", no_space(), no_space(), after=33)
    submit(writer, stream, log, 1, 5)
    assert log.told.wait(PATIENCE)
    submit(writer, stream, log, 6, 9)
    assert isinstance(writer.trouble, StoreFull)
    assert writer.pending == 9
    assert log.done == []
    writer.retry()
    while len(log.trouble) < 2:
        pass
    assert writer.pending == 9
    writer.retry()
    assert writer.drain(PATIENCE)
    assert log.saved == list(range(1, 10))
    assert [type(error) for error in log.trouble] == [StoreFull, StoreFull, type(None)]
    assert writer.trouble is None


def test_it_tries_again_by_itself(log: Log, stream: Stream, disk: TroubledDisk) -> None:
    writer = Writer(log.on_trouble, retry_seconds=0.02)
    disk.fail("write", no_space(), no_space(), no_space())
    submit(writer, stream, log, 1, 3)
    assert writer.drain(PATIENCE)
    assert log.saved == [1, 2, 3]
    writer.close()


def test_the_ballast_lets_it_go_on_at_once(tmp_path: Path, writer: Writer, log: Log) -> None:
    """store.md §4: told loudly, but the act is saved: the room of the ballast is used without asking."""
    disk = FullDisk(room=700)
    ballast = Ballast(tmp_path / "ballast")
    ballast.load()

    class Freed(Ballast):
        def release(self) -> bool:
            disk.room += 100_000
            return super().release()

    with open_stream(tmp_path, disk=disk, ballast=Freed(ballast.path)) as stream:
        submit(writer, stream, log, 1, 30)
        assert writer.drain(PATIENCE)
        assert log.saved == list(range(1, 31))
    assert [type(error) for error in log.trouble] == [StoreFull, type(None)]


def test_a_failed_sync_is_followed_by_a_new_file(
    tmp_path: Path, writer: Writer, log: Log, stream: Stream, disk: TroubledDisk
) -> None:
    """store.md §5.6: nothing more is confirmed on that file; the acts go to one rewritten from memory."""
    submit(writer, stream, log, 1, 5)
    assert writer.drain(PATIENCE)
    old = stream.path.stat().st_ino
    disk.fail("sync", media_error())
    submit(writer, stream, log, 6, 8)
    assert writer.drain(PATIENCE)
    assert stream.path.stat().st_ino != old
    assert log.saved == list(range(1, 9))
    assert [type(error) for error in log.trouble] == [StoreBroken, type(None)]
    stream.close()
    with open_stream(tmp_path) as again:
        assert dict(again.lines()) == {seq: line(seq) for seq in range(1, 9)}
        assert again.reports == []


def test_a_disk_that_stays_broken_is_not_hammered(writer: Writer, log: Log, stream: Stream, disk: TroubledDisk) -> None:
    disk.fail("sync", *[media_error() for _ in range(1000)])
    submit(writer, stream, log, 1, 3)
    while len(log.trouble) < 2:
        pass
    assert not writer.drain(0.1)
    assert [type(error) for error in log.trouble] == [StoreBroken, StoreBroken]
    assert writer.pending == 3
    disk.heal()
    writer.retry()
    assert writer.drain(PATIENCE)
    assert log.saved == [1, 2, 3]


def test_trouble_on_one_file_does_not_hold_up_another(
    tmp_path: Path, writer: Writer, log: Log, stream: Stream, disk: TroubledDisk
) -> None:
    """sync.md §11: a poisoned stream delays no other."""
    disk.fail("write", no_space())
    submit(writer, stream, log, 1, 3)
    assert log.told.wait(PATIENCE)
    drafts = Drafts(tmp_path / "drafts.journal")
    saved = threading.Event()
    writer.submit(drafts, Draft(MEETING, "entry", "đồng tình, đề"), lambda error: saved.set())
    assert saved.wait(PATIENCE)
    assert writer.pending == 3
    assert writer.trouble is not None
    writer.retry()
    assert writer.drain(PATIENCE)
    assert drafts.of(MEETING) == {"entry": "đồng tình, đề"}
    drafts.close()


def test_a_refused_line_does_not_drag_the_others_down(
    writer: Writer, log: Log, stream: Stream, disk: TroubledDisk
) -> None:
    """A line that can never be stored is told to its own callback; those before it are saved."""
    disk.gate.clear()
    submit(writer, stream, log, 1, 1)
    submit(writer, stream, log, 2, 3)
    writer.submit(stream, b'{"s":4,"v":1.5}', log.act(-4))
    writer.submit(stream, line(4), log.act(4))
    disk.gate.set()
    assert writer.drain(PATIENCE)
    assert log.saved == [1, 2, 3, 4]
    assert [(seq, type(error)) for seq, error in log.done if error] == [(-4, LineRefused)]
    assert log.trouble == []


def test_acts_for_a_closed_stream_are_given_back(writer: Writer, log: Log, stream: Stream) -> None:
    stream.close()
    submit(writer, stream, log, 1, 2)
    assert writer.drain(PATIENCE)
    assert [type(error) for _, error in log.done] == [StoreClosed, StoreClosed]


def test_a_callback_that_raises_is_reported_and_the_writing_goes_on(
    monkeypatch: pytest.MonkeyPatch, writer: Writer, log: Log, stream: Stream
) -> None:
    seen: list[type[BaseException]] = []
    monkeypatch.setattr(threading, "excepthook", lambda args: seen.append(args.exc_type))

    def boom(error: StoreError | None) -> None:
        raise ZeroDivisionError

    writer.submit(stream, line(1), boom)
    submit(writer, stream, log, 2, 6)
    writer.submit(stream, line(7), boom)
    submit(writer, stream, log, 8, 9)
    assert writer.drain(PATIENCE)
    assert log.saved == [2, 3, 4, 5, 6, 8, 9]
    assert stream.head.seq == 9
    assert seen == [ZeroDivisionError, ZeroDivisionError]


def test_more_than_a_batch_is_written_in_several_syncs(log: Log, disk: TroubledDisk) -> None:
    class Counting:
        def __init__(self) -> None:
            self.sizes: list[int] = []

        def append(self, items: Sequence[int], /) -> None:
            disk.gate.wait()
            self.sizes.append(len(items))

        def rebuild(self) -> None:
            raise AssertionError

    sink, writer = Counting(), Writer()
    disk.gate.clear()
    for n in range(2 * BATCH + 7):
        writer.submit(sink, n, log.act(n))
    disk.gate.set()
    assert writer.drain(PATIENCE)
    assert log.saved == list(range(2 * BATCH + 7))
    assert max(sink.sizes) <= BATCH
    assert writer.close() == 0


def test_closing_writes_what_waits_and_tells_what_it_could_not(log: Log, stream: Stream, disk: TroubledDisk) -> None:
    writer = Writer(log.on_trouble)
    submit(writer, stream, log, 1, 30)
    assert writer.close(PATIENCE) == 0
    assert log.saved == list(range(1, 31))
    with pytest.raises(RuntimeError, match="closed"):
        writer.submit(stream, line(31), log.act(31))
    writer = Writer(log.on_trouble, retry_seconds=3600)
    disk.fail("write", *[no_space() for _ in range(9)])
    submit(writer, stream, log, 31, 34)
    assert writer.close(timeout=0.2) == 4


def test_a_file_is_made_anew_once_for_each_failure(
    writer: Writer, log: Log, stream: Stream, disk: TroubledDisk
) -> None:
    """store.md §5.6: what came after the rebuild is appended as ever."""
    disk.fail("sync", media_error())
    submit(writer, stream, log, 1, 3)
    assert writer.drain(PATIENCE)
    assert disk.calls["replace"] == 1
    for seq in range(4, 8):
        submit(writer, stream, log, seq, seq)
        assert writer.drain(PATIENCE)
    assert disk.calls["replace"] == 1
    assert log.saved == list(range(1, 8))
    assert [type(error) for error in log.trouble] == [StoreBroken, type(None)]
    assert writer.trouble is None
    assert writer.waiting == 0.0


def test_a_writer_with_nothing_to_write_is_done_at_once(stream: Stream, writer: Writer, log: Log) -> None:
    """Whoever leaves is not kept waiting."""
    assert writer.drain(0)
    submit(writer, stream, log, 1, 1)
    assert writer.drain(PATIENCE)
    assert writer.drain(0)
