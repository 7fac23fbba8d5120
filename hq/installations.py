"""The identities of one installation: they vouch for each other, and are revoked together (sync.md §6 `fork`, §8).

A laptop takes a new identity when its streams may exist elsewhere: a copied disk, a restored image, a damaged file.
It keeps the keys of all of them, so the earlier ones sign for the present one, and their streams are believed too.

A copied disk is one installation twice: both twins hold the same keys, each may introduce an identity of its own, and
nothing tells the two apart. So neither loses an entry; but whoever copied a laptop's disk is let in as that laptop is,
until it is revoked, and then all that grew from its keys goes with it. The honest twin comes back by a code.
"""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import ColumnElement, Connection, func, insert, select, update

from hq.access import note
from hq.schema import devices
from sync.protocol import Earlier, EnrolmentRequest, vouching_statement
from sync.signing import verified

_FIRST = func.coalesce(devices.c.installation, devices.c.device)
"""What names an installation: its first identity that headquarters heard of."""


def take_earlier(connection: Connection, cell: UUID, role: str, asked: EnrolmentRequest, now: int) -> None:
    """Take the earlier identities that vouch for a device into its cell, as one installation with it.

    One that is known stays what it is: a vouching neither moves a device to another cell nor undoes a revocation.
    """
    vouching = [one for one in asked.earlier if _vouches(one, asked)]
    known = select(devices.c.device, devices.c.key).where(devices.c.device.in_([one.device for one in vouching]))
    keys = {row.device: row.key for row in connection.execute(known)}
    values = {"cell_id": cell, "role": role, "name": asked.name, "enrolled_at": now}
    for one in vouching:
        if one.device not in keys:
            connection.execute(insert(devices).values(device=one.device, key=one.key, alias=one.alias, **values))
            note(connection, now, f"device:{asked.device}", "device.vouched", f"device:{one.device}")
    join(connection, {asked.device, *(one.device for one in vouching if keys.get(one.device, one.key) == one.key)})


def _vouches(one: Earlier, asked: EnrolmentRequest) -> bool:
    return one.device != asked.device and verified(
        one.key, vouching_statement(one.device, asked.device, asked.key), one.sig
    )


def join(connection: Connection, members: set[UUID]) -> None:
    """Make one installation of those that these devices belong to."""
    if len(members) < 2:
        return
    firsts = set(connection.execute(select(_FIRST).where(devices.c.device.in_(members))).scalars())
    if len(firsts) > 1:
        joined = _FIRST.in_(firsts)
        connection.execute(update(devices).where(joined).values(installation=min(firsts)))


def revoke(connection: Connection, device: UUID, actor: str, now: int) -> None:
    """From this instant none of its tokens is good for anything, nor those of the same installation; what they sent
    stays. Again: nothing.
    """
    mine: ColumnElement[bool] = _FIRST.in_(select(_FIRST).where(devices.c.device == device))
    living = select(devices.c.device).where(mine, devices.c.revoked_at.is_(None)).order_by(devices.c.device)
    for one in connection.execute(living).scalars().all():
        connection.execute(update(devices).where(devices.c.device == one).values(revoked_at=now))
        note(connection, now, actor, "device.revoked", f"device:{one}")
