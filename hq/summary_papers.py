"""The summary report of a ward or a district as files: Word, PDF, spreadsheet (R75).

Every file is made anew from the figures as they are and bears their mark in its name, so that no later one takes the
place of a file that people have finished by hand. What they made of it stays theirs: nothing is kept here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Final, NamedTuple

from documents.docx_paper import render_docx
from documents.overview_tables import overview_tables
from documents.pdf_paper import render_pdf
from documents.plan_file import load_pattern
from documents.sheet import render_xlsx
from models.overview.paper import file_name, summary_report
from models.overview.pattern import Pattern
from models.overview.values import Overview

pattern: Final[Callable[[], Pattern]] = cache(load_pattern)
"""How the report of the shipped plan looks, and of every other that says nothing about it; read once."""


class File(NamedTuple):
    """A file with its name and media type."""

    name: str
    body: bytes
    media_type: str


def _docx(overview: Overview, pattern: Pattern) -> bytes:
    return render_docx(summary_report(overview, pattern))


def _pdf(overview: Overview, pattern: Pattern) -> bytes:
    return render_pdf(summary_report(overview, pattern))


def _xlsx(overview: Overview, pattern: Pattern) -> bytes:
    return render_xlsx(overview_tables(overview, pattern), overview.as_of)


_MAKERS: Final[Mapping[str, tuple[Callable[[Overview, Pattern], bytes], str]]] = {
    "docx": (_docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "pdf": (_pdf, "application/pdf"),
    "xlsx": (_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}

ENDINGS: Final = tuple(_MAKERS)
"""The formats."""


def made(overview: Overview, ending: str, own: Pattern | None = None) -> File:
    """The report in one of `ENDINGS`; `own` is how the overview's plan wants it, where it says so."""
    maker, media_type = _MAKERS[ending]
    return File(file_name(overview, f".{ending}"), maker(overview, own or pattern()), media_type)
