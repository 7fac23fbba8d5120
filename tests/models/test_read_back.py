"""A sentence set right while the minutes were read back: every place that says the same says it so (R45, R79)."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models import facts as f
from models.document import Document, Paragraph, Table
from models.facts_minutes import ParagraphCorrected
from models.handing_on import left_open
from models.meeting import Correction, Meeting
from models.minutes import generated_minutes_of, minutes_of, stale_corrections
from models.minutes.phrases import clause
from models.minutes.read_back import read_back
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


def joined(meeting: Meeting) -> tuple[Paragraph, ...]:
    """All that was noted in one paragraph: harder to read back than any paper's."""
    return (Paragraph("all", f"{'. '.join(clause(note.text) for note in meeting.notes.all)}."),)


def read_joined(plan: Plan, texts: Sequence[str], old: str, new: str) -> tuple[list[str], list[str]]:
    """The notes after these words of the paragraph were changed, and the sentences that changed no note."""
    desk = Builder(plan)
    for place, text in enumerate(texts):
        desk = desk.say(f.NoteWritten(note=f"n_{place:03}", turn="", person="", text=text, kind="opinion", at=READING))
    made = joined(desk.meeting)[0].text
    assert made.count(old) == 1
    correction = Correction(made, made.replace(old, new))
    read = read_back(desk.meeting, {"all": correction}, joined)
    return [note.text for note in read.meeting.notes.all], list(read.literal)


def test_one_of_very_many_sentences_taken_out_names_no_note(plan: Plan) -> None:
    """R45: a long paragraph is read as quickly as a short one; what is gone changes its own place alone."""
    texts = [f"Việc thứ {number} còn chậm" for number in range(60)]
    assert read_joined(plan, texts, "Việc thứ 30 còn chậm. ", "") == (texts, ["all"])


def test_a_note_of_several_sentences_keeps_them_where_its_neighbour_is_set_right(plan: Plan) -> None:
    """R45: the record says where one note ends and the next begins, not the full stops."""
    texts = ("Họp muộn", "Mở sổ. Ghi tên từng người. Cuối tháng đọc lại", "Hết")
    read, literal = read_joined(plan, texts, "đọc lại", "đọc trước chi bộ")
    assert read == ["Họp muộn", "Mở sổ. Ghi tên từng người. Cuối tháng đọc trước chi bộ", "Hết"]
    assert not literal


def test_a_sentence_between_two_notes_is_given_to_neither(plan: Plan) -> None:
    """R45: nobody can say whose it is, so it stands where it was put."""
    texts = ["Họp muộn", "Mở sổ"]
    assert read_joined(plan, texts, "Mở sổ", "Thêm một câu. Mở sổ") == (texts, ["all"])


words = st.text(alphabet="ab. ", min_size=1, max_size=8).filter(lambda text: clause(text) == text)


@shared_plan
@given(st.lists(words, min_size=1, max_size=4), words, st.integers(0, 3))
def test_no_note_takes_the_words_of_another(plan: Plan, texts: list[str], new: str, which: int) -> None:
    """R45: one note is set right; the others read as before, whatever stops and blanks they hold."""
    place = which % len(texts)
    apart = [f"{number} {text}" for number, text in enumerate(texts)]
    read, _ = read_joined(plan, apart, apart[place], f"{place} {new}")
    assert read[:place] + read[place + 1 :] == apart[:place] + apart[place + 1 :]
    assert read[place] in (apart[place], f"{place} {new}")


@pytest.mark.parametrize("new", [". Mở", "Họp muộn. ", "Họp sớm. Rồi về. Mở"])
def test_what_leaves_a_note_empty_or_falls_apart_in_more_than_two_changes_none(plan: Plan, new: str) -> None:
    """R45: no note can be empty, and of three sentences nobody can say whose the middle one is."""
    assert read_joined(plan, ["Họp muộn", "Mở"], "Họp muộn. Mở", new) == (["Họp muộn", "Mở"], ["all"])


def test_words_told_twice_in_a_sentence_and_changed_once_stand_there_alone(plan: Plan) -> None:
    """R45: the sentence contradicts itself then, so it says nothing of the note."""
    desk = Builder(plan).say(
        f.NoteWritten(note="n_1", turn="", person="", text="Mở sổ", kind="opinion", at=READING),
    )

    def twice(meeting: Meeting) -> tuple[Paragraph, ...]:
        text = meeting.notes.all[0].text
        return (Paragraph("all", f"{text}; nhắc lại: {text}."),)

    read = read_back(desk.meeting, {"all": Correction(twice(desk.meeting)[0].text, "Mở sổ; nhắc lại: Giữ sổ.")}, twice)
    assert (read.meeting.notes.all[0].text, list(read.literal)) == ("Mở sổ", ["all"])


def test_two_neighbours_set_right_at_once_are_told_apart(plan: Plan) -> None:
    """R45: where what stands between them is met once."""
    assert read_joined(plan, ["Họp muộn", "Mở sổ"], "muộn. Mở", "sớm. Giữ") == (["Họp sớm", "Giữ sổ"], [])


def test_words_and_day_set_right_together_reach_every_place(plan: Plan) -> None:
    """R45, R59: a remedy and its day are two things typed, told in one sentence."""
    desk = session(plan)
    made = told(generated_minutes_of(desk.meeting, READING))[REMEDY]
    new = made.replace(OLD, NEW).replace("30/9/2023", "15/10/2023")
    assert new.count(NEW) == new.count("15/10/2023") == 1
    minutes = told(minutes_of(adopted(desk.say(ParagraphCorrected(key=REMEDY, old=made, new=new))), AFTERWARDS))
    assert minutes[REMEDY] == new
    assert NEW in minutes[SPEECH]
    assert NEW in minutes[WORK]
    assert "15/10/2023" in minutes[WORK]


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
