"""The plan of the seed says what Kế hoạch 155-KH/ĐU says, and a plan that contradicts itself is refused."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import unicodedata
from collections.abc import Callable
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from documents.plan_file import load_examples, load_plan
from models.plan import Indicator, IndicatorList, Plan, Share, StepKind
from models.plan_parts import digest

PLAN = load_plan()
CELL = PLAN.bodies["chi_bo"]


def _raw() -> dict[str, Any]:
    """The shipped plan as a plain dict that a test may spoil."""
    return PLAN.model_dump()


def _refusal(raw: dict[str, Any]) -> dict[str, Any]:
    """The one fault for which the dict is refused."""
    with pytest.raises(ValidationError) as refused:
        Plan.model_validate(raw)
    (fault,) = refused.value.errors()
    return dict(fault)


def test_legal_basis_r1_r3() -> None:
    assert (PLAN.decision.number, PLAN.decision.issued) == ("155-KH/ĐU", dt.date(2023, 9, 7))
    assert [(paper.number, paper.issued.isoformat()) for paper in PLAN.basis] == [
        ("24-CT/TU", "2023-08-07"),
        ("186-KH/QU", "2023-08-28"),
        ("187-KH/QU", "2023-08-28"),
    ]


def test_documents_r8_r11() -> None:
    assert [document.id for document in PLAN.documents] == ["ct24", "kh171", "kh186", "bai_viet"]
    assert [document.id for document in PLAN.documents if document.read_aloud] == ["bai_viet"]


def test_steps_of_a_cell_r24_to_r47_in_the_order_of_the_plan() -> None:
    kinds = [step.kind for step in CELL.steps]
    assert kinds == list(get_args(StepKind))
    points = [int(point.strip()[1:]) for step in CELL.steps for point in step.source.split(",")]
    assert points == sorted(points)
    assert points[0] == 24
    assert points[-1] == 47


def test_presenters_r27_r30() -> None:
    roles = {step.id: step.presenters for step in CELL.steps}
    assert roles["quan_triet"] == ("BT",)
    for step_id in ("doc_bai_viet", "trinh_bay_kh", "trinh_bay_bieu_hien"):
        assert roles[step_id] == ("BT", "PBT")


def test_planned_minutes_reach_r15_and_discussion_is_longest_r31() -> None:
    assert CELL.planned_minutes >= PLAN.thresholds.minimum_minutes == 90
    longest = max(CELL.steps, key=lambda step: step.minutes)
    assert longest is CELL.step_of_kind("discussion")


def test_questions_r32_to_r37() -> None:
    assert [(question.id, question.source) for question in CELL.questions] == [
        (f"Q{number}", f"R{31 + number}") for number in range(1, 7)
    ]


def test_slots_are_12_9_4_without_wording() -> None:
    assert [group.size for group in PLAN.groups] == [12, 9, 4]
    assert PLAN.groups[2].title == ""
    assert [item.number for item in PLAN.indicators] == list(range(1, 26))
    assert {(item.status, item.text, item.title) for item in PLAN.indicators} == {("missing", "", "")}
    assert [item.group for item in PLAN.indicators] == [1] * 12 + [2] * 9 + [3] * 4


def test_rules_c01_to_c23_with_their_bodies_and_levels() -> None:
    assert [rule.code for rule in PLAN.rules] == [f"C{number:02}" for number in range(1, 24)]
    left_out = {rule.code for rule in PLAN.rules} - {rule.code for rule in PLAN.rules_for("chi_bo")}
    assert left_out == {"C10", "C15"}
    levels = {rule.code: rule.level_for("chi_bo") for rule in PLAN.rules}
    assert {code for code, level in levels.items() if level == "E"} == {"C01", "C06", "C17", "C18", "C19"}
    assert {code for code, level in levels.items() if level == "I"} == {"C09", "C12", "C13", "C15", "C22"}


def test_level_by_body_and_case() -> None:
    c09, c19 = PLAN.rules[8], PLAN.rules[18]
    assert (c09.level_for("chi_bo"), c09.level_for("ubnd")) == ("I", "W")
    assert (c19.level_for("chi_bo"), c19.level_for("chi_bo", "no_majority")) == ("E", "W")


@pytest.mark.parametrize(
    ("name", "last_day"),
    [("session", dt.date(2023, 9, 19)), ("report", dt.date(2023, 10, 29))],
    ids=["R17", "R79"],
)
def test_before_a_day_is_strict_unless_set_otherwise(name: str, last_day: dt.date) -> None:
    deadline = getattr(PLAN.deadlines, name)
    assert deadline.last_day == last_day
    assert deadline.met_by(last_day)
    assert not deadline.met_by(last_day + dt.timedelta(days=1))
    assert deadline.model_copy(update={"inclusive": True}).met_by(deadline.day)


def test_majority_of_the_worked_example() -> None:
    """Of a base of 29, 15 agree and 14 do not suffice (Quy định 24-QĐ/TW, 9.3.2)."""
    assert PLAN.thresholds.majority.exceeded_by(15, 29)
    assert not PLAN.thresholds.majority.exceeded_by(14, 29)
    assert not PLAN.thresholds.majority.exceeded_by(14, 28)


def test_attendance_is_above_85_percent() -> None:
    assert not PLAN.thresholds.attendance.exceeded_by(17, 20)
    assert PLAN.thresholds.attendance.exceeded_by(18, 20)


@given(st.integers(0, 500), st.integers(1, 500), st.integers(0, 500), st.integers(0, 500))
def test_a_share_is_either_exceeded_or_reached_by_its_rest(top: int, bottom: int, part: int, whole: int) -> None:
    """Law: a/b exceeds the share when it reaches it without being equal; of nobody there is no share."""
    share = Share(numerator=top, denominator=bottom)
    equal = part * bottom == top * whole
    assert share.exceeded_by(part, whole) == (share.reached_by(part, whole) and not equal)
    assert not share.reached_by(part, 0)


def test_screen_labels_fit_and_texts_are_nfc() -> None:
    assert all(len(step.label) <= 24 for step in CELL.steps)
    assert len(PLAN.short_title) <= 32
    dumped = PLAN.model_dump_json() + load_examples().model_dump_json()
    assert unicodedata.is_normalized("NFC", dumped)


def test_every_rule_step_and_question_names_its_source() -> None:
    sources = [rule.source for rule in PLAN.rules] + [step.source for step in CELL.steps]
    sources += [question.source for question in CELL.questions] + [paper.source for paper in PLAN.documents]
    assert all(re.search(r"R\d|12-HD|24-QĐ", source) for source in sources)
    assert all("tự đặt" in degree.source for degree in PLAN.degrees), "R34 gives no scale: the degrees are ours"
    assert "không đưa ra thang" in PLAN.degree_note


def test_examples_are_labelled_and_fill_every_slot() -> None:
    examples = load_examples()
    assert "ví dụ minh hoạ" in examples.source
    assert {item.status for item in examples.items} == {"example"}
    assert all(item.title and item.text for item in examples.items)
    assert [group.size for group in examples.groups] == [group.size for group in PLAN.groups]


def test_with_indicators_changes_the_wording_alone() -> None:
    trained = PLAN.with_indicators(load_examples())
    assert trained.indicators == load_examples().items
    assert trained.digest() == PLAN.digest()
    assert trained.catalogue.digest() != PLAN.catalogue.digest()
    assert PLAN.indicator(7).status == "missing"


def test_digest_survives_storing_and_sees_every_change() -> None:
    again = Plan.model_validate_json(PLAN.model_dump_json())
    assert again == PLAN
    assert again.digest() == PLAN.digest()
    raw = _raw()
    raw["rulebook"]["thresholds"]["minimum_minutes"] = 60
    assert Plan.model_validate(raw).digest() != PLAN.digest()


def test_digest_of_the_wording_ignores_our_own_short_titles() -> None:
    examples = load_examples()
    bare = [item.model_copy(update={"title": ""}) for item in examples.items]
    assert IndicatorList(source="nơi khác", groups=examples.groups, items=tuple(bare)).digest() == examples.digest()


def test_the_canonical_writing_never_changes() -> None:
    """Meetings keep these figures: sorted keys, no blanks, letters as UTF-8."""
    assert digest({"b": [1, None], "a": "ấ"}) == hashlib.sha256('{"a":"ấ","b":[1,null]}'.encode()).hexdigest()


@pytest.mark.parametrize(
    ("text", "title", "label"),
    [
        ("", "", "Biểu hiện 9"),
        ("Quên khóa cổng", "", "Quên khóa cổng"),
        ("Quên khóa cổng", "Cổng", "Cổng"),
        ("một hai ba bốn năm sáu bảy tám chín mười mười một", "", "một hai ba bốn năm sáu bảy tám chín…"),
    ],
)
def test_an_indicator_is_known_by_title_text_or_number(text: str, title: str, label: str) -> None:
    item = Indicator(number=9, group=1, title=title, text=text, status="sourced" if text else "missing")
    assert item.label == label
    assert len(item.label) <= 40


def test_unknown_ids_raise_key_errors() -> None:
    for look in (CELL.step, CELL.question, PLAN.role):
        with pytest.raises(KeyError):
            look("khong_co")


# --- Plans that contradict themselves ---


def test_two_steps_with_one_id() -> None:
    raw = _raw()
    raw["bodies"]["chi_bo"]["steps"][3]["id"] = "on_dinh"
    fault = _refusal(raw)
    assert fault["type"] == "repeated"
    assert (*fault["loc"], *fault["ctx"]["path"]) == ("bodies", "chi_bo", "steps", 3, "id")


def test_a_role_nobody_defined() -> None:
    raw = _raw()
    raw["bodies"]["chi_bo"]["steps"][1]["presenters"] = ["GV"]
    fault = _refusal(raw)
    assert fault["type"] == "unknown_role"
    assert fault["ctx"]["path"] == ("bodies", "chi_bo", "steps", 1, "presenters")


@pytest.mark.parametrize("part", ["expected_posts", "superiors"])
def test_a_post_nobody_defined(part: str) -> None:
    raw = _raw()
    raw["bodies"]["chi_bo"][part][1]["role"] = "GV"
    fault = _refusal(raw)
    assert fault["type"] == "unknown_role"
    assert fault["ctx"]["path"] == ("bodies", "chi_bo", part, 1, "role")


@pytest.mark.parametrize("part", ["bodies", "by_body"])
def test_a_rule_for_a_body_nobody_defined(part: str) -> None:
    raw = _raw()
    raw["rulebook"]["rules"][2][part] = ["hoi_kin"] if part == "bodies" else {"hoi_kin": "I"}
    fault = _refusal(raw)
    assert fault["type"] == "unknown_body"
    assert fault["ctx"]["path"] == ("rulebook", "rules", 2, part)


def test_a_document_nobody_defined() -> None:
    raw = _raw()
    raw["bodies"]["chi_bo"]["steps"][1]["documents"] = ["kh999"]
    assert _refusal(raw)["type"] == "unknown_document"


def test_a_programme_shorter_than_its_own_minimum_r15() -> None:
    raw = _raw()
    for step in raw["bodies"]["chi_bo"]["steps"]:
        step["minutes"] = 1
    fault = _refusal(raw)
    assert (fault["type"], fault["ctx"]["minutes"], fault["ctx"]["least"]) == ("too_short", 9, 90)


def test_a_body_without_its_vote_r46() -> None:
    raw = _raw()
    raw["bodies"]["chi_bo"]["steps"] = raw["bodies"]["chi_bo"]["steps"][:-2]
    fault = _refusal(raw)
    assert (fault["type"], fault["ctx"]["kind"], fault["ctx"]["count"]) == (
        "one_step_of_kind",
        "read_back",
        0,
    )


def test_slots_that_do_not_match_their_groups() -> None:
    raw = _raw()
    raw["catalogue"]["items"] = raw["catalogue"]["items"][:-1]
    assert _refusal(raw)["type"] == "slots"


def test_a_text_without_a_status() -> None:
    raw = _raw()
    raw["catalogue"]["items"][0]["text"] = "Một câu"
    assert _refusal(raw)["type"] == "status_and_text"


def _two_steps(raw: dict[str, Any]) -> None:
    raw["bodies"]["chi_bo"]["steps"][3]["id"] = "on_dinh"


def _no_such_document(raw: dict[str, Any]) -> None:
    raw["bodies"]["chi_bo"]["steps"][1]["documents"] = ["kh999"]


def _short(raw: dict[str, Any]) -> None:
    raw["bodies"]["chi_bo"]["steps"] = [{**step, "minutes": 1} for step in raw["bodies"]["chi_bo"]["steps"]]


def _no_vote(raw: dict[str, Any]) -> None:
    raw["bodies"]["chi_bo"]["steps"] = raw["bodies"]["chi_bo"]["steps"][:-2]


def _slots(raw: dict[str, Any]) -> None:
    raw["catalogue"]["items"] = raw["catalogue"]["items"][:-1]


def _worded(raw: dict[str, Any]) -> None:
    raw["catalogue"]["items"][0]["text"] = "Một câu"


@pytest.mark.parametrize(
    ("harm", "message", "path"),
    [
        (_two_steps, "on_dinh twice", (3, "id")),
        (_no_such_document, "kh999 is not one of bai_viet, ct24, kh171, kh186", (1, "documents")),
        (_short, "9 of 90 minutes", None),
        (_no_vote, "0 steps of kind read_back", None),
        (_slots, "24 of 25 slots", ("items",)),
        (_worded, "indicator 1 is missing", ("status",)),
    ],
)
def test_what_is_wrong_with_a_plan_is_told_with_its_place(
    harm: Callable[[dict[str, Any]], None], message: str, path: tuple[str | int, ...] | None
) -> None:
    """Who writes a plan finds what to mend."""
    raw = _raw()
    harm(raw)
    fault = _refusal(raw)
    assert fault["msg"] == message
    if path is not None:
        assert tuple(fault["ctx"]["path"])[-len(path) :] == path


@pytest.mark.parametrize("value", ["90", 90.0, True, None])
def test_types_are_never_guessed(value: object) -> None:
    raw = _raw()
    raw["rulebook"]["thresholds"]["minimum_minutes"] = value
    assert _refusal(raw)["type"] == "int_type"


def test_a_plan_is_frozen() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        PLAN.title = "khác"  # type: ignore[misc]
