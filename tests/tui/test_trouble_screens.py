"""Screens of what seldom happens, as text at 80×24 and whole at every size (T-1, L-4).

Two laptops that differ, trouble of the disk, a harmed stream, a meeting only looked at, a hundred members with long
names, long wordings, nothing yet.
"""

from __future__ import annotations

import errno
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from rich.cells import cell_len

from documents.plan_file import load_examples
from documents.roster_file import to_roster
from models import commands as c
from models.people import Person
from tests.sync.exchange import DAY as TWO_DAY
from tests.sync.exchange import Laptop, exchange
from tests.tui.bench import (
    DAY,
    clock_of,
    hold,
    make_bench,
    open_store,
    press,
    roster_file,
    shown,
    shut,
    text_of,
    troubled_disk,
)
from tests.tui.snapshots import Snapshots, whole_screen
from tui.desk import Desk
from tui.header import header
from tui.panes.conflicts import ConflictsPane
from tui.panes.live import LivePane
from tui.panes.meetings import MeetingsPane, resume
from tui.workbench import Workbench

SIZES = ((60, 16), (80, 24), (100, 28), (160, 45))

FAMILIES = (
    "Nguyễn",
    "Trần",
    "Công Tằng Tôn Nữ Thị Phương Thảo",
    "Lê",
    "Phạm",
    "Hoàng",
    "Vũ",
    "Đặng",
    "Tôn Thất",
    "Bùi",
)
GIVEN = ("An", "Bình", "Cúc", "Dũng", "Đức", "Giang", "Hạnh", "Khánh Linh", "Mỵ", "Nga")
POSTS = ("Bí thư", "Phó Bí thư", "Chi ủy viên")

Scene = tuple[Workbench, Callable[[], None]]
"""A desk, and how all of it is put away."""


# --- scenes -------------------------------------------------------------------------------------------------------


def differing(home: Path) -> Scene:
    """Two laptops recorded different things of one session."""
    colleague, mine = Laptop(home / "one").settle(), Laptop(home / "other")
    colleague.desk.create(TWO_DAY)
    taken = mine.take(colleague.give(home / "first.bienban-gui"), agree=True)
    mine.desk.open(taken.meetings[0].id)
    chair, other = colleague.person(0), colleague.person(1)
    colleague.do(c.SetDetail("chair", chair), c.SetDetail("clerk", other), c.MarkRest(), c.StartSession())
    colleague.do(c.BeginStep(), c.BeginStep(), c.WriteNote(c.NoteDraft("đường làng còn bẩn")))
    note = colleague.desk.meeting.notes.all[0].id
    exchange(colleague, mine, home, "begun")
    told = ((colleague, 1, "co", "Sân đình", "xóm", 2), (mine, 2, "khong", "Nhà văn hóa thôn Đông Mít", "thôn", 9))
    for laptop, against, answer, place, where, minutes in told:
        laptop.clock.pass_time(minutes)
        laptop.do(c.Assess("3", "present", answer), c.MarkLeft(chair), c.SetDetail("place", place))
        laptop.do(c.EditNote(note, c.NoteDraft(f"đường {where} còn bẩn, rác để hai ngày chưa ai gom")))
        laptop.do(c.TakeVote("m", "Cử người vào tổ rà soát quy chế", against=against))
    colleague.clock.at = mine.clock.at
    exchange(colleague, mine, home, "met")

    def end() -> None:
        colleague.shut()
        mine.shut()

    return Workbench(mine.desk, lambda bench: LivePane()), end


def alone(bench: Workbench) -> Scene:
    """A desk of one laptop."""
    return bench, lambda: shut(bench)


def conflicts(home: Path) -> Scene:
    """The list of what differs, the second of them under the cursor."""
    bench, end = differing(home)
    press(bench, "ctrl+x", "down")
    return bench, end


def choosing(home: Path) -> Scene:
    """The ways to settle one, as a question."""
    bench, end = conflicts(home)
    press(bench, "enter")
    return bench, end


def full(home: Path) -> Scene:
    """The disk is full in the midst of a session."""
    bench = hold(make_bench(home))
    bench.desk.store.writer.drain(10)
    disk = troubled_disk(bench)
    disk.fail("write", *[OSError(errno.ENOSPC, "full")] * 1000)
    press(bench, "f3", "manh", "enter", "đồng tình với nhận xét", "enter", "ý thứ hai", "enter")
    for _ in range(200):  # until the writer has met it
        if bench.desk.trouble is None:
            bench.desk.store.writer.drain(0.05)

    def end() -> None:
        disk.heal()
        bench.desk.store.writer.drain(10)
        shut(bench)

    return bench, end


def left(home: Path) -> str:
    """A session whose power went; the id of its meeting."""
    bench = hold(make_bench(home))
    press(bench, "f3", "manh", "enter", "đồng tình với nhận xét", "enter", "và nửa câu đang gõ")
    meeting = bench.desk.replica.id if bench.desk.replica is not None else ""
    shut(bench)
    return meeting


def harmed(home: Path) -> Scene:
    """A line of the session's stream was spoiled, and the computer's clock is wrong, when it is opened again."""
    left(home)
    [stream] = (home / "meetings").rglob("*.journal")
    lines = stream.read_bytes().split(b"\n")
    lines[20] = lines[20][:20] + b"?????" + lines[20][25:]
    stream.write_bytes(b"\n".join(lines))
    bench = Workbench(Desk(open_store(home)), lambda bench: MeetingsPane())
    clock_of(bench).pass_time(60)
    resume(bench, [WRONG])
    return alone(bench)


WRONG = "Máy đang để 13:53 ngày 15/09/2023, nhưng lần ghi cuối cùng là 14:50 ngày 15/09/2023: đồng hồ đã lùi lại."


def looked_at(home: Path) -> Scene:
    """A session that is only looked at."""
    left(home)
    bench = Workbench(Desk(open_store(home)), lambda bench: MeetingsPane())
    clock_of(bench).pass_time(60)
    resume(bench)
    press(bench, "escape")
    return alone(bench)


def crowd(home: Path) -> Scene:
    """A hundred members, some with very long names; the wording of the indicators is long and has no short titles."""
    store = open_store(home)
    examples = load_examples()
    items = [one.model_copy(update={"title": "", "text": f"{one.text} " * 6}) for one in examples.items]
    store.keep_indicators(examples.model_copy(update={"items": tuple(items)}))
    roster = to_roster(roster_file(), str(store.cell))
    people = tuple(member(roster.people[3], number) for number in range(100))
    store.save_roster(roster.model_copy(update={"people": people}))
    desk = Desk(store)
    desk.create(DAY)
    bench = hold(Workbench(desk, lambda bench: LivePane()))
    press(bench, "f3", "3", "enter", "ý kiến dài " * 20 + "#7", "enter", "#7", "enter")
    return alone(bench)


def member(like: Person, number: int) -> Person:
    """One of the hundred."""
    name = f"{FAMILIES[number % 10]} {'Văn' if number % 2 else 'Thị'} {GIVEN[number // 10]}"
    post = POSTS[number] if number < len(POSTS) else like.role
    facts = {"id": f"p_{number:012x}", "full_name": name, "order": number + 1, "role": post}
    return like.model_copy(update=facts)


def crowd_roll(home: Path) -> Scene:
    """The roll of a hundred."""
    bench, end = crowd(home)
    press(bench, "f2", *["down"] * 2)
    return bench, end


def crowd_board(home: Path) -> Scene:
    """The board, its wordings long."""
    bench, end = crowd(home)
    press(bench, "f4")
    return bench, end


def nothing(home: Path) -> Scene:
    """A meeting of which nothing is known yet: no unit, no people."""
    return alone(make_bench(home, roster=False))


def nothing_differs(home: Path) -> Scene:
    """The list of what two laptops recorded differently, when nothing is in it."""
    bench = make_bench(home)
    bench.show(ConflictsPane())
    return alone(bench)


SCENES: dict[str, Callable[[Path], Scene]] = {
    scene.__name__: scene
    for scene in (
        differing,
        conflicts,
        choosing,
        full,
        harmed,
        looked_at,
        crowd,
        crowd_roll,
        crowd_board,
        nothing,
        nothing_differs,
    )
}


@pytest.fixture
def scene(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Workbench]:
    """The desk in one of them."""
    bench, end = SCENES[request.param](tmp_path)
    if bench.desk.trouble is None:
        bench.desk.store.writer.drain(10)
    yield bench
    end()


@pytest.mark.parametrize(("scene", "name"), [(name, name) for name in SCENES], indirect=["scene"], ids=list(SCENES))
def test_the_rare_screen_is_as_it_was_looked_at(scene: Workbench, snaps: Snapshots, name: str) -> None:
    """T-1: nothing is wider or higher than the window, at any size; at 80×24 it is as it was kept."""
    for width, height in SIZES:
        text = whole_screen(scene, width, height)
        assert len(text.splitlines()) == height
        assert max(map(cell_len, text.splitlines())) <= width
        if (width, height) == (80, 24):
            snaps.check(f"rare-{name}_80x24", steady(text))


def steady(text: str) -> str:
    """Without what is drawn by lot: the ids and the letters of laptops."""
    return re.sub(r"\bmáy [a-z]\d\b", "máy k7", re.sub(r"\b[0-9a-f]{8}…", "01234567…", text))


# --- what they say ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("scene", ["looked_at"], indirect=True)
def test_a_pane_that_only_records_says_so_where_nothing_can_be(scene: Workbench) -> None:
    """L22: the line over the entry line never asks for what would be refused; Enter says why at once."""
    for keys in ((), ("f2",), ("f5",)):
        press(scene, *["escape"] * 3) if scene.prompt else None
        press(scene, *keys)
        assert "Đang mở để xem" in text_of(scene.asking(80))
        press(scene, "enter")
        assert scene.prompt is None
        assert scene.notice.style == "wrong"


@pytest.mark.parametrize("scene", ["harmed"], indirect=True)
def test_what_is_wrong_with_the_computer_is_told_before_a_session_goes_on(scene: Workbench) -> None:
    """The question after a power cut stands before the list that usually tells it."""
    assert "đồng hồ đã lùi lại" in " ".join(shown(scene).split())


def test_a_clock_put_back_tells_no_false_span(tmp_path: Path) -> None:
    """The last act lies in the future of a clock that was put back: nobody is told it was 0 seconds ago."""
    left(tmp_path)
    bench = Workbench(Desk(open_store(tmp_path)), lambda bench: MeetingsPane())
    resume(bench)
    assert "đồng tình với nhận xét" in shown(bench)
    assert "cách đây" not in shown(bench)
    shut(bench)


@pytest.mark.parametrize("scene", ["crowd"], indirect=True)
def test_figures_of_the_header_are_never_cut_in_two(scene: Workbench) -> None:
    """L11: what has no room is left out as a whole; the share of those present says more than the voters."""
    told = text_of(header(scene.desk, 60)[1])
    assert "…" not in told
    assert "Có mặt 100/100" in told
    assert "2/3" in told


@pytest.mark.parametrize("scene", ["crowd_board"], indirect=True)
def test_a_wide_board_shows_more_of_a_wording_and_every_row(scene: Workbench) -> None:
    """L7: beyond the width of a short title the text goes on; what is known of one row hides no other."""
    rows = shown(scene, 160, 40).splitlines()
    assert any(row.startswith(" 25") or row.startswith("  25") for row in rows)
    seventh = next(row for row in rows if row.startswith("▸  7"))
    assert len(seventh[:70].split("…")[0].strip()) > 55


@pytest.mark.parametrize("scene", ["looked_at"], indirect=True)
def test_the_board_that_is_only_looked_at_asks_nothing(scene: Workbench) -> None:
    """L22: no question is put whose answer could not be recorded, and the line offers none."""
    press(scene, "f4", "3")
    assert "Enter: ghi" not in text_of(scene.asking(160))
    press(scene, "enter")
    assert (scene.prompt, scene.notice.style) == (None, "wrong")


def test_the_record_tells_as_much_of_a_note_as_the_line_has(tmp_path: Path) -> None:
    """Nothing is cut that there is room for; what is looked at is told whole."""
    bench = hold(make_bench(tmp_path))
    said = "đề nghị tổ tự quản rà soát lại quy chế trước ngày 30 rồi báo cáo với chi bộ trong kỳ họp tới"
    press(bench, "f3", "manh", "enter", said, "enter", "ctrl+l")
    assert said in shown(bench, 160)
    assert said[:50] in shown(bench, 80)
    press(bench, "enter")
    assert said in " ".join(shown(bench, 60, 16).split())
    shut(bench)


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_a_notice_longer_than_its_line_is_told_whole(tmp_path: Path, width: int, height: int) -> None:
    """What went wrong and what to do stands on the screen to its last word, at every size; the next key takes it."""
    bench = make_bench(tmp_path)
    said = "Tệp này do phiên bản mới hơn của chương trình tạo ra. Tệp được giữ nguyên; hãy cập nhật rồi mở lại. " * 2
    bench.say(said, "wrong")
    told = " ".join(whole_screen(bench, width, height).split())
    assert said.strip() in told
    assert told.count("giữ nguyên") == 2, "as often as it was said: nothing is told twice, once cut"
    press(bench, "x")
    assert "giữ nguyên" not in whole_screen(bench, width, height)
    shut(bench)


@pytest.mark.parametrize("scene", ["crowd"], indirect=True)
def test_a_long_name_in_the_palette_keeps_its_end(scene: Workbench) -> None:
    """A Vietnamese name tells people apart by its end: the post gives way, not the name."""
    press(scene, "ctrl+p", "cong tang an")
    assert "Thị Phương Thảo Thị An phát biểu  Chi ủy viên" in shown(scene, 80)
