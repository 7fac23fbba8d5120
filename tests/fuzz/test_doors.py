"""Whatever comes through a door of the laptop gives a sentence or is taken: no traceback, no hang, no flood."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn

from documents.indicators_file import IndicatorFileError, read_indicators
from documents.roster_file import RosterError, read_roster
from documents.workbook import LARGEST, WorkbookDamaged, open_workbook
from models.plan import Plan
from tests.fuzz.doors import Door, doors
from tests.fuzz.harm import packed
from tests.fuzz.play import try_door

NAMES = (
    *("roster .csv", "roster .txt", "roster .xlsx", "wording .txt", "wording .docx", "wording .xlsx", "units"),
    *("handed roster", "handed wording", "plan", "plan .zip", "stick", "kept meeting", "account", "vault", "answer"),
)


@pytest.fixture(scope="module")
def all_doors(tmp_path_factory: pytest.TempPathFactory) -> Sequence[Door]:
    """Made once: whole files of every kind."""
    return doors(tmp_path_factory.mktemp("doors"))


@pytest.mark.parametrize("name", NAMES)
def test_every_door_gives_a_sentence_or_takes_the_file(all_doors: Sequence[Door], name: str) -> None:
    """The whole file is taken; a harmed one too, or a person is told what to do."""
    try_door(next(door for door in all_doors if door.name == name), 8)


def test_every_file_of_the_store_may_be_hurt(all_doors: Sequence[Door]) -> None:
    """store.md §5: the desk opens, or says why not."""
    journals = [door for door in all_doors if door.name.startswith("journal")]
    assert len(journals) >= 4
    assert len(journals) + len(NAMES) == len(all_doors)
    for door in journals:
        try_door(door, 6)


# --- what was found so -----------------------------------------------------------------------------------------------


def workbook(path: Path, *cells: tuple[int, int, str]) -> Path:
    book = openpyxl.Workbook()
    for row, column, text in cells:
        book.worksheets[0].cell(row, column, text)
    book.save(path)
    return path


def test_a_cell_in_the_farthest_corner_is_no_reason_to_fill_the_memory(tmp_path: Path, plan: Plan) -> None:
    """One stray cell makes a sheet of 17 billion: told at once."""
    path = workbook(tmp_path / "x.xlsx", (1, 1, "Họ và tên"), (1_048_576, 16_384, "x"))
    with pytest.raises(RosterError, match="quá lớn"):
        read_roster(path)
    with pytest.raises(IndicatorFileError, match="tệp hỏng"):
        read_indicators(path, plan.catalogue)


def test_an_archive_that_unpacks_to_more_than_any_list_is_refused_unread() -> None:
    nothing = bytes(LARGEST // 4)
    with pytest.raises(WorkbookDamaged):
        open_workbook(packed([(f"{number}.xml", nothing) for number in range(5)]))


@pytest.mark.parametrize("part", ["xl/styles.xml", "xl/workbook.xml", "[Content_Types].xml"])
def test_a_workbook_whose_xml_is_none_is_damaged(tmp_path: Path, part: str) -> None:
    """The parser's complaint is no list's: with and without lxml."""
    with zipfile.ZipFile(workbook(tmp_path / "x.xlsx", (1, 1, "a"))) as archive:
        members = [(name, b"\0" if name == part else archive.read(name)) for name in archive.namelist()]
    with pytest.raises(WorkbookDamaged):
        open_workbook(packed(members))


def test_a_style_that_rests_on_itself_comes_to_an_end(tmp_path: Path, plan: Plan) -> None:
    document = docx.Document()
    style = document.styles["Normal"]
    based = style.element.makeelement(qn("w:basedOn"), {qn("w:val"): style.style_id})
    style.element.append(based)
    for number in range(1, 26):
        document.add_paragraph(f"{number}. Biểu hiện số {number}")
    made = io.BytesIO()
    document.save(made)
    (tmp_path / "x.docx").write_bytes(made.getvalue())
    assert len(read_indicators(tmp_path / "x.docx", plan.catalogue).catalogue.items) == 25
