"""The lines being typed: kept through a crash, erased when done with."""

from pathlib import Path
from uuid import UUID

import pytest

from sync.drafts import Draft, Drafts
from sync.errors import StoreBroken, StoreFull
from tests.sync.disks import TroubledDisk, media_error, no_space
from tests.sync.tools import MEETING

OTHER = UUID("0198a1b2-0000-5000-8000-000000000002")


def test_the_latest_text_of_each_field_and_meeting_survives(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path / "drafts.journal")
    drafts.append([Draft(MEETING, "entry", "đồng")])
    drafts.append([Draft(MEETING, "entry", "đồng tình"), Draft(MEETING, "note", "chi bộ"), Draft(OTHER, "entry", "x")])
    drafts.append([Draft(MEETING, "entry", "đồng tình, đề"), Draft(MEETING, "entry", "đồng tình, đề nghị")])
    drafts._storage.journal.close()  # as a crash would: nothing is done on the way out
    again = Drafts(tmp_path / "drafts.journal")
    assert again.reports == []
    assert again.of(MEETING) == {"entry": "đồng tình, đề nghị", "note": "chi bộ"}
    assert again.of(OTHER) == {"entry": "x"}
    assert again.of(UUID(int=0)) == {}
    again.close()


def test_an_empty_text_forgets_and_closing_erases(tmp_path: Path) -> None:
    """What was typed and not entered is nobody's business afterwards."""
    path = tmp_path / "drafts.journal"
    drafts = Drafts(path)
    drafts.append([Draft(MEETING, "entry", "nháp bí mật"), Draft(MEETING, "note", "còn giữ")])
    drafts.append([Draft(MEETING, "entry", "")])
    assert drafts.of(MEETING) == {"note": "còn giữ"}
    drafts.close()
    assert "bí mật" not in path.read_text()
    assert "còn giữ" in path.read_text()
    drafts = Drafts(path)
    drafts.append([Draft(MEETING, "note", "")])
    drafts.close()
    assert len(path.read_text().splitlines()) == 1


def test_a_batch_of_drafts_is_one_sync(tmp_path: Path) -> None:
    disk = TroubledDisk()
    drafts = Drafts(tmp_path / "drafts.journal", disk=disk)
    disk.calls.clear()
    drafts.append([Draft(MEETING, "entry", "a"), Draft(MEETING, "note", "b"), Draft(OTHER, "entry", "c")])
    assert disk.calls == {"write": 1, "sync": 1}
    drafts.close()


def test_opening_and_closing_without_typing_writes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "drafts.journal"
    drafts = Drafts(path)
    drafts.append([Draft(MEETING, "entry", "a")])
    drafts.close()
    before = (path.read_bytes(), path.stat().st_ino)
    Drafts(path).close()
    assert (path.read_bytes(), path.stat().st_ino) == before


def test_trouble_with_the_disk(tmp_path: Path) -> None:
    disk = TroubledDisk()
    drafts = Drafts(tmp_path / "drafts.journal", disk=disk)
    drafts.append([Draft(MEETING, "entry", "a")])
    disk.fail("write", no_space(), after=5)
    with pytest.raises(StoreFull):
        drafts.append([Draft(MEETING, "entry", "ab")])
    disk.fail("sync", media_error())
    with pytest.raises(StoreBroken):
        drafts.append([Draft(MEETING, "entry", "ab")])
    assert drafts.of(MEETING) == {"entry": "a"}
    drafts.rebuild()
    drafts.append([Draft(MEETING, "entry", "abc")])
    disk.fail("write", no_space())
    drafts.close()
    again = Drafts(tmp_path / "drafts.journal")
    assert again.of(MEETING) == {"entry": "abc"}
    again.close()
