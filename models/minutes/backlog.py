"""Work left over or late, who answers for it, and the remedy of each (R58, R59)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from models.document import Block, Heading, Paragraph, Table
from models.minutes.assessment import NOTHING
from models.minutes.phrases import capital, clause, flat
from models.minutes.remarks import due, owner
from models.minutes.scribe import Scribe
from models.notes import Note

TABLE = "backlog"
"""Key of the table; a row is known as "backlog:2"."""

_HEADER = ("Việc số", "Việc tồn đọng, chậm muộn", "Hạn phải xong", "Người chịu trách nhiệm", "Giải pháp, thời hạn")
_WIDTHS = (0.08, 0.31, 0.16, 0.17, 0.28)


def backlog(scribe: Scribe, number: int) -> Iterator[Block]:
    """The table under its own heading; where the plan asks for it and there is none, that is said."""
    found = scribe.meeting.notes.of_kind("backlog")
    asked = any(question.backlog for question in scribe.body.questions)
    begun = scribe.meeting.agenda.begun(scribe.body.step_of_kind("discussion").id) is not None
    if not found and not (asked and begun):
        return
    yield Heading(2, f"{number}. Việc tồn đọng, chậm muộn")
    if found:
        yield Table(TABLE, _HEADER, tuple(_rows(scribe, found)), _WIDTHS, aloud=True)
    elif scribe.meeting.details.flag("no_backlog"):
        session = capital(scribe.body.session_word)
        yield Paragraph("backlog", f"{session} xác định không có việc tồn đọng, chậm muộn.")
    elif scribe.over("discussion"):
        yield Paragraph("backlog", "Không ghi nhận việc tồn đọng, chậm muộn.")
    else:
        yield from scribe.gap("backlog", "Chưa ghi việc tồn đọng, chậm muộn nào")


def _rows(scribe: Scribe, found: Sequence[Note]) -> Iterator[tuple[str, ...]]:
    """A numbered row for each piece of work, in order of time."""
    first_of: dict[str, str] = {}
    remedies = _remedies(scribe)
    for index, note in enumerate(found, start=1):
        number, who = str(index), note.owner.strip()
        remedy = remedies.get(who, NOTHING)
        if who in first_of and remedy != NOTHING:
            remedy = f"như việc số {first_of[who]}"
        first_of.setdefault(who, number)
        yield number, flat(note.text), due(note) or NOTHING, owner(scribe, note) or NOTHING, remedy


def _remedies(scribe: Scribe) -> Mapping[str, str]:
    """Owner → everything that person takes on, each with its day (R59)."""
    found: dict[str, list[str]] = {}
    for note in scribe.meeting.notes.solutions:
        if who := note.owner.strip():
            found.setdefault(who, []).append(f"{clause(note.text)}{f' ({due(note)})' if due(note) else ''}")
    return {who: "; ".join(said) for who, said in found.items()}
