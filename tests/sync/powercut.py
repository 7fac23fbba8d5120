"""A power cut on paper: from the recorded order of system calls, every disk that it could have left.

What a disk may do between two syncs (stricter than any one file system):

* a file holds what its last sync saw, plus any of the writes since; the last of them whole, as a prefix, as zeros of
  full length, or with its first part zeros and its end written;
* a name (file made, renamed, removed) is certain only after a sync of its directory; before that it may be either.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import NamedTuple

from sync.files import Disk


class Call(NamedTuple):
    """One recorded call: name, file number, and what it did."""

    name: str
    file: int = 0
    offset: int = 0
    data: bytes = b""
    path: str = ""
    target: str = ""


class RecordingDisk(Disk):
    """The real disk, every call noted in order. `forget` names calls that are left out: planted faults."""

    def __init__(self, root: Path, forget: Iterable[str] = ()) -> None:
        self.root = root
        self.forget = frozenset(forget)
        self.calls: list[Call] = []
        self._files: dict[int, int] = {}
        self._by_path: dict[str, int] = {}
        self._count = 0

    def open(self, path: Path) -> int:
        fd = super().open(path)
        self._files[fd] = self._by_path[self._name(path)]
        return fd

    def create(self, path: Path) -> int:
        fd = super().create(path)
        self._count += 1
        self._files[fd] = self._by_path[self._name(path)] = self._count
        self.calls.append(Call("create", self._count, path=self._name(path)))
        return fd

    def write(self, fd: int, data: bytes, offset: int) -> None:
        super().write(fd, data, offset)
        self.calls.append(Call("write", self._files[fd], offset, bytes(data)))

    def truncate(self, fd: int, size: int) -> None:
        super().truncate(fd, size)
        self.calls.append(Call("truncate", self._files[fd], size))

    def sync(self, fd: int) -> None:
        if "sync" not in self.forget:
            super().sync(fd)
            self.calls.append(Call("sync", self._files[fd]))

    def replace(self, old: Path, new: Path) -> None:
        super().replace(old, new)
        self._by_path[self._name(new)] = self._by_path.pop(self._name(old))
        self.calls.append(Call("replace", path=self._name(old), target=self._name(new)))

    def unlink(self, path: Path) -> None:
        super().unlink(path)
        self.calls.append(Call("unlink", path=self._name(path)))

    def make_directory(self, path: Path) -> None:
        super().make_directory(path)
        self.calls.append(Call("mkdir", path=self._name(path)))

    def sync_directory(self, path: Path) -> None:
        if "sync_directory" not in self.forget:
            super().sync_directory(path)
            self.calls.append(Call("sync_directory", path=self._name(path)))

    def _name(self, path: Path) -> str:
        return path.relative_to(self.root).as_posix()


@dataclass
class _File:
    """What of a file is certain, and what was done to it since."""

    certain: bytes = b""
    since: list[Call] = field(default_factory=list)


class PaperDisk:
    """The state of a disk after some of the calls; `outcomes` are the disks a power cut could leave now."""

    def __init__(self) -> None:
        self._files: dict[int, _File] = {}
        self._names: dict[str, int] = {}
        self._renames: list[Call] = []

    def play(self, call: Call) -> None:
        match call.name:
            case "create":
                self._files[call.file] = _File()
                self._renames.append(call)
            case "write" | "truncate":
                self._files[call.file].since.append(call)
            case "sync":
                file = self._files[call.file]
                file.certain, file.since = _after(file.certain, file.since), []
            case "sync_directory":
                inside = [one for one in self._renames if _folder(one.target or one.path) == call.path]
                self._renames = [one for one in self._renames if one not in inside]
                for one in inside:
                    _rename(self._names, one)
            case _:
                self._renames.append(call)

    def outcomes(self) -> Iterator[dict[str, bytes]]:
        """Path → bytes; only files whose folders are there. The real outcome, with everything done, is one of them."""
        for kept in product((True, False), repeat=len(self._renames)):
            names = dict(self._names)
            for rename, keep in zip(self._renames, kept, strict=True):
                if keep:
                    _rename(names, rename)
            files = {path: number for path, number in names.items() if number and _reachable(path, names)}
            for contents in product(*(list(self._contents(number)) for number in files.values())):
                yield dict(zip(files, contents, strict=True))

    def _contents(self, number: int) -> Iterator[bytes]:
        file = self._files[number]
        earlier = [[None, call] for call in file.since[:-1]]
        last = [_versions(call) for call in file.since[-1:]]
        for choice in product(*earlier, *last):
            yield _after(file.certain, [call for call in choice if call is not None])


def _versions(call: Call) -> list[Call | None]:
    """What may have become of one write that no sync covered; None: nothing."""
    versions: list[Call | None] = [None, call]
    if call.name == "write":
        size = len(call.data)
        for part in sorted({1, 20, size // 2, size - 2, size - 1} & set(range(1, size))):
            versions.append(call._replace(data=call.data[:part]))
            versions.append(call._replace(data=call.data[:part] + b"\0" * (size - part)))
            versions.append(call._replace(data=b"\0" * part + call.data[part:]))
        versions.append(call._replace(data=b"\0" * size))
    return versions


def _after(content: bytes, calls: Iterable[Call]) -> bytes:
    for call in calls:
        if call.name == "truncate":
            content = content[: call.offset].ljust(call.offset, b"\0")
        else:
            end = call.offset + len(call.data)
            content = content.ljust(end, b"\0")
            content = content[: call.offset] + call.data + content[end:]
    return content


def _rename(names: dict[str, int], call: Call) -> None:
    match call.name:
        case "create":
            names[call.path] = call.file
        case "mkdir":
            names[call.path] = 0
        case "unlink":
            names.pop(call.path, None)
        case "replace" if call.path in names:
            names[call.target] = names.pop(call.path)


def _folder(path: str) -> str:
    return Path(path).parent.as_posix()


def _reachable(path: str, names: dict[str, int]) -> bool:
    folder = _folder(path)
    return folder == "." or (names.get(folder) == 0 and _reachable(folder, names))
