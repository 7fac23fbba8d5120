"""Member lists as real cells keep them are read without loss (IM-1 … IM-5, vietnamese.md §5)."""

import csv
import io
import json
import unicodedata
import zipfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.styles import Font

from documents.roster_file import RosterError, RosterFile, preview, read_roster, to_json, to_roster
from models.people import RosterLine, diff
from tests.documents.legacy import WRITERS

ROSTERS = Path(__file__).parents[1] / "data" / "rosters"
FILES = sorted(path for path in ROSTERS.iterdir() if path.suffix in {".xlsx", ".csv", ".txt"})
TABLE_FILES = [path for path in FILES if path.suffix != ".txt"]


def expected(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((ROSTERS / "expected" / f"{path.stem}.json").read_text("utf-8"))
    return found


def names(found: RosterFile) -> list[str]:
    return [member.full_name for member in found.members]


def workbook(tmp_path: Path, rows: Sequence[Sequence[object]], name: str = "ds.xlsx", font: str = "") -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    if font:
        for cells in sheet.iter_rows():
            for cell in cells:
                cell.font = Font(name=font)
    book.save(tmp_path / name)
    return tmp_path / name


def text_file(tmp_path: Path, text: str, name: str = "ds.csv", encoding: str = "utf-8") -> Path:
    path = tmp_path / name
    path.write_bytes(WRITERS[encoding](text))
    return path


# --- The given files ---


def test_the_given_files_are_here() -> None:
    assert len(FILES) == 5


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_roster_equals_its_json(path: Path) -> None:
    """IM-1: same keys, same order, same values; the wording of warnings is free."""
    got = json.loads(to_json(read_roster(path)))
    wanted = expected(path)
    assert list(got) == list(wanted)
    got_warnings, _ = got.pop("warnings"), wanted.pop("warnings")
    assert got == wanted
    assert all(isinstance(sentence, str) and sentence.endswith(".") for sentence in got_warnings)


@pytest.mark.parametrize(
    ("stem", "matters"),
    [
        ("01", ["Nguyễn Văn Hùng (1961; 1984)", "Hoà / Trần Thị Hòa", "theo cột ngày sinh", "3 người chỉ có năm",
                "phần ký dưới danh sách"]),
        ("02", ["“DS 2022 (cũ)”", "đánh số cột: 6", "3 dòng tiêu đề nhóm", "3 dòng dùng dấu rời",
                "khoảng trắng lạ, đã bỏ: 15, 21, 23", "là công thức", "dấu chấm", "Thúy Hằng / Lê Thị Thuý Hằng",
                "cột bị ẩn: J"]),
        ("03", ["TCVN3 (ABC)", "không có chữ hoa có dấu", "3 tên viết toàn chữ hoa", "hiểu là năm 2001",
                "không ghi giới tính"]),
        ("04", ["15 tên viết toàn chữ hoa", "Phạm Minh Tuấn", "Phòng Kinh doanh", "6 số thẻ bị mất số 0",
                "3 ngày ghi dưới dạng số", "dòng trống giữa danh sách: 9, 15", "Tạ Thị O; Kiều Y"]),
        ("07", ["dấu rời", "tin nhắn"]),
    ],
)  # fmt: skip
def test_each_pitfall_is_told_to_the_clerk(stem: str, matters: list[str]) -> None:
    """rosters README: what a good importer says about each file; and nothing of a wrong total."""
    path = next(path for path in FILES if path.name.startswith(stem))
    told = "\n".join(read_roster(path).warnings)
    assert [matter for matter in matters if matter not in told] == []
    assert "tổng số" not in told.lower()


# --- The same lists in other encodings ---


def table_03() -> str:
    """The ward's list as Unicode text, as it would be typed today."""
    rows = [[str(m[key]) for key in ("order", "full_name", "birth", "joined", "official", "card", "role", "note")]
            for m in expected(ROSTERS / "03_chi_bo_khu_pho_5_tcvn3.csv")["members"]]  # fmt: skip
    lines = io.StringIO()
    writer = csv.writer(lines, delimiter=";", lineterminator="\r\n")
    writer.writerows([["Đảng bộ phường Cầu Gỗ Nhỏ"], ["Chi bộ khu phố 5"], []])
    writer.writerow(
        ["STT", "Họ và tên", "Ngày sinh", "Ngày vào Đảng", "Ngày chính thức", "Số thẻ", "Chức vụ", "Ghi chú"]
    )
    writer.writerows(rows)
    writer.writerow(["", "Tổng cộng: 16 đồng chí"])
    return lines.getvalue()


LABELS = {
    "utf-8": "UTF-8",
    "utf-16-le": "UTF-16 LE",
    "utf-16-be": "UTF-16 BE",
    "cp1258": "cp1258 bytes",
    "tcvn3": "TCVN3 (ABC) bytes",
    "vni": "VNI-Windows bytes",
    "viscii": "VISCII bytes",
    "utf-8-cp1252": "UTF-8 read as cp1252",
    "utf-8-tcvn3": "TCVN3 (ABC) as UTF-8 text",
    "utf-8-vni": "VNI-Windows as UTF-8 text",
}


@pytest.mark.parametrize("encoding", WRITERS)
def test_every_encoding_gives_the_same_members(tmp_path: Path, encoding: str) -> None:
    """UNI-3: names, notes, unit and total equal those of the Unicode list."""
    wanted = expected(ROSTERS / "03_chi_bo_khu_pho_5_tcvn3.csv")
    found = read_roster(text_file(tmp_path, table_03(), encoding=encoding))
    got = json.loads(to_json(found))
    assert got["members"] == wanted["members"]
    assert got["encoding"] == LABELS[encoding]
    assert (got["delimiter"], got["newline"], got["unit"]) == (";", "CRLF", "Chi bộ khu phố 5")
    assert (got["parent_unit"], got["declared_total"]) == ("Đảng bộ phường Cầu Gỗ Nhỏ", 16)


def test_decomposed_text_gives_the_same_members(tmp_path: Path) -> None:
    """UNI-3: NFD files equal the NFC list, and say so."""
    path = tmp_path / "nfd.csv"
    path.write_bytes(unicodedata.normalize("NFD", table_03()).encode())
    found = read_roster(path)
    assert found.encoding == "UTF-8, NFD"
    assert found.members == read_roster(text_file(tmp_path, table_03())).members


@pytest.mark.parametrize("path", TABLE_FILES, ids=lambda path: path.stem)
@pytest.mark.parametrize(("encoding", "font"), [("tcvn3", ".VnTime"), ("vni", "VNI-Times"), ("tcvn3", ""), ("vni", "")])
def test_legacy_letters_in_cells_give_the_same_names(tmp_path: Path, path: Path, encoding: str, font: str) -> None:
    """§1.6: a sheet set in an old font holds legacy codes as Latin-1 characters; the font may be gone."""
    members = read_roster(path).members
    rows = [["STT", "Họ và tên", "Chức vụ", "Ghi chú"]]
    rows += [[str(m.order), m.full_name, m.role, m.note] for m in members]
    old = [[WRITERS[encoding](cell).decode("latin-1") for cell in row] for row in rows]
    found = read_roster(workbook(tmp_path, old, font=font))
    assert names(found) == [member.full_name for member in members]
    assert [member.role for member in found.members] == [member.role for member in members]
    assert found.encoding == {"tcvn3": "TCVN3 (ABC) text", "vni": "VNI-Windows text"}[encoding]
    assert "bảng mã cũ" in found.warnings[0]


def test_unicode_in_an_old_font_is_left_alone(tmp_path: Path) -> None:
    """The font is no proof: Unicode typed over .VnTime keeps the font."""
    rows: list[list[object]] = [["STT", "Họ và tên"], [1, "Lê Bé Hà"], [2, "Nguyễn Văn Hùng"], [3, "Trần Thị Hòa"]]
    found = read_roster(workbook(tmp_path, rows, font=".VnTime"))
    assert names(found) == ["Lê Bé Hà", "Nguyễn Văn Hùng", "Trần Thị Hòa"]
    assert found.encoding == "unicode NFC"


def test_the_encoding_can_be_forced_and_the_preview_offers_others(tmp_path: Path) -> None:
    """IM-3: a wrong encoding can be changed in the preview."""
    path = text_file(tmp_path, table_03(), encoding="vni")
    wrong = read_roster(path, encoding="tcvn3", columns={"full_name": "B", "order": "A"})
    assert wrong.members[3].full_name != "Nguyễn Thị Hồng Nụ"
    assert preview(wrong).encodings[0].key == "tcvn3"
    choice = next(c for c in preview(wrong).encodings if c.key == "vni")
    assert names(read_roster(path, encoding=choice.key))[3] == "Nguyễn Thị Hồng Nụ"
    sheet = workbook(tmp_path, [["STT", "Họ và tên"], [1, "NguyÔn V¨n Hïng"]])
    assert names(read_roster(sheet)) == names(read_roster(sheet, encoding="tcvn3")) == ["Nguyễn Văn Hùng"]
    with pytest.raises(RosterError, match="bảng mã khác"):
        read_roster(sheet, encoding="unicode")


# --- Layouts ---


def test_declared_total_that_differs_is_a_warning(tmp_path: Path) -> None:
    """IM-4."""
    text = table_03().replace("Tổng cộng: 16", "Tổng cộng: 17")
    found = read_roster(text_file(tmp_path, text))
    assert found.declared_total == 17
    assert found.warnings[0].startswith("Danh sách ghi tổng số 17 người nhưng đọc được 16 người.")


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
    given = read_roster(ROSTERS / TABLE_FILES[0].name, columns={"note": "Nghề nghiệp", "role": ""})
    assert (given.members[0].note, given.members[0].role) == ("Làm ruộng", "")
    with pytest.raises(RosterError, match="cột “Z”"):
        read_roster(path, columns={"full_name": "Z"})
    with pytest.raises(RosterError, match="loại cột “phone”"):
        read_roster(path, columns={"phone": "B"})


def test_eth_is_repaired(tmp_path: Path) -> None:
    """UNI-4: "Ðặng" written with eth becomes Đặng."""
    found = read_roster(workbook(tmp_path, [["STT", "Họ và tên"], [1, "Ðặng Thị Ðào"]]))
    assert names(found) == ["Đặng Thị Đào"]


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


# --- People and second imports ---


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_second_import_changes_nothing(path: Path) -> None:
    """IM-5: same file, same ids, empty diff."""
    first, again = (to_roster(read_roster(path), "cell-1") for _ in range(2))
    assert first == again
    assert len({person.id for person in first.people}) == len(first.people)
    assert diff(first.people, again.people).is_empty


def test_a_chat_list_does_not_wipe_what_it_does_not_tell(tmp_path: Path) -> None:
    """A list without births, cards and standings keeps the old ones; only what it tells may change."""
    full = to_roster(read_roster(TABLE_FILES[0]), "cell-1")
    lines = "\n".join(
        f"{p.order}. {p.full_name}" + (f" - {p.role}" if p.role else "") for p in full.people if p.order != 4
    )
    chat = read_roster(text_file(tmp_path, lines, "zalo.txt"))
    changes = diff(full.people, to_roster(chat, "cell-1").people, told=chat.told)
    assert (changes.added, changes.changed) == ((), ())
    assert [person.full_name for person in changes.missing] == ["Nguyễn Công Nguyên"]
    assert [p.birth for p in changes.people if p.given == "Hùng"] == ["1961-11-26", "1984-11-06"]


def test_preview_is_ready_to_read() -> None:
    """The clerk sees the encoding, the columns, five names, the count and the warnings before saving."""
    found = read_roster(ROSTERS / "03_chi_bo_khu_pho_5_tcvn3.csv")
    seen = preview(found)
    assert seen.title == "Chi bộ khu phố 5"
    assert seen.encoding == "TCVN3 (ABC) bytes"
    assert seen.encodings[0].sample.startswith("1;CAO THỊ HỒNG LY")
    assert seen.columns[1] == ("Họ và tên", "cột B: Họ và tên")
    assert seen.first_names[:2] == ("Cao Thị Hồng Ly", "Vũ Hữu Phước")
    assert len(seen.first_names) == 5
    assert seen.count == "16 người, danh sách ghi 16"
    assert seen.warnings == found.warnings


# --- What is no list ---


def _zip_of(**members: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("trong.csv", b"", "trống"),
        ("trong.txt", b"\xef\xbb\xbf \r\n", "trống"),
        ("cu.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "mật khẩu"),
        ("hong.xlsx", b"PK\x03\x04" + b"abc" * 50, "bị hỏng"),
        ("van_ban.docx", _zip_of(**{"word/document.xml": "<w/>"}), "bị hỏng"),
        ("thu.csv", "Kính gửi chi bộ\nMai họp lúc 8 giờ\n".encode(), "Họ và tên"),
        ("thu.txt", "Mai họp lúc 8 giờ nhé\n".encode(), "Không tìm thấy đảng viên"),
        ("chi_tieu_de.csv", "STT,Họ và tên\n".encode(), "Không tìm thấy đảng viên"),
        ("anh.png", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "Họ và tên"),
    ],
)
def test_what_is_no_list_gets_a_sentence(tmp_path: Path, name: str, data: bytes, sentence: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(RosterError, match=sentence):
        read_roster(tmp_path / name)


def test_a_truncated_workbook_is_damaged(tmp_path: Path) -> None:
    whole = TABLE_FILES[0].read_bytes()
    for end in (len(whole) // 3, len(whole) // 2, len(whole) - 30):
        (tmp_path / "hong.xlsx").write_bytes(whole[:end])
        with pytest.raises(RosterError, match="bị hỏng"):
            read_roster(tmp_path / "hong.xlsx")


def test_missing_file_unknown_encoding_and_folder(tmp_path: Path) -> None:
    with pytest.raises(RosterError, match="Không đọc được tệp"):
        read_roster(tmp_path / "khong_co.csv")
    with pytest.raises(RosterError, match="Không đọc được tệp"):
        read_roster(tmp_path)
    with pytest.raises(RosterError, match="bảng mã “koi8”"):
        read_roster(ROSTERS / "03_chi_bo_khu_pho_5_tcvn3.csv", encoding="koi8")
    with pytest.raises(RosterError, match="bảng mã “cp1258”"):
        read_roster(TABLE_FILES[0], encoding="cp1258")


def test_lines_are_plain_values() -> None:
    """Members come as RosterLine: strict, frozen, no ids yet."""
    assert all(type(member) is RosterLine for member in read_roster(TABLE_FILES[0]).members)
