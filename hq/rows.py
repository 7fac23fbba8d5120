"""The hot statements, by the fastest way that each driver has (design.md §6).

Many lines go in at once, small statements together: on PostgreSQL in one round trip, on SQLite without what SQLAlchemy
does about each of them, which takes longer than the database.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import nullcontext
from functools import cache
from itertools import count, repeat
from typing import Any, Final, NamedTuple, cast
from uuid import UUID

import psycopg
from psycopg.copy import LibpqWriter
from psycopg.waiting import Wait
from sqlalchemy import Connection, Insert, Table
from sqlalchemy.dialects import postgresql, sqlite

_COLUMNS: Final = "cell_id, meeting, device, seq, type, at, hash, line"
_INSERT: Final = f"insert into lines ({_COLUMNS}) values (?, ?, ?, ?, ?, ?, ?, ?)"
_COPY: Final = f"copy lines ({_COLUMNS}) from stdin (format binary)"
_COPIED: Final = ("uuid", "uuid", "uuid", "int8", "varchar", "int8", "bytea", "bytea")


class Lines(NamedTuple):
    """Lines of one stream as they are stored, one after the other from number `first` on, a list a column."""

    first: int
    types: Sequence[str]
    times: Sequence[int]
    hashes: Sequence[bytes]
    lines: Sequence[bytes]

    def after(self, seq: int) -> Lines:
        """Those with a greater number."""
        known = max(0, seq + 1 - self.first)
        if not known:
            return self
        types, times, hashes, lines = self.types[known:], self.times[known:], self.hashes[known:], self.lines[known:]
        return Lines(self.first + known, types, times, hashes, lines)


def insert_lines(
    connection: Connection,
    cell: UUID,
    meeting: UUID,
    device: UUID,
    lines: Lines,
    meanwhile: Callable[[], object] = lambda: None,
) -> None:
    """Insert the lines of one stream; one that is there already is an error, never passed over.

    `meanwhile` is done while PostgreSQL inserts; on SQLite nobody waits, and it is not done.
    """
    driver: Any = connection.connection.driver_connection
    columns = (count(lines.first), *lines[1:])
    if isinstance(driver, psycopg.Connection):
        with driver.cursor() as cursor, cursor.copy(_COPY, writer=_Ending(cursor, meanwhile)) as copy:
            copy.set_types(_COPIED)
            for row in zip(*map(repeat, (cell, meeting, device)), *columns, strict=False):
                copy.write_row(row)
    else:
        ids = map(repeat, (cell.bytes, meeting.bytes, device.bytes))
        connection.exec_driver_sql(_INSERT, list(zip(*ids, *columns, strict=False)))


class _Ending(LibpqWriter):
    """Tells the server that all rows were sent and does something else until it answers.

    In binary it inserts up to a thousand rows only then, which takes about as long as all that was before.
    """

    def __init__(self, cursor: psycopg.Cursor[Any], work: Callable[[], object]) -> None:
        super().__init__(cursor)
        self._work = work

    def finish(self, exc: BaseException | None = None) -> None:
        """As ever; where rows were broken off nothing else is done."""
        if exc is None:
            self.connection = cast("psycopg.Connection[Any]", _Meanwhile(self.connection, self._work))
        super().finish(exc)


class _Meanwhile(NamedTuple):
    """A connection that does some work when it would begin to wait for an answer."""

    connection: psycopg.Connection[Any]
    work: Callable[[], object]

    def wait(self, steps: Generator[Any, Any, Any]) -> Any:
        """As the connection's own."""
        return self.connection.wait(self._filled(steps))

    def _filled(self, steps: Generator[Any, Any, Any]) -> Generator[Any, Any, Any]:
        wanted = next(steps)
        while wanted == Wait.W:
            wanted = steps.send((yield wanted))
        self.work()
        while True:
            try:
                wanted = steps.send((yield wanted))
            except StopIteration as ended:
                return ended.value


class Hot(NamedTuple):
    """A small statement in the words of each driver."""

    sqlite: str
    postgresql: str


class Told(NamedTuple):
    """What became of one: its first row, and how many rows it changed."""

    row: Any
    changed: int


Values = Mapping[str, object]


def hot(statement: str, lock: str = "") -> Hot:
    """A statement with its parameters as `:name`; `lock` is added on PostgreSQL, where a row can be held."""
    return Hot(statement, re.sub(r":(\w+)", r"%(\1)s", statement) + lock)


def run(connection: Connection, *statements: tuple[Hot, Values]) -> list[Told]:
    """Run them in their order, on PostgreSQL in one round trip; each sees what those before it left."""
    driver: Any = connection.connection.driver_connection
    if isinstance(driver, sqlite3.Connection):
        return [_told(driver.execute(text.sqlite, _in_bytes(values))) for text, values in statements]
    with driver.pipeline() if statements[1:] else nullcontext():
        cursors = [driver.execute(text.postgresql, values) for text, values in statements]
    return [_told(cursor) for cursor in cursors]


def _told(cursor: Any) -> Told:
    return Told(cursor.fetchone() if cursor.description else None, cursor.rowcount)


def _in_bytes(values: Values) -> dict[str, object]:
    """An id is 16 bytes on SQLite."""
    return {name: value.bytes if isinstance(value, UUID) else value for name, value in values.items()}


def replace(connection: Connection, table: Table, **values: object) -> None:
    """Insert a whole row, or put it in the place of the one with its key.

    The key is named, so that no other conflict is passed over.
    """
    connection.execute(_inserting(connection.dialect.name, table).replacing, values)


def replace_other(connection: Connection, table: Table, **values: object) -> bool:
    """As `replace`, but a row with the same `digest` stays as it is; whether anything changed.

    One statement, so that of two at the same moment one is the first.
    """
    return connection.execute(_inserting(connection.dialect.name, table).differing, values).rowcount == 1


class _Inserting(NamedTuple):
    """The statements for one table: made once, for making one takes longer than running it."""

    replacing: Insert
    differing: Insert


@cache
def _inserting(dialect: str, table: Table) -> _Inserting:
    insert = (postgresql if dialect == "postgresql" else sqlite).insert(table)
    key = [column.name for column in table.primary_key]
    rest = {column.name: insert.excluded[column.name] for column in table.columns if column.name not in key}
    other = table.c.digest != insert.excluded.digest if "digest" in table.c else None
    return _Inserting(
        insert.on_conflict_do_update(index_elements=key, set_=rest),
        insert.on_conflict_do_update(index_elements=key, set_=rest, where=other).execution_options(
            preserve_rowcount=True
        ),
    )
