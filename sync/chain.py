"""The hash chain of a stream (sync.md §2).

    h(0) = SHA-256(header bytes)
    h(n) = SHA-256(b"bb1" ‖ meeting ‖ device ‖ u64(n) ‖ h(n−1) ‖ line ‖ newline)

`meeting` and `device` are the 16 bytes of the UUID, u64 is big-endian, `header` and `line` are the stored
bytes without their newline; the newline is part of what is hashed for a line. Stored bytes are hashed, never
a re-serialisation.
"""

import hashlib
from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

_DOMAIN = b"bb1"


class Head(NamedTuple):
    """How far a stream goes: the sequence number of its last line (0: none yet) and the hash up to there."""

    seq: int
    hash: bytes


class Chain:
    """The chain of one stream: the two ids are fixed, the caller walks from hash to hash."""

    def __init__(self, meeting: UUID, device: UUID) -> None:
        self._prefix = _DOMAIN + meeting.bytes + device.bytes

    def origin(self, header: bytes) -> Head:
        """h(0), from the bytes of the header."""
        return Head(0, hashlib.sha256(header).digest())

    def next(self, head: Head, line: bytes) -> Head:
        """The head after one more line, given without its newline."""
        seq = head.seq + 1
        whole = self._prefix + seq.to_bytes(8, "big") + head.hash + line + b"\n"
        return Head(seq, hashlib.sha256(whole).digest())

    def over(self, head: Head, lines: Sequence[bytes]) -> list[bytes]:
        """The hash after each of many lines; the same as `next` line by line."""
        prefix, hash, hashes = self._prefix, head.hash, []
        for seq, line in enumerate(lines, head.seq + 1):
            hash = hashlib.sha256(prefix + seq.to_bytes(8, "big") + hash + line + b"\n").digest()
            hashes.append(hash)
        return hashes
