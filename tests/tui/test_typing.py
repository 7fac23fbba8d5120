"""The text fields' hooks and the pane drawn by lines, without a terminal."""

import asyncio
import unicodedata
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual import events, on
from textual.app import App, ComposeResult
from textual.geometry import Region
from textual.pilot import Pilot

from tests.tui.keystrokes import BACKSPACE, SENTENCE, rewrite_stream
from tui.themes import LIGHT, dress
from tui.widgets.canvas import STYLE_NAMES, Canvas
from tui.widgets.entry import INVISIBLE, OrderedInput, OrderedTyping, committed, pasted_lines
from tui.widgets.notes_area import OrderedTextArea

VIETNAMESE = st.text(alphabet="aăâeêoôơuưdđ ẫộựỵ\u0302\u0303\u0323\u202f\u200b[]", max_size=30)


# Text


@given(VIETNAMESE)
def test_committed_text_is_stored_form(text: str) -> None:
    """UNI-1, IME-4: NFC, no invisible character, and doing it again changes nothing."""
    kept = committed(text)
    assert unicodedata.is_normalized("NFC", kept)
    assert not INVISIBLE & set(kept)
    assert committed(kept) == kept


@given(st.lists(st.text(alphabet="abớ đ[", max_size=8), min_size=1), st.sampled_from(["\n", "\r\n", "\r"]))
def test_paste_keeps_every_line(lines: list[str], end: str) -> None:
    """UNI-8: whatever the line ends are."""
    assert pasted_lines(end.join(lines)) == lines


def test_paste_drops_what_a_terminal_could_obey() -> None:
    """A pasted escape sequence, tab, hard space and bidirectional override leave plain text."""
    assert pasted_lines("a\x1b[31mb\tc\u00a0d\u202ee") == ["a[31mb c de"]


def test_rewrite_stream_types_the_sentence() -> None:
    """IME-1's stream itself: obeyed in order it gives the sentence, with dozens of rewrites on the way."""
    stream = [delivery.decode() for delivery in rewrite_stream(SENTENCE)]
    text = ""
    for key in "".join(stream):
        text = text[:-1] if key == BACKSPACE else text + key
    assert text == SENTENCE
    assert len(SENTENCE.split()) >= 30
    assert sum(BACKSPACE in delivery for delivery in stream) > 50


# Fields


class FieldsApp(App[None]):
    """Both fields and a record of what happened, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.happened: list[tuple[str, Any]] = []

    def compose(self) -> ComposeResult:
        yield OrderedInput(id="line")
        yield OrderedTextArea(id="area")

    @on(OrderedTyping.Taken, "#line")
    def taken(self, event: OrderedTyping.Taken) -> None:
        self.happened.append(("message", event.value))

    def note(self, what: str) -> Callable[[Any], None]:
        """Return a hook that records what it is called with."""
        return lambda value: self.happened.append((what, value))


Field = OrderedInput | OrderedTextArea


def with_fields(story: Callable[[FieldsApp, Pilot[None]], Awaitable[None]]) -> None:
    """Run `story` with the app."""

    async def run() -> None:
        app = FieldsApp()
        async with app.run_test() as pilot:
            await story(app, pilot)

    asyncio.run(run())


def type_ahead(field: Field, *keys: str) -> None:
    """Put keys into the field's queue at once, as a burst does."""
    for key in keys:
        field.post_message(events.Key(key, key if len(key) == 1 else None))


def test_hooks_run_between_the_keys() -> None:
    """IME-3, L3: filter, edits and taking happen key by key; the message comes when it comes."""

    async def story(app: FieldsApp, pilot: Pilot[None]) -> None:
        line = app.query_one("#line", OrderedInput)

        def command(event: events.Key) -> bool:
            if event.key == "f5":
                app.happened.append(("f5", line.value))
            return event.key == "f5"

        line.key_filter = command
        line.on_edited = app.note("edited")
        line.on_taken = lambda value: app.happened.append(("taken", (value, line.value)))
        type_ahead(line, "a", "đ", "f5", "backspace", "enter", "b")
        await pilot.pause()
        assert ("message", "a") in app.happened
        assert [fact for fact in app.happened if fact[0] != "message"] == [
            ("edited", "a"),
            ("edited", "ađ"),
            ("f5", "ađ"),
            ("edited", "a"),
            ("taken", ("a", "")),
            ("edited", "b"),
        ]

    with_fields(story)


def test_an_enter_from_before_the_program_was_up_is_one() -> None:
    """L3: until the program has the terminal, what is typed ahead comes with a line feed for Enter."""

    async def story(app: FieldsApp, pilot: Pilot[None]) -> None:
        line = app.query_one("#line", OrderedInput)
        line.on_taken = lambda value: app.happened.append(("taken", value))
        type_ahead(line, "a", "ctrl+j", "b")
        await pilot.pause()
        assert ("taken", "a") in app.happened
        assert line.value == "b"

    with_fields(story)


@pytest.mark.parametrize("name", ["line", "area"])
def test_set_value_puts_the_cursor_at_the_end_and_tells_nobody(name: str) -> None:
    """What the desk writes itself is no edit; typing goes on behind it, in stored form."""

    async def story(app: FieldsApp, pilot: Pilot[None]) -> None:
        field: Field = app.query_one(f"#{name}")  # type: ignore[assignment]
        field.on_edited = app.note("edited")
        field.set_value("Đô\u0303")
        assert app.happened == []
        type_ahead(field, "!")
        await pilot.pause()
        assert field.written == "Đỗ!"
        assert app.happened == [("edited", "Đỗ!")]

    with_fields(story)


@pytest.mark.parametrize(("used", "left"), [(True, ""), (False, "hùng nam")])
def test_pasted_lines_are_offered(used: bool, left: str) -> None:
    """UNI-8: who uses the lines keeps them out of the field; otherwise they are joined."""

    async def story(app: FieldsApp, pilot: Pilot[None]) -> None:
        line = app.query_one("#line", OrderedInput)
        offered: list[list[str]] = []

        def take(lines: list[str]) -> bool:
            offered.append(lines)
            return used

        line.on_pasted = take
        line.post_message(events.Paste("hùng\r\n\r\n nam\r\n"))
        await pilot.pause()
        assert offered == [["hùng", " nam"]]
        assert line.value == left

    with_fields(story)


def test_clipboard_goes_through_the_same_door() -> None:
    """UNI-8: Ctrl+V of several lines leaves one line in the one-line field."""

    async def story(app: FieldsApp, pilot: Pilot[None]) -> None:
        line = app.query_one("#line", OrderedInput)
        app.copy_to_clipboard("một\nhai")
        type_ahead(line, "x", "ctrl+v", "y")
        await pilot.pause()
        assert line.value == "xmột haiy"

    with_fields(story)


def test_typing_replaces_a_selection() -> None:
    """A mark typed over a selection joins the letter before the selection."""

    async def story(app: FieldsApp, pilot: Pilot[None]) -> None:
        line = app.query_one("#line", OrderedInput)
        line.set_value("ae")
        type_ahead(line, "shift+left", "\u0302")
        await pilot.pause()
        assert line.value == "â"

    with_fields(story)


MOVES: dict[str, Callable[[str, int], tuple[str, int]]] = {
    "left": lambda text, at: (text, max(0, at - 1)),
    "right": lambda text, at: (text, min(len(text), at + 1)),
    "home": lambda text, at: (text, 0),
    "end": lambda text, at: (text, len(text)),
    "backspace": lambda text, at: (text[: max(0, at - 1)] + text[at:], max(0, at - 1)),
    "delete": lambda text, at: (text[:at] + text[at + 1 :], at),
    "ctrl+u": lambda text, at: (text[at:], 0),
    "ctrl+k": lambda text, at: (text[:at], at),
}


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from([*"aếđ", *MOVES]), max_size=40))
def test_any_burst_is_what_a_slow_typist_gets(keys: list[str]) -> None:
    """IME-7 as a law: whatever keys arrive together, each acts on what the ones before it left."""
    text, at = "", 0
    for key in keys:
        text, at = MOVES[key](text, at) if key in MOVES else (text[:at] + key + text[at:], at + 1)

    async def story(app: FieldsApp, pilot: Pilot[None]) -> None:
        line = app.query_one("#line", OrderedInput)
        type_ahead(line, *keys)
        await pilot.pause()
        assert (line.value, line.cursor_position) == (text, at)

    with_fields(story)


def test_read_only_area_stays() -> None:
    """The minutes while they are read: the cursor moves, nothing changes."""

    async def story(app: FieldsApp, pilot: Pilot[None]) -> None:
        area = app.query_one("#area", OrderedTextArea)
        area.set_value("đọc")
        area.read_only = True
        type_ahead(area, "x", "enter", "backspace", "ctrl+k", "left", "ctrl+v")
        area.post_message(events.Paste("dán"))
        await pilot.pause()
        assert area.written == "đọc"
        assert area.cursor_location == (0, 2)

    with_fields(story)


@pytest.mark.parametrize("key", ["f1", "up", "ctrl+n", "escape"])
def test_foreign_keys_bubble(key: str) -> None:
    """A key without meaning in the field reaches the app."""

    async def story(app: FieldsApp, pilot: Pilot[None]) -> None:
        app.bind(key, "foreign")
        app.action_foreign = lambda: app.happened.append(("foreign", key))  # type: ignore[attr-defined]
        app.query_one("#line").focus()
        await pilot.press(key)
        assert app.happened == [("foreign", key)]

    with_fields(story)


# The pane


class PaneApp(App[None]):
    """One pane of 20 × 4 cells."""

    CSS = "Canvas { width: 20; height: 4; }"

    def __init__(self) -> None:
        super().__init__()
        dress(self)
        self.reported: list[tuple[int, ...]] = []

    def compose(self) -> ComposeResult:
        yield Canvas([[("Đồng chí ", "plain"), ("Lan", "strong")], [("hai", "muted")]])

    def on_canvas_clicked(self, event: Canvas.Clicked) -> None:
        self.reported.append((event.x, event.y))

    def on_canvas_wheeled(self, event: Canvas.Wheeled) -> None:
        self.reported.append((event.steps,))


def with_pane(story: Callable[[PaneApp, Pilot[None], Canvas], Awaitable[None]]) -> None:
    """Run `story` with the app and its pane."""

    async def run() -> None:
        app = PaneApp()
        async with app.run_test(size=(40, 10)) as pilot:
            await story(app, pilot, app.query_one(Canvas))

    asyncio.run(run())


def drawn(pane: Canvas) -> list[str]:
    """Return the text of the pane's lines."""
    return [pane.render_line(y).text for y in range(pane.size.height)]


def test_lines_fill_the_pane_exactly() -> None:
    """UNI-6: each line is cut or filled to the pane's cells, also across a wide letter at the edge."""

    async def story(app: PaneApp, pilot: Pilot[None], pane: Canvas) -> None:
        pane.show([[("x" * 19 + "漢", "plain")], [("a\tb\x1b[1m[b]", "now"), ("", "cursor")]])
        assert {pane.render_line(y).cell_length for y in range(4)} == {20}
        assert drawn(pane) == ["x" * 19 + " ", "a b [1m[b]".ljust(20), " " * 20, " " * 20]
        *_, fill = pane.render_line(1)
        assert fill.style == pane.get_component_rich_style("canvas--cursor")

    with_pane(story)


@pytest.mark.parametrize(
    ("lines", "painted"),
    [
        ([[("Đồng chí ", "plain"), ("Lan", "strong")], [("hai", "muted")]], []),
        ([[("Đồng chí ", "plain"), ("Lan", "now")], [("hai", "muted")]], [Region(9, 0, 3, 1)]),
        ([[("Đồng chí Lan", "strong")], [("hai", "muted")]], [Region(0, 0, 9, 1)]),
        ([[("Đồng chí ", "plain"), ("Linh", "strong")], [("hoi", "muted")]], [(10, 0, 10, 1), (1, 1, 1, 1)]),
        ([[("Đồng chí ", "plain"), ("Lan", "strong")], [("hai", "muted"), ("", "cursor")]], [(3, 1, 17, 1)]),
        ([[("Đồng chí ", "plain"), ("Lan", "strong")]], [(0, 1, 20, 1)]),
        ([[("Đồng chí ", "plain"), ("Lan", "strong")], [("hai", "muted")], [], [], [("5", "plain")]], []),
    ],
)
def test_only_what_differs_is_painted(
    lines: list[list[tuple[str, str]]], painted: list[Region], monkeypatch: pytest.MonkeyPatch
) -> None:
    """style.md §4.4: the regions handed to Textual are those of the changed cells; no layout."""

    async def story(app: PaneApp, pilot: Pilot[None], pane: Canvas) -> None:
        asked: list[object] = []

        def refresh(*regions: Region, layout: bool = False) -> Canvas:
            assert not layout
            asked.extend(regions)
            return pane

        drawn(pane)
        monkeypatch.setattr(pane, "refresh", refresh)
        pane.show(lines)
        assert asked == painted
        fresh = Canvas(lines)
        assert list(pane.shown) == list(fresh.shown)

    with_pane(story)


LINES = st.lists(
    st.lists(st.tuples(st.text(alphabet="aếĐ漢 ", max_size=6), st.sampled_from(STYLE_NAMES)), max_size=3),
    max_size=6,
)


@settings(max_examples=30, deadline=None)
@given(LINES, LINES)
def test_what_was_shown_before_leaves_no_trace(before: list[Any], after: list[Any]) -> None:
    """Drawing after a change equals drawing afresh."""

    async def story(app: PaneApp, pilot: Pilot[None], pane: Canvas) -> None:
        pane.show(after)
        fresh = [list(pane.render_line(y)) for y in range(4)]
        pane.show(before)
        drawn(pane)
        pane.show(after)
        assert [list(pane.render_line(y)) for y in range(4)] == fresh

    with_pane(story)


def test_unknown_style_is_refused() -> None:
    """The vocabulary is closed."""

    async def story(app: PaneApp, pilot: Pilot[None], pane: Canvas) -> None:
        with pytest.raises(KeyError, match="pink"):
            pane.show([[("x", "pink")]])

    with_pane(story)


def test_theme_and_width_redraw() -> None:
    """A new theme and a new size are seen in lines drawn before."""

    async def story(app: PaneApp, pilot: Pilot[None], pane: Canvas) -> None:
        dark = list(pane.render_line(0))
        app.theme = LIGHT
        await pilot.pause()
        assert [segment.text for segment in pane.render_line(0)] == [segment.text for segment in dark]
        assert list(pane.render_line(0)) != dark
        pane.styles.width = 30
        await pilot.pause()
        assert pane.render_line(0).cell_length == 30

    with_pane(story)


def test_mouse_is_reported_and_takes_no_focus() -> None:
    """A click names its cell; the entry line would keep the focus."""

    async def story(app: PaneApp, pilot: Pilot[None], pane: Canvas) -> None:
        await pilot.click(pane, offset=(7, 1))
        await pilot.pause()
        assert app.reported == [(7, 1)]
        assert not pane.can_focus

    with_pane(story)
