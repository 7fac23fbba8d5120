"""The Textual app: it carries keys to the workbench and lines to the terminal, and decides nothing.

One screen, one field that always has the focus. A key is done, and what it changed is drawn, before the next is read;
the disk is waited for by the writer thread alone.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from typing import ClassVar, Final

from rich.console import RenderableType
from textual import events, on
from textual._compositor import ChopsUpdate
from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.screen import Screen

from tui import themes, words
from tui.desk import Desk
from tui.draw import line, wrapped
from tui.handed import tell_contents
from tui.header import header
from tui.machine import limits
from tui.post import tell_enrolment
from tui.starting import load_rest, settle
from tui.typing_mode import mark
from tui.widgets.canvas import Canvas
from tui.widgets.entry import OrderedInput
from tui.widgets.painting import ExactUpdate
from tui.workbench import Workbench

AT_REST = 5
"""Seconds after which a pane that shows minutes is drawn again though nothing was recorded."""


ALT: Final = "alt+"


class Saved(Message):
    """The writer thread confirmed a line, or met trouble. However many wait, the screen is told once."""

    def can_replace(self, message: Message) -> bool:
        """One that waits already says the same."""
        return isinstance(message, Saved)


class BienbanApp(App[None], inherit_bindings=False):
    """The clerk's desk in a terminal."""

    CSS_PATH = "styles/desk.tcss"
    TITLE = words.APP
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(self, desk: Desk, bench: Workbench, theme: str = "") -> None:
        super().__init__(ansi_color=themes.ansi_color(os.environ))
        self.desk = desk
        self.bench = bench
        self._theme_name = theme
        self._troubled = False
        self._stale = False
        self._notice = bench.notice
        self._ticks = 0
        self._top = Canvas(id="top")
        self._body = Canvas(id="body")
        self._asking = Canvas(id="asking")
        self._entry = OrderedInput(id="entry")
        self._mark = Canvas(id="mark")
        self._hints = Canvas(id="hints")

    @property
    def defect(self) -> Exception | None:
        """What ended the app, if a mistake of the program did."""
        return self._exception

    def _fatal_error(self) -> None:
        """End quietly: Textual would print a traceback with all that was held; `run_app` hands it to the report."""
        self._close_messages_no_wait()

    def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
        """Send the changed cells alone: Textual would send each line from its widget's left edge."""
        exact = ExactUpdate.of(renderable) if isinstance(renderable, ChopsUpdate) else renderable
        super()._display(screen, exact)

    def compose(self) -> ComposeResult:
        """Header, pane, question, entry line, footer."""
        with Vertical(id="desk"):
            yield self._top
            yield self._body
            yield self._asking
            with Horizontal(id="line"):
                yield Canvas([line(("▸", "now"))], id="arrow")
                yield self._entry
                yield self._mark
            yield self._hints

    def on_mount(self) -> None:
        """Wire the entry line to the workbench and start the one clock."""
        themes.dress(self, self._theme_name or themes.DARK)
        self._entry.key_filter = self._key
        self._entry.on_taken = self._taken
        self._entry.on_edited = self._edited
        self._entry.on_pasted = self._pasted
        self._entry.input_method = self.bench.typing
        self.bench.on_keys_back = self._entry.give_back_keys
        self.bench.on_text = self._entry.set_value
        self.bench.on_selected = self._entry.action_select_all
        self.bench.on_caret = self._put_caret
        self.bench.on_theme = self._other_theme
        self._entry.set_value(self.bench.text or self.bench.pane.initial)
        self._entry.focus()
        self.desk.store.on_saved = self._told
        self.desk.listeners.append(self._recorded)
        self.set_interval(1.0, self._tick)
        self.call_after_refresh(self._load, load_rest())

    def _load(self, rest: Iterator[None]) -> None:
        """One more piece of what nobody waited for, then whatever came meanwhile; the start is over with the last."""
        for _ in rest:
            self.call_later(self._load, rest)
            return
        settle()

    # --- what the person does ---

    def _key(self, event: events.Key) -> bool:
        """Give a key to the workbench before the entry line sees it.

        A letter right behind Esc comes from a terminal as Alt and that letter: it is both, one after the other. Nothing
        here is bound to Alt, and an Esc that is lost would leave the words that follow in another pane.
        """
        if event.key == "ctrl+c":
            return True
        key = event.key
        if key.startswith(ALT) and event.is_printable:
            self.bench.key("escape")
            self._after()
            key = event.character or ""
        done = self.bench.key(key)
        if done:
            self._after()
        return done

    def _other_theme(self) -> None:
        themes.dress(self, themes.other(self.theme))
        self.desk.store.set_setting("theme", self.theme)

    def _put_caret(self, place: int) -> None:
        self._entry.cursor_position = place

    def _taken(self, text: str) -> None:
        self.desk.typed(text, self.bench.typing.keys_for(text))
        self.bench.taken(text)
        self._after()

    def _edited(self, text: str) -> None:
        self.desk.typed(text, self.bench.typing.keys_for(text))
        self.bench.edited(text)
        self._after()

    def _pasted(self, lines: list[str]) -> bool:
        """Several pasted lines are joined by the field; nothing is dropped."""
        return False

    def _after(self) -> None:
        if self.bench.leaving:
            self.exit()
        else:
            self.draw()

    @on(Canvas.Clicked, "#body")
    def _clicked(self, event: Canvas.Clicked) -> None:
        if self.bench.prompt is None:
            self.bench.pane.clicked(self.bench, event.x, event.y)
            self.draw()

    @on(Canvas.Wheeled, "#body")
    def _wheeled(self, event: Canvas.Wheeled) -> None:
        self.bench.key("down" if event.steps > 0 else "up")
        self.draw()

    # --- what the desk says ---

    def _tick(self) -> None:
        """Every second: what came from headquarters, and the clock; all the rest when it may differ."""
        if self._deserted:
            self.exit()
            return
        self.bench.post.tick()
        tell_enrolment(self.bench)
        tell_contents(self.bench)
        self._ticks += 1
        if self._differs:
            self.draw()
        else:
            self._draw_top()

    @property
    def _deserted(self) -> bool:
        """The window is gone and no hang-up told so: the meeting must not stay locked by what nobody can end."""
        keyboard = sys.__stdin__
        return not self.is_headless and keyboard is not None and not os.isatty(keyboard.fileno())

    @property
    def _differs(self) -> bool:
        """Whether more than the header may have changed since everything was drawn."""
        at_rest = self.bench.pane.by_minute and self.bench.prompt is None and self._ticks < AT_REST
        return self._stale or self.bench.notice is not self._notice or not at_rest

    def _recorded(self, parts: frozenset[str]) -> None:
        """Something was recorded, here or by another desk: what was drawn does not tell of it yet."""
        self._stale = True

    def _told(self) -> None:
        """From the writer thread: posting is the one thing it may do here."""
        self.post_message(Saved())

    @on(Saved)
    def _saved(self) -> None:
        trouble = self.desk.trouble is not None
        if trouble == self._troubled:
            self._draw_top()
        else:
            self._troubled = trouble
            self.draw()

    @on(Canvas.Resized, "#body")
    def _resized(self) -> None:
        """Draw for the new size, as soon as the pane has it: the window's own event comes before the layout."""
        self.draw()

    def draw(self) -> None:
        """Hand every pane its lines; each repaints only what differs."""
        self._stale, self._notice, self._ticks = False, self.bench.notice, 0
        width, height = self.size
        smallest = limits().smallest
        if width < smallest[0] or height < smallest[1]:
            told = [*wrapped(words.TOO_SMALL, width - 2, "warning"), *wrapped(words.TOO_SMALL_HOW, width - 2)]
            self._body.show([line(" ", *row) for row in told])
            for canvas in (self._top, self._asking, self._mark, self._hints):
                canvas.show([])
            return
        self._draw_top()
        self._body.show(self.bench.body(width, self._body.size.height))
        self._asking.show([self.bench.asking(width)])
        self._hints.show([self.bench.hints(width)])
        self._draw_mark(width)

    def _draw_mark(self, width: int) -> None:
        """Which input method the entry line has; it takes no more of the line than it needs."""
        told = f" {mark(self.bench.typing, width)} "
        self._mark.styles.width = len(told)
        self._mark.show([line((told, "now" if self.bench.typing.on else "muted"))])

    def _draw_top(self) -> None:
        self._top.show(header(self.desk, self.size.width))
