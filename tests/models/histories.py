"""Random records of one meeting on several laptops: who wrote what, saw whose entries, took back and brought back."""

from __future__ import annotations

from dataclasses import dataclass, field

from hypothesis import strategies as st

from models.acts import Act, acts_of, last_done, last_undone
from models.entries import Entry
from models.fact import Fact
from models.facts import (
    Assessed,
    DetailSet,
    FloorAsked,
    FloorGiven,
    FloorStopped,
    GuestAdded,
    Marked,
    NoteDeleted,
    NoteEdited,
    NoteWritten,
    RestMarked,
    TurnCorrected,
    VoteTaken,
)
from models.facts_record import DeskOpened, MergeSeen, Undone
from models.ledger import Ledger

DEVICES = ("d1", "d2", "d3")

PEOPLE = st.sampled_from(("p_1", "p_2"))
TURNS = st.sampled_from(("t_1", "t_2"))
NOTES = st.sampled_from(("n_1", "n_2"))
TIMES = st.integers(1, 9)
WORDS = st.sampled_from(("một", "hai"))

SAYINGS: st.SearchStrategy[Fact] = st.one_of(
    st.builds(DetailSet, field=st.sampled_from(("place", "chair")), value=WORDS),
    st.builds(Marked, person=PEOPLE, status=st.sampled_from(("present", "excused", "unmarked")), at=TIMES),
    st.builds(RestMarked, people=st.lists(PEOPLE, max_size=3).map(tuple), at=TIMES),
    st.builds(GuestAdded, person=st.sampled_from(("g_1", "g_2")), name=WORDS),
    st.builds(FloorAsked, person=PEOPLE, at=TIMES),
    st.builds(
        FloorGiven,
        turn=TURNS,
        person=PEOPLE,
        kind=st.sampled_from(("opinion", "order")),
        at=TIMES,
        closes=st.lists(TURNS, max_size=2).map(tuple),
    ),
    st.builds(FloorStopped, turn=TURNS, at=TIMES),
    st.builds(TurnCorrected, turn=TURNS, start=TIMES, dropped=st.booleans()),
    st.builds(NoteWritten, note=NOTES, kind=st.just("opinion"), text=WORDS, at=TIMES),
    st.builds(NoteEdited, note=NOTES, kind=st.just("task"), text=WORDS),
    st.builds(NoteDeleted, note=NOTES),
    st.builds(Assessed, indicator=st.just("7"), field=st.just("present"), value=st.sampled_from(("co", "khong"))),
    st.builds(
        VoteTaken,
        motion=st.just("minutes"),
        title=st.just(""),
        mode=st.just("open"),
        entitled=TIMES,
        base=TIMES,
        in_favour=TIMES,
        against=TIMES,
        other=TIMES,
        at=TIMES,
    ),
)
"""Facts about few things, so that they meet."""


@dataclass
class Laptop:
    """One device's stream while it is being written."""

    device: str
    stream: list[Entry] = field(default_factory=list)

    def write(self, *facts: Fact, at: int = 0, mono: int = 0) -> None:
        """One act of one line or several."""
        first = len(self.stream) + 1
        group = first if len(facts) > 1 else None
        for seq, fact in enumerate(facts, first):
            self.stream.append(Entry(self.device, seq, at, mono, "", fact, group))

    def _acts(self) -> list[Act]:
        ledger = Ledger()
        for entry in self.stream:
            ledger.apply(entry)
        return acts_of(ledger, self.device)

    def undo(self) -> bool:
        """Take back the last act, if there is one."""
        return self._name(last_done(self._acts()))

    def redo(self) -> bool:
        """Bring back what was taken back last, if that is possible."""
        return self._name(last_undone(self._acts()))

    def _name(self, act: Act | None) -> bool:
        if act is not None:
            self.write(Undone(of=act.seqs))
        return act is not None


@st.composite
def laptops(draw: st.DrawFn, least: int = 1, most: int = 3) -> list[Laptop]:
    """A meeting on one laptop or several."""
    found = [Laptop(device) for device in DEVICES[: draw(st.integers(least, most))]]
    for _ in range(draw(st.integers(0, 14))):
        laptop = draw(st.sampled_from(found))
        at, mono = draw(TIMES), draw(TIMES)
        match draw(st.sampled_from(("say", "say", "say", "run", "merge", "undo", "redo"))):
            case "say":
                laptop.write(*draw(st.lists(SAYINGS, min_size=1, max_size=2)), at=at, mono=mono)
            case "run":
                laptop.write(DeskOpened(app="", offset=420, at=draw(TIMES)), at=at)
            case "merge":
                peers = (peer for peer in found if peer is not laptop and peer.stream)
                laptop.write(MergeSeen(heads={peer.device: len(peer.stream) for peer in peers}), at=at, mono=mono)
            case "undo":
                laptop.undo()
            case "redo":
                laptop.redo()
    return found


def one_after_the_other(found: list[Laptop]) -> list[Entry]:
    """All entries, stream by stream."""
    return [entry for laptop in found for entry in laptop.stream]


@st.composite
def mixed(draw: st.DrawFn, found: list[Laptop], *, again: bool = False) -> list[Entry]:
    """All entries in any order that keeps each stream's; with `again`, some come a second time."""
    left = {laptop.device: list(laptop.stream) for laptop in found}
    turns = draw(st.permutations([laptop.device for laptop in found for _ in laptop.stream]))
    order: list[Entry] = []
    for device in turns:
        order.append(left[device].pop(0))
        if again and draw(st.booleans()):
            order.append(draw(st.sampled_from(order)))
    return order
