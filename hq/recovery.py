"""A laptop whose passphrase is lost: its data key, wrapped for headquarters, is wrapped anew for it (sync.md §5.8).

The key passes through the memory of this process only. Whether the person who brings the request is the laptop's clerk
is for the administrator to judge; that it was answered stays in the audit.
"""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import Connection, Row, select

from hq.access import note
from hq.schema import cells, devices, units
from hq.services import Services
from sync.boxes import box_public, boxed, unboxed
from sync.cipher import Unopened
from sync.protocol import RecoveryAnswer, RecoveryRequest, recovery_about

_DEVICE: Final = (
    select(devices, units.c.code.label("unit_code"))
    .join(cells, cells.c.cell_id == devices.c.cell_id)
    .join(units, units.c.unit == cells.c.unit)
)


class NotAnswered(Exception):
    """Not done; `reason` is a key of `words.VAULT_FAULTS`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def asking_device(connection: Connection, asked: RecoveryRequest) -> Row[Any] | None:
    """What is known of the laptop that asks, with the code of its unit; None for one that is not known here."""
    return connection.execute(_DEVICE.where(devices.c.device == asked.device)).one_or_none()


def answer(services: Services, asked: RecoveryRequest, actor: str, *, revoked: bool = False) -> RecoveryAnswer:
    """The same key for the laptop's one-time key. NotAnswered: elsewhere, damaged, revoked.

    A revoked laptop is answered only when that is said (`revoked`): it may be in other hands.
    """
    if not services.recovery or asked.hq != box_public(services.recovery):
        raise NotAnswered("elsewhere")
    about = recovery_about(asked.vault, asked.device)
    try:
        key = unboxed(services.recovery, asked.box, about)
        box = boxed(asked.answer_to, key, about)
    except (Unopened, ValueError) as error:
        raise NotAnswered("damaged") from error

    def work(connection: Connection) -> None:
        known = asking_device(connection, asked)
        if known is not None and known.revoked_at is not None and not revoked:
            raise NotAnswered("revoked")
        detail = {"vault": str(asked.vault), "known": known is not None, "revoked": revoked}
        note(connection, services.clock(), actor, "vault.answered", f"device:{asked.device}", **detail)

    services.database.write(work)
    return RecoveryAnswer(vault=asked.vault, device=asked.device, box=box)
