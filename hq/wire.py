"""Reading what a laptop sends: capped while it comes in, capped while it is inflated, then taken apart (sync.md §6)."""

from __future__ import annotations

import zlib
from typing import Annotated, Final
from uuid import UUID

from fastapi import Depends, Request
from pydantic import ValidationError

from hq.problems import Refused
from hq.streams import Batch
from sync.protocol import MOST_BUNDLE, NDJSON, PARCEL, PROTOCOL, PROTOCOL_HEADER, AppendHead, Code, Limits

_GZIP: Final = 31
"""zlib's window bits for a gzip frame and nothing else."""


def spoken(request: Request) -> None:
    """Refuse a laptop that says it speaks another version; one that says nothing is believed to speak this one."""
    if request.headers.get(PROTOCOL_HEADER, str(PROTOCOL)) != str(PROTOCOL):
        raise Refused(Code.PROTOCOL)


async def raw_body(request: Request) -> bytes:
    """The body as it travelled, never more of it than one append may have."""
    return await _read(request, NDJSON, limits_of(request).bytes)


async def raw_parcel(request: Request) -> bytes:
    """The body as it travelled, never more of it than one bundle may have."""
    return await _read(request, PARCEL, MOST_BUNDLE)


async def _read(request: Request, kind: str, most: int) -> bytes:
    _require_media_type(request, kind)
    parts, total = [], 0
    async for part in request.stream():
        total += len(part)
        if total > most:
            raise Refused(Code.TOO_LARGE)
        parts.append(part)
    return b"".join(parts)


RawBody = Annotated[bytes, Depends(raw_body)]
RawParcel = Annotated[bytes, Depends(raw_parcel)]


def limits_of(request: Request) -> Limits:
    """What this server takes at once."""
    limits: Limits = request.app.state.services.settings.limits
    return limits


def batch_of(request: Request, meeting: UUID, device: UUID, body: bytes) -> Batch:
    """The append in a body. Refused: not gzip, not NDJSON, too long, or not the lines its head tells of."""
    limits = limits_of(request)
    text = plain(request, body, limits.inflated)
    if not text.endswith(b"\n"):
        raise Refused(Code.MALFORMED, "the last line has no end")
    first, *lines = text[:-1].split(b"\n")
    if len(lines) > limits.lines:
        raise Refused(Code.TOO_LARGE)
    try:
        head = AppendHead.model_validate_json(first)
    except ValidationError as error:
        raise Refused(Code.MALFORMED, _where(error)) from error
    if head.first < 1 or head.head[0] - head.first + 1 != len(lines):
        raise Refused(Code.MALFORMED, "the lines are not those the head tells of")
    return Batch(meeting, device, head, lines)


def plain(request: Request, body: bytes, most: int) -> bytes:
    """The body as it was before it was compressed for the way. Refused: not gzip, more than so many bytes."""
    return _inflated(body, most) if _encoding(request) == "gzip" else body


def _require_media_type(request: Request, wanted: str) -> None:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != wanted or _encoding(request) not in ("identity", "gzip"):
        raise Refused(Code.MEDIA_TYPE)


def _encoding(request: Request) -> str:
    return request.headers.get("content-encoding", "identity").strip().lower()


def _inflated(body: bytes, most: int) -> bytes:
    """One gzip frame, cut off as soon as it grows beyond the cap: a bomb costs no more than an honest body."""
    frame = zlib.decompressobj(_GZIP)
    try:
        text = frame.decompress(body, most)
    except zlib.error as error:
        raise Refused(Code.MALFORMED, "not gzip") from error
    if frame.unconsumed_tail:
        raise Refused(Code.TOO_LARGE)
    if not frame.eof or frame.unused_data:
        raise Refused(Code.MALFORMED, "not one whole gzip frame")
    return text


def _where(error: ValidationError) -> str:
    """Which fields are wrong, never what stood in them."""
    places = {".".join(map(str, fault["loc"])) for fault in error.errors(include_url=False, include_input=False)}
    return "wrong: " + ", ".join(sorted(places - {""}) or ["the whole"])[:200]
