"""The report to the committee above (R79, domain.md 7.2): what it says, what it leaves out, when it is a draft."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models import facts as f
from models.document import Document, Heading, Paragraph, Recipients, Signatures, Table
from models.facts_minutes import RuleWaived
from models.minutes import DRAFT, REHEARSAL
from models.plan import Plan
from models.report import OWED, draft_limits, draft_strengths, lacking, report_of
from models.report.remedies import goes_up
from models.rules.annex import APART
from tests.models import minutes_record as record
from tests.models.build import Builder, at, member

AFTERWARDS = at("18:00")

SAID = {
    "report_strengths": "Thảo luận thẳng thắn.\nNhiều đồng chí phát biểu",
    "report_limits": "Một đồng chí vắng không lý do",
    "report_proposals": "Không",
}


def answered(desk: Builder) -> Builder:
    """What only people can say is said."""
    return desk.say(*(f.DetailSet(field=field, value=value) for field, value in SAID.items()))


def paragraph(document: Document, key: str) -> Paragraph:
    """The paragraph of that key."""
    return next(found for found in document.paragraphs() if found.key == key)


def headings(document: Document, level: int) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Heading) and block.level == level]


# --- the frame ----------------------------------------------------------------------------------------------


def test_it_has_the_five_parts_in_order(plan: Plan) -> None:
    """domain.md 7.2."""
    report = report_of(answered(record.whole(plan)).meeting, AFTERWARDS)
    assert headings(report, 1) == [
        "I- CÔNG TÁC LÃNH ĐẠO, CHỈ ĐẠO, CHUẨN BỊ",
        "II- KẾT QUẢ TỔ CHỨC",
        "III- ĐÁNH GIÁ CHUNG",
        "IV- GIẢI PHÁP, CAM KẾT",
        "V- KIẾN NGHỊ, ĐỀ XUẤT",
    ]
    sections = [text for text in headings(report, 2) if not text.startswith(tuple("1234"))]
    assert [text.split(".")[0] for text in headings(report, 2)[:7]] == ["1", "2", "3", "4", "5", "6", "7"]
    assert all(text[0].isdigit() for text in sections)


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ("19:30", "21:05", "từ 19 giờ 30 phút đến 21 giờ 05 phút, ngày 15 tháng 9 năm 2023"),
        (
            "23:05",
            "24:36",
            "từ 23 giờ 05 phút, ngày 15 tháng 9 năm 2023 đến 0 giờ 36 phút, ngày 16 tháng 9 năm 2023",
        ),
    ],
)
def test_a_session_over_midnight_ends_on_its_own_day(plan: Plan, start: str, end: str, said: str) -> None:
    """R15: both days are told where there are two."""
    desk = Builder(plan).opened().list(record.AN).present(record.AN).started(start)
    desk.say(f.SessionEnded(at=at(end)))
    assert paragraph(report_of(desk.meeting, at(end)), "time").text == f"Thời gian: {said}."


def test_documents_are_told_the_earliest_first_and_those_of_one_day_together_R23(plan: Plan) -> None:
    """What nobody gave out comes last."""
    given = {"ct24": "2023-09-12", "kh171": "2023-09-10", "kh186": "2023-09-12"}
    desk = record.prepared(plan).say(*(f.DocumentNoted(document=paper, given=day) for paper, day in given.items()))
    assert paragraph(report_of(desk.meeting, AFTERWARDS), "documents").text.partition(": ")[2].partition(": ")[2] == (
        "Kế hoạch 171-KH/TU (trước 5 ngày); Chỉ thị 24-CT/TU, Kế hoạch 186-KH/QU (trước 3 ngày); "
        "“Bệnh sợ trách nhiệm” (chưa ghi ngày gửi)."
    )


def test_head_and_foot_are_those_of_the_body(plan: Plan) -> None:
    """36-HD/VPTW 1.2–1.7: number line, authority, post, recipients come from the plan's file."""
    desk = answered(record.whole(plan)).say(
        f.DetailSet(field="report_number", value="07"), f.DetailSet(field="report_sent", value="2023-09-25")
    )
    report = report_of(desk.meeting, AFTERWARDS)
    head, paper = report.letterhead, desk.meeting.body.report
    assert (report.form, head.title, head.abstract) == (paper.form, "BÁO CÁO", (paper.subject,))
    assert head.number == "Số 07-BC/CB"
    assert head.place_date == "Tân Lạc Hạ, ngày 25 tháng 9 năm 2023"
    signed = next(block for block in report.blocks if isinstance(block, Signatures))
    assert [(one.title, one.name) for one in signed.columns] == [("T/M CHI BỘ\nBÍ THƯ", "Lê Hồng An")]
    assert next(block for block in report.blocks if isinstance(block, Recipients)).entries == paper.addressees
    last = [block for block in report.blocks if isinstance(block, Paragraph)][-1]
    assert last.text.endswith("./.")


def test_number_and_day_may_be_written_by_hand(plan: Plan) -> None:
    """36-HD/VPTW 1.3: the office gives the number; until it is sent the report has no day."""
    head = report_of(record.whole(plan).meeting, AFTERWARDS).letterhead
    assert head.number == "Số …-BC/CB"
    assert head.place_date == "Tân Lạc Hạ, ngày … tháng … năm …"


def test_whoever_holds_the_post_signs(plan: Plan) -> None:
    """36-HD/VPTW 1.7: the post signs, whoever chaired; of two holders nobody is guessed."""
    desk = record.whole(plan)
    other = Builder(plan).opened().list(*record.MEMBERS)
    other.say(f.DetailSet(field="chair", value=record.BICH.id))
    twice = Builder(plan).opened().list(*record.MEMBERS, member(20, "Phan Văn Hai", "BT"))
    named = []
    for built in (desk, other, twice):
        report = report_of(built.meeting, AFTERWARDS)
        named.append(next(block for block in report.blocks if isinstance(block, Signatures)).columns[0].name)
    assert named == ["Lê Hồng An", "Lê Hồng An", ""]


# --- draft or not -------------------------------------------------------------------------------------------


def test_it_is_a_draft_until_the_minutes_are_adopted_and_nothing_is_owed(plan: Plan) -> None:
    """L20: every page says so while it is not to be sent."""
    assert report_of(answered(record.ready(plan)).meeting, AFTERWARDS).mark == DRAFT
    desk = record.whole(plan)
    assert report_of(desk.meeting, AFTERWARDS).mark == DRAFT
    assert report_of(answered(desk).meeting, AFTERWARDS).mark == ""


def test_what_only_people_can_say_is_a_visible_gap(plan: Plan) -> None:
    """R79: strengths, limits and proposals are asked for until somebody says them."""
    desk = record.whole(plan)
    assert lacking(desk.meeting) == OWED
    gaps = [found.key for found in report_of(desk.meeting, AFTERWARDS).paragraphs() if found.gap]
    assert gaps[-3:] == list(OWED)
    assert "[Chưa ghi: ưu điểm]" in paragraph(report_of(desk.meeting, AFTERWARDS), "report_strengths").text
    answered(desk)
    assert lacking(desk.meeting) == ()
    said = report_of(desk.meeting, AFTERWARDS)
    assert paragraph(said, "report_strengths").text == "Thảo luận thẳng thắn."
    assert paragraph(said, "report_strengths:2").text == "Nhiều đồng chí phát biểu."
    assert paragraph(said, "report_proposals").text == "Không./."


def test_a_rehearsal_is_called_one(plan: Plan) -> None:
    """L17."""
    facts = record.facts_of(record.whole(plan).meeting)
    facts[0] = facts[0].model_copy(update={"rehearsal": True})
    assert report_of(record.replayed(plan, facts), AFTERWARDS).mark == REHEARSAL


# --- figures and findings -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "says"),
    [
        ("time", "từ 14 giờ 00 phút đến 15 giờ 37 phút, ngày 15 tháng 9 năm 2023"),
        ("length", "92 phút, không kể giờ nghỉ (yêu cầu không dưới 90 phút)"),
        ("superiors", "đồng chí Đặng Quốc Tường, Đảng ủy viên theo dõi chi bộ"),
        ("members", "12 (chính thức 11, dự bị 1)"),
        ("present", "8 (chính thức 7, dự bị 1); đảng viên phải dự có mặt 8/10 (80 %); đến muộn 1"),
        ("absent", "Vắng có lý do: 1; vắng không có lý do: 1"),
        ("speaking", "5 lượt phát biểu của 5 đồng chí (4 đảng viên, 1 đại biểu), gồm 1 tham luận, 3 ý kiến, 1 câu hỏi"),
        ("spoke", "4/8 (50 %)"),
        ("indicators", "20/25 biểu hiện: có 1, không 18, chưa rõ 1, chưa kết luận 5"),
        ("beyond", "nêu 1, có 1; “Ngại nhận việc mới” (mức độ có lúc)"),
        ("differences", "1 (đã thống nhất 0, bảo lưu 1)"),
        ("vote:minutes", "tán thành 6/8 (75 %), không tán thành 1, ý kiến khác 0; kết quả đạt"),
        ("quality", "Tốt. Đủ thời gian, nhiều đồng chí phát biểu"),
        ("solutions", "1 giải pháp (chi bộ 1); có người thực hiện 1, có thời hạn 1"),
        ("deadline", "chậm nhất ngày 29/10/2023; ngày gửi: …/…/…"),
    ],
)
def test_it_says_the_figures_of_the_record(plan: Plan, key: str, says: str) -> None:
    """domain.md 7.2, field by field."""
    report = report_of(answered(record.whole(plan)).meeting, AFTERWARDS)
    assert says in paragraph(report, key).text


def test_the_day_it_was_sent_is_told(plan: Plan) -> None:
    """R79."""
    desk = answered(record.whole(plan)).say(f.DetailSet(field="report_sent", value="2023-09-25"))
    assert paragraph(report_of(desk.meeting, AFTERWARDS), "deadline").text.endswith("đã gửi ngày 25/9/2023.")


def test_indicators_are_listed_by_degree(plan: Plan) -> None:
    """R34: the numbers of what the body shows, under the degree."""
    report = report_of(record.whole(plan).meeting, AFTERWARDS)
    table = next(block for block in report.blocks if isinstance(block, Table))
    assert table.rows == (("ít", "1", "3"),)


def test_a_remedy_goes_up_with_who_does_it_by_when(plan: Plan) -> None:
    """R7: who, what, by when."""
    report = report_of(record.whole(plan).meeting, AFTERWARDS)
    texts = [found.text for found in report.paragraphs() if found.key.startswith("solution:")]
    assert texts == [
        "Lập sổ việc chung, mỗi việc có người nhận (thực hiện: đồng chí Trần Văn Bảy; thời hạn: 30/9/2023)."
    ]


def test_a_rule_left_unmet_stands_there_with_its_reason(plan: Plan) -> None:
    """L8: a waiver's reason appears in the report."""
    desk = answered(record.whole(plan)).say(RuleWaived(rule="C02", reason="Tài liệu về muộn"))
    report = report_of(desk.meeting, AFTERWARDS)
    assert paragraph(report, "waived:C02").text.endswith("Lý do: Tài liệu về muộn.")
    assert APART not in {one.text for one in report.paragraphs()}  # it speaks of the minutes' annex
    assert "4. Yêu cầu chưa đạt và lý do" in headings(report, 2)


def test_backlog_and_commitments_are_told_where_there_are_any(plan: Plan) -> None:
    """R58, L16: numbers; who is to blame stays in the minutes."""
    desk = record.prepared(plan)
    desk.say(
        f.CommitmentCarried(commitment="c_1", kind="task", text="Sửa đèn ngõ 3", since="2023-06-01"),
        f.CommitmentJudged(commitment="c_1", state="done"),
    )
    record.discussed(record.presented(desk))
    owner = record.HUNG_84.id
    desk.say(record.note("n_9", "", "", "Cống xóm dưới chưa sửa", "15:12", kind="backlog", owner=owner))
    report = report_of(desk.meeting, AFTERWARDS)
    assert "1 việc tồn đọng, chậm muộn: có người chịu trách nhiệm 1" in paragraph(report, "backlog").text
    assert paragraph(report, "backlog:n_9").text == "Cống xóm dưới chưa sửa."
    assert "1 việc đã cam kết từ kỳ trước: đã xong 1" in paragraph(report, "commitments").text


# --- what does not go up ------------------------------------------------------------------------------------


def everything(document: Document) -> str:
    """Every word of the text, tables included."""
    tables = (cell for block in document.blocks if isinstance(block, Table) for row in block.rows for cell in row)
    return "\n".join([*(found.text for found in document.paragraphs()), *tables])


def test_self_criticism_does_not_go_up(plan: Plan) -> None:
    """domain.md 7.2: what members said, and of themselves, stays in the minutes; so do the names of the absent."""
    desk = answered(record.whole(plan))
    text = everything(report_of(desk.meeting, AFTERWARDS))
    told = [note.text for note in desk.meeting.notes.all if note.kind not in ("solution", "task")]
    assert [words for words in told if words in text] == []
    names = {member.full_name for member in (record.HUNG_61, record.TOAN, record.EN, record.PHU, record.UNG)}
    assert [name for name in names if name in text] == []


def test_an_indicator_found_in_one_member_is_only_counted(plan: Plan) -> None:
    """domain.md 7.2: the number of such signs, not which."""
    desk = record.ready(plan).say(
        f.Assessed(indicator="8", field="present", value="co"),
        f.Assessed(indicator="8", field="degree", value="it"),
        f.Assessed(indicator="8", field="scope", value="self"),
    )
    report = report_of(desk.meeting, AFTERWARDS)
    table = next(block for block in report.blocks if isinstance(block, Table))
    assert table.rows == (("ít", "2", "3"),)
    assert "1 biểu hiện chỉ ở phạm vi cá nhân" in paragraph(report, "personal").text


@pytest.mark.parametrize(
    ("scope", "person", "owner", "up"),
    [
        ("cell", "p_1", "p_1", True),
        ("self", "p_1", "p_1", False),
        ("self", "", "", False),
        ("", "p_1", "p_1", False),
        ("", "p_1", "p_2", True),
        ("", "p_1", "", True),
        ("", "", "", True),
    ],
)
def test_which_remedies_are_the_bodys(plan: Plan, scope: str, person: str, owner: str, up: bool) -> None:
    """R7 against domain.md 7.2: an unmarked remedy that its speaker took on is the speaker's own."""
    desk = Builder(plan).opened()
    desk.say(record.note("n_1", "", person, "Việc", "15:00", kind="solution", scope=scope, owner=owner))
    assert goes_up(desk.meeting.notes.all[0], desk.meeting.body) is up


def test_in_a_committee_a_members_promise_is_a_remedy_of_the_work(plan: Plan) -> None:
    """R59: remedies tied to each member's responsibility; what is said to be one's own stays one's own."""
    desk = Builder(plan).opened("dang_uy")
    for id, scope in (("n_1", ""), ("n_2", "self")):
        desk.say(record.note(id, "", "p_1", "Việc", "15:00", kind="solution", scope=scope, owner="p_1"))
    assert [goes_up(note, desk.meeting.body) for note in desk.meeting.notes.all] == [True, False]


# --- drafts -------------------------------------------------------------------------------------------------


def test_strengths_are_drafted_from_the_figures(plan: Plan) -> None:
    lines = draft_strengths(record.whole(plan).meeting, AFTERWARDS).splitlines()
    assert lines[0] == "Buổi sinh hoạt tổ chức riêng, đủ thời lượng (92 phút), đủ các bước theo kế hoạch."
    assert lines[-1] == "Đề ra 1 giải pháp có người thực hiện và thời hạn."


def test_limits_are_drafted_from_the_rules(plan: Plan) -> None:
    """L8: what is not met, with the reason where one was written."""
    desk = record.whole(plan).say(RuleWaived(rule="C02", reason="Tài liệu về muộn"))
    lines = draft_limits(desk.meeting, AFTERWARDS).splitlines()
    assert any(line.endswith("nguyên nhân: Tài liệu về muộn.") for line in lines)
    assert all(line.startswith("Chưa đạt yêu cầu “") for line in lines)


def test_nothing_held_suggests_no_strengths(plan: Plan) -> None:
    assert draft_strengths(record.prepared(plan).meeting, at("13:00")) == ""


# --- every body, every state --------------------------------------------------------------------------------


@pytest.mark.parametrize("body", ["chi_bo", "dang_uy", "ubnd", "mttq", "doan_the"])
def test_every_body_has_its_report(plan: Plan, body: str) -> None:
    """R12–R14, R82: form, number line, title and signature of each body; section marks of its world."""
    desk = Builder(plan).opened(body).list(*record.MEMBERS)
    report, paper = report_of(desk.meeting, AFTERWARDS), plan.bodies[body].report
    assert report.form == paper.form
    assert report.letterhead.number == paper.number_line.format(number="…")
    assert headings(report, 1)[0].startswith(f"I{paper.section_mark}")
    signed = next(block for block in report.blocks if isinstance(block, Signatures))
    assert signed.columns[0].title == f"{paper.authority}\n{paper.post}"
    has_due = any(found.key == "deadline" for found in report.paragraphs())
    assert has_due is (body == "chi_bo")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=25)
@given(data=st.data())
def test_it_can_be_written_at_any_time(plan: Plan, data: st.DataObject) -> None:
    """However little is recorded, there is a report with its gaps; keys are unique."""
    facts = record.facts_of(record.whole(plan).meeting)
    report = report_of(record.replayed(plan, facts[: data.draw(st.integers(1, len(facts)))]), AFTERWARDS)
    keys = [found.key for found in report.paragraphs()]
    assert len(keys) == len(set(keys))
    assert all(found.text.strip() for found in report.paragraphs())


def test_the_same_record_gives_the_same_report(plan: Plan) -> None:
    """L21: once adopted, the moment of printing changes nothing."""
    meeting = answered(record.whole(plan)).meeting
    assert report_of(meeting, at("16:00")) == report_of(meeting, at("23:00"))
