"""One widget that draws a whole pane by lines: the desk's lists, boards, clocks and footers.

Why (style.md §4.4): a widget a cell costs 0.5 ms and 24 kB each, a DataTable redraws twice the bytes; drawn
by lines, a key costs one line. `show(lines)` compares with what stands there and repaints only the cells that
differ; nothing is ever laid out again. Textual 8.2.8 sends a changed line from the pane's left edge up to the
last changed cell, so a running clock belongs in a narrow pane of its own.

A line is a list of pieces `(text, style name)`. The styles are the desk's visual language; a state is always
said in words or signs as well, so that nothing is lost without colour:

===========  ==========================================================================================
`plain`      ordinary text
`strong`     what the eye should find first: names, the number that counts
`muted`      what stays in the background: units, past times, rules between panes
`title`      the heading of a pane or of a group
`key`        a key's name in the footer and in hints
`now`        the one thing that is going on: step, speaker, running clock. The only accent
`done`       finished, present, saved
`missing`    still owed: not spoken, no conclusion, a gap in the minutes
`warning`    at risk, can still be cured
`wrong`      failed or refused
`cursor`     the row the next key acts on
===========  ==========================================================================================

With NO_COLOR `strong`, `title`, `key`, `now`, `warning` and `wrong` are bold, `cursor` is reversed, the rest
plain.

A last piece with empty text, `("", "cursor")`, fills the rest of the line with its style. Text is never read
as markup; characters that cannot be printed are drawn as a space.
"""

from collections.abc import Iterable, Sequence
from typing import ClassVar, Final

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

Piece = tuple[str, str]
"""A text and the name of its style."""
Line = tuple[Piece, ...]

STYLE_NAMES: Final = (
    "plain",
    "strong",
    "muted",
    "title",
    "key",
    "now",
    "done",
    "missing",
    "warning",
    "wrong",
    "cursor",
)


class Canvas(Widget, can_focus=False):
    """A pane of styled lines. It never takes the focus: a click leaves the entry line where it is."""

    ALLOW_SELECT = False

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"canvas--{name}" for name in STYLE_NAMES}

    DEFAULT_CSS = """
    Canvas {
        width: 1fr;
        height: 1fr;
        background: $background;
        color: $foreground;
        & > .canvas--strong { text-style: bold; }
        & > .canvas--muted { color: $text-muted; }
        & > .canvas--title { color: $primary; text-style: bold; }
        & > .canvas--key { color: $footer-key-foreground; text-style: bold; }
        & > .canvas--now { color: $accent; text-style: bold; }
        & > .canvas--done { color: $success; }
        & > .canvas--missing { color: $secondary; }
        & > .canvas--warning { color: $warning; text-style: bold; }
        & > .canvas--wrong { color: $error; text-style: bold; }
        & > .canvas--cursor { color: $block-cursor-foreground; background: $block-cursor-background; }
        &:nocolor > .canvas--cursor { text-style: reverse; }
    }
    """

    class Clicked(Message):
        """The cell at `x`, `y` (from 0, inside the border) was clicked."""

        def __init__(self, canvas: "Canvas", x: int, y: int) -> None:
            self.canvas = canvas
            self.x = x
            self.y = y
            super().__init__()

        @property
        def control(self) -> "Canvas":
            """The pane, so that `@on(Canvas.Clicked, "#id")` works."""
            return self.canvas

    class Wheeled(Message):
        """The wheel was turned by `steps` lines, downwards when positive."""

        def __init__(self, canvas: "Canvas", steps: int) -> None:
            self.canvas = canvas
            self.steps = steps
            super().__init__()

        @property
        def control(self) -> "Canvas":
            """The pane, so that `@on(Canvas.Wheeled, "#id")` works."""
            return self.canvas

    def __init__(
        self,
        lines: Iterable[Sequence[Piece]] = (),
        *,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        """Make the pane showing `lines`."""
        super().__init__(id=id, classes=classes)
        self._shown: list[Line] = [tuple(line) for line in lines]
        self._strips: dict[int, Strip] = {}
        self._paints: dict[str, Style] = {}

    @property
    def shown(self) -> Sequence[Line]:
        """The lines as last given to `show`."""
        return self._shown

    def show(self, lines: Iterable[Sequence[Piece]]) -> None:
        """Show `lines` from the top; what does not fit is cut. Only the cells that differ are painted again.

        Raises KeyError when a style's name is not of the vocabulary.
        """
        before, after = self._shown, [tuple(line) for line in lines]
        if unknown := {name for line in after for _, name in line} - set(STYLE_NAMES):
            raise KeyError(f"no such style: {', '.join(sorted(unknown))}")
        self._shown = after
        changed = [
            self._forget(y, *span)
            for y in range(min(max(len(before), len(after)), self.size.height))
            if (span := _changed_cells(_line_at(before, y), _line_at(after, y))) is not None
        ]
        if changed:
            self.refresh(*changed)

    def render_line(self, y: int) -> Strip:
        """Draw line `y`, or take it as drawn before."""
        strip = self._strips.get(y)
        if strip is None:
            strip = self._strips[y] = self._draw(_line_at(self._shown, y))
        return strip

    def on_resize(self) -> None:
        """Forget the drawn lines and draw anew: they had the old width."""
        self._strips.clear()
        self.refresh()

    def notify_style_update(self) -> None:
        """Forget the drawn lines and styles: the theme changed."""
        super().notify_style_update()
        self._strips.clear()
        self._paints.clear()

    def on_click(self, event: events.Click) -> None:
        """Report the cell."""
        event.stop()
        if (cell := event.get_content_offset(self)) is not None:
            self.post_message(self.Clicked(self, cell.x, cell.y))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Report the wheel."""
        event.stop()
        self.post_message(self.Wheeled(self, 1))

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Report the wheel."""
        event.stop()
        self.post_message(self.Wheeled(self, -1))

    def _forget(self, y: int, x: int, width: int | None) -> Region:
        """Drop the drawn line `y`; return its cells to paint again; width None is up to the edge."""
        self._strips.pop(y, None)
        return Region(x, y, self.size.width if width is None else width, 1).intersection(self.size.region)

    def _draw(self, line: Line) -> Strip:
        """Draw one line, cut or filled up to the pane's width."""
        strip = Strip([Segment(_printable(text), self._paint(name)) for text, name in line if text])
        return strip.adjust_cell_length(self.size.width, self._paint(_fill_of(line)))

    def _paint(self, name: str) -> Style:
        """Return the style of this name under the theme of now."""
        paint = self._paints.get(name)
        if paint is None:
            paint = self._paints[name] = self.get_component_rich_style(f"canvas--{name}")
        return paint


def _line_at(lines: Sequence[Line], y: int) -> Line:
    """Return line `y`, empty below the last one."""
    return lines[y] if y < len(lines) else ()


def _fill_of(line: Line) -> str:
    """Return the style that fills the line behind its last piece."""
    return line[-1][1] if line and not line[-1][0] else "plain"


def _printable(text: str) -> str:
    """Return `text` with a space in place of each character a terminal could take for a command."""
    if text.isprintable():
        return text
    return "".join(letter if letter.isprintable() else " " for letter in text)


def _letters(line: Line) -> list[Piece]:
    """Return the line letter by letter, each with its style."""
    return [(letter, name) for text, name in line for letter in _printable(text)]


def _common(before: Sequence[Piece], after: Sequence[Piece]) -> int:
    """Return how many letters the two begin with in common."""
    count = 0
    for one, other in zip(before, after, strict=False):
        if one != other:
            break
        count += 1
    return count


def _cells(letters: Iterable[Piece]) -> int:
    """Return the width of `letters` in cells."""
    return cell_len("".join(letter for letter, _ in letters))


def _changed_cells(before: Line, after: Line) -> tuple[int, int | None] | None:
    """Return first cell and width of what differs; None when nothing does. Width None is up to the edge."""
    if before == after:
        return None
    same = _common(before, after)
    ahead = sum(cell_len(_printable(text)) for text, _ in before[:same])
    old, new = _letters(before[same:]), _letters(after[same:])
    head = _common(old, new)
    first = ahead + _cells(new[:head])
    if _fill_of(before) != _fill_of(after) or _cells(old) != _cells(new):
        return first, None
    tail = _common(old[head:][::-1], new[head:][::-1])
    width = _cells(new[head : len(new) - tail])
    return (first, width) if width else (0, None)
