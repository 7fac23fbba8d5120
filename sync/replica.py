"""A replica: one meeting as this laptop knows it. The only door through which facts are recorded.

It folds the device's own stream and those of peers into a `Meeting`, gives each new fact its place in the own
stream, and hands the line to the writer thread. The meeting shows an act at once; `saved` tells what the disk
has confirmed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from models.entries import LINE_LIMIT, BadLine, Entry, decode, encode
from models.facts import ClockNoted, DeskOpened, Fact, MergeSeen
from models.meeting import Meeting
from models.plan import Plan
from models.ruling import Moment
from sync.clock import Clock, RunClock
from sync.errors import LineRefused, Report, StoreError
from sync.stream import Stream
from sync.writer import Writer

APP: Final = "bienban 0.1"


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
    ) -> None:
        self._own = own
        self._peers = tuple(peers)
        self._writer = writer
        self._on_saved = on_saved
        self.device = str(own.header.device)
        self.offset = own.header.offset
        self.by = ""
        self.meeting = Meeting(plan)
        self.unreadable = 0
        self.refused: list[LineRefused] = []
        self._last = 0
        self._fold(peers)
        self._fold([own])
        self._next = own.next_seq
        self.saved = own.next_seq - 1
        self._clock = RunClock(clock, not_before=self._last + 1)
        if own.writable:
            self._open_run()

    @property
    def id(self) -> str:
        """The meeting's id."""
        return str(self._own.header.meeting)

    @property
    def reports(self) -> list[Report]:
        """What opening the streams found."""
        return [report for stream in (self._own, *self._peers) for report in stream.reports]

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
        jump = self._clock.jump()
        noted = [ClockNoted(jump=jump)] if jump else []
        first = self._next + len(noted)
        group = first if len(facts) > 1 else None
        entries = [self._entry(fact, self._next + index, None) for index, fact in enumerate(noted)]
        entries += [self._entry(fact, first + index, group) for index, fact in enumerate(facts)]
        lines = [encode(entry) for entry in entries]
        if any(len(line) >= LINE_LIMIT for line in lines):
            raise LineRefused(self._own.path.name, "long", limit=LINE_LIMIT)
        return frozenset().union(*map(self._commit, entries, lines))

    def close(self) -> None:
        """Let the files go; what the writer still holds has been drained by the store."""
        for stream in (self._own, *self._peers):
            stream.close()

    # --- inside -----------------------------------------------------------------------------------------

    def _fold(self, streams: Iterable[Stream]) -> None:
        for stream in streams:
            device = str(stream.header.device)
            opened = 0
            for _, line in stream.lines():
                try:
                    entry = decode(device, line)
                except BadLine:
                    self.unreadable += 1
                    continue
                if isinstance(entry.fact, DeskOpened):
                    opened = entry.fact.at
                self._last = max(self._last, opened + entry.mono)
                self.by = entry.by or self.by
                self.meeting.apply(entry)

    def _open_run(self) -> None:
        """A run begins: say so, and what of the peers has been folded."""
        heads = {str(peer.header.device): peer.next_seq - 1 for peer in self._peers if peer.next_seq > 1}
        opened = DeskOpened(app=APP, offset=self.offset, at=self._clock.opened_at)
        self.record([opened])
        if heads:
            self.record([MergeSeen(heads=heads)])

    def _entry(self, fact: Fact, seq: int, group: int | None) -> Entry:
        at, mono = self._clock.wall(), self._clock.mono()
        return Entry(device=self.device, seq=seq, at=at, mono=mono, by=self.by, fact=fact, group=group)

    def _commit(self, entry: Entry, line: bytes) -> frozenset[str]:
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
