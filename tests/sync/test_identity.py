"""Who this installation is: sync.md §1 "device"."""

import re
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from tinydb.operations import delete

from sync.identity import all_devices, identities, keys_of, load_device, renew_device, uuid7
from sync.signing import sign
from sync.storage import JournalDB


def test_the_identity_is_made_once_and_kept(tmp_path: Path) -> None:
    with JournalDB(tmp_path / "settings.journal") as settings:
        first = load_device(settings)
        assert load_device(settings) == first
    with JournalDB(tmp_path / "settings.journal") as settings:
        assert load_device(settings) == first
    assert first.id.version == 7
    assert re.fullmatch(r"[a-z][0-9]", first.alias)


def test_a_renewed_identity_never_takes_an_old_name(tmp_path: Path) -> None:
    """sync.md §6 `fork`: dots of the old device keep their meaning."""
    with JournalDB(tmp_path / "settings.journal") as settings:
        load_device(settings)
        for _ in range(40):
            assert load_device(settings) != renew_device(settings)
        known = all_devices(settings)
        assert load_device(settings) == known[-1]
        assert len({device.id for device in known}) == len({device.alias for device in known}) == 41


@given(st.integers(0, 2**48 - 1), st.binary(min_size=10, max_size=10))
def test_a_uuid_of_version_7_carries_the_time_and_the_chance(milliseconds: int, randomness: bytes) -> None:
    """RFC 9562 §5.7."""
    made = uuid7(milliseconds, randomness)
    assert made.version == 7
    assert made.variant == "specified in RFC 4122"
    assert made.int >> 80 == milliseconds
    assert made.bytes[-7:] == randomness[-7:]


def test_later_devices_sort_later() -> None:
    assert uuid7(1, b"\xff" * 10) < uuid7(2, b"\0" * 10)


def test_every_identity_has_a_key_of_its_own_and_keeps_it(tmp_path: Path) -> None:
    """sync.md §1: a device is a UUID and an Ed25519 key pair; a renewed device gets a new key."""
    with JournalDB(tmp_path / "settings.journal") as settings:
        first, second = load_device(settings), renew_device(settings)
        keys = keys_of(identities(settings))
    assert list(keys) == [first.id, second.id]
    assert len(set(keys.values())) == 2
    with JournalDB(tmp_path / "settings.journal") as settings:
        assert keys_of(identities(settings)) == keys


def test_an_installation_from_before_there_were_keys_gets_one_at_first_need(tmp_path: Path) -> None:
    with JournalDB(tmp_path / "settings.journal") as settings:
        device = load_device(settings)
        settings.table("devices").update(delete("key"))
        made = keys_of(identities(settings))
        assert list(made) == [device.id]
        assert keys_of(identities(settings)) == made
        assert load_device(settings) == device
        assert sign(made[device.id], b"bb1")
