"""What whoever came from above said of the session (R65–R73)."""

from __future__ import annotations

from collections.abc import Iterator

from models.document import Block, Heading, Paragraph
from models.minutes.phrases import capital, sentence
from models.minutes.scribe import Scribe


def superior_remark(scribe: Scribe, number: int) -> Iterator[Block]:
    """The remark under its own heading, by name where one alone came; nothing where none was written down."""
    lines = [line for line in scribe.meeting.details.text("superior_remark").splitlines() if line.strip()]
    if not lines:
        return
    came = [guest.id for guest in scribe.meeting.guests.values() if guest.superior]
    who = scribe.titled(came[0]) if len(came) == 1 else "đại biểu cấp trên"
    yield Heading(2, f"{number}. Ý kiến của đại biểu cấp trên dự, chỉ đạo")
    yield Paragraph("superior", capital(f"{who}: {sentence(lines[0])}"))
    for index, line in enumerate(lines[1:], start=2):
        yield Paragraph(f"superior:{index}", sentence(line))
