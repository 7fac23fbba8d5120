"""Power cuts, simulated from the recorded order of system calls: store.md §5.4, sync.md §11 "Local"."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from sync.drafts import Draft, Drafts
from sync.errors import StoreBroken
from sync.files import make_directories, write_atomically
from sync.storage import JournalDB
from sync.stream import Stream
from tests.sync.disks import media_error
from tests.sync.powercut import PaperDisk, RecordingDisk
from tests.sync.tools import MEETING, header, line, lines, stream_path

State = Any


@dataclass
class History:
    """Acts done on a recording disk. After `marks[i]` calls the state is `states[i]`, confirmed."""

    disk: RecordingDisk
    marks: list[int] = field(default_factory=list)
    states: list[State] = field(default_factory=list)

    def confirm(self, state: State) -> None:
        self.marks.append(len(self.disk.calls))
        self.states.append(state)

    def allowed(self, calls: int) -> list[State]:
        """The states that may be found after a cut behind `calls` calls: the last confirmed, or the one on its way."""
        done = sum(1 for mark in self.marks if mark <= calls)
        return self.states[max(done - 1, 0) : done + 1]

    def disks(self) -> Iterator[tuple[int, dict[str, bytes]]]:
        """Every disk that a cut behind any call could leave, each one once per call."""
        paper = PaperDisk()
        for count, call in enumerate(self.disk.calls, 1):
            paper.play(call)
            seen = set()
            for files in paper.outcomes():
                key = tuple(sorted(files.items()))
                if key not in seen:
                    seen.add(key)
                    yield count, files


def put_back(root: Path, files: dict[str, bytes]) -> Path:
    root.mkdir(parents=True)
    for name, data in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(data)
    return root


def losses(history: History, folder: Path, show: Callable[[Path], State]) -> Iterator[str]:
    """One sentence for each disk on which something confirmed is missing or something else appeared."""
    number = 0
    for count, files in history.disks():
        number += 1
        state = show(put_back(folder / str(number), files))
        if state not in history.allowed(count):
            yield f"after call {count} ({history.disk.calls[count - 1].name}): {state}"
    assert number > 20, "hardly any disk was tried"


# -- a store: every act of TinyDB, compaction, a failed sync ------------------------------------------------------


def show_store(root: Path) -> State:
    with JournalDB(root / "data" / "people.journal") as db:
        return {row.doc_id: dict(row) for row in db}


def store_history(root: Path, disk: RecordingDisk) -> History:
    history = History(disk)
    history.confirm({})
    db = JournalDB(root / "data" / "people.journal", disk=disk)
    acts: list[Callable[[], Any]] = [
        lambda: db.insert({"name": "Lê Thị Lan"}),
        lambda: db.insert_multiple([{"name": "An"}, {"name": "Ân", "tags": ["x"] * 9}]),
        lambda: db.update({"vote": True}, doc_ids=[1, 3]),
        db.compact,
        lambda: db.remove(doc_ids=[2]),
        lambda: db.insert({"name": "Bình"}),
    ]
    for act in acts:
        act()
        history.confirm({row.doc_id: dict(row) for row in db})
    db.close()
    again = JournalDB(root / "data" / "people.journal", disk=disk)
    again.insert({"name": "sau khi mở lại"})
    history.confirm({row.doc_id: dict(row) for row in again})
    again.close()
    return history


def test_no_power_cut_loses_a_confirmed_transaction(tmp_path: Path) -> None:
    """At most the transaction on its way is there in addition, whole: never a part of a batch."""
    root = tmp_path / "real"
    root.mkdir()
    history = store_history(root, RecordingDisk(root))
    assert list(losses(history, tmp_path / "cut", show_store)) == []


@pytest.mark.parametrize("forgotten", ["sync", "sync_directory"])
def test_the_simulation_finds_a_forgotten_sync(tmp_path: Path, forgotten: str) -> None:
    """Planted faults: without them this proof would prove nothing."""
    root = tmp_path / "real"
    root.mkdir()
    history = store_history(root, RecordingDisk(root, forget=[forgotten]))
    assert any(losses(history, tmp_path / "cut", show_store))


def test_the_simulation_finds_a_confirmation_before_the_sync(tmp_path: Path) -> None:
    root = tmp_path / "real"
    root.mkdir()
    history = store_history(root, RecordingDisk(root))
    history.marks = [max(mark - 1, 0) for mark in history.marks]
    assert any(losses(history, tmp_path / "cut", show_store))


def show_text(root: Path) -> State:
    path = root / "db.json"
    return path.read_text() if path.exists() else ""


def test_the_simulation_finds_a_file_that_is_rewritten_in_place(tmp_path: Path) -> None:
    """What stock TinyDB does: write over the old content, sync, truncate."""
    root = tmp_path / "real"
    root.mkdir()
    disk = RecordingDisk(root)
    history = History(disk)
    history.confirm("")
    fd = disk.create(root / "db.json")
    disk.sync_directory(root)
    for text in ("x" * 60, "y" * 40, "z" * 80):
        disk.write(fd, text.encode(), 0)
        disk.sync(fd)
        disk.truncate(fd, len(text))
        history.confirm(text)
    disk.close(fd)
    assert any(losses(history, tmp_path / "cut", show_text))


# -- a stream: single lines, bursts, torn tails, a failed sync -----------------------------------------------------


def show_stream(root: Path) -> State:
    with Stream(stream_path(root), header()) as stream:
        found = dict(stream.lines())
        assert all(found[seq] == line(seq) for seq in found)
        return set(found)


class FailingOnce(RecordingDisk):
    """One sync fails, as media do."""

    broken = False

    def sync(self, fd: int) -> None:
        if self.broken:
            self.broken = False
            raise media_error()
        super().sync(fd)


def test_no_power_cut_loses_a_confirmed_line(tmp_path: Path) -> None:
    """Single acts, a burst that shares a sync, a sync that fails and the rewrite that follows."""
    root = tmp_path / "real"
    root.mkdir()
    disk = FailingOnce(root)
    history = History(disk)
    history.confirm(0)
    stream = Stream(stream_path(root), header(), disk=disk)
    for first, last in ((1, 1), (2, 2), (3, 6), (7, 7)):
        stream.append(lines(first, last))
        history.confirm(last)
    disk.broken = True
    with pytest.raises(StoreBroken):
        stream.append([line(8)])
    stream.rebuild()
    stream.append([line(8)])
    history.confirm(8)
    stream.close()

    def lost(count: int, found: set[int]) -> bool:
        confirmed, *under_way = history.allowed(count)
        return not set(range(1, confirmed + 1)) <= found <= set(range(1, max([confirmed, *under_way]) + 1))

    for number, (count, files) in enumerate(history.disks()):
        found = show_stream(put_back(tmp_path / "cut" / str(number), files))
        assert not lost(count, found), (count, files)


def test_no_power_cut_while_a_torn_tail_is_repaired_loses_anything(tmp_path: Path) -> None:
    """Opening after a cut is itself a series of writes, and may be cut again."""
    first = tmp_path / "first"
    with Stream(stream_path(first), header()) as stream:
        stream.append(lines(1, 3))
    torn = stream_path(first).read_bytes() + b'{"crc":"0123'
    root = tmp_path / "real"
    root.mkdir()
    disk = RecordingDisk(root)
    path = stream_path(root)
    _put(disk, path, torn)
    start = len(disk.calls)
    with Stream(path, header(), disk=disk) as stream:
        stream.append([line(4)])
    history = History(disk, marks=[0, len(disk.calls)], states=[{1, 2, 3}, {1, 2, 3, 4}])
    tried = 0
    for count, files in history.disks():
        if count >= start:
            found = show_stream(put_back(tmp_path / "cut" / str(tried), files))
            assert found in history.allowed(count)
            tried += 1
    assert tried > 20


def _put(disk: RecordingDisk, path: Path, data: bytes) -> None:
    make_directories(path.parent, disk)
    write_atomically(path, data, disk)


# -- drafts --------------------------------------------------------------------------------------------------------


def show_drafts(root: Path) -> State:
    drafts = Drafts(root / "drafts.journal")
    found = drafts.of(MEETING)
    drafts.close()
    return found


def test_no_power_cut_loses_a_saved_draft(tmp_path: Path) -> None:
    root = tmp_path / "real"
    root.mkdir()
    disk = RecordingDisk(root)
    history = History(disk)
    history.confirm({})
    drafts = Drafts(root / "drafts.journal", disk=disk)
    for text in ("đồng", "đồng tình", ""):
        drafts.append([Draft(MEETING, "entry", text)])
        history.confirm(drafts.of(MEETING))
    drafts.append([Draft(MEETING, "entry", "đề nghị"), Draft(MEETING, "note", "ghi chú")])
    history.confirm(drafts.of(MEETING))
    drafts.close()
    assert list(losses(history, tmp_path / "cut", show_drafts)) == []
