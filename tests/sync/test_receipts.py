"""Receipts (sync.md §6): what headquarters signed for is kept, and checked against the streams for ever."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sync.errors import StoreUnreachable
from sync.paths import Paths
from sync.protocol import Receipt, receipt_statement
from sync.receipts import ATTEMPTS_KEPT, Attempt, Receipts, check_receipts
from sync.signing import new_key, public_of, sign
from sync.verify import State, verify
from tests.sync.tools import DEVICE, MEETING, lines, open_stream, stream_path

KEY = new_key()


def signed(seq: int, hash: bytes, key: bytes = KEY) -> Receipt:
    """Headquarters' word."""
    statement = receipt_statement(MEETING, DEVICE, seq, hash, 1_000 + seq)
    return Receipt(seq=seq, hash=hash.hex(), at=1_000 + seq, sig=sign(key, statement))


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    """A data folder with one stream of ten lines and the receipt for eight of them."""
    with open_stream(tmp_path) as stream:
        stream.append(lines(1, 10))
        hash = stream.hash_at(8)
    assert hash is not None
    receipts = Receipts(Paths(tmp_path).receipts)
    assert receipts.keep(MEETING, DEVICE, signed(8, hash), public_of(KEY))
    receipts.close()
    return Paths(tmp_path)


def test_a_receipt_is_kept_over_a_restart_and_holds(paths: Paths) -> None:
    (finding,) = check_receipts(paths)
    assert finding.state is State.WHOLE
    assert finding.sentence == "Trụ sở đã ký đến 8/10, đúng với máy này."


def test_only_a_true_signature_is_kept(paths: Paths) -> None:
    receipts = Receipts(paths.receipts)
    assert not receipts.keep(MEETING, DEVICE, signed(9, bytes(32), new_key()), public_of(KEY))
    assert not receipts.keep(MEETING, DEVICE, signed(9, bytes(32)).model_copy(update={"seq": 10}), public_of(KEY))
    (kept,) = receipts.all()
    assert kept.seq == 8
    receipts.close()


def test_an_earlier_receipt_does_not_take_a_later_ones_place(paths: Paths) -> None:
    """A restored headquarters signs for less; what it once signed stays proof."""
    with open_stream(paths.root) as stream:
        seven, ten = stream.hash_at(7), stream.hash_at(10)
    assert seven is not None
    assert ten is not None
    receipts = Receipts(paths.receipts)
    receipts.keep(MEETING, DEVICE, signed(10, ten), public_of(KEY))
    assert receipts.keep(MEETING, DEVICE, signed(7, seven), public_of(KEY))
    kept = receipts.of(MEETING, DEVICE)
    assert kept is not None
    assert kept.seq == 10
    receipts.close()


def test_a_changed_record_is_found_by_its_receipt(paths: Paths, tmp_path: Path) -> None:
    """Somebody rewrites a stream, checksums, chain and all: headquarters' signature does not fit any more."""
    stream_path(paths.root).unlink()
    with open_stream(paths.root) as stream:
        stream.append([*lines(1, 4), *[line.replace(b"Lan", b"Loan") for line in lines(5, 10)]])
    (finding,) = check_receipts(paths)
    assert finding.state is State.DAMAGED
    assert "khác với bản trụ sở đã ký" in finding.sentence


def test_a_shorter_record_is_found_by_its_receipt(paths: Paths) -> None:
    stream_path(paths.root).unlink()
    with open_stream(paths.root) as stream:
        stream.append(lines(1, 3))
    (finding,) = check_receipts(paths)
    assert (finding.state, "chỉ còn 3 mục" in finding.sentence) == (State.DAMAGED, True)
    stream_path(paths.root).unlink()
    assert "chỉ còn 0 mục" in check_receipts(paths)[0].sentence


def test_a_forged_receipt_is_told(paths: Paths) -> None:
    receipts = Receipts(paths.receipts)
    receipts._journal.table("receipts").update({"seq": 9})
    receipts.close()
    assert "không đúng chữ ký" in check_receipts(paths)[0].sentence


@pytest.mark.parametrize("field", ["hash", "meeting", "device", "sig", "key"])
def test_a_receipt_that_is_hurt_is_not_true(paths: Paths, field: str) -> None:
    receipts = Receipts(paths.receipts)
    (true,) = receipts.all()
    assert true.is_true
    hurt: dict[str, Any] = {field: "x"}
    assert not replace(true, **hurt).is_true
    receipts.close()


def test_receipts_that_cannot_be_read_are_told_of_by_verify(paths: Paths) -> None:
    paths.receipts.write_bytes(b"PK\x03\x04")
    assert check_receipts(paths) == []
    assert [one.state for one in verify(paths.root) if one.path == paths.receipts] == [State.FOREIGN]


def test_the_last_attempts_are_kept(tmp_path: Path) -> None:
    receipts = Receipts(tmp_path / "receipts.journal")
    for number in range(ATTEMPTS_KEPT + 5):
        receipts.note(Attempt(number, "hq_away" if number % 2 else "", number, 0))
    receipts.close()
    again = Receipts(tmp_path / "receipts.journal")
    found = again.attempts()
    assert [attempt.at for attempt in found] == list(range(ATTEMPTS_KEPT + 4, 4, -1))
    again.close()


def test_without_receipts_there_is_nothing_to_check(tmp_path: Path) -> None:
    assert check_receipts(Paths(tmp_path)) == []
    with pytest.raises(StoreUnreachable):
        Receipts(tmp_path / "receipts.journal", read_only=True)
