"""The plans of a store: one in use, those of earlier meetings kept with their files, wordings beside them (R86)."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from documents.plan_file import load_examples
from models.plan import IndicatorList, Plan
from sync.cipher import Cipher
from sync.contents import Content, Contents
from sync.errors import Level
from sync.files import Disk
from sync.index import _Reading
from sync.paths import Paths
from sync.plans import Plans, without
from sync.storage import JournalDB
from sync.store import Store
from tests.sync.disks import TroubledDisk, media_error, no_space

FILES = {"plan.toml": b"x = 1", "parts/steps.toml": b"y = 2"}


class Kept:
    """The plans of one folder over restarts. What is read of a kept plan is its title."""

    def __init__(self, root: Path, shipped: Plan, disk: Disk | None = None) -> None:
        self.root = root
        self.settings = JournalDB(root / "settings.journal")
        self.plans = Plans(root / "plans", shipped, self.settings, disk or Disk())
        self.known = {other.digest(): other for other in (shipped, renamed(shipped))}
        self.reads: list[str] = []
        self.plans.read_with(self._read, lambda: FILES)

    def _read(self, folder: Path) -> Plan | None:
        self.reads.append(folder.name)
        return self.known.get(folder.name)


def renamed(plan: Plan) -> Plan:
    """Another plan."""
    return plan.model_copy(update={"title": "Kế hoạch khác"})


@pytest.fixture
def kept(tmp_path: Path, plan: Plan) -> Iterator[Kept]:
    made = Kept(tmp_path, plan)
    yield made
    made.settings.close()


def test_the_shipped_plan_is_in_use_until_another_is(kept: Kept, plan: Plan) -> None:
    other = renamed(plan)
    assert (kept.plans.current, kept.plans.of(), kept.plans.reports) == (plan, plan, [])
    kept.plans.use(other, FILES)
    assert (kept.plans.current, kept.plans.of(), kept.plans.reports) == (other, other, [])
    assert kept.plans.of(plan.digest()) == plan
    kept.settings.close()
    again = Kept(kept.root, plan)
    assert again.plans.current == other
    assert again.plans.files(other.digest()) == FILES
    again.plans.use(plan, FILES)
    assert again.plans.current is plan
    assert again.reads == [other.digest()], "a plan is read once"
    again.settings.close()


def test_a_plan_in_use_that_is_gone_is_told_and_the_shipped_one_used(kept: Kept, plan: Plan) -> None:
    other = renamed(plan)
    kept.plans.use(other, FILES)
    del kept.known[other.digest()]
    kept.plans.read_with(kept._read, lambda: FILES)
    assert kept.plans.current is plan
    assert kept.plans.of(other.digest()) is None
    assert kept.plans.reports == [without(other.digest())]
    (report,) = kept.plans.reports
    assert (report.level, report.code, report.data) == (Level.WARNING, "plan_missing", {"digest": other.digest()[:16]})
    assert kept.plans.of("0" * 64) is None
    assert kept.plans.files("0" * 64) == kept.plans.files("") == {}


def test_the_plan_of_a_meeting_is_kept_with_its_files_once(kept: Kept, plan: Plan) -> None:
    """store.md §4 "Files": the program's next version may ship another one."""
    kept.plans.keep_current()
    folder = kept.root / "plans" / plan.digest()
    assert kept.plans.files(plan.digest()) == FILES
    (folder / "plan.toml").write_bytes(b"x = 3")
    kept.plans.keep_current()
    kept.plans.keep(plan.digest(), {})
    assert kept.plans.files(plan.digest()) == {**FILES, "plan.toml": b"x = 3"}
    other = renamed(plan)
    kept.plans.use(other, FILES)
    kept.plans.keep_current()
    assert sorted(path.name for path in (kept.root / "plans").iterdir()) == sorted((plan.digest(), other.digest()))


def test_a_plan_that_could_not_be_kept_whole_is_not_kept(tmp_path: Path, plan: Plan) -> None:
    """Whatever the disk says, nothing is in use that is not there; a full one keeps nobody from recording."""
    disk = TroubledDisk()
    held = Kept(tmp_path, plan, disk)
    other = renamed(plan)
    for call in ("write", "sync", "replace"):
        disk.fail(call, no_space())
        with pytest.raises(OSError, match="No space"):
            held.plans.use(other, FILES)
        assert held.plans.current is plan
        assert held.plans.kept(other.digest()) is None
        disk.fail(call, media_error())
        held.plans.keep_current()
        assert held.plans.files(plan.digest()) == {}
    held.plans.use(other, FILES)
    assert held.plans.current == other
    assert [path.suffix for path in (tmp_path / "plans").iterdir() if path.name.startswith(other.digest())] == [""]
    held.settings.close()


def test_the_names_of_a_new_plan_are_durable_one_by_one(tmp_path: Path, plan: Plan) -> None:
    """Rule 3: each folder is synced before the name that makes it count, and that name last."""
    disk = TroubledDisk()
    held = Kept(tmp_path, plan, disk)
    held.plans.keep("0" * 64, FILES)
    assert disk.calls == {"write": 2, "sync": 2, "replace": 1, "sync_directory": 3 + 3}
    held.settings.close()


def test_each_meeting_has_the_wording_it_was_opened_with(kept: Kept, plan: Plan) -> None:
    """R86: wordings are known by their digest; one that does not fit the plan's slots is left out."""
    examples = load_examples()
    other = changed(examples, text="khác")
    unfit = changed(examples, fewer=1)
    assert kept.plans.wording() is None
    assert kept.plans.of() == plan
    assert kept.plans.learn(other) == other.digest()
    assert kept.plans.wording() is None, "known, not in use"
    assert kept.plans.use_wording(examples) == examples.digest()
    assert (kept.plans.wording(), kept.plans.wording(other.digest())) == (examples, other)
    assert kept.plans.wording("0" * 64) is None
    assert kept.plans.learn(other) == other.digest()
    assert len(kept.settings.table("indicators")) == 2, "each is kept once"
    assert kept.plans.of() == plan.with_indicators(examples)
    assert kept.plans.of("", other.digest()) == plan.with_indicators(other)
    kept.plans.use_wording(unfit)
    assert kept.plans.of() == plan
    kept.plans.keep("1" * 64, FILES)
    (kept.root / "plans" / "unfinished.part").mkdir()
    openings = {
        (one, two) for one in ("", plan.digest()) for two in ("", *(one.digest() for one in (examples, other, unfit)))
    }
    assert kept.plans.every().keys() == openings
    assert kept.plans.every()["", other.digest()] == plan.with_indicators(other)


def changed(wording: IndicatorList, text: str = "", fewer: int = 0) -> IndicatorList:
    """Another text of the first one; some of the last group left out."""
    data = wording.model_dump(mode="json")
    data["items"][0]["text"] = text or data["items"][0]["text"]
    data["groups"][-1]["size"] -= fewer
    data["items"] = data["items"][: len(data["items"]) - fewer]
    return IndicatorList.model_validate_json(json.dumps(data))


# --- what headquarters hands out ------------------------------------------------------------------------------------


def test_what_was_handed_out_is_kept_sealed_until_it_is_settled(tmp_path: Path) -> None:
    """sync.md §5.8, §7: nobody reads it from a stolen disk; settled it is erased, and is not brought again."""
    path, cell, cipher = tmp_path / "contents.journal", UUID(int=1), Cipher.new()
    one, later = (Content("roster", str(cell), digit * 64, f"Lê Thị Lan {digit}") for digit in "ab")
    contents = Contents(path, cipher)
    contents.keep(one)
    assert b"Lan" not in path.read_bytes()
    assert b"roster" not in path.read_bytes()
    contents.close()
    again = Contents(path, cipher)
    assert again.waiting() == [one]
    assert again.has("roster", cell, one.digest)
    assert not again.has("plan", cell, one.digest)
    assert not again.has("roster", UUID(int=2), one.digest)
    again.keep(later)
    again.settle(one)
    assert again.waiting() == [later], "another came meanwhile"
    again.settle(later)
    assert again.waiting() == []
    assert again.has("roster", cell, later.digest)
    again.close()


def test_a_content_that_was_settled_is_erased_from_the_disk(tmp_path: Path) -> None:
    path = tmp_path / "contents.journal"
    contents = Contents(path)
    content = Content("indicators", str(UUID(int=1)), "c" * 64, "Lời văn của tệp")
    contents.keep(content)
    contents.keep(Content("indicators", str(UUID(int=2)), "c" * 64, "Của đơn vị khác"))
    contents.settle(content)
    contents.close()
    assert "Lời văn của tệp".encode() not in path.read_bytes()
    assert "Của đơn vị khác".encode() in path.read_bytes()


# --- threads --------------------------------------------------------------------------------------------------------


def test_no_thread_of_the_store_keeps_the_program_from_ending(tmp_path: Path, plan: Plan) -> None:
    """store.md §4 "UI": whatever hangs in a disk or a network ends with the program."""
    store = Store(Paths(tmp_path), plan)
    assert _Reading(store, [], "").daemon
    assert {one.daemon for one in threading.enumerate() if one.name.startswith("bienban-")} == {True}
    assert store.close() == 0
