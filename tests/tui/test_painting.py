"""Painting only what changed (design.md §7): a screen painted piece by piece is the screen painted whole."""

from __future__ import annotations

import pyte
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate
from textual.strip import Strip

from tui.widgets.painting import ExactUpdate, Line, changed_cells, fill_of, printable

WIDTH = 30

PIECES = st.tuples(st.text("abđế ●\t", max_size=6), st.sampled_from(("plain", "now", "strong")))
FILLS = st.sampled_from(((), (("", "cursor"),)))
LINES = st.builds(lambda pieces, fill: (*pieces, *fill), st.lists(PIECES, max_size=4).map(tuple), FILLS)

Cell = tuple[str, str]


def cells_of(line: Line) -> list[Cell]:
    """The line as the canvas draws it, cell by cell, each with its style."""
    written = [(letter, style) for text, style in line for letter in printable(text)][:WIDTH]
    return [*written, *[(" ", fill_of(line))] * (WIDTH - len(written))]


@given(LINES, LINES)
def test_what_is_not_painted_again_is_right_already(before: Line, after: Line) -> None:
    old, new = cells_of(before), cells_of(after)
    changed = changed_cells(before, after)
    first, width = (0, 0) if changed is None else changed
    end = WIDTH if width is None else first + width
    assert [*old[:first], *new[first:end], *old[end:]] == new


@given(LINES, LINES)
def test_no_cell_is_painted_that_stands_already(before: Line, after: Line) -> None:
    changed = changed_cells(before, after)
    first, width = changed or (0, None)
    if width is not None:
        old, new = cells_of(before), cells_of(after)
        assert old[first] != new[first]
        assert old[first + width - 1] != new[first + width - 1]


def test_a_line_with_a_letter_of_two_cells_or_none_is_painted_whole() -> None:
    assert changed_cells((("會 1", "plain"),), (("會 2", "plain"),)) == (0, None)
    assert changed_cells((("e 1", "plain"),), (("e\u0301 1", "plain"),)) == (0, None)


def test_a_stopwatch_costs_the_cells_of_its_digits() -> None:
    """design.md §7: an idle desk sends at most 120 bytes a second."""
    before = (("Vũ Ngọc Cường", "now"), (" 53:58", "now"), ("  80′/90′", "strong"))
    after = (("Vũ Ngọc Cường", "now"), (" 53:59", "now"), ("  80′/90′", "strong"))
    assert changed_cells(before, after) == (18, 1)


def strip(text: str) -> Strip:
    return Strip([Segment(text, Style(color="red"))])


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 20), st.integers(0, 20)), min_size=1, max_size=4))
def test_the_terminal_gets_the_cells_of_the_spans_and_no_others(spans: list[tuple[int, int, int]]) -> None:
    """Two widgets side by side, cut at cell 8; every line held dots before."""
    screen = pyte.Screen(20, 3)
    stream = pyte.Stream(screen)
    stream.feed("\x1b[H" + "\r\n".join(["." * 20] * 3))
    chops = [{0: strip("abcdefgh"), 8: strip("ijklmnopqrst")} for _ in range(3)]
    asked = [(y, min(one, other), max(one, other)) for y, one, other in spans]
    update = ExactUpdate.of(ChopsUpdate(chops, asked, [[8, 20]] * 3))
    stream.feed(update.render_segments(Console(color_system="truecolor", force_terminal=True)))
    painted = [{x for y, one, other in asked if y == row for x in range(one, other)} for row in range(3)]
    letters = "abcdefghijklmnopqrst"
    wanted = ["".join(letters[x] if x in cells else "." for x in range(20)) for cells in painted]
    assert screen.display == wanted
