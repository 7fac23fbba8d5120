"""Attendance as intervals (L2), the counts of the minutes and the voting base (domain.md 6.3, 6.4).

Everything is keyed by person id. What is stored is a roll-call mark and comings and goings; present now,
present at a vote, late, the share of the obliged: all computed.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from models.agenda import Agenda, Interval
from models.fact import RollStatus
from models.ledger import Ledger
from models.people import Person


class Move(Struct, frozen=True):
    """One coming ("in") or going ("out") after the roll call."""

    id: str
    way: str
    at: int
    reason: str


class Presence(Struct, frozen=True):
    """One person's attendance. `intervals` are in order of time; the last may be open."""

    person: str
    mark: RollStatus
    reason: str
    marked_at: int  # when the mark was set, 0 for none
    bulk: bool  # present by "the rest are present", not by a key of their own
    conflict: bool  # two desks pressed different keys for this person
    moves: tuple[Move, ...]
    intervals: tuple[Interval, ...]

    @property
    def attended(self) -> bool:
        """In the room at some time."""
        return bool(self.intervals)

    @property
    def here(self) -> bool:
        """In the room as far as is recorded."""
        return bool(self.intervals) and self.intervals[-1].stop is None

    @property
    def absent(self) -> bool:
        """Marked absent and never came."""
        return not self.attended and self.mark in ("excused", "unexcused")

    @property
    def gone(self) -> bool:
        """Marked absent and never came, or went out and has not come back."""
        return self.absent or (self.attended and not self.here)

    @property
    def arrived_late(self) -> int | None:
        """When somebody came after the roll call; a coming tells more than "present" (sync.md §3)."""
        return self.moves[0].at if self.moves and self.moves[0].way == "in" else None

    @property
    def left(self) -> int | None:
        """When somebody who has not come back went out."""
        return self.moves[-1].at if self.moves and self.moves[-1].way == "out" else None

    def present_at(self, at: int) -> bool:
        """Whether the person was in the room at a moment."""
        return any(interval.holds(at) for interval in self.intervals)


class Counts(Struct, frozen=True):
    """The figures of the attendance block. `present…` are those who attended at any time up to the moment."""

    total: int
    official: int
    probationary: int
    temporary: int  # sinh hoạt tạm, from another cell
    exempt: int
    away: int
    suspended: int
    obliged: int
    present: int
    present_official: int
    present_probationary: int
    present_temporary: int
    present_obliged: int
    in_room: int  # members in the room at the moment
    room_official: int  # of those, as the three kinds above
    room_probationary: int
    room_obliged: int
    excused: int
    unexcused: int
    unmarked: int
    base: int  # members the majority is counted of
    can_vote: int  # may vote and are in the room at the moment
    guests: int


@dataclass(frozen=True)
class Attendance:
    """Who is of the meeting and where they are. `members` are without those gone for good."""

    members: Mapping[str, Person]
    presence: Mapping[str, Presence]
    guests: tuple[str, ...]
    committee: bool = False  # a committee counts its majority of all incumbents (24-QĐ/TW 9.3.3)

    def in_room(self, at: int) -> frozenset[str]:
        """Members in the room at a moment."""
        since = bisect_right(self._moments, at)
        room = self._rooms.get(since)
        if room is None:
            room = frozenset(id for id, presence in self.presence.items() if presence.present_at(at))
            self._rooms[since] = room
        return room

    @cached_property
    def _moments(self) -> list[int]:
        """When anybody came or went, in order: between two of them the room stays the same."""
        intervals = [interval for presence in self.presence.values() for interval in presence.intervals]
        edges = {edge for interval in intervals for edge in (interval.start, interval.stop)}
        return sorted(edge for edge in edges if edge is not None)

    @cached_property
    def _rooms(self) -> dict[int, frozenset[str]]:
        """Who was in the room, by how many of the moments had passed; filled as it is asked for."""
        return {}

    def may_vote(self, person: str) -> bool:
        """Of a cell the official members who are not transferred out or suspended; exempt ones if they came (6.3).

        Of a committee every member who is not suspended: there a standing in a Party cell says nothing, and not
        everybody is of the Party (UBND, MTTQ, mass organisations).
        """
        member = self.members.get(person)
        if member is None or member.is_suspended:
            return False
        return self.committee or (is_official(member) and not member.is_away)

    def in_base(self, person: str) -> bool:
        """Whether the majority is counted of this member too.

        24-QĐ/TW 9.3.2: official, less away, suspended, exempt and absent, absent with an accepted reason. A
        committee is counted whole, whoever is absent for whatever reason (9.3.3).
        """
        if not self.may_vote(person):
            return False
        if self.committee:
            return True
        presence = self.presence[person]
        return presence.attended or not (self.members[person].is_exempt or presence.mark == "excused")

    def counts(self, at: int) -> Counts:
        """Every figure of the attendance block as it stands at a moment."""
        here = self.in_room(at)
        return replace(
            self._settled,
            in_room=len(here),
            room_official=len(here & self._officials),
            room_probationary=len(here & self._probationers),
            room_obliged=len(here & self._obliged),
            can_vote=len(here & self._voters),
        )

    @cached_property
    def _voters(self) -> frozenset[str]:
        return frozenset(id for id in self.members if self.may_vote(id))

    @cached_property
    def _officials(self) -> frozenset[str]:
        return frozenset(id for id, member in self.members.items() if is_official(member))

    @cached_property
    def _probationers(self) -> frozenset[str]:
        return frozenset(id for id, member in self.members.items() if member.is_probationary)

    @cached_property
    def _obliged(self) -> frozenset[str]:
        return frozenset(id for id, member in self.members.items() if is_obliged(member))

    @cached_property
    def _settled(self) -> Counts:
        """The figures that do not move with the clock; the screen asks for them at every key."""
        members = list(self.members.values())
        attended = [m for m in members if self.presence[m.id].attended]
        obliged = [m for m in members if is_obliged(m)]
        return Counts(
            total=len(members),
            official=_count(is_official(m) for m in members),
            probationary=_count(m.is_probationary for m in members),
            temporary=_count(m.is_temporary_here for m in members),
            exempt=_count(m.is_exempt for m in members),
            away=_count(m.is_away for m in members),
            suspended=_count(m.is_suspended for m in members),
            obliged=len(obliged),
            present=len(attended),
            present_official=_count(is_official(m) for m in attended),
            present_probationary=_count(m.is_probationary for m in attended),
            present_temporary=_count(m.is_temporary_here for m in attended),
            present_obliged=_count(is_obliged(m) for m in attended),
            in_room=0,
            room_official=0,
            room_probationary=0,
            room_obliged=0,
            excused=self._absent(obliged, "excused"),
            unexcused=self._absent(obliged, "unexcused"),
            unmarked=self._absent(obliged, "unmarked"),
            base=_count(self.in_base(m.id) for m in members),
            can_vote=0,
            guests=len(self.guests),
        )

    def _absent(self, members: Iterable[Person], mark: RollStatus) -> int:
        return _count(not self.presence[m.id].attended and self.presence[m.id].mark == mark for m in members)


def is_official(member: Person) -> bool:
    """A full member of this cell: not probationary, not here on a temporary transfer."""
    return not (member.is_probationary or member.is_temporary_here)


def is_obliged(member: Person) -> bool:
    """Counts in the attendance rate: exempt, away and suspended members are left out (6.4)."""
    return not (member.is_exempt or member.is_away or member.is_suspended)


def attendance_of(
    ledger: Ledger, people: Iterable[Person], guests: Iterable[str], agenda: Agenda, *, committee: bool = False
) -> Attendance:
    """The attendance that the entries add up to."""
    members = {person.id: person for person in people if not person.is_gone}
    moves = {person: [edge.told for edge in edges] for person, edges in edges_of(ledger).items()}
    presence = {id: _presence(ledger, id, moves.get(id, []), agenda) for id in members}
    return Attendance(members, presence, tuple(guests), committee)


class Edge(Struct, frozen=True):
    """One coming or going as one desk recorded it, or two: no key of one desk makes somebody come twice in a row."""

    way: str
    moves: tuple[Move, ...]  # one for each thing and each time that stands for it, in order of time

    @property
    def told(self) -> Move:
        """The earliest arrival, the latest leaving (sync.md §3)."""
        return self.moves[0] if self.way == "in" else self.moves[-1]

    @property
    def apart(self) -> int:
        """Ms between the earliest and the latest time."""
        return self.moves[-1].at - self.moves[0].at


def edges_of(ledger: Ledger) -> dict[str, list[Edge]]:
    """Comings and goings by person, in order of time."""
    found: dict[str, list[Move]] = {}
    for id in ledger.ids("move"):
        fields = ledger.fields("move", id)
        if "person" in fields:
            way, reason = str(fields["way"]), str(fields.get("reason") or "")
            times = {claim.value for claim in ledger.claims("move", id, "at") if isinstance(claim.value, int)}
            found.setdefault(str(fields["person"]), []).extend(Move(id, way, at, reason) for at in times)
    return {person: _edges(moves) for person, moves in found.items() if moves}


def _edges(moves: list[Move]) -> list[Edge]:
    ordered = sorted(moves, key=lambda move: (move.at, move.id))
    return [Edge(way, tuple(run)) for way, run in groupby(ordered, key=lambda move: move.way)]


def _presence(ledger: Ledger, person: str, moves: list[Move], agenda: Agenda) -> Presence:
    claims = ledger.claims("roll", person, "mark")
    rests = [claim.value for claim in ledger.claims("roll", person, "rest")]
    rest = None if None in rests else next(iter(rests), None)  # the key that took a mark back beats "the rest"
    mark: RollStatus = "unmarked"
    reason, at = "", 0
    bulk = False
    if claims:
        pressed = [claim.value for claim in claims]
        seen = (value for value in pressed if value[0] == "present")  # type: ignore[index]
        mark, reason, at = next(seen, pressed[0])  # type: ignore[misc]
    if mark == "unmarked" and isinstance(rest, int):
        mark, at, bulk = "present", rest, True
    return Presence(
        person=person,
        mark=mark,
        reason=reason,
        marked_at=at,
        bulk=bulk,
        conflict=len({claim.value[:2] for claim in claims}) > 1,  # type: ignore[index]
        moves=tuple(moves),
        intervals=_intervals(mark, at, moves, agenda),
    )


def _intervals(mark: RollStatus, marked: int, moves: list[Move], agenda: Agenda) -> tuple[Interval, ...]:
    """From the beginning for whoever the roll call found there, then by comings and goings.

    Somebody marked present by one desk and seen to come by the other came late (sync.md §3).
    """
    begin = marked if agenda.started is None else min(marked, agenda.started)
    late = bool(moves) and moves[0].way == "in"
    since: int | None = begin if mark == "present" and not late else None
    intervals: list[Interval] = []
    for move in moves:
        if move.way == "in" and since is None:
            since = move.at
        elif move.way == "out" and since is not None:
            intervals.append(Interval(since, max(since, move.at)))
            since = None
    if since is not None:
        intervals.append(Interval(since, None))
    return tuple(intervals)


def _count(flags: Iterable[bool]) -> int:
    return sum(1 for flag in flags if flag)
