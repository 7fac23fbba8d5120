"""From one meeting to the next: amendments of adopted minutes (L20), commitments that come back (L16), opinions kept
(R85)."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from documents.plan_file import load_plan
from models import commands as c
from models.commitments import Commitment
from models.document import Table
from models.handing_on import left_open
from models.minutes import amended_text, amendment_paper, minutes_of
from models.plan import Plan
from tests.models.deciding import AN, BAY, BICH, DUNG, MINUTES, Clerk, folded, ready, running

PLAN: Plan = load_plan()


def adopted() -> Clerk:
    clerk = running(PLAN)
    clerk.ok(c.MarkRest())
    clerk.ok(c.GiveFloor(DUNG.id), c.WriteNote(c.NoteDraft("Còn để chậm hồ sơ", "opinion")))
    ready(clerk).ok(MINUTES, c.Adopt())
    return clerk


def text_of(clerk: Clerk) -> list[tuple[str, str]]:
    return [(p.key, p.text) for p in minutes_of(clerk.meeting, clerk.now).paragraphs()]


def said(clerk: Clerk) -> tuple[str, str]:
    """Key and text of what Đỗ Thị Dung said."""
    return next((key, text) for key, text in text_of(clerk) if "chậm hồ sơ" in text)


# --- amendments (L20) ---------------------------------------------------------------------------------------------


def test_an_amendment_changes_no_letter_of_the_adopted_text_L20() -> None:
    clerk = adopted()
    before = text_of(clerk)
    key, old = said(clerk)
    clerk.ok(c.Amend("Ghi sót", (c.Change(key, old, f"{old} Trách nhiệm thuộc tổ 2."),)))
    assert text_of(clerk) == before
    assert amended_text(clerk.meeting, key) == f"{old} Trách nhiệm thuộc tổ 2."
    assert [a.number for a in clerk.meeting.amendments] == [1]
    assert clerk.meeting.after_adoption() == 0


def test_amendments_are_numbered_and_a_further_change_may_join_one_L20() -> None:
    clerk = adopted()
    key, old = said(clerk)
    clerk.ok(c.Amend("Ghi sót", (c.Change(key, old, "Một."),)))
    clerk.wait(60).ok(c.Amend("Nhầm tên", (c.Change(key, "Một.", "Hai."),)))
    first, second = clerk.meeting.amendments
    clerk.ok(c.Amend(first.reason, (c.Change("", "", "Bổ sung một đoạn."),), first.id))
    assert [(a.number, a.reason, len(a.changes)) for a in clerk.meeting.amendments] == [
        (1, "Ghi sót", 2),
        (2, "Nhầm tên", 1),
    ]
    assert second.changes[0].old == "Một."
    assert folded(PLAN, clerk).amendments == clerk.meeting.amendments


def test_an_amendment_needs_an_adoption_a_reason_and_the_text_as_it_stands_L20() -> None:
    draft = running(PLAN)
    assert draft.refused(c.Amend("Ghi sót", (c.Change("", "", "Thêm."),))) == "not_adopted"
    clerk = adopted()
    key, old = said(clerk)
    assert clerk.refused(c.Amend(" ", (c.Change(key, old, "Khác."),))) == "amendment_reason"
    assert clerk.refused(c.Amend("Ghi sót", (c.Change(key, old, old),))) == "same"
    assert clerk.refused(c.Amend("Ghi sót", (c.Change(key, "Không phải câu này", "Khác."),))) == "unknown_paragraph"
    assert clerk.refused(c.Amend("Ghi sót", (c.Change("no:such", "", "Khác."),))) == "unknown_paragraph"
    assert clerk.refused(c.Amend("Ghi sót", (c.Change(key, old, "Khác."),), "a_none")) == "unknown_paragraph"


def test_a_row_of_the_table_is_amended_as_it_is_read_L20() -> None:
    clerk = running(PLAN)
    clerk.ok(c.MarkRest(), c.Assess("7", "present", "co"), c.Assess("7", "degree", "it"))
    ready(clerk).ok(MINUTES, c.Adopt())
    old = amended_text(clerk.meeting, "indicator:7")
    assert old is not None
    clerk.ok(c.Amend("Nhầm mức độ", (c.Change("indicator:7", old, old.replace("ít", "có lúc")),)))
    assert "có lúc" in (amended_text(clerk.meeting, "indicator:7") or "")


def test_the_paper_of_an_amendment_names_the_minutes_the_reason_old_and_new_L20() -> None:
    clerk = adopted()
    key, old = said(clerk)
    clerk.ok(c.SetDetail("signed_on", "2023-09-16"))
    clerk.wait(60 * 24).ok(c.Amend("Ghi sót", (c.Change(key, old, "Câu mới."),)))
    paper = amendment_paper(clerk.meeting, clerk.meeting.amendments[0])
    text = "\n".join(p.text for p in paper.paragraphs())
    assert "lần 1" in " ".join(paper.letterhead.abstract)
    assert "ngày 16 tháng 9 năm 2023" in paper.letterhead.place_date
    assert "-BB/CB, ngày 15/9/2023 của Chi bộ thôn Đông Mít đã được thông qua lúc" in text
    assert clerk.meeting.adopted is not None
    assert clerk.meeting.adopted.state[:16] in text
    assert "Ghi sót." in text
    table = next(block for block in paper.blocks if isinstance(block, Table))
    assert table.rows == (("1", old, "Câu mới."),)
    assert paper.mark == ""


def test_an_amendment_can_be_taken_back_and_brought_back_L6() -> None:
    clerk = adopted()
    key, old = said(clerk)
    clerk.ok(c.Amend("Ghi sót", (c.Change(key, old, "Câu mới."),)))
    clerk.ok(c.Undo())
    assert clerk.meeting.amendments == ()
    clerk.ok(c.Redo())
    assert len(clerk.meeting.amendments) == 1


# --- commitments (L16) --------------------------------------------------------------------------------------------

REVIEW = Commitment("2023-08-15:n_d1.9", "solution", "Rà soát hồ sơ", BAY.id, "2023-09-01", "2023-08-15", ("7",))
TRAIN = Commitment("2023-08-15:n_d1.12", "task", "Tập huấn một cửa", "", "quý IV", "2023-08-15")


def test_what_was_taken_on_comes_back_in_order_of_the_dates_L16() -> None:
    clerk = running(PLAN)
    clerk.ok(c.CarryCommitments((TRAIN, REVIEW)))
    assert list(clerk.meeting.commitments.values()) == [REVIEW, TRAIN]
    assert REVIEW.overdue_on("2023-09-15")
    assert not TRAIN.overdue_on("2023-09-15"), "free words are no date"
    assert not replace(REVIEW, due="2023 hoặc sau").overdue_on("2024-09-15")


@pytest.mark.parametrize(
    ("due", "day", "late"),
    [
        ("2023-09-15", "2023-09-15", False),
        ("2023-09-15", "2023-09-16", True),
        ("2023-09", "2023-09-30", False),
        ("2023-09", "2023-10-01", True),
        ("2023", "2023-12-31", False),
        ("2023", "2024-01-01", True),
    ],
)
def test_a_month_is_over_when_its_last_day_is_L16(due: str, day: str, late: bool) -> None:
    assert replace(REVIEW, due=due).overdue_on(day) is late


def test_what_was_carried_once_is_not_carried_again_L16() -> None:
    clerk = running(PLAN)
    clerk.ok(c.CarryCommitments((REVIEW, TRAIN)))
    assert clerk.refused(c.CarryCommitments((REVIEW,))) == "same"


def test_done_goes_on_overdue_L16() -> None:
    clerk = running(PLAN)
    clerk.ok(c.CarryCommitments((REVIEW, TRAIN)))
    clerk.ok(c.JudgeCommitment(REVIEW.id, "continued", "2023-12-31", "chờ kinh phí"))
    clerk.ok(c.JudgeCommitment(TRAIN.id, "done"))
    review, train = clerk.meeting.commitments[REVIEW.id], clerk.meeting.commitments[TRAIN.id]
    assert (review.state, review.due, review.remark) == ("continued", "2023-12-31", "chờ kinh phí")
    assert (train.state, train.due) == ("done", "quý IV")
    assert clerk.refused(c.JudgeCommitment(TRAIN.id, "done")) == "same"
    assert clerk.refused(c.JudgeCommitment("2023-08-15:n_none", "done")) == "unknown_commitment"
    clerk.ok(c.Undo())
    assert clerk.meeting.commitments[TRAIN.id].state == "open"


def test_the_next_meeting_gets_what_is_not_done_and_what_is_new_L16() -> None:
    clerk = running(PLAN)
    clerk.ok(c.CarryCommitments((REVIEW, TRAIN)), c.JudgeCommitment(TRAIN.id, "done"))
    clerk.ok(c.WriteNote(c.NoteDraft("Niêm yết thủ tục", "solution", owner=BICH.id, due="2023-10-30")))
    left = left_open(clerk.meeting)
    assert [(one.text, one.since, one.state) for one in left] == [
        ("Rà soát hồ sơ", "2023-08-15", "open"),
        ("Niêm yết thủ tục", "2023-09-15", "open"),
    ]
    after = running(PLAN)
    after.ok(c.CarryCommitments(left))
    assert after.meeting.commitments.keys() == {one.id for one in left}


# --- opinions kept (R85, domain.md 6.3) ---------------------------------------------------------------------------


def test_a_minority_opinion_is_kept_and_may_be_withdrawn_R85() -> None:
    clerk = running(PLAN)
    clerk.ok(c.ReserveOpinion(DUNG.id, "Chưa đồng ý mức độ", named=True))
    (kept,) = clerk.meeting.reservations
    assert (kept.person, kept.text, kept.named) == (DUNG.id, "Chưa đồng ý mức độ", True)
    clerk.ok(c.ReserveOpinion(DUNG.id, "Chưa đồng ý mức độ"))
    assert [one.named for one in clerk.meeting.reservations] == [False], "the member asks no more to be named"
    assert clerk.refused(c.ReserveOpinion(DUNG.id, "Chưa đồng ý mức độ")) == "same"
    assert clerk.refused(c.ReserveOpinion("g_nobody")) == "not_member"
    clerk.ok(c.ReserveOpinion(AN.id, about="minutes"))
    assert len(clerk.meeting.reservations) == 2
    clerk.ok(c.WithdrawReservation(kept.id))
    assert [one.person for one in clerk.meeting.reservations] == [AN.id]
    assert clerk.refused(c.WithdrawReservation(kept.id)) == "same"
