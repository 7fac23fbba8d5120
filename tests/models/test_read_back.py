"""A sentence set right while the minutes were read back: every place that says the same says it so (R45, R79)."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models import facts as f
from models.document import Document, Table
from models.facts_minutes import ParagraphCorrected
from models.handing_on import left_open
from models.meeting import Meeting
from models.minutes import generated_minutes_of, minutes_of, stale_corrections
from models.plan import Plan
from models.report import report_of
from tests.models import minutes_record as record
from tests.models.build import Builder, at

READING, AFTERWARDS = at("15:30"), at("18:00")
OLD, NEW = "Lập sổ việc chung, mỗi việc có người nhận", "Lập sổ việc chung trước ngày 25/9"
SPEECH, REMEDY, WORK = "turn:t_2", "solution:n_3", "backlog:1"

shared_plan = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


def session(plan: Plan) -> Builder:
    """The session while its minutes are read, with work left over that the owner of the remedy answers for."""
    bay = record.BAY.id
    left = f.NoteWritten(
        note="n_9", turn="t_2", person=bay, text="Đơn của hai hộ", kind="backlog", owner=bay, at=at("15:08")
    )
    return record.ready(plan).say(left)


def told(document: Document) -> dict[str, str]:
    """What stands under each key, rows of tables included."""
    tables = (block for block in document.blocks if isinstance(block, Table))
    rows = {f"{table.key}:{row[0]}": " | ".join(row) for table in tables for row in table.rows}
    return rows | {paragraph.key: paragraph.text for paragraph in document.paragraphs()}


def correct(desk: Builder, key: str, old: str, new: str) -> Builder:
    """These words of a sentence changed, as it stands when it is read."""
    made, read = (told(paper(desk.meeting, READING))[key] for paper in (generated_minutes_of, minutes_of))
    assert old in read
    return desk.say(ParagraphCorrected(key=key, old=made, new=read.replace(old, new)))


def adopted(desk: Builder) -> Meeting:
    """The minutes passed as they were read."""
    return record.closed(record.adopted(record.voted(desk))).meeting


@pytest.mark.parametrize("key", [SPEECH, REMEDY])
def test_a_remedy_reads_alike_wherever_it_stands(plan: Plan, key: str) -> None:
    """R45: whichever of the two is corrected, the other, the work it mends, the report and the next meeting follow."""
    meeting = adopted(correct(session(plan), key, OLD, NEW))
    minutes, report = told(minutes_of(meeting, AFTERWARDS)), told(report_of(meeting, AFTERWARDS))
    for text in (minutes[SPEECH], minutes[REMEDY], minutes[WORK], report[REMEDY], left_open(meeting)[-1].text):
        assert NEW in text
        assert OLD not in text


def test_a_day_by_when_set_right_reaches_every_place_and_the_next_meeting(plan: Plan) -> None:
    """R59, L16: it is still a day, which the next meeting can find overdue."""
    meeting = adopted(correct(session(plan), REMEDY, "30/9/2023", "15/10/2023"))
    minutes, report = told(minutes_of(meeting, AFTERWARDS)), told(report_of(meeting, AFTERWARDS))
    assert all("15/10/2023" in text for text in (minutes[REMEDY], minutes[WORK], report[REMEDY]))
    assert left_open(meeting)[-1].overdue_on("2023-10-16")


def test_the_last_correction_of_the_same_words_holds_in_both_places(plan: Plan) -> None:
    """R45: nobody has to look at the first one again."""
    desk = correct(correct(session(plan), SPEECH, OLD, NEW), REMEDY, NEW, "Mở sổ việc chung")
    minutes = told(minutes_of(desk.meeting, READING))
    assert "Mở sổ việc chung" in minutes[SPEECH]
    assert "Mở sổ việc chung" in minutes[REMEDY]
    assert stale_corrections(desk.meeting, generated_minutes_of(desk.meeting, READING)) == ()


def test_the_places_that_follow_are_marked_as_corrected(plan: Plan) -> None:
    """L5: who reads on sees that the sentence is not the one that was noted."""
    desk = correct(session(plan), SPEECH, OLD, NEW)
    marked = {one.key for one in minutes_of(desk.meeting, READING).paragraphs() if one.corrected}
    assert marked == {SPEECH, REMEDY}


def test_a_sentence_worded_anew_stands_in_its_own_place_alone(plan: Plan) -> None:
    """R45: what cannot be told from the sentence changes nothing else; the report takes the sentence whole."""
    desk = session(plan)
    before = told(generated_minutes_of(desk.meeting, READING))
    anew = "Chi bộ giao đồng chí Bảy lập sổ."
    meeting = adopted(desk.say(ParagraphCorrected(key=REMEDY, old=before[REMEDY], new=anew)))
    after = told(minutes_of(meeting, AFTERWARDS))
    assert (after[REMEDY], after[SPEECH]) == (anew, before[SPEECH])
    assert told(report_of(meeting, AFTERWARDS))[REMEDY] == anew


@pytest.mark.parametrize(
    ("key", "old", "new"),
    [
        ("place", "Nhà văn hóa thôn Đông Mít", "Đình làng"),
        ("quality", "Đủ thời gian", "Gọn"),
        ("participation", "một đồng chí", "hai đồng chí"),
        ("indicator:x_1", "Ngại nhận việc mới", "Chưa mạnh dạn nhận việc mới"),
    ],
)
def test_the_report_says_what_the_meeting_set_right(plan: Plan, key: str, old: str, new: str) -> None:
    """R79: the report does not contradict the adopted minutes."""
    report = "\n".join(told(report_of(adopted(correct(session(plan), key, old, new)), AFTERWARDS)).values())
    assert new in report
    assert old not in report


@pytest.mark.parametrize(
    ("key", "old", "new", "line"),
    [
        ("chair", "Lê Hồng An", "Lê Hồng Ân", "chair"),
        ("present", "Có mặt: 8", "Có mặt: 9", "present"),
        ("members", "Tổng số", "Tổng cộng", "members"),
        ("step:doc_bai_viet", "Vũ Thị Bích", "Vũ Thị Bính", "step:doc_bai_viet"),
    ],
)
def test_figures_and_names_set_right_stand_in_the_report_as_in_the_minutes(
    plan: Plan, key: str, old: str, new: str, line: str
) -> None:
    """R79: the record says otherwise, and the paper that was passed goes before it."""
    text = told(report_of(adopted(correct(session(plan), key, old, new)), AFTERWARDS))[line]
    assert new in text
    assert old not in text


def test_names_of_the_absent_stay_in_the_minutes_and_the_report_says_that_they_were_set_right(plan: Plan) -> None:
    """R79, domain.md 7.2: absentees go up by number only."""
    meeting = adopted(correct(session(plan), "excused", "đi viện", "nằm viện huyện"))
    text = told(report_of(meeting, AFTERWARDS))["absent"]
    assert text.endswith("(biên bản đã sửa lại câu này khi thông qua, lấy theo biên bản).")
    assert "nằm viện" not in text


@shared_plan
@given(st.text(alphabet="aăâđê (;:.)", min_size=1, max_size=20).filter(lambda text: text.strip(" .") != ""))
def test_a_corrected_sentence_stands_to_the_letter_whatever_was_typed(plan: Plan, typed: str) -> None:
    """R45: other places follow or do not, this one says what the meeting agreed on."""
    desk = correct(session(plan), REMEDY, OLD, typed)
    new = desk.meeting.corrections[REMEDY].new
    assert told(minutes_of(desk.meeting, READING))[REMEDY] == new
    assert told(minutes_of(adopted(desk), AFTERWARDS))[REMEDY] == new
