"""Opening what a crash or a bad disk left behind: store.md §4 "Recovery", §5.4–5."""

from collections.abc import Callable
from pathlib import Path

import pytest

from sync.errors import Level, StoreForeign, StreamSealed
from sync.frames import Kind, Reading, frame, read
from sync.journal import Journal, encode, reports_of
from sync.storage import STORE_KIND, JournalDB, JournalStorage
from sync.stream import STREAM_KIND, Stream
from tests.sync.tools import header, line, lines, open_stream, stream_path

STORE_HEADER = encode({"seq": 0, "format": "bienban-store", "version": 1, "id": "x"})


def store_tx(seq: int) -> bytes:
    return encode({"seq": seq, "ops": [["put", "t", str(seq), {"họ tên": f"Người {seq} @ thôn"}]]})


def store_bytes(count: int) -> bytes:
    return b"".join(map(frame, [STORE_HEADER, *map(store_tx, range(1, count + 1))]))


def stream_bytes(count: int) -> bytes:
    return b"".join(map(frame, [header().raw, *lines(1, count)]))


def journal_file(root: Path, data: bytes) -> Path:
    path = root / "people.journal"
    path.write_bytes(data)
    return path


def texts(reading: Reading) -> list[bytes]:
    return [found.tx for found in reading.lines]


def told(reading: Reading) -> list[str]:
    return [report.code for report in reports_of(reading, "people.journal")]


def line_ends(data: bytes) -> list[int]:
    return [place + 1 for place, byte in enumerate(data) if byte == 10]


# -- cuts ------------------------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize(
    ("kind", "first", "tx", "count"),
    [
        (STORE_KIND, STORE_HEADER, lambda seq: encode({"seq": seq, "ops": []}), 500),
        (STREAM_KIND, header().raw, lambda seq: encode({"s": seq, "t": "é"}), 200),
    ],
    ids=["store", "stream"],
)
def test_cut_at_every_byte(kind: Kind, first: bytes, tx: Callable[[int], bytes], count: int) -> None:
    """store.md §5.4: every line that is whole is there, in order, and a cut inside a line is told."""
    data = b"".join(map(frame, [first, *map(tx, range(1, count + 1))]))
    ends = line_ends(data)
    expected = [tx(seq) for seq in range(1, count + 1)]
    whole = -1  # lines whose tx is whole, the header not counted
    for cut in range(len(data) + 1):
        while whole + 1 < len(ends) and cut >= ends[whole + 1] - 2:
            whole += 1
        reading = read(data[:cut], kind)
        assert texts(reading) == expected[: max(whole, 0)], cut
        assert bool(told(reading)) == (cut not in ends), cut


@pytest.mark.parametrize("cut", [*range(0, 140), *range(140, 977, 13)])
def test_a_cut_file_opens_keeps_its_lines_and_takes_new_ones(tmp_path: Path, cut: int) -> None:
    """The same on a real file: opened, told, written to, and whole at the next opening."""
    data = store_bytes(8)
    path = journal_file(tmp_path, data[:cut])
    whole = sum(1 for end in line_ends(data)[1:] if end - 2 <= cut)
    with JournalDB(path) as db:
        table = db.table("t")
        assert [row.doc_id for row in table] == list(range(1, whole + 1))
        assert bool(db.reports) == (cut not in line_ends(data))
        assert table.insert({"mới": True}) == whole + 1
    with JournalDB(path) as db:
        assert not db.reports
        assert len(db.table("t")) == whole + 1


def test_torn_bytes_are_kept_beside_the_file(tmp_path: Path) -> None:
    """sync.md §5.3: a torn tail moves to a side file, never deleted, also when it happens twice."""
    data = store_bytes(3)
    for name in ("people.journal.cut-{}", "people.journal.cut-{}-2"):
        path = journal_file(tmp_path, data + b'{"crc":"0000')
        storage = JournalStorage(path)
        assert [(report.level, report.code) for report in storage.reports] == [(Level.INFO, "torn_tail")]
        storage.close()
        assert path.read_bytes() == data
        assert (tmp_path / name.format(len(data))).read_bytes() == b'{"crc":"0000'


@pytest.mark.parametrize("zeros", [1, 7, 512, 5000])
@pytest.mark.parametrize("part", [0, 1, 45])
def test_a_zero_filled_tail_is_an_interrupted_write(tmp_path: Path, zeros: int, part: int) -> None:
    data = stream_bytes(3)
    path = stream_path(tmp_path)
    path.parent.mkdir(parents=True)
    path.write_bytes(data + frame(line(4))[:part] + b"\0" * zeros)
    with open_stream(tmp_path) as stream:
        assert [report.code for report in stream.reports] == ["torn_tail"]
        assert stream.writable
        stream.append([line(4)])
    assert path.read_bytes() == stream_bytes(4)


def test_a_first_page_that_never_arrived_is_an_interrupted_write() -> None:
    """The end of a line may reach the disk before its beginning; no newer line stands behind it."""
    data = store_bytes(3)
    late = frame(store_tx(4))
    reading = read(data + b"\0" * 30 + late[30:], STORE_KIND)
    assert told(reading) == ["torn_tail_seen"]
    assert reading.torn == len(data)


# -- damage ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "data", "tx"),
    [(STORE_KIND, store_bytes(9), store_tx), (STREAM_KIND, stream_bytes(9), line)],
    ids=["store", "stream"],
)
def test_every_flipped_bit_costs_at_most_one_line_and_is_told(
    kind: Kind, data: bytes, tx: Callable[[int], bytes]
) -> None:
    """store.md §5.5: at most 1 lost, 0 altered, 0 unreported."""
    expected = {seq: tx(seq) for seq in range(1, 10)}
    for bit in range(len(data) * 8):
        place = bit // 8
        flipped = data[:place] + bytes([data[place] ^ 1 << bit % 8]) + data[place + 1 :]
        reading = read(flipped, kind)
        found = dict(reading.lines)
        assert found.items() <= expected.items(), bit
        assert len(found) >= 8, bit
        assert told(reading), bit
        assert reading.next_seq >= 10 or reading.torn is not None, bit


@pytest.mark.parametrize("place", range(0, 1000, 37))
def test_a_damaged_file_opens_tells_and_goes_on(tmp_path: Path, place: int) -> None:
    """Bad bytes stay where they are, new lines go behind, every later opening tells it again."""
    data = store_bytes(10)
    hurt = data[:place] + b"\x15" + data[place + 1 :]
    path = journal_file(tmp_path, hurt)
    with JournalDB(path) as db:
        before = {row.doc_id for row in db.table("t")}
        assert len(before) >= 9
        assert any(report.level is Level.WARNING for report in db.reports)
        new = db.table("t").insert({"mới": True})
        assert new not in before
    assert path.read_bytes().startswith(hurt)
    with JournalDB(path) as db:
        assert {row.doc_id for row in db.table("t")} == before | {new}
        assert any(report.level is Level.WARNING for report in db.reports)


def test_a_hurt_last_line_is_damage_not_an_interrupted_write(tmp_path: Path) -> None:
    """It had its newline, so it may have been confirmed: it is not cut off, and its number is not used again."""
    data = bytearray(store_bytes(3))
    data[-10] ^= 4
    storage = JournalStorage(journal_file(tmp_path, bytes(data)))
    assert [report.code for report in storage.reports] == ["damaged"]
    assert storage.reports[0].data["missing"] == "3"
    assert storage.journal.next_seq == 4
    storage.close()


@pytest.mark.parametrize("ending", [b"", b"}", b"X\n", b"}X", b"\0\0", b"\n}"])
def test_a_last_line_with_a_hurt_ending_is_kept_and_repaired(tmp_path: Path, ending: bytes) -> None:
    data = store_bytes(3)
    path = journal_file(tmp_path, data[:-2] + ending)
    storage = JournalStorage(path)
    assert len(storage.live("t")) == 3
    assert [(report.level, report.code) for report in storage.reports] == [(Level.INFO, "end_repaired")]
    storage.close()
    assert path.read_bytes() == data


def test_a_hurt_stream_is_sealed_and_its_readable_rest_used(tmp_path: Path) -> None:
    """sync.md §5.3: a bad line in the middle opens read-only; the head is the prefix that can be proven."""
    with open_stream(tmp_path) as stream:
        stream.append(lines(1, 9))
        whole = stream.hash_at(4)
    path = stream_path(tmp_path)
    path.write_bytes(path.read_bytes().replace(b'"mo":5', b'"mo":6'))
    before = path.read_bytes()
    with open_stream(tmp_path) as stream:
        assert stream.sealed
        assert not stream.writable
        assert [seq for seq, _ in stream.lines()] == [1, 2, 3, 4, 6, 7, 8, 9]
        assert stream.head == (4, whole)
        assert stream.hash_at(5) is None
        assert stream.reports[0].data["missing"] == "5"
        with pytest.raises(StreamSealed):
            stream.append([line(10)])
        with pytest.raises(StreamSealed):
            stream.rebuild()
    assert path.read_bytes() == before


def test_a_stream_with_a_hurt_header_is_still_readable(tmp_path: Path) -> None:
    """store.md §4: header hurt, lines still used. Which stream it is, is told by its place."""
    with open_stream(tmp_path) as stream:
        stream.append(lines(1, 3))
    path = stream_path(tmp_path)
    data = bytearray(path.read_bytes())
    data[60] ^= 1
    path.write_bytes(bytes(data))
    with Stream(path) as stream:
        assert [report.code for report in stream.reports] == ["header_hurt"]
        assert dict(stream.lines()) == {seq: line(seq) for seq in (1, 2, 3)}
        assert (stream.header.meeting, stream.header.device) == (header().meeting, header().device)
        assert stream.sealed


def test_an_emptied_stream_is_not_begun_again(tmp_path: Path) -> None:
    """sync.md §6 `fork`: numbers that were given out must never mean something else."""
    with open_stream(tmp_path) as stream:
        stream.append(lines(1, 3))
    stream_path(tmp_path).write_bytes(b"")
    for _ in range(2):
        with open_stream(tmp_path) as stream:
            assert [report.code for report in stream.reports] == ["emptied"]
            assert stream.sealed


def test_a_gap_without_bad_bytes_is_told(tmp_path: Path) -> None:
    data = b"".join(frame(tx) for tx in (STORE_HEADER, store_tx(1), store_tx(4)))
    storage = JournalStorage(journal_file(tmp_path, data))
    assert [(report.code, report.data["missing"]) for report in storage.reports] == [("gap", "2–3")]
    storage.close()


def test_a_repeated_number_is_skipped_and_told(tmp_path: Path) -> None:
    other = encode({"seq": 1, "ops": [["put", "t", "1", {"họ tên": "khác"}]]})
    data = b"".join(frame(tx) for tx in (STORE_HEADER, store_tx(1), other, store_tx(2)))
    storage = JournalStorage(journal_file(tmp_path, data))
    assert [report.code for report in storage.reports] == ["repeated"]
    assert storage.live("t")["1"]["họ tên"] == "Người 1 @ thôn"
    storage.close()


def test_opening_a_sound_file_changes_no_byte_and_says_nothing(tmp_path: Path) -> None:
    """store.md §5.5."""
    path = journal_file(tmp_path, store_bytes(20))
    before = (path.read_bytes(), path.stat().st_mtime_ns)
    storage = JournalStorage(path)
    assert storage.reports == []
    storage.close()
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before


# -- not ours --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"PK\x03\x04 a zip file", "foreign"),
        (b'{"_default": {"1": {"a": 1}}}', "foreign"),
        (frame(b'{"format":"other","version":1}'), "foreign"),
        (frame(header().raw), "foreign"),
        (frame(b'{"seq":0,"format":"bienban-store","version":2}'), "newer"),
        (frame(b'{"seq":0,"format":"bienban-store","version":"x"}'), "foreign"),
        (frame(b'{"seq":0,"format":!'), "foreign"),
        (frame(STORE_HEADER) + frame(encode({"seq": 1, "ops": [["twist", "t"]]})), "foreign"),
    ],
)
@pytest.mark.parametrize("read_only", [False, True])
def test_what_is_not_ours_is_refused_and_left_alone(tmp_path: Path, data: bytes, code: str, read_only: bool) -> None:
    path = journal_file(tmp_path, data)
    with pytest.raises(StoreForeign) as refusal:
        JournalStorage(path, read_only=read_only)
    assert refusal.value.code == code
    assert "people.journal" in refusal.value.sentence
    assert path.read_bytes() == data
    Journal(journal_file(tmp_path, store_bytes(1)), STORE_KIND).close()  # the lock was let go


def test_a_stream_of_another_meeting_is_refused(tmp_path: Path) -> None:
    with open_stream(tmp_path) as stream:
        stream.append([line(1)])
    other = header().make(meeting=header().device, device=header().device, cell=header().cell, alias="k7", offset=420)
    with pytest.raises(StoreForeign, match="cuộc họp hoặc máy khác"):
        Stream(stream_path(tmp_path), other)


def test_reading_only_changes_nothing_whatever_the_damage(tmp_path: Path) -> None:
    """sync.md §5.6: a second instance never writes."""
    for data in (store_bytes(4)[:-7], store_bytes(4) + b"\0" * 99, store_bytes(4)[:-2] + b"}", b""):
        path = journal_file(tmp_path, data)
        storage = JournalStorage(path, read_only=True)
        assert storage.reports
        storage.close()
        assert path.read_bytes() == data
        assert [entry.name for entry in tmp_path.iterdir()] == ["people.journal"]
