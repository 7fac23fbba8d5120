"""The paper of an amendment: what adopted minutes are to say otherwise, and why; the minutes stay as they are (L20)."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from models.amendments import Amendment
from models.document import Block, Document, Heading, Paragraph, Table
from models.meeting import Meeting
from models.minutes.closing import END_MARK, signatures
from models.minutes.compose import checksum, mark_of
from models.minutes.head import head_of, letterhead
from models.minutes.phrases import cited_date, iso_date, sentence
from models.minutes.scribe import Scribe
from models.vietnamese.words import VN_OFFSET_MIN

_HEADER = ("STT", "Nội dung đã thông qua", "Nội dung sửa đổi, bổ sung")
_WIDTHS = (0.08, 0.46, 0.46)
_ADDED = "(bổ sung mới)"


def amendment_paper(meeting: Meeting, amendment: Amendment, offset: int = VN_OFFSET_MIN) -> Document:
    """The paper of one amendment of adopted minutes; it names the minutes that it amends and their checksum."""
    scribe = Scribe.of(meeting, amendment.at, offset)
    paper = scribe.body.paper
    head = head_of(scribe.meeting.details, paper, "", scribe.local(amendment.at).date())
    return Document(
        form=paper.form,
        letterhead=replace(head, abstract=(f"sửa đổi, bổ sung lần {amendment.number} biên bản {paper.subject}",)),
        blocks=tuple(_blocks(scribe, amendment)),
        mark=mark_of(scribe),
        footer=checksum(scribe),
        created_ms=amendment.at,
    )


def _blocks(scribe: Scribe, amendment: Amendment) -> Iterator[Block]:
    yield Paragraph("amended", _amended(scribe, letterhead(scribe).number), "body")
    yield Heading(2, "1. Lý do sửa đổi, bổ sung")
    yield Paragraph("reason", sentence(amendment.reason))
    yield Heading(2, "2. Nội dung sửa đổi, bổ sung")
    rows = tuple(
        (str(place), change.old or _ADDED, change.new) for place, change in enumerate(amendment.changes, start=1)
    )
    yield Table("changes", _HEADER, rows, _WIDTHS)
    rest = "Các nội dung khác của biên bản đã thông qua giữ nguyên; phần sửa đổi, bổ sung này kèm theo biên bản"
    yield Paragraph("rest", f"{rest}{END_MARK}")
    yield from signatures(scribe)


def _amended(scribe: Scribe, number: str) -> str:
    """Which minutes: number, day, when they were adopted, and the sum that tells them from any other text."""
    details, adopted = scribe.meeting.details, scribe.live.adopted
    held = iso_date(details.text("date"))
    day = f", ngày {cited_date(held)}" if held else ""
    text = f"Biên bản {uncounted(number)}{day} của {details.text('unit') or scribe.body.name}"
    if adopted is not None:
        text += f" đã được thông qua lúc {scribe.clock(adopted.at)}"
        text += f" ({checksum(scribe)})" if checksum(scribe) else ""
    return f"{text} được sửa đổi, bổ sung như sau."


def uncounted(number: str) -> str:
    """A number line inside a sentence: "số 12-BB/CB"."""
    return number[:1].lower() + number[1:]
