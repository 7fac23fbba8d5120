"""Progress and calendar: every unit that must meet, also silent ones; worst first; sums tied to rows (R73–R78)."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from openpyxl import load_workbook

from hq.projector import Projector
from hq.services import Services
from models import facts as f
from models.facts_minutes import Adopted
from models.figures import figures_of
from models.plan import Plan
from tests.hq.conftest import Ticking
from tests.hq.pages.conftest import Entering
from tests.hq.pages.visitors import address, send
from tests.models.minutes_record import facts_of, prepared, whole

SEPTEMBER_16 = 1_694_836_800_000
DAY = 86_400_000


@pytest.fixture(autouse=True)
def _campaign(peopled: Services, plan: Plan, clock: Ticking) -> None:
    """One cell has adopted its minutes, one announced its session for the 18th, one is behind; the rest is silent."""
    clock.now = SEPTEMBER_16
    send(peopled, "C1", facts_of(whole(plan).meeting))
    announced = [
        f.DetailSet(field="date", value="2023-09-18"),
        f.DetailSet(field="planned_start", value="19:30"),
        f.DetailSet(field="place", value="Nhà văn hóa tổ 2"),
        f.DetailSet(field="notified_on", value="2023-09-12"),
    ]
    opened = facts_of(prepared(plan).meeting)
    send(peopled, "C2", [*opened, *announced])
    send(peopled, "C4", [*opened, f.DetailSet(field="date", value="2023-09-14")])
    Projector(peopled).catch_up()


def tiles(text: str) -> dict[str, int]:
    """What the figures on top say."""
    found = re.findall(r"<b>([\d.]+)</b> ([^<]+)</a>", text)
    return {what: int(count) for count, what in found}


def names(text: str) -> list[str]:
    """The units of the last table, in order."""
    return re.findall(r'<th scope="row" role="rowheader"><a href="[^"]*">([^<]+)</a>', text.rpartition("<table")[2])


def test_one_look_tells_what_to_chase(entering: Entering) -> None:
    """Counts on top, worst first, those that sent nothing among them."""
    text = entering("ward1").get("/tien-do").text
    told = tiles(text)
    assert (told["phải họp"], told["chưa gửi gì"], told["đang chuẩn bị"], told["đã họp"]) == (4, 2, 1, 1)
    assert names(text) == ["Chi bộ tổ 10", "Đảng ủy Hạ Lan", "Chi bộ tổ 2", "Chi bộ tổ 1"]
    assert "còn 3 ngày" in text
    assert "có cấp trên dự" in text
    assert text.count("Lò Thị Sáng") >= 4


@pytest.mark.parametrize("login", ["ward1", "district1", "city", "admin"])
def test_every_figure_on_top_is_the_number_of_rows_behind_it(entering: Entering, login: str) -> None:
    visitor = entering(login)
    text = visitor.get("/tien-do").text
    on_top = re.findall(r'<li class="\w*"><a href="([^"]+)"><b>(\d+)</b>', text)
    assert on_top
    for href, count in on_top:
        assert len(names(visitor.get(href.replace("&amp;", "&")).text)) == int(count), href


def glance(text: str) -> dict[str, tuple[str, list[str], str]]:
    """Each answer at the head of the page: its heading → figure, the names in it, where all of it stands."""
    found = {}
    for card in re.findall(r'<div class="card.*?</div>', text, re.DOTALL):
        heading, figure = re.search(r"<h3>([^<]+)</h3>\s*<p class=\"figure\"><b>([^<]+)</b>", card).groups()  # type: ignore[union-attr]
        all_of_it = re.search(r'<p class="all"><a href="([^"]+)"', card)
        lines = re.findall(r"<li><span>(?:<a [^>]*>)?([^<]+)<", card)
        found[heading] = figure, lines, all_of_it.group(1).replace("&amp;", "&") if all_of_it else ""
    return found


def test_one_look_answers_what_one_asks_first(entering: Entering) -> None:
    """Who has not met, what was too short, which indicators come up most, what is due next (R15, R17, R33, R79)."""
    found = glance(entering("ward1").get("/tien-do").text)
    assert list(found) == ["Chưa họp xong", "Họp dưới 90 phút", "Biểu hiện nêu nhiều nhất", "Hạn kế tiếp"]
    assert found["Chưa họp xong"][:2] == ("3", ["Chi bộ tổ 10", "Đảng ủy Hạ Lan", "Chi bộ tổ 2"])
    assert found["Họp dưới 90 phút"][:2] == ("0", [])
    assert found["Biểu hiện nêu nhiều nhất"][0].startswith("Số ")
    assert found["Hạn kế tiếp"][0] == "còn 3 ngày"


def test_where_nobody_met_nothing_is_called_good(entering: Entering) -> None:
    """No session was too short, for there was none: that is said, and not in the colour of what is well."""
    text = entering("ward3").get("/tien-do").text
    card = re.search(r'<div class="card (\w*)">\s*<h3>Họp dưới 90 phút.*?</div>', text, re.DOTALL)
    assert card is not None
    assert card.group(1) == ""
    assert "Chưa có buổi nào kết thúc." in card.group()


def test_after_the_last_day_the_figure_counts_from_it(entering: Entering, clock: Ticking) -> None:
    clock.now = SEPTEMBER_16 + 10 * DAY
    text = entering("ward1").get("/tien-do").text
    assert re.search(r"<b>quá 7 ngày</b> kể từ hạn họp xong", text)


def test_what_leads_on_from_a_unit_is_about_that_unit(entering: Entering) -> None:
    """Whoever looked into a ward goes on to its report and its reminders, not to the whole district's."""
    visitor = entering("district1")
    text = visitor.get("/tien-do?trong=P1").text
    for path in ("/bao-cao", "/nhac-viec"):
        assert f'href="{path}?trong=P1"' in text
        assert "Phường Hạ Lan" in visitor.get(f"{path}?trong=P1").text.partition("<h1>")[2].partition("</h1>")[0]
        assert f'href="{path}"' in visitor.get("/tien-do").text


@pytest.mark.parametrize("login", ["ward1", "district1", "city", "admin"])
def test_who_has_not_met_is_who_stands_in_the_list(entering: Entering, login: str) -> None:
    """Those above are told in which offices; the figure is the number of rows behind it."""
    visitor = entering(login)
    figure, lines, href = glance(visitor.get("/tien-do").text)["Chưa họp xong"]
    behind = names(visitor.get(href).text)
    assert len(behind) == int(figure)
    assert lines == behind if login == "ward1" else lines and not set(lines) & set(behind)


def test_the_report_is_one_step_from_the_first_page(entering: Entering) -> None:
    """Issue: sends the district a correct report the same minute."""
    visitor = entering("ward1")
    href = re.search(r'class="button first" href="([^"]+)"', visitor.get("/tien-do").text)
    assert href is not None
    assert visitor.get(href.group(1)).content.startswith(b"PK")


def test_a_session_that_only_began_is_not_running_for_ever(
    entering: Entering, peopled: Services, plan: Plan, clock: Ticking
) -> None:
    """What was broken off days ago says so, and its minutes end with the last that was heard of it."""
    clock.now = SEPTEMBER_16 + 3 * DAY
    begun = [one for one in facts_of(whole(plan).meeting) if not isinstance(one, f.SessionEnded | Adopted)]
    laptop = send(peopled, "C10", begun)
    Projector(peopled).catch_up()
    visitor = entering("ward1")
    overview = visitor.get("/tien-do").text
    assert [">họp dở</span>" in overview, ">họp dở</small>" in overview] == [True, True], "in the list and on top"
    text = visitor.get(address(laptop)).text
    assert "họp dở, chưa thấy kết thúc" in text
    clock.now += DAY // 24
    assert _minutes(visitor.get(address(laptop)).text) == _minutes(text)


def _minutes(text: str) -> str:
    """How long the session of a page was."""
    found = re.search(r"<b>([^<]+)</b> phút", text)
    assert found is not None
    return found.group(1)


def test_what_was_looked_for_is_taken_away_by_one_link(entering: Entering) -> None:
    visitor = entering("district1")
    text = visitor.get("/tien-do?trong=P1&tim=khongco").text
    assert "Hãy bỏ bớt điều kiện lọc" in text
    assert 'href="/tien-do?trong=P1">Bỏ lọc</a>' in text
    assert "Bỏ lọc" not in visitor.get("/tien-do?trong=P1&xep=ten").text


def test_those_above_see_sums_and_drill_down(entering: Entering) -> None:
    visitor = entering("city")
    text = visitor.get("/tien-do").text
    assert "Theo đơn vị cấp dưới" in text
    assert text.index("Quận Bến Thóc") < text.index("Quận Đồng Xa")
    district = visitor.get("/tien-do?trong=Q1").text
    assert 'href="/tien-do?trong=P1"' in district
    assert tiles(district)["phải họp"] == 5
    assert tiles(visitor.get("/tien-do?trong=P1").text)["phải họp"] == 4


def test_a_ward_sees_its_own_units_alone(entering: Entering) -> None:
    visitor = entering("ward3")
    assert names(visitor.get("/tien-do").text) == ["Chi bộ tổ 4"]
    assert visitor.get("/tien-do?trong=P1").status_code == 404


def test_units_are_looked_for_without_marks(entering: Entering) -> None:
    visitor = entering("district1")
    assert names(visitor.get("/tien-do?tim=to+2").text) == ["Chi bộ tổ 2"]
    assert names(visitor.get("/tien-do?buoc=da-hop").text) == ["Chi bộ tổ 1"]
    assert names(visitor.get("/tien-do?tim=%25").text) == []
    assert names(visitor.get("/tien-do?xep=phut&chieu=giam").text)[0] == "Chi bộ tổ 1"


def test_what_is_on_the_screen_is_in_the_file(entering: Entering) -> None:
    visitor = entering("district1")
    sheet = load_workbook(BytesIO(visitor.get("/tien-do?buoc=chua-gui&tai=xlsx").content)).active
    assert sheet is not None
    rows = list(sheet.iter_rows(values_only=True))
    assert [str(row[0]).partition(" (")[0] for row in rows[1:]] == [
        fold_back(name) for name in names(visitor.get("/tien-do?buoc=chua-gui").text)
    ]
    assert {row[1] for row in rows[1:]} == {"chưa gửi gì"}


def fold_back(name: str) -> str:
    """A name as it was before it was escaped for HTML."""
    return name.replace("&lt;", "<").replace("&gt;", ">")


def test_who_follows_and_whether_they_came(entering: Entering) -> None:
    text = entering("ward1").get("/tien-do/theo-doi").text
    row = text[text.index("Lò Thị Sáng</a>") :]
    assert re.findall(r">\s*(\d+)\s*<", row)[:4] == ["4", "1", "1", "0"]


def test_the_calendar_tells_those_who_follow_when_to_come(entering: Entering) -> None:
    """R78: announced sessions by day, with hour, place, who follows; those that passed without a session on top."""
    text = entering("city").get("/lich").text
    assert text.index("Quá ngày, chưa thấy họp") < text.index("Thứ hai, 18/09/2023")
    assert "19:30" in text
    assert "Nhà văn hóa tổ 2" in text
    assert "Chi bộ tổ 1<" not in text
    assert "Chi bộ tổ 1<" in entering("city").get("/lich?tu=tat-ca").text
    assert "Chi bộ tổ 4" not in entering("ward1").get("/lich").text


@pytest.mark.parametrize(("size", "asked"), [(1, "?tu=tat-ca"), (2, "?tu=tat-ca"), (1, "?"), (1, "?tu=tat-ca&tim=to")])
def test_pages_of_the_calendar_are_the_whole_calendar(
    entering: Entering, monkeypatch: pytest.MonkeyPatch, size: int, asked: str
) -> None:
    """Cut anywhere, also between what passed, what was held and what comes; the file has every page."""
    visitor = entering("city")
    every = _sessions(visitor.get(f"/lich{asked}").text)
    file = visitor.get(f"/lich{asked}&tai=xlsx").content
    monkeypatch.setattr("hq.pages.calendar.PER_PAGE", size)
    monkeypatch.setattr("hq.pages.tables.PER_PAGE", size)
    pages = [_sessions(visitor.get(f"/lich{asked}&trang={page}").text) for page in range(1, -(-len(every) // size) + 1)]
    assert len(every) > 1
    assert all(0 < len(page) <= size for page in pages)
    assert [one for page in pages for one in page] == every
    sheet = load_workbook(BytesIO(file)).active
    assert sheet is not None
    assert sheet.max_row == len(every) + 1


def _sessions(text: str) -> list[str]:
    """Units of the calendar, from the top."""
    return re.findall(r'<a href="/hop/[^"]*">([^<]+)</a>', text)


def test_after_the_last_day_it_is_overdue(entering: Entering, clock: Ticking) -> None:
    clock.now = SEPTEMBER_16 + 5 * DAY
    assert "quá 2 ngày" in entering("ward1").get("/tien-do").text


def test_a_row_leads_to_the_session(entering: Entering, peopled: Services) -> None:
    visitor = entering("ward1")
    found = re.search(r'href="(/hop/[^"]+)">Chi bộ tổ 1<', visitor.get("/tien-do").text)
    assert found is not None
    assert visitor.get(found.group(1)).status_code == 200


def test_a_row_tells_which_rules_were_not_kept(entering: Entering) -> None:
    """L8: by name, for whoever asks who met against the rules; what only informs stands on the session's page."""
    text = entering("ward1").get("/tien-do").text
    (told,) = re.findall(r"<small>chưa đạt, không nêu lý do: ([^<]+)</small>", text)
    assert told == "Tài liệu gửi đủ sớm; Đã báo cấp trên; Đủ bước, đúng người"


def test_the_share_of_who_came_is_that_of_the_papers(entering: Entering, peopled: Services, plan: Plan) -> None:
    """R25: of those who were to come; the page of progress, of speaking and of the unit say the same."""
    came = figures_of(whole(plan).meeting, SEPTEMBER_16).members.obliged_present
    assert came.whole < len(whole(plan).meeting.attendance.members), "somebody is excused from sessions"
    for page in ("/tien-do", "/phat-bieu", "/don-vi/C1"):
        assert f"{came.part}/{came.whole}<" in entering("ward1").get(page).text
