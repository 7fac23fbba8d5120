"""The head and the foot of the report: letterhead, what it rests on, who signs, where it goes (36-HD/VPTW, R79)."""

from __future__ import annotations

from collections.abc import Iterator

from models.document import Block, Letterhead, Paragraph, Recipients, Signature, Signatures
from models.minutes.closing import CAPTION
from models.minutes.phrases import cited_date, iso_date
from models.plan import Citation, Decision
from models.report.reporter import TO_FILL, Reporter
from models.vietnamese.text import fold
from models.vietnamese.words import long_date


def letterhead(reporter: Reporter) -> Letterhead:
    """The first page's head; the day of the paper is the day it was sent."""
    details, paper = reporter.live.details, reporter.body.report
    sent = iso_date(details.text("report_sent"))
    return Letterhead(
        parent=details.text("parent").upper() or "…",
        issuer=details.text("unit").upper() or "…",
        number=paper.number_line.format(number=details.text("report_number").strip() or "…"),
        place_date=f"{details.text('locality') or '…'}, {long_date(sent) if sent else TO_FILL}",
        title=paper.title,
        abstract=(paper.subject,),
        banner=paper.banner,
    )


def basis(reporter: Reporter) -> Iterator[Paragraph]:
    """Which papers the session carried out, and who reports (R1–R3)."""
    plan = reporter.meeting.plan
    papers = "; ".join([*map(_cited, plan.basis), _cited(plan.decision)])
    unit = reporter.live.details.text("unit") or reporter.body.name
    yield Paragraph("basis", f"Thực hiện {papers}, {unit} báo cáo kết quả như sau:", aloud=False)


def _cited(paper: Citation | Decision) -> str:
    return f"{paper.name} số {paper.number}, ngày {cited_date(paper.issued)} của {paper.issuer}"


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
