"""Two laptops without network, a stick, headquarters days later, a rebuilt laptop: all agree to the byte.

Nothing is simulated but the laptops' clocks: real stores, real files on the stick, a real server in its own process.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select

from documents.docx_paper import render_docx
from documents.plan_file import load_examples
from hq.schema import summaries
from hq.services import Services
from models import commands as c
from models.conflicts import conflicts_of
from models.entries import decode
from models.meeting import Meeting
from models.minutes.compose import minutes_of
from models.plan import Plan
from sync.courier import Courier
from sync.enrolment import Line, enroll
from sync.verify import verify
from tests.hq.fleet import Streams, code_for, office, stored
from tests.hq.serving import serving
from tests.sync.exchange import Laptop, exchange
from tests.tui.rehearsed import script
from tui.rehearsal.acts import command_of
from tui.rehearsal.cell import furnish
from tui.rehearsal.script import DATE, Act

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")]

DAYS = 5
CELL = "the cell of two laptops"


@dataclass(frozen=True)
class Seen:
    """A meeting as somebody holds it: the bytes of its streams, what they mean, and its minutes."""

    streams: Streams
    state: str
    docx: bytes


def act(laptop: Laptop, acts: Sequence[Act]) -> None:
    """The clerk does each act at its own time, by this laptop's clock."""
    for one in acts:
        laptop.clock.at = max(laptop.clock.at, one.at)
        laptop.do(command_of(one, laptop.desk))


def seen(streams: Streams, plan: Plan, now: int) -> Seen:
    """What a record means, folded from its bytes alone; the minutes as printed at that moment."""
    meeting = Meeting(plan)
    for (_, device), (_, lines) in streams.items():
        for line in lines:
            meeting.apply(decode(str(device), line))
    return Seen(streams, meeting.ledger.state_hash(), render_docx(minutes_of(meeting, now)))


def shown(laptop: Laptop, meeting: str, now: int) -> Seen:
    """What a laptop itself holds, folds and prints at that moment."""
    replica = laptop.store.read(meeting)
    try:
        paper = render_docx(minutes_of(replica.meeting, now))
        return Seen(held(laptop), replica.meeting.ledger.state_hash(), paper)
    finally:
        replica.close()


def held(laptop: Laptop) -> Streams:
    """Every stream on the disk of a laptop."""
    with courier_of(laptop) as courier:
        found: Streams = {}
        for lying in courier.shelf.all():
            with courier.shelf.borrowed(lying.meeting, lying.device) as stream:
                found[lying.meeting, lying.device] = (stream.header.raw, [line for _, line in stream.lines()])
        return found


@contextmanager
def courier_of(laptop: Laptop) -> Iterator[Courier]:
    """A courier that goes only when told to, stopped at the end."""
    courier = Courier(laptop.store, clock=laptop.clock)
    try:
        yield courier
    finally:
        courier.stop()


def visit(laptop: Laptop, url: str, code: str = "") -> None:
    """Headquarters is reached: enrolled with the code, if there is one, and a round held."""
    if code:
        enroll(laptop.store, Line(url), code)
    with courier_of(laptop) as courier:
        outcome = courier.once()
        courier.settle()
    assert outcome.trouble is None
    assert outcome.whole
    assert not any(one.waiting for one in outcome.standings.values() if one.reason != "peer_unknown")


def recorded(one: Laptop, other: Laptop, stick: Path) -> str:
    """One meeting on two laptops that never have a network; its id. What they disagree on is settled before the end."""
    acts = script()
    act(one, acts[:100])
    taken = other.take(one.give(stick / "begun.bienban-gui"), agree=True)
    other.desk.open(taken.meetings[0].id)
    act(one, acts[100:300])
    one.do(c.SetDetail("place", "Nhà văn hoá xóm Đình"))
    other.clock.at = one.clock.at + 40_000
    other.do(c.SetDetail("place", "Trường học"))
    other.do(c.WriteNote(c.NoteDraft("Ghi ở máy thứ hai: đồng ý với các ý kiến đã nêu")))
    exchange(one, other, stick, "middle")
    settle(one)
    act(one, acts[300:])
    other.do(c.WriteNote(c.NoteDraft("Ghi ở máy thứ hai khi máy thứ nhất đã đọc thông qua")))
    exchange(one, other, stick, "end")
    assert one.desk.meeting.adopted is not None
    return taken.meetings[0].id


def settle(laptop: Laptop) -> None:
    """The place in dispute is chosen; nothing else is in dispute."""
    (conflict,) = conflicts_of(laptop.desk.meeting)
    assert (conflict.part, conflict.thing) == ("detail", "place")
    laptop.do(c.Resolve(conflict.part, conflict.thing, conflict.field, "Nhà văn hoá xóm Đình"))


def adopted_at(services: Services) -> list[int]:
    """When the meetings were adopted, by headquarters' own summary rows."""
    return list(services.database.read(lambda connection: connection.execute(select(summaries.c.adopted_at)).scalars()))


def test_two_laptops_a_stick_and_headquarters_days_later_agree_to_the_byte(
    url: str, tmp_path: Path, plan: Plan
) -> None:
    """Recorded apart, exchanged both ways by stick, sent days later: streams, state hash and minutes are one."""
    one, other = Laptop(tmp_path / "one"), Laptop(tmp_path / "other", ahead=40)
    furnish(one.store)
    one.desk.create(DATE)
    meeting = recorded(one, other, tmp_path)
    assert one.state() == other.state()
    adopted = one.desk.meeting.adopted
    assert adopted is not None
    for laptop in (one, other):
        laptop.desk.close()
        laptop.clock.pass_time(minutes=DAYS * 24 * 60 + 37)
    rebuilt = Laptop(tmp_path / "rebuilt", ahead=-7 * 60)
    rebuilt.store.keep_indicators(load_examples())  # the wording is imported on each laptop: it does not travel
    with serving(tmp_path, url, tmp_path / "log") as (_, address), office(url, tmp_path, plan) as services:
        visit(one, address, code_for(services, CELL))
        visit(other, address, code_for(services, CELL))
        visit(one, address)
        visit(rebuilt, address, code_for(services, CELL))
        there = seen(stored(services), plan.with_indicators(load_examples()), adopted.at)
        assert adopted_at(services) == [adopted.at]
    assert {str(id) for id, _ in there.streams} == {meeting}
    assert len(there.streams) == 2
    for laptop in (one, other, rebuilt):
        assert shown(laptop, meeting, adopted.at) == there
        assert {finding.state.value for finding in verify(laptop.home)} <= {"whole", "busy"}
        laptop.shut()


def exchanged(folder: Path) -> tuple[Laptop, Laptop]:
    """Two laptops with one meeting, each with both streams of it."""
    one, other = Laptop(folder / "one"), Laptop(folder / "other", ahead=40)
    furnish(one.store)
    one.desk.create(DATE)
    taken = other.take(one.give(folder / "stick.bienban-gui"), agree=True)
    other.desk.open(taken.meetings[0].id)
    for laptop in (one, other):
        laptop.desk.close()
    exchange(one, other, folder, "end")
    streams = {(UUID(taken.meetings[0].id), laptop.store.device.id) for laptop in (one, other)}
    assert set(held(other)) == streams
    return one, other


def test_one_laptop_brings_what_both_recorded(url: str, tmp_path: Path, plan: Plan) -> None:
    """The colleague's laptop is enrolled and never meets headquarters: its stream comes through the other one."""
    one, other = exchanged(tmp_path)
    with serving(tmp_path, url, tmp_path / "log") as (_, address), office(url, tmp_path, plan) as services:
        enroll(one.store, Line(address), code_for(services, CELL))
        visit(other, address, code_for(services, CELL))
        assert stored(services) == held(other) == held(one)
    for laptop in (one, other):
        laptop.shut()


def test_a_colleagues_stream_waits_until_its_device_is_known(url: str, tmp_path: Path, plan: Plan) -> None:
    """Headquarters believes a stream only of a device it knows: what lies on a colleague's laptop is safe there
    until its own laptop comes, and then both have all."""
    one, other = exchanged(tmp_path)
    here = held(other)
    with serving(tmp_path, url, tmp_path / "log") as (_, address), office(url, tmp_path, plan) as services:
        visit(other, address, code_for(services, CELL))
        assert stored(services) == {key: value for key, value in here.items() if key[1] == other.store.device.id}
        visit(one, address, code_for(services, CELL))
        assert stored(services) == here == held(one) == held(other)
    for laptop in (one, other):
        laptop.shut()
