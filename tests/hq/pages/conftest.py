"""Fixtures of the pages' tests."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from starlette.testclient import TestClient

from hq.services import Services
from tests.hq.pages.visitors import Visitor, populate, settle

Entering = Callable[[str], Visitor]


@pytest.fixture
def peopled(services: Services) -> Services:
    """A server with an organisation and an account of every role."""
    settle(services)
    populate(services)
    return services


@pytest.fixture
def entering(client: TestClient, peopled: Services) -> Entering:
    """Logs somebody in; "" for nobody."""
    return lambda login: Visitor(client, login)
