"""Commands for accounts, and for grants to read what single people said."""

from __future__ import annotations

import argparse
import getpass
import sys
from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, select

from hq import words
from hq.access import COMMAND_LINE
from hq.accounts import AccountError, add, change_password, disable, plain_login
from hq.commands_shared import NotDone, opened, unit_called
from hq.grants import give
from hq.organisation import shown_day
from hq.schema import accounts, units
from hq.settings import Settings


def account_add(given: argparse.Namespace, settings: Settings) -> int:
    """A new account, its password asked for twice or read from a pipe."""
    with opened(settings) as services:
        unit = _unit(services.database.read, given.unit)
        password = _password()
        _done(lambda: add(services, given.login, given.name, given.role, unit, password))
    print(words.ACCOUNT_MADE.format(login=plain_login(given.login)))
    return 0


def _unit(read: Callable[[Callable[[Connection], UUID]], UUID], code: str | None) -> UUID | None:
    return read(lambda connection: unit_called(connection, code)) if code else None


def account_list(_: argparse.Namespace, settings: Settings) -> int:
    """Every account, without anything of its password."""
    wanted = select(accounts, units.c.code).outerjoin(units, units.c.unit == accounts.c.unit)
    with opened(settings) as services:
        found = services.database.read(lambda connection: connection.execute(wanted.order_by(accounts.c.login)).all())
    for one in found:
        print(_line(one))
    if not found:
        print(words.ACCOUNT_NONE)
    return 0


def _line(one: Row[Any]) -> str:
    state = words.ACCOUNT_DISABLED if one.disabled_at is not None else ""
    unit = one.code or words.ORG_TOP
    return words.ACCOUNT_LINE.format(login=one.login, name=one.name, role=one.role, unit=unit, state=state)


def account_disable(given: argparse.Namespace, settings: Settings) -> int:
    """Close an account at once."""
    with opened(settings) as services:
        _done(lambda: disable(services, given.login))
    print(words.ACCOUNT_CLOSED.format(login=plain_login(given.login)))
    return 0


def account_password(given: argparse.Namespace, settings: Settings) -> int:
    """Another password."""
    with opened(settings) as services:
        password = _password()
        _done(lambda: change_password(services, given.login, password))
    print(words.ACCOUNT_PASSWORD.format(login=plain_login(given.login)))
    return 0


def account_grant(given: argparse.Namespace, settings: Settings) -> int:
    """Let an account read what single people said under a unit, until a day, for a reason; noted (sync.md §8)."""
    reason = " ".join(given.reason.split())
    if not reason:
        raise NotDone(words.GRANT_REASON)
    until = _last_day(given.until)
    with opened(settings) as services:
        now = services.clock()

        def work(connection: Connection) -> None:
            wanted = select(accounts.c.account).where(accounts.c.login == plain_login(given.login))
            account = connection.execute(wanted).scalar()
            if account is None:
                raise NotDone(words.ACCOUNT_FAULTS["unknown"])
            unit = unit_called(connection, given.unit)
            give(connection, account, unit, until, reason, COMMAND_LINE, now)

        services.database.write(work)
    shown = shown_day(until.isoformat())
    print(words.GRANT_MADE.format(login=plain_login(given.login), unit=given.unit, until=shown))
    return 0


def _last_day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise NotDone(words.GRANT_DAY.format(text=text)) from None


def _password() -> str:
    """Typed twice without being shown, or the first line of a pipe."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    try:
        first, again = getpass.getpass(words.PASSWORD_ASKED), getpass.getpass(words.PASSWORD_AGAIN)
    except EOFError:
        raise NotDone(words.PASSWORD_NONE) from None
    if again != first:
        raise NotDone(words.PASSWORD_DIFFERS)
    return first


def _done(work: Callable[[], object]) -> None:
    try:
        work()
    except AccountError as error:
        raise NotDone(words.ACCOUNT_FAULTS[error.reason]) from error
