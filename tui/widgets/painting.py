"""Sending the terminal no more cells than changed.

Two halves: which cells of a line differ from what stands there (`changed_cells`), and Textual's partial update cut to
just these cells (`ExactUpdate`), which Textual 8.2.8 does not do: it sends each line from the
widget's left edge; for a clock at the end of a line, that is the whole line every second.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rich.cells import cell_len
from rich.console import Console
from rich.control import Control
from textual._compositor import ChopsUpdate

Piece = tuple[str, str]
"""A text and the name of its style."""
Line = tuple[Piece, ...]

Changed = tuple[int, int | None]
"""First cell and width of what differs; a width of None is up to the edge."""

WHOLE: Final[Changed] = (0, None)


class ExactUpdate(ChopsUpdate):
    """A partial update of the screen that sends the cells of its spans and no others."""

    @classmethod
    def of(cls, update: ChopsUpdate) -> ExactUpdate:
        """The same update, cut to its spans."""
        return cls(update.chops, update.spans, update.chop_ends)

    def render_segments(self, console: Console) -> str:
        """The bytes for the terminal; each part is preceded by its place."""
        sequences: list[str] = []
        for y, first, end in self.spans:
            for chop_end, (x, strip) in zip(self.chop_ends[y], self.chops[y].items(), strict=False):
                left, right = max(x, first), min(chop_end, end)
                if strip is not None and left < right:
                    sequences.append(Control.move_to(left, y).segment.text)
                    sequences.append(strip.crop(left - x, right - x).render(console))
        return "".join(sequences)


def fill_of(line: Line) -> str:
    """The style that fills the line behind its last piece."""
    return line[-1][1] if line and not line[-1][0] else "plain"


def printable(text: str) -> str:
    """`text` with a space in place of each character a terminal could take for a command."""
    if text.isprintable():
        return text
    return "".join(letter if letter.isprintable() else " " for letter in text)


def changed_cells(before: Line, after: Line) -> Changed | None:
    """Which cells to paint so that a line that shows `before` shows `after`; None when nothing differs.

    Letters that take two cells or none are not told apart: a line with one is painted whole.
    """
    if before == after:
        return None
    old, new = _joined(before), _joined(after)
    if any(cell_len(text) != len(text) for text, _ in (*old, *new)):
        return WHOLE
    first, length = _common(old, new), _length(new)
    if fill_of(before) != fill_of(after) or _length(old) != length:
        return first, None
    if first == length:
        return None
    same_end = _common(_behind(old, first), _behind(new, first))
    return first, length - first - same_end


def _joined(line: Line) -> list[Piece]:
    """The line's pieces as they are drawn, neighbours of one style made one."""
    pieces: list[Piece] = []
    for text, style in line:
        if pieces and pieces[-1][1] == style:
            pieces[-1] = (pieces[-1][0] + printable(text), style)
        elif text:
            pieces.append((printable(text), style))
    return pieces


def _length(pieces: Sequence[Piece]) -> int:
    return sum(len(text) for text, _ in pieces)


def _common(old: Sequence[Piece], new: Sequence[Piece]) -> int:
    """How many letters the two begin with in common; neighbours must differ in style."""
    count = 0
    for one, other in zip(old, new, strict=False):
        if one != other:
            return count + (_alike(one[0], other[0]) if one[1] == other[1] else 0)
        count += len(one[0])
    return count


def _alike(one: str, other: str) -> int:
    """How many letters two different texts begin with in common."""
    differing = (place for place, (left, right) in enumerate(zip(one, other, strict=False)) if left != right)
    return next(differing, min(len(one), len(other)))


def _behind(pieces: Sequence[Piece], letters: int) -> list[Piece]:
    """What stands behind the first `letters`, from the end to the front."""
    left = _length(pieces) - letters
    kept: list[Piece] = []
    for text, style in reversed(pieces):
        if left > 0:
            kept.append((text[::-1][:left], style))
        left -= len(text)
    return kept
