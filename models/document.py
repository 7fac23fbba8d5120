"""A paper as a tree of plain values: what it says, not how it looks.

`minutes` and `report` build it; `documents/` lays it out by the rule set of its form
(36-HD/VPTW for the Party, NĐ 30/2020 for state bodies). Text is Unicode NFC and is never markup.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct, field

ParagraphKind = Literal["body", "item", "subitem", "quote", "centred", "note"]


class Letterhead(Struct, frozen=True):
    """The first page's head (36-HD/VPTW app. 3): left cell, right cell, title and abstract."""

    parent: str  # tên cơ quan cấp trên, e.g. "ĐẢNG BỘ PHƯỜNG LONG BIÊN"
    issuer: str  # tên cơ quan ban hành, e.g. "CHI BỘ TỔ DÂN PHỐ 5"
    number: str  # "Số 12-BB/CB"; the number may be a blank to fill by hand: "Số …-BB/CB"
    place_date: str  # "Long Biên, ngày 15 tháng 9 năm 2023"
    title: str  # "BIÊN BẢN"
    abstract: tuple[str, ...]  # trích yếu, a line each
    banner: str = ""  # top right, where it is not the form's own ("ĐOÀN TNCS HỒ CHÍ MINH")


class Heading(Struct, frozen=True):
    """A numbered heading; level 1 is "I-", level 2 is "1."."""

    level: int
    text: str
    new_page: bool = False  # begins a page, as an annex does


class Paragraph(Struct, frozen=True):
    """One paragraph. `key` is stable from build to build, so that a correction finds it again."""

    key: str
    text: str
    kind: ParagraphKind = "body"
    aloud: bool = True  # read to the meeting before the vote (R45)
    gap: bool = False  # something is still missing here; the text says what
    added: bool = False  # outside the text that is read and adopted (the vote, the end time, the annex)
    corrected: bool = False  # a correction made while reading back is in force


class Table(Struct, frozen=True):
    """A ruled table; `widths` are shares of the text width and sum to 1."""

    key: str
    header: tuple[str, ...]  # () for none
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    aloud: bool = False


class Signature(Struct, frozen=True):
    """One column of the signature block."""

    title: str  # "THƯ KÝ"
    caption: str  # "(ký, ghi rõ họ tên)"
    name: str


class Signatures(Struct, frozen=True):
    """The signature block, left to right. It never stands alone on a page."""

    columns: tuple[Signature, ...]


class Recipients(Struct, frozen=True):
    """ "Nơi nhận" and its list; entries end with a comma, the last with a full stop."""

    entries: tuple[str, ...]


Block = Heading | Paragraph | Table | Signatures | Recipients


class Document(Struct, frozen=True):
    """A whole paper. `mark` is printed on every page while it is not the final text (L20).

    A `skeleton` is finished by hand: its gaps are shown, but nothing lies across the page that a person would have to
    take away first.
    """

    form: str  # name of the rule set, e.g. "party_36hd"
    letterhead: Letterhead
    blocks: tuple[Block, ...]
    mark: str = ""  # "DỰ THẢO", "TẬP DƯỢT" or "" for the adopted text
    skeleton: bool = False
    footer: str = ""  # e.g. the checksum of the record
    created_ms: int = 0  # the stated time: UTC ms, written into the file's properties
    meta: dict[str, str] = field(default_factory=dict)

    @property
    def shows_gaps(self) -> bool:
        """Whether what is missing is marked."""
        return bool(self.mark) or self.skeleton

    def paragraphs(self) -> Iterator[Paragraph]:
        """The paragraphs in order, without headings and tables."""
        return (block for block in self.blocks if isinstance(block, Paragraph))
