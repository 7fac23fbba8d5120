"""Layouts that real lists have, beyond those of the given files (vietnamese.md §5, rosters README)."""

from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from documents.roster_file import RosterError, read_roster
from tests.documents.roster_files import ROSTERS, TABLE_FILES, names, text_file, workbook


@pytest.mark.parametrize(
    "line",
    ["Tổng số đảng viên: 2", "Cộng: 2 đ/c", "Danh sách này có 2 đồng chí", "TỔNG CỘNG LÀ 2 ĐẢNG VIÊN (nữ: 1)",
     "Ấn định danh sách gồm có 02 đồng chí."],
)  # fmt: skip
def test_closing_lines_state_the_total(tmp_path: Path, line: str) -> None:
    rows: list[list[object]] = [
        ["STT", "Họ và tên"],
        [1, "Lê Văn An"],
        [2, "Tống Thị Cộng"],
        [None, line],
        [None, "Lê Văn An"],
    ]
    found = read_roster(workbook(tmp_path, rows))
    assert (found.declared_total, names(found)) == (2, ["Lê Văn An", "Tống Thị Cộng"])


def test_women_and_total_in_cells_of_their_own(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["TT", "Họ tên", "Nam", "Nữ"],
        [1, "Lê An", "x", None],
        [2, "Vũ Hà", None, "X"],
        [3, "Lý Tư", 1961, None],
        ["Tổng cộng", None, None, 3],
    ]
    found = read_roster(workbook(tmp_path, rows))
    assert [member.gender for member in found.members] == ["nam", "nữ", "nam"]
    assert [member.birth for member in found.members] == ["", "", "1961"]
    assert (found.declared_total, found.women) == (3, 1)


def test_three_row_header_and_a_name_over_two_cells(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["CHI BỘ BUÔN EA TUL"],
        ["Số TT", "Họ và tên", None, "Năm sinh", None, "Vào Đảng", None, "Thẻ đảng viên", None, "Chức vụ", None],
        [None, None, None, "Nam", "Nữ", "Ngày vào", "Ngày chính thức", "Số", "Ngày cấp", "Đảng", "Chính quyền"],
        ["1", "Y Hung", "Byă", "1961", None, "1/2/1990", "1/2/1991", 123456, "3/2/2000", "BT", "Trưởng buôn"],
        ["2", "H' Linh", "Niê", None, "3/1984", "4-5-2010", "4-5-2011", "0.20012", None, "", "Chủ tịch"],
        [None, None, None, None, None, None, None, None, None, None, None],
        [None, "NGƯỜI LẬP BIỂU", None, None, None, None, None, None, None, "T/M CHI BỘ"],
        [None, "Y Hung Byă", None, None, None, None, None, None, None, "Y Hung Byă"],
    ]
    found = read_roster(workbook(tmp_path, rows))
    assert [member.model_dump(exclude_defaults=True) for member in found.members] == [
        {"order": 1, "full_name": "Y Hung Byă", "surname_middle": "Y Hung", "given": "Byă", "gender": "nam",
         "birth": "1961", "joined": "1990-02-01", "official": "1991-02-01", "card": "00.123456", "role": "BT",
         "role_code": "BT"},
        {"order": 2, "full_name": "H' Linh Niê", "surname_middle": "H' Linh", "given": "Niê", "gender": "nữ",
         "birth": "1984-03", "joined": "2010-05-04", "official": "2011-05-04", "card": "00.200120"},
    ]  # fmt: skip
    assert found.header_rows == (2, 3)
    assert found.first_data_row == 4


def test_day_month_year_and_text_dates(tmp_path: Path) -> None:
    """Never month before day; a year in a date cell is a year; what cannot be read is named, not guessed."""
    written: list[object] = [
        datetime(1990, 6, 1),  # noqa: DTZ001 - a spreadsheet cell has no offset
        datetime(1905, 6, 19),  # noqa: DTZ001 - 1997 typed into a date cell
        32236, "32236", 1975.0, "05/1987", "5.4.61", "25/13/1990", "khoảng 1950", "-",
    ]  # fmt: skip
    rows: list[list[object]] = [["STT", "Họ và tên", "Ngày sinh"]]
    found = read_roster(workbook(tmp_path, [*rows, *([n, "Lê Văn An", day] for n, day in enumerate(written, 1))]))
    assert [member.birth for member in found.members] == [
        "1990-06-01", "1997", "1988-04-03", "1988-04-03", "1975", "1987-05", "1961-04-05", "", "", "",
    ]  # fmt: skip
    told = "\n".join(found.warnings)
    assert "“25/13/1990”" in told
    assert "“khoảng 1950”" in told
    assert "“5.4.61” hiểu là năm 1961" in told


@pytest.mark.parametrize(
    ("cell", "card"),
    [("00.515263", "00.515263"), ("00515263", "00.515263"), (515263, "00.515263"), (0.51526, "00.515260"),
     ("12 345678", "12.345678"), ("", ""), ("chưa có", "")],
)  # fmt: skip
def test_card_numbers_get_dot_and_zeros_back(tmp_path: Path, cell: object, card: str) -> None:
    found = read_roster(workbook(tmp_path, [["STT", "Họ tên", "Số thẻ"], [1, "Lê An", cell]]))
    assert found.members[0].card == card
    assert any("chưa có" in sentence for sentence in found.warnings) == (cell == "chưa có")


@pytest.mark.parametrize(
    ("note", "status"),
    [
        ("Miễn SHĐ (tuổi cao)", "miễn sinh hoạt"),
        ("Được miễn công tác và sinh hoạt đảng", "miễn sinh hoạt"),
        ("Vào Miền Nam công tác", "chính thức"),
        ("Chuyển SHĐ tạm thời", "chuyển sinh hoạt tạm thời"),
        ("Giới thiệu sinh hoạt đảng tạm thời đi nơi khác", "chuyển sinh hoạt tạm thời"),
        ("Sinh hoạt tạm tại chi bộ", "sinh hoạt tạm"),
        ("Đình chỉ sinh hoạt từ 3/2025", "đình chỉ sinh hoạt"),
        ("Chuyển đi 12/2024", "đã chuyển đi"),
        ("Chuyển đến 12/2024", "chính thức"),
        ("Từ trần", "từ trần"),
        ("Đi học CCLLCT", "chính thức"),
    ],
)
def test_standing_comes_from_the_note(tmp_path: Path, note: str, status: str) -> None:
    """rosters README: status where the file has no such column."""
    rows: list[list[object]] = [["STT", "Họ tên", "Ngày chính thức", "Ghi chú"], [1, "Lê An", "1/2/1990", note]]
    assert read_roster(workbook(tmp_path, rows)).members[0].status == status


def test_no_official_date_means_probationary_and_is_told(tmp_path: Path) -> None:
    """rosters README. Where nobody has an official date the list simply does not keep them."""
    head: list[object] = ["STT", "Họ tên", "Ngày vào Đảng", "Ngày chính thức"]
    some: list[list[object]] = [head, [1, "Lê An", "1/2/1990", "1/2/1991"], [2, "Vũ Hà", "1/2/2025", None]]
    found = read_roster(workbook(tmp_path, some))
    assert [member.status for member in found.members] == ["chính thức", "dự bị"]
    assert any("coi là đảng viên dự bị: Vũ Hà" in sentence for sentence in found.warnings)
    nobody: list[list[object]] = [head, [1, "Lê An", "1/2/1990", None], [2, "Vũ Hà", "1/2/2025", None]]
    found = read_roster(workbook(tmp_path, nobody))
    assert {member.status for member in found.members} == {"chính thức"}


@pytest.mark.parametrize(
    ("role", "code"),
    [
        ("Bí thư chi bộ", "BT"), ("BT", "BT"), ("P. Bí thư", "PBT"), ("Phó BT", "PBT"), ("Chi uỷ viên", "CUV"),
        ("Đảng viên dự bị", "ĐVDB"), ("Đảng viên", "ĐV"), ("Bí thư Chi đoàn", "ĐV"), ("Nguyên Bí thư", "ĐV"),
        ("Tổ trưởng tổ đảng", "ĐV"), ("", "ĐV"),
    ],
)  # fmt: skip
def test_posts_have_codes(tmp_path: Path, role: str, code: str) -> None:
    rows: list[list[object]] = [["STT", "Họ tên", "Chức vụ"], [1, "Lê An", role]]
    member = read_roster(workbook(tmp_path, rows)).members[0]
    assert (member.role, member.role_code) == (role, code)


def test_groups_subtotals_and_page_headers_inside_the_list(tmp_path: Path) -> None:
    head: list[object] = ["STT", "Họ và tên", "Ngày sinh"]
    rows: list[list[object]] = [
        head,
        ["A", "ĐẢNG VIÊN CHÍNH THỨC", None],
        [1, "Tô Văn Tổ", 1960],
        [2, "Phòng Thị Vi", 1961],
        head,
        ["B", "ĐẢNG VIÊN MIỄN SINH HOẠT", None],
        [1, "Đ/c Lê Thị Danh (nguyên Bí thư)", 1940],
        [None, "Tổng số: 3", None],
        [None, "Trần Văn Ký", None],
        ["STT", "Quần chúng ưu tú", "Họ và tên"],
    ]
    found = read_roster(workbook(tmp_path, rows))
    assert names(found) == ["Tô Văn Tổ", "Phòng Thị Vi", "Lê Thị Danh"]
    assert [member.order for member in found.members] == [1, 2, 3]
    assert found.members[2].note == "nguyên Bí thư"
    assert found.declared_total == 3


@pytest.mark.parametrize(
    ("above", "unit", "parent"),
    [
        (["ĐẢNG BỘ XÃ TÂN LẠC HẠ", "CHI BỘ THÔN ĐÔNG MÍT"], "Chi bộ thôn Đông Mít", "Đảng bộ xã Tân Lạc Hạ"),
        (["ĐẢNG UỶ PHƯỜNG A - CHI BỘ TỔ DÂN PHỐ SỐ 7"], "Chi bộ tổ dân phố số 7", "Đảng uỷ phường A"),
        (["CÔNG TY CỔ PHẦN MAY LÁ - CHI BỘ SẢN XUẤT 1"], "Chi bộ Sản xuất 1 Công ty Cổ phần May Lá", ""),
        (["Đơn vị: Chi bộ Trường Mầm non Hoa Sen"], "Chi bộ Trường Mầm non Hoa Sen", ""),
        (["DANH SÁCH ĐẢNG VIÊN CHI BỘ ẤP ĐÔNG NĂM 2025"], "Chi bộ ấp Đông", ""),
        (["DANH SÁCH ĐẢNG VIÊN"], "", ""),
    ],
)
def test_units_are_written_as_the_party_writes_them(tmp_path: Path, above: list[str], unit: str, parent: str) -> None:
    rows = [*([line] for line in above), ["STT", "Họ và tên"], ["1", "Lê Văn An"]]
    found = read_roster(workbook(tmp_path, rows))
    assert (found.unit, found.parent_unit) == (unit, parent)


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_delimiters_and_line_ends(tmp_path: Path, delimiter: str) -> None:
    text = "\r".join(delimiter.join(row) for row in (["STT", "Họ tên", "Chức vụ"], ["1", "Lê Văn Ý", "BT"]))
    found = read_roster(text_file(tmp_path, text))
    assert (found.delimiter, found.newline, names(found)) == (delimiter, "CR", ["Lê Văn Ý"])


def test_a_table_in_a_txt_file_is_read_as_a_table(tmp_path: Path) -> None:
    found = read_roster(text_file(tmp_path, "STT\tHọ tên\tNgày sinh\n1\tLê Văn Ý\t1/2/1960\n", "ds.txt"))
    assert (found.format, found.members[0].birth) == ("txt", "1960-02-01")


def test_another_sheet_and_hidden_rows(tmp_path: Path) -> None:
    """The open sheet is read; where it is no list, the first that is; the clerk may name one."""
    path = workbook(tmp_path, [["Ghi chép linh tinh"]])
    book = openpyxl.load_workbook(path)
    for title, name in (("Năm 2024", "Lê Văn Cũ"), ("Năm 2025", "Lê Văn Mới")):
        sheet = book.create_sheet(title)
        sheet.append(["STT", "Họ và tên"])
        sheet.append([1, name])
        sheet.row_dimensions[2].hidden = True
    book.save(path)
    assert names(read_roster(path)) == ["Lê Văn Cũ"]
    assert names(read_roster(path, sheet="Năm 2025")) == ["Lê Văn Mới"]
    assert any("dòng bị ẩn: 2" in sentence for sentence in read_roster(path).warnings)
    with pytest.raises(RosterError, match="“Năm 2025”"):
        read_roster(path, sheet="Năm 2026")


def test_the_clerk_may_tell_the_columns(tmp_path: Path) -> None:
    """§5: the clerk maps columns, with a header or without."""
    plain_rows: list[list[object]] = [["x", "Lê Văn An", "Vũ Thị Bé", "1/2/1990"], ["y", "Lý Tư", "Lý Năm", "3/4/1980"]]
    path = workbook(tmp_path, plain_rows)
    with pytest.raises(RosterError, match="Họ và tên"):
        read_roster(path)
    assert names(read_roster(path, columns={"full_name": "B"})) == ["Lê Văn An", "Lý Tư"]
    found = read_roster(path, columns={"full_name": "c", "joined": "D"})
    assert [(member.full_name, member.joined) for member in found.members] == [
        ("Vũ Thị Bé", "1990-02-01"),
        ("Lý Năm", "1980-04-03"),
    ]
    remapped = read_roster(ROSTERS / TABLE_FILES[0].name, columns={"note": "Nghề nghiệp", "role": ""})
    assert (remapped.members[0].note, remapped.members[0].role) == ("Làm ruộng", "")
    with pytest.raises(RosterError, match="cột “Z”"):
        read_roster(path, columns={"full_name": "Z"})
    with pytest.raises(RosterError, match="loại cột “phone”"):
        read_roster(path, columns={"phone": "B"})


def test_eth_is_repaired(tmp_path: Path) -> None:
    """UNI-4: "Ðặng" written with eth becomes Đặng."""
    found = read_roster(workbook(tmp_path, [["STT", "Họ và tên"], [1, "Ðặng Thị Ðào"]]))
    assert names(found) == ["Đặng Thị Đào"]


@pytest.mark.parametrize("header", ["Chính thức/Dự bị", "Đảng viên chính thức"])
def test_a_standing_in_words_is_no_date(tmp_path: Path, header: str) -> None:
    """IM-2: "dự bị" under a header that also speaks of full members is a standing; a note says more of those."""
    rows: list[list[object]] = [
        ["STT", "Họ và tên", header, "Ghi chú"],
        [1, "Lê Văn An", "chính thức", ""],
        [2, "Vũ Hà", "dự bị", ""],
        [3, "Đỗ Tư", "chính thức", "miễn sinh hoạt"],
        [4, "Bùi Ba", "chính thức", "kết nạp dự bị năm 2019"],
    ]
    found = read_roster(workbook(tmp_path, rows))
    assert [member.status for member in found.members] == ["chính thức", "dự bị", "miễn sinh hoạt", "chính thức"]
    assert not any("Không đọc được" in warning for warning in found.warnings)


# --- Chat messages ---


def test_chat_lines_with_posts_births_and_standing(tmp_path: Path) -> None:
    text = (
        "Chi bộ xóm Đình\nEm gửi danh sách ạ, sđt 0912 345 678\n"
        "1/ Đồng chí Nguyễn Văn Hùng (PBT, sn 1961)\n2: lê thị hà, nữ, sinh năm 5/1984\n"
        "3 - Trần Văn Ba – miễn SHĐ\n4. Vũ Nam: 0912345678\n• đc Lý Tư - dự bị; làm ruộng\n"
        "22 đảng viên nhé\nTổng cộng 5 đ/c\nCảm ơn 🙏\n"
    )
    found = read_roster(text_file(tmp_path, text, "zalo.txt"))
    told = [m.model_dump(exclude_defaults=True, exclude={"surname_middle", "given"}) for m in found.members]
    assert told == [
        {"order": 1, "full_name": "Nguyễn Văn Hùng", "birth": "1961", "role": "Phó Bí thư", "role_code": "PBT"},
        {"order": 2, "full_name": "Lê Thị Hà", "gender": "nữ", "birth": "1984-05"},
        {"order": 3, "full_name": "Trần Văn Ba", "status": "miễn sinh hoạt", "note": "miễn SHĐ"},
        {"order": 4, "full_name": "Vũ Nam"},
        {"order": 5, "full_name": "Lý Tư", "role": "Đảng viên dự bị", "role_code": "ĐVDB", "status": "dự bị",
         "note": "làm ruộng"},
    ]  # fmt: skip
    assert (found.unit, found.declared_total, found.first_data_row) == ("Chi bộ xóm Đình", 5, 3)


def test_chat_without_numbers(tmp_path: Path) -> None:
    found = read_roster(text_file(tmp_path, "Kính gửi chi bộ\nNguyễn Văn Hùng\nLê Thị Hà - BT\nEm cảm ơn\n", "a.txt"))
    assert names(found) == ["Nguyễn Văn Hùng", "Lê Thị Hà"]


def test_a_list_typed_by_hand_loses_nobody(tmp_path: Path) -> None:
    """IM-4: years behind namesakes are read as births; what is not taken is told by line and text."""
    text = (
        "CHI BỘ THÔN ĐÌNH TỔ\n1. Trần Văn Sinh - Bí thư\n2. Lê Thị Mai 1975\n3. Lê Thị Mai sn 3/2/1982, PBT\n"
        "4. Vũ Nam, \n5. Đỗ Hà + con\nCao Bá Khoa\nTổng số: 6 đồng chí\nCảm ơn\n"
    )
    found = read_roster(text_file(tmp_path, text, "go tay.txt"))
    told = [(member.full_name, member.birth) for member in found.members]
    assert told == [("Trần Văn Sinh", ""), ("Lê Thị Mai", "1975"), ("Lê Thị Mai", "1982-02-03"), ("Vũ Nam", "")]
    assert found.unit == "Chi bộ thôn Đình Tổ"
    left = next(warning for warning in found.warnings if "Chưa nhận ra" in warning)
    assert "6 “5. Đỗ Hà + con”; 7 “Cao Bá Khoa”." in left
    assert "Cảm ơn" not in left


def test_a_total_without_those_who_are_gone(tmp_path: Path) -> None:
    """IM-4: a total that leaves out the dead and the moved is explained, not doubted."""
    rows = [["STT", "Họ và tên", "Ghi chú"], ["1", "Lê Văn An", ""], ["2", "Vũ Hà", "Từ trần"], ["Tổng số: 1"]]
    found = read_roster(workbook(tmp_path, rows))
    assert (found.declared_total, len(found.members)) == (1, 2)
    assert found.warnings[0] == "Tổng số 1 người ghi trong danh sách không tính 1 người đã chuyển đi hoặc từ trần."


def test_a_cell_merged_over_several_people_counts_for_each_of_them(tmp_path: Path) -> None:
    """Three people who are exempt in one merged remark are all exempt; a name or a birth is never passed on."""
    path = workbook(
        tmp_path,
        [
            ["STT", "Họ và tên", "Năm sinh", "Ngày vào Đảng", "Ghi chú"],
            [1, "Lê Văn An", 1950, "1/2/1975", None],
            [2, "Vũ Thị Hà", 1941, "3/2/1970", "Miễn sinh hoạt"],
            [3, "Lý Văn Tư", None, "3/2/1971", None],
            [4, "Ngô Văn Bình", 1939, "3/2/1972", None],
            [5, "Đỗ Thị Cúc", 1960, "3/2/1990", None],
        ],
    )
    book = openpyxl.load_workbook(path)
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.merge_cells("E3:E5")
    sheet.merge_cells("C3:C4")
    book.save(path)
    found = read_roster(path)
    assert [one.status for one in found.members] == ["chính thức", *["miễn sinh hoạt"] * 3, "chính thức"]
    assert [one.birth for one in found.members] == ["1950", "1941", "", "1939", "1960"]
    assert [one for one in found.warnings if "Ô gộp" in one and "dòng 3 đến 5" in one]
