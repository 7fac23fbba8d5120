"""Run a program in a real pseudo-terminal and look at its screen as a person would.

    with start_app(["-m", "tui", "--help"], size=(80, 24)) as app:
        app.wait_until(lambda text: "Trợ giúp" in text)
        app.send("hùng\\r")
        assert "Hùng" in app.text()

`start_app(args, env=None, size=(80, 24))` runs this Python with `args`. The environment is that of the tests,
with a true-colour xterm, without NO_COLOR and without Textual's own variables; `env` adds to it, a value of
None removes. Leaving the block ends the process. Nothing is read unless one of the waiting methods runs, so
wait with `pump`, never with a plain sleep: a program whose output nobody reads stands still.

Pseudo-terminals exist on Unix only; importing this module elsewhere skips the tests.
"""

import os
import re
import select
import signal
import struct
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import pyte
import pytest

termios = pytest.importorskip("termios")
fcntl = pytest.importorskip("fcntl")

ROOT = Path(__file__).resolve().parents[2]
_NOT_KEPT = ("TEXTUAL", "NO_COLOR", "COLUMNS", "LINES")
"""Variables that a program in a terminal of its own must not see: a size there would outlast every resize."""

PATIENCE = 60.0
"""Seconds until a waiting method gives up: long, for a loaded machine; no test measures time with it."""

_QUERY = re.compile(rb"\x1b\[(?:\?(?P<mode>\d+)\$p|(?P<attributes>0?c)|(?P<cursor>6n))")
_LONGEST_QUERY = 32
"""Bytes, more than any question has: one that came in two pieces is still found."""

_SYNCHRONISED_OUTPUT = b"2026"


def start_app(
    args: Sequence[str], env: Mapping[str, str | None] | None = None, size: tuple[int, int] = (80, 24)
) -> "PtyApp":
    """Start this Python with `args` in a pseudo-terminal of `size` (columns, rows)."""
    return PtyApp([sys.executable, *args], _environment(env or {}), size)


def _environment(extra: Mapping[str, str | None]) -> dict[str, str]:
    """Return a clean environment with `extra` on top."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(_NOT_KEPT)}
    wanted = kept | {
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "LC_ALL": "C.UTF-8",
        "PYTHONPATH": str(ROOT),
        "TEXTUAL_ANIMATIONS": "none",
    }
    return {name: value for name, value in (wanted | dict(extra)).items() if value is not None}


class PtyApp:
    """A running program, its keyboard and its screen."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str], size: tuple[int, int]) -> None:
        self.terminal = pyte.Screen(*size)
        self.output = bytearray()
        """Every byte the program wrote."""
        self._stream = pyte.ByteStream(self.terminal)
        self._asked_up_to = 0
        self._keyboard, program_side = os.openpty()
        self._set_size(size)
        self.process = subprocess.Popen(
            command,
            stdin=program_side,
            stdout=program_side,
            stderr=program_side,
            env=dict(environment),
            cwd=ROOT,
            start_new_session=True,
        )
        os.close(program_side)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # Keyboard and mouse

    def send(self, data: str | bytes) -> None:
        """Send `data` in one write, as one delivery of the terminal."""
        rest = memoryview(data.encode() if isinstance(data, str) else data)
        while rest:
            _, writable, _ = select.select([], [self._keyboard], [], 0.0)
            if writable:
                # A terminal's line buffer holds 4096 bytes: no more at once, and read in between.
                rest = rest[os.write(self._keyboard, rest[:1024]) :]
            self.pump(0.0)

    def send_apart(self, deliveries: Iterable[bytes], gap: float) -> None:
        """Send each delivery in a write of its own, `gap` seconds apart."""
        for delivery in deliveries:
            self.send(delivery)
            self.pump(gap)

    def paste(self, text: str) -> None:
        """Paste `text` in brackets, with carriage returns as line ends as terminals send them."""
        self.send("\x1b[200~" + text.replace("\n", "\r") + "\x1b[201~")

    def click(self, x: int, y: int) -> None:
        """Click the left button on the cell `x`, `y`, counted from 0."""
        place = f"{x + 1};{y + 1}"
        self.send(f"\x1b[<0;{place}M\x1b[<0;{place}m")

    def vanish(self) -> None:
        """The window is gone at once, and no signal tells the program."""
        os.close(self._keyboard)
        self._keyboard = -1

    def resize(self, columns: int, rows: int) -> None:
        """Give the window another size."""
        self.terminal.resize(rows, columns)
        self._set_size((columns, rows))
        self.process.send_signal(signal.SIGWINCH)

    # Screen

    def screen(self) -> list[str]:
        """Return the lines of the screen, without blanks at their ends."""
        return [line.rstrip() for line in self.terminal.display]

    def text(self) -> str:
        """Return the screen as one text."""
        return "\n".join(self.screen())

    def cursor(self) -> tuple[int, int]:
        """Return the cell (column, row) of the terminal's own cursor: where an input method opens its box."""
        return self.terminal.cursor.x, self.terminal.cursor.y

    def cells(self) -> list[list[pyte.screens.Char]]:
        """Return all cells of the screen, row by row, each with `data`, `fg`, `bg`, `bold`, `reverse`."""
        rows = self.terminal.buffer
        return [[rows[y][x] for x in range(self.terminal.columns)] for y in range(self.terminal.lines)]

    # Waiting

    def pump(self, seconds: float) -> bool:
        """Read what the program writes for `seconds`; tell whether anything came."""
        deadline = time.monotonic() + seconds
        came = False
        while True:
            left = max(0.0, deadline - time.monotonic())
            readable, _, _ = select.select([self._keyboard], [], [], left)
            if not readable or not self._read():
                return came
            came = True

    def wait_until(self, predicate: Callable[[str], object], patience: float = PATIENCE) -> None:
        """Read until `predicate` of the screen's text holds; AssertionError with the screen if never."""
        deadline = time.monotonic() + patience
        while not predicate(self.text()):
            self.pump(0.02)
            assert time.monotonic() < deadline, f"never came true; the screen:\n{self.text()}"

    def settle(self, quiet: float = 0.3, patience: float = PATIENCE) -> None:
        """Read until nothing has come for `quiet` seconds."""
        deadline = time.monotonic() + patience
        while self.pump(quiet):
            assert time.monotonic() < deadline, f"never came to rest; the screen:\n{self.text()}"

    def wait_exit(self, patience: float = PATIENCE) -> int:
        """Read until the program has ended by itself; return its exit code."""
        deadline = time.monotonic() + patience
        while self.process.poll() is None:
            self.pump(0.02)
            assert time.monotonic() < deadline, f"still running; the screen:\n{self.text()}"
        self.pump(0.0)
        return self.process.returncode

    def kill(self) -> None:
        """End the program as a power cut would."""
        self.process.kill()
        self.process.wait()

    def close(self) -> None:
        """End the program, if it still runs, and give the terminal back."""
        if self.process.poll() is None:
            self.kill()
        if self._keyboard >= 0:
            os.close(self._keyboard)

    # Inside

    def _set_size(self, size: tuple[int, int]) -> None:
        """Tell the kernel the window's size."""
        columns, rows = size
        fcntl.ioctl(self._keyboard, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def _read(self) -> bool:
        """Read once, draw it, answer what was asked; False when the program has closed its side."""
        try:
            data = os.read(self._keyboard, 65536)
        except OSError:
            return False
        self.output += data
        self._stream.feed(data)
        self._answer()
        return bool(data)

    def _answer(self) -> None:
        """Answer the program's questions as an xterm with synchronised output does."""
        for question in _QUERY.finditer(self.output, self._asked_up_to):
            self._asked_up_to = question.end()
            os.write(self._keyboard, _answer_to(question))
        self._asked_up_to = max(self._asked_up_to, len(self.output) - _LONGEST_QUERY)


def _answer_to(question: re.Match[bytes]) -> bytes:
    """Return the terminal's answer to one question."""
    if mode := question["mode"]:
        return b"\x1b[?" + mode + (b";2$y" if mode == _SYNCHRONISED_OUTPUT else b";0$y")
    return b"\x1b[?62;22c" if question["attributes"] else b"\x1b[1;1R"
