"""The frame of a line: store.md §4 "A line"."""

import json
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.frames import Kind, Span, frame, looks_ours, read, seq_of

KIND = Kind("test", 1, b'{"seq":', restarts=True)


def tx(seq: int, value: str = "") -> bytes:
    return json.dumps({"seq": seq, "v": value}, separators=(",", ":"), ensure_ascii=False).encode()


def test_the_published_example_is_reproduced_byte_by_byte() -> None:
    payload = '{"seq":1,"ops":[["put","_default","1",{"a":1,"n":"é"}]]}'.encode()
    expected = b'{"crc":"37885450","len":"00000039","tx":' + payload + b"}\n"
    assert frame(payload) == expected
    assert expected.index(b"{", 1) == 40


def test_a_line_is_plain_json_and_its_checksum_covers_the_length_digits() -> None:
    payload = tx(3, "Đảng")
    value = json.loads(frame(payload))
    assert value["tx"] == {"seq": 3, "v": "Đảng"}
    assert int(value["crc"], 16) == zlib.crc32(value["len"].encode() + payload)


@pytest.mark.parametrize("payload", [b'{"seq":1,\n"v":1}', b'{"seq":1,"v":{"crc":"00000000"}}'])
def test_a_tx_that_could_be_mistaken_for_a_line_is_refused(payload: bytes) -> None:
    with pytest.raises(ValueError, match="never contains"):
        frame(payload)


@given(st.lists(st.text(), max_size=8))
def test_what_was_framed_is_read_back(values: list[str]) -> None:
    txs = [tx(seq, value) for seq, value in enumerate(values, 1)]
    head = b'{"seq":0,"format":"test","version":1}'
    reading = read(b"".join(map(frame, [head, *txs])), KIND)
    assert reading.header == head
    assert [line.tx for line in reading.lines] == txs
    assert reading.next_seq == len(values) + 1
    assert not reading.holes
    assert not reading.missing
    assert reading.torn is None


@given(st.lists(st.binary(max_size=40), min_size=1, max_size=6))
def test_arbitrary_bytes_between_lines_never_hide_a_line(junk: list[bytes]) -> None:
    """store.md §4: never stop at the first bad line."""
    parts = [frame(b'{"seq":0,"format":"test","version":1}')]
    for seq, dirt in enumerate(junk, 1):
        parts += [dirt, frame(tx(seq))]
    reading = read(b"".join(parts), KIND)
    assert [line.seq for line in reading.lines] == list(range(1, len(junk) + 1))
    assert bool(reading.holes) == any(junk)


def test_gaps_and_repeats_are_noticed() -> None:
    reading = read(b"".join(frame(tx(seq)) for seq in (1, 2, 5, 5, 6)), KIND)
    assert [line.seq for line in reading.lines] == [1, 2, 5, 6]
    assert reading.missing == [Span(3, 4)]
    assert reading.repeated == [5]
    assert reading.header is None


@pytest.mark.parametrize(
    ("payload", "seq"),
    [(b'{"seq":12,"x":1}', 12), (b'{"seq":x,"x":1}', None), (b'{"s":1,"x":1}', None), (b"", None)],
)
def test_the_number_of_a_tx(payload: bytes, seq: int | None) -> None:
    assert seq_of(payload, KIND) == seq


@pytest.mark.parametrize("data", [b"", b"\0" * 100, b'{"cr', b'{"crc":"12', b'X"crc":"12345678","len":"0000'])
def test_a_cut_or_hurt_journal_is_taken_for_ours(data: bytes) -> None:
    assert looks_ours(data)


@pytest.mark.parametrize("data", [b"PK\x03\x04", b"hello\n", b'{"_default": {}}', b"\x89PNG"])
def test_a_foreign_file_is_not(data: bytes) -> None:
    assert not looks_ours(data)
