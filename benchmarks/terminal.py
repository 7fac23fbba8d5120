"""A program in a pseudo-terminal, measured from outside: when it paints, how long a key takes, what it holds.

The screen is not interpreted while time is taken: only bytes and their moments are kept.
"""

from __future__ import annotations

import os
import re
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import pyte

from tests.tui.pty_harness import PtyApp, _environment

SIZE = (120, 40)
PRINTED = 40
"""Cells that make a first paint (style.md §5)."""

QUIET = 0.03
"""Seconds of silence after which a key is answered."""

PATIENCE = 60.0
"""Seconds without an answer after which the measurement is wrong; on a crowded machine five were not enough."""

BYTECODE = {
    "PYTHONDONTWRITEBYTECODE": None,
    "PYTHONPYCACHEPREFIX": str(Path(tempfile.gettempdir()) / "bienban-bench-bytecode"),
}
"""What is started is compiled already, as an installed program is; the first start of each command does it."""

_CONTROL = re.compile(
    rb"\x1b(?:\[[0-9;?<>=$]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|P.*?\x1b\\|.)|[\x00-\x1f]", re.DOTALL
)


class _Unread(pyte.ByteStream):
    """Takes the bytes and draws nothing: drawing would delay the next reading."""

    def feed(self, data: bytes) -> None:  # type: ignore[override] # bytes, as its own base class has it
        """Forget."""


class _Watched(PtyApp):
    """Notes the moment of the first paint and of the last byte."""

    painted_at = 0.0
    last_byte_at = 0.0

    def _read(self) -> bool:
        came = super()._read()
        if came:
            self.last_byte_at = time.perf_counter()
            if not self.painted_at and _printed(self.output) >= PRINTED:
                self.painted_at = self.last_byte_at
        return came


class Terminal:
    """One program from its start to its end."""

    def __init__(self, arguments: Sequence[str], size: tuple[int, int] = SIZE) -> None:
        self._begun = time.perf_counter()
        self.app = _Watched([sys.executable, *arguments], _environment(BYTECODE), size)
        self.app._stream = _Unread(self.app.terminal)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.app.close()

    def first_paint(self) -> float:
        """Milliseconds from the start of the process to the first 40 printed cells."""
        while not self.app.painted_at:
            self.app.pump(0.05)
            self._alive()
        return (self.app.painted_at - self._begun) * 1000

    def settle(self, quiet: float = 0.4) -> None:
        """Until it has been silent for a while; the clock's tick once a second may fall into it."""
        while self.app.pump(quiet):
            pass
        self._alive()

    def key(self, data: str) -> float:
        """Milliseconds from the key to the last byte of its answer."""
        sent = time.perf_counter()
        self.app.send(data)
        while self.app.last_byte_at < sent:
            self.app.pump(QUIET)
            if time.perf_counter() - sent > PATIENCE:
                raise TimeoutError(f"no answer to {data!r}")
        while self.app.pump(QUIET):
            pass
        return (self.app.last_byte_at - sent) * 1000

    def _alive(self) -> None:
        if self.app.process.poll() is not None:
            raise ChildProcessError(self.app.output.decode("utf-8", "replace"))

    @property
    def pid(self) -> int:
        """The process."""
        return self.app.process.pid

    def memory(self) -> float:
        """Megabytes that only this process holds (USS)."""
        rollup = Path(f"/proc/{self.pid}/smaps_rollup").read_text("ascii")
        kilobytes = [int(size) for size in re.findall(r"^Private_(?:Clean|Dirty):\s+(\d+) kB", rollup, re.MULTILINE)]
        return sum(kilobytes) / 1024

    def cpu(self) -> float:
        """Seconds of processor time so far."""
        fields = Path(f"/proc/{self.pid}/stat").read_text("ascii").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def idle(self, seconds: float) -> tuple[float, float]:
        """(bytes a second to the terminal, percent of a processor) while nobody does anything."""
        bytes_before, cpu_before, begun = len(self.app.output), self.cpu(), time.perf_counter()
        self.app.pump(seconds)
        passed = time.perf_counter() - begun
        return (len(self.app.output) - bytes_before) / passed, (self.cpu() - cpu_before) / passed * 100


def _printed(output: bytes | bytearray) -> int:
    """How many cells that are not blank have been printed."""
    return sum(1 for letter in _CONTROL.sub(b"", output).decode("utf-8", "ignore") if not letter.isspace())
