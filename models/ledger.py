"""The ledger: every field of every thing in a meeting as a register, filled by the entries of all streams.

The same entries give the same ledger in any order, grouping and repetition. Undo is an entry like any other:
what it names counts for nothing while the undo itself counts. Nothing is ever refused here; what cannot be
placed is counted.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from models.entries import Dot, Entry
from models.facts import Adopted, MergeSeen, Undone, UnknownFact
from models.register import Claim, Register
from models.writes import writes

Key = tuple[str, str, str]
"""(part, id, field): e.g. ("turn", "t_91af…", "stop")."""

RECORD = "record"
"""The part of facts about the record itself: runs of the desk, clock jumps, newer entries."""

_NOTHING: Mapping[str, int] = MappingProxyType({})


class Ledger:
    """The fold. `apply` is total; reading is by part and id."""

    def __init__(self) -> None:
        self.entries: dict[Dot, Entry] = {}
        self.unknown = 0
        self._parts: dict[str, dict[str, dict[str, Register]]] = {}
        self._keys: dict[Dot, tuple[Key, ...]] = {}
        self._undoers: dict[Dot, list[Dot]] = {}
        self._seen: dict[str, Mapping[str, int]] = {}

    def apply(self, entry: Entry) -> frozenset[str]:
        """Take one entry in; the parts whose reading may have changed. A known entry changes nothing."""
        if entry.dot in self.entries:
            return frozenset()
        self.entries[entry.dot] = entry
        match entry.fact:
            case Undone(of=seqs):
                return self._undo(entry, [(entry.device, seq) for seq in seqs])
            case MergeSeen(heads=heads):
                self._seen[entry.device] = MappingProxyType({**self._seen.get(entry.device, {}), **heads})
                return frozenset()
            case UnknownFact():
                self.unknown += 1
                return frozenset((RECORD,))
            case _:
                return self._claim(entry)

    def _claim(self, entry: Entry) -> frozenset[str]:
        seen = self._seen.get(entry.device, _NOTHING)
        keys: list[Key] = []
        for part, thing, field, value in writes(entry.fact):
            register = self._parts.setdefault(part, {}).setdefault(thing, {}).setdefault(field, Register())
            register.add(Claim(entry.dot, entry.at, seen, value))
            keys.append((part, thing, field))
        self._keys[entry.dot] = tuple(keys)
        return frozenset(key[0] for key in keys)

    def _undo(self, entry: Entry, targets: list[Dot]) -> frozenset[str]:
        changed: set[str] = set()
        for target in targets:
            self._undoers.setdefault(target, []).append(entry.dot)
            changed |= self._touch(target)
        return frozenset(changed)

    def _touch(self, dot: Dot) -> set[str]:
        """Everything that reads differently when `dot` comes or goes, through chains of undo."""
        entry = self.entries.get(dot)
        if entry is not None and isinstance(entry.fact, Undone):
            parts: set[str] = set()
            for seq in entry.fact.of:
                parts |= self._touch((dot[0], seq))
            return parts
        for part, thing, field in self._keys.get(dot, ()):
            self._parts[part][thing][field].touch()
        return {key[0] for key in self._keys.get(dot, ())}

    def live(self, dot: Dot) -> bool:
        """Whether an entry counts: no live undo names it."""
        return not any(self.live(undoer) for undoer in self._undoers.get(dot, ()))

    def ids(self, part: str) -> Iterator[str]:
        """The ids of a part's things, in the order they first appeared here."""
        return iter(self._parts.get(part, {}))

    def claims(self, part: str, thing: str, field: str) -> tuple[Claim, ...]:
        """What stands in a field, the shown claim first; empty when nothing does."""
        register = self._parts.get(part, {}).get(thing, {}).get(field)
        return register.maximal(self.live) if register is not None else ()

    def value(self, part: str, thing: str, field: str) -> object | None:
        """The shown value of a field, None when nothing stands."""
        claims = self.claims(part, thing, field)
        return claims[0].value if claims else None

    def fields(self, part: str, thing: str) -> dict[str, object]:
        """The shown values of all fields of one thing; empty when it does not stand any more."""
        registers = self._parts.get(part, {}).get(thing, {})
        found = ((field, register.maximal(self.live)) for field, register in registers.items())
        return {field: claims[0].value for field, claims in found if claims}

    def conflicts(self) -> tuple[Key, ...]:
        """The fields in which different values stand side by side."""
        return tuple(
            (part, thing, field)
            for part, things in self._parts.items()
            for thing, registers in things.items()
            for field, register in registers.items()
            if len({repr(claim.value) for claim in register.maximal(self.live)}) > 1
        )

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
            f"{part}/{thing}/{field}": [claim.value for claim in claims]
            for part, things in self._parts.items()
            if part not in (Adopted.TYPE, RECORD)
            for thing, registers in things.items()
            for field, register in registers.items()
            if (claims := register.maximal(self.live))
        }
        text = json.dumps(standing, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()
