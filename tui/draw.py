"""Lines for the canvas: cutting, padding, wrapping and joining by terminal cells. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TypeVar

from rich.cells import cell_len, set_cell_size

Piece = tuple[str, str]
"""A text and its style name (vocabulary of `tui.widgets.canvas`)."""

Line = tuple[Piece, ...]

Row = TypeVar("Row")

BLANK: Line = ()

EDGE = 2
"""Rows that stay in sight before and behind the one the cursor is on."""

_PATH = re.compile(r"\S*[/\\](?:.*\.\w+|\S*)")
"""From the first slash's word to the last ending of a file's name; there may be spaces between."""

_SHORTEST_PATH = 16
"""Letters of a path below which its two ends say nothing any more."""

_HARDLY = 16
"""Cells in which a hint that is cut says nothing any more."""

_BLANKS = re.compile(r"[ \t\n]+(?!%)")
"""Where a line may be broken: never between a figure and its per cent sign, nor at a no-break space."""


def line(*pieces: Piece | str) -> Line:
    """A line of pieces; a bare text is plain."""
    return tuple((piece, "plain") if isinstance(piece, str) else piece for piece in pieces if piece)


def cells(line_: Line) -> int:
    """How many cells a line takes."""
    return sum(cell_len(text) for text, _ in line_)


def cut(text: str, width: int) -> str:
    """A text of at most `width` cells, with "…" where something was left out."""
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, max(0, width - 1)).rstrip() + "…" if width > 0 else ""


def cut_name(name: str, width: int) -> str:
    """A person's name in at most `width` cells: words before the given name shrink to initials, the first one first.

    A Vietnamese name tells people apart by its end, where `cut` takes away: "N.P. Bảo Như (1950)".
    """
    if cell_len(name) <= width:
        return name
    full, year, born = name.partition(" (")
    words = full.split()
    for count in range(1, len(words)):
        short = "".join(f"{word[0]}." for word in words[:count])
        told = f"{short} {' '.join(words[count:])}{year}{born}"
        if cell_len(told) <= width:
            return told
    return cut(" ".join(words[-1:]) + year + born, width)


def pad(text: str, width: int) -> str:
    """A text of exactly `width` cells."""
    return set_cell_size(cut(text, width), width)


def fit(line_: Line, width: int) -> Line:
    """A line of exactly `width` cells, cut with "…" when it is longer."""
    pieces: list[Piece] = []
    left = width
    for text, style in line_:
        size = cell_len(text)
        if size > left:
            pieces.append((pad(text.rstrip(), left), style))
            return tuple(pieces)
        pieces.append((text, style))
        left -= size
    if left > 0:
        pieces.append((" " * left, "plain"))
    return tuple(pieces)


def spread(left: Line, right: Line, width: int) -> Line:
    """Left and right text on one line; the right one is whole, the left one cut."""
    size = cells(right)
    if size >= width:
        return fit(right, width)
    return (*fit(left, width - size), *right)


def wrap(text: str, width: int) -> list[str]:
    """A text in lines of at most `width` cells, broken at blanks; a longer word is cut hard. Never empty."""
    width = max(2, width)  # the widest letter: less would never come to an end
    lines: list[str] = []
    current = ""
    for piece in _BLANKS.split(text.strip()):
        word = piece
        while cell_len(word) > width:
            if current:
                lines.append(current)
                current = ""
            head = set_cell_size(word, width).rstrip()
            lines.append(head)
            word = word[len(head) :]
        candidate = f"{current} {word}" if current else word
        if cell_len(candidate) > width:
            lines.append(current)
            current = word
        else:
            current = candidate
    lines.append(current)
    return lines


def wrapped(text: str, width: int, style: str = "plain", indent: str = "") -> list[Line]:
    """A paragraph as lines; those after the first begin with `indent`."""
    first, *rest = wrap(text, width)
    deeper = wrap(" ".join(rest), max(1, width - cell_len(indent))) if rest else []
    return [line((first, style)), *(line((indent + part, style)) for part in deeper if part)]


def highlighted(line_: Line, width: int) -> Line:
    """The line the cursor is on, over the whole width."""
    return tuple((text, "cursor") for text, _ in fit(line_, width))


def rule(width: int, title: str = "", style: str = "muted") -> Line:
    """A rule, with a title near its beginning."""
    if not title:
        return line(("─" * width, style))
    head = cut(f" {title} ", width - 2)
    return line(("─", style), (head, "title"), ("─" * max(0, width - 1 - cell_len(head)), style))


def flow(parts: Iterable[Line], width: int, gap: str = " · ") -> list[Line]:
    """Parts one after another, `gap` between them, on as many lines as they need; no part is torn."""
    lines: list[Line] = []
    for part in parts:
        if lines and cells(lines[-1]) + cell_len(gap) + cells(part) <= width:
            lines[-1] = (*lines[-1], (gap, "muted"), *part)
        else:
            lines.append(part)
    return lines


def whole(hint: str, width: int) -> str:
    """As many of the hint's first parts as fit, none of them torn.

    Its sentences part first; where the first alone is too long, what stands behind its last ";" or "," goes. One that
    still does not fit is left as it is, to be cut; where hardly a word would be left of it, it gives way.
    """
    for gap in (" · ", "; ", ", "):
        parts = hint.split(gap)
        while len(parts) > 1 and cell_len(hint) > width:
            parts.pop()
            hint = gap.join(parts)
    return hint if cell_len(hint) <= width or width >= _HARDLY else ""


def beginning(rows: Sequence[Line], count: int, width: int) -> list[Line]:
    """The first `count` rows of a text, with "…" at the end of the last where a sentence was broken off."""
    if count <= 0 or len(rows) <= count:
        return list(rows[: max(0, count)])
    *whole_rows, last = rows[:count]
    *lead, (text, style) = last or (("", "plain"),)
    if text.endswith("."):
        return [*whole_rows, last]
    room = min(cell_len(text) + 1, width - cells(tuple(lead)))
    return [*whole_rows, (*lead, (cut(f"{text}……", room), style))]


def with_short_path(text: str, width: int) -> str:
    """A sentence with a path, in so many cells: the path's middle gives way, its folder and its ending say more."""
    found = _PATH.search(text)
    over = cell_len(text) - width
    if found is None or over <= 0 or (kept := len(found[0]) - over - 1) < _SHORTEST_PATH:
        return text
    ahead = found.start() + kept // 3
    return f"{text[:ahead]}…{text[ahead + over + 1 :]}"


def columns(parts: Sequence[tuple[Sequence[Line], int]], height: int, gap: str = "│") -> list[Line]:
    """Blocks of lines side by side, each cut to its width, with a thin rule between."""
    rows: list[Line] = []
    for y in range(height):
        row: list[Piece] = []
        for index, (block, width) in enumerate(parts):
            cell = block[y] if y < len(block) else BLANK
            if index:
                row.append(("┬" if y == 0 and _is_rule(cell) else gap, "muted"))
            row.extend(fit(cell, width))
        rows.append(tuple(row))
    return rows


def _is_rule(line_: Line) -> bool:
    return bool(line_) and line_[0][0].startswith("─")


def window(rows: Sequence[Row], height: int, focus: int, top: int | None = None) -> tuple[list[Row], int]:
    """The `height` rows around `focus`, and the index of the first of them.

    With the `top` shown before, the rows stand still until the focus comes near an edge: what does not move is not
    sent to the terminal again.
    """
    if top is None:
        top = focus - height // 2
    else:
        margin = min(EDGE, (height - 1) // 2)
        top = min(max(top, focus - height + 1 + margin), focus - margin)
    top = max(0, min(top, len(rows) - height))
    return list(rows[top : top + height]), top


FULL, EMPTY = "━", "─"
"""What a bar is made of; done and not done differ without colour."""


def bar(done: float, width: int) -> str:
    """A bar of `width` cells, `done` of it (0 … 1) full."""
    full = max(0, min(width, round(done * width)))
    return FULL * full + EMPTY * (width - full)


def table(rows: Iterable[Sequence[Piece]], widths: Sequence[int]) -> list[Line]:
    """Rows of cells in columns of fixed widths, a blank between."""
    made = []
    for row in rows:
        pieces: list[Piece] = []
        for (text, style), width in zip(row, widths, strict=False):
            pieces += [(pad(text, width), style), (" ", "plain")]
        made.append(tuple(pieces))
    return made
