"""One stream: all that one device recorded of one meeting, append-only, gapless, chained (sync.md §1–2, §5).

    stream = Stream(path, StreamHeader.make(meeting=…, device=…, cell=…, alias="k7", offset=420))
    stream.append([b'{"s":1,"v":1,"t":"meeting.opened",…}'])    # durable when it returns
    stream.head                                                  # Head(seq=1, hash=…)

A line is bytes without the newline: a UTF-8 NFC JSON object of at most 8 KiB that begins with `{"s":<n>,` and
holds no floats. Lines are kept, hashed and handed out verbatim. A stream in which something confirmed may be
missing opens
*sealed*: everything readable is used, nothing more is written, and recording goes on in another stream beside
it.
"""

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from uuid import UUID

from pydantic_core import from_json

from models.vietnamese.words import VN_OFFSET_MIN
from sync.chain import Chain, Head
from sync.cipher import Cipher
from sync.errors import LineRefused, Report, StoreForeign, StreamSealed
from sync.files import DISK, Ballast, Disk
from sync.frames import Kind
from sync.journal import Journal, encode
from sync.lines import LINE_LIMIT, begins, fault_of

STREAM_KIND: Final = Kind("bienban-stream", 1, b'{"s":', restarts=False, by_folder=True)

_NO_CELL: Final = UUID(int=0)


@dataclass(frozen=True, slots=True)
class StreamHeader:
    """The first line of a stream. `raw` are its stored bytes: they begin the chain and travel verbatim.

    `alias` is the device's short name for people; `offset` its minutes east of UTC (Việt Nam: 420).
    """

    meeting: UUID
    device: UUID
    cell: UUID
    alias: str
    offset: int
    raw: bytes

    @classmethod
    def make(cls, *, meeting: UUID, device: UUID, cell: UUID, alias: str, offset: int) -> "StreamHeader":
        """The header of a new stream."""
        fields = {
            "format": STREAM_KIND.format,
            "version": STREAM_KIND.version,
            "meeting": str(meeting),
            "device": str(device),
            "cell": str(cell),
            "alias": alias,
            "offset": offset,
        }
        return cls(meeting, device, cell, alias, offset, encode(fields))

    @classmethod
    def parse(cls, raw: bytes) -> "StreamHeader":
        """A stored or received header; unknown fields stay in `raw`. ValueError when it lacks a field."""
        fields = from_json(raw)
        try:
            meeting, device, cell = (UUID(fields[name]) for name in ("meeting", "device", "cell"))
            alias, offset = str(fields["alias"]), int(fields["offset"])
        except (AttributeError, KeyError, TypeError) as error:
            raise ValueError(f"not a stream header: {error}") from error
        return cls(meeting, device, cell, alias, offset, raw)

    @classmethod
    def of_path(cls, path: Path) -> "StreamHeader":
        """What the file's place says, for a stream whose own header is hurt: `<meeting>/<device>.journal`.

        The hours of Việt Nam, so that times are not told by another clock until the header is there again.

        ValueError when the path is not named like that.
        """
        meeting, device = UUID(path.parent.name), UUID(path.stem)
        return cls.make(meeting=meeting, device=device, cell=_NO_CELL, alias="", offset=VN_OFFSET_MIN)


class Stream:
    """One stream file. `header` makes the file if it is not there; without it the file must exist.

    A header that names another meeting or device than the file's raises StoreForeign. One writer (StoreBusy);
    with `read_only` nothing on disk changes. With a `cipher` the file holds the lines sealed. `append` belongs to one
    thread; readers of other threads only ever see confirmed lines.
    """

    def __init__(
        self,
        path: Path,
        header: StreamHeader | None = None,
        *,
        read_only: bool = False,
        disk: Disk = DISK,
        ballast: Ballast | None = None,
        cipher: Cipher | None = None,
    ) -> None:
        raw = header.raw if header else None
        self._journal = Journal(path, STREAM_KIND, raw, read_only=read_only, disk=disk, ballast=ballast, cipher=cipher)
        self.path = path
        self.cipher = cipher
        self.sealed = self._journal.damaged
        """Whether damage was found: readable, never written again."""
        try:
            self.header = self._checked_header(header)
        except StoreForeign:
            self._journal.close()
            raise
        self._lines: dict[int, bytes] = dict(self._journal.take())
        self._chain = Chain(self.header.meeting, self.header.device)
        self._heads = [self._chain.origin(self.header.raw)]
        self._walking = threading.Lock()

    # -- reading -----------------------------------------------------------------------------------------

    @property
    def reports(self) -> list[Report]:
        """What the clerk should know about the opening."""
        return self._journal.reports

    @property
    def writable(self) -> bool:
        """Whether `append` may succeed now."""
        return self._journal.writable and not self.sealed

    @property
    def next_seq(self) -> int:
        """The number of the line that `append` expects next."""
        return self._journal.next_seq

    @property
    def head(self) -> Head:
        """The end of the longest prefix without a gap; what may be offered to headquarters."""
        return self._chained()[-1]

    def hash_at(self, seq: int) -> bytes | None:
        """h(seq), 0 being the header; None beyond the head."""
        heads = self._chained()
        return heads[seq].hash if 0 <= seq < len(heads) else None

    def line(self, seq: int) -> bytes:
        """The stored line, without its newline. KeyError when it is not there or not readable."""
        return self._lines[seq]

    def lines(self, first: int = 1) -> Iterator[tuple[int, bytes]]:
        """(seq, line) of every readable line from `first` on, gaps left out."""
        numbers: Sequence[int] = range(first, self.next_seq)
        if len(numbers) > len(self._lines):  # a gap is as wide as a line says that somebody brought
            numbers = [seq for seq in list(self._lines) if seq >= first]
        for seq in numbers:
            if (line := self._lines.get(seq)) is not None:
                yield seq, line

    def __len__(self) -> int:
        return len(self._lines)

    # -- writing -----------------------------------------------------------------------------------------

    def append(self, lines: Sequence[bytes]) -> None:
        """Store the lines with one sync: all durable when it returns, none of them confirmed when it raises.

        LineRefused (nothing written), StreamSealed, StoreFull, StoreBroken, StoreClosed.
        """
        if self.sealed:
            raise StreamSealed("sealed", name=self.path.name)
        journal = self._journal
        journal.require_writable()
        first = journal.next_seq
        for seq, line in enumerate(lines, first):
            self._check(line, seq)
        journal.append(lines)
        self._lines.update(enumerate(lines, first))

    def rebuild(self) -> None:
        """Write every line again, from memory, into a new file: the way on after StoreBroken (rule 5)."""
        if self.sealed:
            raise StreamSealed("sealed", name=self.path.name)
        self._journal.rewrite(list(self._lines.values()))

    def close(self) -> None:
        """Let go of file and lock; every confirmed line is on disk already."""
        self._journal.close()

    def __enter__(self) -> "Stream":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # -- inside ------------------------------------------------------------------------------------------

    def _checked_header(self, expected: StreamHeader | None) -> StreamHeader:
        """The header to go by: the file's, or what its place says when it is hurt."""
        try:
            found = StreamHeader.parse(self._journal.header)
        except ValueError:
            found = self._header_of_place()
        if expected and (found.meeting, found.device) != (expected.meeting, expected.device):
            raise StoreForeign("mismatch", name=self.path.name)
        return found

    def _header_of_place(self) -> StreamHeader:
        try:
            return StreamHeader.of_path(self.path)
        except ValueError as error:
            raise StoreForeign("foreign", name=self.path.name) from error

    def _chained(self) -> list[Head]:
        """The chain as far as the lines go without a gap.

        Walked when somebody asks, not while an act waits for the disk; any thread may ask.
        """
        with self._walking:
            while (line := self._lines.get(len(self._heads))) is not None:
                self._heads.append(self._chain.next(self._heads[-1], line))
            return self._heads

    def _check(self, line: bytes, seq: int) -> None:
        """Refuse what sync.md §1 does not allow, before a byte is written."""
        if len(line) + 1 > LINE_LIMIT:
            raise LineRefused(self.path.name, "line_size", size=len(line) + 1, limit=LINE_LIMIT)
        if not begins(line, seq):
            raise LineRefused(self.path.name, "line_seq", expected=seq)
        fault = fault_of(line)
        if fault is not None:
            raise LineRefused(self.path.name, fault)
