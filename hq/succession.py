"""A laptop with a new identity comes in by the word of an enrolled one: no code, no person (sync.md §6 `fork`, §8).

The old identity's tokens stay good: on a copied disk the other twin still sends under it, and a signature with its key
would give a new one anyway. What ends them is revoking, which ends all identities of the installation.
"""

from __future__ import annotations

import secrets

from sqlalchemy import Connection, select
from sqlalchemy.exc import IntegrityError

from hq.access import note
from hq.enrolment import Grant, Refusal, enrolled, signed_by, spend
from hq.installations import join
from hq.schema import devices
from hq.services import Services
from sync.protocol import Code, Enrolled, Introduction, introduction_statement


def introduce(services: Services, asked: Introduction) -> Enrolled:
    """Enrol the device that an enrolled one vouches for, in the same cell and role; both belong to one installation.

    Refusal: UNKNOWN_TOKEN (also for a nonce that was used), REVOKED (either of the two), CLOCK, FORBIDDEN (the id is
    another's).
    """
    statement = introduction_statement(asked.by, asked.device, asked.key, asked.nonce, asked.at)
    by = signed_by(services, asked.by, statement, asked.sig, asked.at)
    grant, token, now = Grant(by.cell_id, by.role), secrets.token_urlsafe(32), services.clock()
    newcomer = asked.model_copy(update={"name": asked.name or by.name})

    def work(connection: Connection) -> Enrolled:
        spend(connection, asked.by, asked.nonce, asked.at, now)
        _require_free(connection, asked)
        note(connection, now, f"device:{asked.by}", "device.introduced", f"device:{asked.device}")
        answer = enrolled(connection, services, grant, newcomer, token, now)
        join(connection, {asked.by, asked.device})
        return answer

    try:
        return services.database.write(work)
    except IntegrityError:
        raise Refusal(Code.UNKNOWN_TOKEN) from None


def _require_free(connection: Connection, asked: Introduction) -> None:
    """The id is nobody else's, and only a code undoes a revocation."""
    known = connection.execute(select(devices).where(devices.c.device == asked.device)).one_or_none()
    if known is not None and known.key != asked.key:
        raise Refusal(Code.FORBIDDEN)
    if known is not None and known.revoked_at is not None:
        raise Refusal(Code.REVOKED)
