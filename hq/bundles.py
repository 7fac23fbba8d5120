"""Bundles at headquarters: the file that travels on a stick, handed over by a laptop or in the office (sync.md §6).

Each stream of it is appended as if its own laptop had sent it, by the same code and with an answer of its own. What
makes it believable is not who brings it but the signature of the device that wrote it (`SignedHead`): without one it is
held, and nothing is lost, for its own laptop will send it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final
from uuid import UUID

from hq.access import Caller
from hq.streams import Batch, Streams
from sync.chain import Chain
from sync.container import BUNDLE, Content, Parcel, unpack
from sync.protocol import AppendHead, SignedHead, StreamTaken

_NOBODY: Final = "0" * 128
"""In the place of a signature that is not there."""


def read(data: bytes, name: str, largest: int) -> Parcel:
    """What is in a bundle, everything checked. StoreForeign: not ours, newer, damaged, or more than so many bytes."""
    return unpack(data, BUNDLE, name, largest)


def cells_of(parcel: Parcel) -> set[UUID]:
    """The cells whose meetings are in it, by the ids that the laptops use."""
    return {content.header.cell for _, content in parcel.streams.values()}


def take(streams: Streams, caller: Caller, parcel: Parcel) -> Iterable[StreamTaken]:
    """Append every stream that is vouched for, one after the other. DatabaseBusy, DatabaseFull."""
    for (meeting, device), (_, content) in sorted(parcel.streams.items()):
        word = parcel.signed.get((meeting, device))
        answer = streams.append(caller, _batch(content, word), None if word else "unsigned")
        yield StreamTaken(meeting=meeting, device=device, **answer.model_dump())


def _batch(content: Content, word: SignedHead | None) -> Batch:
    """The stream as one append, as far as its device vouches for it; what lies behind that stays on the laptop."""
    header = content.header
    last = min(word.seq, content.head.seq) if word else 0
    lines = [content.lines[seq] for seq in range(1, last + 1)]
    chain = Chain(header.meeting, header.device)
    origin = chain.origin(header.raw).hash.hex()
    head = AppendHead(
        cell=header.cell,
        first=1,
        prev=origin,
        head=(word.seq, word.hash) if word else (0, origin),
        end=content.head.seq,
        sig=word.sig if word else _NOBODY,
        header=header.raw.decode(),
    )
    return Batch(header.meeting, header.device, head, lines)
