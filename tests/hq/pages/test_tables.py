"""Tables: order, search without marks, pages, and the same rows as XLSX."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from openpyxl import load_workbook

from hq.pages.tables import cell, matching, order_key, ordered
from tests.hq.pages.conftest import Entering


def test_names_are_ordered_as_people_count() -> None:
    rows = [(cell(name),) for name in ("Tổ 10", "tổ 2", "Đội 3", None, "Tổ 1")]
    assert [row[0].text for row in ordered(rows, 0, down=False)] == ["Đội 3", "Tổ 1", "tổ 2", "Tổ 10", "–"]
    assert [row[0].text for row in ordered(rows, 0, down=True)] == ["Tổ 10", "tổ 2", "Tổ 1", "Đội 3", "–"]
    assert order_key(cell(10)) > order_key(cell(9))


def test_search_needs_no_marks() -> None:
    names = ["Phường Hạ Lan", "Phường Vạn Cói"]
    assert matching(names, "ha lan", lambda name: [name]) == names[:1]
    assert matching(names, "HẠ", lambda name: [name]) == names[:1]
    assert matching(names, "", lambda name: [name]) == names


def test_what_is_looked_for_is_what_is_shown_and_what_is_in_the_file(entering: Entering) -> None:
    visitor = entering("ward1")
    text = visitor.get("/don-vi?tim=to&xep=ten&chieu=giam").text
    assert text.index("Chi bộ tổ 10") < text.index("Chi bộ tổ 2") < text.index("Chi bộ tổ 1<")
    assert "Đảng ủy" not in text.partition("<tbody")[2]
    answer = visitor.get("/don-vi?tim=to&xep=ten&chieu=giam&tai=xlsx")
    assert answer.headers["content-disposition"].startswith('attachment; filename="don-vi-')
    sheet = load_workbook(BytesIO(answer.content)).active
    assert sheet is not None
    assert [str(row[0]).partition(" (")[0] for row in sheet.iter_rows(values_only=True)] == [
        "Tên đơn vị",
        "Chi bộ tổ 10",
        "Chi bộ tổ 2",
        "Chi bộ tổ 1",
    ]


def test_a_page_beyond_the_last_is_the_last(entering: Entering) -> None:
    for page in ("0", "99", "x", "٣", "99999999999"):
        assert "Phường Hạ Lan" in entering("ward1").get(f"/don-vi?trang={page}").text


def test_pages_of_the_units_are_all_units(entering: Entering, monkeypatch: pytest.MonkeyPatch) -> None:
    """The database cuts the list where the page does: each unit of the file stands on one page, in the tree's order."""
    visitor = entering("district1")
    sheet = load_workbook(BytesIO(visitor.get("/don-vi?tai=xlsx").content)).active
    assert sheet is not None
    codes = [row[1] for row in sheet.iter_rows(min_row=2, values_only=True)]
    monkeypatch.setattr("hq.pages.tables.PER_PAGE", 3)
    pages = [visitor.get(f"/don-vi?trang={page}").text for page in (1, 2, 3)]
    shown = [re.findall(r'<a href="/don-vi/([^"/?]+)">', page.partition("<tbody")[2]) for page in pages]
    assert shown == [codes[:3], codes[3:6], codes[6:]]
    assert len(codes) == 8
