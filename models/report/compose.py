"""The report put together, in the order of the paper."""

from __future__ import annotations

from collections.abc import Iterator

from models.document import Block, Document
from models.meeting import Meeting
from models.minutes.compose import DRAFT, checksum, mark_of, paper_meta
from models.report.evaluation import evaluation
from models.report.head import basis, letterhead, signatures
from models.report.preparation import preparation
from models.report.remedies import proposals, remedies
from models.report.reporter import Reporter
from models.report.results import results
from models.vietnamese.words import VN_OFFSET_MIN


def report_of(meeting: Meeting, now: int, offset: int = VN_OFFSET_MIN) -> Document:
    """The report of the meeting at `now` (UTC ms), times printed `offset` minutes east of UTC.

    It says what the adopted minutes say, and is a draft until they are adopted and nothing is owed; what is
    missing stays visible. Number, day and sent date may be left blank to be written by hand.
    """
    reporter = Reporter.of(meeting, now, offset)
    return Document(
        form=reporter.body.report.form,
        letterhead=letterhead(reporter),
        blocks=tuple(_blocks(reporter)),
        mark=mark_of(reporter.scribe) or (DRAFT if reporter.drafting else ""),
        footer=checksum(reporter.scribe),
        created_ms=reporter.scribe.now,
        meta=paper_meta(reporter.scribe),
    )


def _blocks(reporter: Reporter) -> Iterator[Block]:
    yield from basis(reporter)
    yield from preparation(reporter)
    yield from results(reporter)
    yield from evaluation(reporter)
    yield from remedies(reporter)
    yield from proposals(reporter)
    yield from signatures(reporter)
