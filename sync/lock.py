"""One writer per store: an advisory lock that the kernel frees when its process dies (store.md §4 "Locking").

The lock is held on a separate file beside the journal, never deleted or replaced: deleting it races, and a
lock on the journal itself would be lost when compaction replaces the file. `flock`, not `lockf`: a POSIX
record lock vanishes as soon as any descriptor of the file is closed.
"""

import os
import sys
from pathlib import Path
from typing import Final

from sync.errors import StoreBusy

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_LOCK_OFFSET: Final = 2**30
"""Windows locks are mandatory: the locked byte lies far behind the pid, so that the pid can be read."""


class Lock:
    """The exclusive right to write the store at a path. Raises StoreBusy at once, never waits; OSError: no lock."""

    def __init__(self, store: Path) -> None:
        self._fd: int | None = os.open(lock_path(store), os.O_RDWR | os.O_CREAT, 0o600)
        try:
            self._take(self._fd, store.name)
        except (OSError, StoreBusy):
            self.release()
            raise

    def _take(self, fd: int, name: str) -> None:
        if not _try_lock(fd):
            raise StoreBusy(name, _pid_in(fd))
        self._note_pid()

    def _note_pid(self) -> None:
        """For the message only: on a full disk the pid is left out rather than the lock refused."""
        assert self._fd is not None
        os.ftruncate(self._fd, 0)
        try:
            os.write(self._fd, b"%d\n" % os.getpid())
        except OSError:
            os.ftruncate(self._fd, 0)

    def release(self) -> None:
        """Let go; closing the descriptor frees the lock. Calling it twice is fine."""
        if self._fd is not None:
            os.close(self._fd)
            self._fd = None


def holder(store: Path) -> tuple[bool, int | None]:
    """(held, pid) of the store's lock, found out without writing a byte or creating the file."""
    try:
        fd = os.open(lock_path(store), os.O_RDONLY)
    except FileNotFoundError:
        return False, None
    try:
        return (False, None) if _try_lock(fd) else (True, _pid_in(fd))
    finally:
        os.close(fd)


def lock_path(store: Path) -> Path:
    """Where the lock of a store lives: beside it, same name, `.lock`."""
    return store.with_suffix(".lock")


def _pid_in(fd: int) -> int | None:
    os.lseek(fd, 0, os.SEEK_SET)
    digits = os.read(fd, 32).strip()
    return int(digits) if digits.isdigit() else None


if sys.platform == "win32":

    def _try_lock(fd: int) -> bool:
        os.lseek(fd, _LOCK_OFFSET, os.SEEK_SET)
        try:
            msvcrt.locking(fd, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        os.lseek(fd, 0, os.SEEK_SET)
        return True
else:

    def _try_lock(fd: int) -> bool:
        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
