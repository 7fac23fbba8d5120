"""The report pane (R79, L20): what is still owed, how far the papers have come, and every paper as a file."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from models.commands import SetDetail, Undo
from models.record import Record
from tests.tui.bench import clock_of, press, screen, shown, shut, text_of
from tests.tui.held import adopt, choose, conclude, do, hold, meeting, satisfy
from tui import papers
from tui.export import FOLDER
from tui.panes.paragraphs import ParagraphsPane
from tui.panes.report import ROWS, ReportPane
from tui.workbench import Workbench

FIELDS = tuple(row.id for row in ROWS if row.kind == "field")


@pytest.fixture
def ended(bench: Workbench, tmp_path: Path) -> Workbench:
    """A session held, adopted and ended; papers go to a folder of the test."""
    bench.desk.store.set_setting(FOLDER, str(tmp_path / "biên bản"))
    hold(bench, minutes=95)
    satisfy(bench)
    conclude(bench)
    adopt(bench)
    press(bench, "f10")
    choose(bench, "end")
    press(bench, "enter", "enter", *["escape"] * 12)
    assert meeting(bench).agenda.ended is not None
    bench.desk.store.set_setting(FOLDER, str(tmp_path / "giấy tờ"))
    press(bench, "f10")
    choose(bench, "report")
    press(bench, "enter")
    assert isinstance(bench.pane, ReportPane)
    return bench


def at(bench: Workbench, row: str) -> None:
    """Put the cursor on a row by the arrows alone."""
    press(bench, "home", *["down"] * [one.id for one in ROWS].index(row))


def files(tmp_path: Path) -> list[Path]:
    return sorted(path for path in (tmp_path / "giấy tờ").rglob("*") if path.is_file())


# --- what it shows ------------------------------------------------------------------------------------------


def test_the_stages_stand_in_one_line_with_their_times(ended: Workbench) -> None:
    """L20: draft, read, adopted, signed, sent."""
    assert screen(ended)[0].strip() == "dự thảo › đọc 15:35 › thông qua 15:35 › ký: chưa › gửi: chưa"
    do(ended, SetDetail("signed_on", "2023-09-16"), SetDetail("report_sent", "2023-09-25"))
    assert screen(ended)[0].strip() == "dự thảo › đọc 15:35 › thông qua 15:35 › ký 16/9 › gửi 25/9"


@pytest.mark.parametrize(
    ("days", "says"),
    [(0, "Hạn gửi 29/10/2023, còn 44 ngày"), (44, "là hôm nay"), (45, "đã quá 1 ngày")],
    ids=["early", "last day", "over"],
)
def test_the_last_day_is_counted_down(ended: Workbench, days: int, says: str) -> None:
    """C23, R79."""
    clock_of(ended).pass_time(minutes=days * 24 * 60)
    assert says in screen(ended)[1]


@pytest.mark.parametrize(("sent", "says"), [("2023-10-29", "đúng hạn"), ("2023-10-30", "sau hạn 29/10/2023")])
def test_what_was_sent_is_told_in_time_or_late(ended: Workbench, sent: str, says: str) -> None:
    do(ended, SetDetail("report_sent", sent))
    assert says in screen(ended)[1]


def test_what_the_report_lacks_is_told(ended: Workbench) -> None:
    """R79: by name where there is room, else by number."""
    assert "còn thiếu: ưu điểm; hạn chế, nguyên nhân; kiến nghị, đề xuất" in screen(ended, 120, 30)[1]
    assert "còn thiếu 3 mục" in screen(ended, 60, 10)[1]
    for field in FIELDS[:3]:
        do(ended, SetDetail(field, "Không"))
    assert "báo cáo đã đủ" in screen(ended)[1]


def test_before_the_adoption_the_report_is_not_whole(bench: Workbench) -> None:
    """L20: nothing is signed, and the pane says why."""
    hold(bench)
    bench.show(ReportPane())
    assert "biên bản chưa thông qua" in screen(bench, 120, 30)[1]
    at(bench, "signed_on")
    press(bench, "enter")
    assert bench.prompt is None
    assert "chưa ký được" in text_of(bench.asking(100))


def test_the_footer_offers_to_empty_fields_alone(ended: Workbench) -> None:
    """A paper is not emptied: the key is not named there."""
    at(ended, "signed_on")
    assert ("Delete", "bỏ trống") in ended.pane.hints(ended)
    press(ended, "end")
    assert "Delete" not in dict(ended.pane.hints(ended))


def test_figures_stand_beside_the_list_or_in_its_place(ended: Workbench) -> None:
    """One source: the same rows either way."""
    wide = shown(ended, 120, 30)
    assert "Ưu điểm" in wide
    assert "Số bước" in wide
    narrow = shown(ended)
    assert "Số bước" not in narrow
    press(ended, "tab")
    assert "Số bước" in shown(ended)
    assert "Kiến nghị, đề xuất" not in shown(ended)
    press(ended, "down")
    assert "Số bước" not in shown(ended)


@pytest.mark.parametrize(("width", "height"), [(60, 10), (80, 18), (100, 22), (120, 31)])
@pytest.mark.parametrize("row", [row.id for row in ROWS])
def test_every_row_can_be_seen_at_every_size(ended: Workbench, row: str, width: int, height: int) -> None:
    at(ended, row)
    label = next(one.label for one in ROWS if one.id == row)
    assert any(label in line for line in screen(ended, width, height)[2:])


def test_a_click_chooses_a_row(ended: Workbench) -> None:
    lines = screen(ended)
    place = next(index for index, line in enumerate(lines) if "Bảng tính" in line)
    assert isinstance(ended.pane, ReportPane)
    ended.pane.clicked(ended, 5, place)
    assert ROWS[ended.pane.cursor].id == "tables"


# --- filling in ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("field", ["report_strengths", "report_limits"])
def test_the_desk_suggests_and_people_decide(ended: Workbench, field: str) -> None:
    """R79: Enter takes what figures and rules suggest; typed words stand beside it."""
    at(ended, field)
    press(ended, "enter")
    assert isinstance(ended.pane, ParagraphsPane)
    assert "Gợi ý" in shown(ended)
    press(ended, "enter", "Thêm một ý", "enter", "escape")
    assert isinstance(ended.pane, ReportPane)
    lines = meeting(ended).details.text(field).splitlines()
    assert len(lines) >= 2
    assert lines[-1] == "Thêm một ý"


def test_proposals_are_peoples_alone(ended: Workbench) -> None:
    at(ended, "report_proposals")
    press(ended, "enter", "enter")
    assert meeting(ended).details.text("report_proposals") == ""
    press(ended, "Đề nghị hỗ trợ", "enter", "escape")
    assert meeting(ended).details.text("report_proposals") == "Đề nghị hỗ trợ"


def test_number_and_days_are_asked_for(ended: Workbench) -> None:
    """Enter alone is today; a typed day is of this year."""
    at(ended, "report_number")
    press(ended, "enter", "07", "enter")
    at(ended, "signed_on")
    press(ended, "enter", "16/9", "enter")
    at(ended, "report_sent")
    press(ended, "enter", "enter")
    details = meeting(ended).details
    assert (details.text("report_number"), details.text("signed_on")) == ("07", "2023-09-16")
    assert details.text("report_sent") == "2023-09-15"


def test_delete_empties_a_field_and_undo_brings_it_back(ended: Workbench) -> None:
    """L6."""
    do(ended, SetDetail("report_number", "07"))
    at(ended, "report_number")
    press(ended, "delete")
    assert meeting(ended).details.text("report_number") == ""
    do(ended, Undo())
    assert meeting(ended).details.text("report_number") == "07"


def test_letters_are_not_taken_for_commands(ended: Workbench) -> None:
    """L3."""
    before = len(meeting(ended).ledger.entries)
    press(ended, "xoa")
    assert ended.text == ""
    assert len(meeting(ended).ledger.entries) == before


# --- files --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("paper", ["report", "sheet"])
@pytest.mark.parametrize(
    ("digit", "ending", "head"), [("1", ".docx", b"PK"), ("2", ".pdf", b"%PDF"), ("3", ".txt", b"")]
)
def test_papers_are_written_in_each_format(
    ended: Workbench, tmp_path: Path, paper: str, digit: str, ending: str, head: bytes
) -> None:
    """R79, R25: the format is one key; a report that is not whole is called a draft."""
    at(ended, paper)
    press(ended, "enter", digit)
    (path,) = files(tmp_path)
    assert path.suffix == ending
    assert path.read_bytes().startswith(head)
    assert ("du-thao" in path.name) is (paper == "report")


def test_the_record_is_json_by_the_published_model(ended: Workbench, tmp_path: Path) -> None:
    at(ended, "record")
    press(ended, "enter")
    (path,) = files(tmp_path)
    record = Record.model_validate_json(path.read_bytes())
    assert record.identity.meeting == (ended.desk.replica.id if ended.desk.replica else "")
    assert json.loads(path.read_text("utf-8"))["figures"]["members"]["total"] == 22


def test_the_tables_are_a_workbook_or_a_folder_of_csv(ended: Workbench, tmp_path: Path) -> None:
    at(ended, "tables")
    press(ended, "enter", "1")
    (book,) = files(tmp_path)
    assert book.suffix == ".xlsx"
    press(ended, "enter", "2")
    tables = [path for path in files(tmp_path) if path.suffix == ".csv"]
    assert len(tables) == 15
    members = next(path for path in tables if path.name == "nguoi-du.csv")
    rows = list(csv.reader(members.read_text("utf-8-sig").splitlines()))
    assert len(rows) == 1 + 22 + 1
    assert "15 tệp CSV" in text_of(ended.asking(400))


def test_a_table_that_a_person_changed_stays(ended: Workbench, tmp_path: Path) -> None:
    """L20: never over a hand's work, and it is told which."""
    at(ended, "tables")
    press(ended, "enter", "2")
    changed = next(path for path in files(tmp_path) if path.name == "bieu-quyet.csv")
    changed.write_text("của tôi", "utf-8")
    press(ended, "enter", "2")
    assert changed.read_text("utf-8") == "của tôi"
    assert "bieu-quyet.csv" in text_of(ended.asking(120))


def test_the_news_is_read_before_it_is_written(ended: Workbench, tmp_path: Path) -> None:
    """R76: nothing goes out unread; Esc writes nothing."""
    at(ended, "news")
    press(ended, "enter")
    assert "lượt phát biểu của" in " ".join(shown(ended, 100, 24).split())
    press(ended, "escape")
    assert files(tmp_path) == []
    press(ended, "enter", "enter")
    (path,) = files(tmp_path)
    assert path.read_text("utf-8") == papers.news(ended.desk)


def test_there_is_no_news_of_a_session_that_goes_on(bench: Workbench) -> None:
    hold(bench)
    bench.show(ReportPane())
    at(bench, "news")
    press(bench, "enter")
    assert bench.prompt is None
    assert "chưa kết thúc" in text_of(bench.asking(100))


def test_the_sheet_can_be_printed_before_anybody_came(bench: Workbench, tmp_path: Path) -> None:
    """R25: a list to sign, from the palette before the session begins."""
    bench.desk.store.set_setting(FOLDER, str(tmp_path / "giấy tờ"))
    press(bench, "ctrl+p", "bao cao", "enter")
    assert isinstance(bench.pane, ReportPane)
    at(bench, "sheet")
    press(bench, "enter", "3")
    (path,) = files(tmp_path)
    assert "danh-sach-ky" in path.name
    assert "Ký tên" in path.read_text("utf-8")


def test_a_folder_that_cannot_be_written_is_said(ended: Workbench, tmp_path: Path) -> None:
    blocked = tmp_path / "tệp"
    blocked.write_text("not a folder")
    ended.desk.store.set_setting(FOLDER, str(blocked))
    for row, keys in (("record", ("enter",)), ("tables", ("enter", "2"))):
        at(ended, row)
        press(ended, *keys)
        assert "Không ghi được" in shown(ended, 100)


def test_a_meeting_that_was_never_opened_has_no_report(tmp_path: Path) -> None:
    """The closing pane says so instead of failing."""
    from tests.tui.bench import make_bench
    from tui.closing_tasks import open_report

    bench = make_bench(tmp_path / "other", meeting=False)
    bench.desk.open(bench.desk.store.new_meeting("2023-09-15"))
    open_report(bench)
    assert not isinstance(bench.pane, ReportPane)
    assert "chưa có báo cáo" in bench.notice.text
    shut(bench)
