"""The whole database as one file, and back again, into an empty database only (sync.md §9).

Two forms. `.sqlite`: SQLite's own online backup, a database ready to be used. Else a zip with one NDJSON file a table
and a manifest of rows and hashes, read in one snapshot (REPEATABLE READ); it goes back into either kind of database,
so it is also the way from SQLite to PostgreSQL. Both hold the server's signing key: such a file is a secret.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from itertools import islice
from pathlib import Path
from typing import IO, Any, Final
from uuid import UUID

from sqlalchemy import Connection, LargeBinary, Table, delete, func, insert, select, text
from sqlalchemy.exc import DBAPIError

from hq.columns import Id
from hq.database import NAME, Database, DatabaseUnusable, address_of, worth_another_try
from hq.migrations import is_current, migrate
from hq.schema import metadata, settings

FORMAT: Final = "bienban-hq-backup"
MANIFEST: Final = "manifest.json"
CHUNK: Final = 1000
_ZIP: Final = b"PK\x03\x04"
_SQLITE: Final = b"SQLite format 3\0"


class BackupError(Exception):
    """Not done; `reason` is a key of `words.BACKUP_FAULTS`, and nothing was changed."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def backup(database: Database, file: Path, now: int) -> dict[str, int]:
    """Write everything into a new file, readable by its owner alone; rows of each table. BackupError: exists."""
    beside = file.with_name(file.name + ".part")
    if file.exists():
        raise BackupError("exists")
    beside.unlink(missing_ok=True)
    os.close(os.open(beside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        online = file.suffix == ".sqlite" and not database.postgresql
        rows = _copy_online(database, beside) if online else _write_zip(database, beside, now)
        _to_disk(beside)
        beside.replace(file)
    finally:
        for left in (beside, beside.with_name(f"{beside.name}-journal")):
            left.unlink(missing_ok=True)
    return rows


def restore(url: str, file: Path) -> dict[str, int]:
    """Bring a backup into an empty database; rows of each table.

    BackupError: missing, unknown, damaged, newer, in_use, not_empty, other_database (an `.sqlite` file into
    PostgreSQL). DatabaseBusy, DatabaseFull, DatabaseUnusable, DatabaseUnnamed.
    """
    with _opened(file) as stream:
        begun = stream.read(16)
    if begun == _SQLITE:
        return _restore_online(url, file)
    if begun.startswith(_ZIP):
        return _restore_zip(url, file)
    raise BackupError("unknown")


def _opened(file: Path) -> IO[bytes]:
    try:
        return file.open("rb")
    except OSError as error:
        raise BackupError("missing") from error


def _to_disk(file: Path) -> None:
    with file.open("rb+") as stream:
        os.fsync(stream.fileno())


def _counts(connection: Connection) -> dict[str, int]:
    return {
        table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
        for table in metadata.sorted_tables
    }


def _require_empty(connection: Connection) -> None:
    """Nothing in it; a key that a first start made does not count."""
    if any(count for name, count in _counts(connection).items() if name != settings.name):
        raise BackupError("not_empty")


def _require_ready(url: str) -> None:
    """Brought up to date, empty, and open to no other process: a server would go on signing with the key that it read
    when it started, which no laptop of the restored headquarters knows. BackupError: not_empty, in_use.
    """
    with _opened_database(url) as database:
        migrate(database)
        database.read(_require_empty)
        used = database.postgresql and database.read(_others_there)
    if used or (not database.postgresql and _is_held(str(database.engine.url.database))):
        raise BackupError("in_use")


def _others_there(connection: Connection) -> bool:
    """Whether PostgreSQL knows of other connections of headquarters to this database."""
    ours = "datname = current_database() and application_name = :name and pid <> pg_backend_pid()"
    wanted = text(f"select count(*) from pg_stat_activity where {ours}")
    return bool(connection.execute(wanted, {"name": NAME}).scalar_one())


def _is_held(file: str) -> bool:
    """Whether another connection has the file open: only the last one may end the mode in which all of them write.

    DatabaseFull, DatabaseUnusable.
    """
    with closing(sqlite3.connect(file, timeout=0)) as connection:
        try:
            connection.execute("pragma journal_mode=delete")
        except sqlite3.OperationalError as error:
            return worth_another_try(error, error)
    return False


# --- SQLite's own backup --------------------------------------------------------------------------------------------


def _copy_online(database: Database, file: Path) -> dict[str, int]:
    """By connections of its own: nobody who reads or writes meanwhile waits for it."""
    with (
        closing(sqlite3.connect(str(database.engine.url.database))) as source,
        closing(sqlite3.connect(file)) as target,
    ):
        source.backup(target)
        # One file: what lies beside a database in WAL mode would not be carried along.
        target.execute("pragma journal_mode=delete")
        names = [table.name for table in metadata.sorted_tables]
        return {name: target.execute(f'select count(*) from "{name}"').fetchone()[0] for name in names}


def _restore_online(url: str, file: Path) -> dict[str, int]:
    parsed = address_of(url)
    if parsed.get_backend_name() != "sqlite":
        raise BackupError("other_database")
    with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as source:
        _require_whole(source)
        _require_ready(url)
        with closing(sqlite3.connect(str(parsed.database))) as there:
            _copied(source, there)
    with _opened_database(url) as target:
        migrate(target)
        return target.read(_counts)


def _copied(source: sqlite3.Connection, target: sqlite3.Connection) -> None:
    """All of it or nothing. DatabaseFull, DatabaseUnusable."""
    try:
        source.backup(target)
    except sqlite3.Error as error:
        worth_another_try(error, error)
        raise DatabaseUnusable("the file cannot be written") from error


@contextmanager
def _opened_database(url: str) -> Iterator[Database]:
    database = Database(url)
    try:
        yield database
    finally:
        database.close()


def _require_whole(source: sqlite3.Connection) -> None:
    try:
        found = source.execute("pragma integrity_check").fetchone()
        revision = source.execute("select version_num from alembic_version").fetchone()
    except sqlite3.DatabaseError as error:
        raise BackupError("damaged") from error
    if found != ("ok",) or revision is None:
        raise BackupError("damaged")


# --- a zip of NDJSON ------------------------------------------------------------------------------------------------


def _write_zip(database: Database, file: Path, now: int) -> dict[str, int]:
    """Every table, in the order in which they can be put back."""
    told: dict[str, dict[str, Any]] = {}

    def work(connection: Connection) -> None:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=5) as archive:
            for table in metadata.sorted_tables:
                told[table.name] = _write_table(connection, archive, table)
            manifest = {"format": FORMAT, "version": 1, "at": now, "tables": told}
            archive.writestr(MANIFEST, json.dumps(manifest, indent=1))

    _in_one_snapshot(database, work)
    return {name: table["rows"] for name, table in told.items()}


def _in_one_snapshot(database: Database, work: Callable[[Connection], None]) -> None:
    """Read many tables as they were at one moment, while others write."""
    if not database.postgresql:
        database.read(work)
        return
    frozen = database.engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    with frozen.begin() as connection:
        work(connection)


def _write_table(connection: Connection, archive: zipfile.ZipFile, table: Table) -> dict[str, Any]:
    """One table as lines of JSON lists in the order of its columns; how many rows, their hash, the columns."""
    digest, rows = hashlib.sha256(), 0
    found = connection.execution_options(yield_per=CHUNK).execute(select(table).order_by(*table.primary_key))
    with archive.open(f"{table.name}.ndjson", "w", force_zip64=True) as out:
        for row in found:
            line = json.dumps([_told(value) for value in row], ensure_ascii=False, separators=(",", ":")).encode()
            out.write(line + b"\n")
            digest.update(line + b"\n")
            rows += 1
    return {"rows": rows, "sha256": digest.hexdigest(), "columns": [column.name for column in table.columns]}


def _told(value: object) -> object:
    """A value as JSON has it: bytes and ids as hexadecimal."""
    if isinstance(value, UUID):
        return value.hex
    return bytes(value).hex() if isinstance(value, bytes | memoryview) else value


def _restore_zip(url: str, file: Path) -> dict[str, int]:
    """All or nothing: the rows, their counts and their hashes in one transaction."""
    try:
        with zipfile.ZipFile(file) as archive:
            told = _manifest(archive)
            _require_ready(url)
            with _opened_database(url) as database:
                return database.write(lambda connection: _read_tables(connection, archive, told))
    except (zipfile.BadZipFile, zlib.error, EOFError, DBAPIError) as error:
        raise BackupError("damaged") from error


def _manifest(archive: zipfile.ZipFile) -> dict[str, Any]:
    try:
        manifest = json.loads(archive.read(MANIFEST))
        told: dict[str, Any] = manifest["tables"]
        known = manifest["format"] == FORMAT
    except (KeyError, TypeError, ValueError) as error:
        raise BackupError("damaged") from error
    if not known:
        raise BackupError("unknown")
    if manifest["version"] != 1 or not set(told) <= set(metadata.tables):
        raise BackupError("newer")
    return told


def _read_tables(connection: Connection, archive: zipfile.ZipFile, told: dict[str, Any]) -> dict[str, int]:
    if not is_current(connection):
        raise BackupError("newer")
    _require_empty(connection)
    connection.execute(delete(settings))
    for table in metadata.sorted_tables:
        if table.name in told:
            _read_table(connection, archive, table, told[table.name])
    return _counts(connection)


def _read_table(connection: Connection, archive: zipfile.ZipFile, table: Table, told: dict[str, Any]) -> None:
    columns: list[str] = told["columns"]
    if not set(columns) <= set(table.columns.keys()):
        raise BackupError("newer")
    readers = [_reader(table, name) for name in columns]
    digest, rows = hashlib.sha256(), 0
    for lines in _chunks(archive, table.name):
        digest.update(b"".join(lines))
        rows += len(lines)
        connection.execute(insert(table), [_row(columns, readers, line) for line in lines])
    if (rows, digest.hexdigest()) != (told["rows"], told["sha256"]):
        raise BackupError("damaged")


def _chunks(archive: zipfile.ZipFile, name: str) -> Iterator[list[bytes]]:
    try:
        with archive.open(f"{name}.ndjson") as packed:
            while lines := list(islice(packed, CHUNK)):
                yield lines
    except KeyError as error:
        raise BackupError("damaged") from error


def _row(columns: Sequence[str], readers: Sequence[Callable[[Any], Any]], line: bytes) -> dict[str, Any]:
    try:
        values = json.loads(line)
        return {name: read(value) for name, read, value in zip(columns, readers, values, strict=True)}
    except (TypeError, ValueError) as error:
        raise BackupError("damaged") from error


def _reader(table: Table, name: str) -> Callable[[Any], Any]:
    kind = table.columns[name].type
    if isinstance(kind, Id):
        return lambda value: None if value is None else UUID(hex=value)
    if isinstance(kind, LargeBinary):
        return lambda value: None if value is None else bytes.fromhex(value)
    return lambda value: value
