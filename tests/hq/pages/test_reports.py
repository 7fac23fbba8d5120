"""The pages of the summary report and of reminders (R74, R75): tied to the files and to the units' own figures."""

from __future__ import annotations

import io
import re
from html import unescape
from typing import Any

import docx
import openpyxl
import pytest

from hq.projector import Projector
from hq.services import Services
from hq.summary_papers import ENDINGS
from tests.hq.conftest import Ticking
from tests.hq.laptops import NOW
from tests.hq.pages.conftest import Entering
from tests.hq.pages.visitors import send
from tests.models import gathered as world
from tests.models.minutes_record import facts_of, whole


@pytest.fixture
def told(peopled: Services, clock: Ticking) -> Services:
    """C1 met and sent its report, C2 met too shortly, the others sent nothing."""
    clock.now = world.AS_OF
    send(peopled, "C1", facts_of(world.sent(whole(world.plan()), "2023-09-25").meeting))
    send(peopled, "C2", facts_of(world.brief().meeting), "k8")
    Projector(peopled).catch_up()
    return peopled


def said(page: Any) -> str:
    """What can be read on a page."""
    assert page.status_code == 200, page.text
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page.text)).split())


def test_an_office_sees_its_own_ward_and_takes_the_report(told: Services, entering: Entering) -> None:
    """Done when: who has not met, who was too short; the report in the same minute."""
    office = entering("ward1")
    page = said(office.get("/bao-cao"))
    assert "Báo cáo tổng hợp: Phường Hạ Lan" in page
    assert "2/4 đã họp / phải họp" in page
    assert "2 quá hạn chưa họp" in page
    assert "1 họp dưới 90 phút" in page
    for ending in ENDINGS:
        file = office.get(f"/bao-cao/tep.{ending}?trong=P1")
        assert file.status_code == 200
        name = re.search(r'filename="(bao-cao-P1-2023-09-21-[0-9a-f]{8}\.\w+)"', file.headers["content-disposition"])
        assert name is not None
        assert name[1].endswith(ending)


def test_page_word_and_sheet_say_the_same_numbers_R75(told: Services, entering: Entering) -> None:
    """One source: the row "Cộng" of the page, the table of the Word file, the row of the sheet."""
    office = entering("ward1")
    page = said(office.get("/bao-cao?trong=P1"))
    shown = re.search(r"Cộng ((?:\S+ ){6})", page + " ")
    assert shown is not None
    word = docx.Document(io.BytesIO(office.get("/bao-cao/tep.docx?trong=P1").content))
    rows = [[cell.text for cell in row.cells] for table in word.tables for row in table.rows]
    assert ["Cộng", *shown[1].split()] in rows
    book = openpyxl.load_workbook(io.BytesIO(office.get("/bao-cao/tep.xlsx?trong=P1").content))
    totals = list(book["Tổng hợp"].iter_rows(values_only=True))
    by_heading = dict(zip(totals[0], next(row for row in totals if row[0] == "Cộng"), strict=True))
    picked = ("Đơn vị phải tổ chức", "Đã tổ chức", "Đúng hạn", "Dưới thời lượng", "Đã thông qua biên bản")
    assert [str(by_heading[heading]) for heading in picked] == shown[1].split()[:5]


def test_a_district_chooses_among_its_wards(told: Services, entering: Entering) -> None:
    district = entering("district1")
    page = district.get("/bao-cao")
    assert re.findall(r'<option value="(\w+)"', page.text) == ["Q1", "P1", "P2"]
    assert "Phường Hạ Lan 4 2 2 1 1 1/3" in said(page)
    assert "Trần Văn Bảy" not in district.get("/bao-cao/tep.docx?trong=P1").text


@pytest.mark.parametrize("address", ["/bao-cao?trong=Q1", "/bao-cao/tep.pdf?trong=P2", "/nhac-viec?trong=TP"])
def test_nobody_reports_outside_their_reach(told: Services, entering: Entering, address: str) -> None:
    assert entering("ward1").get(address).status_code == 404


def test_an_unknown_format_or_no_unit_is_not_there(told: Services, entering: Entering) -> None:
    office = entering("ward1")
    assert office.get("/bao-cao/tep.odt?trong=P1").status_code == 404
    assert office.get("/bao-cao/tep.pdf").status_code == 404


def test_an_earlier_day_is_told_as_the_records_said_it(told: Services, clock: Ticking, entering: Entering) -> None:
    """A report of a fixed day: folded from what had been written by its end; as now where nothing came since."""
    clock.now = NOW + 3 * 86_400_000
    office = entering("ward1")
    assert "0/4 đã họp / phải họp" in said(office.get("/bao-cao?den=2025-09-06"))
    on_the_day = said(office.get("/bao-cao?den=2025-09-07"))
    assert "2/4 đã họp / phải họp" in on_the_day
    assert "Số liệu đến 23:59 ngày 07/09/2025" in on_the_day
    rows = [re.search(r"Cộng (.{18})", page) for page in (on_the_day, said(office.get("/bao-cao")))]
    assert rows[0] is not None
    assert rows[1] is not None
    assert rows[0][1] == rows[1][1]
    file = office.get("/bao-cao/tep.xlsx?trong=P1&den=2025-09-06")
    assert "bao-cao-P1-2025-09-06-" in file.headers["content-disposition"]


@pytest.mark.parametrize("day", ["2099-01-01", "2025-02-31", "mai"])
def test_a_day_that_cannot_be_told_is_said(told: Services, entering: Entering, day: str) -> None:
    office = entering("ward1")
    assert "Hãy chọn một ngày không sau hôm nay" in said(office.get(f"/bao-cao?den={day}"))
    assert office.get(f"/bao-cao/tep.pdf?trong=P1&den={day}").status_code == 404


def test_nobody_waits_for_the_report_of_a_whole_city(
    told: Services, entering: Entering, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its figures are there at once; for a file of so many units a level below is asked for."""
    monkeypatch.setattr("hq.pages.reports.MOST_UNITS", 4)
    city = entering("city")
    page = said(city.get("/bao-cao"))
    assert "Báo cáo tổng hợp: Thành phố Cửa Lúa" in page
    assert "2/6 đã họp / phải họp" in page
    assert "Hãy chọn một cấp dưới" in page
    assert city.get("/bao-cao/tep.docx?trong=TP").status_code == 404
    assert city.get("/bao-cao/tep.docx?trong=P1").status_code == 200


# --- reminders ------------------------------------------------------------------------------------------------------


def test_who_still_owes_something_is_listed_with_words_to_copy_R74(told: Services, entering: Entering) -> None:
    """Worst first, with who follows the unit, a letter to open and a text to copy."""
    page = entering("ward1").get("/nhac-viec")
    text = said(page)
    assert "Chi bộ tổ 10 Lò Thị Sáng chưa báo ngày họp (quá 2 ngày); chưa gửi báo cáo (còn 38 ngày) quá 2 ngày" in text
    assert "Chi bộ tổ 2 Lò Thị Sáng chưa có biên bản; thiếu thời lượng; chưa gửi báo cáo" in text
    assert "Chi bộ tổ 1 Lò" not in text
    assert 'href="mailto:?subject=' in page.text
    assert "Kính gửi: Chi bộ tổ 10" in text


def test_reminders_are_filtered_and_taken_as_a_list(told: Services, entering: Entering) -> None:
    office = entering("ward1")
    short = said(office.get("/nhac-viec?thieu=short"))
    assert "Chi bộ tổ 2" in short
    assert "Chi bộ tổ 10" not in short
    found = office.get("/nhac-viec?tim=to+10&tai=txt")
    assert found.headers["content-type"] == "text/plain; charset=utf-8"
    assert found.text.startswith("1. Chi bộ tổ 10 – theo dõi: Lò Thị Sáng – chưa báo ngày họp")
    assert found.text.count("\n") == 1
    sheet = openpyxl.load_workbook(io.BytesIO(office.get("/nhac-viec?tai=xlsx").content)).active
    assert sheet is not None
    headings = [cell.value for cell in next(sheet.iter_rows())]
    assert headings == ["Đơn vị", "Người theo dõi", "Còn thiếu", "Hạn"], "no column of links"


def test_names_are_never_read_as_html(told: Services, entering: Entering) -> None:
    """C3 is called "Chi bộ trường Sen <b>Hồng</b>"."""
    page = entering("district1").get("/nhac-viec?trong=P2").text
    assert "<b>Hồng" not in page
    assert "&lt;b&gt;Hồng" in page
