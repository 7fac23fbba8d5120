"""The floor: who speaks, who waits, who has not spoken (L4, L10, L13)."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.plan_file import load_plan
from models.agenda import MINUTE
from models.fact import TurnKind
from models.facts import (
    FloorAsked,
    FloorGiven,
    FloorStopped,
    FloorWithdrawn,
    SessionPaused,
    SessionResumed,
    TurnCorrected,
)
from models.facts_record import Undone
from models.plan import Plan
from tests.models.build import DAY, Builder, at, member

AN, BINH, CHI = (member(order, name) for order, name in ((1, "Lê Văn An"), (2, "Hồ Thị Bình"), (3, "Vũ Văn Chí")))
EVERYBODY = (AN.id, BINH.id, CHI.id)


@pytest.fixture
def cell(plan: Plan) -> Builder:
    """Three members present, the session started at 14:00."""
    return Builder(plan).opened().list(AN, BINH, CHI).started("14:00").present(AN, BINH, CHI)


def given_to(turn: str, person: str, clock: str, kind: TurnKind = "opinion", **more: object) -> FloorGiven:
    """A turn that begins at a clock time; `closes` and `interrupts` as the desk would send them."""
    said = {"turn": turn, "person": person, "kind": kind, "at": at(clock), **more}
    return FloorGiven.model_validate(said)


def minutes(cell: Builder, turn: str, clock: str) -> int:
    """Minutes really spoken in a turn by then."""
    found = cell.meeting.floor.turn(turn)
    assert found is not None
    return cell.meeting.floor.spoken(found, cell.meeting.agenda, at(clock)) // MINUTE


def test_the_next_speaker_closes_the_previous_one_l4(cell: Builder) -> None:
    cell.say(given_to("t1", AN.id, "14:10"), given_to("t2", BINH.id, "14:13", closes=("t1",)))
    floor = cell.meeting.floor
    assert [(turn.person, turn.stop) for turn in floor.turns] == [(AN.id, at("14:13")), (BINH.id, None)]
    assert floor.current is not None
    assert floor.current.id == "t2"


def test_the_stop_key_leaves_the_floor_empty_l4(cell: Builder) -> None:
    cell.say(given_to("t1", AN.id, "14:10"), FloorStopped(turn="t1", at=at("14:12")))
    assert cell.meeting.floor.current is None
    assert minutes(cell, "t1", "14:30") == 2


def test_undo_gives_the_floor_back_with_an_unbroken_clock_l6(cell: Builder) -> None:
    cell.say(given_to("t1", AN.id, "14:10"), given_to("t2", BINH.id, "14:13", closes=("t1",)))
    cell.say(Undone(of=(cell.seq,)))
    floor = cell.meeting.floor
    assert [turn.id for turn in floor.turns] == ["t1"]
    assert minutes(cell, "t1", "14:20") == 10


def test_a_point_of_order_keeps_the_time_of_the_speech_unbroken_l13(cell: Builder) -> None:
    """The speech waits while the point is made, and goes on afterwards (sapl#1870)."""
    cell.say(given_to("t1", AN.id, "14:10"), given_to("t2", BINH.id, "14:15", "order", interrupts="t1"))
    assert cell.meeting.floor.current is not None
    assert cell.meeting.floor.current.id == "t2"
    assert [turn.id for turn in cell.meeting.floor.open] == ["t1", "t2"]
    assert (minutes(cell, "t1", "14:17"), minutes(cell, "t2", "14:17")) == (5, 2)
    cell.say(FloorStopped(turn="t2", at=at("14:18")))
    assert cell.meeting.floor.current.id == "t1"
    assert (minutes(cell, "t1", "14:20"), minutes(cell, "t2", "14:20")) == (7, 3)


def test_a_break_is_nobodys_speech_l9(cell: Builder) -> None:
    cell.say(given_to("t1", AN.id, "14:10"), SessionPaused(pause="b1", at=at("14:12")))
    cell.say(SessionResumed(pause="b1", at=at("14:22")))
    assert minutes(cell, "t1", "14:25") == 5


@pytest.mark.parametrize("kind", get_args(TurnKind))
def test_only_opinions_papers_and_questions_count_as_having_spoken_l13(cell: Builder, kind: TurnKind) -> None:
    cell.say(given_to("t1", AN.id, "14:10", kind))
    assert (AN.id in cell.meeting.floor.speakers()) == (kind in ("opinion", "paper", "question"))


def test_changing_the_kind_of_a_speech_keeps_its_time_l13(cell: Builder) -> None:
    cell.say(given_to("t1", AN.id, "14:10", "report"), TurnCorrected(turn="t1", kind="opinion"))
    assert cell.meeting.floor.speakers() == {AN.id}
    assert minutes(cell, "t1", "14:14") == 4


def test_a_wrong_speaker_is_put_right_l4(cell: Builder) -> None:
    cell.say(given_to("t1", AN.id, "14:10"), TurnCorrected(turn="t1", person=BINH.id, start=at("14:09")))
    assert cell.meeting.floor.speakers() == {BINH.id}
    assert minutes(cell, "t1", "14:14") == 5


def test_a_turn_that_never_was_is_out_of_every_sum(cell: Builder) -> None:
    cell.say(given_to("t1", AN.id, "14:10"), given_to("t2", BINH.id, "14:12", "order", interrupts="t1"))
    cell.say(TurnCorrected(turn="t2", dropped=True))
    assert [turn.id for turn in cell.meeting.floor.turns] == ["t1"]
    assert minutes(cell, "t1", "14:20") == 10


def test_a_reply_remembers_its_question_l13(cell: Builder) -> None:
    cell.say(given_to("t1", AN.id, "14:10", "question"))
    cell.say(given_to("t2", BINH.id, "14:11", "reply", closes=("t1",), answers="t1"))
    assert cell.meeting.floor.turns[1].answers == "t1"


def test_the_queue_is_first_come_first_served_and_empties_as_they_speak(cell: Builder) -> None:
    for person, clock in ((CHI, "14:10"), (AN, "14:11"), (BINH, "14:12")):
        cell.say(FloorAsked(person=person.id, at=at(clock)))
    queues = [cell.meeting.floor.queue]
    cell.say(given_to("t1", CHI.id, "14:13"), FloorWithdrawn(person=AN.id))
    queues.append(cell.meeting.floor.queue)
    cell.say(FloorAsked(person=CHI.id, at=at("14:20")))
    queues.append(cell.meeting.floor.queue)
    assert queues == [(CHI.id, AN.id, BINH.id), (BINH.id,), (BINH.id, CHI.id)]


def test_the_silent_stand_longest_silence_first_and_leave_as_they_speak_l10(cell: Builder) -> None:
    cell.say(given_to("t1", AN.id, "14:02", "report"), given_to("t2", BINH.id, "14:10", closes=("t1",)))
    floor, agenda = cell.meeting.floor, cell.meeting.agenda
    assert floor.silent(EVERYBODY, agenda, at("14:20")) == (CHI.id, AN.id)
    cell.say(given_to("t3", CHI.id, "14:20", closes=("t2",)))
    assert cell.meeting.floor.silent(EVERYBODY, agenda, at("14:30")) == (AN.id,)


ACTS = st.lists(
    st.tuples(st.sampled_from(("give", "order", "stop", "pause", "resume")), st.integers(1, 9)), max_size=25
)
SHIPPED = load_plan()


@given(ACTS)
def test_speech_times_and_what_lies_between_are_the_session_l4(acts: list[tuple[str, int]]) -> None:
    """Each minute belongs to one speaker, to a silence or to a break, never to two (L4, L13).

    A stack tells it another way than the view does: whoever is on top has the floor.
    """
    cell = Builder(SHIPPED).opened().list(AN, BINH, CHI).started("14:00")
    clock = silence = 0
    spoken: dict[str, int] = {}
    stack: list[str] = []
    paused = ""
    for index, (act, wait) in enumerate(acts):
        clock += wait
        if not paused and stack:
            spoken[stack[-1]] += wait
        elif not paused:
            silence += wait
        moment = DAY + clock * MINUTE
        if act in ("give", "order"):
            turn, person = f"t{index}", EVERYBODY[index % 3]
            over = stack[-1] if act == "order" and stack else ""
            kind: TurnKind = "order" if act == "order" else "opinion"
            closes = () if over else tuple(stack)
            cell.say(FloorGiven(turn=turn, person=person, kind=kind, at=moment, closes=closes, interrupts=over))
            stack = [*stack, turn] if over else [turn]
            spoken[turn] = 0
        elif act == "stop" and stack:
            cell.say(FloorStopped(turn=stack.pop(), at=moment))
        elif act == "pause" and not paused:
            paused = f"b{index}"
            cell.say(SessionPaused(pause=paused, at=moment))
        elif act == "resume" and paused:
            cell.say(SessionResumed(pause=paused, at=moment))
            paused = ""
    floor, agenda, now = cell.meeting.floor, cell.meeting.agenda, DAY + clock * MINUTE
    found = {turn.id: floor.spoken(turn, agenda, now) // MINUTE for turn in floor.turns}
    assert found == spoken
    assert [turn.id for turn in floor.open] == stack
    assert sum(found.values()) + silence == agenda.elapsed(now) // MINUTE
