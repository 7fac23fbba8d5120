"""Rules of procedure: the floor (L4, L13)."""

from __future__ import annotations

from itertools import combinations

import pytest

from models import commands as c
from models.agenda import MINUTE
from models.facts import FloorAsked, FloorGiven, FloorStopped
from models.floor import Turn
from models.plan import Plan
from tests.models.build import at
from tests.models.deciding import AN, BAY, BICH, DUNG, TOAN, Clerk, listed, running


@pytest.fixture
def clerk(plan: Plan) -> Clerk:
    """The discussion began at 14:00, everybody is there."""
    made = running(plan)
    made.ok(c.MarkRest(), c.BeginStep("thao_luan"))
    return made


def turns(clerk: Clerk) -> tuple[Turn, ...]:
    """All turns in order of their beginning."""
    return clerk.meeting.floor.turns


def speaker(clerk: Clerk) -> str:
    """Who has the floor, "" when nobody has."""
    current = clerk.meeting.floor.current
    return current.person if current is not None else ""


def queue(clerk: Clerk) -> tuple[str, ...]:
    """Who waits to speak."""
    return clerk.meeting.floor.queue


def times(clerk: Clerk) -> list[tuple[str, str]]:
    """From when until when, in minutes after 14:00; "–" while it lasts."""

    def minute(moment: int | None) -> str:
        return "–" if moment is None else f"{(moment - at('14:00')) // MINUTE}"

    return [(minute(turn.start), minute(turn.stop)) for turn in turns(clerk)]


# --- giving and taking -----------------------------------------------------------------------------


def test_the_next_speaker_closes_the_one_before_at_that_second_L4(clerk: Clerk) -> None:
    clerk.ok(c.GiveFloor(AN.id))
    (given,) = clerk.at("14:03").ok(c.GiveFloor(BICH.id))
    assert isinstance(given, FloorGiven)
    assert given.closes == (turns(clerk)[0].id,)
    assert times(clerk) == [("0", "3"), ("3", "–")]
    assert speaker(clerk) == BICH.id
    assert given.step == "thao_luan"


def test_the_stop_key_leaves_the_floor_empty_L4(clerk: Clerk) -> None:
    clerk.ok(c.GiveFloor(AN.id))
    clerk.at("14:02").ok(c.StopFloor())
    assert speaker(clerk) == ""
    assert times(clerk) == [("0", "2")]
    assert clerk.refused(c.StopFloor()) == "nobody_speaks"


def test_speeches_and_pauses_between_them_make_up_the_session_L4(clerk: Clerk) -> None:
    for clock, command in (
        ("14:00", c.GiveFloor(AN.id)),
        ("14:05", c.GiveFloor(BICH.id, "order")),
        ("14:06", c.StopFloor()),
        ("14:10", c.StopFloor()),
        ("14:12", c.GiveFloor(BAY.id)),
        ("14:15", c.Pause()),
        ("14:20", c.Resume()),
        ("14:22", c.GiveFloor(DUNG.id, "question")),
    ):
        clerk.at(clock).ok(command)
    clerk.at("14:30")
    agenda, floor = clerk.meeting.agenda, clerk.meeting.floor
    spoken = sum(floor.spoken(turn, agenda, clerk.now) for turn in floor.turns)
    assert spoken + 2 * MINUTE == agenda.elapsed(clerk.now) == 25 * MINUTE


def test_who_speaks_already_is_not_given_the_floor_again(clerk: Clerk) -> None:
    clerk.ok(c.GiveFloor(AN.id))
    assert clerk.given(c.GiveFloor(AN.id)) == {"name": AN.full_name}
    clerk.wait(1).ok(c.GiveFloor(AN.id, "conclusion"))
    assert len(turns(clerk)) == 2


def test_the_floor_is_for_members_and_guests_of_a_running_session(plan: Plan) -> None:
    clerk = listed(plan)
    assert clerk.refused(c.GiveFloor(AN.id)) == "not_running"
    clerk.ok(c.StartSession(), c.AddGuest("Đặng Quốc Tường"))
    assert clerk.refused(c.GiveFloor("p_nobody")) == "not_member"
    (guest,) = clerk.meeting.guests
    clerk.ok(c.GiveFloor(guest))
    assert speaker(clerk) == guest


@pytest.mark.parametrize(
    ("step", "kind"),
    [("quan_triet", "report"), ("thao_luan", "opinion"), ("tong_hop", "conclusion"), ("thong_qua", "opinion")],
)
def test_the_step_says_what_kind_of_speech_it_is_L13(plan: Plan, step: str, kind: str) -> None:
    clerk = running(plan)
    clerk.ok(c.BeginStep(step))
    clerk.ok(c.GiveFloor(AN.id))
    assert turns(clerk)[0].kind == kind


def test_only_the_chair_sums_up_others_asked_then_give_an_opinion_C10(plan: Plan) -> None:
    """Whom the check makes the chair ask in the summing-up step has spoken."""
    clerk = running(plan)
    clerk.ok(c.SetDetail("chair", BICH.id), c.BeginStep("tong_hop"))
    clerk.ok(c.GiveFloor(AN.id), c.GiveFloor(BICH.id))
    assert [turn.kind for turn in turns(clerk)] == ["opinion", "conclusion"]
    assert AN.id in clerk.meeting.floor.speakers()


# --- points of order, questions --------------------------------------------------------------------


def test_a_point_of_order_interrupts_and_the_speech_goes_on_L13(clerk: Clerk) -> None:
    clerk.ok(c.GiveFloor(AN.id))
    clerk.at("14:02").ok(c.GiveFloor(BICH.id, "order"))
    assert speaker(clerk) == BICH.id
    clerk.at("14:03").ok(c.StopFloor())
    assert speaker(clerk) == AN.id
    clerk.at("14:05").ok(c.StopFloor())
    floor, agenda = clerk.meeting.floor, clerk.meeting.agenda
    assert [floor.spoken(turn, agenda, clerk.now) for turn in floor.turns] == [4 * MINUTE, 1 * MINUTE]
    assert floor.speakers() == {AN.id}


def test_a_point_of_order_may_be_interrupted_by_another_L13(clerk: Clerk) -> None:
    clerk.ok(c.GiveFloor(AN.id))
    clerk.wait(1).ok(c.GiveFloor(BICH.id, "order"))
    clerk.wait(1).ok(c.GiveFloor(BAY.id, "order"))
    heard = [speaker(clerk)]
    for _ in range(3):
        clerk.wait(1).ok(c.StopFloor())
        heard.append(speaker(clerk))
    assert heard == [BAY.id, BICH.id, AN.id, ""]


def test_the_next_speaker_ends_the_point_of_order_and_who_waits_under_it_L13(clerk: Clerk) -> None:
    clerk.ok(c.GiveFloor(AN.id))
    clerk.wait(1).ok(c.GiveFloor(BICH.id, "order"))
    clerk.wait(1).ok(c.GiveFloor(BAY.id))
    assert [turn.person for turn in clerk.meeting.floor.open] == [BAY.id]


def test_a_point_of_order_into_silence_interrupts_nobody_L13(clerk: Clerk) -> None:
    clerk.ok(c.GiveFloor(BICH.id, "order"))
    assert turns(clerk)[0].interrupts == ""


def test_a_reply_answers_the_last_question_L13(clerk: Clerk) -> None:
    clerk.ok(c.GiveFloor(AN.id, "question"))
    clerk.wait(1).ok(c.GiveFloor(DUNG.id, "question"))
    clerk.wait(1).ok(c.GiveFloor(BICH.id, "reply"))
    assert turns(clerk)[2].answers == turns(clerk)[1].id


def test_a_reply_without_a_question_answers_nothing(clerk: Clerk) -> None:
    clerk.ok(c.GiveFloor(BICH.id, "reply"))
    assert turns(clerk)[0].answers == ""


# --- the queue -------------------------------------------------------------------------------------


def test_who_asked_first_speaks_first(clerk: Clerk) -> None:
    clerk.ok(c.AskFloor(BAY.id))
    clerk.wait(1).ok(c.AskFloor(AN.id))
    assert queue(clerk) == (BAY.id, AN.id)
    clerk.ok(c.NextInQueue())
    assert speaker(clerk) == BAY.id
    assert queue(clerk) == (AN.id,)
    clerk.wait(1).ok(c.NextInQueue())
    assert clerk.refused(c.NextInQueue()) == "queue_empty"


def test_giving_the_floor_takes_the_speaker_out_of_the_queue(clerk: Clerk) -> None:
    clerk.ok(c.AskFloor(BAY.id), c.GiveFloor(BAY.id))
    assert queue(clerk) == ()
    clerk.ok(c.Undo())
    assert queue(clerk) == (BAY.id,)


def test_asking_twice_and_not_wanting_any_more(clerk: Clerk) -> None:
    assert clerk.ok(c.AskFloor(BAY.id)) == (FloorAsked(person=BAY.id, at=clerk.now),)
    assert clerk.refused(c.AskFloor(BAY.id)) == "already_waiting"
    clerk.ok(c.WithdrawFloor(BAY.id))
    assert clerk.refused(c.WithdrawFloor(BAY.id)) == "not_waiting"
    assert clerk.refused(c.AskFloor("p_nobody")) == "not_member"
    clerk.ok(c.AskFloor(BAY.id))
    assert queue(clerk) == (BAY.id,)


def test_a_speaker_who_asks_to_speak_again_lets_the_others_go_first(clerk: Clerk) -> None:
    clerk.ok(c.GiveFloor(AN.id), c.AskFloor(AN.id))
    assert clerk.refused(c.NextInQueue()) == "queue_empty"
    clerk.ok(c.AskFloor(BAY.id))
    clerk.ok(c.NextInQueue())
    assert speaker(clerk) == BAY.id
    clerk.wait(1).ok(c.NextInQueue())
    assert speaker(clerk) == AN.id


def test_who_is_no_member_any_more_does_not_hold_up_the_queue(clerk: Clerk) -> None:
    clerk.ok(c.AskFloor(TOAN.id), c.AskFloor(AN.id))
    clerk.ok(c.ListPeople((AN, BICH, BAY, DUNG)))
    clerk.ok(c.NextInQueue())
    assert speaker(clerk) == AN.id


# --- corrections -----------------------------------------------------------------------------------


def test_the_wrong_speaker_is_put_right_and_the_time_goes_on_L13(clerk: Clerk) -> None:
    clerk.ok(c.GiveFloor(AN.id))
    clerk.at("14:02").ok(c.CorrectTurn(person=BICH.id))
    clerk.ok(c.CorrectTurn(kind="paper"))
    (turn,) = turns(clerk)
    assert (turn.person, turn.kind, turn.start, turn.stop) == (BICH.id, "paper", at("14:00"), None)


def test_a_turn_corrected_into_a_reply_finds_its_question_L13(clerk: Clerk) -> None:
    clerk.ok(c.GiveFloor(AN.id, "question"))
    clerk.wait(1).ok(c.GiveFloor(BICH.id))
    clerk.ok(c.CorrectTurn(kind="reply"))
    assert turns(clerk)[1].answers == turns(clerk)[0].id


def test_a_correction_that_changes_nothing_is_said(clerk: Clerk) -> None:
    clerk.ok(c.GiveFloor(AN.id))
    assert clerk.refused(c.CorrectTurn()) == "same"
    assert clerk.refused(c.CorrectTurn(person=AN.id, kind="opinion", start=at("14:00"))) == "same"
    assert clerk.refused(c.CorrectTurn(person="p_nobody")) == "not_member"
    assert clerk.refused(c.CorrectTurn("t_none", kind="paper")) == "nobody_speaks"


def test_a_turn_that_never_was(clerk: Clerk) -> None:
    clerk.ok(c.GiveFloor(AN.id))
    clerk.ok(c.CorrectTurn(dropped=True))
    assert turns(clerk) == ()
    assert clerk.refused(c.CorrectTurn(dropped=True)) == "nobody_speaks"
    clerk.ok(c.Undo())
    assert speaker(clerk) == AN.id


def three(clerk: Clerk) -> tuple[Turn, ...]:
    """An 14:00–14:04, Bích from there to 14:08, and Bảy 14:10–14:14; it is 14:20."""
    clerk.ok(c.GiveFloor(AN.id))
    clerk.at("14:04").ok(c.GiveFloor(BICH.id))
    clerk.at("14:08").ok(c.StopFloor())
    clerk.at("14:10").ok(c.GiveFloor(BAY.id))
    clerk.at("14:14").ok(c.StopFloor())
    clerk.at("14:20")
    return turns(clerk)


def test_the_moment_of_a_change_of_speakers_moves_for_both(clerk: Clerk) -> None:
    _, second, _ = three(clerk)
    clerk.ok(c.CorrectTurn(second.id, start=at("14:03")))
    assert times(clerk) == [("0", "3"), ("3", "8"), ("10", "14")]
    clerk.ok(c.CorrectTurn(second.id, start=at("14:05")))
    assert times(clerk) == [("0", "5"), ("5", "8"), ("10", "14")]
    clerk.ok(c.CorrectTurn(turns(clerk)[0].id, stop=at("14:06")))
    assert times(clerk) == [("0", "6"), ("6", "8"), ("10", "14")]


def test_a_pause_between_speakers_belongs_to_neither(clerk: Clerk) -> None:
    *_, third = three(clerk)
    clerk.ok(c.CorrectTurn(third.id, start=at("14:09")))
    assert times(clerk) == [("0", "4"), ("4", "8"), ("9", "14")]


@pytest.mark.parametrize(
    ("turn", "start", "stop"),
    [
        (2, "14:07", None),  # into the speech before it, across the pause
        (1, None, "14:11"),  # into the speech after it, across the pause
        (0, "13:59", None),  # before the session
        (2, None, "14:21"),  # into the future
        (2, "14:15", None),  # beginning after its end
        (1, "13:59", None),  # before its neighbour began
        (0, None, "14:09"),  # beyond the end of its neighbour
    ],
)
def test_nobody_speaks_at_the_same_time_as_another_L4(
    clerk: Clerk, turn: int, start: str | None, stop: str | None
) -> None:
    found = three(clerk)[turn]
    before = times(clerk)
    wanted = c.CorrectTurn(found.id, start=at(start) if start else None, stop=at(stop) if stop else None)
    assert clerk.refused(wanted) == "time_out_of_order"
    assert times(clerk) == before


def test_a_point_of_order_lies_inside_the_speech_it_interrupts_L13(clerk: Clerk) -> None:
    clerk.ok(c.GiveFloor(AN.id))
    clerk.at("14:02").ok(c.GiveFloor(BICH.id, "order"))
    clerk.at("14:03").ok(c.GiveFloor(BAY.id, "order"))
    clerk.at("14:04").ok(c.StopFloor())
    clerk.at("14:05").ok(c.StopFloor())
    clerk.at("14:09").ok(c.StopFloor())
    order, point = turns(clerk)[1], turns(clerk)[2]
    clerk.ok(c.CorrectTurn(order.id, start=at("14:01")), c.CorrectTurn(point.id, stop=at("14:03")))
    assert times(clerk) == [("0", "9"), ("1", "5"), ("3", "3")]


def test_the_running_turn_ended_some_minutes_ago(clerk: Clerk) -> None:
    clerk.ok(c.GiveFloor(AN.id))
    clerk.at("14:10").ok(c.CorrectTurn(stop=at("14:06")))
    assert times(clerk) == [("0", "6")]
    assert speaker(clerk) == ""


def test_two_desks_that_gave_the_floor_at_once_are_put_right_by_the_next_key_sync_3(clerk: Clerk) -> None:
    clerk.ok(c.GiveFloor(AN.id))
    clerk.record(FloorGiven(turn="t_other", person=BICH.id, kind="opinion", at=clerk.now))
    assert len(clerk.meeting.floor.open) == 2
    clerk.wait(1).ok(c.GiveFloor(BAY.id))
    assert [turn.person for turn in clerk.meeting.floor.open] == [BAY.id]
    assert not any(one.stop is None and other.stop is None for one, other in combinations(turns(clerk), 2))


def test_ctrl_z_after_the_next_speaker_gives_the_floor_back_with_an_unbroken_clock_L6(clerk: Clerk) -> None:
    clerk.ok(c.GiveFloor(AN.id))
    clerk.at("14:03").ok(c.GiveFloor(BICH.id))
    clerk.at("14:04").ok(c.Undo())
    assert speaker(clerk) == AN.id
    assert times(clerk) == [("0", "–")]
    assert clerk.ok(c.StopFloor()) == (FloorStopped(turn=turns(clerk)[0].id, at=at("14:04")),)
