"""The word of a device for a stream that lies on somebody else's laptop: kept beside it, so that it may be forwarded.

    meetings/<meeting>/<device>.signed      one `SignedHead`

A stream is believed because of the device that wrote it, not because of who brings it (sync.md §6). The word comes with
a bundle or a page of lines. It covers the stream up to its number; losing the file loses nothing but the right to
forward. The first key that was heard of a device is the only one believed here: headquarters knows the true one.
"""

from __future__ import annotations

from pathlib import Path

from pydantic import ValidationError

from sync.files import DISK, Disk, write_atomically
from sync.protocol import SignedHead, head_statement
from sync.signing import public_of, sign, verified
from sync.stream import StreamHeader

SUFFIX = ".signed"


def signed_now(header: StreamHeader, seq: int, hash: bytes, key: bytes) -> SignedHead:
    """The word of a device of our own for the end of its stream."""
    statement = head_statement(header.cell, header.meeting, header.device, seq, hash)
    return SignedHead(seq=seq, hash=hash.hex(), sig=sign(key, statement), key=public_of(key))


def holds(word: SignedHead, header: StreamHeader, hash: bytes | None) -> bool:
    """Whether it is a true word for the stream whose hash at that number is this."""
    if hash is None or hash.hex() != word.hash:
        return False
    return verified(word.key, head_statement(header.cell, header.meeting, header.device, word.seq, hash), word.sig)


def word_beside(stream: Path) -> SignedHead | None:
    """What is kept beside a stream's file; None when there is nothing, or nothing that can be read."""
    try:
        return SignedHead.model_validate_json(stream.with_suffix(SUFFIX).read_bytes())
    except (OSError, ValidationError):
        return None


def keep_beside(stream: Path, word: SignedHead, disk: Disk = DISK) -> None:
    """Keep a word that was found true, unless one is there that goes as far or is of another key. Raises OSError."""
    kept = word_beside(stream)
    if kept is None or (kept.key == word.key and kept.seq < word.seq):
        write_atomically(stream.with_suffix(SUFFIX), word.model_dump_json().encode(), disk)


def forget_beside(stream: Path, disk: Disk = DISK) -> None:
    """The stream is about to be another one. Raises OSError."""
    disk.unlink(stream.with_suffix(SUFFIX))
