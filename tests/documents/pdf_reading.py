"""PDF files read back with pypdf: an independent reader of what we wrote."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from typing import Any

from pypdf import PdfReader

POINT = 72 / 25.4  # of a millimetre


@dataclass(frozen=True, slots=True)
class Shown:
    """A piece of text on a page: where its first letter stands, in points from the upper left corner, and its font."""

    text: str
    x: float
    y: float
    size: float
    font: str


def squeezed(text: str) -> str:
    """Text without spaces and line ends, NFC: how a page breaks lines says nothing about what it says."""
    return unicodedata.normalize("NFC", "".join(text.split()))


def page_texts(data: bytes) -> list[str]:
    """The text of each page, line by line."""
    return [page.extract_text() for page in PdfReader(BytesIO(data)).pages]


@cache
def whole_text(data: bytes) -> str:
    """All text of the file, squeezed."""
    return squeezed("".join(page_texts(data)))


def shown_on(data: bytes, page: int) -> list[Shown]:
    """The pieces of text of a page in the order they are drawn."""
    found: list[Shown] = []
    sheet = PdfReader(BytesIO(data)).pages[page]
    height = float(sheet.mediabox.height)

    def see(text: str, matrix: list[float], _: list[float], font: dict[str, Any] | None, size: float) -> None:
        if text.strip() and font is not None:
            family = str(font["/BaseFont"]).partition("+")[2]
            found.append(Shown(text.strip(), matrix[4], height - matrix[5], size, family))

    sheet.extract_text(visitor_text=see)
    return found


def shown_as(data: bytes, beginning: str) -> Shown:
    """The first piece of text in the file that begins so."""
    pages = range(len(PdfReader(BytesIO(data)).pages))
    return next(piece for page in pages for piece in shown_on(data, page) if piece.text.startswith(beginning))
