"""Fixtures that all tests share."""

from __future__ import annotations

import pytest

from documents.plan_file import load_plan
from models.plan import Plan


@pytest.fixture(scope="session")
def plan() -> Plan:
    """The shipped plan, Kế hoạch 155-KH/ĐU; frozen, so one for all tests."""
    return load_plan()
