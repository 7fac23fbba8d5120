"""Papers as PDF files, read back with pypdf: an independent reader of what we wrote."""

from __future__ import annotations

import hashlib
import re
from datetime import UTC, datetime
from io import BytesIO

import docx
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from pypdf import PdfReader
from pypdf.generic import Destination

from documents.docx_paper import render_docx
from documents.forms import FormError
from documents.pdf_fonts import METRIC_TWINS, OWN_SERIF, paper_fonts
from documents.pdf_paper import render_pdf
from models.document import Block, Document, Heading, Paragraph, Recipients, Signature, Signatures, Table
from tests.documents.another_process import draft_digest_elsewhere
from tests.documents.pdf_reading import POINT, page_texts, shown_as, shown_on, squeezed, whole_text
from tests.documents.sample import END, PARTY_HEAD, RECIPIENTS, SIGNATURES, STATE_HEAD, board, sample_minutes

LEFT, RIGHT, TOP, BOTTOM, WIDTH, HEIGHT = (length * POINT for length in (30, 15, 20, 20, 210, 297))
FOOTER = "Mã kiểm tra bản ghi: 3f9a 07c1 e2d4 88b0 · 612 mục"


def with_blocks(*blocks: Block, mark: str = "") -> Document:
    return replace(sample_minutes(mark=mark), blocks=blocks)


def signing(blocks: tuple[Block, ...]) -> list[str]:
    """What people would miss on the page with the signatures."""
    (found,) = (block for block in blocks if isinstance(block, Signatures))
    return [text for column in found.columns for text in (column.title, column.name)]


# ---- what it says -------------------------------------------------------------------------------


def said(doc: Document) -> list[str]:
    """Every text of a paper that is printed as it is, block by block."""
    head = doc.letterhead
    texts = [head.number, head.place_date, *head.abstract, doc.footer]
    for block in doc.blocks:
        match block:
            case Heading():
                texts.append(block.text.upper() if block.level == 1 else block.text)
            case Paragraph():
                texts.append(block.text)
            case Table():
                texts += [text for row in (block.header, *block.rows) for text in row]
            case Signatures():
                texts += signing((block,))
            case Recipients():
                texts += block.entries
    return texts


@pytest.mark.parametrize("mark", ["", "DỰ THẢO"])
@pytest.mark.parametrize(("form", "head"), [("party_36hd", PARTY_HEAD), ("state_nd30", STATE_HEAD)])
def test_the_file_says_what_the_paper_says(form: str, head: object, mark: str) -> None:
    """L21: names, numbers and every sentence of the data can be read in the file, under both rule sets."""
    doc = sample_minutes(form=form, mark=mark, head=STATE_HEAD if head is STATE_HEAD else PARTY_HEAD)
    text = whole_text(render_pdf(doc))
    assert [one for one in said(doc) if squeezed(one) not in text] == []


def test_paragraphs_stand_in_order() -> None:
    doc = sample_minutes(contributions=9)
    text = whole_text(render_pdf(doc)).replace(squeezed(FOOTER), "")
    body = re.split(squeezed("-----"), text, maxsplit=1)[1]
    places = [re.sub(r"\d", "", body).find(re.sub(r"\d", "", squeezed(one.text))) for one in doc.paragraphs()]
    assert -1 not in places
    speeches = [place for one, place in zip(doc.paragraphs(), places, strict=True) if one.key in {"basis", "end"}]
    assert speeches == sorted(speeches)


HOSTILE = (
    "#set page(width: 1cm)",
    "#let x = 1; #x;",
    "#x;",
    "*đậm* _nghiêng_ `mã`",
    "$ sum_(k=1)^n k $",
    "[3. …]",
    "= Đề mục",
    "- gạch",
    "1. một",
    "<nhãn> @nhãn",
    "// chú thích /* dài */",
    "\\ \\\\ \\u{1f600} \\n",
    "\"kép\" 'đơn' -- --- ...",
    '"}], "mark": null, {"',
    "~ https://ví.dụ/a?b=c&d#e",
    "{{ doc.mark }} <w:p/> &lt;",
    "a  b   c",
    "sys.inputs.paper",
)


@pytest.mark.parametrize("typed", HOSTILE)
def test_typed_text_is_printed_never_interpreted(typed: str) -> None:
    """design.md §6: no markup of the typesetter, in the body, a heading, a cell, a name, the head or the footer."""
    doc = replace(
        with_blocks(
            Paragraph("p", typed),
            Heading(2, typed),
            Table("t", ("Cột",), ((typed,),), (1.0,)),
            Signatures((Signature("THƯ KÝ", typed, typed),)),
            Recipients((typed,)),
            mark=typed,
        ),
        letterhead=replace(PARTY_HEAD, number=typed, abstract=(typed,)),
        footer=typed,
        meta={"typed": typed},
    )
    data = render_pdf(doc)
    assert whole_text(data).count(squeezed(typed)) >= 9
    properties = PdfReader(BytesIO(data)).metadata
    assert properties is not None
    assert properties.title == f"BIÊN BẢN {typed}"


@pytest.mark.parametrize("typed", ["Ê\u0301 ê\u0323 o\u031b\u0323 Đa\u0306\u0301", "tiếng Việt: ặ ệ ỵ ữ Ỵ Ằ Ỡ"])
def test_letters_spelled_with_marks_come_back_as_letters(typed: str) -> None:
    assert squeezed(typed) in whole_text(render_pdf(with_blocks(Paragraph("p", typed))))


def test_what_no_font_has_takes_nothing_else_away() -> None:
    """Emoji, other scripts and stray marks: the words around them are there."""
    text = "trước 😀 giữa \N{ZERO WIDTH JOINER} 漢字 \u0301 sau"
    found = whole_text(render_pdf(with_blocks(Paragraph("p", text))))
    assert all(word in found for word in ("trước", "giữa", "sau"))


@given(st.text(alphabet=st.characters(), max_size=30), st.text(alphabet=st.characters(), max_size=12))
@example("K\xad\xad", "")
@example("K\u200d\u2060", "")
@example("K\ufe0f", "")
@example("", "K\xad")
@settings(max_examples=25, deadline=None)
def test_no_typed_character_can_stop_the_file(typed: str, mark: str) -> None:
    """Law: control codes, lone surrogates, empty texts and marks without width still give a paper."""
    doc = replace(
        with_blocks(Paragraph("p", typed, gap=True), Table("t", (typed,), (), (1.0,)), SIGNATURES),
        mark=mark,
        footer=typed,
        letterhead=replace(PARTY_HEAD, issuer=typed, abstract=(typed,)),
        meta={"typed": typed},
    )
    assert squeezed("THƯ KÝ") in whole_text(render_pdf(doc))


def test_a_typed_line_break_breaks_the_line_and_a_tab_is_a_space() -> None:
    (page,) = page_texts(render_pdf(with_blocks(Paragraph("p", "một\x00\x1b[0m\x0bhai\r\nba\tbốn\ufffe"))))
    lines = [line.strip() for line in page.splitlines()]
    assert lines[lines.index("hai") - 1] == "một[0m"
    assert lines[lines.index("hai") + 1] == "ba bốn"


def test_a_word_longer_than_the_line_is_broken_and_stays_on_the_paper() -> None:
    """In the text, a heading and two cells."""
    word = "W" * 90
    table = Table("t", ("Số", word, word), (("1", "a", word),), (0.1, 0.45, 0.45))
    data = render_pdf(with_blocks(Paragraph("p", f"trước {word} sau"), Heading(2, word), table))
    pieces = [piece for piece in shown_on(data, 0) if piece.text.startswith("W")]
    assert len(pieces) > 8
    assert all(piece.x + len(piece.text) * 0.944 * piece.size <= WIDTH - RIGHT + 1 for piece in pieces)
    assert whole_text(data).count("W") == 5 * len(word)


# ---- how it looks -------------------------------------------------------------------------------


def test_the_page_is_a4_with_the_margins_of_the_form() -> None:
    """domain.md 5.1: A4, 20/20/30/15 mm; number and footer stand outside them."""
    data = render_pdf(sample_minutes())
    box = PdfReader(BytesIO(data)).pages[1].mediabox
    assert (float(box.width), float(box.height)) == pytest.approx((WIDTH, HEIGHT), abs=0.01)
    for number in range(3):
        inside = [piece for piece in shown_on(data, number) if piece.text not in {FOOTER, str(number + 1)}]
        assert min(piece.x for piece in inside) >= LEFT - 0.01
        assert min(piece.y for piece in inside) >= TOP
        assert max(piece.y for piece in inside) <= HEIGHT - BOTTOM


@pytest.mark.parametrize(
    ("form", "beginning", "size", "cut"),
    [
        ("party_36hd", "ĐẢNG CỘNG SẢN VIỆT NAM", 15, "bold"),
        ("party_36hd", "ĐẢNG BỘ PHƯỜNG", 14, ""),
        ("party_36hd", "CHI BỘ TỔ DÂN PHỐ 5", 14, "bold"),
        ("party_36hd", "*", 14, ""),
        ("party_36hd", "Số 12-BB/CB", 14, ""),
        ("party_36hd", "Sông Xanh, ngày", 14, "italic"),
        ("party_36hd", "BIÊN BẢN", 16, "bold"),
        ("party_36hd", "sinh hoạt chính trị", 14, "bold"),
        ("party_36hd", "-----", 14, ""),
        ("party_36hd", "Thực hiện Kế hoạch", 14, ""),
        ("party_36hd", "I- THỜI GIAN", 14, "bold"),
        ("party_36hd", "1. Thời gian", 14, "bold"),
        ("party_36hd", "THƯ KÝ", 14, "bold"),
        ("party_36hd", "(ký, ghi rõ họ tên)", 12, "italic"),
        ("party_36hd", "Vũ Thị Hoài Ân", 14, "bold"),
        ("party_36hd", "Nơi nhận", 14, ""),
        ("party_36hd", "- Lưu chi bộ.", 12, ""),
        ("state_nd30", "CỘNG HÒA XÃ HỘI", 12, "bold"),
        ("state_nd30", "Độc lập - Tự do", 13, "bold"),
        ("state_nd30", "QUẬN VEN SÔNG", 12, ""),
        ("state_nd30", "PHƯỜNG SÔNG XANH", 12, "bold"),
        ("state_nd30", "Số: 05/BB-UBND", 13, ""),
        ("state_nd30", "Sông Xanh, ngày", 13, "italic"),
        ("state_nd30", "Nơ", 12, "bolditalic"),
        ("state_nd30", "- Lưu chi bộ.", 11, ""),
    ],
)
def test_each_part_has_size_and_style_of_the_rule(form: str, beginning: str, size: float, cut: str) -> None:
    """36-HD/VPTW app. 3 (domain.md 5.1), NĐ 30 app. I (domain.md 5.2)."""
    doc = sample_minutes(form=form, head=STATE_HEAD if form == "state_nd30" else PARTY_HEAD)
    piece = shown_as(render_pdf(doc), beginning)
    cuts = "".join(word for word in ("bold", "italic") if word in piece.font.lower())
    assert (piece.size, cuts) == (size, cut)


def test_the_body_begins_indented_and_its_lines_are_18_points_apart() -> None:
    """domain.md 5.1, Nội dung; the same distances as in the Word file."""
    lines = [piece for piece in shown_on(render_pdf(sample_minutes()), 0) if piece.font and piece.size == 14]
    first = next(number for number, piece in enumerate(lines) if piece.text.startswith("Thực hiện"))
    assert lines[first].x == pytest.approx(LEFT + 36, abs=0.1)
    assert lines[first + 1].x == pytest.approx(LEFT, abs=0.1)
    assert lines[first + 1].y - lines[first].y == pytest.approx(18, abs=0.01)


def test_the_font_is_the_forms_or_its_twin_or_the_typesetters_own() -> None:
    """design.md §6. Whatever machine this is: one family, which has every Vietnamese letter, in all of the paper."""
    fonts = paper_fonts("Times New Roman")
    assert fonts.family in (*METRIC_TWINS, OWN_SERIF)
    assert fonts.is_substitute == (fonts.family not in METRIC_TWINS)
    letters = "".join(map(chr, range(0x1EA0, 0x1EFA))) + "ăâđêôơư"
    blocks = (Paragraph("p", letters), Heading(2, letters), Paragraph("q", letters, kind="note"))
    data = render_pdf(with_blocks(*blocks, SIGNATURES))
    plain = fonts.family.replace(" ", "")
    assert {piece.font.partition("-")[0] for piece in shown_on(data, 0)} <= {plain, f"{plain}PS", f"{plain}PSMT"}


def test_a_form_with_a_font_that_is_nowhere_gets_the_typesetters_own() -> None:
    assert paper_fonts("Phông không có").is_substitute


# ---- headers, footer, marks ---------------------------------------------------------------------


def test_the_page_number_stands_on_every_page_but_the_first() -> None:
    """domain.md 5.1: from page 2, centred in the upper margin, 10 mm from the edge."""
    data = render_pdf(sample_minutes())
    for number in range(len(page_texts(data))):
        above = [piece for piece in shown_on(data, number) if piece.y < TOP]
        assert [piece.text for piece in above] == ([str(number + 1)] if number else [])
        for piece in above:
            assert piece.x == pytest.approx(LEFT + (WIDTH - LEFT - RIGHT) / 2 - piece.size / 4, abs=0.5)
            assert 10 * POINT < piece.y < 10 * POINT + piece.size


@pytest.mark.parametrize("mark", ["DỰ THẢO", "TẬP DƯỢT"])
def test_a_draft_carries_its_mark_on_every_page(mark: str) -> None:
    """L20: in a box above the text, and across the page."""
    data = render_pdf(sample_minutes(mark=mark))
    for number in range(len(page_texts(data))):
        marks = [piece for piece in shown_on(data, number) if piece.text == mark]
        assert len(marks) == 2
        assert sum(piece.y < TOP for piece in marks) == 1


def test_the_adopted_paper_carries_no_mark() -> None:
    assert squeezed("DỰ THẢO") not in whole_text(render_pdf(sample_minutes()))


def test_the_footer_is_on_every_page() -> None:
    data = render_pdf(sample_minutes())
    assert all(FOOTER in page for page in page_texts(data))
    assert shown_as(data, FOOTER[:8]).y > HEIGHT - BOTTOM


def test_a_gap_is_bold_behind_a_sign_in_a_draft_and_plain_in_the_adopted_paper() -> None:
    gap = Paragraph("gap", "Đại biểu cấp trên: …", gap=True)
    draft, final = (render_pdf(with_blocks(gap, mark=mark)) for mark in ("DỰ THẢO", ""))
    assert squeezed("► Đại biểu cấp trên: …") in whole_text(draft)
    assert "►" not in whole_text(final)
    word = next(piece for piece in shown_on(draft, 0) if "Đại biểu" in piece.text)
    assert ("Bold" in word.font, "Bold" in shown_as(final, "Đại biểu").font) == (True, False)


def test_a_skeleton_shows_its_gaps_and_carries_no_mark() -> None:
    """R75: people finish it by hand and have nothing to take away first."""
    gap = Paragraph("gap", "Ưu điểm: …", gap=True)
    text = whole_text(render_pdf(replace(with_blocks(gap), skeleton=True)))
    assert squeezed("► Ưu điểm: …") in text
    assert squeezed("DỰ THẢO") not in text


def test_an_annex_begins_a_page() -> None:
    annex = Heading(1, "PHỤ LỤC 1: BẢNG", new_page=True)
    pages = page_texts(render_pdf(with_blocks(SIGNATURES, RECIPIENTS, annex, board(3))))
    assert ["PHỤ LỤC 1" in page for page in pages] == [False, True]


@pytest.mark.parametrize("lines", range(20, 30))
def test_no_last_row_stands_alone_on_a_page(lines: int) -> None:
    """Wherever the page ends, the last row of a table has another above it."""
    pages = page_texts(render_pdf(with_blocks(*[Paragraph(f"p{n}", "Dòng.") for n in range(lines)], board(5))))
    last = next(page for page in pages if re.search(r"^5\b", page, re.M))
    assert re.search(r"^4\b", last, re.M)


def test_a_correction_cannot_be_seen_in_the_paper() -> None:
    corrected = Paragraph("p", "Có mặt: 19.", corrected=True)
    assert render_pdf(with_blocks(corrected)) == render_pdf(with_blocks(replace(corrected, corrected=False)))


def test_what_was_added_after_the_reading_is_led_in_once() -> None:
    """domain.md 4.3: vote and end time are marked as added after passing."""
    text = whole_text(render_pdf(sample_minutes()))
    lead, vote = squeezed("(Phần ghi thêm sau khi đọc biên bản)"), squeezed("Biên bản được đọc trước chi bộ")
    assert text.count(lead) == 1
    assert text.index(lead) + len(lead) == text.index(vote)


# ---- what stays together ------------------------------------------------------------------------


@pytest.mark.parametrize("filler", range(14, 28))
def test_the_signatures_share_their_page_with_the_last_text_and_never_break(filler: int) -> None:
    """L21: wherever the page ends, the block stands whole, with the last paragraph and the recipients."""
    blocks = (Paragraph(f"f{number}", f"Việc thứ {number}.", kind="item") for number in range(filler))
    end = replace(END, text="Chủ trì kết luận buổi sinh hoạt. " + "Đề nghị từng đảng viên thực hiện đúng. " * 9)
    *_, last = page_texts(render_pdf(with_blocks(*blocks, end, SIGNATURES, RECIPIENTS)))
    assert all(text in last for text in signing((SIGNATURES,)))
    assert "Chủ trì kết luận" in last
    assert "- Lưu chi bộ." in last


@pytest.mark.parametrize("rows", range(14, 24))
def test_signatures_after_a_table_take_its_last_row_with_them(rows: int) -> None:
    *_, last = page_texts(render_pdf(with_blocks(board(rows), SIGNATURES, RECIPIENTS)))
    assert all(text in last for text in signing((SIGNATURES,)))
    assert re.search(rf"^{rows} Việc đã giao", last, re.MULTILINE)
    assert "Nội dung biểu hiện" in last


def test_recipients_before_the_signatures_are_printed_there() -> None:
    text = whole_text(render_pdf(with_blocks(END, RECIPIENTS, SIGNATURES)))
    assert text.index(squeezed("Lưu chi bộ")) < text.index(squeezed("THƯ KÝ"))
    assert text.count(squeezed("Nơi nhận:")) == 1


def test_a_single_signature_stands_at_the_right_with_the_recipients_beside_it() -> None:
    """domain.md 5.1, parts 7 and 9: recipients at the left, on the height of the office of who signs."""
    one = Signatures((Signature("T/M CHI ỦY\nBÍ THƯ", "(ký, ghi rõ họ tên)", "Đặng Quốc Tường"),))
    data = render_pdf(with_blocks(END, one, RECIPIENTS))
    office, name, recipients = (shown_as(data, text) for text in ("T/M", "Đặng Quốc", "Nơi nhận"))
    assert office.x > WIDTH / 2
    assert recipients.x == pytest.approx(LEFT, abs=0.1)
    assert recipients.y == pytest.approx(office.y, abs=0.1)
    assert name.y - office.y > 62


def test_a_heading_is_never_the_last_on_its_page() -> None:
    for filler in range(22, 28):
        blocks = (Paragraph(f"f{number}", "Việc.", kind="item") for number in range(filler))
        pages = page_texts(render_pdf(with_blocks(*blocks, Heading(2, "9. Đề mục"), Paragraph("p", "Chữ sau đề mục."))))
        (page,) = (page for page in pages if "9. Đề mục" in page)
        assert "Chữ sau đề mục." in page


def test_a_table_repeats_its_header_and_never_breaks_a_row() -> None:
    pages = page_texts(render_pdf(with_blocks(board(60))))
    assert len(pages) > 2
    assert all("Nội dung biểu hiện (viết gọn)" in page for page in pages)
    assert all(re.search(r"^\d+ Việc đã giao", page, re.MULTILINE) for page in pages)
    rows = [line for page in pages for line in page.splitlines() if re.match(r"\d+ Việc đã giao", line)]
    assert len(rows) == 60


def on_the_sheets(data: bytes) -> str:
    """What stands above the lower margin of its page, squeezed: a reader finds what runs off the sheet, too."""
    pages = range(len(PdfReader(BytesIO(data)).pages))
    return squeezed("".join(one.text for page in pages for one in shown_on(data, page) if one.y <= HEIGHT - BOTTOM))


@pytest.mark.parametrize("place", range(4))
def test_a_row_higher_than_a_page_is_broken_and_loses_nothing(place: int) -> None:
    """Wherever it stands: also as one of the last two rows, which the signatures keep with them."""
    told = " ".join(f"lời{number}." for number in range(700))
    rows = [("1", "có"), ("2", "không"), ("3", "có"), ("4", "không")]
    rows[place] = (str(place + 1), told)
    table = Table("t", ("TT", "Ý kiến"), tuple(rows), (0.5, 0.5))
    text = on_the_sheets(render_pdf(with_blocks(END, table, SIGNATURES, RECIPIENTS)))
    assert [number for number in range(700) if f"lời{number}." not in text] == []
    assert all(squeezed(name) in text for name in signing((SIGNATURES,)))


def test_last_rows_that_fill_more_than_a_page_are_not_held_together() -> None:
    told = " ".join(f"lời{number}." for number in range(220))
    table = Table("t", ("Ý kiến", "Trả lời"), ((told, "một"), (told.upper(), "hai")), (0.5, 0.5))
    text = on_the_sheets(render_pdf(with_blocks(table, SIGNATURES)))
    assert [n for n in range(220) if f"lời{n}." not in text or f"LỜI{n}." not in text] == []


def test_the_columns_are_those_of_the_word_file() -> None:
    """A cell begins where it does there, behind its padding of 1.5 mm."""
    table = Table("t", ("Số", "Có/không", "Nội dung"), (("1", "không", "dài"),), (0.1, 0.05, 0.85))
    doc = with_blocks(table)
    widths = [cell.width for cell in docx.Document(BytesIO(render_docx(doc))).tables[1].rows[0].cells]
    before = sum(width.pt for width in widths[:2] if width is not None)
    assert shown_as(render_pdf(doc), "dài").x == pytest.approx(LEFT + before + 1.5 * POINT, abs=0.1)


def test_a_table_may_have_no_header() -> None:
    data = render_pdf(with_blocks(Table("t", (), (("F3", "Mời nói"), ("F7", "Thôi nói")), (0.3, 0.7)), SIGNATURES))
    assert shown_as(data, "Thôi nói").x == pytest.approx(LEFT + 0.3 * 165 * POINT + 1.5 * POINT, abs=0.1)


def test_a_form_may_have_columns_and_no_head() -> None:
    """The key card: the second column begins at the right of the gutter, as high as the first."""
    rows = tuple((f"F{number}", "Việc này") for number in range(90))
    data = render_pdf(replace(with_blocks(Table("t", (), rows, (0.3, 0.7))), form="card", footer=""))
    keys = [piece for piece in shown_on(data, 0) if re.fullmatch(r"F\d+", piece.text)]
    starts = sorted({round(piece.x) for piece in keys})
    assert len(keys) == 90
    assert starts[1] - starts[0] == round((93.5 + 5) * POINT)
    tops = [min(piece.y for piece in keys if round(piece.x) == start) for start in starts]
    assert tops[0] == pytest.approx(tops[1], abs=1)


# ---- the file -----------------------------------------------------------------------------------


@pytest.mark.parametrize(("zone", "seed"), [("Asia/Ho_Chi_Minh", "1"), ("America/New_York", "2")])
def test_the_same_paper_is_the_same_bytes_in_another_process(zone: str, seed: str) -> None:
    """L21: deterministic: neither clock, time zone nor hash seed reach the file."""
    printed = draft_digest_elsewhere(render_pdf, zone, seed)
    assert printed == hashlib.sha256(render_pdf(sample_minutes(mark="DỰ THẢO"))).hexdigest()


def test_the_file_carries_the_stated_time_and_the_papers_own_data() -> None:
    reader = PdfReader(BytesIO(render_pdf(sample_minutes())))
    properties = reader.metadata
    assert properties is not None
    assert properties.creation_date == properties.modification_date == datetime(2023, 9, 15, 9, 45, tzinfo=UTC)
    assert properties.author == "CHI BỘ TỔ DÂN PHỐ 5"
    assert properties.title is not None
    assert properties.title.startswith("BIÊN BẢN sinh hoạt chính trị")
    assert properties.keywords == "meeting=m-2023-09-15"
    assert str(reader.root_object["/Lang"]) == "vi"


def test_headings_are_bookmarks() -> None:
    """The same headings as in the navigation pane of the Word file."""
    reader = PdfReader(BytesIO(render_pdf(with_blocks(Heading(1, "I- Một"), Heading(2, "1. Hai")))))
    first, inner = reader.outline
    assert isinstance(inner, list)
    titles = [mark.title for mark in (first, *inner) if isinstance(mark, Destination)]
    assert titles == ["I- MỘT", "1. Hai"]


def test_an_unknown_form_is_refused() -> None:
    with pytest.raises(FormError):
        render_pdf(sample_minutes(form="thể thức khác"))


def test_long_minutes_hold_every_paragraph() -> None:
    """design.md §7: 300 contributions and the board, in one paper."""
    text = whole_text(render_pdf(sample_minutes(contributions=300)))
    assert text.count(squeezed("- Đồng chí")) == 300
    assert squeezed("IV- THÔNG QUA BIÊN BẢN") in text
