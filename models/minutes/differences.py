"""Points with differing opinions and what became of each; who keeps the opinion is named (R38, R85)."""

from __future__ import annotations

from collections.abc import Iterator

from models.document import Paragraph
from models.minutes.phrases import capital, clause, sentence
from models.minutes.remarks import indicators_touched
from models.minutes.reserved import reserved
from models.minutes.scribe import Scribe
from models.notes import Note


def differences(scribe: Scribe) -> Iterator[Paragraph]:
    """One line for each difference; when the discussion is over without any, that is said."""
    found = scribe.meeting.notes.differences
    if found:
        yield Paragraph("differences", "Những vấn đề có ý kiến khác nhau và kết quả trao đổi:")
        for note in found:
            yield _difference(scribe, note)
            yield from reserved(scribe, note.id)
    elif scribe.over("discussion"):
        yield Paragraph("differences", "Không ghi nhận vấn đề có ý kiến khác nhau.")


def _difference(scribe: Scribe, note: Note) -> Paragraph:
    who = f"{capital(scribe.addressed(note.person))}: " if note.person else ""
    touched = indicators_touched(scribe, note)
    text = f"{who}{sentence(note.text, [touched] if touched else [])} {_outcome(scribe, note)}"
    return Paragraph(f"difference:{note.id}", text, "item", gap=note.outcome == "open" and scribe.drafting)


def _keeps(scribe: Scribe, note: Note) -> bool:
    """Whether whoever differed keeps the opinion: so it is unless only others asked to keep theirs (R85)."""
    others = {one.person for one in scribe.meeting.reservations if one.about == note.id}
    return bool(note.person) and (not others or note.person in others)


def _outcome(scribe: Scribe, note: Note) -> str:
    words = clause(note.outcome_text)
    match note.outcome:
        case "settled":
            agreed = "thống nhất" in words.casefold()  # the outcome says it in its own words
            told = words if agreed else f"đã thống nhất ({words})" if words else "đã trao đổi, thống nhất"
            return f"Kết quả: {told}."
        case "kept":
            kept = f"{scribe.addressed(note.person)} bảo lưu ý kiến" if _keeps(scribe, note) else "có ý kiến bảo lưu"
            return f"Kết quả: {kept}{f' ({words})' if words else ''}."
        case _:
            return f"Kết quả: {scribe.blank('kết quả trao đổi') if scribe.drafting else 'chưa thống nhất.'}"
