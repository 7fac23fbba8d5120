"""Standings and placements lie in the order of the tree, and that order is the one of the units' numbers."""

from __future__ import annotations

from typing import Final

from alembic import op
from sqlalchemy import Connection, text

from hq.migrations import run_script
from hq.paths import part_of, parts_of

revision = "r0007"
down_revision = "r0006"

_CHUNK: Final = 1000


def upgrade() -> None:
    """Both tables are laid down anew with the rows they had; then every path is written as `hq.paths` has it."""
    connection = op.get_bind()
    run_script(connection, revision)
    for table in ("placements", "standings"):
        _rewrite(connection, table)


def _rewrite(connection: Connection, table: str) -> None:
    """Put letters before numbers of several digits. No new path is an old one: those had no letters."""
    found = connection.execute(text(f"SELECT DISTINCT path FROM {table}")).scalars().all()
    changed = [{"old": old, "new": new} for old in found if (new := _written(old)) != old]
    statement = text(f"UPDATE {table} SET path = :new WHERE path = :old")
    for start in range(0, len(changed), _CHUNK):
        connection.execute(statement, changed[start : start + _CHUNK])


def _written(path: str) -> str:
    parts = (part_of(int(part)) if part.isdigit() else part for part in parts_of(path))
    return "/" + "".join(f"{part}/" for part in parts)
