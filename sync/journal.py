"""One append-only file of checksummed lines: opened, recovered, locked, appended to, rewritten (store.md §4).

`Journal` knows frames, syncs and locks; what a line means is its owner's business (`JournalStorage`,
`Stream`).

    journal = Journal(path, KIND, header)      # creates the file, or opens and recovers it
    for line in journal.take(): ...            # what was there, once
    journal.append([tx, ...])                  # durable when it returns
    journal.reports                            # what the clerk should know about the opening

With a `cipher` lines lie sealed on the disk; their owner gets and gives them plain. What lies there plain is read too:
a store that is being turned is a mixture.

Errors: StoreBusy, StoreForeign, StoreLocked, StoreUnreachable on opening;
StoreFull, StoreBroken, StoreClosed afterwards.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from enum import Enum, auto
from pathlib import Path
from typing import Any, Final

from pydantic_core import from_json

from sync.cipher import Cipher
from sync.disk_trouble import reason
from sync.errors import (
    Level,
    Report,
    StoreBroken,
    StoreClosed,
    StoreForeign,
    StoreFull,
    StoreLocked,
    StoreUnreachable,
)
from sync.files import DISK, FULL_ERRNOS, Ballast, Disk, make_directories, write_atomically, write_synced
from sync.frames import Kind, Line, Reading, Span, frame, looks_ours, read, require_plain, seq_of
from sync.lock import Lock
from sync.words import sentence

_ENCODER: Final = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def encode(value: Mapping[str, Any]) -> bytes:
    """One JSON object as one UTF-8 line without its newline.

    Raises TypeError or ValueError for what JSON cannot say (sets, bytes, NaN, lone surrogates): rule 7.
    """
    return _ENCODER.encode(value).encode()


class _State(Enum):
    OPEN = auto()
    READ_ONLY = auto()
    BROKEN = auto()
    CLOSED = auto()


class Journal:
    """A file of lines, one writer. `header` is the first line: bytes of a JSON object with `format` and
    `version`.

    With `read_only` nothing on disk changes, no lock is taken, and the file must exist. `header` may be left
    out for a file that must exist. The ballast, if given, is released when the disk is full.
    """

    def __init__(
        self,
        path: Path,
        kind: Kind,
        header: bytes | None = None,
        *,
        read_only: bool = False,
        disk: Disk = DISK,
        ballast: Ballast | None = None,
        cipher: Cipher | None = None,
    ) -> None:
        self.path = path
        self.kind = kind
        self._sealing = cipher.of(kind, path) if cipher is not None else None
        self.header = b""
        self.reports: list[Report] = []
        self.next_seq = 1
        self._disk = disk
        self._ballast = ballast
        self._state = _State.CLOSED
        self._lock: Lock | None = None
        self._fd: int | None = None
        self._end = 0
        self._unsure = False
        self._damage: list[tuple[int, bytes]] = []
        self._lines: list[Line] = []
        with ExitStack() as undo:
            undo.callback(self.close)
            self._open(header, read_only)
            undo.pop_all()

    # -- reading -----------------------------------------------------------------------------------------

    def take(self) -> list[Line]:
        """The lines found on opening, handed over once: their owner keeps them from here on."""
        lines, self._lines = self._lines, []
        return lines

    @property
    def writable(self) -> bool:
        """Whether `append` may succeed: open, not read-only, no failed sync."""
        return self._state is _State.OPEN

    @property
    def damaged(self) -> bool:
        """Whether opening had to warn: something confirmed may be missing."""
        return any(report.level is Level.WARNING for report in self.reports)

    def require_open(self) -> None:
        """StoreClosed after `close`; a broken or read-only journal still lets its owner read."""
        if self._state is _State.CLOSED:
            raise StoreClosed("closed", name=self.path.name)

    def require_writable(self) -> None:
        """StoreClosed or StoreBroken when `append` could not succeed."""
        if self._state is not _State.OPEN:
            self._require(_State.OPEN)

    # -- writing -----------------------------------------------------------------------------------------

    def append(self, txs: Sequence[bytes]) -> None:
        """Write the lines with one write and one sync; all durable when it returns.

        StoreFull: the bytes were taken back, the same handle goes on. StoreBroken: whether they reached the
        disk is unknown, and only `rewrite` goes on from here.
        """
        self.require_writable()
        if not txs:
            return
        block = b"".join(self._framed(seq, tx) for seq, tx in enumerate(txs, self.next_seq))
        fd = self._fd
        assert fd is not None
        if self._unsure:
            self._take_back(fd)
        self._unsure = True
        try:
            self._disk.write(fd, block, self._end)
        except OSError as error:
            self._take_back(fd)
            raise self._refusal(error) from error
        try:
            self._disk.sync(fd)
            self._require_there(fd)
        except OSError as error:
            raise self._break(error) from error
        self._unsure = False
        self._end += len(block)
        self.next_seq += len(txs)

    def _require_there(self, fd: int) -> None:
        """OSError when somebody removed the file, or took away the disk it lay on, while it was open."""
        if not self._disk.holds(fd, self.path):
            raise OSError(0, sentence("removed", {}))

    def rewrite(self, txs: Iterable[bytes]) -> None:
        """Replace the whole file by the header and `txs`: compaction, and the way on after StoreBroken.

        A crash leaves the old file or the new one. Damaged bytes of the old file are kept beside it first.
        StoreFull leaves everything as it was.
        """
        self._require(_State.OPEN, _State.BROKEN)
        txs = list(txs)
        lines = (self._framed(seq_of(tx, self.kind) or 0, tx) for tx in txs)
        data = b"".join([frame(self.header), *lines])
        try:
            make_directories(self.path.parent, self._disk)  # somebody may have removed them
            self._save_damage()
            fresh = self.path.with_name(self.path.name + ".new")
            write_synced(fresh, data, self._disk)
        except OSError as error:
            raise self._refusal(error) from error
        try:
            self._switch_to(fresh)
        except OSError as error:
            raise self._break(error) from error
        self._state = _State.OPEN
        self._end = len(data)
        self.next_seq = (seq_of(txs[-1], self.kind) or 0) + 1 if txs else 1

    def _framed(self, seq: int, tx: bytes) -> bytes:
        """The line as it lies on the disk."""
        if self._sealing is None:
            return frame(tx)
        require_plain(tx)  # it has to be storable by itself: the store may be turned back
        return frame(self._sealing.seal(seq, tx))

    def close(self) -> None:
        """Let go of file and lock. Nothing is left to save: every confirmed line is on disk already."""
        self._state = _State.CLOSED
        self._drop_descriptor()
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    # -- opening -----------------------------------------------------------------------------------------

    def _open(self, header: bytes | None, read_only: bool) -> None:
        try:
            if not read_only:
                self._prepare(header)
            self._recover(header, read_only)
        except FileNotFoundError as error:
            raise StoreUnreachable("missing", name=self.path.name) from error
        except OSError as error:
            if error.errno in FULL_ERRNOS:
                raise self._full() from error
            raise StoreUnreachable("unreachable", name=self.path.name, reason=reason(error)) from error
        self._state = _State.READ_ONLY if self._fd is None else _State.OPEN

    def _prepare(self, header: bytes | None) -> None:
        """Take the lock, and make the file if it is not there: it appears whole, or not at all."""
        if header is not None:
            make_directories(self.path.parent, self._disk)
        elif not self.path.exists():
            raise StoreUnreachable("missing", name=self.path.name)
        self._lock = Lock(self.path)
        if header is not None and not self.path.exists():
            write_atomically(self.path, frame(header), self._disk)

    def _recover(self, header: bytes | None, read_only: bool) -> None:
        data = self.path.read_bytes()
        reading = read(data, self.kind, self._sealing.open if self._sealing is not None else None)
        if reading.sealed and self._sealing is None:
            raise StoreLocked("locked_file", name=self.path.name)
        self.header = self._accept(reading, data, header)
        aside = None
        if not read_only and (reading.end > 0 or self.kind.restarts):
            aside = self._repair(reading, data)
        self._damage = [(start, data[start:stop]) for start, stop in reading.holes if stop > start]
        self._lines, self.next_seq = reading.lines, reading.next_seq
        self.reports = reports_of(reading, self.path.name, aside)

    def _accept(self, reading: Reading, data: bytes, header: bytes | None) -> bytes:
        """The header to go by; StoreForeign for a file that is not ours to touch."""
        if reading.header is None:
            if not reading.lines and not looks_ours(data):
                raise StoreForeign("foreign", name=self.path.name)
            return header or encode({"format": self.kind.format, "version": self.kind.version})
        found = _fields(reading.header)
        if found.get("format") != self.kind.format:
            raise StoreForeign("foreign", name=self.path.name)
        version = found.get("version")
        if not isinstance(version, int):
            raise StoreForeign("foreign", name=self.path.name)
        if version > self.kind.version:
            raise StoreForeign("newer", name=self.path.name, version=version)
        return reading.header

    def _repair(self, reading: Reading, data: bytes) -> str | None:
        """Make the end of the file sound, and durable before anything is shown (rule 6).

        A killed predecessor's last line may be in the page cache only, so a sound file is synced too. Returns
        the name of the side file that holds the torn bytes, if any.
        """
        fd = self._fd = self._disk.open(self.path)
        aside = None
        if reading.torn is not None:
            aside = self._save_aside(data[reading.torn :], reading.torn)
            self._disk.truncate(fd, reading.torn)
        if reading.hurt_ending is not None:
            self._disk.write(fd, b"}\n", reading.hurt_ending)
        self._end = reading.end
        if self._end == 0:
            first = frame(self.header)
            self._disk.write(fd, first, 0)
            self._end = len(first)
        self._disk.sync(fd)
        self._disk.sync_directory(self.path.parent)
        return aside

    def _save_aside(self, data: bytes, offset: int) -> str:
        """Keep bytes beside the file as `<name>.cut-<offset>`; an earlier side file is never overwritten."""
        stem = f"{self.path.name}.cut-{offset}"
        aside, again = self.path.with_name(stem), 1
        while aside.exists():
            again += 1
            aside = self.path.with_name(f"{stem}-{again}")
        write_atomically(aside, data, self._disk)
        return aside.name

    # -- trouble -----------------------------------------------------------------------------------------

    def _require(self, *states: _State) -> None:
        if self._state in states:
            return
        if self._state is _State.BROKEN:
            raise StoreBroken(self.path.name, sentence("earlier_failure", {}))
        raise StoreClosed("read_only" if self._state is _State.READ_ONLY else "closed", name=self.path.name)

    def _drop_descriptor(self) -> None:
        if self._fd is not None:
            fd, self._fd = self._fd, None
            self._disk.close(fd)

    def _take_back(self, fd: int) -> None:
        """Remove a half-written line, so that the next one starts on clean ground (rule 4)."""
        try:
            self._disk.truncate(fd, self._end)
        except OSError as error:
            raise self._break(error) from error
        self._unsure = False

    def _refusal(self, error: OSError) -> StoreFull | StoreBroken:
        """What a failed write means: no room will pass, anything else is trouble with the disk itself."""
        if error.errno in FULL_ERRNOS:
            return self._full()
        return self._break(error)

    def _full(self) -> StoreFull:
        freed = self._ballast.release() if self._ballast is not None else False
        return StoreFull(self.path.name, freed=freed)

    def _break(self, error: OSError) -> StoreBroken:
        """Never trust this handle again: a second sync may answer success for lost pages (rule 5)."""
        self._state = _State.BROKEN
        self._drop_descriptor()
        return StoreBroken(self.path.name, reason(error))

    def _switch_to(self, fresh: Path) -> None:
        """Put the new file in the old one's place; both are closed meanwhile, as Windows insists."""
        self._drop_descriptor()
        self._disk.replace(fresh, self.path)
        self._disk.sync_directory(self.path.parent)
        self._fd = self._disk.open(self.path)
        self._unsure = False

    def _save_damage(self) -> None:
        """Recovery never deletes: what could not be read goes beside the file before a rewrite drops it."""
        if self._damage:
            self._save_aside(b"".join(data for _, data in self._damage), self._damage[0][0])
            self._damage = []


def _fields(header: bytes) -> dict[str, Any]:
    """The fields of a header; none when it is no JSON object."""
    try:
        fields = from_json(header)
    except ValueError:
        return {}
    return fields if isinstance(fields, dict) else {}


def reports_of(reading: Reading, name: str, aside: str | None = None) -> list[Report]:
    """What to tell about a reading. `aside`: where a torn tail was put, None when it was left in place."""
    return [
        *_header_reports(reading, name),
        *_damage_reports(reading, name),
        *_tail_reports(reading, name, aside),
    ]


def _header_reports(reading: Reading, name: str) -> list[Report]:
    if reading.header is not None:
        return []
    code = "emptied" if reading.end == 0 else "header_hurt"
    return [Report(Level.WARNING, code, {"name": name})]


def _damage_reports(reading: Reading, name: str) -> list[Report]:
    holes = [hole for hole in reading.holes if hole[0] > 0 or reading.header is not None]
    missing = spans_text(reading.missing)
    reports = []
    if holes:
        code = "damaged" if missing else "damaged_whole"
        reports.append(Report(Level.WARNING, code, {"name": name, "holes": len(holes), "missing": missing}))
    elif missing:
        reports.append(Report(Level.WARNING, "gap", {"name": name, "missing": missing}))
    if reading.repeated:
        repeated = spans_text(Span(seq, seq) for seq in reading.repeated)
        reports.append(Report(Level.WARNING, "repeated", {"name": name, "repeated": repeated}))
    return reports


def _tail_reports(reading: Reading, name: str, aside: str | None) -> list[Report]:
    reports = []
    if reading.torn is not None and reading.end > 0:
        code = "torn_tail" if aside else "torn_tail_seen"
        reports.append(Report(Level.INFO, code, {"name": name, "aside": aside}))
    if reading.hurt_ending is not None:
        reports.append(Report(Level.INFO, "end_repaired", {"name": name}))
    return reports


def spans_text(spans: Iterable[Span]) -> str:
    """`3, 7–9`: sequence numbers as a person reads them."""
    return ", ".join(f"{first}–{last}" if last > first else str(first) for first, last in spans)
