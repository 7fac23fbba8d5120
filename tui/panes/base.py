"""What every pane can do, and the list that most of them are."""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import TYPE_CHECKING, Generic, TypeVar

from tui import words
from tui.draw import Line, highlighted, line, window, wrapped
from tui.stages import at_home, recordable, unadopted

if TYPE_CHECKING:
    from tui.workbench import Workbench

Row = TypeVar("Row")


class Pane:
    """One view. It holds view state only (cursor, filter); facts are read from the desk each time."""

    name = ""
    takes_notes = False
    takes_prose = False  # what is typed is a text as notes are, and no name or search
    toggles = True  # its key pressed again goes back; where work goes on, what is typed next would become a note
    shows_keys = False  # the pane draws its own keys: the footer need not
    records: Container[str] = ()  # the keys of its hints that record something in the meeting
    after_adoption = False  # they do so even when the minutes are adopted
    only_records = False  # what is typed and Enter are for recording alone: where nothing can be, the line says why
    initial = ""
    by_minute = False  # what it shows changes with an act or with the minute, never with the second

    def body(self, bench: Workbench, width: int, height: int) -> list[Line]:
        """The pane's lines; what is too much is cut."""
        raise NotImplementedError

    def popup(self, bench: Workbench, text: str, width: int) -> list[Line]:
        """Rows over the foot of the pane while something is typed."""
        return []

    def asking(self, bench: Workbench) -> tuple[str, str]:
        """(label, hint) of the entry line."""
        return (self.name, "")

    def hints(self, bench: Workbench) -> list[tuple[str, str]]:
        """(key, label) pairs of the pane's own keys for the footer."""
        return []

    def offered(self, bench: Workbench) -> list[tuple[str, str]]:
        """The hints that do something now: where nothing can be recorded, those that record nothing (L22)."""
        if self._can_record(bench):
            return self.hints(bench)
        return [hint for hint in self.hints(bench) if hint[0] not in self.records]

    def told(self, bench: Workbench) -> tuple[str, str]:
        """`asking`; a pane that only records says why not where nothing can be recorded (L22)."""
        label, hint = self.asking(bench)
        return label, (self.closed(bench) if self.only_records else "") or hint

    def closed(self, bench: Workbench) -> str:
        """Why nothing can be recorded here any more and what to do instead, "" while it can."""
        return "" if self._can_record(bench) else words.REFUSALS["adopted" if recordable(bench) else "read_only"]

    def _can_record(self, bench: Workbench) -> bool:
        """Whether what the pane records can be recorded now; at home it asks nothing of a meeting."""
        can_record = recordable if self.after_adoption else unadopted
        return at_home(bench) or can_record(bench)

    def key(self, bench: Workbench, key: str, text: str) -> bool:
        """Take a key; True when it was meant for the pane."""
        return False

    def edited(self, bench: Workbench, text: str) -> None:
        """The typed text changed."""

    def taken(self, bench: Workbench, text: str) -> None:
        """Enter with this text."""

    def clicked(self, bench: Workbench, x: int, y: int) -> None:
        """The cell (x, y) of the pane was clicked."""


class ListPane(Pane, Generic[Row]):
    """A list with a cursor; typed letters narrow it."""

    def __init__(self) -> None:
        self.cursor = 0
        self._top = 0
        self._head = 0

    def rows(self, bench: Workbench, text: str) -> Sequence[Row]:
        """The rows that the typed text leaves."""
        raise NotImplementedError

    def draw(self, bench: Workbench, row: Row, width: int) -> Line:
        """One row."""
        raise NotImplementedError

    def head(self, bench: Workbench, width: int) -> list[Line]:
        """Lines above the list."""
        return []

    def empty(self, bench: Workbench, text: str) -> str:
        """What an empty list says."""
        return words.NOTHING_HERE

    def current(self, bench: Workbench, text: str) -> Row | None:
        """The row under the cursor."""
        rows = self.rows(bench, text)
        return rows[min(self.cursor, len(rows) - 1)] if rows else None

    def body(self, bench: Workbench, width: int, height: int) -> list[Line]:
        """Head, then the rows around the cursor."""
        head = self.head(bench, width)
        text = bench.text if bench.prompt is None else ""
        rows = self.rows(bench, text)
        if not rows:
            return [*head, *(line("  ", *row) for row in wrapped(self.empty(bench, text), width - 3, "muted"))]
        self.cursor = max(0, min(self.cursor, len(rows) - 1))
        self._head = len(head)
        seen, self._top = window(rows, max(1, height - self._head), self.cursor, self._top)
        shown = [self.draw(bench, row, width) for row in seen]
        under = self.cursor - self._top
        shown[under] = highlighted(shown[under], width)
        return [*head, *shown]

    def key(self, bench: Workbench, key: str, text: str) -> bool:
        """Move the cursor."""
        count = len(self.rows(bench, text))
        moves = {"up": -1, "down": 1, "pageup": -10, "pagedown": 10}
        if key in moves and count:
            self.cursor = max(0, min(count - 1, self.cursor + moves[key]))
            return True
        if key in ("home", "end") and not text and count:
            self.cursor = 0 if key == "home" else count - 1
            return True
        return False

    def edited(self, bench: Workbench, text: str) -> None:
        """The first match comes under the cursor."""
        self.cursor = 0

    def clicked(self, bench: Workbench, x: int, y: int) -> None:
        """Put the cursor on the row that was clicked."""
        row = self._top + y - self._head
        if 0 <= row < len(self.rows(bench, bench.text)):
            self.cursor = row
