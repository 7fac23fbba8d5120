"""What every endpoint needs, made once: the database, the plan, the keys and the clock."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from sqlalchemy import Connection, select

from hq.database import Database
from hq.schema import settings as kept
from hq.settings import Settings
from models.plan import Plan
from sync.boxes import box_public, new_box_key
from sync.signing import new_key, public_of

_KEY = "signing key"
_RECOVERY = "recovery key"


def wall_clock() -> int:
    """Now, UTC ms."""
    return time.time_ns() // 1_000_000


def monotonic() -> float:
    """Seconds that never go back."""
    return time.monotonic()


@dataclass(frozen=True, slots=True)
class Services:
    """One running server. `key` is the private key of its receipts, `public` what laptops know of it.

    `plan` is the one that comes with the program; that of the pages is asked of the database (`hq.plans.plan_in_use`).
    `recovery` is the private key for which encrypted laptops wrap theirs, b"" where none is offered (sync.md §5.8).
    """

    settings: Settings
    database: Database
    plan: Plan
    key: bytes = field(repr=False)
    clock: Callable[[], int] = wall_clock
    recovery: bytes = field(default=b"", repr=False)

    @property
    def public(self) -> str:
        """The public key, hexadecimal."""
        return public_of(self.key)

    @property
    def recovery_public(self) -> str | None:
        """The public half of `recovery`, hexadecimal."""
        return box_public(self.recovery) if self.recovery else None


def own_key(database: Database) -> bytes:
    """The server's signing key: made at the first start, kept in the database so that a restored one still signs."""
    return _kept(database, _KEY, new_key())


def recovery_key(database: Database) -> bytes:
    """The server's recovery key: made and kept alike. Without it no lost passphrase comes back."""
    return _kept(database, _RECOVERY, new_box_key())


def _kept(database: Database, name: str, fresh: bytes) -> bytes:
    def work(connection: Connection) -> bytes:
        known = connection.execute(select(kept.c.value).where(kept.c.name == name)).scalar()
        if known is None:
            connection.execute(kept.insert().values(name=name, value=fresh))
        return bytes(known or fresh)

    return database.write(work)
