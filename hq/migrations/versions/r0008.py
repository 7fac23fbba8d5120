"""Who was to come and who of them came stand in columns: lists show the share that the papers tell (R25)."""

from __future__ import annotations

from alembic import op

from hq.migrations import run_script

revision = "r0008"
down_revision = "r0007"


def upgrade() -> None:
    """Two columns, filled from the figures that each summary keeps whole."""
    run_script(op.get_bind(), revision)
