"""Sums over the tree, and summaries that tell more: projections are laid down anew and made from the record."""

from __future__ import annotations

from alembic import op

from hq.migrations import run_script

revision = "r0003"
down_revision = "r0002"


def upgrade() -> None:
    """The tables, then a mark on every meeting and every cell: the projector makes the rows."""
    connection = op.get_bind()
    connection.exec_driver_sql("DROP TABLE summaries")
    run_script(connection, revision)
    connection.exec_driver_sql(
        "INSERT INTO dirty (cell_id, meeting, since, due, tries, reason)"
        " SELECT cell_id, meeting, made_at, 0, 0, '' FROM meetings WHERE true"
        " ON CONFLICT (cell_id, meeting) DO NOTHING"
    )
    connection.exec_driver_sql("INSERT INTO stale (cell_id, since) SELECT cell_id, made_at FROM cells")
