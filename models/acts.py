"""Acts of one desk: what undo takes back and redo brings back (L6, sync.md §3).

An act is one or more lines written by one key (`Entry.group`). Undo works on this device's own acts only.
"""

from __future__ import annotations

from msgspec import Struct

from models.entries import Entry
from models.fact import Fact
from models.facts import MeetingOpened
from models.facts_record import ClockNoted, DeskOpened, MergeSeen, Undone
from models.ledger import Ledger

SILENT: tuple[type[Fact], ...] = (DeskOpened, ClockNoted, MergeSeen, MeetingOpened)
"""Facts about the record itself: no key of the clerk made them, none takes them back."""


class Act(Struct, frozen=True):
    """The entries of one key press, in order."""

    entries: tuple[Entry, ...]
    live: bool

    @property
    def seqs(self) -> tuple[int, ...]:
        """Their seqs in the stream."""
        return tuple(entry.seq for entry in self.entries)

    @property
    def first(self) -> Fact:
        """The fact the act is known by."""
        return self.entries[0].fact

    @property
    def is_undo(self) -> bool:
        """Whether the act took back or brought back another."""
        return isinstance(self.first, Undone)


def acts_of(ledger: Ledger, device: str) -> list[Act]:
    """The acts of a device in order, those about the record itself left out."""
    mine = sorted((e for e in ledger.entries.values() if e.device == device), key=lambda e: e.seq)
    groups: dict[int, list[Entry]] = {}
    for entry in mine:
        if not isinstance(entry.fact, SILENT):
            groups.setdefault(entry.group or entry.seq, []).append(entry)
    return [Act(tuple(entries), ledger.live(entries[0].dot)) for entries in groups.values()]


def last_done(acts: list[Act]) -> Act | None:
    """What undo would take back: the last live act that is not itself an undo."""
    return next((act for act in reversed(acts) if act.live and not act.is_undo), None)


def last_undone(acts: list[Act]) -> Act | None:
    """What redo would bring back: the last undo still in force, unless something was done since."""
    undos = {act.entries[0].seq for act in acts if act.is_undo}
    for act in reversed(acts):
        if not isinstance(act.first, Undone):
            return None
        is_redo = not undos.isdisjoint(act.first.of)
        if act.live and not is_redo:
            return act
    return None
