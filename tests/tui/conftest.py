"""Fixtures of the desk's tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.tui.bench import hold, make_bench, shut
from tui.workbench import Workbench


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Workbench]:
    """A desk with a prepared meeting of roster 01 under the live pane."""
    made = make_bench(tmp_path)
    yield made
    shut(made)


@pytest.fixture
def session(bench: Workbench) -> Workbench:
    """The same desk in the middle of a session: everybody present, the discussion running for four minutes."""
    return hold(bench)
