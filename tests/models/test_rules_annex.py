"""The annex of the minutes: what was left unmet, by code, figure and reason (L8); outside the adopted text."""

from __future__ import annotations

import pytest

from models.commands import Adopt, EndSession, MarkRest, Waive
from models.document import Block, Heading, Paragraph
from models.facts_minutes import RuleWaived
from models.minutes import minutes_of
from models.plan import Plan
from models.rules.annex import APART, TITLE, annex, waived
from tests.models import deciding
from tests.models.build import Builder, at
from tests.models.rule_cases import closing, detail, discussing, ended, on, running

REASON = "Mất điện {hai} lần\n[30 phút]."


def told(cell: Builder, clock: str) -> list[str]:
    """The annex as lines of text."""
    blocks = list(annex(waived(cell.meeting, at(clock))))
    return [block.text for block in blocks if isinstance(block, Heading | Paragraph)]


def present(plan: Plan) -> deciding.Clerk:
    """A session that runs with everybody there."""
    clerk = deciding.running(plan)
    clerk.ok(MarkRest())
    return clerk


def below(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """What stands under the annex's title, with it."""
    heads = [index for index, block in enumerate(blocks) if isinstance(block, Heading) and block.text == TITLE]
    return blocks[heads[0] :] if heads else ()


def test_code_what_figure_and_reason_stand_in_it_l8(plan: Plan) -> None:
    cell = ended(closing(plan), "15:24").say(RuleWaived(rule="C20", reason=REASON))
    assert told(cell, "18:00") == [
        TITLE,
        APART,
        "Đủ thời lượng (C20): 84′ / 90′. Lý do: Mất điện {hai} lần [30 phút].",
    ]


def test_without_a_reason_there_is_no_annex(plan: Plan) -> None:
    assert told(ended(closing(plan), "15:24"), "18:00") == []


def test_a_reason_that_came_to_nothing_is_not_told(plan: Plan) -> None:
    """It was written before the superior came after all."""
    cell = discussing(plan).say(RuleWaived(rule="C21", reason="Bận họp"))
    assert told(cell, "14:45") == [TITLE, APART, "Cấp trên dự (C21): chưa có. Lý do: Bận họp."]
    assert told(cell.guest("g1", "Phan Thị Lài", superior=True), "14:46") == []


def test_it_stands_in_the_order_of_the_codes_and_is_neither_read_nor_part_of_what_was_passed(plan: Plan) -> None:
    cell = ended(running(plan), "14:30").say(*(RuleWaived(rule=code, reason="Bão") for code in ("C20", "C07")))
    blocks = [block for block in annex(waived(cell.meeting, at("15:00"))) if isinstance(block, Paragraph)]
    assert [block.key for block in blocks] == ["annex", "waived:C07", "waived:C20"]
    assert all(block.added and not block.aloud for block in blocks)


def test_what_is_judged_later_is_no_matter_of_the_minutes(plan: Plan) -> None:
    """R79: a report that went out too late is answered in the report; the paper of the session stays as it is."""
    cell = ended(closing(plan)).say(detail("report_sent", "2023-11-05"), RuleWaived(rule="C23", reason="Lũ"))
    assert told(cell, on(31, 10)) == []


def test_reasons_after_the_adoption_leave_the_adopted_text_alone_l8(plan: Plan) -> None:
    """They are asked for when the meeting closes, which is after the vote."""
    clerk = deciding.ready(present(plan))
    clerk.ok(deciding.MINUTES, Adopt())
    before = minutes_of(clerk.meeting, clerk.now, 420)
    clerk.wait(5).ok(EndSession(), Waive("C02", "Tài liệu về muộn"))
    after = minutes_of(clerk.meeting, clerk.now, 420)
    passed = [paragraph for paragraph in before.paragraphs() if not paragraph.added]
    assert [paragraph for paragraph in after.paragraphs() if not paragraph.added] == passed
    assert below(before.blocks) == ()
    apart, reason = (block for block in below(after.blocks) if isinstance(block, Paragraph))
    assert apart.text == APART
    assert reason.text == "Tài liệu gửi đủ sớm (C02): 0/4 đúng hạn. Lý do: Tài liệu về muộn."
    assert minutes_of(clerk.meeting, clerk.now + 10**9, 420) == after


@pytest.mark.parametrize("body", ["chi_bo", "dang_uy", "ubnd", "mttq", "doan_the"])
def test_every_body_has_it(plan: Plan, body: str) -> None:
    cell = ended(closing(plan, body), "15:24").say(RuleWaived(rule="C20", reason="Bão"))
    assert below(minutes_of(cell.meeting, at("16:00"), 420).blocks)
