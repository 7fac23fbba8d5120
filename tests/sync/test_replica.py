"""One meeting on this laptop (sync.md §2–5): what is shown is what is stored, and what a restart finds."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from models.entries import LINE_LIMIT, Entry, encode
from models.fact import Fact
from models.facts import DetailSet, FloorGiven, FloorStopped, GuestAdded, NoteWritten, SessionStarted
from models.facts_record import ClockNoted, DeskOpened, MergeSeen
from models.plan import Plan
from sync.errors import LineRefused
from sync.replica import PEER_AHEAD, Replica
from sync.stream import Stream, StreamHeader
from sync.writer import Writer
from tests.models.build import DAY
from tests.sync.clocks import HandClock
from tests.sync.disks import TroubledDisk, media_error, no_space
from tests.sync.tools import CELL, DEVICE, MEETING

PEER = UUID("0198a1b2-c3d4-7000-8000-000000000008")

Lines = list[dict[str, Any]]


def place(value: str) -> Fact:
    """The place of the meeting."""
    return DetailSet(field="place", value=value)


def note(number: int, text: str = "Nhất trí") -> Fact:
    """A note nobody else writes."""
    return NoteWritten(note=f"n_{number}", kind="opinion", text=text, at=DAY + number)


class Laptop:
    """A folder with streams, a writer, a disk and a clock; replicas of the one meeting are opened and put away."""

    def __init__(self, folder: Path, plan: Plan) -> None:
        self.folder = folder
        self.plan = plan
        self.clock = HandClock()
        self.disk = TroubledDisk()
        self.writer = Writer(retry_seconds=60)
        self.opened: list[Replica] = []

    def open(self, device: UUID = DEVICE, *peers: UUID, read_only: bool = False) -> Replica:
        """The meeting as that device records it, knowing of its peers."""
        header = StreamHeader.make(meeting=MEETING, device=device, cell=CELL, alias="k7", offset=420)
        own = Stream(self.path(device), header, read_only=read_only, disk=self.disk)
        others = [Stream(self.path(peer), read_only=True) for peer in peers]
        replica = Replica(own, others, self.plan, self.clock, self.writer)
        self.opened.append(replica)
        return replica

    def put_away(self, replica: Replica) -> None:
        """Close it when everything is on disk."""
        assert self.writer.drain(10)
        replica.close()
        self.opened.remove(replica)

    def path(self, device: UUID = DEVICE) -> Path:
        """Where a device's stream lies."""
        return self.folder / str(MEETING) / f"{device}.journal"

    def lines(self, device: UUID = DEVICE) -> Lines:
        """What is on disk."""
        with Stream(self.path(device), read_only=True) as stream:
            return [json.loads(line) for _, line in stream.lines()]

    def end(self) -> None:
        """Stop the thread, let the files go."""
        self.disk.heal()
        self.disk.gate.set()
        self.writer.close()
        for replica in self.opened:
            replica.close()


@pytest.fixture
def laptop(tmp_path: Path, plan: Plan) -> Iterator[Laptop]:
    """An empty folder."""
    made = Laptop(tmp_path, plan)
    yield made
    made.end()


def state(replica: Replica) -> str:
    """The state hash of what is shown."""
    return replica.meeting.ledger.state_hash()


def facts(replica: Replica, kind: type[Fact]) -> list[Fact]:
    """The facts of a kind that are shown, in order."""
    entries = sorted(replica.meeting.ledger.entries.values(), key=lambda entry: entry.seq)
    return [entry.fact for entry in entries if isinstance(entry.fact, kind)]


def until(true: Callable[[], bool]) -> bool:
    """Wait for the writer thread to have called back."""
    for _ in range(1_000):
        if true():
            return True
        time.sleep(0.01)
    return False


# --- an act and its line ---------------------------------------------------------------------------


def test_a_new_record_begins_with_the_opening_of_the_desk_sync_2(laptop: Laptop) -> None:
    replica = laptop.open()
    assert facts(replica, DeskOpened) == [DeskOpened(app="bienban 0.1", offset=420, at=DAY)]
    laptop.put_away(replica)
    (line,) = laptop.lines()
    assert (line["s"], line["t"], line["at"], line["mo"]) == (1, "desk.opened", DAY, 0)


def test_an_act_is_shown_at_once_and_is_a_line_on_disk_L1(laptop: Laptop) -> None:
    replica = laptop.open()
    laptop.clock.tick(1_500)
    assert replica.record([place("Nhà văn hóa")]) == {"detail"}
    assert replica.meeting.details.text("place") == "Nhà văn hóa"
    assert laptop.writer.drain(10)
    (_, line) = laptop.lines()
    assert line == {
        "s": 2,
        "v": 1,
        "t": "detail.set",
        "at": DAY + 1_500,
        "mo": 1_500,
        "by": "",
        "b": {"field": "place", "value": "Nhà văn hóa"},
    }


def test_nothing_counts_as_saved_before_the_sync_has_returned_L1(laptop: Laptop) -> None:
    replica = laptop.open()
    assert until(lambda: replica.unsaved == 0)
    laptop.disk.gate.clear()
    replica.record([place("một")])
    replica.record([place("hai")])
    assert not laptop.writer.drain(0.2)
    assert (replica.unsaved, replica.saved) == (2, 1)
    laptop.disk.gate.set()
    assert laptop.writer.drain(10)
    assert (replica.unsaved, replica.saved) == (0, 3)


def test_the_lines_of_one_act_know_each_other_L6(laptop: Laptop) -> None:
    replica = laptop.open()
    replica.record([place("một"), DetailSet(field="number", value="12")])
    replica.record([place("hai")])
    laptop.put_away(replica)
    assert [line.get("g") for line in laptop.lines()] == [None, 2, 2, None]


def test_who_holds_the_keyboard_stands_in_every_line_sync_2(laptop: Laptop) -> None:
    replica = laptop.open()
    replica.record([DetailSet(field="clerk", value="p_000000000001")])
    replica.record([place("một")])
    assert replica.by == "p_000000000001"
    laptop.put_away(replica)
    again = laptop.open()
    assert again.by == "p_000000000001"
    again.record([DetailSet(field="clerk", value=None)])
    again.record([place("hai")])
    laptop.put_away(again)
    assert [line["by"] for line in laptop.lines()] == ["", "", *["p_000000000001"] * 3, ""]


def test_every_act_has_a_seed_of_its_own(laptop: Laptop) -> None:
    replica = laptop.open()
    seeds = []
    for number in range(5):
        seeds.append(replica.moment().seed)
        replica.record([note(number)])
    laptop.put_away(replica)
    again = laptop.open()
    seeds.append(again.moment().seed)
    assert len(set(seeds)) == 6
    assert again.moment().device == str(DEVICE)


# --- restart ---------------------------------------------------------------------------------------


def test_a_restart_goes_on_where_the_record_stopped_L1(laptop: Laptop) -> None:
    replica = laptop.open()
    replica.record([SessionStarted(at=DAY)])
    laptop.clock.tick(60_000)
    replica.record([FloorGiven(turn="t_1", person="p_1", kind="opinion", at=replica.now())])
    before = state(replica)
    laptop.put_away(replica)
    laptop.clock.tick(30_000)
    again = laptop.open()
    assert state(again) == before
    assert again.meeting.floor.current is not None
    again.record([FloorStopped(turn="t_1", at=again.now())])
    laptop.put_away(again)
    lines = laptop.lines()
    assert [line["s"] for line in lines] == [1, 2, 3, 4, 5]
    assert [line["mo"] for line in lines] == [0, 0, 60_000, 0, 0]
    assert lines[4]["b"]["at"] == DAY + 90_000


def test_the_clock_of_a_run_is_never_behind_the_last_entry_sync_4(laptop: Laptop) -> None:
    replica = laptop.open()
    laptop.clock.tick(600_000)
    replica.record([place("một")])
    last = replica.last_at
    laptop.put_away(replica)
    laptop.clock.jump(-3_600_000)
    again = laptop.open()
    assert last == DAY + 600_000
    assert again.now() == last + 1
    assert again.last_at > last


def test_a_jump_of_the_wall_is_noted_and_moves_no_printed_time_sync_4(laptop: Laptop) -> None:
    replica = laptop.open()
    laptop.clock.tick(1_000)
    laptop.clock.jump(-86_400_000)
    replica.record([FloorGiven(turn="t_1", person="p_1", kind="opinion", at=replica.now())])
    assert facts(replica, ClockNoted) == [ClockNoted(jump=-86_400_000)]
    assert replica.meeting.floor.turns[0].start == DAY + 1_000
    replica.record([place("một")])
    laptop.put_away(replica)
    lines = laptop.lines()
    assert [line["t"] for line in lines] == ["desk.opened", "clock.noted", "floor.given", "detail.set"]
    assert lines[2]["at"] == DAY + 1_000 - 86_400_000
    assert lines[2]["mo"] == 1_000


def test_what_was_typed_decomposed_reads_the_same_before_and_after_a_restart_sync_1(laptop: Laptop) -> None:
    replica = laptop.open()
    replica.record([place("Nha\u0300 va\u0306n ho\u0301a")])
    assert replica.meeting.details.text("place") == "Nhà văn hóa"
    before = state(replica)
    laptop.put_away(replica)
    assert state(laptop.open()) == before
    assert replica.refused == []


def test_half_characters_and_control_characters_keep_nothing_from_being_saved_L1(laptop: Laptop) -> None:
    replica = laptop.open()
    for text in ("\udcc3", "a\x00b", "\u2028", '{"crc":"', "\U0001f468\u200d\U0001f33e", "\x1b[31m"):
        replica.record([place(text)])
    before = state(replica)
    laptop.put_away(replica)
    assert replica.unsaved == 0
    again = laptop.open()
    assert (state(again), again.unreadable) == (before, 0)


# --- what does not fit -----------------------------------------------------------------------------


def test_an_act_too_long_for_a_line_is_refused_and_nothing_is_recorded_sync_1(laptop: Laptop) -> None:
    replica = laptop.open()
    before = state(replica)
    with pytest.raises(LineRefused, match=f"dài [0-9]+ byte, tối đa {LINE_LIMIT}"):
        replica.record([place("một"), note(1, "ệ" * LINE_LIMIT)])
    assert state(replica) == before
    replica.record([place("hai")])
    laptop.put_away(replica)
    assert [line["s"] for line in laptop.lines()] == [1, 2]


def test_the_longest_line_is_8_kib_with_its_newline_sync_1(laptop: Laptop) -> None:
    replica = laptop.open()
    replica.record([note(1, "")])
    assert laptop.writer.drain(10)
    room = LINE_LIMIT - 1 - len(json.dumps(laptop.lines()[1], ensure_ascii=False, separators=(",", ":")))
    replica.record([note(2, "x" * room)])
    with pytest.raises(LineRefused):
        replica.record([note(3, "x" * (room + 1))])
    laptop.put_away(replica)
    assert replica.saved == 3


def test_a_jump_of_the_clock_is_noted_by_the_next_act_when_one_was_refused_sync_4(laptop: Laptop) -> None:
    replica = laptop.open()
    laptop.clock.jump(5_000)
    with pytest.raises(LineRefused):
        replica.record([note(1, "x" * LINE_LIMIT)])
    assert facts(replica, ClockNoted) == []
    replica.record([place("một")])
    replica.record([place("hai")])
    assert facts(replica, ClockNoted) == [ClockNoted(jump=5_000)]


# --- trouble with the disk -------------------------------------------------------------------------


def test_on_a_full_disk_acts_stay_in_memory_and_are_written_when_there_is_room_sync_5(laptop: Laptop) -> None:
    replica = laptop.open()
    assert laptop.writer.drain(10)
    laptop.disk.fail("write", *[no_space()] * 50)
    for number in range(3):
        replica.record([note(number)])
    assert until(lambda: laptop.writer.trouble is not None)
    assert len(replica.meeting.notes.all) == 3
    assert replica.unsaved == 3
    laptop.disk.heal()
    laptop.writer.retry()
    assert laptop.writer.drain(10)
    assert (replica.unsaved, laptop.writer.trouble) == (0, None)
    assert [line["s"] for line in laptop.lines()] == [1, 2, 3, 4]


def test_after_a_failed_sync_the_record_is_rewritten_whole_sync_5(laptop: Laptop) -> None:
    replica = laptop.open()
    assert laptop.writer.drain(10)
    laptop.disk.fail("sync", media_error())
    replica.record([note(1)])
    replica.record([note(2)])
    before = state(replica)
    laptop.put_away(replica)
    assert state(laptop.open()) == before


# --- peers, newer versions, damage -----------------------------------------------------------------


def test_the_peers_are_folded_and_said_to_be_seen_once_sync_3(laptop: Laptop) -> None:
    other = laptop.open(PEER)
    other.record([place("một")])
    laptop.put_away(other)
    replica = laptop.open(DEVICE, PEER)
    assert replica.meeting.details.text("place") == "một"
    assert facts(replica, MergeSeen) == [MergeSeen(heads={str(PEER): 2})]
    replica.record([place("hai")])
    assert replica.meeting.ledger.conflicts() == ()
    laptop.put_away(replica)
    again = laptop.open(DEVICE, PEER)
    assert len(facts(again, MergeSeen)) == 1
    assert again.meeting.details.text("place") == "hai"


def test_both_laptops_show_the_same_whichever_looks_first_L19(laptop: Laptop) -> None:
    mine, theirs = laptop.open(), laptop.open(PEER)
    mine.record([place("một")])
    theirs.record([place("hai")])
    theirs.record([GuestAdded(person="g_2", name="Đặng Quốc Tường")])
    mine.record([GuestAdded(person="g_1", name="Cao Thị Én")])
    laptop.put_away(mine)
    laptop.put_away(theirs)
    mine = laptop.open(DEVICE, PEER)
    laptop.put_away(mine)
    theirs = laptop.open(PEER, DEVICE)
    assert state(mine) == state(theirs)
    assert list(mine.meeting.guests) == list(theirs.meeting.guests)
    assert mine.meeting.ledger.conflicts() == theirs.meeting.ledger.conflicts() == (("detail", "place", "value"),)


@pytest.mark.parametrize(("ahead", "drawn"), [(20_000, 20_001), (86_400_000, PEER_AHEAD + 1)])
def test_a_peer_s_clock_draws_ours_by_a_minute_at_most_sync_4(laptop: Laptop, ahead: int, drawn: int) -> None:
    laptop.clock.jump(ahead)
    laptop.put_away(laptop.open(PEER))
    laptop.clock.jump(-ahead)
    assert laptop.open(DEVICE, PEER).now() == DAY + drawn


def test_our_own_clock_is_never_turned_back_however_far_it_was_ahead_sync_4(laptop: Laptop) -> None:
    laptop.clock.jump(86_400_000)
    laptop.put_away(laptop.open())
    laptop.clock.jump(-86_400_000)
    assert laptop.open().now() == DAY + 86_400_001


def test_entries_of_a_newer_version_are_kept_and_counted_sync_2(laptop: Laptop) -> None:
    replica = laptop.open()
    laptop.put_away(replica)
    newer = b'{"s":2,"v":1,"t":"floor.levitated","at":1,"mo":1,"by":"","b":{"height":3}}'
    with Stream(laptop.path()) as stream:
        stream.append([newer])
    again = laptop.open()
    assert again.meeting.ledger.unknown == 1
    assert state(again) == state(replica)
    again.record([place("một")])
    laptop.put_away(again)
    with Stream(laptop.path(), read_only=True) as stream:
        assert stream.line(2) == newer
        assert len(stream) == 4


def test_a_line_that_is_no_entry_is_counted_and_passed_over(laptop: Laptop) -> None:
    laptop.put_away(laptop.open())
    with Stream(laptop.path()) as stream:
        stream.append([b'{"s":2,"t":"detail.set"}'])
    replica = laptop.open()
    assert replica.unreadable == 1
    replica.record([place("một")])
    laptop.put_away(replica)
    assert [line["s"] for line in laptop.lines()] == [1, 2, 3, 4]


def test_a_record_opened_to_be_read_is_not_written_to_L1c(laptop: Laptop) -> None:
    replica = laptop.open()
    replica.record([place("một")])
    before = state(replica)
    laptop.put_away(replica)
    stored = laptop.path().read_bytes()
    reader = laptop.open(read_only=True)
    assert not reader.writable
    assert (state(reader), reader.unsaved) == (before, 0)
    laptop.put_away(reader)
    assert laptop.path().read_bytes() == stored


def test_the_chain_is_that_of_the_stored_bytes_sync_2(laptop: Laptop) -> None:
    replica = laptop.open()
    replica.record([place("một")])
    assert laptop.writer.drain(10)
    chain = replica.chain
    laptop.put_away(replica)
    with Stream(laptop.path(), read_only=True) as stream:
        assert stream.head.hash.hex() == chain
    assert replica.id == str(MEETING)
    assert replica.reports == []


# --- lines of peers that come while the meeting is open ---------------------------------------------------------------


def grow(laptop: Laptop, *facts: Fact) -> None:
    """The peer's stream on this disk grows, as a round of sync makes it."""
    path = laptop.path(PEER)
    header = StreamHeader.make(meeting=MEETING, device=PEER, cell=CELL, alias="q4", offset=420)
    with Stream(path, header) as stream:
        first = stream.next_seq
        entries = [
            Entry(device=str(PEER), seq=first + index, at=DAY + first + index, mono=first + index, by="", fact=fact)
            for index, fact in enumerate(facts)
        ]
        stream.append([encode(entry) for entry in entries])


def test_a_peers_line_that_is_no_entry_is_counted_and_those_behind_it_are_taken_in(laptop: Laptop) -> None:
    replica = laptop.open()
    grow(laptop, note(1))
    with Stream(laptop.path(PEER)) as stream:
        stream.append([b'{"s":2,"t":"detail.set"}'])
    grow(laptop, note(3))
    assert "note" in replica.take_peers([laptop.path(PEER)])
    assert (replica.unreadable, len(facts(replica, NoteWritten))) == (1, 2)
    assert facts(replica, MergeSeen) == [MergeSeen(heads={str(PEER): 3})]
    laptop.put_away(replica)


def test_peer_lines_are_taken_in_as_they_come_and_said_to_be_seen(laptop: Laptop) -> None:
    """sync.md §3: pulling peer lines into an open meeting appends one `merge.seen`."""
    replica = laptop.open()
    grow(laptop, place("Nhà văn hoá"), note(1))
    parts = replica.take_peers([laptop.path(), laptop.path(PEER)])
    assert {"detail", "note"} <= parts
    grow(laptop, note(2))
    replica.take_peers([laptop.path(PEER)])
    assert facts(replica, MergeSeen) == [MergeSeen(heads={str(PEER): 2}), MergeSeen(heads={str(PEER): 3})]
    assert len(facts(replica, NoteWritten)) == 2
    assert replica.take_peers([laptop.path(PEER)]) == frozenset()
    assert len(facts(replica, MergeSeen)) == 2
    laptop.put_away(replica)


def test_two_desks_do_not_answer_each_other_for_ever(laptop: Laptop) -> None:
    """A peer that only says what it has seen is not answered: that would go to and fro without end."""
    replica = laptop.open()
    grow(laptop, MergeSeen(heads={str(DEVICE): 1}))
    replica.take_peers([laptop.path(PEER)])
    assert facts(replica, MergeSeen) == [MergeSeen(heads={str(DEVICE): 1})]
    laptop.put_away(replica)


@pytest.mark.parametrize("cuts", [(6,), (1, 2, 3, 4, 5, 6), (2, 6), (5, 6)])
def test_the_state_is_the_same_however_the_lines_arrive(laptop: Laptop, cuts: tuple[int, ...]) -> None:
    """sync.md §11: same entries ⇒ same state, in any grouping; incremental fold = full fold."""
    replica = laptop.open()
    replica.record([place("Trụ sở xã")])
    said = [place("Nhà văn hoá"), note(1), note(2), place("Hội trường"), note(1, "Không nhất trí"), note(3)]
    begun = 0
    for cut in cuts:
        grow(laptop, *said[begun:cut])
        replica.take_peers([laptop.path(PEER)])
        begun = cut
    incremental = state(replica)
    laptop.put_away(replica)
    again = laptop.open(DEVICE, PEER, read_only=True)
    assert state(again) == incremental
    laptop.put_away(again)


def test_a_peers_clock_does_not_move_ours_while_the_meeting_is_open(laptop: Laptop) -> None:
    """sync.md §4; planted bug "unbounded clock merge"."""
    replica = laptop.open()
    before = replica.now(), replica.last_at
    grow(laptop, DeskOpened(app="", offset=420, at=DAY + 10**10), note(1))
    replica.take_peers([laptop.path(PEER)])
    assert replica.now() == before[0]
    assert replica.last_at - before[1] < PEER_AHEAD
    laptop.put_away(replica)


def test_no_act_waits_for_peers_lines(laptop: Laptop) -> None:
    """Taking in needs no disk confirmation: with a disk that hangs the peer's lines are shown and acts go on."""
    replica = laptop.open()
    laptop.writer.drain(10)
    laptop.disk.gate.clear()
    grow(laptop, place("Nhà văn hoá"))
    replica.take_peers([laptop.path(PEER)])
    replica.record([place("Trụ sở xã")])
    assert replica.meeting.details.text("place") == "Trụ sở xã"
    assert replica.unsaved == 2
    laptop.disk.gate.set()
    laptop.put_away(replica)
