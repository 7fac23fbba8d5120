"""The streams that lie on this laptop, as a round of sync sees them: from any thread, confirmed lines only.

A stream that is being recorded is read from the memory of the desk, where a line appears once the disk has confirmed
it; any other one from its file. What a file holds is remembered until the file changes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final
from uuid import UUID

from pydantic_core import from_json

from sync.chain import Head
from sync.cipher import Cipher, sealed
from sync.errors import Level, StoreError, StoreForeign
from sync.files import DISK, Disk, make_directories, write_atomically
from sync.frames import frame
from sync.paths import Paths
from sync.protocol import SignedHead
from sync.reading import beginning_of
from sync.stream import STREAM_KIND, Stream, StreamHeader
from sync.vouching import forget_beside, holds, keep_beside, word_beside

REWRITE_LINES: Final = 500
"""Lines added to a growing stream with one sync."""


@dataclass(frozen=True, slots=True)
class Lying:
    """One stream on this laptop. `since` is the time its first line says, UTC ms; 0 when it says none."""

    meeting: UUID
    device: UUID
    cell: UUID
    head: Head
    last: int  # number of the last readable line; more than the head when some before it are missing
    since: int
    own: bool
    open: bool  # it is being recorded now
    sound: bool
    rehearsal: bool = False


class Shelf:
    """All streams below a data folder. `opened` gives the stream that the desk records in a meeting now, if any."""

    def __init__(
        self,
        paths: Paths,
        keys: dict[UUID, bytes],
        opened: Callable[[UUID], Stream | None] = lambda meeting: None,
        disk: Disk = DISK,
        cipher: Cipher | None = None,
    ) -> None:
        self.paths = paths
        self.keys = keys
        """The private keys of this installation's identities, by device, the current one last."""
        self._opened = opened
        self._disk = disk
        self._cipher = cipher
        self._known: dict[Path, tuple[tuple[int, int, int], Lying]] = {}

    @property
    def current(self) -> UUID | None:
        """The identity under which this installation records now."""
        return next(reversed(self.keys), None)

    def all(self) -> list[Lying]:
        """Every stream that can be read, this installation's oldest first."""
        found = [lying for meeting in self.paths.meetings() for lying in self.of(meeting)]
        return sorted(found, key=lambda lying: (lying.since, lying.meeting, lying.device))

    def of(self, meeting: UUID) -> list[Lying]:
        """The streams of one meeting."""
        looked = [self._look(path) for path in self.paths.streams(meeting)]
        return [lying for lying in looked if lying is not None]

    def at(self, meeting: UUID, device: UUID) -> Lying | None:
        """One stream, None when it is not there or cannot be read."""
        path = self.paths.stream(meeting, device)
        return self._look(path) if path.exists() else None

    def is_open(self, meeting: UUID) -> bool:
        """Whether the desk records this meeting now."""
        return self._opened(meeting) is not None

    @contextmanager
    def borrowed(self, meeting: UUID, device: UUID) -> Iterator[Stream]:
        """The stream, to be read. Raises StoreError when it cannot be."""
        live = self._live(meeting, device)
        if live is not None:
            yield live
            return
        with Stream(self.paths.stream(meeting, device), read_only=True, cipher=self._cipher) as stream:
            yield stream

    def word(self, meeting: UUID, device: UUID) -> SignedHead | None:
        """How far a colleague's device vouches for the stream as it lies here; None when that is not known."""
        word = word_beside(self.paths.stream(meeting, device))
        return word if word is not None and self._holds(meeting, device, word) else None

    def keep_word(self, meeting: UUID, device: UUID, word: SignedHead) -> None:
        """Keep the word of a colleague's device when it is true of the stream as it lies here. Raises OSError."""
        if self._holds(meeting, device, word):
            keep_beside(self.paths.stream(meeting, device), word, self._disk)

    def _holds(self, meeting: UUID, device: UUID, word: SignedHead) -> bool:
        try:
            with self.borrowed(meeting, device) as stream:
                return holds(word, stream.header, stream.hash_at(word.seq))
        except StoreError:
            return False

    # --- taking in ----------------------------------------------------------------------------------------------

    def put(self, header: StreamHeader, lines: Sequence[bytes]) -> None:
        """A stream that was not here, or takes the place of what was: whole, or not at all. Raises OSError."""
        path = self.paths.stream(header.meeting, header.device)
        make_directories(path.parent, self._disk)
        data = b"".join(map(frame, [header.raw, *lines]))
        write_atomically(path, sealed(data, STREAM_KIND, path, self._cipher), self._disk)

    def extend(self, meeting: UUID, device: UUID, lines: Sequence[bytes]) -> None:
        """Further lines of somebody else's stream; each batch is durable before the next. Raises StoreError."""
        with Stream(self.paths.stream(meeting, device), disk=self._disk, cipher=self._cipher) as stream:
            for first in range(0, len(lines), REWRITE_LINES):
                stream.append(lines[first : first + REWRITE_LINES])

    def put_aside(self, meeting: UUID, device: UUID) -> Path | None:
        """A copy of a stream's file under another name, before another takes its place; None when there is no file."""
        path = self.paths.stream(meeting, device)
        if not path.exists():
            return None
        forget_beside(path, self._disk)
        data, number = path.read_bytes(), 1
        while (aside := path.with_name(f"{path.name}.before-{number}")).exists():
            if aside.read_bytes() == data:
                return aside
            number += 1
        write_atomically(aside, data, self._disk)
        return aside

    # --- inside -------------------------------------------------------------------------------------------------

    def _live(self, meeting: UUID, device: UUID) -> Stream | None:
        stream = self._opened(meeting)
        return stream if stream is not None and stream.header.device == device else None

    def _look(self, path: Path) -> Lying | None:
        """What one file holds."""
        try:
            meeting, device = UUID(path.parent.name), UUID(path.stem)
        except ValueError:
            return None
        live = self._live(meeting, device)
        if live is not None:
            return self._told(live, open=True)
        try:
            stat = path.stat()
            stamp = (stat.st_ino, stat.st_size, stat.st_mtime_ns)
            known = self._known.get(path)
            if known is not None and known[0] == stamp:
                return replace(known[1], own=device in self.keys)
            with Stream(path, read_only=True, cipher=self._cipher) as stream:
                told = self._told(stream, open=False)
        except (StoreError, FileNotFoundError):
            return None
        self._known[path] = (stamp, told)
        return told

    def _told(self, stream: Stream, *, open: bool) -> Lying:
        header = stream.header
        since, rehearsal = _beginning(stream)
        return Lying(
            meeting=header.meeting,
            device=header.device,
            cell=header.cell,
            head=stream.head,
            last=stream.next_seq - 1,
            since=since,
            own=header.device in self.keys,
            open=open,
            sound=not any(report.level is Level.WARNING for report in stream.reports),
            rehearsal=rehearsal,
        )


def _beginning(stream: Stream) -> tuple[int, bool]:
    """(time of the first line, whether the meeting was opened as a rehearsal): said among the first lines."""
    since, rehearsal = 0, False
    for line in beginning_of(stream):
        try:
            fields = from_json(line)
            since = since or int(fields["at"])
            rehearsal = rehearsal or bool(fields["b"].get("rehearsal"))
        except (ValueError, KeyError, TypeError, AttributeError):
            continue
    return since, rehearsal


def header_of(raw: bytes, meeting: UUID, device: UUID) -> StreamHeader:
    """A received header; StoreForeign when it is none, or another stream's."""
    name = f"{device}.journal"
    try:
        header = StreamHeader.parse(raw)
    except ValueError as error:
        raise StoreForeign("foreign", name=name) from error
    if (header.meeting, header.device) != (meeting, device):
        raise StoreForeign("mismatch", name=name)
    return header
