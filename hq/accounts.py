"""People who log in: accounts with a role at a unit, argon2id passwords, sessions that end at once (sync.md §8).

A session is 256 random bits of which the server keeps the SHA-256. Logging in always makes a new one, so nobody can
be given one beforehand. A login that is not known, a wrong password, a closed account and one that is locked for a
while get the same answer after the same work.
"""

from __future__ import annotations

import re
import secrets
import threading
from contextlib import suppress
from functools import cache
from typing import Any, Final, NamedTuple
from uuid import UUID, uuid4

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from fastapi import Request
from sqlalchemy import Connection, Row, delete, insert, select, update

from hq.access import ACCOUNT_ROLES, COMMAND_LINE, Caller, account_caller, digest_of, note
from hq.database import DatabaseBusy, DatabaseFull
from hq.enrolment import Refusal
from hq.problems import Refused
from hq.schema import accounts, sessions
from hq.services import Services
from hq.settings import Hashing
from models.vietnamese.text import nfc
from sync.protocol import Code

COOKIE: Final = "bienban_session"
SESSION_LIFE: Final = 12 * 3_600_000
IDLE: Final = 3_600_000
"""ms without a call after which a session is over."""
SEEN_EVERY: Final = 300_000

FREE_TRIES: Final = 5
FIRST_LOCK: Final = 30_000
LONGEST_LOCK: Final = 900_000
"""ms: doubled with each further wrong password, so that nobody can be locked out for long by somebody else."""

SHORTEST: Final = 12
LONGEST: Final = 200
_LOGIN: Final = re.compile(r"[a-z0-9][a-z0-9._-]{2,39}")

_hashing = threading.Semaphore(2)


class AccountError(ValueError):
    """An account cannot be like that; `reason` is a key of `words.ACCOUNT_FAULTS`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Session(NamedTuple):
    """What somebody who logged in gets."""

    token: str
    expires: int
    account: UUID
    name: str
    role: str


# --- accounts -------------------------------------------------------------------------------------------------------


def plain_login(typed: str) -> str:
    """A login as it is kept."""
    return nfc(typed).strip().lower()


def add(
    services: Services,
    login: str,
    name: str,
    role: str,
    unit: UUID | None,
    password: str,
    actor: str = COMMAND_LINE,
) -> UUID:
    """A new account. AccountError: login, name, role, unit, password, taken."""
    login, name = plain_login(login), " ".join(nfc(name).split())
    if not _LOGIN.fullmatch(login):
        raise AccountError("login")
    if not 0 < len(name) <= LONGEST:
        raise AccountError("name")
    if role not in ACCOUNT_ROLES:
        raise AccountError("role")
    if unit is None and role != "admin":
        raise AccountError("unit")
    hashed, account, now = hashed_password(services.settings.hashing, password), uuid4(), services.clock()
    values = {"login": login, "name": name, "password": hashed, "role": role, "unit": unit, "made_at": now}

    def work(connection: Connection) -> None:
        if connection.execute(select(accounts.c.account).where(accounts.c.login == login)).first():
            raise AccountError("taken")
        connection.execute(insert(accounts).values(account=account, failed=0, locked_until=0, **values))
        note(connection, now, actor, "account.new", f"account:{account}", role=role)

    services.database.write(work)
    return account


def hashed_password(cost: Hashing, password: str) -> str:
    """The argon2id hash of a password. AccountError: password."""
    password = nfc(password)
    if not SHORTEST <= len(password) <= LONGEST:
        raise AccountError("password")
    with _hashing:
        return _hasher(cost).hash(password)


def change_password(services: Services, login: str, password: str, actor: str = COMMAND_LINE) -> None:
    """A new password; whoever is logged in with the old one is not any more. AccountError: unknown, password."""
    hashed = hashed_password(services.settings.hashing, password)
    _change(services, login, "account.password", actor, password=hashed, failed=0, locked_until=0)


def disable(services: Services, login: str, actor: str = COMMAND_LINE) -> None:
    """Close an account; its sessions end at once. AccountError: unknown."""
    _change(services, login, "account.disabled", actor, disabled_at=services.clock())


def enable(services: Services, login: str, actor: str = COMMAND_LINE) -> None:
    """Open a closed account again, with the password it had. AccountError: unknown."""
    _change(services, login, "account.enabled", actor, disabled_at=None)


def _change(services: Services, login: str, what: str, actor: str, **values: object) -> None:
    now, mine = services.clock(), accounts.c.login == plain_login(login)

    def work(connection: Connection) -> None:
        account = connection.execute(select(accounts.c.account).where(mine)).scalar()
        if account is None:
            raise AccountError("unknown")
        connection.execute(update(accounts).where(mine).values(**values))
        connection.execute(delete(sessions).where(sessions.c.account == account))
        note(connection, now, actor, what, f"account:{account}")

    services.database.write(work)


# --- logging in -----------------------------------------------------------------------------------------------------


def log_in(services: Services, login: str, password: str, presented: str = "") -> Session:
    """A new session; the one that was presented is over. Refusal(WRONG_LOGIN), whatever the reason."""
    wanted = select(accounts).where(accounts.c.login == plain_login(login)[:80].replace("\0", ""))
    known = services.database.read(lambda connection: connection.execute(wanted).one_or_none())
    good = _matches(known.password if known else _nobodys(services.settings.hashing), password)
    now, token = services.clock(), secrets.token_urlsafe(32)

    def work(connection: Connection) -> Session | None:
        account = _locked(connection, known)
        if account is None or known is None or not good or account.password != known.password:
            _count_wrong(connection, account, now)
            return None
        if account.disabled_at is not None or account.locked_until > now:
            _note_wrong(connection, account, now)
            return None
        return _begin(connection, account, token, presented, now)

    session = services.database.write(work)
    if session is None:
        raise Refusal(Code.WRONG_LOGIN)
    return session


def _matches(hashed: str, password: str) -> bool:
    try:
        with _hashing:
            return PasswordHasher().verify(hashed, nfc(password))  # at the cost that stands in the hash
    except (VerificationError, InvalidHashError):
        return False


@cache
def _nobodys(cost: Hashing) -> str:
    """A hash that no password matches, for logins that nobody has: the same work."""
    return _hasher(cost).hash(secrets.token_urlsafe(32))


def _hasher(cost: Hashing) -> PasswordHasher:
    return PasswordHasher(time_cost=cost.passes, memory_cost=cost.memory, parallelism=1)


def _locked(connection: Connection, known: Row[Any] | None) -> Row[Any] | None:
    """The account's row for this transaction alone."""
    if known is None:
        return None
    mine = select(accounts).where(accounts.c.account == known.account)
    return connection.execute(mine.with_for_update()).one_or_none()


def _count_wrong(connection: Connection, account: Row[Any] | None, now: int) -> None:
    """One more wrong password; from the fifth on the account is locked for a while. While locked nothing counts."""
    if account is not None and account.locked_until <= now:
        failed = account.failed + 1
        over = failed - FREE_TRIES
        lock = min(FIRST_LOCK * 2 ** min(over, 10), LONGEST_LOCK) if over >= 0 else 0
        mine = update(accounts).where(accounts.c.account == account.account)
        connection.execute(mine.values(failed=failed, locked_until=now + lock if lock else 0))
    _note_wrong(connection, account, now)


def _note_wrong(connection: Connection, account: Row[Any] | None, now: int) -> None:
    """Written down in every case, so that every case takes as long; never what was typed."""
    note(connection, now, "server", "login.wrong", f"account:{account.account}" if account else "account:unknown")


def _begin(connection: Connection, account: Row[Any], token: str, presented: str, now: int) -> Session:
    mine = accounts.c.account == account.account
    connection.execute(update(accounts).where(mine).values(failed=0, locked_until=0))
    connection.execute(delete(sessions).where(sessions.c.hash == digest_of(presented)))
    connection.execute(delete(sessions).where(sessions.c.expires <= now))
    expires = now + SESSION_LIFE
    values = {"account": account.account, "made_at": now, "seen_at": now, "expires": expires}
    connection.execute(insert(sessions).values(hash=digest_of(token), **values))
    note(connection, now, f"account:{account.account}", "login", f"account:{account.account}")
    return Session(token, expires, account.account, account.name, account.role)


def log_out(services: Services, token: str) -> None:
    """The session is over at once."""
    mine = delete(sessions).where(sessions.c.hash == digest_of(token))
    services.database.write(lambda connection: connection.execute(mine))


# --- who is logged in -----------------------------------------------------------------------------------------------


def logged_in(request: Request) -> Caller:
    """The caller behind the session's cookie. Refused: none, unknown, over."""
    token = request.cookies.get(COOKIE)
    if token is None:
        raise Refused(Code.NO_TOKEN)
    services: Services = request.app.state.services
    digest, now = digest_of(token), services.clock()
    session, caller = services.database.read(lambda connection: _session(connection, digest, now))
    if now - session.seen_at > SEEN_EVERY:
        seen = update(sessions).where(sessions.c.hash == digest).values(seen_at=now)
        with suppress(DatabaseBusy, DatabaseFull):  # whoever only looks is not turned away for that
            services.database.write(lambda connection: connection.execute(seen))
    return caller


def _session(connection: Connection, digest: bytes, now: int) -> tuple[Row[Any], Caller]:
    wanted = select(sessions.c.seen_at, sessions.c.expires, accounts).join_from(sessions, accounts)
    found = connection.execute(wanted.where(sessions.c.hash == digest)).one_or_none()
    if found is None or found.disabled_at is not None:
        raise Refused(Code.UNKNOWN_TOKEN)
    if found.expires <= now or now - found.seen_at > IDLE:
        raise Refused(Code.EXPIRED_TOKEN)
    return found, account_caller(connection, found, now)
