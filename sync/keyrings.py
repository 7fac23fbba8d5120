"""The operating system's keyring, where it has one: Windows, macOS and most desktops do (sync.md §5.8).

What is kept there opens the store while this person is logged in, without a question. Nothing depends on it: every
store has a passphrase as well.
"""

from __future__ import annotations

from typing import Final
from uuid import UUID

from sync.errors import StoreError

SERVICE: Final = "bienban"


class NoKeyring(StoreError):
    """There is none here, it is shut, or it does not answer. Nothing was changed."""

    def __init__(self) -> None:
        super().__init__("no_keyring")


def keep(vault: UUID, secret: bytes) -> None:
    """Put a secret there. Raises NoKeyring."""
    import keyring
    from keyring.errors import KeyringError

    try:
        keyring.set_password(SERVICE, str(vault), secret.hex())
    except (KeyringError, RuntimeError, OSError) as error:  # a backend tells its own trouble as RuntimeError
        raise NoKeyring from error


def kept(vault: UUID) -> bytes | None:
    """The secret that is there; None when there is none. Raises NoKeyring."""
    import keyring
    from keyring.errors import KeyringError

    try:
        found = keyring.get_password(SERVICE, str(vault))
        return bytes.fromhex(found) if found else None
    except (KeyringError, RuntimeError, OSError, ValueError) as error:
        raise NoKeyring from error


def forget(vault: UUID) -> None:
    """Take it away, if it is there and the keyring answers: by itself it opens nothing."""
    import keyring
    from keyring.errors import KeyringError

    try:
        keyring.delete_password(SERVICE, str(vault))
    except (KeyringError, RuntimeError, OSError):
        return
