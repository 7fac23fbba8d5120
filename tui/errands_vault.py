"""`bienban vault …`: encrypt the store, make it plain again, another passphrase, a lost one."""

from __future__ import annotations

import argparse
from pathlib import Path

from pydantic import ValidationError

from sync.cipher import Cipher
from sync.files import write_atomically
from sync.filing import trouble
from sync.keyrings import NoKeyring
from sync.paths import Paths
from sync.protocol import RecoveryAnswer
from sync.turning import keep_vault, turn_off, turn_on
from sync.vault import Vault, load_vault, new_vault
from tui import words_vault as texts
from tui.errands import paths_of
from tui.export import shown
from tui.program import TROUBLE
from tui.unlocking import VARIABLE, finished, is_encrypted, key_of, new_passphrase


def vault_on(arguments: argparse.Namespace) -> int:
    """Encrypt the store, or begin one that is; go on where it was interrupted."""
    paths = paths_of(arguments)
    if is_encrypted(paths):
        finished(paths, key_of(paths))
        print(texts.ON_ALREADY)
        return 0
    return encrypt(paths, arguments.hint, keyring=arguments.keyring)


def encrypt(paths: Paths, hint: str = "", *, keyring: bool = False) -> int:
    """Ask for a new passphrase in the terminal and encrypt a plain store with it; the exit code."""
    print(texts.NEW_WHY, texts.NEW_WARNING, texts.NEW_OTHERS, sep="\n")
    passphrase = new_passphrase(VARIABLE)
    if passphrase is None:
        return TROUBLE
    vault, cipher = new_vault(passphrase, hint=hint)
    turn_on(paths, vault, cipher)
    print(texts.ON.format(path=shown(paths.root)), texts.ON_ERASE, _entrusted(load_vault(paths)), sep="\n")
    return _into_keyring(paths, cipher) if keyring else 0


def vault_off(arguments: argparse.Namespace) -> int:
    """Make the store plain again."""
    paths = paths_of(arguments)
    key = key_of(paths)
    if key is None:
        print(texts.OFF_ALREADY)
        return 0
    turn_off(paths, key)
    print(texts.OFF.format(path=shown(paths.root)))
    return 0


def vault_passphrase(arguments: argparse.Namespace) -> int:
    """Another passphrase; no file is written anew."""
    paths = paths_of(arguments)
    key = key_of(paths)
    if key is None:
        print(texts.OFF_ALREADY)
        return TROUBLE
    passphrase = new_passphrase()
    if passphrase is None:
        return TROUBLE
    keep_vault(paths, lambda vault: vault.for_passphrase(key, passphrase))
    print(texts.CHANGED)
    return 0


def vault_keyring(arguments: argparse.Namespace) -> int:
    """Let the operating system's keyring open the store, or no more."""
    paths = paths_of(arguments)
    key = key_of(paths)
    if key is None:
        print(texts.OFF_ALREADY)
        return TROUBLE
    if not arguments.forget:
        return _into_keyring(paths, key)
    keep_vault(paths, Vault.without_keyring)
    print(texts.RING_OFF)
    return 0


def _into_keyring(paths: Paths, key: Cipher) -> int:
    try:
        keep_vault(paths, lambda vault: vault.for_keyring(key))
    except NoKeyring as error:
        print(error.sentence)
        return TROUBLE
    print(texts.RING_ON)
    return 0


def vault_status(arguments: argparse.Namespace) -> int:
    """How the store is kept; needs no key."""
    paths = paths_of(arguments)
    vault = load_vault(paths)
    if vault is None:
        print(texts.STATUS_PLAIN)
        return 0
    print(texts.STATUS[vault.state.value], texts.STATUS_RING[bool(vault.keyring)], _entrusted(vault), sep="\n")
    if vault.hint:
        print(texts.HINT.format(hint=vault.hint))
    return 0


def _entrusted(vault: Vault | None) -> str:
    return texts.HQ_HAS if vault is not None and vault.recovery is not None else texts.HQ_HAS_NOT


# --- a lost passphrase ---------------------------------------------------------------------------------------------


def vault_recover(arguments: argparse.Namespace) -> int:
    """Write the request for headquarters, or take its answer and set a new passphrase."""
    paths = paths_of(arguments)
    if not is_encrypted(paths):
        print(texts.OFF_ALREADY)
        return TROUBLE
    if arguments.request is not None:
        return _ask_headquarters(paths, arguments.request)
    if arguments.file is None:
        print(texts.RECOVER_WHAT)
        return TROUBLE
    return _take_answer(paths, arguments.file)


def _ask_headquarters(paths: Paths, output: Path) -> int:
    _, request = keep_vault(paths, lambda vault: vault.asking()[0]).asking()
    try:
        write_atomically(output, request.model_dump_json().encode())
    except OSError as error:
        raise trouble(error, output) from error
    print(texts.REQUEST_DONE.format(path=shown(output)))
    return 0


def _take_answer(paths: Paths, file: Path) -> int:
    try:
        answer = RecoveryAnswer.model_validate_json(file.read_bytes())
    except (OSError, ValidationError):
        print(texts.ANSWER_UNREADABLE.format(path=shown(file)))
        return TROUBLE
    vault = load_vault(paths)
    if vault is None:
        print(texts.OFF_ALREADY)
        return TROUBLE
    key = vault.from_answer(answer)
    passphrase = new_passphrase()
    if passphrase is None:
        return TROUBLE
    keep_vault(paths, lambda vault: vault.for_passphrase(key, passphrase))
    print(texts.RECOVERED)
    return 0
