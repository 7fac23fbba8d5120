"""Who calls, and what they may see (sync.md §8).

`authenticate` is the dependency of every endpoint that needs a device: it answers with a `Caller` or refuses.
`visible` is what a caller may see as one SQL condition over the place that a cell had in the tree on the day of the
meeting, so that a ward keeps the meetings it led and does not get those of the time before.

    clerk, secretary   everything of their own cell; the secretary also adopts
    ward               the office of a ward: everything of the cells under it
    district, city     figures; what single people said only by a grant
    admin              devices, accounts, the tree, figures; what single people said only by a grant
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from typing import Annotated, Any, Final, Literal
from uuid import UUID

from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from sqlalchemy import ColumnElement, Connection, Row, and_, false, insert, or_, select

from hq.problems import Refused
from hq.schema import audit, cell_aliases, devices, grants, placements, tokens
from hq.services import Services
from models.vietnamese.words import VN_ZONE
from sync.protocol import Code

Right = Literal["statistics", "opinions"]
"""Figures of meetings · the records themselves, with what single people said."""

OPINIONS: Final = "opinions"
ACCOUNT_ROLES: Final = ("ward", "district", "city", "admin")

_BY_ROLE: Final[Mapping[str, frozenset[str]]] = {
    "clerk": frozenset({"statistics", OPINIONS}),
    "secretary": frozenset({"statistics", OPINIONS}),
    "ward": frozenset({"statistics", OPINIONS}),
    "district": frozenset({"statistics"}),
    "city": frozenset({"statistics"}),
    "admin": frozenset({"statistics"}),
}

COMMAND_LINE: Final = "command line"
"""How the audit names whoever works at the server itself."""

BEGINNING: Final = "0001-01-01"
"""The first day of what has always been so."""

bearer = HTTPBearer(auto_error=False, description="The token of an enrolled device")


EVERYWHERE: Final = "/"
"""The path above all paths."""


@dataclass(frozen=True, slots=True)
class Caller:
    """Who calls. `cells` are the cells whose records they may read and add to, by headquarters' own ids."""

    device: UUID | None
    cells: frozenset[UUID]
    role: str
    aliases: Mapping[UUID, UUID] = field(default_factory=dict)  # ids that laptops made themselves → cell
    account: UUID | None = None
    key: str = ""  # a device's public key, as it stood when its token was looked at
    reaches: Sequence[str] = ()  # every path its unit ever had: below them an account's role holds
    granted: Sequence[str] = ()  # the same of units whose single people's words may be read by a grant
    name: str = ""  # of the person, for themselves to read
    unit: UUID | None = None  # the account's own unit; None for an admin of all

    def cell(self, named: UUID) -> UUID | None:
        """The cell that a laptop means by an id; None outside the caller's scope."""
        cell = self.aliases.get(named, named)
        return cell if cell in self.cells else None

    @property
    def actor(self) -> str:
        """How the audit names them."""
        return f"account:{self.account}" if self.account else f"device:{self.device}"


# --- what may be seen -----------------------------------------------------------------------------------------------


def visible(
    caller: Caller, right: Right, *, cell: ColumnElement[UUID], path: ColumnElement[str]
) -> ColumnElement[bool]:
    """Whether the caller has that right on a row. `path` is the cell's on the meeting's day: join it by `placed`.

    A unit's own part of a path belongs to it for ever, so whatever lies under one of its paths on a day was under the
    unit on that day.
    """
    has = right in _BY_ROLE.get(caller.role, ())
    own = [cell.in_(caller.cells)] if has and caller.cells else []
    under = caller.reaches if has else caller.granted
    return or_(false(), *own, below(path, under))


def below(path: ColumnElement[str], tops: Sequence[str]) -> ColumnElement[bool]:
    """Whether a path lies under one of some others, or is one of them."""
    return or_(false(), *(and_(path >= top, path < after(top)) for top in tops))


def narrowed(caller: Caller, under: str) -> Caller:
    """The caller as one who reaches no more than what lies under a path, where that is within their reach.

    One range of paths is then asked for instead of two, of which a database might walk the wider one.
    """
    within = any(under.startswith(top) for top in caller.reaches)
    return replace(caller, reaches=(under,)) if within else caller


def placed(unit: ColumnElement[UUID], day: ColumnElement[str] | str) -> ColumnElement[bool]:
    """Joins `placements`: where a unit stood on a day."""
    return and_(placements.c.unit == unit, placements.c.valid_from <= day, placements.c.valid_to > day)


def after(path: str) -> str:
    """The first text after all paths under this one: "/1/3/" → "/1/30", since "0" follows "/" (design.md §8)."""
    return path[:-1] + chr(ord("/") + 1)


def reaches_of(connection: Connection, unit: UUID) -> tuple[str, ...]:
    """Every path that a unit ever had."""
    wanted = select(placements.c.path).where(placements.c.unit == unit).distinct().order_by(placements.c.path)
    return tuple(connection.execute(wanted).scalars())


def granted_to(connection: Connection, account: UUID, today: str) -> tuple[str, ...]:
    """Where the grants that hold today let an account read what single people said."""
    mine = and_(grants.c.account == account, grants.c.what == OPINIONS)
    wanted = select(grants.c.unit).where(mine, grants.c.valid_from <= today, grants.c.valid_to > today)
    return tuple(path for unit in connection.execute(wanted).scalars() for path in reaches_of(connection, unit))


def reads_people(caller: Caller) -> bool:
    """Whether the caller's role lets them read what single people said, without a grant."""
    return OPINIONS in _BY_ROLE.get(caller.role, ())


def note_reading(connection: Connection, caller: Caller, cell: UUID, at: int) -> None:
    """Into the audit, when it was a grant that let somebody read what single people said (sync.md §8)."""
    if not reads_people(caller):
        note(connection, at, caller.actor, "opinions.read", f"cell:{cell}")


def note(connection: Connection, at: int, actor: str, what: str, about: str, **detail: object) -> None:
    """One line of the audit. Ids and counts only: no name, no code, no word of a record."""
    text = json.dumps(detail, ensure_ascii=False, sort_keys=True, default=str)
    values = {"id": ordered_id(at), "at": at, "actor": actor, "what": what, "about": about, "detail": text}
    connection.execute(insert(audit).values(**values))


def ordered_id(at: int) -> UUID:
    """A new id that sorts by time: UUIDv7 (RFC 9562 §5.7)."""
    bits = at << 80 | secrets.randbits(80)
    return UUID(int=bits & ~(0xF << 76) & ~(0x3 << 62) | 0x7 << 76 | 0x2 << 62)


def in_hanoi(at: int) -> datetime:
    """A time in ms as clocks in Viet Nam show it."""
    return datetime.fromtimestamp(at / 1000, VN_ZONE)


def day_of(at: int) -> str:
    """The day in Viet Nam at a time in ms, ISO."""
    return in_hanoi(at).date().isoformat()


def beginning_of(day: date, hour: int = 0) -> int:
    """When an hour of a day begins in Viet Nam, UTC ms."""
    return int(datetime.combine(day, time(hour), VN_ZONE).timestamp() * 1000)


def shown_time(at: int) -> str:
    """A time in ms as people in Viet Nam write it."""
    return in_hanoi(at).strftime("%H:%M %d/%m/%Y")


# --- devices --------------------------------------------------------------------------------------------------------


def digest_of(secret: str) -> bytes:
    """What is kept of a token or a session: 256 random bits need no slower hash."""
    return hashlib.sha256(secret.encode()).digest()


def authenticate(request: Request, given: Annotated[HTTPAuthorizationCredentials | None, Depends(bearer)]) -> Caller:
    """The caller behind a bearer token. Refused: no token, unknown, expired, revoked."""
    if given is None:
        raise Refused(Code.NO_TOKEN)
    services: Services = request.app.state.services
    digest = digest_of(given.credentials)
    now = services.clock()
    return services.database.read(lambda connection: _device(connection, digest, now))


def _device(connection: Connection, digest: bytes, now: int) -> Caller:
    wanted = select(tokens.c.hash, tokens.c.expires, devices).join_from(tokens, devices)
    known = connection.execute(wanted.where(tokens.c.hash == digest)).one_or_none()
    if known is None or not hmac.compare_digest(bytes(known.hash), digest):
        raise Refused(Code.UNKNOWN_TOKEN)
    _require_valid(known, now)
    named = select(cell_aliases.c.alias).where(cell_aliases.c.cell_id == known.cell_id)
    aliases = dict.fromkeys(connection.execute(named).scalars(), known.cell_id)
    return Caller(known.device, frozenset({known.cell_id}), known.role, aliases, key=known.key)


def _require_valid(known: Row[Any], now: int) -> None:
    if known.revoked_at is not None:
        raise Refused(Code.REVOKED)
    if known.expires <= now:
        raise Refused(Code.EXPIRED_TOKEN)


# --- accounts -------------------------------------------------------------------------------------------------------


def account_caller(connection: Connection, account: Row[Any], now: int) -> Caller:
    """An account as a caller: its role holds under its unit; an admin of no unit is one of all."""
    reaches: tuple[str, ...] = (EVERYWHERE,) if account.role == "admin" else ()
    if account.unit is not None:
        reaches = reaches_of(connection, account.unit)
    granted = granted_to(connection, account.account, day_of(now))
    return Caller(
        None,
        frozenset(),
        account.role,
        account=account.account,
        reaches=reaches,
        granted=granted,
        name=account.name,
        unit=account.unit,
    )
