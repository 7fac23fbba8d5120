"""The store of a cell on real files (store.md §4, sync.md §5): meetings, people, drafts, and what may go wrong."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

import pytest

from models.commands import ListPeople, OpenMeeting, StartSession
from models.decide import decide
from models.fact import Fact
from models.facts import DetailSet, MeetingOpened, NoteWritten
from models.facts_record import MergeSeen
from models.people import Roster
from models.plan import Indicator, IndicatorList, Plan
from models.ruling import Refusal
from sync.errors import StoreBusy, StoreForeign, StoreFull, StoreUnreachable
from sync.follower import Follower
from sync.frames import frame, read
from sync.paths import Paths
from sync.replica import Replica
from sync.store import Store
from sync.stream import STREAM_KIND
from tests.models.build import DAY, member
from tests.sync.clocks import HandClock
from tests.sync.disks import TroubledDisk, no_space

TODAY = "2023-09-15"
AN, BICH, CHI = (member(order, name) for order, name in ((1, "Lê Hồng An"), (2, "Vũ Thị Bích"), (3, "Vũ Văn Chí")))
CELL = UUID("0198a1b2-0000-4000-8000-00000000ce11")


class Laptop:
    """One folder, one plan, a clock; stores are opened on it one after the other."""

    def __init__(self, folder: Path, plan: Plan) -> None:
        self.paths = Paths(folder / "bienban")
        self.plan = plan
        self.clock = HandClock()
        self.disk = TroubledDisk()

    @contextmanager
    def store(self) -> Iterator[Store]:
        """The store, closed at the end whatever happens."""
        opened = Store(self.paths, self.plan, clock=self.clock, disk=self.disk)
        try:
            yield opened
        finally:
            self.disk.heal()
            opened.close()

    def stream(self, meeting: str) -> Path:
        """The only stream of a meeting."""
        (path,) = self.paths.streams(UUID(meeting))
        return path


@pytest.fixture
def laptop(tmp_path: Path, plan: Plan) -> Laptop:
    """A laptop on which nothing was ever recorded."""
    return Laptop(tmp_path, plan)


def begin(store: Store, date: str = TODAY, *, rehearsal: bool = False) -> Replica:
    """A new meeting that was opened properly."""
    replica = store.open(store.new_meeting(date))
    opening = OpenMeeting("Chi bộ thôn Đông Mít", "Đảng bộ xã Tân Lạc Hạ", "", "chi_bo", date, rehearsal)
    facts = decide(replica.meeting, opening, replica.moment())
    assert not isinstance(facts, Refusal)
    replica.record(facts)
    return replica


def start(replica: Replica) -> None:
    """The session begins."""
    for command in (ListPeople((AN, BICH)), StartSession()):
        facts = decide(replica.meeting, command, replica.moment())
        assert not isinstance(facts, Refusal)
        replica.record(facts)


def place(value: str) -> Fact:
    """The place of the meeting."""
    return DetailSet(field="place", value=value)


def note(number: int) -> Fact:
    """A note nobody else writes."""
    return NoteWritten(note=f"n_{number}", kind="opinion", text="Nhất trí", at=DAY + number)


def state(replica: Replica) -> str:
    """The state hash of what is shown."""
    return replica.meeting.ledger.state_hash()


def damage(path: Path) -> None:
    """Something in the middle of the file was overwritten."""
    data = bytearray(path.read_bytes())
    middle = data.index(b"meeting.opened")
    data[middle : middle + 7] = b"\x00" * 7
    path.write_bytes(data)


# --- meetings --------------------------------------------------------------------------------------


def test_a_meeting_is_found_again_as_it_was_left_L1(laptop: Laptop) -> None:
    with laptop.store() as store:
        replica = begin(store)
        start(replica)
        meeting, before = replica.id, state(replica)
        store.close_meeting(replica)
    with laptop.store() as store:
        again = store.open(meeting)
        assert state(again) == before
        assert again.meeting.agenda.running
        assert again.reports == []


def test_two_laptops_offline_find_the_same_meeting_of_a_day_sync_1(tmp_path: Path, plan: Plan) -> None:
    found = []
    for name in ("one", "other"):
        with Laptop(tmp_path / name, plan).store() as store:
            store.set_setting("cell", str(CELL))
            found.append([begin(store).id, begin(store).id, begin(store, "2023-09-16").id])
    assert found[0] == found[1]
    assert len(set(found[0])) == 3


def test_two_meetings_of_one_day_are_two_meetings_sync_1(laptop: Laptop) -> None:
    with laptop.store() as store:
        morning, afternoon = begin(store), begin(store)
        morning.record([place("sáng")])
        assert afternoon.meeting.details.text("place") == ""
        assert {info.id for info in store.meetings()} == {morning.id, afternoon.id}


def test_a_meeting_of_which_nothing_was_recorded_does_not_take_the_number_of_the_day(laptop: Laptop) -> None:
    with laptop.store() as store:
        assert store.new_meeting(TODAY) == store.new_meeting(TODAY)
        assert store.meetings() == []
        assert begin(store).id != begin(store).id


def test_the_list_tells_what_each_meeting_is_and_how_far_it_came(laptop: Laptop) -> None:
    with laptop.store() as store:
        first, second = begin(store), begin(store, "2023-10-15", rehearsal=True)
        laptop.clock.tick(60_000)
        start(first)
        for replica in (first, second):
            store.close_meeting(replica)
        later, earlier = store.meetings()
    assert (earlier.id, earlier.date, earlier.unit) == (first.id, TODAY, "Chi bộ thôn Đông Mít")
    assert (earlier.state, earlier.started, earlier.last_at) == ("running", DAY + 60_000, DAY + 60_000)
    assert (earlier.entries, earlier.rehearsal, earlier.archived) == (6, False, False)
    assert (later.id, later.state, later.rehearsal) == (second.id, "prepared", True)


def test_a_meeting_that_is_open_tells_for_itself(laptop: Laptop) -> None:
    with laptop.store() as store:
        replica = begin(store)
        start(replica)
        assert [info.state for info in store.meetings()] == ["running"]


def test_the_list_is_made_anew_when_its_file_was_deleted_sync_5(laptop: Laptop) -> None:
    with laptop.store() as store:
        replica = begin(store)
        start(replica)
        store.close_meeting(replica)
        before = store.meetings()
    laptop.paths.settings.unlink()
    with laptop.store() as store:
        assert store.meetings() == before


def test_the_list_is_right_after_a_desk_was_killed_L1c(laptop: Laptop) -> None:
    with laptop.store() as store:
        replica = begin(store)
        start(replica)
        assert store.writer.drain(10)
        killed = {path: path.read_bytes() for path in laptop.paths.root.rglob("*.journal")}
        store.close_meeting(replica)
    for path, data in killed.items():
        path.write_bytes(data)
    with laptop.store() as store:
        assert [(info.state, info.entries) for info in store.meetings()] == [("running", 6)]


def test_rows_that_another_version_wrote_are_read_from_the_streams(laptop: Laptop) -> None:
    with laptop.store() as store:
        replica = begin(store)
        store.close_meeting(replica)
        before = store.meetings()
        table = store._settings.table("meetings")
        table.update({"mood": "tốt"})
        assert store.meetings() == before
        table.truncate()
        table.insert({"id": replica.id, "mood": "tốt", "archived": True})
        assert [(info.id, info.archived) for info in store.meetings()] == [(replica.id, True)]


def test_archiving_puts_a_meeting_aside_and_back_and_deletes_nothing(laptop: Laptop) -> None:
    with laptop.store() as store:
        replica = begin(store)
        store.close_meeting(replica)
        for archived in (True, False):
            store.archive(replica.id, archived=archived)
            assert [info.archived for info in store.meetings()] == [archived]
        store.archive(replica.id, archived=True)
        store.close_meeting(store.open(replica.id))
        assert [info.archived for info in store.meetings()] == [True]
        assert laptop.stream(replica.id).exists()


def test_looking_at_a_meeting_writes_nothing_L1c(laptop: Laptop) -> None:
    with laptop.store() as store:
        replica = begin(store)
        start(replica)
        before = state(replica)
        store.close_meeting(replica)
        stored = laptop.stream(replica.id).read_bytes()
        reader = store.read(replica.id)
        assert (state(reader), reader.writable) == (before, False)
        store.close_meeting(reader)
        assert laptop.stream(replica.id).read_bytes() == stored
        with pytest.raises(StoreUnreachable):
            store.read("0198a1b2-0000-5000-8000-00000000ffff")


# --- one desk at a time ----------------------------------------------------------------------------


def test_a_meeting_that_a_later_version_wrote_asks_for_the_update_sync_2(laptop: Laptop) -> None:
    """Nothing is hurt and nothing has to be fetched again: the sentence says what to do. Beside a stream that can be
    read it is passed over.
    """
    with laptop.store() as store:
        meeting = begin(store).id
    path = laptop.stream(meeting)
    header = read(path.read_bytes(), STREAM_KIND).header
    assert header is not None
    later = frame(header.replace(b'"version":1', b'"version":2'))
    path.write_bytes(later)
    with laptop.store() as store:
        for act in (lambda: store.read(meeting), lambda: Follower(store, meeting)):
            with pytest.raises(StoreForeign, match="cập nhật chương trình"):
                act()
        store.renew_device()
        store.close_meeting(store.open(meeting))
        store.close_meeting(store.read(meeting))
    assert path.read_bytes() == later


@pytest.mark.parametrize("left", [b"", bytes(4_000)])
def test_a_meeting_that_lost_every_line_is_not_shown_as_an_empty_one_sync_5(laptop: Laptop, left: bytes) -> None:
    """A power cut may leave a file of zeros. The list still knows the meeting; nothing is written over the file."""
    with laptop.store() as store:
        replica = begin(store)
        replica.record([place("Nhà văn hóa")])
        meeting = replica.id
        store.close_meeting(replica)
        (known,) = store.meetings()
    path = laptop.stream(meeting)
    path.write_bytes(left)
    with laptop.store() as store:
        with pytest.raises(StoreUnreachable, match="lấy buổi ấy lại"):
            store.read(meeting)
        store.takes_in(meeting, ())  # as after a crash: the list has to look at the streams
        assert store.meetings() == [known]
    assert path.read_bytes() == left


@pytest.mark.skipif(sys.platform == "win32", reason="Windows removes no file that is open")
def test_a_meeting_whose_files_are_removed_under_the_desk_is_written_anew_L1(laptop: Laptop) -> None:
    """A cleaner, or a stick pulled out: an act is saved only when it lies under its name; then all of it does."""
    with laptop.store() as store:
        replica = begin(store)
        replica.record([place("Nhà văn hóa")])
        assert store.writer.drain(10)
        shutil.rmtree(laptop.paths.root)
        store.set_setting("theme", "sáng")
        replica.record([place("Trường học")])
        assert store.writer.drain(10)
        assert replica.unsaved == 0
        before = state(replica)
        store.close_meeting(replica)
        again = store.read(replica.id)
        assert (state(again), again.meeting.details.text("place")) == (before, "Trường học")
        again.close()
        cell = store.cell
    with laptop.store() as store:
        assert (store.setting("theme"), store.cell) == ("sáng", cell)


def test_a_second_desk_is_told_in_a_sentence_and_writes_nothing_sync_5(laptop: Laptop) -> None:
    with laptop.store() as store:
        begin(store)
        assert store.writer.drain(10)
        laptop.paths.ballast.unlink()
        before = {path: path.read_bytes() for path in laptop.paths.root.rglob("*") if path.is_file()}
        with pytest.raises(StoreBusy) as busy:
            Store(laptop.paths, laptop.plan)
        assert "đang được mở ở một cửa sổ khác" in busy.value.sentence
        assert {path: path.read_bytes() for path in laptop.paths.root.rglob("*") if path.is_file()} == before
    with laptop.store() as again:
        assert len(again.meetings()) == 1


def test_a_store_that_cannot_open_one_file_lets_go_of_the_others(laptop: Laptop) -> None:
    with laptop.store():
        pass
    laptop.paths.drafts.unlink()
    laptop.paths.drafts.mkdir()
    with pytest.raises(StoreUnreachable):
        Store(laptop.paths, laptop.plan)
    laptop.paths.drafts.rmdir()
    with laptop.store() as store:
        assert store.meetings() == []


# --- damage ----------------------------------------------------------------------------------------


def test_a_damaged_stream_stays_and_recording_goes_on_beside_it_sync_5(laptop: Laptop) -> None:
    """owncloud/client#5357: what is broken is never deleted; a new file is begun beside it."""
    with laptop.store() as store:
        replica = begin(store)
        start(replica)
        store.close_meeting(replica)
    damage(laptop.stream(replica.id))
    with laptop.store() as store:
        old = store.device
        again = store.open(replica.id)
        assert store.device != old
        assert again.writable
        assert [report.code for report in again.reports] == ["damaged"]
        assert "thiếu mục số: 2" in again.reports[0].sentence
        assert again.meeting.agenda.running
        assert list(again.meeting.people) == [AN.id, BICH.id]
        seen = [e.fact for e in again.meeting.ledger.entries.values() if isinstance(e.fact, MergeSeen)]
        assert seen == [MergeSeen(heads={str(old.id): 6})]
        again.record([place("Nhà văn hóa")])
        before = state(again)
        store.close_meeting(again)
        assert len(laptop.paths.streams(UUID(replica.id))) == 2
    with laptop.store() as store:
        third = store.open(replica.id)
        assert state(third) == before
        assert third.meeting.ledger.conflicts() == ()
        assert len(laptop.paths.streams(UUID(replica.id))) == 2


def test_an_identity_that_was_given_from_outside_is_renewed_too(laptop: Laptop) -> None:
    with laptop.store() as store:
        device = store.device
        replica = begin(store)
        store.close_meeting(replica)
    damage(laptop.stream(replica.id))
    store = Store(laptop.paths, laptop.plan, clock=laptop.clock, device=device)
    store.close_meeting(store.open(replica.id))
    store.close_meeting(store.open(replica.id))
    assert store.device != device
    assert len(laptop.paths.streams(UUID(replica.id))) == 2
    store.close()


def test_a_torn_end_is_cut_off_and_told_sync_5(laptop: Laptop) -> None:
    with laptop.store() as store:
        replica = begin(store)
        before = state(replica)
        replica.record([place("nửa chừng")])
        store.close_meeting(replica)
    path = laptop.stream(replica.id)
    path.write_bytes(path.read_bytes()[:-9])
    with laptop.store() as store:
        again = store.open(replica.id)
        assert [report.code for report in again.reports] == ["torn_tail"]
        assert state(again) == before


def test_a_file_that_is_no_stream_is_passed_over_and_kept(laptop: Laptop) -> None:
    with laptop.store() as store:
        replica = begin(store)
        before = state(replica)
        store.close_meeting(replica)
        foreign = laptop.paths.meeting(UUID(replica.id)) / "0198a1b2-c3d4-7000-8000-0000000000ff.journal"
        foreign.write_text("danh sách đi chợ\n")
        again = store.open(replica.id)
        assert state(again) == before
        store.close_meeting(again)
        assert len(store.meetings()) == 1
        assert foreign.read_text() == "danh sách đi chợ\n"


def test_trouble_with_the_store_s_own_files_is_reported(laptop: Laptop) -> None:
    with laptop.store() as store:
        store.set_setting("theme", "sáng")
    laptop.paths.settings.write_bytes(laptop.paths.settings.read_bytes()[:-5])
    with laptop.store() as store:
        assert [report.code for report in store.reports if "settings" in report.sentence] == ["torn_tail"]


# --- a full disk -----------------------------------------------------------------------------------


def fill(laptop: Laptop) -> None:
    """No write succeeds any more."""
    laptop.disk.fail("write", *[no_space()] * 500)


def test_a_full_disk_keeps_acts_in_memory_and_writes_them_when_there_is_room_sync_5(laptop: Laptop) -> None:
    told: list[bool] = []
    with laptop.store() as store:
        store.on_saved = lambda: told.append(store.writer.trouble is not None)
        replica = begin(store)
        assert store.writer.drain(10)
        fill(laptop)
        for number in range(3):
            replica.record([note(number)])
        assert not store.writer.drain(0.3)
        assert (replica.unsaved, store.writer.trouble is not None, told[-1]) == (3, True, True)
        assert "đã đầy" in str(store.writer.trouble)
        assert not laptop.paths.ballast.exists()
        laptop.disk.heal()
        store.writer.retry()
        assert store.writer.drain(10)
        assert (replica.unsaved, store.writer.trouble, told[-1]) == (0, None, False)


def test_a_meeting_put_away_on_a_full_disk_loses_nothing_sync_5(
    laptop: Laptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sync.store.CLOSING_WAIT", 0.2)
    with laptop.store() as store:
        replica = begin(store)
        assert store.writer.drain(10)
        fill(laptop)
        replica.record([note(1)])
        store.close_meeting(replica)
        assert store.open(replica.id) is replica
        assert len(replica.meeting.notes.all) == 1
        laptop.disk.heal()
        store.writer.retry()
        store.close_meeting(replica)
        assert len(store.open(replica.id).meeting.notes.all) == 1


def test_what_waits_is_written_when_the_store_closes_and_there_is_room(
    laptop: Laptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sync.store.CLOSING_WAIT", 0.2)
    with laptop.store() as store:
        replica = begin(store)
        assert store.writer.drain(10)
        fill(laptop)
        replica.record([note(1)])
        store.close_meeting(replica)
    with laptop.store() as store:
        assert len(store.open(replica.id).meeting.notes.all) == 1


def test_a_meeting_can_be_opened_though_the_list_cannot_be_written_sync_5(laptop: Laptop) -> None:
    with laptop.store() as store:
        replica = begin(store)
        store.close_meeting(replica)
        fill(laptop)
        again = store.open(replica.id)
        again.record([note(1)])
        assert len(again.meeting.notes.all) == 1
        laptop.disk.heal()
        store.writer.retry()
        assert store.writer.drain(10)


# --- drafts ----------------------------------------------------------------------------------------


def test_the_line_being_typed_survives_L1(laptop: Laptop) -> None:
    with laptop.store() as store:
        replica = begin(store)
        store.keep_draft(replica.id, "đồng chí An nói rằ")
        store.keep_draft(replica.id, "giữ", "summary")
    with laptop.store() as store:
        assert store.draft_of(replica.id) == "đồng chí An nói rằ"
        assert store.draft_of(replica.id, "summary") == "giữ"
        assert store.draft_of("0198a1b2-0000-5000-8000-00000000ffff") == ""
        store.keep_draft(replica.id, "")
        assert store.draft_of(replica.id) == ""


# --- people, settings, wording ---------------------------------------------------------------------


def test_a_saved_roster_replaces_the_one_before_and_erases_it_L17(laptop: Laptop) -> None:
    first = Roster(unit="Chi bộ thôn Đông Mít", people=(AN, BICH), warnings=("một dòng trống",), declared_total=2)
    second = Roster(unit="Chi bộ thôn Đông Mít", people=(BICH, CHI))
    with laptop.store() as store:
        assert store.roster() is None
        store.save_roster(first)
        assert store.roster() == first
        store.save_roster(second)
    with laptop.store() as store:
        assert store.roster() == second
    assert AN.full_name not in laptop.paths.people.read_text("utf-8")


def test_a_roster_is_saved_whole_or_not_at_all(laptop: Laptop) -> None:
    first, second = (Roster(unit="Chi bộ thôn Đông Mít", people=people) for people in ((AN, BICH), (CHI,)))
    with laptop.store() as store:
        store.save_roster(first)
        laptop.disk.fail("write", no_space(), after=60)
        with pytest.raises(StoreFull):
            store.save_roster(second)
        assert store.roster() == first
    with laptop.store() as store:
        assert store.roster() == first
        store.save_roster(second)
        assert store.roster() == second


def test_settings_are_kept(laptop: Laptop) -> None:
    with laptop.store() as store:
        assert store.setting("theme") is None
        for value in ("sáng", "tối", None, 3, ["một"]):
            store.set_setting("theme", value)
            assert store.setting("theme") == value
        store.set_setting("theme", "tối")
        cell = store.cell
    with laptop.store() as store:
        assert (store.setting("theme"), store.cell) == ("tối", cell)


def worded(plan: Plan, text: str) -> IndicatorList:
    """The plan's slots with one indicator worded."""
    first = plan.catalogue.items[0]
    item = Indicator(number=first.number, group=first.group, text=text, status="sourced")
    return plan.catalogue.model_copy(update={"items": (item, *plan.catalogue.items[1:])})


def test_a_meeting_keeps_the_wording_it_was_opened_with(laptop: Laptop) -> None:
    before, after = worded(laptop.plan, "Né tránh việc khó"), worded(laptop.plan, "Đùn đẩy việc khó")
    with laptop.store() as store:
        assert store.indicators() is None
        digest = store.keep_indicators(before)
        old = begin(store)
        opened = next(e.fact for e in old.meeting.ledger.entries.values() if isinstance(e.fact, MeetingOpened))
        assert opened.indicators_digest == digest
        store.close_meeting(old)
        store.keep_indicators(after)
        new = begin(store, "2023-10-15")
        assert [meeting.board.rows[0].text for meeting in (store.open(old.id).meeting, new.meeting)] == [
            "Né tránh việc khó",
            "Đùn đẩy việc khó",
        ]
        assert store.indicators() == after


def test_the_folder_of_data_is_nobody_else_s(laptop: Laptop) -> None:
    with laptop.store() as store:
        begin(store)
    for path in laptop.paths.root.rglob("*.journal"):
        assert path.stat().st_mode & 0o077 == 0


def test_a_store_that_is_only_read_lists_the_meeting_as_the_desk_records_it(laptop: Laptop) -> None:
    """store.md §4 "Locking": what another desk records now is told from its stream, not from the list of yesterday."""
    with laptop.store() as store:
        replica = begin(store)
        start(replica)
        store.writer.drain(10)
        reader = Store(laptop.paths, laptop.plan, clock=laptop.clock, read_only=True)
        (info,) = reader.meetings()
        reader.close()
    assert (info.state, info.date, info.unit) == ("running", TODAY, "Chi bộ thôn Đông Mít")
