"""A file of streams that does not hold together is refused, whatever does not: one lie at a time (sync.md §6, §11)."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from typing import Any, cast
from uuid import UUID

import pytest

from documents.plan_file import load_examples
from sync.bundle import read_bundle
from sync.container import (
    BUNDLE,
    MANIFEST,
    MOST_PARTS,
    SIGNATURE,
    About,
    Content,
    Parcel,
    Signature,
    content_of,
    held_of,
    packed,
    statement_of,
    unpack,
)
from sync.errors import StoreForeign
from sync.frames import frame
from sync.signing import new_key, public_of, sign
from sync.vouching import signed_now
from tests.sync.tools import DEVICE, MEETING, header, line, lines

KEY = new_key()
WORDING = load_examples()
STREAM = f"meetings/{MEETING}/{DEVICE}.journal"
OTHER = UUID("0198a1b2-c3d4-7000-8000-000000000099")
LINES = b"".join(map(frame, [header().raw, *lines(1, 3)]))
ABOUT = About(
    id=str(MEETING), date="2023-09-15", unit="Chi bộ", entries=3, plan="", plan_digest="", indicators_digest=""
)

Parts = dict[str, bytes]
Said = dict[str, Any]


def word(manifest: bytes) -> Signature:
    """Who packed it."""
    return Signature(device=str(DEVICE), key=public_of(KEY), sig=sign(KEY, statement_of(manifest)))


def vouched(content: Content) -> Any:
    """The word of the stream's own device."""
    return signed_now(content.header, *content.head, KEY)


def made(held: Parts | None = None, stream: bytes = LINES) -> bytes:
    """A file with one stream, a wording, a plan's file, and what else it is to hold."""
    plan = {"a" * 64: {"plan.toml": b"x = 1"}}
    parts = held_of({(MEETING, DEVICE): stream}, [WORDING], plan) | (held or {})
    return packed(BUNDLE, (ABOUT,), parts, "bienban", word, vouched)


def zipped(parts: Parts, compression: int = zipfile.ZIP_STORED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as file:
        for name, data in parts.items():
            file.writestr(name, data)
    return out.getvalue()


def parts_of(data: bytes) -> Parts:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return {name: file.read(name) for name in file.namelist()}


def lied(change: Callable[[Said, Parts], None]) -> bytes:
    """The file with something changed, by somebody who reckons sizes and hashes anew and signs nothing."""
    parts = parts_of(made())
    said = json.loads(parts.pop(MANIFEST))
    parts.pop(SIGNATURE)
    sums = {name: hashlib.sha256(data).hexdigest() for name, data in parts.items()}
    change(said, parts)
    for part in said.get("parts", ()):
        data = parts.get(part["name"])
        if data is not None and hashlib.sha256(data).hexdigest() != sums.get(part["name"]):
            part |= {"size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
    return zipped({MANIFEST: json.dumps(said).encode(), **parts})


def read(data: bytes) -> Parcel:
    return unpack(data, BUNDLE, "x.gui")


def code_of(data: bytes) -> str:
    """Why a file is refused; what is told names it."""
    with pytest.raises(StoreForeign) as refused:
        read(data)
    assert refused.value.data["name"] == "x.gui"
    return str(refused.value.code)


def test_what_was_packed_is_there() -> None:
    parcel = read(made({"units/0198a1b2-0000-4000-8000-00000000ce11.json": b"{}"}))
    raw, content = parcel.streams[MEETING, DEVICE]
    assert (raw, content.header, content.sound) == (LINES, header(), True)
    assert list(content.lines.items()) == [(seq, line(seq)) for seq in (1, 2, 3)]
    assert parcel.signature is not None
    assert (parcel.signature.device, parcel.signature.key) == (str(DEVICE), public_of(KEY))
    assert parcel.signed == {(MEETING, DEVICE): vouched(content)}
    assert parcel.wordings == {WORDING.digest(): WORDING}
    assert parcel.plans == {"a" * 64: {"plan.toml": b"x = 1"}}
    assert parcel.units == (b"{}",)
    assert parcel.manifest.meetings == (ABOUT,)


def test_changed_by_nobody_it_is_read_without_a_signature_too() -> None:
    parcel = read(lied(lambda said, parts: None))
    assert parcel.signature is None
    assert parcel.signed.keys() == parcel.streams.keys() == {(MEETING, DEVICE)}


def part(said: Said, name: str = STREAM) -> Said:
    """What the manifest says of a part."""
    (found,) = (one for one in said["parts"] if one["name"] == name)
    return cast(Said, found)


def renamed(said: Said, parts: Parts) -> None:
    """The stream lies under another device's name."""
    place = STREAM.replace(str(DEVICE), str(OTHER))
    parts[place] = parts.pop(STREAM)
    part(said)["name"] = place


def gone(said: Said, parts: Parts) -> None:
    """The stream is not in the file."""
    del parts[STREAM]


def misplaced(said: Said, parts: Parts) -> None:
    """A wording lies under another digest."""
    name, place = f"indicators/{WORDING.digest()}.json", f"indicators/{'0' * 64}.json"
    parts[place] = parts.pop(name)
    part(said, name)["name"] = place


def illegible(said: Said, parts: Parts) -> None:
    """A wording is none."""
    parts[f"indicators/{WORDING.digest()}.json"] = b"{}"


LIES: dict[str, tuple[str, Callable[[Said, Parts], None]]] = {
    "another format": ("archive_foreign", lambda said, parts: said.update(format="bienban-archive")),
    "no format": ("archive_foreign", lambda said, parts: said.pop("format")),
    "no version": ("archive_foreign", lambda said, parts: said.pop("version")),
    "a version in words": ("archive_foreign", lambda said, parts: said.update(version="1")),
    "a later version": ("newer", lambda said, parts: said.update(version=2)),
    "no meetings": ("archive_damaged", lambda said, parts: said.pop("meetings")),
    "a number for a text": ("archive_damaged", lambda said, parts: said.update(app=1)),
    "another meeting is announced": ("archive_damaged", lambda said, parts: said["meetings"][0].update(id=str(OTHER))),
    "no meeting is announced": ("archive_damaged", lambda said, parts: said["meetings"].clear()),
    "one announced too many": (
        "archive_damaged",
        lambda said, parts: said["meetings"].append({**said["meetings"][0], "id": str(OTHER)}),
    ),
    "a part twice in the list": ("archive_damaged", lambda said, parts: said["parts"].append(said["parts"][0])),
    "a part that is not listed": ("archive_damaged", lambda said, parts: said["parts"].pop()),
    "a part that is not there": ("archive_damaged", gone),
    "another size": ("archive_damaged", lambda said, parts: part(said).update(size=len(LINES) + 1)),
    "another hash": ("archive_damaged", lambda said, parts: part(said).update(sha256="0" * 64)),
    "a shorter stream": ("archive_damaged", lambda said, parts: part(said).update(seq=2)),
    "another end": ("archive_damaged", lambda said, parts: part(said).update(head="0" * 64)),
    "under another name": ("archive_damaged", renamed),
    "a wording under another digest": ("archive_damaged", misplaced),
    "a wording that is none": ("archive_damaged", illegible),
}


@pytest.mark.parametrize("name", LIES)
def test_a_manifest_and_parts_that_differ_are_refused(name: str) -> None:
    code, change = LIES[name]
    assert code_of(lied(change)) == code


@pytest.mark.parametrize("manifest", [b"", b"{", b"[]", b"5", b"null"])
def test_a_manifest_that_is_none_is_somebody_elses(manifest: bytes) -> None:
    assert code_of(zipped({MANIFEST: manifest})) == "archive_foreign"
    assert code_of(zipped({STREAM: LINES})) == "archive_foreign"


def test_only_a_true_signature_is_taken() -> None:
    parts = parts_of(made())
    true = json.loads(parts[SIGNATURE])
    other = public_of(new_key())
    for false in ("{}", "x", json.dumps(true | {"key": other}), json.dumps(true | {"sig": "0" * 128})):
        assert code_of(zipped(parts | {SIGNATURE: false.encode()})) == "archive_damaged"
    said = json.dumps(json.loads(parts[MANIFEST]) | {"app": "another"}).encode()
    assert code_of(zipped(parts | {MANIFEST: said})) == "archive_damaged"


def test_names_and_numbers_of_parts_are_bounded() -> None:
    parts = parts_of(made())
    twin = STREAM.replace(str(DEVICE), str(OTHER))
    twice = zipped(parts | {twin: LINES}).replace(twin.encode(), STREAM.encode())
    assert code_of(twice) == "archive_damaged"
    assert code_of(zipped(parts | {"../x.journal": b""})) == "archive_damaged"
    many = {f"plans/{number:064x}/a.toml": b"" for number in range(MOST_PARTS)}
    assert code_of(zipped(parts | many)) == "archive_damaged"
    enough = dict(list(many.items())[: MOST_PARTS - len(parts)])
    assert len(read(made(enough)).plans) == len(enough) + 1


def test_a_file_too_large_is_not_read() -> None:
    """Neither as it lies there nor as it would be unpacked."""
    plain = made()
    unpacked = sum(map(len, parts_of(plain).values()))
    packed = zipped(parts_of(plain), zipfile.ZIP_DEFLATED)
    assert len(packed) < unpacked < len(plain)
    for data, largest in ((plain, len(plain)), (packed, unpacked)):
        with pytest.raises(StoreForeign) as refused:
            unpack(data, BUNDLE, "x.gui", largest - 1)
        assert (refused.value.code, refused.value.data["name"]) == ("archive_too_large", "x.gui")
        assert unpack(data, BUNDLE, "x.gui", largest).streams


def test_what_is_no_zip_is_somebody_elses_and_a_broken_one_is_damaged() -> None:
    data = made()
    assert code_of(b"") == code_of(b"\0" + data) == "archive_foreign"
    assert code_of(data[:-30]) == code_of(data[:100]) == "archive_damaged"


def test_a_stream_whose_header_is_hurt_is_read_by_its_place() -> None:
    """As a stream is opened whose header is hurt (sync.md §5.3)."""
    hurt = LINES.replace(b'"alias":"k7"', b'"alias":"k8"')
    content = content_of(STREAM, hurt)
    assert (content.header.meeting, content.header.device, content.sound) == (MEETING, DEVICE, False)
    assert len(content.lines) == 3
    assert content_of(STREAM, LINES[:-5]).lines.keys() == {1, 2}
    with_hole = b"".join(map(frame, [header().raw, line(1), line(3)]))
    assert (content_of(STREAM, with_hole).head.seq, content_of(STREAM, with_hole).sound) == (1, False)
    for name in ("manifest.json", f"indicators/{'a' * 64}.json", STREAM.replace(str(DEVICE), str(OTHER))):
        with pytest.raises(ValueError):  # noqa: PT011 - whatever is wrong with the name
            content_of(name, LINES)


def test_a_bundle_is_of_one_unit() -> None:
    """sync.md §6: whose meetings they are is said once."""
    place = "units/0198a1b2-0000-4000-8000-00000000ce1{}.json".format
    for units in ({}, {place(1): b"{}", place(2): b"{}"}, {place(1): b"{}"}, {place(1): b"x"}):
        with pytest.raises(StoreForeign) as refused:
            read_bundle(made(dict(units)), "x.gui")
        assert (refused.value.code, refused.value.data["name"]) == ("archive_damaged", "x.gui")
