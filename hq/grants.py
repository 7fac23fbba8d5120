"""Grants: explicit permissions to read what single people said below a unit, for a reason and a time (sync.md §8)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import Connection, and_, insert, select, update

from hq.access import OPINIONS, day_of, note, ordered_id
from hq.schema import grants

NO_ACCOUNT: Final = UUID(int=0)
"""Who makes a grant when nobody is logged in: the command line."""


def give(connection: Connection, account: UUID, unit: UUID, until: date, reason: str, actor: str, now: int) -> UUID:
    """Let an account read what single people said below a unit, that day included; `actor` as the audit tells.

    The very same again, while it holds, is the grant there is: a form sent twice gives nothing that stays behind when
    the one grant is taken back.
    """
    kind, _, id = actor.partition(":")
    last = (until + timedelta(days=1)).isoformat()
    made = {"account": account, "unit": unit, "what": OPINIONS, "valid_to": last, "reason": reason}
    made |= {"made_by": UUID(id) if kind == "account" else NO_ACCOUNT}
    alike = and_(*(grants.c[name] == value for name, value in made.items()))
    held: UUID | None = connection.execute(select(grants.c.id).where(alike)).scalars().first()
    if held is not None:
        return held
    grant = ordered_id(now)
    connection.execute(insert(grants).values(id=grant, valid_from=day_of(now), made_at=now, **made))
    note(connection, now, actor, "grant.new", f"account:{account}", unit=unit, until=until)
    return grant


def is_grant_of(connection: Connection, grant: UUID, account: UUID) -> bool:
    """Whether an account has, or had, that grant."""
    mine = select(grants.c.id).where(grants.c.id == grant, grants.c.account == account)
    return connection.execute(mine).first() is not None


def take_back(connection: Connection, grant: UUID, actor: str, now: int) -> None:
    """From today on the grant lets nobody read anything. Again: nothing."""
    mine = (grants.c.id == grant) & (grants.c.valid_to > day_of(now))
    if connection.execute(update(grants).where(mine).values(valid_to=day_of(now))).rowcount:
        note(connection, now, actor, "grant.over", f"grant:{grant}")
