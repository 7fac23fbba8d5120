"""Steps, breaks and the session's clock, worked out from stored times (L9, R15, R83)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.plan_file import load_plan
from models.agenda import MINUTE
from models.facts import FocusSet, SessionEnded, SessionPaused, SessionResumed, SessionStarted, StepCorrected
from models.plan import Plan
from tests.models.build import DAY, Builder, at, member

AN = member(1, "Lê Văn An", "BT")


@pytest.fixture
def cell(plan: Plan) -> Builder:
    """A session that started at 14:00 with its first step."""
    return Builder(plan).opened().list(AN).started("14:00").step("on_dinh", "14:00", AN)


def test_before_the_start_nothing_has_lasted(plan: Plan) -> None:
    agenda = Builder(plan).opened().meeting.agenda
    assert agenda.elapsed(at("15:00")) == 0
    assert (agenda.running, agenda.paused, agenda.current, agenda.focus) == (False, False, None, "")


def test_a_forgotten_start_is_put_right_and_all_sums_follow_l9(cell: Builder) -> None:
    cell.say(SessionStarted(at=at("13:58")))
    assert cell.meeting.agenda.elapsed(at("14:30")) == 32 * MINUTE


def test_breaks_do_not_count_unless_the_plan_says_so_r15(cell: Builder) -> None:
    cell.say(SessionPaused(pause="b1", at=at("14:30")))
    during = cell.meeting.agenda
    assert (during.paused, during.elapsed(at("14:35"))) == (True, 30 * MINUTE)
    cell.say(SessionResumed(pause="b1", at=at("14:40")))
    after = cell.meeting.agenda
    assert (after.paused, after.elapsed(at("15:00"))) == (False, 50 * MINUTE)
    assert after.elapsed(at("15:00"), breaks_count=True) == 60 * MINUTE


def test_one_break_pressed_on_two_desks_is_one_break(cell: Builder) -> None:
    """sync.md §3: two laptops, one room; the minutes both recorded are lost only once."""
    cell.say(SessionPaused(pause="b1", at=at("14:30")), SessionPaused(pause="b2", at=at("14:31")))
    cell.say(SessionResumed(pause="b2", at=at("14:39")), SessionResumed(pause="b1", at=at("14:40")))
    assert cell.meeting.agenda.elapsed(at("15:00")) == 50 * MINUTE


def test_the_end_stops_every_clock(cell: Builder) -> None:
    cell.say(SessionPaused(pause="b1", at=at("15:20")), SessionEnded(at=at("15:30")))
    agenda = cell.meeting.agenda
    assert agenda.elapsed(at("18:00")) == 80 * MINUTE
    assert (agenda.running, agenda.paused, agenda.current) == (False, False, None)
    assert agenda.spent("on_dinh", at("18:00")) == 80 * MINUTE


def test_a_step_ends_when_the_next_begins_r83(cell: Builder) -> None:
    cell.step("quan_triet", "14:08").step("thao_luan", "14:20")
    agenda = cell.meeting.agenda
    assert [agenda.spent(step, at("14:50")) // MINUTE for step in ("on_dinh", "quan_triet", "thao_luan")] == [
        8,
        12,
        30,
    ]
    assert [agenda.step_at(at(clock)) for clock in ("13:59", "14:00", "14:08", "14:19", "14:50")] == [
        "",
        "on_dinh",
        "quan_triet",
        "quan_triet",
        "thao_luan",
    ]


def test_a_step_taken_up_again_has_two_spans(cell: Builder) -> None:
    cell.step("thao_luan", "14:10").step("tong_hop", "14:40").step("thao_luan", "14:45")
    agenda = cell.meeting.agenda
    assert agenda.spent("thao_luan", at("15:00")) == 45 * MINUTE
    assert agenda.begun("thao_luan") == at("14:10")
    assert agenda.current is not None
    assert agenda.current.step == "thao_luan"


def test_presenter_and_beginning_of_a_step_are_corrected_r83(cell: Builder) -> None:
    binh = member(2, "Hồ Thị Bình", "PBT")
    cell.list(binh).step("quan_triet", "14:10", AN)
    span = cell.meeting.agenda.spans[-1].id
    cell.say(StepCorrected(span=span, presenter=binh.id), StepCorrected(span=span, at=at("14:08")))
    agenda = cell.meeting.agenda
    assert agenda.presenter("quan_triet") == binh.id
    assert agenda.spent("on_dinh", at("14:30")) == 8 * MINUTE


def test_minutes_with_an_indicator_are_those_of_its_focus_l7(cell: Builder) -> None:
    cell.step("thao_luan", "14:30")
    cell.say(
        FocusSet(focus="i1", indicator="3", at=at("14:30")),
        FocusSet(focus="i2", indicator="7", at=at("14:35")),
        FocusSet(focus="i3", indicator="3", at=at("14:45")),
        FocusSet(focus="i4", indicator="", at=at("14:47")),
    )
    agenda = cell.meeting.agenda
    assert [agenda.discussed(row, at("15:00")) // MINUTE for row in ("3", "7", "8")] == [7, 10, 0]
    assert agenda.focus == ""


SHIPPED = load_plan()
STEPS = tuple(step.id for step in SHIPPED.bodies["chi_bo"].steps)
MOMENTS = st.integers(0, 120)


@given(
    st.lists(st.tuples(st.sampled_from(STEPS), MOMENTS), max_size=12),
    st.lists(st.tuples(MOMENTS, MOMENTS), max_size=4),
)
def test_the_steps_share_out_the_session_without_gap_or_overlap_r83(
    steps: list[tuple[str, int]], pauses: list[tuple[int, int]]
) -> None:
    """From the first step on: time of all steps = time of the session, whatever was pressed when."""
    cell = Builder(SHIPPED).opened().say(SessionStarted(at=DAY)).step(STEPS[0], "14:00")
    for step, minute in steps:
        cell.step(step, f"{14 + minute // 60}:{minute % 60:02}")
    for index, (begin, stop) in enumerate(pauses):
        cell.say(SessionPaused(pause=f"b{index}", at=DAY + begin * MINUTE))
        cell.say(SessionResumed(pause=f"b{index}", at=DAY + stop * MINUTE))
    agenda, now = cell.meeting.agenda, at("16:30")
    assert sum(agenda.spent(step, now) for step in STEPS) == agenda.elapsed(now)
    breaks = {minute for begin, stop in pauses for minute in range(begin, stop)}
    assert agenda.elapsed(now) == (150 - len(breaks)) * MINUTE
