"""A bundle at headquarters: each stream by the code of an append, believed for its own device's word (sync.md §6)."""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from sqlalchemy import select
from starlette.testclient import TestClient

from documents.contents import plan_content
from documents.plan_file import load_plan, plan_files
from hq.projector import Projector
from hq.schema import contents, heads, summaries
from hq.services import Services
from hq.streams import Streams
from sync.container import BUNDLE, About, Content, held_of, packed
from sync.frames import frame
from sync.protocol import (
    MOST_BUNDLE,
    MOST_UNPACKED,
    PARCEL,
    BundleTaken,
    Code,
    PageHead,
    SignedHead,
    StreamTaken,
    head_statement,
)
from sync.signing import public_of, verified
from sync.vouching import signed_now
from tests.hq.laptops import Laptop, found, named, opening

PLACE = "/v1/bundles"


Files = Mapping[str, Mapping[str, bytes]]


def bundle(*laptops: Laptop, unsigned: str = "", forged: str = "", plans: Files = MappingProxyType({})) -> bytes:
    """What such laptops recorded, on a stick; nobody vouches for one of them, another one's word is somebody else's."""
    data = {(one.meeting, one.device): b"".join(map(frame, [one.header.encode(), *one.lines])) for one in laptops}
    keys = {one.device: Laptop("nobody").key if one.name == forged else one.key for one in laptops}
    silent = {one.device for one in laptops if one.name == unsigned}

    def signed(content: Content) -> SignedHead | None:
        header = content.header
        return None if header.device in silent else signed_now(header, *content.head, keys[header.device])

    blank: dict[str, Any] = dict.fromkeys(("date", "unit", "plan", "plan_digest", "indicators_digest"), "")
    abouts = tuple(About(id=str(id), entries=0, **blank) for id in {one.meeting for one in laptops})
    return packed(BUNDLE, abouts, held_of(data, (), plans), "test", signed=signed)


def handed(client: TestClient, by: Laptop, body: bytes, **headers: str) -> dict[str, StreamTaken]:
    """The answer to each stream, by its device's id."""
    answer = client.post(PLACE, content=body, headers={**by.authorised, "Content-Type": PARCEL, **headers})
    assert answer.status_code == 200, answer.text
    return {str(one.device): one for one in BundleTaken.model_validate_json(answer.content).streams}


@pytest.fixture
def laptops(services: Services) -> tuple[Laptop, Laptop]:
    """Two laptops of one cell that recorded one meeting."""
    made = Laptop("k7").write(5), Laptop("m4").write(3)
    found(services.database, *made)
    return made


def test_one_laptop_brings_what_both_recorded(client: TestClient, laptops: tuple[Laptop, Laptop]) -> None:
    """The file of a stick, from any device of the cell; byte for byte what the devices wrote."""
    one, other = laptops
    answers = handed(client, other, bundle(one, other))
    assert {answer.status for answer in answers.values()} == {"ok"}
    page = client.get(one.path, headers=other.authorised).content
    assert page.split(b"\n")[1:-1] == one.lines
    assert answers[str(one.device)].receipt is not None


def test_the_page_hands_on_the_word_of_the_device(client: TestClient, laptops: tuple[Laptop, Laptop]) -> None:
    """So that whoever fetched a stream may forward it to a headquarters that lost it."""
    one, other = laptops
    handed(client, other, bundle(one))
    head = PageHead.model_validate_json(client.get(one.path, headers=other.authorised).content.split(b"\n")[0])
    assert head.signed is not None
    assert head.signed.seq == 5
    assert handed(client, one, bundle(one))[str(one.device)].status == "dup"


def test_twice_changes_nothing(client: TestClient, services: Services, laptops: tuple[Laptop, Laptop]) -> None:
    """Importing twice: the same heads, the same moment, and the answer says so."""
    body = bundle(*laptops)
    handed(client, laptops[0], body)
    before = services.database.read(lambda connection: connection.execute(select(heads)).all())
    again = handed(client, laptops[1], gzip.compress(body), **{"Content-Encoding": "gzip"})
    assert {answer.status for answer in again.values()} == {"dup"}
    assert services.database.read(lambda connection: connection.execute(select(heads)).all()) == before


def test_one_bad_stream_delays_no_other(client: TestClient, laptops: tuple[Laptop, Laptop]) -> None:
    """commcare-android#1807: each its own answer, also where nobody vouches, or somebody else does."""
    one, other = laptops
    stranger = Laptop("z9").write(2)
    elsewhere = Laptop("q3", cell=named("other cell")).write(2)
    answers = handed(client, other, bundle(one, other, stranger, elsewhere, unsigned="k7"))
    found_ = {str(laptop.device): answers[str(laptop.device)] for laptop in (one, other, stranger, elsewhere)}
    assert [(answer.status, answer.reason) for answer in found_.values()] == [
        ("held", "unsigned"),
        ("ok", None),
        ("held", "unknown_device"),
        ("held", "scope"),
    ]
    assert handed(client, other, bundle(one, forged="k7"))[str(one.device)].status == "bad"
    assert handed(client, other, bundle(one))[str(one.device)].status == "ok"


def test_a_held_stream_is_taken_once_its_device_is_known(
    client: TestClient, services: Services, laptops: tuple[Laptop, Laptop]
) -> None:
    """Nothing is lost: the same file again, after the enrolment."""
    stranger = Laptop("z9").write(2)
    body = bundle(stranger)
    assert handed(client, laptops[0], body)[str(stranger.device)].reason == "unknown_device"
    found(services.database, stranger)
    assert handed(client, laptops[0], body)[str(stranger.device)].status == "ok"


def test_another_version_of_a_stream_is_a_fork(client: TestClient, laptops: tuple[Laptop, Laptop]) -> None:
    """sync.md §6: nothing is overwritten by whoever comes second."""
    one, other = laptops
    handed(client, other, bundle(one))
    twin = Laptop("k7").write(4, "khác")
    assert handed(client, other, bundle(twin))[str(one.device)].status == "fork"
    assert client.get(one.path, headers=other.authorised).content.split(b"\n")[1:-1] == one.lines


def test_a_device_of_another_cell_does_not_write_here(
    client: TestClient, services: Services, laptops: tuple[Laptop, Laptop]
) -> None:
    """Only a device of the cell is believed, whoever forwards its stream."""
    visitor = Laptop("v5", cell=named("other cell"))
    found(services.database, visitor)
    here = Laptop("v5").write(1)
    assert handed(client, laptops[0], bundle(here))[str(here.device)].reason == "unknown_device"


def test_what_is_too_large_is_refused_before_it_is_read(client: TestClient, laptops: tuple[Laptop, Laptop]) -> None:
    """sync.md §11: 413 for the body, for what it inflates to, and a bomb is cut."""
    headers = {**laptops[0].authorised, "Content-Type": PARCEL}
    assert client.post(PLACE, content=bytes(MOST_BUNDLE + 1), headers=headers).json()["code"] == Code.TOO_LARGE
    bomb = gzip.compress(bytes(MOST_UNPACKED + 1))
    answer = client.post(PLACE, content=bomb, headers={**headers, "Content-Encoding": "gzip"})
    assert answer.json()["code"] == Code.TOO_LARGE


def test_what_is_no_bundle_is_answered_as_such(client: TestClient, laptops: tuple[Laptop, Laptop]) -> None:
    headers = {**laptops[0].authorised, "Content-Type": PARCEL}
    for body in (b"", b"PK\x03\x04", bundle(laptops[0])[:-40]):
        assert client.post(PLACE, content=body, headers=headers).json()["code"] == Code.MALFORMED
    other = {**headers, "Content-Type": "text/plain"}
    assert client.post(PLACE, content=bundle(laptops[0]), headers=other).json()["code"] == Code.MEDIA_TYPE
    assert client.post(PLACE, content=bundle(laptops[0]), headers={"Content-Type": PARCEL}).status_code == 401


def test_a_word_is_the_devices_own(streams: Streams, laptops: tuple[Laptop, Laptop]) -> None:
    """What is kept with a head is the signature that came with it, true under the device's key."""
    one, other = laptops
    streams.append(one.caller, one.batch())
    page = streams.page(other.caller, one.meeting, one.device, 1, 10)
    assert page is not None
    word = page[0].signed
    assert word is not None
    assert word.key == public_of(one.key)
    statement = head_statement(one.cell, one.meeting, one.device, word.seq, bytes.fromhex(word.hash))
    assert verified(word.key, statement, word.sig)


# --- the plan that travels along ------------------------------------------------------------------------------------

SECOND = Path("tests/data/plans/second")
NEW = load_plan(SECOND)
FILES = plan_files(SECOND)


def kept(services: Services) -> dict[str, bytes]:
    """Digest → content of the plans that headquarters has."""
    rows = services.database.read(lambda c: c.execute(select(contents.c.digest, contents.c.content)).all())
    return {row.digest: bytes(row.content) for row in rows}


def flags(services: Services) -> str:
    found: str = services.database.read(lambda c: c.execute(select(summaries.c.flags)).scalar_one())
    return found


@pytest.fixture
def late(services: Services) -> Laptop:
    """A laptop with a meeting of the second plan, which headquarters was never given."""
    made = Laptop("k7").record(opening(NEW))
    found(services.database, made)
    return made


def test_the_plan_of_a_stick_is_kept_and_judges_its_meetings(
    client: TestClient, services: Services, late: Laptop
) -> None:
    """A stick alone is enough; twice changes nothing, and the plan that is here is never overwritten by a stick."""
    handed(client, late, bundle(late))
    assert (kept(services), flags(services)) == ({}, '["unknown_plan"]')
    whole = bundle(late, plans={NEW.digest(): FILES})
    assert next(iter(handed(client, late, whole).values())).status == "dup"
    assert kept(services) == {NEW.digest(): plan_content(FILES)}
    Projector(services).catch_up()
    assert flags(services) == "[]"
    other = {**FILES, "indicators.toml": FILES["indicators.toml"].replace(b"thu", b"kho")}
    other["plan.toml"] = b"# another hand\n" + FILES["plan.toml"]
    handed(client, late, bundle(late, plans={NEW.digest(): other}))
    assert kept(services) == {NEW.digest(): plan_content(FILES)}


def test_a_plan_is_kept_only_for_a_meeting_that_was_taken(client: TestClient, services: Services, late: Laptop) -> None:
    """Neither under a digest that is not its own, nor unnamed by a signed line, nor for a stream that was refused."""
    wrong = {**FILES, "rules.toml": FILES["rules.toml"].replace(b"minimum_minutes = 60", b"minimum_minutes = 10")}
    for plans in ({NEW.digest(): wrong}, {NEW.digest(): {"plan.toml": b"\xff"}}, {"0" * 64: FILES}):
        assert handed(client, late, bundle(late, plans=plans))
        assert kept(services) == {}
    whole = {NEW.digest(): FILES}
    stranger = Laptop("x9", meeting=named("strange")).record(opening(NEW))
    answers = handed(client, late, bundle(stranger, plans=whole))
    assert {answer.status for answer in answers.values()} == {"held"}
    assert kept(services) == {}
    handed(client, late, bundle(late, forged="k7", plans=whole))
    assert kept(services) == {}
