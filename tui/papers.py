"""The papers and files that follow a session, made from what the desk has open: report, signing sheet, news, record."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from models.document import Document
from models.figures import Figures, figures_of
from models.vietnamese.words import VN_OFFSET_MIN

if TYPE_CHECKING:
    from models.record import Record
    from tui.desk import Desk

RECORD_ENDINGS = (".json", ".xlsx")
"""Formats of the record that are one file; a folder gets a CSV file for each table."""


def offset_of(desk: Desk) -> int:
    """Minutes east of UTC in which times are printed."""
    return desk.replica.offset if desk.replica is not None else VN_OFFSET_MIN


def figures(desk: Desk) -> Figures:
    """Every figure of the open meeting in this second."""
    return figures_of(desk.meeting, desk.now(), offset_of(desk))


def report(desk: Desk) -> Document:
    """The report to the committee above (R79)."""
    from models.report import report_of

    return report_of(desk.meeting, desk.now(), offset_of(desk))


def sheet(desk: Desk) -> Document:
    """The signing sheet and attendance list (R25)."""
    from models.attendance_sheet import attendance_sheet

    return attendance_sheet(desk.meeting, desk.now(), offset_of(desk))


def news(desk: Desk) -> str:
    """The short news text (R76); "" while the session has not ended."""
    from models.news import news_of

    return news_of(desk.meeting, desk.now(), offset_of(desk))


def record(desk: Desk) -> Record:
    """The record for other programs."""
    from models.record import record_of

    meeting = desk.replica.id if desk.replica is not None else ""
    return record_of(desk.meeting, desk.now(), offset_of(desk), id=meeting)


def record_file(desk: Desk, ending: str) -> bytes:
    """The record as one file of that ending (`RECORD_ENDINGS`)."""
    from models.record import to_json

    if ending == ".json":
        return to_json(record(desk)).encode()
    from documents.sheet import render_xlsx
    from documents.tables import tables_of

    adopted = desk.meeting.adopted
    return render_xlsx(tables_of(record(desk)), desk.now() if adopted is None else adopted.at)


def record_folder(desk: Desk, folder: Path) -> dict[Path, bytes]:
    """The record as CSV files in a folder."""
    from documents.csv_file import render_csv
    from documents.tables import tables_of

    return {folder / f"{table.name}.csv": render_csv(table) for table in tables_of(record(desk))}
