"""C17–C23: closing, and what comes after (R15, R42–R47, R65–R79, domain.md 6.3 and 6.4)."""

from __future__ import annotations

import datetime as dt

import pytest

from models.entries import Entry
from models.facts import GuestAdded, OpinionReserved, SessionPaused, SessionResumed, VoteTaken
from models.facts_minutes import RuleWaived
from models.facts_record import DeskOpened
from models.plan import Plan, Role, Superior
from models.plan_parts import Share
from models.rules import blocking, check
from models.votes import ADOPTION
from tests.models.build import DAY, Builder, at, member
from tests.models.rule_cases import (
    AN,
    BINH,
    CELL,
    CHI,
    DUNG,
    HA,
    absent,
    closing,
    detail,
    discussing,
    ended,
    on,
    prepared,
    read,
    running,
    standing,
    voted,
    with_body,
    with_limits,
)

# --- C17: summing-up, grade, participation (R42–R44) ---

SUMMED_UP = (
    detail("summary", "Chi bộ thống nhất ba việc."),
    detail("quality", "kha"),
    detail("participation", "Nghiêm túc."),
)


def test_c17_is_not_asked_before_the_summing_up(plan: Plan) -> None:
    assert standing(discussing(plan), "C17").state == "pending"


def test_c17_names_what_the_chair_has_not_said(plan: Plan) -> None:
    found = standing(closing(plan).say(SUMMED_UP[0]), "C17", "15:30")
    assert (found.state, found.level, found.figure) == ("risk", "E", "thiếu 2 mục")
    assert found.cure == "Ghi đánh giá và ý thức tham gia ở phần kết thúc."


def test_c17_is_met_and_shows_the_grade(plan: Plan) -> None:
    found = standing(closing(plan).say(*SUMMED_UP), "C17", "15:30")
    assert (found.state, found.figure) == ("met", "Khá")


def test_c17_fails_with_the_end_and_can_still_be_written(plan: Plan) -> None:
    found = standing(ended(closing(plan).say(*SUMMED_UP[:2])), "C17", "16:00")
    assert (found.state, found.cure) == ("failed", "Ghi ý thức tham gia ở phần kết thúc.")


def test_c17_participation_is_not_asked_of_a_committee_r62(plan: Plan) -> None:
    committee = plan.model_copy(
        update={"bodies": {**plan.bodies, "dang_uy": plan.bodies["chi_bo"].model_copy(update={"participation": False})}}
    )
    cell = Builder(committee).opened("dang_uy").list(*CELL).started("14:00").step("tong_hop", "15:25")
    assert standing(cell.say(*SUMMED_UP[:2]), "C17", "15:30").state == "met"


# --- C18: read and voted before closing (R45–R47) ---


def test_c18_goes_from_unread_to_voted(plan: Plan) -> None:
    cell = discussing(plan)
    steps = [standing(cell, "C18")]
    for fact in (None, read(), voted(4)):
        cell = cell.step("tong_hop", "15:25", AN) if fact is None else cell.say(fact)
        steps.append(standing(cell, "C18", "15:41"))
    assert [(found.state, found.figure) for found in steps] == [
        ("pending", "chưa đọc lại"),
        ("risk", "chưa đọc lại"),
        ("risk", "chưa biểu quyết"),
        ("met", "đã đọc, đã biểu quyết"),
    ]


def test_c18_stays_met_after_the_end(plan: Plan) -> None:
    for last in (voted(4), voted(4, clock="15:45")):
        assert standing(ended(closing(plan).say(read(), last), "15:45"), "C18", "16:00").state == "met"


@pytest.mark.parametrize(
    ("reading", "vote", "figure"),
    [
        ("15:33", "15:46", "biểu quyết sau kết thúc"),
        ("15:46", "15:47", "đọc sau khi kết thúc"),
        ("15:33", "", "chưa biểu quyết"),
        ("", "", "chưa đọc lại"),
    ],
)
def test_c18_after_the_end_nothing_cures_it(plan: Plan, reading: str, vote: str, figure: str) -> None:
    cell = closing(plan)
    if reading:
        cell.say(read(reading))
    if vote:
        cell.say(voted(4, clock=vote))
    found = standing(ended(cell, "15:45"), "C18", "16:00")
    assert (found.state, found.level, found.figure, found.cure) == ("failed", "E", figure, "")


# --- C19: the votes add up (domain.md 6.3) ---


def test_c19_is_pending_until_there_is_a_vote(plan: Plan) -> None:
    assert standing(closing(plan), "C19", "15:30").state == "pending"


def test_c19_is_met_by_a_majority_of_the_base(plan: Plan) -> None:
    found = standing(closing(plan).say(voted(3, 1)), "C19", "15:41")
    assert (found.state, found.level, found.figure) == ("met", "E", "3/4 tán thành")


def test_c19_more_votes_than_voters_is_an_error(plan: Plan) -> None:
    found = standing(closing(plan).say(voted(4, 1)), "C19", "15:41")
    assert (found.state, found.level, found.figure) == ("risk", "E", "5 phiếu / 4 người")
    assert "đếm lại" in found.cure


def test_c19_probationary_members_are_not_voters(plan: Plan) -> None:
    """Five are in the room, one of them probationary."""
    found = standing(closing(plan).say(voted(5, entitled=5)), "C19", "15:41")
    assert (found.state, found.level, found.figure) == ("risk", "E", "5 người, có 4")
    assert "đảng viên dự bị" in found.cure


def test_c19_fewer_votes_than_voters_is_no_error_of_the_record(plan: Plan) -> None:
    assert standing(closing(plan).say(voted(3)), "C19", "15:41").state == "met"


def test_c19_no_majority_is_a_warning_only(plan: Plan) -> None:
    cell = closing(plan).say(read(), voted(2, 2))
    found = standing(cell, "C19", "15:41")
    assert (found.state, found.level, found.figure) == ("risk", "W", "2/4 tán thành")
    assert found.cure == "Cần ít nhất 3 người tán thành: sửa biên bản theo ý kiến rồi biểu quyết lại."
    assert "C19" not in [state.code for state in blocking(check(cell.meeting, at("15:41")))]


def test_c19_what_a_majority_is_the_plan_says(plan: Plan) -> None:
    two_thirds = with_limits(plan, majority=Share(numerator=3, denominator=4))
    found = standing(closing(two_thirds).say(voted(3, 1)), "C19", "15:41")
    assert (found.state, found.level) == ("risk", "W")
    assert found.cure.startswith("Cần ít nhất 4 người")


def test_c19_a_second_count_cures_it(plan: Plan) -> None:
    assert standing(closing(plan).say(voted(4, 1), voted(4)), "C19", "15:41").state == "met"


def test_c19_two_desks_that_counted_differently(plan: Plan) -> None:
    cell = closing(plan).say(voted(4))
    cell.meeting.apply(Entry("d2", 1, DAY, 0, "", voted(3, 1)))
    found = standing(cell, "C19", "15:41")
    assert (found.state, found.level, found.figure) == ("risk", "E", "hai máy đếm khác nhau")


def test_c19_looks_at_every_vote_but_asks_the_majority_of_the_minutes_only(plan: Plan) -> None:
    lost = VoteTaken.model_validate({**voted(1, 3).model_dump(by_alias=True), "motion": "v1", "title": "Đổi lịch"})
    cell = closing(plan).say(lost, voted(4))
    assert standing(cell, "C19", "15:41").state == "met"
    cell.say(lost.model_copy(update={"against": 4}))
    assert "“Đổi lịch”" in standing(cell, "C19", "15:41").cure


def test_c19_without_a_vote_there_is_no_majority(plan: Plan) -> None:
    found = standing(ended(closing(plan)), "C19", "16:00")
    assert (found.state, found.level) == ("failed", "W")


def test_c19_the_example_of_domain_6_3(plan: Plan) -> None:
    """Base 29: 15 are enough, 14 are not, though only 28 are in the room."""
    people = [member(order, f"Lê Văn {order}") for order in range(1, 30)]
    cell = Builder(plan).opened().list(*people).started("14:00").present(*people[:28])
    cell.say(absent(people[28]), voted(15, 13, entitled=28, base=29))
    assert standing(cell, "C19", "15:41").state == "met"
    found = standing(cell.say(voted(14, 14, entitled=28, base=29)), "C19", "15:41")
    assert (found.level, found.figure) == ("W", "14/29 tán thành")


COMMITTEE = "dang_uy"


@pytest.fixture
def committee(plan: Plan) -> Plan:
    """The plan with the cell's programme held by a committee, and the rule of votes put on it."""
    body = plan.bodies["chi_bo"].model_copy(update={"voting": "committee", "member_word": "đảng ủy viên"})
    return plan.model_copy(update={"bodies": {**plan.bodies, COMMITTEE: body}})


def of_fifteen(plan: Plan) -> Builder:
    """Fifteen incumbents: two are excused, one is absent without a reason."""
    people = [member(order, f"Lê Văn {order}") for order in range(1, 16)]
    cell = Builder(plan).opened(COMMITTEE).list(*people).started("14:00").present(*people[:12])
    return cell.say(absent(people[12], "ốm"), absent(people[13], "đi học"), absent(people[14]))


def test_c19_a_committee_counts_all_its_incumbents_6_3(committee: Plan) -> None:
    """24-QĐ/TW 9.3.3: whoever is absent for whatever reason is counted; 8 of 15 pass, 7 of the 12 there do not."""
    cell = of_fifteen(committee)
    counts = cell.meeting.attendance.counts(at("15:40"))
    needed = committee.thresholds.majority.least_exceeding(counts.base)
    assert (counts.base, counts.can_vote, needed) == (15, 12, 8)
    assert standing(cell.say(voted(8, 4, entitled=12, base=15)), "C19", "15:41").state == "met"
    found = standing(cell.say(voted(7, 5, entitled=12, base=15)), "C19", "15:41")
    assert (found.state, found.level, found.figure) == ("risk", "W", "7/15 tán thành")


def test_c19_a_committee_is_not_told_of_probationary_members(committee: Plan) -> None:
    found = standing(of_fifteen(committee).say(voted(13, entitled=13, base=15)), "C19", "15:41")
    assert (found.level, found.figure) == ("E", "13 người, có 12")
    assert "dự bị" not in found.cure
    assert "không tính khách" in found.cure


def test_c19_a_base_narrower_than_those_who_voted_is_an_error(plan: Plan) -> None:
    found = standing(closing(plan).say(voted(3, 1, base=3)), "C19", "15:41")
    assert (found.state, found.level, found.figure) == ("risk", "E", "4 người trên 3")


def test_c19_a_minority_does_not_unmake_the_majority(plan: Plan) -> None:
    cell = closing(plan).say(voted(3, 0, 1))
    cell.say(OpinionReserved(reservation="r1", person=CHI.id, about=ADOPTION, named=True, at=at("15:42")))
    found = standing(cell, "C19", "15:43")
    assert (found.state, found.figure) == ("met", "3/4 tán thành")


# --- C20: not under ninety minutes (R15) ---


def test_c20_counts_down_and_is_no_alarm_before_closing_comes_near(plan: Plan) -> None:
    found = standing(running(plan), "C20", "14:37")
    assert (found.state, found.figure) == ("pending", "còn 53′")


@pytest.mark.parametrize(("clock", "state"), [("15:24", "pending"), ("15:25", "risk"), ("15:29", "risk")])
def test_c20_is_at_risk_near_the_planned_end(plan: Plan, clock: str, state: str) -> None:
    """The steps are planned for 100 minutes, the warning for 15 minutes before."""
    assert standing(discussing(plan), "C20", clock).state == state


def test_c20_when_to_warn_is_the_plans(plan: Plan) -> None:
    assert standing(discussing(with_limits(plan, closing_warning_minutes=30)), "C20", "15:12").state == "risk"


def test_c20_summing_up_early_is_a_risk_that_says_how_much_is_missing(plan: Plan) -> None:
    found = standing(discussing(plan).step("tong_hop", "15:00", AN), "C20", "15:04")
    assert (found.state, found.figure) == ("risk", "còn 26′")
    assert "thêm ít nhất 26 phút" in found.cure


@pytest.mark.parametrize(("clock", "state"), [("15:29", "risk"), ("15:30", "met")])
def test_c20_ninety_minutes_are_enough(plan: Plan, clock: str, state: str) -> None:
    assert standing(closing(plan), "C20", clock).state == state


def test_c20_ending_at_84_minutes_fails_l8(plan: Plan) -> None:
    found = standing(ended(closing(plan), "15:24"), "C20", "18:00")
    assert (found.state, found.figure, found.cure) == ("failed", "84′ / 90′", "")


def test_c20_the_question_before_the_end_sees_it_coming_l8(plan: Plan) -> None:
    """Ending in the middle of the discussion would be too short: told before, with the cure."""
    found = standing(discussing(plan), "C20", "14:50", over=True)
    assert (found.state, found.figure) == ("risk", "còn 40′")
    assert found.cure


def test_c20_a_reason_answers_it(plan: Plan) -> None:
    cell = ended(closing(plan), "15:24").say(RuleWaived(rule="C20", reason="Mất điện"))
    found = standing(cell, "C20", "18:00")
    assert (found.state, found.reason) == ("waived", "Mất điện")


@pytest.mark.parametrize(("breaks_count", "state"), [(False, "failed"), (True, "met")])
def test_c20_whether_breaks_count_is_the_plans(plan: Plan, breaks_count: bool, state: str) -> None:
    cell = closing(with_limits(plan, breaks_count=breaks_count))
    cell.say(SessionPaused(pause="b1", at=at("14:50")), SessionResumed(pause="b1", at=at("15:00")))
    assert standing(ended(cell, "15:35"), "C20", "16:00").state == state


@pytest.mark.parametrize(("least", "state"), [(84, "met"), (85, "failed")])
def test_c20_how_long_is_the_plans(plan: Plan, least: int, state: str) -> None:
    cell = ended(closing(with_limits(plan, minimum_minutes=least)), "15:24")
    assert standing(cell, "C20", "16:00").state == state


# --- C21: somebody from above attended (R73) ---


def test_c21_waits_for_a_superior(plan: Plan) -> None:
    assert standing(prepared(plan), "C21", on(10)).state == "pending"
    found = standing(running(plan).guest("g1", "Phan Thị Lài", "khách mời"), "C21")
    assert (found.state, found.level, found.figure) == ("risk", "W", "chưa có")


def test_c21_is_met_by_a_superior(plan: Plan) -> None:
    found = standing(running(plan).guest("g1", "Phan Thị Lài", "Đảng ủy viên", superior=True), "C21")
    assert (found.state, found.figure) == ("met", "Phan Thị Lài")


def test_c21_fails_with_the_end(plan: Plan) -> None:
    assert standing(ended(running(plan)), "C21", "16:00").state == "failed"


BT_DU = Role(code="BTDU", label="Bí thư Đảng ủy", name="Bí thư Đảng ủy phường", aliases=("BT Đảng ủy",), source="R65")
PBT_TT = Role(code="PBTTT", label="Phó Bí thư TT", name="Phó Bí thư thường trực Đảng ủy phường", source="R67")


def attended_by(plan: Plan, *roles: Role) -> Plan:
    """The plan whose cell wants one of these superiors."""
    superiors = tuple(Superior(role=role.code, notified=False, attends=True, source="R65") for role in roles)
    mine = {"roles": (BT_DU, PBT_TT), "superiors": superiors, "superior_by_post": True}
    return with_body(plan, "chi_bo", **mine)


def came(plan: Plan, post: str, role: str = "") -> Builder:
    """The session runs and a superior of that post has come."""
    return running(plan).say(
        GuestAdded(person="g1", name="Phan Thị Lài", post=post, superior=True, role=role, at=at("14:00"))
    )


def test_c21_names_the_post_that_is_to_come_r65(plan: Plan) -> None:
    found = standing(running(attended_by(plan, BT_DU)), "C21")
    assert (found.state, found.level, found.figure) == ("risk", "W", "chưa có")
    assert "Kế hoạch cần Bí thư Đảng ủy xã dự, chỉ đạo" in found.cure


@pytest.mark.parametrize(
    ("post", "role"),
    [("", "BTDU"), ("Bí thư Đảng ủy phường", ""), ("đ/c bí thư đảng ủy", ""), ("BT Đảng ủy", "")],
    ids=["recorded", "name", "label within", "alias"],
)
def test_c21_a_superior_of_that_post_is_known_by_code_or_words(plan: Plan, post: str, role: str) -> None:
    found = standing(came(attended_by(plan, BT_DU), post, role), "C21")
    assert (found.state, found.figure) == ("met", "Phan Thị Lài")


@pytest.mark.parametrize(
    ("post", "role"), [("Phó Bí thư thường trực Đảng ủy phường", ""), ("", "PBTTT"), ("Đảng ủy viên", "")]
)
def test_c21_another_post_will_not_do_where_one_is_named_r65(plan: Plan, post: str, role: str) -> None:
    cell = came(attended_by(plan, BT_DU), post, role)
    found = standing(cell, "C21")
    assert (found.state, found.figure) == ("risk", "chưa đúng chức vụ")
    assert "không phải Bí thư Đảng ủy xã" in found.cure
    assert standing(ended(cell), "C21", "16:00").state == "failed"


@pytest.mark.parametrize("role", ["BTDU", "PBTTT"])
def test_c21_either_of_two_named_posts_will_do_r67(plan: Plan, role: str) -> None:
    assert standing(came(attended_by(plan, BT_DU, PBT_TT), "", role), "C21").state == "met"


@pytest.mark.parametrize("post", ["", "đại biểu phường"])
def test_c21_a_post_nobody_wrote_down_is_asked_for(plan: Plan, post: str) -> None:
    cell = came(attended_by(plan, BT_DU), post)
    found = standing(cell, "C21")
    assert (found.state, found.figure) == ("risk", "chưa rõ chức vụ")
    assert "Phan Thị Lài" in found.cure
    assert "Bí thư Đảng ủy xã" in found.cure
    cell.say(GuestAdded(person="g2", name="Vũ Thị Sen", superior=True, role="BTDU", at=at("14:10")))
    assert standing(cell, "C21").figure == "Vũ Thị Sen"


@pytest.mark.parametrize(
    ("kind", "post", "state"),
    [
        ("ubnd", "Bí thư Đảng ủy phường", "met"),
        ("ubnd", "Phó Bí thư Thường trực Đảng ủy phường", "risk"),
        ("ubnd", "Chủ tịch UBND quận", "risk"),
        ("mttq", "PBT TT Đảng ủy", "met"),
        ("mttq", "Phó Bí thư Đảng ủy", "risk"),
        ("doan_the", "Phó Bí thư Đảng ủy phường", "met"),
        ("doan_the", "Đảng ủy viên", "risk"),
        ("chi_bo", "cán bộ Tuyên giáo", "met"),
    ],
)
def test_c21_by_the_posts_of_the_shipped_plan_r65_r67_r69(plan: Plan, kind: str, post: str, state: str) -> None:
    cell = running(plan, kind).guest("g1", "Phan Thị Lài", post, superior=True)
    assert standing(cell, "C21").state == state


def test_c21_anybody_from_above_will_do_in_a_cell_r73(plan: Plan) -> None:
    assert standing(came(plan, "cán bộ Ban Tuyên giáo"), "C21").state == "met"


# --- C22: over 85 % of the obliged, nobody absent without a reason (12-HD/BTCTW, 6.4) ---


def cell_of(plan: Plan, present: int, obliged: int, *, excused: bool = True) -> Builder:
    """So many members, so many of them there."""
    people = [member(order, f"Lê Văn {order}") for order in range(1, obliged + 1)]
    cell = Builder(plan).opened().list(*people).started("14:00").present(*people[:present])
    return cell.say(*(absent(person, "ốm" if excused else "") for person in people[present:]))


@pytest.mark.parametrize(
    ("present", "obliged", "state", "figure"),
    [
        (16, 19, "risk", "16/19 = 84,2 %"),
        (17, 20, "risk", "17/20 = 85 %"),
        (18, 21, "met", "18/21 = 85,7 %"),
        (31, 34, "met", "31/34 = 91,2 %"),
    ],
)
def test_c22_over_85_percent(plan: Plan, present: int, obliged: int, state: str, figure: str) -> None:
    found = standing(cell_of(plan, present, obliged), "C22")
    assert (found.state, found.level, found.figure) == (state, "I", figure)


def test_c22_says_how_many_are_needed(plan: Plan) -> None:
    assert "cần ít nhất 17 người" in standing(cell_of(plan, 16, 19), "C22").cure


def test_c22_one_absent_without_a_reason_spoils_it(plan: Plan) -> None:
    found = standing(cell_of(plan, 33, 34, excused=False), "C22")
    assert (found.state, found.figure) == ("risk", "97,1 %; 1 không lý do")
    assert found.cure == "Hỏi lý do vắng của Lê Văn 34."


def test_c22_asks_only_after_those_without_a_reason(plan: Plan) -> None:
    cell = cell_of(plan, 32, 34).say(absent(member(33, "Lê Văn 33")))
    assert standing(cell, "C22").cure == "Hỏi lý do vắng của Lê Văn 33."


def test_c22_the_share_is_the_plans(plan: Plan) -> None:
    four_fifths = with_limits(plan, attendance=Share(numerator=4, denominator=5))
    assert standing(cell_of(four_fifths, 16, 19), "C22").state == "met"


def test_c22_is_not_judged_while_the_roll_is_called(plan: Plan) -> None:
    cell = prepared(plan).started("14:00").present(AN, BINH)
    assert standing(cell, "C22", "14:05").state == "pending"
    assert standing(cell.say(absent(CHI, "ốm"), absent(DUNG, "ốm"), absent(HA, "ốm")), "C22").state == "risk"


def test_c22_whoever_has_no_mark_at_closing_is_missing(plan: Plan) -> None:
    cell = prepared(plan).started("14:00").present(AN, BINH).step("tong_hop", "15:25")
    assert standing(cell, "C22", "15:26").state == "risk"


def test_c22_marks_made_before_the_session_are_not_judged_yet(plan: Plan) -> None:
    assert standing(prepared(plan).present(*CELL), "C22", "13:50").state == "pending"


def test_c22_fails_with_the_end(plan: Plan) -> None:
    assert standing(ended(cell_of(plan, 16, 19)), "C22", "16:00").state == "failed"


# --- C23: the report (R79) ---


def test_c23_is_pending_until_its_day_comes_near(plan: Plan) -> None:
    assert standing(running(plan), "C23").state == "pending"
    found = standing(ended(closing(plan)), "C23", on(25, 10))
    assert (found.state, found.figure) == ("pending", "còn 4 ngày")


def test_c23_is_at_risk_in_the_last_days(plan: Plan) -> None:
    found = standing(ended(closing(plan)), "C23", on(26, 10))
    assert (found.state, found.figure) == ("risk", "còn 3 ngày")
    assert "chậm nhất ngày 29/10/2023" in found.cure
    assert standing(ended(closing(plan)), "C23", on(29, 10)).state == "risk"


def test_c23_fails_on_the_day_itself(plan: Plan) -> None:
    found = standing(ended(closing(plan)), "C23", on(30, 10))
    assert (found.state, found.figure) == ("failed", "quá hạn 1 ngày")
    assert found.cure.endswith("nêu lý do gửi muộn.")


@pytest.mark.parametrize(("day", "state"), [("2023-10-29", "met"), ("2023-10-30", "failed")])
def test_c23_before_means_strictly_before(plan: Plan, day: str, state: str) -> None:
    cell = ended(closing(plan)).say(detail("report_sent", day))
    assert standing(cell, "C23", on(31, 10)).state == state


def test_c23_the_day_is_the_local_one(plan: Plan) -> None:
    """Half an hour after midnight in Hà Nội is too late, on a desk an hour further west it is not."""
    cell = ended(closing(plan))
    half_past_midnight = f"{24 * 45}:30"
    assert standing(cell, "C23", f"{24 * 45 - 1}:30").state == "risk"
    assert standing(cell, "C23", half_past_midnight).state == "failed"
    cell.say(DeskOpened(app="0.1.0", offset=6 * 60, at=DAY))
    assert standing(cell, "C23", half_past_midnight).state == "risk"


def test_c23_the_day_is_the_plans(plan: Plan) -> None:
    report = plan.deadlines.report.model_copy(update={"day": dt.date(2023, 11, 30)})
    other = plan.model_copy(update={"deadlines": plan.deadlines.model_copy(update={"report": report})})
    assert standing(ended(closing(other)), "C23", on(30, 10)).state == "pending"
