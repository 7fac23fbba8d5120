"""What explains the desk: help, palette, history (L6, L12, L22)."""

from __future__ import annotations

from pathlib import Path

import pytest

from models import commands as c
from models.facts_record import Undone
from models.shorthand import KINDS, SCOPES, STANCES
from models.vietnamese.text import fold
from models.votes import ADOPTION
from tests.tui.bench import clock_of, make_bench, open_store, press, screen, shown, shut, text_of
from tests.tui.held import DIFFERENCE, OPINION, do, hold, meeting
from tui import words
from tui.adhoc import ADHOC
from tui.desk import Desk
from tui.panes.attendance import AttendancePane
from tui.panes.closing import ClosingPane
from tui.panes.help import HelpPane
from tui.panes.history import HistoryPane, history
from tui.panes.live import LivePane
from tui.panes.palette import PalettePane
from tui.registry import Action, all_commands, registry
from tui.workbench import Workbench

SIZES = [(100, 22), (80, 18), (60, 10)]


def whole_help(bench: Workbench) -> str:
    pane = bench.pane
    assert isinstance(pane, HelpPane)
    return "\n".join(text_of(line) for line in pane.lines(bench, 100))


# --- help -------------------------------------------------------------------------------------------------------


def test_help_lists_every_command_with_its_key(bench: Workbench) -> None:
    """L22: F1 lists all; it is drawn from the registry, so that it cannot be wrong."""
    press(bench, "f1")
    shown_lines = whole_help(bench).splitlines()
    for action in registry():
        row = next(line for line in shown_lines if action.label in line and action.help[:30] in line)
        assert action.key_label in row
    for action in ADHOC:
        assert any(action.label in line and action.help[:30] in line for line in shown_lines)


def test_help_is_searched_without_marks(bench: Workbench) -> None:
    """L22: with search; "diem danh" finds "Điểm danh"."""
    press(bench, "f1", "diem danh")
    found = whole_help(bench)
    assert "F2" in found
    assert "Hoàn tác" not in found
    press(bench, "zzz")
    assert "Không có phím hay lệnh nào khớp" in whole_help(bench)


def test_a_long_search_without_a_hit_is_told_on_a_narrow_screen(bench: Workbench) -> None:
    """The clerk's own words fit, however many: the screen is never wider than it is."""
    press(bench, "f1", "manh" * 30)
    assert "Xoá bớt chữ" in " ".join(screen(bench, 60, 16))


def test_help_explains_the_signs_of_notes(bench: Workbench) -> None:
    """L14: every sign that the shorthand reads is told."""
    press(bench, "f1")
    told = whole_help(bench)
    signs = told.partition("Dấu khi ghi")[2]
    for sign in (*KINDS, *STANCES, *(f"@{scope}" for scope in SCOPES), "#7", "/3", ">30/9", "s/cũ/mới"):
        assert sign in signs


def test_help_begins_with_the_keys_of_the_pane_one_came_from(bench: Workbench) -> None:
    """L22: the keys valid now."""
    press(bench, "f10", "f1")
    top = text_of(bench.body(80, 18)[0])
    assert "Ở màn Kết thúc" in top
    press(bench, "f1")
    assert isinstance(bench.pane, ClosingPane)


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_help_can_be_read_to_its_end_at_every_size(bench: Workbench, width: int, height: int) -> None:
    press(bench, "f1")
    seen: list[str] = []
    for _ in range(60):
        seen += screen(bench, width, height)[:-2]
        press(bench, "pagedown")
    told = " ".join(" ".join(seen).split())
    assert words.H_HELP in told
    assert "thay chữ trong ghi chép cuối" in told


# --- palette ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("action", [a for a in all_commands() if a.id != "palette"], ids=lambda action: action.id)
def test_every_command_is_found_by_its_name(bench: Workbench, action: Action) -> None:
    """L22: a command palette finds commands in Vietnamese without accents; its key stands beside it."""
    press(bench, "ctrl+p", fold(action.label))
    rows = [line for line in screen(bench, 100, 22) if action.label in line]
    assert rows
    assert action.key_label in rows[0]


def test_enter_closes_the_palette_and_does_it(bench: Workbench) -> None:
    press(bench, "ctrl+p", "diem danh", "enter")
    assert isinstance(bench.pane, AttendancePane)
    assert not any(isinstance(pane, PalettePane) for pane in bench.panes)


def test_a_command_that_has_to_wait_says_so(bench: Workbench) -> None:
    """A stranger finds it, sees that it is not its time, and is told why on Enter."""
    press(bench, "ctrl+p", "bieu quyet viec")
    assert "lúc này chưa dùng được" in shown(bench, 100)
    press(bench, "enter")
    assert bench.prompt is None
    assert text_of(bench.asking(100)).strip()


def test_a_person_is_called_to_speak(bench: Workbench) -> None:
    """L4: the floor by a name, marks folded."""
    hold(bench)
    press(bench, "ctrl+p", "goi bich", "enter")
    current = meeting(bench).floor.current
    assert current is not None
    assert meeting(bench).name(current.person) == "Nguyễn Thị Bích"


def test_a_name_goes_before_a_command_that_has_it_inside_a_word_only(bench: Workbench) -> None:
    """L4: "hung" is somebody, not a part of "những"; who looks for a command types the beginning of a word of it."""
    hold(bench)
    press(bench, "ctrl+p", "hung")
    rows = [line for line in screen(bench, 100, 22) if "Mời " in line or "Những chỗ" in line]
    assert "Mời Nguyễn Văn Hùng" in rows[0]
    assert "Những chỗ" in rows[-1]


def test_namesakes_are_not_chosen_between_unseen(bench: Workbench) -> None:
    """Two named Nguyễn Văn Hùng: Enter says so first, the birth years stand there, the arrows choose."""
    hold(bench)
    press(bench, "ctrl+p", "gọi hùng", "enter")
    assert meeting(bench).floor.current is None
    assert "(1961)" in shown(bench)
    assert "(1984)" in shown(bench)
    press(bench, "down", "enter")
    current = meeting(bench).floor.current
    assert current is not None
    assert meeting(bench).name(current.person).endswith("(1984)")


@pytest.mark.parametrize("typed", ["#7", "7"])
def test_an_indicator_is_taken_up_by_its_number(bench: Workbench, typed: str) -> None:
    hold(bench)
    press(bench, "ctrl+p", typed)
    row = next(index for index, line in enumerate(screen(bench, 100, 22)) if "Bàn biểu hiện 7 " in line)
    press(bench, *["down"] * row, "enter")
    assert meeting(bench).agenda.focus == "7"


def test_nothing_found_keeps_the_query(bench: Workbench) -> None:
    press(bench, "ctrl+p", "qqq", "enter")
    assert isinstance(bench.pane, PalettePane)
    assert bench.text == "qqq"


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_the_palette_fits(bench: Workbench, width: int, height: int) -> None:
    hold(bench)
    press(bench, "ctrl+p")
    screen(bench, width, height)
    press(bench, "n")
    screen(bench, width, height)


# --- commands without a key -------------------------------------------------------------------------------------


def test_a_vote_on_something_else(bench: Workbench) -> None:
    """L15: any motion is counted the same way and leaves the minutes alone."""
    hold(bench)
    press(bench, "ctrl+p", "bieu quyet viec khac", "enter", "Cử người giữ sổ", "enter", "enter")
    (vote,) = meeting(bench).votes.values()
    assert vote.title == "Cử người giữ sổ"
    assert vote.motion != ADOPTION
    assert "Cử người giữ sổ" in shown(bench)
    press(bench, "enter")
    assert meeting(bench).adopted is None


def test_two_votes_do_not_replace_each_other(bench: Workbench) -> None:
    hold(bench)
    for title in ("Việc một", "Việc hai"):
        press(bench, "ctrl+p", "bieu quyet viec khac", "enter", title, "enter", "enter", "enter")
    assert [vote.title for vote in meeting(bench).votes.values()] == ["Việc một", "Việc hai"]


def test_a_sign_beyond_the_list(bench: Workbench) -> None:
    """R35."""
    hold(bench)
    press(bench, "ctrl+p", "them bieu hien", "enter", "Ngại nhận việc mới", "enter")
    assert [row.text for row in meeting(bench).board.added] == ["Ngại nhận việc mới"]


@pytest.mark.parametrize(("typed", "started"), [("13:55", "13:55"), ("13h50", "13:50"), ("70", "13:56")])
def test_a_forgotten_start_is_corrected(bench: Workbench, typed: str, started: str) -> None:
    """L9: by a clock time or by minutes ago; all sums follow."""
    hold(bench)
    assert bench.desk.clock(bench.desk.now()) == "15:06"
    press(bench, "ctrl+p", "sua gio bat dau", "enter", typed, "enter")
    assert bench.desk.clock(meeting(bench).agenda.started or 0) == started


@pytest.mark.parametrize("typed", ["16:00", "hai giờ", "0"])
def test_a_start_that_cannot_be_is_asked_again(bench: Workbench, typed: str) -> None:
    hold(bench)
    press(bench, "ctrl+p", "sua gio bat dau", "enter", typed, "enter")
    assert bench.prompt is not None
    assert bench.text == typed
    assert bench.desk.clock(meeting(bench).agenda.started or 0) == "14:00"


# --- history ----------------------------------------------------------------------------------------------------


def test_the_newest_act_stands_first(bench: Workbench) -> None:
    """L6: a history lists the last acts with their times."""
    hold(bench)
    clock_of(bench).pass_time(1, 5)
    do(bench, c.WriteNote(c.NoteDraft("ghi sau cùng")))
    press(bench, "ctrl+l")
    first = text_of(bench.body(80, 18)[1])
    assert "15:07:05" in first
    assert "ghi sau cùng" in first


def test_what_was_taken_back_is_still_there(bench: Workbench) -> None:
    """L6: undo and redo work here; the undone act is told as undone, in words."""
    hold(bench)
    do(bench, c.WriteNote(c.NoteDraft("ghi nhầm")))
    press(bench, "ctrl+l", "ctrl+z")
    assert isinstance(bench.pane, HistoryPane)
    first = text_of(bench.body(80, 18)[1])
    assert "đã hoàn tác" in first
    assert "ghi nhầm" in first
    assert "ghi nhầm" not in [note.text for note in meeting(bench).notes.all]
    press(bench, "ctrl+y")
    assert "đã hoàn tác" not in text_of(bench.body(80, 18)[1])
    assert meeting(bench).notes.all[-1].text == "ghi nhầm"


def test_each_act_is_told_once(bench: Workbench) -> None:
    """Taking back is told at the act it concerns, not as an act of its own."""
    hold(bench)
    count = len(history(bench.desk))
    press(bench, "ctrl+z", "ctrl+y", "ctrl+z")
    told = history(bench.desk)
    assert len(told) == count
    assert not any(isinstance(one.act.first, Undone) for one in told)


def test_enter_explains_an_act(bench: Workbench) -> None:
    """Everything of it: what, when, by whom, and when it was taken back."""
    hold(bench)
    clerk = meeting(bench).name(meeting(bench).details.text("clerk"))
    press(bench, "ctrl+l", "ctrl+z")
    clock_of(bench).pass_time(2)
    press(bench, "enter")
    said = " ".join(shown(bench, 100).split())
    assert f"Ghi lúc 15:06:00 · người ghi: {clerk}" in said
    assert "Đã hoàn tác lúc 15:06:00" in said
    press(bench, "enter")
    assert bench.prompt is None


def test_history_is_searched_without_marks(bench: Workbench) -> None:
    hold(bench)
    press(bench, "ctrl+l", fold(DIFFERENCE))
    assert DIFFERENCE in shown(bench)
    assert OPINION not in shown(bench)
    press(bench, "zzz", "enter")
    assert "Không có việc nào khớp" in shown(bench)


def test_history_outlasts_the_desk(tmp_path: Path) -> None:
    """L6: across restarts, with the times of recording."""
    first = make_bench(tmp_path)
    hold(first)
    id = first.desk.replica.id if first.desk.replica else ""
    told = [(one.at, one.sentence) for one in history(first.desk)]
    clock = clock_of(first)
    clock.pass_time(5)
    shut(first)
    desk = Desk(open_store(tmp_path, clock))
    desk.open(id)
    second = Workbench(desk, lambda bench: LivePane())
    assert [(one.at, one.sentence) for one in history(desk)] == told
    shut(second)


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_the_history_fits(bench: Workbench, width: int, height: int) -> None:
    hold(bench)
    press(bench, "ctrl+z", "ctrl+l")
    assert len(bench.body(width, height)) <= height
    screen(bench, width, height)
