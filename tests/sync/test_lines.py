"""Many lines are judged and chained as one by one: headquarters reads five hundred at once (sync.md §1, §2)."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sync.chain import Chain, Head
from sync.lines import fault_of, read_all
from tests.sync.tools import DEVICE, MEETING

TRICKY = [
    b'{"s":1}',
    b'{"s":1,"a":[{"x":1}',
    b'{"s":2}]},{"s":3}',
    b'{"s":1} ',
    b'{"s":1.0}',
    b'{"s":NaN}',
    b'{"s":"\\u0065\\u0302"}',
    b'{"s":"\\ud800"}',
    '{"s":"ê"}'.encode(),
    '{"s":"e\u0302"}'.encode(),
    "\u0302".encode(),
    b'{"s":"\n"}',
    b'{"crc":"1"}',
    b"[" * 300 + b"]" * 300,
    b"[" * 5000 + b"]" * 5000,
    b'"\xff"',
    b"",
]
"""Lines that are none, or nearly, also pieces that would make sense only together."""

LINES = st.lists(st.sampled_from(TRICKY[:1] * 6 + TRICKY) | st.binary(max_size=12), max_size=4)


@given(LINES)
def test_many_lines_are_judged_as_one_by_one(lines: list[bytes]) -> None:
    """The server must be neither kinder nor harder than the laptop."""
    assert (read_all(lines) is not None) == (not any(fault_of(line) for line in lines))


@given(LINES, st.integers(0, 2**53), st.binary(min_size=32, max_size=32))
def test_many_lines_are_chained_as_one_by_one(lines: list[bytes], seq: int, before: bytes) -> None:
    chain, head, hashes = Chain(MEETING, DEVICE), Head(seq, before), []
    for line in lines:
        head = chain.next(head, line)
        hashes.append(head.hash)
    assert chain.over(Head(seq, before), lines) == hashes
