"""The first schema: the record, its summaries, the organisation, devices and people."""

from __future__ import annotations

from alembic import op

from hq.migrations import run_script

revision = "r0001"
down_revision = None


def upgrade() -> None:
    """From nothing."""
    run_script(op.get_bind(), revision)
