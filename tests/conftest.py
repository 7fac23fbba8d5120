"""Fixtures that all tests share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from documents.plan_file import load_plan
from models.plan import Plan

if TYPE_CHECKING:
    from tests.sync.headquarters import Office


settings.register_profile("bienban", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("bienban")
"""No test times: a law holds on a slow machine too."""
settings.register_profile("brief", settings.get_profile("bienban"), max_examples=20, derandomize=True, database=None)
"""For runs over and over, where each has to be soon done and the same (`tests.mutants`)."""


@pytest.fixture(scope="session")
def plan() -> Plan:
    """The shipped plan, Kế hoạch 155-KH/ĐU; frozen, so one for all tests."""
    return load_plan()


@pytest.fixture
def office(tmp_path: Path, plan: Plan) -> Iterator[Office]:
    """A headquarters in this process."""
    from tests.sync.headquarters import Office  # a web server that most tests do not need

    made = Office(tmp_path / "hq", plan)
    yield made
    made.close()
