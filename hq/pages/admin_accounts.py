"""Accounts: made, closed, opened, given a new password; grants to read what single people said (sync.md §8)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Final
from urllib.parse import quote
from uuid import UUID

from starlette.exceptions import HTTPException
from starlette.responses import Response

from hq import accounts
from hq.accounts import AccountError
from hq.grants import give, is_grant_of, take_back
from hq.pages import words
from hq.pages import words_admin as say
from hq.pages.admin import ACCOUNTS, HOME, crumbs, form_page, whole
from hq.pages.registry import ADMIN, Asked, Page
from hq.pages.shell import Link, go
from hq.pages.tables import SEARCH, Cell, Column, cell, listed, matching, sheet, wants_file
from hq.queries.people import AccountRow, account_called, accounts_within, grants_of
from hq.queries.tree import UnitRow, unit_called
from hq.services import Services
from models.minutes.phrases import iso_date

COLUMNS: Final = (
    Column("ten", say.LOGIN, 20),
    Column("ho-ten", say.NAME, 30),
    Column("vai-tro", say.ROLE, 20),
    Column("don-vi", say.UNIT, 36),
    Column("tinh-trang", say.STATE, 12),
)


def _list(asked: Asked, fault: str = "") -> Response:
    found = asked.read(lambda connection: accounts_within(connection, asked.caller, asked.today))
    found = matching(found, asked.given.get(SEARCH, ""), lambda one: (one.login, one.name, one.unit, one.code))
    table = listed(asked, say.ACCOUNTS, COLUMNS, [_row(one) for one in found])
    if wants_file(asked):
        return sheet(asked, table, "tai-khoan")
    kept = {name: asked.given.get(name, "") for name in ("login", "name", "role", "unit")}
    return form_page(asked, "accounts.html", crumbs(asked, say.ACCOUNTS), fault, table=table, kept=kept)


def _row(one: AccountRow) -> tuple[Cell, ...]:
    return (
        cell(one.login, href=_address(one.login)),
        cell(one.name),
        cell(words.ROLES.get(one.role, one.role)),
        cell(one.unit, note=one.code),
        cell(say.CLOSED, mark="quiet") if one.disabled else cell(say.OPEN, mark="good"),
    )


def _address(login: str) -> str:
    return f"{ACCOUNTS}/{quote(login, safe='')}"


def _add(asked: Asked) -> Response:
    """A new account of a unit within reach."""
    given = asked.given
    unit = _unit(asked, given.get("unit", ""))
    if given.get("unit") and unit is None:
        return _list(asked, say.ACCOUNT_UNIT_UNKNOWN)
    if unit is None and not whole(asked):
        return _list(asked, say.ONLY_WHOLE)
    if given.get("password", "") != given.get("password2", ""):
        return _list(asked, say.PASSWORD_DIFFERS)
    told = (given.get("login", ""), given.get("name", ""), given.get("role", ""))
    try:
        accounts.add(asked.services, *told, unit.unit if unit else None, given.get("password", ""), asked.caller.actor)
    except AccountError as error:
        return _list(asked, say.ACCOUNT_FAULTS[error.reason])
    return go(ACCOUNTS, "account-made")


def _unit(asked: Asked, code: str) -> UnitRow | None:
    return asked.read(lambda connection: unit_called(connection, asked.caller, code, asked.today)) if code else None


# --- one account ----------------------------------------------------------------------------------------------------


def _account(asked: Asked) -> AccountRow:
    """The account of the address, within the caller's reach. HTTPException 404."""
    login = asked.part("login")
    found = asked.read(lambda connection: account_called(connection, asked.caller, login, asked.today))
    if found is None:
        raise HTTPException(404)
    return found


def _one(asked: Asked, fault: str = "") -> Response:
    account = _account(asked)
    held = asked.read(lambda connection: grants_of(connection, account.account, asked.today))
    way = (Link(say.ADMIN, HOME), Link(say.ACCOUNTS, ACCOUNTS), Link(account.login, asked.path, here=True))
    return form_page(
        asked,
        "account.html",
        way,
        fault,
        account=account,
        role=words.ROLES.get(account.role, account.role),
        grants=held,
        kept={name: asked.given.get(name, "") for name in ("don-vi", "until", "reason")},
    )


def _change(asked: Asked) -> Response:
    """What one of the forms of the page asks for."""
    account = _account(asked)
    match asked.given.get("deed"):
        case "close" if account.account == asked.caller.account:
            return _one(asked, say.NOT_YOURSELF)
        case "close":
            return _done(asked, account, accounts.disable, "account-closed")
        case "open":
            return _done(asked, account, accounts.enable, "account-opened")
        case "password":
            return _set_password(asked, account)
        case "grant":
            return _give(asked, account)
        case "take":
            return _take_back(asked, account)
    raise HTTPException(400)


def _done(asked: Asked, account: AccountRow, deed: Callable[[Services, str, str], None], notice: str) -> Response:
    deed(asked.services, account.login, asked.caller.actor)
    return go(_address(account.login), notice)


def _set_password(asked: Asked, account: AccountRow) -> Response:
    password = asked.given.get("password", "")
    if password != asked.given.get("password2", ""):
        return _one(asked, say.PASSWORD_DIFFERS)
    try:
        accounts.change_password(asked.services, account.login, password, asked.caller.actor)
    except AccountError as error:
        return _one(asked, say.ACCOUNT_FAULTS[error.reason])
    return go(_address(account.login), "password-set")


def _give(asked: Asked, account: AccountRow) -> Response:
    """A grant below a unit within the caller's own reach."""
    unit, reason = _unit(asked, asked.given.get("don-vi", "")), " ".join(asked.given.get("reason", "").split())
    until = _last_day(asked.given.get("until", ""), asked.today)
    if unit is None or until is None or not reason:
        return _one(asked, say.GRANT_FAULT)
    asked.write(
        lambda connection: give(
            connection, account.account, unit.unit, until, reason[:500], asked.caller.actor, asked.now
        )
    )
    return go(_address(account.login), "grant-given")


def _last_day(text: str, today: str) -> date | None:
    day = iso_date(text)
    return day if day is not None and today <= day.isoformat() < "9999" else None


def _take_back(asked: Asked, account: AccountRow) -> Response:
    """End a grant of the account; one that is over already is over: the form came twice."""
    try:
        grant = UUID(asked.given.get("grant", ""))
    except ValueError:
        raise HTTPException(404) from None
    if not asked.read(lambda connection: is_grant_of(connection, grant, account.account)):
        raise HTTPException(404)
    asked.write(lambda connection: take_back(connection, grant, asked.caller.actor, asked.now))
    return go(_address(account.login), "grant-over")


PAGES: Final = (
    Page(ACCOUNTS, ADMIN, get=_list, post=_add),
    Page(f"{ACCOUNTS}/{{login}}", ADMIN, get=_one, post=_change),
)
