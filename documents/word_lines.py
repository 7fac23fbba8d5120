"""The lines of a Word file as a reader sees them, automatic numbers included.

Word keeps the "1.", "I." or "Biểu hiện 1:" of a numbered list apart from the text: a paragraph's text alone
has lost them. Here they are counted again from the definitions of the lists (ECMA-376, part 1, 17.9).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.table import Table

Rows = list[list[str]]
"""A table: the text of each cell, row by row."""

_ROMAN: Final = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def word_blocks(path: Path) -> Iterator[str | Rows]:
    """Paragraphs as numbered text and tables as rows, in the order of the page.

    Raises what python-docx raises for a file that is none of its own: the caller words it.
    """
    document = Document(str(path))
    numbers = _Numbers(_definitions(document))
    for block in document.iter_inner_content():
        yield _rows(block, numbers) if isinstance(block, Table) else numbers.read(block)


def _rows(table: Table, numbers: _Numbers) -> Rows:
    """A table's cells; a cell merged over several columns is given once."""
    rows: Rows = []
    for row in table.rows:
        cells = {id(cell._tc): cell for cell in row.cells}
        rows.append(["\n".join(numbers.read(part) for part in cell.paragraphs) for cell in cells.values()])
    return rows


@dataclass(frozen=True, slots=True)
class _Level:
    """One level of a list: the kind of its numbers, how they are written ("%1."), the first of them."""

    kind: str
    writing: str
    start: int

    def written(self, number: int) -> str:
        """The number as this level writes it."""
        if self.kind in {"upperRoman", "lowerRoman"}:
            return _roman(number) if self.kind == "upperRoman" else _roman(number).lower()
        if self.kind in {"upperLetter", "lowerLetter"}:
            return chr((number - 1) % 26 + (65 if self.kind == "upperLetter" else 97))
        return str(number)


@dataclass(frozen=True, slots=True)
class _Lists:
    """A document's lists: which definition a list follows, its levels, and where it starts anew."""

    definition: dict[int, int]
    levels: dict[tuple[int, int], _Level]
    restarts: dict[tuple[int, int], int]


def _definitions(document: Any) -> _Lists:
    """What the document says of its lists; nothing if it has none."""
    lists = _Lists({}, {}, {})
    for relation in document.part.rels.values():
        if relation.reltype == RELATIONSHIP_TYPE.NUMBERING:
            _learn(relation.target_part.element, lists)
    return lists


def _learn(numbering: Any, lists: _Lists) -> None:
    """Read the definitions, and the lists that follow them."""
    for abstract in numbering.findall(qn("w:abstractNum")):
        for level in abstract.findall(qn("w:lvl")):
            lists.levels[_number(abstract, "abstractNumId"), _number(level, "ilvl")] = _Level(
                _value(level, "numFmt", "decimal"),
                _value(level, "lvlText", ""),
                int(_value(level, "start", "1")),
            )
    for num in numbering.findall(qn("w:num")):
        lists.definition[_number(num, "numId")] = int(_value(num, "abstractNumId", "-1"))
        for override in num.findall(qn("w:lvlOverride")):
            if start := _value(override, "startOverride", ""):
                lists.restarts[_number(num, "numId"), _number(override, "ilvl")] = int(start)


def _number(element: Any, name: str) -> int:
    """An attribute that every element of its kind has."""
    return int(element.get(qn(f"w:{name}")))


def _value(element: Any, tag: str, default: str) -> str:
    """What the child `tag` is set to."""
    child = element.find(qn(f"w:{tag}"))
    return default if child is None else str(child.get(qn("w:val"), default))


class _Numbers:
    """Counts the automatic numbers while the paragraphs go by in order."""

    def __init__(self, lists: _Lists) -> None:
        self._lists = lists
        self._counts: dict[int, dict[int, int]] = {}
        self._restarted: set[tuple[int, int]] = set()

    def read(self, paragraph: Any) -> str:
        """The paragraph's text behind its number, if it has one."""
        place = _place(paragraph)
        label = self._label(*place) if place else ""
        return f"{label} {paragraph.text}" if label else str(paragraph.text)

    def _label(self, number: int, depth: int) -> str:
        """The next number of list `number` at that depth, as Word would write it."""
        of = self._lists.definition.get(number, -1)
        level = self._lists.levels.get((of, depth))
        if level is None:
            return ""
        counts = self._counted(number, of, depth, level)
        if level.kind == "bullet":
            return "-"

        def written(match: re.Match[str]) -> str:
            above = int(match.group(1)) - 1
            other = self._lists.levels.get((of, above), level)
            return other.written(counts.get(above, other.start))

        return re.sub(r"%(\d)", written, level.writing)

    def _counted(self, number: int, of: int, depth: int, level: _Level) -> dict[int, int]:
        """Count one on at that depth; deeper levels begin again."""
        counts = self._counts.setdefault(of, {})
        restart = self._lists.restarts.get((number, depth))
        if restart is not None and (number, depth) not in self._restarted:
            self._restarted.add((number, depth))
            counts[depth] = restart - 1
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [other for other in counts if other > depth]:
            del counts[deeper]
        return counts


def _place(paragraph: Any) -> tuple[int, int] | None:
    """The list and the depth a paragraph stands in, by itself or by its style; none for plain text."""
    settings = [paragraph._p.pPr]
    style, seen = paragraph.style, set()
    while style is not None and style.style_id not in seen:  # in a hurt file a style may rest on itself
        seen.add(style.style_id)
        settings.append(style.element.pPr)
        style = style.base_style
    for setting in settings:
        if setting is not None and setting.numPr is not None and setting.numPr.numId is not None:
            depth = setting.numPr.ilvl
            return (setting.numPr.numId.val, depth.val if depth is not None else 0)
    return None


def _roman(number: int) -> str:
    """A small number in Roman capitals; one that no list comes to stays in digits."""
    if not 0 < number < 1000:
        return str(number)
    text = ""
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        text += sign * count
    return text
