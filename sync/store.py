"""The store of one cell on one laptop: its people, settings, drafts and meetings behind one lock and one writer.

    store = Store(data_paths(), plan)        # StoreBusy when another desk holds it
    meeting = store.new_meeting("2023-09-15")
    replica = store.open(meeting)

Opening never deletes and never repairs silently; what was found is in `reports`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from contextlib import ExitStack, suppress
from dataclasses import asdict, dataclass, fields, replace
from functools import partial
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID, uuid5

from tinydb import where

from models.people import Roster
from models.plan import IndicatorList, Plan
from models.vietnamese.words import VN_OFFSET_MIN
from sync.cipher import Cipher
from sync.clock import Clock, SystemClock
from sync.drafts import Draft, Drafts
from sync.errors import Report, StoreBroken, StoreError, StoreFull, StoreLocked
from sync.files import DISK, Ballast, Disk, make_directories
from sync.identity import Device, Identity, identities, load_device, renew_device
from sync.paths import Paths, folder_reports
from sync.plans import Plans, without
from sync.reading import opening_of, readable_streams, required_streams
from sync.replica import Replica
from sync.settings import set_setting, setting
from sync.storage import JournalDB
from sync.stream import Stream, StreamHeader
from sync.units import Units
from sync.writer import Writer

if TYPE_CHECKING:
    from sync.index import Index

CLOSING_WAIT: Final = 10.0
"""Seconds given to the disk when a meeting is put away."""

ENTRY_LINE: Final = "entry"
"""The draft field of the entry line."""

PROMPT_LINE: Final = "prompt"
"""The draft field of the answer to an open question."""


@dataclass(frozen=True, slots=True)
class MeetingInfo:
    """One meeting in the list. `state` is prepared, running, adopted or ended; times are UTC ms, 0 for never."""

    id: str
    date: str
    unit: str
    state: str
    started: int
    last_at: int
    entries: int
    rehearsal: bool = False
    archived: bool = False
    cell: str = ""  # the id of the unit


class Store:
    """Everything on disk. `on_saved` is called from the writer thread.

    `plan` is the one that came with the program: it is in use until another one is put to use (`plans`).
    With `read_only` nothing is written and no lock is taken, so that meetings can be read while the desk records one;
    a store that does not exist raises `StoreUnreachable`. An encrypted store wants its key, the `cipher`:
    `StoreLocked` without it, and nothing was touched.
    """

    def __init__(
        self,
        paths: Paths,
        plan: Plan,
        *,
        clock: Clock | None = None,
        device: Device | None = None,
        disk: Disk = DISK,
        read_only: bool = False,
        cipher: Cipher | None = None,
    ) -> None:
        self.paths, self.cipher = paths, cipher
        if cipher is None and (paths.vault.exists() or paths.vault_copy.exists()):
            raise StoreLocked("locked")
        self.clock = clock or SystemClock()
        self.offset = VN_OFFSET_MIN
        self.on_saved: Callable[[], None] = lambda: None
        self.writable = not read_only
        self._disk = disk
        self._ballast = Ballast(paths.ballast, disk)
        if not read_only:
            make_directories(paths.root)
        with ExitStack() as undo:
            open_db = partial(JournalDB, read_only=read_only, disk=disk, ballast=self._ballast, cipher=cipher)
            self._settings = open_db(paths.settings)
            undo.callback(self._settings.close)
            self.plans = Plans(paths.plans, plan, self._settings, disk)
            self.units = Units(paths, self._settings, open_db)
            undo.callback(self.units.close)
            self._drafts = Drafts(paths.drafts, read_only=read_only, disk=disk, ballast=self._ballast, cipher=cipher)
            undo.callback(self._drafts.close)
            if not read_only:
                self._ballast.load()
            undo.pop_all()
        self._device = device
        self._open: dict[str, Replica] = {}
        self._index: Index | None = None
        self.writer = Writer(on_trouble=self._told)

    @property
    def reports(self) -> list[Report]:
        """What opening the store's own files found, and what is wrong with its folder."""
        own = (self._settings, self.units, self._drafts, self.plans)
        return [*folder_reports(self.paths.root), *(report for part in own for report in part.reports)]

    @property
    def plan(self) -> Plan:
        """The plan of new meetings."""
        return self.plans.current

    @property
    def device(self) -> Device:
        """Who this installation is."""
        return self._device or load_device(self._settings)

    def identities(self) -> list[Identity]:
        """Everybody this installation ever was, with their private keys; the present one last."""
        return identities(self._settings)

    @property
    def cell(self) -> UUID:
        """The id of the current unit."""
        return self.units.cell

    # --- settings, plans, indicators ----------------------------------------------------------------------------

    def setting(self, name: str) -> Any:
        """A setting, None when it was never set."""
        return setting(self._settings, name)

    def set_setting(self, name: str, value: Any) -> None:
        """Keep a setting; durable when it returns."""
        set_setting(self._settings, name, value)

    def keep_indicators(self, catalogue: IndicatorList) -> str:
        """Make this wording the one new meetings use; its digest. Earlier wordings stay for their meetings."""
        return self.plans.use_wording(catalogue)

    def learn_indicators(self, catalogue: IndicatorList) -> str:
        """Keep a wording that some meeting was opened with; its digest. The one in use stays in use."""
        return self.plans.learn(catalogue)

    def indicators(self, digest: str = "") -> IndicatorList | None:
        """The wording with that digest, or the one in use."""
        return self.plans.wording(digest)

    # --- people -------------------------------------------------------------------------------------------------

    def roster(self) -> Roster | None:
        """The people of the current unit as last imported."""
        return self.units.roster()

    def save_roster(self, roster: Roster) -> None:
        """Replace the people of the current unit, whole or not at all."""
        self.units.save_roster(roster)

    # --- meetings -----------------------------------------------------------------------------------------------

    def meetings(self) -> list[MeetingInfo]:
        """All meetings, the newest first. The list is derived: what it does not know well is read from the streams.

        It does not know a meeting that was open when the desk was killed; one that is open now tells for itself.
        """
        listed = {row["id"]: dict(row) for row in self._settings.table("meetings").all()}
        found = [self._listed(meeting, listed.get(meeting)) for meeting in map(str, self.paths.meetings())]
        known = [info for info in found if info is not None]
        return sorted(known, key=lambda info: (info.date, info.last_at), reverse=True)

    def _listed(self, meeting: str, row: dict[str, Any] | None) -> MeetingInfo | None:
        """One meeting of the list; None when neither list nor streams know it."""
        archived = bool(row and row["archived"])
        if meeting in self._open:
            return replace(_info(self._open[meeting]), archived=archived)
        known = _known(row)
        if row is not None and known is not None and not row.get("open"):
            return known
        with suppress(StoreError):
            info = replace(self._look(meeting), archived=archived)
            self._remember({**asdict(info), "open": False})
            return info
        return known

    def new_meeting(self, date: str) -> str:
        """The id of the next meeting of that day: two laptops offline find the same one (sync.md §1)."""
        ordinal = 1
        while self.paths.streams(meeting := uuid5(self.cell, f"{date}/{ordinal}")):
            ordinal += 1
        make_directories(self.paths.meeting(meeting))
        return str(meeting)

    def open(self, meeting: str) -> Replica:
        """Open a meeting for recording. A damaged own stream is left as it is and a new one begun beside it.

        A meeting whose acts still wait for the disk is handed out as it is in memory; one whose plan is not on this
        laptop is only read, with the plan in use (`plan_missing` among its reports).
        """
        if meeting in self._open:
            return self._open[meeting]
        self._use_unit_of(UUID(meeting))
        own, peers = self._streams(UUID(meeting))
        plan = self.plans.of(*opening_of([own, *peers]))
        if plan is None:
            for stream in (own, *peers):
                stream.close()
            return self.read(meeting)
        replica = Replica(own, peers, plan, self.clock, self.writer, self._saved)
        self._open[replica.id] = replica
        self._note(replica)
        return replica

    def read(self, meeting: str) -> Replica:
        """Open a meeting to look at it only: nothing is written, another desk may be recording it.

        StoreForeign: a later version of the program wrote it. StoreUnreachable: no file of it can be read.
        """
        streams = required_streams(self.paths.streams(UUID(meeting)), meeting, self.cipher)
        opening = opening_of(streams)
        plan = self.plans.of(*opening)
        lost = (without(opening[0]),) if plan is None else ()
        held = plan or self.plans.of() or self.plan
        return Replica(streams[0], streams[1:], held, self.clock, self.writer, self._saved, lost)

    def opened(self, meeting: str) -> Replica | None:
        """The meeting as it is in memory while it is open for recording here."""
        return self._open.get(meeting)

    @property
    def index(self) -> Index:
        """What all meetings are searched by (L24)."""
        if self._index is None:
            from sync.index import Index  # most runs of the desk search nothing

            self._index = Index(self)
        return self._index

    def close_meeting(self, replica: Replica) -> None:
        """Wait for the disk, bring the list up to date, let the files go.

        What a full disk keeps waiting keeps its files: it is written when there is room, or counted by `close`.
        """
        self.writer.drain(CLOSING_WAIT)
        if self._open.get(replica.id) is replica:
            if replica.unsaved and not replica.refused:
                return
            del self._open[replica.id]
            self._note(replica)
        replica.close()

    def archive(self, meeting: str, *, archived: bool) -> None:
        """Put a meeting among the archived ones, or back. Nothing is deleted."""
        info = next(info for info in self.meetings() if info.id == meeting)
        self._list({**asdict(info), "archived": archived, "open": meeting in self._open})

    def takes_in(self, meeting: str, devices: Collection[UUID]) -> bool:
        """Streams of these devices are about to come from a file: the list has to read the meeting anew.

        True when this laptop is another device from now on: of a stream of its own that comes back, more lines may
        exist elsewhere, and no number may be given out twice (sync.md §6, fork).
        """
        self._settings.table("meetings").update({"open": True}, where("id") == meeting)
        if self.device.id not in devices:
            return False
        self.renew_device()
        return True

    def renew_device(self) -> Device:
        """Record under a new identity from now on; the old ones keep what they wrote."""
        renewed = renew_device(self._settings)
        if self._device is not None:
            self._device = renewed
        return renewed

    def close(self) -> int:
        """Let go of everything; how many acts could not be written."""
        if self._index is not None:
            self._index.close()
        lost = self.writer.close()
        for replica in self._open.values():
            replica.close()
        for part in (self._drafts, self.units, self._settings):
            part.close()
        return lost

    # --- drafts -------------------------------------------------------------------------------------------------

    def keep_draft(self, meeting: str, text: str, field: str = ENTRY_LINE) -> None:
        """Keep the line being typed; the writer thread makes it durable."""
        self.writer.submit(self._drafts, Draft(UUID(meeting), field, text), lambda error: None)

    def draft_of(self, meeting: str, field: str = ENTRY_LINE) -> str:
        """The line that was being typed, "" when there is none."""
        self.writer.drain(1.0)
        return self._drafts.of(UUID(meeting)).get(field, "")

    # --- inside -------------------------------------------------------------------------------------------------

    def _saved(self) -> None:
        """The writer thread confirmed a line: tell whoever listens now."""
        self.on_saved()

    def _told(self, error: StoreError | None) -> None:
        """The writer thread met trouble, or is over it."""
        self.on_saved()

    def _streams(self, meeting: UUID) -> tuple[Stream, list[Stream]]:
        """(own stream, the others read-only)."""
        own = self._own_stream(meeting, self.device)
        if own.sealed:
            own.close()
            own = self._own_stream(meeting, self.renew_device())
        others = (other for other in self.paths.streams(meeting) if other != own.path)
        return own, readable_streams(others, self.cipher)

    def _own_stream(self, meeting: UUID, me: Device) -> Stream:
        header = StreamHeader.make(meeting=meeting, device=me.id, cell=self.cell, alias=me.alias, offset=VN_OFFSET_MIN)
        path = self.paths.stream(meeting, me.id)
        return Stream(path, header, disk=self._disk, ballast=self._ballast, cipher=self.cipher)

    def _use_unit_of(self, meeting: UUID) -> None:
        """A meeting is recorded in the name of the unit that began it, whichever is current."""
        if not self.units.several:
            return
        for stream in readable_streams(self.paths.streams(meeting), self.cipher):
            cell = str(stream.header.cell)
            stream.close()
            self.units.use(cell)

    def _look(self, meeting: str) -> MeetingInfo:
        """Read a meeting that the list does not know."""
        replica = self.read(meeting)
        try:
            return _info(replica)
        finally:
            replica.close()

    def _note(self, replica: Replica) -> None:
        known = self._settings.table("meetings").search(where("id") == replica.id)
        archived = bool(known and known[0]["archived"])
        self._remember({**asdict(_info(replica)), "archived": archived, "open": replica.id in self._open})

    def _remember(self, info: Mapping[str, Any]) -> None:
        """Keep what the streams tell anyway: no disk trouble with the list keeps anybody from recording.

        A store that is only read keeps nothing: the desk that records keeps its list itself.
        """
        if not self.writable:
            return
        with suppress(StoreFull, StoreBroken):
            self._list(info)

    def _list(self, info: Mapping[str, Any]) -> None:
        self._settings.table("meetings").upsert(dict(info), where("id") == info["id"])


def _known(row: Mapping[str, Any] | None) -> MeetingInfo | None:
    """What a row of the list says; None for no row, and for one that another version wrote."""
    names = [field.name for field in fields(MeetingInfo)]
    if row is None or not all(name in row for name in names):
        return None
    return MeetingInfo(**{name: row[name] for name in names})


def _info(replica: Replica) -> MeetingInfo:
    meeting, agenda = replica.meeting, replica.meeting.agenda
    if agenda.ended is not None:
        state = "ended"
    elif meeting.adopted is not None:
        state = "adopted"
    else:
        state = "running" if agenda.started is not None else "prepared"
    return MeetingInfo(
        id=replica.id,
        date=meeting.details.text("date"),
        unit=meeting.identity.unit,
        state=state,
        started=agenda.started or 0,
        last_at=replica.last_at,
        entries=len(meeting.ledger.entries),
        rehearsal=meeting.identity.rehearsal,
        cell=replica.cell,
    )
