"""The Appendix in any shape offices keep it in fills the same 25 slots, and what is odd is said aloud.

The wording here is the product's own example list: the directive's is nowhere in this repository.
"""

from __future__ import annotations

import json
import textwrap
import unicodedata
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from documents.indicators_file import (
    IndicatorFileError,
    IndicatorImport,
    read_indicators,
    read_pasted,
    table_lines,
)
from documents.plan_file import load_examples, load_plan

SLOTS = load_plan().catalogue
TEXTS = [item.text for item in load_examples().items]
GROUPS = (TEXTS[:12], TEXTS[12:21], TEXTS[21:])
TITLES = ("Nền nếp hằng ngày", "Ngại việc, đẩy việc", "Nêu gương")
HEADINGS = ("Nhóm thứ nhất: Nền nếp hằng ngày", "NHÓM 2 – Ngại việc, đẩy việc", "III. Nêu gương")


def _texts(found: IndicatorImport) -> list[str]:
    return [item.text for item in found.items]


def _running(mark: str) -> list[str]:
    return [mark.format(number) + text for number, text in enumerate(TEXTS, start=1)]


def _grouped(mark: str = "{}. ", runs_on: bool = False) -> list[str]:
    """Headings and numbered texts; numbers begin again in each group unless they run on."""
    lines: list[str] = []
    number = 0
    for heading, texts in zip(HEADINGS, GROUPS, strict=True):
        number = number if runs_on else 0
        lines.append(heading)
        for text in texts:
            number += 1
            lines.append(mark.format(number) + text)
    return lines


def _read(lines: Iterable[str]) -> IndicatorImport:
    return read_pasted("\n".join(lines), SLOTS)


def _assert_whole(found: IndicatorImport) -> None:
    assert _texts(found) == TEXTS
    assert found.is_complete
    assert found.warnings == ()
    assert {item.status for item in found.items} == {"sourced"}


# --- Plain text ---

MARKS = ["{}. ", "{}) ", "{}- ", "{}-", "({}) ", "{}: ", "{}/ ", "({}). ", "{}\t", "  {} . ", "{:02}. ", "- {}. "]
MARKS += ["Biểu hiện {}: ", "Biểu hiện số {} - ", "BIỂU HIỆN {}. "]


@pytest.mark.parametrize("mark", MARKS)
@pytest.mark.parametrize("shape", ["running", "restarting", "headings run on", "no headings"])
def test_numbers_in_every_writing(mark: str, shape: str) -> None:
    lines = {
        "running": _running(mark),
        "restarting": _grouped(mark),
        "headings run on": _grouped(mark, runs_on=True),
        "no headings": [line for line in _grouped(mark) if line not in HEADINGS],
    }[shape]
    _assert_whole(_read(lines))


@pytest.mark.parametrize(
    "headings",
    [
        ("I", "II", "III"),
        ("A. Một", "B. Hai", "C. Ba"),
        ("I- Một", "II- Hai", "III- Ba"),
        ("* Nhóm thứ nhất", "* Nhóm thứ hai", "* Nhóm thứ ba"),
        ("**Nhóm 1**", "**Nhóm 2**", "**Nhóm 3**"),
        ("1. Nhóm thứ nhất: Một", "2. Nhóm thứ hai: Hai", "3. Nhóm thứ ba: Ba"),
        ("I. NHÓM I - Một", "II. NHÓM II - Hai", "III. NHÓM III - Ba"),
        ("Nhóm thứ Nhất, Một", "Nhóm thứ Hai, Hai", "Nhóm thứ Ba, Ba"),
    ],
    ids=lambda headings: str(headings[0]),
)
def test_headings_in_every_writing(headings: tuple[str, str, str]) -> None:
    for runs_on in (False, True):
        lines = [headings[HEADINGS.index(line)] if line in HEADINGS else line for line in _grouped(runs_on=runs_on)]
        found = _read(lines)
        _assert_whole(found)
        if "Một" in headings[0]:
            assert [group.title for group in found.groups] == ["Một", "Hai", "Ba"]


def test_a_heading_nobody_can_know_is_not_swallowed_in_silence() -> None:
    """Numbers that run through find their slots all the same; the odd text is shown."""
    lines = _grouped(runs_on=True)
    lines[13:14] = ["Phần tiếp sau đây gồm các ví dụ khác nữa, " * 6]
    found = _read(lines)
    (warning,) = found.warnings
    assert warning.startswith("Biểu hiện 12 dài bất thường, có thể lẫn đoạn khác")
    assert _texts(found)[12:] == TEXTS[12:]


def test_titles_of_the_groups_are_taken_and_unknown_ones_kept() -> None:
    assert [group.title for group in _read(_grouped()).groups] == list(TITLES)
    assert [group.title for group in _read(_running("{}. ")).groups] == [group.title for group in SLOTS.groups]


def test_a_title_on_the_line_below_its_heading() -> None:
    lines = _grouped()
    lines[0:1] = ["Nhóm thứ nhất", "Nền nếp hằng ngày"]
    assert _read(lines).groups[0].title == "Nền nếp hằng ngày"


def test_wrapped_lines_are_joined() -> None:
    wrapped = [part for line in _grouped() for part in textwrap.wrap(line, 30, subsequent_indent="   ")]
    assert _texts(_read(wrapped)) == TEXTS


@given(st.integers(20, 100), st.sampled_from(MARKS[:5]), st.booleans())
def test_law_wrapping_at_any_width_changes_nothing(width: int, mark: str, runs_on: bool) -> None:
    lines = _grouped(mark, runs_on)
    wrapped = [part for line in lines for part in textwrap.wrap(line, width, break_long_words=False)]
    assert _texts(_read(wrapped)) == TEXTS


def test_what_stands_before_and_after_the_list_is_left_out() -> None:
    before = [
        "CHỈ THỊ",
        "1. Mục đầu của văn bản",
        "2. Mục sau",
        "",
        "PHỤ LỤC",
        "(kèm theo)",
        "Có 25 biểu hiện sau:",
        "",
    ]
    after = ["", "Nơi nhận:", "- Các chi bộ,", "- Lưu."]
    found = _read([*before, *_grouped(), *after])
    assert _texts(found) == TEXTS
    assert found.is_complete
    assert found.warnings == ("Bỏ qua 3 dòng ngoài danh sách, đầu tiên là “Nơi nhận:”.",)


def test_the_sign_that_ends_a_paper_is_no_wording() -> None:
    lines = _grouped()
    lines[-1] += "/."
    _assert_whole(_read(lines))


def test_page_numbers_and_repeated_headings_between_pages() -> None:
    lines = _grouped()
    lines[16:16] = ["", "2", "", "Nhóm II (tiếp theo)"]
    _assert_whole(_read(lines))


def test_numbers_inside_a_sentence_begin_nothing() -> None:
    lines = _running("{}. ")
    lines[0:1] = [
        "1. Nộp trước ngày",
        "30-9 hoặc",
        "24-CT/TU ghi khác, hoặc",
        "2.1 lần, xem",
        "biểu hiện 9 thì thôi.",
    ]
    found = _read(lines)
    assert found.items[0].text == "Nộp trước ngày 30-9 hoặc 24-CT/TU ghi khác, hoặc 2.1 lần, xem biểu hiện 9 thì thôi."
    assert _texts(found)[1:] == TEXTS[1:]


def test_unseen_characters_and_decomposed_letters_are_put_right() -> None:
    lines = _running("{}. ")
    lines[0] = "1.\u00a0\u200bDâ\u0323y\u00ad muộn\u00a0 rồi"
    assert _read(lines).items[0].text == "Dậy muộn rồi"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1258"])
def test_encodings_of_a_text_file(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "phu_luc.txt"
    text = "\r\n".join(_grouped("{}. "))
    if encoding == "cp1258":
        text = _for_cp1258(text.replace("–", "-"))
    path.write_bytes(text.encode(encoding))
    found = read_indicators(path, SLOTS)
    assert [item.text.replace("“", '"').replace("”", '"') for item in found.items] == [
        text.replace("“", '"').replace("”", '"') for text in TEXTS
    ]
    assert found.file == "phu_luc.txt"


def _for_cp1258(text: str) -> str:
    """Letters as Windows-1258 holds them: base letters whole, tones apart."""
    tones = "\u0300\u0301\u0303\u0309\u0323"
    out = []
    for letter in text:
        parts = unicodedata.normalize("NFD", letter)
        tone = "".join(part for part in parts if part in tones)
        out.append(unicodedata.normalize("NFC", "".join(part for part in parts if part not in tones)) + tone)
    return "".join(out)


# --- Too few, too many, odd ---


def test_a_missing_one_is_named_and_nothing_shifts() -> None:
    for lines in (_grouped(), _grouped(runs_on=True), _running("{}. ")):
        found = _read(line for line in lines if TEXTS[14] not in line)
        assert found.warnings == ("Nhóm II: đọc được 8 biểu hiện, cần 9; thiếu số 15.",)
        assert not found.is_complete
        assert _texts(found) == [*TEXTS[:14], "", *TEXTS[15:]]
        assert found.items[14].status == "missing"


def test_the_last_of_a_group_missing() -> None:
    found = _read(line for line in _grouped(runs_on=True) if TEXTS[20] not in line)
    assert found.warnings == ("Nhóm II: đọc được 8 biểu hiện, cần 9; thiếu số 21.",)
    assert _texts(found)[21:] == TEXTS[21:]


def test_groups_of_12_8_4_that_run_on() -> None:
    """Where the paper itself counts 1–24, group III still fills its own slots."""
    texts = [*TEXTS[:20], *TEXTS[21:]]
    lines = [f"{number}. {text}" for number, text in enumerate(texts, start=1)]
    found = _read([HEADINGS[0], *lines[:12], HEADINGS[1], *lines[12:20], HEADINGS[2], *lines[20:]])
    assert found.warnings == ("Nhóm II: đọc được 8 biểu hiện, cần 9; thiếu số 21.",)
    assert _texts(found)[21:] == TEXTS[21:]


def test_one_too_many_has_no_slot() -> None:
    lines = [*_grouped(), "5. Một câu thừa ra"]
    found = _read(lines)
    assert found.warnings == ("Thừa một biểu hiện, không có ô cho: “Một câu thừa ra”.",)
    assert found.surplus == ("Một câu thừa ra",)
    assert not found.is_complete
    assert _texts(found) == TEXTS


def test_a_fourth_group_has_no_slots() -> None:
    found = _read([*_grouped(), "IV. Nhóm lạ", "1. Câu thứ nhất", "2. Câu thứ hai"])
    assert found.surplus == ("Câu thứ nhất", "Câu thứ hai")


def test_a_number_without_words_is_missing() -> None:
    found = _read(line if line != f"4. {TEXTS[3]}" else "4." for line in _running("{}. "))
    assert found.warnings == ("Nhóm I: đọc được 11 biểu hiện, cần 12; thiếu số 4.",)


def test_the_same_words_twice_and_letters_lost() -> None:
    lines = _running("{}. ")
    lines[7] = "8. " + TEXTS[2]
    lines[9] = "10. Mở loa k\ufffdo"
    assert _read(lines).warnings == (
        "Biểu hiện 3 và 8 giống hệt nhau.",
        "Biểu hiện 10 có chữ không đọc được, hãy lưu tệp bằng mã UTF-8 rồi nạp lại.",
    )


@pytest.mark.parametrize("text", ["", "một đoạn văn\nkhông có số", "Nhóm thứ nhất\nNhóm thứ hai"])
def test_no_list_at_all(text: str) -> None:
    with pytest.raises(IndicatorFileError, match=r"không thấy biểu hiện nào\. Mỗi biểu hiện phải bắt đầu bằng số"):
        read_pasted(text, SLOTS)


# --- Word ---


def _save_word(path: Path, build: Callable[[docx.document.Document], None]) -> Path:
    document = docx.Document()
    document.add_paragraph("PHỤ LỤC")
    build(document)
    document.save(str(path))
    return path


def test_word_paragraphs(tmp_path: Path) -> None:
    def build(document: docx.document.Document) -> None:
        for line in _grouped():
            document.add_paragraph(line)

    _assert_whole(read_indicators(_save_word(tmp_path / "a.docx", build), SLOTS))


def test_word_automatic_numbers_that_run_on(tmp_path: Path) -> None:
    """The numbers of a Word list are not in its text; here they come from the paragraph's style."""

    def build(document: docx.document.Document) -> None:
        for heading, texts in zip(HEADINGS, GROUPS, strict=True):
            document.add_paragraph(heading)
            for text in texts:
                document.add_paragraph(text, style="List Number")
                document.add_paragraph("")

    _assert_whole(read_indicators(_save_word(tmp_path / "a.docx", build), SLOTS))


def test_word_list_of_two_levels_that_restarts(tmp_path: Path) -> None:
    """ "I." for the groups and "1." below them, counted by Word alone."""

    def build(document: docx.document.Document) -> None:
        _define_list(document)
        for title, texts in zip(TITLES, GROUPS, strict=True):
            _numbered(document.add_paragraph(title), 0)
            for text in texts:
                _numbered(document.add_paragraph(text), 1)

    found = read_indicators(_save_word(tmp_path / "a.docx", build), SLOTS)
    _assert_whole(found)
    assert [group.title for group in found.groups] == list(TITLES)


def _define_list(document: docx.document.Document) -> None:
    """A list 99: capital Roman numbers, below them "Biểu hiện 1:"."""
    numbering = document.part.numbering_part.element
    abstract = OxmlElement("w:abstractNum")
    abstract.set(qn("w:abstractNumId"), "99")
    for depth, (kind, writing) in enumerate([("upperRoman", "%1."), ("decimal", "Biểu hiện %2:")]):
        level = OxmlElement("w:lvl")
        level.set(qn("w:ilvl"), str(depth))
        for tag, value in (("w:start", "1"), ("w:numFmt", kind), ("w:lvlText", writing)):
            level.append(_element(tag, value))
        abstract.append(level)
    numbering.insert(0, abstract)
    num = OxmlElement("w:num")
    num.set(qn("w:numId"), "99")
    num.append(_element("w:abstractNumId", "99"))
    numbering.append(num)


def _element(tag: str, value: str) -> Any:
    element = OxmlElement(tag)
    element.set(qn("w:val"), value)
    return element


def _numbered(paragraph: Paragraph, depth: int, list_id: int = 99) -> None:
    element: Any = paragraph._p
    settings = element.get_or_add_pPr().get_or_add_numPr()
    settings.get_or_add_ilvl().val = depth
    settings.get_or_add_numId().val = list_id


def test_word_restart_by_a_list_of_its_own(tmp_path: Path) -> None:
    """A second list on the same definition begins anew only where Word says so (startOverride)."""

    def build(document: docx.document.Document) -> None:
        _define_list(document)
        again = OxmlElement("w:num")
        again.set(qn("w:numId"), "98")
        again.append(_element("w:abstractNumId", "99"))
        override = OxmlElement("w:lvlOverride")
        override.set(qn("w:ilvl"), "1")
        override.append(_element("w:startOverride", "1"))
        again.append(override)
        document.part.numbering_part.element.append(again)
        for text in TEXTS[:12]:
            _numbered(document.add_paragraph(text), 1)
        for text in TEXTS[12:21]:
            _numbered(document.add_paragraph(text), 1, list_id=98)
        document.add_paragraph("Nhóm 3")
        for number, text in enumerate(TEXTS[21:], start=1):
            document.add_paragraph(f"{number}. {text}")

    _assert_whole(read_indicators(_save_word(tmp_path / "a.docx", build), SLOTS))


def test_word_table_with_merged_headings_and_remarks(tmp_path: Path) -> None:
    def build(document: docx.document.Document) -> None:
        table = document.add_table(rows=1, cols=3)
        for cell, text in zip(table.rows[0].cells, ["TT", "Biểu hiện", "Ghi chú"], strict=True):
            cell.text = text
        for title, texts, numeral in zip(TITLES, GROUPS, ("I", "II", "III"), strict=True):
            cells = table.add_row().cells
            cells[0].text, cells[1].text = numeral, title
            cells[1].merge(cells[2])
            for number, text in enumerate(texts, start=1):
                cells = table.add_row().cells
                cells[0].text, cells[1].text, cells[2].text = str(number), text, "xem lại"

    found = read_indicators(_save_word(tmp_path / "a.docx", build), SLOTS)
    _assert_whole(found)
    assert [group.title for group in found.groups] == list(TITLES)


# --- Excel ---


def _save_sheet(path: Path, rows: Iterable[Iterable[object]]) -> Path:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.title = "Bìa"
    sheet = book.create_sheet("Phụ lục")
    for row in rows:
        sheet.append(list(row))
    book.save(path)
    return path


def test_excel_with_a_group_column(tmp_path: Path) -> None:
    rows: list[list[object]] = [["TT", "Nhóm", "Biểu hiện", "Ghi chú"]]
    for numeral, texts in zip(("I", "II", "III"), GROUPS, strict=True):
        rows += [[float(number), numeral, text, None] for number, text in enumerate(texts, start=1)]
    _assert_whole(read_indicators(_save_sheet(tmp_path / "a.xlsx", rows), SLOTS))


def test_excel_with_one_column(tmp_path: Path) -> None:
    _assert_whole(read_indicators(_save_sheet(tmp_path / "a.xlsx", [[line] for line in _grouped()]), SLOTS))


def test_excel_numbers_only_run_on(tmp_path: Path) -> None:
    rows = [[None, number, text] for number, text in enumerate(TEXTS, start=1)]
    _assert_whole(read_indicators(_save_sheet(tmp_path / "a.xlsx", rows), SLOTS))


def test_a_short_row_and_a_page_number_are_no_indicators() -> None:
    assert table_lines([["1", "Một câu"], ["2"], [], ["7", ""]]) == ["1. Một câu", "2", "", "7. "]


# --- Files that cannot be read ---


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.pdf", b"%PDF", "a.pdf: chỉ nạp được tệp .txt, .docx, .xlsx."),
        ("a.docx", b"PK gi do", "a.docx: tệp hỏng hoặc không phải tệp Word."),
        ("a.xlsx", b"PK gi do", "a.xlsx: tệp hỏng hoặc không phải tệp Excel."),
        ("a.txt", b"", "a.txt: không thấy biểu hiện nào."),
    ],
)
def test_unreadable_files_are_told_in_one_sentence(tmp_path: Path, name: str, data: bytes, said: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(IndicatorFileError) as refused:
        read_indicators(tmp_path / name, SLOTS)
    assert str(refused.value).startswith(said)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(IndicatorFileError, match=r"x\.txt: không mở được tệp"):
        read_indicators(tmp_path / "x.txt", SLOTS)


# --- Keeping it ---


def test_the_digest_is_of_the_wording_not_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("\n".join(_grouped()), encoding="utf-8")
    _save_sheet(tmp_path / "b.xlsx", [[line] for line in _grouped(runs_on=True)])
    first = read_indicators(tmp_path / "a.txt", SLOTS)
    second = read_indicators(tmp_path / "b.xlsx", SLOTS)
    assert first.sha256 == second.sha256 != SLOTS.digest()
    other = _grouped()
    other[1] += " thêm"
    assert _read(other).sha256 != first.sha256


def test_an_import_is_stored_and_comes_back() -> None:
    found = _read([*_grouped(), "5. Một câu thừa ra"])
    stored = json.loads(json.dumps(found.to_dict()))
    assert IndicatorImport.from_dict(stored) == found
    assert IndicatorImport.from_dict(stored).sha256 == found.sha256
    with pytest.raises(ValidationError):
        IndicatorImport.from_dict({**stored, "la": 1})


def test_the_plan_takes_the_import() -> None:
    plan = load_plan().with_indicators(_read(_grouped()).catalogue)
    assert [item.text for item in plan.indicators] == TEXTS
    assert plan.digest() == load_plan().digest()
