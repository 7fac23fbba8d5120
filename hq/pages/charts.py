"""Bars beside the figures they show: inline pictures without a word, in a table that says the same in numbers."""

from __future__ import annotations

from typing import NamedTuple

WIDTH = 1000
"""Of a whole bar, in units of the picture."""


class Part(NamedTuple):
    """A part of a bar: where it begins, how long it is, and its shade (0 the lightest)."""

    x: int
    width: int
    shade: int


def bar(parts: tuple[int, ...], whole: int) -> tuple[Part, ...]:
    """The parts one after the other, the whole as long as the picture; nothing of nothing."""
    if whole <= 0:
        return ()
    found, before = [], 0
    for shade, part in enumerate(parts):
        start, end = (min(WIDTH, done * WIDTH // whole) for done in (before, before + part))
        if end > start:
            found.append(Part(start, end - start, shade))
        before += part
    return tuple(found)


def shade(part: int, whole: int) -> int:
    """How dark a field is that shows a share: 0 for none, then by quarters."""
    if whole <= 0 or part <= 0:
        return 0
    return min(4, 1 + 4 * part // whole) if part < whole else 4


def tenths(value: int) -> str:
    """So many tenths as people write them: 125 → "12,5"."""
    return f"{value // 10},{value % 10}"
