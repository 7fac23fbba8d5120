"""What is asked about the passphrase of a store, before the desk is there; without a terminal, answer after answer.

A talk says what stands on the screen and takes what was typed. What lasts (stretching a passphrase, sealing a store) is
left in `work`, so that whoever draws can show first that it is going on.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from models.vietnamese.text import nfc
from sync.errors import StoreError
from tui import words_vault as texts
from tui.draw import Piece

if TYPE_CHECKING:
    from sync.cipher import Cipher
    from sync.paths import Paths
    from sync.vault import Vault


class Talk:
    """One conversation. `label` stands before the letters, which are hidden; `said` is the last thing told."""

    title = ""
    label = texts.ASK
    keys = ""

    def __init__(self) -> None:
        self.said: Piece = ("", "plain")
        self.work: Callable[[], None] | None = None
        self.over = False
        self.asks = True
        self.cipher: Cipher | None = None

    def about(self) -> list[Piece]:
        """The paragraphs over the question."""
        raise NotImplementedError

    def taken(self, text: str) -> None:
        """Enter with this text."""
        raise NotImplementedError

    def do_work(self) -> None:
        """What lasts."""
        work, self.work = self.work, None
        if work is not None:
            work()


class Unlock(Talk):
    """Ask for the passphrase until it is right, or nobody wants to any more."""

    title = texts.TITLE
    keys = texts.UNLOCK_KEYS

    def __init__(self, vault: Vault, paths: Paths) -> None:
        super().__init__()
        self._vault = vault
        self._paths = paths

    def about(self) -> list[Piece]:
        """Which store it is, the person's own hint, the way back when the passphrase is lost."""
        hint = [(texts.HINT.format(hint=self._vault.hint), "strong")] if self._vault.hint else []
        lost = [(texts.UNLOCK_HELP, "muted")] if self._vault.recovery is not None else []
        return [(texts.WHERE.format(path=self._paths.root), "plain"), *hint, *lost]

    def taken(self, text: str) -> None:
        """Try it; an empty one is none."""
        if text:
            self.said = (texts.OPENING, "muted")
            self.work = lambda: self._try(text)

    def _try(self, text: str) -> None:
        try:
            self.cipher = self._vault.unlocked(text)
        except StoreError as error:
            self.said = (error.sentence, "wrong")
        else:
            self.over = True


class Encrypt(Talk):
    """A new passphrase, twice; then the store is encrypted."""

    title = texts.NEW_TITLE
    label = texts.NEW
    keys = texts.NEW_KEYS

    def __init__(self, paths: Paths) -> None:
        super().__init__()
        self._paths = paths
        self._first = ""

    def about(self) -> list[Piece]:
        """What it does, what it costs, and what it does not cover."""
        if not self.asks:
            return []
        return [(texts.NEW_WHY, "plain"), (texts.NEW_WARNING, "warning"), (texts.NEW_OTHERS, "muted")]

    def taken(self, text: str) -> None:
        """The first time, the second time, and Enter to go on to the desk."""
        from sync.vault import SHORTEST, is_too_short

        if not self.asks:
            self.over = True
        elif self._first:
            self._again(nfc(text))
        elif is_too_short(text):
            self.said = (texts.TOO_SHORT.format(count=SHORTEST), "wrong")
        else:
            self._first, self.label, self.said = nfc(text), texts.AGAIN, ("", "plain")

    def _again(self, text: str) -> None:
        first, self._first, self.label = self._first, "", texts.NEW
        if text != first:
            self.said = (texts.DIFFERENT, "wrong")
            return
        self.said, self.asks = (texts.SEALING, "strong"), False
        self.work = lambda: self._encrypt(text)

    def _encrypt(self, passphrase: str) -> None:
        from sync.turning import turn_on
        from sync.vault import new_vault

        vault, cipher = new_vault(passphrase)
        self.keys = texts.DONE_KEYS
        try:
            turn_on(self._paths, vault, cipher)
        except StoreError as error:
            self.cipher = cipher if self._paths.vault.exists() else None
            self.said = (texts.LATER.format(reason=error.sentence) if self.cipher else error.sentence, "wrong")
        else:
            self.cipher, self.said = cipher, (texts.DONE, "done")
