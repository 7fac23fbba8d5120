"""Tables as CSV: a `Table` → bytes that Excel opens right and that cannot run anything.

UTF-8 with its mark, commas, CRLF (RFC 4180). A text that a spreadsheet would take for a formula gets an
apostrophe before it; line breaks and tabs inside a text are written as \\n and \\t.
"""

from __future__ import annotations

import csv
from codecs import BOM_UTF8
from datetime import date, datetime
from io import StringIO

from documents.tables import NO, YES, Cell, Table
from documents.typed_text import safe_lines

FORMULA_STARTS = ("=", "+", "-", "@")
"""What a spreadsheet takes for the beginning of a formula."""


def render_csv(table: Table) -> bytes:
    """The table with its headings in the first line."""
    written = StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(_text(column.heading) for column in table.columns)
    writer.writerows([_field(cell) for cell in row] for row in table.rows)
    return BOM_UTF8 + written.getvalue().encode()


def _field(cell: Cell) -> str | int:
    match cell:
        case None:
            return ""
        case bool():
            return YES if cell else NO
        case datetime():
            return cell.isoformat(" ", "minutes")
        case date():
            return cell.isoformat()
        case int():
            return cell
        case str():
            return _text(cell)


def _text(text: str) -> str:
    """The text on one line, never a formula: blanks before it do not hide one."""
    shown = "\\n".join(safe_lines(text.replace("\t", "\\t")))
    printed = "".join(safe_lines(text))  # an unseen character before it hides none either: it is not written
    return f"'{shown}" if printed.lstrip().startswith(FORMULA_STARTS) else shown
