"""The derived index of a store: never asked twice, never trusted blindly, never in the way (L24)."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

import pytest

from models.commands import OpenMeeting
from models.decide import decide
from models.facts import NoteWritten
from models.finding import Finder, Record, parse
from models.plan import Plan
from models.ruling import Refusal
from models.vietnamese.text import fold
from sync import index as index_module
from sync.cipher import Cipher
from sync.index import Index
from sync.paths import Paths
from sync.replica import Replica
from sync.store import Store
from tests.sync.clocks import HandClock

DAYS = ("2023-09-15", "2023-10-15", "2023-11-15")


class Laptop:
    """A data folder."""

    def __init__(self, folder: Path, plan: Plan, cipher: Cipher | None = None) -> None:
        self.paths = Paths(folder)
        self.plan = plan
        self.cipher = cipher
        self.clock = HandClock()

    @contextmanager
    def store(self, *, read_only: bool = False) -> Iterator[Store]:
        store = Store(self.paths, self.plan, clock=self.clock, read_only=read_only, cipher=self.cipher)
        try:
            yield store
        finally:
            store.close()

    def fill(self) -> list[str]:
        """Three meetings with one note each; their ids."""
        with self.store() as store:
            return [self.hold(store, day) for day in DAYS]

    def hold(self, store: Store, day: str) -> str:
        replica = store.open(store.new_meeting(day))
        facts = decide(replica.meeting, OpenMeeting("Chi bộ", "Đảng bộ", "", "chi_bo", day), replica.moment())
        assert not isinstance(facts, Refusal)
        replica.record(facts)
        note(replica, f"rác thải {day}")
        store.close_meeting(replica)
        return replica.id

    @property
    def files(self) -> list[Path]:
        """The records."""
        return sorted(self.paths.index.glob("*"))


def note(replica: Replica, text: str) -> None:
    replica.record([NoteWritten(note=f"n_{replica.now()}", kind="opinion", text=text, at=replica.now())])


def found(records: list[Record], query: str = "rac thai") -> list[str]:
    return [hit.record.date for hit in Finder(records).find(parse(query)).hits]


NEWEST_FIRST = sorted(DAYS, reverse=True)


@pytest.fixture
def laptop(tmp_path: Path, plan: Plan) -> Laptop:
    return Laptop(tmp_path / "home", plan)


def test_every_meeting_is_found(laptop: Laptop) -> None:
    laptop.fill()
    with laptop.store() as store:
        assert store.index.records() == []
        assert store.index.missing == 3
        assert found(store.index.whole()) == NEWEST_FIRST
        assert store.index.missing == 0


def test_after_a_start_the_files_answer(laptop: Laptop) -> None:
    laptop.fill()
    with laptop.store() as store:
        store.index.whole()
    with laptop.store() as store:
        assert found(store.index.records()) == NEWEST_FIRST
        assert not store.index.reading
    assert len(laptop.files) == 3


def test_after_a_start_the_sealed_files_answer(tmp_path: Path, plan: Plan) -> None:
    """An encrypted store is searched as quickly as an open one, and its records say nothing to whoever has no key."""
    laptop = Laptop(tmp_path / "home", plan, Cipher.new())
    laptop.fill()
    with laptop.store() as store:
        made = store.index.whole()
    with laptop.store() as store:
        assert store.index.records() == made
        assert not store.index.reading
    assert not any(fold("rác thải").encode() in path.read_bytes() for path in laptop.files)


def test_a_record_is_as_it_was_made(laptop: Laptop) -> None:
    laptop.fill()
    with laptop.store() as store:
        made = store.index.whole()
    with laptop.store() as store:
        assert store.index.records() == made


def test_it_may_be_deleted_at_any_time(laptop: Laptop) -> None:
    laptop.fill()
    with laptop.store() as store:
        store.index.whole()
        shutil.rmtree(laptop.paths.index)
        assert found(store.index.records()) == NEWEST_FIRST
    with laptop.store() as store:
        assert found(store.index.whole()) == NEWEST_FIRST
    assert len(laptop.files) == 3


def test_a_stream_that_grew_is_read_anew(laptop: Laptop) -> None:
    """What was indexed before is not told for what is there now."""
    meeting = laptop.fill()[0]
    with laptop.store() as store:
        store.index.whole()
        replica = store.open(meeting)
        note(replica, "thêm về quỹ khuyến học")
        store.close_meeting(replica)
    with laptop.store() as store:
        assert len(store.index.records()) == 2
        assert store.index.missing == 1
        assert found(store.index.whole(), "khuyen hoc") == [DAYS[0]]


def test_a_stream_more_is_read(laptop: Laptop) -> None:
    meeting = laptop.fill()[0]
    with laptop.store() as store:
        store.index.whole()
        (path,) = laptop.paths.streams(UUID(meeting))
        shutil.copy(path, path.with_name("0198a1b2-c3d4-7000-8000-000000000009.journal"))
        assert len(store.index.records()) == 2


def test_an_open_meeting_is_told_from_memory(laptop: Laptop) -> None:
    """Also what the disk has not confirmed yet."""
    meeting = laptop.fill()[0]
    with laptop.store() as store:
        replica = store.open(meeting)
        assert found(store.index.whole(), "khuyen hoc") == []
        note(replica, "về quỹ khuyến học")
        assert found(store.index.records(), "khuyen hoc") == [DAYS[0]]
        assert len(laptop.files) == 2


@pytest.mark.parametrize("damage", ["flip", "cut", "empty", "foreign"])
def test_a_hurt_record_does_not_count(laptop: Laptop, damage: str) -> None:
    laptop.fill()
    with laptop.store() as store:
        store.index.whole()
    path = laptop.files[0]
    data = path.read_bytes()
    middle = data.index("rác".encode())
    flipped = data[:middle] + b"R" + data[middle + 1 :]
    path.write_bytes({"flip": flipped, "cut": data[:-9], "empty": b"", "foreign": b"{}\n" * 40}[damage])
    with laptop.store() as store:
        assert len(store.index.records()) == 2
        assert found(store.index.whole()) == NEWEST_FIRST
    assert path.read_bytes() == data


def test_every_bit_of_a_record_counts(laptop: Laptop) -> None:
    """No flip makes the index say something else than the streams."""
    laptop.fill()
    with laptop.store() as store:
        store.index.whole()
    path = laptop.files[0]
    data = bytearray(path.read_bytes())
    with laptop.store() as store:
        for place in range(len(data)):
            data[place] ^= 1 << place % 8
            path.write_bytes(data)
            assert len(Index(store).records()) == 2, place
            data[place] ^= 1 << place % 8


def test_a_record_of_another_version_or_plan_is_made_anew(laptop: Laptop, monkeypatch: pytest.MonkeyPatch) -> None:
    laptop.fill()
    with laptop.store() as store:
        store.index.whole()
        monkeypatch.setattr(index_module, "VERSION", 99)
        assert Index(store).records() == []
        monkeypatch.undo()
        assert len(Index(store).records()) == 3
    laptop.plan = laptop.plan.model_copy(update={"title": "Kế hoạch khác"})
    with laptop.store() as store:
        assert store.index.records() == []


def test_a_store_that_is_only_read_is_searched_and_not_written(laptop: Laptop) -> None:
    laptop.fill()
    with laptop.store(), laptop.store(read_only=True) as reader:
        assert found(reader.index.whole()) == NEWEST_FIRST
    assert laptop.files == []


def test_a_meeting_that_cannot_be_read_is_counted_and_holds_nothing_up(laptop: Laptop) -> None:
    meeting = laptop.fill()[0]
    (path,) = laptop.paths.streams(UUID(meeting))
    path.write_bytes(b"somebody else's file\n")
    with laptop.store() as store:
        assert found(store.index.whole()) == NEWEST_FIRST[:2]
        assert (store.index.missing, store.index.unreadable) == (0, 1)


def test_records_of_meetings_that_are_gone_go_too(laptop: Laptop) -> None:
    """They hold what people said."""
    meeting = laptop.fill()[0]
    with laptop.store() as store:
        store.index.whole()
        shutil.rmtree(laptop.paths.meeting(UUID(meeting)))
        assert found(store.index.whole()) == NEWEST_FIRST[:2]
    assert len(laptop.files) == 2


def test_closing_does_not_wait_for_the_rest(laptop: Laptop) -> None:
    """Reading stops at the next meeting; what is read is kept."""
    with laptop.store() as store:
        for day in range(1, 29):
            laptop.hold(store, f"2023-09-{day:02}")
    with laptop.store() as store:
        store.index.refresh()
        assert store.index.reading
    assert "sync.index" not in {type(thread).__module__ for thread in threading.enumerate()}
    assert len(laptop.files) < 28


def test_only_the_owner_may_read_it(laptop: Laptop) -> None:
    if os.name != "posix":
        pytest.skip("permissions of this kind are POSIX")
    laptop.fill()
    with laptop.store() as store:
        store.index.whole()
    assert {path.stat().st_mode & 0o077 for path in laptop.files} == {0}
