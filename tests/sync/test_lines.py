"""Many lines are judged and chained as one by one: headquarters reads five hundred at once (sync.md §1, §2)."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync import lines as judged
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
    b'{"a":-1.5}',
    b'{"a":[ 1e5]}',
    b'{"a":1E+5}',
    b'{"a":-Infinity}',
    b'{"a":01}',
    b'{"a":"\x01"}',
    b'{"a":"\x7f"}',
    b'{"a":nul}',
    b'{"a":1}{"b":2}',
    b' {"a":1}',
    b'{"a":1,}',
    b'{"a":' + b"1" * 4300 + b"}",
    b'{"a":' + b"1" * 4301 + b"}",
    b'{"a":"' + b"1" * 4301 + b'"}',
    b'{"a":"10.000, 30.9 - e5"}',
    b'{"t":"a","at":1,"t":"b","at":2}',
    b'{"t":["x"],"at":{"b":null}}',
    b'{"at":9007199254740993000000000000}',
    *(b'{"a":' + b"[" * deep + b"]" * deep + b"}" for deep in (198, 199, 200, 201)),
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


@pytest.mark.parametrize("line", TRICKY, ids=range(len(TRICKY)))
def test_one_tricky_line_is_judged_alike_and_says_the_same(line: bytes) -> None:
    values = read_all([line, b'{"s":1}'])
    assert (values is None) == (fault_of(line) is not None)
    if values is not None and line.startswith(b"{"):
        said = json.loads(line)
        assert [values[0].get(name) for name in ("t", "at")] == [said.get(name) for name in ("t", "at")]


def test_floats_that_pass_the_reading_of_many_are_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    """A planted bug: the look for floats sees none."""
    monkeypatch.setattr(judged, "_may_hold_float", lambda whole: False)
    for line in (b'{"a":-1.5}', b'{"a":[ 1e5]}', b'{"a":1E+5}', b'{"s":1.0}'):
        with pytest.raises(AssertionError):
            test_one_tricky_line_is_judged_alike_and_says_the_same(line)


@given(LINES, st.integers(0, 2**53), st.binary(min_size=32, max_size=32))
def test_many_lines_are_chained_as_one_by_one(lines: list[bytes], seq: int, before: bytes) -> None:
    chain, head, hashes = Chain(MEETING, DEVICE), Head(seq, before), []
    for line in lines:
        head = chain.next(head, line)
        hashes.append(head.hash)
    assert chain.over(Head(seq, before), lines) == hashes
