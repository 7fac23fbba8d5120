"""How far a colleague's device vouches for its stream: a true word is kept, the furthest of one key (sync.md §6)."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest

from sync.cipher import Cipher
from sync.paths import Paths
from sync.protocol import SignedHead
from sync.shelf import Shelf
from sync.signing import new_key
from sync.stream import Stream
from sync.vouching import forget_beside, holds, keep_beside, signed_now, word_beside
from tests.sync.disks import FullDisk
from tests.sync.tools import CELL, DEVICE, MEETING, header, lines, open_stream, stream_path

KEY, OTHER_KEY = new_key(), new_key()
OTHER = UUID("0198a1b2-c3d4-7000-8000-0000000000ff")


@pytest.fixture
def stream(tmp_path: Path) -> Stream:
    """Of a colleague, with five lines; put away again."""
    with open_stream(tmp_path) as made:
        made.append(lines(1, 5))
        return made


def hash_of(stream: Stream, seq: int) -> bytes:
    with Stream(stream.path, read_only=True) as lying:
        found = lying.hash_at(seq)
    assert found is not None
    return found


def word(stream: Stream, seq: int, key: bytes = KEY) -> SignedHead:
    return signed_now(header(), seq, hash_of(stream, seq), key)


def test_a_word_is_of_one_stream_one_number_and_one_hash(stream: Stream) -> None:
    true, hash = word(stream, 4), hash_of(stream, 4)
    assert holds(true, header(), hash)
    assert not holds(true, header(), None)
    assert not holds(true, header(), hash_of(stream, 3))
    for name in ("meeting", "device", "cell"):
        ids = {"meeting": MEETING, "device": DEVICE, "cell": CELL} | {name: OTHER}
        assert not holds(true, type(header()).make(**ids, alias="k7", offset=420), hash), name
    for change in ({"seq": 5}, {"key": word(stream, 4, OTHER_KEY).key}, {"sig": "0" * 128}):
        assert not holds(true.model_copy(update=change), header(), hash)


def test_the_furthest_word_of_the_first_key_is_kept(stream: Stream) -> None:
    path = stream.path
    assert word_beside(path) is None
    kept = []
    for said in (word(stream, 3), word(stream, 2), word(stream, 4), word(stream, 5, OTHER_KEY), word(stream, 5)):
        keep_beside(path, said)
        kept.append(word_beside(path))
    assert kept == [word(stream, 3), word(stream, 3), word(stream, 4), word(stream, 4), word(stream, 5)]
    path.with_suffix(".signed").write_bytes(b"{")
    assert word_beside(path) is None
    with pytest.raises(OSError, match="space"):
        keep_beside(path, word(stream, 1), FullDisk(0))
    keep_beside(path, word(stream, 1))
    assert word_beside(path) == word(stream, 1), "what cannot be read gives way"
    forget_beside(path)
    forget_beside(path)
    assert word_beside(path) is None


def test_a_shelf_keeps_and_gives_only_what_is_true_of_what_lies_there(tmp_path: Path, stream: Stream) -> None:
    shelf = Shelf(Paths(tmp_path), {})
    for false in (word(stream, 5).model_copy(update={"hash": "0" * 64}), word(stream, 5).model_copy(update={"seq": 6})):
        shelf.keep_word(MEETING, DEVICE, false)
        assert shelf.word(MEETING, DEVICE) is None
    shelf.keep_word(MEETING, OTHER, word(stream, 5))
    assert shelf.word(MEETING, OTHER) is None, "no stream lies there"
    shelf.keep_word(MEETING, DEVICE, word(stream, 5))
    assert shelf.word(MEETING, DEVICE) == word(stream, 5)
    before = stream_path(tmp_path).read_bytes()
    stream_path(tmp_path).write_bytes(before[:-3])
    assert shelf.word(MEETING, DEVICE) is None, "the line that it is for is gone"
    stream_path(tmp_path).write_bytes(before)
    first, again = shelf.put_aside(MEETING, DEVICE), shelf.put_aside(MEETING, DEVICE)
    assert first == again == stream.path.with_name(f"{stream.path.name}.before-1")
    assert shelf.word(MEETING, DEVICE) is None, "the next stream under that name has its own"
    stream_path(tmp_path).write_bytes(before[:-3])
    assert shelf.put_aside(MEETING, DEVICE) == stream.path.with_name(f"{stream.path.name}.before-2")
    assert shelf.put_aside(MEETING, OTHER) is None


def test_a_shelf_of_an_encrypted_store_tells_the_same(tmp_path: Path) -> None:
    """sync.md §5.8: what lies sealed is listed, lent, lengthened and vouched for as what lies plain."""
    told: list[object] = []
    for root, cipher in ((tmp_path / "plain", None), (tmp_path / "sealed", Cipher.new())):
        shelf = Shelf(Paths(root), {DEVICE: KEY}, cipher=cipher)
        shelf.put(header(), lines(1, 3))
        shelf.extend(MEETING, DEVICE, lines(4, 5))
        with shelf.borrowed(MEETING, DEVICE) as lent:
            held = list(lent.lines())
            shelf.keep_word(MEETING, DEVICE, signed_now(header(), *lent.head, KEY))
        told.append((shelf.all(), shelf.of(MEETING), shelf.at(MEETING, DEVICE), held, shelf.word(MEETING, DEVICE)))
        assert ("phát biểu".encode() in stream_path(root).read_bytes()) == (cipher is None)
    assert told[0] == told[1]
    assert len(Shelf(Paths(tmp_path / "sealed"), {}).all()) == 0, "without the key nothing is known"
