"""The histories of rounds once more, with a headquarters on PostgreSQL (sync.md §11: the same on both databases)."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.plan import Plan
from tests.hq.postgres import OnServer, Postgres
from tests.sync.test_round_machine import Template, play

pytestmark = pytest.mark.slow


def test_histories_of_rounds_end_in_agreement_on_postgresql(postgres: Postgres, plan: Plan, tmp_path: Path) -> None:
    """sync.md §11: records, rounds, sticks, cuts, backups, restarts, a cloned disk: byte for byte, nothing lost."""
    play(Template(tmp_path / "template", plan, OnServer(postgres)), 8, 12)
