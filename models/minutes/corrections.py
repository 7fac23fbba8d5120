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


def standing(blocks: Iterable[Block], corrections: Mapping[str, Correction], *, always: bool) -> dict[str, Correction]:
    """The corrections in force on these blocks; `always` (the adopted text) asks for the key alone."""
    texts = dict(_texts(blocks))
    return {key: one for key, one in corrections.items() if key in texts and (always or one.old == texts[key])}


def corrected(blocks: Iterable[Block], before: Iterable[Block], own: Mapping[str, str]) -> Iterator[Block]:
    """The blocks with the sentences of `own`, by key; marked where they read otherwise than `before`."""
    texts = dict(_texts(before))
    for block in blocks:
        match block:
            case Paragraph(added=False) if block.key in own:
                yield replace(block, text=own[block.key], corrected=True, gap=False)
            case Paragraph(added=False):
                yield replace(block, corrected=texts.get(block.key, block.text) != block.text)
            case Table():
                yield replace(block, rows=tuple(_row(block, row, own) for row in block.rows))
            case _:
                yield block


def _row(table: Table, row: tuple[str, ...], own: Mapping[str, str]) -> tuple[str, ...]:
    """A row is corrected as the sentence it is read as, which then takes the place of its cells."""
    sentence = own.get(row_key(table, row))
    return row if sentence is None else (row[0], *("" for _ in row[1:-1]), sentence)


def stale_corrections(meeting: Meeting, document: Document) -> tuple[str, ...]:
    """The keys of corrections that are not in force in the document, in the order they were made.

    Somebody has to look at them: the record changed since, or the sentence is gone. `document` is what the record
    makes, without corrections (`generated_minutes_of`).
    """
    texts = dict(_texts(document.blocks))
    adopted = meeting.adopted is not None
    corrections = meeting.as_adopted().corrections
    return tuple(key for key, one in corrections.items() if not _holds(one, texts.get(key), adopted=adopted))


def _holds(correction: Correction, text: str | None, *, adopted: bool) -> bool:
    """Whether the sentence is there, and is the one that was corrected or says by itself what it was corrected to."""
    return text is not None and (adopted or text in (correction.old, correction.new))


def _texts(blocks: Iterable[Block]) -> Iterator[tuple[str, str]]:
    """What stands under each key that can be corrected; of a corrected row, its last cell."""
    for block in blocks:
        match block:
            case Paragraph(added=False):
                yield block.key, block.text
            case Table():
                for row in block.rows:
                    blank = not any(row[1:-1])
                    yield row_key(block, row), row[-1] if blank else row_sentence(block, row)
