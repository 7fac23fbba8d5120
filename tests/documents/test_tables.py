"""The record in a spreadsheet and as CSV: true days, text that is never run, the same bytes every time."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import date, datetime

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from documents.csv_file import render_csv
from documents.sheet import render_xlsx
from documents.tables import Cell, Column, Table, tables_of
from models import facts as f
from models.plan import Plan
from models.record import record_of
from tests.models import minutes_record as record
from tests.models.build import at

AFTERWARDS = at("18:00")
MADE = at("15:35")

HOSTILE = [
    "=1+1",
    "=HYPERLINK(\"file:///etc/passwd\",\"xem\")",
    "+84 912",
    "-1",
    "@SUM(A1)",
    " =cmd|'/C calc'!A0",
    "\t=1",
    "mailto:a@b.vn",
    "{=1}",
    "'=1",
    "<b>đậm</b> & \"nháy\"",
]  # fmt: skip
"""What a note may begin with and a spreadsheet must not run."""


def moment(text: str) -> datetime:
    """A moment as spreadsheets know it: of the place, without a zone."""
    return datetime.fromisoformat(text)


def table(*rows: tuple[Cell, ...]) -> Table:
    """A table of two columns."""
    return Table("thu", "Thử", (Column("Nội dung", 30), Column("Ngày", 12)), rows)


def opened(*tables: Table) -> openpyxl.Workbook:
    """The workbook as a spreadsheet reads it."""
    return openpyxl.load_workbook(io.BytesIO(render_xlsx(tables, MADE)))


def lines(made: Table) -> list[list[str]]:
    """The CSV as a program reads it."""
    return list(csv.reader(io.StringIO(render_csv(made).decode("utf-8-sig"))))


# --- which tables -------------------------------------------------------------------------------------------


@pytest.fixture
def tables(plan: Plan) -> dict[str, Table]:
    """The tables of the small session, by name."""
    return {one.name: one for one in tables_of(record_of(record.whole(plan).meeting, AFTERWARDS))}


def test_there_is_one_for_each_part(tables: dict[str, Table]) -> None:
    """Attendance intervals, speeches, indicators, votes, solutions, tasks, rules, and what goes with them."""
    assert list(tables) == [
        "so-lieu", "nguoi-du", "diem-danh", "cac-buoc", "phat-bieu", "ghi-chep", "bieu-hien", "y-kien-khac",
        "giai-phap", "giao-viec", "ton-dong", "cam-ket", "bieu-quyet", "dieu-kien", "tai-lieu",
    ]  # fmt: skip
    assert all(len(row) == len(one.columns) for one in tables.values() for row in one.rows)
    assert all(len(one.title) <= 31 for one in tables.values())


def test_names_stand_for_ids_and_words_for_codes(tables: dict[str, Table]) -> None:
    row = tables["giai-phap"].rows[0]
    assert row[:5] == (
        "Lập sổ việc chung, mỗi việc có người nhận", "Đỗ Quốc Toản", "Trần Văn Bảy", date(2023, 9, 30), "chi bộ",
    )  # fmt: skip
    third = next(row for row in tables["bieu-hien"].rows if row[0] == 3)
    assert third[2:5] == ("có", "ít", "chi bộ")


def test_a_stay_is_a_row(tables: dict[str, Table]) -> None:
    """L2: times as moments of the place, minutes as a number; the absent have a row without times."""
    bay = [row for row in tables["diem-danh"].rows if row[0] == "Trần Văn Bảy"]
    assert [(row[4], row[5], row[6]) for row in bay] == [
        (moment("2023-09-15 14:00"), moment("2023-09-15 15:16"), 76),
        (moment("2023-09-15 15:19"), moment("2023-09-15 15:37"), 18),
    ]
    en = next(row for row in tables["diem-danh"].rows if row[0] == "Cao Thị Én")
    assert en[1:3] == ("vắng có lý do", "đi viện")
    assert en[4:] == (None, None, None)


def test_free_words_for_a_day_stay_words(plan: Plan) -> None:
    desk = record.ready(plan)
    desk.say(record.note("n_9", "", record.AN.id, "Sửa cống", "15:12", kind="task", due="trong quý IV"))
    found = {one.name: one for one in tables_of(record_of(desk.meeting, AFTERWARDS))}
    assert found["giao-viec"].rows[0][3] == "trong quý IV"


# --- XLSX ---------------------------------------------------------------------------------------------------


def test_the_sheet_has_headings_that_stay(tables: dict[str, Table]) -> None:
    book = opened(*tables.values())
    assert book.sheetnames == [one.title for one in tables.values()]
    for one in tables.values():
        sheet: Worksheet = book[one.title]
        assert [cell.value for cell in sheet[1]] == [column.heading for column in one.columns]
        assert sheet.freeze_panes == "A2"
        assert sheet.column_dimensions["A"].width == pytest.approx(one.columns[0].width, abs=1)
        assert sheet.max_row == len(one.rows) + 1


def test_days_are_days_and_numbers_numbers() -> None:
    sheet = opened(table(("a", date(2023, 9, 30)), (5, moment("2023-09-15 14:05")), (True, None)))["Thử"]
    assert sheet["B2"].value == moment("2023-09-30 00:00")
    assert (sheet["B2"].number_format, sheet["B3"].number_format) == ("dd/mm/yyyy", "dd/mm/yyyy hh:mm")
    assert sheet["B3"].value == moment("2023-09-15 14:05")
    assert (sheet["A3"].value, sheet["A4"].value, sheet["B4"].value) == (5, "có", None)


@pytest.mark.parametrize("text", HOSTILE)
def test_text_is_never_a_formula(text: str) -> None:
    """A note that begins with "=" is a note."""
    cell = opened(table((text, None)))["Thử"]["A2"]
    assert cell.data_type == "s"
    assert str(cell.value).strip() == text.replace("\t", " ").strip()
    assert cell.hyperlink is None


def test_forbidden_characters_do_not_break_the_file() -> None:
    """Control codes and direction overrides typed or pasted into a note."""
    cell = opened(table(("một\x00\x1b[31mhai\u202e\nba", None)))["Thử"]["A2"]
    assert cell.value == "một[31mhai\nba"


def test_the_longest_cell_fits() -> None:
    """Excel refuses a file with a longer one."""
    cell = opened(table(("ă" * 40_000, None)))["Thử"]["A2"]
    assert len(str(cell.value)) == 32_767


def test_a_day_that_spreadsheets_do_not_know_is_told_as_a_text() -> None:
    """A slip of the year is seen as what it is, not as "####" or as another day."""
    sheet = opened(table(("nhầm năm", date(223, 9, 15)), ("trước", date(1850, 3, 4)), ("sau", date(1900, 1, 1))))["Thử"]
    assert [sheet[f"B{row}"].value for row in (2, 3)] == ["15/09/223", "04/03/1850"]
    assert sheet["B4"].is_date


def test_a_row_is_as_high_as_its_text() -> None:
    """Not every spreadsheet looks for itself how high wrapped text is; a row of one line is left to it."""
    sheet = opened(table(("ngắn", None), ("chữ " * 20, None), ("một\nhai\nba", None), ("ă" * 40_000, None)))["Thử"]
    heights = [sheet.row_dimensions[row].height for row in range(1, 6)]
    assert heights == [None, None, 45, 45, 408]
    wide = Table("thu", "Thử", (Column("Tăng, giảm so với đợt trước", 12),), ((1,),))
    assert opened(wide)["Thử"].row_dimensions[1].height == 45


def test_equal_tables_give_equal_bytes(tables: dict[str, Table]) -> None:
    """L21: no clock in the file."""
    first = render_xlsx(tables.values(), MADE)
    assert first == render_xlsx(tables.values(), MADE)
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"2023-09-15T08:35:00Z" in archive.read("docProps/core.xml")


# --- CSV ----------------------------------------------------------------------------------------------------


def test_excel_knows_it_as_utf8() -> None:
    """The mark at the beginning; lines end as RFC 4180 says."""
    data = render_csv(table(("Nguyễn Thị Bích", date(2023, 9, 30))))
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.decode("utf-8-sig") == "Nội dung,Ngày\r\nNguyễn Thị Bích,2023-09-30\r\n"


@pytest.mark.parametrize("text", HOSTILE)
def test_csv_cannot_run_anything(text: str) -> None:
    """A leading = + - @, blanks before it or not, is neutralised by an apostrophe; other text is left alone."""
    cell = lines(table((text, None)))[1][0]
    assert not cell.lstrip().startswith(("=", "+", "-", "@"))
    runs = text.lstrip().startswith(("=", "+", "-", "@"))
    assert cell == ("'" if runs else "") + text.replace("\t", "\\t")


@pytest.mark.parametrize("before", ["\x00", "\u202e", " \x01 "])
def test_no_unseen_character_hides_a_formula(before: str) -> None:
    """What is left out of the file cannot stand before the sign there either."""
    assert lines(table((f"{before}=1+1", None)))[1][0].lstrip("' ") == "=1+1"
    assert lines(table((f"{before}=1+1", None)))[1][0].startswith("'")


def test_every_row_is_one_line() -> None:
    """Line breaks and tabs inside a text are written out."""
    data = render_csv(table(("một\nhai\tba\r\nbốn", "cuối"))).decode("utf-8-sig")
    assert data.splitlines()[1] == "một\\nhai\\tba\\nbốn,cuối"


def test_numbers_below_zero_are_numbers() -> None:
    assert lines(table((-3, moment("2023-09-15 14:05"))))[1] == ["-3", "2023-09-15 14:05"]


def test_a_note_with_a_formula_goes_through_whole(plan: Plan) -> None:
    """From the desk to both files."""
    desk = record.ready(plan)
    desk.say(f.NoteWritten(note="n_x", kind="remark", text='=HYPERLINK("x")', at=at("15:12")))
    notes = next(one for one in tables_of(record_of(desk.meeting, AFTERWARDS)) if one.name == "ghi-chep")
    texts = [row[3] for row in notes.rows]
    assert '=HYPERLINK("x")' in texts
    assert '\'=HYPERLINK("x")' in [line[3] for line in lines(notes)]
    cells = [row[3] for row in opened(notes)["Ghi chép"].iter_rows(min_row=2)]
    assert {cell.data_type for cell in cells} == {"s"}


def test_a_wide_table_is_printed_in_letters_that_can_be_read() -> None:
    """Side by side on several pages, each of which begins with the columns that name the row."""
    named = [Column("Mã", 12), Column("Đơn vị", 44)]
    narrow = Table("hep", "Hẹp", (*named, *(Column(f"Cột {n}", 12) for n in range(6))), ())
    wide = Table("rong", "Rộng", (*named, *(Column(f"Cột {n}", 12) for n in range(30))), ())
    one, other = opened(narrow, wide).worksheets
    assert one.page_setup.fitToWidth in (None, 1)
    assert other.page_setup.fitToWidth == 3
    assert other.print_title_cols == "$A:$B"
    assert other.print_title_rows == "$1:$1"
