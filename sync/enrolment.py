"""From a code on paper to a laptop that headquarters knows (sync.md §8). A person waits for it; nothing else does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from secrets import token_hex
from uuid import UUID

from pydantic import ValidationError

from models.vietnamese.text import fold
from sync.account import Account, load_account
from sync.client import Headquarters
from sync.clock import Clock
from sync.errors import (
    AccessEnded,
    CallRefused,
    HeadquartersAway,
    HeadquartersBusy,
    HeadquartersDefect,
    HeadquartersError,
)
from sync.identity import Identity
from sync.protocol import (
    MOST_EARLIER,
    MOST_FORMER,
    Earlier,
    Enrolled,
    EnrollRequest,
    EnrolmentRequest,
    Introduction,
    TokenRequest,
    introduction_statement,
    token_statement,
    vouching_statement,
)
from sync.signing import public_of, sign
from sync.store import Store
from sync.units import Unit

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
    said = introduced_as(store.identities(), name, store.cell)
    try:
        return EnrollRequest.model_validate({**said.model_dump(), "code": code.strip()})
    except ValidationError as error:
        raise AccessEnded("hq_code") from error


def introduced_as(known: Sequence[Identity], name: str, cell: UUID) -> EnrolmentRequest:
    """The present identity, for which the latest of the earlier ones vouch, so that their streams are believed too."""
    now, key = known[-1], public_of(known[-1].key)
    earlier = [
        Earlier(
            device=one.id,
            alias=one.alias,
            key=public_of(one.key),
            sig=sign(one.key, vouching_statement(one.id, now.id, key)),
        )
        for one in known[:-1][-MOST_EARLIER:]
    ]
    return EnrolmentRequest(
        device=now.id, alias=now.alias, key=key, name=name.strip(), cell=cell, earlier=tuple(earlier)
    )


def introduced(account: Account, hq: Headquarters, known: Sequence[Identity], clock: Clock) -> Account:
    """The account of the present identity, by the word of one that headquarters knows: no code, no person.

    Raises HeadquartersError: none of them is believed any more.
    """
    said = introduced_as(known, account.name, account.cells[0])
    refusal: HeadquartersError = AccessEnded("hq_token")
    for by in sorted(known, key=lambda one: one.id != account.device):
        nonce, at = token_hex(16), clock.wall() if hq.date is None else hq.date
        sig = sign(by.key, introduction_statement(by.id, said.device, said.key, nonce, at))
        asking = Introduction.model_validate({**said.model_dump(), "by": by.id, "nonce": nonce, "at": at, "sig": sig})
        try:
            given = hq.introduce(asking)
        except (AccessEnded, CallRefused) as error:
            refusal = error
            continue
        hq.use(given.token)
        fresh = {"device": given.device, "token": given.token, "expires": given.expires}
        return account.model_copy(update=fresh)
    raise refusal


def looking(request: EnrollRequest) -> EnrollRequest:
    """The question which unit the code is for. Nothing is kept there, least of all the id that the unit has here."""
    return request.model_copy(update={"look": True, "cell": None})


def decided(request: EnrollRequest, *, further: bool) -> EnrollRequest:
    """The request itself; of a `further` unit headquarters is not told the id that the other one has here."""
    return request.model_copy(update={"cell": None}) if further else request


def called(line: Line, request: EnrollRequest, dial: Dial = dial) -> Enrolled:
    """Headquarters' answer; belongs to no thread. Raises HeadquartersError: nothing changed.

    Nothing is sent again by itself here, as the words for a round would say: whoever waits does it again.
    """
    try:
        with dial(line.url, "", line.ca, line.plain) as hq:
            hq.hello()
            return hq.enroll(request)
    except (HeadquartersAway, HeadquartersBusy, HeadquartersDefect) as error:
        if error.code == "hq_untrusted":
            raise
        raise type(error)("enrolment_away", error.wait) from error


@dataclass(frozen=True, slots=True)
class Other:
    """Headquarters means another unit than the one that this laptop has recorded for, as far as their names tell."""

    here: str
    there: str
    meetings: int  # of the unit that is current here


def other_unit(store: Store, said: Enrolled, account: Account | None) -> Other | None:
    """Whether a person has to say if both are one unit; None where there is nothing to be mixed up. Changes nothing."""
    unit = store.units.current
    known = {unit.id, *store.units.former(unit.id)}
    if str(said.cell) in known or not unit.name or fold(unit.name) == fold(said.unit):
        return None
    held = sum(store.units.now(one.cell) == unit.id for one in store.meetings() if one.cell)
    return Other(unit.name, said.unit, held) if held or account is not None else None


def is_further(store: Store, said: Enrolled, account: Account | None) -> bool:
    """Whether headquarters itself tells the units apart: it gave this laptop another one before. Nobody is asked."""
    return account is not None and account.key == said.key and other_unit(store, said, account) is not None


def accepted(store: Store, line: Line, request: EnrolmentRequest, said: Enrolled, *, further: bool = False) -> Account:
    """Keep what headquarters answered: the account, and its id for the unit.

    `further`: it is another unit than the current one, which keeps its people and its meetings under its own id.
    """
    if further:
        _begin_unit(store, said)
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


def enroll(
    store: Store, line: Line, code: str, *, name: str = "", further: bool | None = None, dial: Dial = dial
) -> Account | Other:
    """All of it at once, for whoever waits for it anyway. Raises HeadquartersError: nothing changed.

    `Other` when a person has to say first whether both are one unit (`further`): nothing changed, the code stays good.
    """
    request = asked(store, code, name)
    said, account = called(line, looking(request), dial), load_account(store.paths.account, store.cipher)
    other = other_unit(store, said, account)
    if other is not None and further is None and not is_further(store, said, account):
        return other
    apart = other is not None and further is not False
    return accepted(store, line, request, called(line, decided(request, further=apart), dial), further=apart)


def renewed(account: Account, hq: Headquarters, key: bytes, clock: Clock) -> Account:
    """The account with a new token, asked for with the device's own signature. Raises HeadquartersError."""
    nonce, at = token_hex(16), clock.wall() if hq.date is None else hq.date
    sig = sign(key, token_statement(account.device, nonce, at))
    former = account.cells[1:][-MOST_FORMER:]
    said = hq.renew(TokenRequest(device=account.device, nonce=nonce, at=at, sig=sig, cells=former))
    hq.use(said.token)
    return account.model_copy(update={"token": said.token, "expires": said.expires})


def _begin_unit(store: Store, said: Enrolled) -> None:
    """The unit of that id is current from now on: the one that is here already, or a new one without people."""
    if any(one.id == str(said.cell) for one in store.units.all()):
        store.units.use(str(said.cell))
    else:
        store.units.add(Unit("", name=said.unit, parent=said.parent, body=said.body, variant=said.variant))


def _take_unit(store: Store, said: Enrolled) -> None:
    """Headquarters' id for the unit from now on, and what it is called where nobody said so here."""
    units = store.units
    units.adopt(str(said.cell))
    here = units.current
    told = {"name": said.unit, "parent": said.parent, "body": said.body, "variant": said.variant}
    units.keep(replace(here, **{field: value for field, value in told.items() if not getattr(here, field)}))
