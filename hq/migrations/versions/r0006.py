"""What lists are ordered and searched by stands in columns; what units add to the sums stands apart from the lists."""

from __future__ import annotations

from typing import Final

from alembic import op
from sqlalchemy import Connection, text

from hq.migrations import run_script
from models.vietnamese.text import fold, list_key

revision = "r0006"
down_revision = "r0005"

_CHUNK: Final = 1000


def upgrade() -> None:
    """Standings are laid down anew, for the projector to fill; the texts of the organisation are made from it here."""
    connection = op.get_bind()
    connection.exec_driver_sql("DROP TABLE standings")
    run_script(connection, revision)
    _units(connection)
    _placements(connection)


def _units(connection: Connection) -> None:
    found = connection.execute(text("SELECT unit, code FROM units")).all()
    rows = [{"unit": row.unit, "code_key": list_key(row.code)} for row in found]
    _each(connection, "UPDATE units SET code_key = :code_key WHERE unit = :unit", rows)


def _placements(connection: Connection) -> None:
    wanted = "SELECT unit, valid_from, code, name, overseer FROM placements JOIN units USING (unit)"
    rows = [
        {
            "unit": row.unit,
            "valid_from": row.valid_from,
            "search": fold(f"{row.code} {row.name} {row.overseer}"),
            "name_key": list_key(row.name),
            "overseer_key": list_key(row.overseer),
        }
        for row in connection.execute(text(wanted))
    ]
    told = "search = :search, name_key = :name_key, overseer_key = :overseer_key"
    _each(connection, f"UPDATE placements SET {told} WHERE unit = :unit AND valid_from = :valid_from", rows)


def _each(connection: Connection, statement: str, rows: list[dict[str, object]]) -> None:
    for start in range(0, len(rows), _CHUNK):
        connection.execute(text(statement), rows[start : start + _CHUNK])
