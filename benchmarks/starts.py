"""What starting costs before anything is drawn, over the bare interpreter."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator

from benchmarks.rows import Row, figure, interleaved
from tests.house.sources import ROOT

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
    bare, models, version, core, textual = interleaved([_run(list(c)) for c in commands], 5 if quick else 15)
    yield figure("`import models`, over the bare interpreter", models - bare, "ms", 40)
    yield figure("`bienban --version`, over the bare interpreter", version - bare, "ms", 80)
    yield figure("the whole core imported, over the bare interpreter", core - bare, "ms")
    yield figure("for comparison: `import textual.app`", textual - bare, "ms")


def _run(arguments: list[str]) -> Callable[[], float]:
    def run() -> float:
        begun = time.perf_counter()
        subprocess.run([sys.executable, *arguments], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        return (time.perf_counter() - begun) * 1000

    return run
