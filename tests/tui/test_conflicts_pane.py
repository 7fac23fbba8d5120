"""Two clerks at their desks: the count in the status line, the list, one key to settle, the stick (sync.md §3, L19)."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from models import commands as c
from tests.sync.exchange import DAY, Laptop, exchange
from tests.tui.bench import press, shown, text_of
from tui.header import header
from tui.panes.conflicts import ConflictsPane
from tui.panes.live import LivePane
from tui.panes.oddities import OdditiesPane
from tui.workbench import Workbench

Clerks = tuple[Laptop, Laptop, Workbench]
"""A colleague's laptop, ours, and the desk over ours."""


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[Clerks]:
    """The same meeting open on both."""
    colleague, mine = Laptop(tmp_path / "one").settle(), Laptop(tmp_path / "other")
    colleague.desk.create(DAY)
    taken = mine.take(colleague.give(tmp_path / "first.bienban-gui"), agree=True)
    mine.desk.open(taken.meetings[0].id)
    yield colleague, mine, Workbench(mine.desk, lambda bench: LivePane())
    colleague.shut()
    mine.shut()


def differ(pair: Clerks, tmp_path: Path) -> None:
    """Both say where the meeting is held, and whether the first member came."""
    colleague, _, bench = pair
    person = colleague.person(0)
    colleague.do(c.SetDetail("place", "Nhà văn hóa"), c.MarkExcused(person, "ốm"))
    assert bench.do(c.SetDetail("place", "Sân đình"))
    assert bench.do(c.MarkPresent(person))
    path = colleague.give(tmp_path / "x.bienban-gui")
    press(bench, "ctrl+p", "nhan tu usb", "enter", str(path), "enter")


def test_the_stick_is_taken_in_from_the_desk_and_the_differences_are_counted(pair: Clerks, tmp_path: Path) -> None:
    differ(pair, tmp_path)
    bench = pair[2]
    assert "Đã nhận 1 buổi" in bench.notice.text
    assert "Có 2 chỗ hai máy ghi khác nhau: ^X." in bench.notice.text
    assert "≠ hai máy khác 2: ^X" in text_of(header(bench.desk, 120)[1])


def test_one_digit_settles_and_ctrl_z_takes_it_back(pair: Clerks, tmp_path: Path) -> None:
    differ(pair, tmp_path)
    bench = pair[2]
    press(bench, "ctrl+p", "hai may khac", "enter")
    assert isinstance(bench.pane, ConflictsPane)
    assert "2 chỗ phải chọn" in shown(bench)
    press(bench, "dia diem")
    assert "Nhà văn hóa" in shown(bench)
    assert "máy này" in shown(bench)
    press(bench, *["backspace"] * 8, "1")
    assert len(bench.desk.meeting.conflicts) == 1
    press(bench, "ctrl+z")
    assert len(bench.desk.meeting.conflicts) == 2


def test_the_folder_of_the_stick_is_enough(pair: Clerks, tmp_path: Path) -> None:
    """Sending takes a folder, so receiving does: one file is taken, of several the latest stands first."""
    colleague, _, bench = pair
    stick = tmp_path / "stick"
    stick.mkdir()
    ask = ("ctrl+p", "nhan tu usb", "enter", str(stick), "enter")
    press(bench, *ask)
    assert "không có tệp" in bench.notice.text
    press(bench, "escape", "escape")
    colleague.do(c.SetDetail("place", "Nhà văn hóa"))
    colleague.give(stick / "a.bienban-gui")
    press(bench, *ask)
    assert bench.desk.meeting.details.text("place") == "Nhà văn hóa"
    colleague.do(c.SetDetail("place", "Sân đình"))
    os.utime(colleague.give(stick / "b.bienban-gui"), (2_000_000_000, 2_000_000_000))
    press(bench, *ask, "1")
    assert bench.desk.meeting.details.text("place") == "Sân đình"


def test_the_key_that_every_sentence_names_opens_them_and_a_digit_settles(pair: Clerks, tmp_path: Path) -> None:
    """L19: the status line, the notice and the guide say ^X; pressed again it goes on to all that does not fit."""
    differ(pair, tmp_path)
    bench = pair[2]
    press(bench, "ctrl+x", "1")
    assert len(bench.desk.meeting.conflicts) == 1
    came = [type(bench.pane)]
    for _ in range(2):
        press(bench, "ctrl+x")
        came.append(type(bench.pane))
    assert came == [ConflictsPane, OdditiesPane, ConflictsPane]


def test_a_question_takes_the_place_of_the_foot(pair: Clerks, tmp_path: Path) -> None:
    """The ways stand on the screen once: as the foot of the list, or as the question."""
    differ(pair, tmp_path)
    bench = pair[2]
    press(bench, "ctrl+x", "dia diem")
    assert shown(bench).count("máy này") == 1
    press(bench, *["backspace"] * 8, "enter")
    assert shown(bench).count("máy này") == 1


def test_enter_asks_in_full_and_a_third_wording_is_one_of_the_ways(pair: Clerks, tmp_path: Path) -> None:
    differ(pair, tmp_path)
    bench = pair[2]
    bench.show(ConflictsPane(("detail", "place")))
    shown(bench)
    press(bench, "enter", "3")
    assert bench.text in ("Nhà văn hóa", "Sân đình")
    press(bench, *["backspace"] * 20, "Trường học", "enter")
    assert bench.desk.meeting.details.text("place") == "Trường học"


def test_what_is_settled_here_is_settled_there(pair: Clerks, tmp_path: Path) -> None:
    differ(pair, tmp_path)
    colleague, _, bench = pair
    bench.show(ConflictsPane())
    press(bench, "1", "1")
    assert bench.desk.meeting.conflicts == ()
    path = tmp_path / "back.bienban-gui"
    press(bench, "ctrl+p", "gui qua usb", "enter", *["backspace"] * 200, str(path), "enter")
    assert "Đã ghi 1 buổi" in bench.notice.text
    colleague.take(path)
    assert colleague.desk.meeting.conflicts == ()
    assert colleague.state() == bench.desk.meeting.ledger.state_hash()


def test_a_note_of_two_versions_stands_twice_marked_and_enter_leads_to_the_choice(pair: Clerks, tmp_path: Path) -> None:
    colleague, _, bench = pair
    colleague.do(c.WriteNote(c.NoteDraft("đường làng còn bẩn")))
    note = colleague.desk.meeting.notes.all[0].id
    bench.desk.store.writer.drain(1)
    press(bench, "ctrl+p", "nhan tu usb", "enter", str(colleague.give(tmp_path / "a.bienban-gui")), "enter")
    colleague.do(c.EditNote(note, c.NoteDraft("đường xóm còn bẩn")))
    assert bench.do(c.EditNote(note, c.NoteDraft("đường thôn còn bẩn")))
    press(bench, "ctrl+p", "nhan tu usb", "enter", str(colleague.give(tmp_path / "b.bienban-gui")), "enter")
    assert shown(bench).count("≠ đường") == 2
    press(bench, "up", "enter")
    assert isinstance(bench.pane, ConflictsPane)
    press(bench, "3")
    assert {one.text for one in bench.desk.meeting.notes.all} == {"đường xóm còn bẩn", "đường thôn còn bẩn"}
    assert bench.desk.meeting.conflicts == ()


@pytest.mark.parametrize("size", [(100, 22), (80, 18), (60, 10)])
def test_every_kind_of_difference_is_told_in_words_at_every_size(
    pair: Clerks, tmp_path: Path, size: tuple[int, int]
) -> None:
    colleague, mine, bench = pair
    first, second = colleague.person(0), colleague.person(1)
    both = (c.SetDetail("chair", first), c.MarkRest(), c.StartSession(), c.BeginStep(), c.BeginStep())
    colleague.do(*both)
    press(bench, "ctrl+p", "nhan tu usb", "enter", str(colleague.give(tmp_path / "a.bienban-gui")), "enter")
    for laptop, votes, answer, minutes in ((colleague, 1, "co", 2), (mine, 2, "khong", 9)):
        laptop.clock.pass_time(minutes)
        laptop.do(c.Assess("3", "present", answer), c.GiveFloor(second), c.MarkLeft(first))
        laptop.do(c.TakeVote("m", "Cử người", against=votes), c.SetDetail("separate", answer == "co"))
        laptop.clock.pass_time(5)
        laptop.do(c.StopFloor())
    colleague.clock.at = mine.clock.at
    exchange(colleague, mine, tmp_path, "c")
    bench.show(ConflictsPane())
    kinds = {conflict.kind for conflict in bench.desk.meeting.conflicts}
    assert {"vote", "indicator", "detail", "move"} <= kinds
    seen = shown(bench, *size)
    for _ in bench.desk.meeting.conflicts:
        press(bench, "down")
        seen += shown(bench, *size)
    assert "None" not in seen
    assert "p_" not in seen
    assert "{" not in seen
