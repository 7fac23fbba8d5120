"""A meeting as one file, to be kept elsewhere: disks die and laptops are lost. The form and its checks.

A zip without compression, the same bytes for the same meeting:

    manifest.json                              what follows, each part with size, SHA-256 and, of a stream, its head
    indicators/<digest>.json                   the wording the meeting was opened with (R86)
    plans/<digest>/<name>.toml                 the files of the plan it was opened with, when the store keeps them
    meetings/<meeting>/<device>.journal        every stream, verbatim as it lies on the disk (sync.md §1)

The manifest lists meetings and parts, so that a later kind of file can carry several meetings from laptop to laptop
(sync.md §6, bundles): same parts, another `format`. What is read is trusted in nothing: names, sizes, hashes, frames
and chains are checked before anybody uses a byte (`read_archive`).
"""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import from_json

from models.plan import IndicatorList
from sync.chain import Chain, Head
from sync.errors import StoreForeign
from sync.frames import Reading, read
from sync.journal import encode
from sync.stream import STREAM_KIND, StreamHeader

FORMAT: Final = "bienban-archive"
VERSION: Final = 1
ENDING: Final = ".bienban"
MANIFEST: Final = "manifest.json"

LARGEST: Final = 128 * 1024 * 1024
"""Bytes a file may have, and its parts together: a hundred laptops of 5,000 acts each."""

MOST_PARTS: Final = 1_000

_PART: Final = re.compile(
    r"indicators/[0-9a-f]{64}\.json"
    r"|plans/(?P<plan>[0-9a-f]{64})/(?P<file>(?:[a-z0-9_-]+/)?[a-z0-9_-]+\.toml)"
    r"|meetings/(?P<meeting>[0-9a-f-]{36})/(?P<device>[0-9a-f-]{36})\.journal"
)
"""The only names there are; none of them leaves its folder."""

_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
"""The earliest time a zip can tell: when a file was packed is nobody's business."""


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, strict=True, extra="ignore")


class Part(_Strict):
    """One part of the file. `seq` and `head` are those of a stream's longest prefix without a gap, hex."""

    name: str
    size: int
    sha256: str
    seq: int = 0
    head: str = ""


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


@dataclass(frozen=True, slots=True)
class Archive:
    """A file that was read and found whole: streams by (meeting, device), each with its bytes and what is in them."""

    about: About
    streams: Mapping[tuple[UUID, UUID], tuple[bytes, Content]]
    indicators: IndicatorList | None
    plan: Mapping[str, bytes]  # the files of the plan by their names; empty when the file carries none


# --- writing -------------------------------------------------------------------------------------------------------


def pack(
    about: About,
    streams: Mapping[UUID, bytes],
    indicators: IndicatorList | None,
    plan: Mapping[str, bytes],
    app: str,
) -> bytes:
    """The file of one meeting. `streams`: device → bytes as `confirmed` gives them; `plan`: name → file."""
    meeting = UUID(about.id)
    held = {f"meetings/{meeting}/{device}.journal": data for device, data in streams.items()}
    heads = {name: content_of(name, data).head for name, data in held.items()}
    held |= {f"plans/{about.plan_digest}/{name}": data for name, data in plan.items()}
    if indicators is not None:
        held[f"indicators/{indicators.digest()}.json"] = encode(indicators.model_dump(mode="json"))
    parts = tuple(_part(name, held[name], heads.get(name)) for name in sorted(held))
    manifest = Manifest(format=FORMAT, version=VERSION, app=app, meetings=(about,), parts=parts)
    stored = {part.name: held[part.name] for part in parts}
    return _zipped({MANIFEST: encode(manifest.model_dump(mode="json")), **stored})


def confirmed(data: bytes) -> bytes:
    """A stream file without the end of a write that was cut off; everything else as it is, damage included."""
    reading = read(data, STREAM_KIND)
    return data[: reading.torn] if reading.torn is not None else data


def _part(name: str, data: bytes, head: Head | None) -> Part:
    seq, hash = (head.seq, head.hash.hex()) if head is not None else (0, "")
    return Part(name=name, size=len(data), sha256=hashlib.sha256(data).hexdigest(), seq=seq, head=hash)


def _zipped(parts: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as file:
        for name, data in parts.items():
            info = zipfile.ZipInfo(name, _EPOCH)
            info.create_system, info.external_attr = 3, 0o600 << 16
            file.writestr(info, data)
    return out.getvalue()


# --- reading -------------------------------------------------------------------------------------------------------


def read_archive(data: bytes, name: str) -> Archive:
    """The meeting in a file, everything checked. `name` is the file's, for the sentence.

    Raises StoreForeign: not our file, of a newer version, or not whole.
    """
    parts = _unzipped(data, name)
    manifest = _manifest(parts.pop(MANIFEST, b""), name)
    listed = {part.name: part for part in manifest.parts}
    if parts.keys() != listed.keys() or len(manifest.meetings) != 1 or len(listed) != len(manifest.parts):
        raise damaged(name)
    for part in manifest.parts:
        held = parts[part.name]
        if (len(held), hashlib.sha256(held).hexdigest()) != (part.size, part.sha256):
            raise damaged(name)
    about = manifest.meetings[0]
    streams = _streams(parts, listed, about, name)
    return Archive(about, streams, _wording(parts, about, name), _plan(parts, about, name))


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
    header = _header(reading, meeting, device)
    lines = dict(reading.lines)
    chain = Chain(meeting, device)
    head = chain.origin(header.raw)
    while (line := lines.get(head.seq + 1)) is not None:
        head = chain.next(head, line)
    whole = reading.header is not None and not (reading.holes or reading.missing or reading.repeated)
    return Content(header, lines, head, whole)


def _header(reading: Reading, meeting: UUID, device: UUID) -> StreamHeader:
    """The stream's own header, or the one its place gives when it is hurt (as `Stream` does)."""
    if reading.header is None:
        return StreamHeader.make(meeting=meeting, device=device, cell=UUID(int=0), alias="", offset=0)
    header = StreamHeader.parse(reading.header)
    if (header.meeting, header.device) != (meeting, device):
        raise ValueError("the stream of another meeting or device")
    return header


def _unzipped(data: bytes, name: str) -> dict[str, bytes]:
    """The parts of the zip by name, within the limits; names that are not ours make it somebody else's file."""
    if len(data) > LARGEST:
        raise StoreForeign("archive_too_large", name=name)
    if not data.startswith(b"PK\x03\x04"):
        raise StoreForeign("archive_foreign", name=name)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            infos = file.infolist()
            names = [info.filename for info in infos]
            if MANIFEST not in names:
                raise StoreForeign("archive_foreign", name=name)
            fine = all(one == MANIFEST or _PART.fullmatch(one) for one in names) and len(set(names)) == len(names)
            if not fine or len(infos) > MOST_PARTS or sum(info.file_size for info in infos) > LARGEST:
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


def _manifest(data: bytes, name: str) -> Manifest:
    """The first part; what a newer version wrote is told as such, whatever else it says."""
    try:
        said = from_json(data)
        format, version = said["format"], said["version"]
    except (ValueError, KeyError, TypeError) as error:
        raise StoreForeign("archive_foreign", name=name) from error
    if format != FORMAT:
        raise StoreForeign("archive_foreign", name=name)
    if not isinstance(version, int) or version > VERSION:
        raise StoreForeign("newer", name=name, version=version)
    try:
        return Manifest.model_validate_json(data)
    except ValidationError as error:
        raise damaged(name) from error


def _streams(
    parts: Mapping[str, bytes], listed: Mapping[str, Part], about: About, name: str
) -> dict[tuple[UUID, UUID], tuple[bytes, Content]]:
    """Every stream with what is in it, its chain walked to the head that the manifest names."""
    found = {}
    for place in (place for place in parts if place.startswith("meetings/")):
        try:
            content = content_of(place, parts[place])
        except ValueError as error:
            raise damaged(name) from error
        head, header = content.head, content.header
        if (head.seq, head.hash.hex()) != (listed[place].seq, listed[place].head) or str(header.meeting) != about.id:
            raise damaged(name)
        found[header.meeting, header.device] = (parts[place], content)
    if not found:
        raise damaged(name)
    return found


def _wording(parts: Mapping[str, bytes], about: About, name: str) -> IndicatorList | None:
    """The indicators the meeting was opened with, None when the file carries none."""
    held = [parts[place] for place in parts if place.startswith("indicators/")]
    if not held:
        return None
    try:
        wording = IndicatorList.model_validate_json(held[0])
    except ValidationError as error:
        raise damaged(name) from error
    if len(held) > 1 or wording.digest() != about.indicators_digest:
        raise damaged(name)
    return wording


def _plan(parts: Mapping[str, bytes], about: About, name: str) -> dict[str, bytes]:
    """The files of the meeting's plan; those of another plan have no place here."""
    found = {}
    for place, data in parts.items():
        match = _PART.fullmatch(place)
        if match is not None and match["plan"]:
            if match["plan"] != about.plan_digest:
                raise damaged(name)
            found[match["file"]] = data
    return found
