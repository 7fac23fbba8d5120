"""A database of an earlier program, with rows in it, comes up to this one's schema whole (sync.md §9)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import Connection, bindparam, func, insert, select, text

from hq.columns import Id
from hq.database import Database
from hq.migrations import is_current, migrate
from hq.projector import Projector
from hq.schema import devices, dirty, heads, lines, meetings, placements, stale, standings, summaries, units
from hq.services import Services
from hq.settings import Settings
from hq.streams import Streams
from models.plan import Plan
from tests.hq.conftest import KEY
from tests.hq.laptops import NOW, Laptop, found, lines_of, opening
from tests.hq.postgres import Postgres


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)])
def bare(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A database without any table."""
    if request.param == "sqlite":
        database = Database(f"sqlite:///{tmp_path / 'hq.sqlite'}")
        yield database
        database.close()
        return
    server: Postgres = request.getfixturevalue("postgres")
    name = server.fresh("template0")
    database = Database(server.url(name))
    yield database
    database.close()
    server.drop(name)


def recorded(database: Database, laptop: Laptop) -> None:
    """What an early program kept of a stream: no signed head, no summary."""
    found(database, laptop)
    key = {"cell_id": laptop.cell, "meeting": laptop.meeting}
    chain = laptop.heads()

    def work(connection: Connection) -> None:
        connection.execute(insert(meetings).values(**key, made_at=NOW))
        end = {"seq": chain[-1].seq, "hash": chain[-1].hash, "told_end": chain[-1].seq, "at": NOW}
        connection.execute(insert(heads).values(**key, device=laptop.device, header=laptop.header.encode(), **end))
        for head, line in zip(chain[1:], laptop.lines, strict=True):
            its = {"device": laptop.device, "seq": head.seq, "hash": head.hash, "line": line}
            connection.execute(insert(lines).values(**key, **its, type="", at=NOW))

    database.write(work)


@pytest.mark.parametrize("revision", ["r0001", "r0002", "r0003", "r0004", "r0005", "r0006", "r0007"])
def test_an_earlier_database_comes_up_with_all_its_rows(
    bare: Database, tmp_path: Path, plan: Plan, revision: str
) -> None:
    """The record stays as it is, takes further lines, and what is derived from it is made anew."""
    migrate(bare, revision)
    laptop = Laptop(lines=lines_of(opening(plan))).write(3)
    recorded(bare, laptop)
    migrate(bare)
    assert bare.read(is_current)
    kept = bare.read(lambda connection: connection.execute(select(lines.c.line).order_by(lines.c.seq)).scalars().all())
    assert list(map(bytes, kept)) == laptop.lines
    assert bare.read(lambda connection: connection.execute(select(devices.c.device)).scalar_one()) == laptop.device
    services = Services(
        settings=Settings(data=tmp_path, project_every=0), database=bare, plan=plan, key=KEY, clock=lambda: NOW
    )
    laptop.write(2)
    assert Streams(services).append(laptop.caller, laptop.batch(len(laptop.lines) - 1)).status == "ok"
    Projector(services).catch_up()
    assert bare.read(counts) == [1, 1, 0, 0]


def counts(connection: Connection) -> list[int]:
    """How many summaries and standings there are, and how many marks of what is behind."""
    tables = (summaries, standings, dirty, stale)
    return [connection.execute(select(func.count()).select_from(table)).scalar_one() for table in tables]


def test_the_tree_keeps_its_units_and_comes_into_the_order_of_their_numbers(bare: Database) -> None:
    """Paths of before put "/1/10/" before "/1/9/": each row stays, under a path that orders as its number does."""
    migrate(bare, "r0006")
    bare.write(lambda connection: connection.execute(insert(units), [_unit(number) for number in (1, 9, 10, 123)]))
    told = "(unit, valid_from, valid_to, path, name, overseer)"
    statement = text(f"INSERT INTO placements {told} VALUES (:unit, '2020-01-01', '9999-12-31', :path, :name, '')")
    statement = statement.bindparams(bindparam("unit", type_=Id()))
    old = ("/1/", "/1/10/", "/1/10/123/", "/1/9/")
    rows = [{"unit": _unit(int(path.split("/")[-2]))["unit"], "path": path, "name": path} for path in old]
    bare.write(lambda connection: connection.execute(statement, rows))
    migrate(bare)
    wanted = select(placements.c.path, placements.c.name).order_by(placements.c.path)
    found = bare.read(lambda connection: [tuple(row) for row in connection.execute(wanted)])
    assert found == [("/1/", "/1/"), ("/1/9/", "/1/9/"), ("/1/a10/", "/1/10/"), ("/1/a10/b123/", "/1/10/123/")]


def test_who_was_to_come_is_read_from_the_figures_that_were_kept(bare: Database) -> None:
    """The share of those obliged, as the papers tell it; a summary without figures tells of nobody."""
    migrate(bare, "r0007")
    kept = '{"members": {"obliged_present": {"part": 19, "whole": 21}}}'
    empty = {one.name: one.type.python_type() for one in summaries.c if not one.nullable and not one.server_default}
    rows = [
        {**empty, "cell_id": UUID(int=1), "meeting": UUID(int=number), "figures": figures}
        for number, figures in ((1, kept), (2, None))
    ]
    bare.write(lambda connection: connection.execute(insert(summaries), rows))
    migrate(bare)
    wanted = select(summaries.c.obliged_present, summaries.c.obliged).order_by(summaries.c.meeting)
    assert bare.read(lambda connection: [tuple(row) for row in connection.execute(wanted)]) == [(19, 21), (0, 0)]


def _unit(number: int) -> dict[str, object]:
    return {"unit": UUID(int=number), "code": f"U{number}", "body": "chi_bo", "variant": ""}
