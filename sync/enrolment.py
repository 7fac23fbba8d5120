"""From a code on paper to a laptop that headquarters knows (sync.md §8). A person waits for it; nothing else does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from secrets import token_hex
from uuid import UUID

from sync.account import Account
from sync.client import Headquarters
from sync.clock import Clock
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


def enroll(
    store: Store, url: str, code: str, *, name: str = "", ca: str = "", plain: bool = False, dial: Dial = dial
) -> Account:
    """Tell headquarters who this device is, and keep what it answers. Raises HeadquartersError: nothing changed."""
    device, cell = store.device, store.cell
    request = EnrollRequest(
        code=code.strip(),
        device=device.id,
        alias=device.alias,
        key=public_of(store.device_keys()[device.id]),
        name=name,
        cell=cell,
    )
    with dial(url, "", ca, plain) as hq:
        hq.hello()
        said = hq.enroll(request)
    _take_unit(store, said)
    account = Account(
        url=url.strip().rstrip("/"),
        device=said.device,
        token=said.token,
        expires=said.expires,
        key=said.key,
        cells=tuple(dict.fromkeys((said.cell, cell, *map(UUID, store.units.former(str(said.cell)))))),
        unit=said.unit,
        role=said.role,
        name=name,
        ca=ca,
        plain=plain,
    )
    account.save(store.paths.account)
    return account


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
