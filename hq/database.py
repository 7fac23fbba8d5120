"""The database: one writer at a time on SQLite, a pool on PostgreSQL, every write durable before it is told.

    database = Database("sqlite:///…/hq.sqlite")
    database.write(lambda connection: …)      # a whole transaction, tried again when others were in the way
    database.read(lambda connection: …)

What is given to `write` may run more than once, so it must change nothing but the database.
"""

from __future__ import annotations

import random
import sqlite3
import time
from collections.abc import Callable
from typing import Any, Final, TypeVar

import psycopg
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

Answer = TypeVar("Answer")
Work = Callable[[Connection], Answer]

TRIES: Final = 8
PATIENCE: Final = 20.0
"""Seconds a call waits for its turn to write before it is told to come back."""

_AGAIN: Final = {"40001", "40P01"}
"""Serialisation failure, deadlock: the same transaction may well succeed now (sync.md §9)."""
_FULL: Final = {"53100"}
_AWAY: Final = {"57P01", "57P02", "57P03", "53300", "53200", "55P03"}
_UNUSABLE: Final = {
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CORRUPT,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_NOTADB,
}
NAME: Final = "bienban-hq"
"""How PostgreSQL's own list of connections calls ours."""


class DatabaseBusy(Exception):
    """The database could not take the call now; the same call may succeed later."""


class DatabaseFull(Exception):
    """The disk of the database is full."""


class DatabaseUnusable(Exception):
    """The file of the database cannot be opened, read or written, or it is none."""


class DatabaseUnnamed(Exception):
    """An address that names no database that headquarters can keep its data in."""


def address_of(url: str) -> URL:
    """The address of a database, SQLite or PostgreSQL. DatabaseUnnamed."""
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError) as error:
        raise DatabaseUnnamed from error
    if parsed.get_backend_name() not in ("postgresql", "sqlite"):
        raise DatabaseUnnamed
    return parsed


class Database:
    """One database, SQLite or PostgreSQL by its URL. DatabaseUnnamed."""

    def __init__(self, url: str, *, connections: int = 12) -> None:
        parsed = address_of(url)
        self.postgresql = parsed.get_backend_name() == "postgresql"
        self._reader: Engine
        if self.postgresql:
            self._writer = _postgresql_engine(parsed.set(drivername="postgresql+psycopg"), connections)
            self._reader = self._writer.execution_options(isolation_level="AUTOCOMMIT")
        else:
            self._writer = _sqlite_engine(url, 1, "BEGIN IMMEDIATE")
            self._reader = _sqlite_engine(url, connections, "BEGIN")

    @property
    def engine(self) -> Engine:
        """Whose connections may write; for migrations."""
        return self._writer

    def write(self, work: Work[Answer]) -> Answer:
        """Run a transaction and commit it durably. DatabaseBusy, DatabaseFull, DatabaseUnusable."""
        return self._run(self._writer, work)

    def read(self, work: Work[Answer]) -> Answer:
        """Run queries on one snapshot (PostgreSQL: one a statement). DatabaseBusy, DatabaseUnusable."""
        return self._run(self._reader, work)

    def close(self) -> None:
        """Let every connection go."""
        self._writer.dispose()
        self._reader.dispose()

    def _run(self, engine: Engine, work: Work[Answer]) -> Answer:
        for attempt in range(TRIES):
            try:
                with engine.begin() as connection:
                    return work(connection)
            except PoolTimeout as error:
                raise DatabaseBusy("no connection became free") from error
            except DBAPIError as error:
                if not worth_another_try(error.orig, error):
                    raise
            except (psycopg.Error, sqlite3.Error) as error:
                if not worth_another_try(error, error):
                    raise
            time.sleep(random.uniform(0.002, 0.02) * 2**attempt)
        raise DatabaseBusy(f"in the way of others {TRIES} times")


def worth_another_try(trouble: BaseException | None, told: Exception) -> bool:
    """Whether the same transaction may succeed at once; a disk that is full, a database that is away and a file that
    is none are told by their names.
    """
    state = getattr(trouble, "sqlstate", None)
    code = getattr(trouble, "sqlite_errorcode", 0) & 0xFF
    if state in _FULL or code == sqlite3.SQLITE_FULL:
        raise DatabaseFull("the disk is full") from told
    if state in _AWAY or (state is None and isinstance(trouble, psycopg.OperationalError)):
        raise DatabaseBusy("the database is away") from told
    if code in _UNUSABLE:
        raise DatabaseUnusable("the file cannot be used") from told
    return state in _AGAIN or code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def _postgresql_engine(url: URL, connections: int) -> Engine:
    engine = create_engine(
        url,
        pool_size=connections,
        max_overflow=0,
        pool_timeout=PATIENCE,
        pool_pre_ping=True,
        connect_args={"application_name": NAME},
    )

    @event.listens_for(engine, "connect")
    def _durable(connection: Any, _: object) -> None:
        """An answer means it is on disk, whatever the server is set to; statements are planned for their values.

        A plan for any values takes a whole city for a ward: after its fifth call a list took twice as long.
        """
        with connection.cursor() as cursor:
            cursor.execute("set synchronous_commit to on")
            cursor.execute("set plan_cache_mode to force_custom_plan")
        connection.commit()

    return engine


def _sqlite_engine(url: str, connections: int, begin: str) -> Engine:
    engine = create_engine(
        url,
        pool_size=connections,
        max_overflow=0,
        pool_timeout=PATIENCE,
        connect_args={"timeout": PATIENCE, "check_same_thread": False, "isolation_level": None},
    )

    @event.listens_for(engine, "connect")
    def _prepare(connection: sqlite3.Connection, _: object) -> None:
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "cache_size=-65536"):
            connection.execute(f"pragma {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        """By hand: the driver itself would begin late and without the lock."""
        connection.exec_driver_sql(begin)

    return engine
