"""Lines and whole files sealed and opened: sync.md §5.8, §11 "a bit flip is detected"."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.plan import Plan
from sync.boxes import box_public, boxed, new_box_key, unboxed
from sync.cipher import Cipher, Unopened
from sync.contents import Content
from sync.errors import Level, StoreFull, StoreLocked
from sync.frames import Reading, frame, read
from sync.lines import begins
from sync.storage import JournalDB
from sync.stream import STREAM_KIND, Stream
from tests.sync.disks import TroubledDisk, no_space
from tests.sync.headquarters import URL, Laptop, Office
from tests.sync.powercut import RecordingDisk
from tests.sync.test_powercut import History, put_back
from tests.sync.tools import header, line, lines, open_stream, stream_path

CIPHER = Cipher.new()
PLACE = stream_path(Path("data"))
SEALING = CIPHER.of(STREAM_KIND, PLACE)
SAID = "Đồng chí Lê Thị Lan phát biểu".encode()


def stream_bytes(count: int) -> bytes:
    return b"".join(map(frame, [header().raw, *lines(1, count)]))


def found(reading: Reading) -> tuple[object, ...]:
    """All that matters of a reading: what is there, what is missing, what comes next, whether the end is torn."""
    repeated = [seq for seq in reading.repeated if seq]
    return reading.header, reading.lines, reading.missing, repeated, reading.next_seq, reading.torn is None


def hurt(reading: Reading) -> bool:
    """Whether bytes that mattered are no line any more; a lost newline alone is mended in passing."""
    return reading.header is None or bool(reading.repeated) or any(stop > start for start, stop in reading.holes)


# -- one line -------------------------------------------------------------------------------------------------------


@given(data=st.binary(max_size=400), about=st.binary(max_size=20))
def test_what_is_sealed_opens_and_is_never_sealed_alike(data: bytes, about: bytes) -> None:
    sealed = CIPHER.seal(data, about)
    assert CIPHER.open(sealed, about) == data
    assert CIPHER.seal(data, about) != sealed, "a nonce was used twice"


@pytest.mark.parametrize("foreign", [b"!", b" ", b"\\n", b"\xff"])
def test_a_sealed_line_is_written_in_one_way_alone(foreign: bytes) -> None:
    """sync.md §11: what a disk or a hand put between the letters is a change, though the letters still say it all."""
    plain = line(1)
    sealed = SEALING.seal(1, plain)
    assert SEALING.open(1, sealed) == plain
    begun = sealed.index(b'"d":"') + 5
    for place in (begun, begun + 4, len(sealed) - 2):
        assert SEALING.open(1, sealed[:place] + foreign + sealed[place:]) is None


@given(data=st.binary(min_size=1, max_size=60), place=st.integers(0), bit=st.integers(0, 7))
def test_a_flip_anywhere_is_found(data: bytes, place: int, bit: int) -> None:
    sealed = bytearray(CIPHER.seal(data, b"x"))
    sealed[place % len(sealed)] ^= 1 << bit
    with pytest.raises(Unopened):
        CIPHER.open(bytes(sealed), b"x")


def test_a_line_opens_under_its_own_key_number_and_file_only() -> None:
    """sync.md §5.8: the tag binds meeting, device and number."""
    tx = SEALING.seal(7, line(7))
    assert SEALING.open(7, tx) == line(7)
    elsewhere = (Path("data/meetings/another") / PLACE.name, PLACE.with_name("another.journal"))
    assert all(CIPHER.of(STREAM_KIND, path).open(7, tx) is None for path in elsewhere)
    assert SEALING.open(8, tx) is None
    assert Cipher.new().of(STREAM_KIND, PLACE).open(7, tx) is None
    beside = PLACE.with_name(PLACE.name + ".before-1")
    assert CIPHER.of(STREAM_KIND, beside).open(7, tx) == line(7), "a copy put aside is of the same stream"


def test_nobody_can_send_a_line_that_looks_sealed() -> None:
    """It would shut a plain store: such a line is refused like any that does not say its number first."""
    assert not begins(SEALING.seal(7, line(7)), 7)


# -- a journal ------------------------------------------------------------------------------------------------------


def test_a_stream_in_an_encrypted_store_is_the_same_stream(tmp_path: Path) -> None:
    """Lines, heads and hashes are those of the plain lines: receipts, bundles and the wire know no difference."""
    with open_stream(tmp_path / "plain") as plain, open_stream(tmp_path / "sealed", cipher=CIPHER) as stream:
        for one in (plain, stream):
            one.append(lines(1, 5))
        assert stream.head == plain.head
    data = stream_path(tmp_path / "sealed").read_bytes()
    assert SAID not in data
    assert data.count(b"\n") == 6, "still one line an entry"
    with Stream(stream_path(tmp_path / "sealed"), read_only=True, cipher=CIPHER) as again:
        assert dict(again.lines()) == dict(enumerate(lines(1, 5), 1))
        assert again.reports == []


def test_without_a_key_it_does_not_open_and_nothing_changes(tmp_path: Path) -> None:
    with open_stream(tmp_path, cipher=CIPHER) as stream:
        stream.append(lines(1, 3))
    path = stream_path(tmp_path)
    before = path.read_bytes()
    for read_only in (True, False):
        with pytest.raises(StoreLocked):
            Stream(path, header(), read_only=read_only)
    assert path.read_bytes() == before
    assert sorted(one.name for one in path.parent.iterdir()) == [path.name, path.with_suffix(".lock").name]


def test_a_hurt_sealed_line_is_damage_and_its_number_is_never_used_again(tmp_path: Path) -> None:
    """sync.md §5.3: also the last line, whose checksum somebody made fit."""
    with open_stream(tmp_path, cipher=CIPHER) as stream:
        stream.append(lines(1, 3))
    path = stream_path(tmp_path)
    data = path.read_bytes()
    last = data.rstrip(b"\n").rpartition(b"\n")[2] + b"\n"
    forged = SEALING.seal(3, line(3, "giả")).replace(b'"d":"', b'"d":"AAAA')
    path.write_bytes(data.replace(last, frame(forged)))
    with Stream(path, cipher=CIPHER) as stream:
        assert [seq for seq, _ in stream.lines()] == [1, 2]
        assert (stream.next_seq, stream.sealed) == (4, True)
        assert [report.level for report in stream.reports] == [Level.WARNING]


def test_a_full_disk_takes_a_sealed_line_later(tmp_path: Path) -> None:
    disk = TroubledDisk()
    with open_stream(tmp_path, cipher=CIPHER, disk=disk) as stream:
        disk.fail("write", no_space(), after=30)
        with pytest.raises(StoreFull):
            stream.append([line(1)])
        stream.append([line(1)])
    with open_stream(tmp_path, cipher=CIPHER) as stream:
        assert dict(stream.lines()) == {1: line(1)}


def test_compaction_and_rebuilding_keep_lines_sealed(tmp_path: Path) -> None:
    with JournalDB(tmp_path / "people.journal", cipher=CIPHER) as db:
        db.insert_multiple([{"name": "Lê Thị Lan"}, {"name": "An"}])
        db.remove(doc_ids=[2])
        db.compact()
    assert b"Lan" not in (tmp_path / "people.journal").read_bytes()
    with JournalDB(tmp_path / "people.journal", cipher=CIPHER) as db:
        assert [row["name"] for row in db] == ["Lê Thị Lan"]


def test_no_power_cut_loses_a_sealed_line(tmp_path: Path) -> None:
    """sync.md §11, "survives a crash at any byte": the recovery of frames holds for sealed ones."""
    root = tmp_path / "real"
    root.mkdir()
    disk = RecordingDisk(root)
    history = History(disk)
    history.confirm({})
    stream = Stream(stream_path(root), header(), disk=disk, cipher=CIPHER)
    for first, last in ((1, 1), (2, 3), (4, 4)):
        stream.append(lines(first, last))
        history.confirm(dict(enumerate(lines(1, last), 1)))
    stream.close()
    for number, (count, files) in enumerate(history.disks()):
        with Stream(stream_path(put_back(tmp_path / str(number), files)), header(), cipher=CIPHER) as cut:
            seen = dict(cut.lines())
        confirmed, *under_way = history.allowed(count)
        assert confirmed.items() <= seen.items() <= {**confirmed, **dict(*under_way)}.items(), (count, files)


# -- whole files ----------------------------------------------------------------------------------------------------

CUTS = st.tuples(st.integers(0), st.integers(0, 12), st.binary(max_size=12))


@given(count=st.integers(0, 4), cuts=st.lists(CUTS, max_size=4), tail=st.binary(max_size=30), end=st.integers(0, 90))
@settings(max_examples=300, deadline=None)
def test_a_file_says_the_same_sealed_and_opened(
    count: int, cuts: list[tuple[int, int, bytes]], tail: bytes, end: int
) -> None:
    """However hurt it is: nothing is lost, no lost number comes free, and every hurt byte comes back."""
    data = stream_bytes(count)
    for place, length, instead in cuts:
        at = place % len(data)
        data = data[:at] + instead + data[at + length :] or b"?"
    data = data[: max(0, len(data) - end % 7 * 10)] + tail
    sealed = SEALING.seal_file(data)
    plain, closed = read(data, STREAM_KIND), read(sealed, STREAM_KIND, SEALING.open)
    assert found(closed) == found(plain)
    assert hurt(closed) == hurt(plain)
    assert SEALING.seal_file(sealed) == sealed
    assert found(read(SEALING.open_file(sealed), STREAM_KIND)) == found(plain)


def test_no_byte_of_a_hurt_file_stays_legible() -> None:
    data = stream_bytes(3)
    torn = data[:300] + b"##" + data[302:] + line(9) + b"\n" + line(10)[:80]
    assert SAID in torn
    sealed = SEALING.seal_file(torn)
    assert SAID not in sealed
    assert b"note.written" not in sealed
    back = SEALING.open_file(sealed)
    assert line(9) + b"\n" + line(10)[:80] in back


# -- boxes ----------------------------------------------------------------------------------------------------------


def test_a_box_opens_for_its_recipient_about_its_matter_only() -> None:
    private = new_box_key()
    box = boxed(box_public(private), b"k" * 32, b"about")
    assert unboxed(private, box, b"about") == b"k" * 32
    for key, said, about in (
        (new_box_key(), box, b"about"),
        (private, box, b"another"),
        (private, box[:-2] + ("00" if box[-2:] != "00" else "11"), b"about"),
        (private, "", b"about"),
        (private, "zz", b"about"),
        (private, "00" * 92, b"about"),
    ):
        with pytest.raises(Unopened):
            unboxed(key, said, about)


def test_what_a_courier_keeps_is_sealed(tmp_path: Path, plan: Plan, office: Office) -> None:
    """sync.md §5.8: the account, the receipts and what was handed out, as the record itself."""
    laptop = Laptop(tmp_path / "laptop", plan, office, CIPHER)
    laptop.enroll()
    laptop.begin(notes=1)
    assert laptop.sync().trouble is None
    account, contents = laptop.courier.account, laptop.courier.contents
    assert account is not None
    assert contents is not None
    contents.keep(Content("indicators", str(account.cells[0]), "ab" * 32, SAID.decode()))
    laptop.close()
    paths = [path for path in laptop.folder.rglob("*") if path.is_file()]
    kept = b"".join(path.read_bytes() for path in paths)
    assert {laptop.store.paths.account, laptop.store.paths.contents, laptop.store.paths.receipts} <= set(paths)
    assert [told for told in (SAID, account.token.encode(), URL.encode(), "Nhất trí".encode()) if told in kept] == []
