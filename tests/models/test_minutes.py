"""The minutes say what the record holds, in the skeleton of domain.md 4.3 (R24–R47, R84, R85)."""

from __future__ import annotations

from pathlib import Path

import pytest

from documents.plan_file import load_examples
from models import facts as f
from models.document import Document, Heading, Paragraph, Recipients, Signatures, Table
from models.entries import LINE_LIMIT, Entry, encode
from models.fact import NoteKind, Outcome
from models.minutes import draft_summary, minutes_of, read_aloud, reading_minutes
from models.plan import Plan
from models.votes import ADOPTION
from tests.models import minutes_record as record
from tests.models.build import DAY, Builder, at, member

GOLDEN = Path(__file__).parent.parent / "data" / "minutes" / "chi_bo.txt"
AFTERWARDS = at("18:00")


def texts(document: Document) -> dict[str, str]:
    """The paragraphs of a paper by key."""
    return {paragraph.key: paragraph.text for paragraph in document.paragraphs()}


def gaps(document: Document) -> dict[str, str]:
    """The gaps of a paper by key."""
    return {paragraph.key: paragraph.text for paragraph in document.paragraphs() if paragraph.gap}


def table(document: Document) -> Table:
    """The table of the indicators."""
    return next(block for block in document.blocks if isinstance(block, Table))


@pytest.fixture
def adopted(plan: Plan) -> Document:
    """The whole meeting's paper."""
    return minutes_of(record.whole(plan).meeting, AFTERWARDS)


@pytest.fixture
def draft(plan: Plan) -> Document:
    """The paper while it is being read."""
    return minutes_of(record.ready(plan).meeting, at("15:30"))


def test_whole_paper_reads_as_written_down_by_hand(adopted: Document) -> None:
    """Domain.md 4.3: every part, every sentence, against a text that was read and approved."""
    assert record.dump(adopted) == GOLDEN.read_text(encoding="utf-8")


# --- the head -----------------------------------------------------------------------------------------------


def test_letterhead_takes_names_in_capitals_and_leaves_room_for_a_number(plan: Plan) -> None:
    """36-HD/VPTW 1.2–1.5; a cell may number by hand."""
    head = minutes_of(Builder(plan).opened().meeting, DAY).letterhead
    assert (head.parent, head.issuer) == ("ĐẢNG BỘ XÃ TÂN LẠC HẠ", "CHI BỘ THÔN ĐÔNG MÍT")
    assert head.number == "Số …-BB/CB"
    assert head.place_date == "Tân Lạc Hạ, ngày 15 tháng 9 năm 2023"
    assert head.title == plan.bodies["chi_bo"].paper.title


def test_basis_cites_every_paper_of_the_plan(adopted: Document, plan: Plan) -> None:
    """R1, R2, R3: the plan, the directive, the district's plans."""
    for number in ("155-KH/ĐU", "24-CT/TU", "186-KH/QU", "187-KH/QU"):
        assert number in texts(adopted)["basis"]
    assert f"của {plan.decision.issuer}, Chi bộ thôn Đông Mít tổ chức" in texts(adopted)["basis"]


@pytest.mark.parametrize(("said", "expected"), [(True, "không lồng ghép"), (False, "cùng sinh hoạt thường kỳ")])
def test_paper_says_whether_the_session_stood_alone(plan: Plan, said: bool, expected: str) -> None:
    """R16: only what somebody declared."""
    desk = Builder(plan).opened()
    assert expected not in texts(minutes_of(desk.meeting, DAY))["basis"]
    desk.say(f.DetailSet(field="separate", value=said))
    assert expected in texts(minutes_of(desk.meeting, DAY))["basis"]


# --- I: people ----------------------------------------------------------------------------------------------


def test_counts_leave_out_kinds_nobody_is_of(plan: Plan) -> None:
    """Domain.md 4.1: total, official, probationary always; other kinds where there are any."""
    plain = Builder(plan).opened().list(record.AN, record.BICH).present(record.AN, record.BICH)
    said = texts(minutes_of(plain.meeting, DAY))
    assert said["members"] == "Tổng số đảng viên của chi bộ: 2 đồng chí (chính thức 2, dự bị 0)."
    assert said["present"].endswith("đạt 100 % (2/2 đảng viên phải dự sinh hoạt).")
    assert said["absent"] == "Vắng mặt: không."
    rare = (
        member(3, "Tạ Văn Tạm", status="sinh hoạt tạm"),
        member(4, "Tạ Văn Đình", status="đình chỉ sinh hoạt"),
    )
    said = texts(minutes_of(plain.list(*rare).present(rare[0]).meeting, DAY))
    assert "sinh hoạt tạm 1); bị đình chỉ sinh hoạt 1." in said["members"]
    assert "dự bị 0, sinh hoạt tạm 1)" in said["present"]


def test_rate_is_of_the_obliged_with_a_decimal_comma(plan: Plan) -> None:
    """Domain.md 6.3, worked example: 31 of 34 obliged are present, 91,18 %."""
    people = [member(order, f"Lò Văn {chr(65 + order % 26)}{order}") for order in range(1, 35)]
    desk = Builder(plan).opened().list(*people, member(35, "Lò Văn Già", status="miễn sinh hoạt"))
    said = texts(minutes_of(desk.present(*people[:31]).meeting, DAY))
    assert "đạt 91,18 % (31/34 đảng viên phải dự sinh hoạt)" in said["present"]


def test_absent_people_are_named_with_their_reason(adopted: Document) -> None:
    """Domain.md 4.1; nobody exempt or away is called absent."""
    said = texts(adopted)
    assert said["excused"] == "Vắng có lý do: 1 đồng chí, gồm đồng chí Cao Thị Én (đi viện)."
    assert said["unexcused"] == "Vắng không có lý do: 1 đồng chí, gồm đồng chí Kiều Văn Phú."
    for elsewhere in (record.GIA, record.XA):
        assert elsewhere.full_name not in record.dump(adopted)


def test_absence_without_its_reason_is_a_gap(plan: Plan) -> None:
    """C06: an accepted reason is written down."""
    desk = Builder(plan).opened().list(record.EN, record.AN).present(record.AN)
    desk.say(f.Marked(person=record.EN.id, status="excused", at=DAY))
    assert gaps(minutes_of(desk.meeting, DAY))["excused"].endswith("Cao Thị Én ([Chưa ghi: lý do]).")


def test_late_arrival_leaving_and_return_tell_time_and_step(adopted: Document) -> None:
    """L2: "arrived at …, during step …"."""
    said = texts(adopted)
    assert said[f"moves:{record.UNG.id}"] == (
        "Đồng chí Bùi Thị Ưng đến lúc 14 giờ 12 phút, trong phần quán triệt mục đích, yêu cầu (tắc đường)."
    )
    assert said[f"moves:{record.BAY.id}"] == (
        "Đồng chí Trần Văn Bảy ra ngoài lúc 15 giờ 16 phút, trong phần thảo luận; "
        "trở lại lúc 15 giờ 19 phút, trong phần thảo luận."
    )


def test_leaving_for_good_and_a_corrected_arrival(plan: Plan) -> None:
    """L2: an arrival that never was leaves no trace; who did not come back went home."""
    desk = record.presented(record.prepared(plan))
    desk.say(
        f.Moved(move="m_9", person=record.TOAN.id, way="out", at=at("14:36")),
        f.MoveCorrected(move="m_1", at=None),
    )
    said = texts(minutes_of(desk.meeting, at("14:40")))
    assert (
        "Đỗ Quốc Toản ra về lúc 14 giờ 36 phút, trong phần trình bày 25 biểu hiện" in (said[f"moves:{record.TOAN.id}"])
    )
    assert f"moves:{record.UNG.id}" not in said
    assert "Bùi Thị Ưng" in said["unexcused"]


def test_an_arrival_stands_beside_the_mark_of_another_desk(plan: Plan) -> None:
    """L2, sync.md §3: present for one desk and seen to come by the other is late, and the minutes say when."""
    desk = record.presented(record.prepared(plan)).present(record.UNG)
    said = texts(minutes_of(desk.meeting, at("14:40")))
    assert said[f"moves:{record.UNG.id}"].startswith("Đồng chí Bùi Thị Ưng đến lúc 14 giờ 12 phút")


def test_moving_during_a_break_names_the_break(plan: Plan) -> None:
    """L2, L9: nobody leaves "during the discussion" while it rests."""
    desk = record.discussed(record.presented(record.prepared(plan)))
    desk.say(f.Moved(move="m_9", person=record.TOAN.id, way="out", at=at("15:12")))
    said = texts(minutes_of(desk.meeting, at("15:20")))
    assert said[f"moves:{record.TOAN.id}"] == "Đồng chí Đỗ Quốc Toản ra về lúc 15 giờ 12 phút, trong giờ nghỉ."


def test_superiors_and_guests_are_named_with_their_post(plan: Plan) -> None:
    """R73: who came to direct stands first; a kind nobody is of has no line."""
    desk = record.prepared(plan).guest("g_2", "Phùng Thị Mến", "Trưởng thôn")
    said = texts(minutes_of(desk.meeting, DAY))
    assert said["superiors"].endswith("đồng chí Đặng Quốc Tường, Đảng ủy viên theo dõi chi bộ.")
    assert said["guests"] == "Khách mời: ông (bà) Phùng Thị Mến, Trưởng thôn."
    assert "guests" not in texts(minutes_of(record.prepared(plan).meeting, DAY))


def test_namesakes_carry_their_year_on_every_mention(adopted: Document) -> None:
    """vietnamese.md 4.4."""
    text = record.dump(adopted)
    assert text.count("Nguyễn Văn Hùng") == text.count("Nguyễn Văn Hùng (1961)") + text.count("Nguyễn Văn Hùng (1984)")
    assert "Nguyễn Văn Hùng (1961):" in text
    assert "Nguyễn Văn Hùng (1984):" in text


def test_times_are_printed_at_the_given_offset(plan: Plan) -> None:
    """The record holds UTC; the paper another zone's clock on demand."""
    meeting = record.ready(plan).meeting
    assert "07 giờ 00 phút" not in texts(minutes_of(meeting, DAY))["time"]
    assert "7 giờ 00 phút, ngày 15 tháng 9 năm 2023" in texts(minutes_of(meeting, DAY, 0))["time"]


# --- II: what happened --------------------------------------------------------------------------------------


def test_steps_stand_in_the_order_they_were_held_with_presenter_and_minutes(plan: Plan) -> None:
    """R83; the programme may have been turned round."""
    desk = record.prepared(plan).started().step("on_dinh", "14:00").step("trinh_bay_kh", "14:08", record.BICH)
    document = minutes_of(desk.step("quan_triet", "14:15", record.AN).meeting, at("14:20"))
    headings = [block.text for block in document.blocks if isinstance(block, Heading) and block.level == 2]
    assert headings[0].startswith("1. Trình bày Kế hoạch số 186-KH/QU")
    assert headings[1] == "2. Quán triệt mục đích, yêu cầu"
    said = texts(document)
    assert said["step:trinh_bay_kh"].startswith(
        "Đồng chí Vũ Thị Bích, Phó Bí thư chi bộ, trình bày từ 14 giờ 08 phút, trong 7 phút."
    )
    assert said["step:quan_triet"] == "Đồng chí Lê Hồng An, Bí thư chi bộ, trình bày từ 14 giờ 15 phút."


def test_a_step_without_its_presenter_is_a_gap(plan: Plan) -> None:
    """R83: every step has a presenter."""
    desk = record.prepared(plan).started().step("quan_triet", "14:05")
    assert gaps(minutes_of(desk.meeting, at("14:06")))["step:quan_triet"].startswith("[Chưa ghi: người trình bày]")


def test_opening_names_the_appointed_clerk(adopted: Document) -> None:
    """R24, R25, R26."""
    assert texts(adopted)["step:on_dinh"] == (
        "Ổn định tổ chức, điểm danh đảng viên, cử thư ký: đồng chí Lê Hồng An, Bí thư chi bộ, điều hành "
        "từ 14 giờ 00 phút, trong 8 phút. Chi bộ cử đồng chí Phạm Thị Ân làm thư ký."
    )


def test_papers_and_opinions_are_counted_apart_by_distinct_speakers(plan: Plan) -> None:
    """R39, domain.md 11; a reply, guidance and a point of order are no contribution (L13)."""
    desk = record.discussed(record.presented(record.prepared(plan)))
    desk.say(record.turn("t_9", record.HUNG_61.id, "opinion", "15:17"))
    said = texts(minutes_of(desk.meeting, at("15:20")))
    assert said["discussion"] == (
        "Có 6 lượt phát biểu của 5 đồng chí (4 đảng viên, 1 đại biểu), gồm 1 tham luận, 4 ý kiến, 1 câu hỏi."
    )


def test_a_turn_tells_speaker_notes_and_tags(adopted: Document) -> None:
    """R84: speaker, indicators in order, scope, stance; the label of a question only where it helps."""
    said = texts(adopted)
    assert said["turn:t_1"] == ("Đồng chí Nguyễn Văn Hùng (1961): Nhận thức, thái độ: Nhất trí phải siết lại kỷ cương.")
    assert said["note:n_2"] == ("Có lúc còn để chậm việc của tổ (liên hệ biểu hiện số 3, số 7; phạm vi: bản thân).")
    assert said["turn:t_8"].endswith("sổ việc (đồng tình).")
    assert said["turn:t_2"].startswith("Đồng chí Đỗ Quốc Toản trình bày tham luận: Giải pháp: Lập sổ")


def test_contributions_stand_in_order_of_time_and_replies_under_their_question(plan: Plan) -> None:
    """L13: however late it came, a reply is indented under what it answers."""
    desk = record.discussed(record.presented(record.prepared(plan)))
    desk.say(
        record.turn("t_9", record.BAY.id, "reply", "15:17", answers="t_3"),
        record.note("n_9", "t_9", record.BAY.id, "Tôi sẽ rà lại", "15:18"),
    )
    turns = [p for p in minutes_of(desk.meeting, at("15:20")).paragraphs() if p.key.startswith("turn:")]
    assert [p.key[5:] for p in turns] == ["t_1", "t_2", "t_3", "t_4", "t_9", "t_5", "t_6", "t_7", "t_8"]
    assert [p.key[5:] for p in turns if p.kind == "subitem"] == ["t_4", "t_9"]
    assert turns[4].text == "Đồng chí Trần Văn Bảy trả lời: Tôi sẽ rà lại."


def test_a_corrected_speaker_takes_the_notes_along(plan: Plan) -> None:
    """W9: what was said stands under who said it, on the board too."""
    desk = record.discussed(record.presented(record.prepared(plan)))
    desk.say(f.TurnCorrected(turn="t_5", person=record.UNG.id))
    said = texts(minutes_of(desk.meeting, at("15:20")))
    assert said["turn:t_5"].startswith("Đồng chí Bùi Thị Ưng: Ý kiến khác:")
    assert said["difference:n_6"].startswith("Đồng chí Bùi Thị Ưng:")
    row = desk.meeting.board.row("3")
    assert row is not None
    assert row.speakers == (record.HUNG_61.id, record.UNG.id)


def test_a_turn_taken_back_leaves_its_notes_with_their_speaker(plan: Plan) -> None:
    """L6: words that were written down are not lost with the turn."""
    desk = record.discussed(record.presented(record.prepared(plan)))
    said = texts(minutes_of(desk.say(f.TurnCorrected(turn="t_8", dropped=True)).meeting, at("15:20")))
    assert "turn:t_8" not in said
    assert said["note:n_8"] == "Đồng chí Đặng Quốc Tường: Đề nghị sớm giao người theo dõi sổ việc (đồng tình)."


def test_a_turn_without_words_is_a_gap_but_a_point_of_order_is_mentioned(plan: Plan) -> None:
    """L13, L5."""
    desk = record.discussed(record.presented(record.prepared(plan)))
    desk.say(f.NoteDeleted(note="n_8"))
    document = minutes_of(desk.meeting, at("15:20"))
    assert gaps(document)["turn:t_8"] == "Đồng chí Đặng Quốc Tường phát biểu ý kiến: [Chưa ghi: nội dung]"
    assert texts(document)["turn:t_6"] == "Đồng chí Trần Văn Bảy nêu ý kiến về thủ tục."


def test_what_was_said_before_any_step_is_not_lost(plan: Plan) -> None:
    """Nothing recorded is left out of the paper: it stands with the discussion."""
    desk = record.prepared(plan).say(
        f.FloorGiven(turn="t_1", person=record.BAY.id, kind="opinion", at=at("13:55")),
        f.NoteWritten(note="n_1", turn="t_1", person=record.BAY.id, kind="opinion", text="Sớm", at=at("13:56")),
        f.NoteWritten(note="n_2", kind="remark", text="Chưa đủ ghế", at=at("13:57")),
    )
    said = texts(minutes_of(desk.meeting, at("13:58")))
    assert said["turn:t_1"] == "Đồng chí Trần Văn Bảy: Sớm."
    assert said["note:n_2"] == "Chưa đủ ghế."


def test_typed_text_stays_as_typed(plan: Plan) -> None:
    """Text is never markup; a line break in a note is a space in the paragraph."""
    desk = record.discussed(record.presented(record.prepared(plan)))
    desk.say(
        f.NoteEdited(note="n_8", kind="remark", text="[b]Hỏi[/b] & đáp <i>\n dòng hai!"),
        f.DetailSet(field="place", value="Nhà [số 2]"),
    )
    said = texts(minutes_of(desk.meeting, at("15:20")))
    assert said["turn:t_8"] == "Đồng chí Đặng Quốc Tường: [b]Hỏi[/b] & đáp <i> dòng hai!"
    assert said["place"] == "2. Địa điểm: Nhà [số 2]."


# --- differences --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("outcome", "words", "expected"),
    [
        ("settled", "giữ mức ít", "Kết quả: đã thống nhất (giữ mức ít)."),
        ("settled", "Thống nhất giữ mức ít", "Kết quả: Thống nhất giữ mức ít."),
        ("settled", "", "Kết quả: đã trao đổi, thống nhất."),
        ("kept", "", "Kết quả: đồng chí Nguyễn Văn Hùng (1984) bảo lưu ý kiến."),
        ("open", "", "Kết quả: [Chưa ghi: kết quả trao đổi]"),
    ],
)
def test_each_difference_has_its_outcome(plan: Plan, outcome: Outcome, words: str, expected: str) -> None:
    """R38, R85: settled in words, or kept under the name; open is a gap."""
    desk = record.discussed(record.presented(record.prepared(plan)))
    desk.say(f.DifferenceSettled(note="n_6", outcome=outcome, text=words))
    document = minutes_of(desk.meeting, at("15:20"))
    assert texts(document)["difference:n_6"].endswith(expected)
    assert ("difference:n_6" in gaps(document)) is (outcome == "open")
    assert "không còn ở chi bộ" in texts(document)["turn:t_5"]


# --- indicators ---------------------------------------------------------------------------------------------


def test_indicators_are_a_table_of_25_rows_cited_by_number(adopted: Document) -> None:
    """R33, R34, domain.md 2.4: true without the wording."""
    assert texts(adopted)["indicators"] == (
        "Đối chiếu 25 biểu hiện nêu tại Phụ lục Chỉ thị 24-CT/TU: có 1, không 18, chưa rõ 1, chưa kết luận 5."
    )
    rows = table(adopted).rows
    assert [row[0] for row in rows] == [str(number) for number in range(1, 26)]
    assert rows[2] == (
        "3",
        "có",
        "ít",
        "chi bộ",
        "Hai đơn trả lời quá hạn. Kết luận: khắc phục trong tháng 9.",
    )
    assert rows[7] == ("8", "không", "–", "–", "")
    assert sum(table(adopted).widths) == pytest.approx(1)
    assert all(len(row) == len(table(adopted).header) == len(table(adopted).widths) for row in rows)


def test_lacking_conclusions_are_named_together(draft: Document) -> None:
    """L5: "indicator 14: no conclusion", but not 25 times."""
    assert gaps(draft)["indicators:untouched"] == "[Biểu hiện 1, 2, 4–6: chưa đối chiếu]"
    assert gaps(draft)["indicators:open"] == "[Biểu hiện 7: chưa có kết luận]"


def test_example_wording_is_called_an_example(plan: Plan) -> None:
    """Domain.md 2.2: nothing of ours is printed as if it were the directive's."""
    trained = plan.with_indicators(load_examples())
    document = minutes_of(record.whole(trained).meeting, AFTERWARDS)
    assert "danh mục ví dụ minh hoạ, không phải lời văn của Chỉ thị 24-CT/TU" in texts(document)["indicators"]
    assert "nêu tại Phụ lục" not in texts(document)["indicators"]
    assert all(row[4].startswith("(Ví dụ) ") for row in table(document).rows)


def test_imported_wording_stands_in_its_row(plan: Plan) -> None:
    """Domain.md 2.4: text is shown once it was read from the directive's Appendix."""
    items = [item.model_dump() for item in plan.indicators]
    items[2] |= {"text": "Câu chữ thử cho ô số ba", "status": "sourced"}
    sourced = plan.catalogue.model_validate(plan.catalogue.model_dump() | {"items": items})
    rows = table(minutes_of(record.whole(plan.with_indicators(sourced)).meeting, AFTERWARDS)).rows
    assert rows[2][4].startswith("Câu chữ thử cho ô số ba. Hai đơn")
    assert rows[3][4] == ""


def test_signs_beyond_the_list_follow_the_table(adopted: Document) -> None:
    """R35."""
    assert texts(adopted)["indicator:x_1"] == "Ngại nhận việc mới (có; mức độ có lúc)."


def test_remedies_tell_scope_owner_and_day(adopted: Document) -> None:
    """R7, R22, R37; an owner of the roster by name."""
    assert texts(adopted)["solution:n_3"] == (
        "Đồng chí Đỗ Quốc Toản đề xuất: Lập sổ việc chung, mỗi việc có người nhận (khắc phục biểu hiện số 7; "
        "phạm vi: chi bộ; người thực hiện: đồng chí Trần Văn Bảy; thời hạn: 30/9/2023)."
    )


def test_an_owner_and_a_day_in_free_words_stay_so(plan: Plan) -> None:
    """R7: not everybody who does something is on the roster."""
    desk = record.discussed(record.presented(record.prepared(plan)))
    desk.say(f.NoteEdited(note="n_3", kind="task", text="Dán lịch trực", owner="ban mặt trận", due="trước Tết"))
    said = texts(minutes_of(desk.meeting, at("15:20")))
    assert said["solution:n_3"] == "Dán lịch trực (người thực hiện: ban mặt trận; thời hạn: trước Tết)."


@pytest.mark.parametrize(
    ("due", "said"),
    [("2023-09-30", "30/9/2023"), ("2024-02", "tháng 2/2024"), ("2024", "năm 2024"), ("2024 hoặc 2025", None)],
)
def test_a_month_or_a_year_is_written_as_papers_write_it(plan: Plan, due: str, said: str | None) -> None:
    """R7: "12/2023" may be all that was said; nobody outside reads "2023-12"."""
    desk = record.discussed(record.presented(record.prepared(plan)))
    desk.say(f.NoteEdited(note="n_3", kind="task", text="Dán lịch trực", owner="chi đoàn", due=due))
    paper = texts(minutes_of(desk.meeting, at("15:20")))
    assert paper["solution:n_3"] == f"Dán lịch trực (người thực hiện: chi đoàn; thời hạn: {said or due})."


def test_no_remedy_is_a_gap(plan: Plan) -> None:
    """R7: at least one."""
    desk = record.discussed(record.presented(record.prepared(plan))).say(f.NoteDeleted(note="n_3"))
    assert gaps(minutes_of(desk.meeting, at("15:20")))["solutions"] == ("[Giải pháp khắc phục: có 0, cần ít nhất 1]")


# --- III and IV ---------------------------------------------------------------------------------------------


def test_conclusion_tells_summary_grade_and_participation(adopted: Document) -> None:
    """R42, R43, R44."""
    said = texts(adopted)
    assert said["summary"] == "Tổng hợp ý kiến: Các ý kiến thẳng thắn, đúng trọng tâm."
    assert said["summary:2"] == "Chi bộ giao đồng chí Bảy giữ sổ việc."
    assert said["quality"] == "Chất lượng buổi sinh hoạt: Tốt. Đủ thời gian, nhiều đồng chí phát biểu."
    assert said["figures"].endswith("đến muộn 1; đảng viên có mặt đã phát biểu 4/8 (50 %).")


def test_vote_tells_counts_base_and_majority(plan: Plan) -> None:
    """R46, vietnamese.md §6: "15/16 (93,75 %)"; domain.md 6.3: more than half of the base."""
    desk = record.voted(record.ready(plan), in_favour=15, against=0, other=1, base=16)
    said = texts(minutes_of(desk.meeting, at("15:34")))["vote"]
    assert "tán thành 15/16 (93,75 %), không tán thành 0, ý kiến khác 1" in said
    assert "Tỷ lệ tính trên 16 đảng viên chính thức; cần ít nhất 9 đồng chí tán thành; kết quả đạt." in said


def test_vote_without_majority_is_told_as_such(plan: Plan) -> None:
    """Domain.md 6.3: exactly half is not more than half."""
    desk = record.voted(record.ready(plan), in_favour=8, against=8, base=16)
    assert "tán thành 8/16 (50 %)" in texts(minutes_of(desk.meeting, at("15:34")))["vote"]
    assert texts(minutes_of(desk.meeting, at("15:34")))["vote"].endswith("kết quả không đạt.")


def test_vote_that_does_not_add_up_is_a_gap(plan: Plan) -> None:
    """L15, C19."""
    desk = record.ready(plan)
    desk.say(
        f.VoteTaken(motion=ADOPTION, title="", mode="open", entitled=7, base=8, in_favour=5, against=1, other=0, at=DAY)
    )
    said = gaps(minutes_of(desk.meeting, at("15:34")))["vote"]
    assert said.endswith("[Kiểm đếm 6, có quyền biểu quyết 7: chưa khớp]")


def test_another_vote_stands_in_the_step_it_was_taken_in(plan: Plan) -> None:
    """L15: its result is part of the discussion, not of part IV."""
    desk = record.discussed(record.presented(record.prepared(plan)))
    desk.say(
        f.VoteTaken(
            motion="v_1",
            title="lập sổ việc chung",
            mode="secret",
            entitled=7,
            base=8,
            in_favour=7,
            against=0,
            other=0,
            at=at("15:17"),
        )
    )
    keys = [paragraph.key for paragraph in minutes_of(desk.meeting, at("15:20")).paragraphs()]
    assert keys.index("turn:t_8") < keys.index("vote:v_1") < keys.index("differences")
    said = texts(minutes_of(desk.meeting, at("15:20")))["vote:v_1"]
    assert said.startswith("Biểu quyết lập sổ việc chung (bỏ phiếu kín): tán thành 7/8 (87,5 %)")


def test_end_tells_time_and_length_without_breaks(adopted: Document) -> None:
    """R15, R47: 14:00 to 15:37 less five minutes; "./." ends the body."""
    assert texts(adopted)["end"] == (
        "Buổi sinh hoạt kết thúc hồi 15 giờ 37 phút cùng ngày (thời lượng 92 phút, không kể giờ nghỉ)./."
    )
    last = [block for block in adopted.blocks if isinstance(block, Paragraph)][-1]
    assert last.key == "end"


def test_end_after_midnight_names_its_day(plan: Plan) -> None:
    """R47: "cùng ngày" only when it is."""
    desk = record.ready(plan).say(f.SessionEnded(at=at("24:10")))
    assert "hồi 0 giờ 10 phút ngày 16 tháng 9 năm 2023" in texts(minutes_of(desk.meeting, AFTERWARDS))["end"]


def test_what_came_after_the_reading_is_marked_as_added(adopted: Document, draft: Document) -> None:
    """Domain.md 4.3: vote and end are appended, and never read aloud before they are."""
    for document in (adopted, draft):
        added = [paragraph for paragraph in document.paragraphs() if paragraph.added]
        assert [paragraph.key for paragraph in added] == ["vote", "adopted", "end"]
        assert not any(paragraph.aloud for paragraph in added)


def test_clerk_signs_left_and_chair_right_and_recipients_end_with_a_stop(adopted: Document, plan: Plan) -> None:
    """Domain.md 4.2; 36-HD/VPTW 7, 9; captions and recipients come from the plan."""
    paper = plan.bodies["chi_bo"].paper
    signed = next(block for block in adopted.blocks if isinstance(block, Signatures)).columns
    assert [(column.title, column.name) for column in signed] == [
        (paper.clerk_caption, "Phạm Thị Ân"),
        (paper.chair_caption, "Lê Hồng An"),
    ]
    goes_to = next(block for block in adopted.blocks if isinstance(block, Recipients)).entries
    assert goes_to == ("Đảng ủy xã (để báo cáo),", "Lưu chi bộ.")


# --- gaps ---------------------------------------------------------------------------------------------------


def test_early_draft_names_everything_that_is_missing(plan: Plan) -> None:
    """L5: a paper at any second, its gaps visible."""
    found = gaps(minutes_of(Builder(plan).opened().list(record.AN, record.BICH).meeting, DAY))
    assert found["place"] == "2. Địa điểm: [Chưa ghi: địa điểm]"
    assert found["present"] == "Có mặt: [Chưa ghi: điểm danh]"
    assert found["steps"].startswith("[Chưa tiến hành: ổn định tổ chức, điểm danh đảng viên, cử thư ký; ")
    needed = {"time", "chair", "clerk", "summary", "quality", "participation", "read", "vote", "adopted", "end"}
    assert needed <= found.keys()


def test_a_roll_call_half_done_names_who_is_missing(plan: Plan) -> None:
    """R25: everybody has a status."""
    desk = Builder(plan).opened().list(record.AN, record.BICH, record.BAY).present(record.AN)
    assert gaps(minutes_of(desk.meeting, DAY))["unmarked"] == (
        "[Chưa điểm danh 2 đồng chí: đồng chí Vũ Thị Bích; đồng chí Trần Văn Bảy]"
    )


def test_unopened_meeting_still_gives_a_paper(plan: Plan) -> None:
    """L5: nothing recorded at all."""
    found = gaps(minutes_of(Builder(plan).meeting, DAY))
    assert found["head"] == "[Chưa ghi: tên chi bộ, tên cơ quan cấp trên, địa danh, ngày họp]"


# --- reading aloud ------------------------------------------------------------------------------------------


def test_table_is_read_as_sentences_equal_rows_together(draft: Document) -> None:
    """R45: the meeting hears every answer, not 25 times "no"."""
    read = [block.text for block in read_aloud(draft)]
    assert read[0].startswith("BIÊN BẢN sinh hoạt chính trị, tư tưởng")
    assert (
        "Biểu hiện số 3: có; mức độ: ít; phạm vi: chi bộ; "
        "nội dung, kết luận: Hai đơn trả lời quá hạn. Kết luận: khắc phục trong tháng 9."
    ) in read
    assert "Biểu hiện số 8–25: không." in read
    assert not any(text.startswith("Biểu quyết thông qua") for text in read)


def test_read_aloud_follows_the_order_of_the_paper(draft: Document) -> None:
    """R45: nothing of the body is left out, nothing changes place."""
    spoken = [block.key for block in read_aloud(draft) if isinstance(block, Paragraph)]
    printed = [paragraph.key for paragraph in draft.paragraphs() if paragraph.aloud]
    assert [key for key in spoken if not key.startswith("indicator:") or "x_" in key] == printed


def test_reading_time_counts_syllables_against_the_pace(draft: Document, plan: Plan) -> None:
    """R45: the chair starts reading in time; a syllable is a word, signs are none."""
    pace = plan.thresholds.reading_syllables_per_minute
    words = " ".join(block.text for block in read_aloud(draft)).split()
    syllables = sum(1 for word in words if any(letter.isalnum() for letter in word))
    assert reading_minutes(draft, pace) == pytest.approx(syllables / pace)
    assert reading_minutes(draft, pace * 2) == pytest.approx(syllables / pace / 2)
    assert "–" not in [word for word in words if any(letter.isalnum() for letter in word)]


# --- the chair's draft --------------------------------------------------------------------------------------


def test_draft_summary_groups_by_question_and_indicator(plan: Plan) -> None:
    """R42: a suggestion with what was said, found, disputed and proposed."""
    lines = draft_summary(record.ready(plan).meeting).splitlines()
    assert lines[0] == "Có 5 lượt phát biểu của 5 đồng chí."
    assert "Nhận thức, thái độ (1 ý kiến của 1 đồng chí): Nhất trí phải siết lại kỷ cương." in lines
    assert "Biểu hiện số 3: có, mức độ ít, 2 đồng chí liên hệ; khắc phục trong tháng 9." in lines
    assert "Chi bộ không có biểu hiện số 8–25." in lines
    assert any(line.startswith("Bảo lưu ý kiến (1): đồng chí Nguyễn Văn Hùng (1984): ") for line in lines)
    assert "Giải pháp đối với chi bộ (1): Lập sổ việc chung, mỗi việc có người nhận." in lines


def test_draft_summary_of_silence_is_empty(plan: Plan) -> None:
    """R42: nothing said, nothing suggested."""
    assert draft_summary(record.presented(record.prepared(plan)).meeting) == ""


def test_draft_summary_quotes_a_few_first_sentences(plan: Plan) -> None:
    """R42: short enough to be said, however much was written."""
    desk = record.presented(record.prepared(plan)).step("thao_luan", "14:43")
    for number in range(9):
        said = f"Ý thứ {number}. Phần sau dài dòng."
        desk.say(record.note(f"n_{number}", "", record.BAY.id, said, "14:50", questions=("Q5",)))
    summary = draft_summary(desk.meeting)
    assert "Việc đã thực hiện (9 ý kiến của 1 đồng chí): Ý thứ 0; Ý thứ 1; Ý thứ 2; và 6 ý kiến khác." in (summary)
    assert "dài dòng" not in summary


def test_draft_summary_of_a_full_meeting_fits_its_line(plan: Plan) -> None:
    """R42, sync.md §1: however much is said, the suggestion can be kept as one entry."""
    desk = record.presented(record.prepared(plan)).step("thao_luan", "14:43")
    kinds: tuple[NoteKind, ...] = ("opinion", "solution", "difference", "remark")
    outcomes: tuple[Outcome, ...] = ("open", "settled", "kept")
    for number in range(240):
        desk.say(
            record.note(
                f"n_{number}",
                "",
                record.MEMBERS[number % 7].id,
                f"Đề nghị số {number}: phân công người theo dõi từng việc và " + "báo cáo lại thường kỳ " * 9,
                "14:50",
                kind=kinds[number % 4],
                indicators=(str(number % 25 + 1),),
                questions=(f"Q{number % 6 + 1}",),
                scope=("self", "cell", "")[number % 3],
            )
        )
        if number % 4 == 2:
            desk.say(f.DifferenceSettled(note=f"n_{number}", outcome=outcomes[number % 3]))
    for number in range(1, 26):
        desk.say(f.Assessed(indicator=str(number), field="present", value="co"))
    fact = f.DetailSet(field="summary", value=draft_summary(desk.meeting))
    assert len(encode(Entry("d1", 9_999, DAY, DAY, "p_000000000001", fact))) <= LINE_LIMIT
    assert "Còn bàn đến biểu hiện số 9–25." in str(fact.value)
