"""The given member lists, and makers of others, for the tests of rosters."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.styles import Font

from documents.roster_file import RosterFile
from tests.documents.legacy import WRITERS

ROSTERS = Path(__file__).parents[1] / "data" / "rosters"
FILES = sorted(path for path in ROSTERS.iterdir() if path.suffix in {".xlsx", ".csv", ".txt"})
TABLE_FILES = [path for path in FILES if path.suffix != ".txt"]


def expected(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((ROSTERS / "expected" / f"{path.stem}.json").read_text("utf-8"))
    return found


def names(found: RosterFile) -> list[str]:
    return [member.full_name for member in found.members]


def workbook(tmp_path: Path, rows: Sequence[Sequence[object]], name: str = "ds.xlsx", font: str = "") -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    if font:
        for cells in sheet.iter_rows():
            for cell in cells:
                cell.font = Font(name=font)
    book.save(tmp_path / name)
    return tmp_path / name


def text_file(tmp_path: Path, text: str, name: str = "ds.csv", encoding: str = "utf-8") -> Path:
    path = tmp_path / name
    path.write_bytes(WRITERS[encoding](text))
    return path
