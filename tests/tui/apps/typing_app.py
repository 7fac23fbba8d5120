"""A text field three containers deep, for typing through a pseudo-terminal.

    python typing_app.py KIND LOG [--busy SECONDS]

KIND is `input`, `area`, `area-enter` (an area whose Enter takes the text), `stock-input` or `stock-area`.
What happens is written to LOG, one JSON object a line: `{"taken": …}`, `{"pasted": […]}`, and for each F9
`{"state": …}`, the text that stands in the field at that key. F2 is a command in the midst of typing: it
makes the text capital. With --busy the app is deaf for so many seconds after each text taken.
"""

import argparse
import json
import os
import time
from pathlib import Path
from typing import ClassVar

from textual import events, on
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal, Vertical
from textual.widget import Widget
from textual.widgets import Input, TextArea

from tui.themes import ansi_color, dress
from tui.widgets.canvas import Canvas
from tui.widgets.entry import OrderedInput, OrderedTyping
from tui.widgets.notes_area import OrderedTextArea

READY = "Sẵn sàng"


class TypingApp(App[None]):
    """One field, one line that says when it is ready."""

    CSS = "Canvas { height: 1; }"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [Binding("f9", "report", show=False)]

    def __init__(self, kind: str, log: Path, busy: float) -> None:
        super().__init__(ansi_color=ansi_color(os.environ))
        dress(self)
        self.log_path = log
        self.busy = busy
        self.field = self.make_field(kind)

    def make_field(self, kind: str) -> Widget:
        """Make the field of this kind, with the app's hooks when it has any."""
        if kind == "stock-input":
            return Input()
        if kind == "stock-area":
            return TextArea()
        field = OrderedInput(placeholder="[b]Ghi[/b]") if kind == "input" else OrderedTextArea()
        if kind == "area-enter":
            field.take_keys = frozenset({"enter"})
        field.key_filter = self.command
        return field

    def compose(self) -> ComposeResult:
        """Nest the field."""
        yield Canvas(id="status")
        with Vertical(), Horizontal(), Container():
            yield self.field

    def on_mount(self) -> None:
        """Give the field the keys, then say so."""
        self.field.focus()
        self.call_after_refresh(lambda: self.query_one(Canvas).show([[(READY, "done")]]))

    def command(self, event: events.Key) -> bool:
        """F2 and F9 as the desk does its commands: in order with the letters."""
        field = self.field
        assert isinstance(field, OrderedTyping)
        if event.key == "f2":
            field.set_value(field.written.upper())
        elif event.key == "f9":
            self.action_report()
        return event.key in {"f2", "f9"}

    def action_report(self) -> None:
        """Log the text as it stands."""
        field = self.field
        self.record(state=field.text if isinstance(field, TextArea) else getattr(field, "value", ""))

    @on(OrderedTyping.Taken)
    def taken(self, event: OrderedTyping.Taken) -> None:
        """Log the text taken, then be busy."""
        self.record(taken=event.value)
        time.sleep(self.busy)

    @on(OrderedTyping.Pasted)
    def pasted(self, event: OrderedTyping.Pasted) -> None:
        """Log the lines."""
        self.record(pasted=event.lines)

    def record(self, **fact: object) -> None:
        """Append one line to the log."""
        with self.log_path.open("a", encoding="utf-8") as log:
            log.write(json.dumps(fact, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("kind")
    parser.add_argument("log", type=Path)
    parser.add_argument("--busy", type=float, default=0.0)
    given = parser.parse_args()
    TypingApp(given.kind, given.log, given.busy).run()
