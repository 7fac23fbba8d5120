"""The key of an encrypted store, however it can be had: keyring, environment, a question (sync.md §5.8).

Whoever opens a store passes through `key_of`; a plain store costs it one look at the folder.
"""

from __future__ import annotations

import getpass
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from models.vietnamese.text import nfc
from sync.errors import StoreFull, StoreLocked, StoreUnreachable
from sync.paths import Paths
from tui import words_vault as texts

if TYPE_CHECKING:
    from sync.cipher import Cipher
    from sync.store import Store
    from sync.vault import Vault

VARIABLE: Final = "BIENBAN_PASSPHRASE"
"""In which the passphrase may be given where nobody can be asked."""

NEW_VARIABLE: Final = "BIENBAN_NEW_PASSPHRASE"
"""The same for another passphrase."""

TRIES: Final = 3

Ask = Callable[[Paths, "Vault"], "Cipher | None"]
"""Asks somebody for the passphrase; None when they would not."""


def is_encrypted(paths: Paths) -> bool:
    """Whether the store needs a key; one whose vault is hurt does, too."""
    return paths.vault.exists() or paths.vault_copy.exists()


def key_of(paths: Paths, ask: Ask | None = None) -> Cipher | None:
    """The key of a store, None for a plain one. WrongKey, StoreLocked when it cannot be had: nothing has changed."""
    if not is_encrypted(paths):
        return None
    from sync.vault import load_vault

    vault = load_vault(paths)
    if vault is None:
        return None
    found = vault.from_keyring()
    if found is not None:
        return found
    if given := os.environ.get(VARIABLE):
        return vault.unlocked(given)
    found = (ask or ask_on_line)(paths, vault)
    if found is None:
        raise StoreLocked("locked")
    return found


def finished(paths: Paths, key: Cipher | None) -> Cipher | None:
    """Bring to its end what a crash left half turned; the key the store has then.

    Where there is no room for it, the mixture is read as it is. StoreBusy when another desk has the store.
    """
    if key is None:
        return None
    from sync.turning import finish

    try:
        return finish(paths, key)
    except (StoreFull, StoreUnreachable):
        return key


def keep_look(store: Store) -> None:
    """The theme that the desk has goes where it can be read before the store is open: asking looks alike."""
    theme = str(store.setting("theme") or "")
    if store.cipher is None:
        return
    from sync.vault import load_vault, save_vault

    vault = load_vault(store.paths)
    if vault is not None and vault.theme != theme:
        with suppress(OSError):  # on a full disk it looks otherwise once more
            save_vault(store.paths, vault.model_copy(update={"theme": theme}))


def hand_over(process: subprocess.Popen[bytes], key: Cipher) -> None:
    """Give a process of ours the key by its input: nobody else can look there, unlike at its environment."""
    assert process.stdin is not None
    process.stdin.write(key.key.hex().encode() + b"\n")
    process.stdin.flush()


def handed_key(paths: Paths) -> Cipher | None:
    """The key that `hand_over` gave this process; None for a plain store. StoreLocked when none came."""
    if not is_encrypted(paths):
        return None
    from sync.cipher import KEY_BYTES, Cipher

    try:
        return Cipher(bytes.fromhex(os.read(sys.stdin.fileno(), 2 * KEY_BYTES + 1).decode("ascii")))
    except ValueError as error:
        raise StoreLocked("locked") from error


def ask_on_line(paths: Paths, vault: Vault) -> Cipher | None:
    """Ask in the terminal, letters hidden; None when there is none to ask in."""
    from sync.vault import WrongKey

    if not sys.stdin.isatty():
        return None
    print(texts.WHERE.format(path=paths.root), file=sys.stderr)
    if vault.hint:
        print(texts.HINT.format(hint=vault.hint), file=sys.stderr)
    for _ in range(TRIES):
        try:
            return vault.unlocked(getpass.getpass(texts.ASK_LINE))
        except WrongKey as error:
            print(error.sentence, file=sys.stderr)
        except EOFError:
            return None
    print(texts.TRIES_OVER.format(count=TRIES), file=sys.stderr)
    return None


def new_passphrase(variable: str = NEW_VARIABLE) -> str | None:
    """A new passphrase, from the environment or asked for twice; None, and said why, when there is none."""
    from sync.vault import SHORTEST, is_too_short

    given = os.environ.get(variable) or _asked_twice(variable)
    if given is not None and is_too_short(given):
        print(texts.TOO_SHORT.format(count=SHORTEST), file=sys.stderr)
        return None
    return given


def _asked_twice(variable: str) -> str | None:
    if not sys.stdin.isatty():
        print(texts.NO_TERMINAL.format(variable=variable), file=sys.stderr)
        return None
    try:
        first, again = getpass.getpass(texts.ASK_NEW_LINE), getpass.getpass(texts.ASK_AGAIN_LINE)
    except EOFError:
        return None
    if nfc(first) != nfc(again):
        print(texts.DIFFERENT, file=sys.stderr)
        return None
    return first
