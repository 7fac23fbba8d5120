"""Who this installation is: a UUIDv7 and a short alias for people (sync.md §1). No keys yet.

The identity lives in the settings journal. It is renewed, never reused, when its streams may exist elsewhere:
a cloned disk, a restored image, a damaged stream (sync.md §6 `fork`).
"""

import secrets
import time
from typing import Final, NamedTuple
from uuid import UUID

from sync.storage import JournalDB

_TABLE: Final = "devices"
_LETTERS: Final = "bcdghkmnpqrstvx"
_DIGITS: Final = "23456789"
"""Letters and digits that are neither mistaken for one another nor composed by an input method into a word.
"""


class Device(NamedTuple):
    """One installation. `alias` is a letter and a digit, as in the dot `k7.142`."""

    id: UUID
    alias: str


def load_device(settings: JournalDB) -> Device:
    """The identity of this installation; made and stored durably at the first call."""
    known = all_devices(settings)
    return known[-1] if known else renew_device(settings)


def renew_device(settings: JournalDB) -> Device:
    """A new identity from now on, with an alias that no earlier one had (while there are such)."""
    used = {device.alias for device in all_devices(settings)}
    free = [alias for alias in _all_aliases() if alias not in used] or _all_aliases()
    device = Device(uuid7(time.time_ns() // 1_000_000, secrets.token_bytes(10)), secrets.choice(free))
    settings.table(_TABLE).insert({"id": str(device.id), "alias": device.alias})
    return device


def all_devices(settings: JournalDB) -> list[Device]:
    """Every identity this installation ever had, the current one last."""
    rows = sorted(settings.table(_TABLE).all(), key=lambda row: row.doc_id)
    return [Device(UUID(row["id"]), row["alias"]) for row in rows]


def uuid7(milliseconds: int, randomness: bytes) -> UUID:
    """A UUID of version 7 (RFC 9562 §5.7): 48 bits of Unix time in ms, then 74 of 80 random bits."""
    bits = int.from_bytes(milliseconds.to_bytes(6, "big") + randomness, "big")
    bits = bits & ~(0xF << 76) | 0x7 << 76
    bits = bits & ~(0x3 << 62) | 0x2 << 62
    return UUID(int=bits)


def _all_aliases() -> list[str]:
    return [letter + digit for letter in _LETTERS for digit in _DIGITS]
