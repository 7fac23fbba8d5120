"""The routes by which records travel: hello, heads, append, pages of lines (sync.md §6)."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Header, Query, Request
from pydantic import TypeAdapter
from starlette.responses import Response, StreamingResponse

from hq import bundles
from hq.access import Caller, authenticate
from hq.problems import TOKEN, Refused, documented
from hq.services import Services
from hq.streams import Streams
from hq.wire import RawBody, RawParcel, batch_of, plain, spoken
from models.entries import FACTS
from sync.errors import StoreForeign
from sync.protocol import (
    MOST_LINES,
    MOST_UNPACKED,
    NDJSON,
    PARCEL,
    PROTOCOL,
    Appended,
    AppendHead,
    BundleTaken,
    Code,
    Heads,
    Hello,
)

router = APIRouter(prefix="/v1", dependencies=[Depends(spoken)])


def admitted(request: Request, caller: Annotated[Caller, Depends(authenticate)]) -> Caller:
    """The caller, unless they call too often."""
    wait = request.app.state.rates.take(caller.device or caller.account)
    if wait is not None:
        raise Refused(Code.TOO_MANY, wait=wait)
    return caller


Admitted = Annotated[Caller, Depends(admitted)]

_ASKING = documented(*TOKEN, Code.MALFORMED, Code.PROTOCOL, Code.TOO_MANY, Code.DEFECT, Code.BUSY)
_SENDING = documented(Code.TOO_LARGE, Code.MEDIA_TYPE, Code.FULL) | _ASKING


@router.get("/hello", responses=documented(Code.PROTOCOL))
def hello(request: Request) -> Hello:
    """Without a token: versions, limits, the server's clock, what it folds, the key of its receipts."""
    services: Services = request.app.state.services
    return Hello(
        protocol=(PROTOCOL, PROTOCOL),
        time=services.clock(),
        limits=services.settings.limits,
        types=tuple(sorted(FACTS)),
        key=services.public,
    )


@router.get("/heads", response_model=Heads, responses={304: {"description": "As before"}, **_ASKING})
def heads(request: Request, caller: Admitted, if_none_match: Annotated[str, Header()] = "") -> Response:
    """How far every stream in the caller's scope is held."""
    streams: Streams = request.app.state.streams
    body = _HEADS.dump_json(streams.heads(caller))
    return unless_known(b'{"meetings":' + body + b"}", if_none_match)


def unless_known(body: bytes, if_none_match: str) -> Response:
    """A JSON body under its hash as ETag, or 304 for a caller who has it already."""
    tag = f'"{sha256(body).hexdigest()[:32]}"'
    headers = {"ETag": tag, "Cache-Control": "private, no-cache"}
    if tag in (one.strip().removeprefix("W/") for one in if_none_match.split(",")):
        return Response(status_code=304, headers=headers)
    return Response(body, media_type="application/json", headers=headers)


_HEADS = TypeAdapter(dict[UUID, dict[UUID, tuple[int, str]]])

_NDJSON_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "description": "One line with the head, then the stored lines verbatim, each with its newline; gzip or plain",
        "content": {NDJSON: {"schema": {"type": "string"}}},
        "x-head": AppendHead.model_json_schema(by_alias=True),
    }
}


@router.post("/meetings/{meeting}/streams/{device}", responses=_SENDING, openapi_extra=_NDJSON_BODY)
def append(request: Request, caller: Admitted, meeting: UUID, device: UUID, body: RawBody) -> Appended:
    """Add lines to the end of a stream; durable when it answers."""
    streams: Streams = request.app.state.streams
    batch = batch_of(request, meeting, device, body)
    answer = streams.append(caller, batch)
    figures = request.app.state.figures
    figures.appends.labels(answer.status).inc()
    figures.lines.inc(len(batch.lines))
    return answer


@router.get(
    "/meetings/{meeting}/streams/{device}",
    response_class=StreamingResponse,
    responses={200: {"content": {NDJSON: {"schema": {"type": "string"}}}}, **documented(Code.NOT_FOUND), **_ASKING},
)
def page(
    request: Request,
    caller: Admitted,
    meeting: UUID,
    device: UUID,
    first: Annotated[int, Query(alias="from", ge=1, lt=2**53)] = 1,
    limit: Annotated[int, Query(ge=1, le=MOST_LINES)] = MOST_LINES,
) -> Response:
    """The lines of a stream from a number on, verbatim."""
    streams: Streams = request.app.state.streams
    found = streams.page(caller, meeting, device, first, limit)
    if found is None:
        raise Refused(Code.NOT_FOUND)
    head, lines = found
    return Response(b"".join(_ended([head.model_dump_json(by_alias=True).encode(), *lines])), media_type=NDJSON)


_PARCEL_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "description": "The file that travels on a stick, as it is or gzip; read on the laptop and here by one code",
        "content": {PARCEL: {"schema": {"type": "string", "format": "binary"}}},
    }
}


@router.post("/bundles", responses=_SENDING, openapi_extra=_PARCEL_BODY)
def hand_over(request: Request, caller: Admitted, body: RawParcel) -> BundleTaken:
    """Take in the streams of a bundle; each has its own answer, durable when it stands there."""
    try:
        parcel = bundles.read(plain(request, body, MOST_UNPACKED), "", MOST_UNPACKED)
    except StoreForeign as error:
        code = Code.TOO_LARGE if error.code == "archive_too_large" else Code.MALFORMED
        raise Refused(code, error.code) from None
    taken = tuple(bundles.take(request.app.state.streams, caller, parcel))
    bundles.keep_plans(request.app.state.services, parcel, taken)
    figures = request.app.state.figures
    for answer in taken:
        figures.appends.labels(answer.status).inc()
    return BundleTaken(streams=taken)


def _ended(lines: list[bytes]) -> Iterator[bytes]:
    for line in lines:
        yield line
        yield b"\n"
