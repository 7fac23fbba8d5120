"""Who comes when: the roll while the session runs (L2), and reading that begins its own step (R45)."""

from __future__ import annotations

import pytest

from models.commands import BeginReading, BeginStep, GiveFloor, SetDetail
from models.shorthand import read
from tests.tui.bench import clock_of, press
from tui import words
from tui.workbench import Workbench


@pytest.fixture
def called(bench: Workbench) -> Workbench:
    """A session two minutes old, in the roll call: everybody here but the second member, absent without a reason."""
    press(bench, "f6", "enter", "f2", "down", "3", "0", "enter")
    clock_of(bench).pass_time(2)
    return bench


def person_at(bench: Workbench, index: int) -> str:
    return list(bench.desk.meeting.attendance.members)[index]


def test_who_was_called_absent_and_comes_is_late(called: Workbench) -> None:
    press(called, "home", "down", "space")
    presence = called.desk.meeting.attendance.presence[person_at(called, 1)]
    assert presence.here
    assert presence.arrived_late == called.desk.now()


def test_a_wrong_mark_put_right_at_once_is_no_arrival(bench: Workbench) -> None:
    press(bench, "f6", "enter", "f2", "3", "up", "space")
    presence = bench.desk.meeting.attendance.presence[person_at(bench, 0)]
    assert presence.here
    assert presence.arrived_late is None


def test_late_is_one_key(bench: Workbench) -> None:
    press(bench, "f6", "enter", "f2", "7")
    assert bench.desk.meeting.attendance.presence[person_at(bench, 0)].arrived_late is not None


def test_reading_takes_up_its_step(called: Workbench) -> None:
    """What is said while the minutes are read is no part of the chair's summing-up."""
    desk = called.desk
    desk.do(SetDetail("clerk", person_at(called, 3)))
    desk.do(BeginStep("tong_hop"))
    desk.do(GiveFloor(person_at(called, 0)))
    desk.do(BeginReading())
    current = desk.meeting.agenda.current
    assert current is not None
    assert (current.step, current.presenter) == ("thong_qua", person_at(called, 3))
    assert desk.meeting.floor.current is None


def test_the_chair_sums_up(called: Workbench) -> None:
    """The minutes never name a presenter nobody chose while the meeting has a chair."""
    desk = called.desk
    desk.do(SetDetail("chair", person_at(called, 5)))
    desk.do(BeginStep("tong_hop"))
    assert desk.meeting.agenda.presenter("tong_hop") == person_at(called, 5)


def test_nonsense_minutes_start_nothing(bench: Workbench) -> None:
    press(bench, "f6", "abc", "enter")
    assert bench.desk.meeting.agenda.started is None
    assert bench.notice.text == words.START_HOW


def test_tags_may_stand_before_the_sign() -> None:
    note = read("#7 /2 + cấp thùng rác")
    assert (note.kind, note.text, note.indicators, note.questions) == ("solution", "cấp thùng rác", ("7",), ("Q2",))
