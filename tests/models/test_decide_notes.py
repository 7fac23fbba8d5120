"""Rules of procedure: notes and indicators (L14, R33–R38)."""

from __future__ import annotations

import pytest

from models import commands as c
from models.facts import Assessed, DifferenceSettled, NoteDeleted, NoteEdited, NoteWritten
from models.notes import Note
from models.plan import Plan
from tests.models.deciding import AN, BICH, Clerk, listed, running


@pytest.fixture
def clerk(plan: Plan) -> Clerk:
    """The discussion began at 14:00, everybody is there."""
    made = running(plan)
    made.ok(c.MarkRest(), c.BeginStep("thao_luan"))
    return made


def last(clerk: Clerk) -> Note:
    """The note written last."""
    return clerk.meeting.notes.all[-1]


def test_a_note_belongs_to_the_running_turn_L14(clerk: Clerk) -> None:
    clerk.ok(c.GiveFloor(AN.id))
    (written,) = clerk.wait(1).ok(c.WriteNote(c.NoteDraft("Nhất trí", "decision")))
    assert isinstance(written, NoteWritten)
    (turn,) = clerk.meeting.floor.turns
    assert (written.turn, written.person, written.step) == (turn.id, AN.id, "thao_luan")
    assert (written.at, written.kind, written.text) == (clerk.now, "decision", "Nhất trí")


def test_a_note_to_an_earlier_turn_L14(clerk: Clerk) -> None:
    clerk.ok(c.GiveFloor(AN.id))
    (turn,) = clerk.meeting.floor.turns
    clerk.wait(1).ok(c.GiveFloor(BICH.id))
    clerk.wait(1).ok(c.WriteNote(c.NoteDraft("Nói thêm"), turn.id))
    assert (last(clerk).turn, last(clerk).person) == (turn.id, AN.id)


def test_a_note_while_nobody_speaks_belongs_to_the_step_L14(clerk: Clerk) -> None:
    clerk.ok(c.WriteNote(c.NoteDraft("Cả phòng vỗ tay")))
    assert (last(clerk).turn, last(clerk).person, last(clerk).step) == ("", "", "thao_luan")


def test_a_note_before_the_session_is_kept_L1(plan: Plan) -> None:
    clerk = listed(plan)
    clerk.ok(c.WriteNote(c.NoteDraft("Đồng chí An báo đến muộn")))
    assert last(clerk).step == ""


def test_a_note_is_about_the_indicator_being_discussed_unless_it_says_otherwise_L14(clerk: Clerk) -> None:
    clerk.ok(c.Focus("7"), c.WriteNote(c.NoteDraft("Nhất trí")))
    assert last(clerk).indicators == ("7",)
    clerk.wait(1).ok(c.WriteNote(c.NoteDraft("Nhất trí", indicators=("3", "4"))))
    assert last(clerk).indicators == ("3", "4")
    clerk.wait(1).ok(c.Focus(""), c.WriteNote(c.NoteDraft("Nhất trí")))
    assert last(clerk).indicators == ()


def test_tags_that_name_nothing_are_refused_with_what_was_typed_L14(clerk: Clerk) -> None:
    assert clerk.given(c.WriteNote(c.NoteDraft("Nhất trí", indicators=("7", "26")))) == {"indicator": "26"}
    assert clerk.given(c.WriteNote(c.NoteDraft("Nhất trí", questions=("Q1", "Q9")))) == {"field": "câu hỏi 9"}
    clerk.ok(c.WriteNote(c.NoteDraft("Nhất trí", indicators=("7",), questions=("Q1",))))
    assert clerk.refused(c.EditNote(last(clerk).id, c.NoteDraft("Nhất trí", indicators=("26",)))) == "unknown_indicator"
    clerk.ok(c.AddIndicator("Ngại va chạm"))
    (added,) = clerk.meeting.board.added
    clerk.ok(c.WriteNote(c.NoteDraft("Nhất trí", indicators=(added.id,))))
    assert added.id in last(clerk).indicators


def test_an_empty_note_is_no_note(clerk: Clerk) -> None:
    assert clerk.refused(c.WriteNote(c.NoteDraft("  ", "decision"))) == "empty"


def test_editing_replaces_the_whole_content_and_keeps_whose_it_is(clerk: Clerk) -> None:
    clerk.ok(c.GiveFloor(AN.id), c.WriteNote(c.NoteDraft("Giao tổ 2", "solution", owner="tổ 2", due="2023-09-30")))
    before = last(clerk)
    (edited,) = clerk.wait(5).ok(c.EditNote(before.id, c.NoteDraft("Giao tổ 3", "solution")))
    assert isinstance(edited, NoteEdited)
    after = last(clerk)
    assert (after.text, after.owner, after.due) == ("Giao tổ 3", "", "")
    assert (after.id, after.at, after.person) == (before.id, before.at, AN.id)


def test_editing_without_a_change_records_nothing(clerk: Clerk) -> None:
    clerk.ok(c.WriteNote(c.NoteDraft("Nhất trí", questions=("Q1",))))
    assert clerk.refused(c.EditNote(last(clerk).id, c.NoteDraft("Nhất trí", questions=("Q1",)))) == "same"
    assert clerk.refused(c.EditNote(last(clerk).id, c.NoteDraft(" "))) == "empty"
    assert clerk.refused(c.EditNote("n_none", c.NoteDraft("Nhất trí"))) == "unknown_note"


def test_a_deleted_note_comes_back_after_a_restart_L6(clerk: Clerk, plan: Plan) -> None:
    clerk.ok(c.WriteNote(c.NoteDraft("Nhất trí")))
    note = last(clerk)
    assert clerk.ok(c.DeleteNote(note.id)) == (NoteDeleted(note=note.id),)
    assert clerk.meeting.notes.all == ()
    assert clerk.refused(c.DeleteNote(note.id)) == "unknown_note"
    again = Clerk(plan, now=clerk.now)
    again.lines, again.meeting = clerk.lines, clerk.meeting
    again.ok(c.Undo())
    assert again.meeting.notes.all == (note,)


def test_a_differing_opinion_is_settled_or_kept_R38_R85(clerk: Clerk) -> None:
    clerk.ok(c.WriteNote(c.NoteDraft("Chưa đồng tình", "difference")))
    note = last(clerk).id
    settled = DifferenceSettled(note=note, outcome="kept", text="bảo lưu")
    assert clerk.ok(c.SettleDifference(note, "kept", "bảo lưu")) == (settled,)
    assert (last(clerk).outcome, last(clerk).outcome_text) == ("kept", "bảo lưu")
    assert clerk.refused(c.SettleDifference(note, "kept", "bảo lưu")) == "same"
    clerk.wait(1).ok(c.WriteNote(c.NoteDraft("Nhất trí")))
    assert clerk.refused(c.SettleDifference(last(clerk).id, "kept")) == "unknown_note"
    assert clerk.refused(c.SettleDifference("n_none", "kept")) == "unknown_note"


def test_an_indicator_is_assessed_field_by_field_R33_R34(clerk: Clerk) -> None:
    assert clerk.ok(c.Assess("7", "present", "co")) == (Assessed(indicator="7", field="present", value="co"),)
    clerk.ok(c.Assess("7", "degree", "it"))
    row = clerk.meeting.board.row("7")
    assert row is not None
    assert (row.present, row.degree, row.concluded) == ("co", "it", True)
    assert clerk.refused(c.Assess("7", "present", "co")) == "same"
    assert clerk.given(c.Assess("99", "present", "co")) == {"indicator": "99"}


def test_signs_beyond_the_list_are_numbered_as_they_come_R35(clerk: Clerk) -> None:
    clerk.ok(c.AddIndicator(" Ngại va chạm "), c.AddIndicator("Né việc khó"))
    assert [row.text for row in clerk.meeting.board.added] == ["Ngại va chạm", "Né việc khó"]
    assert clerk.refused(c.AddIndicator("  ")) == "empty"
