"""What reading back and adopting do to the minutes: corrections, marks, the text that stays for ever (L5, L20)."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models import facts as f
from models.document import Document, Paragraph, Table
from models.entries import Entry
from models.fact import Fact
from models.facts_minutes import Adopted, ParagraphCorrected
from models.facts_record import Undone
from models.meeting import Meeting
from models.minutes import generated_minutes_of, minutes_of, read_aloud, stale_corrections
from models.plan import Plan
from models.votes import ADOPTION
from tests.models import minutes_record as record
from tests.models.build import DAY, Builder, at

READING = at("15:30")
AFTERWARDS = at("18:00")

shared_plan = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


def paragraph(document: Document, key: str) -> Paragraph:
    """The paragraph of that key."""
    return next(found for found in document.paragraphs() if found.key == key)


def keys(document: Document) -> list[str]:
    """Every key of a paper, rows of tables included."""
    found = [paragraph.key for paragraph in document.paragraphs()]
    tables = (block for block in document.blocks if isinstance(block, Table))
    return found + [f"{table.key}:{row[0]}" for table in tables for row in table.rows]


def correction(meeting: Meeting, key: str, new: str) -> Fact:
    """A correction of what the record makes of a paragraph now."""
    return ParagraphCorrected(key=key, old=paragraph(generated_minutes_of(meeting, READING), key).text, new=new)


# --- corrections --------------------------------------------------------------------------------------------


def test_a_correction_replaces_its_sentence_and_no_other(plan: Plan) -> None:
    """L5, R45."""
    desk = record.ready(plan)
    before = minutes_of(desk.meeting, READING)
    desk.say(correction(desk.meeting, "turn:t_8", "Đồng chí Tường đề nghị giao việc ngay."))
    after = minutes_of(desk.meeting, READING)
    corrected = paragraph(after, "turn:t_8")
    assert (corrected.text, corrected.corrected) == ("Đồng chí Tường đề nghị giao việc ngay.", True)
    changed = [old for old, new in zip(before.blocks, after.blocks, strict=True) if old != new]
    assert changed == [paragraph(before, "turn:t_8")]
    assert stale_corrections(desk.meeting, after) == ()


def test_correcting_a_gap_fills_it(plan: Plan) -> None:
    """L5: what was missing is there now."""
    desk = record.ready(plan).say(f.DetailSet(field="place", value=""))
    assert paragraph(minutes_of(desk.meeting, READING), "place").gap
    desk.say(correction(desk.meeting, "place", "2. Địa điểm: tại sân đình."))
    assert not paragraph(minutes_of(desk.meeting, READING), "place").gap


def test_a_correction_is_overtaken_when_the_record_changes(plan: Plan) -> None:
    """L5: the newer sentence stands and the correction is reported, never silently dropped."""
    desk = record.ready(plan)
    desk.say(correction(desk.meeting, "turn:t_8", "Bản sửa."))
    desk.say(f.NoteEdited(note="n_8", kind="opinion", text="Đề nghị giao cả người kiểm tra"))
    document = minutes_of(desk.meeting, READING)
    assert paragraph(document, "turn:t_8").text.endswith("Đề nghị giao cả người kiểm tra.")
    assert not paragraph(document, "turn:t_8").corrected
    assert stale_corrections(desk.meeting, document) == ("turn:t_8",)


def test_a_correction_of_a_sentence_that_is_gone_is_reported(plan: Plan) -> None:
    """L5."""
    desk = record.ready(plan)
    desk.say(correction(desk.meeting, "note:n_2", "Bản sửa."), f.NoteDeleted(note="n_2"))
    document = minutes_of(desk.meeting, READING)
    assert "note:n_2" not in keys(document)
    assert stale_corrections(desk.meeting, document) == ("note:n_2",)


def test_a_row_is_corrected_as_the_sentence_it_is_read_as(plan: Plan) -> None:
    """L5: what the clerk reads is what the clerk corrects; the number of the row stays."""
    desk = record.ready(plan)
    read = {
        block.key: block.text for block in read_aloud(minutes_of(desk.meeting, READING)) if isinstance(block, Paragraph)
    }
    new = "Biểu hiện số 3: có, chỉ ở hai đơn."
    desk.say(ParagraphCorrected(key="indicator:3", old=read["indicator:3"], new=new))
    document = minutes_of(desk.meeting, READING)
    rows = next(block for block in document.blocks if isinstance(block, Table)).rows
    assert rows[2] == ("3", "", "", "", new)
    assert stale_corrections(desk.meeting, document) == ()
    desk.say(f.Assessed(indicator="3", field="degree", value="pho_bien"))
    document = minutes_of(desk.meeting, READING)
    rows = next(block for block in document.blocks if isinstance(block, Table)).rows
    assert rows[2][:3] == ("3", "có", "phổ biến")
    assert stale_corrections(desk.meeting, document) == ("indicator:3",)


def test_the_vote_cannot_be_corrected_into_something_else(plan: Plan) -> None:
    """L15: counts come from the vote alone, in the draft and in the adopted text."""
    desk = record.ready(plan)
    desk.say(correction(desk.meeting, "vote", "Tất cả tán thành."))
    assert "[Chưa ghi: kết quả biểu quyết]" in paragraph(minutes_of(desk.meeting, READING), "vote").text
    document = minutes_of(record.adopted(record.voted(desk)).meeting, AFTERWARDS)
    assert "tán thành 6/8 (75 %)" in paragraph(document, "vote").text
    assert stale_corrections(desk.meeting, document) == ("vote",)


def test_adopted_text_keeps_its_corrections_by_key(plan: Plan) -> None:
    """L5: a later version may word the generated sentence otherwise; what was passed stays."""
    desk = record.ready(plan)
    desk.say(ParagraphCorrected(key="summary", old="Câu của bản phần mềm khác.", new="Câu đã sửa khi đọc."))
    assert not paragraph(minutes_of(desk.meeting, READING), "summary").corrected
    record.adopted(record.voted(desk))
    assert paragraph(minutes_of(desk.meeting, AFTERWARDS), "summary").text == "Câu đã sửa khi đọc."


# --- marks --------------------------------------------------------------------------------------------------


def test_adopted_minutes_say_that_no_remedy_was_noted(plan: Plan) -> None:
    """R7, R37: no heading stands without a word under it."""
    desk = record.ready(plan).say(f.NoteDeleted(note="n_3"))
    paper = minutes_of(record.adopted(record.voted(desk)).meeting, AFTERWARDS)
    assert paragraph(paper, "solutions").text == "Không ghi nhận giải pháp khắc phục."


def test_mark_says_draft_until_the_meeting_adopts(plan: Plan) -> None:
    """L20."""
    desk = record.voted(record.ready(plan))
    assert minutes_of(desk.meeting, READING).mark == "DỰ THẢO"
    assert minutes_of(record.adopted(desk).meeting, READING).mark == ""


def test_rehearsal_is_marked_whatever_happens_in_it(plan: Plan) -> None:
    """L17: nothing of a rehearsal passes for minutes."""
    facts = [
        fact.model_copy(update={"rehearsal": True}) if isinstance(fact, f.MeetingOpened) else fact
        for fact in record.facts_of(record.whole(plan).meeting)
    ]
    assert minutes_of(record.replayed(plan, facts), AFTERWARDS).mark == "TẬP DƯỢT"


def test_footer_ties_the_adopted_paper_to_its_record(plan: Plan) -> None:
    """L20: first 16 hex of the state's hash and of the chain's; none while it is a draft."""
    desk = record.voted(record.ready(plan))
    assert minutes_of(desk.meeting, READING).footer == ""
    document = minutes_of(record.adopted(desk).meeting, READING)
    assert document.footer == f"Mã kiểm tra: 0123456789abcdef · {'c' * 16}"
    assert document.meta["state"] == "0123456789abcdef" * 4


# --- the text for ever --------------------------------------------------------------------------------------


def test_gaps_are_shown_in_a_draft_only(plan: Plan) -> None:
    """L5: an adopted paper leaves room to write by hand instead."""
    desk = record.ready(plan).say(f.DetailSet(field="place", value=""))
    assert any(found.gap for found in minutes_of(desk.meeting, READING).paragraphs())
    document = minutes_of(record.adopted(record.voted(desk)).meeting, AFTERWARDS)
    assert not any(found.gap or "[Chưa" in found.text for found in document.paragraphs())
    assert paragraph(document, "place").text == "2. Địa điểm: ……"
    assert paragraph(document, "end").text == "Buổi sinh hoạt kết thúc: hồi …… giờ …… phút cùng ngày./."


def test_end_recorded_after_adoption_is_appended(plan: Plan) -> None:
    """Domain.md 4.3: the end comes after the vote, its length counted from the adopted beginning."""
    desk = record.adopted(record.voted(record.ready(plan)))
    desk.say(f.SessionStarted(at=at("13:00")), f.SessionEnded(at=at("15:40")))
    end = paragraph(minutes_of(desk.meeting, AFTERWARDS), "end")
    assert end.added
    assert "hồi 15 giờ 40 phút cùng ngày (thời lượng 95 phút" in end.text


def test_vote_recorded_after_adoption_is_appended_but_never_replaces(plan: Plan) -> None:
    """Sync.md §3: only a vote the adopted record lacks is filled in."""
    late = record.voted(record.adopted(record.ready(plan)), in_favour=7, against=0)
    assert "7/8 (87,5 %)" in paragraph(minutes_of(late.meeting, AFTERWARDS), "vote").text
    within = record.voted(record.adopted(record.voted(record.ready(plan))), in_favour=7, against=0)
    assert "6/8 (75 %)" in paragraph(minutes_of(within.meeting, AFTERWARDS), "vote").text


def test_undoing_the_adoption_gives_the_draft_back(plan: Plan) -> None:
    """L6: the draft is that of the record as it stands."""
    desk = record.adopted(record.voted(record.ready(plan)))
    adoption = desk.seq
    desk.say(f.DetailSet(field="place", value="Sân đình"), Undone(of=(adoption,)))
    document = minutes_of(desk.meeting, AFTERWARDS)
    assert document.mark == "DỰ THẢO"
    assert paragraph(document, "place").text == "2. Địa điểm: Sân đình."


def test_an_entry_of_another_desk_inside_the_frontier_belongs_to_the_text(plan: Plan) -> None:
    """Sync.md §3: the adopted text is that of the frontier, even when a stream comes after the adoption."""
    desk = record.ready(plan)
    frontier = {**desk.meeting.ledger.heads(), "d2": 1}
    desk.say(Adopted(frontier=frontier, state="s", head="", plan="", at=at("15:35")))
    assert "guests" not in keys(minutes_of(desk.meeting, AFTERWARDS))
    guest = f.GuestAdded(person="g_9", name="Phùng Thị Mến")
    desk.meeting.apply(Entry("d2", 1, DAY, 0, "", guest))
    assert paragraph(minutes_of(desk.meeting, AFTERWARDS), "guests").text.endswith("Phùng Thị Mến.")
    desk.meeting.apply(Entry("d2", 2, DAY, 0, "", guest.model_copy(update={"name": "Người khác"})))
    assert paragraph(minutes_of(desk.meeting, AFTERWARDS), "guests").text.endswith("Phùng Thị Mến.")


LATE_FACTS = (
    f.NoteWritten(note="n_99", kind="opinion", text="Sau khi thông qua", at=at("15:36"), person=record.BAY.id),
    f.NoteEdited(note="n_1", kind="opinion", text="Đổi lời"),
    f.NoteDeleted(note="n_2"),
    f.DetailSet(field="summary", value="Tổng hợp khác"),
    f.DetailSet(field="chair", value=record.BICH.id),
    ParagraphCorrected(key="place", old="2. Địa điểm: Nhà văn hóa thôn Đông Mít.", new="Nơi khác."),
    f.Marked(person=record.PHU.id, status="present", at=at("15:36")),
    f.Moved(move="m_99", person=record.TOAN.id, way="out", at=at("15:36")),
    f.Assessed(indicator="1", field="present", value="co"),
    f.TurnCorrected(turn="t_1", person=record.BAY.id),
    f.StepCorrected(span="s_1", at=at("13:00")),
    f.StepBegun(span="s_99", step="ket_thuc", at=at("15:36")),
    f.PersonUnlisted(person=record.HUNG_84.id),
    Undone(of=(1, 20, 40)),
    f.VoteTaken(
        motion=ADOPTION, title="", mode="open", entitled=7, base=8, in_favour=7, against=0, other=0, at=at("15:36")
    ),
)


@shared_plan
@given(late=st.lists(st.sampled_from(LATE_FACTS), max_size=6), minutes=st.integers(0, 100_000))
def test_nothing_said_after_adoption_changes_the_adopted_paper(plan: Plan, late: list[Fact], minutes: int) -> None:
    """L5, sync.md §3: whatever is recorded later and whenever the paper is made, it is the same paper."""
    desk = record.adopted(record.voted(record.ready(plan)))
    passed = minutes_of(desk.meeting, READING)
    assert minutes_of(desk.say(*late).meeting, READING + minutes * 60_000) == passed


# --- laws ---------------------------------------------------------------------------------------------------


@shared_plan
@given(data=st.data())
def test_any_prefix_gives_a_paper_with_unique_keys(plan: Plan, data: st.DataObject) -> None:
    """L5: complete at any second; a key finds one paragraph, so that a correction does."""
    facts = record.facts_of(record.whole(plan).meeting)
    length = data.draw(st.integers(0, len(facts)))
    document = minutes_of(record.replayed(plan, facts[:length]), AFTERWARDS)
    found = keys(document)
    assert len(found) == len(set(found))
    assert "" not in found
    assert paragraph(document, "end").text.endswith("./.")


@shared_plan
@given(data=st.data())
def test_facts_in_any_order_and_number_still_give_a_paper(plan: Plan, data: st.DataObject) -> None:
    """Two desks deliver in any order, one of them late: no paper fails, and equal records give equal papers."""
    facts = record.facts_of(record.ready(plan).meeting)
    shuffled = data.draw(st.permutations(facts))[data.draw(st.integers(0, len(facts))) :]
    document = minutes_of(record.replayed(plan, shuffled), AFTERWARDS)
    assert len(keys(document)) == len(set(keys(document)))
    assert minutes_of(record.replayed(plan, shuffled), AFTERWARDS) == document


def test_a_key_stays_from_build_to_build(plan: Plan) -> None:
    """L5: what is recorded later takes no key from what stands."""
    facts = record.facts_of(record.ready(plan).meeting)
    discussed = record.facts_of(record.discussed(record.presented(record.prepared(plan))).meeting)
    earlier = keys(minutes_of(record.replayed(plan, facts[: len(discussed)]), READING))
    gaps = {"steps", "indicators:untouched", "indicators:open"}
    assert set(earlier) - gaps <= set(keys(minutes_of(record.replayed(plan, facts), READING)))


def test_corrections_of_what_was_undone_make_no_paper_fail(plan: Plan) -> None:
    """L6, L19: a correction may stand without its beginning: undone, or still on the other desk's way."""
    desk = record.prepared(plan).started()
    desk.say(
        f.StepCorrected(span="s_77", presenter=record.AN.id, at=at("14:05")),
        f.TurnCorrected(turn="t_77", person=record.AN.id, start=at("14:06"), stop=at("14:07")),
        f.MoveCorrected(move="m_77", at=at("14:08")),
        f.NoteEdited(note="n_77", kind="remark", text="Chưa tới"),
    )
    document = minutes_of(desk.meeting, at("14:10"))
    assert "Chưa tới" not in record.dump(document)
    assert desk.meeting.agenda.spans == ()
    assert desk.meeting.floor.turns == ()


def test_replies_that_answer_each_other_are_told_once(plan: Plan) -> None:
    """L13: a record that makes no sense still loses nobody's words."""
    desk = Builder(plan).opened().list(record.AN, record.BICH).started().step("thao_luan", "14:10")
    desk.say(
        record.turn("t_1", record.AN.id, "reply", "14:11", answers="t_2"),
        record.turn("t_2", record.BICH.id, "reply", "14:12", answers="t_1"),
        record.turn("t_3", record.AN.id, "reply", "14:13", answers="t_3"),
    )
    found = keys(minutes_of(desk.meeting, at("14:15")))
    assert [key for key in found if key.startswith("turn:")] == ["turn:t_1", "turn:t_2", "turn:t_3"]


@pytest.mark.parametrize("offset", [-720, 0, 420, 840])
def test_offset_changes_clocks_only(plan: Plan, offset: int) -> None:
    """The record is in UTC; any zone gives the same paragraphs."""
    meeting = record.whole(plan).meeting
    assert keys(minutes_of(meeting, AFTERWARDS, offset)) == keys(minutes_of(meeting, AFTERWARDS))
