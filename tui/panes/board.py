"""The board of indicators: 25 rows and those added in the meeting (L7, R21, R33–R35). Enter records, digits jump."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from models.board import NOT_PRESENT, PRESENT, UNCLEAR, Row
from models.commands import AddIndicator, Assess, Focus
from models.fact import AssessedField
from models.vietnamese.text import fold
from tui import words
from tui import words_indicators as texts
from tui.asking import read_count
from tui.draw import Line, fit, line
from tui.panes.base import ListPane
from tui.panes.board_view import detail_block, filter_strip, heads, label_of, number_of, row_line, summary
from tui.prompts import AskText, Choose, Option, PickPerson

if TYPE_CHECKING:
    from tui.workbench import Workbench

FILTERS: Final[dict[str, Callable[[Row], bool]]] = {
    "all": lambda row: True,
    "untouched": lambda row: not row.touched,
    "open": lambda row: row.touched and not row.concluded,
    "silent": lambda row: not row.speakers,
    "found": lambda row: row.present == PRESENT,
}
"""What Tab goes through; their words are `words.BOARD_FILTERS`."""

CYCLE = {"": PRESENT, PRESENT: NOT_PRESENT, NOT_PRESENT: UNCLEAR, UNCLEAR: PRESENT}
"""What Space makes of an answer."""

TALL = 16
"""Lines from which on filters, column heads and the row's details are shown."""
ROOMY, DETAIL = 20, 5
"""Lines from which on the details take a third, and how many they take below that."""
NAMED = 30
"""Cells of a label inside a question."""


class BoardPane(ListPane[Row | None]):
    """The board. The row None, the last one, adds a sign beyond the list (R35)."""

    name = words.PANE_BOARD
    toggles = False
    records = frozenset(("Enter", "Space", "Insert"))

    def __init__(self, at: str = "") -> None:
        super().__init__()
        self._at = at  # the indicator to stand on first; "" for the one being discussed
        self.filter = "all"
        self._tall = False
        self._placed = False

    # --- the list -----------------------------------------------------------------------------------------------

    def rows(self, bench: Workbench, text: str) -> Sequence[Row | None]:
        """What filter and typed letters leave; a typed number leaves everything, it only moves the cursor."""
        wanted = [] if _number(text) else fold(text).split()
        found: list[Row | None] = [
            row
            for row in bench.desk.meeting.board.rows
            if FILTERS[self.filter](row) and all(word in fold(f"{row.label} {row.text}") for word in wanted)
        ]
        return [*found, None] if self.filter == "all" and not wanted else found

    def current(self, bench: Workbench, text: str) -> Row | None:
        """The row under the cursor, which begins on what is being discussed."""
        self._place(bench)
        return super().current(bench, text)

    def head(self, bench: Workbench, width: int) -> list[Line]:
        """The figures; with room also the filters and the names of the columns."""
        board = bench.desk.meeting.board
        figures = summary(bench.desk, width)
        counts = {name: sum(1 for row in board.rows if keeps(row)) for name, keeps in FILTERS.items()}
        filters = fit(filter_strip(counts, self.filter), width)
        if self._tall:
            return [figures, filters, heads(width)]
        return [figures] if self.filter == "all" else [figures, filters]

    def draw(self, bench: Workbench, row: Row | None, width: int) -> Line:
        """One row."""
        if row is None:
            return fit(line(("   + ", "key"), (texts.BOARD_ADD, "muted")), width)
        return fit(row_line(bench.desk, row, width), width)

    def empty(self, bench: Workbench, text: str) -> str:
        """Nothing found: Enter adds what was typed."""
        return texts.BOARD_NO_MATCH.format(text=text.strip()) if text.strip() else texts.BOARD_EMPTY

    def body(self, bench: Workbench, width: int, height: int) -> list[Line]:
        """The list, and with room what is known of the row under the cursor."""
        self._place(bench)
        self._tall = height >= TALL
        strip: list[Line] = []
        row = self.current(bench, bench.text if bench.prompt is None else "")
        if self._tall and row is not None:
            strip = detail_block(bench.desk, row, width, self._detail(bench, width, height))
        room = height - len(strip)
        above = super().body(bench, width, room)
        return [*above, *[()] * (room - len(above)), *strip]

    def _detail(self, bench: Workbench, width: int, height: int) -> int:
        """Lines for the row under the cursor: a third of a high window, less where the whole list then fits."""
        if height < ROOMY:
            return DETAIL
        spare = height - len(self.head(bench, width)) - len(self.rows(bench, ""))
        return min(spare, height // 3) if spare >= DETAIL else height // 3

    def asking(self, bench: Workbench) -> tuple[str, str]:
        """What typing does here."""
        return (self.name, texts.BOARD_HINT if self._can_record(bench) else texts.BOARD_HINT_LOOK)

    def hints(self, bench: Workbench) -> list[tuple[str, str]]:
        """The pane's own keys."""
        return list(texts.BOARD_KEYS)

    # --- the cursor ---------------------------------------------------------------------------------------------

    def _place(self, bench: Workbench) -> None:
        """Once, when the pane comes up: the cursor stands on what is being discussed (L7)."""
        if not self._placed:
            self._placed = True
            self._go(bench, self._at or bench.desk.meeting.agenda.focus)

    def _go(self, bench: Workbench, indicator: str) -> None:
        """Put the cursor on an indicator if the filter shows it."""
        ids = [row.id if row is not None else None for row in self.rows(bench, "")]
        if indicator in ids:
            self.cursor = ids.index(indicator)

    def _jump(self, bench: Workbench, number: int) -> None:
        """Put the cursor on a number, leaving the filter if it hides that row."""
        board = bench.desk.meeting.board
        row = next((row for row in board.rows if number_of(board, row) == number), None)
        if row is None:
            bench.say(texts.BOARD_NO_NUMBER.format(number=number), "warning")
            return
        if not FILTERS[self.filter](row):
            self.filter = "all"
        self._go(bench, row.id)

    def edited(self, bench: Workbench, text: str) -> None:
        """A number jumps; letters narrow the list from its top."""
        self._placed = True
        if number := _number(text):
            self._jump(bench, number)
        elif text.strip():
            self.cursor = 0

    # --- keys ---------------------------------------------------------------------------------------------------

    def key(self, bench: Workbench, key: str, text: str) -> bool:
        """Space answers, Tab filters, Insert adds; letters being typed keep their Space."""
        self._place(bench)
        if key == "tab":
            names = list(FILTERS)
            self.filter = names[(names.index(self.filter) + 1) % len(names)]
            self.cursor = 0
            return True
        if key == "insert":
            self._add(bench, "" if _number(text) else text)
            return True
        if key == "space" and (not text or _number(text)):
            row = self._chosen(bench, text)
            if row is not None:
                bench.do(Assess(row.id, "present", CYCLE[row.present]))
            return True
        return super().key(bench, key, text)

    def taken(self, bench: Workbench, text: str) -> None:
        """Record something of the row under the cursor, or add what was typed and not found."""
        self._place(bench)
        number = _number(text)
        if number and number > len(bench.desk.meeting.board.rows):
            bench.refuse(texts.BOARD_NO_NUMBER.format(number=number))
            return
        if text.strip() and not self.rows(bench, text):
            self._add(bench, text.strip())
            return
        row = self._chosen(bench, text)
        if row is not None:
            self._record(bench, row)
        elif self.rows(bench, ""):
            self._add(bench, "")

    def _chosen(self, bench: Workbench, text: str) -> Row | None:
        """The row under the cursor; what was typed to find it has done its work."""
        row = self.current(bench, text)
        bench.set_text("")
        if row is not None:
            self._go(bench, row.id)
        return row

    # --- what is recorded ---------------------------------------------------------------------------------------

    def _record(self, bench: Workbench, row: Row) -> None:
        """Ask what to record: the digit of the answer is enough (R33, R34). Nothing is asked that could not be."""
        if closed := self.closed(bench):
            bench.refuse(closed)
            return
        focused = bench.desk.meeting.agenda.focus == row.id
        options = [
            *(Option(code, label) for code, label in texts.PRESENT_WORDS.items()),
            Option("degree", texts.BOARD_DEGREE),
            Option("scope", texts.BOARD_SCOPE),
            Option("evidence", texts.BOARD_EVIDENCE),
            Option("conclusion", texts.BOARD_CONCLUSION),
            Option("focus", texts.BOARD_UNFOCUS if focused else texts.BOARD_FOCUS),
            Option("raised_by", texts.BOARD_RAISED),
        ]
        bench.ask(Choose(_title(bench, row), options, lambda wanted: self._take(bench, row, wanted)))

    def _take(self, bench: Workbench, row: Row, wanted: str) -> None:
        plan = bench.desk.meeting.plan
        if wanted in texts.PRESENT_WORDS:
            self._answer(bench, row, wanted)
        elif wanted == "degree":
            self._ask_degree(bench, row)
        elif wanted == "scope":
            scopes = [Option(choice.code, choice.label) for choice in plan.scopes_of(bench.desk.meeting.body)]
            label = f"{_title(bench, row)}: {texts.BOARD_SCOPE}"
            bench.ask(Choose(label, scopes, lambda code: _assess(bench, row, "scope", code)))
        elif wanted == "evidence":
            self._ask_text(bench, row, "evidence", texts.BOARD_EVIDENCE, row.evidence)
        elif wanted == "conclusion":
            self._ask_text(bench, row, "conclusion", texts.BOARD_CONCLUSION, row.conclusion)
        elif wanted == "focus":
            bench.do(Focus("" if bench.desk.meeting.agenda.focus == row.id else row.id))
        else:
            label = f"{_title(bench, row)}: {texts.BOARD_RAISED}"
            bench.ask(PickPerson(label, lambda person: _assess(bench, row, "raised_by", person)))

    def _answer(self, bench: Workbench, row: Row, answer: str) -> None:
        """Có asks for its degree right away; Esc leaves it open."""
        done = row.present == answer or bench.do(Assess(row.id, "present", answer))
        if done and answer == PRESENT:
            self._ask_degree(bench, row)

    def _ask_degree(self, bench: Workbench, row: Row) -> None:
        degrees = bench.desk.meeting.plan.degrees
        options = [Option(choice.code, f"{choice.label} ({choice.note})") for choice in degrees]
        label = f"{_title(bench, row)}: {texts.BOARD_DEGREE}"
        bench.ask(Choose(label, options, lambda code: _assess(bench, row, "degree", code)))

    def _ask_text(self, bench: Workbench, row: Row, field: AssessedField, what: str, before: str) -> None:
        label = f"{_title(bench, row)}: {what}"
        bench.ask(AskText(label, lambda text: _assess(bench, row, field, text), initial=before))

    def _add(self, bench: Workbench, text: str) -> None:
        """Add a sign beyond the list and go to it (R35)."""

        def add(typed: str) -> None:
            if bench.do(AddIndicator(typed)):
                self.filter = "all"
                self._go(bench, bench.desk.meeting.board.added[-1].id)

        if closed := self.closed(bench):
            bench.refuse(closed)
            return
        bench.set_text("")
        bench.ask(AskText(texts.BOARD_ADD, add, initial=text))


def _assess(bench: Workbench, row: Row, field: AssessedField, value: str) -> None:
    bench.do(Assess(row.id, field, value))


def _title(bench: Workbench, row: Row) -> str:
    """ "Biểu hiện 14 · Đẩy việc sang ban khác", short enough to stand before an answer."""
    number = number_of(bench.desk.meeting.board, row)
    label = label_of(row, NAMED)
    return texts.BOARD_ASK.format(label=number if str(number) in label else f"{number} · {label}")


def _number(text: str) -> int:
    """The number in "14" or "#14"; 0 for anything else."""
    return read_count(text.strip().removeprefix("#")) or 0
