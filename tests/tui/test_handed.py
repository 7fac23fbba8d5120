"""What headquarters hands out is told once, shown before it is taken, and never changes an opened meeting."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid5

import pytest

from documents.contents import plan_content, roster_content, wording_content
from documents.plan_file import load_examples, load_plan, plan_files
from documents.roster_file import read_roster
from hq.contents import hand_out, hand_out_plan
from models.indicators import IndicatorList
from tests.sync.headquarters import HQ_CELL, Office
from tests.tui.bench import DAY, ROSTER_01, make_bench, press, shown, shut
from tests.tui.bodies import SECOND
from tests.tui.test_sync import connect, go
from tui import words_handed as texts
from tui.handed import offered, tell_contents
from tui.panes.meetings import MeetingsPane
from tui.panes.sync import SyncPane
from tui.plans import kept_plan, shipped
from tui.workbench import Workbench


@pytest.fixture
def bench(tmp_path: Path, office: Office) -> Iterator[Workbench]:
    """A connected desk without a meeting and without people."""
    made = make_bench(tmp_path / "desk", roster=False, meeting=False, pane=MeetingsPane())
    connect(made, office)
    yield made
    made.post.stop()
    shut(made)


def other_wording() -> IndicatorList:
    """The examples, one of them worded otherwise."""
    examples = load_examples()
    first, *rest = examples.items
    items = (first.model_copy(update={"text": "Lời khác của trụ sở"}), *rest)
    return examples.model_copy(update={"items": items})


def hand_wording(office: Office) -> None:
    hand_out(office.services, "indicators", wording_content(other_wording()), "x")


def hand_plan(office: Office) -> None:
    hand_out_plan(office.services, load_plan(SECOND), plan_content(plan_files(SECOND)), "x")


def hand_roster(office: Office) -> None:
    hand_out(office.services, "roster", roster_content(read_roster(ROSTER_01)), "x", uuid5(HQ_CELL, "unit"))


def test_what_came_is_told_once_and_not_while_a_meeting_is_open(bench: Workbench, office: Office) -> None:
    hand_wording(office)
    bench.desk.create(DAY)
    go(bench)
    tell_contents(bench)
    assert texts.NEWS not in shown(bench)
    bench.desk.close()
    tell_contents(bench)
    assert texts.NEWS in shown(bench)
    bench.say("")
    tell_contents(bench)
    assert texts.NEWS not in shown(bench, 120)


def test_the_wording_is_shown_before_enter_takes_it(bench: Workbench, office: Office) -> None:
    """The same path as `bienban plan indicators`; the meeting that was opened keeps its own wording."""
    store = bench.desk.store
    store.keep_indicators(load_examples())
    bench.desk.create(DAY)
    before = bench.desk.meeting.plan.catalogue
    hand_wording(office)
    go(bench)
    bench.show(SyncPane())
    assert "Trụ sở gửi: lời các biểu hiện" in shown(bench)
    press(bench, "4", "1")
    text = shown(bench, 80, 24)
    assert "1 biểu hiện khác" in text
    assert "±  1  Lời khác của trụ sở" in text
    assert store.indicators() == load_examples()
    press(bench, "escape")
    assert store.indicators() == load_examples()
    press(bench, "4", "1", "enter")
    assert store.indicators() == other_wording()
    assert bench.desk.meeting.plan.catalogue == before
    assert offered(bench) == []
    go(bench)
    assert offered(bench) == []


def test_a_plan_is_shown_before_enter_takes_it(bench: Workbench, office: Office) -> None:
    """The same path as `bienban plan use`; the meeting that was opened keeps the plan it was opened with."""
    store = bench.desk.store
    store.plans.read_with(kept_plan, plan_files)
    bench.desk.create(DAY)
    hand_plan(office)
    go(bench)
    bench.show(SyncPane())
    assert "Trụ sở gửi: kế hoạch" in shown(bench)
    press(bench, "4", "1")
    text = shown(bench, 80, 24)
    assert "Trụ sở gửi kế hoạch: Đợt sinh hoạt về nếp sống văn minh" in text
    assert "30/04/2025" in text
    assert "Tổ dân phố" in text
    press(bench, "escape")
    assert store.plan == shipped()
    press(bench, "4", "1", "enter")
    assert "Đã nhận kế hoạch" in shown(bench, 100)
    assert store.plan == load_plan(SECOND)
    assert store.plans.files(store.plan.digest()) == plan_files(SECOND)
    assert bench.desk.meeting.plan.id == "ct24"
    assert offered(bench) == []
    bench.desk.close()
    bench.desk.create("2025-04-20")
    assert bench.desk.meeting.identity.plan_digest == load_plan(SECOND).digest()


def test_a_plan_in_use_already_asks_for_nothing(bench: Workbench, office: Office) -> None:
    hand_out_plan(office.services, shipped(), plan_content(plan_files()), "x")
    go(bench)
    bench.show(SyncPane())
    press(bench, "4", "1")
    assert texts.PLAN_SAME in shown(bench, 120)
    assert offered(bench) == []


def test_a_plan_that_leads_out_of_its_folder_changes_nothing(bench: Workbench, office: Office) -> None:
    """Headquarters is believed no more than a file: names, content and size are looked at here again."""
    harmed = plan_content(plan_files(SECOND) | {"../evil.toml": b"x = 1"})
    hand_out(office.services, "plan", harmed, "x")
    go(bench)
    bench.show(SyncPane())
    press(bench, "4", "1")
    assert texts.UNREADABLE in shown(bench, 140)
    assert bench.desk.store.plan == shipped()
    assert not bench.desk.store.paths.plans.exists()


def test_a_list_goes_through_the_preview_of_an_import(bench: Workbench, office: Office) -> None:
    """L17: what it changes is shown, Enter saves, and it was read once and for all."""
    hand_roster(office)
    go(bench)
    bench.show(SyncPane())
    press(bench, "4", "1")
    text = shown(bench, 100, 40)
    assert "Lần nhập đầu tiên: 22 người" in text
    assert "B: Họ và tên" in text
    assert bench.desk.store.roster() is None
    press(bench, "2")
    assert "đã được đọc xong" in shown(bench, 120)
    press(bench, "enter")
    roster = bench.desk.store.roster()
    assert roster is not None
    assert len(roster.people) == 22
    assert offered(bench) == []


def test_a_list_waits_until_its_unit_is_in_use(bench: Workbench, office: Office) -> None:
    """Of two units on one laptop only the one whose list it is can take it."""
    from sync.units import Unit

    hand_roster(office)
    go(bench)
    bench.desk.store.units.add(Unit("", "Chi bộ khác"))
    assert offered(bench) == []
    bench.desk.store.units.use(str(HQ_CELL))
    assert [one.kind for one in offered(bench)] == ["roster"]


def test_what_is_put_aside_is_not_offered_again(bench: Workbench, office: Office) -> None:
    hand_wording(office)
    hand_roster(office)
    go(bench)
    bench.show(SyncPane())
    press(bench, "4", "3")
    assert [one.kind for one in offered(bench)] == ["roster"]
    press(bench, "4", "2")
    assert offered(bench) == []
    assert bench.desk.store.indicators() == load_examples()
    press(bench, "4")
    assert texts.NOTHING in shown(bench, 120)
    go(bench)
    assert offered(bench) == []


def test_what_cannot_be_read_or_does_not_fit_is_refused(bench: Workbench, office: Office) -> None:
    hand_out(office.services, "indicators", b"{}", "x")
    go(bench)
    bench.show(SyncPane())
    press(bench, "4", "1")
    assert "bản bienban mới hơn" in shown(bench, 120)
    small = other_wording()
    first = small.groups[0].size
    fewer = small.model_copy(update={"groups": small.groups[:1], "items": small.items[:first]})
    hand_out(office.services, "indicators", wording_content(fewer), "x")
    go(bench)
    press(bench, "4", "1")
    assert "kế hoạch khác" in shown(bench, 120)
    assert bench.desk.store.indicators() == load_examples()
