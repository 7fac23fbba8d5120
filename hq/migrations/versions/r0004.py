"""What the office hands its units."""

from __future__ import annotations

from alembic import op

from hq.migrations import run_script

revision = "r0004"
down_revision = "r0003"


def upgrade() -> None:
    """One more table, empty."""
    run_script(op.get_bind(), revision)
