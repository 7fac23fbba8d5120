"""Importing the member list with a preview (L17, IM-3, IM-5): nothing is saved before Enter, nothing is lost."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook

from models.facts_minutes import Adopted
from tests.tui.bench import ROSTER_01, ROSTERS, make_bench, press, screen, shown, shut
from tui.panes.roster import RosterPane
from tui.typed_path import file_meant, is_folder, typed_path
from tui.workbench import Workbench

TCVN3 = ROSTERS / "03_chi_bo_khu_pho_5_tcvn3.csv"
TWO_SHEETS = ROSTERS / "02_chi_bo_thcs_hoa_sua.xlsx"


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Workbench]:
    """A desk without people."""
    made = make_bench(tmp_path / "home", roster=False, meeting=False, pane=RosterPane())
    yield made
    shut(made)


def count(bench: Workbench) -> int:
    roster = bench.desk.store.roster()
    return len(roster.people) if roster is not None else 0


def changed_copy(tmp_path: Path) -> Path:
    """Roster 01 with one post changed, one person gone and one new."""
    path = tmp_path / "moi.xlsx"
    shutil.copy(ROSTER_01, path)
    book = load_workbook(path)
    sheet = book["DSDV"]
    rows = {sheet.cell(row, 1).value: row for row in range(9, 40)}
    sheet.cell(rows[4], 8).value = "Chi ủy viên"
    sheet.cell(rows[20], 2).value = "Phùng Thị Mới"
    sheet.cell(rows[20], 4).value = "01/02/1991"
    sheet.cell(rows[20], 7).value = "00.999999"
    book.save(path)
    return path


def test_the_preview_shows_what_was_understood_and_enter_saves(empty: Workbench) -> None:
    press(empty, str(ROSTER_01), "enter")
    text = shown(empty, 100, 40)
    for part in ("Chi bộ thôn Đông Mít", "22 người, danh sách ghi 22", "Nguyễn Hoàng Toàn", "B: Họ và tên", "Unicode"):
        assert part in text
    assert "Lần nhập đầu tiên: 22 người" in text
    assert "2 người cùng tên Nguyễn Văn Hùng" in text
    assert count(empty) == 0
    press(empty, "enter")
    assert count(empty) == 22


def test_a_second_import_of_the_same_file_changes_nothing(empty: Workbench) -> None:
    """IM-5."""
    for _ in range(2):
        press(empty, str(ROSTER_01), "enter")
        before = empty.desk.store.roster()
        text = shown(empty, 100, 40)
        press(empty, "enter")
    assert "Không có gì thay đổi" in text
    assert "Không có gì thay đổi" in shown(empty)
    assert empty.desk.store.roster() == before


def test_a_changed_file_shows_new_changed_and_missing_before_saving(empty: Workbench, tmp_path: Path) -> None:
    """L17: the diff comes first; who would go is asked about; ids stay."""
    press(empty, str(ROSTER_01), "enter", "enter")
    old = empty.desk.store.roster()
    assert old is not None
    press(empty, str(changed_copy(tmp_path)), "enter")
    text = shown(empty, 100, 40)
    assert "thêm 1 · đổi 1 · không còn 1 · giữ nguyên 20" in text
    assert "− Lý Bảo Trâm" in text
    assert "± Nguyễn Công Nguyên: chức vụ “” → “Chi ủy viên”" in text
    assert "+ Phùng Thị Mới" in text
    press(empty, "enter")
    assert "bỏ 1 người" in shown(empty)
    press(empty, "escape")
    assert empty.desk.store.roster() == old
    press(empty, "enter", "enter")
    new = empty.desk.store.roster()
    assert new is not None
    assert len(set(new.by_id()) & set(old.by_id())) == 21


def test_the_encoding_can_be_changed_and_changed_back(empty: Workbench, tmp_path: Path) -> None:
    """IM-3: the preview is read again by what the clerk chooses; a plain header is found in any encoding."""
    path = tmp_path / "ds.csv"
    header = b"STT;Ho va ten;Ngay sinh;Ngay vao Dang;Ngay chinh thuc;So the;Chuc vu;Ghi chu"
    lines = TCVN3.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(header + b"\r\n" if line.startswith(b"STT") else line for line in lines))
    press(empty, str(path), "enter")
    assert "Cao Thị Hồng Ly" in shown(empty)
    press(empty, "2", "vni", "enter")
    assert "bảng mã VNI-Windows" in shown(empty)
    assert "Cao Thị Hồng Ly" not in shown(empty)
    press(empty, "2", "tcvn3", "enter")
    assert "Cao Thị Hồng Ly" in shown(empty)


def test_an_encoding_that_shows_no_list_is_refused_and_the_preview_stays(empty: Workbench) -> None:
    press(empty, str(TCVN3), "enter", "2", "vni", "enter")
    assert "Không thấy dòng tiêu đề" in shown(empty)
    assert "Cao Thị Hồng Ly" in shown(empty)
    press(empty, "enter")
    assert count(empty) == 16


def test_a_column_can_be_told_and_a_wrong_one_is_refused(empty: Workbench) -> None:
    press(empty, str(TCVN3), "enter", "3", "chuc vu", "enter", "H", "enter")
    assert "H: Chức vụ (“Ghi chú”)" in shown(empty, 100, 60)
    press(empty, "3", "chuc vu", "enter", "Z", "enter")
    assert "“Z”" in shown(empty)
    assert empty.text == ""
    assert "H: Chức vụ" in shown(empty, 100, 60)


def test_another_sheet_can_be_read(empty: Workbench, tmp_path: Path) -> None:
    path = tmp_path / "hai_trang.xlsx"
    book = load_workbook(ROSTER_01)
    book.copy_worksheet(book["DSDV"]).title = "Bản cũ"
    book.save(path)
    press(empty, str(path), "enter")
    assert "trang “DSDV”" in shown(empty)
    press(empty, "4", "cu", "enter")
    assert "trang “Bản cũ”" in shown(empty)


def test_a_sheet_without_a_list_is_refused_and_the_preview_stays(empty: Workbench) -> None:
    press(empty, str(TWO_SHEETS), "enter", "4", "cu", "enter")
    assert "Không thấy dòng tiêu đề" in shown(empty)
    assert "trang “DS 2025”" in shown(empty)


def test_one_sheet_and_a_chat_message_say_that_there_is_no_choice(empty: Workbench) -> None:
    press(empty, str(ROSTER_01), "enter", "4")
    assert "chỉ có một trang tính" in shown(empty)
    press(empty, str(ROSTERS / "07_dan_tu_zalo.txt"), "enter", "3")
    assert "không có cột" in shown(empty)


def test_a_file_that_cannot_be_read_leaves_preview_and_path(empty: Workbench, tmp_path: Path) -> None:
    """A RosterError becomes its sentence; nothing is lost."""
    press(empty, str(ROSTER_01), "enter")
    wrong = str(tmp_path / "khong_co.xlsx")
    press(empty, wrong, "enter")
    assert empty.text == wrong
    assert "Không đọc được tệp" in shown(empty)
    press(empty, *["backspace"] * len(wrong), "enter")
    assert count(empty) == 22


def test_more_lines_than_fit_are_announced_and_scrolled(empty: Workbench) -> None:
    press(empty, str(ROSTER_01), "enter")
    assert "↓ còn" in screen(empty, 80, 10)[9]
    press(empty, "pagedown", "pagedown")
    assert "Cột" in shown(empty, 80, 10)


# --- into the open meeting ---


def test_an_open_meeting_is_offered_the_new_list(bench: Workbench, tmp_path: Path) -> None:
    press(bench, "f5", "danh sach", "enter", str(changed_copy(tmp_path)), "enter", "enter", "enter")
    assert "Dùng danh sách này cho buổi sinh hoạt ngày 15/09/2023" in shown(bench)
    names = {person.full_name for person in bench.desk.meeting.people.values()}
    assert "Phùng Thị Mới" not in names
    press(bench, "enter")
    names = {person.full_name for person in bench.desk.meeting.people.values()}
    assert "Phùng Thị Mới" in names
    assert "Lý Bảo Trâm" not in names


def test_esc_keeps_the_meetings_own_people(bench: Workbench, tmp_path: Path) -> None:
    before = dict(bench.desk.meeting.people)
    press(bench, "f5", "danh sach", "enter", str(changed_copy(tmp_path)), "enter", "enter", "enter", "escape")
    assert dict(bench.desk.meeting.people) == before


def test_the_same_people_are_not_offered(bench: Workbench) -> None:
    press(bench, "f5", "danh sach", "enter", str(ROSTER_01), "enter", "enter")
    assert bench.prompt is None
    assert "Không có gì thay đổi" in shown(bench)


def test_an_adopted_meeting_is_left_alone(bench: Workbench, tmp_path: Path) -> None:
    """sync.md §3: after the adoption its people never change."""
    replica = bench.desk.replica
    assert replica is not None
    replica.record([Adopted(frontier={replica.device: 99}, state="", head="", plan="", at=replica.now())])
    press(bench, "f5", "danh sach", "enter", str(changed_copy(tmp_path)), "enter", "enter", "enter")
    assert bench.prompt is None
    assert count(bench) == 22


# --- paths as people give them ---


@pytest.mark.parametrize("form", ["{}", "'{}' ", '"{}"', "file://{url}", "{escaped}"])
def test_paths_as_typed_or_dropped(tmp_path: Path, form: str) -> None:
    path = tmp_path / "Danh sách đảng viên (mới).xlsx"
    path.write_bytes(b"x")
    escaped = str(path).replace(" ", "\\ ").replace("(", "\\(").replace(")", "\\)")
    typed = form.format(path, url=path.as_uri().removeprefix("file://"), escaped=escaped)
    assert typed_path(typed) == path


def test_tilde_is_the_home_folder() -> None:
    assert typed_path("~/ds.xlsx") == Path.home() / "ds.xlsx"


def test_a_file_goes_into_a_folder_or_under_the_name_that_was_typed(tmp_path: Path) -> None:
    """A dot in a name that people give ("họp 15.9") is no ending of ours."""
    assert file_meant(tmp_path, "xin-noi.json") == tmp_path / "xin-noi.json"
    for typed, meant in (("a", "a.json"), ("a.JSON", "a.JSON"), ("họp 15.9", "họp 15.9.json")):
        assert file_meant(tmp_path / typed, "xin-noi.json") == tmp_path / meant


def test_a_path_that_cannot_be_looked_at_is_no_folder(tmp_path: Path) -> None:
    assert is_folder(tmp_path)
    assert not is_folder(tmp_path / ("a" * 300))
