"""The organisation of the demonstration, and which unit holds which session."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import Final, Literal

from hq.access import beginning_of, in_hanoi
from hq.demo import people, words
from hq.demo.script import NOT_BEGUN, Session, Shape
from hq.organisation import Row
from hq.schema import FOREVER
from models.agenda import MINUTE
from models.commitments import Commitment
from models.plan import Plan

Size = Literal["ward", "district", "city"]

WARDS: Final[Mapping[Size, int]] = {"ward": 1, "district": 11, "city": 425}
UNITS: Final[Mapping[Size, int]] = {"ward": 40, "district": 450, "city": 17_000}
"""Units that meet."""

NOW: Final = int(datetime.fromisoformat("2023-09-18T15:00:00+07:00").timestamp() * 1000)
"""The moment of the demonstration: a day before the sessions have to be over (R17)."""

BEFORE: Final = "dot2022"
NAME_BEFORE: Final = "Đợt sinh hoạt năm 2022"
"""Id of the campaign before, which half of the cells held a year ago."""

_SILENT_PART: Final = 0.12
_WEIGHTS: Final[Mapping[Shape, int]] = {
    Shape.GOOD: 42,
    Shape.ANNOUNCED: 13,
    Shape.SHORT: 7,
    Shape.WAIVED: 7,
    Shape.ALONE: 6,
    Shape.QUIET: 5,
    Shape.PREPARED: 5,
    Shape.AMENDED: 3,
    Shape.TWO_LAPTOPS: 3,
    Shape.WAITING: 3,
    Shape.BROKEN_OFF: 2,
    Shape.RUNNING: 2,
    Shape.REHEARSAL: 2,
}


@dataclass(frozen=True, slots=True)
class Seat:
    """A unit that meets, as the organisation has it."""

    code: str
    name: str
    parent: str
    ward: str
    body: str
    variant: str
    overseer: str


@dataclass(frozen=True, slots=True)
class World:
    """The whole organisation. `ward` and `district` are codes of the offices that look at it."""

    rows: tuple[Row, ...]
    seats: tuple[Seat, ...]
    ward: str
    district: str


def world(plan: Plan, size: Size, random: Random) -> World:
    """The city with as many wards as that size has, and in them as many units as it says."""
    rows = [_row("TP", words.CITY, "")]
    seats: list[Seat] = []
    districts: set[str] = set()
    wards, left = WARDS[size], UNITS[size]
    for number in range(wards):
        district = f"Q{number * 30 // wards + 1:02d}" if size == "city" else "Q01"
        if district not in districts:
            districts.add(district)
            rows.append(_row(district, words.DISTRICT.format(name=words.DISTRICTS[int(district[1:]) - 1]), "TP"))
        count = left // (wards - number)
        left -= count
        code, name = f"P{number + 1:03d}", _ward_name(number)
        rows.append(_row(code, words.WARD.format(name=name), district))
        mine = list(_seats(plan, random, code, name, count))
        seats += mine
        rows += [_row(seat.code, seat.name, code, seat.body, seat.variant, seat.overseer) for seat in mine]
    return World(tuple(rows), tuple(seats), "P001", "Q01")


def _ward_name(number: int) -> str:
    known = len(words.WARDS)
    return words.WARDS[number] if number < known else f"{words.WARDS[number % known]} {number // known + 1}"


def _row(code: str, name: str, parent: str, body: str = "", variant: str = "", overseer: str = "") -> Row:
    return Row(0, code, name, parent, body, variant, "", FOREVER, overseer)


def _seats(plan: Plan, random: Random, ward: str, name: str, count: int) -> Iterator[Seat]:
    """The committees of a ward, then its cells; each followed by one of the ward's committee members (R73)."""
    parent = words.WARD.format(name=name)
    followers = [people.some_name(random) for _ in range(12)]
    named = [("dang_uy", "", words.COMMITTEE), ("ubnd", "", words.PEOPLE_COMMITTEE), ("mttq", "", words.FRONT)]
    found = [(body, variant, template.format(name=name)) for body, variant, template in named]
    for union in plan.bodies["doan_the"].variants:
        short = union.name.removesuffix(" phường")
        found.append(("doan_the", union.id, words.UNION.format(union=short, name=name)))
    found += [("chi_bo", "", cell) for cell in words.CELLS]
    groups = count - len(found)
    found += [("chi_bo", "", words.GROUP.format(number=number)) for number in range(1, groups + 1)]
    for number, (body, variant, called) in enumerate(found[:count], 1):
        overseer = "" if body == "dang_uy" or random.random() < 0.05 else random.choice(followers)
        yield Seat(f"{ward}-{number:02d}", called, parent, name, body, variant, overseer)


# --- sessions -------------------------------------------------------------------------------------------------------


def shapes(count: int, random: Random) -> list[Shape | None]:
    """What each of so many units does; None: nothing. Where there is room for it each shape occurs at least once."""
    every: list[Shape | None] = [*_WEIGHTS, None]
    silent = round(count * _SILENT_PART)
    drawn: list[Shape | None] = list(random.choices(list(_WEIGHTS), list(_WEIGHTS.values()), k=max(0, count)))
    found = [*every, *([None] * silent), *drawn][:count]
    random.shuffle(found)
    return found


def session_of(seat: Seat, cell: str, shape: Shape, random: Random, carried: tuple[Commitment, ...] = ()) -> Session:
    """The session of a unit, held as its shape says."""
    when = _when(shape, random)
    reported = when[0] + timedelta(days=random.randint(1, 4))
    sent = shape in (Shape.GOOD, Shape.AMENDED) and random.random() < 0.6 and beginning_of(reported, 17) <= NOW
    told = reported if sent else None
    return _session(seat, cell, shape, random, when, reported=told, carried=() if shape in NOT_BEGUN else carried)


def session_before(seat: Seat, cell: str, random: Random) -> Session:
    """The session that the unit held in the campaign before."""
    day = date(2022, 10, random.randint(3, 25))
    return _session(seat, cell, Shape.GOOD, random, (day, beginning_of(day, 14)), reported=day + timedelta(days=3))


def _session(
    seat: Seat,
    cell: str,
    shape: Shape,
    random: Random,
    when: tuple[date, int],
    *,
    reported: date | None,
    carried: tuple[Commitment, ...] = (),
) -> Session:
    count = random.randint(8, 38) if seat.body == "chi_bo" else random.randint(5, 13)
    roster = Random(cell)  # the same people in each of the unit's sessions
    return Session(
        unit=seat.name,
        parent=seat.parent,
        locality=seat.ward,
        body=seat.body,
        variant=seat.variant,
        day=when[0],
        starts=when[1],
        now=NOW,
        shape=shape,
        members=people.roster(roster, cell, seat.body, count),
        overseer=seat.overseer,
        length=random.uniform(0.55, 0.85) if shape is Shape.SHORT else random.uniform(0.97, 1.35),
        talk=random.uniform(0.25, 1.0) if seat.body == "chi_bo" else random.uniform(0.7, 1.0),
        reported=reported,
        carried=carried,
    )


def _when(shape: Shape, random: Random) -> tuple[date, int]:
    """The day and the beginning (UTC ms): before the moment, about now, or after it."""
    today = in_hanoi(NOW).date()
    if shape is Shape.RUNNING:
        return today, NOW - random.randint(25, 70) * MINUTE
    if shape in NOT_BEGUN:
        day = today + timedelta(days=random.randint(0, 3))
        return day, beginning_of(day, 19)
    day = today - timedelta(days=random.randint(1, 10))
    return day, beginning_of(day, random.choice((8, 14, 19)))
