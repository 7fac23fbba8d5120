"""Fills an empty database with the demonstration: the organisation, laptops, and what they send.

A ward and a district hold every session of their own. In a city some hundreds are held and recorded anew for the
other units: under a laptop, a cell and a meeting of their own, with their own names, each chained, signed, sent and
folded like any other, so that no row is made by hand.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from random import Random
from typing import Final
from uuid import UUID, uuid5

from sqlalchemy import Connection, insert, select

from documents.contents import plan_content
from documents.plan_file import plan_files, plan_in
from hq.access import BEGINNING, day_of
from hq.contents import take_plan
from hq.demo.recording import Device, Stream
from hq.demo.script import Session, held
from hq.demo.world import BEFORE, NAME_BEFORE, Seat, Size, World, session_before, session_of, shapes, world
from hq.organisation import merged, save
from hq.projector import Projector
from hq.schema import cells, devices, units
from hq.services import Services
from hq.streams import Streams
from hq.summaries import SETTLING
from models.commitments import Commitment
from models.handing_on import left_open
from models.plan import Plan

SEED: Final = 155
DISTINCT: Final = 400
"""Sessions that are held in a city; the others are recorded after them."""

_CHUNK: Final = 500
_HEAD: Final = "plan.toml"
_NAMES: Final = UUID("5d0e64c5-7b1f-5c8e-9d39-2f6a3c1b8e70")
"""The namespace of the demonstration's ids."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What a unit sends of one meeting."""

    code: str
    day: str
    streams: tuple[Stream, ...]


@dataclass(frozen=True, slots=True)
class Filled:
    """What was made."""

    world: World
    meetings: int


def fill(services: Services, size: Size, seed: int = SEED) -> Filled:
    """The whole demonstration in a database that has no units yet."""
    random = Random(seed)
    made = world(services.plan, size, random)
    ids = services.database.write(lambda connection: settled(connection, made, services))
    services.database.write(lambda connection: _keep_plans(connection, services.plan, services.clock()))
    told = _recorded_anew if size == "city" else _recorded
    count = 0
    streams = Streams(services)
    for some in _chunks(told(services.plan, made, ids, random)):
        services.database.write(partial(_enrol, sent=some, ids=ids, now=services.clock()))
        for one in some:
            _send(streams, one, ids[one.code])
        count += len(some)
    Projector(replace(services, clock=lambda: services.clock() + SETTLING)).catch_up()
    return Filled(made, count)


def settled(connection: Connection, made: World, services: Services) -> dict[str, UUID]:
    """The organisation, under ids that follow from its codes, so that they are the same every time; code → cell."""
    now = services.clock()
    drawn = merged({}, made.rows, day_of(now), BEGINNING)
    tree = {code: replace(unit, id=uuid5(_NAMES, f"unit {code}")) for code, unit in drawn.items()}
    save(connection, {}, tree, now, cell_of=lambda unit: uuid5(_NAMES, f"cell {unit.code}"))
    wanted = select(units.c.code, cells.c.cell_id).join(cells, cells.c.unit == units.c.unit)
    return {row.code: row.cell_id for row in connection.execute(wanted)}


def _chunks(sent: Iterator[Sent]) -> Iterator[list[Sent]]:
    some: list[Sent] = []
    for one in sent:
        some.append(one)
        if len(some) == _CHUNK:
            yield some
            some = []
    yield some


def _enrol(connection: Connection, sent: Sequence[Sent], ids: Mapping[str, UUID], now: int) -> None:
    rows = {
        stream.device.id: {
            "device": stream.device.id,
            "cell_id": ids[one.code],
            "key": stream.device.public,
            "alias": stream.device.alias,
            "name": "",
            "role": "clerk",
            "enrolled_at": now,
        }
        for one in sent
        for stream in one.streams
    }
    if rows:
        connection.execute(insert(devices), list(rows.values()))


def _send(streams: Streams, one: Sent, cell: UUID) -> None:
    meeting = uuid5(cell, f"{one.day}/1")
    for stream in one.streams:
        answer = streams.append(stream.caller(cell), stream.batch(cell, meeting))
        if answer.status != "ok":
            raise ValueError(f"{one.code}: {answer}")


# --- a session for each ---------------------------------------------------------------------------------------------


def files_before() -> dict[str, bytes]:
    """The plan of the campaign before: this one under another name."""
    files = plan_files()
    lines = files[_HEAD].decode().splitlines(keepends=True)
    names = {"id": BEFORE, "title": NAME_BEFORE, "short_title": NAME_BEFORE}
    for key, name in names.items():
        place = next(number for number, line in enumerate(lines) if line.startswith(f"{key} = "))
        lines[place] = f'{key} = "{name}"\n'
    return files | {_HEAD: "".join(lines).encode()}


def _keep_plans(connection: Connection, plan: Plan, now: int) -> None:
    """Both plans, so that the meetings of both campaigns are judged by their own."""
    for one, files in ((plan, plan_files()), (plan_in(files_before()), files_before())):
        take_plan(connection, one, plan_content(files), now)


def _recorded(plan: Plan, made: World, ids: Mapping[str, UUID], random: Random) -> Iterator[Sent]:
    """Every unit its own session; every second one also held one in the campaign before."""
    before = plan_in(files_before())
    for number, (seat, shape) in enumerate(zip(made.seats, shapes(len(made.seats), random), strict=True)):
        cell = str(ids[seat.code])
        carried: tuple[Commitment, ...] = ()
        if number % 2:
            first = session_before(seat, cell, random)
            desk, streams = held(before, first, random)
            carried = left_open(desk.meeting)
            yield Sent(seat.code, first.day.isoformat(), streams)
        if shape is not None:
            session = session_of(seat, cell, shape, random, carried)
            yield Sent(seat.code, session.day.isoformat(), held(plan, session, random)[1])


# --- some sessions for many -----------------------------------------------------------------------------------------


def _recorded_anew(plan: Plan, made: World, ids: Mapping[str, UUID], random: Random) -> Iterator[Sent]:
    """Sessions held by the first units; those of their kind that come later record the same under their own names."""
    first: dict[tuple[str, str], list[tuple[Session, tuple[Stream, ...]]]] = {}
    for number, (seat, shape) in enumerate(zip(made.seats, shapes(len(made.seats), random), strict=True)):
        if shape is None:
            continue
        alike = first.setdefault((seat.body, seat.variant), [])
        if number < DISTINCT or len(alike) < 3:
            session = brief(session_of(seat, str(ids[seat.code]), shape, random))
            streams = held(plan, session, random)[1]
            alike.append((session, streams))
            yield Sent(seat.code, session.day.isoformat(), streams)
        else:
            session, streams = random.choice(alike)
            yield Sent(seat.code, session.day.isoformat(), _anew(session, streams, seat, random))


def brief(session: Session) -> Session:
    """The session of a small unit that says little: thousands of them are to be recorded in minutes."""
    return replace(session, members=session.members[:6], talk=min(session.talk, 0.5), skipped=0.8)


def _anew(session: Session, streams: Sequence[Stream], seat: Seat, random: Random) -> tuple[Stream, ...]:
    """The same acts as lines of other laptops and another unit."""
    laptops = {stream.device.id: Device.made(random) for stream in streams}
    named = {str(old): str(new.id) for old, new in laptops.items()}
    named |= {session.unit: seat.name, session.parent: seat.parent, f'"{session.locality}"': f'"{seat.ward}"'}
    texts = [(old.encode(), new.encode()) for old, new in named.items()]
    return tuple(
        Stream(laptops[stream.device.id], tuple(_renamed(line, texts) for line in stream.lines), stream.end)
        for stream in streams
    )


def _renamed(line: bytes, texts: Sequence[tuple[bytes, bytes]]) -> bytes:
    for old, new in texts:
        line = line.replace(old, new)
    return line
