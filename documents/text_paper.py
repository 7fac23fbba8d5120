"""A paper as plain text, for the preview on the screen and the .txt export.

The same tree and the same rule set as the Word file, in columns of a fixed-width font: head in two cells,
centred title, wrapped paragraphs, ruled tables, signatures side by side. Widths count screen cells.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache

from documents.forms import Form, Line, load_form
from documents.layout import column_widths, columns_of, in_order, paragraph_text
from documents.typed_text import printed_lines, safe_line
from models.document import (
    Block,
    Document,
    Heading,
    Letterhead,
    Paragraph,
    ParagraphKind,
    Recipients,
    Signatures,
    Table,
)

KeyedLine = tuple[str, str]  # (key of the paragraph or table, "" for the rest; the line)

_GUTTER = 2  # between the two cells of the head
_ROOM_TO_SIGN = 3  # empty lines above the name
_INDENTS: dict[ParagraphKind, tuple[str, str]] = {  # first line, further lines
    "body": ("    ", ""),
    "item": ("  ", "    "),
    "subitem": ("    ", "      "),
    "quote": ("      ", "      "),
    "note": ("    ", ""),
    "centred": ("", ""),
}


def render_text(doc: Document, width: int = 80) -> str:
    """The paper as text of at most `width` cells a line. Raises FormError for an unknown form."""
    return "".join(f"{line}\n" for _, line in paper_lines(doc, width))


def paper_lines(doc: Document, width: int = 80) -> list[KeyedLine]:
    """The lines of the paper, each with the key of the paragraph or table that it belongs to."""
    form = load_form(doc.form)
    banner = [f" {safe_line(doc.mark)} ".center(width, "═"), ""] if doc.mark else []
    head = _head(form, doc.letterhead, width)
    lines = [*banner, *head, *([""] if head else []), *_opening(form, doc.letterhead, width), ""]
    keyed = [("", line) for line in lines]
    for previous, block, _ in in_order(form, doc.blocks):
        keyed += [("", "")] if _wants_air(previous, block) else []
        keyed += _block(form, block, width, draft=doc.shows_gaps)
    footer = ["", *_wrap(doc.footer, width)] if doc.footer else []
    keyed += [("", line) for line in [*footer, *reversed(banner)]]
    return [(key, line.rstrip()) for key, line in keyed]


# ---- lines and cells ----------------------------------------------------------------------------


@cache
def _cell_count(character: str) -> int:
    """How many cells one character takes on a terminal: marks none, East Asian wide letters two."""
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1


@lru_cache(maxsize=4096)  # the words of a meeting are few and come again
def cells(text: str) -> int:
    """How many cells a line takes on a terminal."""
    return len(text) if text.isascii() else sum(map(_cell_count, text))


def _wrap(text: str, width: int, first: str = "", rest: str = "") -> list[str]:
    """The text in lines of at most `width` cells; typed line breaks stay, longer words are cut, "90 %" never is."""
    lines: list[str] = []
    for typed in printed_lines(text) if text else ():
        line = rest if lines else first
        used, empty = cells(line), True
        for word in _pieces(typed, max(1, width - max(cells(first), cells(rest)))):
            if not empty and used + 1 + cells(word) > width:
                lines.append(line)
                line, used, empty = rest, cells(rest), True
            line += word if empty else f" {word}"
            used, empty = used + cells(word) + (not empty), False
        lines.append(line)
    return [line.replace("\N{NO-BREAK SPACE}%", " %") for line in lines]


def _pieces(line: str, room: int) -> Iterator[str]:
    """The words of a line, those longer than `room` cells cut into parts."""
    for word in filter(None, line.split(" ")):
        if cells(word) <= room:
            yield word
            continue
        piece = ""
        for character in word:
            if piece and cells(piece + character) > room:
                yield piece
                piece = ""
            piece += character
        yield piece


def _centre(line: str, width: int) -> str:
    return " " * ((width - cells(line)) // 2) + line


def _pad(line: str, width: int) -> str:
    return line + " " * (width - cells(line))


def _centred(text: str, width: int) -> list[str]:
    return [_centre(line, width) for line in _wrap(text, width)]


def _side_by_side(columns: list[list[str]], widths: list[int], gutter: str) -> Iterator[str]:
    """Columns of lines next to each other, filled up to the longest."""
    for number in range(max(map(len, columns), default=0)):
        texts = (column[number] if number < len(column) else "" for column in columns)
        yield gutter.join(_pad(text, width) for text, width in zip(texts, widths, strict=True))


# ---- the head -----------------------------------------------------------------------------------


def _head(form: Form, letterhead: Letterhead, width: int) -> list[str]:
    """The two cells at the top, each centred in its share of the width."""
    left = round((width - _GUTTER) * form.letterhead.left_share)
    widths = [left, width - _GUTTER - left]
    columns = [
        [text for line in lines for text in _line(form, line, letterhead, room)]
        for lines, room in zip((form.letterhead.left, form.letterhead.right), widths, strict=True)
    ]
    return list(_side_by_side(columns, widths, " " * _GUTTER))


def _opening(form: Form, letterhead: Letterhead, width: int) -> list[str]:
    return [text for line in form.opening.lines for text in _line(form, line, letterhead, width)]


def _line(form: Form, line: Line, letterhead: Letterhead, width: int) -> list[str]:
    """One line of the head, wrapped and centred, with its rule."""
    show = form.styles[line.style].show
    printed = [part for text in line.texts(letterhead) for part in _wrap(show(text), width)]
    longest = max(map(cells, printed), default=0)
    rule = ["─" * round(longest * line.rule)] if line.rule else []
    return [_centre(text, width) for text in printed + rule]


# ---- the blocks ---------------------------------------------------------------------------------


def _wants_air(previous: Block | None, block: Block) -> bool:
    """Whether an empty line stands above a block; the first block has one above it already."""
    if previous is None:
        return False
    if isinstance(block, Heading):
        return block.level == 1 or isinstance(previous, Table)
    return isinstance(previous, Table) or isinstance(block, Table | Signatures | Recipients)


def _block(form: Form, block: Block, width: int, *, draft: bool) -> list[KeyedLine]:
    """The lines of one block with its key."""
    match block:
        case Heading():
            text = form.styles[f"heading{block.level}"].show(block.text)
            return [("", line) for line in _wrap(text, width)]
        case Paragraph():
            text = paragraph_text(form, block, draft=draft)
            return [(block.key, line) for line in _paragraph(text, block.kind, width)]
        case Table():
            return [(block.key, line) for line in _table(block, width)]
        case Signatures():
            return [("", line) for line in _signatures(form, block, width)]
        case Recipients():
            return [("", line) for line in _recipients(form, block, width)]


def _paragraph(text: str, kind: ParagraphKind, width: int) -> list[str]:
    return _centred(text, width) if kind == "centred" else _wrap(text, width, *_INDENTS[kind])


def _table(table: Table, width: int) -> Iterator[str]:
    """A table with box characters; its columns share the width as on paper."""
    widths = _columns(table, width)
    yield _ruler("┌┬┐", widths)
    if table.header:
        yield from _row(table.header, widths)
        yield _ruler("├┼┤", widths)
    for texts in table.rows:
        yield from _row(texts, widths)
    yield _ruler("└┴┘", widths)


def _columns(table: Table, width: int) -> list[int]:
    """The cells that each column has for text; borders and the spaces beside them are taken off first."""
    longest = [max((cells(word) for word in " ".join(texts).split()), default=1) for texts in columns_of(table)]
    return column_widths(table.widths, longest, width - 3 * len(table.widths) - 1)


def _ruler(corners: str, widths: list[int]) -> str:
    return corners[0] + corners[1].join("─" * (width + 2) for width in widths) + corners[2]


def _row(texts: tuple[str, ...], widths: list[int]) -> Iterator[str]:
    columns = [_wrap(text, width) for text, width in zip(texts, widths, strict=True)]
    for line in _side_by_side(columns, widths, " │ "):
        yield f"│ {line} │"


def _signatures(form: Form, block: Signatures, width: int) -> Iterator[str]:
    """Title, caption, room to sign and name, each column centred; a single one stands at the right."""
    halves = max(2, len(block.columns))
    widths = [width // halves] * halves
    show = form.styles["sign_title"].show
    parts = (
        [_centred(show(column.title), widths[0]) for column in block.columns],
        [_centred(column.caption, widths[0]) for column in block.columns],
        [[""] * _ROOM_TO_SIGN for _ in block.columns],
        [_centred(column.name, widths[0]) for column in block.columns],
    )
    for columns in parts:
        missing: list[list[str]] = [[] for _ in range(halves - len(columns))]
        yield from _side_by_side([*missing, *columns], widths, "")


def _recipients(form: Form, block: Recipients, width: int) -> list[str]:
    prefix = form.styles["recipients"].prefix
    entries = [line for entry in block.entries for line in _wrap(prefix + entry, width, rest="  ")]
    return [f"{form.recipients.title}:", *entries]
