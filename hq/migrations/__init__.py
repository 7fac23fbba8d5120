"""The schema's history (Alembic): laid down on an empty database, taken further on an older one, never back.

A revision is a frozen script for each of the two databases, `versions/<revision>.<dialect>.sql`.
"""

from __future__ import annotations

from importlib.resources import files
from typing import Final

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, text

from hq.database import Database

_LOCK: Final = 0x62696E62
"""Of the advisory lock under which one of several servers migrates."""


class SchemaNewer(Exception):
    """The database was made by a later program; nothing was touched."""


def migrate(database: Database, revision: str = "head") -> None:
    """Bring the database to this program's schema, or an earlier one, in one transaction.

    SchemaNewer; DatabaseBusy, DatabaseFull, DatabaseUnusable: whoever starts meets them here first.
    """

    def work(connection: Connection) -> None:
        if database.postgresql:
            connection.execute(text("select pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        _require_known(connection)
        command.upgrade(_config(connection), revision)

    database.write(work)


def is_current(connection: Connection) -> bool:
    """Whether the database has exactly this program's schema."""
    return _revision(connection) == _scripts().get_current_head()


def run_script(connection: Connection, revision: str) -> None:
    """The frozen script of a revision for the connection's database."""
    name = f"{revision}.{connection.dialect.name}.sql"
    script = files("hq.migrations").joinpath("versions", name).read_text("utf-8")
    for statement in script.split(";\n"):
        if statement.strip():
            connection.exec_driver_sql(statement)


def _require_known(connection: Connection) -> None:
    held = _revision(connection)
    if held is None:
        return
    try:
        _scripts().get_revision(held)
    except CommandError as error:
        raise SchemaNewer(held) from error


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config(None))


def _config(connection: Connection | None) -> Config:
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", "hq:migrations")
    config.set_main_option("path_separator", "os")
    return config
