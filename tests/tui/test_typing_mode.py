"""The desk's own input method in the entry line: chosen, shown, switched, and stepping aside (TX-5, TX-6, L3)."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual import events
from textual.app import App, ComposeResult
from textual.pilot import Pilot

from models.commands import NoteDraft
from models.shorthand import write
from tests.tui.bench import hold, make_bench, open_store, press, shut
from tests.tui.keystrokes import BACKSPACE, SENTENCE, rewrite_stream
from tui import words_typing as texts
from tui.app import BienbanApp
from tui.desk import Desk
from tui.input_method import InputMethod
from tui.panes.live import LivePane
from tui.prompts import Choose
from tui.typing_mode import GIVE_BACK, METHOD, ON, TOGGLE, TONES, mark
from tui.widgets.notes_area import OrderedTextArea
from tui.workbench import Workbench

Act = Callable[[BienbanApp, Pilot[None]], Awaitable[None]]

_NAMED = {" ": "space", BACKSPACE: "backspace", "\r": "enter", "←": "left", "→": "right", "⌦": "delete"}


def burst(app: BienbanApp, keys: str, *more: str) -> None:
    """Put keys into the entry line's queue at once, letters and named ones, as a fast hand does."""
    for key in [*keys, *more]:
        name = _NAMED.get(key, key)
        app._entry.post_message(events.Key(name, key if len(name) == 1 or key == " " else None))


def piloted(home: Path, act: Act, method: str = "") -> Workbench:
    """Run the app on a session, with this method turned on or none, and let `act` use it."""
    store = open_store(home)
    if method:
        store.set_setting(METHOD, method)
        store.set_setting(ON, True)
    store.close()
    bench = hold(make_bench(home))

    async def run() -> None:
        app = BienbanApp(bench.desk, bench)
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            await act(app, pilot)

    asyncio.run(run())
    return bench


def notes_of(bench: Workbench) -> list[str]:
    """The notes as lines of shorthand: words and tags."""
    return [_line(note.text, note.indicators, note.owner) for note in bench.desk.meeting.notes.all]


def _line(text: str, indicators: tuple[str, ...], owner: str) -> str:
    return write(NoteDraft(text=text, indicators=indicators, owner=owner)).removeprefix("> ")


def sign_of(app: BienbanApp) -> str:
    """The sign at the end of the entry line."""
    return "".join(text for line in app._mark.shown for text, _ in line).strip()


# --- choosing and switching ---------------------------------------------------------------------------------------


def test_off_until_it_is_chosen(tmp_path: Path) -> None:
    """§3.2 point 12: E is shown, keys are letters."""

    async def act(app: BienbanApp, pilot: Pilot[None]) -> None:
        assert sign_of(app) == "E"
        burst(app, "tieengs\r")
        await pilot.pause()

    bench = piloted(tmp_path, act)
    assert notes_of(bench) == ["tieengs"]
    shut(bench)


def test_one_key_turns_it_on_and_off_in_the_midst_of_a_word(tmp_path: Path) -> None:
    """TX-6: the sign follows, the letters that stand there stay; it is remembered on this computer."""

    async def act(app: BienbanApp, pilot: Pilot[None]) -> None:
        burst(app, "tie", TOGGLE)
        burst(app, "engs ")
        await pilot.pause()
        assert (sign_of(app), app._entry.value) == ("V Telex", "tiếng ")
        burst(app, "vie", TOGGLE)
        burst(app, "tj\r")
        await pilot.pause()
        assert sign_of(app) == "E"
        burst(app, "", TOGGLE)
        await pilot.pause()

    bench = piloted(tmp_path, act)
    assert notes_of(bench) == ["tiếng vietj"]
    shut(bench)
    again = Workbench(Desk(open_store(tmp_path)), lambda bench: LivePane())
    assert (again.typing.on, again.typing.method) == (True, "telex")
    shut(again)


@pytest.mark.parametrize(
    ("width", "on", "method", "sign"),
    [(80, True, "telex", "V Telex"), (120, True, "vni", "V VNI"), (60, True, "vni", "V"), (80, False, "vni", "E")],
)
def test_the_sign_is_a_letter_and_the_methods_name_where_it_fits(width: int, on: bool, method: str, sign: str) -> None:
    """desk.md L3: seen without colour, on the smallest screen too."""
    assert mark(InputMethod("vni" if method == "vni" else "telex", on=on), width) == sign


def test_the_method_is_chosen_from_the_palette(bench: Workbench) -> None:
    """§3.2 points 7, 12: Telex, VNI, none; old or new place of the tone; kept as settings."""
    store = bench.desk.store
    for digit, method, on in (("2", "vni", True), ("1", "telex", True), ("3", "telex", False)):
        press(bench, "ctrl+p", "kieu go", "enter")
        assert isinstance(bench.prompt, Choose)
        press(bench, digit)
        assert (bench.typing.method, bench.typing.on) == (method, on)
        assert (store.setting(METHOD), store.setting(ON)) == (method, on)
    press(bench, "ctrl+p", "kieu go", "enter", "kieu moi", "enter")
    assert (bench.typing.tone_style, store.setting(TONES)) == ("new", "new")
    assert "hoà" in bench.notice.text
    assert not bench.typing.on


# --- everywhere where text is typed -------------------------------------------------------------------------------


def test_notes_with_their_signs(tmp_path: Path) -> None:
    """L3, L14: words are composed, the signs of the shorthand are not."""

    async def act(app: BienbanApp, pilot: Pilot[None]) -> None:
        burst(app, "Nhaats tris vowis baos caos, boor sung muc 3.2 #7\r")
        burst(app, "+ raf soats dduwowngf thoon 5 #2\r")
        await pilot.pause()

    bench = piloted(tmp_path, act, "telex")
    assert notes_of(bench) == ["Nhất trí với báo cáo, bổ sung muc 3.2 #7", "rà soát đường thôn 5 #2"]
    shut(bench)


def test_codes_of_abbreviations_are_written_out(tmp_path: Path) -> None:
    """L14: a code is no word; what it stands for goes on in composed words."""

    async def act(app: BienbanApp, pilot: Pilot[None]) -> None:
        burst(app, "tasn thanfh ;cb hopj\r")
        await pilot.pause()

    bench = piloted(tmp_path, act, "telex")
    assert notes_of(bench) == ["tán thành chi bộ họp"]
    shut(bench)


def test_names_of_guests_and_people(tmp_path: Path) -> None:
    """S-4: people are found by keys, marks or bare letters; a name nobody bears is written with its marks."""

    async def act(app: BienbanApp, pilot: Pilot[None]) -> None:
        for name in ("manh", "Lee Xuaan DDoanf"):
            burst(app, "", "f3")
            burst(app, f"{name}\r")
        await pilot.pause()
        floor = app.desk.meeting.floor
        assert [app.desk.meeting.name(turn.person) for turn in floor.turns] == ["Lê Bảo Mạnh", "Lê Xuân Đoàn"]
        burst(app, "", "f3")
        burst(app, "Traanf Khachs, truwowngr thoon\r1")
        await pilot.pause()
        guests = app.desk.meeting.guests.values()
        assert [(guest.name, guest.post) for guest in guests] == [("Trần Khách", "trưởng thôn")]

    shut(piloted(tmp_path, act, "telex"))


@pytest.mark.parametrize("initials", ["lbm", "lxd", "dd", "dad", "as", "nvh"])
def test_initials_are_looked_for_as_they_were_pressed(tmp_path: Path, initials: str) -> None:
    """§2.3: composing must not change whom bare letters find."""

    async def act(app: BienbanApp, pilot: Pilot[None]) -> None:
        plain = [hit.id for hit in app.desk.find(initials)]
        burst(app, "", "f3")
        burst(app, initials)
        await pilot.pause()
        assert [hit.id for hit in app.desk.find(app.bench.text)] == plain

    shut(piloted(tmp_path, act, "telex"))


def test_digits_are_commands_while_nothing_is_typed(tmp_path: Path) -> None:
    """L3: with VNI on, 4 marks whoever the cursor is on; typed behind letters it is a tone, behind a blank a year."""

    async def act(app: BienbanApp, pilot: Pilot[None]) -> None:
        there = len(app.desk.meeting.attendance.in_room(app.desk.now()))
        burst(app, "", "f2", "down", "4")
        await pilot.pause()
        assert len(app.desk.meeting.attendance.in_room(app.desk.now())) == there - 1
        burst(app, "hu2ng 84")
        await pilot.pause()
        assert app._entry.value == "hùng 84"

    shut(piloted(tmp_path, act, "vni"))


def test_pastes_are_never_composed(tmp_path: Path) -> None:
    """§3.2 point 11: pasted letters stand as they are, and are no sign of another input method."""

    async def act(app: BienbanApp, pilot: Pilot[None]) -> None:
        burst(app, "xem ")
        await pilot.pause()
        app._entry.post_message(events.Paste("list tests đã có "))
        burst(app, "roof")
        await pilot.pause()
        assert app._entry.value == "xem list tests đã có rồ"
        assert sign_of(app) == "V Telex"

    shut(piloted(tmp_path, act, "telex"))


def test_editing_keys_in_the_midst_of_composed_words(tmp_path: Path) -> None:
    """§3.2 point 10: arrows, Delete, Backspace, a selection, then typing goes on as in any word."""

    async def act(app: BienbanApp, pilot: Pilot[None]) -> None:
        for keys, more, text in (
            ("hoan←f", (), "hoàn"),
            ("toans" + BACKSPACE + BACKSPACE + BACKSPACE + "ooi", (), "tôi"),
            ("thasy " + BACKSPACE + "a", (), "thấy"),
            ("tieengs←←⌦⌦ng", (), "tiếng"),
            ("nguoi←w→f", (), "người"),
            ("vieetj nam", ("shift+left", "shift+left", "o"), "việt no"),
            ("chao" + "←" * 4, ("delete", "d", "d"), "đhao"),
        ):
            burst(app, keys, *more)
            await pilot.pause()
            assert app._entry.value == text
            burst(app, "", "ctrl+a", "ctrl+k") if app._entry.value else None
            app.bench.set_text("")
            await pilot.pause()

    shut(piloted(tmp_path, act, "telex"))


def test_the_last_word_comes_back_as_its_keys(tmp_path: Path) -> None:
    """TX-6: one key, and once more the marks; the draft and the record have what is seen."""

    async def act(app: BienbanApp, pilot: Pilot[None]) -> None:
        burst(app, "tieengs", GIVE_BACK)
        await pilot.pause()
        assert app._entry.value == app.bench.text == "tieengs"
        burst(app, "", GIVE_BACK)
        burst(app, " list ")
        burst(app, "", GIVE_BACK)
        burst(app, "vieecj\r")
        await pilot.pause()
        burst(app, "", GIVE_BACK)
        await pilot.pause()
        assert app.bench.notice.text == texts.NOTHING_TO_GIVE_BACK

    bench = piloted(tmp_path, act, "telex")
    assert notes_of(bench) == ["tiếng list việc"]
    shut(bench)


def test_no_keys_are_given_back_while_it_is_off(tmp_path: Path) -> None:
    async def act(app: BienbanApp, pilot: Pilot[None]) -> None:
        burst(app, "việt", GIVE_BACK)
        await pilot.pause()
        assert (app._entry.value, app.bench.notice.text) == ("việt", texts.NOTHING_TYPED_HERE)

    shut(piloted(tmp_path, act))


def test_a_half_typed_note_goes_as_it_is_seen(tmp_path: Path) -> None:
    """L4: the floor passes on in the midst of a word; what stood there is the note."""

    async def act(app: BienbanApp, pilot: Pilot[None]) -> None:
        burst(app, "", "f3")
        burst(app, "manh\rxin bor sung")
        burst(app, "", "f7")
        await pilot.pause()

    bench = piloted(tmp_path, act, "telex")
    assert notes_of(bench) == ["xin bỏ sung"]
    shut(bench)


# --- another input method -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("method", ["telex", "vni"])
def test_it_steps_aside_for_another_input_method(tmp_path: Path, method: str) -> None:
    """TX-5: 48 words exact, the sign is E, it is said until Enter, and remembered."""

    async def act(app: BienbanApp, pilot: Pilot[None]) -> None:
        burst(app, b"".join(rewrite_stream(SENTENCE)).decode())
        await pilot.pause()
        assert app._entry.value == SENTENCE
        assert sign_of(app) == "E"
        assert app.bench.notice.text.startswith(texts.OUTSIDE_SEEN.partition("{")[0])
        assert app.desk.store.setting(ON) is False
        burst(app, "\r")
        burst(app, "ừ")
        await pilot.pause()
        assert app.bench.notice.text == ""

    bench = piloted(tmp_path, act, method)
    assert notes_of(bench) == [SENTENCE]
    shut(bench)


# --- the field of several lines -----------------------------------------------------------------------------------


class AreaApp(App[None]):
    """The field of several lines with an input method."""

    def compose(self) -> ComposeResult:
        area = OrderedTextArea()
        area.input_method = InputMethod(on=True)
        yield area


def test_the_field_of_several_lines() -> None:
    """TX-6: words, ends of lines, the middle of a word, the way back to the keys."""

    async def run() -> None:
        app = AreaApp()
        async with app.run_test() as pilot:
            area = app.query_one(OrderedTextArea)
            for key in [*"moojt hai", "enter", *"giuos", "enter", *"hoan", "left", "f", "right", " ", *"list"]:
                area.post_message(events.Key("space" if key == " " else key, key if len(key) == 1 else None))
            await pilot.pause()
            assert area.written == "một hai\ngiuos\nhoàn lít"
            assert area.give_back_keys()
            assert area.written == "một hai\ngiuos\nhoàn list"

    asyncio.run(run())
