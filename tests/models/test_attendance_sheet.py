"""The signing sheet and attendance list (domain.md 4.1 template D, R25, L2)."""

from __future__ import annotations

import pytest

from models import facts as f
from models.attendance_sheet import attendance_sheet
from models.document import Document, Signatures, Table
from models.minutes import DRAFT
from models.plan import Plan
from tests.models import minutes_record as record
from tests.models.build import Builder, at

AFTERWARDS = at("18:00")


def tables(document: Document) -> tuple[Table, Table]:
    """Members, then guests."""
    members, guests = (block for block in document.blocks if isinstance(block, Table))
    return members, guests


def rows(document: Document) -> dict[str, dict[str, str]]:
    """Name → heading → cell, of the members."""
    members, _ = tables(document)
    return {row[1]: dict(zip(members.header, row, strict=True)) for row in members.rows}


def test_before_the_session_it_is_a_list_to_sign(plan: Plan) -> None:
    """Names, posts and kinds are printed, the rest is left to be written; guests get empty rows."""
    sheet = attendance_sheet(record.prepared(plan).meeting, at("13:00"))
    members, guests = tables(sheet)
    assert [row[1] for row in members.rows] == [
        "Nguyễn Văn Hùng (1961)" if member is record.HUNG_61
        else "Nguyễn Văn Hùng (1984)" if member is record.HUNG_84
        else member.full_name
        for member in record.MEMBERS
    ]  # fmt: skip
    assert {cell for row in members.rows for cell in row[4:]} == {""}
    assert [row[1] for row in guests.rows] == ["Đặng Quốc Tường", "", ""]
    assert sheet.mark == ""


def test_afterwards_it_says_who_came_when_and_why_not(plan: Plan) -> None:
    """L2: every stay; whoever stayed to the end left with it; absences with their reason."""
    found = rows(attendance_sheet(record.whole(plan).meeting, AFTERWARDS))
    times = {name: row["Giờ đến – về"] for name, row in found.items()}
    assert times["Lê Hồng An"] == "14:00–15:37"
    assert times["Bùi Thị Ưng"] == "14:12–15:37"
    assert times["Trần Văn Bảy"] == "14:00–15:16; 15:19–15:37"
    assert times["Cao Thị Én"] == ""
    reasons = {name: row["Lý do vắng"] for name, row in found.items() if row["Lý do vắng"]}
    assert reasons == {"Cao Thị Én": "đi viện", "Kiều Văn Phú": "không lý do"}
    assert found["Đỗ Quốc Toản"]["Loại"] == "dự bị"
    assert found["Lê Hồng An"]["Chức vụ"] == "Bí thư chi bộ"
    assert {row["Ký tên"] for row in found.values()} == {""}


def test_without_guests_there_is_no_empty_table(plan: Plan) -> None:
    desk = Builder(plan).opened().list(*record.MEMBERS).present(record.AN).started()
    sheet = attendance_sheet(desk.meeting, AFTERWARDS)
    assert len([block for block in sheet.blocks if isinstance(block, Table)]) == 1
    assert "2. Đại biểu, khách mời: không có" in [paragraph.text for paragraph in sheet.paragraphs()]


def test_the_order_is_that_of_the_roster(plan: Plan) -> None:
    found = rows(attendance_sheet(record.whole(plan).meeting, AFTERWARDS))
    assert [row["TT"] for row in found.values()] == [str(number) for number in range(1, 13)]


def test_it_counts_as_the_minutes_do(plan: Plan) -> None:
    sheet = attendance_sheet(record.whole(plan).meeting, AFTERWARDS)
    counts = next(found for found in sheet.paragraphs() if found.key == "counts")
    assert counts.text == (
        "Tổng số 12 đảng viên; phải dự 10, có mặt 8/10 (80 %); vắng có lý do 1, vắng không có lý do 1; "
        "đại biểu, khách mời 1."
    )


def test_a_member_not_called_yet_is_seen(plan: Plan) -> None:
    """C06: a filled sheet never looks complete while somebody is not marked."""
    desk = record.prepared(plan).present(record.AN)
    found = rows(attendance_sheet(desk.meeting, at("14:01")))
    assert found["Vũ Thị Bích"]["Lý do vắng"] == "chưa điểm danh"
    assert found["Hoàng Văn Thọ"]["Lý do vắng"] == ""
    assert found["Lê Hồng An"]["Giờ đến – về"].endswith("–…")


def test_it_has_the_bodys_head_without_a_number(plan: Plan) -> None:
    """An annex has no number of its own; clerk and chair sign it as they sign the minutes."""
    sheet = attendance_sheet(record.ready(plan).meeting, at("15:30"))
    assert (sheet.letterhead.issuer, sheet.letterhead.number) == ("CHI BỘ THÔN ĐÔNG MÍT", "")
    assert sheet.letterhead.title == "DANH SÁCH"
    assert sheet.mark == DRAFT
    signed = next(block for block in sheet.blocks if isinstance(block, Signatures))
    assert [one.title for one in signed.columns] == ["THƯ KÝ", "CHỦ TRÌ"]


@pytest.mark.parametrize(("body", "kinds"), [("chi_bo", True), ("dang_uy", False), ("ubnd", False)])
def test_only_a_conference_of_members_has_kinds_of_them(plan: Plan, body: str, kinds: bool) -> None:
    """domain.md 6.3: in a committee all are incumbents. Widths fill the page either way."""
    desk = Builder(plan).opened(body).list(*record.MEMBERS)
    members, _ = tables(attendance_sheet(desk.meeting, AFTERWARDS))
    assert ("Loại" in members.header) is kinds
    assert sum(members.widths) == pytest.approx(1)
    assert all(len(row) == len(members.header) == len(members.widths) for row in members.rows)


def test_a_stay_before_the_beginning_is_not_told(plan: Plan) -> None:
    """Whoever was marked while people gathered came for the beginning."""
    desk = record.prepared(plan).present(record.AN, clock="13:40")
    desk.say(f.SessionStarted(at=at("14:00")), f.SessionEnded(at=at("15:40")))
    assert rows(attendance_sheet(desk.meeting, AFTERWARDS))["Lê Hồng An"]["Giờ đến – về"] == "14:00–15:40"
