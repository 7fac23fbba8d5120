"""A store is encrypted, and made plain again, whatever lies in it and whenever the power goes (sync.md §5.8).

    cipher = turn_on(paths, new_vault("một câu dễ nhớ"))
    turn_off(paths, cipher)

First the vault says, durably, which way the files go; then each file is replaced by one that says the same; last the
vault says that it is done. In between sealed and plain lines are read alike by whoever has the key, and the next
opening goes on (`finish`). Afterwards no file of the store holds a line as it was: hurt bytes, files put aside and
half-written ones included. What is made anew at will (index, pages for the room) is removed. The clerk's abbreviations
and the plans are for people to read and stay as they are.

No other program may have the store open: the lock of the settings is held meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from sync.account import load_account, opened_account, sealed_account
from sync.cipher import Cipher, opened, sealed
from sync.errors import StoreError, StoreUnreachable
from sync.files import DISK, Disk, make_directories, write_atomically
from sync.filing import trouble
from sync.lock import Lock
from sync.paths import Paths
from sync.vault import State, Vault, drop_vault, load_vault, mend_vault, save_vault
from sync.verify import kind_of

_JOURNALS: Final = "*.journal*"
"""Journals, and what was put aside of them: cut tails, hurt and earlier files."""

_UNFINISHED: Final = "*.new"
"""Files that were being written when something stopped: they never counted."""


def turn_on(paths: Paths, vault: Vault, cipher: Cipher, disk: Disk = DISK) -> None:
    """Encrypt a store, or begin one that is. Raises StoreBusy: nothing changed; StoreFull, StoreUnreachable: half done
    and readable with the key, the next opening goes on.
    """
    with _alone(paths, disk):
        begun = _entrusted(paths, vault, cipher).model_copy(update={"state": State.SEALING})
        save_vault(paths, begun, disk)
        _go_on(paths, begun, cipher, disk)


def turn_off(paths: Paths, cipher: Cipher, disk: Disk = DISK) -> None:
    """Make a store plain and forget its key. Raises as `turn_on`."""
    with _alone(paths, disk):
        vault = load_vault(paths)
        if vault is not None:
            begun = vault.model_copy(update={"state": State.OPENING})
            save_vault(paths, begun, disk)
            _go_on(paths, begun, cipher, disk)


def finish(paths: Paths, cipher: Cipher, disk: Disk = DISK) -> Cipher | None:
    """What a crash or a full disk left half done, done; the key the store has now. Raises as `turn_on`.

    Headquarters is entrusted with the key where it can be and was not.
    """
    with _alone(paths, disk):
        vault = load_vault(paths)
        if vault is None:
            return None
        if vault.state is not State.ON:
            return _go_on(paths, vault, cipher, disk)
        mend_vault(paths, _entrusted(paths, vault, cipher), disk)
        return cipher


def keep_vault(paths: Paths, change: Callable[[Vault], Vault], disk: Disk = DISK) -> Vault:
    """Change who may have the key, and nothing else; the vault as it is now. Raises as `turn_on`, or as `change`."""
    with _alone(paths, disk):
        vault = load_vault(paths)
        if vault is None:
            raise StoreUnreachable("missing", name=paths.vault.name)
        changed = change(vault)
        mend_vault(paths, changed, disk)
        return changed


def entrust(paths: Paths, cipher: Cipher, disk: Disk = DISK) -> bool:
    """After an enrolment: wrap the key for headquarters too; whether it has it now. Raises OSError."""
    vault = load_vault(paths)
    if vault is None:
        return False
    entrusted = _entrusted(paths, vault, cipher)
    if entrusted != vault:
        save_vault(paths, entrusted, disk)
    return entrusted.recovery is not None


def _entrusted(paths: Paths, vault: Vault, cipher: Cipher) -> Vault:
    """With headquarters' recovery key, where this laptop is enrolled and headquarters has one."""
    with suppress(StoreError):  # an account that cannot be read is told of elsewhere
        account = load_account(paths.account, cipher)
        if account is not None and account.recovery:
            return vault.for_headquarters(cipher, account.recovery, account.device)
    return vault


@contextmanager
def _alone(paths: Paths, disk: Disk) -> Iterator[None]:
    """While nobody else has the store; what the disk says is told as the store tells it."""
    lock = None
    try:
        make_directories(paths.root, disk)
        lock = Lock(paths.settings)
        yield
    except OSError as error:
        raise trouble(error, paths.root) from error
    finally:
        if lock is not None:
            lock.release()


# --- the files -----------------------------------------------------------------------------------------------------


def _go_on(paths: Paths, vault: Vault, cipher: Cipher, disk: Disk) -> Cipher | None:
    """Bring every file to where the vault says that it goes; the key the store has then. Raises OSError."""
    to_seal = vault.state is State.SEALING
    for folder in (paths.root, *(paths.meeting(meeting) for meeting in paths.meetings())):
        _turn_journals(folder, cipher, disk, to_seal=to_seal)
    _turn_account(paths.account, cipher, disk, to_seal=to_seal)
    for derived in (paths.index, paths.room):
        _clear(derived, disk)
    if to_seal:
        save_vault(paths, vault.model_copy(update={"state": State.ON}), disk)
        return cipher
    drop_vault(paths, vault, disk)
    return None


def _turn_journals(folder: Path, cipher: Cipher, disk: Disk, *, to_seal: bool) -> None:
    for unfinished in folder.glob(_UNFINISHED):
        disk.unlink(unfinished)
    for path in sorted(folder.glob(_JOURNALS)):
        before = path.read_bytes()
        turned = (sealed if to_seal else opened)(before, kind_of(path), path, cipher)
        if turned != before:
            write_atomically(path, turned, disk)
    disk.sync_directory(folder)


def _turn_account(path: Path, cipher: Cipher, disk: Disk, *, to_seal: bool) -> None:
    if path.exists():
        before = path.read_bytes()
        turned = (sealed_account if to_seal else opened_account)(before, cipher)
        if turned != before:
            write_atomically(path, turned, disk)


def _clear(folder: Path, disk: Disk) -> None:
    """Remove what can be made anew."""
    if folder.is_dir():
        for path in folder.iterdir():
            disk.unlink(path)
        disk.sync_directory(folder)
