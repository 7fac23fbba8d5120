"""A small organisation, people of every role, and a browser without script: GET, forms with their token, links."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import unescape
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select
from starlette.testclient import TestClient

from hq.access import BEGINNING
from hq.accounts import add
from hq.organisation import Row, merged, save
from hq.schema import FOREVER, units
from hq.services import Services
from hq.streams import Streams
from models.fact import Fact
from tests.hq.laptops import Laptop, cell_of, named, opening
from tests.hq.laptops import found as enrolled

PASSWORD: Final = "đồng lúa chín vàng"
TREE: Final = (
    ("TP", "Thành phố Cửa Lúa", "", ""),
    ("Q1", "Quận Bến Thóc", "TP", ""),
    ("Q2", "Quận Đồng Xa", "TP", ""),
    ("P1", "Phường Hạ Lan", "Q1", ""),
    ("P2", "Phường Vạn Cói", "Q1", ""),
    ("P3", "Phường Sen Trắng", "Q2", ""),
    ("C1", "Chi bộ tổ 1", "P1", "chi_bo"),
    ("C2", "Chi bộ tổ 2", "P1", "chi_bo"),
    ("C10", "Chi bộ tổ 10", "P1", "chi_bo"),
    ("D1", "Đảng ủy Hạ Lan", "P1", "dang_uy"),
    ("C3", "Chi bộ trường Sen <b>Hồng</b>", "P2", "chi_bo"),
    ("C4", "Chi bộ tổ 4", "P3", "chi_bo"),
)
"""(code, name, parent, body); a name with signs of HTML, to be shown as it is."""

PEOPLE: Final = (
    ("ward1", "ward", "P1"),
    ("ward3", "ward", "P3"),
    ("district1", "district", "Q1"),
    ("city", "city", "TP"),
    ("admin", "admin", None),
    ("admin1", "admin", "P1"),
)
"""(login, role, unit)."""

_TOKEN: Final = re.compile(r'name="csrf" value="([^"]+)"')


def unit_of(services: Services, code: str) -> UUID:
    """A unit by its code."""
    wanted = select(units.c.unit).where(units.c.code == code)
    found: UUID = services.database.read(lambda connection: connection.execute(wanted).scalar_one())
    return found


def settle(services: Services) -> None:
    """Put the organisation in place."""
    rows = [
        Row(line, code, name, above, body, "", "", FOREVER, "Lò Thị Sáng" if body else None)
        for line, (code, name, above, body) in enumerate(TREE)
    ]
    after = merged({}, rows, "2023-09-15", BEGINNING)
    services.database.write(lambda connection: save(connection, {}, after, 1))


def populate(services: Services) -> None:
    """Give every role an account."""
    for login, role, code in PEOPLE:
        add(services, login, f"Người {login}", role, unit_of(services, code) if code else None, PASSWORD)


class Visitor:
    """Somebody at a browser without script."""

    def __init__(self, client: TestClient, login: str = "") -> None:
        self.client = client
        client.cookies.clear()
        if login:
            answer = self.enter(login)
            assert answer.status_code == 303, answer.text

    def get(self, path: str) -> Any:
        return self.client.get(path, follow_redirects=False)

    def token(self, path: str = "/don-vi") -> str:
        """The token that a page gives its forms."""
        found = _TOKEN.search(self.get(path).text)
        assert found is not None
        return unescape(found.group(1))

    def post(self, path: str, fields: Mapping[str, str], at: str = "/don-vi", **more: Any) -> Any:
        """Send a form that stood on the page `at`."""
        data = {"csrf": self.token(at), **fields}
        return self.client.post(path, data=data, follow_redirects=False, **more)

    def enter(self, login: str, password: str = PASSWORD, wanted: str = "") -> Any:
        """Log in by the form."""
        return self.post("/dang-nhap", {"login": login, "password": password, "next": wanted}, at="/dang-nhap")


def send(services: Services, code: str, facts: Sequence[Fact], name: str = "k7", held_back: int = 0) -> Laptop:
    """A laptop of a unit records these facts and sends all but the last few of them."""
    laptop = Laptop(f"{name} {code}", cell_of(services.database, code), named(f"meeting of {code}"))
    laptop.record([opening(services.plan)[0], *facts])
    enrolled(services.database, laptop)
    Streams(services).append(laptop.caller, laptop.batch(1, len(laptop.lines) - held_back))
    return laptop


def address(laptop: Laptop) -> str:
    """The page of the laptop's meeting."""
    return f"/hop/{laptop.cell}/{laptop.meeting}"
