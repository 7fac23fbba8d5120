"""The minutes put together: the skeleton of domain.md 4.3, from the record as it stands (L5)."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from models.document import Block, Document
from models.meeting import Meeting
from models.minutes.closing import adoption, conclusion, signatures
from models.minutes.corrections import corrected, standing
from models.minutes.course import course
from models.minutes.head import basis, letterhead
from models.minutes.participants import participants
from models.minutes.read_back import ReadBack, read_back
from models.minutes.scribe import Scribe
from models.minutes.speeches import speeches
from models.rules.annex import annex, waived
from models.vietnamese.words import VN_OFFSET_MIN

DRAFT, REHEARSAL = "DỰ THẢO", "TẬP DƯỢT"
"""Marks printed on every page that is not the final text (L20)."""

_CHECKSUM_LETTERS = 16


def minutes_of(meeting: Meeting, now: int, offset: int = VN_OFFSET_MIN) -> Document:
    """The minutes of the meeting at `now` (UTC ms), times printed `offset` minutes east of UTC.

    A draft shows what is missing. Once the meeting has adopted them, the text is that of the record inside
    the adoption's frontier for ever; only the vote and the end are filled in from what came after.
    """
    scribe = Scribe.of(meeting, now, offset)
    generated = _paper(scribe)
    read = as_read(scribe, generated)
    if read is None:
        return generated
    blocks = generated.blocks if read.meeting is scribe.meeting else _blocks(replace(scribe, meeting=read.meeting))
    return replace(generated, blocks=tuple(corrected(blocks, generated.blocks, read.own)))


def generated_minutes_of(meeting: Meeting, now: int, offset: int = VN_OFFSET_MIN) -> Document:
    """The minutes before any correction: a new correction of a paragraph names the text that stands here."""
    return _paper(Scribe.of(meeting, now, offset))


def as_read(scribe: Scribe, generated: Document | None = None) -> ReadBack | None:
    """The record as the corrections in force have it read; None where there are none."""
    corrections = scribe.meeting.corrections
    if not corrections:
        return None
    blocks = (generated or _paper(scribe)).blocks
    held = standing(blocks, corrections, always=not scribe.drafting)
    return read_back(scribe.meeting, held, lambda meeting: _blocks(replace(scribe, meeting=meeting))) if held else None


def as_adopted_read(meeting: Meeting) -> Meeting:
    """The record in the words that the meeting adopted; as it stands while nothing is adopted."""
    if meeting.adopted is None:
        return meeting
    scribe = Scribe.of(meeting, 0, VN_OFFSET_MIN)
    read = as_read(scribe)
    return scribe.meeting if read is None else read.meeting


def _paper(scribe: Scribe) -> Document:
    return Document(
        form=scribe.body.paper.form,
        letterhead=letterhead(scribe),
        blocks=tuple(_blocks(scribe)),
        mark=mark_of(scribe),
        footer=checksum(scribe),
        created_ms=scribe.now,
        meta=paper_meta(scribe),
    )


def _blocks(scribe: Scribe) -> Iterator[Block]:
    told = speeches(scribe)
    yield from basis(scribe)
    yield from participants(scribe)
    yield from course(scribe, told)
    yield from conclusion(scribe, told)
    yield from adoption(scribe, told)
    yield from signatures(scribe)
    yield from annex(waived(scribe.live, scribe.now))


def mark_of(scribe: Scribe) -> str:
    """What every page of a paper that is not the final text carries (L20)."""
    if scribe.meeting.identity.rehearsal:
        return REHEARSAL
    return DRAFT if scribe.drafting else ""


def checksum(scribe: Scribe) -> str:
    """The beginnings of the adopted state's hash and of the chain's: they tie a print to its record (L20)."""
    adopted = scribe.live.adopted
    if adopted is None:
        return ""
    sums = (adopted.state[:_CHECKSUM_LETTERS], adopted.head[:_CHECKSUM_LETTERS])
    return "Mã kiểm tra: " + " · ".join(part for part in sums if part)


def paper_meta(scribe: Scribe) -> dict[str, str]:
    """For the file's properties: which plan, which wording of the indicators, which adopted state."""
    identity, adopted = scribe.meeting.identity, scribe.live.adopted
    known = {
        "plan": identity.plan,
        "plan_digest": identity.plan_digest,
        "indicators": identity.indicators_digest,
    }
    if adopted is not None:
        known |= {"state": adopted.state, "head": adopted.head}
    return {name: value for name, value in known.items() if value}
