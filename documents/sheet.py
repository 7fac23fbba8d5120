"""Tables as a spreadsheet: `Table`s → .xlsx bytes. Equal tables give equal bytes.

Typed text is always written as text, so that one which begins with "=" is no formula; a day is a day and a
moment a moment, so that the office can sort and filter them; one that spreadsheets have no number for is a text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from io import BytesIO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from documents.tables import NO, YES, Cell, Table
from documents.typed_text import safe_lines
from models.vietnamese.words import short_date

_DAY, _MOMENT = "dd/mm/yyyy", "dd/mm/yyyy hh:mm"
_LONGEST = 32_767
"""Letters a cell may hold; Excel's own limit."""
_FIRST_YEAR = 1900
"""With which the days of a spreadsheet begin: an earlier one would be a number below nothing, shown as "####"."""
_LINE, _HIGHEST = 15, 408
"""Points that a line takes; the highest row that Excel has."""
_MOST_ACROSS = 200
"""Letters across a landscape A4 in the smallest size that can still be read: about 140 stand there at full size."""
_NAMING = 20
"""Letters from which on a column is wide enough to name its row: it is printed on every page across."""
_BUTTON = 3
"""Letters that the button of the filter covers in a heading."""


def render_xlsx(tables: Iterable[Table], created_ms: int) -> bytes:
    """A workbook with a sheet for each table; `created_ms` (UTC) is its stated time."""
    written = BytesIO()
    with xlsxwriter.Workbook(written, {"in_memory": True, "strings_to_urls": False}) as book:
        book.set_properties({"created": datetime.fromtimestamp(created_ms / 1000, UTC).replace(tzinfo=None)})
        formats = _Formats(book)
        for table in tables:
            _write(book.add_worksheet(table.title), table, formats)
    return written.getvalue()


class _Formats:
    """How cells look: headings, wrapped text, days and moments."""

    def __init__(self, book: Workbook) -> None:
        top = {"valign": "top"}
        self.heading: Format = book.add_format(
            {**top, "bold": True, "text_wrap": True, "bg_color": "#E7E6E6", "border": 1}
        )
        self.text: Format = book.add_format({**top, "text_wrap": True})
        self.number: Format = book.add_format({**top, "align": "right", "indent": 1})
        self.day: Format = book.add_format({**top, "num_format": _DAY, "align": "left"})
        self.moment: Format = book.add_format({**top, "num_format": _MOMENT, "align": "left"})


def _write(sheet: Worksheet, table: Table, formats: _Formats) -> None:
    """Headings that stay in sight and can be filtered by, then the rows."""
    for number, column in enumerate(table.columns):
        sheet.set_column(number, number, column.width)
        sheet.write_string(0, number, column.heading, formats.heading)
    _set_height(sheet, 0, (_lines(column.heading, column.width - _BUTTON) for column in table.columns))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(1, len(table.rows)), len(table.columns) - 1)
    widths = [column.width for column in table.columns]
    _set_pages(sheet, widths)
    for down, row in enumerate(table.rows, start=1):
        for across, cell in enumerate(row):
            _write_cell(sheet, down, across, cell, formats)
        _set_height(sheet, down, map(_lines, row, widths))


def _set_pages(sheet: Worksheet, widths: Sequence[int]) -> None:
    """Landscape A4, headings on each; a table too wide for one page in letters that can be read takes several.

    Those after the first begin with the columns up to the one that names the row.
    """
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.set_margins(left=0.4, right=0.4)
    sheet.repeat_rows(0)
    pages = pages_across(widths)
    if pages > 1:
        sheet.repeat_columns(0, _naming(widths))
        sheet.print_across()
    sheet.fit_to_pages(pages, 0)


def pages_across(widths: Sequence[int]) -> int:
    """How many pages a table of such columns (letters) takes side by side."""
    again = sum(widths[: _naming(widths) + 1])
    rest = sum(widths) - again
    return max(1, -(-rest // max(1, _MOST_ACROSS - again)))


def _naming(widths: Sequence[int]) -> int:
    """The first column that is wide enough to name its row; the first of all where none is."""
    return next((place for place, width in enumerate(widths) if width >= _NAMING), 0)


def _set_height(sheet: Worksheet, row: int, lines: Iterable[int]) -> None:
    """As high as its cell of most lines: not every program looks for itself how high wrapped text is."""
    if (most := max(lines, default=1)) > 1:
        sheet.set_row(row, min(_LINE * most, _HIGHEST))


def _lines(cell: Cell, width: int) -> int:
    """How many lines a cell takes, about, in a column so many letters wide."""
    if not isinstance(cell, str):
        return 1
    return sum(max(1, -(-len(line) // max(1, width))) for line in cell.split("\n"))


def _write_cell(sheet: Worksheet, down: int, across: int, cell: Cell, formats: _Formats) -> None:
    match cell:
        case None:
            return
        case bool():
            sheet.write_string(down, across, YES if cell else NO, formats.text)
        case int():
            sheet.write_number(down, across, cell, formats.number)
        case date() if cell.year < _FIRST_YEAR:
            sheet.write_string(down, across, short_date(cell), formats.text)
        case datetime():
            sheet.write_datetime(down, across, cell, formats.moment)
        case date():
            sheet.write_datetime(down, across, cell, formats.day)
        case str():
            if cell:
                sheet.write_string(down, across, "\n".join(safe_lines(cell))[:_LONGEST], formats.text)
