"""Laptops become devices: one-time codes, tokens and their renewal, revocation (sync.md §8).

A code is 8 of 20 consonants. Its first two symbols only find the candidates, the other six (6.4 × 10⁷) are the secret:
five wrong tries on the same two symbols end the codes that begin so, which bounds guessing for certain. Kept is a
scrypt hash salted with the server's own key; it costs a thief of the database without that key everything, and one
with it some weeks of a processor for a code that is worth nothing after a day.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import threading
from typing import Any, Final, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, Row, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from hq.access import COMMAND_LINE, Caller, day_of, digest_of, note
from hq.contents import INDICATORS, ROSTER, digests
from hq.installations import take_earlier
from hq.organisation import Place, place_of
from hq.plans import PLAN, plan_in_use
from hq.schema import cell_aliases, cells, devices, enrolment_codes, heads, nonces, tokens
from hq.services import Services
from models.vietnamese.text import fold
from sync.protocol import (
    Bootstrap,
    Code,
    Enrolled,
    EnrollRequest,
    EnrolmentFile,
    EnrolmentRequest,
    Known,
    Token,
    TokenRequest,
    enrolment_statement,
    token_statement,
)
from sync.signing import sign, verified

ALPHABET: Final = "bcdghklmnpqrstvxzfjw"
"""Twenty consonants: no word, no vowel an input method would compose, no 0/O or 1/l."""
LENGTH: Final = 8
FINDING: Final = 2
"""Symbols that find the candidates; the rest is secret."""

CODE_LIFE: Final = 86_400_000
KEPT: Final = 30 * CODE_LIFE
"""ms for which a code that is over is remembered."""
AGAIN_WITHIN: Final = 600_000
"""ms within which the same key may ask again with its code: the reply was lost."""
TRIES: Final = 5
TOKEN_LIFE: Final = 180 * 86_400_000
OVERLAP: Final = 3_600_000
"""ms that an old token lives on after its renewal, for what is under way."""
SKEW: Final = 600_000
"""ms by which the clock of a signed statement may be off."""

_hashing = threading.Semaphore(2)
"""At once: guessing must not take the whole machine."""


class Refusal(Exception):
    """Not granted; `code` says which of the few answers it is."""

    def __init__(self, code: Code) -> None:
        super().__init__(code.name)
        self.code = code


class Grant(NamedTuple):
    """What a code, an administrator or an earlier identity grants: a cell and a role."""

    cell: UUID
    role: str


# --- codes ----------------------------------------------------------------------------------------------------------


def plain_code(typed: str) -> str:
    """A code as people type it, without case, spaces, dashes and marks."""
    return "".join(symbol for symbol in fold(typed) if symbol.isalnum())


def shown_code(code: str) -> str:
    """In two halves, as it is read out."""
    return f"{code[: LENGTH // 2]}-{code[LENGTH // 2 :]}".upper()


def code_hash(code: str, services: Services) -> bytes:
    """32 bytes: two that find the candidates, then the slow hash, salted with the server's key."""
    salt = hmac.digest(services.key, b"bb1-code", "sha256")
    cost = services.settings.hashing.codes
    with _hashing:
        slow = hashlib.scrypt(code.encode(), salt=salt, n=cost, r=8, p=1, dklen=30, maxmem=64 * 1024 * 1024)
    return _finding(code) + slow


def _finding(code: str) -> bytes:
    return code[:FINDING].encode("ascii", "replace").ljust(FINDING, b"?")


def new_code(services: Services, cell: UUID, role: str, actor: str = COMMAND_LINE) -> str:
    """A fresh code for a cell, good for a day. It is told once and kept nowhere."""
    now = services.clock()
    code = services.database.read(lambda connection: _free_code(connection, now))
    hash = code_hash(code, services)
    values = {"cell_id": cell, "role": role, "made_at": now, "expires": now + CODE_LIFE, "tries": 0}

    def work(connection: Connection) -> None:
        connection.execute(delete(enrolment_codes).where(enrolment_codes.c.expires < now - KEPT))
        connection.execute(insert(enrolment_codes).values(hash=hash, **values))
        note(connection, now, actor, "code.new", f"cell:{cell}", role=role)

    services.database.write(work)
    return code


def _free_code(connection: Connection, now: int) -> str:
    """Such that no live code begins the same, while there are beginnings left: nobody's wrong try hurts another."""
    live = select(enrolment_codes.c.hash).where(enrolment_codes.c.expires > now, enrolment_codes.c.used_at.is_(None))
    taken = {bytes(hash)[:FINDING] for hash in connection.execute(live).scalars()}
    code = ""
    for _ in range(200):
        code = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
        if _finding(code) not in taken:
            break
    return code


# --- enrolling ------------------------------------------------------------------------------------------------------


def enroll(services: Services, asked: EnrollRequest) -> Enrolled:
    """A device for a code. Refusal(WRONG_CODE), the same for wrong, unknown, used, expired and tried too often.

    Whoever only has a look is told the unit and leaves no trace but a wrong try.
    """
    hash = code_hash(plain_code(asked.code), services)
    now, token = services.clock(), secrets.token_urlsafe(32)
    device = EnrolmentRequest.model_validate(asked.model_dump(exclude={"code", "look"}))

    def work(connection: Connection) -> Enrolled | None:
        grant = _redeem(connection, hash, device, now, look=asked.look)
        if grant is None:
            return None
        if asked.look:
            return _answer(connection, services, grant, device.device, "", 0, now)
        return enrolled(connection, services, grant, device, token, now)

    try:
        answer = services.database.write(work)
    except IntegrityError:  # the same device came twice at once: now the other one is there to be seen
        answer = services.database.write(work)
    if answer is None:
        raise Refusal(Code.WRONG_CODE)
    return answer


def _redeem(
    connection: Connection, hash: bytes, device: EnrolmentRequest, now: int, *, look: bool = False
) -> Grant | None:
    """Use the code up unless it is only looked at, or count a wrong try; the candidates are locked: it works once."""
    low, high = hash[:FINDING] + bytes(30), hash[:FINDING] + b"\xff" * 30
    alike = select(enrolment_codes).where(enrolment_codes.c.hash.between(low, high)).order_by(enrolment_codes.c.hash)
    found, others = None, []
    for row in connection.execute(alike.with_for_update()):
        if hmac.compare_digest(bytes(row.hash), hash):
            found = row
        elif row.used_at is None:
            others.append(row.hash)
    if found is not None and _grants(connection, found, device, now):
        if not look and found.used_at is None:
            used = update(enrolment_codes).where(enrolment_codes.c.hash == found.hash)
            connection.execute(used.values(used_at=now, used_by=device.device))
        return Grant(found.cell_id, found.role)
    wrong = others if found is None else [found.hash]
    if wrong:
        counted = update(enrolment_codes).where(enrolment_codes.c.hash.in_(wrong))
        connection.execute(counted.values(tries=enrolment_codes.c.tries + 1))
    return None


def _grants(connection: Connection, row: Row[Any], device: EnrolmentRequest, now: int) -> bool:
    """Whether the right code may be used by that device now."""
    known = connection.execute(select(devices.c.key).where(devices.c.device == device.device)).scalar()
    if row.tries >= TRIES or known not in (None, device.key):
        return False
    if row.used_at is not None:
        return row.used_by == device.device and known == device.key and now - row.used_at <= AGAIN_WITHIN
    return bool(now < row.expires)


def enrolled(
    connection: Connection, services: Services, grant: Grant, device: EnrolmentRequest, token: str, now: int
) -> Enrolled:
    """Keep the device with its cell and a token; the answer to it."""
    _keep_device(connection, grant, device, now)
    take_earlier(connection, grant.cell, grant.role, device, now)
    if device.cell is not None:
        keep_alias(connection, grant.cell, device.cell, now)
    expires = _keep_token(connection, device.device, token, now)
    note(connection, now, f"device:{device.device}", "device.enrolled", f"cell:{grant.cell}", role=grant.role)
    return _answer(connection, services, grant, device.device, token, expires, now)


def _answer(
    connection: Connection, services: Services, grant: Grant, device: UUID, token: str, expires: int, now: int
) -> Enrolled:
    """What a device is told: its unit, and how to speak for it."""
    place = _place(connection, grant.cell, now)
    return Enrolled(
        device=device,
        token=token,
        expires=expires,
        cell=grant.cell,
        unit=place.name,
        parent=place.above[-1] if place.above else "",
        body=place.body,
        variant=place.variant,
        role=grant.role,
        key=services.public,
        recovery=services.recovery_public,
    )


def _keep_device(connection: Connection, grant: Grant, device: EnrolmentRequest, now: int) -> None:
    """The device's row, new or, with the same key, again: what was revoked may be taken in anew by a new code."""
    values = {"cell_id": grant.cell, "role": grant.role, "alias": device.alias, "name": device.name}
    mine = devices.c.device == device.device
    known = connection.execute(select(devices).where(mine)).one_or_none()
    if known is None:
        connection.execute(insert(devices).values(device=device.device, key=device.key, enrolled_at=now, **values))
        return
    if known.revoked_at is not None or known.cell_id != grant.cell:
        connection.execute(delete(tokens).where(tokens.c.device == device.device))
    connection.execute(update(devices).where(mine).values(revoked_at=None, **values))


def keep_alias(connection: Connection, cell: UUID, named: UUID, now: int) -> None:
    """The id under which the laptop recorded before; never one that means another cell already."""
    if named == cell:
        return
    real = connection.execute(select(cells.c.cell_id).where(cells.c.cell_id == named)).scalar()
    taken = connection.execute(select(cell_aliases.c.cell_id).where(cell_aliases.c.alias == named)).scalar()
    if real is None and taken is None:
        connection.execute(insert(cell_aliases).values(alias=named, cell_id=cell, made_at=now))
    elif taken != cell:
        note(connection, now, "server", "alias.refused", f"cell:{cell}", named=named)


def _keep_token(connection: Connection, device: UUID, token: str, now: int) -> int:
    """Keep the hash of a token; when it ends."""
    expires = now + TOKEN_LIFE
    values = {"hash": digest_of(token), "device": device, "made_at": now, "expires": expires}
    connection.execute(insert(tokens).values(**values))
    return expires


def _place(connection: Connection, cell: UUID, now: int) -> Place:
    """Where the cell stands today; without a name when it stands nowhere any more."""
    unit = connection.execute(select(cells.c.unit).where(cells.c.cell_id == cell)).scalar_one()
    return place_of(connection, unit, day_of(now)) or Place("", "", "", "", "", ())


# --- by file --------------------------------------------------------------------------------------------------------


def enroll_by_file(services: Services, cell: UUID, role: str, asked: EnrolmentRequest, url: str = "") -> EnrolmentFile:
    """The same without a network and without a code: the administrator vouches. Refusal when the id is another's.

    `url` tells the laptop where headquarters will be reached once it has a network. The id that the laptop gave its
    unit is not believed yet: only when it reads the answer does its clerk say whether both are one unit. The laptop
    names it again with its first token (`renew`) or its next bundle (`hq.bundles.keep_names`).
    """
    now, token = services.clock(), secrets.token_urlsafe(32)
    asked = asked.model_copy(update={"cell": None})

    def work(connection: Connection) -> Enrolled | None:
        known = connection.execute(select(devices.c.key).where(devices.c.device == asked.device)).scalar()
        if known not in (None, asked.key):
            return None
        return enrolled(connection, services, Grant(cell, role), asked, token, now)

    answer = services.database.write(work)
    if answer is None:
        raise Refusal(Code.FORBIDDEN)
    text = answer.model_copy(update={"url": url}).model_dump_json()
    return EnrolmentFile(enrolled=text, sig=sign(services.key, enrolment_statement(text)))


# --- renewal --------------------------------------------------------------------------------------------------------


def renew(services: Services, asked: TokenRequest) -> Token:
    """A new token for a device that signs for it.

    Refusal: UNKNOWN_TOKEN (also for a nonce that was used), REVOKED, CLOCK (sign again with the server's time).
    """
    now, token = services.clock(), secrets.token_urlsafe(32)
    by = signed_by(services, asked.device, token_statement(asked.device, asked.nonce, asked.at), asked.sig, asked.at)
    try:
        return services.database.write(lambda connection: _renewed(connection, by.cell_id, asked, token, now))
    except IntegrityError:
        raise Refusal(Code.UNKNOWN_TOKEN) from None


def signed_by(services: Services, device: UUID, statement: bytes, sig: str, at: int) -> Row[Any]:
    """The device that signed a statement of this time. Refusal: UNKNOWN_TOKEN, REVOKED, CLOCK."""
    wanted = select(devices).where(devices.c.device == device)
    known = services.database.read(lambda connection: connection.execute(wanted).one_or_none())
    if known is None or not verified(known.key, statement, sig):
        raise Refusal(Code.UNKNOWN_TOKEN)
    if known.revoked_at is not None:
        raise Refusal(Code.REVOKED)
    if abs(at - services.clock()) > SKEW:
        raise Refusal(Code.CLOCK)
    return known


def spend(connection: Connection, device: UUID, nonce: str, at: int, now: int) -> None:
    """Use a nonce up, for as long as its statement would be taken. IntegrityError: it was used."""
    connection.execute(delete(nonces).where(nonces.c.expires <= now))
    connection.execute(insert(nonces).values(device=device, nonce=nonce, expires=at + SKEW + 1))


def _renewed(connection: Connection, cell: UUID, asked: TokenRequest, token: str, now: int) -> Token:
    spend(connection, asked.device, asked.nonce, asked.at, now)
    for named in asked.cells:
        keep_alias(connection, cell, named, now)
    old = (tokens.c.device == asked.device) & (tokens.c.expires > now + OVERLAP)
    connection.execute(update(tokens).where(old).values(expires=now + OVERLAP))
    connection.execute(delete(tokens).where(tokens.c.device == asked.device, tokens.c.expires <= now))
    connection.execute(update(devices).where(devices.c.device == asked.device).values(seen_at=now))
    return Token(token=token, expires=_keep_token(connection, asked.device, token, now))


# --- what a device may ask ------------------------------------------------------------------------------------------


def bootstrap(services: Services, caller: Caller) -> Bootstrap:
    """What the caller's cell is and what is asked of it."""
    (cell,) = caller.cells
    place, given, plan = services.database.read(
        lambda connection: (
            _place(connection, cell, services.clock()),
            digests(connection, cell),
            plan_in_use(connection, services.plan),
        )
    )
    return Bootstrap(
        cell=cell,
        aliases=sorted(caller.aliases),
        unit=place.name,
        code=place.code,
        parent=place.above[-1] if place.above else "",
        place=place.above,
        body=place.body,
        variant=place.variant,
        overseer=place.overseer,
        role=caller.role,
        plan=plan.digest(),
        session_by=plan.deadlines.session.last_day.isoformat(),
        report_by=plan.deadlines.report.last_day.isoformat(),
        indicators=given.get(INDICATORS),
        plan_files=given.get(PLAN),
        roster=given.get(ROSTER),
        key=services.public,
        recovery=services.recovery_public,
    )


def known_devices(connection: Connection, within: Any) -> list[Known]:
    """The devices that a condition lets through, in the order of their enrolment.

    `seen` is when a device last sent something or renewed its token: asking alone writes nothing down.
    """
    its = (heads.c.cell_id == devices.c.cell_id) & (heads.c.device == devices.c.device)
    sent = select(func.max(heads.c.at)).where(its).correlate(devices).scalar_subquery().label("sent_at")
    wanted = select(devices, sent).where(within).order_by(devices.c.enrolled_at, devices.c.device)
    return [
        Known(
            device=row.device,
            cell=row.cell_id,
            alias=row.alias,
            name=row.name,
            role=row.role,
            enrolled=row.enrolled_at,
            seen=max((at for at in (row.seen_at, row.sent_at) if at is not None), default=None),
            revoked=row.revoked_at,
        )
        for row in connection.execute(wanted)
    ]
