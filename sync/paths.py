"""Where things lie on the laptop, and whether that is a good place (store.md §4 "Files").

    <data>/meetings/<meeting>/<device>.journal    one stream each
    <data>/meetings/<meeting>/<device>.signed     how far a colleague's device vouches for its stream
    <data>/people.journal · settings.journal · drafts.journal
    <data>/people-<unit>.journal                  the people of a further unit
    <data>/index/<meeting>.record                 what a search looks through; made anew at will
    <data>/headquarters.json                      which headquarters this laptop reports to, with its token
    <data>/vault.json · vault-copy.json           who may have the key of an encrypted store
    <data>/receipts.journal                       what headquarters signed for, and how the last calls went
    <data>/contents.journal                       what headquarters handed out: the wording, the unit's list
    <data>/plans/<digest>/                        a plan's files, for the meetings opened with it
    <data>/ballast                                1 MiB, given up when the disk is full
    <data>/viet-tat.txt                           the clerk's abbreviations
    <data>/bang-hoi-truong/                       pages for the room, while they are shown
    <data>/rehearsal/…                            the same again, for practice

`<data>` is the user's data folder, or what the environment variable BIENBAN_HOME names.
"""

import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Final
from uuid import UUID

import platformdirs

from sync.errors import Level, Report
from sync.files import LOW_SPACE_BYTES, free_space

HOME_VARIABLE: Final = "BIENBAN_HOME"

_MEGABYTE: Final = 1000 * 1000
_MOUNTS: Final = Path("/proc/self/mounts")
_NETWORK_KINDS: Final = ("nfs", "cifs", "smb", "afs", "ncpfs", "9p", "fuse.sshfs", "fuse.rclone", "davfs")
"""File system names, by their beginning, where locks and syncs do not hold (store.md §4 "Files")."""

_CLOUD_FOLDERS: Final = {
    "onedrive": "OneDrive",
    "dropbox": "Dropbox",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "my drive": "Google Drive",
    "mobile documents": "iCloud",
    "icloud": "iCloud",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
}
"""How synchronised folders begin, in lower case, and what to call them."""


@dataclass(frozen=True, slots=True)
class Paths:
    """The names of all files under one data folder. Nothing is created here."""

    root: Path

    @property
    def people(self) -> Path:
        """The roster's journal."""
        return self.root / "people.journal"

    def people_of(self, cell: UUID) -> Path:
        """The roster's journal of a further unit."""
        return self.root / f"people-{cell}.journal"

    @property
    def settings(self) -> Path:
        """The journal of settings, the device's identity included."""
        return self.root / "settings.journal"

    @property
    def drafts(self) -> Path:
        """The journal of lines being typed."""
        return self.root / "drafts.journal"

    @property
    def account(self) -> Path:
        """Which headquarters this laptop reports to."""
        return self.root / "headquarters.json"

    @property
    def vault(self) -> Path:
        """The wrapped key of an encrypted store; no such file: the store is plain."""
        return self.root / "vault.json"

    @property
    def vault_copy(self) -> Path:
        """The same again: one hurt byte must not cost the store."""
        return self.root / "vault-copy.json"

    @property
    def receipts(self) -> Path:
        """The journal of what headquarters signed for."""
        return self.root / "receipts.journal"

    @property
    def contents(self) -> Path:
        """The journal of what headquarters handed to the unit."""
        return self.root / "contents.journal"

    @property
    def ballast(self) -> Path:
        """The file that is given up when the disk is full."""
        return self.root / "ballast"

    @property
    def phrases(self) -> Path:
        """The clerk's abbreviations: a text for people to edit."""
        return self.root / "viet-tat.txt"

    @property
    def room(self) -> Path:
        """The folder of the pages shown to the room: made anew each time, nothing of the record."""
        return self.root / "bang-hoi-truong"

    @property
    def rehearsal(self) -> "Paths":
        """The data folder of rehearsals: same layout, never mixed with real meetings."""
        return Paths(self.root / "rehearsal")

    @property
    def index(self) -> Path:
        """The folder of what is derived for searching."""
        return self.root / "index"

    @property
    def plans(self) -> Path:
        """The folder of the plans that meetings were opened with."""
        return self.root / "plans"

    def record(self, meeting: UUID) -> Path:
        """What is searched of one meeting."""
        return self.index / f"{meeting}.record"

    def meeting(self, meeting: UUID) -> Path:
        """The folder of one meeting."""
        return self.root / "meetings" / str(meeting)

    def stream(self, meeting: UUID, device: UUID) -> Path:
        """The stream of one device in one meeting."""
        return self.meeting(meeting) / f"{device}.journal"

    def streams(self, meeting: UUID) -> list[Path]:
        """The streams of a meeting that are there, in a fixed order."""
        return sorted(self.meeting(meeting).glob("*.journal"))

    def meetings(self) -> list[UUID]:
        """The ids of the meetings that are there, in a fixed order; other folders are passed over."""
        return sorted(_uuids(folder.name for folder in (self.root / "meetings").glob("*") if folder.is_dir()))


def data_paths() -> Paths:
    """The data folder of this user: BIENBAN_HOME, else the operating system's place for application data."""
    chosen = os.environ.get(HOME_VARIABLE)
    return Paths(Path(chosen) if chosen else platformdirs.user_data_path("bienban", appauthor=False))


def folder_reports(root: Path) -> list[Report]:
    """What is wrong with keeping data in `root`: network disk, synchronised folder, hardly any space."""
    reports = []
    if kind := network_kind(root):
        reports.append(Report(Level.WARNING, "network_folder", {"path": root, "kind": kind}))
    if kind := cloud_kind(root):
        reports.append(Report(Level.WARNING, "cloud_folder", {"path": root, "kind": kind}))
    free = free_space(root)
    if free < LOW_SPACE_BYTES:
        sizes = {"free_mb": free // _MEGABYTE, "need_mb": LOW_SPACE_BYTES // _MEGABYTE}
        reports.append(Report(Level.WARNING, "space_low", sizes))
    return reports


def cloud_kind(path: PurePath) -> str | None:
    """The name of the service that seems to synchronise the folder, judged by the names on its path."""
    for part in path.parts:
        for beginning, name in _CLOUD_FOLDERS.items():
            if part.lower().startswith(beginning):
                return name
    return None


def network_kind(path: Path) -> str | None:
    """The kind of network disk that holds the folder, or None: a local disk, or not known."""
    path = path.absolute()
    if sys.platform == "win32":
        return "UNC" if path.drive.startswith("\\\\") else None
    if not _MOUNTS.exists():
        return None
    return network_mount(path, _MOUNTS.read_text(errors="replace"))


def network_mount(path: Path, mounts: str) -> str | None:
    """The same, from the text of a Linux mount table; the longest mount point on the path decides."""
    best, kind = -1, ""
    for line in mounts.splitlines():
        _, point, fs_type, *_ = line.split(" ")
        mount = Path(point.replace("\\040", " "))
        if path.is_relative_to(mount) and len(mount.parts) >= best:
            best, kind = len(mount.parts), fs_type
    return kind if kind.startswith(_NETWORK_KINDS) else None


def _uuids(names: Iterable[str]) -> list[UUID]:
    found = []
    for name in names:
        try:
            found.append(UUID(name))
        except ValueError:
            continue
    return found
