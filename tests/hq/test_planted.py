"""Planted bugs of headquarters: each is put in, and the test that is to notice it is seen to fail (sync.md §11)."""

from __future__ import annotations

import pytest
from sqlalchemy import Connection, select
from starlette.testclient import TestClient

from hq import contents
from hq import streams as record
from hq.schema import contents as handed
from hq.schema import devices
from hq.services import Services
from hq.streams import Streams
from sync.protocol import HeldReason
from tests.hq import test_bundles, test_contents, test_streams
from tests.hq.laptops import Laptop
from tests.hq.test_bundles import laptops  # noqa: F401 (fixture)
from tests.hq.test_streams import laptop  # noqa: F401 (fixture)


def test_any_signature_believed_is_caught(
    streams: Streams,
    laptop: Laptop,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What somebody else signed would be taken for the device's own."""
    monkeypatch.setattr(record, "verified", lambda *_: True)
    with pytest.raises(AssertionError):
        test_streams.test_bad_chain_or_signature(streams, laptop, "sig")


def test_the_key_of_any_device_accepted_is_caught(
    client: TestClient,
    services: Services,
    laptops: tuple[Laptop, Laptop],  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A device of another cell would write into this one."""

    def of_any_cell(connection: Connection, _: object, device: object) -> tuple[str, HeldReason | None]:
        return connection.execute(select(devices.c.key).where(devices.c.device == device)).scalar_one(), None

    monkeypatch.setattr(record, "_key_of", of_any_cell)
    with pytest.raises(AssertionError):
        test_bundles.test_a_device_of_another_cell_does_not_write_here(client, services, laptops)


def test_a_list_for_everyone_is_caught(client: TestClient, services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    """One unit's list of people would go to all laptops."""
    monkeypatch.setattr(contents, "_for", lambda cell: handed.c.kind != "")
    with pytest.raises(AssertionError):
        test_contents.test_a_list_goes_to_its_own_cell_and_the_wording_to_all(client, services)
