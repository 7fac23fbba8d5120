"""What a sentence set right while the minutes were read back says of the record behind it (R45).

One remedy stands in the minutes under its speaker, in the list of remedies and beside the work that it mends; the
report and the next meeting tell it once more. A correction names one paragraph by its key. Where all that it changes
are words that somebody typed (of a note, of a field, of a sign beyond the list) or a day by when, those words are
changed wherever they stand; a sentence that was worded anew in any other way is corrected in its own place alone.

The record itself stays as it is: what comes out is another telling of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from models.board import Board, Row
from models.details import Details
from models.document import Block, Paragraph
from models.meeting import Correction, Meeting
from models.minutes.phrases import capital, clause, uncapital, written_day
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

_STOP = ". "
"""Between two sentences of one paragraph."""

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
    typed = dict(_slots(meeting))
    marks = {slot: chr(_FIRST_MARK + place) for place, slot in enumerate(typed)}
    known = {mark: typed[slot] for slot, mark in marks.items()}
    templates = _templates(render(_retold(meeting, marks)), corrections)
    read = {key: found for key, one in corrections.items() if (found := _read(templates.get(key, ""), known, one))}
    words: dict[str, str] = {}
    for one in read.values():
        words.update(one.changed)
    own = {
        key: one.new
        for key, one in corrections.items()
        if key not in read or all(words.get(mark, text) == text for mark, text in read[key].after.items())
    }
    literal = {key: one.new for key, one in corrections.items() if key not in read}
    told = {slot: _stored(slot, words[mark]) for slot, mark in marks.items() if mark in words}
    return ReadBack(_retold(meeting, told) if told else meeting, own, literal)


# --- where typed words stand ------------------------------------------------------------------------------


def _slots(meeting: Meeting) -> Iterator[tuple[Slot, str]]:
    """Every place of typed words that is not blank, with the words."""
    for note in meeting.notes.all:
        fields = (("text", note.text), ("due", note.due))
        yield from (((field, note.id, 0), text) for field, text in fields if clause(text))
    for name in (*_WHOLE, *_BY_LINE):
        yield from ((("detail", name, place), line) for place, line in enumerate(_lines(meeting.details, name)))
    yield from ((("sign", row.id, 0), row.text) for row in meeting.board.added)


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


class _Read(Struct, frozen=True):
    """Mark → its words in a sentence, before and after the correction."""

    before: Mapping[str, str]
    after: Mapping[str, str]

    @property
    def changed(self) -> Mapping[str, str]:
        """The marks that the correction changed, with their new words."""
        return {mark: text for mark, text in self.after.items() if self.before[mark] != text}


class _Part(Struct, frozen=True):
    """Where the words of one mark stand in a sentence, as letters from `begin` to before `end`."""

    mark: str
    begin: int
    end: int


def _templates(blocks: Iterable[Block], corrections: Mapping[str, Correction]) -> Mapping[str, str]:
    """Paragraph key → its sentence with marks for the typed words; of those corrected."""
    return {block.key: block.text for block in blocks if isinstance(block, Paragraph) and block.key in corrections}


def _read(template: str, known: Mapping[str, str], correction: Correction) -> _Read | None:
    """What the correction changed; None where that is more than typed words, or cannot be told for certain."""
    old, new = correction.old, correction.new
    parts = _parts(template, known, old)
    if not parts:
        return None
    before = {part.mark: old[part.begin : part.end] for part in parts}
    if old == new:
        return _Read(before, before)
    if len(before) < len(parts):
        return None
    ways = list(_alone(parts, old, new)) or list(_two(parts, old, new))
    return _Read(before, {**before, **ways[0]}) if len(ways) == 1 else None


def _parts(template: str, known: Mapping[str, str], old: str) -> tuple[_Part, ...]:
    """Where the marks' words stand in a sentence as the record makes it; none where it cannot be found.

    The words are known, so nothing is guessed: of "Họp sớm. Ghi sổ. Xong." only the record tells how many notes it is.
    """
    marks = [letter for letter in template if letter in known]
    pieces = (_either(known[letter]) if letter in known else re.escape(letter) for letter in template)
    found = re.fullmatch("".join(pieces), old)
    return tuple(_Part(mark, *found.span(place)) for place, mark in enumerate(marks, 1)) if found else ()


def _either(typed: str) -> str:
    """A group for the ways in which a paper writes typed words: as they are, with a capital, as a day."""
    ways = (clause(typed), capital(clause(typed)), uncapital(clause(typed)), written_day(typed))
    return f"({'|'.join(map(re.escape, dict.fromkeys(ways)))})"


def _alone(parts: Sequence[_Part], old: str, new: str) -> Iterator[Mapping[str, str]]:
    """Each way to have the words of one mark changed and nothing else.

    Where a sentence holds several texts, a full stop more may end one and begin another: nobody can say whose it is.
    """
    for part in parts:
        text = _between(old[: part.begin], new, old[part.end :])
        if text and (len(parts) == 1 or text.count(_STOP) <= old.count(_STOP, part.begin, part.end)):
            yield {part.mark: text}


def _two(parts: Sequence[_Part], old: str, new: str) -> Iterator[Mapping[str, str]]:
    """Each way to have two neighbours changed, what stands between them being met once: a remedy and its day."""
    for one, other in pairwise(parts):
        text, apart = _between(old[: one.begin], new, old[other.end :]), old[one.end : other.begin]
        if apart and text.count(apart) == 1:
            first, second = text.split(apart)
            if first and second:
                yield {one.mark: first, other.mark: second}


def _between(front: str, text: str, back: str) -> str:
    """What stands in the text between these; nothing where it does not begin and end so."""
    fits = len(front) + len(back) <= len(text) and text.startswith(front) and text.endswith(back)
    return text[len(front) : len(text) - len(back)] if fits else ""
