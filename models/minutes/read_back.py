"""What a sentence set right while the minutes were read back says of the record behind it (R45).

One remedy stands in the minutes under its speaker, in the list of remedies and beside the work that it mends; the
report and the next meeting tell it once more. A correction names one paragraph by its key. Where all that it changes
are words that somebody typed (of a note, of a field, of a sign beyond the list) or a day by when, those words are
changed wherever they stand; a sentence that was worded anew in any other way is corrected in its own place alone.

The record itself stays as it is: what comes out is another telling of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from models.board import Board, Row
from models.details import Details
from models.document import Block, Paragraph
from models.meeting import Correction, Meeting
from models.minutes.phrases import clause, written_day
from models.notes import Note, Notes
from models.vietnamese.words import parse_date

Slot = tuple[str, str, int]
"""A place of typed words in the record: what they are, the id of what they belong to, the line."""

Render = Callable[[Meeting], Iterable[Block]]
"""Makes the paragraphs of the minutes from a record."""

_WHOLE = ("place", "quality_remark", "participation", "atmosphere")
"""Fields that the minutes tell as one sentence."""

_BY_LINE = ("summary", "superior_remark")
"""Fields that the minutes tell a paragraph a line."""

_FIRST_MARK = 0xF0000
"""Letters of private use, which no keyboard types: each stands for the words of one slot."""


class ReadBack(Struct, frozen=True):
    """The record as the corrections have it read, and what to do with the sentences that they name."""

    meeting: Meeting
    own: Mapping[str, str]
    """Paragraph key → the sentence as it was corrected; those that a later correction changed again are left out."""
    literal: Mapping[str, str]
    """Of these, the sentences worded anew: the record does not say what they say."""


def read_back(meeting: Meeting, corrections: Mapping[str, Correction], render: Render) -> ReadBack:
    """The record told with the corrections that are in force, which come in the order they were made."""
    marks = {slot: chr(_FIRST_MARK + place) for place, slot in enumerate(_slots(meeting))}
    patterns = _patterns(render(_retold(meeting, marks)), corrections)
    said = {key: found for key, one in corrections.items() if (found := _said(patterns.get(key), one)) is not None}
    words: dict[str, str] = {}
    for key, new in said.items():
        words.update(_changed(patterns[key], corrections[key], new))
    own = {
        key: one.new
        for key, one in corrections.items()
        if all(words.get(mark, text) == text for mark, text in said.get(key, {}).items())
    }
    literal = {key: one.new for key, one in corrections.items() if key not in said}
    told = {slot: _stored(slot, words[_name(mark)]) for slot, mark in marks.items() if _name(mark) in words}
    return ReadBack(_retold(meeting, told) if told else meeting, own, literal)


# --- where typed words stand ------------------------------------------------------------------------------


def _slots(meeting: Meeting) -> Iterator[Slot]:
    """Every place of typed words that is not blank."""
    for note in meeting.notes.all:
        yield from ((field, note.id, 0) for field in ("text", "due") if clause(getattr(note, field)))
    for name in (*_WHOLE, *_BY_LINE):
        yield from (("detail", name, place) for place, _ in enumerate(_lines(meeting.details, name)))
    yield from (("sign", row.id, 0) for row in meeting.board.added)


def _lines(details: Details, name: str) -> list[str]:
    """The lines of a field that say something; a field told as one sentence is one line."""
    text = details.text(name)
    lines = text.splitlines() if name in _BY_LINE else [text]
    return [line for line in lines if line.strip()]


def _retold(meeting: Meeting, words: Mapping[Slot, str]) -> Meeting:
    """The record with other words in these places."""
    notes = Notes(tuple(_note(note, words) for note in meeting.notes.all))
    told = {
        name: "\n".join(words.get(("detail", name, place), line) for place, line in enumerate(lines))
        for name in (*_WHOLE, *_BY_LINE)
        if (lines := _lines(meeting.details, name))
    }
    return meeting.retold(
        notes,
        Details({**meeting.details.values, **told}),
        lambda board: Board(tuple(_row(row, words) for row in board.rows)),
    )


def _note(note: Note, words: Mapping[Slot, str]) -> Note:
    text, due = words.get(("text", note.id, 0)), words.get(("due", note.id, 0))
    if text is None and due is None:
        return note
    return replace(note, text=note.text if text is None else text, due=note.due if due is None else due)


def _row(row: Row, words: Mapping[Slot, str]) -> Row:
    text = words.get(("sign", row.id, 0))
    return row if text is None else replace(row, text=text, label=text)


def _stored(slot: Slot, text: str) -> str:
    """Corrected words as the record holds them: a day by when in ISO form if it is one."""
    day = parse_date(text) if slot[0] == "due" else None
    return day.iso if day is not None and written_day(day.iso) == text else text


# --- what a corrected sentence says ------------------------------------------------------------------------


def _name(mark: str) -> str:
    """The group that stands for a mark in a pattern."""
    return f"w{ord(mark)}"


def _patterns(blocks: Iterable[Block], corrections: Mapping[str, Correction]) -> Mapping[str, re.Pattern[str]]:
    """Paragraph key → what its sentence looks like whatever words stand in its slots; of those corrected."""
    told = (block for block in blocks if isinstance(block, Paragraph) and block.key in corrections)
    return {paragraph.key: re.compile("".join(_pieces(paragraph.text))) for paragraph in told}


def _pieces(text: str) -> Iterator[str]:
    met: set[str] = set()
    for letter in text:
        if ord(letter) < _FIRST_MARK:
            yield re.escape(letter)
        else:
            yield f"(?P={_name(letter)})" if letter in met else f"(?P<{_name(letter)}>.+)"
            met.add(letter)


def _said(pattern: re.Pattern[str] | None, correction: Correction) -> Mapping[str, str] | None:
    """The words of each slot in the corrected sentence; None where more than such words was changed."""
    if pattern is None or pattern.fullmatch(correction.old) is None:
        return None
    found = pattern.fullmatch(correction.new)
    return found.groupdict() if found is not None else None


def _changed(pattern: re.Pattern[str], correction: Correction, new: Mapping[str, str]) -> Mapping[str, str]:
    """The slots that the correction changed, with their new words."""
    old = pattern.fullmatch(correction.old)
    before = old.groupdict() if old is not None else {}
    return {mark: text for mark, text in new.items() if before.get(mark) != text}
