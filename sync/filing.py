"""A meeting into a file and back (`sync.archive` has the form).

    kept = keep(store, meeting, path)         # the file is written, read back and checked
    restored = put_back(store, path)          # everything is checked before anything is written

Nothing is ever lost by either: a file that holds more than the new one is not replaced, a stream that holds more than
the file's stays, what cannot be joined is refused whole. Putting back twice changes nothing the second time.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from uuid import UUID

from sync.archive import Archive, pack, read_archive
from sync.cipher import Cipher, opened, sealed
from sync.container import LARGEST, About, Content, confirmed, content_of
from sync.disk_trouble import reason
from sync.errors import StoreError, StoreForeign, StoreFull, StoreUnreachable
from sync.files import DISK, FULL_ERRNOS, Disk, make_directories, write_atomically, write_synced
from sync.frames import frame
from sync.replica import APP, Replica
from sync.store import Store
from sync.stream import STREAM_KIND

Streams = Mapping[tuple[UUID, UUID], tuple[bytes, Content]]
"""(meeting, device) → a stream's bytes and what is in them."""

Read = Callable[[bytes, str], Streams]
"""Bytes and name of a file → its streams, everything in it checked; StoreForeign."""

LAST_MOMENT: Final = 5.0
"""Seconds given to the disk before a meeting that is open is put into a file."""


class FilingRefused(StoreError):
    """The file or the meeting is sound, but doing it would lose something. Nothing was changed."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A file was written: where, of how many bytes, streams and entries."""

    path: Path
    size: int
    streams: int
    entries: int


@dataclass(frozen=True, slots=True)
class Restored:
    """What came of putting a file back. Counts are of streams."""

    about: About
    new: int  # were not there
    longer: int  # were there with fewer entries, or damaged
    same: int  # were there with all that the file has
    other_plan: bool  # the meeting's plan is not on this laptop: the meeting can only be read
    renewed: bool  # this laptop records under a new identity from now on

    @property
    def changed(self) -> bool:
        """Whether anything was written."""
        return bool(self.new or self.longer)


# --- into a file ---------------------------------------------------------------------------------------------------


def keep(store: Store, meeting: str, path: Path, disk: Disk = DISK) -> Kept:
    """Write a meeting to a file. A file of the same meeting that holds nothing more is replaced, no other one.

    Raises FilingRefused, StoreError when the meeting cannot be read, OSError when the file cannot be written.
    """
    streams = streams_of(store, meeting)
    about = about_of(store, meeting)
    wording, plan = store.indicators(about.indicators_digest), store.plans.files(about.plan_digest)
    data = pack(about, streams, wording, plan, APP)
    put(path, data, lambda data, name: read_archive(data, name).streams, disk)
    return Kept(path, len(data), len(streams), about.entries)


def streams_of(store: Store, meeting: str) -> dict[UUID, bytes]:
    """Every stream as it lies on the disk; what is still on its way there is waited for."""
    replica = store.opened(meeting)
    if replica is not None and replica.unsaved and not store.writer.drain(LAST_MOMENT):
        raise FilingRefused("archive_unsaved", count=replica.unsaved)
    found = {}
    for path in store.paths.streams(UUID(meeting)):
        data = confirmed(opened(path.read_bytes(), STREAM_KIND, path, store.cipher))
        try:
            device = content_of(f"meetings/{meeting}/{path.name}", data).header.device
        except ValueError:
            continue  # somebody else's file, or one that lies in the wrong place
        found[device] = data
    return found


def about_of(store: Store, meeting: str) -> About:
    """What the manifest says of a meeting."""
    replica = store.opened(meeting)
    if replica is not None:
        return _said(replica)
    replica = store.read(meeting)
    try:
        return _said(replica)
    finally:
        replica.close()


def _said(replica: Replica) -> About:
    identity = replica.meeting.identity
    return About(
        id=replica.id,
        date=replica.meeting.details.text("date"),
        unit=identity.unit,
        entries=len(replica.meeting.ledger.entries),
        plan=identity.plan,
        plan_digest=identity.plan_digest,
        indicators_digest=identity.indicators_digest,
    )


def put(path: Path, data: bytes, read: Read, disk: Disk) -> None:
    """Write a file and read it back with `read`; one of its kind that holds nothing more is replaced, no other one.

    Raises FilingRefused, OSError when the file cannot be written.
    """
    if path.exists() and not _holds(data, path, read):
        raise FilingRefused("archive_exists", name=path.name)
    write_atomically(path, data, disk)
    read(path.read_bytes(), path.name)


def _holds(data: bytes, path: Path, read: Read) -> bool:
    """Whether the new file has all that the old one has, so that replacing it loses nothing."""
    try:
        old = read(path.read_bytes(), path.name)
    except StoreForeign:
        return False
    new = read(data, path.name)
    return old.keys() <= new.keys() and all(old[key][1].lines.items() <= new[key][1].lines.items() for key in old)


# --- and back ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Write:
    """A stream to be written, its lines plain. `aside` are the bytes, as they lie here, of a damaged file that it
    takes the place of.
    """

    path: Path
    data: bytes
    new: bool
    aside: bytes | None = None


def put_back(store: Store, path: Path, disk: Disk = DISK) -> Restored:
    """Bring the meeting of a file into the store.

    Raises StoreForeign (not our file, newer, or damaged) and FilingRefused: nothing has changed. StoreFull,
    StoreUnreachable: no stream has changed; a plan or a wording more may be known.
    """
    archive = read_archive(file_bytes(path), path.name)
    writes = [write for write in _planned(store, archive, path.name) if write is not None]
    if writes and store.opened(archive.about.id) is not None:
        raise FilingRefused("archive_open")
    if archive.indicators is not None and store.indicators(archive.about.indicators_digest) is None:
        store.learn_indicators(archive.indicators)
    renewed = bool(writes) and store.takes_in(archive.about.id, {UUID(write.path.stem) for write in writes})
    try:
        if archive.plan:
            store.plans.keep(archive.about.plan_digest, archive.plan)
        write_all(writes, disk, store.cipher)
    except OSError as error:
        raise trouble(error, path) from error
    return Restored(
        about=archive.about,
        new=sum(write.new for write in writes),
        longer=sum(not write.new for write in writes),
        same=len(archive.streams) - len(writes),
        other_plan=store.plans.of(archive.about.plan_digest) is None,
        renewed=renewed,
    )


def file_bytes(path: Path) -> bytes:
    """A file somebody brings; StoreUnreachable, StoreForeign when it is too large."""
    try:
        if path.stat().st_size > LARGEST:
            raise StoreForeign("archive_too_large", name=path.name)
        return path.read_bytes()
    except FileNotFoundError as error:
        raise StoreUnreachable("missing", name=path.name) from error
    except OSError as error:
        raise trouble(error, path) from error


def trouble(error: OSError, path: Path) -> StoreError:
    """What the operating system said of a file, as the store says it."""
    if error.errno in FULL_ERRNOS:
        return StoreFull(path.name)
    return StoreUnreachable("unreachable", name=path.name, reason=reason(error))


def _planned(store: Store, archive: Archive, name: str) -> list[Write | None]:
    """What has to be written, stream by stream; None for one that has everything already."""
    return [
        joined(store.paths.stream(meeting, device), data, content, name, store.cipher)
        for (meeting, device), (data, content) in archive.streams.items()
    ]


def joined(place: Path, data: bytes, theirs: Content, name: str, cipher: Cipher | None = None) -> Write | None:
    """The stream with the lines of both; one line that differs, or another header, refuses the whole file."""
    if not place.exists():
        return Write(place, data, new=True)
    held = place.read_bytes()
    try:
        ours = content_of(f"meetings/{place.parent.name}/{place.name}", opened(held, STREAM_KIND, place, cipher))
    except ValueError as error:
        raise StoreForeign("mismatch", name=place.name) from error
    _refuse_difference(ours, theirs, name)
    lines = {**ours.lines, **theirs.lines}
    if len(lines) == len(ours.lines):
        return None
    if len(lines) > len(theirs.lines):
        header = ours.header if ours.sound else theirs.header
        data = b"".join(map(frame, [header.raw, *(lines[seq] for seq in sorted(lines))]))
    return Write(place, data, new=False, aside=None if ours.sound else held)


def _refuse_difference(ours: Content, theirs: Content, name: str) -> None:
    """Two laptops may not speak with one voice: the first line in which they differ is named."""
    parted = [seq for seq, line in theirs.lines.items() if ours.lines.get(seq, line) != line]
    if not parted and ours.sound and theirs.sound and ours.header.raw != theirs.header.raw:
        parted = [0]
    if parted:
        raise FilingRefused("archive_conflict", seq=min(parted), alias=theirs.header.alias, name=name)


def write_all(writes: list[Write], disk: Disk, cipher: Cipher | None = None) -> None:
    """All new files beside their places and on the disk first; only then the names, one after another."""
    fresh: dict[Path, Path] = {}
    try:
        for write in writes:
            make_directories(write.path.parent, disk)
            if write.aside is not None:
                write_atomically(_beside(write.path), write.aside, disk)
            fresh[write.path] = write.path.with_name(write.path.name + ".new")
            write_synced(fresh[write.path], sealed(write.data, STREAM_KIND, write.path, cipher), disk)
    except OSError:
        for made in fresh.values():
            disk.unlink(made)
        raise
    for place, made in fresh.items():
        disk.replace(made, place)
        disk.sync_directory(place.parent)


def _beside(path: Path) -> Path:
    """A free name for the damaged file: what could not be read may be wanted once more."""
    number = 1
    while (aside := path.with_name(f"{path.name}.hurt-{number}")).exists():
        number += 1
    return aside
