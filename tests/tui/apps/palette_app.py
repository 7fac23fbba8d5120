"""Everything the desk paints text with, for the contrast test: `python palette_app.py THEME`."""

import os
import sys

from textual.app import App, ComposeResult
from textual.containers import Horizontal

from tui.themes import ansi_color, dress
from tui.widgets.canvas import STYLE_NAMES, Canvas
from tui.widgets.entry import OrderedInput
from tui.widgets.notes_area import OrderedTextArea

READY = "Sẵn sàng"


class PaletteApp(App[None]):
    """A line of each style on each of the three backgrounds; fields empty, with text, and selected."""

    ENABLE_COMMAND_PALETTE = False
    CSS = """
    Horizontal { height: 12; }
    #surface { background: $surface; }
    #panel { background: $panel; }
    OrderedInput, OrderedTextArea { height: 1; }
    """

    def __init__(self, theme: str) -> None:
        super().__init__(ansi_color=ansi_color(os.environ))
        dress(self, theme)

    def compose(self) -> ComposeResult:
        """Three panes side by side, then the fields."""
        with Horizontal():
            for name in ("background", "surface", "panel"):
                yield Canvas([[(style, style), ("", style)] for style in STYLE_NAMES], id=name)
        yield OrderedInput(placeholder="chỗ trống")
        yield OrderedInput("chữ trong dòng")
        yield OrderedTextArea(placeholder="chỗ trống")
        yield OrderedTextArea("chữ được chọn", id="selected")
        yield Canvas([[(READY, "done")]])

    def on_mount(self) -> None:
        """Select the last field's text."""
        field = self.query_one("#selected", OrderedTextArea)
        field.focus()
        field.select_all()


if __name__ == "__main__":
    PaletteApp(sys.argv[1]).run()
