"""Papers as Word files, read back with python-docx: an independent reader of what we wrote."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

import docx
import pytest
from docx.document import Document as WordFile
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph as WordParagraph
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from documents.docx_paper import render_docx
from documents.forms import FormError
from models.document import Block, Document, Heading, Paragraph, Recipients, Signature, Signatures, Table
from tests.documents.another_process import draft_digest_elsewhere
from tests.documents.sample import (
    END,
    PARTY_HEAD,
    RECIPIENTS,
    SIGNATURES,
    STATE_HEAD,
    board,
    sample_minutes,
)

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

# The order that ECMA-376 part 1 (CT_PPrBase, CT_RPr, CT_TblPr) fixes for the properties we write.
SCHEMA_ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl pBdr shd spacing ind jc outlineLvl",
    "rPr": "rFonts b bCs i iCs sz szCs u shd lang",
    "tblPr": "tblW tblBorders tblLayout tblCellMar",
    "sectPr": "headerReference footerReference type pgSz pgMar cols titlePg",
    "style": "name basedOn qFormat pPr rPr tblPr",
}


def opened(doc: Document) -> WordFile:
    return docx.Document(BytesIO(render_docx(doc)))


def parts(data: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def with_blocks(*blocks: Block, mark: str = "") -> Document:
    return replace(sample_minutes(mark=mark), blocks=blocks)


def every_paragraph(word: WordFile) -> Iterator[WordParagraph]:
    """All paragraphs of the body, those in tables included, in order."""
    for element in word.element.body.iter(qn("w:p")):
        yield WordParagraph(element, word)


def found(word: WordFile, beginning: str) -> WordParagraph:
    return next(paragraph for paragraph in every_paragraph(word) if paragraph.text.startswith(beginning))


def inside(element: Any, *path: str) -> Any:
    """The first descendant by local names of the main namespace, e.g. inside(p, "pBdr", "top")."""
    return element.find(".//" + "/".join(W + name for name in path))


def local(element: Any) -> str:
    """An element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def keeps_next(paragraph: WordParagraph) -> bool:
    return bool(paragraph.paragraph_format.keep_with_next)


def style_of(paragraph: WordParagraph) -> Any:
    """The element of a paragraph's style."""
    assert paragraph.style is not None
    return paragraph.style.element


def looks(paragraph: WordParagraph) -> tuple[float | None, bool, bool]:
    """Size in pt, bold, italic of a paragraph's style."""
    assert paragraph.style is not None
    font = paragraph.style.font
    return (font.size.pt if font.size else None, bool(font.bold), bool(font.italic))


# ---- the page and its head ----------------------------------------------------------------------


def test_the_page_is_a4_with_the_margins_of_the_form() -> None:
    """domain.md 5.1: A4, 20/20/30/15 mm, page number 10 mm from the upper edge."""
    section = opened(sample_minutes()).sections[0]
    lengths = (
        (section.page_width, 210),
        (section.page_height, 297),
        (section.top_margin, 20),
        (section.bottom_margin, 20),
        (section.left_margin, 30),
        (section.right_margin, 15),
        (section.header_distance, 10),
    )
    for length, wanted in lengths:
        assert length is not None
        assert abs(length - Mm(wanted)) < Pt(0.1)


@pytest.mark.parametrize(
    ("beginning", "size", "bold", "italic"),
    [
        ("ĐẢNG CỘNG SẢN VIỆT NAM", 15, True, False),
        ("ĐẢNG BỘ PHƯỜNG", 14, False, False),
        ("CHI BỘ TỔ DÂN PHỐ 5", 14, True, False),
        ("*", 14, False, False),
        ("Số 12-BB/CB", 14, False, False),
        ("Sông Xanh, ngày", 14, False, True),
        ("BIÊN BẢN", 16, True, False),
        ("sinh hoạt chính trị", 14, True, False),
        ("-----", 14, False, False),
        ("Thực hiện Kế hoạch", 14, False, False),
        ("I- THỜI GIAN", 14, True, False),
        ("1. Thời gian", 14, True, False),
        ("THƯ KÝ", 14, True, False),
        ("(ký, ghi rõ họ tên)", 12, False, True),
        ("Vũ Thị Hoài Ân", 14, True, False),
        ("Nơi nhận", 14, False, False),
        ("- Lưu chi bộ.", 12, False, False),
    ],
)
def test_each_part_has_size_and_style_of_the_rule(beginning: str, size: float, bold: bool, italic: bool) -> None:
    """36-HD/VPTW app. 3 (domain.md 5.1)."""
    assert looks(found(opened(sample_minutes()), beginning)) == (size, bold, italic)


def test_the_head_is_one_row_of_two_cells_without_borders() -> None:
    """domain.md 5.3: left the bodies and the number, right the motto, place and date."""
    head = opened(sample_minutes()).tables[0]
    assert [len(row.cells) for row in head.rows] == [2]
    left, right = (cell.text.split("\n") for cell in head.rows[0].cells)
    assert left == ["ĐẢNG BỘ PHƯỜNG SÔNG XANH", "CHI BỘ TỔ DÂN PHỐ 5", "*", "Số 12-BB/CB"]
    assert right == ["ĐẢNG CỘNG SẢN VIỆT NAM", "", "Sông Xanh, ngày 15 tháng 9 năm 2023"]
    assert {border.get(W + "val") for border in inside(head._tbl, "tblBorders")} == {"nil"}


def test_the_rule_under_the_title_is_as_long_as_the_title() -> None:
    """S12. The title at 15 pt measures 206.7 pt in Times New Roman Bold (13.778 em)."""
    cell = opened(sample_minutes()).tables[0].rows[0].cells[1]
    rule = cell.paragraphs[1]
    assert cell.width is not None
    left, right = rule.paragraph_format.left_indent, rule.paragraph_format.right_indent
    assert left is not None
    assert right is not None
    assert left == right
    assert (cell.width - left - right) / Pt(1) == pytest.approx(206.7, abs=0.2)
    assert inside(style_of(rule), "pBdr", "top").get(W + "val") == "single"


def test_capitals_are_written_out() -> None:
    """The rule wants capitals whatever was typed; copied text keeps them."""
    head = replace(PARTY_HEAD, issuer="Chi bộ Tổ dân phố số 5")
    assert found(opened(sample_minutes(head=head)), "CHI BỘ TỔ DÂN PHỐ SỐ 5").text


def test_a_state_body_gets_the_motto_of_the_nation() -> None:
    """domain.md 4.4, 5.2."""
    word = opened(sample_minutes(form="state_nd30", head=STATE_HEAD))
    left, right = (cell.text.split("\n") for cell in word.tables[0].rows[0].cells)
    assert right[:2] == ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]
    assert left[-1] == "Số: 05/BB-UBND"
    assert looks(found(word, "CỘNG HÒA")) == (12, True, False)


def test_an_unknown_form_is_refused() -> None:
    with pytest.raises(FormError):
        render_docx(sample_minutes(form="thể thức khác"))


def test_the_body_is_justified_with_a_first_line_indent() -> None:
    """domain.md 5.1, Nội dung."""
    style = style_of(found(opened(sample_minutes()), "Thực hiện"))
    assert inside(style, "jc").get(W + "val") == "both"
    assert int(inside(style, "ind").get(W + "firstLine")) == 720


def test_font_and_proofing_language() -> None:
    """Times New Roman everywhere, no theme font; words are checked as Vietnamese."""
    styles = ElementTree.fromstring(parts(render_docx(sample_minutes()))["word/styles.xml"])
    fonts = styles.findall(f".//{W}rFonts")
    assert [set(font.attrib.values()) for font in fonts] == [{"Times New Roman"}]
    assert inside(inside(styles, "rPrDefault"), "lang").get(W + "val") == "vi-VN"


def test_headings_show_in_the_navigation_pane() -> None:
    word = opened(with_blocks(Heading(1, "I- Một"), Heading(2, "1. Hai")))
    styles = [style_of(found(word, text)) for text in ("I- MỘT", "1. Hai")]
    levels = [inside(style, "outlineLvl").get(W + "val") for style in styles]
    assert levels == ["0", "1"]


# ---- headers, footer, marks ---------------------------------------------------------------------


def test_the_page_number_stands_on_every_page_but_the_first() -> None:
    """domain.md 5.1: from page 2, centred in the upper margin."""
    section = opened(sample_minutes()).sections[0]
    assert section.different_first_page_header_footer
    number = section.header.paragraphs[-1]
    assert inside(number._p, "fldSimple").get(W + "instr").strip() == "PAGE"
    assert inside(style_of(number), "jc").get(W + "val") == "center"
    assert inside(section.first_page_header._element, "fldSimple") is None


@pytest.mark.parametrize("mark", ["DỰ THẢO", "TẬP DƯỢT"])
def test_a_draft_carries_its_mark_on_every_page(mark: str) -> None:
    """L20: in a shaded box, and across the page."""
    section = opened(sample_minutes(mark=mark)).sections[0]
    for header in (section.first_page_header, section.header):
        box = header.paragraphs[0]
        assert box.text.strip() == mark
        assert inside(box._p, "framePr") is not None
        watermarks = header._element.findall(".//{urn:schemas-microsoft-com:vml}textpath")
        assert [path.get("string") for path in watermarks if path.get("string")] == [mark]


def test_the_adopted_paper_carries_no_mark() -> None:
    written = b"".join(parts(render_docx(sample_minutes())).values()).decode()
    assert "DỰ THẢO" not in written
    assert "textpath" not in written
    assert "framePr" not in written


def test_the_footer_is_on_every_page() -> None:
    section = opened(sample_minutes()).sections[0]
    texts = [footer.paragraphs[0].text for footer in (section.first_page_footer, section.footer)]
    assert texts == ["Mã kiểm tra bản ghi: 3f9a 07c1 e2d4 88b0 · 612 mục"] * 2


def test_a_gap_is_bold_on_grey_in_a_draft_and_plain_in_the_adopted_paper() -> None:
    gap = Paragraph("gap", "Đại biểu cấp trên: …", gap=True)
    draft = found(opened(with_blocks(gap, mark="DỰ THẢO")), "►").runs[0]
    final = found(opened(with_blocks(gap)), "Đại biểu").runs[0]
    assert (draft.text, draft.bold) == ("► Đại biểu cấp trên: …", True)
    assert inside(draft._r, "shd").get(W + "fill") == "D9D9D9"
    assert (final.text, final.bold) == ("Đại biểu cấp trên: …", None)
    assert inside(final._r, "shd") is None


def test_a_skeleton_shows_its_gaps_and_carries_no_mark() -> None:
    """R75: people finish it by hand and have nothing to take away first."""
    paper = replace(with_blocks(Paragraph("gap", "Ưu điểm: …", gap=True)), skeleton=True)
    assert found(opened(paper), "►").runs[0].bold
    assert b"v:textpath" not in parts(render_docx(paper))["word/header2.xml"]


def test_an_annex_begins_a_page() -> None:
    word = opened(with_blocks(SIGNATURES, RECIPIENTS, Heading(1, "PHỤ LỤC 1", new_page=True), Heading(1, "II- KHÁC")))
    breaks = [found(word, text).paragraph_format.page_break_before for text in ("PHỤ LỤC 1", "II- KHÁC")]
    assert breaks == [True, None]


def test_a_correction_cannot_be_seen_in_the_paper() -> None:
    corrected = Paragraph("p", "Có mặt: 19.", corrected=True)
    assert render_docx(with_blocks(corrected)) == render_docx(with_blocks(replace(corrected, corrected=False)))


def test_what_was_added_after_the_reading_is_led_in_once() -> None:
    """domain.md 4.3: vote and end time are marked as added after passing."""
    texts = [paragraph.text for paragraph in opened(sample_minutes()).paragraphs]
    leads = [number for number, text in enumerate(texts) if "ghi thêm sau khi" in text]
    assert len(leads) == 1
    assert texts[leads[0] + 1].startswith("Biên bản được đọc trước chi bộ")


# ---- what stays together ------------------------------------------------------------------------


def test_the_signatures_are_bound_to_the_last_text_and_never_break() -> None:
    """L21: the signature block never stands alone, nor do the recipients."""
    word = opened(sample_minutes())
    last = found(word, "Buổi sinh hoạt kết thúc")
    assert keeps_next(last)
    assert last.paragraph_format.keep_together
    block = word.tables[-1]
    assert [len(row.cells) for row in block.rows] == [2]
    assert inside(block.rows[0]._tr, "cantSplit") is not None
    left, right = block.rows[0].cells
    assert left.text.split("\n")[:3] == ["THƯ KÝ", "(ký, ghi rõ họ tên)", "Vũ Thị Hoài Ân"]
    assert right.text.split("\n") == ["CHỦ TRÌ", "(ký, ghi rõ họ tên)", "Đặng Quốc Tường"]
    assert left.text.split("\n")[3:] == ["Nơi nhận:", "- Đảng ủy phường (để báo cáo),", "- Lưu chi bộ."]
    assert all(keeps_next(paragraph) for cell in (left, right) for paragraph in cell.paragraphs)


def test_signatures_after_a_table_take_its_last_row_with_them() -> None:
    word = opened(with_blocks(board(3), SIGNATURES, RECIPIENTS))
    rows = word.tables[1].rows
    bound = [all(keeps_next(cell.paragraphs[0]) for cell in row.cells) for row in rows]
    assert bound == [True, False, True, True]


def test_a_single_signature_stands_at_the_right_with_the_recipients_beside_it() -> None:
    """domain.md 5.1, parts 7 and 9: recipients at the left, on the height of the office of who signs."""
    one = Signatures((Signature("T/M CHI ỦY\nBÍ THƯ", "(ký, ghi rõ họ tên)", "Đặng Quốc Tường"),))
    left, right = opened(with_blocks(END, one, RECIPIENTS)).tables[-1].rows[0].cells
    assert left.text.split("\n") == ["Nơi nhận:", "- Đảng ủy phường (để báo cáo),", "- Lưu chi bộ.", ""]
    assert right.text.split("\n") == ["T/M CHI ỦY", "BÍ THƯ", "(ký, ghi rõ họ tên)", "Đặng Quốc Tường"]
    assert all(keeps_next(paragraph) for cell in (left, right) for paragraph in cell.paragraphs)


def test_recipients_before_the_signatures_are_printed_there() -> None:
    word = opened(with_blocks(END, RECIPIENTS, SIGNATURES))
    texts = [paragraph.text for paragraph in word.paragraphs]
    assert texts[-4:-1] == ["Nơi nhận:", "- Đảng ủy phường (để báo cáo),", "- Lưu chi bộ."]
    assert all(keeps_next(paragraph) for paragraph in word.paragraphs[-5:-1])


def test_recipients_alone_are_bound_to_the_text() -> None:
    word = opened(with_blocks(END, Recipients(("Lưu.",))))
    assert keeps_next(found(word, "Buổi sinh hoạt"))
    assert not keeps_next(found(word, "- Lưu."))


def test_the_colon_of_noi_nhan_is_not_underlined() -> None:
    """domain.md 5.1: underlined, then ":"."""
    words, colon = found(opened(sample_minutes()), "Nơi nhận").runs
    assert (words.text, colon.text) == ("Nơi nhận", ":")
    assert words.underline is None  # as its style: underlined
    assert colon.underline is False


def test_a_heading_stays_with_its_text_and_an_introduction_with_its_table() -> None:
    word = opened(sample_minutes())
    assert keeps_next(found(word, "III- KẾT LUẬN"))
    assert keeps_next(found(word, "Chi bộ đối chiếu"))
    assert not keeps_next(found(word, "Thực hiện Kế hoạch"))


def ruled_table(word: WordFile) -> WordTable:
    return next(table for table in word.tables if table.rows[0].cells[0].text == "Số")


def test_a_table_repeats_its_header_and_never_breaks_a_row() -> None:
    rows = ruled_table(opened(sample_minutes())).rows
    assert len(rows) == 26
    assert all(inside(row._tr, "cantSplit") is not None for row in rows)
    assert [inside(row._tr, "tblHeader") is not None for row in rows] == [True, *[False] * 25]
    assert all(keeps_next(cell.paragraphs[0]) for cell in rows[0].cells)


def test_table_columns_share_the_text_width() -> None:
    widths = [cell.width for cell in ruled_table(opened(sample_minutes())).rows[0].cells]
    assert all(width is not None for width in widths)
    total = sum(width for width in widths if width is not None)
    assert abs(total - Mm(165)) < Pt(0.1)
    assert widths[0] is not None
    assert abs(widths[0] - total * 0.08) < Pt(0.1)


def test_a_narrow_column_never_cuts_a_word() -> None:
    """A header word longer than its column's share gets its room from the widest column."""
    table = Table("t", ("Số", "Có/không", "Nội dung"), (("1", "không", "…"),), (0.1, 0.05, 0.85))
    widths = [cell.width for cell in opened(with_blocks(table)).tables[1].rows[0].cells]
    assert all(width is not None for width in widths)
    lengths = [width / Mm(1) for width in widths if width is not None]
    assert lengths[0] == pytest.approx(16.5, abs=0.1)
    assert lengths[1] > 54 / 72 * 25.4 + 2 * 1.5  # the word is 54 pt long at 13 pt bold
    assert sum(lengths) == pytest.approx(165, abs=0.1)


def test_two_tables_stay_two_tables() -> None:
    """A word processor joins tables that touch."""
    body = opened(with_blocks(board(1), board(2), SIGNATURES)).element.body
    kinds = [local(child) for child in body]
    assert all(pair != ("tbl", "tbl") for pair in pairwise(kinds))
    assert kinds[-2:] == ["p", "sectPr"]


def test_a_table_may_have_no_header() -> None:
    table = opened(with_blocks(Table("t", (), (("F3", "Mời nói"),), (0.3, 0.7)))).tables[1]
    assert [cell.text for cell in table.rows[0].cells] == ["F3", "Mời nói"]
    assert inside(table.rows[0]._tr, "tblHeader") is None


def test_a_form_may_have_columns_and_no_head() -> None:
    """The key card: the title over both columns, then the text in two; rules between the rows only."""
    rows = (("F3", "Mời nói"),)
    word = opened(replace(with_blocks(Table("t", (), rows, (0.3, 0.7))), form="card"))
    first, second = word.sections
    assert inside(first._sectPr, "cols") is None
    assert inside(second._sectPr, "cols").get(W + "num") == "2"
    assert inside(second._sectPr, "type").get(W + "val") == "continuous"
    (table,) = word.tables
    width = table.rows[0].cells[1].width
    assert width is not None
    assert abs(width - Mm(93.5 * 0.7)) < Pt(0.1)
    assert [local(border) for border in inside(table._tbl, "tblBorders")] == ["top", "bottom", "insideH"]


# ---- typed text ---------------------------------------------------------------------------------

HOSTILE = (
    "{ PAGE }",
    '{ INCLUDETEXT "C:\\\\x" }',
    "<w:p/> & </w:t>]]>",
    "[bold]x[/bold]",
    "{{ doc.mark }}",
    "&amp;lt;",
    "=1+1",
)


@pytest.mark.parametrize("typed", HOSTILE)
def test_typed_text_is_printed_never_interpreted(typed: str) -> None:
    """No field, no markup, no template: what was typed stands in the body, the cells and the names."""
    table = Table("t", ("Cột",), ((typed,),), (1.0,))
    word = opened(with_blocks(Paragraph("p", typed), Heading(2, typed), table))
    assert [paragraph.text for paragraph in every_paragraph(word)].count(typed) == 3
    assert inside(word.element.body, "fldSimple") is None
    assert inside(word.element.body, "instrText") is None


@given(st.text(alphabet=st.characters(exclude_categories=("Cc", "Cs", "Cf", "Cn", "Zl", "Zp")), max_size=80))
@settings(max_examples=60)
def test_every_printable_text_comes_back_as_it_was(typed: str) -> None:
    """Law: spaces, quotes, marks of every script survive the way through the file."""
    assert typed in [paragraph.text for paragraph in opened(with_blocks(Paragraph("p", typed))).paragraphs]


@given(st.text(alphabet=st.characters(), max_size=40), st.text(alphabet=st.characters(), max_size=20))
@settings(max_examples=60)
def test_no_typed_character_can_break_the_file(typed: str, mark: str) -> None:
    """Control codes, lone surrogates and non-characters are dropped everywhere, not only in the body."""
    doc = replace(
        with_blocks(Paragraph("p", typed, gap=True), Table("t", (typed,), (), (1.0,)), SIGNATURES),
        mark=mark,
        footer=typed,
        letterhead=replace(PARTY_HEAD, issuer=typed, abstract=(typed,)),
        meta={"typed": typed},
    )
    for data in parts(render_docx(doc)).values():
        ElementTree.fromstring(data)


def test_control_characters_are_dropped_and_line_breaks_kept() -> None:
    word = opened(with_blocks(Paragraph("p", "một\x00\x1b[0m\x0bhai\r\nba\tbốn\ufffe")))
    assert "một[0m\nhai\nba bốn" in [paragraph.text for paragraph in word.paragraphs]


# ---- the file -----------------------------------------------------------------------------------


@pytest.mark.parametrize(("zone", "seed"), [("Asia/Ho_Chi_Minh", "1"), ("America/New_York", "2")])
def test_the_same_paper_is_the_same_bytes_in_another_process(zone: str, seed: str) -> None:
    """L21: deterministic: neither clock, time zone nor hash seed reach the file."""
    printed = draft_digest_elsewhere(render_docx, zone, seed)
    assert printed == hashlib.sha256(render_docx(sample_minutes(mark="DỰ THẢO"))).hexdigest()


def test_the_file_carries_the_stated_time_and_nothing_of_the_machine() -> None:
    data = render_docx(sample_minutes())
    stated = datetime(2023, 9, 15, 9, 45, tzinfo=UTC)
    with ZipFile(BytesIO(data)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {stated.timetuple()[:6]}
    properties = docx.Document(BytesIO(data)).core_properties
    assert properties.created == properties.modified == stated
    assert properties.author == "CHI BỘ TỔ DÂN PHỐ 5"
    assert properties.title.startswith("BIÊN BẢN sinh hoạt chính trị")
    assert properties.last_modified_by == ""


def test_a_paper_without_a_stated_time_is_still_a_valid_zip() -> None:
    """Zip knows no year before 1980."""
    with ZipFile(BytesIO(render_docx(replace(sample_minutes(), created_ms=0)))) as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}


def test_the_papers_own_data_travels_with_it() -> None:
    custom = ElementTree.fromstring(parts(render_docx(sample_minutes()))["docProps/custom.xml"])
    assert {entry.get("name"): entry[0].text for entry in custom} == {"meeting": "m-2023-09-15"}


def test_every_part_is_declared_and_every_relation_leads_somewhere() -> None:
    members = parts(render_docx(sample_minutes(mark="DỰ THẢO")))
    types = ElementTree.fromstring(members["[Content_Types].xml"])
    declared = {entry.get("PartName", "").lstrip("/") for entry in types} - {""}
    assert declared == {name for name in members if not name.endswith(".rels")} - {"[Content_Types].xml"}
    relations = ElementTree.fromstring(members["word/_rels/document.xml.rels"])
    targets = {entry.get("Id"): f"word/{entry.get('Target')}" for entry in relations}
    assert set(targets.values()) <= set(members)
    section = inside(ElementTree.fromstring(members["word/document.xml"]), "sectPr")
    used = {value for child in section for name, value in child.attrib.items() if name.endswith("}id")}
    assert len(used) == 4
    assert used <= set(targets)


def test_properties_stand_in_the_order_of_the_schema() -> None:
    """A word processor calls a file damaged when they do not."""
    members = parts(render_docx(sample_minutes(mark="DỰ THẢO")))
    checked = 0
    for name in (name for name in members if name.startswith("word/") and name.endswith(".xml")):
        for element in ElementTree.fromstring(members[name]).iter():
            order = SCHEMA_ORDER.get(local(element), "").split()
            if not order:
                continue
            places = [order.index(local(child)) for child in element]
            assert places == sorted(places), ElementTree.tostring(element)
            checked += 1
    assert checked > 250


def test_long_minutes_hold_every_paragraph() -> None:
    """design.md §7: 300 contributions and the board, in one paper."""
    texts = [paragraph.text for paragraph in opened(sample_minutes(contributions=300)).paragraphs]
    speeches = [text for text in texts if text.startswith("- Đồng chí")]
    assert len(speeches) == 300
    assert "IV- THÔNG QUA BIÊN BẢN" in texts
