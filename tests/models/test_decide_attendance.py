"""Rules of procedure: roll call, comings and goings, standing (L2, R25)."""

from __future__ import annotations

import pytest

from models import commands as c
from models.facts import Marked, MoveCorrected, Moved, RestMarked, StandingSet
from models.plan import Plan
from tests.models.build import at, member
from tests.models.deciding import AN, BAY, BICH, CELL, DUNG, THO, TOAN, Clerk, listed, running

STRANGER = "p_00000000ffff"


@pytest.fixture
def clerk(plan: Plan) -> Clerk:
    """The roll is being called: it is 14:00."""
    return running(plan)


def after_the_roll(clerk: Clerk) -> Clerk:
    """An and Bích are there, Bảy and Dũng are not; the next step began at 14:10."""
    clerk.ok(c.MarkPresent(AN.id), c.MarkPresent(BICH.id), c.MarkExcused(BAY.id, "ốm"), c.MarkUnexcused(DUNG.id))
    clerk.at("14:10").ok(c.BeginStep())
    return clerk


def here(clerk: Clerk, person: str) -> bool:
    """Whether the person is in the room now."""
    return clerk.meeting.attendance.presence[person].present_at(clerk.now)


# --- the roll --------------------------------------------------------------------------------------


def test_present_during_the_roll_call_is_a_mark_R25(clerk: Clerk) -> None:
    assert clerk.ok(c.MarkPresent(AN.id)) == (Marked(person=AN.id, status="present", at=at("14:00")),)


def test_before_the_session_the_roll_may_be_called_too_R25(plan: Plan) -> None:
    assert isinstance(listed(plan).ok(c.MarkPresent(AN.id))[0], Marked)


def test_present_twice_is_said_and_not_recorded_L2(clerk: Clerk) -> None:
    clerk.ok(c.MarkPresent(AN.id))
    assert clerk.refused(c.MarkPresent(AN.id)) == "already_here"


def test_the_roll_corrects_itself_R25(clerk: Clerk) -> None:
    clerk.ok(c.MarkUnexcused(AN.id), c.MarkExcused(AN.id, " ốm "), c.MarkPresent(AN.id), c.MarkUnexcused(AN.id))
    assert clerk.meeting.attendance.presence[AN.id].mark == "unexcused"
    assert not here(clerk, AN.id)


def test_an_excuse_needs_its_reason_C06(clerk: Clerk) -> None:
    assert clerk.refused(c.MarkExcused(AN.id, "  ")) == "reason_needed"
    assert clerk.ok(c.MarkExcused(AN.id, " ốm ")) == (
        Marked(person=AN.id, status="excused", reason="ốm", at=clerk.now),
    )
    assert clerk.refused(c.MarkExcused(AN.id, "ốm")) == "same"
    assert clerk.refused(c.MarkUnexcused(STRANGER)) == "not_member"


def test_taking_a_mark_away_R25(clerk: Clerk) -> None:
    assert clerk.refused(c.Unmark(AN.id)) == "same"
    clerk.ok(c.MarkPresent(AN.id), c.Unmark(AN.id))
    assert clerk.meeting.attendance.presence[AN.id].mark == "unmarked"
    assert clerk.refused(c.Unmark(STRANGER)) == "not_member"


def test_taking_away_the_mark_that_the_rest_got_sync_3(clerk: Clerk) -> None:
    """A key pressed for one person beats "the rest are present", also the key that takes the mark away."""
    clerk.ok(c.MarkRest(), c.Unmark(DUNG.id))
    assert clerk.meeting.attendance.presence[DUNG.id].mark == "unmarked"
    assert clerk.refused(c.Unmark(DUNG.id)) == "same"
    clerk.ok(c.MarkRest())
    assert here(clerk, DUNG.id)


def test_the_rest_are_the_obliged_without_a_mark_6_4(clerk: Clerk) -> None:
    clerk.ok(c.MarkExcused(BAY.id, "ốm"))
    assert clerk.ok(c.MarkRest()) == (RestMarked(people=(AN.id, BICH.id, DUNG.id, TOAN.id), at=clerk.now),)
    assert clerk.refused(c.MarkRest()) == "none_unmarked"
    assert not here(clerk, THO.id)


def test_a_key_for_one_of_the_rest_confirms_them_L2(clerk: Clerk) -> None:
    clerk.ok(c.MarkRest())
    clerk.ok(c.MarkPresent(DUNG.id))
    assert not clerk.meeting.attendance.presence[DUNG.id].bulk
    assert clerk.refused(c.MarkPresent(DUNG.id)) == "already_here"


def test_five_hundred_people_are_marked_by_one_act_of_lines_that_fit_sync_1(plan: Plan) -> None:
    people = [member(order, f"Lê Văn {order}") for order in range(1, 501)]
    clerk = running(plan, *people)
    facts = clerk.ok(c.MarkRest())
    assert [person for fact in facts if isinstance(fact, RestMarked) for person in fact.people] == [
        person.id for person in people
    ]
    assert clerk.meeting.attendance.counts(clerk.now).present == 500
    clerk.ok(c.Undo())
    assert clerk.meeting.attendance.counts(clerk.now).unmarked == 500
    clerk.ok(c.Undo())
    clerk.ok(c.Undo())
    assert not clerk.meeting.people
    clerk.ok(c.Redo())
    assert len(clerk.meeting.people) == 500


# --- comings and goings ----------------------------------------------------------------------------


def test_present_after_the_roll_call_has_arrived_L2(clerk: Clerk) -> None:
    after_the_roll(clerk)
    (moved,) = clerk.at("14:12").ok(c.MarkPresent(BAY.id))
    assert isinstance(moved, Moved)
    assert (moved.way, moved.at) == ("in", at("14:12"))
    assert clerk.meeting.attendance.presence[BAY.id].arrived_late == at("14:12")
    assert clerk.refused(c.MarkPresent(BAY.id)) == "already_here"


def test_left_and_back_L2(clerk: Clerk) -> None:
    after_the_roll(clerk)
    (left,) = clerk.at("14:20").ok(c.MarkLeft(AN.id, "điện thoại"))
    assert isinstance(left, Moved)
    assert (left.way, left.reason) == ("out", "điện thoại")
    assert clerk.refused(c.MarkLeft(AN.id)) == "not_here"
    (back,) = clerk.at("14:25").ok(c.MarkPresent(AN.id))
    assert isinstance(back, Moved)
    assert clerk.meeting.attendance.presence[AN.id].intervals[0].stop == at("14:20")
    assert here(clerk, AN.id)


def test_who_left_during_the_roll_call_comes_back_as_a_coming_L2(clerk: Clerk) -> None:
    clerk.ok(c.MarkPresent(AN.id))
    clerk.at("14:03").ok(c.MarkLeft(AN.id))
    assert isinstance(clerk.at("14:05").ok(c.MarkPresent(AN.id))[0], Moved)


def test_nobody_leaves_before_the_session_L2(plan: Plan) -> None:
    clerk = listed(plan)
    clerk.ok(c.MarkPresent(AN.id))
    assert clerk.refused(c.MarkLeft(AN.id)) == "not_running"
    assert clerk.refused(c.MarkLeft(STRANGER)) == "not_member"
    assert clerk.refused(c.MarkPresent(STRANGER)) == "not_member"


def test_who_was_here_cannot_become_absent_L2(clerk: Clerk) -> None:
    after_the_roll(clerk)
    assert clerk.refused(c.MarkUnexcused(AN.id)) == "was_here"
    assert clerk.refused(c.MarkExcused(AN.id, "ốm")) == "was_here"
    clerk.at("14:20").ok(c.MarkPresent(BAY.id))
    clerk.at("14:30").ok(c.MarkLeft(BAY.id))
    assert clerk.refused(c.MarkUnexcused(BAY.id)) == "was_here"
    assert clerk.refused(c.Unmark(BAY.id)) == "same"


def test_who_was_not_here_may_still_get_a_reason_after_the_roll_call_C06(clerk: Clerk) -> None:
    after_the_roll(clerk)
    clerk.ok(c.MarkExcused(DUNG.id, "đi viện"))
    assert clerk.meeting.attendance.presence[DUNG.id].reason == "đi viện"


def test_a_time_that_was_typed_L2(clerk: Clerk) -> None:
    after_the_roll(clerk)
    (moved,) = clerk.at("14:30").ok(c.MarkPresent(BAY.id, at("14:22")))
    assert isinstance(moved, Moved)
    assert moved.at == at("14:22")
    (left,) = clerk.ok(c.MarkLeft(BAY.id, "", at("14:25")))
    assert isinstance(left, Moved)
    assert left.at == at("14:25")


def test_a_typed_time_lies_between_the_last_move_and_now_L2(clerk: Clerk) -> None:
    after_the_roll(clerk)
    clerk.at("14:30").ok(c.MarkPresent(BAY.id, at("14:22")))
    assert clerk.refused(c.MarkLeft(BAY.id, "", at("14:21"))) == "time_out_of_order"
    assert clerk.refused(c.MarkLeft(BAY.id, "", at("14:31"))) == "time_out_of_order"
    clerk.ok(c.MarkLeft(BAY.id))
    assert clerk.refused(c.MarkPresent(BAY.id, at("14:29"))) == "time_out_of_order"
    assert clerk.refused(c.MarkPresent(BAY.id, at("14:31"))) == "time_out_of_order"


def test_a_move_that_another_desk_s_clock_put_ahead_does_not_block_the_next_sync_4(clerk: Clerk) -> None:
    after_the_roll(clerk)
    clerk.record(Moved(move="m_ahead", person=BAY.id, way="in", at=at("14:40")))
    (left,) = clerk.at("14:30").ok(c.MarkLeft(BAY.id))
    assert isinstance(left, Moved)
    assert left.at == at("14:40")
    assert not clerk.meeting.attendance.presence[BAY.id].here


def test_the_time_is_corrected_by_minutes_L2(clerk: Clerk) -> None:
    after_the_roll(clerk)
    (moved,) = clerk.at("14:30").ok(c.MarkPresent(BAY.id))
    assert isinstance(moved, Moved)
    assert clerk.ok(c.ShiftMove(BAY.id, -5)) == (MoveCorrected(move=moved.move, at=at("14:25")),)
    clerk.ok(c.ShiftMove(BAY.id, 2))
    assert clerk.meeting.attendance.presence[BAY.id].arrived_late == at("14:27")


def test_corrected_times_stay_in_order_L2(clerk: Clerk) -> None:
    after_the_roll(clerk)
    clerk.at("14:30").ok(c.MarkPresent(BAY.id))
    assert clerk.refused(c.ShiftMove(BAY.id, 1)) == "time_out_of_order"
    assert clerk.refused(c.ShiftMove(BAY.id, -31)) == "time_out_of_order"
    clerk.at("14:40").ok(c.MarkLeft(BAY.id))
    assert clerk.refused(c.ShiftMove(BAY.id, -11)) == "time_out_of_order"
    assert clerk.refused(c.ShiftMove(BAY.id, 0)) == "same"
    assert clerk.refused(c.ShiftMove(AN.id, -1)) == "no_move"
    assert clerk.refused(c.ShiftMove(STRANGER, -1)) == "no_move"


# --- standing --------------------------------------------------------------------------------------


def test_another_standing_changes_who_votes_6_3(clerk: Clerk) -> None:
    clerk.ok(c.MarkRest())
    assert clerk.meeting.attendance.counts(clerk.now).can_vote == 4
    assert clerk.ok(c.SetStanding(DUNG.id, "đình chỉ sinh hoạt")) == (
        StandingSet(person=DUNG.id, standing="đình chỉ sinh hoạt"),
    )
    assert clerk.meeting.attendance.counts(clerk.now).can_vote == 3
    assert clerk.refused(c.SetStanding(DUNG.id, "đình chỉ sinh hoạt")) == "same"


def test_a_standing_that_does_not_exist_is_refused(clerk: Clerk) -> None:
    assert clerk.refused(c.SetStanding(DUNG.id, "vắng")) == "unknown_field"
    assert clerk.refused(c.SetStanding(STRANGER, "dự bị")) == "not_member"
    assert set(clerk.meeting.people) == {person.id for person in CELL}


def test_a_guest_is_not_on_the_roll_6_4(clerk: Clerk) -> None:
    clerk.ok(c.AddGuest("Đặng Quốc Tường"))
    (guest,) = clerk.meeting.guests
    assert clerk.refused(c.MarkPresent(guest)) == "not_member"
    assert clerk.meeting.attendance.counts(clerk.now).guests == 1
