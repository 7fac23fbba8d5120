"""Parts IV and V of the report: the remedies with who does them by when, then what the body asks for (R7, R22, R37)."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from models.document import Block, Heading, Paragraph
from models.minutes.closing import END_MARK
from models.minutes.phrases import sentence
from models.minutes.remarks import due, owner
from models.notes import Note
from models.plan import Body
from models.report.reporter import Reporter


def goes_up(note: Note, body: Body) -> bool:
    """Whether a remedy is the body's: marked so, or unmarked and no promise that its speaker made for oneself.

    In a committee a member's unmarked promise is the remedy of that member's own field of work, which the plan
    asks for (R59).
    """
    if note.scope:
        return note.scope == "cell"
    return body.voting == "committee" or not note.person or note.owner != note.person


def remedies(reporter: Reporter) -> Iterator[Block]:
    """Part IV: numbers, then the body's remedies one by one."""
    yield Heading(1, reporter.body.report.section("IV", "GIẢI PHÁP, CAM KẾT"))
    found = reporter.figures.solutions
    scopes = (
        (reporter.scope("cell"), found.collective),
        (reporter.scope("self"), found.own),
        ("chưa ghi phạm vi", found.unscoped),
    )
    each = ", ".join(f"{scope} {count}" for scope, count in scopes if count)
    text = (
        f"Đã đề ra {found.total} giải pháp{f' ({each})' if each else ''}; "
        f"có người thực hiện {found.with_owner}, có thời hạn {found.with_due}"
    )
    yield reporter.item("solutions", text)
    notes = reporter.meeting.notes.solutions
    shared = [note for note in notes if goes_up(note, reporter.body)]
    if shared:
        yield Paragraph("shared", f"Giải pháp của tập thể ({len(shared)}):", aloud=False)
    yield from (_solution(reporter, note) for note in shared)
    own = len(notes) - len(shared)
    if own:
        yield Paragraph("own", f"Giải pháp của cá nhân: {own}, ghi trong biên bản.", aloud=False)


def _solution(reporter: Reporter, note: Note) -> Paragraph:
    """The remedy; in the sentence of the minutes where the meeting worded it anew while they were read back (R45)."""
    key = f"solution:{note.id}"
    text = reporter.literal.get(key) or sentence(note.text, _terms(reporter, note))
    return Paragraph(key, text, "item", aloud=False)


def _terms(reporter: Reporter, note: Note) -> Iterator[str]:
    if note.owner.strip():
        yield f"thực hiện: {owner(reporter.scribe, note)}"
    if note.due.strip():
        yield f"thời hạn: {due(note)}"


def proposals(reporter: Reporter) -> Iterator[Block]:
    """Part V; "./." ends the body of the paper."""
    yield Heading(1, reporter.body.report.section("V", "KIẾN NGHỊ, ĐỀ XUẤT"))
    *before, last = reporter.said("report_proposals", "kiến nghị, đề xuất")
    yield from before
    yield replace(last, text=last.text.removesuffix(".") + END_MARK)
