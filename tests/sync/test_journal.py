"""The journal's durability rules: store.md §4 rules 1–7, §5.6."""

import os
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from sync.errors import StoreBroken, StoreBusy, StoreClosed, StoreFull, StoreUnreachable
from sync.files import Ballast, write_atomically
from sync.frames import Kind, frame
from sync.journal import Journal, encode
from sync.lock import Lock, holder
from tests.sync.disks import FullDisk, TroubledDisk, media_error, no_space

KIND = Kind("test", 1, b'{"seq":', restarts=True)
HEADER = encode({"seq": 0, "format": "test", "version": 1})


def tx(seq: int, text: str = "Nguyễn") -> bytes:
    return encode({"seq": seq, "t": text})


@pytest.fixture
def disk() -> TroubledDisk:
    return TroubledDisk()


@pytest.fixture
def journal(tmp_path: Path, disk: TroubledDisk) -> Journal:
    opened = Journal(tmp_path / "a.journal", KIND, HEADER, disk=disk)
    opened.append([tx(1)])
    return opened


def on_disk(path: Path) -> list[bytes]:
    journal = Journal(path, KIND, read_only=True)
    assert journal.reports == []
    found = [found.tx for found in journal.take()]
    journal.close()
    return found


def test_an_emptied_file_begins_with_its_owners_header(tmp_path: Path) -> None:
    """What its owner says of it stands there again, not only what any file of the kind says; without it, that."""
    path = tmp_path / "a.journal"
    own = encode({"seq": 0, "format": "test", "version": 1, "id": "x"})
    for header, expected in ((own, own), (None, encode({"format": "test", "version": 1}))):
        path.write_bytes(b"")
        journal = Journal(path, KIND, header)
        assert [report.code for report in journal.reports] == ["emptied"]
        assert journal.header == expected
        journal.close()
        assert path.read_bytes() == frame(expected)


def test_an_append_is_one_write_and_one_sync(journal: Journal, disk: TroubledDisk) -> None:
    """Rule 1, and the bar of store.md §5.1: nothing more than the bare append does."""
    disk.calls.clear()
    journal.append([tx(2)])
    assert disk.calls == {"write": 1, "sync": 1}
    disk.calls.clear()
    journal.append([tx(3), tx(4), tx(5)])
    assert disk.calls == {"write": 1, "sync": 1}
    disk.calls.clear()
    journal.append([])
    assert disk.calls == {}
    assert on_disk(journal.path) == [tx(seq) for seq in range(1, 6)]


def test_opening_syncs_file_and_directory_before_anything_is_shown(journal: Journal, disk: TroubledDisk) -> None:
    """Rule 6: a killed predecessor's last line may be in the page cache only."""
    journal.close()
    disk.calls.clear()
    Journal(journal.path, KIND, HEADER, disk=disk).close()
    assert disk.calls == {"sync": 1, "sync_directory": 1}


@pytest.mark.parametrize("written", [0, 1, 30, 45])
def test_a_full_disk_takes_the_half_written_line_back(journal: Journal, disk: TroubledDisk, written: int) -> None:
    """Rule 4: raised, nothing half-written left, and the same handle goes on."""
    before = journal.path.read_bytes()
    disk.fail("write", no_space(), after=written)
    with pytest.raises(StoreFull) as refusal:
        journal.append([tx(2)])
    assert not refusal.value.freed
    assert journal.path.read_bytes() == before
    assert journal.next_seq == 2
    journal.append([tx(2)])
    assert on_disk(journal.path) == [tx(1), tx(2)]


def test_a_full_disk_releases_the_ballast(tmp_path: Path) -> None:
    """sync.md §5.2. The room that comes back is told, so that the writer tries again at once."""
    disk = FullDisk(room=2000)
    ballast = Ballast(tmp_path / "ballast")
    assert ballast.load()
    assert ballast.path.stat().st_size == 1024 * 1024
    journal = Journal(tmp_path / "a.journal", KIND, HEADER, disk=disk, ballast=ballast)
    with pytest.raises(StoreFull) as refusal:
        _append_for_ever(journal)
    saved = journal.next_seq - 1
    assert refusal.value.freed
    assert not ballast.path.exists()
    assert saved > 0
    disk.room = 10_000
    journal.append([tx(saved + 1)])
    assert on_disk(journal.path) == [tx(seq) for seq in range(1, saved + 2)]


def _append_for_ever(journal: Journal) -> None:
    while True:
        journal.append([tx(journal.next_seq)])


def test_a_failed_write_that_cannot_be_taken_back_ends_the_handle(journal: Journal, disk: TroubledDisk) -> None:
    disk.fail("write", no_space(), after=20)
    disk.fail("truncate", media_error(), after=20)
    with pytest.raises(StoreBroken):
        journal.append([tx(2)])
    assert not journal.writable


def test_after_a_failed_sync_nothing_more_is_confirmed(journal: Journal, disk: TroubledDisk) -> None:
    """Rule 5: never a second sync on the same descriptor, not even when closing."""
    disk.fail("sync", media_error())
    with pytest.raises(StoreBroken):
        journal.append([tx(2)])
    assert journal.next_seq == 2
    disk.calls.clear()
    for _ in range(3):
        with pytest.raises(StoreBroken):
            journal.append([tx(2)])
    journal.close()
    assert disk.calls == {}


def test_the_way_on_after_a_failed_sync_is_a_rewrite_from_memory(journal: Journal, disk: TroubledDisk) -> None:
    old = journal.path.stat().st_ino
    disk.fail("sync", media_error())
    with pytest.raises(StoreBroken):
        journal.append([tx(2, "nghi ngờ")])
    journal.rewrite([tx(1)])
    assert journal.path.stat().st_ino != old
    journal.append([tx(2)])
    assert on_disk(journal.path) == [tx(1), tx(2)]


@pytest.mark.parametrize("call", ["write", "sync"])
def test_a_rewrite_that_finds_no_room_leaves_everything_as_it_was(
    journal: Journal, disk: TroubledDisk, call: str
) -> None:
    before = journal.path.read_bytes()
    disk.fail(call, no_space(), after=10)
    with pytest.raises(StoreFull):
        journal.rewrite([tx(1)])
    assert journal.path.read_bytes() == before
    assert not journal.path.with_name("a.journal.new").exists()
    journal.append([tx(2)])
    assert on_disk(journal.path) == [tx(1), tx(2)]


@pytest.mark.parametrize("call", ["replace", "sync_directory"])
def test_a_rewrite_whose_name_is_not_durable_confirms_nothing_more(
    journal: Journal, disk: TroubledDisk, call: str
) -> None:
    """A crash could bring the old file back: later lines would be lost with the new one."""
    disk.fail(call, media_error())
    with pytest.raises(StoreBroken):
        journal.rewrite([tx(1)])
    with pytest.raises(StoreBroken):
        journal.append([tx(2)])
    journal.rewrite([tx(1)])
    journal.append([tx(2)])
    assert on_disk(journal.path) == [tx(1), tx(2)]


def test_an_interrupted_append_leaves_nothing_behind_the_next_line(journal: Journal, disk: TroubledDisk) -> None:
    """Ctrl+C between write and sync: the longer unconfirmed line must not stick out behind a shorter one."""

    class Interrupt(TroubledDisk):
        def sync(self, fd: int) -> None:
            raise KeyboardInterrupt

    journal._disk = Interrupt()
    with pytest.raises(KeyboardInterrupt):
        journal.append([tx(2, "dài " * 50)])
    journal._disk = disk
    journal.append([tx(2)])
    assert on_disk(journal.path) == [tx(1), tx(2)]


def test_use_after_close_is_refused(journal: Journal) -> None:
    """Rule 7."""
    journal.close()
    journal.close()
    with pytest.raises(StoreClosed, match="đã đóng"):
        journal.append([tx(2)])
    with pytest.raises(StoreClosed):
        journal.rewrite([])


def test_a_file_opened_to_read_is_never_written(journal: Journal) -> None:
    reader = Journal(journal.path, KIND, read_only=True)  # the writer holds the lock meanwhile
    with pytest.raises(StoreClosed, match="chỉ đọc"):
        reader.append([tx(2)])
    with pytest.raises(StoreClosed, match="chỉ đọc"):
        reader.rewrite([])


def test_a_second_handle_is_refused_and_told_who_holds_it(journal: Journal) -> None:
    with pytest.raises(StoreBusy) as refusal:
        Journal(journal.path, KIND, HEADER)
    assert refusal.value.pid == os.getpid()
    assert str(os.getpid()) in refusal.value.sentence
    journal.close()
    assert holder(journal.path) == (False, None)
    Journal(journal.path, KIND, HEADER).close()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device that takes nothing is needed")
def test_a_lock_that_cannot_be_kept_leaves_no_file_open(tmp_path: Path) -> None:
    """store.md §4: a desk that tries again all day does not run out of descriptors."""
    (tmp_path / "a.lock").symlink_to("/dev/full")
    before = len(list(Path("/dev/fd").iterdir()))
    for _ in range(3):
        with pytest.raises(OSError, match="Invalid"):
            Lock(tmp_path / "a.journal")
    assert len(list(Path("/dev/fd").iterdir())) == before


def test_a_full_disk_does_not_keep_the_lock_from_being_taken(tmp_path: Path) -> None:
    """Opening to write on a full disk works as long as nothing has to be repaired."""
    path = tmp_path / "a.journal"
    Journal(path, KIND, HEADER).close()
    journal = Journal(path, KIND, HEADER, disk=FullDisk(room=0))
    with pytest.raises(StoreFull):
        journal.append([tx(1)])
    journal.close()


def test_a_torn_tail_on_a_full_disk_is_not_thrown_away(tmp_path: Path) -> None:
    """Recovery never deletes: without room for the side file the store does not open for writing."""
    path = tmp_path / "a.journal"
    torn = frame(HEADER) + frame(tx(1)) + b'{"crc":"12'
    path.write_bytes(torn)
    with pytest.raises(StoreFull):
        Journal(path, KIND, HEADER, disk=FullDisk(room=4))
    assert path.read_bytes() == torn
    assert [line.seq for line in Journal(path, KIND, read_only=True).take()] == [1]
    Journal(path, KIND, HEADER).close()


def test_a_missing_or_forbidden_file_is_told_plainly(tmp_path: Path) -> None:
    with pytest.raises(StoreUnreachable, match=r"Không tìm thấy a\.journal"):
        Journal(tmp_path / "a.journal", KIND)
    with pytest.raises(StoreUnreachable, match=r"Không tìm thấy a\.journal"):
        Journal(tmp_path / "a.journal", KIND, HEADER, read_only=True)
    (tmp_path / "a.journal").mkdir()
    with pytest.raises(StoreUnreachable, match="Không mở được"):
        Journal(tmp_path / "a.journal", KIND, HEADER)
    assert not list(tmp_path.glob("*.new"))


def test_an_atomic_write_that_fails_leaves_the_old_file(tmp_path: Path) -> None:
    path, disk = tmp_path / "catalog.json", TroubledDisk()
    write_atomically(path, b"old", disk)
    for call in ("write", "sync", "replace"):
        disk.fail(call, no_space())
        with pytest.raises(OSError, match="No space"):
            write_atomically(path, b"new", disk)
        assert path.read_bytes() == b"old"
    write_atomically(path, b"new", disk)
    assert path.read_bytes() == b"new"


def test_a_rewrite_keeps_damaged_bytes_beside_the_file(tmp_path: Path) -> None:
    """sync.md §5.4: never remove what is broken."""
    path = tmp_path / "a.journal"
    path.write_bytes(frame(HEADER) + frame(tx(1)) + b"?? hurt ??\n" + frame(tx(3)))
    journal = Journal(path, KIND, HEADER)
    kept = [found.tx for found in journal.take()]
    journal.rewrite(kept)
    journal.close()
    assert [entry.read_bytes() for entry in tmp_path.glob("*.cut-*")] == [b"?? hurt ??\n"]


class JournalMachine(RuleBasedStateMachine):
    """Any history of appends, trouble, reopenings and torn tails equals a plain list of lines."""

    texts = st.lists(st.text(max_size=20), min_size=1, max_size=4)

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.path = Path(self.folder.name) / "a.journal"
        self.disk = TroubledDisk()
        self.model: list[bytes] = []
        self._open()

    def _open(self) -> None:
        self.journal = Journal(self.path, KIND, HEADER, disk=self.disk)
        assert [found.tx for found in self.journal.take()] == self.model

    def _next(self, texts: list[str]) -> list[bytes]:
        return [tx(seq, text) for seq, text in enumerate(texts, self.journal.next_seq)]

    @rule(texts=texts)
    def append(self, texts: list[str]) -> None:
        txs = self._next(texts)
        self.journal.append(txs)
        self.model += txs

    @rule(texts=texts, written=st.integers(0, 60))
    def find_the_disk_full(self, texts: list[str], written: int) -> None:
        self.disk.fail("write", no_space(), after=written)
        with pytest.raises(StoreFull):
            self.journal.append(self._next(texts))

    @rule(texts=texts)
    def fail_to_sync_and_rewrite(self, texts: list[str]) -> None:
        self.disk.fail("sync", media_error())
        with pytest.raises(StoreBroken):
            self.journal.append(self._next(texts))
        self.journal.rewrite(self.model)

    @rule()
    def rewrite(self) -> None:
        self.journal.rewrite(self.model)

    @rule()
    def reopen(self) -> None:
        self.journal.close()
        self._open()
        assert self.journal.reports == []

    @rule(text=st.text(max_size=20), part=st.floats(0, 1))
    def be_cut_off_while_writing(self, text: str, part: float) -> None:
        whole = frame(tx(self.journal.next_seq, text))
        torn = whole[: 1 + int(part * (len(whole) - 4))]
        self.journal.close()
        self.path.write_bytes(self.path.read_bytes() + torn)
        self._open()
        assert [report.code for report in self.journal.reports] == ["torn_tail"]

    @invariant()
    def the_next_number_is_known(self) -> None:
        assert self.journal.next_seq == len(self.model) + 1

    def teardown(self) -> None:
        self.journal.close()
        assert on_disk(self.path) == self.model
        self.folder.cleanup()


JournalMachine.TestCase.settings = settings(max_examples=20, stateful_step_count=25, deadline=None)
TestJournalMachine = JournalMachine.TestCase
