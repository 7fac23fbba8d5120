"""The demonstration: real sessions by the desk's rules, every row from a fold, the same for the same seed."""

from __future__ import annotations

import json
import socket
from dataclasses import replace
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlalchemy import Connection, Table, select

from documents.plan_file import load_plan
from hq.__main__ import main
from hq.counting import Stage
from hq.database import Database
from hq.demo.filling import Filled, fill, settled
from hq.demo.recording import Device, Recorder, Refused
from hq.demo.script import Shape, held
from hq.demo.world import NOW, UNITS, session_of, shapes, world
from hq.projector import Projector
from hq.schema import cells, dirty, groupings, indicators, remedies, standings, summaries, sums, units
from hq.services import Services
from hq.settings import Settings
from models.commands import EndSession
from tests.hq.conftest import KEY
from tests.hq.light import CHEAP, laid

PLAN = load_plan()


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Services, Filled]:
    """A ward of forty units."""
    folder = tmp_path_factory.mktemp("ward")
    database = Database(laid(folder / "hq.sqlite"))
    kept = Settings(data=folder, project_every=0, hashing=CHEAP)
    services = Services(settings=kept, database=database, plan=PLAN, key=KEY, clock=lambda: NOW)
    return services, fill(services, "ward")


def rows(services: Services, table: Table) -> list[Any]:
    def work(connection: Connection) -> list[Any]:
        return list(connection.execute(select(table).order_by(*table.primary_key)).all())

    return services.database.read(work)


def test_a_ward_has_every_kind_of_unit_and_of_session(filled: tuple[Services, Filled]) -> None:
    """Whatever headquarters has to see occurs in the smallest size."""
    services, made = filled
    found = [row for row in rows(services, standings) if row.campaign == PLAN.id]
    assert len(found) == len(made.world.seats) == UNITS["ward"]
    assert {row.body for row in found} == set(PLAN.bodies)
    stages = {Stage(row.stage) for row in found}
    assert stages >= {Stage.SILENT, Stage.PLANNED, Stage.NOTIFIED, Stage.RUNNING, Stage.ADOPTED, Stage.REPORTED}
    assert any(row.short for row in found)
    assert any(row.quiet for row in found)
    assert any(row.stage >= Stage.HELD and not row.attended for row in found)
    assert all(row.attended for row in found if row.body == "dang_uy" and row.stage >= Stage.HELD), (
        "nobody is sent there"
    )
    told = rows(services, summaries)
    assert any(row.rehearsal for row in told)
    assert any("waived" in json.loads(row.unmet).values() for row in told)
    assert any(json.loads(row.figures)["papers"]["amendments"] for row in told)
    assert any(row.title for row in rows(services, indicators))
    assert any(not row.own for row in rows(services, remedies)), "later sessions judge what earlier ones took on"
    assert rows(services, dirty) == []
    assert rows(services, groupings) == []


def test_every_row_is_from_a_fold(filled: tuple[Services, Filled]) -> None:
    """No row is made by hand: from the lines alone the same ones are made again."""
    services, _ = filled
    tables = (summaries, indicators, remedies, standings, sums)
    before = [rows(services, table) for table in tables]
    later = replace(services, clock=lambda: NOW + 10**9)
    assert Projector(later).rebuild() == len(before[0])
    assert [rows(services, table) for table in tables] == before


@pytest.mark.parametrize("shape", Shape)
def test_each_session_is_the_same_for_the_same_seed(shape: Shape) -> None:
    seat = world(PLAN, "ward", Random(1)).seats[-1]
    streams = [held(PLAN, session_of(seat, "cell", shape, Random(7)), Random(9))[1] for _ in range(2)]
    assert streams[0] == streams[1]
    assert len(streams[0]) == (2 if shape is Shape.TWO_LAPTOPS else 1)


def test_the_organisation_has_the_same_ids_every_time(filled: tuple[Services, Filled], tmp_path: Path) -> None:
    """Pictures of the demonstration show the same people and figures whenever they are taken."""
    services, made = filled
    database = Database(laid(tmp_path / "hq.sqlite"))
    again = database.write(partial(settled, made=made.world, services=services))
    assert len(again) == UNITS["ward"]
    wanted = select(units.c.code, cells.c.cell_id).join_from(units, cells)
    first = services.database.read(lambda connection: connection.execute(wanted).all())
    assert again == {row.code: row.cell_id for row in first}
    database.close()


def test_the_rules_of_the_desk_hold_in_the_demonstration() -> None:
    """A session that did not begin cannot end here either."""
    with pytest.raises(Refused):
        Recorder(PLAN, Device.made(Random(1)), NOW).do(EndSession())


@pytest.mark.parametrize("count", [0, 3, 40, 450])
def test_each_unit_has_one_shape(count: int) -> None:
    assert len(shapes(count, Random(3))) == count


def test_a_city_has_as_many_units_as_it_says() -> None:
    made = world(PLAN, "city", Random(1))
    assert len(made.seats) == UNITS["city"]
    assert len({row.code for row in made.rows}) == len(made.rows)


def test_nothing_is_filled_when_the_port_is_taken(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Its password is told only once it listens: a database that was filled before would have none."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        assert main(["demo", "--data", str(tmp_path / "thu"), "--port", str(taken.getsockname()[1])]) == 1
    assert "Hãy chọn cổng khác" in capsys.readouterr().err
    assert not (tmp_path / "thu").exists()
