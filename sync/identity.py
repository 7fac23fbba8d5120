"""Who this installation is: a UUIDv7, a short alias for people, an Ed25519 key pair (sync.md §1).

The identity lives in the settings journal, which only its owner may read. It is renewed, never reused, when its streams
may exist elsewhere: a cloned disk, a restored image, a damaged stream (sync.md §6 `fork`). The key of every identity is
kept: a stream is vouched for with the key of the device that wrote it.
"""

import secrets
import time
from collections.abc import Iterable
from typing import Final, NamedTuple
from uuid import UUID

from sync.signing import new_key
from sync.storage import JournalDB

_TABLE: Final = "devices"
_LETTERS: Final = "bcdghkmnpqrstvx"
_DIGITS: Final = "23456789"
"""Letters and digits that are neither mistaken for one another nor composed by an input method into a word."""


class Device(NamedTuple):
    """One installation. `alias` is a letter and a digit, as in the dot `k7.142`."""

    id: UUID
    alias: str


class Identity(NamedTuple):
    """A device with its private key."""

    id: UUID
    alias: str
    key: bytes


def load_device(settings: JournalDB) -> Device:
    """The identity of this installation; made and stored durably at the first call."""
    known = all_devices(settings)
    return known[-1] if known else renew_device(settings)


def renew_device(settings: JournalDB) -> Device:
    """A new identity from now on, with an alias that no earlier one had (while there are such)."""
    used = {device.alias for device in all_devices(settings)}
    free = [alias for alias in _all_aliases() if alias not in used] or _all_aliases()
    device = Device(uuid7(time.time_ns() // 1_000_000, secrets.token_bytes(10)), secrets.choice(free))
    settings.table(_TABLE).insert({"id": str(device.id), "alias": device.alias, "key": new_key().hex()})
    return device


def identities(settings: JournalDB) -> list[Identity]:
    """Every identity this installation ever had with its private key, the current one last; made at the first call.

    An identity from before there were keys gets its own at this first need.
    """
    load_device(settings)
    table = settings.table(_TABLE)
    for row in table.all():
        if not row.get("key"):
            table.update({"key": new_key().hex()}, doc_ids=[row.doc_id])
    rows = sorted(table.all(), key=lambda row: row.doc_id)
    return [Identity(UUID(row["id"]), row["alias"], bytes.fromhex(row["key"])) for row in rows]


def keys_of(known: Iterable[Identity]) -> dict[UUID, bytes]:
    """The private keys by device, in the same order."""
    return {one.id: one.key for one in known}


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
