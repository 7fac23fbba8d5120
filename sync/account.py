"""Which headquarters this laptop reports to, and with what token: one small file (sync.md §8).

It is written whole and atomically, so any thread may write or read it. Losing it loses no record: another code, and the
laptop is enrolled again.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from pathlib import Path
from typing import Final
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from sync.cipher import Cipher, Unopened
from sync.errors import StoreLocked, StoreUnreachable
from sync.files import DISK, Disk, write_atomically

_MARK: Final = b"sealed:"
"""Begins a sealed account."""
_ABOUT: Final = b"bb1-account"


class Account(BaseModel):
    """What enrolment gave. `cells` are the unit's ids: headquarters' own first, then those made here before.

    `ca` names a file of certificates to trust instead of the system's; `plain` allows http beyond this machine.
    `expires` is the token's end, UTC ms; `key` the public key of headquarters' receipts, `recovery` the one for which
    an encrypted store wraps its data key, "" for a headquarters that has none.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    url: str
    device: UUID
    token: str = Field(repr=False)
    expires: int
    key: str
    recovery: str = ""
    cells: tuple[UUID, ...]
    unit: str = ""
    role: str = ""
    name: str = ""
    ca: str = ""
    plain: bool = False

    def save(self, path: Path, disk: Disk = DISK, cipher: Cipher | None = None) -> None:
        """Keep it, sealed with a cipher: the token is as good as a key. Durable when it returns. Raises OSError."""
        data = self.model_dump_json().encode()
        write_atomically(path, data if cipher is None else sealed_account(data, cipher), disk)


def load_account(path: Path, cipher: Cipher | None = None) -> Account | None:
    """The account, None before enrolment. StoreLocked without the key, StoreUnreachable when it cannot be read."""
    try:
        data = path.read_bytes()
        if data.startswith(_MARK) and cipher is None:
            raise StoreLocked("locked_file", name=path.name)
        return Account.model_validate_json(data if cipher is None else opened_account(data, cipher))
    except FileNotFoundError:
        return None
    except (OSError, ValidationError) as error:
        raise StoreUnreachable("account_hurt", name=path.name) from error


def sealed_account(data: bytes, cipher: Cipher) -> bytes:
    """The bytes of the file, sealed unless they are; hurt ones too."""
    return data if data.startswith(_MARK) else _MARK + b64encode(cipher.seal(data, _ABOUT))


def opened_account(data: bytes, cipher: Cipher) -> bytes:
    """The bytes of the file as they were sealed; those that do not open as they are."""
    try:
        return cipher.open(b64decode(data.removeprefix(_MARK), validate=True), _ABOUT)
    except (Unopened, ValueError):
        return data
