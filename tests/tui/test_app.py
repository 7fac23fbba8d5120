"""The Textual app: keys in order, sizes, colours, and how it is left; a few tests headless, the rest in a real pty."""

from __future__ import annotations

import asyncio
import gc
import re
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from unicodedata import normalize

import pytest
from rich.cells import cell_len
from textual import events
from textual.pilot import Pilot

from tests.tui import running
from tests.tui.bench import hold, make_bench, shut
from tests.tui.pty_harness import PtyApp, start_app
from tests.tui.running import (
    ENTER,
    ESC,
    F1,
    F2,
    F3,
    F4,
    F8,
    F11,
    LEAVE,
    REDO,
    UNDO,
    begin_session,
    desk_on,
    note_texts,
    settled,
    the_app,
)
from tui import words
from tui import words_meetings as texts
from tui.app import BienbanApp
from tui.closing_prompts import AskCount
from tui.panes.live import LivePane
from tui.prompts import AskText
from tui.starting import REST
from tui.themes import DARK, LIGHT
from tui.workbench import Workbench

MANH, DOAN = "Lê Bảo Mạnh", "Lê Xuân Đoàn"


# --- without a terminal -----------------------------------------------------------------------------------------


def piloted(
    home: Path, act: Callable[[BienbanApp, Pilot[None]], Awaitable[None]], size: tuple[int, int] = (80, 24)
) -> Workbench:
    """Run the app on a session at 14:50 and let `act` use it."""
    bench = hold(make_bench(home))

    async def run() -> None:
        app = BienbanApp(bench.desk, bench)
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            await act(app, pilot)

    asyncio.run(run())
    shut(bench)
    return bench


def test_a_quickened_start_ends_with_everything_loaded(tmp_path: Path) -> None:
    """design.md §7, first paint: what comes after it is loaded piece by piece, then garbage is collected again."""
    collecting: list[bool] = []

    async def act(app: BienbanApp, pilot: Pilot[None]) -> None:
        for _ in range(len(REST) + 2):
            await pilot.pause()
        collecting.append(gc.isenabled())

    gc.disable()
    try:
        piloted(tmp_path, act)
    finally:
        gc.unfreeze()
        gc.enable()
    assert collecting == [True]


def shown_lines(app: BienbanApp) -> list[str]:
    return [
        "".join(text for text, _ in line)
        for canvas in (app._top, app._body, app._asking, app._hints)
        for line in canvas.shown
    ]


def test_keys_reach_the_meeting_and_the_screen(tmp_path: Path) -> None:
    async def act(app: BienbanApp, pilot: Pilot[None]) -> None:
        await pilot.press("f3", "m", "a", "n", "h", "enter", "ê", "m", "enter")
        await pilot.pause()
        assert any("êm" in text for text in shown_lines(app))
        assert any(MANH in text for text in shown_lines(app))
        assert app._entry.value == ""

    bench = piloted(tmp_path, act)
    assert bench.panes


@pytest.mark.parametrize(
    ("keys", "said"),
    [(["2"], "2"), ([], "1"), (["end", "2"], "12"), (["left", "2"], "21"), (["backspace", "3"], "3")],
)
def test_a_number_that_stands_gives_way_to_the_first_digit(tmp_path: Path, keys: list[str], said: str) -> None:
    """L15, R46: a count typed over the one that stands is no count of eleven; Enter takes it, a move mends it."""
    given: list[str] = []

    async def act(app: BienbanApp, pilot: Pilot[None]) -> None:
        app.bench.ask(
            AskCount("Không tán thành", lambda count: given.append(str(count)), hint="", initial="1", empty=0)
        )
        await pilot.press(*keys, "enter")
        app.bench.ask(AskText("Sửa", given.append, initial="1"))
        await pilot.press("2", "enter")
        await pilot.pause()

    piloted(tmp_path, act)
    assert given == [said, "12"], "a text that is mended is appended to"


@pytest.mark.parametrize(("key", "letter"), [("alt+c", "c"), ("alt+shift+c", "C"), ("alt+đ", "đ")])
def test_a_letter_right_behind_esc_is_both(tmp_path: Path, key: str, letter: str) -> None:
    """IME-2: a terminal gives them as one key with Alt; the pane is left, the sentence goes on where it was begun."""

    async def act(app: BienbanApp, pilot: Pilot[None]) -> None:
        await pilot.press("a", "f2")
        assert not isinstance(app.bench.pane, LivePane)
        app.post_message(events.Key(key, letter))
        await pilot.pause()
        assert isinstance(app.bench.pane, LivePane)
        assert app._entry.value == f"a{letter}"

    piloted(tmp_path, act)


def test_ctrl_c_does_nothing(tmp_path: Path) -> None:
    """style.md §3: it must never end a running session, nor touch what is being typed."""

    async def act(app: BienbanApp, pilot: Pilot[None]) -> None:
        await pilot.press("a", "ctrl+c", "b")
        assert (app._entry.value, app.bench.leaving) == ("ab", False)

    piloted(tmp_path, act)


def test_several_pasted_lines_lose_nothing(tmp_path: Path) -> None:
    """UNI-1, UNI-8: composed, and joined into one line."""

    async def act(app: BienbanApp, pilot: Pilot[None]) -> None:
        app._entry.post_message(events.Paste(normalize("NFD", "Nguyễn Thị Đỗ\nnêu ba việc")))
        await pilot.pause()
        assert app._entry.value == app.bench.text == normalize("NFC", "Nguyễn Thị Đỗ nêu ba việc")

    piloted(tmp_path, act)


def test_the_other_theme_is_remembered(tmp_path: Path) -> None:
    async def act(app: BienbanApp, pilot: Pilot[None]) -> None:
        assert app.theme == DARK
        app.bench.on_theme and app.bench.on_theme()
        await pilot.pause()
        assert app.theme == LIGHT
        assert app.desk.store.setting("theme") == LIGHT

    piloted(tmp_path, act)


@pytest.mark.parametrize(("size", "said"), [((40, 12), True), ((59, 16), True), ((60, 15), True), ((60, 16), False)])
def test_a_window_that_is_too_small_is_told(tmp_path: Path, size: tuple[int, int], said: bool) -> None:
    """T-1: it says how big it has to be, and that nothing is lost."""

    async def act(app: BienbanApp, pilot: Pilot[None]) -> None:
        text = " ".join(" ".join(shown_lines(app)).split())
        assert (words.TOO_SMALL in text) is said
        assert (words.TOO_SMALL_HOW in text) is said
        assert not said or all(cell_len(row) < size[0] for row in shown_lines(app))
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert words.TOO_SMALL not in " ".join(shown_lines(app))

    piloted(tmp_path, act, size=size)


def test_a_window_of_another_size_is_drawn_for_it(tmp_path: Path) -> None:
    """T-1: the pane is drawn for the height it has, not for the one it had when the window's event came."""

    async def act(app: BienbanApp, pilot: Pilot[None]) -> None:
        await pilot.press("f2")
        for size in ((160, 45), (60, 16), (100, 28), (80, 24)):
            await pilot.resize_terminal(*size)
            while app._body.size != (size[0], size[1] - 5):
                await pilot.pause()
            await pilot.pause()
            assert list(app._body.shown) == app.bench.body(size[0], size[1] - 5)

    piloted(tmp_path, act)


def test_a_click_and_the_wheel_move_the_cursor(tmp_path: Path) -> None:
    async def act(app: BienbanApp, pilot: Pilot[None]) -> None:
        await pilot.press("f2")
        await pilot.click("#body", offset=(5, 9))
        await pilot.press("4")
        await pilot.pause()
        assert any("đã ra về" in text for text in shown_lines(app))

    piloted(tmp_path, act)


# --- in a terminal ----------------------------------------------------------------------------------------------


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A store with a session that runs: everybody present, in the discussion."""
    begin_session(tmp_path / "home")
    return tmp_path / "home"


@pytest.fixture
def app(home: Path, tmp_path: Path) -> Iterator[PtyApp]:
    """The desk on that session."""
    with the_app(home, tmp_path / "switches") as made:
        yield made


def left(app: PtyApp) -> int:
    """Leave as a clerk does; the exit code."""
    settled(app)
    app.send(LEAVE)
    app.wait_until(lambda text: words.LEAVE_RUNNING[:30] in text)
    app.send(ENTER)
    return app.wait_exit()


@pytest.mark.slow
def test_a_page_typed_ahead_loses_nothing(app: PtyApp, home: Path) -> None:
    """L3, L4: speakers, notes, namesakes, a step and an undo in ONE write: all of it, in order, on disk."""
    turns = [(f"{F3}manh{ENTER}", MANH), (f"{F3}hùng 84{ENTER}", "Nguyễn Văn Hùng (1984)"), (f"{F3}doan{ENTER}", DOAN)]
    burst = "".join(
        f"{key}ý kiến thứ {round_ * 3 + number} của tôi #{number + 1}{ENTER}"
        for round_ in range(8)
        for number, (key, _) in enumerate(turns)
    )
    app.send(burst)
    app.wait_until(lambda text: "ý kiến thứ 23" in text)
    assert left(app) == 0
    with desk_on(home) as desk:
        meeting = desk.meeting
        assert [note.text for note in meeting.notes.all] == [f"ý kiến thứ {number} của tôi" for number in range(24)]
        assert [meeting.name(note.person) for note in meeting.notes.all] == [name for _, name in turns] * 8
        assert [note.indicators for note in meeting.notes.all] == [("1",), ("2",), ("3",)] * 8
        assert len(meeting.floor.turns) == 24


@pytest.mark.slow
@pytest.mark.parametrize(
    ("burst", "told"),
    [
        (f"{F2}toan{running.TAB}4", "đã ra về"),
        (f"{F4}7{ENTER}", "#7"),
        (f"{F8}{ESC}sau biên bản{ENTER}", "sau biên bản"),
        (f"{F1}điểm danh{ESC}sau trợ giúp{ENTER}", "sau trợ giúp"),
        (f"nửa câu{F2}{ESC} và nửa nữa{ENTER}", "nửa câu và nửa nữa"),
        (f"một{ENTER}{UNDO}{REDO}hai{ENTER}", "hai"),
    ],
)
def test_keys_right_after_a_function_key_arrive(app: PtyApp, burst: str, told: str) -> None:
    """L3, style.md §4.3: letters typed right after a key that opens something are read by what was opened."""
    app.send(burst)
    app.wait_until(lambda text: told in text)


@pytest.mark.slow
def test_the_window_grows_and_shrinks(app: PtyApp, home: Path) -> None:
    """T-1: three columns, two, one, a notice; back again with everything there, and nothing typed meanwhile lost."""
    app.send(f"{F3}manh{ENTER}một ý kiến")
    for columns, rows, there, gone in (
        (120, 36, "Chương trình", words.TOO_SMALL[:20]),
        (80, 24, "Cần để ý", "Chương trình"),
        (60, 16, "Diễn biến", "Cần để ý"),
        (40, 12, "Cửa sổ nhỏ quá", "Diễn biến"),
    ):
        app.resize(columns, rows)
        app.wait_until(lambda text, there=there, gone=gone: there in text and gone not in text)  # type: ignore[misc]
        app.send("!")
    app.resize(120, 36)
    app.wait_until(lambda text: "Chương trình" in text and "một ý kiến!!!!" in text)
    app.send(ENTER)
    assert left(app) == 0
    assert note_texts(home) == ["một ý kiến!!!!"]


COLOUR = re.compile(rb"\x1b\[(?:[0-9;:]*;)?(?:3[0-7]|38[;:]|4[0-7]|48[;:]|9[0-7]|10[0-7])[0-9;:]*m")
"""A sequence that sets a colour."""


@pytest.mark.slow
def test_without_colour_nothing_is_lost(home: Path, tmp_path: Path) -> None:
    """T-3: NO_COLOR sends no colour at all; states stand in words, the cursor row is reversed."""
    with the_app(home, tmp_path / "switches", env={"NO_COLOR": "1"}) as app:
        app.send(f"{F2}toan{running.TAB}3{F3}manh{ENTER}{ESC}~ còn ý kiến khác{ENTER}")
        app.wait_until(lambda text: "chưa thống nhất" in text)
        app.send(F2)
        app.wait_until(lambda text: "có mặt" in text and "Tổng 22" in text)
        app.pump(0.3)
        assert COLOUR.search(bytes(app.output)) is None
        assert any(cell.reverse for row in app.cells()[4:20] for cell in row)
        assert "Đã lưu" in app.text()


@pytest.mark.slow
@pytest.mark.parametrize(("theme", "background"), [(DARK, "11161d"), (LIGHT, "ffffff")])
def test_both_themes(home: Path, tmp_path: Path, theme: str, background: str) -> None:
    """The theme chosen last comes up again; the same words stand in both."""
    with desk_on(home) as desk:
        desk.store.set_setting("theme", theme)
    with the_app(home, tmp_path / "switches") as app:
        settled(app)
        assert app.cells()[4][2].bg == background
        assert "Diễn biến" in app.text()


@pytest.mark.slow
def test_brackets_are_shown_as_typed(app: PtyApp) -> None:
    """Text is never markup: in notes, names, notices and the entry line."""
    app.send(f"[b]đậm[/b] [/] [red{ENTER}{F3}Trần [i]Khách[/i], [u]ông[/u]{ENTER}1[link=x]")
    app.wait_until(lambda text: "Trần [i]Khách[/i]" in text and "[link=x]" in text)
    assert "[b]đậm[/b] [/] [red" in app.text()


@pytest.mark.slow
def test_pastes_are_composed_and_whole(app: PtyApp, home: Path) -> None:
    """UNI-1, UNI-8: decomposed letters, several lines, 2 KB at once."""
    long = "Chi bộ nhất trí giao tổ hai rà soát. " * 55
    for text in (normalize("NFD", "Nguyễn Thị Đỗ nêu"), "dòng một\ndòng hai\n\ndòng ba", long.strip()):
        app.paste(text)
        app.send(ENTER)
    app.wait_until(lambda text: "giao tổ hai" in text)
    assert left(app) == 0
    assert note_texts(home) == [
        normalize("NFC", "Nguyễn Thị Đỗ nêu"),
        "dòng một dòng hai dòng ba",
        long.strip(),
    ]


@pytest.mark.slow
def test_ctrl_c_and_ctrl_d_do_not_end_a_session(app: PtyApp, home: Path) -> None:
    """Nor Ctrl+\\, which ends programs too: both are keys of the input method, which is off."""
    app.send("nửa\x03\x1c\x04\x04 câu\x03" + ENTER)
    app.wait_until(lambda text: "– nửa câu" in text)
    assert app.process.poll() is None
    assert left(app) == 0
    assert note_texts(home) == ["nửa câu"]


@pytest.mark.slow
def test_leaving_asks_and_gives_the_terminal_back(app: PtyApp) -> None:
    app.send(LEAVE)
    app.wait_until(lambda text: words.LEAVE_RUNNING[:30] in text)
    app.send(f"{ESC}vẫn còn đây{ENTER}")
    app.wait_until(lambda text: "– vẫn còn đây" in text)
    assert left(app) == 0
    assert b"\x1b[?1049l" in app.output


@pytest.mark.slow
def test_a_mistake_of_the_program_is_told_in_a_sentence(home: Path, tmp_path: Path) -> None:
    """design.md §3: the record is whole, the terminal clean, the report in a file; no traceback on the screen."""
    with the_app(home, tmp_path / "switches", env={"TMPDIR": str(tmp_path)}) as app:
        app.send(f"trước khi hỏng{ENTER}{F11}")
        assert app.wait_exit() == 3
        after = bytes(app.output).rpartition(b"\x1b[?1049l")[2].decode()
        assert "Phần mềm gặp lỗi" in after
        assert "Traceback" not in after
        assert "ZeroDivisionError" not in after
    assert "ZeroDivisionError" in (tmp_path / "bienban-loi.txt").read_text("utf-8")
    assert note_texts(home) == ["trước khi hỏng"]


@pytest.mark.slow
def test_the_demo_opens_on_an_empty_folder(tmp_path: Path) -> None:
    """`python -m tui --demo`: the invented cell, ready to begin; F1 explains the keys."""
    with start_app(["-m", "tui", "--home", str(tmp_path), "--demo"]) as app:
        app.wait_until(lambda text: texts.MEETING_NEW in text)
        app.send(F1)
        app.wait_until(lambda text: words.G_DESK in text and words.H_HELP in text)
        app.send(LEAVE)
        assert app.wait_exit() == 0


def test_the_cursor_stays_in_sight_in_a_narrower_window(tmp_path: Path) -> None:
    """T-1: what is typed next is seen, also when the line has become longer than the window."""

    async def act(app: BienbanApp, pilot: Pilot[None]) -> None:
        app.bench.set_text("một câu rất dài để xem dòng gõ trôi đi thế nào khi hết chỗ trên màn hình")
        for width in (60, 100, 60):
            await pilot.resize_terminal(width, 24)
            while app._body.size.width != width:
                await pilot.pause()
            await pilot.pause()
            field = app._entry.content_region
            assert field.x <= app._entry.cursor_screen_offset.x < field.right

    piloted(tmp_path, act, size=(100, 24))
