"""A meeting followed while another process records it: what was appended is read, folded, and nothing is written.

    follower = Follower(store, meeting)
    if follower.poll():                  # a look at the sizes; what is new is folded
        show(follower.meeting, follower.now())

Nothing is locked and nothing is waited for. A line counts once its last byte is there; when a file became shorter or is
another one than before (rebuilt, restored), or a stream came or went, everything is read anew.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final
from uuid import UUID

from models.entries import BadLine, decode
from models.facts_record import DeskOpened
from models.meeting import Meeting
from sync.cipher import Cipher
from sync.clock import JUMP, Clock
from sync.errors import StoreUnreachable
from sync.frames import read
from sync.store import Store
from sync.stream import STREAM_KIND

_NEWLINE: Final = b"\n"


class Follower:
    """One meeting as the streams on disk tell it so far. `StoreUnreachable` when there is nothing to read,
    `StoreForeign` when a later version of the program wrote it.
    """

    def __init__(self, store: Store, meeting: str) -> None:
        self.id = meeting
        self._store = store
        self.clock: Clock = store.clock
        self._tails: dict[Path, _Tail] = {}
        self._last = 0
        self.offset = store.offset
        self._start_over()
        if not self._last:
            raise StoreUnreachable("empty_meeting", name=meeting)
        self._anchor = self._last if self.meeting.identity.rehearsal else max(self._last, self.clock.wall())
        self._since = self.clock.mono()

    def poll(self) -> bool:
        """Take in what was recorded since the last look; whether there was anything."""
        try:
            grown = self._grown()
        except (_Replaced, FileNotFoundError):
            self._start_over()
            grown = True
        if grown and abs(self._last - self.now()) > JUMP:
            self._anchor, self._since = self._last, self.clock.mono()
        return grown

    def now(self) -> int:
        """The corrected time, UTC ms: this computer's clock until an act shows what time the desk goes by.

        A rehearsal stands at the time of its last act, for its clock is the script's.
        """
        if self.meeting.identity.rehearsal:
            return self._last
        return max(self._last, self._anchor + self.clock.mono() - self._since)

    def _start_over(self) -> None:
        """Read every stream from its beginning, with the wording of the plan that the meeting was opened with."""
        replica = self._store.read(self.id)
        plan, self.offset = replica.meeting.plan, replica.offset
        replica.close()
        self.meeting = Meeting(plan)
        self._last = 0
        self._tails = {path: _Tail(path, self._store.cipher) for path in self._paths()}
        for tail in self._tails.values():
            self._take(tail)

    def _grown(self) -> bool:
        if self._paths() != list(self._tails):
            raise _Replaced
        taken = [self._take(tail) for tail in self._tails.values()]
        return any(taken)

    def _paths(self) -> list[Path]:
        return self._store.paths.streams(UUID(self.id))

    def _take(self, tail: _Tail) -> bool:
        """Fold the new lines of one stream; whether there were any."""
        lines = tail.more()
        for line in lines:
            try:
                entry = decode(tail.device, line)
            except BadLine:
                continue
            if isinstance(entry.fact, DeskOpened):
                tail.opened = entry.fact.at
            self._last = max(self._last, tail.opened + entry.mono)
            self.meeting.apply(entry)
        return bool(lines)


class _Replaced(Exception):
    """A file is not the one that was read so far."""


class _Tail:
    """One stream file, read on from where it was read to."""

    def __init__(self, path: Path, cipher: Cipher | None) -> None:
        self.device = path.stem
        self.opened = 0  # corrected time at which the run began whose lines are being read
        self._path = path
        self._open = cipher.of(STREAM_KIND, path).open if cipher is not None else None
        self._file = 0
        self._end = 0

    def more(self) -> list[bytes]:
        """The whole sound lines behind the last ones. Raises `_Replaced`, and OSError when the disk does not answer."""
        told = self._path.stat()
        if self._end and (told.st_ino != self._file or told.st_size < self._end):
            raise _Replaced
        if told.st_size == self._end:
            return []
        self._file = told.st_ino
        with self._path.open("rb") as stream:
            stream.seek(self._end)
            data = stream.read()
        whole = data[: data.rfind(_NEWLINE) + 1]
        self._end += len(whole)
        return [line.tx for line in read(whole, STREAM_KIND, self._open).lines]
