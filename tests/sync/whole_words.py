"""The sentences of the store, the messages on the wire, and every refusal with its data."""

from __future__ import annotations

import ast
import importlib
import json
import pkgutil
import re
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from pydantic import BaseModel

import sync
from sync import protocol, standing, vault
from sync.account import Account
from sync.bundle import Carried
from sync.container import About, Manifest, Part, Signature
from sync.errors import Level, LineRefused, StoreBroken, StoreBusy, StoreError, StoreFull, of_disk
from sync.frames import frame, read
from sync.journal import Journal, encode, reports_of
from sync.lines import LINE_LIMIT
from sync.paths import Paths, cloud_kind, network_mount
from sync.stream import STREAM_KIND, Stream
from sync.vault import Cost, Passphrase, Recovery, Vault
from sync.verify import State as Found
from sync.words import SENTENCES, sentence
from tests.models.whole_values import kinds, left_out
from tests.sync.tools import CELL, DEVICE, MEETING, header, line, open_stream, stream_path
from tests.sync.whole import Telling

HASH: Final = bytes(range(32))
OTHER: Final = UUID("0198a1b2-c3d4-7000-8000-0000000000ff")
KEY: Final = "ab" * 32


def said() -> str:
    """Every sentence, unfilled, and one with an id in it."""
    told = Telling(Path("/"))
    for code, text in SENTENCES.items():
        told.say(code, text)
    named = sentence("closed", {"name": f"{DEVICE}.journal"})
    return f"{told.text()}{named}\n"


def wire() -> str:
    """Every message as it travels or is kept, and every statement that is signed, byte for byte."""
    kinds = [one for one in vars(protocol).values() if isinstance(one, type) and issubclass(one, protocol.Wire)]
    kept: tuple[type[BaseModel], ...] = (
        Account,
        Vault,
        Cost,
        Passphrase,
        Recovery,
        Manifest,
        About,
        Part,
        Signature,
        Carried,
    )
    told = [f"== {one.__name__}\n{_schema(one)}" for one in (*kinds, *kept)]
    numbers = {name: one for name, one in vars(protocol).items() if name.isupper() and isinstance(one, int | str)}
    told += [f"== {name} {value!r}" for name, value in numbers.items()]
    told += [f"== {one.name} {one.value}" for one in protocol.Code]
    told += [f"== {name}\n{made.hex()}" for name, made in _statements().items()]
    return "\n".join(told) + "\n"


def fixed() -> str:
    """Every limit, deadline, size and mark that has a name, and what a value's field is that nobody names."""
    told = []
    for name in sorted(found.name for found in pkgutil.walk_packages(sync.__path__, "sync.")):
        values = vars(importlib.import_module(name))
        named = [(one, values[one]) for one in _named(Path(values["__file__"])) if one not in _OF_THE_SYSTEM]
        plain = [f"{one} = {value!r}" for one, value in named if isinstance(value, _PLAIN)]
        left = [f"{kind.__name__}.{one} = {value!r}" for kind in kinds(name) for one, value in left_out(kind)]
        told += [f"== {name}", *plain, *left]
    return "\n".join(told) + "\n"


_PLAIN: Final = int | float | str | bytes | tuple | re.Pattern
_OF_THE_SYSTEM: Final = ("_BINARY", "_REPLACE_TRIES")
"""Numbers that differ between Windows and others."""


def _named(path: Path) -> list[str]:
    """The names in capitals to which a module gives a value."""
    given = (
        one for one in ast.parse(path.read_text(encoding="utf-8")).body if isinstance(one, ast.Assign | ast.AnnAssign)
    )
    nodes = (node for one in given for node in ast.walk(one) if isinstance(node, ast.Name))
    return [node.id for node in nodes if isinstance(node.ctx, ast.Store) and node.id.isupper()]


def _schema(kind: type[BaseModel]) -> str:
    """A line a field: what it may hold, and what it is if left out."""
    schema = kind.model_json_schema()
    said = {"required": schema.get("required", []), **schema["properties"]}
    return "\n".join(f"{name}: {json.dumps(_bare(one), ensure_ascii=False)}" for name, one in said.items())


def _bare(value: Any) -> Any:
    """Without the words for readers of the source."""
    if isinstance(value, dict):
        return {key: _bare(one) for key, one in value.items() if key not in ("description", "title")}
    return [_bare(one) for one in value] if isinstance(value, list) else value


def _statements() -> dict[str, bytes]:
    nonce = "0f" * 16
    return {
        "head": protocol.head_statement(CELL, MEETING, DEVICE, 258, HASH),
        "receipt": protocol.receipt_statement(MEETING, DEVICE, 258, HASH, 1_694_761_200_000),
        "enrolment": protocol.enrolment_statement('{"unit":"Chi bộ"}'),
        "recovery": protocol.recovery_about(CELL, DEVICE),
        "vouching": protocol.vouching_statement(OTHER, DEVICE, KEY),
        "introduction": protocol.introduction_statement(OTHER, DEVICE, KEY, nonce, 1_694_761_200_000),
        "token": protocol.token_statement(DEVICE, nonce, 1_694_761_200_000),
    }


def refused(folder: Path) -> str:
    """What is not taken, and what is said of it."""
    told = Telling(folder)
    for title, error in _errors().items():
        told.say(title, f"{type(error).__name__} {error.code} {dict(error.data)}", error)
    for title, act in _lines(folder).items():
        told.trouble(title, act)
    for title, act in _headers(folder).items():
        told.trouble(title, act)
    for title, damage in _damages().items():
        reading = read(damage, STREAM_KIND)
        told.say(title, reading, reading.end, *reports_of(reading, "x.journal"), *reports_of(reading, "x.journal", "y"))
        for report in reports_of(reading, "x.journal", "y"):
            told.say(report.code, report.sentence)
    told.say("states", *(repr(one) for kind in _STATES for one in kind))
    told.say("folders", *(f"{name}: {cloud_kind(Path(name))}" for name in _FOLDERS))
    told.say("mounts", *(f"{kind}: {network_mount(Path('/mnt/x/y'), f'a /mnt/x {kind} rw 0 0')}" for kind in _MOUNTS))
    told.say("paths", *(f"{name}: {place}" for name, place in _places(Paths(Path("/d"))).items()))
    return told.text()


_STATES: Final[tuple[type[StrEnum], ...]] = (Level, Found, standing.State, vault.State)
_FOLDERS: Final = (
    *("/a/OneDrive/b", "/a/Dropbox", "/a/Google Drive/x", "/a/GoogleDrive", "/My Drive", "/x/Mobile Documents/y"),
    *("/iCloudDrive/x", "/a/Nextcloud", "/a/ownCloud/x", "/a/b"),
)
_MOUNTS: Final = ("nfs4", "cifs", "smb3", "afs", "ncpfs", "9p", "fuse.sshfs", "fuse.rclone", "davfs2", "ext4", "fuse.x")


def _errors() -> dict[str, StoreError]:
    return {
        "full": StoreFull("k7.journal"),
        "full, something given up": StoreFull("k7.journal", freed=True),
        "broken": StoreBroken("k7.journal", "Input/output error"),
        "busy": StoreBusy("k7.journal", 4711),
        "busy with nobody knows whom": StoreBusy("k7.journal", None),
        "refused": LineRefused("k7.journal", "line_size", size=LINE_LIMIT + 1, limit=LINE_LIMIT),
        "of the disk": of_disk(OSError(5, "Input/output error", "a.journal")),
        "of the disk, hardly told": of_disk(OSError(5)),
        "of the store": of_disk(StoreError("missing", name="a")),
    }


def _lines(folder: Path) -> dict[str, Callable[[], object]]:
    """Lines that no stream takes."""

    def offered(*made: bytes) -> Callable[[], object]:
        def act() -> object:
            with open_stream(folder / "lines") as stream:
                stream.append(made)
                return stream.head.seq

        return act

    def sealed() -> None:
        path = stream_path(folder / "sealed")
        path.parent.mkdir(parents=True)
        path.write_bytes(frame(header().raw) + frame(line(2)))
        with Stream(path, header()) as stream:
            stream.append([line(3)])

    def closed() -> None:
        stream = open_stream(folder / "closed")
        stream.close()
        stream.append([line(1)])

    def looked_at() -> None:
        with Stream(stream_path(folder / "closed"), read_only=True) as stream:
            stream.append([line(1)])

    long = line(1, "x" * LINE_LIMIT)
    return {
        "a line too long": offered(long),
        "a line as long as may be": offered(line(1, "x" * (LINE_LIMIT - 1 - len(line(1, ""))))),
        "one byte longer": offered(line(2, "x" * (LINE_LIMIT - len(line(2, ""))))),
        "another number": offered(line(4)),
        "no JSON": offered(b'{"s":2,'),
        "a float": offered(b'{"s":2,"b":1.5}'),
        "letters in pieces": offered('{"s":2,"b":"e\u0302"}'.encode()),
        "a stream with a hole": sealed,
        "a stream that is closed": closed,
        "a stream that is only read": looked_at,
    }


def _headers(folder: Path) -> dict[str, Callable[[], object]]:
    """Files that are not opened."""

    def lying(data: bytes, name: str = f"{DEVICE}.journal", read_only: bool = False) -> Callable[[], object]:
        def act() -> object:
            path = folder / str(MEETING) / name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(data)
            with Stream(path, None if read_only else header(), read_only=read_only) as stream:
                return stream.header, stream.reports, stream.sealed

        return act

    other = header().raw.replace(str(DEVICE).encode(), str(OTHER).encode())
    newer = header().raw.replace(b'"version":1', b'"version":2')
    return {
        "no file of ours": lying(b"PK\x03\x04"),
        "of another kind": lying(frame(encode({"format": "bienban-store", "version": 1}))),
        "of a later version": lying(frame(newer)),
        "without a version": lying(frame(encode({"format": "bienban-stream"}))),
        "of another device": lying(frame(other)),
        "a header that lacks a field": lying(frame(encode({"format": "bienban-stream", "version": 1}))),
        "the same where no name helps": lying(
            frame(encode({"format": "bienban-stream", "version": 1})), "x.journal", read_only=True
        ),
        "no file": lambda: Journal(folder / "none.journal", STREAM_KIND),
        "no file to be read": lambda: Journal(folder / "none.journal", STREAM_KIND, read_only=True),
    }


def _damages() -> dict[str, bytes]:
    """Files as crashes and bad disks leave them."""
    head, whole = frame(header().raw), [frame(line(seq, f"Ý kiến {seq}")) for seq in range(1, 6)]
    hurt = whole[1].replace(b"\xc3", b"\xc4", 1)
    return {
        "whole": head + b"".join(whole),
        "torn": head + whole[0] + whole[1][:30],
        "torn in the middle of the ending": head + whole[0][:-1],
        "the ending hurt": head + whole[0][:-2] + b"??",
        "zeros behind": head + whole[0] + bytes(40),
        "a line hurt": head + whole[0] + hurt + whole[2],
        "the last lines hurt": head + whole[0] + hurt + hurt,
        "lines missing": head + whole[0] + whole[3] + whole[4],
        "lines missing at two places": head + whole[1] + whole[4],
        "a line twice": head + whole[0] + whole[0] + whole[1],
        "no header": b"".join(whole[:2]),
        "a hurt header": head.replace(b"k7", b"k8") + whole[0],
        "nothing but a piece of the header": head[:20],
        "nothing": b"",
        "a number nobody gave": head + frame(b'{"s":1234567890123456,"v":1}'),
        "no number": head + frame(b'{"x":1}'),
    }


def _places(paths: Paths) -> dict[str, object]:
    plain = [name for name, one in vars(Paths).items() if isinstance(one, property)]
    return {
        **{name: getattr(paths, name) for name in plain},
        "people of": paths.people_of(CELL),
        "record": paths.record(MEETING),
        "meeting": paths.meeting(MEETING),
        "stream": paths.stream(MEETING, DEVICE),
    }
