"""The head of the minutes: letterhead, kind and abstract, and the papers they rest on (36-HD/VPTW, R1–R3)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from models.details import Details
from models.document import Letterhead, Paragraph
from models.minutes.phrases import cited_date, iso_date
from models.minutes.scribe import Scribe
from models.plan import Citation, Decision, Plan
from models.plan_parts import Addressed
from models.vietnamese.words import long_date

TO_FILL = "ngày … tháng … năm …"
"""A day to be written by hand."""

_FIELDS = (("unit", "tên {cell}"), ("parent", "tên cơ quan cấp trên"), ("locality", "địa danh"))
"""What the letterhead takes from the record, and what each is called when it is missing."""


def letterhead(scribe: Scribe) -> Letterhead:
    """The first page's head of the minutes; their day is that of the session."""
    details = scribe.meeting.details
    return head_of(details, scribe.body.paper, details.text("number"), iso_date(details.text("date")))


def head_of(details: Details, paper: Addressed, number: str, day: date | None) -> Letterhead:
    """The first page's head of a paper; number and day left blank are filled in by hand (36-HD/VPTW 1.3)."""
    return Letterhead(
        parent=details.text("parent").upper() or "…",
        issuer=details.text("unit").upper() or "…",
        number=paper.number_line.format(number=number.strip() or "…"),
        place_date=f"{details.text('locality') or '…'}, {long_date(day) if day else TO_FILL}",
        title=paper.title,
        abstract=(paper.subject,),
        banner=paper.banner,
    )


def basis(scribe: Scribe) -> Iterator[Paragraph]:
    """What the head lacks, then which papers the session carries out, and that it stood alone (R16)."""
    details, plan = scribe.meeting.details, scribe.meeting.plan
    missing = [what.format(cell=scribe.cell) for field, what in _FIELDS if not details.text(field)]
    if iso_date(details.text("date")) is None:
        missing.append("ngày họp")
    if missing:
        yield from scribe.gap("head", f"Chưa ghi: {', '.join(missing)}")
    papers = cited_basis(plan)
    unit = details.text("unit") or scribe.body.name
    text = f"Thực hiện {papers}, {unit} tổ chức {scribe.body.occasion or scribe.body.session_word}."
    yield Paragraph("basis", text + _separate(scribe))


def cited_basis(plan: Plan) -> str:
    """The papers that the session carries out, one after the other (R1–R3)."""
    return "; ".join([*map(cited, plan.basis), cited(plan.decision)])


def cited(paper: Citation | Decision) -> str:
    """Kind, number, day and issuer of a paper."""
    return f"{paper.name} số {paper.number}, ngày {cited_date(paper.issued)} của {paper.issuer}"


def _separate(scribe: Scribe) -> str:
    """Whether the session was held apart from the regular one, as far as somebody said so."""
    match scribe.meeting.details.flag("separate"):
        case True:
            return f" {scribe.session} được tổ chức riêng, không lồng ghép với {scribe.gathering} thường kỳ."
        case False:
            return f" {scribe.session} được tổ chức cùng {scribe.gathering} thường kỳ."
        case _:
            return ""
