"""The screen that asks for a passphrase before there is a desk: one question, hidden letters, nothing else.

The desk's own input method stays off here: a passphrase is the letters that the keyboard gives, in every program alike.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

from textual import events
from textual.app import App, ComposeResult
from textual.containers import Horizontal, Vertical

from tui import themes, words
from tui.closing_prompts import paragraph
from tui.draw import BLANK, Line, beginning, fit, line, rule
from tui.vault_talk import Encrypt, Talk, Unlock
from tui.widgets.canvas import Canvas
from tui.widgets.entry import OrderedInput

if TYPE_CHECKING:
    from sync.cipher import Cipher
    from sync.paths import Paths
    from sync.vault import Vault

LEAVE = frozenset(("escape", "ctrl+c", "ctrl+q", "f10"))
"""Each of them leaves: nobody is held here."""

FOOT: Final = 3
"""Lines under the paragraphs: the question, the letters, the keys."""


class VaultApp(App[None], inherit_bindings=False):
    """One talk on the terminal."""

    CSS_PATH = "styles/desk.tcss"
    TITLE = words.APP
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, talk: Talk, theme: str = "") -> None:
        super().__init__(ansi_color=themes.ansi_color(os.environ))
        self.talk = talk
        self._theme_name = theme
        self._body = Canvas(id="body")
        self._asking = Canvas(id="asking")
        self._arrow = Canvas(id="arrow")
        self._entry = OrderedInput(id="entry")
        self._hints = Canvas(id="hints")

    def compose(self) -> ComposeResult:
        """What it is about, the question, the letters, the keys."""
        with Vertical(id="desk"):
            yield self._body
            yield self._asking
            with Horizontal(id="line"):
                yield self._arrow
                yield self._entry
            yield self._hints

    def on_mount(self) -> None:
        """Hide the letters and begin."""
        themes.dress(self, self._theme_name if self._theme_name in themes.THEMES else themes.DARK)
        self._entry.password = True
        self._entry.key_filter = self._key
        self._entry.on_taken = self._taken
        self._entry.focus()

    def on_resize(self) -> None:
        """Draw for the new size."""
        self.call_after_refresh(self.draw)

    def _key(self, event: events.Key) -> bool:
        if event.key in LEAVE:
            self.exit()
            return True
        return False

    def _taken(self, text: str) -> None:
        self.talk.taken(text)
        if self.talk.work is not None:
            self.draw()
            self.call_after_refresh(self._work)
        else:
            self._after()

    def _work(self) -> None:
        self.talk.do_work()
        self._after()

    def _after(self) -> None:
        if self.talk.over:
            self.exit()
        else:
            self.draw()

    def draw(self) -> None:
        """Everything anew: there is little."""
        width = self.size.width
        self._body.show(self._about(width))
        label = f" {self.talk.label} " if self.talk.asks else ""
        self._asking.show([fit(line((label, "title")), width)])
        self._arrow.show([line(("▸" if self.talk.asks else "", "now"))])
        self._hints.show([fit(line((f" {self.talk.keys}", "muted")), width)])

    def _about(self, width: int) -> list[Line]:
        """The paragraphs, and the last thing told under them: in a low window they give way to it."""
        room = self.size.height - FOOT
        said = paragraph(self.talk.said[0], width, self.talk.said[1]) if self.talk.said[0] else []
        about = [drawn for text, style in self.talk.about() for drawn in (*paragraph(text, width, style), BLANK)]
        head = [rule(width, self.talk.title), BLANK]
        return [*head, *beginning(about, max(0, room - len(head) - len(said)), width), *said]


def ask_on_screen(paths: Paths, vault: Vault) -> Cipher | None:
    """Ask for the passphrase of a store on a screen of its own; None when it was left."""
    talk = Unlock(vault, paths)
    VaultApp(talk, vault.theme).run()
    return talk.cipher


def encrypt_on_screen(paths: Paths, theme: str) -> Cipher | None:
    """Ask for a new passphrase and encrypt the store; its key, None when it was left."""
    talk = Encrypt(paths)
    VaultApp(talk, theme).run()
    return talk.cipher
