"""Stores that earlier programs left on a laptop: opened, looked over, printed and gone on with by this one.

`tests/data/stores` holds one small store for each way of storing there has been, made by the program of its time from
`plain_session.txt`: 2 before plans were kept beside the meetings, 3 with them, plain and under a passphrase. A store is
never made anew: when the way of storing changes, another is laid beside it.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.commands import StartSession
from models.facts_minutes import Adopted
from models.vietnamese.text import nfc
from sync.cipher import Cipher
from sync.paths import Paths
from sync.vault import load_vault
from sync.verify import State, verify
from tui.desk import Desk
from tui.plans import open_store

STORES = sorted((Path(__file__).parents[1] / "data" / "stores").glob("*.zip"))

PASSPHRASE = nfc("hoa mướp vàng trước ngõ")


@pytest.fixture(params=STORES, ids=lambda path: path.stem)
def home(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A copy of an earlier store, in a folder of its own."""
    with zipfile.ZipFile(request.param) as packed:
        packed.extractall(tmp_path / "data")
    return tmp_path / "data"


def key_of(home: Path) -> Cipher | None:
    """The key of a sealed store, by its passphrase."""
    vault = load_vault(Paths(home))
    return vault.unlocked(PASSPHRASE) if vault is not None else None


@pytest.fixture
def desk(home: Path) -> Iterator[Desk]:
    """The present desk on it, the meeting of that time open."""
    store = open_store(Paths(home), cipher=key_of(home))
    made = Desk(store)
    (meeting,) = store.meetings()
    made.open(meeting.id)
    yield made
    made.close()
    store.close()


def whole(home: Path) -> bool:
    """Whether every file is found whole."""
    findings = verify(home, key_of(home))
    return len(findings) >= 4 and all(one.state is State.WHOLE for one in findings)


def test_there_is_one_of_every_way_of_storing() -> None:
    assert [path.stem for path in STORES] == ["2-plain", "3-plain", "3-sealed"]


def test_nothing_of_it_is_called_hurt(home: Path) -> None:
    """Checksums, numbers and chains of that time hold in this program's eyes."""
    assert whole(home)


def test_its_session_is_read_as_it_was_held(desk: Desk) -> None:
    """The adopted meeting folds to the same paper: people, notes and the vote."""
    facts = [entry.fact for entry in desk.meeting.ledger.entries.values()]
    assert sum(isinstance(fact, Adopted) for fact in facts) == 1
    assert len(desk.meeting.people) == 22
    assert "Chi bộ nói thẳng, ba việc có người làm và ngày xong" in repr(desk.minutes())
    assert desk.replica is not None
    assert desk.replica.unreadable == 0


def test_what_is_said_on_opening_it(request: pytest.FixtureRequest, desk: Desk) -> None:
    """Nothing; only where the plan was not yet kept beside the meeting, that it can be looked at only."""
    assert desk.replica is not None
    without_plan = request.node.callspec.id == "2-plain"
    assert [report.code for report in desk.replica.reports] == (["plan_missing"] if without_plan else [])
    assert desk.writable is not without_plan


def test_this_program_goes_on_in_it(home: Path, desk: Desk) -> None:
    """A further session of the same unit, with its people; afterwards all of it is whole and readable."""
    earlier = desk.store.meetings()[0].id
    desk.create("2026-12-15")
    assert len(desk.meeting.people) == 22
    assert isinstance(desk.do(StartSession()), tuple)
    assert {info.id for info in desk.store.meetings()} > {earlier}
    desk.close()
    desk.store.close()
    assert whole(home)
