"""The hot statements: many lines in at once, by the fastest way that each driver has (design.md §6)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, Final, NamedTuple
from uuid import UUID

import psycopg
from sqlalchemy import Connection, Insert, Table
from sqlalchemy.dialects import postgresql, sqlite

_COLUMNS: Final = "cell_id, meeting, device, seq, type, at, hash, line"
_INSERT: Final = f"insert into lines ({_COLUMNS}) values (?, ?, ?, ?, ?, ?, ?, ?)"
_COPY: Final = f"copy lines ({_COLUMNS}) from stdin (format binary)"
_COPIED: Final = ("uuid", "uuid", "uuid", "int8", "varchar", "int8", "bytea", "bytea")


class Line(NamedTuple):
    """A line as it is stored, without the ids of its stream."""

    seq: int
    type: str
    at: int
    hash: bytes
    line: bytes


def insert_lines(connection: Connection, cell: UUID, meeting: UUID, device: UUID, lines: Sequence[Line]) -> None:
    """Insert the lines of one stream; one that is there already is an error, never passed over."""
    if not lines:
        return
    driver: Any = connection.connection.driver_connection
    if isinstance(driver, psycopg.Connection):
        with driver.cursor() as cursor, cursor.copy(_COPY) as copy:
            copy.set_types(_COPIED)
            for line in lines:
                copy.write_row((cell, meeting, device, *line))
    else:
        ids = (cell.bytes, meeting.bytes, device.bytes)
        connection.exec_driver_sql(_INSERT, [(*ids, *line) for line in lines])


def insert_missing(connection: Connection, table: Table, **values: object) -> bool:
    """Insert a row unless its key is there; whether it was inserted, and so is held until the transaction ends.

    The key is named, so that no other conflict is passed over.
    """
    return connection.execute(_inserting(connection.dialect.name, table).missing, values).rowcount == 1


def replace(connection: Connection, table: Table, **values: object) -> None:
    """Insert a whole row, or put it in the place of the one with its key."""
    connection.execute(_inserting(connection.dialect.name, table).replacing, values)


def replace_other(connection: Connection, table: Table, **values: object) -> bool:
    """As `replace`, but a row with the same `digest` stays as it is; whether anything changed.

    One statement, so that of two at the same moment one is the first.
    """
    return connection.execute(_inserting(connection.dialect.name, table).differing, values).rowcount == 1


class _Inserting(NamedTuple):
    """The statements for one table: made once, for making one takes longer than running it."""

    missing: Insert
    replacing: Insert
    differing: Insert


@cache
def _inserting(dialect: str, table: Table) -> _Inserting:
    insert = (postgresql if dialect == "postgresql" else sqlite).insert(table)
    key = [column.name for column in table.primary_key]
    rest = {column.name: insert.excluded[column.name] for column in table.columns if column.name not in key}
    other = table.c.digest != insert.excluded.digest if "digest" in table.c else None
    return _Inserting(
        insert.on_conflict_do_nothing(index_elements=key).execution_options(preserve_rowcount=True),
        insert.on_conflict_do_update(index_elements=key, set_=rest),
        insert.on_conflict_do_update(index_elements=key, set_=rest, where=other).execution_options(
            preserve_rowcount=True
        ),
    )
