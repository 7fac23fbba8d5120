"""When headquarters has another stream under our name: cloned disk, restored image, damaged file (sync.md §6 `fork`).

Headquarters' stream is kept under the old name, on both twins alike. This installation takes a new identity, and what
only it has is issued once more under that name: same act, same times, new number, a stream of its own. The file as it
was stays beside it for ever. Done again after a crash at any point, it changes nothing twice. Belongs to the thread
that records, while the meeting is not open.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from pydantic_core import from_json

from models.entries import BadLine, Entry, decode
from models.entries import encode as encode_entry
from models.facts_record import DeskOpened, MergeSeen, Undone
from sync.errors import StoreError
from sync.identity import keys_of
from sync.journal import encode
from sync.shelf import Shelf
from sync.standing import Fetched
from sync.store import Store
from sync.stream import StreamHeader

PARTED: Final = "parted"
"""Field of the header of a stream that was issued again: hash of the head of the one it comes from."""

Numbered = Sequence[tuple[int, bytes]]


def settle(store: Store, shelf: Shelf, fetched: Fetched) -> bool:
    """Take headquarters' stream in and issue anew what only we have; False while the meeting is open.

    Raises StoreError and OSError; whatever was done so far is whole and is found done the next time.
    """
    meeting, device = fetched.header.meeting, fetched.header.device
    if shelf.is_open(meeting):
        return False
    mine, head = _mine(shelf, meeting, device)
    tail = _only_ours(mine, fetched)
    unissued = tail and not _was_issued(shelf, meeting, head)
    if store.device.id == device or (unissued and store.paths.stream(meeting, store.device.id).exists()):
        store.renew_device()
    if unissued:
        shelf.put(*_issued_again(store, fetched, mine, tail, head))
    shelf.keys = keys_of(store.identities())
    shelf.put_aside(meeting, device)
    shelf.put(fetched.header, fetched.lines)
    store.takes_in(str(meeting), ())
    return True


def _mine(shelf: Shelf, meeting: UUID, device: UUID) -> tuple[Numbered, str]:
    """Every line of the stream as it lies here, and the hash of its head; nothing when it cannot be read."""
    try:
        with shelf.borrowed(meeting, device) as stream:
            return list(stream.lines()), stream.head.hash.hex()
    except StoreError:
        return [], ""


def _only_ours(mine: Numbered, fetched: Fetched) -> Numbered:
    """The lines from the first one on that headquarters has otherwise or not at all."""
    theirs = dict(enumerate(fetched.lines, 1))
    first = next((index for index, (seq, line) in enumerate(mine) if theirs.get(seq) != line), len(mine))
    return mine[first:]


def _was_issued(shelf: Shelf, meeting: UUID, head: str) -> bool:
    """Whether a crash came after the tail was written under the new name."""
    return any(_header_fields(shelf, lying.meeting, lying.device).get(PARTED) == head for lying in shelf.of(meeting))


def _header_fields(shelf: Shelf, meeting: UUID, device: UUID) -> Mapping[str, Any]:
    with shelf.borrowed(meeting, device) as stream:
        fields: Mapping[str, Any] = from_json(stream.header.raw)
        return fields


# --- issuing again ------------------------------------------------------------------------------------------------


def _issued_again(
    store: Store, fetched: Fetched, mine: Numbered, tail: Numbered, head: str
) -> tuple[StreamHeader, list[bytes]]:
    """The stream of the new device: the run that the tail belongs to, what was known then, the tail itself."""
    device, old = store.device, fetched.header
    plain = StreamHeader.make(
        meeting=old.meeting, device=device.id, cell=old.cell, alias=device.alias, offset=old.offset
    )
    header = StreamHeader.parse(encode({**from_json(plain.raw), PARTED: head}))
    before = [(seq, line) for seq, line in mine if seq < tail[0][0]]
    lines = [*_opening(str(old.device), str(device.id), before, tail)]
    first = len(lines) + 1
    numbers = {seq: first + index for index, (seq, _) in enumerate(tail)}
    return header, [*lines, *(_renumbered(line, numbers) for _, line in tail)]


def _opening(old: str, new: str, before: Numbered, tail: Numbered) -> Iterator[bytes]:
    """The tail's times count from the run it was recorded in; what came before it was known when it was written."""
    run: DeskOpened | None = None
    seen = {old: tail[0][0] - 1} if tail[0][0] > 1 else {}
    for entry in _entries(old, before):
        if isinstance(entry.fact, DeskOpened):
            run = entry.fact
        elif isinstance(entry.fact, MergeSeen):
            seen = {**seen, **{peer: max(seq, seen.get(peer, 0)) for peer, seq in entry.fact.heads.items()}}
    facts = [fact for fact in (run, MergeSeen(heads=seen) if seen else None) if fact is not None]
    at = next((entry.at for entry in _entries(old, tail)), 0)
    for seq, fact in enumerate(facts, 1):
        yield encode_entry(Entry(device=new, seq=seq, at=at, mono=0, by="", fact=fact))


def _entries(device: str, lines: Numbered) -> Iterator[Entry]:
    for _, line in lines:
        try:
            yield decode(device, line)
        except BadLine:
            continue


def _renumbered(line: bytes, numbers: Mapping[int, int]) -> bytes:
    """The line under its new number; what it says of other lines of its stream follows them.

    An undo of something before the parting is kept and undoes nothing: that entry is another device's now.
    """
    fields = from_json(line)
    fields["s"] = numbers[fields["s"]]
    if "g" in fields:
        fields["g"] = numbers.get(fields["g"], fields["s"])
    if fields.get("t") == Undone.TYPE:
        fields["b"] = {**fields["b"], "of": [numbers[seq] for seq in fields["b"].get("of", ()) if seq in numbers]}
    return encode(fields)
