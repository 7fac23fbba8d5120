"""From a code on paper to a laptop that headquarters knows (sync.md §8). A person waits for it; nothing else does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from secrets import token_hex
from uuid import UUID

from pydantic import ValidationError

from sync.account import Account
from sync.client import Headquarters
from sync.clock import Clock
from sync.errors import AccessEnded
from sync.protocol import Enrolled, EnrollRequest, TokenRequest, token_statement
from sync.signing import public_of, sign
from sync.store import Store

RENEW_BEFORE = 30 * 24 * 60 * 60 * 1000
"""Ms before its end from which on a token is renewed."""

Dial = Callable[[str, str, str, bool], Headquarters]
"""(address, token, file of certificates, whether http is allowed) → headquarters."""


def dial(url: str, token: str, ca: str, plain: bool) -> Headquarters:
    """The real one."""
    return Headquarters(url, token, ca=ca, plain=plain)


@dataclass(frozen=True, slots=True)
class Line:
    """Where headquarters is, and how it is reached. Fields as in `Account`."""

    url: str
    ca: str = ""
    plain: bool = False


def asked(store: Store, code: str, name: str = "") -> EnrollRequest:
    """What this laptop says of itself. AccessEnded for what cannot be a code."""
    device = store.device
    fields = {"device": device.id, "alias": device.alias, "key": public_of(store.device_keys()[device.id])}
    try:
        return EnrollRequest.model_validate({**fields, "code": code.strip(), "name": name.strip(), "cell": store.cell})
    except ValidationError as error:
        raise AccessEnded("hq_code") from error


def called(line: Line, request: EnrollRequest, dial: Dial = dial) -> Enrolled:
    """Headquarters' answer; belongs to no thread. Raises HeadquartersError: nothing changed."""
    with dial(line.url, "", line.ca, line.plain) as hq:
        hq.hello()
        return hq.enroll(request)


def accepted(store: Store, line: Line, request: EnrollRequest, said: Enrolled) -> Account:
    """Keep what headquarters answered: the account, and its id for the unit."""
    _take_unit(store, said)
    former = map(UUID, store.units.former(str(said.cell)))
    account = Account(
        url=line.url.strip().rstrip("/"),
        device=said.device,
        token=said.token,
        expires=said.expires,
        key=said.key,
        recovery=said.recovery or "",
        cells=tuple(dict.fromkeys((said.cell, *former))),
        unit=said.unit,
        role=said.role,
        name=request.name,
        ca=line.ca,
        plain=line.plain,
    )
    account.save(store.paths.account, cipher=store.cipher)
    if store.cipher is not None:
        from sync.turning import entrust

        entrust(store.paths, store.cipher)
    return account


def enroll(store: Store, line: Line, code: str, *, name: str = "", dial: Dial = dial) -> Account:
    """All of it at once, for whoever waits for it anyway. Raises HeadquartersError: nothing changed."""
    request = asked(store, code, name)
    return accepted(store, line, request, called(line, request, dial))


def renewed(account: Account, hq: Headquarters, key: bytes, clock: Clock) -> Account:
    """The account with a new token, asked for with the device's own signature. Raises HeadquartersError."""
    nonce, at = token_hex(16), clock.wall() if hq.date is None else hq.date
    sig = sign(key, token_statement(account.device, nonce, at))
    said = hq.renew(TokenRequest(device=account.device, nonce=nonce, at=at, sig=sig))
    hq.use(said.token)
    return account.model_copy(update={"token": said.token, "expires": said.expires})


def _take_unit(store: Store, said: Enrolled) -> None:
    """Headquarters' id for the unit from now on, and what it is called where nobody said so here."""
    units = store.units
    units.adopt(str(said.cell))
    here = units.current
    told = {"name": said.unit, "parent": said.parent, "body": said.body, "variant": said.variant}
    units.keep(replace(here, **{field: value for field, value in told.items() if not getattr(here, field)}))
