"""Disks for the store's tests: one that gives trouble on demand, one that remembers every call.

Both do the real work on the real disk; they stand at the seam `sync.files.Disk`.
"""

import errno
import os
import threading
import time
from collections import Counter
from pathlib import Path

from sync.files import Disk


def no_space() -> OSError:
    return OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def media_error() -> OSError:
    return OSError(errno.EIO, os.strerror(errno.EIO))


class TroubledDisk(Disk):
    """Counts calls; fails the next ones it was told to fail; can delay a sync or make it hang.

    `fail("write", error, after=3)`: the next write puts 3 bytes down and then raises.
    """

    def __init__(self) -> None:
        self.calls: Counter[str] = Counter()
        self.gate = threading.Event()
        self.gate.set()
        self.sync_seconds = 0.0
        self._errors: dict[str, list[OSError]] = {}
        self._short = 0

    def fail(self, call: str, *errors: OSError, after: int = 0) -> None:
        self._errors.setdefault(call, []).extend(errors)
        self._short = after

    def heal(self) -> None:
        self._errors.clear()

    def write(self, fd: int, data: bytes, offset: int) -> None:
        if self._errors.get("write"):
            super().write(fd, data[: self._short], offset)
        self._pass("write")
        super().write(fd, data, offset)

    def sync(self, fd: int) -> None:
        self._pass("sync")
        self.gate.wait()
        time.sleep(self.sync_seconds)
        super().sync(fd)

    def truncate(self, fd: int, size: int) -> None:
        self._pass("truncate")
        super().truncate(fd, size)

    def replace(self, old: Path, new: Path) -> None:
        self._pass("replace")
        super().replace(old, new)

    def sync_directory(self, path: Path) -> None:
        self._pass("sync_directory")
        super().sync_directory(path)

    def _pass(self, call: str) -> None:
        self.calls[call] += 1
        if errors := self._errors.get(call):
            raise errors.pop(0)


class FullDisk(Disk):
    """A disk with `room` bytes left: a write that needs more puts down what fits and raises ENOSPC."""

    def __init__(self, room: int) -> None:
        self.room = room

    def write(self, fd: int, data: bytes, offset: int) -> None:
        fitting = data[: max(self.room, 0)]
        super().write(fd, fitting, offset)
        self.room -= len(fitting)
        if len(fitting) < len(data):
            raise no_space()
