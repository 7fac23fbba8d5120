"""Who calls, and what they may see (sync.md §8).

`authenticate` is the dependency of every endpoint that needs a caller: it answers with a `Caller` or refuses.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from sqlalchemy import Connection, Row, select

from hq.problems import Refused
from hq.schema import cell_aliases, devices, tokens
from hq.services import Services
from sync.protocol import Code

_bearer = HTTPBearer(auto_error=False, description="The token of an enrolled device")


@dataclass(frozen=True, slots=True)
class Caller:
    """Who calls. `cells` are the cells whose records they may read and add to, by headquarters' own ids."""

    device: UUID | None
    cells: frozenset[UUID]
    role: str
    aliases: Mapping[UUID, UUID] = field(default_factory=dict)  # ids that laptops made themselves → cell
    account: UUID | None = None

    def cell(self, named: UUID) -> UUID | None:
        """The cell that a laptop means by an id; None outside the caller's scope."""
        cell = self.aliases.get(named, named)
        return cell if cell in self.cells else None


def authenticate(request: Request, given: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)]) -> Caller:
    """The caller behind a bearer token. Refused: no token, unknown, expired, revoked."""
    if given is None:
        raise Refused(Code.NO_TOKEN)
    services: Services = request.app.state.services
    digest = hashlib.sha256(given.credentials.encode()).digest()
    now = services.clock()
    return services.database.read(lambda connection: _caller(connection, digest, now))


def _caller(connection: Connection, digest: bytes, now: int) -> Caller:
    known = connection.execute(
        select(tokens.c.expires, devices).join_from(tokens, devices).where(tokens.c.hash == digest)
    ).one_or_none()
    if known is None:
        raise Refused(Code.UNKNOWN_TOKEN)
    _require_valid(known, now)
    named = select(cell_aliases.c.alias).where(cell_aliases.c.cell_id == known.cell_id)
    aliases = dict.fromkeys(connection.execute(named).scalars(), known.cell_id)
    return Caller(known.device, frozenset({known.cell_id}), known.role, aliases)


def _require_valid(known: Row[Any], now: int) -> None:
    if known.revoked_at is not None:
        raise Refused(Code.REVOKED)
    if known.expires <= now:
        raise Refused(Code.EXPIRED_TOKEN)
