"""Member lists as real cells keep them are read without loss (IM-1 … IM-5, vietnamese.md §5)."""

import csv
import io
import json
import unicodedata
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from documents.roster_file import RosterError, preview, read_roster, to_json, to_roster
from models.people import RosterLine, diff
from tests.documents.legacy import WRITERS
from tests.documents.roster_files import FILES, ROSTERS, TABLE_FILES, expected, names, text_file, workbook

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


PIECES = (
    "STT;Họ và tên;Ngày sinh;Số thẻ\n", "1;Lê Văn An;", "2;", "\n", "\r\n", ";", ",", "\t", '"', "12/13/2020", "²",
    "９９", "99999999999999999999", "Tổng số: 5", "NGƯỜI LẬP", "Nguyễn Văn A", "đ/c ", "- ", "1. ", "6) ", "(BT)",
    "\ufeff", "\0", "00.12", "Nam", "Nữ", "a\u0323", "🙏", "[b]",
)  # fmt: skip


def test_declared_total_that_differs_is_a_warning(tmp_path: Path) -> None:
    """IM-4."""
    text = table_03().replace("Tổng cộng: 16", "Tổng cộng: 17")
    found = read_roster(text_file(tmp_path, text))
    assert found.declared_total == 17
    assert found.warnings[0].startswith("Danh sách ghi tổng số 17 người nhưng đọc được 16 người.")


# --- Nothing but a list or a sentence ---

PIECES = (
    "STT;Họ và tên;Ngày sinh;Số thẻ\n", "1;Lê Văn An;", "2;", "\n", "\r\n", ";", ",", "\t", '"', "12/13/2020", "²",
    "９９", "99999999999999999999", "Tổng số: 5", "NGƯỜI LẬP", "Nguyễn Văn A", "đ/c ", "- ", "1. ", "6) ", "(BT)",
    "\ufeff", "\0", "00.12", "Nam", "Nữ", "a\u0323", "🙏", "[b]",
)  # fmt: skip


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pieces=st.lists(st.sampled_from(PIECES), max_size=60), suffix=st.sampled_from([".csv", ".txt"]))
def test_any_text_gives_a_list_or_a_sentence(tmp_path: Path, pieces: list[str], suffix: str) -> None:
    """Whatever the file holds, the clerk gets people with valid facts or a RosterError."""
    path = tmp_path / f"x{suffix}"
    path.write_bytes("".join(pieces).encode())
    try:
        found = read_roster(path)
    except RosterError as error:
        sentences: tuple[str, ...] = (str(error),)
    else:
        sentences = found.warnings
        assert len({person.id for person in to_roster(found, "c").people}) == len(found.members) > 0
    assert all(sentence.endswith(".") for sentence in sentences)


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
    assert seen.encoding == "TCVN3 (ABC)"
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
        ("van_ban.docx", _zip_of(**{"word/document.xml": "<w/>"}), "là văn bản Word, không phải bảng"),
        ("kem_thu.xlsx", _zip_of(**{"word/document.xml": "<w/>", "xl/workbook.xml": "<w/>"}), "bị hỏng"),
        ("thu.csv", "Kính gửi chi bộ\nMai họp lúc 8 giờ\n".encode(), "Họ và tên"),
        ("thu.txt", "Mai họp lúc 8 giờ nhé\n".encode(), "Không tìm thấy đảng viên"),
        ("chi_tieu_de.csv", "STT,Họ và tên\n".encode(), "Không tìm thấy đảng viên"),
        ("anh.png", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "là ảnh, không phải bảng"),
        ("chup.xlsx", b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(256), "là ảnh, không phải bảng"),
        ("doi_ten.xlsx", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "là tệp PDF, không phải bảng"),
        ("trang.xls", b"\xef\xbb\xbf\r\n<HTML><body><table>", "là trang web, không phải bảng"),
        ("cu.txt", b"{\\rtf1\\ansi Danh s", "là văn bản Word, không phải bảng"),
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
