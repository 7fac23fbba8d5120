"""A meeting followed from the disk while somebody else records it (store.md §4 "Locking", sync.md §4)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from models.commands import ListPeople, OpenMeeting, StartSession
from models.decide import decide
from models.facts import DetailSet
from models.plan import Plan
from models.ruling import Refusal
from sync.errors import StoreUnreachable
from sync.follower import Follower
from sync.frames import frame
from sync.paths import Paths
from sync.replica import Replica
from sync.store import Store
from sync.stream import StreamHeader
from tests.models.build import member
from tests.sync.clocks import HandClock

AN, BICH = member(1, "Lê Hồng An"), member(2, "Vũ Thị Bích")


class Room:
    """A desk that records, and a second reader of the same folder with a clock of its own."""

    def __init__(self, folder: Path, plan: Plan, *, rehearsal: bool = False) -> None:
        self.paths = Paths(folder / "bienban")
        self.clock, self.wall = HandClock(), HandClock()
        self.desk = Store(self.paths, plan, clock=self.clock)
        self.replica = self.desk.open(self.desk.new_meeting("2023-09-15"))
        self.decide(OpenMeeting("Chi bộ thôn", "Đảng bộ xã", "", "chi_bo", "2023-09-15", rehearsal))
        self.reader = Store(self.paths, plan, clock=self.wall, read_only=True)
        self.follower = Follower(self.reader, self.replica.id)

    def decide(self, command: OpenMeeting | ListPeople | StartSession) -> None:
        facts = decide(self.replica.meeting, command, self.replica.moment())
        assert not isinstance(facts, Refusal)
        self.replica.record(facts)
        assert self.desk.writer.drain(10)

    def note_place(self, place: str) -> None:
        self.replica.record([DetailSet(field="place", value=place)])
        assert self.desk.writer.drain(10)

    def place(self) -> str:
        return self.follower.meeting.details.text("place")

    @property
    def stream(self) -> Path:
        (path,) = self.paths.streams(UUID(self.replica.id))
        return path

    def close(self) -> None:
        self.reader.close()
        self.desk.close()


@pytest.fixture
def room(tmp_path: Path, plan: Plan) -> Iterator[Room]:
    room = Room(tmp_path, plan)
    yield room
    room.close()


def state(replica: Replica) -> object:
    """Everything a meeting is, to compare two of them."""
    return sorted(replica.meeting.ledger.entries)


def test_what_is_recorded_is_seen_at_the_next_look(room: Room) -> None:
    assert not room.follower.poll()
    room.decide(ListPeople((AN, BICH)))
    room.note_place("Nhà văn hoá")
    assert room.follower.poll()
    assert room.place() == "Nhà văn hoá"
    assert list(room.follower.meeting.people) == [AN.id, BICH.id]
    assert sorted(room.follower.meeting.ledger.entries) == state(room.replica)
    assert not room.follower.poll()


def test_following_writes_nothing(room: Room) -> None:
    before = {path: path.read_bytes() for path in room.paths.root.rglob("*") if path.is_file()}
    room.follower.poll()
    assert {path: path.read_bytes() for path in room.paths.root.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("cut", [1, 2, 30, 60])
def test_a_line_counts_once_its_last_byte_is_there(room: Room, cut: int) -> None:
    """The writer is in the middle of a line: nothing is seen of it, and nothing is lost."""
    room.follower.poll()
    room.note_place("Hội trường")
    whole = room.stream.read_bytes()
    with room.stream.open("r+b") as stream:
        stream.truncate(len(whole) - cut)
    room.follower.poll()
    assert room.place() == ""
    with room.stream.open("r+b") as stream:
        stream.write(whole)
    assert room.follower.poll()
    assert room.place() == "Hội trường"


def test_a_file_that_became_shorter_is_read_anew(room: Room) -> None:
    """The writer took a half-confirmed line back: what was shown of it goes."""
    short = room.stream.stat().st_size
    room.note_place("Hội trường")
    room.follower.poll()
    with room.stream.open("r+b") as stream:
        stream.truncate(short)
    assert room.follower.poll()
    assert room.place() == ""


def test_a_file_put_in_its_place_is_read_anew(room: Room) -> None:
    """A stream that was rebuilt after trouble with the disk is another file of the same name."""
    room.note_place("Hội trường")
    room.follower.poll()
    other = room.stream.with_suffix(".other")
    other.write_bytes(room.stream.read_bytes())
    other.replace(room.stream)
    room.follower.poll()
    assert room.place() == "Hội trường"
    assert not room.follower.poll()


def test_a_stream_that_comes_is_taken_in(room: Room) -> None:
    """Another desk's record of the same meeting arrives: both are folded."""
    foreign = UUID("0198a1b2-0000-4000-8000-0000000000aa")
    room.note_place("Hội trường")
    data = room.stream.read_bytes()
    room.paths.stream(UUID(room.replica.id), foreign).write_bytes(data)
    assert room.follower.poll()
    assert {device for device, _ in room.follower.meeting.ledger.entries} == {room.replica.device, str(foreign)}


def test_a_line_that_is_no_entry_hides_only_itself(room: Room) -> None:
    """A colleague's stream of a later version, say."""
    foreign = UUID("0198a1b2-0000-4000-8000-0000000000aa")
    path = room.paths.stream(UUID(room.replica.id), foreign)
    *_, last = room.stream.read_bytes().splitlines(keepends=True)
    fields = json.loads(last)["tx"] | {"s": 2, "t": "detail.set", "b": {"field": "place", "value": "Sân đình"}}
    lines = [b'{"s":1,"t":"detail.set"}', json.dumps(fields, ensure_ascii=False, separators=(",", ":")).encode()]
    header = StreamHeader.make(
        meeting=UUID(room.replica.id), device=foreign, cell=room.desk.cell, alias="q4", offset=420
    )
    path.write_bytes(b"".join(map(frame, [header.raw, *lines])))
    assert room.follower.poll()
    assert room.place() == "Sân đình"


def test_a_damaged_line_hides_only_itself(room: Room) -> None:
    room.note_place("Hội trường")
    room.follower.poll()
    size = room.stream.stat().st_size
    room.note_place("Sân đình")
    hurt = room.stream.stat().st_size
    room.note_place("Nhà văn hoá")
    data = bytearray(room.stream.read_bytes())
    data[(size + hurt) // 2] ^= 1
    room.stream.write_bytes(bytes(data))
    room.follower.poll()
    assert room.place() == "Nhà văn hoá"


def test_the_time_is_the_desk_s_once_it_is_known(room: Room) -> None:
    """sync.md §4: a wall clock that jumps moves no printed time, here neither."""
    room.wall.tick(5 * 1000)
    assert room.follower.now() == room.wall.wall()
    room.clock.jump(3_600_000)
    room.clock.tick(5 * 1000)
    room.note_place("Hội trường")
    room.follower.poll()
    assert abs(room.follower.now() - room.replica.now()) <= 2_000
    room.clock.tick(60 * 1000)
    room.wall.tick(60 * 1000)
    assert abs(room.follower.now() - room.replica.now()) <= 2_000


def test_a_rehearsal_stands_at_its_last_act(tmp_path: Path, plan: Plan) -> None:
    """L17: the script's time, not this morning's."""
    room = Room(tmp_path, plan, rehearsal=True)
    room.wall.tick(900_000 * 1000)
    assert room.follower.now() == room.replica.last_at
    room.close()


def test_a_meeting_that_is_not_there_cannot_be_followed(room: Room) -> None:
    with pytest.raises(StoreUnreachable):
        Follower(room.reader, "0198a1b2-0000-4000-8000-0000000000bb")


def test_a_meeting_that_vanishes_is_told(room: Room) -> None:
    room.stream.unlink()
    with pytest.raises(StoreUnreachable):
        room.follower.poll()
