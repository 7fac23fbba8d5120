"""The few system calls everything durable goes through (store.md §4, durability rules 2–4).

`Disk` is the seam: the store never calls `os` for writing, syncing or renaming itself, so a test can record
the exact order of these calls and rebuild every disk that a power cut could have left behind.
"""

import errno
import os
import shutil
import sys
import time
from pathlib import Path
from typing import Final

if sys.platform != "win32":
    import fcntl

FULL_ERRNOS: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
"""Errors that mean "no room": disk, quota, file size limit."""

BALLAST_BYTES: Final = 1024 * 1024
"""store.md §4: 1 MiB buys about 3,500 acts after the disk ran full."""

LOW_SPACE_BYTES: Final = 50 * 1000 * 1000
"""store.md §4: warn under 50 MB on opening."""

_BINARY: Final = getattr(os, "O_BINARY", 0)
_REPLACE_TRIES: Final = 10 if sys.platform == "win32" else 1
"""Windows only: scanners hold a fresh file for milliseconds (store.md §4)."""


class Disk:
    """System calls of the local disk. Every method raises OSError and nothing else."""

    def open(self, path: Path) -> int:
        """Open an existing file for reading and writing; returns the descriptor."""
        return os.open(path, os.O_RDWR | _BINARY)

    def create(self, path: Path) -> int:
        """Make the file, or empty the one there. Only its owner may read it: it holds personal data."""
        return os.open(path, os.O_RDWR | os.O_CREAT | os.O_TRUNC | _BINARY, 0o600)

    def write(self, fd: int, data: bytes, offset: int) -> None:
        """Write all of `data` at `offset`; goes on after short writes."""
        done = _write_at(fd, data, offset)
        while done < len(data):
            done += _write_at(fd, memoryview(data)[done:], offset + done)

    def truncate(self, fd: int, size: int) -> None:
        """Cut the file to `size` bytes."""
        os.ftruncate(fd, size)

    def sync(self, fd: int) -> None:
        """Return only when the file's bytes are on the medium, as surely as this system can tell."""
        _sync(fd)

    def holds(self, fd: int, path: Path) -> bool:
        """Whether an open file still has its name: what is written to a removed one is lost, and no sync says so."""
        return os.fstat(fd).st_nlink > 0 and path.exists()

    def close(self, fd: int) -> None:
        """Close without syncing: a failed sync must not be repeated on the same descriptor (rule 5)."""
        os.close(fd)

    def replace(self, old: Path, new: Path) -> None:
        """Rename `old` over `new` in one step."""
        _replace(old, new)

    def unlink(self, path: Path) -> None:
        """Remove a name that may already be gone."""
        path.unlink(missing_ok=True)

    def make_directory(self, path: Path) -> None:
        """Make one directory, readable by its owner only; one that is there already is fine."""
        path.mkdir(mode=0o700, exist_ok=True)

    def sync_directory(self, path: Path) -> None:
        """Make the names inside `path` durable. Windows has no such call and does not need it."""
        if sys.platform != "win32":
            fd = os.open(path, os.O_RDONLY)
            try:
                os.fsync(fd)
            finally:
                os.close(fd)


DISK: Final = Disk()
"""The one real disk."""

if sys.platform == "win32":

    def _write_at(fd: int, data: bytes | memoryview, offset: int) -> int:
        os.lseek(fd, offset, os.SEEK_SET)
        return os.write(fd, data)
else:
    _write_at = os.pwrite


if sys.platform == "linux":
    _sync = os.fdatasync
elif sys.platform == "darwin":

    def _sync(fd: int) -> None:
        """Plain fsync stops at the drive's cache on macOS; F_FULLFSYNC does not (rule 2)."""
        try:
            fcntl.fcntl(fd, fcntl.F_FULLFSYNC)
        except OSError as error:
            if error.errno not in {errno.ENOTSUP, errno.EINVAL, errno.ENOTTY}:
                raise
            os.fsync(fd)
else:
    _sync = os.fsync


def _replace(old: Path, new: Path) -> None:
    """`os.replace`, with bounded patience on Windows where a scanner may hold the file (zarr#4358)."""
    for attempt in range(1, _REPLACE_TRIES + 1):
        try:
            old.replace(new)
            return
        except PermissionError:
            if attempt == _REPLACE_TRIES:
                raise
        time.sleep(0.01 * attempt)


def write_atomically(path: Path, data: bytes, disk: Disk = DISK) -> None:
    """Put `data` at `path` so that a crash leaves the old file or the new one, never a mixture (rule 3).

    Raises OSError that names `path`, the file that somebody meant; the old one is then untouched unless the directory
    sync itself failed.
    """
    fresh = path.with_name(path.name + ".new")
    try:
        write_synced(fresh, data, disk)
        disk.replace(fresh, path)
        disk.sync_directory(path.parent)
    except OSError as error:
        error.filename, error.filename2 = str(path), None
        raise


def write_synced(path: Path, data: bytes, disk: Disk = DISK) -> None:
    """Write a whole file and sync it; its name is durable only after a sync of the directory.

    Raises OSError, and then gives the room of the unfinished file back.
    """
    try:
        fd = disk.create(path)
        try:
            disk.write(fd, data, 0)
            disk.sync(fd)
        finally:
            disk.close(fd)
    except OSError:
        disk.unlink(path)
        raise


def make_directories(path: Path, disk: Disk = DISK) -> None:
    """Make `path` and its missing parents, each name synced into its parent (rule 3)."""
    if path.is_dir():
        return
    make_directories(path.parent, disk)
    disk.make_directory(path)
    disk.sync_directory(path.parent)


def free_space(path: Path) -> int:
    """Bytes free for us on the disk of `path`, or of its nearest parent that exists."""
    while not path.exists():
        path = path.parent
    return shutil.disk_usage(path).free


class Ballast:
    """A 1 MiB file that is given up when the disk is full, to record the meeting to its end."""

    def __init__(self, path: Path, disk: Disk = DISK) -> None:
        self.path = path
        self._disk = disk

    def load(self) -> bool:
        """Put the file in place; False when there is no room. Random bytes cannot be squeezed."""
        if self.path.exists():
            return True
        try:
            write_atomically(self.path, os.urandom(BALLAST_BYTES), self._disk)
        except OSError as error:
            if error.errno not in FULL_ERRNOS:
                raise
            return False
        return True

    def release(self) -> bool:
        """Give the space back; False when there was nothing left to give."""
        if not self.path.exists():
            return False
        self._disk.unlink(self.path)
        return True
