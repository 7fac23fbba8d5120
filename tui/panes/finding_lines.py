"""Finding words in lines that are drawn, for panes that are read."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from tui.draw import Line


def line_with(lines: Sequence[Line], text: str, first: int = 0) -> int | None:
    """The first line from `first` on, round by the top, at which the words stand, marks folded; None for nowhere.

    A sentence may run over: the words may go on in the next line, but one of them is in this one.
    """
    from models.finding import words_of  # loaded when somebody searches

    wanted = words_of(text)
    told = [words_of("".join(part for part, _ in line)) for line in lines]
    for place in chain(range(first, len(told)), range(min(first, len(told)))):
        here, after = told[place], told[place + 1] if place + 1 < len(told) else []
        if any(_holds(here, one) for one in wanted) and all(_holds([*here, *after], one) for one in wanted):
            return place
    return None


def _holds(words: Sequence[str], wanted: str) -> bool:
    return any(word.startswith(wanted) for word in words)
