"""The overview of a ward and a district out of the database: the same as each unit's own record (R75, R86)."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, select

from hq.access import Caller, beginning_of, reaches_of
from hq.fold import meeting_of
from hq.owing import ANYTHING, lacks_of, ranks
from hq.projector import Projector
from hq.queries.glance import Glance, glance_of
from hq.queries.overview import overview_of
from hq.queries.progress import Wanted, owing_of
from hq.queries.totals import tally_of
from hq.queries.tree import unit_called
from hq.queries.until import until
from hq.schema import summaries, units
from hq.services import Services
from hq.summaries import lines_of
from hq.summary_papers import ENDINGS, made
from models import facts as f
from models.overview.reminders import reminders, urgency
from models.overview.standing import owed_on
from models.overview.sums import Sums, by, combined, each, total
from models.overview.telling import told_of
from models.overview.values import Overview, Told
from tests.hq import gathered
from tests.hq.conftest import Ticking
from tests.hq.gathered import OFFICE, gather, organise, send
from tests.hq.laptops import cell_of
from tests.hq.test_access_commands import Terminal, organised, terminal
from tests.models import gathered as world
from tests.models.minutes_record import facts_of, whole

__all__ = ["organised", "terminal"]


@pytest.fixture
def full(services: Services, clock: Ticking, tmp_path: Path) -> Services:
    """A district of which most has been sent."""
    clock.now = world.AS_OF
    gather(services, tmp_path)
    return services


def asked(services: Services, code: str, caller: Caller) -> Overview | None:
    return services.database.read(
        lambda connection: overview_of(connection, caller, services.plan, code, "2023-09-21", services.clock())
    )


def overview(services: Services, code: str, caller: Caller = OFFICE) -> Overview:
    found = asked(services, code, caller)
    assert found is not None
    return found


def caller_of(services: Services, role: str, code: str) -> Caller:
    unit = services.database.read(
        lambda connection: connection.execute(select(units.c.unit).where(units.c.code == code)).scalar_one()
    )
    reaches = services.database.read(lambda connection: reaches_of(connection, unit))
    return Caller(None, frozenset(), role, reaches=reaches)


def told_alone(services: Services, code: str) -> Told:
    """What the unit's record tells, folded from its lines by itself."""
    cell = cell_of(services.database, code)
    rows = services.database.read(
        lambda connection: connection.execute(select(summaries).where(summaries.c.cell_id == cell)).all()
    )
    (row,) = rows
    lines = services.database.read(lambda connection: lines_of(connection, cell, row.meeting))
    return told_of(meeting_of(services.plan, lines), row.last_at)


def test_every_unit_is_there_with_what_its_own_record_tells_R86(full: Services) -> None:
    """Also those that sent nothing; signs, remedies, rules and figures are those of the unit's own report."""
    ward = overview(full, "P1")
    assert [unit.code for unit in ward.units] == ["P1", "A1", "A2", "A10", "A3"]
    told = {unit.code: unit.told for unit in ward.units}
    assert told["A10"] is None
    for code in ("P1", "A1", "A2", "A3"):
        assert told[code] == told_alone(full, code)
    assert (ward.name, ward.parent, ward.height) == ("Đảng ủy phường Bến Tre Xanh", "Quận ủy Sông Con", 1)
    assert {unit.code: unit.overseer for unit in ward.units}["A1"] == "đ/c Lê Thị Lan"


def test_a_district_is_its_wards(full: Services) -> None:
    """Groups are the wards with their own committees; a cell right under the district stands by itself."""
    district, first, second = (overview(full, code) for code in ("QU", "P1", "P2"))
    assert [(unit.code, unit.group) for unit in district.units] == [
        ("VP", ""),
        *((unit.code, first.name) for unit in first.units),
        *((unit.code, second.name) for unit in second.units),
    ]
    assert district.height == 2
    groups = by(each(district), lambda unit: unit.group)
    assert groups[first.name] == total(first, first.units)
    assert groups[second.name] == total(second, second.units)
    assert combined(list(groups.values())) == total(district, district.units)


COMMON = {
    "units": "due",
    "held": "held",
    "adopted": "adopted",
    "reported": "reports",
    "short": "short",
    "awaited": "awaited",
    "attended": "attended",
    "wordless": "silent",
    "merged": "merged",
    "documents:late": "documents_late",
    "members:total": "members",
    "members:obliged": "obliged",
    "members:obliged_present": "obliged_present",
    "members:excused": "excused",
    "members:unexcused": "unexcused",
    "speaking:contributions": "contributions",
    "spoke": "spoke",
    "differences:total": "differences",
    "solutions:total": "solutions",
}
"""What the pages of progress and participation add up in the background → the same in the report."""


@pytest.mark.parametrize("code", ["QU", "P1", "P2"])
def test_the_report_says_what_the_pages_say_R75(full: Services, code: str) -> None:
    """Two ways of adding up, one of them in the background for whole cities: the same numbers."""
    found = overview(full, code)
    sums = total(found, found.units)
    unit = full.database.read(
        lambda connection: connection.execute(select(units.c.unit).where(units.c.code == code)).scalar_one()
    )
    tally = full.database.read(lambda connection: tally_of(connection, full.plan.id, unit))
    assert {name: tally.get(name, 0) for name in COMMON} == {name: getattr(sums, of) for name, of in COMMON.items()}
    shown = {name: count for name, count in tally.items() if re.fullmatch(r"indicator:\d+:co", name)}
    assert shown == {f"indicator:{number}:co": count for number, count in sums.present_by.items()}
    assert {code: tally.get(f"grade:{code}", 0) for code in sums.grades} == dict(sums.grades)


@pytest.mark.parametrize("code", ["QU", "P1", "P2"])
def test_the_head_of_the_report_is_the_report_R75(full: Services, code: str) -> None:
    """The page asks the sums of the background; every count of it is what the units' own figures add up to."""
    require_the_same(full, code, OFFICE)


MOVED = (
    "Mã;Tên;Cấp trên;Loại hình;Từ ngày\n"
    "QK;Quận ủy Đồng Xa;;;\n"
    "P1;Đảng ủy phường Bến Tre Xanh;QK;dang_uy;18/09/2023\n"
    "A2;Chi bộ Trạm Y tế;P2;chi_bo;18/09/2023\n"
)
"""In the middle of the campaign a ward comes under another district, and one of its cells to another ward."""


@pytest.mark.parametrize("reach", ["", "QK", "P2"])
def test_page_and_file_say_the_same_of_units_that_moved_within_the_campaign_R75(
    full: Services, tmp_path: Path, reach: str
) -> None:
    """Who led a unit on the day of its session has it in the report; who leads it now, what is still to be done."""
    organise(full, tmp_path, MOVED)
    Projector(full).catch_up()
    due = {}
    for code in ("QU", "QK", "P1", "P2"):
        caller = caller_of(full, "ward", reach) if reach else OFFICE
        if asked(full, code, caller) is not None:
            due[code] = require_the_same(full, code, caller).due
    assert due == {"": {"QU": 8, "QK": 1, "P1": 5, "P2": 3}, "QK": {"QK": 1, "P1": 1}, "P2": {"P2": 3}}[reach]


def require_the_same(full: Services, code: str, caller: Caller) -> Sums:
    """What the page tells of a unit is what the file does; the sums."""
    found = overview(full, code, caller)
    day = found.today.isoformat()

    def work(connection: Connection) -> Glance:
        unit = unit_called(connection, caller, code, day)
        assert unit is not None
        return glance_of(connection, caller, full.plan, unit, day)

    glance = full.database.read(work)
    assert told_by(glance.sums, HEAD) == told_by(total(found, found.units), HEAD)
    cells = total(found, (unit for unit in found.units if unit.body == "chi_bo"))
    assert glance.first.attendance == cells.attendance
    if found.groups:
        parts: Mapping[Any, Sums] = by(each(found), lambda unit: unit.group)
        assert (glance.kinds, glance.groups.keys()) == ({}, parts.keys())
    else:
        parts = by(each(found), lambda unit: (unit.body, unit.variant))
        assert (glance.groups, glance.kinds.keys()) == ({}, parts.keys())
    shown: Mapping[Any, Sums] = glance.groups or glance.kinds
    assert {one: told_by(shown[one], HEAD) for one in parts} == {one: told_by(parts[one], HEAD) for one in parts}
    return glance.sums


HEAD = (
    "due", "held", "held_in_time", "overdue", "short", "adopted", "reports_due", "reports", "showing", "collective",
)  # fmt: skip


def told_by(sums: Sums, names: Sequence[str]) -> dict[str, int]:
    return {name: getattr(sums, name) for name in names}


@pytest.mark.parametrize("today", ["2023-09-18", "2023-09-21", "2023-12-01"])
def test_what_a_unit_owes_is_told_by_one_column_R74(full: Services, today: str) -> None:
    """The list of reminders, cut and ordered by the database: the same things of the same units, the worst first."""
    found = replace(overview(full, "QU"), as_of=beginning_of(date.fromisoformat(today), 12))
    wanted = Wanted(full.plan.id, owes=ANYTHING)
    order = ranks(full.plan, found.today)
    rows = full.database.read(lambda connection: owing_of(connection, OFFICE, wanted, order))
    told = {row.code: owed_on(full.plan, found.today, lacks_of(row.owes)) for row in rows}
    assert told == {one.unit.code: one.owed for one in reminders(found)}
    assert [urgency(owed) for owed in told.values()] == [urgency(one.owed) for one in reminders(found)]


def test_a_rehearsal_does_not_count_and_a_unit_counts_once(full: Services, plan: object) -> None:
    """Of several meetings of a unit the adopted one counts."""
    before = overview(full, "P1")
    send(full, "A1", facts_of(gathered.session("short").meeting), "again")
    opened, *rest = facts_of(whole(world.plan()).meeting)
    assert isinstance(opened, f.MeetingOpened)
    send(full, "A10", [opened.model_copy(update={"rehearsal": True}), *rest], "rehearsal")
    Projector(full).catch_up()
    assert overview(full, "P1").units == before.units


def test_who_may_not_read_single_people_is_not_told_who_does_it(full: Services) -> None:
    """sync.md §8: the district sees the body's remedy, not which member took it on."""
    inside = caller_of(full, "ward", "P1")
    above = caller_of(full, "district", "QU")
    owners = [
        {one.owner for unit in overview(full, "P1", caller).units if unit.told for one in unit.told.undertakings}
        for caller in (inside, above)
    ]
    assert owners == [{"đồng chí Trần Văn Bảy"}, {""}]


def test_nobody_has_an_overview_outside_their_reach(full: Services) -> None:
    caller = caller_of(full, "ward", "P2")
    assert [asked(full, code, caller) for code in ("P1", "QU", "A1", "nowhere")] == [None] * 4


def test_an_earlier_moment_told_by_the_lines_is_what_the_tables_tell(full: Services) -> None:
    """Two ways to the same figures: folded now from all lines, and kept since they arrived."""
    ward = overview(full, "P1")
    late = max(told.figures.session.ended or 0 for unit in ward.units if (told := unit.told)) + 10**12
    again = full.database.read(lambda connection: until(connection, ward, late, named=True))
    assert [unit.code for unit in again.units] == [unit.code for unit in ward.units]
    assert total(again, again.units) == total(replace(ward, as_of=late), ward.units)
    nameless = full.database.read(lambda connection: until(connection, ward, late, named=False))
    assert {one.owner for unit in nameless.units if unit.told for one in unit.told.undertakings} == {""}


def test_each_format_is_a_file_with_the_mark_of_its_figures(full: Services) -> None:
    """The same figures, the same name; Word and sheet are archives, the PDF a PDF."""
    ward = overview(full, "P1")
    files = {ending: made(ward, ending) for ending in ENDINGS}
    assert {file.name for file in files.values()} == {f"bao-cao-P1-2023-09-21-{ward.mark}.{e}" for e in ENDINGS}
    for ending in ("docx", "xlsx"):
        assert zipfile.ZipFile(io.BytesIO(files[ending].body)).testzip() is None
    assert files["pdf"].body.startswith(b"%PDF")


def test_the_command_writes_the_same_report(organised: Terminal, tmp_path: Path) -> None:
    """`bienban-hq report`: from the same code; a file that is there already is left alone."""
    word, sheet = tmp_path / "bao-cao.docx", tmp_path / "bao-cao.xlsx"
    done, said = organised.types("report", "P1", "--docx", word, "--xlsx", sheet)
    assert done == 0, said
    assert "0/2 đơn vị đã họp" in said
    assert word.read_bytes().startswith(b"PK")
    assert sheet.read_bytes().startswith(b"PK")
    assert organised.types("report", "P1", "--docx", word)[0] == 1
    assert "Cần ít nhất một tệp" in organised.types("report", "P1")[1]
    assert "Không có đơn vị nào" in organised.types("report", "XX", "--pdf", tmp_path / "x.pdf")[1]
