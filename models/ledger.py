"""The ledger: every field of every thing in a meeting as a register, filled by the entries of all streams.

The same entries give the same ledger, in whatever order the streams are mixed and however often an entry comes;
only within one stream the order counts, and a stream keeps its order. Undo is an entry like any other: what it
names counts for nothing while the undo itself counts. Nothing is ever refused here; what cannot be placed is
counted.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from types import MappingProxyType
from typing import TypeVar, cast

from models.entries import Dot, Entry
from models.fact import UnknownFact
from models.facts_minutes import Adopted
from models.facts_record import DeskOpened, MergeSeen, Undone
from models.register import Claim, Live, Register
from models.writes import writes

Key = tuple[str, str, str]
"""(part, id, field): e.g. ("turn", "t_91af…", "stop")."""

First = tuple[int, Dot, int]
"""When a thing was first spoken of: the corrected time, the entry, the place among what the entry says."""

T = TypeVar("T")

DELETED = "deleted"
"""The field in which a thing is struck out."""

RECORD = "record"
"""The part of facts about the record itself: runs of the desk, clock jumps, newer entries."""

_NOTHING: Mapping[str, int] = MappingProxyType({})


class _Thing:
    """One thing's registers by field, and its first claim: what the things of a part are ordered by.

    What was read out of it is kept until one of its registers changes: a session has thousands of things, and an
    act changes one or two of them.
    """

    __slots__ = ("first", "made", "registers", "shown")

    def __init__(self, first: First) -> None:
        self.registers: dict[str, Register] = {}
        self.first = first
        self.shown: Mapping[str, object] | None = None
        self.made: tuple[object, object] | None = None

    def changed(self) -> None:
        """Forget what was read."""
        self.shown = self.made = None

    def fields(self, live: Live) -> Mapping[str, object]:
        """The shown values of the fields that stand."""
        if self.shown is None:
            found = ((field, register.maximal(live)) for field, register in self.registers.items())
            self.shown = MappingProxyType({field: claims[0].value for field, claims in found if claims})
        return self.shown


class Ledger:
    """The fold. `apply` is total; reading is by part and id."""

    def __init__(self) -> None:
        self.entries: dict[Dot, Entry] = {}
        self.unknown = 0
        self._parts: dict[str, dict[str, _Thing]] = {}
        self._order: dict[str, list[str]] = {}
        self._struck: dict[str, set[str]] = {}
        self._shared: dict[Key, Register] = {}
        self._undos: list[Entry] = []
        self._undone: frozenset[Dot] | None = frozenset()
        self._opened: dict[str, int] = {}
        self._seen: dict[str, Mapping[str, int]] = {}

    # --- folding -----------------------------------------------------------------------------------

    def apply(self, entry: Entry) -> frozenset[str]:
        """Take one entry in; the parts whose reading may have changed. A known entry changes nothing."""
        dot = entry.dot
        if dot in self.entries:
            return frozenset()
        self.entries[dot] = entry
        match entry.fact:
            case Undone():
                return self._undo(entry)
            case MergeSeen(heads=heads):
                self._note_seen(entry.device, heads)
                return frozenset()
            case UnknownFact():
                self.unknown += 1
                return frozenset((RECORD,))
            case DeskOpened(at=at):
                self._opened[entry.device] = at
        return self._claim(entry, dot)

    def _claim(self, entry: Entry, dot: Dot) -> frozenset[str]:
        at, seen = self._corrected(entry), self.seen(entry.device)
        parts: set[str] = set()
        spoken_of: tuple[str, str] | None = None
        for place, (part, id, field, value) in enumerate(writes(entry.fact)):
            if spoken_of != (part, id):  # as a rule an entry says all of one thing, then of the next
                spoken_of = part, id
                thing = self._thing(part, id, (at, dot, place))
                parts.add(part)
            claim = Claim(dot, at, seen, value)
            register = thing.registers.get(field)
            if register is None:
                thing.registers[field] = Register(claim)
                if field == DELETED:
                    self._struck.setdefault(part, set()).add(id)
                continue
            register.add(claim)
            if register.shared:
                self._shared[part, id, field] = register
        return frozenset(parts)

    def _thing(self, part: str, id: str, claimed: First) -> _Thing:
        """The thing of that id, about to change; made when it is first spoken of, an earlier claim moves it forward."""
        things = self._parts.setdefault(part, {})
        thing = things.get(id)
        if thing is None:
            thing = things[id] = _Thing(claimed)
            self._append(part, id)
        elif claimed < thing.first:
            thing.first = claimed
            self._order.pop(part, None)
        thing.changed()
        return thing

    def _append(self, part: str, id: str) -> None:
        """A new thing is as a rule the last of its part: the order known so far goes on with it."""
        order, things = self._order.get(part), self._parts[part]
        if order and things[order[-1]].first < things[id].first:
            order.append(id)
        else:
            self._order.pop(part, None)

    def _corrected(self, entry: Entry) -> int:
        """The entry's time on the corrected clock of its run (sync.md §4); the wall's where no run is stated."""
        opened = self._opened.get(entry.device)
        return entry.at if opened is None else opened + entry.mono

    def _note_seen(self, device: str, heads: Mapping[str, int]) -> None:
        before = self.seen(device)
        further = {peer: max(head, before.get(peer, 0)) for peer, head in heads.items()}
        self._seen[device] = MappingProxyType({**before, **further})

    # --- undo --------------------------------------------------------------------------------------

    def _undo(self, undo: Entry) -> frozenset[str]:
        """Everything that reads differently once `undo` is known, through chains of undo."""
        self._undos.append(undo)
        self._undone = None
        parts: set[str] = set()
        pending, met = [undo.dot], set[Dot]()
        while pending:
            dot = pending.pop()
            entry = self.entries.get(dot)
            if entry is None or dot in met:
                continue
            met.add(dot)
            if isinstance(entry.fact, Undone):
                pending += _targets(entry)
            for part, id, field, _ in writes(entry.fact):
                thing = self._parts[part][id]
                thing.registers[field].touch()
                thing.changed()
                parts.add(part)
        return frozenset(parts)

    def live(self, dot: Dot) -> bool:
        """Whether an entry counts: no live undo names it."""
        if self._undone is None:
            self._undone = _undone_by(self._undos)
        return dot not in self._undone

    # --- reading -----------------------------------------------------------------------------------

    def ids(self, part: str) -> Iterator[str]:
        """The ids of a part's things in the order they were first spoken of, the same on every laptop."""
        order = self._order.get(part)
        if order is None:
            things = self._parts.get(part, {})
            order = self._order[part] = sorted(things, key=lambda thing: things[thing].first)
        return iter(order)

    def struck(self, part: str) -> AbstractSet[str]:
        """The ids of a part's things that some entry deleted, be it undone since: few, and known without looking."""
        return self._struck.get(part, frozenset())

    def claims(self, part: str, thing: str, field: str) -> tuple[Claim, ...]:
        """What stands in a field, the shown claim first; empty when nothing does."""
        held = self._parts.get(part, {}).get(thing)
        register = held.registers.get(field) if held is not None else None
        return register.maximal(self.live) if register is not None else ()

    def base(self, part: str, thing: str, field: str) -> object | None:
        """What those who disagree about a field had in common before; None when there is no such value."""
        register = self._shared.get((part, thing, field))
        claim = register.base(self.live) if register is not None else None
        return claim.value if claim is not None else None

    def value(self, part: str, thing: str, field: str) -> object | None:
        """The shown value of a field, None when nothing stands."""
        claims = self.claims(part, thing, field)
        return claims[0].value if claims else None

    def fields(self, part: str, thing: str) -> Mapping[str, object]:
        """The shown values of all fields of one thing; empty when it does not stand any more."""
        held = self._parts.get(part, {}).get(thing)
        return held.fields(self.live) if held is not None else {}

    def made(self, part: str, make: Callable[[str, Mapping[str, object]], T | None]) -> Iterator[T]:
        """What `make(id, fields)` makes of each thing of a part, in the order of `ids`; None is left out.

        `make` may look at nothing else: what it made is kept until the thing itself changes.
        """
        things = self._parts.get(part, {})
        for id in self.ids(part):
            thing = things[id]
            made = thing.made
            if made is None or made[0] is not make:
                made = thing.made = (make, make(id, thing.fields(self.live)))
            if made[1] is not None:
                yield cast("T", made[1])

    def conflicts(self) -> tuple[Key, ...]:
        """The fields in which different values stand side by side; those about the record itself left out."""
        return tuple(key for key, register in self._shared.items() if key[0] != RECORD and register.disputed(self.live))

    def seen(self, device: str) -> Mapping[str, int]:
        """The heads of its peers that a device has said it folded."""
        return self._seen.get(device, _NOTHING)

    def heads(self) -> dict[str, int]:
        """The highest seq folded of each device."""
        heads: dict[str, int] = {}
        for device, seq in self.entries:
            heads[device] = max(heads.get(device, 0), seq)
        return heads

    def state_hash(self) -> str:
        """SHA-256 over every standing value but the adoption itself and the runs of the desk.

        Equal meetings give equal hashes, however the entries came and however often the desk was opened.
        """
        standing = {
            f"{part}/{id}/{field}": [claim.value for claim in claims]
            for part, things in self._parts.items()
            if part not in (Adopted.TYPE, RECORD)
            for id, thing in things.items()
            for field, register in thing.registers.items()
            if (claims := register.maximal(self.live))
        }
        text = json.dumps(standing, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()


def _targets(undo: Entry) -> list[Dot]:
    """What an undo names: earlier entries of its own stream, and nothing else, whatever it says."""
    assert isinstance(undo.fact, Undone)
    return [(undo.device, seq) for seq in undo.fact.of if seq < undo.seq]


def _undone_by(undos: Iterable[Entry]) -> frozenset[Dot]:
    """What counts for nothing. From the last undo to the first: only a later one can take an undo back."""
    undone: set[Dot] = set()
    for undo in sorted(undos, key=lambda undo: undo.seq, reverse=True):
        if undo.dot not in undone:
            undone.update(_targets(undo))
    return frozenset(undone)
