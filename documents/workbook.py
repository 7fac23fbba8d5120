"""A workbook from a file that anybody may have sent: opened whole, or refused as damaged.

openpyxl says in many ways that a file is none: what its own readers, the archive's and the parser of XML raise stands
in one list here. A file that would take more memory than any list of people needs is damaged, too.
"""

from __future__ import annotations

import io
import struct
import warnings
import zipfile
import zlib
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

LARGEST: Final = 200_000_000
"""Bytes that an archive may unpack to."""

MOST_CELLS: Final = 4_000_000
"""Rows times columns of one sheet."""

BROKEN: Final = (
    *(zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, RuntimeError, SyntaxError),
    *(LookupError, TypeError, ValueError, AttributeError, OverflowError, AssertionError),
)
"""What comes of bytes that are no archive, no XML (`SyntaxError`) or no workbook, locked ones (`RuntimeError`) too."""


class WorkbookDamaged(Exception):
    """No workbook, not a whole one, or one far too large."""


def open_workbook(data: bytes, *, values: bool = True) -> Workbook:
    """The workbook with its stored values, or with formulas. WorkbookDamaged.

    openpyxl's notes on lost decorations are dropped. It is loaded here: it takes longer than all of the desk, and most
    starts read no workbook.
    """
    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        check_size(data)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(data), data_only=values)
    except (*BROKEN, InvalidFileException) as error:
        raise WorkbookDamaged from error
    if any(sheet.max_row * sheet.max_column > MOST_CELLS for sheet in book.worksheets):
        raise WorkbookDamaged
    return book


def check_size(data: bytes) -> None:
    """WorkbookDamaged for an archive that would unpack to far more than a document; BadZipFile for none."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if sum(info.file_size for info in archive.infolist()) > LARGEST:
            raise WorkbookDamaged
