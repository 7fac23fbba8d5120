"""The plans of a store: the one in use, those its meetings were opened with, and the wordings of their indicators.

A plan is known by the digest that its meetings carry; its files are kept as they were given (store.md §4 "Files").
Reading them is not this package's work: whoever opens the store says how (`read`).
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import Final

from tinydb import where

from models.plan import IndicatorList, Plan
from sync.errors import Level, Report
from sync.files import DISK, Disk, make_directories, write_synced
from sync.settings import set_setting, setting
from sync.storage import JournalDB

ReadPlan = Callable[[Path], Plan | None]
"""The plan in a folder; None when its files make none."""

UNFINISHED: Final = ".part"
"""Ends the name of a folder that is still being written."""

_IN_USE: Final = "plan"
"""The setting that holds the digest of the plan in use; "" means the shipped one."""

_WORDING: Final = "indicators"
"""The setting that holds the digest of the wording in use, and the table of all wordings."""


class Plans:
    """The shipped plan is in use until another is put to use, and always known."""

    def __init__(self, root: Path, shipped: Plan, settings: JournalDB, disk: Disk = DISK) -> None:
        self.shipped = shipped
        self._root = root
        self._settings = settings
        self._disk = disk
        self._read: ReadPlan = lambda folder: None
        self._shipped_files: Callable[[], Mapping[str, bytes]] | None = None
        self._known: dict[str, Plan | None] = {}
        self._current: Plan | None = None

    def read_with(self, read: ReadPlan, shipped_files: Callable[[], Mapping[str, bytes]]) -> None:
        """Say how the files of a kept plan are read, and which those of the shipped one are."""
        self._read = read
        self._shipped_files = shipped_files
        self._known.clear()
        self._current = None

    # --- plans --------------------------------------------------------------------------------------------------

    @property
    def current(self) -> Plan:
        """The plan of new meetings; the shipped one when that in use cannot be read."""
        if self._current is None:
            self._current = self.kept(str(setting(self._settings, _IN_USE) or "")) or self.shipped
        return self._current

    @property
    def reports(self) -> list[Report]:
        """That the plan in use is gone, if it is."""
        chosen = str(setting(self._settings, _IN_USE) or "")
        return [without(chosen)] if chosen and self.kept(chosen) is None else []

    def use(self, plan: Plan, files: Mapping[str, bytes]) -> None:
        """Make a plan the one of new meetings; its files stay for them. Raises OSError, and then nothing changed."""
        digest = plan.digest()
        self.keep(digest, files)
        set_setting(self._settings, _IN_USE, "" if digest == self._shipped_digest else digest)
        self._current = None

    def keep(self, digest: str, files: Mapping[str, bytes]) -> None:
        """Keep the files of a plan, whole or not at all; one that is there already is left alone. Raises OSError."""
        folder = self._root / digest
        if folder.exists():
            return
        unfinished = folder.with_suffix(UNFINISHED)
        shutil.rmtree(unfinished, ignore_errors=True)
        for name, data in files.items():
            path = unfinished.joinpath(*name.split("/"))
            make_directories(path.parent, self._disk)
            write_synced(path, data, self._disk)
        for inner in (*(path for path in unfinished.glob("*") if path.is_dir()), unfinished):
            self._disk.sync_directory(inner)
        self._disk.replace(unfinished, folder)
        self._disk.sync_directory(self._root)
        self._known.pop(digest, None)

    def keep_current(self) -> None:
        """Keep the plan in use for a meeting that is opened with it: the program's next version may ship another.

        That in use is kept already unless it is the shipped one. A full disk keeps nobody from recording.
        """
        if self._shipped_files is not None and self.current is self.shipped:
            with suppress(OSError):
                self.keep(self._shipped_digest, self._shipped_files())

    def kept(self, digest: str) -> Plan | None:
        """The kept plan of that digest, None when it is not there or cannot be read."""
        if digest not in self._known:
            folder = self._root / digest
            self._known[digest] = self._read(folder) if digest and folder.is_dir() else None
        return self._known[digest]

    def files(self, digest: str) -> dict[str, bytes]:
        """The kept files of a plan by their names; none when it is not kept. Raises OSError."""
        folder = self._root / digest
        found = sorted(folder.rglob("*.toml")) if digest else []
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}

    def of(self, plan: str = "", wording: str = "") -> Plan | None:
        """The plan a meeting was opened with, in the wording it was opened with; None when it is not on this laptop.

        "" is what is in use; a wording in use that does not fit the slots of the plan is left out.
        """
        found = self._plan(plan)
        catalogue = self.wording(wording)
        if found is None or catalogue is None or not catalogue.fits(found.catalogue):
            return found
        return found.with_indicators(catalogue)

    def every(self) -> Mapping[tuple[str, str], Plan]:
        """Whatever a meeting may have been opened with, by the digests of plan and wording; "" is what is in use."""
        digests = sorted(folder.name for folder in self._root.glob("*") if folder.is_dir() and not folder.suffix)
        wordings = ["", *(row["digest"] for row in self._settings.table(_WORDING).all())]
        found = {
            (plan, wording): self.of(plan, wording)
            for plan in ("", self._shipped_digest, *digests)
            for wording in wordings
        }
        return {opening: plan for opening, plan in found.items() if plan is not None}

    # --- wordings -----------------------------------------------------------------------------------------------

    def use_wording(self, catalogue: IndicatorList) -> str:
        """Make this wording the one new meetings use; its digest. Earlier wordings stay for their meetings."""
        digest = self.learn(catalogue)
        set_setting(self._settings, _WORDING, digest)
        return digest

    def learn(self, catalogue: IndicatorList) -> str:
        """Keep a wording that some meeting was opened with; its digest. The one in use stays in use."""
        digest = catalogue.digest()
        table = self._settings.table(_WORDING)
        table.upsert({"digest": digest, "list": catalogue.model_dump(mode="json")}, where("digest") == digest)
        return digest

    def wording(self, digest: str = "") -> IndicatorList | None:
        """The wording with that digest, or the one in use."""
        wanted = digest or setting(self._settings, _WORDING)
        rows = self._settings.table(_WORDING).search(where("digest") == wanted)
        return IndicatorList.model_validate_json(json.dumps(rows[0]["list"])) if rows else None

    # --- inside -------------------------------------------------------------------------------------------------

    def _plan(self, digest: str) -> Plan | None:
        if not digest:
            return self.current
        return self.shipped if digest == self._shipped_digest else self.kept(digest)

    @cached_property
    def _shipped_digest(self) -> str:
        return self.shipped.digest()


def without(plan: str) -> Report:
    """The plan of that digest is not here, or cannot be read."""
    return Report(Level.WARNING, "plan_missing", {"digest": plan[:16]})
