"""Order of keys, footer, undo of every act, and what stays when panes and questions come and go (L3, L6, L22)."""

from __future__ import annotations

import pytest

from models import commands as c
from tests.tui.bench import clock_of, press, screen, shown, text_of
from tests.tui.held import adopt, conclude, do
from tests.tui.held import hold as closing
from tui import words
from tui.draw import cells
from tui.footer import ALWAYS
from tui.panes.attendance import AttendancePane
from tui.panes.closing import ClosingPane
from tui.panes.live import LivePane
from tui.registry import registry
from tui.workbench import Workbench

WIDTHS = (60, 80, 100, 160)


def footer(bench: Workbench, width: int) -> str:
    line = bench.hints(width)
    assert cells(line) == width
    return text_of(line)


# --- footer -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("pane", ["live", "f1", "f2", "f4", "f5", "f8", "f10", "ctrl+l", "ctrl+p"])
def test_help_and_undo_stand_in_every_footer(session: Workbench, pane: str, width: int) -> None:
    """L22: the footer shows what does something now, whole words only; help and undo at every width."""
    if pane != "live":
        press(session, pane)
    told = footer(session, width)
    assert "F1 Trợ giúp" in told
    assert "^Z Hoàn tác" in told
    assert "…" not in told


def test_the_footer_stands_in_the_order_of_the_keyboard(session: Workbench) -> None:
    press(session, "f3", "manh", "enter")
    told = footer(session, 160)
    keys = [f"F{number} " for number in range(1, 11)]
    places = [told.index(key) for key in keys if key in told]
    assert places == sorted(places)
    assert len(places) == 10


def test_the_most_wanted_comes_first_when_there_is_little_room(session: Workbench) -> None:
    assert all(key in footer(session, 60) for key in ("F1", "F3", "F6", "^Z"))
    assert all(key in footer(session, 80) for key in ("F1", "F2", "F3", "F4", "F6", "^Z"))


def test_what_cannot_be_done_now_is_not_offered(bench: Workbench) -> None:
    """L22: keys valid now."""
    assert "F3" not in footer(bench, 160)
    press(bench, "f6", "enter")
    assert "F3" in footer(bench, 160)
    assert "F7" not in footer(bench, 160)


RECORDING = frozenset(("^Z", "F3", "F6", "F7", "F9", "Insert", "Delete"))
"""Keys of footers that record something wherever they are offered."""


@pytest.mark.parametrize("pane", ["f2", "f4", "f5", "f8", "f10"])
def test_a_meeting_looked_at_offers_no_key_that_records(session: Workbench, pane: str) -> None:
    """L22: of a meeting that is only looked at (from the search, say) the footer offers what works there."""
    replica = session.desk.replica
    assert replica is not None
    session.desk.look(replica.id)
    press(session, pane)
    told = footer(session, 200).split()
    assert not RECORDING & set(told)
    assert {"F1", "F2", "F4", "F8", "F10"} <= set(told)
    assert "còn lại có mặt" not in shown(session, 100, 12)
    entries = len(session.desk.meeting.ledger.entries)
    press(session, "f6")
    assert session.notice.text == words.REFUSALS["read_only"]
    assert len(session.desk.meeting.ledger.entries) == entries


@pytest.mark.parametrize(
    "keys", [("f4", "enter"), ("f4", "insert"), ("f5", "home", "enter"), ("f5", "dia diem", "enter")]
)
def test_adopted_minutes_open_no_editor(bench: Workbench, keys: tuple[str, ...]) -> None:
    """L20: nobody types an answer that is refused afterwards; the sentence says that an amendment is the way."""
    closing(bench)
    conclude(bench)
    adopt(bench)
    press(bench, *keys)
    assert bench.prompt is None
    assert bench.notice.text == words.REFUSALS["adopted"]


def test_adopted_minutes_offer_nothing_that_would_change_them(bench: Workbench) -> None:
    """L20, L22: adopted, the steps still go on; ended, nothing of the session is offered any more."""
    closing(bench)
    conclude(bench)
    adopt(bench)
    told = footer(bench, 200).split()
    assert not {"F3", "F9"} & set(told)
    assert {"F6", "^Z"} <= set(told)
    press(bench, "f3")
    assert bench.notice.text == words.REFUSALS["adopted"]
    press(bench, "f4")
    assert not {"Space", "Insert"} & set(footer(bench, 200).split())
    do(bench, c.EndSession())
    assert "F6" not in footer(bench, 200).split()
    press(bench, "f6")
    assert bench.notice.text == words.REFUSALS["ended"]


def test_a_key_that_cannot_act_now_says_so(bench: Workbench) -> None:
    for key in ("f3", "f7", "f9", "ctrl+o", "ctrl+f", "ctrl+k", "ctrl+r", "ctrl+t", "ctrl+g", "ctrl+n"):
        press(bench, key)
        assert bench.prompt is None
        assert bench.notice.style == "wrong"


def test_always_names_registered_actions() -> None:
    assert {action.id for action in registry()} >= ALWAYS


KEYS = [action.keys[0] for action in registry() if action.keys and action.id != "leave"]


@pytest.mark.parametrize("key", KEYS)
def test_every_key_draws_what_it_opens(session: Workbench, key: str) -> None:
    """Every registered key, at the smallest size and a large one."""
    press(session, key)
    screen(session, 60, 11)
    screen(session, 120, 31)


@pytest.mark.slow
@pytest.mark.parametrize("opened", KEYS)
def test_no_key_breaks_anything_anywhere(session: Workbench, opened: str) -> None:
    """Every registered key in every pane and under every question: no key may end the desk."""
    for key in KEYS:
        press(session, opened, key)
        screen(session, 60, 11)
        press(session, "escape", "escape", "escape")


# --- undo -------------------------------------------------------------------------------------------------------

ACTS = {
    "present": ["f2", "4", "enter"],
    "leaving": ["f2", "4"],
    "corrected time": ["f2", "4", "-"],
    "standing": ["f2", "5", "2"],
    "guest": ["f2", "Trần Khách, Trưởng thôn", "enter", "1"],
    "floor": ["f3", "manh", "enter"],
    "queue": ["f9", "bich", "enter"],
    "kind": ["f3", "manh", "enter", "ctrl+k", "4"],
    "point of order": ["f3", "manh", "enter", "ctrl+o", "bich", "enter"],
    "stop": ["f3", "manh", "enter", "f7"],
    "wrong speaker": ["f3", "manh", "enter", "ctrl+r", "bich", "enter"],
    "note": ["+ giao tổ 2 #7", "enter"],
    "edit": ["một", "enter", "ctrl+e", " hai", "enter"],
    "substitution": ["một", "enter", "s/một/hai/", "enter"],
    "delete": ["một", "enter", "up", "delete"],
    "indicator": ["#7", "enter"],
    "step": ["f6"],
    "presenter": ["ctrl+t", "bich", "enter"],
    "break": ["ctrl+n"],
}


@pytest.mark.parametrize("act", ACTS)
def test_every_act_is_undone_and_brought_back(session: Workbench, act: str) -> None:
    """L6: as many undos as acts restore the state to the byte, as many redos the other."""
    before, entries = session.desk.meeting.ledger.state_hash(), len(session.desk.meeting.ledger.entries)
    press(session, *ACTS[act])
    after = session.desk.meeting.ledger.state_hash()
    assert after != before
    undos = 0
    while session.desk.meeting.ledger.state_hash() != before:
        press(session, "ctrl+z")
        undos += 1
        assert undos <= 4
    press(session, *["ctrl+y"] * undos)
    assert session.desk.meeting.ledger.state_hash() == after
    assert len(session.desk.meeting.ledger.entries) > entries


def test_twenty_undos_and_twenty_redos(session: Workbench) -> None:
    """L6."""
    for number in range(20):
        clock_of(session).pass_time(seconds=20)
        press(session, f"câu thứ {number}", "enter")
    after = session.desk.meeting.ledger.state_hash()
    press(session, *["ctrl+z"] * 20)
    assert len(session.desk.meeting.notes.all) == 0
    press(session, *["ctrl+y"] * 20)
    assert session.desk.meeting.ledger.state_hash() == after


@pytest.mark.parametrize(
    ("act", "told"),
    [
        ("floor", "Lê Bảo Mạnh: ý kiến"),
        ("note", "Ghi giải pháp: giao tổ 2"),
        ("break", "Nghỉ từ 14:50"),
        ("leaving", "Nguyễn Hoàng Toàn: ra về lúc 14:50"),
    ],
)
def test_undo_and_redo_say_what_they_did(session: Workbench, act: str, told: str) -> None:
    """style.md §3 "Safety": what was done, and how to bring it back."""
    press(session, *ACTS[act], "ctrl+z")
    assert session.notice.text == words.UNDONE.format(what=told)
    press(session, "ctrl+y")
    assert session.notice.text == f"Đã làm lại: {told}"
    press(session, "ctrl+z")
    assert session.notice.text == words.UNDONE.format(what=told)


def test_redo_without_an_undo_says_so(session: Workbench) -> None:
    press(session, "ctrl+y")
    assert session.notice.text == words.REFUSALS["nothing_to_redo"]


def test_undo_has_a_beginning(bench: Workbench) -> None:
    press(bench, "f2", "enter", *["ctrl+z"] * 9)
    assert bench.notice.text == words.REFUSALS["nothing_to_undo"]


# --- panes and questions ----------------------------------------------------------------------------------------


def test_a_pane_is_left_with_esc_and_its_key_stays_in_it(session: Workbench) -> None:
    press(session, "f2", "f2")
    assert isinstance(session.pane, AttendancePane)
    press(session, "escape")
    assert isinstance(session.pane, LivePane)


def test_the_tasks_of_the_end_stay_when_their_key_comes_again(session: Workbench) -> None:
    """L1: what is typed next would be a note of nobody."""
    notes = len(session.desk.meeting.notes.all)
    press(session, "f10", "f10")
    assert isinstance(session.pane, ClosingPane)
    press(session, "kiểm điểm", "enter")
    assert len(session.desk.meeting.notes.all) == notes


def test_panes_are_not_stacked_twice(session: Workbench) -> None:
    press(session, "f2", "f4", "f2", "f4")
    assert len(session.panes) == 3
    press(session, "escape", "escape", "escape", "escape")
    assert isinstance(session.pane, LivePane)


def test_a_question_gives_way_to_a_pane(session: Workbench) -> None:
    press(session, "f3", "hu", "f2")
    assert session.prompt is None
    assert isinstance(session.pane, AttendancePane)


def test_one_question_gives_way_to_another(session: Workbench) -> None:
    press(session, "nửa câu", "f3", "hu", "f9", "bich", "enter")
    assert session.text == "nửa câu"
    assert len(session.desk.meeting.floor.queue) == 1


def test_typing_makes_the_notice_go(session: Workbench) -> None:
    press(session, "f9", "bich", "enter")
    assert session.notice.text
    press(session, "x")
    assert not session.notice.text


def test_a_digit_after_a_notice_is_no_answer(session: Workbench) -> None:
    press(session, "f3", "bich", "enter", "7 việc cần làm", "enter")
    assert [note.text for note in session.desk.meeting.notes.all] == ["7 việc cần làm"]


def test_leaving_asks_during_a_session(session: Workbench) -> None:
    """style.md §3: quitting asks while a meeting runs; Esc stays."""
    press(session, "ctrl+q")
    assert not session.leaving
    assert words.LEAVE_RUNNING in shown(session, 120)
    press(session, "escape")
    assert session.prompt is None
    press(session, "ctrl+q", "enter")
    assert session.leaving


def test_leaving_before_the_session_asks_nothing(bench: Workbench) -> None:
    press(bench, "ctrl+q")
    assert bench.leaving


@pytest.mark.parametrize("field", ["note", "answer"])
def test_the_half_typed_line_is_kept_on_disk(session: Workbench, field: str) -> None:
    """L1: whatever is being typed is there after a crash."""
    if field == "answer":
        press(session, "một", "enter", "ctrl+e", " và nửa")
    else:
        press(session, "nửa câu")
    assert session.desk.kept_draft() == ("> một và nửa" if field == "answer" else "nửa câu")
    press(session, "enter")
    assert session.desk.kept_draft() == ""


def test_text_is_never_read_as_markup(session: Workbench) -> None:
    """Brackets in names and notes stand as they were typed."""
    press(session, "[b]đậm[/b] [red] [/", "enter", "f2", "Trần [i]Khách[/i], [b]", "enter", "1", "escape")
    assert "[b]đậm[/b] [red] [/" in shown(session, 120, 31)
    press(session, "f3", "khach", "enter")
    assert "Trần [i]Khách[/i]" in shown(session, 120, 31)
