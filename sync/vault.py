"""The key of an encrypted store, and who may have it (sync.md §5.8).

    vault, cipher = new_vault("một câu dễ nhớ")
    save_vault(paths, vault)                     # `vault.json` and a copy of it; from now on the store is encrypted
    cipher = load_vault(paths).unlocked("…")     # WrongKey: nothing has changed

The data key is random and never written down plain. It is wrapped once for each who may have it: a passphrase (always),
the operating system's keyring, headquarters' recovery key. Changing the passphrase makes another wrap and leaves every
file alone. The file says nothing else but what has to be known before the store is open. Losing both copies loses the
store, so a hurt one is made anew from the other.
"""

from __future__ import annotations

import hashlib
import hmac
import os
from enum import StrEnum
from typing import Final
from uuid import UUID, uuid4

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from models.vietnamese.text import nfc
from sync import keyrings
from sync.boxes import box_public, boxed, new_box_key, unboxed
from sync.cipher import KEY_BYTES, Cipher, Unopened
from sync.errors import StoreError, StoreForeign, StoreUnreachable
from sync.files import DISK, Disk, make_directories, write_atomically
from sync.frames import Frame, frame, pieces
from sync.paths import Paths
from sync.protocol import RecoveryAnswer, RecoveryRequest, recovery_about

VERSION: Final = 1
FORMAT: Final = "bienban-vault"

SHORTEST: Final = 12
"""Characters of a passphrase: a thief of the disk may try as often as he likes, a short sentence holds."""

_MOST_MEMORY: Final = 1 << 30
"""Bytes that a hurt or forged file may make scrypt take."""


class WrongKey(StoreError):
    """The passphrase, the keyring's secret or headquarters' answer does not open the store. Nothing was changed."""

    def __init__(self) -> None:
        super().__init__("wrong_key")


class State(StrEnum):
    """Which way the files of a store go: all sealed, or on the way there, or on the way back."""

    ON = "on"
    SEALING = "sealing"
    OPENING = "opening"


class _Kept(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class Cost(_Kept):
    """How dear one try of a passphrase is (scrypt, RFC 7914): 2¹⁷ · 8 · 128 bytes are 128 MiB, OWASP's advice."""

    n: int = Field(default=1 << 17, ge=2)
    r: int = Field(default=8, ge=1)
    p: int = Field(default=1, ge=1, le=16)

    @property
    def memory(self) -> int:
        """Bytes that one try takes."""
        return 128 * self.n * self.r * self.p


class Passphrase(_Kept):
    """The data key wrapped by a passphrase. Hexadecimal."""

    salt: str
    cost: Cost
    wrap: str


class Recovery(_Kept):
    """The data key wrapped for headquarters' recovery key, by the device that this laptop was then."""

    hq: str  # headquarters' public key
    device: UUID
    box: str


class Vault(_Kept):
    """What the file says. `hint` is the person's own reminder, `theme` how the desk looked last."""

    format: str = FORMAT
    version: int = VERSION
    id: UUID
    state: State = State.ON
    check: str  # by which the right data key is known
    passphrase: Passphrase
    keyring: str = ""  # the data key wrapped by the secret in the keyring
    recovery: Recovery | None = None
    asked: str = Field(default="", repr=False)  # the private key for which an answer of headquarters is awaited
    hint: str = ""
    theme: str = ""

    # -- opening --------------------------------------------------------------------------------------------------

    def unlocked(self, passphrase: str) -> Cipher:
        """The data key, for the right passphrase. Raises WrongKey."""
        held = self.passphrase
        return self._unwrapped(bytes.fromhex(held.wrap), _stretched(passphrase, held), b"passphrase")

    def from_keyring(self) -> Cipher | None:
        """The data key as the keyring gives it; None when it is not kept there or the keyring does not answer."""
        if not self.keyring:
            return None
        try:
            secret = keyrings.kept(self.id)
            return self._unwrapped(bytes.fromhex(self.keyring), Cipher(secret), b"keyring") if secret else None
        except (keyrings.NoKeyring, WrongKey, ValueError):
            return None

    def from_answer(self, answer: RecoveryAnswer) -> Cipher:
        """The data key as headquarters gave it back. StoreForeign for an answer to another request, WrongKey."""
        if answer.vault != self.id or not self.asked:
            raise StoreForeign("recovery_other")
        about = recovery_about(self.id, answer.device)
        try:
            key = unboxed(bytes.fromhex(self.asked), answer.box, about)
        except Unopened as error:
            raise StoreForeign("recovery_other") from error
        return self._checked(key)

    def _unwrapped(self, wrap: bytes, opener: Cipher, who: bytes) -> Cipher:
        try:
            key = opener.open(wrap, self._about(who))
        except Unopened as error:
            raise WrongKey from error
        return self._checked(key)

    def _checked(self, key: bytes) -> Cipher:
        cipher = Cipher(key)
        if not hmac.compare_digest(cipher.check, self.check):
            raise WrongKey
        return cipher

    # -- who may have the key -------------------------------------------------------------------------------------

    def for_passphrase(self, cipher: Cipher, passphrase: str, cost: Cost | None = None) -> Vault:
        """With another passphrase; the old one opens nothing any more."""
        salt = os.urandom(16)
        held = Passphrase(salt=salt.hex(), cost=cost or Cost(), wrap="")
        wrap = _stretched(passphrase, held).seal(cipher.key, self._about(b"passphrase"))
        return self.model_copy(update={"passphrase": held.model_copy(update={"wrap": wrap.hex()}), "asked": ""})

    def for_keyring(self, cipher: Cipher) -> Vault:
        """With a fresh secret in the keyring. Raises NoKeyring: nothing has changed."""
        secret = Cipher.new()
        keyrings.keep(self.id, secret.key)
        return self.model_copy(update={"keyring": secret.seal(cipher.key, self._about(b"keyring")).hex()})

    def without_keyring(self) -> Vault:
        """The keyring opens it no more."""
        keyrings.forget(self.id)
        return self.model_copy(update={"keyring": ""})

    def for_headquarters(self, cipher: Cipher, public: str, device: UUID) -> Vault:
        """With headquarters' recovery key; the same vault when it is wrapped for that already."""
        if self.recovery is not None and self.recovery.hq == public:
            return self
        box = boxed(public, cipher.key, recovery_about(self.id, device))
        return self.model_copy(update={"recovery": Recovery(hq=public, device=device, box=box)})

    def asking(self) -> tuple[Vault, RecoveryRequest]:
        """What headquarters is asked for when the passphrase is lost, and the vault that awaits the answer.

        Asked again, the same one-time key is used: an answer to the first request still opens it. Raises StoreError.
        """
        if self.recovery is None:
            raise StoreError("recovery_none")
        private = bytes.fromhex(self.asked) or new_box_key()
        held = self.recovery
        request = RecoveryRequest(
            vault=self.id, device=held.device, hq=held.hq, box=held.box, answer_to=box_public(private)
        )
        return self.model_copy(update={"asked": private.hex()}), request

    def _about(self, who: bytes) -> bytes:
        return b"bb1-wrap-" + who + self.id.bytes


def new_vault(passphrase: str, *, hint: str = "", cost: Cost | None = None) -> tuple[Vault, Cipher]:
    """A fresh data key behind a passphrase; nothing is written."""
    cipher = Cipher.new()
    nobody = Passphrase(salt="", cost=Cost(), wrap="")
    bare = Vault(id=uuid4(), check=cipher.check, passphrase=nobody, hint=hint)
    return bare.for_passphrase(cipher, passphrase, cost), cipher


def is_too_short(passphrase: str) -> bool:
    """Whether a new passphrase would not hold."""
    return len(nfc(passphrase.strip())) < SHORTEST


def _stretched(passphrase: str, held: Passphrase) -> Cipher:
    """What a passphrase is worth as a key. Raises WrongKey when the file asks for more memory than there may be."""
    cost = held.cost
    if cost.memory > _MOST_MEMORY or cost.n & (cost.n - 1):
        raise WrongKey
    room = cost.memory + (1 << 20)
    secret = nfc(passphrase).encode()  # composed letters: it opens on every keyboard that writes it alike
    salt = bytes.fromhex(held.salt)
    return Cipher(hashlib.scrypt(secret, salt=salt, n=cost.n, r=cost.r, p=cost.p, dklen=KEY_BYTES, maxmem=room))


# --- the file ------------------------------------------------------------------------------------------------------


def load_vault(paths: Paths) -> Vault | None:
    """The vault of a store, None for a store that is not encrypted. StoreUnreachable when neither copy can be read."""
    there = [path for path in (paths.vault, paths.vault_copy) if path.exists()]
    for path in there:
        found = _read(path.read_bytes())
        if found is not None:
            if found.version > VERSION:
                raise StoreForeign("newer", name=path.name, version=found.version)
            return found
    if there:
        raise StoreUnreachable("vault_hurt", name=paths.vault.name)
    return None


def save_vault(paths: Paths, vault: Vault, disk: Disk = DISK) -> None:
    """Keep it, twice; durable when it returns. A crash leaves the old one or the new one. Raises OSError."""
    make_directories(paths.root, disk)
    data = frame(vault.model_dump_json().encode())
    for path in (paths.vault, paths.vault_copy):
        write_atomically(path, data, disk)


def mend_vault(paths: Paths, vault: Vault, disk: Disk = DISK) -> None:
    """Make both copies say the same again, after damage or a crash between them. Raises OSError."""
    if any(not path.exists() or _read(path.read_bytes()) != vault for path in (paths.vault, paths.vault_copy)):
        save_vault(paths, vault, disk)


def drop_vault(paths: Paths, vault: Vault, disk: Disk = DISK) -> None:
    """The store is plain again: its key is of no use to anybody. Raises OSError."""
    for path in (paths.vault, paths.vault_copy):
        disk.unlink(path)
    disk.sync_directory(paths.root)
    if vault.keyring:
        keyrings.forget(vault.id)


def _read(data: bytes) -> Vault | None:
    """What a file says; None for one that is hurt."""
    found = next(pieces(data), None)
    try:
        return Vault.model_validate_json(found.tx) if isinstance(found, Frame) else None
    except ValidationError:
        return None
