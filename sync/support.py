"""A file for whoever helps from afar: versions, counts, sizes, hashes, errors. No text of a meeting, nobody's name.

Names of files are ids; addresses, tokens, keys, units and whatever a person typed stay out.
"""

from __future__ import annotations

import hashlib
import io
import platform
import re
import zipfile
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from sync.account import load_account
from sync.cipher import Cipher
from sync.errors import StoreError
from sync.files import write_atomically
from sync.journal import encode
from sync.paths import Paths
from sync.protocol import PROTOCOL
from sync.receipts import Receipts, check_receipts
from sync.replica import APP
from sync.shelf import Lying, Shelf
from sync.verify import verify

CONTENT: Final = "so-lieu.json"

_ID: Final = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_JOURNALS: Final = "people|settings|drafts|receipts|contents"
_OURS: Final = re.compile(
    rf"(?:meetings/{_ID}/{_ID}|people-{_ID}|{_JOURNALS}|headquarters|vault|vault-copy|ballast|viet-tat)(?:\.[a-z0-9-]+)*"
)
"""The files that the program names itself (sync.paths), with what is put aside of them; other names a person gave."""

_FOLDERS: Final = frozenset(("meetings", "index", "plans", "rehearsal", "bang-hoi-truong"))
_ENDING: Final = re.compile(r"\.[a-z0-9]{1,8}")


def write_support(paths: Paths, output: Path, cipher: Cipher | None = None) -> None:
    """Write the file, whole or not at all. Raises OSError."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(CONTENT, encode(support(paths, cipher)))
    write_atomically(output, out.getvalue())


def support(paths: Paths, cipher: Cipher | None = None) -> dict[str, Any]:
    """What is in it, as plain values."""
    return {
        "app": APP,
        "protocol": PROTOCOL,
        "python": platform.python_version(),
        "system": [platform.system(), platform.release(), platform.machine()],
        "files": [_file(paths.root, path) for path in sorted(paths.root.rglob("*")) if path.is_file()],
        "states": {_name(paths.root, found.path): found.state.value for found in verify(paths.root, cipher)},
        "streams": [_stream(lying) for lying in Shelf(paths, {}, cipher=cipher).all()],
        "receipts": [[_name(paths.root, found.path), found.state.value] for found in check_receipts(paths, cipher)],
        "attempts": _attempts(paths, cipher),
        "enrolled": _enrolled(paths, cipher),
        "encrypted": cipher is not None,
    }


def _file(root: Path, path: Path) -> Mapping[str, Any]:
    """A file's place, size and hash."""
    return {"name": _name(root, path), "size": path.stat().st_size, "sha256": _sha256(path)}


def _name(root: Path, path: Path) -> str:
    """The place below the data folder; of names that a person may have given only the ending."""
    place = path.relative_to(root)
    if _OURS.fullmatch(place.as_posix()):
        return place.as_posix()
    folder = "" if len(place.parts) == 1 else f"{place.parts[0] if place.parts[0] in _FOLDERS else '…'}/"
    return f"{folder}…{path.suffix if _ENDING.fullmatch(path.suffix) else ''}"


def _sha256(path: Path) -> str:
    with path.open("rb") as data:
        return hashlib.file_digest(data, "sha256").hexdigest()


def _stream(lying: Lying) -> Mapping[str, Any]:
    ids = {"meeting": str(lying.meeting), "device": str(lying.device)}
    return {**ids, "lines": lying.last, "head": [lying.head.seq, lying.head.hash.hex()], "sound": lying.sound}


def _attempts(paths: Paths, cipher: Cipher | None) -> list[Mapping[str, Any]]:
    try:
        receipts = Receipts(paths.receipts, read_only=True, cipher=cipher)
    except StoreError:
        return []
    try:
        return [asdict(attempt) for attempt in receipts.attempts()]
    finally:
        receipts.close()


def _enrolled(paths: Paths, cipher: Cipher | None) -> Mapping[str, Any] | None:
    """Whether and until when; not where and not as whom."""
    try:
        account = load_account(paths.account, cipher)
    except StoreError:
        return {"readable": False}
    return None if account is None else {"expires": account.expires, "cells": len(account.cells), "role": account.role}
