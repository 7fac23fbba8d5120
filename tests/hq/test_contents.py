"""Headquarters hands out the wording of the indicators and a unit's list of people: once, sealed, to that unit alone.

Real laptops, the real application and the real commands (sync.md §6 bootstrap).
"""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from threading import Barrier
from uuid import UUID, uuid5

import pytest
from sqlalchemy import select
from starlette.testclient import TestClient

from documents.contents import ContentUnreadable, roster_content, roster_in, wording_content, wording_in
from documents.plan_file import load_examples
from documents.roster_file import read_roster
from hq.contents import EVERYONE, INDICATORS, ROSTER, Kind, hand_out
from hq.database import Database
from hq.schema import audit, contents
from hq.services import Services
from models.plan import Plan
from sync.paths import Paths
from sync.protocol import Bootstrap
from sync.turning import turn_on
from sync.vault import load_vault, new_vault
from tests.hq.conftest import Reopen
from tests.hq.laptops import Laptop as Device
from tests.hq.laptops import found, named
from tests.hq.test_access_commands import Terminal, organised, terminal  # noqa: F401 (fixtures)
from tests.sync.headquarters import HQ_CELL, OTHER_CELL, Laptop, Office
from tests.sync.test_vault import CHEAP, PASSPHRASE, ring  # noqa: F401 (fixture: no test touches this machine's keyring)

ROSTER_01 = Path("tests/data/rosters/01_chi_bo_thon_dong_mit.xlsx")
WORDING = wording_content(load_examples())
PEOPLE = json.dumps({"people": "of one cell"}).encode()


@pytest.fixture
def office(tmp_path: Path, plan: Plan) -> Office:
    return Office(tmp_path / "hq", plan)


# --- who gets what --------------------------------------------------------------------------------------------------


def told(client: TestClient, device: Device) -> Bootstrap:
    answer = client.get("/v1/bootstrap", headers=device.authorised)
    return Bootstrap.model_validate_json(answer.content)


def test_a_list_goes_to_its_own_cell_and_the_wording_to_all(client: TestClient, services: Services) -> None:
    """Another cell's list is not even known to be there, on both databases."""
    ours, theirs = Device("k7"), Device("q3", cell=named("other cell"))
    found(services.database, ours, theirs)
    before = told(client, ours)
    assert (before.indicators, before.roster) == (None, None)
    hand_out(services, INDICATORS, WORDING, "x")
    hand_out(services, ROSTER, PEOPLE, "x", uuid5(ours.cell, "unit"))
    mine, other = told(client, ours), told(client, theirs)
    assert mine.indicators == other.indicators is not None
    assert mine.roster is not None
    assert other.roster is None
    for digest, device, expected in (
        (mine.indicators, ours, WORDING),
        (mine.indicators, theirs, WORDING),
        (mine.roster, ours, PEOPLE),
    ):
        assert client.get(f"/v1/contents/{digest}", headers=device.authorised).content == expected
    strange = client.get(f"/v1/contents/{mine.roster}", headers=theirs.authorised)
    unknown = client.get(f"/v1/contents/{'0' * 64}", headers=theirs.authorised)
    assert (strange.status_code, strange.json()) == (unknown.status_code, unknown.json())
    assert strange.status_code == 404
    assert client.get(f"/v1/contents/{mine.roster}").status_code == 401


def test_what_is_handed_out_anew_takes_the_place_of_what_was(client: TestClient, services: Services) -> None:
    device = Device("k7")
    found(services.database, device)
    assert hand_out(services, INDICATORS, b"{}", "account:x")
    assert not hand_out(services, INDICATORS, b"{}", "account:x")
    old = told(client, device).indicators
    assert hand_out(services, INDICATORS, WORDING, "account:x")
    assert told(client, device).indicators != old
    assert client.get(f"/v1/contents/{old}", headers=device.authorised).status_code == 404
    noted = services.database.read(
        lambda connection: connection.execute(select(audit).where(audit.c.what == "contents.set")).all()
    )
    assert [(row.actor, row.about) for row in noted] == [("account:x", "everyone")] * 2


def test_two_who_hand_out_at_the_same_moment_are_both_heard(services: Services, another: Reopen) -> None:
    """Two processes import the same or another wording: neither fails, one stands, and it counts as new once."""
    other = replace(services, database=another())
    for turn in range(20):
        same = turn % 2 == 0
        kept = [f"{turn}".encode(), f"{turn}{'' if same else ' other'}".encode()]
        ready = Barrier(2)

        def work(whose: Services, content: bytes, ready: Barrier = ready) -> bool:
            ready.wait(10)
            return hand_out(whose, INDICATORS, content, "x")

        with ThreadPoolExecutor(2) as pool:
            new = list(pool.map(work, (services, other), kept))
        assert sorted(new) == [not same, True]
        rows = services.database.read(lambda connection: connection.execute(select(contents.c.content)).scalars().all())
        assert [bytes(row) for row in rows] in [[one] for one in kept]


# --- the commands ---------------------------------------------------------------------------------------------------


def held(url: str) -> dict[tuple[str, object], bytes]:
    """What is handed out: (kind, unit) → content."""
    database = Database(url)
    try:
        rows = database.read(lambda connection: connection.execute(select(contents)).all())
        return {(row.kind, row.unit): bytes(row.content) for row in rows}
    finally:
        database.close()


def test_the_office_sees_a_list_before_it_is_handed_out(organised: Terminal, url: str) -> None:  # noqa: F811
    """`bienban-hq roster import`: read as the laptop reads it; nothing is kept at a pipe without --yes."""
    done, said = organised.types("roster", "import", "CB1", ROSTER_01)
    assert (done, held(url)) == (0, {})
    assert "Nguyễn Hoàng Toàn" in said
    assert "22 người" in said
    done, said = organised.types("roster", "import", "CB1", ROSTER_01, "--yes")
    assert "Đã lưu cho “CB1”" in said
    ((key, content),) = held(url).items()
    assert key[0] == ROSTER
    assert key[1] != EVERYONE
    assert roster_in(content).members == read_roster(ROSTER_01).members
    assert "Không có gì thay đổi" in organised.types("roster", "import", "CB1", ROSTER_01, "--yes")[1]
    assert organised.types("roster", "import", "CB9", ROSTER_01, "--yes")[0] == 1
    assert organised.types("roster", "import", "CB1", "nowhere.xlsx", "--yes")[0] == 1


def test_the_office_keeps_a_whole_wording_only(organised: Terminal, url: str) -> None:  # noqa: F811
    """`bienban-hq indicators import`: what has empty slots only when that is said."""
    lines = [f"{item.number}. {item.text}" for item in load_examples().items]
    partly = organised.file("\n".join(lines[:3]), "phu-luc.txt")
    done, said = organised.types("indicators", "import", partly, "--yes")
    assert (done, held(url)) == (1, {})
    assert "Chưa đủ các biểu hiện" in said
    assert organised.types("indicators", "import", partly, "--yes", "--force")[0] == 0
    ((key, content),) = held(url).items()
    assert key == (INDICATORS, EVERYONE)
    assert [item.text for item in wording_in(content).items][:3] == [item.text for item in load_examples().items][:3]
    assert organised.types("indicators", "import", organised.file("nothing", "x.txt"), "--yes")[0] == 1


def test_what_a_later_program_made_is_refused() -> None:
    with pytest.raises(ContentUnreadable):
        wording_in(b'{"source":"x"}')
    with pytest.raises(ContentUnreadable):
        roster_in(b'{"members":[]}')
    whole = read_roster(ROSTER_01)
    assert roster_in(roster_content(whole)).told == whole.told


# --- on the laptop --------------------------------------------------------------------------------------------------


def give(office: Office, kind: Kind, content: bytes, cell: UUID | None = None) -> None:
    """Hand something out to all, or to the unit of a cell."""
    hand_out(office.services, kind, content, "x", uuid5(cell, "unit") if cell is not None else EVERYONE)


def calls(laptop: Laptop, beginning: str) -> int:
    return sum(call.startswith(beginning) for call in laptop.cable.calls)


def test_a_round_brings_what_there_is_once(tmp_path: Path, plan: Plan, office: Office) -> None:
    """One question a round; contents come once, also after a restart and once they were settled."""
    laptop = Laptop(tmp_path / "laptop", plan, office)
    laptop.enroll()
    assert laptop.sync().trouble is None
    assert laptop.courier.contents is not None
    assert laptop.courier.contents.waiting() == []
    give(office, INDICATORS, WORDING)
    give(office, ROSTER, PEOPLE, HQ_CELL)
    give(office, ROSTER, b"{}", OTHER_CELL)
    laptop.sync()
    kept = laptop.courier.contents.waiting()
    assert {one.kind: one.text.encode() for one in kept} == {INDICATORS: WORDING, ROSTER: PEOPLE}
    laptop.restart()
    laptop.sync()
    assert laptop.courier.contents is not None
    laptop.courier.contents.settle(kept[0])
    laptop.sync()
    assert laptop.courier.contents.waiting() == kept[1:]
    assert (calls(laptop, "GET /v1/bootstrap"), calls(laptop, "GET /v1/contents")) == (4, 2)
    laptop.close()
    assert kept[0].text[:40].encode() not in Paths(laptop.folder).contents.read_bytes()


def test_trouble_with_contents_is_none_of_the_record(tmp_path: Path, plan: Plan, office: Office) -> None:
    """A content cut on its way is brought by the next round; the round itself was whole."""
    laptop = Laptop(tmp_path / "laptop", plan, office)
    laptop.enroll()
    give(office, INDICATORS, WORDING)
    laptop.cable.meet("GET /v1/contents", "cut")
    laptop.begin(notes=2)
    outcome = laptop.sync()
    assert (outcome.trouble, outcome.whole) == (None, True)
    assert laptop.courier.contents is not None
    assert laptop.courier.contents.waiting() == []
    laptop.sync()
    assert [one.kind for one in laptop.courier.contents.waiting()] == [INDICATORS]
    laptop.close()


def test_a_laptop_enrolled_before_there_was_a_recovery_key_is_covered(
    tmp_path: Path, plan: Plan, office: Office
) -> None:
    """Its next round names the key, and headquarters is entrusted with what opens the store; contents lie sealed."""
    early = Laptop(tmp_path / "laptop", plan, office)
    early.enroll()
    assert early.courier.account is not None
    early.courier.account.model_copy(update={"recovery": ""}).save(early.store.paths.account)
    early.close()
    vault, cipher = new_vault(PASSPHRASE, cost=CHEAP)
    turn_on(Paths(early.folder), vault, cipher)
    known = load_vault(Paths(early.folder))
    assert known is not None
    assert known.recovery is None
    laptop = Laptop(early.folder, plan, office, cipher)
    give(office, ROSTER, PEOPLE, HQ_CELL)
    laptop.sync()
    covered = load_vault(Paths(laptop.folder))
    assert covered is not None
    assert covered.recovery is not None
    assert laptop.courier.account is not None
    assert laptop.courier.account.recovery == office.services.recovery_public
    laptop.close()
    sealed = Paths(laptop.folder).contents.read_bytes()
    assert PEOPLE not in sealed
    assert b"people" not in sealed
