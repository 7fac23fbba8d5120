"""The panel of rules as a whole: states, levels, reasons, what blocks, what asks for a reason (L8)."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.plan_file import load_plan
from models.fact import Fact
from models.facts import IndicatorAdded
from models.facts_minutes import RuleWaived
from models.facts_record import Undone
from models.meeting import Meeting
from models.plan import Plan
from models.rules import Pane, RuleState, State, blocking, check, summary, unanswered
from models.rules.registry import CHECKS
from models.rules.words import FIGURE_CELLS
from tests.models.build import Builder, at
from tests.models.rule_cases import (
    AN,
    BINH,
    CELL,
    CHI,
    DUNG,
    HA,
    absent,
    assessed,
    closing,
    detail,
    discussing,
    ended,
    note,
    prepared,
    read,
    running,
    spoke,
    standing,
    voted,
)

CELL_CODES = [f"C{number:02}" for number in range(1, 24) if number not in (10, 15)]


def by_code(cell: Builder, clock: str, *, over: bool = False) -> dict[str, RuleState]:
    """How every rule stands."""
    return {state.code: state for state in check(cell.meeting, at(clock), over=over)}


def test_a_cell_has_the_rules_of_a_cell_in_order(plan: Plan) -> None:
    assert list(by_code(prepared(plan), "13:50")) == CELL_CODES


def test_every_rule_of_a_cell_has_its_check(plan: Plan) -> None:
    assert {rule.code for rule in plan.rules_for("chi_bo")} <= set(CHECKS)


def test_names_and_levels_are_the_plans(plan: Plan) -> None:
    first = plan.rules[0].model_copy(update={"label": "Tên khác", "title": "Câu khác", "level": "W"})
    rulebook = plan.rulebook.model_copy(update={"rules": (first, *plan.rules[1:])})
    found = standing(prepared(plan.model_copy(update={"rulebook": rulebook})), "C01", "13:50")
    assert (found.label, found.title, found.level) == ("Tên khác", "Câu khác", "W")


def test_a_rule_nothing_here_checks_is_shown_and_not_dropped(plan: Plan) -> None:
    new = plan.rules[0].model_copy(update={"code": "C77", "level": "W"})
    rulebook = plan.rulebook.model_copy(update={"rules": (*plan.rules, new)})
    found = standing(ended(closing(plan.model_copy(update={"rulebook": rulebook}))), "C77", "16:00")
    assert (found.state, found.figure) == ("pending", "")
    assert "chưa tự kiểm tra" in found.cure


def test_a_rule_that_a_plan_leaves_out_does_not_exist(plan: Plan) -> None:
    """Another campaign has its own rules: none of the code asks for one that is not in its file."""
    few = tuple(rule for rule in plan.rules if rule.code in ("C01", "C20"))
    other = plan.model_copy(update={"rulebook": plan.rulebook.model_copy(update={"rules": few})})
    assert list(by_code(ended(closing(other)), "15:50", over=True)) == ["C01", "C20"]


def test_a_meeting_never_opened_or_of_an_unknown_body_has_no_rules(plan: Plan) -> None:
    assert check(Meeting(plan), at("14:00")) == ()
    assert check(Builder(plan).opened("hop_to").meeting, at("14:00")) == ()


@pytest.mark.parametrize(
    ("cell", "clock"),
    [(prepared, "13:50"), (running, "14:03"), (discussing, "14:41"), (closing, "15:26")],
    ids=["preparation", "session", "discussion", "closing"],
)
def test_nothing_fails_for_good_while_it_can_be_cured_l8(plan: Plan, cell: object, clock: str) -> None:
    """Only what lies before the session is past cure once it runs; every risk says what cures it."""
    assert callable(cell)
    states = by_code(cell(plan), clock).values()
    assert {state.code for state in states if state.state == "failed"} <= {"C02", "C03"}
    assert all(state.cure for state in states if state.state == "risk")
    assert not any(state.cure for state in states if state.state == "met")


def test_a_phase_that_has_not_come_is_pending_l8(plan: Plan) -> None:
    pending = [code for code, state in by_code(prepared(plan), "13:50").items() if state.state == "pending"]
    assert pending == [code for code in CELL_CODES if code > "C05"]


WHOLE: tuple[Fact, ...] = (
    detail("planned_start", "14:00"),
    detail("place", "Nhà văn hóa thôn"),
    detail("chair", AN.id),
    detail("clerk", BINH.id),
    detail("separate", True),
    detail("notified_on", "2023-09-10"),
    detail("notified_whom", "Ủy viên Thường vụ phụ trách, đ/c Hạ; Đảng ủy viên theo dõi chi bộ, đ/c Lài"),
    detail("summary", "Chi bộ thống nhất."),
    detail("quality", "tot"),
    detail("participation", "Nghiêm túc."),
    spoke(CHI),
    spoke(DUNG, "14:50"),
    spoke(HA, "14:55"),
    note("n1", "solution", owner=AN.id, due="2023-12-31", questions=("Q1", "Q2", "Q3", "Q4", "Q5", "Q6")),
    read(),
    voted(4),
)


def whole(plan: Plan) -> Builder:
    """A session with nothing to object to but the documents, which nobody gave out."""
    return closing(plan).guest("g1", "Phan Thị Lài", superior=True).say(*WHOLE)


def test_a_session_held_by_the_plan_meets_the_rules(plan: Plan) -> None:
    states = by_code(ended(whole(plan)), "15:50")
    assert {code: state.state for code, state in states.items() if state.state != "met"} == {
        "C02": "failed",
        "C23": "pending",
    }
    assert blocking(states.values()) == ()
    assert [state.code for state in unanswered(states.values())] == ["C02"]


def test_a_written_reason_answers_a_warning_l8(plan: Plan) -> None:
    cell = ended(whole(plan)).say(RuleWaived(rule="C02", reason="Tài liệu về muộn"))
    states = by_code(cell, "15:50")
    assert (states["C02"].state, states["C02"].reason) == ("waived", "Tài liệu về muộn")
    assert unanswered(states.values()) == ()
    cell.say(Undone(of=(cell.seq,)))
    assert by_code(cell, "15:50")["C02"].state == "failed"


def test_a_reason_does_not_cover_what_is_met(plan: Plan) -> None:
    cell = ended(whole(plan)).say(RuleWaived(rule="C20", reason="Mất điện"))
    assert by_code(cell, "15:50")["C20"].state == "met"


def test_a_reason_given_early_waits_for_its_rule(plan: Plan) -> None:
    cell = discussing(plan).say(RuleWaived(rule="C21", reason="Đồng chí phụ trách bận họp"))
    assert by_code(cell, "14:45")["C21"].state == "waived"
    cell.guest("g1", "Phan Thị Lài", superior=True)
    assert by_code(cell, "14:46")["C21"].state == "met"


def test_level_e_blocks_whatever_reason_is_given(plan: Plan) -> None:
    """domain.md §10: only a warning can be overridden."""
    cell = ended(closing(plan)).say(RuleWaived(rule="C18", reason="Hết giờ"))
    assert "C18" in [state.code for state in blocking(by_code(cell, "16:00").values())]


def test_blocking_is_level_e_and_not_met_even_if_pending(plan: Plan) -> None:
    states = by_code(discussing(plan), "14:45").values()
    assert [(state.code, state.state) for state in blocking(states)] == [
        ("C01", "risk"),
        ("C17", "pending"),
        ("C18", "pending"),
        ("C19", "pending"),
    ]


def test_the_question_before_the_end_knows_all_that_would_then_fail_l8(plan: Plan) -> None:
    """Ended in the middle: what `over` calls a risk is what fails once the session has ended, no more, no less."""
    cell = running(plan).step("thao_luan", "14:20")
    over = by_code(cell, "14:30", over=True)
    after = by_code(ended(cell, "14:30"), "14:30")
    unmet = ("risk", "failed")
    assert [code for code in over if over[code].state in unmet] == [c for c in after if after[c].state in unmet]
    asked = [state.code for state in unanswered(over.values())]
    assert asked == ["C02", "C03", "C05", "C07", "C08", "C14", "C19", "C20", "C21"]


def test_summary_counts_every_state(plan: Plan) -> None:
    counts = summary(check(ended(whole(plan)).meeting, at("15:50")))
    assert counts == {"met": 19, "risk": 0, "failed": 1, "pending": 1, "waived": 0}
    assert tuple(counts) == get_args(State)


def test_thresholds_change_the_panel_without_code_l8(plan: Plan) -> None:
    """Every threshold of the plan's file that a rule measures against is read from the plan, none is in code."""
    cell = ended(whole(plan))
    strict = plan.thresholds.model_copy(
        update={
            "minimum_minutes": 120,
            "many_speakers": plan.thresholds.many_speakers.model_copy(update={"denominator": 1}),
            "minimum_solutions": 2,
            "attendance": plan.thresholds.attendance.model_copy(update={"numerator": 100}),
        }
    )
    rulebook = plan.rulebook.model_copy(update={"thresholds": strict})
    other = Meeting(plan.model_copy(update={"rulebook": rulebook}), cell.meeting.ledger.entries.values())
    failed = [state.code for state in check(other, at("15:50")) if state.state == "failed"]
    assert failed == ["C02", "C09", "C14", "C20", "C22"]


FACTS = st.lists(
    st.sampled_from(
        (
            *WHOLE,
            absent(DUNG, "ốm"),
            absent(HA),
            voted(2, 9, 1, entitled=30),
            assessed(3, "present", "co"),
            IndicatorAdded(indicator="i1", text="Một dấu hiệu được kể rất dài dòng trong buổi sinh hoạt"),
            assessed("i1", "present", "co"),
            note("n2", "difference", "Một ý kiến khác, nói dài hơn bốn mươi ô của màn hình nhiều lần"),
            detail("date", "hôm nọ"),
            detail("place", None),
            RuleWaived(rule="C09", reason="Ít người"),
        )
    ),
    max_size=20,
)
SHIPPED = load_plan()
STEPS = st.lists(st.sampled_from([step.id for step in SHIPPED.bodies["chi_bo"].steps]), max_size=6)


@given(FACTS, STEPS, st.sampled_from(("", *CELL_CODES)), st.booleans(), st.booleans())
def test_the_panel_never_fails_on_half_a_meeting(
    facts: list[Fact], steps: list[str], empty: str, closed: bool, over: bool
) -> None:
    """Whatever is on record so far: one state for each rule, figures that fit the panel, sentences for people."""
    cell = Builder(SHIPPED).opened().list(*(() if empty else CELL)).say(*facts)
    for index, step in enumerate(steps):
        if index == 0:
            cell.started("14:00")
        cell.step(step, f"14:{10 + index}")
    if closed:
        ended(cell, "15:45")
    states = check(cell.meeting, at("15:50"), over=over)
    assert [state.code for state in states] == CELL_CODES
    for state in states:
        assert state.state in get_args(State)
        assert state.jump in get_args(Pane)
        assert 0 < len(state.figure) <= FIGURE_CELLS
        assert state.cure == "" or (state.cure[0].isupper() or state.cure[0] == "“")
        assert "{" not in state.cure + state.figure
