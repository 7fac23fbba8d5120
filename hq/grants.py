"""Grants: explicit permissions to read what single people said below a unit, for a reason and a time (sync.md §8)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import Connection, insert, update

from hq.access import OPINIONS, day_of, note, ordered_id
from hq.schema import grants

NO_ACCOUNT: Final = UUID(int=0)
"""Who makes a grant when nobody is logged in: the command line."""


def give(connection: Connection, account: UUID, unit: UUID, until: date, reason: str, actor: str, now: int) -> UUID:
    """Let an account read what single people said below a unit, that day included; `actor` as the audit tells."""
    kind, _, id = actor.partition(":")
    made_by = UUID(id) if kind == "account" else NO_ACCOUNT
    days = {"valid_from": day_of(now), "valid_to": (until + timedelta(days=1)).isoformat()}
    made = {"reason": reason, "made_by": made_by, "made_at": now}
    grant = ordered_id(now)
    connection.execute(insert(grants).values(id=grant, account=account, unit=unit, what=OPINIONS, **days, **made))
    note(connection, now, actor, "grant.new", f"account:{account}", unit=unit, until=until)
    return grant


def take_back(connection: Connection, grant: UUID, actor: str, now: int) -> None:
    """From today on the grant lets nobody read anything. Again: nothing."""
    mine = (grants.c.id == grant) & (grants.c.valid_to > day_of(now))
    if connection.execute(update(grants).where(mine).values(valid_to=day_of(now))).rowcount:
        note(connection, now, actor, "grant.over", f"grant:{grant}")
