"""A replica: one meeting as this laptop knows it. The only door through which facts are recorded.

It folds the device's own stream and those of peers into a `Meeting`, gives each new fact its place in the own
stream, and hands the line to the writer thread. The meeting shows an act at once; `saved` tells what the disk
has confirmed.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from models.entries import LINE_LIMIT, BadLine, Entry, decode, encode
from models.fact import Fact
from models.facts_record import ClockNoted, DeskOpened, MergeSeen
from models.meeting import Meeting
from models.plan import Plan
from models.ruling import Moment
from sync.clock import Clock, RunClock
from sync.errors import LineRefused, Report, StoreError
from sync.lines import fault_of
from sync.reading import readable_streams
from sync.stream import Stream
from sync.writer import Writer

APP: Final = "bienban 0.1"

PEER_AHEAD: Final = 60_000
"""Ms beyond our wall clock that a peer's clock may draw ours (sync.md §4)."""


class Replica:
    """One open meeting. `on_saved` is called from the writer thread when `saved` has grown."""

    def __init__(
        self,
        own: Stream,
        peers: Sequence[Stream],
        plan: Plan,
        clock: Clock,
        writer: Writer,
        on_saved: Callable[[], None] = lambda: None,
        found: Sequence[Report] = (),
    ) -> None:
        self._own = own
        self._peers = {str(peer.header.device): peer for peer in peers}
        self._writer = writer
        self._on_saved = on_saved
        self._found = tuple(found)
        self.device = str(own.header.device)
        self.offset = own.header.offset
        self.meeting = Meeting(plan)
        self.unreadable = 0
        self.refused: list[LineRefused] = []
        self._jumped = 0
        with _without_collecting():
            theirs = max(map(self._fold, self._peers.values()), default=0)
            ours = self._fold(own)
        self._last = max(ours, theirs)
        self._next = own.next_seq
        self.saved = own.next_seq - 1
        self._clock = RunClock(clock, not_before=max(ours, min(theirs, clock.wall() + PEER_AHEAD)) + 1)
        if own.writable:
            self._open_run()

    @property
    def id(self) -> str:
        """The meeting's id."""
        return str(self._own.header.meeting)

    @property
    def cell(self) -> str:
        """The id of the unit whose meeting it is."""
        return str(self._own.header.cell)

    @property
    def reports(self) -> list[Report]:
        """What opening the meeting and its streams found."""
        return [*self._found, *(report for stream in (self._own, *self._peers.values()) for report in stream.reports)]

    @property
    def writable(self) -> bool:
        """Whether this desk may record."""
        return self._own.writable

    @property
    def unsaved(self) -> int:
        """Entries shown but not yet confirmed by the disk."""
        return self._next - 1 - self.saved

    @property
    def chain(self) -> str:
        """The chain hash of what is on disk, hex (sync.md §2)."""
        return self._own.head.hash.hex()

    @property
    def by(self) -> str:
        """Who holds the keyboard: the clerk of the meeting, "" before one is named."""
        return self.meeting.details.text("clerk")

    @property
    def last_at(self) -> int:
        """The corrected time of the last entry, UTC ms; 0 for an empty record."""
        return self._last

    def now(self) -> int:
        """The corrected time, UTC ms."""
        return self._clock.now()

    def moment(self) -> Moment:
        """What `decide` needs to know of now."""
        return Moment(self.now(), self.device, f"{self.device}.{self._next}")

    def record(self, facts: Sequence[Fact]) -> frozenset[str]:
        """Record the facts of one act; the parts of the meeting that changed.

        Raises `LineRefused` before anything is recorded when one of them does not fit a line.
        """
        self._jumped += self._clock.jump()
        noted = [ClockNoted(jump=self._jumped)] if self._jumped else []
        first = self._next + len(noted)
        group = first if len(facts) > 1 else None
        lines = [self._line(fact, self._next + index, None) for index, fact in enumerate(noted)]
        lines += [self._line(fact, first + index, group) for index, fact in enumerate(facts)]
        for line in lines:
            self._check(line)
        self._jumped = 0
        return frozenset().union(*map(self._commit, lines))

    @property
    def aliases(self) -> dict[str, str]:
        """What people call each device that recorded this meeting."""
        streams = (self._own, *self._peers.values())
        return {str(stream.header.device): stream.header.alias for stream in streams}

    @property
    def own(self) -> Stream:
        """The stream this desk writes; other threads may read its confirmed lines."""
        return self._own

    def take_peers(self, paths: Sequence[Path]) -> frozenset[str]:
        """Fold what other devices' streams at these paths hold beyond what was folded; the parts that changed.

        Says so with one `merge.seen`, unless nothing came but the like: two desks would answer each other for ever.
        No peer's clock moves ours (sync.md §4). Belongs to the thread that records.
        """
        parts: set[str] = set()
        for stream in readable_streams((path for path in paths if path != self._own.path), self._own.cipher):
            device = str(stream.header.device)
            known = self._peers.get(device)
            if known is not None:
                known.close()
            self._peers[device] = stream
            parts |= self._fold_from(stream, known.next_seq if known is not None and not known.sealed else 1)
        if parts and self.writable:
            self._note_seen()
        return frozenset(parts)

    def close(self) -> None:
        """Let the files go; what the writer still holds has been drained by the store."""
        for stream in (self._own, *self._peers.values()):
            stream.close()

    # --- inside -----------------------------------------------------------------------------------------

    def _fold(self, stream: Stream) -> int:
        """Take in what a stream holds; the corrected time of its last entry, UTC ms."""
        device = str(stream.header.device)
        opened = last = 0
        for _, line in stream.lines():
            try:
                entry = decode(device, line)
            except BadLine:
                self.unreadable += 1
                continue
            if isinstance(entry.fact, DeskOpened):
                opened = entry.fact.at
            last = max(last, opened + entry.mono)
            self.meeting.apply(entry)
        return last

    def _fold_from(self, stream: Stream, first: int) -> set[str]:
        """Take in the lines of a peer from a number on; the parts that changed."""
        parts: set[str] = set()
        for _, line in stream.lines(first):
            try:
                parts |= self.meeting.apply(decode(str(stream.header.device), line))
            except BadLine:
                self.unreadable += 1
        return parts

    def _open_run(self) -> None:
        """A run begins: say so, and what of the peers has been folded since it was last said."""
        self.record([DeskOpened(app=APP, offset=self.offset, at=self._clock.opened_at)])
        self._note_seen()

    def _note_seen(self) -> None:
        """What follows is written in the knowledge of every peer entry folded so far (sync.md §3)."""
        seen = self.meeting.ledger.seen(self.device)
        heads = {device: peer.next_seq - 1 for device, peer in self._peers.items()}
        further = {device: head for device, head in heads.items() if head > seen.get(device, 0)}
        if further:
            self.record([MergeSeen(heads=further)])

    def _line(self, fact: Fact, seq: int, group: int | None) -> bytes:
        at, mono = self._clock.wall(), self._clock.mono()
        return encode(Entry(device=self.device, seq=seq, at=at, mono=mono, by=self.by, fact=fact, group=group))

    def _check(self, line: bytes) -> None:
        """Refuse what the stream would refuse, while nothing of the act is recorded yet."""
        size = len(line) + 1
        if size > LINE_LIMIT:
            raise LineRefused(self._own.path.name, "line_size", size=size, limit=LINE_LIMIT)
        if fault := fault_of(line):
            raise LineRefused(self._own.path.name, fault)

    def _commit(self, line: bytes) -> frozenset[str]:
        """Fold a line as it will be read back, and hand it to the writer."""
        entry = decode(self.device, line)
        self._next = entry.seq + 1
        self._last = max(self._last, self.now())
        parts = self.meeting.apply(entry)
        self._writer.submit(self._own, line, lambda error: self._confirmed(entry.seq, error))
        return parts

    def _confirmed(self, seq: int, error: StoreError | None) -> None:
        """From the writer thread: the line is on disk, or never will be as it is."""
        if error is None:
            self.saved = max(self.saved, seq)
        elif isinstance(error, LineRefused):
            self.refused.append(error)
        self._on_saved()


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Folding makes a hundred thousand values and no garbage: looking for some would double its time.

    Nor will there be any among them while the meeting is open: the collector need not walk through them with the keys.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if collecting:
            gc.enable()
