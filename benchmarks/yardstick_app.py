"""The yardstick: the smallest honest Textual program with the same rows. One DataTable, one search line, no disk.

Started with a JSON file of rows as `python -m benchmarks.yardstick_app FILE`.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from textual.app import App, ComposeResult
from textual.widgets import DataTable, Input

from models.vietnamese.text import fold

HEADS = ("Số", "Trạng thái", "Họ và tên", "Diện", "Giờ")


class Yardstick(App[None]):
    """A list to move in, and a line that narrows it while somebody types."""

    CSS = "DataTable { height: 1fr; } Input { border: none; height: 1; }"
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, rows: list[list[str]], search: bool) -> None:
        super().__init__()
        self._rows = rows
        self._folded = [fold(row[2]) for row in rows]
        self._search = search

    def compose(self) -> ComposeResult:
        """The table, and the line under it."""
        yield DataTable(cursor_type="row")
        yield Input()

    def on_mount(self) -> None:
        """Fill the table; the keys go to the table or to the line, by what is measured."""
        table = self.query_one(DataTable)
        table.add_columns(*HEADS)
        table.add_rows(self._rows)
        self.query_one(Input if self._search else DataTable).focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show the rows whose names hold the letters."""
        wanted = fold(event.value)
        table = self.query_one(DataTable)
        table.clear()
        table.add_rows(row for row, name in zip(self._rows, self._folded, strict=True) if wanted in name)


if __name__ == "__main__":
    Yardstick(json.loads(Path(sys.argv[1]).read_text("utf-8")), "--search" in sys.argv).run()
