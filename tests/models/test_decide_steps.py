"""Rules of procedure: the session, its breaks, its steps, what is discussed (L9, R15, R83)."""

from __future__ import annotations

import pytest

from models import commands as c
from models.facts import FloorStopped, FocusSet, SessionPaused, SessionStarted, StepBegun, StepCorrected, TurnCorrected
from models.plan import Plan
from tests.models.build import MINUTE, at
from tests.models.deciding import AN, BAY, BICH, DUNG, Clerk, listed, running


@pytest.fixture
def clerk(plan: Plan) -> Clerk:
    """The session began at 14:00, everybody is there."""
    made = running(plan)
    made.ok(c.MarkRest())
    return made


def begun(clerk: Clerk) -> list[tuple[str, int]]:
    """The steps held and when they began."""
    return [(span.step, span.during.start) for span in clerk.meeting.agenda.spans]


# --- the beginning ---------------------------------------------------------------------------------


def test_the_session_begins_with_its_first_step_presented_by_the_chair_L9(plan: Plan) -> None:
    clerk = listed(plan)
    clerk.ok(c.SetDetail("chair", AN.id))
    started, step = clerk.ok(c.StartSession())
    assert started == SessionStarted(at=at("14:00"))
    assert isinstance(step, StepBegun)
    assert (step.step, step.presenter, step.at) == ("on_dinh", AN.id, at("14:00"))
    assert clerk.refused(c.StartSession()) == "already_started"


def test_it_began_some_minutes_ago_L9(plan: Plan) -> None:
    clerk = listed(plan)
    clerk.at("14:07").ok(c.StartSession(ago=7))
    assert clerk.meeting.agenda.elapsed(clerk.now) == 7 * MINUTE
    assert begun(clerk) == [("on_dinh", at("14:00"))]


def test_a_forgotten_start_is_corrected_afterwards_and_all_sums_follow_L9(clerk: Clerk) -> None:
    clerk.at("14:10").ok(c.StartSession(ago=12))
    assert clerk.meeting.agenda.started == at("13:58")
    assert clerk.meeting.agenda.spent("on_dinh", clerk.now) == 12 * MINUTE


def test_a_start_pressed_too_soon_is_corrected_too_L9(clerk: Clerk) -> None:
    clerk.at("14:10").ok(c.StartSession(ago=5))
    assert clerk.meeting.agenda.started == at("14:05")
    assert begun(clerk) == [("on_dinh", at("14:05"))]


def test_nothing_that_was_held_lies_before_the_start_L9(clerk: Clerk) -> None:
    for happening in (c.GiveFloor(AN.id), c.Pause(), c.Focus("7"), c.BeginStep()):
        clerk.at("14:10").ok(happening)
        clerk.now = at("14:20")
        assert clerk.refused(c.StartSession(ago=9)) == "time_out_of_order"
        clerk.ok(c.StartSession(ago=20))
        clerk.ok(c.Undo(), c.Undo())
        clerk.now = at("14:00")


def test_a_session_cannot_begin_in_the_future(plan: Plan) -> None:
    assert listed(plan).refused(c.StartSession(ago=-1)) == "time_out_of_order"


def test_a_session_began_within_the_last_day(plan: Plan) -> None:
    """L9: minutes without end are a slip of the keyboard; written down, they would put the session years back."""
    clerk = listed(plan)
    assert clerk.refused(c.StartSession(ago=24 * 60 + 1)) == "time_out_of_order"
    clerk.ok(c.StartSession(ago=24 * 60))


def test_a_first_step_that_was_moved_keeps_its_own_beginning_L9(clerk: Clerk) -> None:
    clerk.at("14:10").ok(c.ShiftStep(-4))
    assert begun(clerk) == [("on_dinh", at("14:04"))]
    assert clerk.ok(c.StartSession(ago=12)) == (SessionStarted(at=at("13:58")),)
    assert clerk.refused(c.StartSession(ago=5)) == "time_out_of_order"


# --- breaks ----------------------------------------------------------------------------------------


def test_a_break_stops_the_clock_of_the_session_L9(clerk: Clerk) -> None:
    clerk.at("14:30").ok(c.Pause())
    assert clerk.refused(c.Pause()) == "already_paused"
    clerk.at("14:40").ok(c.Resume())
    assert clerk.refused(c.Resume()) == "not_paused"
    assert clerk.at("14:50").meeting.agenda.elapsed(clerk.now) == 40 * MINUTE


def test_no_break_before_the_session(plan: Plan) -> None:
    assert listed(plan).refused(c.Pause()) == "not_running"
    assert listed(plan).refused(c.Resume()) == "not_paused"


def test_a_break_that_two_desks_pressed_ends_with_one_key_sync_3(clerk: Clerk) -> None:
    clerk.at("14:30").ok(c.Pause())
    clerk.record(SessionPaused(pause="b_other", at=at("14:31")))
    assert len(clerk.at("14:40").ok(c.Resume())) == 2
    assert not clerk.meeting.agenda.paused
    assert clerk.at("14:50").meeting.agenda.elapsed(clerk.now) == 40 * MINUTE


# --- steps -----------------------------------------------------------------------------------------


def test_the_next_step_needs_one_key_and_ends_the_one_before_L9_R83(clerk: Clerk) -> None:
    clerk.at("14:08").ok(c.BeginStep())
    assert begun(clerk) == [("on_dinh", at("14:00")), ("quan_triet", at("14:08"))]
    assert clerk.meeting.agenda.spans[0].during.stop == at("14:08")


def test_all_steps_in_the_plan_s_order_and_then_no_more(clerk: Clerk) -> None:
    steps = [step.id for step in clerk.meeting.body.steps]
    for step in steps[1:]:
        clerk.wait(1).ok(c.BeginStep())
        assert clerk.meeting.agenda.current is not None
        assert clerk.meeting.agenda.current.step == step
    assert clerk.refused(c.BeginStep()) == "last_step"


def test_any_step_may_be_taken_up_and_again_R83(clerk: Clerk) -> None:
    clerk.wait(1).ok(c.BeginStep("thao_luan"))
    assert clerk.refused(c.BeginStep("thao_luan")) == "same_step"
    clerk.wait(1).ok(c.BeginStep("quan_triet"))
    clerk.wait(1).ok(c.BeginStep("thao_luan"))
    assert [step for step, _ in begun(clerk)] == ["on_dinh", "thao_luan", "quan_triet", "thao_luan"]
    assert clerk.refused(c.BeginStep("hát")) == "last_step"


def test_a_step_goes_on_from_one_that_only_a_newer_plan_knows(clerk: Clerk) -> None:
    clerk.record(StepBegun(span="s_new", step="trò chuyện", at=at("14:01")))
    clerk.at("14:05").ok(c.GiveFloor(AN.id))
    assert clerk.meeting.floor.turns[-1].kind == "opinion"
    clerk.ok(c.BeginStep())
    assert begun(clerk)[-1] == ("on_dinh", at("14:05"))


def test_a_step_began_some_minutes_ago_but_not_before_the_last_one_L9(clerk: Clerk) -> None:
    clerk.at("14:10").ok(c.BeginStep(ago=3))
    assert begun(clerk)[-1] == ("quan_triet", at("14:07"))
    assert clerk.refused(c.BeginStep(ago=4)) == "time_out_of_order"
    assert clerk.refused(c.BeginStep(ago=-1)) == "time_out_of_order"


def test_a_step_closes_the_floor_and_the_indicator_L4(clerk: Clerk) -> None:
    clerk.ok(c.BeginStep("thao_luan"))
    clerk.at("14:05").ok(c.GiveFloor(AN.id))
    clerk.ok(c.Focus("7"), c.GiveFloor(BICH.id, "order"))
    facts = clerk.at("14:10").ok(c.BeginStep())
    assert [type(fact) for fact in facts] == [StepBegun, FloorStopped, FloorStopped, FocusSet]
    assert clerk.meeting.floor.open == ()
    assert clerk.meeting.agenda.focus == ""


def test_who_began_to_speak_after_a_late_step_really_began_speaks_in_it_L9(clerk: Clerk) -> None:
    clerk.ok(c.BeginStep("thao_luan"))
    clerk.at("14:05").ok(c.GiveFloor(AN.id))
    clerk.at("14:10").ok(c.GiveFloor(BICH.id))
    clerk.at("14:12").ok(c.GiveFloor(BAY.id))
    clerk.at("14:14").ok(c.BeginStep("tong_hop", ago=5))
    first, second, third = clerk.meeting.floor.turns
    assert (first.step, first.stop) == ("thao_luan", at("14:10"))
    assert (second.step, second.start, second.stop) == ("tong_hop", at("14:10"), at("14:12"))
    assert (third.step, third.stop) == ("tong_hop", None)


def test_who_spoke_when_a_late_step_really_began_had_done_by_then_L9(clerk: Clerk) -> None:
    clerk.ok(c.BeginStep("thao_luan"))
    clerk.at("14:05").ok(c.GiveFloor(AN.id))
    clerk.at("14:14").ok(c.BeginStep("tong_hop", ago=5))
    (turn,) = clerk.meeting.floor.turns
    assert (turn.step, turn.stop) == ("thao_luan", at("14:09"))


def test_the_running_step_began_earlier_L9(clerk: Clerk) -> None:
    clerk.at("14:10").ok(c.BeginStep())
    clerk.at("14:12").ok(c.ShiftStep(4))
    assert begun(clerk) == [("on_dinh", at("14:00")), ("quan_triet", at("14:06"))]
    assert clerk.refused(c.ShiftStep(7)) == "time_out_of_order"
    assert clerk.refused(c.ShiftStep(-7)) == "time_out_of_order"
    assert clerk.refused(c.ShiftStep(0)) == "same"


def test_a_step_moved_to_earlier_takes_its_speakers_along_L9(clerk: Clerk) -> None:
    clerk.at("14:08").ok(c.GiveFloor(AN.id))
    (turn,) = clerk.meeting.floor.turns
    clerk.at("14:10").ok(c.BeginStep())
    facts = clerk.ok(c.ShiftStep(3))
    assert facts[1:] == (TurnCorrected(turn=turn.id, step="quan_triet"),)
    assert isinstance(facts[0], StepCorrected)


def test_no_steps_before_the_session(plan: Plan) -> None:
    clerk = listed(plan)
    assert clerk.refused(c.BeginStep()) == "not_started"
    assert clerk.refused(c.ShiftStep(1)) == "not_started"
    assert clerk.refused(c.SetPresenter(AN.id)) == "not_started"
    assert clerk.refused(c.Focus("7")) == "not_running"


def test_the_presenter_is_the_first_holder_of_the_role_who_is_there_R27_R30(clerk: Clerk) -> None:
    clerk.ok(c.BeginStep())
    assert clerk.meeting.agenda.presenter("quan_triet") == AN.id
    clerk.ok(c.MarkLeft(AN.id))
    clerk.wait(1).ok(c.BeginStep())
    assert clerk.meeting.agenda.presenter("doc_bai_viet") == BICH.id
    clerk.wait(1).ok(c.BeginStep(presenter=DUNG.id))
    assert clerk.meeting.agenda.presenter("trinh_bay_kh") == DUNG.id


def test_the_clerk_reads_the_minutes_back_R45(clerk: Clerk) -> None:
    clerk.ok(c.SetDetail("clerk", DUNG.id))
    clerk.ok(c.BeginStep("thong_qua"))
    assert clerk.meeting.agenda.presenter("thong_qua") == DUNG.id


def test_nobody_is_named_for_a_chair_who_has_left_R42(clerk: Clerk) -> None:
    """The record never says by itself that somebody summed up who was not in the room."""
    clerk.ok(c.SetDetail("chair", AN.id), c.SetDetail("clerk", DUNG.id))
    clerk.wait(1).ok(c.MarkLeft(AN.id), c.BeginStep("tong_hop"), c.MarkLeft(DUNG.id), c.BeginStep("thong_qua"))
    assert [clerk.meeting.agenda.presenter(step) for step in ("tong_hop", "thong_qua")] == ["", ""]


def test_another_presenter_R27(clerk: Clerk) -> None:
    clerk.ok(c.SetPresenter(BAY.id))
    assert clerk.meeting.agenda.presenter("on_dinh") == BAY.id
    assert clerk.refused(c.SetPresenter(BAY.id)) == "same"
    assert clerk.refused(c.SetPresenter("p_nobody")) == "not_member"


def test_the_presenter_of_a_step_that_is_over_can_be_put_right_R28(clerk: Clerk) -> None:
    clerk.at("14:05").ok(c.BeginStep("doc_bai_viet"))
    clerk.at("14:10").ok(c.BeginStep("thao_luan"), c.SetPresenter(BAY.id, "doc_bai_viet"))
    assert clerk.meeting.agenda.presenter("doc_bai_viet") == BAY.id
    assert clerk.meeting.agenda.presenter("thao_luan") == ""
    assert clerk.refused(c.SetPresenter(AN.id, "tong_hop")) == "not_started"


# --- what is discussed -----------------------------------------------------------------------------


def test_the_discussion_turns_to_an_indicator_and_away_L4(clerk: Clerk) -> None:
    clerk.ok(c.Focus("7"))
    assert clerk.meeting.agenda.focus == "7"
    assert clerk.refused(c.Focus("7")) == "same"
    clerk.wait(3).ok(c.Focus("8"))
    clerk.wait(2).ok(c.Focus(""))
    assert clerk.meeting.agenda.focus == ""
    assert clerk.meeting.agenda.discussed("7", clerk.now) == 3 * MINUTE
    assert clerk.meeting.agenda.discussed("8", clerk.now) == 2 * MINUTE
    assert clerk.given(c.Focus("99")) == {"indicator": "99"}


def test_a_sign_added_in_the_meeting_can_be_discussed_R35(clerk: Clerk) -> None:
    clerk.ok(c.AddIndicator("Ngại va chạm"))
    (added,) = clerk.meeting.board.added
    clerk.ok(c.Focus(added.id))
    assert clerk.meeting.agenda.focus == added.id


def test_the_end_comes_after_the_minutes_are_adopted_R45(clerk: Clerk, plan: Plan) -> None:
    assert clerk.refused(c.EndSession()) == "not_voted"
    assert listed(plan).refused(c.EndSession()) == "not_running"
