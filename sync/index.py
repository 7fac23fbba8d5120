"""The index of a store: one compact record a meeting, so that all of them are searched at once (L24).

    index = store.index
    index.refresh(0.1)       # the records that are true now; a thread reads what is new, and is waited for so long
    index.missing            # meetings that still have to be read

The files are derived: `<data>/index/<meeting>.record` may go at any time. A record says which streams it was made of,
by name, size and time of change; when they differ, when another version or plan made it, or when a byte of it is
hurt, it does not count and the meeting is read anew. The meeting that is open here is told from memory.
"""

from __future__ import annotations

import time
import zlib
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from pydantic_core import from_json

from models.entries import BadLine, decode
from models.finding import Named, Record
from models.finding_records import record_of
from models.meeting import Meeting
from models.plan import Plan
from sync.cipher import Cipher, Unopened
from sync.files import make_directories, write_atomically
from sync.journal import encode
from sync.reading import opening_of, readable_streams
from sync.stream import Stream

if TYPE_CHECKING:
    from sync.replica import Replica
    from sync.store import Store

VERSION: Final = 1
"""Raised whenever a record is made or written otherwise than before."""

PATIENCE: Final = 0.5
"""Seconds that closing waits for the meeting being read; a thread that takes longer is left to end by itself."""

STRIDE: Final = 50
PAUSE: Final = 0.001
"""After so many lines reading steps back for so many seconds, for whoever waits with a key."""

Stamp = list[list[str | int]]
"""Name, size in bytes and time of change (ns) of each stream."""


class Index:
    """The records of one store. Belongs to the thread that made it; what is missing is read in another."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._plan = store.plan.digest()
        self._known: dict[str, tuple[Stamp, Record]] = {}
        self._live: dict[str, tuple[int, Record]] = {}
        self._true: list[Record] = []
        self._unread: dict[str, int] = {}  # meeting → when it last changed
        self._failed: dict[str, Stamp] = {}
        self._reading: _Reading | None = None

    # --- asking -------------------------------------------------------------------------------------------------

    @property
    def missing(self) -> int:
        """Meetings that still have to be read, as of the last `refresh` or `records`."""
        done = len(self._reading.done) if self._reading is not None else 0
        return max(0, len(self._unread.keys() - self._failed.keys()) - done)

    @property
    def unreadable(self) -> int:
        """Meetings of which no stream can be read: nothing of them is ever found."""
        return len(self._unread.keys() & self._failed.keys())

    @property
    def reading(self) -> bool:
        """Whether meetings are being read now."""
        return self._reading is not None and self._reading.is_alive()

    def records(self) -> list[Record]:
        """The records that are true now; what has to be read for the others is left to `refresh`."""
        found: list[Record] = []
        unread: dict[str, int] = {}
        meetings = self._store.paths.meetings()
        for meeting in meetings:
            paths = self._store.paths.streams(meeting)
            record = self._record(str(meeting), paths)
            if record is not None:
                found.append(record)
            elif paths:
                unread[str(meeting)] = max((int(changed) for _, _, changed in stamp_of(paths)), default=0)
        self._true, self._unread = found, unread
        self._forget_others(meetings)
        return found

    def refresh(self, wait: float = 0.0) -> list[Record]:
        """The records known `wait` seconds from now at the latest; a thread reads what is missing.

        While it does, no file is looked at here: it would take its turns from the keys.
        """
        if not self._still_reading(wait):
            found = self.records()
            if not self.missing:
                return found
            wanted = self._unread.keys() - self._failed.keys()
            newest_first = sorted(wanted, key=self._unread.__getitem__, reverse=True)
            self._reading = _Reading(self._store, newest_first, self._plan)
            self._reading.start()
            if not self._still_reading(wait):
                return self.records()
        return [*self._true, *(self._reading.records if self._reading is not None else ())]

    def whole(self) -> list[Record]:
        """All records, however long it takes."""
        found = self.refresh()
        while self.missing or self.reading:
            found = self.refresh(wait=PATIENCE)
        return found

    def close(self) -> None:
        """Stop reading; what is read so far is kept."""
        if self._reading is not None:
            self._reading.stop()
            self._reading.join(PATIENCE)

    # --- inside -------------------------------------------------------------------------------------------------

    def _still_reading(self, wait: float) -> bool:
        """Whether the thread is at work after so many seconds; when it is done, what it read is taken over."""
        reading = self._reading
        if reading is None:
            return False
        reading.join(wait)
        if reading.is_alive():
            return True
        for meeting, (stamp, record) in reading.done.items():
            if record is None:
                self._failed[meeting] = stamp
            else:
                self._known[meeting] = (stamp, record)
        self._reading = None
        return False

    def _record(self, meeting: str, paths: list[Path]) -> Record | None:
        """The record of a meeting if it is true now: from memory, or from its file."""
        replica = self._store.opened(meeting)
        if replica is not None:
            return self._of_open(replica)
        stamp = stamp_of(paths)
        known = self._known.get(meeting)
        if known is None or known[0] != stamp:
            known = _load(self._store.paths.record(UUID(meeting)), self._plan, self._store.cipher)
            if known is None or known[0] != stamp:
                if self._failed.get(meeting) != stamp:
                    self._failed.pop(meeting, None)
                return None
            self._known[meeting] = known
        return known[1]

    def _of_open(self, replica: Replica) -> Record:
        """The meeting being recorded, made anew when something was added to it."""
        entries = len(replica.meeting.ledger.entries)
        held = self._live.get(replica.id)
        if held is None or held[0] != entries:
            held = self._live[replica.id] = (entries, record_of(replica.meeting, replica.id, replica.offset))
        return held[1]

    def _forget_others(self, meetings: list[UUID]) -> None:
        """Records of meetings that are not there any more go: they hold what people said."""
        if self._store.writable:
            kept = {self._store.paths.record(meeting).name for meeting in meetings}
            for path in self._store.paths.index.glob("*.record"):
                if path.name not in kept:
                    path.unlink(missing_ok=True)


class _Reading(Thread):
    """Makes the records of some meetings and keeps them in files. `done` grows meeting by meeting; None: unreadable."""

    def __init__(self, store: Store, meetings: list[str], plan: str) -> None:
        super().__init__(name="index", daemon=True)
        self.done: dict[str, tuple[Stamp, Record | None]] = {}
        self._paths, self._writable, self._cipher = store.paths, store.writable, store.cipher
        self._plans = store.plans.every()
        self._plan = plan
        self._meetings = meetings
        self._stopped = Event()

    @property
    def records(self) -> list[Record]:
        """What has been read so far."""
        return [record for _, record in list(self.done.values()) if record is not None]

    def stop(self) -> None:
        """Read no further meeting."""
        self._stopped.set()

    def run(self) -> None:
        """Meeting by meeting."""
        for meeting in self._meetings:
            if self._stopped.is_set():
                return
            paths = self._paths.streams(UUID(meeting))
            stamp = stamp_of(paths)
            record = _made(meeting, readable_streams(paths, self._cipher), self._plans)
            if record is not None and self._writable:
                with suppress(OSError):  # on a full disk it is made again next time
                    _save(self._paths.record(UUID(meeting)), stamp, self._plan, record, self._cipher)
            self.done[meeting] = (stamp, record)


def stamp_of(paths: list[Path]) -> Stamp:
    """What tells whether the streams are those that a record was made of."""
    found: Stamp = []
    for path in paths:
        with suppress(FileNotFoundError):  # gone since it was listed
            stat = path.stat()
            found.append([path.name, stat.st_size, stat.st_mtime_ns])
    return found


def _made(meeting: str, streams: list[Stream], plans: Mapping[tuple[str, str], Plan]) -> Record | None:
    """The record of what the streams add up to; None when none of them can be read."""
    if not streams:
        return None
    opening = opening_of(streams)
    plan = plans.get(opening) or plans.get(("", opening[1])) or plans["", ""]
    folded = Meeting(plan)
    for stream in streams:
        device = str(stream.header.device)
        for seq, line in stream.lines():
            if seq % STRIDE == 0:
                time.sleep(PAUSE)
            with suppress(BadLine):
                folded.apply(decode(device, line))
        stream.close()
    return record_of(folded, meeting, streams[0].header.offset)


# --- files ---------------------------------------------------------------------------------------------------------


def _save(path: Path, stamp: Stamp, plan: str, record: Record, cipher: Cipher | None) -> None:
    """Checksum line, head line, keys, rows. Raises OSError; the store has better uses for a full disk's last bytes."""
    about: dict[str, Any] = {"version": VERSION, "stamp": stamp, "plan": plan}
    about |= {name: getattr(record, name) for name in ("meeting", "date", "unit", "offset", "done")}
    about |= {"people": [list(one) for one in record.people]}
    keys = record.keys.encode()
    body = encode({**about, "keys": len(keys)}) + b"\n" + keys + record.rows
    make_directories(path.parent)
    data = b"%08x\n" % zlib.crc32(body) + body
    write_atomically(path, data if cipher is None else cipher.seal(data, path.name.encode()))


def _load(path: Path, plan: str, cipher: Cipher | None) -> tuple[Stamp, Record] | None:
    """The record in a file with what it was made of; None for a file that is missing, hurt or of another make."""
    try:
        data = path.read_bytes() if cipher is None else cipher.open(path.read_bytes(), path.name.encode())
    except (OSError, Unopened):
        return None
    if data[:9] != b"%08x\n" % zlib.crc32(memoryview(data)[9:]):
        return None
    begin = data.index(b"\n", 9) + 1
    about = from_json(data[9:begin])
    if about.get("version") != VERSION or about["plan"] != plan:
        return None
    end = begin + about["keys"]
    return about["stamp"], _record(about, data[begin:end].decode(), data[end:])


def _record(about: dict[str, Any], keys: str, rows: bytes) -> Record:
    return Record(
        meeting=about["meeting"],
        date=about["date"],
        unit=about["unit"],
        offset=about["offset"],
        people=tuple(map(Named._make, about["people"])),
        keys=keys,
        rows=rows,
        done=tuple(about["done"]),
    )
