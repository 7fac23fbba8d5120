"""Fixtures of headquarters' tests: the same ones on SQLite and, marked slow, on a real PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from hq.app import build
from hq.database import Database
from hq.migrations import migrate
from hq.services import Services
from hq.settings import Settings
from hq.streams import Streams
from models.plan import Plan
from tests.hq.laptops import NOW
from tests.hq.light import CHEAP, laid
from tests.hq.postgres import TEMPLATE, Postgres, running

KEY = bytes(range(32))


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A PostgreSQL with a template that has the schema; started at the first test that asks."""
    with running() as server:
        server.execute(f"create database {TEMPLATE}")
        database = Database(server.url(TEMPLATE))
        migrate(database)
        database.close()
        yield server


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """An URL of a new database that has the schema."""
    if request.param == "sqlite":
        yield laid(tmp_path / "hq.sqlite")
        return
    server: Postgres = request.getfixturevalue("postgres")
    name = server.fresh()
    yield server.url(name)
    server.drop(name)


@pytest.fixture
def database(url: str) -> Iterator[Database]:
    """A new database with the schema."""
    database = Database(url)
    yield database
    database.close()


class Ticking:
    """A clock that stands still until it is told to go on."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> int:
        return self.now


@pytest.fixture
def clock() -> Ticking:
    """The server's clock."""
    return Ticking()


@pytest.fixture
def services(database: Database, plan: Plan, clock: Ticking, tmp_path: Path) -> Services:
    """What a server works with; its projector never runs by itself."""
    settings = Settings(data=tmp_path, project_every=0, hashing=CHEAP)
    return Services(settings=settings, database=database, plan=plan, key=KEY, clock=clock)


@pytest.fixture
def streams(services: Services) -> Streams:
    """The server's record, without HTTP."""
    return Streams(services)


@pytest.fixture
def client(services: Services) -> Iterator[TestClient]:
    """The whole application, in process."""
    with TestClient(build(services), raise_server_exceptions=False) as client:
        yield client


Reopen = Callable[[], Database]


@pytest.fixture
def another(url: str) -> Iterator[Reopen]:
    """Opens the same database again, as another process would."""
    opened: list[Database] = []

    def reopen() -> Database:
        opened.append(Database(url))
        return opened[-1]

    yield reopen
    for database in opened:
        database.close()
