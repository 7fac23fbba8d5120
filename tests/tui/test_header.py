"""The status lines that never lie (L9, L11): who, when, how long, and whether the disk has answered."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.people import Person
from sync.errors import StoreFull
from sync.paths import Paths
from tests.sync.disks import no_space
from tests.tui.bench import clock_of, hold, make_bench, person_named, press, shut, text_of, troubled_disk
from tui import words
from tui.draw import cells
from tui.header import header
from tui.rehearsal.cell import open_rehearsed
from tui.rehearsal.clock import ScriptClock
from tui.workbench import Workbench

SIZES = (60, 80, 100, 120, 160)


def lines(bench: Workbench, width: int = 80) -> tuple[str, str]:
    first, second = header(bench.desk, width)
    assert {cells(first), cells(second)} == {width}
    return text_of(first), text_of(second)


def settled(bench: Workbench) -> Workbench:
    assert bench.desk.store.writer.drain(10)
    return bench


# --- what is going on -------------------------------------------------------------------------------------------


def test_before_the_session_it_says_whose_and_which(bench: Workbench) -> None:
    first, _ = lines(bench)
    assert "CHI BỘ THÔN ĐÔNG MÍT · Sinh hoạt CT 24-CT/TU" in first
    assert words.NOT_STARTED in first


@pytest.mark.parametrize("width", SIZES)
def test_step_indicator_speaker_and_time_at_every_width(session: Workbench, width: int) -> None:
    """L11: at 80×24 one line always shows step, indicator number, speaker and running time, clock and elapsed."""
    press(session, "#7", "enter", "f3", "hung", "enter", "2")
    clock_of(session).pass_time(2, 13)
    first, _ = lines(session, width)
    assert "#7" in first
    assert "Nguyễn Văn Hùng (1984) 02:13" in first
    assert "14:52" in first
    assert "52′/90′" in first
    assert "còn 38′" in first


def test_the_indicators_title_at_80(session: Workbench) -> None:
    """L11: number and short title while nobody with a long name speaks."""
    press(session, "#7", "enter")
    first, _ = lines(session)
    row = session.desk.meeting.board.row("7")
    assert row is not None
    assert f"6/9 Thảo luận · #7 · {row.label[:12]}" in first


def test_nobody_speaking_is_said(session: Workbench) -> None:
    assert words.FLOOR_EMPTY in lines(session)[0]


def test_the_minimum_of_minutes_turns_from_owed_to_kept(session: Workbench) -> None:
    """R15: what is left to 90 minutes, then that they are reached."""
    assert "còn 40′" in lines(session)[0]
    clock_of(session).pass_time(40)
    assert "đủ 90′" in lines(session)[0]


def test_a_break_is_said_loudly(session: Workbench) -> None:
    press(session, "ctrl+n")
    clock_of(session).pass_time(10)
    first, _ = lines(session)
    assert words.PAUSED in first
    assert "50′/90′" in first


@pytest.mark.parametrize("width", SIZES)
def test_a_rehearsal_is_marked(tmp_path: Path, width: int) -> None:
    """L17: visibly marked on every screen."""
    clock = ScriptClock(1_694_760_000_000)
    desk = open_rehearsed(Paths(tmp_path), clock)
    assert words.REHEARSAL_MARK in text_of(header(desk, width)[0])
    desk.close()
    desk.store.close()


def test_without_a_meeting_it_names_the_desk(tmp_path: Path) -> None:
    bench = make_bench(tmp_path, meeting=False)
    assert words.APP in text_of(header(bench.desk, 80)[0])
    shut(bench)


# --- who is here ------------------------------------------------------------------------------------------------


def test_presence_at_80(session: Workbench) -> None:
    """L11: present of total, official, probationary, voting, the share: in whole words, whatever the disk does."""
    told = "Có mặt 21/22 · chính thức 20 · dự bị 1 · biểu quyết 20 · đủ 2/3"
    assert told in lines(settled(session))[1]
    disk = troubled_disk(session)
    disk.gate.clear()
    press(session, "một", "enter")
    assert told in lines(session)[1]
    disk.gate.set()


@pytest.mark.parametrize("width", SIZES)
def test_presence_never_gives_way(session: Workbench, width: int) -> None:
    """L11: with guests and too few present, every width still tells present, votes, guests and the share."""
    press(session, "f2", "Trần Khách", "enter", "1", "enter")
    for member in list(session.desk.meeting.attendance.members.values())[:9]:
        _goes(session, member)
    _, second = lines(settled(session), width)
    assert "Đang có 12/22" in second
    assert "11" in second
    assert "khách 1" in second


def _goes(bench: Workbench, member: Person) -> None:
    press(bench, f"{member.full_name} {member.birth_year[2:]}", "tab", "4")


def test_too_few_present_changes_the_line_at_once(bench: Workbench) -> None:
    """L11: below the share of the obliged a word says so; the next arrival takes it away again."""
    press(bench, "f2", *["enter"] * 13, "escape", "f6", "enter")
    assert "DƯỚI 2/3" in lines(bench)[1]
    press(bench, "f2", "duoc", "escape")
    press(bench, "f2", *["down"] * 13, "enter")
    assert "đủ 2/3" in lines(bench)[1]


def test_who_went_out_is_not_told_as_here(session: Workbench) -> None:
    """L11: those in the room, of each kind, and their share; they are told as those who came once all is over."""
    members = list(session.desk.meeting.attendance.members.values())
    press(session, "f2")
    _goes(session, members[0])
    assert "Đang có 20/22 · ct 19 · db 1 · bq 19 · đủ 2/3" in lines(settled(session))[1]
    for member in members[1:8]:
        _goes(session, member)
    assert "DƯỚI 2/3" in lines(session)[1]
    assert "Có mặt" not in lines(session)[1]


# --- what is on disk --------------------------------------------------------------------------------------------


def test_saved_tells_the_time_of_the_last_act(session: Workbench) -> None:
    press(session, "một", "enter")
    assert "Đã lưu 14:50:00" in lines(settled(session))[1]


def test_what_the_disk_has_not_answered_is_never_called_saved(session: Workbench) -> None:
    """store.md §5.9: while the sync hangs the act is pending, and after two seconds it is said loudly."""
    disk = troubled_disk(settled(session))
    disk.gate.clear()
    press(session, "một", "enter")
    assert "Đang lưu 1" in lines(session)[1]
    assert "Đã lưu" not in lines(session)[1]
    disk.gate.set()
    assert "Đã lưu" in lines(settled(session))[1]


@pytest.mark.parametrize("width", SIZES)
def test_a_full_disk_is_red_until_it_takes_the_acts(session: Workbench, width: int) -> None:
    """L1b, store.md §5.6: counted, kept, and saved when there is room; the banner says what to do."""
    disk = troubled_disk(settled(session))
    session.desk.store._ballast.release()
    disk.fail("write", *[no_space()] * 50)
    press(session, "một", "enter", "hai", "enter")
    for _ in range(200):
        if isinstance(session.desk.trouble, StoreFull):
            break
        session.desk.store.writer.drain(0.02)
    assert words.NOT_SAVED.format(count=2) in lines(session, width)[1]
    assert "wrong" in {style for _, style in header(session.desk, width)[1]}
    banner = " ".join(" ".join(text_of(row).strip("! ").split()) for row in session.body(width, 11)[:4])
    assert "Ổ đĩa đã đầy" in banner
    assert "xoá bớt tệp" in banner
    disk.heal()
    session.desk.store.writer.retry()
    assert "Đã lưu" in lines(settled(session), width)[1]
    assert "Ổ đĩa" not in text_of(session.body(width, 11)[0])


def test_to_look_at_only_is_said(tmp_path: Path) -> None:
    """L1c: a meeting that is open to look at never claims that anything was saved."""
    bench = hold(make_bench(tmp_path))
    meeting = bench.desk.replica.id if bench.desk.replica is not None else ""
    bench.desk.look(meeting)
    assert words.READ_ONLY in lines(bench)[1]
    assert "lưu" not in lines(bench)[1]
    press(bench, "một", "enter")
    assert bench.notice.text == words.REFUSALS["read_only"]
    assert bench.text == "một"
    shut(bench)


def test_a_person_of_a_long_name_never_pushes_the_clock_away(session: Workbench) -> None:
    press(session, "f3", "Công Tằng Tôn Nữ Thị Phương Thảo Nguyên Khánh Linh, Trưởng thôn", "enter", "1")
    for width in SIZES:
        assert "14:50  50′/90′" in lines(session, width)[0]
    assert person_named(session, "Công Tằng Tôn Nữ Thị Phương Thảo Nguyên Khánh Linh")
