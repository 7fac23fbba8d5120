"""Sentences changed while the minutes were read back, put in force or reported as overtaken (L5, R45).

A correction names a paragraph by its key and says what stood there. While the paper is a draft it holds only
as long as the record still makes the same sentence: when the record was changed since, the newer sentence
stands and the correction is reported. What was added after the reading is never corrected.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec.structs import replace

from models.document import Block, Document, Paragraph, Table
from models.meeting import Correction, Meeting
from models.minutes.aloud import row_key, row_sentence


def corrected(blocks: Iterable[Block], corrections: Mapping[str, Correction], *, always: bool) -> Iterator[Block]:
    """The blocks with the corrections that hold; `always` (the adopted text) asks for the key alone."""
    for block in blocks:
        match block:
            case Paragraph(added=False):
                yield _paragraph(block, corrections.get(block.key), always)
            case Table():
                yield replace(block, rows=tuple(_row(block, row, corrections, always) for row in block.rows))
            case _:
                yield block


def _paragraph(paragraph: Paragraph, correction: Correction | None, always: bool) -> Paragraph:
    if correction is None or not (always or correction.old == paragraph.text):
        return paragraph
    return replace(paragraph, text=correction.new, corrected=True, gap=False)


def _row(table: Table, row: tuple[str, ...], corrections: Mapping[str, Correction], always: bool) -> tuple[str, ...]:
    """A row is corrected as the sentence it is read as, which then takes the place of its cells."""
    correction = corrections.get(row_key(table, row))
    if correction is None or not (always or correction.old == row_sentence(table, row)):
        return row
    return (row[0], *("" for _ in row[1:-1]), correction.new)


def stale_corrections(meeting: Meeting, document: Document) -> tuple[str, ...]:
    """The keys of corrections that are not in force in the document, in the order they were made.

    Somebody has to look at them: the record changed since, or the sentence is gone.
    """
    standing = dict(_texts(document))
    corrections = meeting.as_adopted().corrections
    return tuple(key for key, correction in corrections.items() if standing.get(key) != correction.new)


def _texts(document: Document) -> Iterator[tuple[str, str]]:
    """What stands under each key that can be corrected; of a corrected row, its last cell."""
    for block in document.blocks:
        match block:
            case Paragraph(added=False):
                yield block.key, block.text
            case Table():
                for row in block.rows:
                    blank = not any(row[1:-1])
                    yield row_key(block, row), row[-1] if blank else row_sentence(block, row)
