"""Fixtures of the desk's tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.tui.bench import hold, make_bench, shut
from tests.tui.snapshots import Snapshots
from tui.workbench import Workbench


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--update-snaps`: write the screens as they are now."""
    parser.addoption("--update-snaps", action="store_true", help="write the text snapshots of the screens anew")


@pytest.fixture
def snaps(request: pytest.FixtureRequest) -> Snapshots:
    """The kept screens."""
    return Snapshots(bool(request.config.getoption("--update-snaps", default=False)))


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
