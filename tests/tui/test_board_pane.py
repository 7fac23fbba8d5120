"""The board of indicators (desk.md L7; R21, R33–R35): every mark by a few keys, every state in words."""

from __future__ import annotations

from pathlib import Path

import pytest

from documents.plan_file import load_plan
from models.entries import Entry
from models.facts import Assessed
from tests.tui.bench import clock_of, make_bench, press, screen, shown, shut
from tui.panes.board import BoardPane
from tui.panes.board_view import minutes_seconds
from tui.workbench import Workbench


@pytest.fixture
def board(bench: Workbench) -> Workbench:
    """The discussion runs, everybody is here, the board is up."""
    press(bench, "f2", "0", "enter", "f6", "enter")
    while bench.desk.meeting.agenda.current is None or bench.desk.meeting.agenda.current.step != "thao_luan":
        press(bench, "f6")
    press(bench, "f4")
    return bench


def pane(bench: Workbench) -> BoardPane:
    top = bench.pane
    assert isinstance(top, BoardPane)
    return top


def under_cursor(bench: Workbench) -> str:
    row = pane(bench).current(bench, bench.text)
    assert row is not None
    return row.id


def drawn_row(bench: Workbench, number: int) -> str:
    return next(line for line in screen(bench, 100, 40) if line[1:5].strip() == str(number))


# --- moving ---


def test_one_key_opens_it_on_the_indicator_being_discussed(board: Workbench) -> None:
    """L7: the cursor is on the current indicator."""
    press(board, "escape", "#17", "enter", "f4")
    assert under_cursor(board) == "17"


def test_a_number_is_three_keys_away(board: Workbench) -> None:
    """desk.md §4: moving to indicator n takes at most 4 keys: F4, 1, 4."""
    press(board, "escape")
    keys = ["f4", "1", "4"]
    press(board, *keys)
    assert under_cursor(board) == "14"
    assert len(keys) <= 4


def test_typed_number_is_gone_after_the_act(board: Workbench) -> None:
    press(board, "14", "space")
    assert board.text == ""
    assert board.desk.meeting.board.row("14").present == "co"  # type: ignore[union-attr]
    assert under_cursor(board) == "14"


def test_a_number_beyond_the_board_says_so_and_records_nothing(board: Workbench) -> None:
    before = len(board.desk.meeting.ledger.entries)
    press(board, "77", "enter")
    assert "Không có biểu hiện số 77" in shown(board)
    assert len(board.desk.meeting.ledger.entries) == before


def test_letters_without_marks_filter_by_label_and_keep_their_space(board: Workbench) -> None:
    press(board, "ruou trua")
    assert [row.id for row in pane(board).rows(board, board.text) if row] == ["4"]
    press(board, "enter", "2")
    assert board.desk.meeting.board.row("4").present == "khong"  # type: ignore[union-attr]
    assert board.text == ""
    assert under_cursor(board) == "4"


def test_tab_goes_through_the_filters(board: Workbench) -> None:
    """L7: a key cycles filters; each shows exactly the rows it names."""
    press(board, "3", "space")  # có, no degree yet: not concluded
    press(board, "5", "space", "space")  # không: concluded
    found = {}
    for _ in range(5):
        found[pane(board).filter] = [row.id for row in pane(board).rows(board, "") if row]
        press(board, "tab")
    assert found["open"] == ["3"]
    assert found["found"] == ["3"]
    assert "3" not in found["untouched"]
    assert len(found["untouched"]) == 23
    assert len(found["silent"]) == len(found["all"]) == 25
    assert pane(board).filter == "all"


def test_a_number_the_filter_hides_leaves_the_filter(board: Workbench) -> None:
    press(board, "tab", "tab", "14")
    assert under_cursor(board) == "14"


# --- recording ---


def test_space_goes_through_the_three_answers(board: Workbench) -> None:
    answers = []
    press(board, "9")
    for _ in range(4):
        press(board, "space")
        answers.append(board.desk.meeting.board.row("9").present)  # type: ignore[union-attr]
    assert answers == ["co", "khong", "chua_ro", "co"]


def test_co_asks_its_degree_right_away_and_esc_leaves_it_open(board: Workbench) -> None:
    """R33, R34: có wants a degree of the plan's scale; without one the row says that it is missing."""
    press(board, "7", "enter", "1", "escape")
    row = board.desk.meeting.board.row("7")
    assert row is not None
    assert (row.present, row.degree) == ("co", "")
    assert "có, mức độ?" in drawn_row(board, 7)
    press(board, "enter", "1", "2")
    row = board.desk.meeting.board.row("7")
    assert row is not None
    assert row.degree == "co_luc"
    assert "có, có lúc" in drawn_row(board, 7)
    assert "xong" in drawn_row(board, 7)


def test_every_field_of_the_menu_is_recorded(board: Workbench) -> None:
    press(board, "12", "enter", "5", "2")
    press(board, "enter", "6", "Sổ mượn trống từ tháng 6", "enter")
    press(board, "enter", "7", "Chi bộ thống nhất là có", "enter")
    press(board, "enter", "9", "lan ha", "enter")
    press(board, "enter", "8")
    row = board.desk.meeting.board.row("12")
    assert row is not None
    assert (row.scope, row.evidence, row.conclusion) == ("cell", "Sổ mượn trống từ tháng 6", "Chi bộ thống nhất là có")
    assert board.desk.meeting.name(row.raised_by) == "Phạm Thị Lan Hà"
    assert board.desk.meeting.agenda.focus == "12"
    detail = shown(board, 80, 18)
    assert "Dẫn chứng: Sổ mượn trống" in detail
    assert "Kết luận: Chi bộ thống nhất" in detail
    press(board, "enter", "8")
    assert board.desk.meeting.agenda.focus == ""


def test_a_sign_beyond_the_list_is_added_by_insert_and_called_26(board: Workbench) -> None:
    """R35: Insert adds; digits and #26 in notes mean the same row."""
    press(board, "insert", "Ngại góp ý cho người thân", "enter")
    added = board.desk.meeting.board.added[-1]
    assert added.text == "Ngại góp ý cho người thân"
    assert under_cursor(board) == added.id
    press(board, "26", "space")
    assert board.desk.meeting.board.row(added.id).present == "co"  # type: ignore[union-attr]
    press(board, "escape", "Có người nói #26", "enter")
    assert board.desk.meeting.notes.all[-1].indicators == (added.id,)


def test_the_last_row_adds_too_where_a_keyboard_has_no_insert(board: Workbench) -> None:
    press(board, "end", "enter", "Việc khác", "enter")
    assert board.desk.meeting.board.added[-1].text == "Việc khác"


def test_words_that_match_nothing_become_a_new_sign(board: Workbench) -> None:
    press(board, "ngại va chạm", "enter", "enter")
    assert board.desk.meeting.board.added[-1].text == "ngại va chạm"


def test_undo_takes_a_mark_back(board: Workbench) -> None:
    """L6."""
    press(board, "9", "space", "ctrl+z")
    assert board.desk.meeting.board.row("9").present == ""  # type: ignore[union-attr]


# --- what is drawn ---


def test_the_header_tells_discussed_unfinished_and_the_pace(board: Workbench) -> None:
    """L7: "18/25 discussed, 3 without conclusion, 22 min left, needed pace 3:08 each"."""
    for number in range(1, 19):
        press(board, str(number), "space", *([] if number <= 3 else ["space"]))
    clock_of(board).pass_time(minutes=18)
    assert "18/25 đã bàn · 3 chưa kết luận · còn 22′, mỗi biểu hiện 3′08" in shown(board)


def test_pace_in_minutes_and_seconds() -> None:
    assert [minutes_seconds(ms) for ms in (188_571, 60_000, 5_000)] == ["3′08", "1′00", "0′05"]


def test_overtime_is_said(board: Workbench) -> None:
    clock_of(board).pass_time(minutes=47)
    assert "quá giờ thảo luận 7′" in shown(board)


def test_a_row_tells_speakers_remedies_differences_and_minutes(board: Workbench) -> None:
    """L7: speakers as count and initials (a namesake with the birth year), + remedies, ~ differences, minutes."""
    press(board, "escape", "f3", "hung 61", "enter", "#14", "enter")
    press(board, "Có việc ấy", "enter", "~ do chia địa bàn", "enter", "+ phân công lại @toan >30/9", "enter")
    clock_of(board).pass_time(minutes=5)
    press(board, "f3", "lan ha", "enter", "Tôi cũng thấy", "enter", "f4")
    row = drawn_row(board, 14)
    assert row.startswith("▸ 14")
    assert "2 NVH61 PTLH" in row
    assert row.split()[-4:] == ["1", "1", "5′", "chưa"]
    assert "~ do chia địa bàn (NVH61) · chưa thống nhất" in shown(board, 80, 22)


def test_example_texts_are_named_as_such(board: Workbench) -> None:
    assert shown(board, 80, 18).count("ví dụ minh hoạ") == 2  # the header and the wording of the row


def test_a_blank_slot_says_that_the_appendix_is_missing(tmp_path: Path) -> None:
    """The official wording is never invented: the slot is told by its number."""
    bench = make_bench(tmp_path, meeting=False)
    bench.desk.store.keep_indicators(load_plan().catalogue)
    bench.desk.create("2023-09-15")
    press(bench, "f4", "7")
    assert "Biểu hiện 7 (chưa nhập nội dung Phụ lục)" in shown(bench, 80, 18)
    assert "ví dụ" not in shown(bench, 80, 18)
    shut(bench)


@pytest.mark.parametrize(("width", "height"), [(100, 22), (80, 18), (60, 10)])
def test_it_fits_every_size_with_and_without_a_question(board: Workbench, width: int, height: int) -> None:
    """Sizes 100×28, 80×24 and 60×16: nothing is wider than the screen, the cursor row is always there."""
    press(board, "19")
    assert any(line[1:5].strip() == "19" for line in screen(board, width, height))
    press(board, "enter")
    lines = screen(board, width, height)
    assert len(lines) == height + 2
    assert any("9  người nêu" in line for line in lines) or height < 12


def test_marks_of_two_desks_that_differ_carry_a_sign(board: Workbench) -> None:
    """sync.md §3: both values are kept and ≠ shows it."""
    press(board, "6", "space")
    meeting = board.desk.meeting
    rival = Entry("other", 1, board.desk.now(), 0, "", Assessed(indicator="6", field="present", value="khong"))
    meeting.apply(rival)
    assert drawn_row(board, 6).startswith("≠  6")
    press(board, "6")
    assert "Hai máy ghi khác nhau" in shown(board)
