"""Preparation (Step 1: R16–R23, R77, R78; C01–C05): every field by its kind, what is missing said in words."""

from __future__ import annotations

import pytest

from models.commands import SetDetail
from models.details import DETAILS
from tests.tui.bench import press, screen, shown
from tui import words_preparation as texts
from tui.panes.preparation import PreparationPane
from tui.panes.preparation_rows import entries, text_of
from tui.panes.roster import RosterPane
from tui.workbench import Workbench


@pytest.fixture
def prep(bench: Workbench) -> Workbench:
    """The preparation is up."""
    press(bench, "f5")
    assert isinstance(bench.pane, PreparationPane)
    return bench


def detail(bench: Workbench, name: str) -> str:
    return bench.desk.meeting.details.text(name)


def row_of(bench: Workbench, label: str) -> str:
    return next(line for line in screen(bench, 100, 40) if line.startswith(f" {label}"))


def go(bench: Workbench, name: str) -> None:
    """Put the cursor on a row by its name."""
    names = [row.name for row in entries(bench.desk)]
    press(bench, "home", *["down"] * names.index(name))


def test_every_field_of_the_preparation_has_a_row_with_words(prep: Workbench) -> None:
    """R16–R23, R26, R77, R78 and the head of the minutes: nothing that is asked for can be forgotten."""
    wanted = {field.name for field in DETAILS if field.phase == "preparation"}
    assert wanted <= {row.name for row in entries(prep.desk)}
    assert wanted == set(texts.DETAIL_LABELS)


def test_what_is_required_says_so_and_stops_saying_so(prep: Workbench) -> None:
    """C01: day, time, place, chair, clerk, people."""
    assert "Ghi giờ, địa điểm, chủ trì và thư ký" in screen(prep)[0]
    assert "cần ghi (C01)" in row_of(prep, "Địa điểm")
    assert "nên ghi (C05)" in row_of(prep, "Tổ chức riêng")
    go(prep, "planned_start")
    press(prep, "enter", "14h", "enter", "down", "enter", "Nhà văn hóa thôn", "enter")
    press(prep, "down", "enter", "toan", "enter", "down", "enter", "lan ha", "enter")
    assert detail(prep, "planned_start") == "14:00"
    assert detail(prep, "place") == "Nhà văn hóa thôn"
    assert prep.desk.meeting.name(detail(prep, "chair")) == "Nguyễn Hoàng Toàn"
    assert "Đủ các mục bắt buộc" in screen(prep)[0]
    assert "cần ghi" not in shown(prep, 100, 40)


def test_documents_say_until_when_they_are_to_be_given_out_l17(prep: Workbench) -> None:
    """R23: counted back from the day of the session; one given out later says so."""
    assert "đã quá hạn phát 12/09/2023 (C02)" in row_of(prep, "Tài liệu Chỉ thị")
    prep.desk.do(SetDetail("date", "2023-09-25"))
    assert "hạn phát 22/09/2023 (C02)" in row_of(prep, "Tài liệu Chỉ thị")
    first = prep.desk.meeting.plan.documents[0].id
    go(prep, first)
    press(prep, "enter", "23/9", "enter")
    assert "đã phát 23/09/2023, muộn: hạn là 22/09/2023" in row_of(prep, "Tài liệu Chỉ thị")


def test_the_list_tells_which_posts_it_shows_r66(prep: Workbench) -> None:
    go(prep, "roster")
    assert "22 người · thấy 3 chức vụ" in row_of(prep, "Danh sách")
    assert "Chức vụ nhận ra: Bí thư, Phó Bí thư" in shown(prep, 100)


def test_the_clerk_is_not_the_chair(prep: Workbench) -> None:
    """R26."""
    go(prep, "chair")
    press(prep, "enter", "toan", "enter", "down", "enter", "toan", "enter")
    assert detail(prep, "clerk") == ""
    assert "hai người" in shown(prep)


@pytest.mark.parametrize(("typed", "iso"), [("12/9", "2023-09-12"), ("1.10.2024", "2024-10-01")])
def test_a_day_is_read_as_people_type_it(prep: Workbench, typed: str, iso: str) -> None:
    """The year of the meeting completes "12/9"."""
    go(prep, "notified_on")
    press(prep, "enter", typed, "enter")
    assert detail(prep, "notified_on") == iso


@pytest.mark.parametrize("typed", ["32/9", "hôm qua", "9/2023"])
def test_a_day_that_cannot_be_read_is_asked_again_with_how(prep: Workbench, typed: str) -> None:
    go(prep, "notified_on")
    press(prep, "enter", typed, "enter")
    assert prep.text == typed
    assert "gõ như 12/9" in shown(prep)
    assert detail(prep, "notified_on") == ""
    press(prep, *["backspace"] * len(typed), "12/9", "enter")
    assert detail(prep, "notified_on") == "2023-09-12"


def test_a_time_that_cannot_be_read_is_asked_again(prep: Workbench) -> None:
    go(prep, "planned_start")
    press(prep, "enter", "25h", "enter")
    assert prep.prompt is not None
    assert "gõ như 14:00" in shown(prep)


def test_the_day_of_the_meeting_is_prefilled_and_cannot_be_taken_away(prep: Workbench) -> None:
    press(prep, "home", "enter")
    assert prep.text == "15/09/2023"
    press(prep, "escape", "delete")
    assert detail(prep, "date") == "2023-09-15"


def test_a_flag_turns_with_enter_or_space_and_delete_forgets_it(prep: Workbench) -> None:
    """R16: "not merged" is an explicit yes or no; nobody said is a third thing."""
    go(prep, "separate")
    seen: list[bool | None] = []
    for key in ("enter", "space", "space", "delete"):
        press(prep, key)
        seen.append(prep.desk.meeting.details.flag("separate"))
    assert seen == [True, False, True, None]


def test_focus_topics_are_added_changed_and_taken_out_one_by_one(prep: Workbench) -> None:
    """R20: ";" splits; each topic has a row of its own."""
    go(prep, "focus_topics")
    press(prep, "enter", "Việc trực bão; Thu đảng phí ;; Họp thôn", "enter")
    topics = prep.desk.meeting.details.lines("focus_topics")
    assert topics == ("Việc trực bão", "Thu đảng phí", "Họp thôn")
    assert "2. Thu đảng phí" in shown(prep, 80, 40)
    press(prep, "down", "down", "enter", " đúng hạn", "enter")
    assert prep.desk.meeting.details.lines("focus_topics")[1] == "Thu đảng phí đúng hạn"
    press(prep, "delete")
    assert prep.desk.meeting.details.lines("focus_topics") == ("Việc trực bão", "Họp thôn")


def test_a_document_takes_today_with_two_keys_or_another_day(prep: Workbench) -> None:
    """R23, C02: Enter, Enter is today; a typed day is that day; Delete forgets it."""
    go(prep, "ct24")
    press(prep, "enter", "enter")
    assert prep.desk.meeting.handouts["ct24"].given == "2023-09-15"
    assert "đã phát 15/09/2023" in row_of(prep, "Tài liệu Chỉ thị 24")
    press(prep, "enter")
    assert prep.text == "15/09/2023"
    press(prep, *["backspace"] * 10, "12/9", "enter")
    assert prep.desk.meeting.handouts["ct24"].given == "2023-09-12"
    press(prep, "delete")
    assert prep.desk.meeting.handouts["ct24"].given == ""


def test_people_indicators_and_programme_are_summed_up(prep: Workbench) -> None:
    """L17: the sum of the planned minutes stands beside the 90 the plan asks for; an example is called one."""
    text = shown(prep, 100, 40)
    assert "22 người" in text
    assert f"25 biểu hiện, ví dụ minh hoạ · {prep.desk.meeting.plan.catalogue.digest()[:8]}" in text
    assert "9 bước, dự kiến 100′ · kế hoạch: không dưới 90′" in text


def test_the_roster_row_opens_the_import(prep: Workbench) -> None:
    go(prep, "roster")
    press(prep, "enter")
    assert isinstance(prep.pane, RosterPane)


def test_letters_find_a_row_and_enter_edits_it(prep: Workbench) -> None:
    press(prep, "dia diem", "enter", "Hội trường", "enter")
    assert detail(prep, "place") == "Hội trường"
    assert prep.text == ""


def test_the_next_meeting_begins_with_unit_parent_and_place_name(prep: Workbench) -> None:
    """36-HD/VPTW 1.2, 1.5: what is typed once comes again; the place name begins as the parent's."""
    assert detail(prep, "locality") == "Tân Lạc Hạ"
    go(prep, "parent")
    press(prep, "enter", *["backspace"] * 40, "Đảng ủy xã Tân Lạc", "enter")
    prep.desk.create("2023-09-18")
    assert detail(prep, "parent") == "Đảng ủy xã Tân Lạc"
    assert detail(prep, "unit") == "Chi bộ thôn Đông Mít"


def test_f6_starts_from_here(prep: Workbench) -> None:
    press(prep, "f6", "enter")
    assert prep.desk.meeting.agenda.running


@pytest.mark.parametrize(("width", "height"), [(100, 22), (80, 18), (60, 10)])
def test_it_fits_every_size(prep: Workbench, width: int, height: int) -> None:
    go(prep, "kh171")
    lines = screen(prep, width, height)
    assert len(lines) == height + 2
    assert any("171-KH/TU" in line for line in lines)


def test_the_cursor_begins_on_the_first_row_that_is_wanting(prep: Workbench) -> None:
    """C01: the day is known, the hour is asked for first; a move goes on from there."""
    wanting = [row for row in entries(prep.desk) if row.rule and not text_of(prep.desk, row)]
    pane = prep.pane
    assert isinstance(pane, PreparationPane)
    assert pane.current(prep, "") == wanting[0]
    assert wanting[0].name != "date"
    press(prep, "up")
    assert pane.current(prep, "") == entries(prep.desk)[list(entries(prep.desk)).index(wanting[0]) - 1]
