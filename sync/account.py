"""Which headquarters this laptop reports to, and with what token: one small file (sync.md §8).

It is written whole and atomically, so any thread may write or read it. Losing it loses no record: another code, and the
laptop is enrolled again.
"""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from sync.errors import StoreUnreachable
from sync.files import DISK, Disk, write_atomically


class Account(BaseModel):
    """What enrolment gave. `cells` are the unit's ids: headquarters' own first, then those made here before.

    `ca` names a file of certificates to trust instead of the system's; `plain` allows http beyond this machine.
    `expires` is the token's end, UTC ms; `key` the public key of headquarters' receipts.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    url: str
    device: UUID
    token: str = Field(repr=False)
    expires: int
    key: str
    cells: tuple[UUID, ...]
    unit: str = ""
    role: str = ""
    name: str = ""
    ca: str = ""
    plain: bool = False

    def save(self, path: Path, disk: Disk = DISK) -> None:
        """Keep it; durable when it returns. Raises OSError."""
        write_atomically(path, self.model_dump_json().encode(), disk)


def load_account(path: Path) -> Account | None:
    """The account, None before enrolment. StoreUnreachable when the file cannot be read."""
    try:
        return Account.model_validate_json(path.read_bytes())
    except FileNotFoundError:
        return None
    except (OSError, ValidationError) as error:
        raise StoreUnreachable("account_hurt", name=path.name) from error
