"""Who may see what: the SQL condition against a walk up the tree by hand, for random trees (sync.md §8, §11)."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, delete, insert, select

from hq.access import (
    EVERYWHERE,
    OPINIONS,
    Caller,
    Right,
    after,
    granted_to,
    note_reading,
    ordered_id,
    placed,
    reaches_of,
    visible,
)
from hq.database import Database
from hq.organisation import Span, Unit, load, save
from hq.schema import FOREVER, accounts, audit, cells, grants, placements, summaries, units

DAYS = ("2020-01-01", "2022-05-01", "2024-09-15", "2025-07-01", "2026-01-01")
SUMMARY = {
    "version": 1,
    "plan": "",
    "body": "",
    "variant": "",
    "rehearsal": False,
    "entries": 0,
    "last_at": 0,
    "members": 0,
    "present": 0,
    "flags": "[]",
    "campaign": "",
    "planned_start": "",
    "place": "",
    "notified": "",
    "report_sent": "",
    "superiors": 0,
    "contributions": 0,
    "spoke": 0,
    "short": False,
    "quiet": False,
    "quality": "",
    "unmet": "{}",
    "steps": "{}",
}


@dataclass(frozen=True)
class World:
    """For each unit, its parent on each of the days; a parent has a smaller number, so that there is no circle."""

    parents: tuple[tuple[int | None, ...], ...]

    def under(self, unit: int, top: int, day: int) -> bool:
        """Whether a unit is `top` or stands below it on a day: the walk by hand."""
        at: int | None = unit
        while at is not None and at != top:
            at = self.parents[at][day]
        return at == top

    def tree(self) -> dict[str, Unit]:
        """The same as spans, day by day."""
        return {f"u{n:02}": self._unit(n) for n in range(len(self.parents))}

    def _unit(self, number: int) -> Unit:
        ends = (*DAYS[1:], FOREVER)
        spans = tuple(
            Span(since, until, f"Tên {number}", "" if parent is None else f"u{parent:02}")
            for since, until, parent in zip(DAYS, ends, self.parents[number], strict=True)
        )
        return Unit(uuid4(), f"u{number:02}", "chi_bo", "", number + 1, spans)


def parents_of(number: int) -> st.SearchStrategy[tuple[int | None, ...]]:
    above = st.none() if number == 0 else st.one_of(st.none(), st.integers(0, number - 1))
    return st.tuples(*[above] * len(DAYS))


# More than nine units, so that "/1/" and "/10/" stand beside each other.
WORLDS = st.integers(1, 13).flatmap(lambda size: st.tuples(*map(parents_of, range(size)))).map(World)


def laid(connection: Connection, world: World) -> dict[str, Unit]:
    """The world in the database, with a meeting of each cell on each day."""
    for table in (summaries, cells, placements, units):
        connection.execute(delete(table))
    tree = world.tree()
    save(connection, {}, tree, 1)
    rows = [
        {**SUMMARY, "cell_id": cell, "meeting": uuid4(), "date": day}
        for cell in connection.execute(select(cells.c.cell_id)).scalars()
        for day in DAYS
    ]
    connection.execute(insert(summaries), rows)
    return tree


def seen(connection: Connection, caller: Caller, right: Right) -> set[tuple[str, str]]:
    """(code, day) of every meeting the condition lets through."""
    condition = visible(caller, right, cell=summaries.c.cell_id, path=placements.c.path)
    wanted = (
        select(units.c.code, summaries.c.date)
        .select_from(summaries)
        .join(cells, cells.c.cell_id == summaries.c.cell_id)
        .join(units, units.c.unit == cells.c.unit)
        .join(placements, placed(cells.c.unit, summaries.c.date))
    )
    found = [(code, day) for code, day in connection.execute(wanted.where(condition))]
    assert len(found) == len(set(found)), "a row counted twice"
    return set(found)


ROLES = st.sampled_from(["clerk", "secretary", "ward", "district", "city", "admin"])


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(WORLDS, ROLES, st.data())
def test_the_visible_set_equals_brute_force(database: Database, world: World, role: str, data: st.DataObject) -> None:
    """sync.md §11, security: for random trees, roles, moves and dates, what is visible equals brute force."""
    top = data.draw(st.integers(0, len(world.parents) - 1))
    granted = data.draw(st.one_of(st.none(), st.integers(0, len(world.parents) - 1)))

    def work(connection: Connection) -> None:
        tree = laid(connection, world)
        caller = called(connection, tree, role, top, granted)
        for right in ("statistics", "opinions"):
            assert seen(connection, caller, right) == by_hand(world, role, right, top, granted)

    database.write(work)


def called(connection: Connection, tree: dict[str, Unit], role: str, top: int, granted: int | None) -> Caller:
    unit = tree[f"u{top:02}"].id
    if role in ("clerk", "secretary"):
        cell = connection.execute(select(cells.c.cell_id).where(cells.c.unit == unit)).scalar_one()
        return Caller(uuid4(), frozenset({cell}), role)
    reaches = (EVERYWHERE,) if role == "admin" else reaches_of(connection, unit)
    more = () if granted is None else reaches_of(connection, tree[f"u{granted:02}"].id)
    return Caller(None, frozenset(), role, account=uuid4(), reaches=reaches, granted=more)


def by_hand(world: World, role: str, right: str, top: int, granted: int | None) -> set[tuple[str, str]]:
    """What sync.md §8 says, one meeting after the other."""

    def may(unit: int, day: int) -> bool:
        if role in ("clerk", "secretary"):
            return unit == top
        if right == "opinions" and role != "ward":
            return granted is not None and world.under(unit, granted, day)
        return role == "admin" or world.under(unit, top, day)

    days = range(len(DAYS))
    return {(f"u{unit:02}", DAYS[day]) for unit in range(len(world.parents)) for day in days if may(unit, day)}


def test_the_range_of_a_subtree_leaves_out_the_neighbour_with_a_longer_number() -> None:
    """design.md §8: `path >= '/1/3/' and path < '/1/30'`."""
    assert after("/1/3/") == "/1/30"
    assert [path for path in ("/1/3/", "/1/3/99/", "/1/30/", "/1/4/") if "/1/3/" <= path < after("/1/3/")] == [
        "/1/3/",
        "/1/3/99/",
    ]


def test_the_stored_tree_is_read_back(database: Database) -> None:
    world = World(((None,) * 5, (0, 0, None, 0, 0), (1, 0, 1, 1, 1)))
    database.write(lambda connection: laid(connection, world))
    tree = database.read(load)
    assert [(span.since, span.parent) for span in tree["u02"].spans] == [
        (DAYS[0], "u01"),
        (DAYS[1], "u00"),
        (DAYS[2], "u01"),
    ]


@pytest.mark.parametrize(
    ("since", "until", "holds"), [("2025-01-01", FOREVER, True), ("2020-01-01", "2025-09-15", False)]
)
def test_a_grant_holds_for_its_days_and_its_use_is_noted(
    database: Database, since: str, until: str, holds: bool
) -> None:
    """sync.md §8: a district reads what single people said only by an explicit grant, and that is logged."""
    account = uuid4()

    def work(connection: Connection) -> tuple[bool, list[str]]:
        tree = laid(connection, World(((None,) * 5, (0,) * 5)))
        _account(connection, account, tree["u00"].id)
        values = {"id": uuid4(), "account": account, "unit": tree["u01"].id, "what": OPINIONS}
        period = {"valid_from": since, "valid_to": until}
        made = {"reason": "kiểm tra", "made_by": account, "made_at": 1}
        connection.execute(insert(grants).values(**values, **period, **made))
        caller = Caller(
            None, frozenset(), "district", account=account, granted=granted_to(connection, account, "2025-09-15")
        )
        note_reading(connection, caller, uuid4(), 5)
        return bool(seen(connection, caller, "opinions")), list(connection.execute(select(audit.c.what)).scalars())

    assert database.write(work) == (holds, ["opinions.read"])


def _account(connection: Connection, account: UUID, unit: UUID) -> None:
    values = {"account": account, "login": "lan", "name": "Lan", "password": "-", "role": "district", "unit": unit}
    connection.execute(insert(accounts).values(**values, made_at=1, failed=0, locked_until=0))


def test_ids_of_the_audit_sort_by_time() -> None:
    ids = [ordered_id(at) for at in (1, 1_757_246_462_123, 1_757_246_462_124)]
    assert ids == sorted(ids)
    assert all(id.version == 7 for id in ids)
