"""Signed heads that others may forward, and the identities of one installation."""

from __future__ import annotations

from alembic import op

from hq.migrations import run_script

revision = "r0002"
down_revision = "r0001"


def upgrade() -> None:
    """Two columns more; null for what was there before."""
    run_script(op.get_bind(), revision)
