"""Summaries: made at append, made again in the background, made from nothing; always the same (design.md §8)."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select, text

from hq import summaries as making
from hq.database import Database
from hq.fold import Fold, Rows
from hq.projector import Projector
from hq.rows import run
from hq.schema import dirty, summaries
from hq.services import Services
from hq.streams import Streams
from models.facts import DetailSet
from models.figures.values import Figures
from models.plan import Plan
from tests.hq.conftest import Ticking
from tests.hq.laptops import NOW, Laptop, found, lines_of, named, note, opening
from tests.models.histories import Laptop as Desk
from tests.models.histories import laptops as desks
from tests.models.minutes_record import facts_of, whole

FIRST_DAY = DetailSet(field="date", value="0001-01-01")
"""The session's day as no clerk can type it; what has to be sent before it has no day."""

GOLDEN = [line for line in Path("tests/data/golden_v1.jsonl").read_bytes().split(b"\n") if line]


@pytest.fixture
def laptop(database: Database, plan: Plan) -> Laptop:
    """A laptop that recorded a whole session of a chi bộ."""
    laptop = Laptop().record([opening(plan)[0], *facts_of(whole(plan).meeting)])
    found(database, laptop)
    return laptop


def rows(database: Database) -> list[dict[str, Any]]:
    """Every summary."""
    wanted = select(summaries).order_by(summaries.c.meeting)
    return [dict(row._mapping) for row in database.read(lambda connection: connection.execute(wanted).all())]


def marks(database: Database) -> list[Any]:
    return list(database.read(lambda connection: connection.execute(select(dirty)).all()))


def test_the_touched_meeting_is_folded_at_append(streams: Streams, laptop: Laptop, database: Database) -> None:
    answer = streams.append(laptop.caller, laptop.batch())
    (row,) = rows(database)
    assert (row["body"], row["date"], row["entries"]) == ("chi_bo", "2023-09-15", len(laptop.lines))
    figures = Figures.model_validate_json(row["figures"])
    assert (row["present"], row["members"]) == (figures.members.present, figures.members.total)
    assert row["members"] > 0
    came = figures.members.obliged_present
    assert (row["obliged_present"], row["obliged"]) == (came.part, came.whole)
    assert row["adopted_at"] == figures.papers.adopted_at
    assert answer.flags == tuple(json.loads(row["flags"]))
    assert marks(database) == []


def test_while_more_is_on_its_way_nothing_is_folded(
    streams: Streams, services: Services, laptop: Laptop, database: Database, clock: Ticking
) -> None:
    """A backlog in ten pieces is folded once, or soon when its laptop falls silent."""
    streams.append(laptop.caller, laptop.batch(1, 20))
    assert rows(database) == []
    projector = Projector(services)
    assert projector.catch_up() == 0
    clock.now += making.SETTLING
    assert projector.catch_up() == 1
    assert rows(database)[0]["entries"] == 20
    streams.append(laptop.caller, laptop.batch(21))
    assert rows(database)[0]["entries"] == len(laptop.lines)
    assert marks(database) == []


def test_a_long_meeting_is_folded_in_the_background(
    streams: Streams, services: Services, laptop: Laptop, database: Database
) -> None:
    laptop.write(making.AT_ONCE)
    streams.append(laptop.caller, laptop.batch())
    assert rows(database) == []
    assert Projector(services).catch_up() == 1
    assert rows(database)[0]["entries"] == len(laptop.lines)


def test_a_fold_that_fails_refuses_nothing(
    streams: Streams, services: Services, plan: Plan, database: Database, clock: Ticking
) -> None:
    """A day on which no calendar can reckon back: nobody can count it, everybody keeps it."""
    laptop = Laptop(lines=lines_of([*opening(plan), FIRST_DAY]))
    found(database, laptop)
    answer = streams.append(laptop.caller, laptop.batch())
    assert (answer.status, answer.acked, answer.flags) == ("ok", 3, ("unfolded",))
    assert rows(database) == []
    (mark,) = marks(database)
    assert (mark.reason, mark.tries) == ("OverflowError", 1)
    clock.now = mark.due
    assert Projector(services).catch_up() == 1
    (again,) = marks(database)
    assert (again.tries, again.since) == (2, mark.since)
    assert again.due - clock.now > mark.due - mark.since, "each time it waits longer"


def test_a_failed_fold_delays_no_other_meeting(streams: Streams, plan: Plan, database: Database) -> None:
    poisoned = Laptop("p1", meeting=named("poisoned"), lines=lines_of([*opening(plan), FIRST_DAY]))
    sound = Laptop("s1", lines=lines_of(opening(plan)))
    found(database, poisoned, sound)
    streams.append(poisoned.caller, poisoned.batch())
    streams.append(sound.caller, sound.batch())
    assert [row["meeting"] for row in rows(database)] == [sound.meeting]


def test_rebuild_from_nothing_makes_the_same_rows(
    streams: Streams, services: Services, laptop: Laptop, database: Database, plan: Plan, clock: Ticking
) -> None:
    """sync.md §5.7, §9: a projection may be deleted at any time; the clock of the server is not in it."""
    others = [Laptop(f"r{number}", meeting=named(f"meeting {number}")) for number in range(3)]
    found(database, *others)
    for count, other in enumerate(others):
        other.lines = lines_of(opening(plan))
        other.write(count * 3)
        streams.append(other.caller, other.batch())
    peer = Laptop("r9", lines=[note(1), note(2)])
    found(database, peer)
    streams.append(laptop.caller, laptop.batch())
    streams.append(peer.caller, peer.batch())
    made = rows(database)
    assert len(made) == 4
    clock.now += 10**9
    database.write(lambda connection: connection.execute(delete(summaries)))
    assert Projector(services).rebuild() == 4
    assert rows(database) == made
    assert Projector(services).rebuild() == 4
    assert rows(database) == made


def test_what_nobody_can_read_is_flagged(streams: Streams, database: Database, plan: Plan) -> None:
    """sync.md §6: an oddity is a flag in the answer, never a refusal."""
    laptop = Laptop(lines=[*lines_of(opening(plan)), b'{"s":3,"odd":1}'])
    stranger = Laptop("s1", meeting=named("another"), lines=[note(1)])
    found(database, laptop, stranger)
    assert "unreadable" in streams.append(laptop.caller, laptop.batch()).flags
    assert streams.append(stranger.caller, stranger.batch()).flags == ("unknown_body",)


def test_hostile_values_fit_no_column_and_stop_nothing(streams: Streams, database: Database, plan: Plan) -> None:
    """Texts and numbers that no laptop's program writes, validly signed: kept, and summed as far as they make sense."""
    lines = lines_of(opening(plan))
    lines[0] = lines[0].replace(b'"mo":1000', b'"mo":%d' % 10**30)
    lines[1] = lines[1].replace(b"2025-09-15", b"2025-09-15\\u0000" + b"x" * 5000)
    lines.append(b'{"s":3,"v":1,"t":"session.started","at":%d,"mo":1,"by":"\\u0000","b":{"at":%d}}' % (10**25, 10**25))
    laptop = Laptop(lines=lines)
    found(database, laptop)
    assert streams.append(laptop.caller, laptop.batch()).status == "ok"
    (row,) = rows(database)
    assert (row["date"], row["started"]) == ("", None)


@settings(max_examples=10, deadline=None)
@given(found=desks(), data=st.data())
def test_the_summary_knows_no_order_of_delivery(found: list[Desk], data: st.DataObject) -> None:
    """sync.md §11, meaning: same entries, same row, whichever stream came first."""
    from documents.plan_file import load_plan
    from models.entries import encode

    fold = Fold(load_plan())
    streams = [[(desk.device, encode(entry)) for entry in desk.stream] for desk in found]

    def outcome(order: list[list[tuple[str, bytes]]]) -> Rows | str:
        try:
            return fold.rows([line for stream in order for line in stream])
        except (LookupError, ValueError) as trouble:
            return type(trouble).__name__

    assert outcome(data.draw(st.permutations(streams))) == outcome(streams)


def test_the_golden_record_is_counted(plan: Plan) -> None:
    """sync.md §2: the log of the first version is folded for ever."""
    device = next(iter(json.loads(GOLDEN[36])["b"]["frontier"]))
    summary = Fold(plan).rows([(device, line) for line in GOLDEN]).summary
    assert (summary["entries"], summary["body"]) == (len(GOLDEN), "chi_bo")
    assert summary["figures"] is not None


def test_a_round_that_the_database_refused_is_not_the_last(
    services: Services, streams: Streams, database: Database, laptop: Laptop
) -> None:
    """What the pages show follows the record again once the database does its work again; nobody restarts anything."""
    streams.append(laptop.caller, laptop.batch(1, len(laptop.lines)))
    database.write(lambda connection: connection.execute(text("alter table dirty rename to away")))
    projector = Projector(services)
    projector.start(0.01)
    try:
        time.sleep(0.2)
        database.write(lambda connection: connection.execute(text("alter table away rename to dirty")))
        place = (laptop.cell, laptop.meeting)
        database.write(lambda connection: run(connection, making.later(*place, NOW, NOW)))
        waiting = select(dirty.c.meeting)
        until = time.monotonic() + 30
        while database.read(lambda connection: connection.execute(waiting).all()) and time.monotonic() < until:
            time.sleep(0.02)
        assert database.read(lambda connection: connection.execute(waiting).all()) == []
    finally:
        projector.stop()
