r"""The frame around every stored line, and the reading of a whole file of frames (store.md §4). Pure: bytes
in, values out.

    {"crc":"37885450","len":"00000039","tx":{"seq":1,"ops":[["put","_default","1",{"a":1,"n":"é"}]]}}\n

The head is 40 bytes; `len` counts the bytes of the tx in hex; `crc` is CRC-32 over the eight digits of `len`,
then the tx. Every line is JSON, so `jq .tx` and `grep` work. The length lets a line survive a hurt newline,
the checksum finds the next line behind any damage, the sequence number inside the tx shows what is missing.
What the tx means is not known here.
"""

import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple

OPENING: Final = b'{"crc":"'
"""No tx may contain these bytes: otherwise damage to a line could make its inside look like a line."""

SEALED: Final = b'{"x":'
"""Begins a tx that is sealed (sync.cipher), whatever the kind: its number follows, nothing else can be read."""

Open = Callable[[int, bytes], bytes | None]
"""The tx that was sealed under a number; None when it does not open."""

_HEAD: Final = re.compile(rb'\{"crc":"([0-9a-f]{8})","len":"([0-9a-f]{8})","tx":')
_ENDING: Final = b"}\n"
_LINES: Final = re.compile(rb"[^\n]*\n|[^\n]+")

_MOST_DIGITS: Final = 15
"""Of a sequence number: no store comes near, and what has more was not written by us."""


class Kind(NamedTuple):
    """One kind of journal: its name and version in the header, and how a tx begins, up to its number."""

    format: str
    version: int
    seq_prefix: bytes
    restarts: bool
    """Whether a file that lost everything may begin again at 1. Not a stream: its numbers were given out."""
    by_folder: bool = False
    """Whether the folder belongs to the file's name: streams of one device have the same name in every meeting."""


class Line(NamedTuple):
    """A sound line: its sequence number and the bytes of its tx, without the newline."""

    seq: int
    tx: bytes


class Frame(NamedTuple):
    """A tx whose checksum holds; offsets: head, behind the tx, behind the ending if that is whole."""

    start: int
    tx: bytes
    stop: int
    end: int

    @property
    def ended(self) -> bool:
        """Whether `}\\n` stands where it should."""
        return self.end > self.stop

    @property
    def is_header(self) -> bool:
        """Whether this is the file's first line, which says what the file is."""
        return self.start == 0 and b'"format":' in self.tx[:64]


class Junk(NamedTuple):
    """Bytes that are no frame: one hurt line with its newline (`ended`), what is left of one, or a torn tail."""

    data: bytes
    ended: bool


class Span(NamedTuple):
    """From `first` up to and including `last`: sequence numbers."""

    first: int
    last: int


@dataclass(slots=True)
class Reading:
    """All that one pass over a file found. Offsets are in bytes; nothing has been changed on disk."""

    size: int
    header: bytes | None = None
    lines: list[Line] = field(default_factory=list)
    holes: list[tuple[int, int]] = field(default_factory=list)
    """Bad bytes that stay where they are: [start, stop)."""
    missing: list[Span] = field(default_factory=list)
    repeated: list[int] = field(default_factory=list)
    hurt_ending: int | None = None
    """Where the last line's `}\\n` has to be written again."""
    torn: int | None = None
    """From here to the end of the file: a write that was interrupted."""
    next_seq: int = 1
    sealed: int = 0
    """Sealed lines that did not open: for want of a key all of them."""

    @property
    def end(self) -> int:
        """Where the next line goes once the ending is repaired and the torn tail cut."""
        if self.torn is not None:
            return self.torn
        if self.hurt_ending is not None:
            return max(self.size, self.hurt_ending + len(_ENDING))
        return self.size


def frame(tx: bytes) -> bytes:
    """The line that stores `tx`. ValueError when the tx would make the file ambiguous: a caller's defect."""
    require_plain(tx)
    length = b"%08x" % len(tx)
    return b'{"crc":"%08x","len":"%b","tx":%b}\n' % (zlib.crc32(tx, zlib.crc32(length)), length, tx)


def require_plain(tx: bytes) -> None:
    """ValueError when the tx would make the file ambiguous."""
    if OPENING in tx or b"\n" in tx:
        raise ValueError("a tx is one line and never contains the opening of a frame")


def read(data: bytes, kind: Kind, open: Open | None = None) -> Reading:
    """Read a whole file: never stop at the first bad line, never skip one silently.

    `open` opens sealed lines; one that does not open is damage, and its number is kept from use.
    """
    reading = Reading(size=len(data))
    last = Frame(0, b"", -1, 0)
    for found in _frames(data):
        if found.start > last.end or not last.ended:
            reading.holes.append((last.end, found.start))
        _take(reading, found, kind, open)
        last = found
    _read_tail(reading, data, last)
    return reading


def seq_of(tx: bytes, kind: Kind) -> int | None:
    """The sequence number at the beginning of a tx; None when it does not begin as this kind, or a sealed one, does."""
    prefix = SEALED if tx.startswith(SEALED) else kind.seq_prefix
    if not tx.startswith(prefix):
        return None
    start = len(prefix)
    stop = tx.find(b",", start)
    digits = tx[start:stop]
    return int(digits) if digits.isdigit() and len(digits) <= _MOST_DIGITS else None


def looks_ours(data: bytes) -> bool:
    """Whether a file without one sound line may be a cut or hurt journal, not somebody else's file."""
    head = data[:64].rstrip(b"\0")
    return OPENING.startswith(head[:8]) or any(mark in head for mark in (b'"crc":', b'"len":', b'"tx":'))


def pieces(data: bytes) -> Iterator[Frame | Junk]:
    """The whole file in order: sound frames, and whatever lies between and behind them.

    The ending of the last frame is left out when it is hurt: it is made anew, nothing is lost with it.
    """
    last = Frame(0, b"", -1, 0)
    for found in _frames(data):
        yield from _hurt_lines(data[last.end : found.start])
        yield found
        last = found
    at, hurt = _tail(data, last)
    yield from _hurt_lines(data[at : at + hurt])
    if at + hurt < len(data):
        yield Junk(data[at + hurt :], ended=False)


def _hurt_lines(data: bytes) -> Iterator[Junk]:
    for line in _LINES.findall(data):
        yield Junk(line, line.endswith(b"\n"))


def _frames(data: bytes) -> Iterator[Frame]:
    """Every sound frame in order. After a bad spot the next frame is found by its head and checksum."""
    at = 0
    while at < len(data):
        found = _frame_at(data, at) or _frame_after(data, at)
        if found is None:
            return
        yield found
        at = found.end


def _frame_at(data: bytes, start: int) -> Frame | None:
    head = _HEAD.match(data, start)
    if head is None:
        return None
    stop = head.end() + int(head[2], 16)
    tx = data[head.end() : stop]
    if stop > len(data) or zlib.crc32(tx, zlib.crc32(head[2])) != int(head[1], 16):
        return None
    end = stop + len(_ENDING) if data.startswith(_ENDING, stop) else stop
    return Frame(start, tx, stop, end)


def _frame_after(data: bytes, at: int) -> Frame | None:
    for head in _HEAD.finditer(data, at + 1):
        found = _frame_at(data, head.start())
        if found is not None:
            return found
    return None


def _take(reading: Reading, found: Frame, kind: Kind, open: Open | None) -> None:
    """Sort a sound frame in: header, next line, line after a gap, or repeated line (the first one counts)."""
    seq = seq_of(found.tx, kind)
    if found.is_header:
        reading.header = found.tx
    elif seq is None:
        reading.holes.append((found.start, found.stop))
    elif seq < reading.next_seq:
        reading.repeated.append(seq)
    else:
        tx = _opened(found.tx, seq, open)
        last = seq - 1 if tx is not None else seq
        if last >= reading.next_seq:
            reading.missing.append(Span(reading.next_seq, last))
        if tx is None:
            reading.sealed += 1
            reading.holes.append((found.start, found.stop))
        else:
            reading.lines.append(Line(seq, tx))
        reading.next_seq = seq + 1


def _opened(tx: bytes, seq: int, open: Open | None) -> bytes | None:
    """The tx as it was written; None for a sealed one that does not open."""
    if not tx.startswith(SEALED):
        return tx
    return open(seq, tx) if open is not None else None


def _read_tail(reading: Reading, data: bytes, last: Frame) -> None:
    """Judge what follows the last sound frame (store.md §4, table "Recovery").

    Whole lines that do not check are damage and stay. What follows the last newline, or begins or ends in
    zeros, is a write that was interrupted before its sync returned.
    """
    if not last.ended:
        reading.hurt_ending = last.end
    at, hurt = _tail(data, last)
    if hurt:
        reading.holes.append((at, at + hurt))
        _reserve(reading, data.count(b"\n", at, at + hurt) - (at == 0))
    if at + hurt < len(data):
        reading.torn = at + hurt


def _tail(data: bytes, last: Frame) -> tuple[int, int]:
    """(where what follows the last frame begins, how many bytes of it are whole lines)."""
    at = last.end if last.ended else min(last.end + len(_ENDING), len(data))
    rest = data[at:]
    return at, 0 if rest.startswith(b"\0") else rest.rstrip(b"\0").rfind(b"\n") + 1


def _reserve(reading: Reading, lost: int) -> None:
    """Pass over the numbers of `lost` unreadable lines at the end: a number given out is never used again."""
    if lost > 0:
        reading.missing.append(Span(reading.next_seq, reading.next_seq + lost - 1))
        reading.next_seq += lost
