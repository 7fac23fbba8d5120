"""The container of our files that travel or are kept: a zip without compression, the same bytes for the same content.

    manifest.json                              what follows, each part with size, SHA-256 and, of a stream, its head
    signature.json                             the word of the laptop that packed it, over the manifest; may be missing
    indicators/<digest>.json                   the wording a meeting was opened with (R86)
    plans/<digest>/<name>.toml                 the files of the plan it was opened with, when the store keeps them
    units/<cell>.json                          a unit and its people
    meetings/<meeting>/<device>.journal        every stream, verbatim as it lies on the disk (sync.md §1)

`format` of the manifest says what the whole is for: a meeting to be kept elsewhere (`sync.archive`), streams on their
way from laptop to laptop (`sync.bundle`). What is read is trusted in nothing: names, sizes, hashes, frames, chains and
signatures are checked before anybody uses a byte (`unpack`).
"""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
import zlib
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from uuid import UUID

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import from_json

from models.plan import IndicatorList
from sync.chain import Chain, Head
from sync.errors import StoreForeign
from sync.frames import Reading, read
from sync.journal import encode
from sync.protocol import SignedHead
from sync.signing import verified
from sync.stream import STREAM_KIND, StreamHeader

VERSION: Final = 1
BUNDLE: Final = "bienban-bundle"
"""Format of streams on their way from laptop to laptop and to headquarters."""

MANIFEST: Final = "manifest.json"
SIGNATURE: Final = "signature.json"

LARGEST: Final = 128 * 1024 * 1024
"""Bytes a file may have, and its parts together: a hundred laptops of 5,000 acts each."""

MOST_PARTS: Final = 1_000

_PART: Final = re.compile(
    r"indicators/[0-9a-f]{64}\.json"
    r"|plans/(?P<plan>[0-9a-f]{64})/(?P<file>(?:[a-z0-9_-]+/)?[a-z0-9_-]+\.toml)"
    r"|units/[0-9a-f-]{36}\.json"
    r"|meetings/(?P<meeting>[0-9a-f-]{36})/(?P<device>[0-9a-f-]{36})\.journal"
)
"""The only names there are; none of them leaves its folder."""

_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
"""The earliest time a zip can tell: when a file was packed is nobody's business."""


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, strict=True, extra="ignore")


class Part(_Strict):
    """One part of the file. `seq` and `head` are those of a stream's longest prefix without a gap, hex.

    `signed` is how far the device that wrote the stream vouches for it, as far as the laptop that packed it knows.
    """

    name: str
    size: int
    sha256: str
    seq: int = 0
    head: str = ""
    signed: SignedHead | None = None


class About(_Strict):
    """What a meeting is, for people and for the list; the streams say it with authority."""

    id: str
    date: str
    unit: str
    entries: int
    plan: str
    plan_digest: str
    indicators_digest: str


class Manifest(_Strict):
    """The first part: what the file is and what it holds."""

    format: str
    version: int
    app: str
    meetings: tuple[About, ...]
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Content:
    """What is in one stream file: its header, its readable lines by number, its head, and whether it is sound."""

    header: StreamHeader
    lines: Mapping[int, bytes]
    head: Head
    sound: bool


class Signature(_Strict):
    """The word of a laptop that it packed the file: over the bytes of the manifest, so over every part."""

    device: str
    key: str  # its public key
    sig: str


class UnitNamed(_Strict):
    """What ids a unit has on the laptop that packed it: the present one, and those it had before."""

    id: UUID
    former: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class Parcel:
    """A container that was read and found whole. Streams by (meeting, device), each with its bytes and content."""

    manifest: Manifest
    signature: Signature | None
    streams: Mapping[tuple[UUID, UUID], tuple[bytes, Content]]
    wordings: Mapping[str, IndicatorList]
    plans: Mapping[str, Mapping[str, bytes]]  # digest → the plan's files by their names
    units: tuple[bytes, ...]
    signed: Mapping[tuple[UUID, UUID], SignedHead]


Sign = Callable[[bytes], Signature | None]
"""Bytes of a manifest → the signature of this laptop; None when it has no key."""

Signed = Callable[[Content], SignedHead | None]
"""A stream → how far its device vouches for it; None when that is not known."""


# --- writing -------------------------------------------------------------------------------------------------------


def held_of(
    streams: Mapping[tuple[UUID, UUID], bytes],
    wordings: Iterable[IndicatorList],
    plans: Mapping[str, Mapping[str, bytes]],
) -> dict[str, bytes]:
    """The parts by name. `streams`: (meeting, device) → bytes as `confirmed` gives them; `plans`: digest → files."""
    held = {_place(meeting, device): data for (meeting, device), data in streams.items()}
    held |= {f"plans/{digest}/{name}": data for digest, files in plans.items() for name, data in files.items()}
    return held | {f"indicators/{one.digest()}.json": encode(one.model_dump(mode="json")) for one in wordings}


def _place(meeting: UUID, device: UUID) -> str:
    return f"meetings/{meeting}/{device}.journal"


def packed(
    format: str,
    abouts: tuple[About, ...],
    held: Mapping[str, bytes],
    app: str,
    sign: Sign = lambda manifest: None,
    signed: Signed = lambda content: None,
) -> bytes:
    """The file. `sign` is given the bytes of the manifest; without a signature of it there is none in the file.

    `signed` tells how far the device that wrote a stream vouches for it.
    """
    contents = {name: content_of(name, data) for name, data in held.items() if name.startswith("meetings/")}
    parts = tuple(_part(name, held[name], contents.get(name), signed) for name in sorted(held))
    manifest = Manifest(format=format, version=VERSION, app=app, meetings=abouts, parts=parts)
    said = encode(manifest.model_dump(mode="json"))
    signature = sign(said)
    word = {SIGNATURE: encode(signature.model_dump(mode="json"))} if signature is not None else {}
    return _zipped({MANIFEST: said, **word, **{part.name: held[part.name] for part in parts}})


def confirmed(data: bytes) -> bytes:
    """A stream file without the end of a write that was cut off; everything else as it is, damage included."""
    reading = read(data, STREAM_KIND)
    return data[: reading.torn] if reading.torn is not None else data


def _part(name: str, data: bytes, content: Content | None, signed: Signed) -> Part:
    part = Part(name=name, size=len(data), sha256=hashlib.sha256(data).hexdigest())
    if content is None:
        return part
    seq, hash = content.head
    return part.model_copy(update={"seq": seq, "head": hash.hex(), "signed": signed(content)})


def _zipped(parts: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as file:
        for name, data in parts.items():
            info = zipfile.ZipInfo(name, _EPOCH)
            info.create_system, info.external_attr = 3, 0o600 << 16
            file.writestr(info, data)
    return out.getvalue()


# --- reading -------------------------------------------------------------------------------------------------------


def unpack(data: bytes, format: str, name: str, largest: int = LARGEST) -> Parcel:
    """What is in a file, everything checked. `name` is the file's, for the sentence; `largest` bounds all its parts.

    Raises StoreForeign: not our file, of a newer version, or not whole.
    """
    parts = _unzipped(data, name, largest)
    said = parts.pop(MANIFEST, b"")
    manifest = _manifest(said, format, name)
    signature = _signature(parts.pop(SIGNATURE, b""), said, name)
    listed = {part.name: part for part in manifest.parts}
    if parts.keys() != listed.keys() or len(listed) != len(manifest.parts):
        raise damaged(name)
    for part in manifest.parts:
        held = parts[part.name]
        if (len(held), hashlib.sha256(held).hexdigest()) != (part.size, part.sha256):
            raise damaged(name)
    streams = _streams(parts, listed, {about.id for about in manifest.meetings}, name)
    units = tuple(data for place, data in parts.items() if place.startswith("units/"))
    signed = {key: word for key in streams if (word := listed[_place(*key)].signed) is not None}
    return Parcel(
        manifest,
        signature,
        streams,
        _wordings(parts, name),
        _plans(parts),
        units,
        signed,
    )


def damaged(name: str) -> StoreForeign:
    """The file is not as it was packed."""
    return StoreForeign("archive_damaged", name=name)


def content_of(name: str, data: bytes) -> Content:
    """What is in a stream file of the name `meetings/<meeting>/<device>.journal`.

    ValueError for another name, or a header that says another meeting or device.
    """
    match = _PART.fullmatch(name)
    if match is None or match["meeting"] is None:
        raise ValueError(name)
    meeting, device = UUID(match["meeting"]), UUID(match["device"])
    reading = read(data, STREAM_KIND)
    header = _header(reading, name, meeting, device)
    lines = dict(reading.lines)
    chain = Chain(meeting, device)
    head = chain.origin(header.raw)
    while (line := lines.get(head.seq + 1)) is not None:
        head = chain.next(head, line)
    whole = reading.header is not None and not (reading.holes or reading.missing or reading.repeated)
    return Content(header, lines, head, whole)


def _header(reading: Reading, name: str, meeting: UUID, device: UUID) -> StreamHeader:
    """The stream's own header, or the one its place gives when it is hurt (as `Stream` does)."""
    if reading.header is None:
        return StreamHeader.of_path(Path(name))
    header = StreamHeader.parse(reading.header)
    if (header.meeting, header.device) != (meeting, device):
        raise ValueError("the stream of another meeting or device")
    return header


def _unzipped(data: bytes, name: str, largest: int) -> dict[str, bytes]:
    """The parts of the zip by name, within the limits; names that are not ours make it somebody else's file."""
    if len(data) > largest:
        raise StoreForeign("archive_too_large", name=name)
    if not data.startswith(b"PK\x03\x04"):
        raise StoreForeign("archive_foreign", name=name)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            infos = file.infolist()
            names = [info.filename for info in infos]
            if MANIFEST not in names:
                raise StoreForeign("archive_foreign", name=name)
            ours = all(one in (MANIFEST, SIGNATURE) or _PART.fullmatch(one) for one in names)
            fine = ours and len(set(names)) == len(names)
            if sum(info.file_size for info in infos) > largest:
                raise StoreForeign("archive_too_large", name=name)
            if not fine or len(infos) > MOST_PARTS:
                raise damaged(name)
            return {info.filename: _unpacked(file, info) for info in infos}
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError) as error:
        raise damaged(name) from error


def _unpacked(file: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """One part; never more than it says to have, whatever is inside."""
    with file.open(info) as part:
        data = part.read(info.file_size + 1)
    if len(data) != info.file_size:
        raise zipfile.BadZipFile(info.filename)
    return data


def _manifest(data: bytes, wanted: str, name: str) -> Manifest:
    """The first part; what a newer version wrote is told as such, whatever else it says."""
    try:
        said = from_json(data)
        format, version = said["format"], said["version"]
    except (ValueError, KeyError, TypeError) as error:
        raise StoreForeign("archive_foreign", name=name) from error
    if format != wanted or not isinstance(version, int):
        raise StoreForeign("archive_foreign", name=name)
    if version > VERSION:
        raise StoreForeign("newer", name=name, version=version)
    try:
        return Manifest.model_validate_json(data)
    except ValidationError as error:
        raise damaged(name) from error


def _signature(data: bytes, manifest: bytes, name: str) -> Signature | None:
    """Who vouches for the file, None for nobody; a signature that is none makes the file damaged."""
    if not data:
        return None
    try:
        said = Signature.model_validate_json(data)
    except ValidationError as error:
        raise damaged(name) from error
    if not verified(said.key, statement_of(manifest), said.sig):
        raise damaged(name)
    return said


def statement_of(manifest: bytes) -> bytes:
    """What a laptop signs for a file it packed."""
    return b"bb1-parcel" + hashlib.sha256(manifest).digest()


def _streams(
    parts: Mapping[str, bytes], listed: Mapping[str, Part], meetings: Collection[str], name: str
) -> dict[tuple[UUID, UUID], tuple[bytes, Content]]:
    """Every stream with what is in it, its chain walked to the head that the manifest names; one of each meeting."""
    found = {}
    for place in (place for place in parts if place.startswith("meetings/")):
        try:
            content = content_of(place, parts[place])
        except ValueError as error:
            raise damaged(name) from error
        head, header = content.head, content.header
        if (head.seq, head.hash.hex()) != (listed[place].seq, listed[place].head):
            raise damaged(name)
        found[header.meeting, header.device] = (parts[place], content)
    if {str(meeting) for meeting, _ in found} != set(meetings):
        raise damaged(name)
    return found


def _wordings(parts: Mapping[str, bytes], name: str) -> dict[str, IndicatorList]:
    """Lists of indicators by digest."""
    found = {}
    for place in (place for place in parts if place.startswith("indicators/")):
        try:
            wording = IndicatorList.model_validate_json(parts[place])
        except ValidationError as error:
            raise damaged(name) from error
        found[wording.digest()] = wording
        if place != f"indicators/{wording.digest()}.json":
            raise damaged(name)
    return found


def _plans(parts: Mapping[str, bytes]) -> dict[str, dict[str, bytes]]:
    """The files of plans by the digest they are said to have; whoever keeps them reads them first."""
    found: dict[str, dict[str, bytes]] = {}
    for place, data in parts.items():
        match = _PART.fullmatch(place)
        if match is not None and match["plan"]:
            found.setdefault(match["plan"], {})[match["file"]] = data
    return found
