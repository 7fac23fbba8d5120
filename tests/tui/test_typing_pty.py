"""Typing through a real pseudo-terminal, three containers deep (vietnamese.md §8: IME-1 to IME-7, UNI)."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest

from tests.tui.apps.typing_app import READY
from tests.tui.keystrokes import SENTENCE, in_bytes, in_groups, rewrite_stream
from tests.tui.pty_harness import ROOT, PtyApp, start_app

pytestmark = pytest.mark.slow

APP = str(ROOT / "tests" / "tui" / "apps" / "typing_app.py")
REPORT = "\x1b[20~"  # F9
CAPITALS = "\x1bOQ"  # F2
FIELDS = ["input", "area"]
TAKERS = ["input", "area-enter"]

STREAM = rewrite_stream(SENTENCE)
DELIVERIES = {
    "60 ms a key": (STREAM, 0.06),
    "10 ms a key": (STREAM, 0.01),
    "8 keys together": (in_groups(STREAM, 8), 0.06),
    "all at once": ([b"".join(STREAM)], 0.0),
    "0x08 for backspace": (rewrite_stream(SENTENCE, backspace="\x08"), 0.02),
    "bytes 1 ms apart": (in_bytes(STREAM), 0.001),
    "bytes 5 ms apart": (in_bytes(STREAM), 0.005),
}


class Field:
    """The running app and what it logged."""

    def __init__(self, app: PtyApp, log: Path) -> None:
        self.app = app
        self.log = log

    def facts(self, name: str) -> list[Any]:
        """Return the logged values called `name`."""
        text = self.log.read_text(encoding="utf-8") if self.log.exists() else ""
        lines = [json.loads(line) for line in text.splitlines()]
        return [line[name] for line in lines if name in line]

    def state(self) -> str:
        """Return the field's text after all keys sent so far."""
        reports = len(self.facts("state"))
        self.app.send(REPORT)
        self.app.wait_until(lambda _: len(self.facts("state")) > reports)
        state = self.facts("state")[-1]
        assert isinstance(state, str)
        return state


@contextmanager
def field_of(kind: str, log: Path, *options: str) -> Iterator[Field]:
    """Start the app with a field of this kind and wait until it listens."""
    with start_app([APP, kind, str(log), *options]) as app:
        app.wait_until(lambda text: READY in text)
        yield Field(app, log)


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "log.jsonl"


@pytest.mark.parametrize("delivery", DELIVERIES)
@pytest.mark.parametrize("kind", FIELDS)
def test_rewriting_input_method_types_exactly(kind: str, delivery: str, log: Path) -> None:
    """IME-1, IME-2: 48 words as Unikey sends them, in seven deliveries."""
    deliveries, gap = DELIVERIES[delivery]
    with field_of(kind, log) as field:
        field.app.send_apart(deliveries, gap)
        assert field.state() == SENTENCE


@pytest.mark.parametrize("kind", ["stock-input", "stock-area"])
def test_stock_widgets_still_scramble(kind: str, log: Path) -> None:
    """The control. When it fails, Textual keeps the order itself and `OrderedTyping` can go (#6605)."""
    with field_of(kind, log) as field:
        field.app.send(b"".join(STREAM))
        field.app.settle()
        assert field.state() != SENTENCE


NAMES = ["hung", "nam", "thuy", "hoa", "dung", "lan"]


@pytest.mark.parametrize("gap", [0.0, 0.06], ids=["one write", "60 ms a key"])
@pytest.mark.parametrize("kind", TAKERS)
def test_names_typed_ahead_are_all_taken(kind: str, gap: float, log: Path) -> None:
    """IME-3: six names with Enter, the app deaf for 300 ms after each: six records, in order."""
    keys = "".join(f"{name}\r" for name in NAMES).encode()
    with field_of(kind, log, "--busy", "0.3") as field:
        field.app.send_apart(in_bytes([keys]) if gap else [keys], gap)
        field.app.wait_until(lambda _: len(field.facts("taken")) >= len(NAMES))
        assert field.state() == ""
        assert field.facts("taken") == NAMES


@pytest.mark.parametrize("mark", ["\u202f", "\u200b"])
@pytest.mark.parametrize("kind", TAKERS)
def test_invisible_mark_and_its_extra_backspace(kind: str, mark: str, log: Path) -> None:
    """IME-4: "vie", then mark + 2 backspaces + "ệt" makes việt; a mark left over is not taken."""
    with field_of(kind, log) as field:
        field.app.send(f"vie{mark}\x7f\x7fệt{mark}\r")
        field.app.wait_until(lambda _: field.facts("taken"))
        assert field.facts("taken") == ["việt"]


LONG_TEXT = "\n".join(f"{number}. {SENTENCE}" for number in range(110))
"""More than 20 KB in UTF-8."""


@pytest.mark.parametrize("kind", FIELDS)
def test_long_paste(kind: str, log: Path) -> None:
    """IME-5, UNI-8: 20 KB in brackets arrive whole, as lines or, in the one-line field, joined."""
    assert len(LONG_TEXT.encode()) > 20_000
    with field_of(kind, log) as field:
        field.app.paste(LONG_TEXT)
        if kind == "area":
            assert field.state() == LONG_TEXT
        else:
            assert field.state() == LONG_TEXT.replace("\n", " ")
            field.app.wait_until(lambda _: field.facts("pasted") == [LONG_TEXT.split("\n")])


@pytest.mark.parametrize("kind", FIELDS)
def test_kitty_commit_of_a_whole_word(kind: str, log: Path) -> None:
    """IME-6: one event with several code points."""
    with field_of(kind, log) as field:
        field.app.send("ti\x1b[0;;7871:110:103u Vi\x1b[0;;7879:116u")
        assert field.state() == "tiếng Việt"


BURSTS = {
    "ba\x7fc": "bc",
    "ab\x1b[Dc": "acb",
    "bc\x1b[Ha\x1b[Fd": "abcd",
    "xyz\x1b[D\x1b[D\x1b[3~w": "xwz",
    "một hai\x17ba": "một ba",
    "một hai\x1b[1;5D\x1b[1;5Dơ": "ơmột hai",
    "ab\x1b[1;2Dô": "aô",
    "một hai\x1bOHba \x1b[1;5Dx": "xba một hai",
    "ab\x1b[O\x7fđ\x1b[Iô": "ađô",  # the window loses and gets the focus, as beside an input method's box
}


@pytest.mark.parametrize("kind", FIELDS)
@pytest.mark.parametrize(("keys", "text"), BURSTS.items(), ids=BURSTS.values())
def test_bursts_keep_the_order(kind: str, keys: str, text: str, log: Path) -> None:
    """IME-7 and more: letters, arrows, Home, End, Delete, words, selections in one write."""
    with field_of(kind, log) as field:
        field.app.send(keys)
        assert field.state() == text


@pytest.mark.parametrize("kind", FIELDS)
def test_commands_run_in_order_with_letters(kind: str, log: Path) -> None:
    """L3: a command key in the middle of a burst acts on what stands before it, and on nothing after it."""
    with field_of(kind, log) as field:
        field.app.send(f"đồng\x7f\x7f{CAPITALS}ng {CAPITALS}chí")
        assert field.state() == "ĐỒNG chí"


@pytest.mark.parametrize("kind", FIELDS)
def test_decomposed_paste_is_composed(kind: str, log: Path) -> None:
    """UNI-1: NFD pasted stands as NFC; 13 times Left is the beginning, one Backspace takes ỗ."""
    name = "Nguyễn Thị Đỗ"
    with field_of(kind, log) as field:
        field.app.paste(normalize("NFD", name))
        assert field.state() == name
        field.app.wait_until(lambda text: name in text)
        field.app.send("\x1b[D" * 13 + "|")
        assert field.state() == "|" + name
        field.app.send("\x7f" + "\x1b[F" + "\x7f")
        assert field.state() == "Nguyễn Thị Đ"


@pytest.mark.parametrize("kind", FIELDS)
def test_marks_typed_as_keys_join_their_letter(kind: str, log: Path) -> None:
    """UNI-2: e, U+0302, U+0303 is ễ; also with the hat already on (ê, U+0323), and in the middle."""
    with field_of(kind, log) as field:
        field.app.send("e\u0302\u0303 Viê\u0323t m\x1b[Do\u0302\u0323")
        assert field.state() == "ễ Việt ộm"


@pytest.mark.parametrize("kind", FIELDS)
def test_terminal_cursor_stands_at_the_caret(kind: str, log: Path) -> None:
    """The input method's box opens at the terminal's cursor (vietnamese.md §2.1): at the end, inside."""
    with field_of(kind, log) as field:
        field.app.send("Đồng chí")
        field.app.wait_until(lambda text: "Đồng chí" in text)
        row = next(y for y, line in enumerate(field.app.screen()) if "Đồng chí" in line)
        column = field.app.screen()[row].index("Đồng chí")
        field.app.wait_until(lambda _: field.app.cursor() == (column + 8, row))
        field.app.send("\x1b[D\x1b[D\x1b[D")
        field.app.wait_until(lambda _: field.app.cursor() == (column + 5, row))


def test_terminal_cursor_follows_a_scrolled_line(log: Path) -> None:
    """A line longer than the field: the caret is in the field's last cell, not beyond the screen."""
    with field_of("input", log) as field:
        field.app.send("một hai ba bốn " * 8)
        field.app.wait_until(lambda _: field.app.cursor()[0] == 79)
        field.app.settle()
        assert field.app.cursor()[0] == 79


@pytest.mark.parametrize("kind", FIELDS)
def test_markup_is_text(kind: str, log: Path) -> None:
    """L3: brackets are letters, in what is typed and in the placeholder."""
    with field_of(kind, log) as field:
        if kind == "input":
            field.app.wait_until(lambda text: "[b]Ghi[/b]" in text)
        field.app.send("[red]đỏ[/red] [")
        assert field.state() == "[red]đỏ[/red] ["
        field.app.wait_until(lambda text: "[red]đỏ[/red] [" in text)


def test_idle_field_writes_nothing(log: Path) -> None:
    """design.md §7, idle: the cursor does not blink."""
    with field_of("input", log) as field:
        field.app.send("xin")
        field.app.settle(quiet=0.8)
        written = len(field.app.output)
        field.app.pump(1.5)
        assert len(field.app.output) == written
