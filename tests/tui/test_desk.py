"""The desk (design.md §5): wishes become entries, refusals come back as values, the store's trouble stays visible."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from models import commands as c
from models.fact import Fact
from models.facts import Moved, NoteWritten, VoteTaken
from models.facts_minutes import Adopted
from models.people import Roster
from models.plan import Plan
from models.ruling import Refusal
from models.votes import ADOPTION
from sync.paths import Paths
from sync.store import ENTRY_LINE, PROMPT_LINE, Store
from sync.stream import Stream
from tests.models.build import DAY, at, member
from tests.models.deciding import AN, BICH, CELL, DETAILS, DUNG, MINUTES
from tests.sync.clocks import HandClock
from tests.sync.disks import TroubledDisk, no_space
from tui import phrases
from tui.desk import Desk, NoMeeting

TODAY = "2023-09-15"
ROSTER = Roster(unit="Chi bộ thôn Đông Mít", parent_unit="Đảng bộ xã Tân Lạc Hạ", people=CELL)


class Laptop:
    """One folder; desks are opened on it one after the other. It is 14:00."""

    def __init__(self, folder: Path, plan: Plan) -> None:
        self.paths = Paths(folder)
        self.plan = plan
        self.clock = HandClock()
        self.disk = TroubledDisk()

    @contextmanager
    def desk(self) -> Iterator[Desk]:
        """A desk and its store, put away at the end."""
        store = Store(self.paths, self.plan, clock=self.clock, disk=self.disk)
        desk = Desk(store)
        try:
            yield desk
        finally:
            self.disk.heal()
            desk.close()
            store.close()

    def wait(self, minutes: int) -> None:
        """Let time pass."""
        self.clock.tick(minutes * 60_000)


@pytest.fixture
def laptop(tmp_path: Path, plan: Plan) -> Laptop:
    """A laptop on which nothing was ever recorded."""
    return Laptop(tmp_path, plan)


@pytest.fixture
def desk(laptop: Laptop) -> Iterator[Desk]:
    """A desk with a meeting of six members."""
    with laptop.desk() as made:
        made.store.save_roster(ROSTER)
        made.create(TODAY)
        yield made


def ok(desk: Desk, *commands: c.Command) -> tuple[Fact, ...]:
    """What the last of the commands recorded."""
    outcome: tuple[Fact, ...] | Refusal = ()
    for command in commands:
        outcome = desk.do(command)
        assert not isinstance(outcome, Refusal), (command, outcome)
    assert not isinstance(outcome, Refusal)
    return outcome


def refused(desk: Desk, command: c.Command) -> str:
    """The code of the refusal."""
    outcome = desk.do(command)
    assert isinstance(outcome, Refusal), (command, outcome)
    assert phrases.refusal(outcome)
    return outcome.code


def state(desk: Desk) -> str:
    """The state hash of what is shown."""
    return desk.meeting.ledger.state_hash()


def read_back(laptop: Laptop, desk: Desk) -> None:
    """A session in which the minutes are being read."""
    ok(desk, c.StartSession(), c.MarkRest())
    for name, value in DETAILS.items():
        ok(desk, c.SetDetail(name, value))
    for step in desk.meeting.body.steps[1:-1]:
        laptop.wait(10)
        ok(desk, c.BeginStep(step.id))
    ok(desk, c.BeginReading())


# --- meetings --------------------------------------------------------------------------------------


def test_a_new_meeting_has_the_people_of_the_cell_R19(desk: Desk) -> None:
    assert list(desk.meeting.people.values()) == list(CELL)
    identity = desk.meeting.identity
    assert (identity.unit, identity.parent, identity.date) == (ROSTER.unit, ROSTER.parent_unit, TODAY)
    assert (identity.locality, identity.body, identity.rehearsal) == ("Tân Lạc Hạ", "chi_bo", False)


def test_settings_come_before_what_the_roster_says(laptop: Laptop) -> None:
    with laptop.desk() as desk:
        desk.store.save_roster(ROSTER)
        for name, value in (("unit", "Chi bộ cơ quan"), ("parent", "Đảng bộ phường"), ("locality", "Tân Lạc")):
            desk.store.set_setting(name, value)
        desk.create(TODAY, rehearsal=True)
        identity = desk.meeting.identity
        assert (identity.unit, identity.parent, identity.locality) == ("Chi bộ cơ quan", "Đảng bộ phường", "Tân Lạc")
        assert identity.rehearsal


def test_without_people_a_meeting_is_opened_all_the_same(laptop: Laptop) -> None:
    with laptop.desk() as desk:
        desk.create(TODAY)
        assert desk.meeting.identity.date == TODAY
        assert not desk.meeting.people


def test_before_a_meeting_is_open_there_is_none(laptop: Laptop) -> None:
    with laptop.desk() as desk:
        assert not desk.has_meeting
        assert not desk.writable
        assert desk.kept_draft() == ""
        assert desk.now() == DAY
        desk.draft("nháp")
        with pytest.raises(NoMeeting):
            desk.do(c.StartSession())
        with pytest.raises(NoMeeting):
            _ = desk.meeting


def test_opening_another_meeting_puts_the_first_away(desk: Desk) -> None:
    first = desk.replica
    assert first is not None
    ok(desk, c.SetDetail("place", "Nhà văn hóa"))
    desk.create("2023-10-15")
    assert desk.meeting.details.text("place") == ""
    assert not first.writable
    desk.open(first.id)
    assert desk.meeting.details.text("place") == "Nhà văn hóa"


def test_a_meeting_only_looked_at_takes_no_acts_L1c(desk: Desk) -> None:
    assert desk.replica is not None
    desk.look(desk.replica.id)
    assert refused(desk, c.StartSession()) == "read_only"
    assert not desk.writable
    assert list(desk.meeting.people.values()) == list(CELL)


# --- acts ------------------------------------------------------------------------------------------


def test_an_act_is_decided_recorded_and_told_to_the_panes(desk: Desk) -> None:
    heard: list[frozenset[str]] = []
    desk.listeners.append(heard.append)
    ok(desk, c.StartSession())
    assert heard == [frozenset(("session", "span"))]
    assert desk.replica is not None
    assert desk.store.writer.drain(10)
    assert desk.replica.unsaved == 0


def test_a_refusal_records_nothing_and_tells_nobody(desk: Desk) -> None:
    heard: list[frozenset[str]] = []
    desk.listeners.append(heard.append)
    before = len(desk.meeting.ledger.entries)
    assert refused(desk, c.StopFloor()) == "nobody_speaks"
    assert heard == []
    assert len(desk.meeting.ledger.entries) == before


def test_a_pane_may_stop_listening_while_it_is_told(desk: Desk) -> None:
    heard: list[str] = []

    def once(parts: frozenset[str]) -> None:
        heard.append("once")
        desk.listeners.remove(once)

    desk.listeners += [once, lambda parts: heard.append("always")]
    ok(desk, c.StartSession(), c.MarkRest())
    assert heard == ["once", "always", "always"]


def test_a_note_too_long_for_a_line_is_refused_in_words_and_nothing_is_recorded_sync_1(desk: Desk) -> None:
    ok(desk, c.StartSession())
    before = state(desk)
    outcome = desk.do(c.WriteNote(c.NoteDraft("ệ" * 4_000)))
    assert isinstance(outcome, Refusal)
    assert phrases.refusal(outcome) == "Đoạn này dài quá: hãy tách thành hai đoạn."
    assert state(desk) == before
    (note,) = ok(desk, c.WriteNote(c.NoteDraft("ệ" * 2_000)))
    assert isinstance(note, NoteWritten)


def test_a_move_carries_the_corrected_time_of_the_act_sync_4(laptop: Laptop, desk: Desk) -> None:
    ok(desk, c.StartSession(), c.MarkPresent(AN.id))
    laptop.wait(20)
    laptop.clock.jump(-7_200_000)
    (moved,) = ok(desk, c.MarkLeft(AN.id))
    assert isinstance(moved, Moved)
    assert moved.at == at("14:20")
    assert desk.clock(desk.now()) == "14:20"
    assert desk.clock(desk.now(), seconds=True) == "14:20:00"


def test_people_are_found_also_those_who_just_came_L12(desk: Desk) -> None:
    assert [hit.id for hit in desk.find("bich")] == [BICH.id]
    assert desk.find("tường") == []
    ok(desk, c.AddGuest("Đặng Quốc Tường"))
    (guest,) = desk.meeting.guests
    assert [hit.id for hit in desk.find("tuong")] == [guest]
    ok(desk, c.Undo())
    assert desk.find("tường") == []


def test_two_of_one_name_are_both_found_the_first_first_L12(laptop: Laptop) -> None:
    one, other = member(1, "Đỗ Thị Dung", birth="1961"), member(2, "Đỗ Thị Dung", birth="1984")
    with laptop.desk() as desk:
        desk.store.save_roster(Roster(unit="", people=(one, other)))
        desk.create(TODAY)
        assert [hit.id for hit in desk.find("dung")] == [one.id, other.id]
        assert [hit.id for hit in desk.find("dung", frozenset((other.id,)))] == [other.id, one.id]
        assert [hit.id for hit in desk.find("dung 84")] == [other.id]


def test_rules_and_minutes_are_there_at_any_second_L5_L8(desk: Desk) -> None:
    assert {rule.code for rule in desk.rules()} >= {"C01", "C20"}
    assert any("Đông Mít" in paragraph.text for paragraph in desk.minutes().paragraphs())


# --- adoption --------------------------------------------------------------------------------------


def test_a_passed_vote_adopts_at_once_and_names_the_chain_it_locks_L5_sync_3(laptop: Laptop, desk: Desk) -> None:
    read_back(laptop, desk)
    vote, adopted = ok(desk, MINUTES)
    assert isinstance(vote, VoteTaken)
    assert isinstance(adopted, Adopted)
    assert desk.replica is not None
    device = desk.replica.device
    seq = adopted.frontier[device]
    meeting = desk.replica.id
    desk.close()
    (path,) = laptop.paths.streams(next(iter(laptop.paths.meetings())))
    with Stream(path, read_only=True) as stream:
        locked = stream.hash_at(seq)
        assert locked is not None
        assert adopted.head == locked.hex()
        assert b'"vote.taken"' in stream.line(seq)
    desk.open(meeting)
    assert desk.meeting.adopted == adopted
    assert desk.meeting.as_adopted().ledger.state_hash() == adopted.state
    assert refused(desk, c.WriteNote(c.NoteDraft("Nhất trí"))) == "adopted"


def test_a_vote_without_its_majority_adopts_nothing_6_3(laptop: Laptop, desk: Desk) -> None:
    read_back(laptop, desk)
    assert len(ok(desk, c.TakeVote(ADOPTION, "Thông qua biên bản", against=2))) == 1
    assert desk.meeting.adopted is None


def test_another_motion_adopts_nothing(laptop: Laptop, desk: Desk) -> None:
    read_back(laptop, desk)
    assert len(ok(desk, c.TakeVote("đồ án", "Đồ án"))) == 1
    assert desk.meeting.adopted is None


# --- undo ------------------------------------------------------------------------------------------


def test_twenty_undos_a_restart_and_twenty_redos_give_the_same_state_L6(laptop: Laptop) -> None:
    with laptop.desk() as desk:
        desk.store.save_roster(ROSTER)
        desk.create(TODAY)
        ok(desk, c.StartSession(), c.MarkRest(), c.BeginStep("thao_luan"))
        for number in range(10):
            laptop.wait(1)
            ok(desk, c.GiveFloor((AN, BICH, DUNG)[number % 3].id, "question"))
            ok(desk, c.WriteNote(c.NoteDraft(f"Ý kiến thứ {number}")))
        before = state(desk)
        for _ in range(20):
            ok(desk, c.Undo())
        assert not desk.meeting.notes.all
        assert desk.replica is not None
        meeting = desk.replica.id
    with laptop.desk() as desk:
        desk.open(meeting)
        for _ in range(20):
            ok(desk, c.Redo())
        assert state(desk) == before
        assert refused(desk, c.Redo()) == "nothing_to_redo"
        assert refused(desk, c.BeginStep("thao_luan")) == "same_step"


# --- the line being typed --------------------------------------------------------------------------


def test_what_was_being_typed_is_there_after_a_restart_L1(laptop: Laptop) -> None:
    with laptop.desk() as desk:
        desk.create(TODAY)
        assert desk.replica is not None
        meeting = desk.replica.id
        for text in ("đồng", "đồng chí", "đồng chí An nói rằ"):
            desk.draft(text)
        desk.draft("30", PROMPT_LINE)
    with laptop.desk() as desk:
        desk.open(meeting)
        assert desk.kept_draft() == "đồng chí An nói rằ · 30"
        desk.draft("")
        desk.draft("", PROMPT_LINE)
    with laptop.desk() as desk:
        desk.open(meeting)
        assert desk.kept_draft() == ""


def test_a_kept_line_can_be_cleared_though_nobody_looked_at_it(laptop: Laptop) -> None:
    with laptop.desk() as desk:
        desk.create(TODAY)
        assert desk.replica is not None
        meeting = desk.replica.id
        desk.draft("nháp")
    with laptop.desk() as desk:
        desk.open(meeting)
        desk.draft("")
        assert desk.store.draft_of(meeting) == ""


def test_the_same_line_in_another_meeting_is_a_line_of_its_own(desk: Desk) -> None:
    assert desk.replica is not None
    first = desk.replica.id
    desk.draft("nháp")
    desk.create("2023-10-15")
    assert desk.kept_draft() == ""
    desk.draft("nháp")
    assert desk.store.draft_of(desk.replica.id, ENTRY_LINE) == "nháp"
    desk.draft("")
    desk.open(first)
    assert desk.kept_draft() == "nháp"


# --- trouble ---------------------------------------------------------------------------------------


def test_on_a_full_disk_the_session_goes_on_and_the_trouble_is_shown_sync_5(laptop: Laptop, desk: Desk) -> None:
    ok(desk, c.StartSession())
    assert desk.store.writer.drain(10)
    laptop.disk.fail("write", *[no_space()] * 500)
    ok(desk, c.MarkRest(), c.WriteNote(c.NoteDraft("Nhất trí")))
    desk.store.writer.drain(0.3)
    assert desk.trouble is not None
    assert "đã đầy" in desk.trouble.sentence
    assert desk.meeting.attendance.counts(desk.now()).present == 5
    laptop.disk.heal()
    desk.store.writer.retry()
    assert desk.store.writer.drain(10)
    assert desk.trouble is None
