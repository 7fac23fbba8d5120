"""Search over all meetings at the desk: from anywhere, to the very place, and back with the query kept (L24)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from models.commands import Assess
from tests.tui.bench import clock_of, hold, make_bench, press, screen, shown, shut
from tui.panes.live import LivePane
from tui.panes.meetings import MeetingsPane
from tui.panes.search import FoundBoard, FoundLive, FoundMinutes, SearchPane
from tui.workbench import Workbench

sizes = pytest.mark.parametrize(("width", "height"), [(120, 31), (100, 23), (80, 19), (60, 11)])


def earlier(bench: Workbench, day: str, *notes: str) -> str:
    """A meeting of another day with some notes, put away; its id."""
    bench.desk.create(day)
    bench.home(LivePane())
    hold(bench)
    press(bench, "f3", "manh", "enter")
    for note in notes:
        press(bench, note, "enter")
        clock_of(bench).pass_time(1)
    replica = bench.desk.replica
    assert replica is not None
    bench.desk.close()
    bench.home(MeetingsPane())
    return replica.id


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Workbench]:
    """Home, with two meetings that were held: in September the one about waste, in October another."""
    made = make_bench(tmp_path / "home", meeting=False, pane=MeetingsPane())
    earlier(made, "2023-09-15", "việc thu gom rác thải còn chậm #7", "~ còn ý kiến khác về rác thải", "họp tổ đúng giờ")
    clock_of(made).pass_time(60 * 24 * 30)
    earlier(made, "2023-10-15", "rác thải đã gọn hơn", "+ lập tổ tự quản @bich >30/11")
    made.desk.store.index.whole()
    yield made
    shut(made)


def found(bench: Workbench) -> list[str]:
    """The lines of the results: two for each."""
    return [line.strip() for line in screen(bench, 80, 19)[2:-2] if line.strip()]


def pane_of(bench: Workbench) -> SearchPane:
    assert isinstance(bench.pane, SearchPane)
    return bench.pane


# --- results ---


def test_from_home_in_one_key(home: Workbench) -> None:
    """L24: one field; newest meeting first; day, time, who, what, unit and the text around it."""
    press(home, "ctrl+s", "rac thai")
    lines = found(home)
    assert " ".join(lines[0].split()) == "15/10/2023 15:43 Lê Bảo Mạnh · ý kiến Chi bộ thôn Đông Mít"
    assert lines[1] == "rác thải đã gọn hơn"
    assert lines[2].split()[:2] == ["15/09/2023", "14:50"]
    assert "#7" in lines[2]
    assert "ý kiến khác nhau" in lines[4]
    assert "3 kết quả trong 2 buổi" in shown(home)


def test_what_can_be_typed_is_told(home: Workbench) -> None:
    press(home, "ctrl+s")
    for sign in ("#7", "@hùng", "9/2023", ">2023", "còn:mở"):
        assert sign in shown(home)


def test_all_parts_of_a_query_together(home: Workbench) -> None:
    press(home, "ctrl+s", "@manh còn:mở 2023-09 rác")
    assert len(found(home)) == 2
    assert "còn ý kiến khác" in found(home)[1]
    assert "người: Lê Bảo Mạnh" in shown(home)


def test_whom_nobody_is_called(home: Workbench) -> None:
    press(home, "ctrl+s", "@zzz")
    assert "không có ai tên như vậy" in shown(home)


def test_what_is_not_understood_is_told(home: Workbench) -> None:
    press(home, "ctrl+s", "rac là:xong")
    assert "chưa hiểu là:xong" in shown(home)


def test_nothing_found_is_told_and_the_query_stays(home: Workbench) -> None:
    press(home, "ctrl+s", "khong co dau", "enter")
    assert "Không thấy “khong co dau”" in shown(home)
    assert home.text == "khong co dau"


def test_what_was_put_away_is_found_too(home: Workbench) -> None:
    """An old meeting is what one searches for; "cất đi" only shortens the list."""
    for info in home.desk.store.meetings():
        home.desk.store.archive(info.id, archived=True)
    press(home, "ctrl+s", "rac thai")
    assert len(found(home)) == 6


def test_around_the_words_of_a_long_text(home: Workbench) -> None:
    earlier(home, "2023-11-15", f"{'mở đầu rất dài ' * 20} chuyện quỹ khuyến học {'và còn nữa ' * 20}")
    press(home, "ctrl+s", "khuyen hoc")
    text = found(home)[1]
    assert text.startswith("…")
    assert text.endswith("…")
    assert "quỹ khuyến học" in text


@sizes
def test_results_fit_every_size(home: Workbench, width: int, height: int) -> None:
    press(home, "ctrl+s", "rác")
    lines = screen(home, width, height)
    assert len(lines) <= height + 2
    assert any("rác thải đã gọn hơn" in line for line in lines)
    press(home, *["backspace"] * 3)
    assert len(screen(home, width, height)) <= height + 2


def test_the_cursor_moves_by_results(home: Workbench) -> None:
    press(home, "ctrl+s", "rac thai", "down", "down", "enter")
    assert isinstance(home.pane, FoundLive)
    note = home.desk.meeting.notes.get(home.pane.selected or "")
    assert note is not None
    assert note.text == "còn ý kiến khác về rác thải"


def test_a_click_chooses(home: Workbench) -> None:
    press(home, "ctrl+s", "rac thai")
    screen(home, 80, 19)
    home.pane.clicked(home, 10, 5)
    assert pane_of(home).cursor == 1


# --- there and back ---


def test_enter_shows_the_place_and_esc_the_results(home: Workbench) -> None:
    """L24: the meeting is only looked at, the note is marked; Esc keeps query and cursor."""
    press(home, "ctrl+s", "rac thai", "down", "enter")
    assert home.desk.meeting.identity.date == "2023-09-15"
    assert not home.desk.writable
    text = shown(home)
    assert "Xem buổi 15/09/2023" in text
    assert "Esc về kết quả" in text
    press(home, "escape")
    assert home.text == "rac thai"
    assert pane_of(home).cursor == 1
    assert not home.desk.has_meeting
    press(home, "escape")
    assert isinstance(home.pane, MeetingsPane)
    assert home.text == ""


def test_from_the_place_other_views_open_and_esc_leads_back_step_by_step(home: Workbench) -> None:
    press(home, "ctrl+s", "rac thai", "enter", "f8")
    assert "2023" in shown(home)
    press(home, "escape")
    assert isinstance(home.pane, FoundLive)
    press(home, "escape")
    assert isinstance(home.pane, SearchPane)


def test_the_search_key_comes_back_too(home: Workbench) -> None:
    press(home, "ctrl+s", "rac thai", "enter", "f4", "ctrl+s")
    assert isinstance(home.pane, SearchPane)
    assert home.text == "rac thai"
    assert not home.desk.has_meeting


def test_nothing_is_recorded_while_looking(home: Workbench) -> None:
    files = {path: path.read_bytes() for path in (home.desk.store.paths.root / "meetings").rglob("*.journal")}
    press(home, "ctrl+s", "rac thai", "enter", "một câu", "enter")
    assert "Đang mở để xem" in shown(home)
    press(home, "delete", "escape", "escape")
    assert {path: path.read_bytes() for path in files} == files


def test_an_indicator_opens_on_the_board(home: Workbench) -> None:
    """What was put down about an indicator is shown where it stands."""
    meeting = home.desk.store.meetings()[0].id
    home.desk.open(meeting)
    home.do(Assess("12", "evidence", "họp muộn ba lần trong quý"))
    home.desk.close()
    press(home, "ctrl+s", "hop muon", "enter")
    assert isinstance(home.pane, FoundBoard)
    row = home.pane.current(home, "")
    assert row is not None
    assert row.number == 12


def test_a_meeting_opens_with_its_minutes(home: Workbench) -> None:
    press(home, "ctrl+s", "10/2023", "enter")
    assert isinstance(home.pane, FoundMinutes)
    assert home.desk.meeting.identity.date == "2023-10-15"


# --- during a session ---


def running(home: Workbench) -> None:
    """A session goes on, somebody speaks, a note is half typed."""
    home.desk.create("2023-11-15")
    home.home(LivePane())
    hold(home)
    press(home, "f3", "bich", "enter", "về rác thải ở chợ", "enter", "nửa câu đang")


def test_the_session_goes_on_behind_and_comes_back_whole(home: Workbench) -> None:
    """L1, L9: looking up an earlier meeting must not put the running one away."""
    running(home)
    replica = home.desk.replica
    press(home, "ctrl+s", "rac thai", "down", "enter")
    assert home.desk.meeting.identity.date == "2023-10-15"
    clock_of(home).pass_time(2)
    press(home, "escape", "escape")
    assert home.desk.replica is replica
    assert home.text == "nửa câu đang"
    press(home, " gõ", "enter")
    meeting = home.desk.meeting
    assert [note.text for note in meeting.notes.all][-2:] == ["về rác thải ở chợ", "nửa câu đang gõ"]
    assert meeting.floor.current is not None


def test_the_half_typed_note_outlasts_a_crash_while_looking(home: Workbench) -> None:
    running(home)
    press(home, "ctrl+s", "rac thai", "down", "enter")
    assert home.desk.replica is not None
    running_id = next(info.id for info in home.desk.store.meetings() if info.date == "2023-11-15")
    assert home.desk.store.draft_of(running_id) == "nửa câu đang"


def test_a_place_in_the_running_session_can_be_mended(home: Workbench) -> None:
    running(home)
    press(home, "ctrl+s", "rác thải chợ", "enter")
    assert isinstance(home.pane, FoundLive)
    assert home.desk.writable
    press(home, "escape", "escape")
    assert isinstance(home.pane, LivePane)
    assert home.text == "nửa câu đang"


def test_what_was_just_said_is_found(home: Workbench) -> None:
    running(home)
    press(home, "ctrl+s", "ở chợ")
    assert found(home)[0].startswith("15/11/2023")


def test_leaving_while_looking_asks_as_ever(home: Workbench) -> None:
    """A session runs behind: the desk is not left without a word."""
    running(home)
    press(home, "ctrl+s", "rac thai", "down", "enter", "ctrl+q")
    assert home.prompt is not None
    assert not home.leaving
    assert home.desk.meeting.identity.date == "2023-11-15"


# --- the index ---


def test_meetings_that_are_still_being_read_are_counted(home: Workbench, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is claimed of what is not known yet."""
    index = home.desk.store.index
    monkeypatch.setattr(type(index), "missing", property(lambda self: 7))
    press(home, "ctrl+s", "khong co")
    assert "còn 7 buổi chưa tìm được" in shown(home)
    assert "còn buổi chưa đọc xong" in shown(home)


def test_the_first_search_makes_the_index(home: Workbench, tmp_path: Path) -> None:
    """No index, no roster, no matter: it is made when it is asked for."""
    for path in home.desk.store.paths.index.glob("*"):
        path.unlink()
    home.desk.store._index = None
    press(home, "ctrl+s", "rac thai")
    home.desk.store.index.whole()
    assert len(found(home)) == 6
    assert len(list(home.desk.store.paths.index.glob("*"))) == 2


# --- home ---


def test_home_finds_its_own_rows_too(home: Workbench) -> None:
    press(home, "tim trong")
    assert "Tìm trong mọi buổi" in shown(home)
    press(home, "enter")
    assert isinstance(home.pane, SearchPane)
    press(home, "escape", "buoi sinh hoat moi", "enter")
    assert home.prompt is not None


def test_home_shows_meetings_before_its_own_rows(home: Workbench) -> None:
    press(home, "2023")
    assert "15/10/2023" in screen(home)[1]
