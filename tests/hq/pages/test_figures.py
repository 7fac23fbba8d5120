"""Pages of figures: indicators, participation, commitments, sessions under way. They show what the units said."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from html import unescape

import pytest
from sqlalchemy import select
from starlette.testclient import TestClient

from documents.plan_file import load_plan
from hq.accounts import add
from hq.app import build
from hq.commands_shared import unit_called
from hq.counting import Stage
from hq.database import Database
from hq.demo.filling import Filled, fill
from hq.demo.world import BEFORE, NOW
from hq.pages.charts import WIDTH, bar, shade
from hq.pages.tasks import counts
from hq.schema import audit, groupings, indicators, remedies, standings, tallies
from hq.services import Services
from hq.settings import Settings
from hq.tally import read
from tests.hq.conftest import KEY
from tests.hq.light import CHEAP, laid
from tests.hq.pages.visitors import PASSWORD, Visitor

PLAN = load_plan()
Entering = Callable[[str], Visitor]


@pytest.fixture(scope="module")
def ward(tmp_path_factory: pytest.TempPathFactory) -> tuple[Services, Filled]:
    """The ward of the demonstration, at its moment, with an account for the ward and one for the district."""
    folder = tmp_path_factory.mktemp("ward")
    database = Database(laid(folder / "hq.sqlite"))
    kept = Settings(data=folder, project_every=0, hashing=CHEAP)
    services = Services(settings=kept, database=database, plan=PLAN, key=KEY, clock=lambda: NOW)
    filled = fill(services, "ward")
    for login, role, code in (("phuong", "ward", "P001"), ("quan", "district", "Q01")):
        unit = services.database.read(partial(unit_called, code=code))
        add(services, login, login, role, unit, PASSWORD)
    return services, filled


@pytest.fixture
def visit(ward: tuple[Services, Filled]) -> Iterator[Entering]:
    """Somebody at the pages of the ward."""
    with TestClient(build(ward[0])) as client:
        yield lambda login: Visitor(client, login)


def text_of(visitor: Visitor, path: str) -> str:
    answer = visitor.get(path)
    assert answer.status_code == 200, path
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.text)))


def held_units(services: Services) -> list[dict[str, int]]:
    its = (tallies.c.unit == standings.c.unit) & (tallies.c.campaign == standings.c.campaign)
    held = (standings.c.campaign == PLAN.id, standings.c.stage >= Stage.HELD)
    wanted = select(tallies.c.tally).join(standings, its).where(*held)
    found = services.database.read(lambda connection: connection.execute(wanted).scalars().all())
    return [read(text) for text in found]


def test_the_counts_are_those_of_the_units(ward: tuple[Services, Filled], visit: Entering) -> None:
    """R33, R34: every number of the table against the answers of the counting meetings, one by one."""
    services, _ = ward
    its = (standings.c.cell_id == indicators.c.cell_id) & (standings.c.meeting == indicators.c.meeting)
    wanted = select(indicators).join(standings, its).where(standings.c.campaign == PLAN.id)
    rows = services.database.read(
        lambda connection: connection.execute(wanted.where(standings.c.stage >= Stage.HELD)).all()
    )
    found = {number: sum(row.number == number and row.answer == "co" for row in rows) for number in range(1, 26)}
    body = visit("phuong").get("/bieu-hien").text
    for number, count in found.items():
        shown = re.search(rf'rowheader">Biểu hiện {number}</th>\s*<td[^>]*>(\d+)</td>', body)
        assert shown is not None
        assert int(shown.group(1)) == count
    assert f"{len(held_units(services))}/40" in body
    assert BEFORE in body, "the campaign before can be chosen"


def test_the_map_has_a_row_for_every_unit_that_met(ward: tuple[Services, Filled], visit: Entering) -> None:
    body = visit("phuong").get("/bieu-hien").text
    table = body[body.index('<table class="heat">') : body.index("</table>", body.index('<table class="heat">'))]
    assert table.count("<tr>") - 1 == len(held_units(ward[0]))
    assert 'title="Biểu hiện số 7: có, ít">1</td>' in table, "a field says in words what its number and shade mean"


def test_a_district_sees_its_wards_and_goes_down(visit: Entering) -> None:
    district = visit("quan")
    body = district.get("/bieu-hien").text
    assert 'href="/bieu-hien?trong=P001"' in body
    assert "Đảng bộ phường Yên Hạ" in text_of(district, "/bieu-hien?trong=P001")
    for path in ("/phat-bieu", "/cam-ket", "/dang-hop"):
        assert district.get(path).status_code == 200
    assert district.get("/bieu-hien?trong=TP").status_code == 404, "what lies above is not reached"


def test_signs_beyond_the_list_are_grouped_by_a_person(ward: tuple[Services, Filled], visit: Entering) -> None:
    """Stored, noted in the audit, and undone as a whole; the unit's words stay."""
    services, _ = ward
    visitor = visit("phuong")
    body = visitor.get("/bieu-hien/khac").text
    names = re.findall(r'name="(dong-[^"]+)"', body)
    assert len(names) == sum(tally.get("beyond", 0) for tally in held_units(services)) >= 2
    without = visitor.post("/bieu-hien/khac", {"nhom": "", names[0]: "1"})
    assert without.status_code == 400
    assert re.findall(r'name="(dong-[^"]+)" value="1" checked', without.text) == [names[0]], "what was ticked stays"
    alone = visitor.post("/bieu-hien/khac", {"nhom": "Lối đi <b>chung</b>"})
    assert alone.status_code == 400
    assert 'name="nhom" value="Lối đi &lt;b&gt;chung&lt;/b&gt;"' in alone.text, "what was typed stays"
    for _ in range(2):  # a double click: one act, undone by one
        done = visitor.post("/bieu-hien/khac", {"nhom": "Lối đi <b>chung</b>", names[0]: "1", names[1]: "1"})
        assert done.status_code == 303
    body = visitor.get("/bieu-hien/khac").text
    assert "Lối đi &lt;b&gt;chung&lt;/b&gt;" in body
    act = re.search(r'name="lan" value="([^"]+)"', body)
    assert act is not None
    assert visitor.post("/bieu-hien/khac/bo", {"lan": act.group(1)}).status_code == 303
    assert "Lối đi" not in visitor.get("/bieu-hien/khac").text
    again = visitor.post("/bieu-hien/khac/bo", {"lan": act.group(1), "trong": "P001"})
    assert again.status_code == 400, "undone once"
    assert 'href="/bieu-hien/khac/bo' not in again.text, "nothing is there to be opened"
    kept = services.database.read(lambda connection: connection.execute(select(groupings)).all())
    assert [row.undone_at for row in kept] == [NOW, NOW], "nothing is deleted"
    noted = services.database.read(lambda connection: connection.execute(select(audit.c.what)).scalars().all())
    assert {"signs.grouped", "signs.ungrouped"} <= set(noted)


def test_participation_tells_who_was_silent_and_too_short(ward: tuple[Services, Filled], visit: Entering) -> None:
    """R15, R39, R41: the tiles are sums over the rows."""
    services, _ = ward
    tallies = held_units(services)
    visitor = visit("phuong")
    shown = text_of(visitor, "/phat-bieu")
    for measure, what in (("short", "buổi dưới 90 phút"), ("wordless", "buổi không ai phát biểu")):
        assert f"{sum(tally.get(measure, 0) for tally in tallies)} {what}" in shown
    only = text_of(visitor, "/phat-bieu?chi-hien=dong-y")
    assert only.count("100 % đồng ý, không ý kiến") >= 1
    assert len(re.findall("thiếu thời gian", text_of(visitor, "/phat-bieu?chi-hien=ngan"))) == sum(
        tally.get("short", 0) for tally in tallies
    )


def test_commitments_are_the_body_s_and_by_their_day(ward: tuple[Services, Filled], visit: Entering) -> None:
    services, _ = ward
    visitor = visit("phuong")
    assert "Đến họp trước mười phút" not in text_of(visitor, "/cam-ket"), "a promise about oneself (sync.md §8)"
    own = select(remedies.c.owner).where(remedies.c.personal, remedies.c.own)
    names = services.database.read(lambda connection: connection.execute(own).scalars().all())
    assert names
    assert any(name in text_of(visitor, f"/cam-ket?dot={PLAN.id}") for name in names)
    district = text_of(visit("quan"), "/cam-ket")
    assert not any(name in district for name in names), "figures, not names, for the district"
    before = text_of(visitor, f"/cam-ket?dot={BEFORE}")
    assert "đã xong" in before
    assert "quá hạn" in before


def test_states_of_commitments_move_with_the_day() -> None:
    tally = {"task:2023-09-10": 2, "task:2023-09-19": 1, "task:2023-12-01": 4, "task:": 3, "task:done": 5, "units": 9}
    assert counts(tally, "2023-09-18", "2023-09-21") == {"overdue": 2, "soon": 1, "open": 4, "undated": 3, "done": 5}
    assert counts(tally, "2024-01-01", "2024-01-04")["overdue"] == 7


def test_running_sessions_are_told_apart_from_unfinished_ones(ward: tuple[Services, Filled], visit: Entering) -> None:
    answer = visit("phuong").get("/dang-hop")
    assert answer.headers["refresh"].isdigit()
    assert "<script" not in answer.text
    running, _, unfinished = answer.text.partition("chưa thấy kết thúc")
    assert "18/09/2023" in running
    assert "18/09/2023</td>" not in unfinished
    later = replace(ward[0], clock=lambda: NOW + 86_400_000)
    with TestClient(build(later)) as client:
        assert "Lúc này không có buổi nào" in Visitor(client, "phuong").get("/dang-hop").text


@pytest.mark.parametrize("path", ["/bieu-hien", "/phat-bieu", "/cam-ket"])
def test_what_is_on_the_page_is_in_the_workbook(visit: Entering, path: str) -> None:
    answer = visit("phuong").get(f"{path}?tai=xlsx")
    assert answer.status_code == 200
    assert answer.content.startswith(b"PK")


def test_bars_fill_what_they_show() -> None:
    assert bar((0, 0), 0) == ()
    parts = bar((1, 2, 1), 4)
    assert [(part.x, part.width, part.shade) for part in parts] == [(0, 250, 0), (250, 500, 1), (750, 250, 2)]
    assert parts[-1].x + parts[-1].width == WIDTH
    assert [shade(part, 8) for part in (0, 1, 2, 5, 8)] == [0, 1, 2, 3, 4]
