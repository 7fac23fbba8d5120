"""What starting costs before anything is drawn, over the bare interpreter."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator

from benchmarks.rows import Row, figure, interleaved
from benchmarks.terminal import BYTECODE
from tests.house.sources import ROOT
from tests.tui.pty_harness import _environment

CORE = "import models.meeting, models.decide, models.minutes, models.rules"


def rows(*, quick: bool) -> Iterator[Row]:
    """Imports and the version, each in fresh interpreters, in turns with one that does nothing."""
    commands = (
        ["-c", "pass"],
        ["-c", "import models"],
        ["-m", "tui", "--version"],
        ["-c", CORE],
        ["-c", "import textual.app"],
    )
    runs = [_run(list(command)) for command in commands]
    interleaved(runs, 1)  # compiles
    bare, models, version, core, textual = interleaved(runs, 5 if quick else 15)
    yield figure("`import models`, over the bare interpreter", models - bare, "ms", 40)
    yield figure("`bienban --version`, over the bare interpreter", version - bare, "ms", 80)
    yield figure("the whole core imported, over the bare interpreter", core - bare, "ms")
    yield figure("for comparison: `import textual.app`", textual - bare, "ms")


def _run(arguments: list[str]) -> Callable[[], float]:
    command, environment = [sys.executable, *arguments], _environment(BYTECODE)

    def run() -> float:
        begun = time.perf_counter()
        subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)
        return (time.perf_counter() - begun) * 1000

    return run
