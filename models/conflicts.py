"""Where two laptops recorded different things of one meeting, field by field (sync.md §3): a person says which (L19).

What the rules of the table settle is no conflict: a key pressed for a person beats "the rest", the earliest arrival and
the latest leaving stand, two people who press a key within a minute agree, words changed in different places of a note
come together. Everything else stands side by side until somebody chooses; a choice is an entry that has seen both.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from models.agenda import MINUTE
from models.attendance import edges_of
from models.facts_minutes import Adopted
from models.floor import Turn
from models.ledger import Key
from models.notes import contested_notes, unlike
from models.register import Claim
from models.votes import ADOPTION, counted

if TYPE_CHECKING:
    from models.meeting import Meeting

ConflictKind = Literal[
    "attendance", "move", "turn", "twice", "note", "vote", "indicator", "detail", "adoption", "other"
]

ALIKE = MINUTE
"""Two desks that press a key for the same thing differ by less, in ms: that is agreement."""

MOVES_APART = 5 * MINUTE
"""Ms that two times of one coming or going may differ (sync.md §3)."""

NOT_PRINTED = frozenset(("turn", "move", "focus", "amendment"))
"""Parts whose differences keep nobody from adopting the minutes: the table of sync.md §3, last column."""

_SETTLED_ELSEWHERE = frozenset((("note", "content"), ("note", "deleted"), ("move", "at"), ("roll", "rest")))
_NO_MATTER = frozenset(("queue",))
"""Asking for the floor twice is asking."""


class Side(Struct, frozen=True):
    """What one desk recorded: the value, and when (corrected time, UTC ms) on which device by whom."""

    value: object
    device: str
    at: int
    by: str = ""


class Conflict(Struct, frozen=True):
    """One field of one thing. The first side is the one shown meanwhile, but for votes, where none is.

    `twice`: `thing` and `field` are the two turns that may be one. `blocks`: the minutes are not adopted with it.
    """

    kind: ConflictKind
    part: str
    thing: str
    field: str
    sides: tuple[Side, ...]
    blocks: bool

    @property
    def key(self) -> Key:
        """What is disputed."""
        return (self.part, self.thing, self.field)


def conflicts_of(meeting: Meeting) -> tuple[Conflict, ...]:
    """Every conflict that stands; the same ones in the same order on every laptop."""
    found = [*_fields(meeting), *_moves(meeting), *_notes(meeting), *_twice(meeting)]
    return tuple(sorted(found, key=lambda one: (min(side.at for side in one.sides), one.key)))


def blocking(conflicts: Iterable[Conflict], *, voting: bool = False) -> tuple[Conflict, ...]:
    """Those with which the minutes are not adopted; counting their vote again is how its own conflict ends."""
    return tuple(one for one in conflicts if one.blocks and not (voting and one.key[:2] == ("vote", ADOPTION)))


# --- one field, two values ----------------------------------------------------------------------------------------


def _fields(meeting: Meeting) -> Iterator[Conflict]:
    ledger = meeting.ledger
    for part, thing, field in ledger.conflicts():
        if part in _NO_MATTER or (part, field) in _SETTLED_ELSEWHERE:
            continue
        claims = ledger.claims(part, thing, field)
        if _agree(claim.value for claim in claims):
            continue
        sides = _sides(meeting, _shown_first(part, claims), part)
        if len(sides) > 1:
            yield Conflict(_kind(part), part, thing, field, sides, part not in NOT_PRINTED and part != Adopted.TYPE)


def _kind(part: str) -> ConflictKind:
    return _KINDS.get(part, "other")


_KINDS: dict[str, ConflictKind] = {
    "roll": "attendance",
    "turn": "turn",
    "vote": "vote",
    "indicator": "indicator",
    "detail": "detail",
    Adopted.TYPE: "adoption",
}


def _agree(values: Iterable[object]) -> bool:
    """Whether all are moments at which two people press a key for the same thing."""
    times = list(values)
    moments = [value for value in times if isinstance(value, int) and not isinstance(value, bool)]
    return len(moments) == len(times) and max(moments) - min(moments) < ALIKE


def _shown_first(part: str, claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """The order in which the claims are shown: of attendance "present" first, of adoptions the first."""
    if part == Adopted.TYPE:
        return claims[::-1]
    if part == "roll":
        return tuple(sorted(claims, key=lambda claim: not _pressed_present(claim.value)))
    return claims


def _pressed_present(value: object) -> bool:
    return isinstance(value, tuple) and value[0] == "present"


def _meant(part: str, value: object) -> object:
    """What two desks must agree on: not the second at which each pressed the key."""
    if part == "roll" and isinstance(value, tuple):
        return value[:2]
    return counted(value) if part == "vote" else value


def _sides(meeting: Meeting, claims: Iterable[Claim], part: str) -> tuple[Side, ...]:
    """One side for each thing that is meant, the first claim of it speaks for all."""
    different = unlike(claims, lambda value: _meant(part, value))
    return tuple(_side(meeting, claim, claim.value) for claim in different)


def _side(meeting: Meeting, claim: Claim, value: object) -> Side:
    return Side(value, claim.dot[0], claim.at, meeting.ledger.entries[claim.dot].by)


# --- comings and goings -------------------------------------------------------------------------------------------


def _moves(meeting: Meeting) -> Iterator[Conflict]:
    """Two times of one coming or going, more than five minutes apart; the rule picks the one shown."""
    ledger = meeting.ledger
    for edges in edges_of(ledger).values():
        for edge in edges:
            if len(edge.moves) > 1 and edge.apart > MOVES_APART:
                told = [edge.told, *(move for move in edge.moves if move != edge.told)]
                sides = tuple(
                    _side(meeting, claim, move.at)
                    for move in told
                    for claim in ledger.claims("move", move.id, "at")
                    if claim.value == move.at
                )
                yield Conflict("move", "move", edge.told.id, "at", sides, blocks=False)


# --- notes --------------------------------------------------------------------------------------------------------


def _notes(meeting: Meeting) -> Iterator[Conflict]:
    """Notes whose versions do not come together, and notes that one desk deleted (None) while the other wrote them."""
    for id, contested in contested_notes(meeting.ledger).items():
        if contested.open:
            kept = contested.versions if contested.merged is None else contested.versions[:1]
            written = [_side(meeting, claim, contested.merged or claim.value) for claim in kept]
            gone = [_side(meeting, claim, None) for claim in contested.deletions]
            yield Conflict("note", "note", id, "content", (*written, *gone), blocks=_goes_in(contested.versions))


def _goes_in(versions: Iterable[Claim]) -> bool:
    """Whether the note goes into the minutes: a remark of the clerk's own does not have to."""
    kinds = {claim.value["kind"] for claim in versions}  # type: ignore[index]
    return kinds != {"remark"}


# --- one turn, recorded twice -------------------------------------------------------------------------------------

DISTINCT = "distinct:"
"""Begins the field of a turn that says of another one: these are two."""

_ENDLESS = 2**53
"""The end of a turn that still lasts, for comparing."""


def _twice(meeting: Meeting) -> Iterator[Conflict]:
    """Turns of one person on two laptops that overlap by half or more: perhaps one (sync.md §3)."""
    for one, other in _at_once(meeting.floor.turns):
        if _overlap_by_half(one, other):
            sides = _recorded(meeting, one), _recorded(meeting, other)
            told_apart = meeting.ledger.value("turn", other.id, DISTINCT + one.id)
            if sides[0].device != sides[1].device and not told_apart:
                yield Conflict("twice", "turn", one.id, other.id, sides, blocks=False)


def _at_once(turns: Iterable[Turn]) -> Iterator[tuple[Turn, Turn]]:
    """Two turns of one person that last at the same time, the smaller id first; `turns` in order of time.

    This runs after every act: a turn is held only against those that have not ended when it begins.
    """
    lasting: dict[str, list[Turn]] = {}
    for turn in turns:
        before = [one for one in lasting.get(turn.person, ()) if one.stop is None or one.stop > turn.start]
        for one in before:
            yield (one, turn) if one.id < turn.id else (turn, one)
        lasting[turn.person] = [*before, turn]


def _overlap_by_half(one: Turn, other: Turn) -> bool:
    """Half of the shorter one or more; turns of no length share nothing, and one that waits is not the other."""
    stops = [_ENDLESS if turn.stop is None else turn.stop for turn in (one, other)]
    shared = min(stops) - max(one.start, other.start)
    shorter = min(stop - turn.start for stop, turn in zip(stops, (one, other), strict=True))
    related = one.interrupts == other.id or other.interrupts == one.id
    return shared > 0 and 2 * shared >= shorter and not related


def _recorded(meeting: Meeting, turn: Turn) -> Side:
    """Who gave the floor, and when the turn began and ended."""
    claims = meeting.ledger.claims("turn", turn.id, "interrupts") or meeting.ledger.claims("turn", turn.id, "start")
    return _side(meeting, claims[-1], (turn.start, turn.stop))
