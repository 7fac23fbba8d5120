"""The units right under one, and a unit's sessions by day, are looked up without a walk through all there are."""

from __future__ import annotations

from alembic import op

from hq.migrations import run_script

revision = "r0005"
down_revision = "r0004"


def upgrade() -> None:
    """Indexes."""
    run_script(op.get_bind(), revision)
