"""C06–C16: what has to happen in the session (R25–R41, R58–R61, R85)."""

from __future__ import annotations

import pytest

from models.board import NOT_PRESENT, PRESENT
from models.fact import Fact
from models.facts import (
    DetailSet,
    DifferenceSettled,
    IndicatorAdded,
    Marked,
    MoveCorrected,
    Moved,
    OpinionReserved,
    StepCorrected,
)
from models.facts_minutes import RuleWaived
from models.plan import Plan
from models.plan_parts import Share
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
    running,
    spoke,
    standing,
    voted,
    with_body,
    with_limits,
)


def shares_out(numerator: int, denominator: int) -> Share:
    """A share, short."""
    return Share(numerator=numerator, denominator=denominator)


# --- C06: everybody has a status, every absence a reason (R25) ---


def test_c06_is_not_asked_before_the_session(plan: Plan) -> None:
    assert standing(prepared(plan), "C06", "13:50").state == "pending"


def test_c06_names_who_has_no_status(plan: Plan) -> None:
    cell = prepared(plan).started("14:00").present(AN)
    found = standing(cell, "C06", "14:05")
    assert (found.state, found.level, found.figure) == ("risk", "E", "4 người chưa điểm danh")
    assert found.cure == "Điểm danh nốt Hồ Thị Bình, Vũ Văn Chí, Đỗ Thị Dung và 1 người nữa."


def test_c06_is_met_when_everybody_has_one(plan: Plan) -> None:
    cell = running(plan).say(absent(DUNG), absent(CHI, "đi công tác"))
    found = standing(cell, "C06", "14:05")
    assert (found.state, found.figure) == ("met", "3/5 có mặt")


def test_c06_wants_the_reason_of_an_excuse(plan: Plan) -> None:
    cell = running(plan).say(Marked(person=DUNG.id, status="excused", at=at("14:01")))
    found = standing(cell, "C06", "14:05")
    assert (found.state, found.figure) == ("risk", "1 người thiếu lý do")
    assert "Đỗ Thị Dung" in found.cure
    assert standing(cell.say(absent(DUNG, "ốm")), "C06", "14:06").state == "met"


def test_c06_whoever_came_late_has_a_status(plan: Plan) -> None:
    cell = running(plan).say(Marked(person=DUNG.id, status="unmarked", at=at("14:01")))
    assert standing(cell, "C06", "14:05").state == "risk"
    cell.say(Moved(move="m1", person=DUNG.id, way="in", at=at("14:09")))
    assert standing(cell, "C06", "14:10").state == "met"
    cell.say(MoveCorrected(move="m1", at=None))
    assert standing(cell, "C06", "14:11").state == "risk"


def test_c06_members_excused_by_their_standing_need_no_mark_6_4(plan: Plan) -> None:
    exempt = DUNG.model_copy(update={"status": "miễn sinh hoạt"})
    away = CHI.model_copy(update={"status": "chuyển sinh hoạt tạm thời"})
    cell = Builder(plan).opened().list(AN, BINH, away, exempt, HA).started("14:00").present(AN, BINH, HA)
    assert standing(cell, "C06", "14:05").state == "met"


def test_c06_fails_with_the_end_and_can_still_be_put_on_record(plan: Plan) -> None:
    found = standing(ended(prepared(plan).started("14:00").present(AN)), "C06", "16:00")
    assert found.state == "failed"
    assert found.cure.startswith("Điểm danh nốt")


def test_c06_without_a_roster(plan: Plan) -> None:
    found = standing(Builder(plan).opened().started("14:00"), "C06", "14:05")
    assert (found.state, found.figure) == ("risk", "chưa có danh sách")


# --- C07: the steps before the discussion, by whom the plan names (R27–R30) ---


def test_c07_is_pending_while_they_follow_each_other(plan: Plan) -> None:
    found = standing(running(plan).step("quan_triet", "14:08", AN), "C07", "14:10")
    assert (found.state, found.figure) == ("pending", "1/4 bước")


def test_c07_is_met_when_all_four_were_held(plan: Plan) -> None:
    found = standing(discussing(plan), "C07")
    assert (found.state, found.figure) == ("met", "4/4 bước")


def test_c07_a_step_passed_over_can_still_be_held(plan: Plan) -> None:
    cell = running(plan).step("quan_triet", "14:08", AN).step("trinh_bay_kh", "14:20", AN)
    found = standing(cell, "C07", "14:21")
    assert (found.state, found.figure) == ("risk", "thiếu 1 bước")
    assert found.cure == "Thực hiện bước còn thiếu: Đọc bài viết."
    cell.step("doc_bai_viet", "14:30", BINH).step("trinh_bay_bieu_hien", "14:40", AN)
    assert standing(cell, "C07", "14:41").state == "met"


def test_c07_a_plan_without_those_steps_asks_for_none(plan: Plan) -> None:
    kinds = ("roll_call", "discussion", "conclusion", "read_back", "close")
    steps = tuple(step for step in plan.bodies["chi_bo"].steps if step.kind in kinds)
    found = standing(discussing(with_body(plan, "chi_bo", steps=steps)), "C07")
    assert (found.state, found.figure) == ("met", "không yêu cầu")


def test_c07_fails_with_the_end(plan: Plan) -> None:
    found = standing(ended(running(plan), "14:30"), "C07")
    assert (found.state, found.figure) == ("failed", "thiếu 4 bước")


def test_c07_another_presenter_is_warned_of_and_can_be_answered(plan: Plan) -> None:
    """A real cell let a member of its committee present the indicators: warn, never block (domain.md 7.1)."""
    cell = running(plan).step("quan_triet", "14:08", AN).step("doc_bai_viet", "14:14", CHI)
    found = standing(cell, "C07", "14:20")
    assert (found.state, found.level, found.figure) == ("risk", "W", "1 bước sai người")
    assert "“Đọc bài viết” phải do Bí thư hoặc Phó Bí thư trình bày" in found.cure
    cell.say(RuleWaived(rule="C07", reason="Bí thư bị mất giọng"))
    assert standing(cell, "C07", "14:21").state == "waived"


def test_c07_a_presenter_put_right_is_right(plan: Plan) -> None:
    cell = running(plan).step("quan_triet", "14:08", CHI)
    span = cell.meeting.agenda.spans[-1].id
    cell.say(StepCorrected(span=span, presenter=AN.id))
    assert standing(cell, "C07", "14:20").state == "pending"


def test_c07_nobody_written_down_is_not_somebody_of_another_post(plan: Plan) -> None:
    """Unmet either way (R27, R28), but only a name can be of the wrong post: those are told first."""
    cell = running(plan).step("quan_triet", "14:08")
    found = standing(cell, "C07", "14:20")
    assert (found.state, found.figure) == ("risk", "1 bước chưa ghi người")
    assert "“Quán triệt mục đích” chưa ghi ai trình bày (Bí thư)" in found.cure
    cell.step("doc_bai_viet", "14:21", CHI)
    assert standing(cell, "C07", "14:30").figure == "1 bước sai người"


def test_c07_who_may_present_is_the_plans(plan: Plan) -> None:
    body = plan.bodies["chi_bo"]
    steps = tuple(step.model_copy(update={"presenter_strictness": "I"}) for step in body.steps)
    bodies = {**plan.bodies, "chi_bo": body.model_copy(update={"steps": steps})}
    cell = running(plan.model_copy(update={"bodies": bodies})).step("quan_triet", "14:08", CHI)
    assert standing(cell, "C07", "14:20").state == "pending"


# --- C08: the discussion is the longest step (R31) ---


def test_c08_is_pending_before_the_discussion(plan: Plan) -> None:
    assert standing(running(plan), "C08", "14:10").state == "pending"


def test_c08_says_how_much_longer(plan: Plan) -> None:
    found = standing(discussing(plan), "C08", "14:45")
    assert (found.state, found.figure) == ("risk", "5′, cần 12′")
    assert found.cure == "Thảo luận thêm ít nhất 7 phút: “Đọc bài viết” đang là bước dài nhất."


def test_c08_is_met_once_it_is_the_longest(plan: Plan) -> None:
    found = standing(discussing(plan), "C08", "14:52")
    assert (found.state, found.figure) == ("met", "thảo luận 12′")


def test_c08_fails_with_the_end_and_nothing_cures_it(plan: Plan) -> None:
    found = standing(ended(discussing(plan), "14:45"), "C08")
    assert (found.state, found.cure) == ("failed", "")


def test_c08_no_discussion_at_all(plan: Plan) -> None:
    cell = running(plan).step("tong_hop", "14:20", AN)
    found = standing(cell, "C08", "14:30")
    assert (found.state, found.figure) == ("risk", "chưa thảo luận")
    assert standing(ended(cell, "14:40"), "C08").state == "failed"


# --- C09: many speak (R39) ---


def test_c09_is_pending_before_the_discussion(plan: Plan) -> None:
    assert standing(running(plan), "C09", "14:10").state == "pending"


def test_c09_counts_speakers_and_names_the_silent(plan: Plan) -> None:
    found = standing(discussing(plan).say(spoke(CHI)), "C09")
    assert (found.state, found.level, found.figure) == ("risk", "I", "1/5 đã phát biểu")
    assert found.cure.startswith("Mời thêm ít nhất 2 người phát biểu; im lặng lâu nhất: ")


def test_c09_is_met_at_the_share_of_the_plan(plan: Plan) -> None:
    cell = discussing(plan).say(spoke(CHI), spoke(DUNG, "14:48"), spoke(HA, "14:50"))
    assert standing(cell, "C09").state == "met"
    strict = discussing(with_limits(plan, many_speakers=shares_out(4, 5)))
    strict.say(spoke(CHI), spoke(DUNG, "14:48"), spoke(HA, "14:50"))
    assert standing(strict, "C09").state == "risk"


def test_c09_guests_do_not_count(plan: Plan) -> None:
    cell = discussing(plan).guest("g1", "Trần Thị Khách", superior=True)
    guest = AN.model_copy(update={"id": "g1", "order": 9})
    assert standing(cell.say(spoke(guest)), "C09").figure == "0/5 đã phát biểu"


def test_c09_whoever_stayed_away_is_not_missed(plan: Plan) -> None:
    cell = discussing(plan).say(absent(DUNG, "ốm"), absent(HA), spoke(CHI), spoke(BINH, "14:47"))
    assert standing(cell, "C09").figure == "2/3 đã phát biểu"


def test_c09_fails_with_the_end(plan: Plan) -> None:
    found = standing(ended(closing(plan)), "C09", "16:00")
    assert (found.state, found.cure) == ("failed", "")


def test_c09_nobody_in_the_room(plan: Plan) -> None:
    cell = prepared(plan).started("14:00").step("thao_luan", "14:10")
    assert standing(cell, "C09").state == "pending"


# --- C10: everybody speaks, where the plan asks for it (R61) ---


@pytest.fixture
def committee(plan: Plan) -> Plan:
    """The plan with the rules of the đảng ủy put on cells."""
    rules = tuple(
        rule.model_copy(update={"bodies": ("chi_bo",)}) if rule.code in ("C10", "C15") else rule for rule in plan.rules
    )
    return plan.model_copy(update={"rulebook": plan.rulebook.model_copy(update={"rules": rules})})


def test_c10_names_everybody_who_has_not_spoken(committee: Plan) -> None:
    cell = discussing(committee).say(*(spoke(person) for person in CELL[:3]))
    found = standing(cell, "C10")
    assert (found.state, found.figure) == ("risk", "2 người chưa phát biểu")
    assert found.cure == "Mời Đỗ Thị Dung, Ngô Văn Hà phát biểu."
    found = standing(ended(cell), "C10", "16:00")
    assert (found.state, found.cure) == ("failed", "")


def test_c10_is_met_when_all_have(committee: Plan) -> None:
    assert standing(running(committee), "C10", "14:10").state == "pending"
    cell = discussing(committee).say(*(spoke(person) for person in CELL))
    assert standing(cell, "C10").state == "met"


def test_c10_whoever_stays_away_is_not_asked_but_whoever_comes_late_is(committee: Plan) -> None:
    cell = discussing(committee).say(absent(HA, "ốm"), *(spoke(person) for person in CELL[:4]))
    assert standing(cell, "C10").state == "met"
    cell.say(Moved(move="m1", person=HA.id, way="in", at=at("14:56")))
    found = standing(cell, "C10", "14:57")
    assert (found.state, found.cure) == ("risk", "Mời Ngô Văn Hà phát biểu.")
    assert standing(cell.say(spoke(HA, "14:58")), "C10").state == "met"


def test_c10_whoever_left_without_a_word_is_asked_otherwise(committee: Plan) -> None:
    cell = discussing(committee).say(*(spoke(person) for person in CELL[:3]))
    cell.say(Moved(move="m1", person=HA.id, way="out", at=at("14:56")))
    cure = standing(cell, "C10").cure
    assert cure.startswith("Mời Đỗ Thị Dung phát biểu. Ngô Văn Hà đã về mà chưa phát biểu")


def test_c10_a_report_or_a_point_of_order_is_no_opinion_l13(committee: Plan) -> None:
    cell = discussing(committee).say(*(spoke(person) for person in CELL[1:]))
    cell.say(spoke(AN).model_copy(update={"kind": "report"}))
    assert standing(cell, "C10").cure == "Mời Lê Văn An phát biểu."


# --- C11: "everybody agrees, nobody says anything" (R41) ---

LIVELY: tuple[Fact, ...] = (spoke(CHI), note("n1", "solution", "Phân công lại"))


def test_c11_warns_before_the_vote_while_it_helps(plan: Plan) -> None:
    found = standing(closing(plan), "C11", "15:30")
    assert (found.state, found.figure) == ("pending", "chưa biểu quyết")
    assert found.cure == (
        "Gợi mở để mọi người nói thêm trước khi biểu quyết: chưa có lượt phát biểu nào và giải pháp hay "
        "ý kiến khác nhau nào."
    )


def test_c11_nothing_to_warn_of_when_they_talked(plan: Plan) -> None:
    found = standing(closing(plan).say(*LIVELY), "C11", "15:30")
    assert (found.state, found.cure) == ("pending", "")


def test_c11_hollow_agreement_is_a_risk_then_a_failure(plan: Plan) -> None:
    cell = closing(plan).say(voted(4))
    assert standing(cell, "C11", "15:41").state == "risk"
    found = standing(ended(cell), "C11", "16:00")
    assert (found.state, found.figure, found.cure) == ("failed", "đồng ý hết, không ý kiến", "")


def test_c11_is_about_the_vote_on_the_minutes(plan: Plan) -> None:
    """Hands raised for the clerk at the beginning are no agreement with the outcome."""
    cell = discussing(plan).say(voted(4, clock="14:05").model_copy(update={"motion": "v1"}))
    assert standing(cell, "C11").state == "pending"
    assert standing(ended(cell), "C11", "16:00").state == "met"


@pytest.mark.parametrize("hands", [(3, 1, 0), (3, 0, 1)])
def test_c11_one_hand_otherwise_and_it_is_not_hollow(plan: Plan, hands: tuple[int, int, int]) -> None:
    assert standing(closing(plan).say(voted(*hands)), "C11", "15:41").state == "met"


def test_c11_agreement_after_a_real_discussion_is_fine(plan: Plan) -> None:
    found = standing(closing(plan).say(*LIVELY, voted(4)), "C11", "15:41")
    assert (found.state, found.figure) == ("met", "đồng ý hết, có bàn luận")


def test_c11_an_opinion_kept_is_no_agreement_r85(plan: Plan) -> None:
    kept = OpinionReserved(reservation="r1", person=CHI.id, text="Chưa đồng ý mức độ", at=at("15:42"))
    assert standing(closing(plan).say(voted(4), kept), "C11", "15:43").state == "met"


def test_c11_a_plan_without_indicators_does_not_miss_them(plan: Plan) -> None:
    bare = plan.model_copy(update={"catalogue": plan.catalogue.model_copy(update={"items": ()})})
    assert standing(closing(bare).say(*LIVELY, voted(4)), "C11", "15:41").state == "met"


@pytest.mark.parametrize(
    "facts",
    [
        LIVELY[1:],
        LIVELY[:1],
        (*LIVELY, *(assessed(number, "present", NOT_PRESENT) for number in range(1, 26))),
    ],
    ids=["nobody spoke", "no solution and no difference", "all indicators denied"],
)
def test_c11_each_sign_alone_makes_it_hollow(plan: Plan, facts: tuple[Fact, ...]) -> None:
    assert standing(closing(plan).say(*facts, voted(4)), "C11", "15:41").state == "risk"


def test_c11_a_difference_is_as_good_as_a_solution(plan: Plan) -> None:
    cell = closing(plan).say(spoke(CHI), note("n1", "difference"), voted(4))
    assert standing(cell, "C11", "15:41").state == "met"


def test_c11_one_indicator_not_denied_is_enough(plan: Plan) -> None:
    denied = [assessed(number, "present", NOT_PRESENT) for number in range(1, 25)]
    cell = closing(plan).say(*LIVELY, *denied, voted(4))
    assert standing(cell, "C11", "15:41").state == "met"


# --- C12: each question touched (R32–R37) ---


def test_c12_names_the_questions_left(plan: Plan) -> None:
    cell = discussing(plan).say(note("n1", "opinion", questions=("Q1", "Q2", "Q3", "Q4")))
    found = standing(cell, "C12")
    assert (found.state, found.level, found.figure) == ("risk", "I", "4/6 câu hỏi")
    assert found.cure == "Gợi ý phát biểu về: Q5 (việc đã thực hiện), Q6 (giải pháp)."
    cell.say(note("n2", "solution", questions=("Q5", "Q6")))
    assert standing(cell, "C12").state == "met"


def test_c12_the_questions_are_the_bodys_own(plan: Plan) -> None:
    four = with_body(plan, "chi_bo", questions=plan.bodies["chi_bo"].questions[:4])
    cell = discussing(four).say(note("n1", "opinion", questions=("Q1", "Q2", "Q4")))
    found = standing(cell, "C12")
    assert (found.figure, found.cure) == ("3/4 câu hỏi", "Gợi ý phát biểu về: Q3 (mức độ).")


def test_c12_a_body_without_questions_has_none_left(plan: Plan) -> None:
    found = standing(discussing(with_body(plan, "chi_bo", questions=())), "C12")
    assert (found.state, found.figure) == ("met", "không có câu hỏi")


def test_c12_pending_then_failed(plan: Plan) -> None:
    assert standing(running(plan), "C12", "14:10").state == "pending"
    assert standing(ended(closing(plan)), "C12", "16:00").state == "failed"


# --- C13: indicators presented; those found have a degree and a remedy (R21, R33, R34) ---


def test_c13_is_pending_until_the_discussion(plan: Plan) -> None:
    assert standing(running(plan), "C13", "14:10").state == "pending"


def test_c13_is_met_by_presenting_them_while_none_is_found(plan: Plan) -> None:
    found = standing(discussing(plan), "C13")
    assert (found.state, found.figure) == ("met", "0 biểu hiện “có”")


def test_c13_wants_a_degree_and_a_remedy_for_each_one_found(plan: Plan) -> None:
    cell = discussing(plan).say(assessed(7, "present", PRESENT), assessed(9, "present", PRESENT))
    cell.say(assessed(9, "degree", "it"))
    found = standing(cell, "C13")
    assert (found.state, found.figure) == ("risk", "2 biểu hiện thiếu")
    assert found.cure == "Biểu hiện 7: ghi mức độ và giải pháp; biểu hiện 9: ghi giải pháp."
    cell.say(assessed(7, "degree", "co_luc"), note("n1", "solution", indicators=("7", "9")))
    assert standing(cell, "C13").figure == "2 biểu hiện “có”"


@pytest.mark.parametrize(("count", "last"), [(3, "biểu hiện 3: ghi giải pháp."), (4, "biểu hiện 3: ghi giải pháp…")])
def test_c13_names_the_first_three(plan: Plan, count: int, last: str) -> None:
    cell = discussing(plan)
    for number in range(1, count + 1):
        cell.say(assessed(number, "present", PRESENT), assessed(number, "degree", "it"))
    assert standing(cell, "C13").cure.endswith(last)


def test_c13_a_sign_beyond_the_list_is_asked_alike_r35(plan: Plan) -> None:
    cell = discussing(plan).say(IndicatorAdded(indicator="i1", text="Họp muộn [giờ]"))
    assert standing(cell, "C13").state == "met"
    found = standing(cell.say(assessed("i1", "present", PRESENT)), "C13")
    assert found.cure == "“Họp muộn [giờ]”: ghi mức độ và giải pháp."


def test_c13_indicators_passed_over(plan: Plan) -> None:
    cell = running(plan).step("thao_luan", "14:20")
    found = standing(cell, "C13")
    assert (found.state, found.figure) == ("risk", "chưa trình bày")
    assert found.cure == "Thực hiện bước “Trình bày 25 biểu hiện”."
    assert standing(ended(cell), "C13", "16:00").state == "failed"


def test_c13_a_plan_without_that_step_asks_only_for_what_was_found(plan: Plan) -> None:
    steps = tuple(step for step in plan.bodies["chi_bo"].steps if step.kind != "indicators")
    cell = discussing(with_body(plan, "chi_bo", steps=steps))
    assert standing(cell, "C13").state == "met"
    assert standing(cell.say(assessed(7, "present", PRESENT)), "C13").figure == "1 biểu hiện thiếu"


def test_c13_a_plan_without_indicators_has_nothing_to_answer(plan: Plan) -> None:
    bare = plan.model_copy(update={"catalogue": plan.catalogue.model_copy(update={"items": ()})})
    assert standing(discussing(bare), "C13").state == "met"


# --- C14: a feasible solution says who, what, by when (R7) ---


def test_c14_pending_then_wanted(plan: Plan) -> None:
    assert standing(running(plan), "C14", "14:10").state == "pending"
    found = standing(discussing(plan), "C14")
    assert (found.state, found.figure) == ("risk", "0 đủ ý, cần 1")
    assert found.cure.startswith("Ghi thêm giải pháp")


def test_c14_says_what_a_solution_lacks(plan: Plan) -> None:
    cell = discussing(plan).say(note("n1", "solution", "Niêm yết lịch tiếp dân", owner=AN.id))
    found = standing(cell, "C14")
    assert found.state == "risk"
    assert found.cure == "Giải pháp “Niêm yết lịch tiếp dân” còn thiếu: bao giờ xong."


@pytest.mark.parametrize("kind", ["solution", "task"])
def test_c14_is_met_by_one_that_says_all(plan: Plan, kind: str) -> None:
    cell = discussing(plan).say(note("n1", "task" if kind == "task" else "solution", owner=AN.id, due="2023-10-01"))
    assert standing(cell, "C14").state == "met"


def test_c14_how_many_is_the_plans(plan: Plan) -> None:
    full = note("n1", "solution", owner=AN.id, due="quý IV")
    assert standing(discussing(with_limits(plan, minimum_solutions=2)).say(full), "C14").state == "risk"
    assert standing(discussing(with_limits(plan, minimum_solutions=0)), "C14").state == "met"


def test_c14_fails_with_the_end(plan: Plan) -> None:
    assert standing(ended(closing(plan)), "C14", "16:00").state == "failed"


# --- C15: work left over has its owner, and the owner a remedy (R58, R59) ---


def test_c15_asks_for_the_list(committee: Plan) -> None:
    assert standing(running(committee), "C15", "14:10").state == "pending"
    found = standing(discussing(committee), "C15")
    assert (found.state, found.level, found.figure, found.jump) == ("risk", "I", "chưa ghi việc nào", "floor")
    assert found.cure.startswith("Hỏi việc nào còn tồn đọng, chậm muộn")


def test_c15_is_met_when_the_meeting_has_said_that_nothing_is_left_over_r58(committee: Plan) -> None:
    """The plan asks; "none" is an answer. Work that was noted counts more than the word that there is none."""
    cell = discussing(committee).say(detail("no_backlog", True))
    found = standing(cell, "C15")
    assert (found.state, found.figure) == ("met", "không có việc nào")
    assert standing(cell.say(note("n1", "backlog", "Sửa mương")), "C15").figure == "1 việc chưa rõ ai"


def test_c15_every_piece_of_work_has_somebody_who_answers_for_it(committee: Plan) -> None:
    cell = discussing(committee).say(note("n1", "backlog", "Sửa mương"), note("n2", "backlog", "Đèn ngõ", owner=AN.id))
    found = standing(cell, "C15")
    assert (found.state, found.figure) == ("risk", "1 việc chưa rõ ai")
    assert found.cure == "Ghi người chịu trách nhiệm cho “Sửa mương”."


def test_c15_a_remedy_belongs_to_each_of_them_r59(committee: Plan) -> None:
    cell = discussing(committee).say(note("n1", "backlog", "Sửa mương", owner=CHI.id))
    cell.say(note("n2", "backlog", "Đèn ngõ", owner=AN.id), note("n3", "solution", "Thay bóng", owner=AN.id))
    found = standing(cell, "C15")
    assert (found.state, found.figure) == ("risk", "1 người thiếu giải pháp")
    assert found.cure == "Ghi giải pháp gắn với trách nhiệm của Vũ Văn Chí về việc còn tồn đọng."
    cell.say(note("n4", "task", "Nạo vét", owner=CHI.id))
    assert standing(cell, "C15").figure == "2 việc, đủ người"


# --- C16: each difference has an outcome (R38, R85) ---


def test_c16_no_difference_nothing_to_settle(plan: Plan) -> None:
    assert standing(running(plan), "C16", "14:10").state == "pending"
    found = standing(discussing(plan), "C16")
    assert (found.state, found.figure) == ("met", "không có")


def test_c16_an_open_difference_wants_its_outcome(plan: Plan) -> None:
    cell = discussing(plan).say(note("n1", "difference", "Mức độ của biểu hiện 7"), note("n2", "difference"))
    cell.say(DifferenceSettled(note="n2", outcome="settled"))
    found = standing(cell, "C16")
    assert (found.state, found.level, found.figure) == ("risk", "W", "1/2 có kết quả")
    assert "“Mức độ của biểu hiện 7”" in found.cure
    assert standing(ended(cell), "C16", "16:00").state == "failed"


def test_c16_many_open_differences_are_counted(plan: Plan) -> None:
    cell = discussing(plan).say(*(note(f"n{index}", "difference", f"Việc {index}") for index in range(5)))
    assert "“Việc 0”, “Việc 1” và 3 ý kiến nữa" in standing(cell, "C16").cure


@pytest.mark.parametrize("kept", [True, False])
def test_c16_settled_or_kept_are_both_outcomes_r85(plan: Plan, kept: bool) -> None:
    cell = discussing(plan).say(note("n1", "difference"))
    cell.say(DifferenceSettled(note="n1", outcome="kept" if kept else "settled"))
    assert standing(cell, "C16").state == "met"


def test_what_people_typed_is_never_a_template(plan: Plan) -> None:
    """Braces and brackets in a note or a name come out as they went in."""
    typed = "Chậm {notes} [b]3 việc[/b] {0}"
    cell = discussing(plan).say(note("n1", "difference", typed), DetailSet(field="place", value="{}"))
    assert typed in standing(cell, "C16").cure
