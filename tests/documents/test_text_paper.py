"""Papers as plain text: the preview on the screen and the .txt export."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from documents.text_paper import cells, paper_lines, render_text
from models.document import Document, Heading, Paragraph, ParagraphKind, Signature, Signatures, Table
from tests.documents.sample import SIGNATURES, STATE_HEAD, sample_minutes

KINDS: tuple[ParagraphKind, ...] = ("body", "item", "subitem", "quote", "centred", "note")

HEAD = """\
       ĐẢNG BỘ PHƯỜNG SÔNG XANH                  ĐẢNG CỘNG SẢN VIỆT NAM
          CHI BỘ TỔ DÂN PHỐ 5                    ──────────────────────
                   *                       Sông Xanh, ngày 15 tháng 9 năm 2023
              Số 12-BB/CB

                                    BIÊN BẢN
          sinh hoạt chính trị, tư tưởng thực hiện Chỉ thị số 24-CT/TU,
                ngày 07/8/2023 của Ban Thường vụ Thành ủy Hà Nội
                                     -----

    Thực hiện Kế hoạch số 18-KH/ĐU, ngày 05/9/2023 của Đảng ủy phường Sông Xanh;
chi bộ tổ dân phố 5 tổ chức buổi sinh hoạt chính trị, tư tưởng, nội dung như
sau:

I- THỜI GIAN, ĐỊA ĐIỂM, THÀNH PHẦN
"""
FOOT = """\
IV- THÔNG QUA BIÊN BẢN
    (Phần ghi thêm sau khi đọc biên bản)
    Biên bản được đọc trước chi bộ; biểu quyết: 17/17 đảng viên chính thức có
mặt tán thành (100 %), không tán thành 0, ý kiến khác 0.
    Buổi sinh hoạt kết thúc hồi 16 giờ 45 phút cùng ngày (thời lượng 105
phút)./.

                 THƯ KÝ                                 CHỦ TRÌ
          (ký, ghi rõ họ tên)                     (ký, ghi rõ họ tên)



             Vũ Thị Hoài Ân                         Đặng Quốc Tường

Nơi nhận:
- Đảng ủy phường (để báo cáo),
- Lưu chi bộ.

Mã kiểm tra bản ghi: 3f9a 07c1 e2d4 88b0 · 612 mục
"""
TABLE = """\
┌───────┬───────────────────────────────┬────────────┬────────────┬────────────┐
│ Số    │ Nội dung biểu hiện (viết gọn) │ Có/không   │ Mức độ     │ Phạm vi    │
├───────┼───────────────────────────────┼────────────┼────────────┼────────────┤
│ 1     │ Việc đã giao nhưng để lâu mới │ có         │ ít         │ cá nhân    │
│       │ làm, phải nhắc nhiều lần mới  │            │            │            │
│       │ xong                          │            │            │            │
"""


def one_paragraph(text: str, kind: ParagraphKind = "body", **flags: bool) -> Document:
    """Minutes whose only block is one paragraph with the key "p"."""
    return replace(sample_minutes(), blocks=(Paragraph("p", text, kind=kind, **flags),))


def lines_of(doc: Document, key: str, width: int = 80) -> list[str]:
    return [line for found, line in paper_lines(doc, width) if found == key]


def test_the_whole_layout_of_domain_4_3() -> None:
    """Head in two cells, centred title, board with rules, two signatures, recipients below left."""
    text = render_text(sample_minutes())
    assert text.startswith(HEAD)
    assert TABLE in text
    assert text.endswith(FOOT)


def test_a_state_body_gets_its_own_head() -> None:
    """domain.md 4.4, 5.2: motto of the nation, a rule under issuer and abstract."""
    lines = render_text(sample_minutes(form="state_nd30", head=STATE_HEAD)).splitlines()
    assert lines[0].endswith("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    assert lines[1].endswith("Độc lập - Tự do - Hạnh phúc")
    assert lines[2].split() == ["─" * 13, "─" * 27]
    assert lines[3].endswith(" Sông Xanh, ngày 15 tháng 9 năm 2023")
    assert "  Số: 05/BB-UBND  " in lines[3]


@pytest.mark.parametrize("width", [40, 60, 80, 100, 132])
def test_no_line_is_wider_than_the_screen(width: int) -> None:
    """60×16 reduced, 80×24 whole: nothing runs over the edge, no line ends in spaces."""
    for _, line in paper_lines(sample_minutes(mark="DỰ THẢO"), width):
        assert cells(line) <= width
        assert line == line.rstrip()


@given(
    text=st.text(alphabet=st.characters(categories=("L", "N", "P", "Mn", "Zs")), max_size=300),
    kind=st.sampled_from(KINDS),
    width=st.integers(20, 100),
)
@settings(max_examples=150)
def test_wrapping_keeps_every_letter_and_the_width(text: str, kind: ParagraphKind, width: int) -> None:
    """Law: whatever is typed, the lines fit and hold the same letters in the same order."""
    lines = lines_of(one_paragraph(text, kind), "p", width)
    assert all(cells(line) <= width for line in lines)
    shown = "".join("".join(lines).split())
    assert shown.removeprefix({"item": "-", "subitem": "+"}.get(kind, "")) == "".join(text.split())


def test_the_lines_of_a_paragraph_are_found_by_its_key() -> None:
    """The read-back view turns a key into the lines to mark."""
    lines = lines_of(sample_minutes(), "speech-1")
    assert len(lines) == 2
    assert lines[0].startswith("  - Đồng chí Phạm Văn Khải: đề nghị")
    assert lines[1].endswith("nói rõ vì sao chậm.")


def test_a_table_is_found_by_its_key() -> None:
    lines = lines_of(sample_minutes(), "board")
    assert lines[0].startswith("┌")
    assert lines[-1].startswith("└")


def test_a_narrow_column_never_cuts_a_word() -> None:
    """A header word longer than its column's share gets its room from the widest column."""
    table = Table("t", ("Số", "Có/không", "Nội dung"), (("1", "không", "…"),), (0.1, 0.05, 0.85))
    top, header, *_ = lines_of(replace(sample_minutes(), blocks=(table,)), "t", 60)
    assert "│ Có/không │" in header
    assert len(top) == 60


def test_a_draft_says_so_above_and_below_and_shows_its_gaps() -> None:
    """L20: drafts carry a visible mark in every export."""
    draft = render_text(sample_minutes(mark="DỰ THẢO")).splitlines()
    assert "═══ DỰ THẢO ═══" in draft[0]
    assert "═══ DỰ THẢO ═══" in draft[-1]
    assert "  - ► Đại biểu cấp trên dự: chưa ghi họ tên, chức vụ." in draft


def test_the_adopted_text_has_no_mark() -> None:
    text = render_text(sample_minutes())
    assert "DỰ THẢO" not in text
    assert "►" not in text
    assert "  - Đại biểu cấp trên dự: chưa ghi họ tên, chức vụ." in text.splitlines()


def test_a_correction_cannot_be_seen_in_the_text() -> None:
    corrected = one_paragraph("Có mặt: 19.", corrected=True)
    assert render_text(corrected) == render_text(one_paragraph("Có mặt: 19."))


def test_typed_text_cannot_command_the_terminal() -> None:
    """Typed text is never obeyed: no escape sequence, no bell, no direction override, no markup."""
    lines = lines_of(one_paragraph("a\x1b[31mđỏ\x07\u202ebc\x9b0m[bold]\udc80x"), "p")
    assert lines == ["    a[31mđỏbc0m[bold]x"]


def test_typed_line_breaks_stay_and_a_tab_is_a_space() -> None:
    assert lines_of(one_paragraph("một\r\nhai\tba\u2028bốn", "item"), "p") == [
        "  - một",
        "    hai ba",
        "    bốn",
    ]


def test_widths_count_screen_cells_not_characters() -> None:
    """UNI: NFD letters take the cells of their NFC form, East Asian wide letters two."""
    assert cells(unicodedata.normalize("NFD", "Nguyễn")) == cells("Nguyễn") == 6
    assert cells("会議") == 4


def test_a_single_signature_stands_at_the_right() -> None:
    doc = replace(sample_minutes(), blocks=(Signatures((Signature("BÍ THƯ", "", "Đặng Quốc Tường"),)),))
    name = next(line for line in render_text(doc).splitlines() if "Đặng" in line)
    assert name.index("Đặng") > 40


def test_titles_of_two_lines_keep_the_names_level() -> None:
    long_title = Signature("T/M CHI BỘ\nBÍ THƯ", "", "Đặng Quốc Tường")
    doc = replace(sample_minutes(), blocks=(Signatures((SIGNATURES.columns[0], long_title)),))
    assert any("Hoài Ân" in line and "Quốc Tường" in line for line in render_text(doc).splitlines())


def test_a_form_may_have_no_head_and_a_table_no_header() -> None:
    """The key card begins with its title; a table without a header has no rule after its first row."""
    table = Table("t", (), (("F3", "Mời nói"), ("F7", "Thôi nói")), (0.3, 0.7))
    doc = replace(sample_minutes(form="card"), blocks=(table,), footer="")
    lines = render_text(doc, 40).splitlines()
    assert lines[0].strip() == "BIÊN BẢN"
    assert [line[0] for line in lines[-4:]] == ["┌", "│", "│", "└"]


@pytest.mark.parametrize("width", range(24, 60))
def test_no_line_begins_with_a_per_cent_sign(width: int) -> None:
    """A share is one word on paper and screen: "20/21 (95,24 %)"."""
    text = "đảng viên phải dự có mặt 20/21 (95,24 %); đến muộn 1; tán thành 16/19 (84,21 %), không tán thành 1"
    drawn = [said.strip() for key, said in paper_lines(one_paragraph(text, "item"), width) if key == "p"]
    assert " ".join(drawn).count(" %") == 2
    assert not [line for line in drawn if line.startswith("%")]


def test_what_is_added_under_words_of_its_own_has_no_other_lead() -> None:
    """L8: reasons of an annex may be older than the reading; nothing says that they were written after it."""
    apart = Paragraph("annex", "(Không thuộc phần được đọc)", "note", added=True)
    blocks = (Heading(1, "PHỤ LỤC"), apart, Paragraph("waived:C02", "Lý do: bão.", "item", added=True))
    text = render_text(replace(sample_minutes(), blocks=blocks))
    assert "sau khi đọc" not in text
    assert "(Không thuộc phần được đọc)" in text
