"""The hash chain: sync.md §2."""

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from sync.chain import Chain, Head
from tests.sync.tools import DEVICE, MEETING

CHAIN = Chain(MEETING, DEVICE)
GOLDEN = "9689483f0c704226bc2625ccc1c6bd9f1ef4555426db88886e4e672c85e91777"


def test_the_chain_is_what_sync_md_section_2_says() -> None:
    """Spelt out with hashlib alone: another program must be able to recompute it from these words."""
    header, first, second = b'{"format":"bienban-stream"}', b'{"s":1,"v":1}', '{"s":2,"b":"ý"}'.encode()
    zero = hashlib.sha256(header).digest()
    ids = MEETING.bytes + DEVICE.bytes
    one = hashlib.sha256(b"bb1" + ids + b"\0\0\0\0\0\0\0\x01" + zero + first + b"\n").digest()
    two = hashlib.sha256(b"bb1" + ids + b"\0\0\0\0\0\0\0\x02" + one + second + b"\n").digest()
    head = CHAIN.origin(header)
    assert head == Head(0, zero)
    head = CHAIN.next(head, first)
    assert head == Head(1, one)
    assert CHAIN.next(head, second) == Head(2, two)


def test_a_known_answer_for_ever() -> None:
    """A golden value: stored chains must verify with every later version."""
    head = CHAIN.next(CHAIN.origin(b"{}"), b'{"s":1}')
    assert head.hash.hex() == GOLDEN


@given(st.binary(min_size=1, max_size=60), st.integers(0, 8 * 60 - 1))
def test_every_bit_of_a_line_counts(stored: bytes, bit: int) -> None:
    """sync.md §11: a bit flip is detected."""
    place = bit // 8 % len(stored)
    flipped = stored[:place] + bytes([stored[place] ^ 1 << bit % 8]) + stored[place + 1 :]
    start = CHAIN.origin(b"{}")
    assert CHAIN.next(start, stored) != CHAIN.next(start, flipped)


def test_meeting_device_and_place_count() -> None:
    start = CHAIN.origin(b"{}")
    other = Chain(DEVICE, MEETING)
    assert other.next(start, b"x").hash != CHAIN.next(start, b"x").hash
    assert CHAIN.next(Head(5, start.hash), b"x").hash != CHAIN.next(start, b"x").hash
