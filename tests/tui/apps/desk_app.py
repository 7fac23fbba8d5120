"""The real desk on a disk with switches: `python desk_app.py HOME SWITCHES [--sync SECONDS]`.

The newest meeting of the store in HOME is opened for recording, its own file on a disk that obeys files in SWITCHES:
while `hang` is there a sync does not return, while `full` is there nothing can be written, and `broken` makes the next
sync fail once. Each sync is a line in `syncs`. With --sync every sync is that much slower. F11 is a defect.
"""

import argparse
import errno
import os
import sys
import time
from pathlib import Path

from documents.plan_file import load_plan
from sync.files import Disk
from sync.paths import Paths
from sync.store import Store
from tui import report
from tui.desk import Desk
from tui.launch import run_app
from tui.panes.live import LivePane
from tui.workbench import Workbench

HANG, FULL, BROKEN, SYNCS = "hang", "full", "broken", "syncs"


class SwitchedDisk(Disk):
    """The local disk, obeying the switches."""

    def __init__(self, switches: Path, sync_seconds: float) -> None:
        self.switches = switches
        self.sync_seconds = sync_seconds

    def write(self, fd: int, data: bytes, offset: int) -> None:
        if (self.switches / FULL).exists():
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        super().write(fd, data, offset)

    def create(self, path: Path) -> int:
        if (self.switches / FULL).exists():
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return super().create(path)

    def sync(self, fd: int) -> None:
        while (self.switches / HANG).exists():
            time.sleep(0.01)
        if (self.switches / BROKEN).exists():
            (self.switches / BROKEN).unlink()
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        time.sleep(self.sync_seconds)
        super().sync(fd)
        with (self.switches / SYNCS).open("a") as log:
            log.write("sync\n")


class FragileBench(Workbench):
    """A workbench with a mistake in it, behind F11."""

    def key(self, key: str) -> bool:
        if key == "f11":
            raise ZeroDivisionError("a mistake of the program")
        return super().key(key)


def main(home: Path, switches: Path, sync_seconds: float) -> int:
    """Open the newest meeting and run the desk."""
    desk = Desk(Store(Paths(home), load_plan()))
    desk.open(desk.store.meetings()[0].id)
    assert desk.replica is not None
    desk.replica._own._journal._disk = SwitchedDisk(switches, sync_seconds)
    try:
        return run_app(desk, FragileBench(desk, lambda bench: LivePane()))
    except ZeroDivisionError as error:
        return report.told(error)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("home", type=Path)
    parser.add_argument("switches", type=Path)
    parser.add_argument("--sync", type=float, default=0.0)
    given = parser.parse_args()
    sys.exit(main(given.home, given.switches, given.sync))
