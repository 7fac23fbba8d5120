"""The head and the foot of the report: letterhead, what it rests on, who signs, where it goes (36-HD/VPTW, R79)."""

from __future__ import annotations

from collections.abc import Iterator

from models.document import Block, Letterhead, Paragraph, Recipients, Signature, Signatures
from models.minutes.closing import CAPTION
from models.minutes.head import cited_basis, head_of
from models.minutes.phrases import iso_date
from models.report.reporter import Reporter
from models.vietnamese.text import fold


def letterhead(reporter: Reporter) -> Letterhead:
    """The first page's head; the day of the paper is the day it was sent."""
    details = reporter.live.details
    sent = iso_date(details.text("report_sent"))
    return head_of(details, reporter.body.report, details.text("report_number"), sent)


def basis(reporter: Reporter) -> Iterator[Paragraph]:
    """Which papers the session carried out, and who reports (R1–R3)."""
    papers = cited_basis(reporter.meeting.plan)
    unit = reporter.live.details.text("unit") or reporter.body.name
    yield Paragraph("basis", f"Thực hiện {papers}, {unit} báo cáo kết quả như sau:", aloud=False)


def signatures(reporter: Reporter) -> Iterator[Block]:
    """One signature, on behalf of the body (36-HD/VPTW 1.7), and the recipients."""
    paper = reporter.body.report
    yield Signatures((Signature(f"{paper.authority}\n{paper.post}", CAPTION, signer(reporter)),))
    yield Recipients(paper.addressees)


def signer(reporter: Reporter) -> str:
    """The one member who holds the post that signs; else the chair, if nobody is known to hold it; else blank."""
    post, meeting = fold(reporter.body.report.post), reporter.meeting
    roles = (*reporter.body.roles, *meeting.plan.roles)
    codes = {role.code for role in roles if post in (fold(role.label), fold(role.name))}
    holders = [member.full_name for member in meeting.attendance.members.values() if member.role_code in codes]
    if holders:
        return holders[0] if len(holders) == 1 else ""
    return meeting.name(meeting.details.text("chair"))
