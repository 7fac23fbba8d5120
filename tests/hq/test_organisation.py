"""The tree of units from a file: history, moves, faults told by line (sync.md §8, §9)."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook
from sqlalchemy import select

from hq.access import BEGINNING
from hq.database import Database
from hq.organisation import OrganisationError, Span, Tree, changes, load, merged, painted, place_of, save
from hq.organisation_file import MOST_FAULTS, read_rows
from hq.schema import FOREVER, cells, placements, units
from models.plan import Plan

TODAY = "2025-09-15"
HEADER = "Mã;Tên;Cấp trên;Loại hình;Biến thể;Từ ngày;Đến ngày;Người theo dõi\n"
TREE = (
    HEADER
    + "TP;Thành ủy;;;;;;\n"
    + "Q1;Quận ủy Sông Con;TP;;;;30/06/2025;\n"
    + "P1;Đảng ủy phường Bến Tre Xanh;Q1;dang_uy;;;30/06/2025;\n"
    + "P1;Đảng ủy phường Bến Tre Xanh;TP;dang_uy;;01/07/2025;;\n"
    + "CB1;Chi bộ thôn Đông Mít;P1;Chi bộ;;;;Lê Thị Lan\n"
    + "HPN;Hội Phụ nữ;Đảng ủy phường Bến Tre Xanh;doan_the;phu_nu;;;\n"
)


def written(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "don-vi.csv"
    path.write_text(text, encoding)
    return path


def brought_in(database: Database, plan: Plan, path: Path, today: str = TODAY) -> Tree:
    """Import a file as the command does; the stored tree."""
    before = database.read(load)
    after = merged(before, read_rows(path, plan, before), today, BEGINNING)
    database.write(lambda connection: save(connection, before, after, 1))
    return database.read(load)


def faults(plan: Plan, path: Path) -> list[str]:
    with pytest.raises(OrganisationError) as refused:
        merged({}, read_rows(path, plan, {}), TODAY, BEGINNING)
    return str(refused.value).splitlines()


def test_a_tree_with_history_is_stored_cut_where_an_ancestor_moves(
    database: Database, plan: Plan, tmp_path: Path
) -> None:
    """Hanoi's districts ended on 30 June 2025: cells below are the same, their path is another one."""
    tree = brought_in(database, plan, written(tmp_path, TREE))
    assert tree["CB1"].spans == (Span(BEGINNING, FOREVER, "Chi bộ thôn Đông Mít", "P1", "Lê Thị Lan"),)
    wanted = select(placements.c.valid_from, placements.c.valid_to, placements.c.path)
    mine = wanted.where(placements.c.unit == tree["CB1"].id).order_by(placements.c.valid_from)
    rows = [tuple(row) for row in database.read(lambda connection: connection.execute(mine).all())]
    assert rows == [(BEGINNING, "2025-07-01", "/1/2/3/4/"), ("2025-07-01", FOREVER, "/1/3/4/")]
    assert (tree["HPN"].body, tree["HPN"].variant, tree["HPN"].spans[0].parent) == ("doan_the", "phu_nu", "P1")


def test_where_a_unit_stands_on_a_day(database: Database, plan: Plan, tmp_path: Path) -> None:
    """sync.md §8: judged on the day that is asked for."""
    unit = brought_in(database, plan, written(tmp_path, TREE))["CB1"].id
    before = database.read(lambda connection: place_of(connection, unit, "2025-06-30"))
    after = database.read(lambda connection: place_of(connection, unit, "2025-07-01"))
    assert before is not None
    assert after is not None
    assert before.above == ("Thành ủy", "Quận ủy Sông Con", "Đảng ủy phường Bến Tre Xanh")
    assert after.above == ("Thành ủy", "Đảng ủy phường Bến Tre Xanh")


def test_importing_twice_changes_nothing(database: Database, plan: Plan, tmp_path: Path) -> None:
    path = written(tmp_path, TREE)
    before = brought_in(database, plan, path)
    again = merged(before, read_rows(path, plan, before), "2026-01-01", BEGINNING)
    assert changes(before, again) == []
    assert brought_in(database, plan, path, "2026-01-01") == before


def test_a_move_keeps_the_unit_and_the_cell(database: Database, plan: Plan, tmp_path: Path) -> None:
    """sync.md §1: a cell's id never changes; wards and districts are no part of any key."""
    before = brought_in(database, plan, written(tmp_path, TREE))
    wanted = select(cells.c.cell_id).join(units, units.c.unit == cells.c.unit).where(units.c.code == "CB1")
    cell = database.read(lambda connection: connection.execute(wanted).scalar_one())
    moved = HEADER + "P2;Đảng ủy phường Mới;TP;dang_uy;;;;\nCB1;Chi bộ thôn Đông Mít;P2;chi_bo;;;;Lê Thị Lan\n"
    after = brought_in(database, plan, written(tmp_path, moved))
    assert after["CB1"].id == before["CB1"].id
    assert database.read(lambda connection: connection.execute(wanted).scalar_one()) == cell
    assert [(span.since, span.parent) for span in after["CB1"].spans] == [(BEGINNING, "P1"), (TODAY, "P2")]
    assert [change.new.code for change in changes(before, after)] == ["P2", "CB1"]


def test_a_last_day_ends_what_was_open(database: Database, plan: Plan, tmp_path: Path) -> None:
    """A cell that is dissolved: the same line again, with its last day."""
    brought_in(database, plan, written(tmp_path, TREE))
    ended = HEADER + "CB1;Chi bộ thôn Đông Mít;P1;chi_bo;;;31/12/2025;Lê Thị Lan\n"
    after = brought_in(database, plan, written(tmp_path, ended))
    assert after["CB1"].spans == (Span(BEGINNING, "2026-01-01", "Chi bộ thôn Đông Mít", "P1", "Lê Thị Lan"),)
    assert brought_in(database, plan, written(tmp_path, ended), "2027-01-01") == after


def test_the_header_is_known_without_marks_and_below_a_title(database: Database, plan: Plan, tmp_path: Path) -> None:
    text = "DANH SACH DON VI\n\nMA DON VI,TEN DON VI,TRUC THUOC,LOAI HINH\nA,Đảng ủy A,,dang uy\nB,Chi bộ B,A,chi bo\n"
    tree = brought_in(database, plan, written(tmp_path, text))
    assert [(unit.code, unit.body) for unit in tree.values()] == [("A", "dang_uy"), ("B", "chi_bo")]


def test_a_spreadsheet_with_dates_gives_the_same_as_text(database: Database, plan: Plan, tmp_path: Path) -> None:
    from datetime import date

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Mã", "Tên", "Cấp trên", "Loại hình", "Từ ngày"])
    sheet.append(["P", "Đảng ủy xã", None, "dang_uy", None])
    sheet.append([101, "Chi bộ 101", "P", "chi_bo", date(2025, 7, 1)])
    book.save(tmp_path / "don-vi.xlsx")
    tree = brought_in(database, plan, tmp_path / "don-vi.xlsx")
    assert tree["101"].spans == (Span("2025-07-01", FOREVER, "Chi bộ 101", "P"),)


def test_every_fault_is_told_with_line_and_remedy(plan: Plan, tmp_path: Path) -> None:
    text = (
        HEADER
        + ";Không mã;;;;;;\nA;;;;;;;\nB;Tên;;lạ;;;;\nC;Tên;;doan_the;lạ;;;\nD;Tên;;;;31/02/2025;;\n"
        + "E;Tên;;;;02/01/2025;01/01/2025;\nF;Tên;không có ai;;;;;\nG;Tên;;;;;;\nG;Tên khác;;;;;;\n"
    )
    told = faults(plan, written(tmp_path, text))
    assert [int(fault.split(":")[0].removeprefix("Dòng ")) for fault in told] == [2, 3, 4, 5, 6, 7, 8, 10]
    assert all("Hãy" in fault for fault in told)


def test_of_very_many_faults_the_first_are_told_and_how_many_more(plan: Plan, tmp_path: Path) -> None:
    """A wrong column alone is a fault on each of a city's lines."""
    text = "Mã;Tên;Loại hình\n" + "".join(f"C{number};Tên;lạ\n" for number in range(MOST_FAULTS + 7))
    *told, more = faults(plan, written(tmp_path, text))
    assert [fault.split(":")[0] for fault in told] == [f"Dòng {line}" for line in range(2, MOST_FAULTS + 2)]
    assert "Còn 7 chỗ sai nữa" in more


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mã;Họ tên\nA;B\n", "Không thấy dòng tiêu đề"),
        ("Mã;Tên\n", "Tệp không có đơn vị nào"),
        ("Mã;Tên;Cấp trên\nA;Một;B\nB;Hai;A\n", "nằm dưới chính nó"),
        ("Mã;Tên;Cấp trên;Đến ngày\nA;Một;;30/06/2025\nB;Hai;A;\n", "không còn cấp trên từ 01/07/2025"),
    ],
)
def test_what_cannot_be_a_tree_is_refused(plan: Plan, tmp_path: Path, text: str, expected: str) -> None:
    assert any(expected in fault for fault in faults(plan, written(tmp_path, text)))


def test_a_body_never_changes(database: Database, plan: Plan, tmp_path: Path) -> None:
    """Records of a chi bộ are not those of a committee: another body is another unit."""
    brought_in(database, plan, written(tmp_path, TREE))
    with pytest.raises(OrganisationError, match="không đổi loại hình được"):
        brought_in(database, plan, written(tmp_path, TREE.replace(";Chi bộ;", ";ubnd;")))


def test_a_missing_and_an_empty_file_are_told(plan: Plan, tmp_path: Path) -> None:
    with pytest.raises(OrganisationError, match="Không đọc được"):
        read_rows(tmp_path / "khong-co.csv", plan, {})
    with pytest.raises(OrganisationError, match="trống"):
        read_rows(written(tmp_path, "\n"), plan, {})


def test_painting_cuts_what_lies_under_it() -> None:
    old = (Span("2020-01-01", FOREVER, "A", "P"),)
    assert painted(old, Span("2022-01-01", "2023-01-01", "B", "P")) == (
        Span("2020-01-01", "2022-01-01", "A", "P"),
        Span("2022-01-01", "2023-01-01", "B", "P"),
        Span("2023-01-01", FOREVER, "A", "P"),
    )
    assert painted(old, Span("2022-01-01", FOREVER, "A", "P")) == old
