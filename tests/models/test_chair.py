"""A chair who leaves hands the chair over: both are named, with the time (R39)."""

from __future__ import annotations

from models import facts as f
from models.minutes import minutes_of
from models.plan import Plan
from models.report import report_of
from tests.models import minutes_record as record
from tests.models.build import Builder, at

AN, BICH = record.AN.id, record.BICH.id
LEAVING = f.Moved(move="m_9", person=AN, way="out", at=at("15:17"), reason="đi họp")
TAKING_OVER = f.DetailSet(field="chair", value=BICH)


def told(desk: Builder) -> dict[str, str]:
    return {one.key: one.text for one in minutes_of(desk.meeting, at("15:40")).paragraphs()}


def test_both_chairs_stand_in_the_papers_and_the_leaving_is_told_as_a_handing_over(plan: Plan) -> None:
    """The head of the minutes, the line of who left, the steps that the first one led, the report."""
    desk = record.ready(plan).say(LEAVING).say(TAKING_OVER, when=at("15:18"))
    minutes = told(desk)
    both = "đồng chí Lê Hồng An, Bí thư chi bộ (đến 15 giờ 17 phút); "
    both += "đồng chí Vũ Thị Bích, Phó Bí thư chi bộ (từ 15 giờ 17 phút)."
    assert minutes["chair"] == f"4. Chủ trì: {both}"
    left = "Đồng chí Lê Hồng An ra về lúc 15 giờ 17 phút, trong phần thảo luận, "
    left += "giao đồng chí Vũ Thị Bích chủ trì (đi họp)."
    assert minutes[f"moves:{AN}"] == left
    assert "đồng chí Lê Hồng An, Bí thư chi bộ, điều hành từ 14 giờ 00 phút" in minutes["step:on_dinh"]
    report = {one.key: one.text for one in report_of(desk.meeting, at("15:40")).paragraphs()}
    assert report["chair"] == f"Chủ trì: {both}"
    assert "đồng chí Lê Hồng An" in report["step:thao_luan"]


def test_a_slip_mended_is_no_handing_over(plan: Plan) -> None:
    """The chair named wrongly at first and set right at once; that member leaves much later."""
    desk = record.ready(plan).say(TAKING_OVER, when=at("14:05")).say(LEAVING)
    minutes = told(desk)
    assert minutes["chair"] == "4. Chủ trì: đồng chí Vũ Thị Bích, Phó Bí thư chi bộ."
    assert "giao" not in minutes[f"moves:{AN}"]


def test_a_chair_who_only_leaves_hands_nothing_over(plan: Plan) -> None:
    """Nobody else was named: the papers make nothing up."""
    minutes = told(record.ready(plan).say(LEAVING))
    assert minutes["chair"] == "4. Chủ trì: đồng chí Lê Hồng An, Bí thư chi bộ."
    assert "giao" not in minutes[f"moves:{AN}"]
