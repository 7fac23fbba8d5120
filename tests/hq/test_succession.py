"""A laptop that became another device: earlier identities vouch for it, and are revoked with it (sync.md §6, §8)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select
from starlette.testclient import TestClient

from hq.enrolment import SKEW, enroll, new_code
from hq.schema import audit, devices
from hq.services import Services
from sync.protocol import (
    Code,
    Earlier,
    Enrolled,
    EnrollRequest,
    Introduction,
    introduction_statement,
    vouching_statement,
)
from sync.signing import public_of, sign
from tests.hq.conftest import Ticking
from tests.hq.laptops import NOW, Laptop, body_of, found, named

CELL = named("cell")
NONCE = "0" * 32


@pytest.fixture(autouse=True)
def _cells(services: Services) -> None:
    """Two cells, each with a laptop of its own."""
    found(services.database, Laptop("k7"), Laptop("q3", cell=named("other cell")))


def vouching(old: Laptop, new: Laptop, key: bytes | None = None) -> Earlier:
    """The word of an earlier identity, signed with its key or another one."""
    sig = sign(key or old.key, vouching_statement(old.device, new.device, public_of(new.key)))
    return Earlier(device=old.device, alias=old.name, key=public_of(old.key), sig=sig)


def introducing(by: Laptop, new: Laptop, *earlier: Earlier, at: int = NOW, nonce: str = NONCE) -> dict[str, Any]:
    sig = sign(by.key, introduction_statement(by.device, new.device, public_of(new.key), nonce, at))
    asked = Introduction(
        by=by.device, device=new.device, alias=new.name, key=public_of(new.key),
        earlier=earlier, nonce=nonce, at=at, sig=sig,
    )  # fmt: skip
    return asked.model_dump(mode="json")


def sends(client: TestClient, token: str, laptop: Laptop) -> str:
    """The status of an append under that token."""
    headers = {**laptop.headers, "Authorization": f"Bearer {token}"}
    return str(client.post(laptop.path, content=body_of(laptop.batch()), headers=headers).json()["status"])


def known(services: Services) -> dict[UUID, Any]:
    rows = services.database.read(lambda connection: connection.execute(select(devices)).all())
    return {row.device: row for row in rows}


def test_an_enrolled_device_introduces_its_successor_without_a_code(client: TestClient, services: Services) -> None:
    old, new = Laptop("k7"), Laptop("m4").write(2)
    given = Enrolled.model_validate_json(client.post("/v1/devices", json=introducing(old, new)).content)
    assert (given.device, given.cell, given.role) == (new.device, CELL, "clerk")
    assert sends(client, given.token, new) == "ok"
    assert client.get("/v1/heads", headers=old.authorised).status_code == 200, "a twin may still send under it"
    said = services.database.read(lambda connection: connection.execute(select(audit.c.what)).scalars().all())
    assert "device.introduced" in said


def test_identities_never_enrolled_are_taken_in_with_the_present_one(client: TestClient, services: Services) -> None:
    """An identity given up before headquarters heard of it: its streams are believed by the word of its own key."""
    old, between, new = Laptop("k7"), Laptop("p2").write(3), Laptop("m4").write(1)
    given = client.post("/v1/devices", json=introducing(old, new, vouching(between, new))).json()
    assert sends(client, given["token"], between) == "ok"
    code = new_code(services, CELL, "clerk")
    first, second = Laptop("a2").write(1), Laptop("b3")
    asked = EnrollRequest(
        code=code, device=second.device, alias="b3", key=public_of(second.key), earlier=(vouching(first, second),)
    )
    assert sends(client, enroll(services, asked).token, first) == "ok"


def test_a_forged_word_takes_nobody_in(client: TestClient, services: Services) -> None:
    old, stranger, new = Laptop("k7"), Laptop("p2"), Laptop("m4")
    client.post("/v1/devices", json=introducing(old, new, vouching(stranger, new, key=new.key)))
    assert stranger.device not in known(services)


def test_a_word_moves_no_device_to_another_cell_and_takes_over_no_id(client: TestClient, services: Services) -> None:
    other, new = Laptop("q3", cell=named("other cell")), Laptop("m4")
    client.post("/v1/devices", json=introducing(Laptop("k7"), new, vouching(other, new)))
    assert known(services)[other.device].cell_id == named("other cell")
    taken = introducing(Laptop("k7"), Laptop("q3"), nonce="1" * 32)
    taken["key"] = public_of(new.key)
    taken["sig"] = sign(
        Laptop("k7").key,
        introduction_statement(Laptop("k7").device, Laptop("q3").device, taken["key"], "1" * 32, NOW),
    )
    assert client.post("/v1/devices", json=taken).json()["code"] == Code.FORBIDDEN


def test_whoever_revokes_one_identity_revokes_the_laptop(client: TestClient, services: Services) -> None:
    """A thief has every key of the disk: none of them opens anything any more, nor does what they introduced."""
    old, between, new = Laptop("k7"), Laptop("p2"), Laptop("m4")
    given = client.post("/v1/devices", json=introducing(old, new, vouching(between, new))).json()
    mine = {"Authorization": f"Bearer {given['token']}"}
    assert client.delete(f"/v1/devices/{new.device}", headers=mine).status_code == 204
    rows = known(services)
    assert all(rows[one.device].revoked_at is not None for one in (old, between, new))
    assert rows[Laptop("q3").device].revoked_at is None
    again = client.post("/v1/devices", json=introducing(old, Laptop("z9"), nonce="2" * 32))
    assert again.json()["code"] == Code.REVOKED


def test_a_revoked_successor_is_not_let_in_again_without_a_code(client: TestClient, services: Services) -> None:
    old, new = Laptop("k7"), Laptop("m4")
    client.post("/v1/devices", json=introducing(old, new))
    client.delete(f"/v1/devices/{old.device}", headers=old.authorised)
    code = new_code(services, CELL, "clerk")
    asked = EnrollRequest(code=code, device=old.device, alias="k7", key=public_of(old.key))
    enroll(services, asked)
    refused = client.post("/v1/devices", json=introducing(old, new, nonce="3" * 32))
    assert refused.json()["code"] == Code.REVOKED


def test_an_introduction_works_once_and_in_its_time(client: TestClient, clock: Ticking) -> None:
    """What somebody overheard is worth nothing; a clock far off is told the time."""
    asked = introducing(Laptop("k7"), Laptop("m4"))
    assert client.post("/v1/devices", json=asked).status_code == 200
    assert client.post("/v1/devices", json=asked).json()["code"] == Code.UNKNOWN_TOKEN
    clock.now += 2 * SKEW
    told = client.post("/v1/devices", json=introducing(Laptop("k7"), Laptop("m4"), nonce="4" * 32)).json()
    assert (told["code"], told["time"]) == (Code.CLOCK, clock.now)
    unknown = client.post("/v1/devices", json=introducing(Laptop("z9"), Laptop("m4"), at=clock.now))
    assert unknown.json()["code"] == Code.UNKNOWN_TOKEN
