"""Laptops that tests of rounds share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from models.plan import Plan
from tests.sync.headquarters import Laptop, Office, enrolled


@pytest.fixture
def first(tmp_path: Path, plan: Plan, office: Office) -> Iterator[Laptop]:
    """A laptop that headquarters knows."""
    with enrolled(tmp_path / "first", plan, office) as made:
        yield made


@pytest.fixture
def second(tmp_path: Path, plan: Plan, office: Office) -> Iterator[Laptop]:
    """Another one of the same unit."""
    with enrolled(tmp_path / "second", plan, office) as made:
        yield made
