"""The routes of devices and people: enrolment, renewal, bootstrap, devices, sessions (sync.md §6, §8)."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Header, Request
from fastapi.security import APIKeyCookie, HTTPAuthorizationCredentials
from pydantic import StringConstraints
from sqlalchemy import ColumnElement, Connection, false, literal, or_, select
from starlette.responses import Response

from hq.access import Caller, authenticate, bearer, day_of, placed, visible
from hq.accounts import COOKIE, LONGEST, SESSION_LIFE, Session, log_in, log_out, logged_in
from hq.contents import content_of
from hq.enrolment import Refusal, bootstrap, enroll, known_devices, renew
from hq.installations import revoke
from hq.problems import TOKEN, Refused, documented
from hq.records import Admitted, admitted, unless_known
from hq.schema import cells, devices, placements
from hq.services import Services
from hq.succession import introduce
from hq.throttle import SmallBody, Throttle, address_of
from hq.wire import spoken
from sync.protocol import (
    Bootstrap,
    Code,
    Devices,
    Enrolled,
    EnrollRequest,
    Hash,
    Introduction,
    Token,
    TokenRequest,
    Wire,
)

router = APIRouter(prefix="/v1", dependencies=[Depends(spoken)], route_class=SmallBody)

_ALWAYS = (Code.MALFORMED, Code.TOO_LARGE, Code.PROTOCOL, Code.TOO_MANY, Code.DEFECT, Code.BUSY, Code.FULL)
_KNOWN = documented(*TOKEN, *_ALWAYS)


_cookie = APIKeyCookie(name=COOKIE, auto_error=False, description="The session of somebody who logged in")


class Login(Wire):
    """`POST /v1/session`."""

    login: Annotated[str, StringConstraints(max_length=80)]
    password: Annotated[str, StringConstraints(max_length=LONGEST)]


class LoggedIn(Wire):
    """Who is logged in."""

    account: UUID
    name: str
    role: str
    expires: int


def patient(request: Request) -> str:
    """The address of a call that needs no token, unless it guessed or called too often."""
    address = address_of(request)
    guesses: Throttle = request.app.state.guesses
    wait = guesses.wait(address) or request.app.state.rates.take(("address", address))
    if wait is not None:
        raise Refused(Code.TOO_MANY, wait=wait)
    return address


Patient = Annotated[str, Depends(patient)]


def _refused(request: Request, address: str, refusal: Refusal) -> Refused:
    """A refusal as a problem; a wrong guess is counted against its address."""
    if refusal.code in (Code.WRONG_CODE, Code.WRONG_LOGIN, Code.UNKNOWN_TOKEN):
        request.app.state.guesses.wrong(address)
    services: Services = request.app.state.services
    return Refused(refusal.code, time=services.clock() if refusal.code is Code.CLOCK else 0)


# --- devices --------------------------------------------------------------------------------------------------------


@router.post("/enroll", responses=documented(Code.WRONG_CODE, *_ALWAYS))
def enroll_device(request: Request, address: Patient, asked: EnrollRequest) -> Enrolled:
    """A one-time code makes a laptop a device. The same key may ask again for ten minutes: a reply was lost.

    With `look` nothing is kept and the code stays good: the laptop asks which unit it is for.
    """
    try:
        return enroll(request.app.state.services, asked)
    except Refusal as refusal:
        raise _refused(request, address, refusal) from None


@router.post("/token", responses=documented(Code.UNKNOWN_TOKEN, Code.CLOCK, *_ALWAYS))
def renew_token(request: Request, address: Patient, asked: TokenRequest) -> Token:
    """A new token for a device that signs a nonce. A clock more than ten minutes off gets the server's time."""
    try:
        return renew(request.app.state.services, asked)
    except Refusal as refusal:
        raise _refused(request, address, refusal) from None


@router.post("/devices", responses=documented(Code.UNKNOWN_TOKEN, Code.REVOKED, Code.CLOCK, Code.FORBIDDEN, *_ALWAYS))
def introduce_device(request: Request, address: Patient, asked: Introduction) -> Enrolled:
    """An enrolled device signs for the one its laptop has become. A clock too far off gets the server's time."""
    try:
        return introduce(request.app.state.services, asked)
    except Refusal as refusal:
        raise _refused(request, address, refusal) from None


@router.get("/bootstrap", response_model=Bootstrap, responses={304: {"description": "As before"}, **_KNOWN})
def what_is_asked(request: Request, caller: Admitted, if_none_match: Annotated[str, Header()] = "") -> Response:
    """The device's cell, its place in the organisation, the plan and its days."""
    body = bootstrap(request.app.state.services, caller).model_dump_json().encode()
    return unless_known(body, if_none_match)


@router.get(
    "/contents/{digest}",
    response_class=Response,
    responses={
        200: {"content": {"application/json": {"schema": {"type": "object"}}}},
        **documented(Code.NOT_FOUND),
        **_KNOWN,
    },
)
def content(request: Request, caller: Admitted, digest: Hash) -> Response:
    """What the bootstrap names by its digest: the plan, the indicators' wording, the caller's own list of people."""
    services: Services = request.app.state.services
    (cell,) = caller.cells
    found = services.database.read(lambda connection: content_of(connection, cell, digest))
    if found is None:
        raise Refused(Code.NOT_FOUND)
    return Response(found, media_type="application/json", headers={"Cache-Control": "no-store"})


def device_or_person(
    request: Request,
    given: Annotated[HTTPAuthorizationCredentials | None, Depends(bearer)],
    session: Annotated[str | None, Depends(_cookie)],
) -> Caller:
    """The caller by token, or by session when no token is given, unless they call too often."""
    caller = authenticate(request, given) if given is not None or session is None else logged_in(request)
    return admitted(request, caller)


Anyone = Annotated[Caller, Depends(device_or_person)]


@router.get("/devices", responses=_KNOWN)
def list_devices(request: Request, caller: Anyone) -> Devices:
    """The devices of the cells that the caller reaches today."""
    services: Services = request.app.state.services
    today = day_of(services.clock())
    found = services.database.read(lambda connection: known_devices(connection, devices_within(caller, today)))
    return Devices(devices=found)


@router.delete("/devices/{device}", status_code=204, responses=documented(Code.NOT_FOUND, *TOKEN, *_ALWAYS))
def revoke_device(request: Request, caller: Anyone, device: UUID) -> None:
    """From this instant the device gets nothing; what it sent stays. A clerk may revoke their own laptop only."""
    services: Services = request.app.state.services
    now = services.clock()
    allowed = devices_within(caller, day_of(now)) if caller.role in ("secretary", "ward", "admin") else _itself(caller)

    def work(connection: Connection) -> bool:
        known = connection.execute(select(devices.c.device).where(devices.c.device == device, allowed)).first()
        if known is not None:
            revoke(connection, device, caller.actor, now)
        return known is not None

    if not services.database.write(work):
        raise Refused(Code.NOT_FOUND)


def devices_within(caller: Caller, today: str) -> ColumnElement[bool]:
    """Devices of cells that the caller reaches today."""
    day = literal(today)
    reached = visible(caller, "statistics", cell=cells.c.cell_id, path=placements.c.path)
    return devices.c.cell_id.in_(
        select(cells.c.cell_id).outerjoin(placements, placed(cells.c.unit, day)).where(reached)
    )


def _itself(caller: Caller) -> ColumnElement[bool]:
    return or_(false(), *([devices.c.device == caller.device] if caller.device else []))


# --- people ---------------------------------------------------------------------------------------------------------


@router.post("/session", responses=documented(Code.WRONG_LOGIN, *_ALWAYS))
def begin_session(request: Request, response: Response, address: Patient, asked: Login) -> LoggedIn:
    """Log in: a new session in a cookie that no script reads and no other site sends."""
    services: Services = request.app.state.services
    try:
        session = log_in(services, asked.login, asked.password, request.cookies.get(COOKIE, ""))
    except Refusal as refusal:
        raise _refused(request, address, refusal) from None
    response.headers["Cache-Control"] = "no-store"
    keep_session(response, services, session)
    return LoggedIn(account=session.account, name=session.name, role=session.role, expires=session.expires)


@router.delete("/session", status_code=204, responses=documented(*_ALWAYS))
def end_session(request: Request, response: Response) -> None:
    """Log out; also when the session was over already."""
    services: Services = request.app.state.services
    if COOKIE in request.cookies:
        log_out(services, request.cookies[COOKIE])
    response.delete_cookie(COOKIE, **guarded(services))


def keep_session(response: Response, services: Services, session: Session) -> None:
    """Give the browser its session."""
    response.set_cookie(COOKIE, session.token, max_age=SESSION_LIFE // 1000, **guarded(services))


def guarded(services: Services) -> dict[str, Any]:
    """How the cookie travels: only by TLS wherever there is any between the browser and here."""
    settings = services.settings
    secure = settings.tls or settings.allow_plain or not settings.loopback
    return {"path": "/", "httponly": True, "samesite": "strict", "secure": secure}
