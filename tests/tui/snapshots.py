"""Whole screens as text, compared with files under `snaps/`; `pytest tests/tui --update-snaps` writes them anew.

A snapshot is read by a person before it is kept: it is what the clerk sees.
"""

from __future__ import annotations

from difflib import unified_diff
from pathlib import Path

from tests.tui.bench import text_of
from tui.draw import fit, line
from tui.header import header
from tui.workbench import Workbench

SNAPS = Path(__file__).parent / "snaps"

SIZES = ((60, 16), (80, 24), (100, 28), (120, 36))
"""Reduced, whole, full, and a large window (design.md §5)."""


def whole_screen(bench: Workbench, width: int, height: int) -> str:
    """The screen as the app lays it out: header, pane, question, entry line, footer."""
    pane = bench.body(width, height - 5)
    pane += [()] * (height - 5 - len(pane))
    entry = fit(line(" ▸ ", bench.text), width)
    rows = [*header(bench.desk, width), *pane, bench.asking(width), entry, bench.hints(width)]
    return "\n".join(text_of(row).rstrip() for row in rows) + "\n"


class Snapshots:
    """Compares, or writes when asked to."""

    def __init__(self, update: bool) -> None:
        self._update = update

    def check(self, name: str, text: str) -> None:
        """Assert that the text is the one kept under this name."""
        path = SNAPS / f"{name}.txt"
        if self._update:
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        kept = path.read_text("utf-8") if path.exists() else ""
        changes = list(unified_diff(kept.splitlines(), text.splitlines(), "kept", "now", lineterm=""))
        assert not changes, "\n".join(["the screen changed; look, then --update-snaps:", *changes])
