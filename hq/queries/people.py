"""Accounts and grants as an administrator may see them: those of units in their reach."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, Row, Select, func, literal, or_, select

from hq.access import EVERYWHERE, Caller, below, placed
from hq.schema import accounts, grants, placements, units


class AccountRow(NamedTuple):
    """Somebody who may log in."""

    account: UUID
    login: str
    name: str
    role: str
    code: str  # of the unit, "" for one who is above all units
    unit: str  # its name
    disabled: bool
    locked_until: int  # UTC ms


class GrantRow(NamedTuple):
    """A permission to read what single people said below a unit. Days are ISO, `until` the first day after it."""

    id: UUID
    unit: str
    since: str
    until: str
    reason: str
    made_by: str  # login, "" for the command line

    @property
    def last(self) -> str:
        """The last day on which it holds, ISO."""
        return (date.fromisoformat(self.until) - timedelta(days=1)).isoformat()


def accounts_within(connection: Connection, caller: Caller, today: str) -> list[AccountRow]:
    """The accounts of units in the caller's reach; all of them for one who is above all units."""
    found = connection.execute(_accounts(caller, today).order_by(accounts.c.login))
    return [_account(row) for row in found]


def account_called(connection: Connection, caller: Caller, login: str, today: str) -> AccountRow | None:
    """The account with a login; None outside the caller's reach."""
    row = connection.execute(_accounts(caller, today).where(accounts.c.login == login)).one_or_none()
    return None if row is None else _account(row)


def _accounts(caller: Caller, today: str) -> Select[Any]:
    joined = accounts.outerjoin(units, units.c.unit == accounts.c.unit)
    joined = joined.outerjoin(placements, placed(accounts.c.unit, today))
    wanted = select(accounts, units.c.code, placements.c.name.label("unit_name")).select_from(joined)
    return wanted.where(or_(literal(EVERYWHERE in caller.reaches), below(placements.c.path, caller.reaches)))


def _account(row: Row[Any]) -> AccountRow:
    place = (row.code or "", row.unit_name or "")
    return AccountRow(row.account, row.login, row.name, row.role, *place, row.disabled_at is not None, row.locked_until)


def grants_of(connection: Connection, account: UUID, today: str) -> list[GrantRow]:
    """The grants of an account that hold today or later, the earliest first."""
    maker = accounts.alias("maker")
    joined = grants.join(units, units.c.unit == grants.c.unit).outerjoin(placements, placed(grants.c.unit, today))
    joined = joined.outerjoin(maker, maker.c.account == grants.c.made_by)
    place = func.coalesce(placements.c.name, units.c.code).label("place")
    wanted = select(grants, place, maker.c.login).select_from(joined)
    mine = wanted.where(grants.c.account == account, grants.c.valid_to > today).order_by(grants.c.made_at)
    return [
        GrantRow(row.id, row.place, row.valid_from, row.valid_to, row.reason, row.login or "")
        for row in connection.execute(mine)
    ]
