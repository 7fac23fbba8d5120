"""Part III of the report: strengths, limits, the grade, what the superior said, which rules stayed unmet and why."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from models.document import Block, Heading, Paragraph
from models.minutes.phrases import flat
from models.minutes.remarks import choice
from models.report.reporter import Reporter
from models.rules.annex import annex, waived


def evaluation(reporter: Reporter) -> Iterator[Block]:
    """Part III (R42–R44, R73; L8)."""
    yield Heading(1, reporter.body.report.section("III", "ĐÁNH GIÁ CHUNG"))
    yield Heading(2, "1. Ưu điểm")
    yield from reporter.said("report_strengths", "ưu điểm")
    yield Heading(2, "2. Hạn chế, nguyên nhân")
    yield from reporter.said("report_limits", "hạn chế, nguyên nhân")
    yield Heading(2, f"3. Chất lượng {reporter.session}")
    yield from _quality(reporter)
    yield from _waived(reporter)


def _quality(reporter: Reporter) -> Iterator[Paragraph]:
    details = reporter.meeting.details
    grade = choice(reporter.scribe, "grades", reporter.figures.grade)
    remark = flat(details.text("quality_remark"))
    yield reporter.field(
        "quality", "Đánh giá của chủ trì", f"{grade}. {remark}" if grade and remark else grade, "mức chất lượng"
    )
    if reporter.body.participation:
        took_part = flat(details.text("participation"))
        yield reporter.field("participation", f"Ý thức tham gia của {reporter.members}", took_part, "nhận xét")
    superior = flat(details.text("superior_remark"))
    if superior:
        yield reporter.item("superior", f"Nhận xét của đại biểu cấp trên: {superior}")


def _waived(reporter: Reporter) -> Iterator[Block]:
    """Every rule left unmet, with the written reason, in the words of the minutes' annex (L8)."""
    blocks = annex(waived(reporter.live, reporter.scribe.now))
    told = [block for block in blocks if isinstance(block, Paragraph) and block.kind == "item"]
    if told:
        yield Heading(2, "4. Yêu cầu chưa đạt và lý do")
    yield from (replace(paragraph, added=False) for paragraph in told)
