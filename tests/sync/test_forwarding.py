"""Colleagues' streams by stick and on to headquarters; a laptop that became another device (sync.md §6, §7, §11)."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.facts import DetailSet
from models.plan import Plan
from sync.bundle import give, take
from sync.receipts import check_receipts
from sync.standing import State
from sync.verify import State as Verified
from tests.sync.headquarters import HQ_CELL, Laptop, Office


@pytest.fixture
def stranger(tmp_path: Path, plan: Plan, office: Office) -> Iterator[Laptop]:
    """One that headquarters does not know yet, of the same unit."""
    made = Laptop(tmp_path / "stranger", plan, office)
    made.store.units.adopt(str(HQ_CELL))
    yield made
    made.close()


def carry(giver: Laptop, taker: Laptop, stick: Path) -> None:
    """All meetings, by stick."""
    give(giver.store, [info.id for info in giver.store.meetings()], stick)
    take(taker.store, stick)
    taker.take_peers()


def reasons(laptop: Laptop) -> list[str]:
    """Why what waits waits, after one round."""
    outcome = laptop.sync()
    assert outcome.trouble is None
    return [one.reason for one in outcome.standings.values() if one.state is not State.WHOLE]


def test_a_colleagues_stream_goes_to_headquarters_through_somebody_elses_laptop(
    first: Laptop, second: Laptop, office: Office, tmp_path: Path
) -> None:
    """sync.md §7: push every stream that is behind; byte for byte, with a receipt, counted in n/n."""
    first.begin(notes=4)
    first.put_away()
    carry(first, second, tmp_path / "stick")
    outcome = second.sync()
    assert office.stored() == second.held() == first.held()
    assert sum(one.here for one in outcome.standings.values()) == sum(one.there for one in outcome.standings.values())
    assert outcome.sent == 5 + 1
    assert [finding.state for finding in check_receipts(second.store.paths)] == [Verified.WHOLE]
    assert reasons(first) == []
    assert first.sync().sent == 0


def test_it_goes_on_by_a_third_laptop_and_grows_with_the_next_stick(
    first: Laptop, second: Laptop, stranger: Laptop, office: Office, tmp_path: Path
) -> None:
    """The word of the device travels with its stream, from stick to stick."""
    meeting = first.begin(notes=1)
    carry(first, stranger, tmp_path / "one")
    first.record(meeting, [DetailSet(field="place", value="Nhà văn hoá")])
    carry(first, stranger, tmp_path / "two")
    carry(stranger, second, tmp_path / "three")
    assert reasons(second) == []
    assert office.stored() == first.held()


def test_what_an_unknown_device_wrote_waits_in_sight_and_goes_when_it_is_enrolled(
    stranger: Laptop, second: Laptop, office: Office, tmp_path: Path
) -> None:
    """Nothing of it is sent before, nothing is lost, and nobody has to do it again."""
    stranger.begin(notes=2)
    stranger.put_away()
    carry(stranger, second, tmp_path / "stick")
    assert reasons(second) == ["peer_unknown"]
    assert office.stored() == {}
    stranger.enroll()
    assert reasons(second) == []
    assert office.stored() == stranger.held()


def test_what_a_revoked_device_wrote_waits_in_sight(
    first: Laptop, second: Laptop, office: Office, tmp_path: Path
) -> None:
    first.begin(notes=2)
    carry(first, second, tmp_path / "stick")
    account = first.courier.account
    assert account is not None
    token = {"Authorization": f"Bearer {account.token}"}
    assert office.client.delete(f"/v1/devices/{account.device}", headers=token).status_code == 204
    assert reasons(second) == ["peer_revoked"]
    assert office.stored() == {}


def test_whoever_fetched_a_stream_gives_it_back_to_a_headquarters_that_lost_it_taskserver_51(
    first: Laptop, second: Laptop, office: Office
) -> None:
    """Restored from a backup, while the laptop that wrote it is away."""
    office.back_up()
    first.begin(notes=3)
    first.sync()
    second.sync()
    office.restore()
    assert reasons(second) == []
    assert office.stored() == first.held() == second.held()


def test_a_stream_that_nobody_vouches_for_waits_for_its_own_laptop(
    first: Laptop, second: Laptop, office: Office, tmp_path: Path
) -> None:
    """The word beside it was lost: it is only the right to forward that is."""
    first.begin(notes=2)
    carry(first, second, tmp_path / "stick")
    for word in second.folder.rglob("*.signed"):
        word.unlink()
    assert reasons(second) == ["peer_unsigned"]
    assert reasons(first) == []
    assert reasons(second) == []


def test_a_renewed_laptop_needs_no_new_code(first: Laptop, office: Office) -> None:
    """Fork, restored image, damaged file: the new identity is introduced by the old one in the next round."""
    first.begin(notes=1)
    first.put_away()
    for day in ("2023-09-16", "2023-09-17"):
        first.store.renew_device()
        first.begin(day, notes=1)
        first.put_away()
    first.store.renew_device()
    first.sync()
    assert reasons(first) == []
    assert office.stored() == first.held()
    assert len(office.stored()) == 3


def test_a_headquarters_restored_to_the_time_of_an_earlier_identity_believes_it(first: Laptop, office: Office) -> None:
    first.begin(notes=1)
    first.sync()
    office.back_up()
    first.put_away()
    first.store.renew_device()
    first.courier.settle()
    first.sync()
    office.restore()
    first.begin("2023-09-16", notes=1)
    first.courier.kick()
    assert reasons(first) == []
    assert office.stored() == first.held()


def test_an_identity_given_up_before_headquarters_heard_of_it_is_believed(
    first: Laptop, office: Office, tmp_path: Path, plan: Plan
) -> None:
    """A twin whose two meetings part one after the other becomes a third device before it sends as the second."""
    first.close()
    shutil.copytree(first.folder, tmp_path / "twin")
    first.open()
    twin = Laptop(tmp_path / "twin", plan, office)
    days = ("2023-09-15", "2023-09-16")
    for day in days:
        first.begin(day, notes=1)
        last = twin.begin(day)
        twin.write(1, "Không đồng ý")
    first.put_away()
    assert reasons(first) == []
    twin.sync()
    assert len({device for _, device in twin.held()}) == 2, "the first meeting has parted, the open one cannot yet"
    twin.put_away()
    twin.record(last, [])  # under the second identity, beside the stream that has not parted
    twin.put_away()
    for _ in range(3):
        twin.sync()
    assert reasons(twin) == []
    assert len(twin.store.identities()) == 3
    first.sync()
    assert twin.held() == office.stored() == first.held()
    twin.close()


def test_a_twins_acts_that_came_by_stick_do_not_vanish_before_it_issues_them_again(
    first: Laptop, second: Laptop, office: Office, tmp_path: Path, plan: Plan
) -> None:
    """Headquarters has the other twin's stream: the copy here gives way only when its acts lie here otherwise too."""
    meeting = first.begin(notes=1)
    first.close()
    shutil.copytree(first.folder, tmp_path / "twin")
    first.open()
    twin = Laptop(tmp_path / "twin", plan, office)
    twin.record(meeting, [DetailSet(field="place", value="Trường học")])
    twin.put_away()
    carry(twin, second, tmp_path / "stick")
    first.record(meeting, [DetailSet(field="place", value="Nhà văn hoá")])
    first.put_away()
    assert reasons(first) == []
    before = second.held()
    assert reasons(second) == ["peer_parted"]
    assert second.held() == before
    for _ in range(2):
        twin.sync()
    for laptop in (second, first):
        laptop.sync()
    assert reasons(second) == reasons(first) == []
    assert second.held() == office.stored() == first.held()
    twin.close()
