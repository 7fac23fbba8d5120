"""Is this computer ready for a session? What is looked at, what is told, and when nothing is said."""

from __future__ import annotations

import argparse
import io
import sys
import unicodedata
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from models.vietnamese.keystrokes import encode
from sync.clock import SystemClock
from tests.tui.bench import HandClock, clock_of, make_bench, open_store, screen, shut
from tui import machine
from tui import words_machine as texts
from tui.desk import Desk
from tui.errands_check import check
from tui.machine import Finding, limits
from tui.panes.meetings import MeetingsPane

DAY = 24 * 3600 * 1000


def at(year: int, month: int, day: int, hour: int = 8) -> int:
    """UTC ms of an hour in Vietnam."""
    return int(datetime(year, month, day, hour, tzinfo=limits().zone).timestamp() * 1000)


# --- letters, window --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["utf-8", "UTF8", "utf_8"])
def test_utf8_is_fine_by_any_of_its_names(name: str) -> None:
    assert machine.letters(name).fine


@pytest.mark.parametrize("name", ["ascii", "cp1258", "cp437", "latin-1"])
def test_another_code_says_how_to_get_utf8(name: str) -> None:
    found = machine.letters(name)
    assert not found.fine
    assert name in found.told
    assert "bienban.cmd" in found.told


@pytest.mark.parametrize(
    ("size", "fine"), [((60, 16), True), ((59, 16), False), ((60, 15), False), ((80, 24), True), (None, True)]
)
def test_the_window_has_to_be_60_by_16(size: tuple[int, int] | None, fine: bool) -> None:
    assert machine.window(size).fine is fine


def test_a_window_that_only_just_does_is_told_what_is_better() -> None:
    assert "100 × 28" in machine.window((70, 20)).told
    assert machine.window((80, 24)).told == "80 cột × 24 dòng"


# --- folder -----------------------------------------------------------------------------------------------------


def test_a_folder_that_is_not_there_yet_can_be_made(tmp_path: Path) -> None:
    found = machine.folder(tmp_path / "a" / "b")
    assert [(one.what, one.fine) for one in found] == [(texts.FOLDER, True), (texts.SPACE, True)]
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """Nothing can be made under a file, whoever asks."""
    (tmp_path / "file").write_text("")
    first, *_ = machine.folder(tmp_path / "file")
    assert not first.fine
    assert str(tmp_path / "file") in first.told


def test_a_synchronised_folder_is_told_in_the_stores_own_words(tmp_path: Path) -> None:
    (found,) = [
        one for one in machine.folder(tmp_path / "OneDrive - Xã Tân Lạc Hạ" / "bienban") if one.what == texts.FOLDER
    ]
    assert not found.fine, "one thing is not called fine and wrong at once"
    assert "OneDrive" in found.told


def test_hardly_any_room_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sync.paths.free_space", lambda root: 40_000_000)
    (low,) = [one for one in machine.folder(tmp_path) if not one.fine]
    assert low.what == texts.SPACE
    assert "40 MB" in low.told


# --- clock ------------------------------------------------------------------------------------------------------


def test_the_clock_is_not_before_the_version_was_made() -> None:
    first = limits().earliest
    assert not machine.clock(at(first.year, first.month, first.day) - DAY).fine
    assert machine.clock(at(first.year, first.month, first.day)).fine
    assert "01/01/2009" in machine.clock(at(2009, 1, 1)).told


def test_the_day_this_version_was_made_has_been() -> None:
    """Data of the product: a later day than today would call every right clock wrong."""
    assert date(2026, 1, 1) <= limits().earliest <= datetime.now(UTC).date()


def test_the_clock_is_not_many_years_ahead() -> None:
    assert not machine.clock(at(limits().earliest.year + limits().years + 1, 1, 1)).fine


def test_the_clock_is_not_behind_what_was_recorded_last() -> None:
    """A few minutes are what setting a clock right costs; half an hour is a clock that fell back."""
    now = at(2027, 3, 1)
    assert machine.clock(now, now + 5 * 60_000).fine
    assert machine.clock(now, now - 300 * DAY).fine
    found = machine.clock(now, now + 30 * 60_000)
    assert not found.fine
    assert "08:00" in found.told
    assert "08:30" in found.told


def test_another_zone_is_told() -> None:
    assert machine.zone(timedelta(hours=7)).fine
    found = machine.zone(timedelta(hours=-8))
    assert not found.fine
    assert "UTC-08:00" in found.told


# --- typing -----------------------------------------------------------------------------------------------------

WORDS = texts.TYPE_THIS


def precomposed_vowel_and_tone(text: str) -> str:
    """The third form, as some keyboards send it: "ê" and a combining tone."""
    loose = unicodedata.normalize("NFD", text)
    return loose.replace("e\u0302", "\u00ea").replace("e\u0323\u0302", "\u00ea\u0323")


@pytest.mark.parametrize(
    ("text", "fine", "told"),
    [
        (WORDS, True, "đúng"),
        (f"  {WORDS}\n", True, "đúng"),
        (unicodedata.normalize("NFD", WORDS), True, "tự ghép"),
        (precomposed_vowel_and_tone(WORDS), True, "tự ghép"),
        ("tiế\u200bng Việt", True, "U+200B"),
        (" ".join(encode(word, "telex") for word in WORDS.split()), False, "Telex"),
        (" ".join(encode(word, "vni") for word in WORDS.split()), False, "VNI"),
        ("tieengs Vieetj", False, "Telex"),
        ("tiÕng ViÖt", False, "TCVN3"),
        ("tieáng Vieät", False, "VNI"),
        ("tie\x1b[D\x7fng", False, "U+001B"),
        ("ti\udcc3ng", False, "UTF-8"),
        ("tieng Viet", False, "“tieng Viet”"),
        ("tiếng Vịêt", False, "U+"),
    ],
)
def test_what_arrives_tells_the_input_method(text: str, fine: bool, told: str) -> None:
    """IME cases of a clerk's machine: composed, loose, hidden signs, keys, old codes, control sequences."""
    found = machine.typed(text)
    assert (found.what, found.fine) == (texts.TYPING, fine)
    assert told in found.told


def test_what_is_told_about_typing_holds_no_control_sign() -> None:
    """What came is shown to the terminal it came from."""
    for text in ("\x1b]0;x\x07", "a\x9bb", "\u202etiếng"):
        told = machine.typed(text).told
        assert all(unicodedata.category(char) not in ("Cc", "Cf") for char in told), text


# --- at the start -----------------------------------------------------------------------------------------------


def test_a_sound_computer_says_nothing_at_the_start(tmp_path: Path) -> None:
    made = make_bench(tmp_path, meeting=False)
    clock_of(made).pass_time(minutes=5 * 365 * 24 * 60)
    assert machine.now_wrong(made.desk.store) == []
    shut(made)


def test_a_clock_before_its_last_record_is_told_at_the_start(tmp_path: Path) -> None:
    """The session that was recorded tells the time it must be by now."""
    hand = HandClock()
    hand.pass_time(minutes=5 * 365 * 24 * 60)
    store = open_store(tmp_path, hand)
    desk = Desk(store)
    desk.create("2028-09-13")
    desk.close()
    assert machine.now_wrong(store) == []
    hand.pass_time(minutes=-30)
    (wrong,) = machine.now_wrong(store)
    assert wrong.what == texts.CLOCK
    store.close()


def test_the_list_of_meetings_shows_only_what_is_wrong(tmp_path: Path) -> None:
    told = "Máy đang để 08:00 ngày 01/01/2009, trước cả ngày làm ra phần mềm này."
    made = make_bench(tmp_path, meeting=False, pane=MeetingsPane(wrong=[told]))
    rows = screen(made)
    assert "! Máy đang để 08:00" in "\n".join(rows)
    shut(made)
    calm = make_bench(tmp_path / "calm", meeting=False, pane=MeetingsPane())
    assert "Máy đang để" not in "\n".join(screen(calm))
    shut(calm)


# --- the command ------------------------------------------------------------------------------------------------


class Keyboard(io.StringIO):
    """What somebody types."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def looked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """Run the command; its text with its exit code in front."""

    def look(typed: str | None, zone: Finding) -> str:
        monkeypatch.setattr(sys, "stdin", io.StringIO() if typed is None else Keyboard(typed))
        monkeypatch.setattr(machine, "zone", lambda offset: zone)
        code = check(argparse.Namespace(home=tmp_path, demo=False))
        return f"{code} {capsys.readouterr().out}"

    return look


HERE = Finding(texts.ZONE, True, texts.ZONE_FINE)


def test_a_computer_that_is_ready(looked: Callable[..., str], tmp_path: Path) -> None:
    """Everything in one page, the letters to look at, nothing left behind in the folder."""
    told = looked(WORDS, HERE)
    assert told.startswith("0 ")
    assert texts.FONT_LINE in told
    assert texts.TYPED_FINE in told
    assert told.rstrip().endswith(texts.ALL_FINE)
    assert list(tmp_path.iterdir()) == []


def test_what_is_wrong_is_counted(looked: Callable[..., str]) -> None:
    told = looked("tieengs Vieetj", machine.zone(timedelta()))
    assert told.startswith("1 ")
    assert told.rstrip().endswith(texts.SOME_WRONG.format(count=2))


def test_nobody_is_asked_to_type_into_a_pipe(looked: Callable[..., str]) -> None:
    told = looked(None, HERE)
    assert told.startswith("0 ")
    assert texts.TYPE_ASK.format(words=WORDS) not in told


def test_the_real_clock_of_this_computer_is_asked(tmp_path: Path) -> None:
    """No mock of our own stands between the look and the clock."""
    assert machine.clock(SystemClock().wall()).fine
