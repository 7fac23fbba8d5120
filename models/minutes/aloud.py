"""The minutes as they are read to the meeting, tables as sentences, and how long the reading takes (R45)."""

from __future__ import annotations

from collections.abc import Iterator

from models.document import Document, Heading, Paragraph, Table
from models.minutes.phrases import ranges, uncapital

_SILENT = ("", "–", "…")
"""Cells that say nothing."""


def read_aloud(document: Document) -> tuple[Paragraph | Heading, ...]:
    """What the clerk reads, in order: the kind of paper first, a table row by row, nothing after the body."""
    head = document.letterhead
    read: list[Paragraph | Heading] = [Heading(1, " ".join((head.title, *head.abstract)))]
    for block in document.blocks:
        match block:
            case Heading():
                read.append(block)
            case Paragraph(aloud=True):
                read.append(block)
            case Table(aloud=True):
                read.extend(_rows(block))
            case _:
                continue
    return tuple(read)


def reading_minutes(document: Document, syllables_per_minute: float) -> float:
    """Minutes it takes to read the document aloud: Vietnamese writes a syllable a word."""
    texts = (block.text for block in read_aloud(document))
    syllables = sum(any(map(str.isalnum, word)) for text in texts for word in text.split())
    return syllables / syllables_per_minute


# --- tables -----------------------------------------------------------------------------------------------


def row_key(table: Table, row: tuple[str, ...]) -> str:
    """What a row is known by: "indicator:7"."""
    return f"{table.key}:{row[0]}"


def row_sentence(table: Table, row: tuple[str, ...]) -> str:
    """A row in words: "Biểu hiện số 7: có; mức độ: ít; phạm vi: chi bộ; …"; "" when it says nothing.

    The first answer stands alone, every other one after the name of its column.
    """
    answers = list(zip(table.header[1:], row[1:], strict=True))
    said = [cell if not index else f"{uncapital(name)}: {cell}" for index, (name, cell) in enumerate(answers)]
    spoken = [text for text, (_, cell) in zip(said, answers, strict=True) if cell not in _SILENT]
    return f"{table.header[0]} {row[0]}: {'; '.join(spoken).removesuffix('.')}." if spoken else ""


def _rows(table: Table) -> Iterator[Paragraph]:
    """A sentence for each row; numbered rows with the same answers are read together."""
    alike: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
    for row in table.rows:
        alike.setdefault(row[1:], []).append(row)
    for answers, rows in alike.items():
        name = rows[0][0] if len(rows) == 1 else _together(rows)
        text = row_sentence(table, (name, *answers))
        if text:
            yield Paragraph(row_key(table, (name,)), text, "item")


def _together(rows: list[tuple[str, ...]]) -> str:
    """The names of several rows: "1–5, 9" where they are numbers."""
    names = [row[0] for row in rows]
    return ranges([int(name) for name in names]) if all(map(str.isdecimal, names)) else ", ".join(names)
