"""Many laptops and a real server, a cable that gives trouble, kill -9 (sync.md §11); `make soak` has the long form."""

from __future__ import annotations

import random
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from models.plan import Plan
from tests.hq.storm import Size, Storm

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")]

SHORT = Size(laptops=20, backlog=20, processes=4, seconds=12)
TWO_SERVERS = replace(SHORT, servers=2)


def test_twenty_laptops_a_bad_cable_and_kill_9(url: str, tmp_path: Path, plan: Plan) -> None:
    """Push: any repeats, interleavings, cuts end in the same bytes everywhere; acknowledged is kept.

    On PostgreSQL two servers share the database, as behind a proxy.
    """
    size = TWO_SERVERS if url.startswith("postgresql") else SHORT
    told = Storm(url, tmp_path, plan, size, seed=random.randrange(10**6)).run()
    print(told)
    assert told.receipts >= SHORT.laptops
    assert min(told.servers_killed, told.laptops_killed) > 0
