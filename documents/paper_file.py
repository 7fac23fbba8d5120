"""Writing a paper to disk without ever overwriting a hand (L20).

A clerk may open the exported file in a word processor and change it. Such a file is never replaced: the
caller remembers the digest of what it wrote, and only a file with that digest may be written again. A copy beside
it is a paper like any other: written anew while nobody has changed it, left alone afterwards.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Saved:
    """The paper is on disk. `digest` (SHA-256, hex) is to be remembered for the next writing."""

    path: Path
    digest: str


@dataclass(frozen=True, slots=True)
class RefusedOverwrite:
    """Another file stands there, or this one was edited by hand; a copy may be written to `side_path`."""

    side_path: Path


def save_paper(path: Path, data: bytes, known: Mapping[str, str]) -> Saved | RefusedOverwrite:
    """Write a paper whole or not at all, unless someone else's work stands at `path`.

    `known` are the digests that earlier writings returned, by `str(path.resolve())`. A file that already holds exactly
    `data` counts as ours. Raises OSError when the disk refuses; the file that stood there is then untouched.
    """
    if not _is_ours(path, data, known):
        return RefusedOverwrite(next(side for side in _side_paths(path) if _is_ours(side, data, known)))
    _replace(path, data)
    return Saved(path, _digest(data))


def _is_ours(path: Path, data: bytes, known: Mapping[str, str]) -> bool:
    """Whether nothing is lost when the file is written: it is not there, or as we wrote it, or the same."""
    return not path.exists() or _digest(path.read_bytes()) in {known.get(str(path.resolve())), _digest(data)}


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _side_paths(path: Path) -> Iterator[Path]:
    """Names beside `path`: "x (bản mới).docx", "x (bản mới 2).docx", …"""
    for number in count(1):
        label = "bản mới" if number == 1 else f"bản mới {number}"
        yield path.with_name(f"{path.stem} ({label}){path.suffix}")


def _replace(path: Path, data: bytes) -> None:
    """Write beside, flush to the disk, then rename: at any moment the old or the new file stands whole.

    Trouble is told of the paper: nobody knows the file beside it.
    """
    temporary = path.with_name(f".bienban-{secrets.token_hex(6)}.tmp")
    try:
        with temporary.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error
    finally:
        temporary.unlink(missing_ok=True)
    _flush_directory(path.parent)


def _flush_directory(directory: Path) -> None:
    """Make the new name durable; Windows has no such call and keeps names itself."""
    if os.name == "nt":
        return
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
