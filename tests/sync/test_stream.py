"""A stream: sync.md §1, §2, §5; store.md §4."""

import json
import unicodedata
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tinydb import where

from sync.chain import Chain, Head
from sync.errors import LineRefused, StoreBroken, StoreClosed, StoreFull, StoreUnreachable, StreamSealed
from sync.files import Ballast
from sync.frames import frame
from sync.lines import LINE_LIMIT, fault_of
from sync.storage import StreamStorage, StreamTable
from sync.stream import Stream, StreamHeader
from tests.sync.disks import TroubledDisk, media_error, no_space
from tests.sync.tools import CELL, DEVICE, MEETING, header, line, lines, open_stream, stream_path


def test_the_header_of_a_new_stream() -> None:
    assert header().raw == (
        b'{"format":"bienban-stream","version":1,"meeting":"0198a1b2-0000-5000-8000-000000000001",'
        b'"device":"0198a1b2-c3d4-7000-8000-000000000007","cell":"0198a1b2-0000-4000-8000-00000000ce11",'
        b'"alias":"k7","offset":420}'
    )
    assert StreamHeader.parse(header().raw) == header()


def test_a_header_with_more_fields_keeps_its_bytes() -> None:
    """sync.md §2: additive evolution; stored bytes are never rewritten."""
    raw = header().raw[:-1] + b',"later":"x"}'
    parsed = StreamHeader.parse(raw)
    assert (parsed.meeting, parsed.device, parsed.cell, parsed.alias, parsed.offset) == (
        MEETING,
        DEVICE,
        CELL,
        "k7",
        420,
    )
    assert parsed.raw == raw


@pytest.mark.parametrize("raw", [b"[]", b"{}", b"x", b'{"meeting":5,"device":"","cell":""}'])
def test_what_is_no_header_is_a_value_error(raw: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - whatever the JSON or UUID parser says
        StreamHeader.parse(raw)


def test_lines_are_kept_verbatim_and_chained_over_reopening(tmp_path: Path) -> None:
    chain = Chain(MEETING, DEVICE)
    heads = [chain.origin(header().raw)]
    for seq in range(1, 8):
        heads.append(chain.next(heads[-1], line(seq)))
    with open_stream(tmp_path) as stream:
        assert stream.head == heads[0]
        stream.append(lines(1, 3))
        stream.append(lines(4, 4))
        assert stream.head == heads[4]
    with Stream(stream_path(tmp_path)) as stream:
        assert stream.header == header()
        stream.append(lines(5, 7))
        assert dict(stream.lines()) == {seq: line(seq) for seq in range(1, 8)}
        assert [seq for seq, _ in stream.lines(6)] == [6, 7]
        assert stream.line(2) == line(2)
        assert len(stream) == 7
        assert [Head(seq, stream.hash_at(seq) or b"") for seq in range(8)] == heads
        assert stream.hash_at(8) is None
        assert stream.hash_at(-1) is None
        assert stream.reports == []


@pytest.mark.parametrize(
    ("bad", "why"),
    [
        (line(2), "line_seq"),
        (b'{"v":1,"s":1}', "line_seq"),
        (b'{"s": 1,"v":1}', "line_seq"),
        (b'{"s":1}', "line_seq"),
        (line(1) + b"\n", "line_json"),
        (b'{"s":1,"v":', "line_json"),
        (b'{"s":1,"v":1}{"s":2,"v":1}', "line_json"),
        (b'{"s":1,"v":"\xff"}', "line_json"),
        (b'{"s":1,"v":"\\ud800"}', "line_json"),
        (b'{"s":1,"v":{"crc":"0"}}', "line_json"),
        (b'{"s":1,"v":1.0}', "line_float"),
        (b'{"s":1,"v":{"a":[1e3]}}', "line_float"),
        (b'{"s":1,"v":NaN}', "line_float"),
        ('{"s":1,"v":"Đa\u0309ng"}'.encode(), "line_nfc"),
        (b'{"s":1,"v":"Da\\u0309ng"}', "line_nfc"),
        (line(1, "x" * LINE_LIMIT), "line_size"),
        (b'{"s":1,"v":' + b"[" * 250 + b"]" * 250 + b"}", "line_json"),
        (b'{"s":1,"v":' + b"[" * 3000 + b"]" * 3000 + b"}", "line_json"),
    ],
)
def test_what_is_no_line_is_refused_and_nothing_written(tmp_path: Path, bad: bytes, why: str) -> None:
    """sync.md §1: one UTF-8 NFC JSON line of at most 8 KiB, no floats, seq gapless."""
    with open_stream(tmp_path) as stream:
        before = stream_path(tmp_path).read_bytes()
        with pytest.raises(LineRefused) as refusal:
            stream.append([bad])
        assert refusal.value.why == why
        with pytest.raises(LineRefused):
            stream.append([line(1), bad.replace(b'"s":1', b'"s":2')] if why != "line_seq" else [line(1), line(3)])
        assert stream_path(tmp_path).read_bytes() == before
        assert stream.head.seq == 0
        stream.append([line(1)])


def test_a_line_of_exactly_8_kib_is_taken(tmp_path: Path) -> None:
    longest = line(1, "")
    longest = line(1, "x" * (LINE_LIMIT - 1 - len(longest)))
    with open_stream(tmp_path) as stream:
        stream.append([longest])
    with open_stream(tmp_path) as stream:
        assert stream.line(1) == longest
        with pytest.raises(LineRefused):
            stream.append([line(2, "x" * (LINE_LIMIT - len(line(2, ""))))])


@given(st.text(max_size=60))
def test_escapes_are_judged_by_what_they_mean(text: str) -> None:
    """A line may be written with or without \\u escapes; control characters need them."""
    composed = unicodedata.normalize("NFC", text)
    for ascii_only in (True, False):
        stored = json.dumps({"s": 1, "b": composed}, ensure_ascii=ascii_only).encode(errors="replace")
        assert fault_of(stored) is None or any("\ud800" <= sign <= "\udfff" for sign in text)


@pytest.mark.parametrize("trouble", ["full", "broken"])
def test_a_burst_that_was_not_saved_leaves_no_trace(tmp_path: Path, trouble: str) -> None:
    disk = TroubledDisk()
    with open_stream(tmp_path, disk=disk) as stream:
        stream.append(lines(1, 3))
        head = stream.head
        if trouble == "full":
            disk.fail("write", no_space(), after=400)
            with pytest.raises(StoreFull):
                stream.append(lines(4, 9))
        else:
            disk.fail("sync", media_error())
            with pytest.raises(StoreBroken):
                stream.append(lines(4, 9))
            assert not stream.writable
            stream.rebuild()
        assert (stream.head, stream.next_seq, len(stream)) == (head, 4, 3)
        stream.append([line(4, "khác")])
        head = stream.head
    with open_stream(tmp_path) as stream:
        assert stream.head == head
        assert stream.line(4) == line(4, "khác")
        assert stream.reports == []


def test_a_stream_that_is_not_there_is_not_invented(tmp_path: Path) -> None:
    with pytest.raises(StoreUnreachable):
        Stream(stream_path(tmp_path))
    assert not (tmp_path / "meetings").exists()


def test_a_peers_stream_is_kept_under_the_peers_own_header(tmp_path: Path) -> None:
    """Lines pulled from another laptop keep its chain: h(0) is the hash of its header's bytes."""
    raw = header().raw.replace(b'"offset":420', b'"offset":420,"note":"m\xc3\xa1y 2"')
    path = tmp_path / "peer.journal"
    with Stream(path, StreamHeader.parse(raw)) as stream:
        stream.append(lines(1, 2))
        head = stream.head
    with Stream(path) as stream:
        assert stream.header.raw == raw
        assert (
            stream.head
            == head
            == Chain(MEETING, DEVICE).next(
                Chain(MEETING, DEVICE).next(Chain(MEETING, DEVICE).origin(raw), line(1)), line(2)
            )
        )


def test_reading_only_beside_the_writer(tmp_path: Path) -> None:
    with open_stream(tmp_path) as stream:
        stream.append(lines(1, 3))
        with Stream(stream_path(tmp_path), read_only=True) as reader:
            assert reader.head == stream.head
            assert not reader.writable
            with pytest.raises(StoreClosed, match="chỉ đọc"):
                reader.append([line(4)])


# -- as a TinyDB table ---------------------------------------------------------------------------------------


@pytest.fixture
def disk() -> TroubledDisk:
    return TroubledDisk()


def entry(seq: int, **fields: Any) -> dict[str, Any]:
    return {"s": seq, "v": 1, "t": "note.written", **fields}


def test_the_table_of_a_stream_shows_its_lines(tmp_path: Path) -> None:
    """design.md §4: doc_id = seq, insert only."""
    with open_stream(tmp_path) as stream:
        table = StreamTable(stream)
        assert table.all() == []
        stream.append(lines(1, 3))
        assert [row.doc_id for row in table] == [1, 2, 3]
        assert [row["mo"] for row in table] == [1, 2, 3]
        assert [row.doc_id for row in table.search(where("mo") > 1)] == [2, 3]
        assert table.update({"mo": 9}, where("mo") > 3) == [], "what changes nothing is no change"


def test_inserting_into_the_table_appends_a_chained_line(tmp_path: Path, disk: TroubledDisk) -> None:
    with open_stream(tmp_path, disk=disk) as stream:
        table = StreamTable(stream)
        disk.calls.clear()
        assert table.insert({"v": 1, "s": 1, "t": "ý kiến"}) == 1
        assert disk.calls == {"write": 1, "sync": 1}
        assert stream.line(1) == '{"s":1,"v":1,"t":"ý kiến"}'.encode()
        stream.append([line(2)])
        assert table.insert_multiple([entry(3), entry(4)]) == [3, 4]
        assert stream.head.seq == 4
        assert len(table) == 4


def test_a_failed_insert_does_not_use_its_number_up(tmp_path: Path, disk: TroubledDisk) -> None:
    with open_stream(tmp_path, disk=disk) as stream:
        table = StreamTable(stream)
        disk.fail("write", no_space())
        with pytest.raises(StoreFull):
            table.insert(entry(1))
        for wrong in ({"t": "không số"}, entry(2), entry(1, x=1.5)):
            with pytest.raises(LineRefused):
                table.insert(wrong)
        assert table.insert(entry(1)) == 1
        assert len(table) == 1


def test_the_table_of_a_stream_is_read_as_tinydb_reads(tmp_path: Path) -> None:
    """One table and no other; what is handed out is a copy."""
    with open_stream(tmp_path) as stream:
        storage = StreamStorage(stream)
        assert storage.read() is None
        stream.append(lines(1, 2))
        held = storage.read()
        assert held is not None
        assert {name: list(table) for name, table in held.items()} == {"entries": ["1", "2"]}
        held["entries"]["1"]["b"]["text"] = "khác"
        held["entries"].pop("2")
        again = storage.read()
        assert again is not None
        assert (again["entries"]["1"]["b"]["text"], len(again["entries"])) == ("Đồng chí Lê Thị Lan phát biểu", 2)
        assert storage.live("other") == {}
        assert (storage.has("entries"), storage.has("other")) == (True, False)
        storage.write(again | {"entries": {**again["entries"], "3": entry(3)}})
        assert stream.head.seq == 3


def test_a_full_disk_takes_the_ballast_of_a_stream(tmp_path: Path, disk: TroubledDisk) -> None:
    """sync.md §5.2: the ballast is freed, and the act can be tried again on the same handle."""
    ballast = Ballast(tmp_path / "ballast")
    assert ballast.load()
    with open_stream(tmp_path, disk=disk, ballast=ballast) as stream:
        disk.fail("write", no_space(), no_space(), after=7)
        freed = []
        for _ in range(2):
            with pytest.raises(StoreFull) as full:
                stream.append([line(1)])
            freed.append(full.value.freed)
        assert freed == [True, False]
        assert not ballast.path.exists()
        stream.append([line(1)])
        assert stream.head.seq == 1


def test_the_table_of_a_stream_never_forgets_or_changes(tmp_path: Path) -> None:
    """Append-only: sync.md §1."""
    with open_stream(tmp_path) as stream:
        stream.append(lines(1, 2))
        table = StreamTable(stream)
        before = stream_path(tmp_path).read_bytes()
        acts = [
            lambda: table.update({"t": "khác"}, doc_ids=[1]),
            lambda: table.remove(doc_ids=[1]),
            table.truncate,
            lambda: table.storage.write({}),
        ]
        for act in acts:
            with pytest.raises(StreamSealed, match="chỉ được ghi thêm"):
                act()  # type: ignore[no-untyped-call] # TinyDB's truncate has no types
        assert stream_path(tmp_path).read_bytes() == before
        assert len(table) == 2


@pytest.mark.parametrize("far", [10**14, 10**17], ids=["a gap", "no number of ours"])
def test_a_number_far_away_costs_no_time(tmp_path: Path, far: int) -> None:
    """A stream that somebody brought may say any number: what is readable is read, and at once."""
    path = stream_path(tmp_path)
    path.parent.mkdir(parents=True)
    path.write_bytes(b"".join(map(frame, [header().raw, line(1), line(far)])))
    with Stream(path, read_only=True) as stream:
        assert stream.sealed
        assert stream.head.seq == 1
        found = [seq for seq, _ in stream.lines()]
        assert found == ([1, far] if far < 10**15 else [1])
        assert [seq for seq, _ in stream.lines(2)] == found[1:]


def test_the_place_of_a_stream_names_meeting_and_device(tmp_path: Path) -> None:
    named = StreamHeader.of_path(stream_path(tmp_path))
    assert (named.meeting, named.device, named.cell) == (MEETING, DEVICE, UUID(int=0))
    with pytest.raises(ValueError, match="badly formed"):
        StreamHeader.of_path(tmp_path / "people.journal")
