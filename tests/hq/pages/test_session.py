"""The pages of a unit and of its meeting: everything for those who may read it, figures for the rest (sync.md §8)."""

from __future__ import annotations

import json
from io import BytesIO

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from documents.docx_paper import render_docx
from hq.access import OPINIONS, ordered_id
from hq.fold import meeting_of
from hq.schema import FOREVER, accounts, audit, grants
from hq.services import Services
from models.facts import DetailSet
from models.minutes import minutes_of
from models.plan import Plan
from tests.hq.laptops import Laptop
from tests.hq.pages.conftest import Entering
from tests.hq.pages.visitors import address, send, unit_of
from tests.models.minutes_record import MEMBERS, facts_of, prepared, whole


@pytest.fixture
def laptop(peopled: Services, plan: Plan) -> Laptop:
    """A laptop of the first cell; three lines of a whole session are still on it."""
    return send(peopled, "C1", facts_of(whole(plan).meeting))


def readings(services: Services) -> list[tuple[str, str]]:
    """(who, what part) of the readings that were written down."""
    wanted = select(audit.c.actor, audit.c.detail).where(audit.c.what == "opinions.read").order_by(audit.c.id)
    found = services.database.read(lambda connection: connection.execute(wanted).all())
    return [(row.actor, json.loads(row.detail)["part"]) for row in found]


def test_a_unit_leads_to_its_meeting(entering: Entering, laptop: Laptop) -> None:
    visitor = entering("district1")
    unit = visitor.get("/don-vi/C1").text
    assert f'href="{address(laptop)}"' in unit
    assert "đã thông qua biên bản" in unit
    assert visitor.get("/don-vi/P1").text.count("Chi bộ tổ") == 3


def test_a_unit_tells_the_office_when_its_laptops_sent_last(entering: Entering, laptop: Laptop) -> None:
    """How old what is seen of a unit is; whoever administers no laptop sees none."""
    unit = entering("ward1").get("/don-vi/C1").text
    assert f'href="/quan-tri/may/{laptop.device}"' in unit
    assert 'data-label="Gửi lần cuối"' in unit
    assert "chưa có máy nào ghi danh" in entering("ward1").get("/don-vi/C2").text
    assert str(laptop.device) not in entering("district1").get("/don-vi/C1").text


def test_where_two_laptops_differ_is_told_above_too(entering: Entering, peopled: Services, plan: Plan) -> None:
    """L19: the clerk has to choose, and the office can ask for it."""
    begun = facts_of(prepared(plan).meeting)
    laptops = [
        send(peopled, "C2", [*begun, DetailSet(field="place", value=place)], name)
        for name, place in (("k7", "Nhà văn hóa"), ("k8", "Sân đình"))
    ]
    assert laptops[0].meeting == laptops[1].meeting
    assert "hai máy ghi khác nhau 1 chỗ" in entering("district1").get(address(laptops[0])).text


def test_the_ward_reads_the_whole_record_and_that_is_written_down(
    entering: Entering, laptop: Laptop, peopled: Services
) -> None:
    text = entering("ward1").get(address(laptop)).text
    assert all(member.full_name in text for member in MEMBERS)
    for part in ("Người dự", "Điểm danh", "Phát biểu", "Biểu hiện", "Giải pháp", "Biểu quyết", "Điều kiện"):
        assert f"<caption>{part}</caption>" in text
    assert [part for _, part in readings(peopled)] == ["page"]


@pytest.mark.parametrize("login", ["district1", "city", "admin", "admin1"])
def test_figures_carry_no_person_and_nobody_s_words(
    entering: Entering, laptop: Laptop, peopled: Services, plan: Plan, login: str
) -> None:
    """issue: statistics carry no person's self-criticism; others see statistics only."""
    text = entering(login).get(address(laptop)).text
    meeting = whole(plan).meeting
    assert "<caption>Số liệu</caption>" in text
    assert not [member.full_name for member in MEMBERS if member.full_name in text]
    assert not [guest.name for guest in meeting.guests.values() if guest.name in text]
    assert not [said.text for said in meeting.notes.all if said.text and said.text in text]
    assert entering(login).get(f"{address(laptop)}/bien-ban.docx").status_code == 403
    assert readings(peopled) == []


def test_a_grant_lets_the_district_read_and_each_reading_is_written_down(
    entering: Entering, laptop: Laptop, peopled: Services
) -> None:
    """sync.md §8: single people's opinions only by an explicit grant that is logged."""

    def work(connection: object) -> None:
        account = connection.execute(select(accounts.c.account).where(accounts.c.login == "district1")).scalar_one()  # type: ignore[attr-defined]
        values = {"id": ordered_id(1), "account": account, "unit": unit_of(peopled, "P1"), "what": OPINIONS}
        days = {"valid_from": "2020-01-01", "valid_to": FOREVER, "reason": "kiểm tra", "made_by": account, "made_at": 1}
        connection.execute(grants.insert().values(**values, **days))  # type: ignore[attr-defined]

    peopled.database.write(work)
    visitor = entering("district1")
    assert MEMBERS[0].full_name in visitor.get(address(laptop)).text
    assert visitor.get(f"{address(laptop)}/bien-ban.pdf").content.startswith(b"%PDF")
    assert sorted(part for _, part in readings(peopled)) == ["bien-ban.pdf", "page"]


@pytest.mark.parametrize("login", ["ward3"])
def test_another_ward_finds_nothing(entering: Entering, laptop: Laptop, login: str) -> None:
    visitor = entering(login)
    for path in ("/don-vi/C1", "/don-vi/khong-co", address(laptop), f"{address(laptop)}/bien-ban.docx", "/hop/x/y"):
        assert visitor.get(path).status_code == 404


def test_the_minutes_are_the_clerk_s_to_the_byte(entering: Entering, laptop: Laptop, plan: Plan) -> None:
    """The same record gives the same paper here as on the laptop, whenever it is asked for."""
    meeting = meeting_of(plan, [(str(laptop.device), line) for line in laptop.lines])
    answer = entering("ward1").get(f"{address(laptop)}/bien-ban.docx")
    assert answer.content == render_docx(minutes_of(meeting, 9_999_999_999_999))
    assert answer.headers["content-disposition"] == 'attachment; filename="bien-ban-2023-09-15.docx"'


def test_every_paper_of_a_meeting_can_be_fetched(entering: Entering, laptop: Laptop) -> None:
    visitor = entering("ward1")
    begins = {"docx": b"PK", "xlsx": b"PK", "pdf": b"%PDF", "json": b"{", "txt": b""}
    text = visitor.get(address(laptop)).text
    for name in ("bien-ban.docx", "bien-ban.pdf", "bien-ban.txt", "bao-cao.docx", "bao-cao.pdf", "du-lieu.json"):
        assert f'href="{address(laptop)}/{name}"' in text
        answer = visitor.get(f"{address(laptop)}/{name}")
        assert answer.status_code == 200
        assert answer.content.startswith(begins[name.rpartition(".")[2]])
    book = load_workbook(BytesIO(visitor.get(f"{address(laptop)}/du-lieu.xlsx").content))
    assert "Biểu quyết" in book.sheetnames
    assert visitor.get(f"{address(laptop)}/bien-ban.exe").status_code == 404


def test_what_is_still_on_the_laptop_is_told(entering: Entering, peopled: Services, plan: Plan) -> None:
    laptop = send(peopled, "C2", facts_of(whole(plan).meeting), held_back=3)
    text = entering("district1").get(address(laptop)).text
    row = text[text.index("<caption>Dữ liệu ở trụ sở</caption>") :]
    assert '<span class="mark warn">3</span>' in row
    assert laptop.heads()[len(laptop.lines) - 3].hash.hex() in row
