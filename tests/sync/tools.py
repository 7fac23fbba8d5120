"""Small builders for the store's tests."""

import json
from pathlib import Path
from typing import Any
from uuid import UUID

from sync.stream import Stream, StreamHeader

MEETING = UUID("0198a1b2-0000-5000-8000-000000000001")
DEVICE = UUID("0198a1b2-c3d4-7000-8000-000000000007")
CELL = UUID("0198a1b2-0000-4000-8000-00000000ce11")


def header() -> StreamHeader:
    return StreamHeader.make(meeting=MEETING, device=DEVICE, cell=CELL, alias="k7", offset=420)


def stream_path(root: Path) -> Path:
    return root / "meetings" / str(MEETING) / f"{DEVICE}.journal"


def open_stream(root: Path, **options: Any) -> Stream:
    return Stream(stream_path(root), header(), **options)


def line(seq: int, text: str = "Đồng chí Lê Thị Lan phát biểu") -> bytes:
    fields = {
        "s": seq,
        "v": 1,
        "t": "note.written",
        "at": 1757246462123 + seq,
        "mo": seq,
        "b": {"text": text},
    }
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":")).encode()


def lines(first: int, last: int) -> list[bytes]:
    return [line(seq) for seq in range(first, last + 1)]
