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
from sync.signing import new_key, public_of

_KEY = "signing key"


def wall_clock() -> int:
    """Now, UTC ms."""
    return time.time_ns() // 1_000_000


def monotonic() -> float:
    """Seconds that never go back."""
    return time.monotonic()


@dataclass(frozen=True, slots=True)
class Services:
    """One running server. `key` is the private key of its receipts, `public` what laptops know of it."""

    settings: Settings
    database: Database
    plan: Plan
    key: bytes = field(repr=False)
    clock: Callable[[], int] = wall_clock

    @property
    def public(self) -> str:
        """The public key, hexadecimal."""
        return public_of(self.key)


def own_key(database: Database) -> bytes:
    """The server's signing key: made at the first start, kept in the database so that a restored one still signs."""
    fresh = new_key()

    def work(connection: Connection) -> bytes:
        known = connection.execute(select(kept.c.value).where(kept.c.name == _KEY)).scalar()
        if known is None:
            connection.execute(kept.insert().values(name=_KEY, value=fresh))
        return bytes(known or fresh)

    return database.write(work)
