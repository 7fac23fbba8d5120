"""The list of meetings, and coming back to an interrupted one (L1c, L17)."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.commands import SetDetail
from models.facts import SessionEnded
from tests.tui.bench import DAY, ROSTER_01, clock_of, make_bench, open_store, press, screen, shown, shut
from tui import words_meetings as texts
from tui.desk import Desk
from tui.panes.live import LivePane
from tui.panes.meetings import MeetingsPane, open_meeting, resume
from tui.panes.minutes import MinutesPane
from tui.panes.preparation import PreparationPane
from tui.panes.recovery import RecoveryPane, span
from tui.panes.roster import RosterPane
from tui.workbench import Workbench


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Workbench]:
    """The list, no meeting yet, the cell's people known."""
    made = make_bench(tmp_path / "home", meeting=False, pane=MeetingsPane())
    yield made
    shut(made)


def open_left(tmp_path: Path, bench: Workbench, *, minutes: int = 3) -> Workbench:
    """The same store as a killed desk left it on the disk, some minutes later, in a new desk."""
    bench.desk.store.writer.drain(5)
    left = tmp_path / "left"
    shutil.copytree(bench.desk.store.paths.root, left)
    clock = clock_of(bench)
    clock.pass_time(minutes=minutes)
    return Workbench(Desk(open_store(left, clock)), lambda bench: MeetingsPane())


def discussion(bench: Workbench) -> None:
    """Begin a meeting and come to the discussion, with somebody speaking and a line half typed."""
    press(bench, "enter", "enter", "f2", "0", "enter", "f6", "enter")
    while bench.desk.meeting.agenda.current is None or bench.desk.meeting.agenda.current.step != "thao_luan":
        clock_of(bench).pass_time(minutes=5)
        press(bench, "f6")
    press(bench, "f3", "hung 61", "enter", "Tôi thấy việc trực bão", "enter")
    clock_of(bench).pass_time(seconds=72)
    press(bench, "còn bỏ ca lúc nửa đê")


# --- the list ---


def test_without_people_the_first_row_says_to_import_them(tmp_path: Path) -> None:
    bench = make_bench(tmp_path, roster=False, meeting=False, pane=MeetingsPane())
    assert "Nhập danh sách thành viên từ tệp" in screen(bench)[1]
    press(bench, "enter")
    assert isinstance(bench.pane, RosterPane)
    press(bench, str(ROSTER_01), "enter", "enter")
    assert isinstance(bench.pane, MeetingsPane)
    assert "Buổi sinh hoạt mới" in screen(bench)[1]
    assert "22 người" in screen(bench)[2]
    assert "Chi bộ thôn Đông Mít" in screen(bench)[3]
    shut(bench)


def test_a_new_meeting_is_two_keys_and_is_prepared(home: Workbench) -> None:
    """Enter, Enter: today; its people and head come from the roster."""
    press(home, "enter", "enter")
    assert isinstance(home.pane, PreparationPane)
    meeting = home.desk.meeting
    assert (meeting.identity.date, meeting.identity.unit) == ("2023-09-15", "Chi bộ thôn Đông Mít")
    assert (meeting.identity.parent, meeting.identity.locality) == ("Đảng bộ xã Tân Lạc Hạ", "Tân Lạc Hạ")
    assert len(meeting.people) == 22


def test_the_unit_can_be_chosen_from_the_list_r12_r14(home: Workbench) -> None:
    """A clerk of another body finds it without the palette; the row tells name and kind of the unit in use."""
    press(home, "down", "down")
    assert "Chi bộ thôn Đông Mít, Chi bộ · đổi, thêm" in shown(home, 100)
    press(home, "enter")
    assert screen(home)[-1].lstrip().startswith("Enter chọn  Esc thôi")
    press(home, "end", "enter", "ubnd", "enter", "Ủy ban nhân dân xã Tân Lạc Hạ", "enter", "enter", "enter")
    assert isinstance(home.pane, MeetingsPane)
    assert ", UBND xã ·" in shown(home, 100)
    press(home, "enter")
    assert isinstance(home.pane, RosterPane)


def test_another_day_is_typed_and_a_wrong_one_is_asked_again(home: Workbench) -> None:
    press(home, "enter", "31/9", "enter")
    assert home.prompt is not None
    assert not home.desk.has_meeting
    press(home, *["backspace"] * 4, "18/9", "enter")
    assert home.desk.meeting.identity.date == "2023-09-18"


def test_the_list_tells_day_unit_state_and_entries(home: Workbench) -> None:
    press(home, "enter", "enter", "escape")
    assert "Chi bộ thôn Đông Mít, Chi bộ" in screen(home)[3]
    row = " ".join(screen(home)[4].split())
    assert row == "15/09/2023 Chi bộ thôn Đông Mít đang chuẩn bị 24 mục"


def test_letters_find_a_meeting(home: Workbench) -> None:
    press(home, "enter", "enter", "escape", "enter", "18/9", "enter", "escape")
    press(home, "18/09", "enter")
    assert home.desk.meeting.identity.date == "2023-09-18"


def test_delete_puts_a_meeting_away_and_back_and_deletes_nothing(home: Workbench) -> None:
    press(home, "enter", "enter", "escape")
    store = home.desk.store
    files = {path: path.stat().st_size for path in store.paths.root.rglob("*.journal")}
    press(home, "end", "delete")
    assert "15/09/2023" not in "\n".join(screen(home)[:-2])
    press(home, "tab")
    assert "15/09/2023" in "\n".join(screen(home)[:-2])
    press(home, "delete", "tab")
    assert "15/09/2023" in "\n".join(screen(home)[:-2])
    assert all(path.stat().st_size >= size for path, size in files.items())


@pytest.mark.parametrize("row", ["home", "down"])
def test_delete_does_nothing_to_the_rows_that_act(home: Workbench, row: str) -> None:
    press(home, row, "delete")
    assert home.notice.text == ""


def test_a_prepared_meeting_opens_in_its_preparation(home: Workbench, tmp_path: Path) -> None:
    press(home, "enter", "enter")
    later = open_left(tmp_path, home)
    assert not resume(later)
    press(later, "end", "enter")
    assert isinstance(later.pane, PreparationPane)
    shut(later)


def test_an_ended_meeting_opens_with_its_minutes(home: Workbench) -> None:
    discussion(home)
    replica = home.desk.replica
    assert replica is not None
    replica.record([SessionEnded(at=replica.now())])
    home.home(MeetingsPane())
    press(home, "end", "enter")
    assert isinstance(home.pane, MinutesPane)


@pytest.mark.parametrize(("width", "height"), [(100, 22), (80, 18), (60, 10)])
def test_the_list_fits_every_size(home: Workbench, width: int, height: int) -> None:
    press(home, "enter", "enter", "escape")
    assert any("15/09/2023" in line for line in screen(home, width, height))


# --- after a crash (L1c) ---


def test_the_list_knows_that_a_killed_desk_left_a_session_running(home: Workbench, tmp_path: Path) -> None:
    """The list is derived: what the killed desk did not note is read from the streams."""
    discussion(home)
    later = open_left(tmp_path, home)
    [info] = later.desk.store.meetings()
    assert (info.state, info.date) == ("running", "2023-09-15")
    assert info.entries == len(home.desk.meeting.ledger.entries)
    shut(later)


def test_reopening_says_which_meeting_what_was_last_and_what_was_being_typed(home: Workbench, tmp_path: Path) -> None:
    """L1c: one dialog states the session, the last event with its time, the unfinished line; never silent."""
    discussion(home)
    later = open_left(tmp_path, home)
    assert resume(later)
    assert isinstance(later.pane, RecoveryPane)
    text = shown(later)
    for part in (
        "Buổi sinh hoạt ngày 15/09/2023 đang dở",
        "Mục cuối lúc 14:25:00: Ghi ý kiến: Tôi thấy việc trực bão (cách đây 4 phút)",
        "1 dòng chưa ghi xong: “còn bỏ ca lúc nửa đê”",
        "Bước đang làm: Thảo luận (đã 4′)",
        "Đang nói: Nguyễn Văn Hùng (1961) từ 14:25",
        "Bắt đầu lúc 14:00, đến bây giờ là 29′.",
    ):
        assert part in text
    shut(later)


def test_enter_goes_on_exactly_there(home: Workbench, tmp_path: Path) -> None:
    """L1c: same step, same speaker, clock from stored times, the line back in the entry line: one key."""
    discussion(home)
    before = home.desk.meeting
    later = open_left(tmp_path, home)
    resume(later)
    press(later, "enter")
    assert isinstance(later.pane, LivePane)
    assert later.text == "còn bỏ ca lúc nửa đê"
    meeting = later.desk.meeting
    assert meeting.agenda.current == before.agenda.current
    assert meeting.floor.current == before.floor.current
    assert meeting.agenda.elapsed(later.desk.now()) == before.agenda.elapsed(home.desk.now())
    press(later, "m", "enter")
    assert later.desk.meeting.notes.all[-1].text == "còn bỏ ca lúc nửa đêm"
    shut(later)


def test_a_recovered_line_that_was_recorded_does_not_come_back(home: Workbench, tmp_path: Path) -> None:
    discussion(home)
    later = open_left(tmp_path, home)
    resume(later)
    press(later, "enter", "enter")
    assert later.desk.kept_draft() == ""
    shut(later)


def test_esc_keeps_everything_and_only_looks(home: Workbench, tmp_path: Path) -> None:
    """L1c: Esc opens read-only; not one byte of the record changes, the unfinished line is still there."""
    discussion(home)
    later = open_left(tmp_path, home)
    files = {path: path.read_bytes() for path in (later.desk.store.paths.root / "meetings").rglob("*.journal")}
    resume(later)
    press(later, "escape")
    assert isinstance(later.pane, LivePane)
    press(later, "một câu", "enter")
    assert "Đang mở để xem" in shown(later)
    press(later, *["backspace"] * 7, "escape")
    assert isinstance(later.pane, MeetingsPane)
    assert {path: path.read_bytes() for path in files} == files
    press(later, "end", "enter")
    assert "còn bỏ ca lúc nửa đê" in shown(later)
    shut(later)


def test_what_is_typed_before_the_answer_is_not_lost(home: Workbench, tmp_path: Path) -> None:
    """L3: type-ahead."""
    discussion(home)
    later = open_left(tmp_path, home)
    resume(later)
    press(later, "m", "enter")
    assert later.text == "còn bỏ ca lúc nửa đê m"
    shut(later)


def test_a_torn_tail_is_told_in_words(home: Workbench, tmp_path: Path) -> None:
    """store.md §5.3: what was half written when the power went is named, the rest is there."""
    discussion(home)
    later = open_left(tmp_path, home)
    [stream] = (later.desk.store.paths.root / "meetings").rglob("*.journal")
    with stream.open("ab") as file:
        file.write(b"E 99 7f")
    resume(later)
    assert "dở dang" in shown(later)
    assert "Tôi thấy việc trực bão" in shown(later)
    press(later, "enter")
    assert isinstance(later.pane, LivePane)
    shut(later)


def test_a_damaged_meeting_that_is_prepared_says_so_when_it_is_opened(home: Workbench, tmp_path: Path) -> None:
    """sync.md §5.3: also where recording goes on beside the hurt file, and no question stands before it."""
    home.desk.create("2023-09-15")
    home.do(SetDetail("place", "Nhà văn hóa"))
    home.do(SetDetail("host", "Lò Thị Sáng"))
    later = open_left(tmp_path, home)
    [stream] = (later.desk.store.paths.root / "meetings").rglob("*.journal")
    data = bytearray(stream.read_bytes())
    data[data.index("Nhà".encode())] ^= 0x01
    stream.write_bytes(data)
    open_meeting(later, later.desk.store.meetings()[0].id)
    assert "có 1 chỗ hỏng" in later.notice.text
    assert later.desk.writable
    shut(later)


def test_a_running_session_that_lost_every_line_is_told_and_not_begun_anew(home: Workbench, tmp_path: Path) -> None:
    """A file of zeros after a power cut: the list says what to do, and nothing is written."""
    discussion(home)
    later = open_left(tmp_path, home)
    [stream] = (later.desk.store.paths.root / "meetings").rglob("*.journal")
    stream.write_bytes(bytes(stream.stat().st_size))
    resume(later)
    open_meeting(later, stream.parent.name)
    assert "lấy buổi ấy lại" in later.notice.text
    assert not later.desk.has_meeting
    assert [one.name for one in stream.parent.glob("*.journal")] == [stream.name]
    shut(later)


@pytest.mark.parametrize(("width", "height"), [(100, 22), (80, 18), (60, 10)])
def test_the_question_fits_every_size_with_both_keys(home: Workbench, tmp_path: Path, width: int, height: int) -> None:
    discussion(home)
    later = open_left(tmp_path, home)
    resume(later)
    lines = screen(later, width, height)
    assert len(lines) <= height + 2
    assert any("nửa đê" in line for line in lines)
    assert any(line.startswith("  Enter") for line in lines)
    assert any(line.startswith("  Esc") for line in lines)
    shut(later)


def test_spans_in_words() -> None:
    spans = {9_000: "9 giây", 185_000: "3 phút", 3_600_000: "1 giờ", 7_500_000: "2 giờ 5 phút", 200_000_000: "2 ngày"}
    assert {ms: span(ms) for ms in spans} == spans


# --- the very first start ---


@pytest.mark.parametrize(("width", "height"), [(80, 20), (160, 41), (60, 12)])
@pytest.mark.parametrize("people", [True, False])
def test_the_first_start_greets_and_names_the_next_key(tmp_path: Path, people: bool, width: int, height: int) -> None:
    """Three lines and the key to begin with; the smallest screen still has the key. A meeting ends the greeting."""
    bench = make_bench(tmp_path, roster=people, meeting=False, pane=MeetingsPane(demo=people))
    drawn = screen(bench, width, height)
    begin = next(row for row in drawn if row.strip().startswith("Enter"))
    assert (texts.WELCOME_NEXT if people else texts.WELCOME_NEXT_ROSTER) in begin
    if height > 12:
        told = texts.WELCOME_DEMO if people else texts.WELCOME_PRACTICE
        assert [row.strip() for row in drawn if row.strip() in (*texts.WELCOME, told)] == [*texts.WELCOME, told]
    if people:
        press(bench, "enter", "enter", "ctrl+q")
        assert texts.WELCOME_TITLE not in shown(bench, width, height)
    shut(bench)


def test_the_footer_of_what_was_put_away_tells_what_its_keys_do(home: Workbench) -> None:
    """L22: Delete is offered on a meeting alone; it brings one back there, and Tab leads to those in use."""
    home.desk.create(DAY)
    home.desk.close()
    assert "Enter mở  Tab đã cất" in screen(home)[-1]
    press(home, "end")
    assert "Delete cất đi  Tab đã cất" in screen(home)[-1]
    press(home, "delete", "tab")
    assert "Delete đưa về  Tab đang dùng" in screen(home)[-1]
    press(home, "delete")
    assert "Enter" not in screen(home)[-1]


def test_the_greeting_names_enter_only_where_it_begins_a_meeting(tmp_path: Path) -> None:
    """The cursor on another row: Enter does what that row says."""
    bench = make_bench(tmp_path, meeting=False, pane=MeetingsPane())
    assert "Enter mở buổi sinh hoạt mới" in shown(bench)
    press(bench, "down")
    assert "Enter mở buổi sinh hoạt mới" not in shown(bench)
    assert "Chào đồng chí thư ký" in shown(bench)
    shut(bench)
