"""The head of the minutes: letterhead, kind and abstract, and the papers they rest on (36-HD/VPTW, R1–R3)."""

from __future__ import annotations

from collections.abc import Iterator

from models.document import Letterhead, Paragraph
from models.minutes.phrases import cited_date, iso_date
from models.minutes.scribe import Scribe
from models.plan import Citation, Decision
from models.vietnamese.words import long_date

_NO_DATE = "ngày … tháng … năm …"
_FIELDS = (("unit", "tên {cell}"), ("parent", "tên cơ quan cấp trên"), ("locality", "địa danh"))
"""What the letterhead takes from the record, and what each is called when it is missing."""


def letterhead(scribe: Scribe) -> Letterhead:
    """The first page's head; a number left blank is filled in by hand (36-HD/VPTW 1.3)."""
    details, paper = scribe.meeting.details, scribe.body.paper
    day = iso_date(details.text("date"))
    return Letterhead(
        parent=details.text("parent").upper() or "…",
        issuer=details.text("unit").upper() or "…",
        number=paper.number_line.format(number=details.text("number").strip() or "…"),
        place_date=f"{details.text('locality') or '…'}, {long_date(day) if day else _NO_DATE}",
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
    papers = "; ".join([*map(_cited, plan.basis), _cited(plan.decision)])
    unit = details.text("unit") or scribe.body.name
    text = f"Thực hiện {papers}, {unit} tổ chức {scribe.body.occasion or scribe.body.session_word}."
    yield Paragraph("basis", text + _separate(scribe))


def _cited(paper: Citation | Decision) -> str:
    return f"{paper.name} số {paper.number}, ngày {cited_date(paper.issued)} của {paper.issuer}"


def _separate(scribe: Scribe) -> str:
    """Whether the session was held apart from the regular one, as far as somebody said so."""
    match scribe.meeting.details.flag("separate"):
        case True:
            return f" {scribe.session} được tổ chức riêng, không lồng ghép với {scribe.gathering} thường kỳ."
        case False:
            return f" {scribe.session} được tổ chức cùng {scribe.gathering} thường kỳ."
        case None:
            return ""
