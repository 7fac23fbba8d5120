"""A plan is put to use, and each meeting keeps the plan it was opened with (R82; design.md: a campaign is data)."""

from __future__ import annotations

import shutil
from importlib.resources import files
from pathlib import Path

import pytest

from documents.plan_file import PlanFileError, load_examples, load_plan, plan_files
from documents.roster_file import to_roster
from models.commands import SetDetail, StartSession
from models.ruling import Refusal
from sync.paths import Paths
from sync.store import Store
from sync.units import Unit
from tests.tui.bench import DAY, HandClock, press, roster_file, shown
from tests.tui.bodies import SECOND
from tui import words
from tui.desk import Desk
from tui.export import export_minutes
from tui.panes.live import LivePane
from tui.panes.meetings import MeetingsPane, open_meeting, resume
from tui.plans import open_store, shipped, use_plan
from tui.workbench import Workbench


def desk_at(home: Path) -> Desk:
    """The desk as the command line opens it."""
    return Desk(open_store(Paths(home), clock=HandClock()))


def put_away(desk: Desk) -> None:
    desk.close()
    desk.store.close()


def meeting_of(desk: Desk, date: str = DAY) -> str:
    """A new meeting, put away again; its id."""
    desk.create(date)
    assert desk.replica is not None
    id = desk.replica.id
    desk.close()
    return id


def test_a_plan_put_to_use_is_that_of_new_meetings_also_tomorrow(tmp_path: Path) -> None:
    desk = desk_at(tmp_path)
    plan = use_plan(desk.store, SECOND)
    put_away(desk)
    again = desk_at(tmp_path)
    assert again.store.plan == plan == load_plan(SECOND)
    again.store.units.keep(Unit(str(again.store.cell), name="Tổ dân phố số 4", body="to_dan_pho"))
    again.create("2025-04-20")
    assert again.meeting.body.name == "Tổ dân phố"
    assert again.meeting.identity.plan_digest == plan.digest()
    assert len(again.meeting.board.rows) == 9
    put_away(again)


def test_its_files_are_kept_as_they_were_given(tmp_path: Path) -> None:
    """The user's folder may go: the copy is letter by letter the same."""
    folder = tmp_path / "usb" / "ke_hoach"
    shutil.copytree(SECOND, folder)
    desk = desk_at(tmp_path / "data")
    digest = use_plan(desk.store, folder).digest()
    given = plan_files(folder)
    shutil.rmtree(folder)
    assert plan_files(Paths(tmp_path / "data").plans / digest) == given
    put_away(desk)


def test_a_meeting_reopens_with_the_plan_it_was_opened_with(tmp_path: Path) -> None:
    desk = desk_at(tmp_path)
    desk.store.keep_indicators(load_examples())
    old = meeting_of(desk)
    use_plan(desk.store, SECOND)
    new = meeting_of(desk, "2025-04-20")
    desk.open(old)
    assert (desk.meeting.plan.id, len(desk.meeting.board.rows)) == ("ct24", 25)
    assert desk.meeting.plan.indicators == load_examples().items
    assert desk.writable
    desk.open(new)
    assert (desk.meeting.plan.id, len(desk.meeting.board.rows)) == ("nep_song", 9)
    use_plan(desk.store, None)
    assert desk.store.plan is shipped()
    desk.open(new)
    assert desk.meeting.plan.id == "nep_song"
    put_away(desk)


def test_a_wording_that_does_not_fit_the_plan_in_use_is_left_out(tmp_path: Path) -> None:
    """25 examples do not go into 9 slots; back with the old plan they are there again."""
    desk = desk_at(tmp_path)
    desk.store.keep_indicators(load_examples())
    use_plan(desk.store, SECOND)
    assert desk.store.plans.of() == load_plan(SECOND)
    use_plan(desk.store, None)
    found = desk.store.plans.of()
    assert found is not None
    assert found.indicators == load_examples().items
    put_away(desk)


def test_the_shipped_plan_is_kept_with_the_first_meeting(tmp_path: Path) -> None:
    """The program's next version may ship another plan: this meeting finds its own."""
    desk = desk_at(tmp_path)
    assert not Paths(tmp_path).plans.exists()
    old = meeting_of(desk)
    put_away(desk)
    next_version = Store(Paths(tmp_path), load_plan(SECOND), clock=HandClock())
    next_version.plans.read_with(load_plan, lambda: plan_files(SECOND))
    later = Desk(next_version)
    later.open(old)
    assert later.meeting.plan == shipped()
    assert later.writable
    put_away(later)


def test_a_meeting_whose_plan_is_gone_is_only_looked_at(tmp_path: Path) -> None:
    """A missing plan is said in a sentence; nothing is recorded, nothing is made up, the stream stays as it is."""
    desk = desk_at(tmp_path)
    use_plan(desk.store, SECOND)
    old = meeting_of(desk, "2025-04-20")
    use_plan(desk.store, None)
    put_away(desk)
    before = {path: path.read_bytes() for path in (tmp_path / "meetings").rglob("*.journal")}
    shutil.rmtree(Paths(tmp_path).plans / load_plan(SECOND).digest())
    later = desk_at(tmp_path)
    bench = Workbench(later, lambda bench: MeetingsPane())
    open_meeting(bench, old)
    assert later.meeting.plan.id == "ct24"
    assert not later.writable
    told = " ".join(shown(bench, 60, 11).split())
    assert "chỉ xem được" in told
    assert load_plan(SECOND).digest()[:16] in told
    assert "bienban plan use THƯ_MỤC" in told, "the way to get it back is not cut off"
    refused = later.do(SetDetail("place", "Hội trường"))
    assert isinstance(refused, Refusal)
    assert refused.code == "read_only"
    assert shown(bench)
    put_away(later)
    assert {path: path.read_bytes() for path in (tmp_path / "meetings").rglob("*.journal")} == before


WALK: dict[str, tuple[str, ...]] = {
    "opened": (),
    "a note": ("up",),
    "the roll": ("escape", "f2"),
    "the board": ("f4", "3", "enter"),
    "preparation": ("f5", "enter"),
    "minutes": ("f8", "enter"),
    "closing": ("f10", "enter", "tab", "tab", "escape"),
    "the record": ("ctrl+l", "enter", "escape"),
    "what does not fit": ("ctrl+x",),
    "names": ("ctrl+p", "nguyen", "escape"),
    "keys": ("f3", "f6", "f9", "ctrl+g", "f1"),
    "report": ("escape", "ctrl+p", "bao cao", "enter"),
}
"""Everything that can be looked at in a session, by keys; every one of them is drawn."""


@pytest.mark.parametrize("body", ["chi_bo", "to_dan_pho"])
def test_a_session_whose_plan_is_gone_is_looked_through_and_judged_by_none(tmp_path: Path, body: str) -> None:
    """Steps, indicators, kind of body are another plan's: the desk opens, shows them, writes no paper."""
    meeting = held(tmp_path, body)
    later = desk_at(tmp_path)
    later.store.set_setting("export_folder", str(tmp_path / "papers"))
    bench = Workbench(later, lambda bench: MeetingsPane())
    assert resume(bench), "the desk starts with a session that was interrupted"
    told = " ".join(shown(bench, 80, 22).split())
    assert "bienban plan use THƯ_MỤC" in told
    assert "ghi tiếp đúng chỗ đó" not in told, "nothing that cannot be done is offered"
    press(bench, "enter")
    assert words.STEP_NONE.strip() not in shown(bench, 80, 19), "the session runs, in a step of another plan"
    for keys in WALK.values():
        press(bench, *keys)
        for width, height in ((60, 11), (80, 19), (160, 40)):
            assert shown(bench, width, height)
    assert later.rules() == ()
    export_minutes(bench)
    assert bench.notice.style == "wrong"
    assert not (tmp_path / "papers").exists()
    assert (later.replica is not None and later.replica.id, later.writable) == (meeting, False)
    put_away(later)


def held(home: Path, body: str) -> str:
    """A session under the second plan, interrupted in its discussion; then the plan goes. Its meeting's id."""
    desk = desk_at(home)
    use_plan(desk.store, SECOND)
    desk.store.save_roster(to_roster(roster_file(), str(desk.store.cell)))
    desk.store.units.keep(Unit(str(desk.store.cell), name="Tổ dân phố số 4", body=body))
    bench = Workbench(desk, lambda bench: LivePane())
    desk.create(DAY)
    press(bench, "f2", "0", "enter", "escape", "f6", "enter", *["f6"] * 4)
    press(bench, "f3", "manh", "enter", "một ý kiến #3", "enter", "f4", "3", "enter", "1", "1")
    assert desk.replica is not None
    meeting = desk.replica.id
    use_plan(desk.store, None)
    put_away(desk)
    shutil.rmtree(Paths(home).plans / load_plan(SECOND).digest())
    return meeting


def test_the_plan_that_is_gone_comes_back_with_its_folder(tmp_path: Path) -> None:
    desk = desk_at(tmp_path)
    use_plan(desk.store, SECOND)
    old = meeting_of(desk, "2025-04-20")
    put_away(desk)
    shutil.rmtree(Paths(tmp_path).plans)
    later = desk_at(tmp_path)
    assert [report.code for report in later.store.reports if report.code == "plan_missing"] == ["plan_missing"]
    assert later.store.plan is shipped()
    use_plan(later.store, SECOND)
    use_plan(later.store, None)
    later.open(old)
    assert later.writable
    assert not isinstance(later.do(StartSession()), Refusal)
    put_away(later)


def test_a_folder_that_is_no_plan_changes_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "ke_hoach"
    shutil.copytree(str(files("models.plans") / "ct24"), folder)
    (folder / "rules.toml").write_text("[thresholds", encoding="utf-8")
    desk = desk_at(tmp_path / "data")
    with pytest.raises(PlanFileError):
        use_plan(desk.store, folder)
    assert desk.store.plan is shipped()
    assert not Paths(tmp_path / "data").plans.exists()
    put_away(desk)


def test_a_copy_cut_short_counts_as_none(tmp_path: Path) -> None:
    """Power fails while the files are written: what was begun is not taken for a plan, and is written anew."""
    plan = load_plan(SECOND)
    begun = Paths(tmp_path).plans / f"{plan.digest()}.part"
    begun.mkdir(parents=True)
    (begun / "plan.toml").write_text("id", encoding="utf-8")
    desk = desk_at(tmp_path)
    assert desk.store.plans.kept(plan.digest()) is None
    assert use_plan(desk.store, SECOND) == plan
    assert desk.store.plan == plan
    assert not begun.exists()
    put_away(desk)


def test_a_unit_of_a_kind_the_plan_does_not_know_meets_as_what_the_plan_has(tmp_path: Path) -> None:
    """R14: the cell where the plan has one."""
    desk = desk_at(tmp_path)
    desk.store.units.keep(Unit(str(desk.store.cell), name="UBND phường Yên Hạ", body="ubnd"))
    use_plan(desk.store, SECOND)
    desk.create("2025-04-20")
    assert desk.meeting.identity.body == "chi_bo"
    put_away(desk)
