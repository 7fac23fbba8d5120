"""A ward and a district at headquarters: an organisation as an office imports it, sessions as laptops send them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from sqlalchemy import Connection

from hq.access import BEGINNING, EVERYWHERE, Caller, day_of
from hq.organisation import load, merged, save
from hq.organisation_file import read_rows
from hq.projector import Projector
from hq.services import Services
from hq.streams import Streams
from models.fact import Fact
from tests.hq.laptops import Laptop, cell_of, found, named, opening
from tests.models import gathered as world
from tests.models.build import Builder
from tests.models.minutes_record import facts_of, whole

OFFICE = Caller(None, frozenset(), "ward", reaches=(EVERYWHERE,))
"""Somebody who reads everything."""

HEADER = "Mã;Tên;Cấp trên;Loại hình;Người theo dõi\n"
TREE = (
    HEADER
    + "QU;Quận ủy Sông Con;;;\n"
    + "P1;Đảng ủy phường Bến Tre Xanh;QU;dang_uy;\n"
    + "P2;Đảng ủy phường Hoa Gạo;QU;dang_uy;\n"
    + "VP;Chi bộ Văn phòng Quận ủy;QU;chi_bo;\n"
    + "A1;Chi bộ thôn Đông Mít;P1;chi_bo;đ/c Lê Thị Lan\n"
    + "A2;Chi bộ Trạm Y tế;P1;chi_bo;đ/c Vũ An\n"
    + "A10;Chi bộ Tổ dân phố 10;P1;chi_bo;\n"
    + "A3;Chi bộ Trường Mầm non Hoa Gạo;P1;chi_bo;\n"
    + "B1;Chi bộ Chợ;P2;chi_bo;\n"
    + "B2;Chi bộ Cầu Đá;P2;chi_bo;\n"
)

SENT = {"P1": "committee", "A1": "whole", "A2": "sent", "A3": "short", "B1": "late", "VP": "announced"}
"""Code of a unit → the kind of session that it sent; the others sent nothing."""


def organise(services: Services, folder: Path, text: str = TREE) -> None:
    """Import the list of units."""
    file = folder / "don-vi.csv"
    file.write_text(text, "utf-8")
    now = services.clock()

    def work(connection: Connection) -> None:
        before = load(connection)
        rows = read_rows(file, services.plan, before)
        save(connection, before, merged(before, rows, day_of(now), BEGINNING), now)

    services.database.write(work)


def laptop_of(services: Services, code: str, facts: Sequence[Fact], meeting: str = "") -> Laptop:
    """An enrolled laptop of that unit that recorded these facts."""
    cell = cell_of(services.database, code)
    laptop = Laptop(f"k{code}{meeting}"[:8], cell, named(f"meeting {code} {meeting}"))
    laptop.record([opening(services.plan)[0], *facts])
    found(services.database, laptop)
    return laptop


def send(services: Services, code: str, facts: Sequence[Fact], meeting: str = "") -> None:
    """What a laptop of that unit recorded arrives."""
    laptop = laptop_of(services, code, facts, meeting)
    Streams(services).append(laptop.caller, laptop.batch())


def gather(services: Services, folder: Path) -> None:
    """The whole district with everything sent and folded."""
    organise(services, folder)
    for code, kind in SENT.items():
        send(services, code, facts_of(session(kind).meeting))
    Projector(services).catch_up()


def session(kind: str) -> Builder:
    """A fresh session of a kind of `tests.models.gathered`."""
    made: Mapping[str, Callable[[], Builder]] = {
        "announced": world.announced,
        "whole": lambda: whole(world.plan()),
        "sent": lambda: world.sent(whole(world.plan()), "2023-09-25"),
        "short": world.brief,
        "late": lambda: world.brief(days=6, minutes=95),
        "committee": lambda: world.brief(minutes=100, body="dang_uy"),
    }
    return made[kind]()
