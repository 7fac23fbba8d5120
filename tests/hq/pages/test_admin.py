"""Administration by pages: tree, laptops, codes, accounts, grants, audit; each within reach and written down."""

from __future__ import annotations

import json
import re
from html import unescape

import pytest
from sqlalchemy import select
from starlette.testclient import TestClient

from hq.access import granted_to
from hq.accounts import add
from hq.enrolment import enroll, plain_code
from hq.organisation import load, on_day
from hq.pages.words_admin import DEEDS
from hq.projector import Projector
from hq.schema import accounts, audit, devices, summaries
from hq.services import Services
from models.plan import Plan
from sync.protocol import EnrollRequest
from sync.signing import public_of
from tests.house.sources import ROOT
from tests.hq.conftest import Ticking
from tests.hq.laptops import named
from tests.hq.pages.conftest import Entering
from tests.hq.pages.visitors import PASSWORD, Visitor, address, send
from tests.models.minutes_record import facts_of, whole

LIST = "Mã;Tên;Cấp trên;Loại hình;Người theo dõi\nC1;Chi bộ tổ 1 mới;P1;chi_bo;Cà Thị Mơ\nC11;Chi bộ tổ 11;P1;chi_bo;\n"


def deeds(services: Services) -> list[tuple[str, str]]:
    """(what, who) of every line of the audit but logging in."""
    wanted = select(audit.c.what, audit.c.actor).where(audit.c.what != "login").order_by(audit.c.at)
    return [(row.what, row.actor) for row in services.database.read(lambda c: c.execute(wanted).all())]


def actor(services: Services, login: str) -> str:
    wanted = select(accounts.c.account).where(accounts.c.login == login)
    return f"account:{services.database.read(lambda c: c.execute(wanted).scalar_one())}"


def test_a_list_is_shown_before_it_is_kept(entering: Entering, peopled: Services) -> None:
    visitor = entering("admin")
    files = {"file": ("danh-sach.csv", LIST.encode(), "text/csv")}
    before = peopled.database.read(load)
    shown = visitor.post("/quan-tri/to-chuc", {}, at="/quan-tri/to-chuc", files=files)
    assert shown.status_code == 200
    assert "C11" in shown.text
    assert "đổi tên “Chi bộ tổ 1” thành “Chi bộ tổ 1 mới”" in shown.text
    assert peopled.database.read(load) == before
    form = dict(re.findall(r'name="(kept|name|seal)" value="([^"]*)"', shown.text))
    kept = {name: unescape(value) for name, value in form.items()}
    assert visitor.post("/quan-tri/to-chuc", {**kept, "seal": "x"}, at="/quan-tri/to-chuc").status_code == 200
    assert peopled.database.read(load) == before
    assert visitor.post("/quan-tri/to-chuc", kept, at="/quan-tri/to-chuc").status_code == 303
    after = peopled.database.read(load)
    assert after["C11"].spans[0].name == "Chi bộ tổ 11"
    assert ("tree.imported", actor(peopled, "admin")) in deeds(peopled)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "tr\u1ed1ng"),
        (b"a;b\n1;2\n", "ti\u00eau \u0111\u1ec1"),
        ("Mã;Tên;Cấp trên\nX;Y;khong-co\n".encode(), "Dòng 2"),
    ],
)
def test_a_list_with_faults_is_told_and_nothing_is_kept(
    entering: Entering, peopled: Services, data: bytes, said: str
) -> None:
    visitor = entering("admin")
    before = peopled.database.read(load)
    answer = visitor.post(
        "/quan-tri/to-chuc", {}, at="/quan-tri/to-chuc", files={"file": ("a.csv", data or b" ", "text/csv")}
    )
    assert answer.status_code == 400
    assert said in answer.text
    assert peopled.database.read(load) == before


def test_a_server_without_units_says_what_to_do_first(client: TestClient, services: Services) -> None:
    """Nothing is called done where nothing has begun: the first page leads to where the units are brought in."""
    add(services, "admin", "Quản trị", "admin", None, PASSWORD)
    visitor = Visitor(client, "admin")
    text = visitor.get("/tien-do").text
    assert "Mọi đơn vị đã họp" not in text
    assert 'href="/quan-tri/to-chuc">Nhập danh sách đơn vị' in text
    assert "Chưa có đơn vị nào" in visitor.get("/don-vi").text


def test_the_ward_says_who_follows_a_unit(entering: Entering, peopled: Services, clock: Ticking) -> None:
    """R73: from that day on, with everything else as it was."""
    visitor = entering("ward1")
    before = peopled.database.read(load)["C2"]
    answer = visitor.post("/quan-tri/theo-doi/C2", {"overseer": "  Cà Thị  Mơ "}, at="/quan-tri/theo-doi/C2")
    assert answer.headers["location"] == "/don-vi/C2"
    after = peopled.database.read(load)["C2"]
    today = "2025-09-07"
    held, was = on_day(after, today), on_day(before, today)
    assert held is not None
    assert was is not None
    assert (held.name, held.parent, held.overseer) == (was.name, was.parent, "Cà Thị Mơ")
    assert "Cà Thị Mơ" in visitor.get("/don-vi/C2").text
    assert visitor.post("/quan-tri/theo-doi/C4", {"overseer": "x"}).status_code == 404


def test_a_code_is_a_letter_shown_once_and_enrols_one_laptop(
    entering: Entering, peopled: Services, client: TestClient
) -> None:
    visitor = entering("ward1")
    letter = visitor.post("/quan-tri/ma", {"don-vi": "C1", "role": "clerk"}, at="/quan-tri/ma")
    code = re.search(r'class="code">([^<]+)<', letter.text)
    assert code is not None
    assert 'src="data:image/png;base64,' in letter.text
    assert f"bienban enroll {code.group(1)} --server http://testserver" in letter.text
    assert letter.headers["cache-control"] == "no-store"
    assert code.group(1) not in visitor.get("/quan-tri/ma").text
    asked = EnrollRequest(code=plain_code(code.group(1)), device=named("n"), alias="n1", key=public_of(bytes(32)))
    assert enroll(peopled, asked).unit == "Chi bộ tổ 1"
    assert ("code.new", actor(peopled, "ward1")) in deeds(peopled)
    for unit in ("C4", "P1", "khong-co", ""):
        assert visitor.post("/quan-tri/ma", {"don-vi": unit, "role": "clerk"}, at="/quan-tri/ma").status_code == 400
    page = visitor.get(f"/quan-tri/may/{named('n')}")
    assert "n1" in page.text
    assert visitor.post(f"/quan-tri/may/{named('n')}", {}).headers["location"] == "/quan-tri/may"
    revoked = select(devices.c.revoked_at).where(devices.c.device == named("n"))
    assert peopled.database.read(lambda c: c.execute(revoked).scalar_one()) is not None
    assert entering("ward3").get(f"/quan-tri/may/{named('n')}").status_code == 404


def test_letters_that_would_lead_nowhere_are_told_before_they_are_printed(entering: Entering) -> None:
    """Whoever sits at the server itself sees it at an address that no laptop reaches."""
    visitor = entering("ward1")
    form = {"don-vi": "C1", "role": "clerk"}
    told = "chỉ dùng được trên chính máy chủ"
    assert told not in visitor.post("/quan-tri/ma", form, at="/quan-tri/ma").text
    visitor.client.headers["host"] = "127.0.0.1:8642"
    assert told in visitor.get("/quan-tri/ma").text
    assert told in visitor.post("/quan-tri/ma", form, at="/quan-tri/ma").text


def test_every_unit_without_a_laptop_gets_a_letter_of_its_own(entering: Entering, peopled: Services) -> None:
    """A ward hands them out on one day: one sheet a unit, the caller's own alone, none where a laptop works."""
    send(peopled, "C2", [])
    visitor = entering("ward1")
    assert 'name="duoi" value="P1"' in visitor.get("/quan-tri/ma").text
    letters = visitor.post("/quan-tri/ma", {"duoi": "P1", "role": "clerk"}, at="/quan-tri/ma").text
    assert re.findall("<p><b>([^<]+)</b><br>([^<]+)</p>", letters) == [
        (name, "Phường Hạ Lan") for name in ("Chi bộ tổ 1", "Chi bộ tổ 10", "Đảng ủy Hạ Lan")
    ]
    codes = re.findall(r'class="code">([^<]+)<', letters)
    assert len(set(codes)) == 3
    assert letters.count('src="data:image/png;base64,') == 3
    asked = EnrollRequest(code=plain_code(codes[1]), device=named("n"), alias="n1", key=public_of(bytes(32)))
    assert enroll(peopled, asked).unit == "Chi bộ tổ 10"
    for unit, said in (("C2", "đã có máy"), ("P3", "Không có đơn vị"), ("", "Không có đơn vị")):
        answer = visitor.post("/quan-tri/ma", {"duoi": unit, "role": "clerk"}, at="/quan-tri/ma")
        assert (answer.status_code, said in answer.text) == (400, True)


def test_accounts_are_made_closed_opened_and_given_a_password(entering: Entering, peopled: Services) -> None:
    visitor = entering("admin")
    fields = {"login": "moi", "name": "Lù Văn Nắng", "role": "ward", "unit": "P2", "password": PASSWORD}
    assert visitor.post("/quan-tri/tai-khoan", {**fields, "password2": "khác hẳn thế này"}).status_code == 400
    assert visitor.post("/quan-tri/tai-khoan", {**fields, "password2": PASSWORD}).status_code == 303
    assert visitor.post("/quan-tri/tai-khoan", {**fields, "password2": PASSWORD}).status_code == 400
    assert "Lù Văn Nắng" in visitor.get("/quan-tri/tai-khoan").text
    one = "/quan-tri/tai-khoan/moi"
    assert visitor.post(one, {"deed": "close"}).status_code == 303
    assert entering("").enter("moi").status_code == 401
    visitor = entering("admin")
    assert visitor.post(one, {"deed": "open"}).status_code == 303
    fresh = "  một câu khác hẳn "
    assert visitor.post(one, {"deed": "password", "password": fresh, "password2": fresh}).status_code == 303
    assert entering("").enter("moi").status_code == 401
    assert entering("").enter("moi", fresh).status_code == 303
    visitor = entering("admin")
    assert visitor.post("/quan-tri/tai-khoan/admin", {"deed": "close"}).status_code == 400
    assert visitor.get("/tien-do").status_code == 200
    whats = [what for what, who in deeds(peopled) if who == actor(peopled, "admin")]
    assert {"account.new", "account.disabled", "account.enabled", "account.password"} <= set(whats)


def test_a_form_with_a_fault_is_shown_again_and_no_address_bears_what_was_typed(entering: Entering) -> None:
    """The links of the page that tells the fault say how the list is shown: never a password."""
    fields = {"login": "a b", "name": "Lù Văn Nắng", "role": "ward", "unit": "P2", "password": PASSWORD}
    answer = entering("admin").post("/quan-tri/tai-khoan", {**fields, "password2": PASSWORD})
    assert answer.status_code == 400
    addresses = [unescape(one) for one in re.findall(r'href="([^"]+)"', answer.text)]
    assert "/quan-tri/tai-khoan?xep=ten" in addresses
    assert [one for one in addresses if "login" in one or "password" in one] == []
    order = [answer.text.index(one) for one in ('role="alert"', 'name="login" value="a b"', "<table")]
    assert order == sorted(order)


def test_who_administers_a_ward_makes_nobody_above_it(entering: Entering) -> None:
    """An administrator of one unit neither reaches nor makes accounts beyond it."""
    visitor = entering("admin1")
    fields = {"login": "moi", "name": "x", "password": PASSWORD, "password2": PASSWORD}
    for role, unit in (("admin", ""), ("city", "TP"), ("ward", "P2"), ("ward", "")):
        answer = visitor.post("/quan-tri/tai-khoan", {**fields, "role": role, "unit": unit})
        assert answer.status_code == 400, (role, unit)
    for login in ("admin", "city", "ward3", "district1"):
        assert visitor.get(f"/quan-tri/tai-khoan/{login}").status_code == 404
        assert visitor.post(f"/quan-tri/tai-khoan/{login}", {"deed": "close"}).status_code == 404
    assert visitor.post("/quan-tri/tai-khoan", {**fields, "role": "ward", "unit": "C1"}).status_code == 303


def test_a_grant_has_a_reason_and_an_end_and_can_be_taken_back(
    entering: Entering, peopled: Services, clock: Ticking
) -> None:
    visitor = entering("admin")
    one = "/quan-tri/tai-khoan/district1"
    good = {"deed": "grant", "don-vi": "P1", "until": "2025-12-31", "reason": "kiểm tra"}
    for wrong in ({"reason": ""}, {"until": "2020-01-01"}, {"until": "x"}, {"don-vi": "khong"}):
        assert visitor.post(one, {**good, **wrong}).status_code == 400
    assert visitor.post(one, good).status_code == 303
    text = visitor.get(one).text
    assert "31/12/2025" in text
    grant = re.search(r'name="grant" value="([^"]+)"', text)
    assert grant is not None
    account = actor(peopled, "district1").partition(":")[2]

    def reached() -> int:
        from uuid import UUID

        return len(peopled.database.read(lambda c: granted_to(c, UUID(account), "2025-09-08")))

    assert reached() == 1
    assert visitor.post(one, {"deed": "take", "grant": grant.group(1)}).status_code == 303
    assert reached() == 0
    assert [what for what, _ in deeds(peopled)].count("grant.over") == 1
    told = audited(visitor.get("/quan-tri/nhat-ky?viec=grant.new").text)
    assert told[1:] == ["admin", "cấp quyền đọc ý kiến", "district1", "đơn vị: P1; đến ngày: 31/12/2025"]
    assert audited(visitor.get("/quan-tri/nhat-ky?viec=grant.over").text)[3] == "district1"


def audited(page: str) -> list[str]:
    """The cells of the latest line of the audit."""
    row = page.partition("<tbody")[2].partition("</tr>")[0]
    return [unescape(" ".join(one.split())) for one in re.findall(r"<t[hd][^>]*>([^<]*)</t[hd]>", row)]


def test_the_audit_tells_nothing_by_an_id(entering: Entering, peopled: Services, plan: Plan) -> None:
    """Who reads it knows units by their code, laptops by their name, meetings by their day."""
    laptop = send(peopled, "C1", facts_of(whole(plan).meeting))
    Projector(peopled).catch_up()
    assert entering("ward1").get(address(laptop)).status_code == 200
    assert entering("").enter("nobody").status_code == 401
    visitor = entering("admin")
    visitor.post(f"/quan-tri/may/{laptop.device}", {})
    text = visitor.get("/quan-tri/nhat-ky").text.partition("<tbody")[2]
    assert re.findall(r"[0-9a-f]{8}-[0-9a-f]{4}", text) == []
    read = audited(visitor.get("/quan-tri/nhat-ky?viec=opinions.read").text)
    date = peopled.database.read(lambda c: c.execute(select(summaries.c.date)).scalar_one())
    day = f"{date[8:]}/{date[5:7]}/{date[:4]}"
    assert read[1:] == ["ward1", "đọc ý kiến cá nhân", "C1", f"buổi họp: {day}; phần đã đọc: trang của buổi họp"]
    assert audited(visitor.get("/quan-tri/nhat-ky?viec=device.revoked").text)[3] == "k7 C1"
    assert audited(visitor.get("/quan-tri/nhat-ky?viec=login.wrong").text)[3] == "tên không có"


def test_the_audit_tells_who_did_what(entering: Entering, peopled: Services) -> None:
    visitor = entering("admin")
    visitor.post("/quan-tri/ma", {"don-vi": "C1", "role": "clerk"}, at="/quan-tri/ma")
    text = visitor.get("/quan-tri/nhat-ky?viec=code.new").text
    row = text.partition("<tbody")[2]
    assert "tạo mã ghi danh" in row
    assert ">admin<" in re.sub(r"\s", "", row)
    assert ">C1<" in re.sub(r"\s", "", row)
    assert "đăng nhập" not in row
    assert visitor.get("/quan-tri/nhat-ky?tu=2099-01-01&den=9999-12-31").text.count("<tr") == 1
    details = select(audit.c.detail)
    assert all(
        json.loads(one) is not None for one in peopled.database.read(lambda c: c.execute(details).scalars().all())
    )


def test_every_deed_that_is_written_down_has_a_name() -> None:
    """The audit is read by people: no line of it bears a word of the program."""
    sources = "\n".join(file.read_text("utf-8") for file in sorted((ROOT / "hq").rglob("*.py")))
    written = set(re.findall(r'\bnote\(.{0,120}?"([a-z]+\.[a-z]+)"', sources, re.DOTALL))
    assert {"tree.imported", "contents.set", "opinions.read"} <= written
    assert written - DEEDS.keys() == set()
