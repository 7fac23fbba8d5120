"""Facts about the record itself: its runs and clocks, what was undone, what two desks recorded differently.

The rules of `models.facts` hold here too.
"""

from __future__ import annotations

from models.fact import Fact, Numbers


class DeskOpened(Fact):
    """The desk opened this stream: a run begins, `mo` starts from 0."""

    TYPE = "desk.opened"
    app: str
    offset: int  # minutes east of UTC of the printed times
    at: int  # what the corrected clock says at mo = 0


class ClockNoted(Fact):
    """The wall clock jumped against the monotonic one (sync.md §4); printed times are not moved by it."""

    TYPE = "clock.noted"
    jump: int  # ms


class MergeSeen(Fact):
    """This device has folded the peers' streams up to these seqs."""

    TYPE = "merge.seen"
    heads: dict[str, int]


class Undone(Fact):
    """These entries of the same stream count for nothing. Undoing an `undo` is a redo."""

    TYPE = "undo"
    of: Numbers


class Resolved(Fact):
    """Two desks differed about a field that no other fact states again; a person said which it is (sync.md §3)."""

    TYPE = "resolve"
    part: str
    thing: str
    field: str
    value: str  # as JSON


class TurnsMerged(Fact):
    """Two desks recorded one turn: the one with the smaller id stands for both, with the notes of both."""

    TYPE = "turn.merge"
    turn: str
    merged: str
