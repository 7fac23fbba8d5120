"""One widget that draws a whole pane by lines: the desk's lists, boards, clocks and footers.

Why (style.md §4.4): a widget a cell costs 0.5 ms and 24 kB each, a DataTable redraws twice the bytes; drawn
by lines, a key costs one line. `show(lines)` compares with what stands there and repaints only the cells that
differ; nothing is ever laid out again.

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

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tui.widgets.painting import Line, Piece, changed_cells, fill_of, printable

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

    class Resized(Message):
        """The pane has another size now: what was drawn for the old one does not fit."""

        def __init__(self, canvas: "Canvas") -> None:
            self.canvas = canvas
            super().__init__()

        @property
        def control(self) -> "Canvas":
            """The pane, so that `@on(Canvas.Resized, "#id")` works."""
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
            if (span := changed_cells(_line_at(before, y), _line_at(after, y))) is not None
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
        """Forget the drawn lines and draw anew: they had the old width. Report it: there may be other lines to show."""
        self._strips.clear()
        self.refresh()
        self.post_message(self.Resized(self))

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
        strip = Strip([Segment(printable(text), self._paint(name)) for text, name in line if text])
        return strip.adjust_cell_length(self.size.width, self._paint(fill_of(line)))

    def _paint(self, name: str) -> Style:
        """Return the style of this name under the theme of now."""
        paint = self._paints.get(name)
        if paint is None:
            paint = self._paints[name] = self.get_component_rich_style(f"canvas--{name}")
        return paint


def _line_at(lines: Sequence[Line], y: int) -> Line:
    """Return line `y`, empty below the last one."""
    return lines[y] if y < len(lines) else ()
