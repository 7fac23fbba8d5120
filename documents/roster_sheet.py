"""A file of rows as a grid of cleaned values: .xlsx by openpyxl, .csv and .txt by their delimiter.

A grid keeps every row in its place, so that row numbers are those the clerk sees. Values are NFC text
(lines kept), numbers, dates, or "" for nothing. What was repaired on the way is remembered for the warnings.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Final, NamedTuple

from documents.encodings import Decoded, converted, decomposed_part, font_kind, legacy_kind
from documents.roster_words import RosterError
from documents.workbook import WorkbookDamaged, open_workbook
from models.vietnamese.text import clean, repair_d

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

Value = str | int | float | date
Row = tuple[Value, ...]

DELIMITERS: Final = (";", ",", "\t", "|")
_ZIP: Final = b"PK\x03\x04"
_OLE: Final = b"\xd0\xcf\x11\xe0"
_WORD_PART, _BOOK_PART = b"word/document.xml", b"xl/workbook.xml"
_OTHER_KINDS: Final = {
    b"%PDF-": "tệp PDF",
    b"\x89PNG": "ảnh",
    b"\xff\xd8\xff": "ảnh",
    b"{\\rtf": "văn bản Word",
    b"<html": "trang web",
    b"<!doctype": "trang web",
    b"<table": "trang web",
}
"""How a file begins (small letters) that holds no rows for us → what it is, whatever its name says."""
CELL_ENCODINGS: Final = {
    "unicode": "Unicode",
    "tcvn3": "TCVN3 (ABC) text",
    "vni": "VNI-Windows text",
    "cp1252": "UTF-8 read as cp1252",
}
"""Key → name of what the text in spreadsheet cells may be."""


@dataclass(frozen=True, slots=True)
class Repairs:
    """Rows (1-based) whose text had to be put right: decomposed letters, stray spaces."""

    decomposed: frozenset[int] = frozenset()
    spaces: frozenset[int] = frozenset()


class SharedCell(NamedTuple):
    """A cell merged over several rows: its first and last row (1-based) and its column (0-based)."""

    first: int
    last: int
    column: int


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of one sheet; `rows[0]` is row 1, `hidden` are 0-based columns, blanked in `rows`."""

    rows: tuple[Row, ...]
    encoding: str
    legacy: bool = False
    toned_capitals_lost: bool = False
    """Whether the text was TCVN3, which has no toned capitals."""
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    hidden: tuple[int, ...] = ()
    hidden_rows: tuple[int, ...] = ()
    unsaved_formulas: frozenset[tuple[int, int]] = frozenset()
    """(row, column), 1-based row and 0-based column, of formulas the file stores no value for."""
    shared: tuple[SharedCell, ...] = ()
    delimiter: str = ""
    repairs: Repairs = field(default_factory=Repairs)


def letter(column: int) -> str:
    """The name of a 0-based column as spreadsheets write it: 0 is "A"."""
    name = ""
    while column >= 0:
        column, last = divmod(column, 26)
        name = chr(ord("A") + last) + name
        column -= 1
    return name


def text_of(value: Value) -> str:
    """The value as one line of text; whole numbers without a decimal point, dates as dd/mm/yyyy."""
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return clean(str(value))


def is_spreadsheet(data: bytes) -> bool:
    """Whether the bytes are a .xlsx file, judged by content.

    Raises RosterError for .xls and locked files, and for files of a kind that no list is read from.
    """
    if data.startswith(_OLE):
        raise RosterError(
            "Tệp này là bảng tính đời cũ (.xls) hoặc có đặt mật khẩu. "
            "Hãy mở bằng Excel, bỏ mật khẩu nếu có, lưu lại dạng .xlsx rồi nhập lại."
        )
    if kind := _other_kind(data):
        raise RosterError(
            f"Tệp này là {kind}, không phải bảng tính. Hãy chép danh sách sang Excel, lưu lại dạng .xlsx rồi nhập lại."
        )
    return data.startswith(_ZIP)


def _other_kind(data: bytes) -> str:
    """What the file is where it is no list, else ""; an archive tells the names of its parts as they are."""
    if data.startswith(_ZIP):
        return "văn bản Word" if _WORD_PART in data and _BOOK_PART not in data else ""  # a sheet may hold a letter
    beginning = data[:100].removeprefix(codecs.BOM_UTF8).lstrip().lower()
    return next((kind for sign, kind in _OTHER_KINDS.items() if beginning.startswith(sign.lower())), "")


# --- Text with delimiters ---


def delimited_grid(decoded: Decoded, delimiter: str) -> Grid:
    """The rows of a delimited text. Raises RosterError where quotes are left open across the file."""
    try:
        raw = list(csv.reader(io.StringIO(decoded.text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise RosterError(
            "Tệp .csv bị hỏng: có dấu ngoặc kép không đóng. Hãy mở bằng Excel, lưu lại rồi nhập lại."
        ) from error
    return Grid(
        rows=tuple(tuple(_tidy(cell) for cell in row) for row in raw),
        encoding=decoded.label,
        legacy=decoded.is_legacy,
        toned_capitals_lost="tcvn3" in decoded.encoding,
        delimiter=delimiter,
        repairs=_repairs((number, row) for number, row in enumerate(raw, 1)),
    )


def _tidy(text: str) -> str:
    """Each line of the text clean; empty lines gone."""
    return "\n".join(filter(None, (repair_d(clean(line)) for line in text.splitlines())))


_STRAY_SPACE: Final = re.compile(r"^\s|\s$|[^\S\n ]|  ")


def _repairs(rows: Iterable[tuple[int, Iterable[object]]]) -> Repairs:
    decomposed, spaces = set(), set()
    for number, row in rows:
        texts = [cell for cell in row if isinstance(cell, str)]
        if not all(unicodedata.is_normalized("NFC", text) for text in texts):
            decomposed.add(number)
        if any(_STRAY_SPACE.search(text) for text in texts if text.strip()):
            spaces.add(number)
    return Repairs(frozenset(decomposed), frozenset(spaces))


# --- Spreadsheets ---


@dataclass(frozen=True, slots=True)
class _RawCell:
    row: int
    column: int
    value: Value
    font: str


def sheet_grid(data: bytes, sheet: str | None = None, encoding: str | None = None) -> Grid:
    """The cells of one sheet of a workbook: `sheet` by name, else the one that was open when it was saved.

    `encoding`, a key of CELL_ENCODINGS, forces how the text of cells is converted. Raises RosterError for a
    damaged file, an unknown sheet and an unknown encoding.
    """
    book = _open(data, values=True)
    worksheet = _chosen_sheet(book, sheet)
    hidden = _hidden_columns(worksheet)
    cells = [cell for cell in _cells(worksheet) if cell.column not in hidden]
    kinds = _conversions(cells, encoding)
    values = {(c.row, c.column): _read(c, kinds.get(font_kind(c.font), "")) for c in cells}
    height, width = worksheet.max_row, worksheet.max_column
    return Grid(
        rows=tuple(tuple(values.get((row, column), "") for column in range(width)) for row in range(1, height + 1)),
        encoding=_cells_label(cells, kinds),
        legacy=any(kinds.values()),
        toned_capitals_lost=any(kind.startswith("tcvn3") for kind in kinds.values()),
        sheet=worksheet.title,
        sheets=tuple(one.title for one in book.worksheets),
        hidden=tuple(sorted(hidden)),
        hidden_rows=tuple(row for row, kept in worksheet.row_dimensions.items() if kept.hidden),
        unsaved_formulas=frozenset(_unsaved_formulas(data, worksheet.title, values)),
        shared=tuple(_shared_cells(worksheet)),
        repairs=_repairs(_rows_of(cells).items()),
    )


def _open(data: bytes, *, values: bool) -> Workbook:
    """The workbook with stored values, or with formulas."""
    try:
        return open_workbook(data, values=values)
    except WorkbookDamaged as error:
        raise RosterError(
            "Không mở được tệp bảng tính: tệp bị hỏng, quá lớn hoặc không phải là .xlsx. "
            "Hãy mở bằng Excel, lưu lại dạng .xlsx rồi nhập lại."
        ) from error


def _chosen_sheet(book: Workbook, name: str | None) -> Worksheet:
    if name is not None:
        for worksheet in book.worksheets:
            if clean(worksheet.title) == clean(name):
                return worksheet
        titles = ", ".join(f"“{worksheet.title}”" for worksheet in book.worksheets)
        raise RosterError(f"Tệp không có trang tính “{name}”. Các trang tính có trong tệp: {titles}.")
    from openpyxl.worksheet.worksheet import Worksheet

    if isinstance(book.active, Worksheet):
        return book.active
    if book.worksheets:
        return book.worksheets[0]
    raise RosterError("Tệp bảng tính không có trang tính nào. Hãy chọn tệp khác.")


def _hidden_columns(worksheet: Worksheet) -> set[int]:
    """0-based hidden columns; one stored width may speak for a run of columns."""
    hidden: set[int] = set()
    for dimension in worksheet.column_dimensions.values():
        if dimension.hidden:
            hidden.update(range((dimension.min or 1) - 1, min(dimension.max or 1, worksheet.max_column)))
    return hidden


def _shared_cells(worksheet: Worksheet) -> Iterator[SharedCell]:
    for merged in worksheet.merged_cells.ranges:
        if merged.min_row < merged.max_row:
            yield SharedCell(merged.min_row, merged.max_row, merged.min_col - 1)


def _cells(worksheet: Worksheet) -> Iterator[_RawCell]:
    for number, row in enumerate(worksheet.iter_rows(), 1):
        for column, cell in enumerate(row):
            value = cell.value.date() if isinstance(cell.value, datetime) else cell.value
            if isinstance(value, str | int | float | date) and not isinstance(value, bool):
                yield _RawCell(number, column, value, (cell.font.name or "") if cell.font else "")


def _rows_of(cells: Iterable[_RawCell]) -> dict[int, list[Value]]:
    rows: dict[int, list[Value]] = defaultdict(list)
    for cell in cells:
        rows[cell.row].append(cell.value)
    return rows


def _conversions(cells: Iterable[_RawCell], encoding: str | None) -> dict[str, str]:
    """Kind of font → conversion for the cells set in it, each group of cells judged as a whole.

    Unicode text typed over an old font keeps that font, so the font alone is no proof.
    """
    groups: dict[str, list[str]] = defaultdict(list)
    for cell in cells:
        if isinstance(cell.value, str) and not cell.value.isascii():
            groups[font_kind(cell.font)].append(cell.value)
    if encoding is not None:
        if encoding not in CELL_ENCODINGS:
            choices = ", ".join(CELL_ENCODINGS)
            raise RosterError(f"Bảng tính không có bảng mã “{encoding}”. Chọn một trong: {choices}.")
        return dict.fromkeys(groups, "" if encoding == "unicode" else encoding)
    return {kind: _conversion(kind, texts) for kind, texts in groups.items()}


def _conversion(kind: str, texts: list[str]) -> str:
    found = legacy_kind(texts)
    return kind if found and kind.startswith(found) else found


def _read(cell: _RawCell, kind: str) -> Value:
    """The value cleaned; in a converted group a text that already is Unicode Vietnamese is left as it is."""
    if not isinstance(cell.value, str):
        return cell.value
    already = any(ord(char) > 0xFF for char in cell.value) and kind != "cp1252"
    return _tidy(converted(cell.value, "" if already else kind))


def _cells_label(cells: Iterable[_RawCell], kinds: dict[str, str]) -> str:
    legacy = sorted({CELL_ENCODINGS[kind.removesuffix("-capitals")] for kind in kinds.values() if kind})
    if legacy:
        return ", ".join(legacy)
    rows = (" ".join(str(value) for value in row) for row in _rows_of(cells).values())
    decomposed = decomposed_part(rows)
    return f"unicode, {decomposed}" if decomposed else "unicode NFC"


def _unsaved_formulas(data: bytes, title: str, values: dict[tuple[int, int], Value]) -> Iterator[tuple[int, int]]:
    """Formulas written by a program that never calculated them: the file holds no value."""
    for number, row in enumerate(_open(data, values=False)[title].iter_rows(), 1):
        for column, cell in enumerate(row):
            if cell.data_type == "f" and (number, column) not in values:
                yield number, column
