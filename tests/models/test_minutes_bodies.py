"""The minutes in the words of each body, and what committees have in theirs: backlog, kept opinions (R58, R59, R85)."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest

from models import facts as f
from models.document import Document, Heading, Paragraph, Recipients, Table
from models.fact import CommitmentState, Fact, NoteKind, Value
from models.facts_minutes import Adopted, ReadingBegun
from models.minutes import draft_summary, minutes_of, read_aloud
from models.news import news_of
from models.plan import Plan
from models.votes import ADOPTION
from tests.models.build import Builder, at, member

LE = member(1, "Lê Hồng An", "CT")
VU = member(2, "Vũ Thị Bích", "PCT")
TRAN = member(3, "Trần Văn Bảy", "TCA")
PEOPLE = (LE, VU, TRAN)
GUEST = "g_1"
NOW = at("16:00")

CELL_WORDS = re.compile(r"[Cc]hi bộ|[Bb]uổi sinh hoạt|(?<!Đảng ủy )đảng viên|chính thức|dự bị|dự sinh hoạt")
"""What is said of a cell, its members and its session alone."""


def opened(plan: Plan, body: str, variant: str = "") -> Builder:
    """A prepared meeting of an invented body with three members and a superior."""
    desk = Builder(plan).say(
        f.MeetingOpened(
            unit="UBND phường Yên Hạ",
            parent="UBND quận Đông Giang",
            locality="Yên Hạ",
            body=body,
            variant=variant,
            plan=plan.id,
            plan_digest=plan.digest(),
            indicators_digest=plan.catalogue.digest(),
            date="2023-09-15",
        )
    )
    desk.list(*PEOPLE)
    desk.say(f.GuestAdded(person=GUEST, name="Đặng Quốc Tường", post="", superior=True, role="BTDU", at=at("13:55")))
    said: dict[str, Value] = {"place": "Hội trường", "chair": LE.id, "clerk": VU.id, "separate": True, "number": "07"}
    return desk.say(*(f.DetailSet(field=field, value=value) for field, value in said.items()))


def note(id: str, kind: NoteKind, text: str, clock: str, **more: str) -> Fact:
    """A note of the discussion that belongs to no turn."""
    return f.NoteWritten(note=id, kind=kind, text=text, at=at(clock), step="thao_luan", **more)  # type: ignore[arg-type]


def discussed(desk: Builder, *said: Fact) -> Builder:
    """Roll call, discussion with a break, and what was said in it."""
    desk.present(*PEOPLE).started("14:00").step("on_dinh", "14:00").step("thao_luan", "14:10")
    desk.say(f.SessionPaused(pause="b_1", at=at("14:50")), f.SessionResumed(pause="b_1", at=at("14:55")))
    return desk.say(*said)


def closed(desk: Builder) -> Builder:
    """Summed up, read, voted, ended; no adoption."""
    desk.step("tong_hop", "15:20", LE)
    said = {"summary": "Thống nhất.", "quality": "tot", "atmosphere": "cởi mở"}
    desk.say(*(f.DetailSet(field=field, value=value) for field, value in said.items()))
    desk.step("thong_qua", "15:28", VU).say(ReadingBegun(at=at("15:28")), vote(ADOPTION, "Thông qua biên bản"))
    return desk.step("ket_thuc", "15:34", LE).say(f.SessionEnded(at=at("15:35")))


def vote(motion: str, title: str, clock: str = "15:33") -> Fact:
    """Two of three in favour."""
    counts = {"entitled": 3, "base": 3, "in_favour": 2, "against": 1, "other": 0}
    return f.VoteTaken(motion=motion, title=title, mode="open", at=at(clock), **counts)


def adopted(desk: Builder) -> Builder:
    """Passed as the record stands."""
    plan = desk.meeting.plan.digest()
    heads = desk.meeting.ledger.heads()
    return desk.say(Adopted(frontier=heads, state="a" * 64, head="c" * 64, plan=plan, at=at("15:34")))


def minutes(desk: Builder) -> Document:
    return minutes_of(desk.meeting, NOW)


def lines(document: Document) -> list[str]:
    """Everything printed, a text a line."""
    found = [*document.letterhead.abstract]
    for block in document.blocks:
        match block:
            case Heading() | Paragraph():
                found.append(block.text)
            case Table():
                found += [" | ".join(row) for row in (block.header, *block.rows)]
            case Recipients():
                found += block.entries
            case _:
                continue
    return found


def text_of(document: Document, key: str) -> str:
    return next(paragraph.text for paragraph in document.paragraphs() if paragraph.key == key)


def keys_from(document: Document, key: str, count: int) -> list[str]:
    """The keys of paragraphs, from one on."""
    keys = [paragraph.key for paragraph in document.paragraphs()]
    return keys[keys.index(key) : keys.index(key) + count]


def table(document: Document, key: str) -> Table:
    return next(block for block in document.blocks if isinstance(block, Table) and block.key == key)


# --- the words of the body --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "variant"), [("dang_uy", ""), ("ubnd", ""), ("mttq", ""), ("doan_the", ""), ("doan_the", "phu_nu")]
)
def test_nothing_is_said_of_a_cell_to_a_body_that_is_none(plan: Plan, kind: str, variant: str) -> None:
    """R82: body, members, session and votes by their own names, in a draft and when adopted."""
    desk = closed(discussed(opened(plan, kind, variant), note("n_1", "opinion", "Nhất trí", "14:20")))
    for document in (minutes(desk), minutes(adopted(desk))):
        assert [line for line in lines(document) if CELL_WORDS.search(line)] == []


def test_a_superior_whose_post_is_known_by_its_code_alone_is_named_with_it_R73(plan: Plan) -> None:
    """As the body that is visited calls the post."""
    named = [line for line in lines(minutes(opened(plan, "ubnd"))) if "Đặng Quốc Tường" in line]
    assert [line.partition("Đặng Quốc Tường, ")[2] for line in named] == ["Bí thư Đảng ủy phường."]


def test_the_same_sentences_in_the_words_of_each_body(plan: Plan) -> None:
    texts: Mapping[str, Mapping[str, str]] = {
        kind: {key: text_of(minutes(closed(discussed(opened(plan, kind)))), key) for key in KEYS}
        for kind in ("chi_bo", "dang_uy", "ubnd")
    }
    assert {kind: text["pause:1"].split(" tạm")[0] for kind, text in texts.items()} == {
        "chi_bo": "Buổi sinh hoạt",
        "dang_uy": "Buổi họp",
        "ubnd": "Cuộc họp",
    }
    assert texts["chi_bo"]["members"] == "Tổng số đảng viên của chi bộ: 3 đồng chí (chính thức 3, dự bị 0)."
    assert texts["dang_uy"]["members"] == "Tổng số đảng ủy viên của đảng ủy: 3 đồng chí."
    assert texts["ubnd"]["present"] == "Có mặt: 3 người; đạt 100 % (3/3 thành viên phải dự họp)."
    assert texts["ubnd"]["basis"].endswith("không lồng ghép với họp thường kỳ.")
    assert texts["ubnd"]["quality"] == "Chất lượng cuộc họp: Tốt."
    assert texts["ubnd"]["atmosphere"] == "Không khí cuộc họp: cởi mở."
    assert texts["ubnd"]["read"].startswith("Biên bản được ông (bà) Vũ Thị Bích đọc trước UBND phường từ ")
    assert texts["ubnd"]["end"].startswith("Cuộc họp kết thúc hồi 15 giờ 35 phút")


KEYS = ("basis", "members", "present", "pause:1", "quality", "atmosphere", "read", "end")


def test_a_committee_counts_all_its_members(plan: Plan) -> None:
    """24-QĐ/TW 9.3.2 and 9.3.3: what the share is of."""
    shares = {
        kind: re.search("Tỷ lệ tính trên ([^;]+);", text_of(minutes(closed(discussed(opened(plan, kind)))), "vote"))
        for kind in ("chi_bo", "dang_uy")
    }
    assert {kind: found[1] if found else "" for kind, found in shares.items()} == {
        "chi_bo": "3 đảng viên chính thức",
        "dang_uy": "tổng số 3 đảng ủy viên",
    }


def test_taking_part_is_judged_where_the_plan_asks_r44_r62(plan: Plan) -> None:
    keys = {
        kind: {paragraph.key for paragraph in minutes(closed(discussed(opened(plan, kind)))).paragraphs()}
        for kind in ("chi_bo", "dang_uy")
    }
    assert "participation" in keys["chi_bo"]
    assert "participation" not in keys["dang_uy"]


def test_papers_of_the_state_number_and_punctuate_their_way(plan: Plan) -> None:
    """domain.md 4.4, 5.2: head, numerals, captions, recipients."""
    document = minutes(closed(discussed(opened(plan, "ubnd"))))
    assert (document.form, document.letterhead.number) == ("state_nd30", "Số: 07/BB-UBND")
    headings = [block.text for block in document.blocks if isinstance(block, Heading) and block.level == 1]
    assert [heading.split()[0] for heading in headings] == ["I.", "II.", "III.", "IV."]
    recipients = next(block for block in document.blocks if isinstance(block, Recipients))
    assert recipients.entries == ("Đảng ủy phường (để báo cáo);", "Như thành phần dự họp;", "Lưu: VT, hồ sơ.")


def test_a_superior_is_called_by_the_post_recorded_r65(plan: Plan) -> None:
    document = minutes(discussed(opened(plan, "ubnd")))
    said = "Đại biểu cấp trên dự, chỉ đạo: đồng chí Đặng Quốc Tường, Bí thư Đảng ủy phường."
    assert text_of(document, "superiors") == said


def test_the_scope_is_called_as_the_body_calls_itself_r49(plan: Plan) -> None:
    remedy = note("n_1", "solution", "Lập sổ việc", "14:20", scope="cell")
    document = minutes(discussed(opened(plan, "dang_uy"), remedy))
    assert text_of(document, "solution:n_1") == "Lập sổ việc (phạm vi: đảng ủy)."


def test_a_superiors_remark_stands_before_the_conclusion_r73(plan: Plan) -> None:
    desk = discussed(opened(plan, "ubnd"), f.DetailSet(field="superior_remark", value="Làm sớm.\nBáo cáo hằng tuần"))
    document = minutes(desk)
    assert text_of(document, "superior") == "Đồng chí Đặng Quốc Tường, Bí thư Đảng ủy phường: Làm sớm."
    assert text_of(document, "superior:2") == "Báo cáo hằng tuần."
    headings = [block.text for block in document.blocks if isinstance(block, Heading)]
    place = headings.index("4. Ý kiến của đại biểu cấp trên dự, chỉ đạo")
    assert headings[place + 1].startswith("III.")


# --- work left over or late -------------------------------------------------------------------------------------


LATE = (
    note("n_1", "backlog", "Hồ sơ cấp phép của 12 hộ", "14:20", owner=LE.id, due="2023-06-30"),
    note("n_2", "backlog", "Đèn đường ngõ 3.", "14:21", owner=LE.id),
    note("n_3", "backlog", "Sổ trực", "14:22", owner="chi đoàn", due="cuối quý II"),
    note("n_4", "solution", "Giải quyết xong hồ sơ", "14:30", owner=LE.id, due="2023-09-30"),
    note("n_5", "task", "Thay bóng đèn", "14:31", owner=LE.id),
    note("n_6", "solution", "Sắp lại lịch trực", "14:32", owner=VU.id, due="2023-09-25"),
)


@pytest.mark.parametrize(("kind", "address"), [("dang_uy", "đồng chí"), ("ubnd", "ông (bà)")])
def test_work_left_over_with_who_answers_and_the_remedy_of_each_r58_r59(plan: Plan, kind: str, address: str) -> None:
    document = minutes(discussed(opened(plan, kind), *LATE))
    found = table(document, "backlog")
    assert found.aloud
    assert found.rows == (
        (
            "1",
            "Hồ sơ cấp phép của 12 hộ",
            "30/6/2023",
            f"{address} Lê Hồng An",
            "Giải quyết xong hồ sơ (30/9/2023); Thay bóng đèn",
        ),
        ("2", "Đèn đường ngõ 3.", "–", f"{address} Lê Hồng An", "như việc số 1"),
        ("3", "Sổ trực", "cuối quý II", "chi đoàn", "–"),
    )
    place = document.blocks.index(found)
    assert document.blocks[place - 1] == Heading(2, "2. Việc tồn đọng, chậm muộn")
    assert document.blocks[place + 1] == Heading(2, "3. Giải pháp khắc phục")


def test_the_backlog_is_read_aloud_in_sentences_r45(plan: Plan) -> None:
    spoken = [block.text for block in read_aloud(minutes(discussed(opened(plan, "ubnd"), *LATE)))]
    assert "Việc số 3: Sổ trực; hạn phải xong: cuối quý II; người chịu trách nhiệm: chi đoàn." in spoken


def test_a_body_that_is_asked_says_when_nothing_is_left_over(plan: Plan) -> None:
    """R58: a gap while the discussion goes on, a sentence when it is over; a cell is not asked."""
    talking = discussed(opened(plan, "ubnd"))
    assert text_of(minutes(talking), "backlog") == "[Chưa ghi việc tồn đọng, chậm muộn nào]"
    assert text_of(minutes(closed(talking)), "backlog") == "Không ghi nhận việc tồn đọng, chậm muộn."
    talking.say(f.DetailSet(field="no_backlog", value=True))
    assert text_of(minutes(talking), "backlog") == "Cuộc họp xác định không có việc tồn đọng, chậm muộn."
    cell = closed(discussed(opened(plan, "chi_bo")))
    assert "backlog" not in {paragraph.key for paragraph in minutes(cell).paragraphs()}


def test_a_cell_that_writes_down_late_work_has_its_table_too(plan: Plan) -> None:
    assert len(table(minutes(discussed(opened(plan, "chi_bo"), *LATE)), "backlog").rows) == 3


def test_the_chairs_draft_names_the_backlog(plan: Plan) -> None:
    """R42: what was said, grouped; the late work with who answers for it."""
    drafted = draft_summary(discussed(opened(plan, "ubnd"), *LATE).meeting).splitlines()
    (line,) = [line for line in drafted if line.startswith("Việc tồn đọng")]
    assert line.startswith("Việc tồn đọng, chậm muộn (3): Hồ sơ cấp phép của 12 hộ (ông (bà) Lê Hồng An); ")


# --- opinions kept ----------------------------------------------------------------------------------------------


def reservation(id: str, about: str, *, text: str = "", named: bool = False, person: str = TRAN.id) -> Fact:
    return f.OpinionReserved(reservation=id, person=person, about=about, text=text, named=named, at=at("15:33"))


def test_a_kept_opinion_is_named_only_if_the_member_asks_r85(plan: Plan) -> None:
    kept = (
        reservation("r_1", ADOPTION, text="mức độ ghi nhẹ", named=True),
        reservation("r_2", "", text="nên hoãn", person=VU.id),
    )
    document = minutes(closed(discussed(opened(plan, "dang_uy"))).say(*kept))
    assert text_of(document, "reservation:r_1") == "Đồng chí Trần Văn Bảy bảo lưu ý kiến: mức độ ghi nhẹ."
    assert text_of(document, "reservation:r_2") == "Có 1 đồng chí bảo lưu ý kiến: nên hoãn."
    assert keys_from(document, "vote", 3) == ["vote", "reservation:r_1", "reservation:r_2"]


def test_who_keeps_an_opinion_without_words_is_counted(plan: Plan) -> None:
    kept = [reservation(f"r_{n}", ADOPTION, person=person.id) for n, person in enumerate((VU, TRAN))]
    document = minutes(closed(discussed(opened(plan, "dang_uy"))).say(*kept))
    assert text_of(document, "reservations") == "Có 2 đồng chí bảo lưu ý kiến."
    assert not any("Trần Văn Bảy" in line and "bảo lưu" in line for line in lines(document))


def test_a_kept_opinion_stands_under_what_it_is_about(plan: Plan) -> None:
    """R85: under the differing opinion, and under the vote of another motion."""
    said = (
        note("n_1", "difference", "Chưa nên thu phí", "14:20"),
        vote("v_1", "Thu phí", "14:40"),
        reservation("r_1", "n_1", text="không đồng ý mức thu"),
        reservation("r_2", "v_1", text="cần hỏi dân", named=True),
    )
    document = minutes(discussed(opened(plan, "dang_uy"), *said))
    assert keys_from(document, "difference:n_1", 2) == ["difference:n_1", "reservation:r_1"]
    assert keys_from(document, "vote:v_1", 2) == ["vote:v_1", "reservation:r_2"]


def test_an_opinion_kept_after_the_adoption_is_added_at_the_end_r85(plan: Plan) -> None:
    """L5, R85: the adopted text stays; what is kept on hearing the result is added to it, marked as such."""
    said = note("n_1", "difference", "Chưa nên thu phí", "14:20")
    desk = adopted(closed(discussed(opened(plan, "dang_uy"), said)))
    before = minutes(desk)
    desk.say(reservation("r_1", ADOPTION, named=True), reservation("r_2", "n_1", text="không đồng ý"))
    after = minutes(desk)
    new = [block for block in after.blocks if block not in before.blocks]
    assert [block.key for block in new if isinstance(block, Paragraph) and block.added] == [
        "reservation:r_1",
        "reservation:r_2",
    ]
    assert len(new) == 2


def test_a_withdrawn_opinion_is_gone(plan: Plan) -> None:
    desk = closed(discussed(opened(plan, "dang_uy"))).say(reservation("r_1", ADOPTION, named=True))
    desk.say(f.ReservationWithdrawn(reservation="r_1"))
    assert not any("bảo lưu" in line for line in lines(minutes(desk)))


# --- what the last meeting left ---------------------------------------------------------------------------------


def carried(id: str, text: str, owner: str = "", due: str = "") -> Fact:
    return f.CommitmentCarried(commitment=id, kind="solution", text=text, owner=owner, due=due, since="2023-06-15")


def judged(id: str, state: CommitmentState, **more: str) -> Fact:
    return f.CommitmentJudged(commitment=id, state=state, at=at("14:05"), **more)


def test_what_the_last_meeting_took_on_is_looked_back_at_l16(plan: Plan) -> None:
    desk = opened(plan, "ubnd").say(
        carried("c_1", "Lập sổ việc", owner=VU.id, due="2023-07-30"),
        carried("c_2", "Thay bóng đèn", owner="tổ điện", due="2023-08-15"),
        carried("c_3", "Dán lịch tiếp dân", owner=TRAN.id, due="2023-08-30"),
        carried("c_4", "Họp với các tổ", due="khi xong vụ"),
        judged("c_1", "done", remark="xong từ tháng 7."),
        judged("c_2", "continued", due="2023-10-15"),
        judged("c_3", "overdue"),
    )
    document = minutes(discussed(desk))
    found = table(document, "commitment")
    assert found.rows == (
        ("1", "Lập sổ việc", "ông (bà) Vũ Thị Bích", "30/7/2023", "đã xong; xong từ tháng 7"),
        ("2", "Thay bóng đèn", "tổ điện", "15/10/2023", "tiếp tục thực hiện"),
        ("3", "Dán lịch tiếp dân", "ông (bà) Trần Văn Bảy", "30/8/2023", "quá hạn"),
        ("4", "Họp với các tổ", "–", "khi xong vụ", "…"),
    )
    headings = [block.text for block in document.blocks if isinstance(block, Heading) and block.level == 2]
    assert headings[:2] == ["1. Kiểm điểm việc thực hiện giải pháp của kỳ trước", "2. Thảo luận"]
    assert text_of(document, "commitments:open") == "[Việc số 4 của kỳ trước: chưa ghi kết quả]"


def test_a_first_meeting_has_nothing_to_look_back_at(plan: Plan) -> None:
    document = minutes(discussed(opened(plan, "ubnd")))
    assert not any("kỳ trước" in line for line in lines(document))


# --- plans that say less ----------------------------------------------------------------------------------------


def test_a_plan_that_carries_nothing_out_is_its_own_basis(plan: Plan) -> None:
    """A campaign need not come from above: its papers then cite the plan alone."""
    own = plan.model_copy(update={"basis": ()})
    desk = closed(discussed(opened(own, "chi_bo"), f.Assessed(indicator="3", field="present", value="khong")))
    assert text_of(minutes(desk), "basis").startswith("Thực hiện Kế hoạch số 155-KH/ĐU, ngày 07/9/2023 của ")
    assert "Phụ lục Kế hoạch 155-KH/ĐU" in text_of(minutes(desk), "indicators")
    assert "thực hiện Kế hoạch số 155-KH/ĐU" in news_of(desk.meeting, NOW)


def test_a_body_without_indicators_has_no_table_until_it_answers_one(plan: Plan) -> None:
    """The step is the plan's to leave out; what was said still names the sign."""
    body = plan.bodies["chi_bo"]
    steps = tuple(step for step in body.steps if step.kind != "indicators")
    less = plan.model_copy(update={"bodies": {"chi_bo": body.model_copy(update={"steps": steps})}})
    said = f.NoteWritten(
        note="n_1", kind="opinion", text="Còn muộn giờ", at=at("14:20"), step="thao_luan", indicators=("1",)
    )
    desk = closed(discussed(opened(less, "chi_bo"), said))
    assert not any(isinstance(block, Table) for block in minutes(desk).blocks)
    assert any("biểu hiện số 1" in line for line in lines(minutes(desk)))
    desk.say(f.Assessed(indicator="1", field="present", value="co"))
    assert len(table(minutes(desk), "indicator").rows) == 25
