"""From laptop to laptop without headquarters, by USB stick: streams of one meeting or several (sync.md §6, bundles).

    given = give(store, meetings, path)      # the file is written, read back and checked
    taken = take(store, path)                # everything is checked before anything is written

What comes is joined, never put in the place of anything: a stream that is new is added, one that is longer extends what
is here, a shorter one changes nothing, and one that differs is refused while the others go on. Taking twice changes
nothing the second time. The unit and its people come along, so that two laptops are of one cell and find the same
meeting by themselves; they are used only when a person agrees (`join`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from uuid import UUID

from pydantic import BaseModel, ConfigDict, ValidationError

from models.people import Roster, RosterDiff, diff
from models.vietnamese.text import fold
from sync.container import (
    BUNDLE,
    About,
    Content,
    Parcel,
    Signature,
    Signed,
    damaged,
    held_of,
    packed,
    statement_of,
    unpack,
)
from sync.errors import StoreError
from sync.files import DISK, Disk
from sync.filing import FilingRefused, Write, about_of, file_bytes, joined, put, streams_of, trouble, write_all
from sync.identity import keys_of
from sync.journal import encode
from sync.protocol import SignedHead
from sync.replica import APP
from sync.shelf import Shelf
from sync.signing import public_of, sign
from sync.store import Store
from sync.units import Unit
from sync.vouching import signed_now


class Carried(BaseModel):
    """The unit whose meetings are in a file, and its people as the giving laptop last imported them."""

    model_config = ConfigDict(frozen=True, strict=True, extra="ignore")

    id: str
    name: str
    parent: str
    locality: str
    body: str
    variant: str
    roster: Roster | None = None
    indicators: str = ""  # digest of the wording in use
    former: tuple[str, ...] = ()  # ids it had on the giving laptop before: headquarters may know none of them

    @property
    def unit(self) -> Unit:
        """The unit alone."""
        return Unit(self.id, self.name, self.parent, self.locality, self.body, self.variant)


@dataclass(frozen=True, slots=True)
class Bundle:
    """A file that was read and found whole."""

    parcel: Parcel
    carried: Carried


@dataclass(frozen=True, slots=True)
class Given:
    """A file was written: where, of how many meetings, streams and entries."""

    path: Path
    meetings: int
    streams: int
    entries: int


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of taking a file in. Counts are of streams; `refused` says in a sentence each what was not taken."""

    carried: Carried
    meetings: tuple[About, ...]
    new: int  # were not there
    longer: int  # were there with fewer entries, or damaged
    same: int  # were there with all that the file has
    refused: tuple[StoreError, ...]
    other_plans: int  # meetings whose plan is not on this laptop: they can only be read
    renewed: bool  # this laptop records under a new identity from now on
    ours: bool  # the unit is the current one of this laptop
    people: RosterDiff | None  # what the people that came would change of ours, None when nothing

    @property
    def changed(self) -> bool:
        """Whether any stream was written."""
        return bool(self.new or self.longer)


# --- giving --------------------------------------------------------------------------------------------------------


def give(store: Store, meetings: Sequence[str], path: Path, disk: Disk = DISK) -> Given:
    """Write meetings of one unit to a file. A file of ours that holds nothing more is replaced, no other one.

    Raises FilingRefused, StoreError when a meeting cannot be read, OSError when the file cannot be written.
    """
    if not meetings:
        raise FilingRefused("bundle_nothing")
    carried = _carried(store, meetings)
    abouts = tuple(about_of(store, meeting) for meeting in sorted(set(meetings)))
    streams = {(UUID(one.id), device): data for one in abouts for device, data in streams_of(store, one.id).items()}
    used = {carried.indicators, *(one.indicators_digest for one in abouts)}
    wordings = [wording for digest in sorted(used) if digest and (wording := store.indicators(digest)) is not None]
    plans = {digest: store.plans.files(digest) for digest in {one.plan_digest for one in abouts}}
    held = held_of(streams, wordings, plans) | {f"units/{carried.id}.json": encode(carried.model_dump(mode="json"))}
    data = packed(BUNDLE, abouts, held, APP, lambda manifest: _signed(store, manifest), _words(store))
    put(path, data, lambda data, name: read_bundle(data, name).parcel.streams, disk)
    return Given(path, len(abouts), len(streams), sum(one.entries for one in abouts))


def _carried(store: Store, meetings: Sequence[str]) -> Carried:
    """The unit of these meetings; its people when it is the current one."""
    cells = {store.units.now(info.cell) for info in store.meetings() if info.id in meetings}
    if len(cells) > 1:
        raise FilingRefused("bundle_units")
    cell = next(iter(cells), str(store.cell))
    unit = next((unit for unit in store.units.all() if unit.id == cell), Unit(cell))
    wording = store.indicators()
    return Carried(
        **asdict(unit),
        roster=store.roster() if cell == str(store.cell) else None,
        indicators=wording.digest() if wording is not None else "",
        former=tuple(former for former in store.units.former(cell) if former != cell),
    )


def _signed(store: Store, manifest: bytes) -> Signature | None:
    """This laptop's word for the file; none while its settings can only be read and hold no key yet."""
    key = keys_of(store.identities()).get(store.device.id) if store.writable else None
    if key is None:
        return None
    return Signature(device=str(store.device.id), key=public_of(key), sig=sign(key, statement_of(manifest)))


def _words(store: Store) -> Signed:
    """How far each stream is vouched for: ours by us, now; a colleague's as its own device last did."""
    keys = keys_of(store.identities()) if store.writable else {}
    shelf = Shelf(store.paths, keys, cipher=store.cipher)

    def signed(content: Content) -> SignedHead | None:
        header = content.header
        if header.device in keys:
            return signed_now(header, *content.head, keys[header.device])
        return shelf.word(header.meeting, header.device)

    return signed


# --- taking --------------------------------------------------------------------------------------------------------


def read_bundle(data: bytes, name: str) -> Bundle:
    """What is in a file, everything checked. Raises StoreForeign: not our file, newer, or not whole."""
    parcel = unpack(data, BUNDLE, name)
    if len(parcel.units) != 1:
        raise damaged(name)
    try:
        return Bundle(parcel, Carried.model_validate_json(parcel.units[0]))
    except ValidationError as error:
        raise damaged(name) from error


def take(store: Store, path: Path, disk: Disk = DISK) -> Taken:
    """Bring the streams of a file into the store; a meeting that is open now then takes its peers' lines in.

    Raises StoreForeign (not our file, newer, or damaged): nothing has changed. StoreFull, StoreUnreachable: no stream
    has changed; a plan or a wording more may be known.
    """
    bundle = read_bundle(file_bytes(path), path.name)
    parcel, carried = bundle.parcel, bundle.carried
    writes, refused = _planned(store, parcel.streams, path.name)
    try:
        _learn(store, parcel)
        renewed = _announced(store, writes) or _cloned(store, refused)
        write_all(writes, disk, store.cipher)
        _keep_words(store, parcel, disk)
    except OSError as error:
        raise trouble(error, path) from error
    ours = carried.id == str(store.cell)
    return Taken(
        carried=carried,
        meetings=parcel.manifest.meetings,
        new=sum(write.new for write in writes),
        longer=sum(not write.new for write in writes),
        same=len(parcel.streams) - len(writes) - len(refused),
        refused=tuple(refused),
        other_plans=sum(store.plans.of(one.plan_digest) is None for one in parcel.manifest.meetings),
        renewed=renewed,
        ours=ours,
        people=_people(store, carried) if ours else None,
    )


def _planned(
    store: Store, streams: Mapping[tuple[UUID, UUID], tuple[bytes, Content]], name: str
) -> tuple[list[Write], list[StoreError]]:
    """What has to be written, stream by stream, and what cannot be taken; the one does not hold up the other."""
    writes: list[Write] = []
    refused: list[StoreError] = []
    for (meeting, device), (data, content) in streams.items():
        try:
            write = joined(store.paths.stream(meeting, device), data, content, name, store.cipher)
        except FilingRefused as error:
            refused.append(FilingRefused("bundle_fork", **error.data, device=device))
            continue
        replica = store.opened(str(meeting))
        if write is not None and replica is not None and replica.device == str(device):
            refused.append(FilingRefused("bundle_own", name=name))
        elif write is not None:
            writes.append(write)
    return writes, refused


def _keep_words(store: Store, parcel: Parcel, disk: Disk) -> None:
    """Keep what colleagues' devices signed, so that this laptop may forward their streams. Raises OSError."""
    shelf = Shelf(store.paths, keys_of(store.identities()), disk=disk, cipher=store.cipher)
    for (meeting, device), word in parcel.signed.items():
        if device not in shelf.keys:
            shelf.keep_word(meeting, device, word)


def _learn(store: Store, parcel: Parcel) -> None:
    """Keep the plans and wordings that the meetings were opened with. Raises OSError."""
    for digest, wording in parcel.wordings.items():
        if store.indicators(digest) is None:
            store.learn_indicators(wording)
    for digest, files in parcel.plans.items():
        store.plans.keep(digest, files)


def _announced(store: Store, writes: Sequence[Write]) -> bool:
    """Tell the store which streams are about to come; whether this laptop is another device from now on."""
    renewed = [
        store.takes_in(
            str(meeting), {UUID(write.path.stem) for write in writes if write.path.parent.name == str(meeting)}
        )
        for meeting in {UUID(write.path.parent.name) for write in writes}
    ]
    return any(renewed)


def _cloned(store: Store, refused: Sequence[StoreError]) -> bool:
    """Somebody else records under our name: we take another one, and each keeps what it has (sync.md §6, fork)."""
    cloned = any(error.code == "bundle_fork" and error.data["device"] == store.device.id for error in refused)
    if cloned:
        store.renew_device()
    return cloned


# --- the unit ------------------------------------------------------------------------------------------------------


def _people(store: Store, carried: Carried) -> RosterDiff | None:
    """What the people that came would change of ours; None when nothing, or none came."""
    if carried.roster is None:
        return None
    held = store.roster()
    changes = diff(held.people if held is not None else (), carried.roster.people)
    return None if changes.is_empty else changes


def join(store: Store, carried: Carried) -> None:
    """Work for the unit that came, under its id, with its people: both laptops find the same meetings from now on.

    A unit that is this one under an id made here takes the other id; any other stays beside it. No meeting may be
    open. A wording is put to use where none is.
    """
    units = store.units
    here = units.current
    if carried.id != str(store.cell):
        if _same_unit(store, here, carried):
            units.adopt(carried.id)
            units.keep(carried.unit)
        else:
            units.keep(carried.unit)
            units.use(carried.id)
    if carried.roster is not None:
        store.save_roster(carried.roster)
    wording = store.indicators(carried.indicators) if carried.indicators else None
    if wording is not None and store.indicators() is None:
        store.keep_indicators(wording)


def _same_unit(store: Store, here: Unit, carried: Carried) -> bool:
    """Whether our unit is the one that came: by its name, or one that was never named nor held a meeting."""
    if here.name:
        return fold(here.name) == fold(carried.name)
    return all(store.units.now(info.cell) != here.id for info in store.meetings())
