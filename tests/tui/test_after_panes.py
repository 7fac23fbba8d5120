"""The hand after a meeting and before the next: amendments (L20), what was left open (L16), units (R12–R14)."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.commands import WriteNote
from models.shorthand import read
from tests.tui.bench import clock_of, make_bench, press, shown, shut
from tests.tui.held import conclude, do, hold, meeting
from tui import words
from tui.panes.commitments import CommitmentsPane
from tui.panes.units import UnitsPane
from tui.workbench import Workbench

LATER = "2023-10-15"


@pytest.fixture
def bench(tmp_path: Path) -> Workbench:
    bench = make_bench(tmp_path / "store")
    bench.desk.store.set_setting("export_folder", str(tmp_path / "papers"))
    return bench


def adopted(bench: Workbench) -> None:
    hold(bench)
    conclude(bench)
    press(bench, "f8", "enter", "end", "space", "enter", "enter")
    assert meeting(bench).adopted is not None


def test_an_adoption_taken_back_is_said_to_be_taken_back(bench: Workbench) -> None:
    """L6: after the question the sentence is that of an undo, not of bringing something back."""
    adopted(bench)
    press(bench, "enter", "ctrl+z", "enter")
    assert meeting(bench).adopted is None
    assert bench.notice.text.startswith(words.UNDONE.split("{")[0])


def test_a_paragraph_of_adopted_minutes_is_amended_with_a_reason_L20(bench: Workbench, tmp_path: Path) -> None:
    adopted(bench)
    press(bench, "home", "space", "enter")
    assert "Lý do sửa đổi" in shown(bench, 100)
    press(bench, "Ghi sót", "enter", " Bổ sung câu này.", "enter")
    (amendment,) = meeting(bench).amendments
    assert amendment.reason == "Ghi sót"
    assert amendment.changes[0].new.endswith("Bổ sung câu này.")
    assert "Xuất ra tệp ngay?" in shown(bench, 100)
    press(bench, "enter")
    (paper,) = (tmp_path / "papers").glob("bo-sung-1-*.docx")
    assert paper.stat().st_size > 2000
    told = " ".join(shown(bench, 80).split())
    assert f"Phần bổ sung số 1 sửa thành: {amendment.changes[0].new}" in told, "the new words, not their beginning"
    press(bench, "f8")
    assert "Có 1 phần bổ sung sau khi thông qua" in shown(bench, 80)
    shut(bench)


def test_a_second_change_joins_the_amendment_or_begins_another_L20(bench: Workbench) -> None:
    adopted(bench)
    press(bench, "home", "space", "enter", "Ghi sót", "enter", " Một.", "enter", "escape")
    press(bench, "space", "enter", "1", " Hai.", "enter", "escape")
    press(bench, "space", "enter", "2", "Nhầm tên", "enter", " Ba.", "enter", "escape")
    assert [(a.number, a.reason, len(a.changes)) for a in meeting(bench).amendments] == [
        (1, "Ghi sót", 2),
        (2, "Nhầm tên", 1),
    ]
    shut(bench)


def next_meeting(bench: Workbench) -> None:
    """A month later the same unit meets again."""
    hold(bench)
    do(
        bench,
        WriteNote(read("+ Rà soát hồ sơ tồn >30/9", year=2023)),
        WriteNote(read("+ Niêm yết thủ tục >30/12", year=2023)),
    )
    conclude(bench)
    press(bench, "f8", "enter", "end", "space", "enter", "enter")
    clock_of(bench).pass_time(60 * 24 * 30)
    bench.desk.create(LATER)


def test_what_was_left_open_comes_back_to_the_next_meeting_L16(bench: Workbench) -> None:
    next_meeting(bench)
    texts = [one.text for one in meeting(bench).commitments.values()]
    assert "Rà soát hồ sơ tồn" in texts
    assert "Niêm yết thủ tục" in texts
    bench.show(CommitmentsPane())
    assert "đã quá hạn" in shown(bench, 100)
    shut(bench)


def test_place_chair_and_clerk_come_from_the_last_meeting_L17(bench: Workbench) -> None:
    next_meeting(bench)
    details = meeting(bench).details
    before = bench.desk.store.read(bench.desk.store.meetings()[1].id).meeting.details
    for field in ("place", "chair", "clerk"):
        assert details.text(field)
        assert details.text(field) == before.text(field)
    assert details.text("summary") == ""
    assert details.text("date") == LATER
    shut(bench)


def test_one_key_says_what_became_of_each_L16(bench: Workbench) -> None:
    next_meeting(bench)
    bench.show(CommitmentsPane())
    count = len(meeting(bench).commitments)
    press(bench, "home", "enter")
    press(bench, "2")
    assert "Thời hạn mới" in shown(bench, 100)
    press(bench, *["backspace"] * 10, "31/12/2023", "enter", "end", "3", "4", "Chờ kinh phí", "enter")
    states = [one.state for one in meeting(bench).commitments.values()]
    assert states.count("done") == 1
    assert states.count("continued") == 1
    assert states.count("overdue") == 1
    assert states.count("open") == count - 3
    assert any(one.remark == "Chờ kinh phí" for one in meeting(bench).commitments.values())
    assert "1 đã xong, 1 làm tiếp, 1 quá hạn" in shown(bench, 100)
    shut(bench)


def test_a_search_that_finds_none_of_them_does_not_say_that_nothing_was_left_L16(bench: Workbench) -> None:
    """Nor does the footer offer to judge what is not there."""
    next_meeting(bench)
    bench.show(CommitmentsPane())
    assert "3 chưa kiểm điểm" in shown(bench, 60, 16)
    press(bench, "zzz")
    told = shown(bench, 60, 16)
    assert "Không thấy “zzz”" in told
    assert "làm tiếp" not in told.splitlines()[-1]
    shut(bench)


def test_what_goes_on_goes_on_to_a_day_ahead_L16(bench: Workbench) -> None:
    """A day without a year that has passed this year is of the next; Enter keeps the day that stands there."""
    next_meeting(bench)
    bench.show(CommitmentsPane())
    first = next(iter(meeting(bench).commitments.values()))
    press(bench, "home", "2", *["backspace"] * 10, "02/01", "enter")
    ahead = f"{int(LATER[:4]) + 1}-01-02"
    assert (meeting(bench).commitments[first.id].state, meeting(bench).commitments[first.id].due) == (
        "continued",
        ahead,
    )
    press(bench, "delete", "2", "enter")
    assert meeting(bench).commitments[first.id].due == ahead
    shut(bench)


def test_units_are_added_and_chosen_r12_r14(bench: Workbench) -> None:
    first = bench.desk.store.cell
    bench.desk.close()
    bench.home(UnitsPane())
    press(bench, "end", "enter", "ubnd", "enter")
    press(bench, "Ủy ban nhân dân xã Tân Lạc Hạ", "enter", "enter", "enter")
    unit = bench.desk.store.units.current
    assert (unit.name, unit.body) == ("Ủy ban nhân dân xã Tân Lạc Hạ", "ubnd")
    assert bench.desk.store.cell != first
    assert bench.desk.store.roster() is None
    bench.desk.create(LATER)
    assert meeting(bench).identity.body == "ubnd"
    assert meeting(bench).details.text("locality") == "Tân Lạc Hạ"
    bench.desk.close()
    bench.home(UnitsPane())
    press(bench, "dong mit", "enter")
    assert bench.desk.store.cell == first
    shut(bench)
