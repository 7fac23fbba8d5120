"""Part I of the report: who directed the preparation, who was told, how early the documents were out (R18–R23)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from models.document import Block, Heading, Paragraph
from models.figures.values import HandoutFigures
from models.minutes.phrases import clause, uncapital, written_day
from models.report.reporter import Reporter


def preparation(reporter: Reporter) -> Iterator[Block]:
    """Part I."""
    yield Heading(1, reporter.body.report.section("I", "CÔNG TÁC LÃNH ĐẠO, CHỈ ĐẠO, CHUẨN BỊ"))
    yield from _direction(reporter)
    yield from _topics(reporter)
    yield from _told(reporter)
    if reporter.meeting.plan.documents:
        yield _documents(reporter)
    yield from _own_deadline(reporter)


def _asked(reporter: Reporter, detail: str) -> bool:
    return detail not in reporter.body.omits


def _direction(reporter: Reporter) -> Iterator[Paragraph]:
    details = reporter.meeting.details
    prepared = clause(details.text("prepared_by"))
    if prepared or (_asked(reporter, "prepared_by") and reporter.scribe.drafting):
        yield reporter.field("prepared", "Chỉ đạo chuẩn bị nội dung", prepared, "ai chỉ đạo chuẩn bị")
    if _asked(reporter, "informed") and details.flag("informed"):
        yield reporter.item("informed", f"Kế hoạch đã được triển khai tới toàn thể {reporter.members}")


def _topics(reporter: Reporter) -> Iterator[Paragraph]:
    """What the discussion was directed to, and the unit's own task it is tied to (R4, R20)."""
    details = reporter.meeting.details
    topics = [clause(topic) for topic in details.lines("focus_topics")]
    if topics:
        told = "; ".join([topics[0], *map(uncapital, topics[1:])])
        yield reporter.item("topics", f"Nội dung trọng tâm định hướng thảo luận: {told}")
    tie = clause(details.text("task_tie"))
    if tie:
        yield reporter.item("tie", f"Gắn với nhiệm vụ chính trị của đơn vị: {tie}")


def _told(reporter: Reporter) -> Iterator[Paragraph]:
    """When the superiors were told of the time, and who they were (R78)."""
    if not any(superior.notified for superior in reporter.body.superiors):
        return
    details = reporter.meeting.details
    day, whom = details.text("notified_on"), clause(details.text("notified_whom"))
    told = ", ".join(part for part in (whom, f"ngày {written_day(day)}" if day else "") if part)
    yield reporter.field("told", f"Báo cáo trước thời gian tổ chức {reporter.session}", told, "báo ai, ngày nào")


def _documents(reporter: Reporter) -> Paragraph:
    """How many were given out and how early; those of one day together."""
    found = reporter.figures.documents
    text = (
        f"Tài liệu gửi trước {reporter.session}: {found.given.part}/{found.given.whole}, "
        f"đúng hạn (trước ít nhất {found.least_days:02} ngày) {found.in_time.part}/{found.in_time.whole}"
    )
    each = "; ".join(_batch(reporter, days, list(batch)) for days, batch in groupby(_by_lead(found.each), _lead))
    return reporter.item("documents", f"{text}: {each}" if each else text)


def _by_lead(each: tuple[HandoutFigures, ...]) -> list[HandoutFigures]:
    """The earliest first, those not given out last."""
    return sorted(each, key=lambda one: (one.lead_days is None, -(one.lead_days or 0)))


def _lead(handout: HandoutFigures) -> int | None:
    return handout.lead_days


def _batch(reporter: Reporter, days: int | None, batch: list[HandoutFigures]) -> str:
    labels = {
        document.id: f"“{document.label}”" if document.read_aloud else document.label
        for document in reporter.meeting.plan.documents
    }
    names = ", ".join(labels[one.document] for one in batch)
    return f"{names} (trước {days} ngày)" if days is not None else f"{names} (chưa ghi ngày gửi)"


def _own_deadline(reporter: Reporter) -> Iterator[Paragraph]:
    """By when this report is due and when it was sent (R79)."""
    papers = reporter.figures.papers
    if papers.report_due:
        sent = f"đã gửi ngày {written_day(papers.report_sent)}" if papers.report_sent else "ngày gửi: …/…/…"
        text = f"Thời hạn gửi báo cáo: chậm nhất ngày {written_day(papers.report_due)}; {sent}"
        yield reporter.item("deadline", text)
