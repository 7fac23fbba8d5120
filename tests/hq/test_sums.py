"""Sums over the tree: what the background adds up is what counting every unit gives (design.md §8, R86)."""

from __future__ import annotations

import tempfile
from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, get_args
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, select

from documents.plan_file import load_plan
from hq.access import BEGINNING, Caller, after, reaches_of
from hq.counting import ANNOUNCED, Stage
from hq.database import Database
from hq.organisation import Row, Unit, load, merged, save
from hq.projector import Projector
from hq.queries.progress import Order, Wanted, count_of, standings_of
from hq.queries.totals import campaigns, total_of, totals_below
from hq.schema import FOREVER, placements, standings, sums, tallies, units
from hq.services import Services
from hq.settings import Settings
from hq.streams import Streams
from hq.sums import EVERYTHING
from hq.tally import UNITS, added, read
from models.fact import Fact
from models.facts import DetailSet, MeetingOpened, SessionEnded, SessionStarted
from tests.hq.conftest import KEY
from tests.hq.laptops import NOW, Laptop, cell_of, found, lines_of, named, opening
from tests.hq.light import laid

PLAN = load_plan()
TODAY = "2025-09-20"


def organisation(database: Database, *rows: tuple[str, str, str, str]) -> dict[str, Unit]:
    """Units as (code, parent, body, since); the tree afterwards."""
    listed = [
        Row(number, code, f"Đơn vị {code}", parent, body, "", since, FOREVER)
        for number, (code, parent, body, since) in enumerate(rows, 1)
    ]

    def work(connection: Connection) -> dict[str, Unit]:
        before = load(connection)
        tree = merged(before, listed, TODAY, BEGINNING)
        save(connection, before, tree, NOW)
        return tree

    return database.write(work)


def a_meeting(day: str, *, held: bool, rehearsal: bool = False) -> list[bytes]:
    """The lines of a session as short as can be."""
    opened = opening(PLAN)
    assert isinstance(opened[1], MeetingOpened)
    facts: list[Fact] = [opened[0], opened[1].model_copy(update={"date": day, "rehearsal": rehearsal})]
    facts.append(DetailSet(field="notified_on", value=day))
    if held:
        facts += [SessionStarted(at=NOW), SessionEnded(at=NOW + 60_000)]
    return lines_of(facts)


def send(streams: Streams, database: Database, code: str, name: str, lines: list[bytes]) -> None:
    """A laptop of that unit sends a meeting."""
    laptop = Laptop(name, cell=cell_of(database, code), meeting=named(f"{code} {name}"), lines=lines)
    found(database, laptop)
    assert streams.append(laptop.caller, laptop.batch()).status == "ok"


def every(database: Database, table: Any) -> list[dict[str, Any]]:
    wanted = select(table).order_by(table.c.unit, table.c.campaign)
    return [dict(row._mapping) for row in database.read(lambda connection: connection.execute(wanted).all())]


def by_brute_force(database: Database) -> dict[tuple[UUID, str], dict[str, int]]:
    """Every unit's sum: all standings under any of the paths that were ever its own."""
    wanted = select(placements.c.unit, placements.c.path).distinct()
    paths = database.read(lambda connection: connection.execute(wanted).all())
    total: dict[tuple[UUID, str], Counter[str]] = {}
    counted = {(row["unit"], row["campaign"]): read(row["tally"]) for row in every(database, tallies)}
    for standing in every(database, standings):
        above = {row.unit for row in paths if row.path < standing["path"] < after(row.path)}
        for unit in above | {EVERYTHING}:
            total.setdefault((unit, standing["campaign"]), Counter()).update(
                counted[standing["unit"], standing["campaign"]]
            )
    return {node: dict(counts) for node, counts in total.items()}


def stored_sums(database: Database) -> dict[tuple[UUID, str], dict[str, int]]:
    return {(row["unit"], row["campaign"]): read(row["tally"]) for row in every(database, sums)}


@pytest.fixture
def town(database: Database) -> dict[str, Unit]:
    """A city with two wards, each with two cells."""
    rows = [("tp", "", "", ""), ("p1", "tp", "", ""), ("p2", "tp", "", "")]
    rows += [(f"p{ward}-{cell}", f"p{ward}", "chi_bo", "") for ward in (1, 2) for cell in (1, 2)]
    return organisation(database, *rows)


def standing(database: Database, code: str) -> dict[str, Any]:
    (row,) = [row for row in every(database, standings) if row["code"] == code]
    return row


def total(database: Database, tree: dict[str, Unit], code: str) -> dict[str, int]:
    return stored_sums(database)[tree[code].id, PLAN.id]


def test_units_that_have_sent_nothing_are_counted(
    database: Database, services: Services, town: dict[str, Unit]
) -> None:
    """R86: headquarters knows all who should report."""
    Projector(services).catch_up()
    assert total(database, town, "tp") == {UNITS: 4, "units:chi_bo": 4, "owes:announce": 4, "owes:report": 4}
    assert total(database, town, "p1") == {UNITS: 2, "units:chi_bo": 2, "owes:announce": 2, "owes:report": 2}
    assert standing(database, "p1-1")["stage"] == Stage.SILENT


def test_a_session_counts_at_every_level(
    database: Database, services: Services, streams: Streams, town: dict[str, Unit]
) -> None:
    send(streams, database, "p1-1", "a1", a_meeting("2025-09-15", held=True))
    send(streams, database, "p1-2", "b1", a_meeting("2025-09-15", held=False))
    Projector(services).catch_up()
    city, ward = total(database, town, "tp"), total(database, town, "p1")
    assert (city["held"], ward["held"], city[UNITS]) == (1, 1, 4)
    assert (ward["sent"], ward["notified"], ward["short"]) == (2, 2, 1)
    assert "held" not in total(database, town, "p2")
    assert standing(database, "p1-2")["stage"] == Stage.NOTIFIED


def test_a_ward_sees_its_own_rows_filtered_and_ordered(
    database: Database, services: Services, streams: Streams, town: dict[str, Unit]
) -> None:
    """R74: one look tells what to chase; R78: the announced ones by their day."""
    send(streams, database, "p1-2", "a1", a_meeting("2025-09-15", held=True))
    send(streams, database, "p2-1", "b1", a_meeting("2025-09-15", held=False))
    Projector(services).catch_up()

    def work(connection: Connection) -> None:
        ward = Caller(None, frozenset(), "ward", reaches=reaches_of(connection, town["p1"].id))
        city = Caller(None, frozenset(), "city", reaches=reaches_of(connection, town["tp"].id))
        assert [row.code for row in standings_of(connection, ward, Wanted(PLAN.id))] == ["p1-1", "p1-2"]
        announced = Wanted(PLAN.id, stages=frozenset(ANNOUNCED), since="2025-09-01", until="2025-09-30")
        assert [row.code for row in standings_of(connection, city, announced)] == ["p2-1"]
        assert standings_of(connection, ward, announced) == []
        short = Wanted(PLAN.id, marks={"short": True}, search="DON VI p1-2")
        (row,) = standings_of(connection, city, short, order="minutes", down=True, most=5)
        assert (row.stage, row.minutes, row.notified, row.waiting) == (Stage.HELD, 1, "2025-09-15", 0)
        below = totals_below(connection, city, PLAN.id, town["tp"].id, TODAY)
        assert [(one.code, one.tally["units"], one.leads) for one in below] == [("p1", 2, True), ("p2", 2, True)]
        assert campaigns(connection) == (PLAN.id,)
        assert town["p2-1"].id not in {row.unit for row in standings_of(connection, ward, Wanted(PLAN.id))}

    database.read(work)


@pytest.mark.parametrize("down", [False, True])
@pytest.mark.parametrize("order", get_args(Order))
def test_pages_of_standings_are_all_standings(
    database: Database, services: Services, streams: Streams, town: dict[str, Unit], order: Order, down: bool
) -> None:
    """R86: cut into pages of any size nobody is left out or told twice, whatever the rows are ordered by."""
    send(streams, database, "p1-2", "a1", a_meeting("2025-09-15", held=True))
    send(streams, database, "p2-1", "b1", a_meeting("2025-09-15", held=False))
    Projector(services).catch_up()

    def work(connection: Connection) -> None:
        city, wanted = Caller(None, frozenset(), "city", reaches=("/",)), Wanted(PLAN.id)
        every = standings_of(connection, city, wanted, order=order, down=down)
        assert len(every) == count_of(connection, city, wanted) == 4
        for most in (1, 3):
            pages = [
                standings_of(connection, city, wanted, order=order, down=down, first=first, most=most)
                for first in range(0, 4, most)
            ]
            assert [one for page in pages for one in page] == every

    database.read(work)


def test_rehearsals_never_count(
    database: Database, services: Services, streams: Streams, town: dict[str, Unit]
) -> None:
    send(streams, database, "p1-1", "a1", a_meeting("2025-09-15", held=True, rehearsal=True))
    Projector(services).catch_up()
    assert total(database, town, "p1") == {UNITS: 2, "units:chi_bo": 2, "owes:announce": 2, "owes:report": 2}


def test_of_several_meetings_one_counts(
    database: Database, services: Services, streams: Streams, town: dict[str, Unit]
) -> None:
    """Broken off and held again: once. A later announcement does not take its place."""
    send(streams, database, "p1-1", "a1", a_meeting("2025-09-10", held=True))
    send(streams, database, "p1-1", "a2", a_meeting("2025-09-15", held=True))
    send(streams, database, "p1-1", "a3", a_meeting("2025-09-18", held=False))
    Projector(services).catch_up()
    assert standing(database, "p1-1")["date"] == "2025-09-15"
    assert total(database, town, "tp")["held"] == 1


def test_a_ward_keeps_the_meetings_it_led(
    database: Database, services: Services, streams: Streams, town: dict[str, Unit]
) -> None:
    """A cell moved after its session: the session counts where the cell stood on its day."""
    send(streams, database, "p1-1", "a1", a_meeting("2025-09-15", held=True))
    Projector(services).catch_up()
    organisation(database, ("p1-1", "p2", "chi_bo", "2025-09-16"), ("p1-2", "p2", "chi_bo", "2023-01-01"))
    Projector(services).catch_up()
    (met,) = [read(row["tally"]) for row in every(database, tallies) if row["unit"] == town["p1-1"].id]
    assert total(database, town, "p1") == met
    assert total(database, town, "p2")[UNITS] == 3, "the one that has met nowhere yet stands where it does now"


def test_another_plan_counts_everything_anew(database: Database, services: Services, town: dict[str, Unit]) -> None:
    Projector(services).catch_up()
    other = PLAN.model_copy(update={"id": "dot2", "title": "Đợt sau"})
    Projector(replace(services, plan=other)).catch_up()
    assert {row["campaign"] for row in every(database, standings)} == {"dot2"}
    assert {campaign for _, campaign in stored_sums(database)} == {"dot2"}


# --- laws -----------------------------------------------------------------------------------------------------------


@dataclass
class World:
    """A database of its own with the server's record."""

    folder: Path
    database: Database = field(init=False)
    services: Services = field(init=False)

    def __post_init__(self) -> None:
        self.database = Database(laid(self.folder / "hq.sqlite"))
        kept = Settings(data=self.folder, project_every=0)
        self.services = Services(settings=kept, database=self.database, plan=PLAN, key=KEY, clock=lambda: NOW)


CODES = ("c1", "c2", "c3")
WARDS = ("p1", "p2", "q1")
DAYS = ("2023-06-01", "2023-09-18", "2025-09-15")
moves = st.tuples(st.just("move"), st.sampled_from(CODES), st.sampled_from(WARDS), st.sampled_from(DAYS))
wards = st.tuples(st.just("move"), st.just("p1"), st.sampled_from(("tp", "q1")), st.sampled_from(DAYS))
meetings = st.tuples(
    st.just("meet"), st.sampled_from(CODES), st.sampled_from(("held", "announced")), st.sampled_from(DAYS)
)


def act(world: World, streams: Streams, step: tuple[str, str, str, str], number: int) -> None:
    kind, code, what, day = step
    if kind == "move":
        organisation(world.database, (code, what, "" if code in WARDS else "chi_bo", day))
    else:
        send(streams, world.database, code, f"x{number}", a_meeting(day, held=what == "held"))


def assert_every_caller_sees_the_sum_of_what_it_sees(database: Database) -> None:
    """A page's head and its rows never differ, wherever the caller's unit ever stood."""

    def work(connection: Connection) -> None:
        ids = connection.execute(select(units.c.unit)).scalars().all()
        for reaches in (("/",), *(reaches_of(connection, unit) for unit in ids)):
            caller = Caller(None, frozenset(), "district", reaches=reaches)
            wanted = Wanted(PLAN.id)
            rows = standings_of(connection, caller, wanted)
            assert len(rows) == count_of(connection, caller, wanted)
            seen = total_of(connection, caller, PLAN.id)
            assert seen.get(UNITS, 0) == len(rows)
            assert seen.get("held", 0) == sum(row.stage >= Stage.HELD for row in rows)

    database.read(work)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(steps=st.lists(st.tuples(st.one_of(moves, wards, meetings), st.booleans()), min_size=1, max_size=6))
def test_a_sum_is_brute_force_over_the_subtree(steps: list[tuple[tuple[str, str, str, str], bool]]) -> None:
    """Whatever moved, met or was caught up in between; and from nothing the same rows are made."""
    with tempfile.TemporaryDirectory() as folder:
        world = World(Path(folder))
        tops = [("tp", "", "", ""), ("q1", "tp", "", ""), ("p1", "tp", "", ""), ("p2", "tp", "", "")]
        organisation(world.database, *tops, *[(code, "p1", "chi_bo", "") for code in CODES])
        streams, projector = Streams(world.services), Projector(world.services)
        for number, (step, caught_up) in enumerate(steps):
            act(world, streams, step, number)
            if caught_up:
                projector.catch_up()
        projector.catch_up()
        assert stored_sums(world.database) == by_brute_force(world.database)
        assert_every_caller_sees_the_sum_of_what_it_sees(world.database)
        made = every(world.database, standings), every(world.database, sums)
        projector.rebuild()
        assert (every(world.database, standings), every(world.database, sums)) == made
        world.database.close()


@given(st.lists(st.dictionaries(st.sampled_from("abc"), st.integers(0, 5)), max_size=6), st.randoms())
def test_adding_knows_no_order_and_no_grouping(tallies: list[dict[str, int]], random: Any) -> None:
    shuffled = random.sample(tallies, len(tallies))
    cut = len(shuffled) // 2
    assert added([added(shuffled[:cut]), added(shuffled[cut:])]) == added(tallies)
