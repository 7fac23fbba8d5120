"""C01–C05: what has to be right before the session (R16–R26, R78)."""

from __future__ import annotations

import datetime as dt

import pytest

from models.facts import DocumentNoted, PersonUnlisted
from models.facts_minutes import RuleWaived
from models.plan import Plan
from tests.models.build import Builder
from tests.models.rule_cases import AN, BINH, CELL, detail, ended, on, prepared, running, standing, with_limits

IDENTITY = (
    detail("planned_start", "14:00"),
    detail("place", "Nhà văn hóa thôn"),
    detail("chair", AN.id),
    detail("clerk", BINH.id),
)


# --- C01: time, place, chair, clerk, members (R19, R26) ---


def test_c01_names_what_is_missing(plan: Plan) -> None:
    found = standing(prepared(plan), "C01", on(10))
    assert (found.state, found.level, found.figure) == ("risk", "E", "thiếu 4 mục")
    assert found.cure == "Ghi giờ, địa điểm, chủ trì và thư ký ở phần chuẩn bị."


def test_c01_is_met_when_all_is_said(plan: Plan) -> None:
    found = standing(prepared(plan).say(*IDENTITY), "C01", on(10))
    assert (found.state, found.figure, found.cure) == ("met", "đủ", "")


def test_c01_the_start_itself_says_the_time(plan: Plan) -> None:
    assert standing(running(plan).say(*IDENTITY[1:]), "C01").state == "met"


def test_c01_asks_for_members(plan: Plan) -> None:
    cell = prepared(plan).say(*IDENTITY, *(PersonUnlisted(person=person.id) for person in CELL))
    found = standing(cell, "C01", on(10))
    assert (found.figure, found.cure) == ("thiếu 1 mục", "Ghi danh sách đảng viên ở phần chuẩn bị.")


def test_c01_fails_with_the_end_and_still_says_what_to_write(plan: Plan) -> None:
    found = standing(ended(running(plan).say(*IDENTITY[1:3])), "C01")
    assert (found.state, found.figure) == ("failed", "thiếu thư ký")
    assert found.cure == "Ghi thư ký ở phần chuẩn bị."


# --- C02: documents at least three days before (R23, R50) ---


def given(cell: Builder, *days: str) -> Builder:
    """The four documents given out on these days, in order."""
    papers = cell.meeting.plan.documents
    return cell.say(*(DocumentNoted(document=p.id, given=day) for p, day in zip(papers, days, strict=False)))


def test_c02_three_days_before_is_in_time(plan: Plan) -> None:
    found = standing(given(prepared(plan), *["2023-09-12"] * 4), "C02", on(13))
    assert (found.state, found.figure) == ("met", "4/4 đúng hạn")


def test_c02_two_days_before_is_not(plan: Plan) -> None:
    cell = given(prepared(plan), "2023-09-12", "2023-09-12", "2023-09-12", "2023-09-13")
    found = standing(cell, "C02", on(13))
    assert (found.state, found.figure) == ("risk", "3/4 đúng hạn")
    assert "Bệnh sợ trách nhiệm" in found.cure
    assert "dời buổi sinh hoạt" in found.cure


def test_c02_can_still_be_cured_until_that_day(plan: Plan) -> None:
    found = standing(given(prepared(plan), "2023-09-10", "2023-09-10", "2023-09-10"), "C02", on(12))
    assert found.state == "risk"
    assert found.cure == "Phát tài liệu “Bệnh sợ trách nhiệm” chậm nhất ngày 12/09/2023, rồi ghi ngày phát."


def test_c02_fails_when_the_session_begins(plan: Plan) -> None:
    found = standing(running(plan), "C02")
    assert (found.state, found.figure) == ("failed", "0/4 đúng hạn")
    assert "thì ghi lại ngày phát" in found.cure


def test_c02_waits_for_the_day_of_the_session(plan: Plan) -> None:
    assert standing(prepared(plan).say(detail("date", "")), "C02", on(10)).state == "pending"


def test_c02_follows_the_day_of_the_session(plan: Plan) -> None:
    cell = given(prepared(plan), *["2023-09-13"] * 4).say(detail("date", "2023-09-16"))
    assert standing(cell, "C02", on(13)).state == "met"


@pytest.mark.parametrize(("lead", "state"), [(2, "met"), (3, "risk")])
def test_c02_days_are_the_plans(plan: Plan, lead: int, state: str) -> None:
    cell = given(prepared(with_limits(plan, document_lead_days=lead)), *["2023-09-13"] * 4)
    assert standing(cell, "C02", on(13)).state == state


@pytest.mark.parametrize(("kind", "state"), [("calendar", "met"), ("working", "risk")])
def test_c02_whether_weekends_count_is_the_plans(plan: Plan, kind: str, state: str) -> None:
    """18/9/2023 is a Monday: three calendar days before is Friday 15/9, three working days Wednesday 13/9."""
    cell = prepared(with_limits(plan, document_lead_kind=kind)).say(detail("date", "2023-09-18"))
    assert standing(given(cell, *["2023-09-15"] * 4), "C02", on(15)).state == state
    assert standing(given(cell, *["2023-09-14"] * 4), "C02", on(15)).state == state
    assert standing(given(cell, *["2023-09-13"] * 4), "C02", on(15)).state == "met"


# --- C03: superiors told beforehand (R78) ---


def test_c03_names_whom_to_tell(plan: Plan) -> None:
    found = standing(prepared(plan), "C03", on(10))
    assert (found.state, found.figure) == ("risk", "chưa báo")
    assert "Đảng ủy viên theo dõi chi bộ" in found.cure
    assert "Ủy viên Ban Thường vụ" in found.cure


BOTH = "đ/c Hạ, Ủy viên Thường vụ phụ trách; đ/c Lài, ĐUV theo dõi chi bộ"


@pytest.mark.parametrize(
    ("day", "whom", "state", "figure"),
    [
        ("2023-09-11", BOTH, "met", "đã báo 11/09/2023"),
        ("2023-09-15", BOTH, "met", "đã báo 15/09/2023"),
        ("2023-09-16", BOTH, "risk", "báo 16/09/2023, quá muộn"),
        ("2023-09-11", "", "risk", "chưa ghi báo cho ai"),
        ("2023-09-11", "đ/c Hạ", "risk", "thiếu 2 mục"),
        ("2023-09-11", "đ/c Lài, Đảng ủy viên theo dõi", "risk", "thiếu UVTV"),
        ("2023-09-11", "đ/c Hạ, uvtv", "risk", "thiếu Đảng ủy viên"),
    ],
)
def test_c03_both_superiors_were_told_before_the_session(
    plan: Plan, day: str, whom: str, state: str, figure: str
) -> None:
    """R78 names both; R71: it is on record who follows the cell."""
    cell = prepared(plan).say(detail("notified_on", day), detail("notified_whom", whom))
    found = standing(cell, "C03", on(12))
    assert (found.state, found.figure) == (state, figure)


def test_c03_asks_only_for_who_is_missing(plan: Plan) -> None:
    cell = prepared(plan).say(detail("notified_on", "2023-09-11"), detail("notified_whom", "đ/c Hạ, UVTV"))
    cure = standing(cell, "C03", on(12)).cure
    assert "Đảng ủy viên theo dõi chi bộ" in cure
    assert "Ban Thường vụ" not in cure


def test_c03_a_plan_that_tells_nobody_asks_nothing(plan: Plan) -> None:
    body = plan.bodies["chi_bo"].model_copy(update={"superiors": ()})
    found = standing(prepared(plan.model_copy(update={"bodies": {"chi_bo": body}})), "C03", on(10))
    assert (found.state, found.cure) == ("met", "")


def test_c03_fails_when_the_session_begins(plan: Plan) -> None:
    found = standing(running(plan), "C03")
    assert found.state == "failed"
    assert found.cure.startswith("Nếu đã báo trước")


# --- C04: before 20/9/2023 (R17) ---


@pytest.mark.parametrize(("day", "state"), [("2023-09-19", "met"), ("2023-09-20", "risk")])
def test_c04_before_means_strictly_before(plan: Plan, day: str, state: str) -> None:
    found = standing(prepared(plan).say(detail("date", day)), "C04", on(10))
    assert found.state == state
    assert found.cure == ("" if state == "met" else "Định ngày buổi sinh hoạt chậm nhất là 19/09/2023.")


def test_c04_reading_before_otherwise_is_a_setting_of_the_plan(plan: Plan) -> None:
    session = plan.deadlines.session.model_copy(update={"inclusive": True})
    other = plan.model_copy(update={"deadlines": plan.deadlines.model_copy(update={"session": session})})
    assert standing(prepared(other).say(detail("date", "2023-09-20")), "C04", on(10)).state == "met"


def test_c04_fails_when_the_days_have_passed(plan: Plan) -> None:
    found = standing(prepared(plan).say(detail("date", "2023-09-25")), "C04", on(21))
    assert (found.state, found.figure) == ("failed", "25/09/2023")


def test_c04_a_late_session_that_has_begun_asks_for_a_reason(plan: Plan) -> None:
    cell = running(plan).say(detail("date", "2023-09-21"))
    assert standing(cell, "C04").state == "failed"
    cell.say(RuleWaived(rule="C04", reason="Bão, phải dời theo ý kiến Đảng ủy"))
    found = standing(cell, "C04")
    assert (found.state, found.reason) == ("waived", "Bão, phải dời theo ý kiến Đảng ủy")


def test_c04_without_a_day(plan: Plan) -> None:
    found = standing(prepared(plan).say(detail("date", "")), "C04", on(10))
    assert (found.state, found.figure) == ("risk", "chưa có ngày")


def test_c04_the_shipped_deadline_is_that_of_r17(plan: Plan) -> None:
    assert plan.deadlines.session.last_day == dt.date(2023, 9, 19)


# --- C05: not merged with the regular meeting (R16) ---


def test_c05_wants_a_word(plan: Plan) -> None:
    found = standing(running(plan), "C05")
    assert (found.state, found.figure) == ("risk", "chưa ghi rõ")
    assert found.cure.startswith("Ghi rõ ở phần chuẩn bị")


def test_c05_is_met_by_saying_so(plan: Plan) -> None:
    assert standing(prepared(plan).say(detail("separate", True)), "C05", on(10)).state == "met"


def test_c05_merged_can_be_parted_until_it_begins(plan: Plan) -> None:
    merged = detail("separate", False)
    assert standing(prepared(plan).say(merged), "C05", on(10)).state == "risk"
    assert standing(running(plan).say(merged), "C05").state == "failed"


def test_c05_is_not_asked_by_a_plan_that_allows_it(plan: Plan) -> None:
    cell = prepared(with_limits(plan, separate_from_regular=False)).say(detail("separate", False))
    assert standing(cell, "C05", on(10)).state == "met"
